"""Word files: the XML of the body, with styles, weight, list marks and tables.

Read by lxml rather than python-docx: half the time, no template files, and a damaged part costs only itself.
Numbers that Word generates are not in the text; typed ones are kept.
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
from minutesearch.parse.formats.letters import Run, block, clean, unbulleted, weigh
from minutesearch.parse.limits import Limits
from minutesearch.parse.sniff import DOCX

NAME = "docx"
VERSION = "1"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RATIO = 200
"""Office XML packs 5 to 30 times; a part that packs far better than this is a bomb."""
_HEADING = re.compile(r"^(?:heading|überschrift|titre)\s?(\d)$", re.IGNORECASE)
_SEPARATOR = " | "


class _Style(NamedTuple):
    heading: int
    bold: bool
    listed: bool
    size: float


def parse(content: bytes, limits: Limits) -> Document:
    """Read a Word file.

    Raises:
        SourceError: where it is damaged, protected, a zip bomb, or holds no text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            body = _part(archive, next(n for n in ("word/document.xml", "word/document2.xml") if n in names), limits)
            styles = _part(archive, "word/styles.xml", limits) if "word/styles.xml" in names else None
            core = _part(archive, "docProps/core.xml", limits) if "docProps/core.xml" in names else None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, StopIteration, ValueError) as error:
        raise SourceError("the Word file is damaged or cut off", hint="Fetch or copy it again.") from error
    except RuntimeError as error:
        raise SourceError(
            "the Word file is protected by a password", hint="Ask the publisher for an open copy."
        ) from error
    walk = _Walk(_styles(styles))
    root = _xml(body)
    start = root.find(f"{_W}body")
    for element in start if start is not None else ():
        walk.element(element)
    if not walk.blocks:
        raise SourceError(
            "the Word file holds no text", "no-text", "Its text may be a picture; it needs recognition (OCR)."
        )
    title = next((b.text for b in walk.blocks[:3] if b.kind == "heading" and b.level == 1), "") or _core_title(core)
    return Document(DOCX, f"{NAME}/{VERSION}", title, tuple(walk.blocks))


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
        seen: set[str] = set()
        while key in raw and key not in seen:
            seen.add(key)
            name, based, element = raw[key]
            match = _HEADING.match(name)
            if not heading:
                heading = (
                    int(match[1]) if match else 1 if name.lower() == "title" else 2 if name.lower() == "subtitle" else 0
                )
            listed = listed or name.lower().startswith("list ") or element.find(f"{_W}pPr/{_W}numPr") is not None
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
        return _Style(heading, bool(bold), listed, size)

    return {key: resolve(key) for key in raw}


class _Walk:
    """The blocks so far."""

    def __init__(self, styles: dict[str, _Style]) -> None:
        self.styles = styles
        self.blocks: list[Block] = []

    def element(self, element: etree._Element) -> None:
        """Take one element of the body; containers are gone through without recursion."""
        stack = [element]
        while stack:
            node = stack.pop()
            if node.tag == f"{_W}p":
                self.paragraph(node)
            elif node.tag == f"{_W}tbl":
                self.table(node)
            elif node.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}smartTag"):
                stack.extend(reversed(node))

    def paragraph(self, node: etree._Element) -> None:
        properties = node.find(f"{_W}pPr")
        style = self.style(properties)
        level = None if properties is None else properties.find(f"{_W}numPr/{_W}ilvl")
        numbered = properties is not None and properties.find(f"{_W}numPr") is not None
        off = None if properties is None else properties.find(f"{_W}numPr/{_W}numId")
        listed = (numbered or style.listed) and not (off is not None and off.get(f"{_W}val") == "0")
        size = style.size
        for runs in self.lines(node, style):
            line = weigh(runs)
            if not line.text:
                continue
            line, bulleted = unbulleted(line)
            depth = int(level.get(f"{_W}val", "0")) if level is not None and level.get(f"{_W}val", "0").isdigit() else 0
            number = len(self.blocks) + 1
            if style.heading:
                self.blocks.append(block(line, "heading", level=style.heading, line_number=number, size=size))
            elif (listed or bulleted) and not (
                line.bold >= 0.9 and len(line.text) < 90 and depth == 0 and not bulleted
            ):
                self.blocks.append(block(line, "item", x=float(depth + 1), line_number=number, size=size))
            else:
                # A bold line of a generated list is how many clerks number their heads.
                self.blocks.append(block(line, "paragraph", line_number=number, size=size))

    def style(self, properties: etree._Element | None) -> _Style:
        reference = None if properties is None else properties.find(f"{_W}pStyle")
        return self.styles.get("" if reference is None else reference.get(f"{_W}val", ""), _Style(0, False, False, 0.0))

    def lines(self, node: etree._Element, style: _Style) -> Iterator[list[Run]]:
        """The runs of a paragraph, cut at typed line breaks."""
        runs: list[Run] = []
        for run in node.iter(f"{_W}r"):
            if any(parent.tag in (f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent") for parent in run.iterancestors()):
                continue
            own = _flag(run.find(f"{_W}rPr"), "b")
            bold = style.bold if own is None else own
            for child in run:
                if child.tag == f"{_W}t":
                    runs.append(Run(child.text or "", bold))
                elif child.tag in (f"{_W}tab", f"{_W}ptab"):
                    runs.append(Run(" ", bold))
                elif child.tag == f"{_W}noBreakHyphen":
                    runs.append(Run("-", bold))
                elif child.tag in (f"{_W}br", f"{_W}cr"):
                    yield runs
                    runs = []
        yield runs

    def table(self, node: etree._Element) -> None:
        for row in node.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not node:
                continue
            cells = list(row.iterchildren(f"{_W}tc", f"{_W}sdt"))
            lines = [
                [weigh(runs) for p in cell.iter(f"{_W}p") for runs in self.lines(p, self.style(p.find(f"{_W}pPr")))]
                for cell in cells
            ]
            lines = [[line for line in cell if line.text] for cell in lines]
            filled = [cell for cell in lines if cell]
            if len(filled) == 1 or (len(filled) > 1 and max(len(cell) for cell in filled) > 3):
                # A table that only lays out the page: its paragraphs in order.
                for cell in cells:
                    for p in cell.iter(f"{_W}p"):
                        self.paragraph(p)
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
