"""Word files: the XML of the body, with styles, weight, numbers, tables, boxes, notes and the page's head.

Read by lxml rather than python-docx: half the time, no template files, and a damaged part costs only itself.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from minutesearch.errors import SourceError
from minutesearch.model import Block, Document
from minutesearch.parse.formats.letters import Line, Run, block, clean, unbulleted, weigh
from minutesearch.parse.formats.numbering import Numbering
from minutesearch.parse.limits import Limits
from minutesearch.parse.sniff import DOCX

NAME = "docx"
VERSION = "2"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RATIO = 200
"""Office XML packs 5 to 30 times; a part that packs far better than this is a bomb."""
_HEADING = re.compile(r"^(?:heading|überschrift|titre)\s?(\d)$", re.IGNORECASE)
_SEPARATOR = " | "
_RELATIONS = "word/_rels/document.xml.rels"
_PART = re.compile(
    r"word/(?:styles|numbering|footnotes|endnotes|header\d{1,2}|footer\d{1,2}|_rels/document\.xml)\.(?:xml|rels)$|"
    r"docProps/core\.xml$"
)


_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OTHERWISE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_DRAFT = re.compile(r"\b(?:draft|unapproved|unconfirmed|subject to (?:approval|confirmation))\b", re.IGNORECASE)
_PAGE = re.compile(r"(?:page)?\s*(?:of|/|-)?\s*(?:page)?$", re.IGNORECASE)
"""What is left of a page number, which is a field."""
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", _OTHERWISE})
_SKIPPED = _GONE | {f"{_W}txbxContent", f"{_W}pPr"}


class _Style(NamedTuple):
    heading: int
    bold: bool
    listed: bool
    size: float
    instance: str = ""
    """The list that numbers its paragraphs (``numId``), and the level in it."""
    depth: int | None = None


class _Typed(NamedTuple):
    """A paragraph as it is printed: its lines, the list they stand in, and how deep."""

    lines: list[Line]
    style: _Style
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
    numbers = parts.get("word/numbering.xml")
    walk = _Walk(
        _styles(parts.get("word/styles.xml")),
        Numbering(None if numbers is None else _xml(numbers)),
        _notes(parts),
    )
    root = _xml(body)
    start = root.find(f"{_W}body")
    for element in start if start is not None else ():
        walk.element(element)
    if not walk.blocks:
        raise SourceError(
            "the Word file holds no text", "no-text", "Its text may be a picture; it needs recognition (OCR)."
        )
    title = next((b.text for b in walk.blocks[:3] if b.kind == "heading" and b.level == 1), "") or _core_title(
        parts.get("docProps/core.xml")
    )
    margins = _margins(root, parts)
    said = {each.text for each in walk.blocks}
    printed = [block(Line(text, 0, 0.0), "paragraph", line_number=1) for text in margins.printed if text not in said]
    title, blocks = title or margins.running, (*printed, *walk.blocks)
    return Document(DOCX, f"{NAME}/{VERSION}", title, blocks)


def _part(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    info = archive.getinfo(name)
    most = min(2 * limits.out, max(2_000_000, _RATIO * max(info.compress_size, 1)))
    # The sizes in the directory are the sender's claim; what counts is what comes out.
    with archive.open(info) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise SourceError("the Word file unpacks to far more than a text could be (a zip bomb)")
    return content.replace(_STRICT, _W[1:-1].encode())


def _xml(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError("the Word file is damaged (its text is no XML)", hint="Fetch or copy it again.") from error
    if root is None:
        raise SourceError("the Word file is damaged (its text is no XML)", hint="Fetch or copy it again.")
    return root


def _notes(parts: dict[str, bytes]) -> dict[tuple[str, str], etree._Element]:
    """The footnotes and endnotes, by the name of the mark that refers to them and by their number."""
    return {
        (f"{kind}Reference", note.get(f"{_W}id", "")): note
        for kind in ("footnote", "endnote")
        if f"word/{kind}s.xml" in parts
        for note in _xml(parts[f"word/{kind}s.xml"]).iterfind(f"{_W}{kind}")
        if note.get(f"{_W}type") in (None, "normal")
    }


class _Margins(NamedTuple):
    """What stands in the margins: what is printed once, and the first line of what runs over every page."""

    printed: list[str]
    running: str


def _margins(root: etree._Element, parts: dict[str, bytes]) -> _Margins:
    """Read the margins of the first section.

    A letterhead of the first page is part of the document, and so is a draft mark, in a head, a foot or across the
    page. What runs over every page is furniture, but it may be all that names the body.
    """
    found = _Margins([], "")
    section = next(root.iter(f"{_W}sectPr"), None)
    if section is None or _RELATIONS not in parts:
        return found
    aims = {each.get("Id", ""): "word/" + each.get("Target", "") for each in _xml(parts[_RELATIONS])}
    for reference in section.iterchildren(f"{_W}headerReference", f"{_W}footerReference"):
        part = parts.get(aims.get(reference.get(f"{_R}id", ""), ""))
        if part is None:
            continue
        heads = reference.tag == f"{_W}headerReference"
        first = reference.get(f"{_W}type", "default") == "first"
        if first and not _flag(section, "titlePg"):
            continue
        content = _xml(part)
        lines = [weigh(runs).text for p in content.iter(f"{_W}p") for runs in _runs(p, bold=False)]
        lines = [text for text in lines if text and not _PAGE.match(text)]
        across = [clean(path.get("string", ""))[:80] for path in content.iter(_TEXTPATH)]
        kept = [text for text in (*lines, *across) if (heads and first and text in lines) or _DRAFT.search(text)]
        found.printed.extend(text for text in kept if text not in found.printed)
        if heads and not first and lines and not found.running:
            found = found._replace(running=lines[0][:300])
    return found


def _core_title(core: bytes | None) -> str:
    if core is None:
        return ""
    match = re.search(rb"<dc:title>([^<]{1,400})</dc:title>", core)
    return clean(match[1].decode("utf-8", "replace")) if match else ""


def _flag(properties: etree._Element | None, name: str) -> bool | None:
    element = None if properties is None else properties.find(f"{_W}{name}")
    if element is None:
        return None
    return element.get(f"{_W}val", "true").lower() not in ("0", "false", "off", "none")


def _size(properties: etree._Element | None) -> float:
    element = None if properties is None else properties.find(f"{_W}sz")
    value = "" if element is None else element.get(f"{_W}val", "")
    return int(value) / 2 if value.isdigit() and len(value) < 5 else 0.0


def _styles(content: bytes | None) -> dict[str, _Style]:
    if content is None:
        return {}
    raw: dict[str, tuple[str, str, etree._Element]] = {}
    for element in _xml(content).iterfind(f"{_W}style"):
        name = element.find(f"{_W}name")
        based = element.find(f"{_W}basedOn")
        raw[element.get(f"{_W}styleId", "")] = (
            "" if name is None else name.get(f"{_W}val", ""),
            "" if based is None else based.get(f"{_W}val", ""),
            element,
        )

    def resolve(key: str) -> _Style:
        heading, bold, listed, size = 0, None, False, 0.0
        instance, depth = "", None
        seen: set[str] = set()
        while key in raw and key not in seen:
            seen.add(key)
            name, based, element = raw[key]
            match = _HEADING.match(name)
            if not heading:
                heading = (
                    int(match[1]) if match else 1 if name.lower() == "title" else 2 if name.lower() == "subtitle" else 0
                )
            numbered = element.find(f"{_W}pPr/{_W}numPr")
            listed = listed or name.lower().startswith("list ") or numbered is not None
            if numbered is not None:
                own_instance, own_depth = _place(numbered)
                instance, depth = instance or own_instance, own_depth if depth is None else depth
            level = element.find(f"{_W}pPr/{_W}outlineLvl")
            if (
                not heading
                and level is not None
                and level.get(f"{_W}val", "9").isdigit()
                and int(level.get(f"{_W}val", "9")) < 6
            ):
                heading = int(level.get(f"{_W}val", "0")) + 1
            own = _flag(element.find(f"{_W}rPr"), "b")
            bold = own if bold is None else bold
            size = size or _size(element.find(f"{_W}rPr"))
            key = based
        return _Style(heading, bool(bold), listed, size, instance, depth)

    return {key: resolve(key) for key in raw}


def _place(numbered: etree._Element) -> tuple[str, int | None]:
    """The list and the level that a ``numPr`` names."""
    instance, level = numbered.find(f"{_W}numId"), numbered.find(f"{_W}ilvl")
    depth = "" if level is None else level.get(f"{_W}val", "")
    return "" if instance is None else instance.get(f"{_W}val", ""), int(depth) if depth in set("012345678") else None


def _runs(node: etree._Element, *, bold: bool) -> Iterator[list[Run]]:
    """The runs of a paragraph, cut at typed line breaks; what was deleted, is hidden or stands in a box is left out."""
    runs: list[Run] = []
    stack: list[etree._Element] = list(reversed(node))
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag != f"{_W}r":
            stack.extend(reversed(element))
            continue
        properties = element.find(f"{_W}rPr")
        if _flag(properties, "vanish"):
            continue
        own = _flag(properties, "b")
        heavy = bold if own is None else own
        for child in element:
            if child.tag == f"{_W}t":
                runs.append(Run(child.text or "", heavy))
            elif child.tag in (f"{_W}tab", f"{_W}ptab"):
                runs.append(Run(" ", heavy))
            elif child.tag == f"{_W}noBreakHyphen":
                runs.append(Run("-", heavy))
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                yield runs
                runs = []
    yield runs


def _inside(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The outermost elements of a name inside a node, but for those of which another printing is chosen."""
    stack: list[etree._Element] = list(reversed(node))
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag not in _GONE:
            stack.extend(reversed(element))


