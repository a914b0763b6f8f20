"""PDF files: letters become printed lines, lines become rows, rows become paragraphs, items and table rows.

Two readers find the letters: pdfminer.six (:mod:`~minutesearch.parse.pdf.miner`), which is always there, and PDFium
(:mod:`~minutesearch.parse.pdf.pdfium`), which is quicker and reads damaged files, where pypdfium2 is installed. What is
made of the letters is one code path. How lines are put together is in :mod:`minutesearch.parse.pdf.paragraphs`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from minutesearch.errors import SourceError
from minutesearch.model import Document
from minutesearch.parse.limits import Limits
from minutesearch.parse.ocr.recognise import Recogniser, Scans, is_scan, read_scans
from minutesearch.parse.pdf.grid import placed
from minutesearch.parse.pdf.paragraphs import blocks_of
from minutesearch.parse.pdf.readers import INSTALL, READERS, is_installed
from minutesearch.parse.pdf.rows import Printed
from minutesearch.parse.pdf.sheets import UNMAPPED, Breach, Locked, Sheet
from minutesearch.parse.sniff import PDF

NAME = "pdf"
VERSION = "4"

_LEAST_LETTERS = 20
"""A document with fewer readable letters than this holds no text, only marks."""
_MOST_UNMAPPED = 0.3
"""A document with a larger share of letters that no font names cannot be read."""

_ROOT = re.compile(rb"(\d{1,10})\s(\d{1,5})\sobj\b[^>]{0,400}?/Type\s{0,4}/Catalog")


class _Found(NamedTuple):
    """What a reader found: pages, those that are scans, those that it could not read, lines, stamps over the pages."""

    pages: int
    scans: list[int]
    failed: list[int]
    lines: list[Printed]
    stamps: list[str]

    @property
    def readable(self) -> int:
        """Its letters and digits; none where too many have no name."""
        if sum(line.text.count(UNMAPPED) for line in self.lines) > _MOST_UNMAPPED * max(self._letters, 1):
            return 0
        return sum(sum(map(str.isalnum, line.text)) for line in self.lines)

    @property
    def _letters(self) -> int:
        return sum(len(line.text) for line in self.lines)

    @property
    def holds_text(self) -> bool:
        return self.readable >= _LEAST_LETTERS


def parse(
    content: bytes,
    limits: Limits,
    counted: Callable[[int], None] | None = None,
    *,
    reader: str = READERS[0],
    recogniser: Recogniser | None = None,
) -> Document:
    """Read a PDF.

    Args:
        content: the file's bytes.
        limits: pages and letters a page.
        counted: told the number of pages before the first is read.
        reader: which of :data:`READERS` reads first; the other one, where it is installed, is tried on a file that the
            first cannot read.
        recogniser: what recognises the text of pages that are pictures.

    Raises:
        SourceError: where it is protected, damaged, over a limit, or holds no text.
    """
    found, used, remarks = _read_by_any(reader, content, limits, _once(counted))
    scans = read_scans(content, found.scans, limits, recogniser)
    found = found._replace(lines=scans.merged(found.lines))
    if not found.holds_text:
        raise _without_text(found, scans)
    if found.failed:
        remarks.append(
            f"{len(found.failed)} of {found.pages} pages are damaged and could not be read: {_listed(found.failed)}"
        )
    remarks += scans.remarks(found.pages)
    blocks, title = blocks_of(found.lines, found.pages, found.stamps)
    if not blocks:
        raise SourceError("the PDF holds nothing but page headers and footers", "no-text")
    parser = f"{NAME}/{VERSION}" + ("" if used == READERS[0] else f"+{used}")
    return Document(
        PDF,
        parser,
        title,
        tuple(scans.marked(blocks)),
        found.pages,
        tuple(remarks),
        unread=tuple(sorted({*found.failed, *scans.unread})),
        recogniser=scans.by,
    )


def _read_by_any(
    first: str, content: bytes, limits: Limits, counted: Callable[[int], None]
) -> tuple[_Found, str, list[str]]:
    """What was found, by which reader, and what is to be said of it.

    Raises:
        SourceError: no reader that is installed can read a page.
    """
    second = READERS[1 - READERS.index(first)]
    found, used, remarks = _find(first, content, limits, counted), first, list[str]()
    if (found is None or found.failed or not found.holds_text) and is_installed(second):
        other = _find(second, content, limits, counted)
        if other is not None and other.readable > (found.readable if found else 0):
            found, used = other, second
            remarks = [f"read by the second PDF reader ({second}); {_damage(content)}"]
    if found is None and (mended := with_root(content)) is not None:
        used = second if is_installed(second) else first
        found = _find(used, mended, limits, counted)
        if found is not None and not found.holds_text and not found.scans:
            found = None
        remarks = [f"{_damage(content)}; what is left of it was read"]
    if found is None:
        raise SourceError(_damage(content), hint=_cure(second))
    if not remarks and _is_cut_off(content):
        remarks = [f"{_damage(content)}; what is left of it was read"]
    return found, used, remarks


def with_root(content: bytes) -> bytes | None:
    """A file whose trailer is lost, with a new one that names its root; None where the root cannot be seen either.

    Programs that write the root first (Word does) leave a file that is complete but for its last pages. Both readers
    find the objects of such a file by themselves once they are told where to start.
    """
    root = _ROOT.search(content)
    if root is None or b"\ntrailer" in content:
        return None
    return content + b"\nendstream\nendobj\ntrailer\n<< /Root %s %s R >>\n" % root.groups()


def _find(reader: str, content: bytes, limits: Limits, counted: Callable[[int], None]) -> _Found | None:
    """What a reader finds, or None where it cannot read a single page."""
    try:
        pages, sheets = _sheets(reader, content, limits)
    except (Breach, Locked, MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - a reader answers damage with whatever its code stumbles over
        return None
    if not pages:
        return None
    counted(pages)
    found = _Found(pages, [], [], [], [])
    for number, sheet in enumerate(sheets, 1):
        if sheet is None:
            found.failed.append(number)
            continue
        lines = placed(sheet)
        found.lines.extend(lines)
        if sheet.stamp:
            found.stamps.append(sheet.stamp)
        # Only a page with pictures, or with letters that have no name, need be looked at.
        if (sheet.picture or any(UNMAPPED in line.text for line in lines)) and is_scan(lines, sheet.picture):
            found.scans.append(number)
    return found if len(found.failed) < pages else None


def _sheets(reader: str, content: bytes, limits: Limits) -> tuple[int, Iterator[Sheet | None]]:
    if reader == READERS[0]:
        from minutesearch.parse.pdf import miner as pdf_miner

        return pdf_miner.sheets(content, limits)
    from minutesearch.parse.pdf import pdfium as pdf_pdfium

    return pdf_pdfium.sheets(content, limits)


def _once(counted: Callable[[int], None] | None) -> Callable[[int], None]:
    """The same, called at most once: the second reader must not wind the clock anew."""
    left = [counted] if counted else []

    def run(pages: int) -> None:
        if left:
            left.pop()(pages)

    return run


def _without_text(found: _Found, scans: Scans) -> SourceError:
    if scans.read and not scans.unread:
        return SourceError(
            "the PDF holds only pictures, in which no text was recognised", "no-text", "Ask for another copy."
        )
    if found.readable == 0 and any(UNMAPPED in line.text for line in found.lines):
        return SourceError(
            f"the PDF's letters cannot be told (its fonts name no characters), and {scans.why}", "no-text", scans.hint
        )
    if scans.unread:
        return SourceError(f"the PDF holds no text, only pictures of pages, and {scans.why}", "no-text", scans.hint)
    return SourceError("the PDF holds no text: its pages are blank", "no-text", "Ask the publisher for another copy.")


def _is_cut_off(content: bytes) -> bool:
    return b"%%EOF" not in content[-2048:]


def _damage(content: bytes) -> str:
    return "the PDF is cut off: its end is missing" if _is_cut_off(content) else "the PDF is damaged"


def _cure(second: str) -> str:
    if is_installed(second):
        return "Fetch or copy it again."
    return f"Fetch or copy it again; a second PDF reader may be able to read it: {INSTALL}"


def _listed(pages: list[int]) -> str:
    return ", ".join(map(str, pages[:20]))
