"""Word files: the XML of the body, with styles, weight, numbers, tables, boxes, notes and the page's head.

Read by lxml rather than python-docx: half the time, no template files, and a damaged part costs only itself.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.errors import SourceError
from minutesearch.model import CELL_BREAK, Block, Document
from minutesearch.parse.formats.letters import Line, Run, block, clean, unbulleted, weigh
from minutesearch.parse.formats.margins import margins_of, notes_of
from minutesearch.parse.formats.numbering import Numbering
from minutesearch.parse.formats.word import Style, W, inside, is_boxed, place_of, runs_of, styles_of, xml
from minutesearch.parse.limits import Limits
from minutesearch.parse.sniff import DOCX

if TYPE_CHECKING:
    from lxml import etree

NAME = "docx"
VERSION = "2"

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RATIO = 200
"""Office XML packs 5 to 30 times; a part that packs far better than this is a bomb."""
_PART = re.compile(
    r"word/(?:styles|numbering|footnotes|endnotes|header\d{1,2}|footer\d{1,2}|_rels/document\.xml)\.(?:xml|rels)$|"
    r"docProps/core\.xml$"
)
_CORE = "docProps/core.xml"


class _Typed(NamedTuple):
    """A paragraph as it is printed: its lines, the list they stand in, and how deep."""

    lines: list[Line]
    style: Style
    listed: bool
    depth: int


def parse(content: bytes, limits: Limits) -> Document:
    """Read a Word file.

    Raises:
        SourceError: where it is damaged, protected, a zip bomb, or holds no text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            body = _part(archive, next(n for n in ("word/document.xml", "word/document2.xml") if n in names), limits)
            parts = {name: _part(archive, name, limits) for name in names if _PART.match(name)}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, StopIteration, ValueError) as error:
        raise SourceError("the Word file is damaged or cut off", hint="Fetch or copy it again.") from error
    except RuntimeError as error:
        raise SourceError(
            "the Word file is protected by a password", hint="Ask the publisher for an open copy."
        ) from error
    core = parts.pop(_CORE, None)
    faults: list[str] = []
    root = xml(body, faults)
    roots = _roots(parts, faults)
    walk = _Walk(styles_of(roots.get("word/styles.xml")), Numbering(roots.get("word/numbering.xml")), notes_of(roots))
    start = root.find(f"{W}body")
    for element in start if start is not None else ():
        walk.element(element)
    if not walk.blocks:
        raise SourceError(
            "the Word file holds no text", "no-text", "Its text may be a picture; it needs recognition (OCR)."
        )
    title = next((b.text for b in walk.blocks[:3] if b.kind == "heading" and b.level == 1), "") or _core_title(core)
    margins = margins_of(root, roots)
    said = {each.text for each in walk.blocks}
    printed = [block(Line(text, 0, 0.0), "paragraph", line_number=1) for text in margins.printed if text not in said]
    title, blocks = title or margins.running, (*printed, *walk.blocks)
    remarks = ("it is damaged inside; some of its text may be missing",) if faults else ()
    return Document(DOCX, f"{NAME}/{VERSION}", title, blocks, remarks=remarks)


def _roots(parts: dict[str, bytes], faults: list[str]) -> dict[str, etree._Element]:
    """The parts beside the text, as far as they can be read: none of them is worth losing the text."""
    roots: dict[str, etree._Element] = {}
    for name, content in parts.items():
        try:
            roots[name] = xml(content, faults)
        except SourceError as error:
            faults.append(error.message)
    return roots


def _part(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    info = archive.getinfo(name)
    most = min(2 * limits.out, max(2_000_000, _RATIO * max(info.compress_size, 1)))
    # The sizes in the directory are the sender's claim; what counts is what comes out.
    with archive.open(info) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise SourceError("the Word file unpacks to far more than a text could be (a zip bomb)")
    return content.replace(_STRICT, W[1:-1].encode())


def _core_title(core: bytes | None) -> str:
    if core is None:
        return ""
    match = re.search(rb"<dc:title>([^<]{1,400})</dc:title>", core)
    return clean(match[1].decode("utf-8", "replace")) if match else ""


_CONTAINERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "txbxContent", "tc")
)


