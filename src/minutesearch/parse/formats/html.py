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
from minutesearch.model import CELL_BREAK, Block, BlockKind, Document
from minutesearch.parse.formats.chrome import Site, remove_hidden
from minutesearch.parse.formats.letters import Line, Run, block, clean, unbulleted, weigh
from minutesearch.parse.formats.numerals import numeral, style_of_list
from minutesearch.parse.formats.styles import BODY, Mark, Styles, font_size, set_off
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
_ATTENDED = re.compile(
    r"(?:in )?(?:present|attendance|attendees|attending|apologies|regrets|absent|guests|chair|scribe)\b", re.IGNORECASE
)
"""Names of a list of who came; it may stand above the main part of a page."""
_LAYOUT = frozenset("p div h1 h2 h3 h4 h5 h6 ul ol table blockquote dl section".split())
_NO_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What lxml reads but refuses to write or to look for: a page that holds it in a tag or a text could not be walked."""
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
    text = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", _NO_XML.sub(" ", text.replace("\x00", "")))
    front = _FRONT.match(text)
    if front:
        text = text[front.end() :]
    # Without ``huge_tree`` libxml2 drops all that is nested over 256 deep, and long texts, without a word.
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise SourceError("the page holds no HTML that can be read", "no-text", "Fetch it again.") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SourceError("the page is nested too deeply to be read", hint="Save the printed page.")
    framed = root.find(".//frame") is not None or root.find(".//iframe") is not None
    scripted = root.find(".//script") is not None
    styles = Styles(root)
    remove_hidden(root, styles.unseen(root))
    site = Site(root)
    walk = _Walk(site, styles)
    main = site.heart()
    walk.lead_in(main)
    walk.over(main)
    if not walk.blocks:
        # A page of nothing but links is an index; it is for the segmenter to say so.
        walk = _Walk(site, styles, menus=True)
        walk.over(main)
    if not walk.blocks:
        raise _empty(framed=framed, scripted=scripted)
    set_off(walk.blocks, walk.marks)
    named = _FRONT_TITLE.search(front[0]) if front else None
    title = clean(named[1]) if named else _title(root)
    linked = walk.linked / max(walk.letters, 1)
    return Document(HTML, f"{NAME}/{VERSION}", title, tuple(walk.blocks), linked=round(linked, 3))


def _empty(*, framed: bool, scripted: bool) -> SourceError:
    """Why a page shows nothing."""
    if framed:
        return SourceError(
            "the page holds no text, only a frame with another page", "no-text", "Fetch the page inside the frame."
        )
    if scripted:
        return SourceError(
            "the page holds no text until a browser runs its scripts", "no-text", "Save the printed page."
        )
    return SourceError("the page holds no text", "no-text", "Fetch it again, or save the printed page.")


def _title(root: HtmlElement) -> str:
    element = root.find(".//title")
    return "" if element is None else clean(element.text_content())[:300]


class _Walk:
    """The state of the walk: the line being filled, its weight, the list and row it stands in."""

    def __init__(self, site: Site, styles: Styles, *, menus: bool = False) -> None:
        self.site = site
        self.styles = styles
        self.menus = menus
        self.blocks: list[Block] = []
        self.marks: list[Mark] = []
        self.sizes = [BODY]
        self.underlined = [False]
        self.line = Mark(0, BODY, 0, 0)
        self.runs: list[Run] = []
        self.bold = [False]
        self.kinds: list[tuple[BlockKind, int]] = [("paragraph", 0)]
        self.depth = 0
        self.letters = self.linked = self.links = 0
        self.anchor: str | None = None
        self.rows: list[list[str]] = []
        self.counts: list[int] = []
        self.number = ""
        """The printed number of a list's item, until its first line comes."""

    def lead_in(self, main: HtmlElement) -> None:
        """What of the document stands above the main part: its titles and, with scribes, the date and who came."""
        above = set(main.iterancestors())
        inside: set[HtmlElement] = set()
        for element in self.site.root.iter("h1", "h2", "dl", main.tag):
            if element is main:
                return
            if element.tag == main.tag and element.tag != "dl":
                continue
            if element in above or element in inside or self.site.is_inside_chrome(element):
                continue
            names = [clean(name.text_content()) for name in element.iter("dt")] if element.tag == "dl" else []
            if element.tag == "dl" and not any(_ATTENDED.match(name) for name in names):
                continue
            if not self.site.is_chrome(element):
                inside.update(element.iterdescendants())
                self.over(element)

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
            if node is not main and (self.site.is_chrome(node) or (not self.menus and self.site.is_menu(node))):
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
            if size:
                self.line = self.line.with_text(size, self.sizes[-1], underlined=self.underlined[-1] and not self.links)

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
        look = self.styles.of(node)
        heavy = look.bold is True or (tag in _BOLD and look.bold is None)
        light = look.bold is False or tag in _PLAIN
        self.bold.append(False if light and not heavy else heavy or self.bold[-1])
        self.underlined.append(tag == "u" or look.underlined is True or self.underlined[-1])
        now = font_size(node, self.sizes[-1])
        self.sizes.append(now if look.size is None else look.size if look.size > 0 else -look.size * self.sizes[-1])
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
            self.number = self.next_number(node)
            self.depth += 1
            if in_cell:
                self.runs.append(Run(self.number, False))
                self.number = ""
            self.kinds.append(("item", self.depth))
        elif tag in ("p", "div", "span") and self.kinds[-1][0] in ("item", "row", "heading"):
            self.kinds.append(self.kinds[-1])
        elif tag in ("ul", "ol", "dl", "table", "blockquote", "dt", "dd"):
            if tag == "ol":
                start = node.get("start", "").strip()
                self.counts.append(int(start) - 1 if start.isdigit() and len(start) < 5 else 0)
            self.kinds.append(("paragraph", self.depth))
        else:
            self.kinds.append(self.kinds[-1])

    def leave(self, node: HtmlElement) -> None:
        tag = node.tag
        if tag == "br":
            return
        self.bold.pop()
        self.underlined.pop()
        self.sizes.pop()
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
            self.runs = [Run(CELL_BREAK.join(cell for cell in cells if cell), False)]
            if all(child.tag == "th" for child in node if isinstance(child.tag, str)) and cells:
                self.runs = [Run(self.runs[0].text, True)]
        self.end_line()
        self.kinds.pop()
        if tag == "li":
            self.depth -= 1
            self.number = ""
        elif tag == "ol":
            self.counts.pop()

    def next_number(self, item: HtmlElement) -> str:
        """The number that a browser prints before an item, with its full stop; empty for a bullet's."""
        around = item.getparent()
        if around is None or around.tag != "ol" or not self.counts:
            return ""
        value = item.get("value", "").strip()
        self.counts[-1] = int(value) if value.isdigit() and len(value) < 5 else self.counts[-1] + 1
        style = style_of_list(around.get("style", ""), item.get("style", ""), item.get("type") or around.get("type"))
        return f"{numeral(self.counts[-1], style)}. " if style else ""

    def end_line(self) -> None:
        if self.rows:
            self.runs.append(Run(" ", False))
            return
        if self.number and (first := next((run for run in self.runs if run.text.strip()), None)):
            # The number is as heavy as what it numbers.
            self.runs.insert(0, Run(self.number, first.bold))
            self.number = ""
        line = weigh(self.runs)
        mark, self.line = self.line, Mark(0, BODY, 0, 0)
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
            self.marks.append(mark._replace(at=len(self.blocks)))
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