_CONTAINERS = frozenset(
    f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "txbxContent", "tc")
)


class _Walk:
    """The blocks so far."""

    def __init__(
        self,
        styles: dict[str, _Style],
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
            if node.tag == f"{_W}p":
                self.paragraph(node)
                # Boxes stand beside the paragraph that holds them, notes at the foot of its page.
                stack.extend(reversed(list(_inside(node, f"{_W}txbxContent"))))
                self.refer(node)
            elif node.tag == f"{_W}tbl":
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
        properties = node.find(f"{_W}pPr")
        style = self.style(properties)
        numbered = None if properties is None else properties.find(f"{_W}numPr")
        instance, depth = style.instance, style.depth
        if numbered is not None:
            own_instance, own_depth = _place(numbered)
            instance, depth = own_instance or instance, own_depth if own_depth is not None else depth
        lines: list[Line] = []
        lots = list(_runs(node, bold=style.bold))
        first = next((run for runs in lots for run in runs if run.text.strip()), None)
        removed = properties is not None and properties.find(f"{_W}rPr/{_W}del") is not None
        if first is not None or not removed:
            number = self.numbers.following(instance, depth or 0)
            if number and first is not None:
                next(runs for runs in lots if first in runs).insert(0, Run(number + " ", first.bold))
        lines = [line for line in map(weigh, lots) if line.text]
        return _Typed(lines, style, (style.listed or numbered is not None) and instance != "0", depth or 0)

    def refer(self, node: etree._Element) -> None:
        """Put the notes that a paragraph refers to after it."""
        for kind in ("footnoteReference", "endnoteReference"):
            for mark in _inside(node, f"{_W}{kind}"):
                note = self.notes.pop((kind, mark.get(f"{_W}id", "")), None)
                for paragraph in () if note is None else note.iter(f"{_W}p"):
                    self.paragraph(paragraph)

    def style(self, properties: etree._Element | None) -> _Style:
        reference = None if properties is None else properties.find(f"{_W}pStyle")
        return self.styles.get("" if reference is None else reference.get(f"{_W}val", ""), _Style(0, False, False, 0.0))

    def table(self, node: etree._Element) -> None:
        for row in node.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not node:
                continue
            cells = list(row.iterchildren(f"{_W}tc", f"{_W}sdt"))
            typed = [[self.typed(p) for p in cell.iter(f"{_W}p") if not _boxed(p, cell)] for cell in cells]
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
                            _SEPARATOR.join(" ".join(line.text for line in cell) for cell in filled),
                            all(line.bold > 0.9 for cell in filled for line in cell),
                        )
                    ]
                )
                self.blocks.append(block(text, "row", line_number=len(self.blocks) + 1))
            for cell in cells:
                for box in _inside(cell, f"{_W}txbxContent"):
                    for p in box.iter(f"{_W}p"):
                        self.paragraph(p)
                self.refer(cell)


def _boxed(paragraph: etree._Element, cell: etree._Element) -> bool:
    """Does a paragraph of a cell stand in a box in it, or in what is not printed?"""
    for node in paragraph.iterancestors():
        if node is cell:
            return False
        if node.tag == f"{_W}txbxContent" or node.tag in _GONE:
            return True
    return False