class _Walk:
    """The blocks so far."""

    def __init__(
        self,
        styles: dict[str, Style],
        numbers: Numbering,
        notes: dict[tuple[str, str], etree._Element],
    ) -> None:
        self.styles = styles
        self.numbers = numbers
        self.notes = notes
        self.blocks: list[Block] = []

    def element(self, element: etree._Element) -> None:
        """Take one element of the body; containers are gone through without recursion."""
        stack = [element]
        while stack:
            node = stack.pop()
            if node.tag == f"{W}p":
                self.paragraph(node)
                # Boxes stand beside the paragraph that holds them, notes at the foot of its page.
                stack.extend(reversed(list(inside(node, f"{W}txbxContent"))))
                self.refer(node)
            elif node.tag == f"{W}tbl":
                self.table(node)
            elif node.tag in _CONTAINERS:
                stack.extend(reversed(node))

    def paragraph(self, node: etree._Element) -> None:
        typed = self.typed(node)
        for line in typed.lines:
            self.put(line, typed)

    def put(self, line: Line, typed: _Typed) -> None:
        """A block for one line."""
        line, bulleted = unbulleted(line)
        style, number = typed.style, len(self.blocks) + 1
        # A bold line of a list is how many clerks number their heads.
        head = line.bold >= 0.9 and len(line.text) < 90 and typed.depth == 0 and not bulleted
        if style.heading:
            self.blocks.append(block(line, "heading", level=style.heading, line_number=number, size=style.size))
        elif (typed.listed or bulleted) and not head:
            self.blocks.append(block(line, "item", x=float(typed.depth + 1), line_number=number, size=style.size))
        else:
            self.blocks.append(block(line, "paragraph", line_number=number, size=style.size))

    def typed(self, node: etree._Element) -> _Typed:
        """Read a paragraph, with the number that is printed before it. Each is read once: its list counts on."""
        properties = node.find(f"{W}pPr")
        style = self.style(properties)
        numbered = None if properties is None else properties.find(f"{W}numPr")
        instance, depth = style.instance, style.depth
        if numbered is not None:
            own_instance, own_depth = place_of(numbered)
            instance, depth = own_instance or instance, own_depth if own_depth is not None else depth
        lines: list[Line] = []
        lots = list(runs_of(node, bold=style.bold))
        first = next((run for runs in lots for run in runs if run.text.strip()), None)
        removed = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        if first is not None or not removed:
            number = self.numbers.following(instance, depth or 0)
            if number and first is not None:
                next(runs for runs in lots if first in runs).insert(0, Run(number + " ", first.bold))
        lines = [line for line in map(weigh, lots) if line.text]
        return _Typed(lines, style, (style.listed or numbered is not None) and instance != "0", depth or 0)

    def refer(self, node: etree._Element) -> None:
        """Put the notes that a paragraph refers to after it."""
        for kind in ("footnoteReference", "endnoteReference"):
            for mark in inside(node, f"{W}{kind}"):
                note = self.notes.pop((kind, mark.get(f"{W}id", "")), None)
                for paragraph in () if note is None else note.iter(f"{W}p"):
                    self.paragraph(paragraph)

    def style(self, properties: etree._Element | None) -> Style:
        reference = None if properties is None else properties.find(f"{W}pStyle")
        return self.styles.get("" if reference is None else reference.get(f"{W}val", ""), Style(0, False, False, 0.0))

    def table(self, node: etree._Element) -> None:
        for row in node.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not node:
                continue
            cells = list(row.iterchildren(f"{W}tc", f"{W}sdt"))
            typed = [[self.typed(p) for p in cell.iter(f"{W}p") if not is_boxed(p, cell)] for cell in cells]
            lines = [[line for each in cell for line in each.lines] for cell in typed]
            filled = [cell for cell in lines if cell]
            if len(filled) == 1 or (len(filled) > 1 and max(len(cell) for cell in filled) > 3):
                # A table that only lays out the page: its paragraphs in order.
                for cell_typed in typed:
                    for each in cell_typed:
                        for line in each.lines:
                            self.put(line, each)
            elif filled:
                text = weigh(
                    [
                        Run(
                            CELL_BREAK.join(" ".join(line.text for line in cell) for cell in filled),
                            all(line.bold > 0.9 for cell in filled for line in cell),
                        )
                    ]
                )
                self.blocks.append(block(text, "row", line_number=len(self.blocks) + 1))
            for cell in cells:
                for box in inside(cell, f"{W}txbxContent"):
                    for p in box.iter(f"{W}p"):
                        self.paragraph(p)
                self.refer(cell)
