"""Web pages: one walk over the tree, a block wherever a browser would begin a new line.

The text of every element goes to the nearest block, so that nothing is lost in ``div`` soup and nothing is said
twice in nested lists.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from minutesearch.errors import SourceError
from minutesearch.model import Block, BlockKind, Document
from minutesearch.parse.formats.chrome import heart, is_chrome, is_menu
from minutesearch.parse.formats.letters import Line, Run, block, clean, unbulleted, weigh
from minutesearch.parse.formats.text import paragraphs
from minutesearch.parse.sniff import HTML, decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NAME = "html"
VERSION = "2"

_BLOCKS = frozenset(
    "address article aside blockquote body caption center details dd dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul".split()
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BOLD = frozenset({"b", "strong", "th", "summary", "button"})
"""What is set off as a head is: the only buttons that are walked are heads of accordions."""
_TITLE_CLASS = re.compile(r"(?:^|\s)(?:mgAiTitleTxt|Mso(?:Heading|Title)\d?)(?:\s|$)")
"""Paragraphs that a committee system or a word processor calls titles by their class only."""
_TITLE_LEVEL = 4
_FILE_SIZE = re.compile(r"[\s(\[-]*(?:PDF|DOCX?|XLSX?|RTF)\b[\s,:/-]*\d+(?:[.,]\d+)?\s*[KM]B[\s)\]]*$", re.IGNORECASE)
"""What a site puts behind a link to a file: "PDF 500 KB"."""
_PLAIN = frozenset({"td"})
_HEAVY = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-5]00)", re.IGNORECASE)
_LAYOUT = frozenset("p div h1 h2 h3 h4 h5 h6 ul ol table blockquote dl section".split())
_SEPARATOR = " | "
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:[^\n]*\n){0,60}?---[ \t]*\r?\n")
"""What a site's generator is told at the top of a page that it has not built yet."""
_FRONT_TITLE = re.compile(r"^title[ \t]*:[ \t]*[\"']?([^\n\"']{1,300})", re.MULTILINE | re.IGNORECASE)


def parse(content: bytes) -> Document:
    """Read a web page.

    Raises:
        SourceError: where there is no page or no text in it.
    """
    text = decode(content, html=True)
    # NUL ends libxml2's reading; an XML declaration makes lxml refuse text that is decoded already.
    text = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", text.replace("\x00", ""))
    front = _FRONT.match(text)
    if front:
        text = text[front.end() :]
    try:
        root = lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise SourceError("the page holds no HTML that can be read", "no-text", "Fetch it again.") from error
    main = heart(root)
    walk = _Walk()
    walk.lead_in(root, main)
    walk.over(main)
    if not walk.blocks:
        raise SourceError(
            "the page holds no text", "no-text", "It may need a browser to fill it; save the printed page."
        )
    named = _FRONT_TITLE.search(front[0]) if front else None
    title = clean(named[1]) if named else _title(root)
    linked = walk.linked / max(walk.letters, 1)
    return Document(HTML, f"{NAME}/{VERSION}", title, tuple(walk.blocks), linked=round(linked, 3))


def _title(root: HtmlElement) -> str:
    element = root.find(".//title")
    return "" if element is None else clean(element.text_content())[:300]


class _Walk:
    """The state of the walk: the line being filled, its weight, the list and row it stands in."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.bold = [False]
        self.kinds: list[tuple[BlockKind, int]] = [("paragraph", 0)]
        self.depth = 0
        self.letters = self.linked = self.links = 0
        self.anchor: str | None = None
        self.rows: list[list[str]] = []

    def lead_in(self, root: HtmlElement, main: HtmlElement) -> None:
        """Headings that stand above the main part: the page's title and, with scribes, the date."""
        inside = set(main.iter("h1", "h2"))
        for element in root.iter("h1", "h2", main.tag):
            if element is main:
                return
            if (
                element.tag in _HEADINGS
                and element not in inside
                and not any(
                    is_chrome(node) for node in (element, *element.iterancestors()) if node.tag not in ("html", "body")
                )
            ):
                self.kinds.append(("heading", _HEADINGS[element.tag]))
                self.runs.append(Run(element.text_content(), False))
                self.end_line()
                self.kinds.pop()

    def over(self, main: HtmlElement) -> None:
        """Walk the tree without recursion: hostile pages nest 100,000 deep."""
        stack: list[tuple[HtmlElement, bool]] = [(main, False)]
        while stack:
            node, done = stack.pop()
            if done:
                self.leave(node)
                if node is not main:
                    self.say(node.tail)
                continue
            if node is not main and (is_chrome(node) or is_menu(node)):
                self.say(node.tail if isinstance(node.tag, str) or node.tail else None)
                continue
            if node.tag == "pre" and "\n" in (content := node.text_content()).strip() and not self.rows:
                self.typed(content)
                self.say(node.tail)
                continue
            self.enter(node)
            self.say(node.text)
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
        self.end_line()

    def say(self, text: str | None) -> None:
        if text:
            self.runs.append(Run(text, self.bold[-1]))
            size = len(text.strip())
            self.letters += size
            self.linked += size if self.links else 0

    def typed(self, content: str) -> None:
        """A text that was typed with its own line breaks (``<pre>``): its paragraphs are those of a plain text."""
        self.end_line()
        first = len(self.blocks)
        self.blocks += [
            replace(each, x=0.0, line=first + n, anchor=self.anchor) for n, each in enumerate(paragraphs(content), 1)
        ]

    def enter(self, node: HtmlElement) -> None:
        tag = node.tag
        if tag == "br":
            self.end_line()
            return
        if tag == "a" and node.get("href"):
            self.links += 1
        style = node.get("style", "")
        heavy = tag in _BOLD or bool(style and _HEAVY.search(style))
        light = tag in _PLAIN or bool(style and _LIGHT.search(style))
        self.bold.append(False if light and not heavy else heavy or self.bold[-1])
        if tag not in _BLOCKS:
            return
        in_cell = bool(self.rows)
        if tag in ("td", "th") and in_cell:
            self.runs.append(Run(" ", False))
            return
        if tag == "tr" and not _is_layout(node):
            self.end_line()
            self.rows.append([])
            self.kinds.append(("row", self.depth))
            return
        self.end_line()
        identity = node.get("id")
        if identity:
            self.anchor = identity[:200]
        level = _HEADINGS.get(tag) or _heading_level(node)
        if level:
            self.kinds.append(("heading", level))
        elif tag == "li":
            self.depth += 1
            self.kinds.append(("item", self.depth))
        elif tag in ("p", "div", "span") and self.kinds[-1][0] in ("item", "row", "heading"):
            self.kinds.append(self.kinds[-1])
        elif tag in ("ul", "ol", "dl", "table", "blockquote", "dt", "dd"):
            self.kinds.append(("paragraph", self.depth))
        else:
            self.kinds.append(self.kinds[-1])

    def leave(self, node: HtmlElement) -> None:
        tag = node.tag
        if tag == "br":
            return
        self.bold.pop()
        if tag == "a" and node.get("href"):
            self.links -= 1
        if tag not in _BLOCKS:
            return
        if self.rows and tag in ("td", "th"):
            self.rows[-1].append(weigh(self.runs).text)
            self.runs = []
            return
        if self.rows and tag == "tr":
            cells = self.rows.pop()
            self.runs = [Run(_SEPARATOR.join(cell for cell in cells if cell), False)]
            if all(child.tag == "th" for child in node if isinstance(child.tag, str)) and cells:
                self.runs = [Run(self.runs[0].text, True)]
        self.end_line()
        self.kinds.pop()
        if tag == "li":
            self.depth -= 1

    def end_line(self) -> None:
        if self.rows:
            self.runs.append(Run(" ", False))
            return
        line = weigh(self.runs)
        self.runs = []
        if line.text[-1:] in "Bb)]" and (size := _FILE_SIZE.search(line.text[-40:])):
            text = line.text[: len(line.text) - 40 + size.start() if len(line.text) > 40 else size.start()]
            line = Line(text, min(line.lead, len(text)), line.bold)
        if not line.text:
            return
        kind, level = self.kinds[-1]
        if kind == "paragraph":
            line, bulleted = unbulleted(line)
            kind = "item" if bulleted else kind
        if line.text:
            self.blocks.append(
                block(
                    line,
                    kind,
                    level=level if kind == "heading" else 0,
                    x=float(self.depth),
                    line_number=len(self.blocks) + 1,
                    anchor=self.anchor,
                )
            )


def _heading_level(node: HtmlElement) -> int:
    """The level of a heading that is one by its role or its class only, else 0."""
    if node.get("role") == "heading":
        level = node.get("aria-level", "")
        return int(level) if level in set("123456") else 2
    return _TITLE_LEVEL if node.tag == "p" and _TITLE_CLASS.search(node.get("class", "")[:200]) else 0


def _is_layout(row: HtmlElement) -> bool:
    # Old pages are tables of paragraphs; a row of values is one line.
    return any(node.tag in _LAYOUT for cell in row for node in cell.iterchildren() if isinstance(node.tag, str)) or (
        row.find(".//br/../br") is not None or len(row) < 2
    )
