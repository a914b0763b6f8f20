"""Scanned pages: pages that are pictures go to a recogniser (OCR), and come back as printed lines.

Runs in the child, which can draw a page but may start no program: it hands each picture to the process that asks,
through :class:`Recogniser`, and gets the recogniser's own table of words back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from minutesearch.errors import SourceError
from minutesearch.model import Block, Document
from minutesearch.parse.limits import Limits
from minutesearch.parse.ocr.lines import printed
from minutesearch.parse.ocr.sheets import Ink, Sheet, draw, opened
from minutesearch.parse.ocr.words import Recognised, read_tables
from minutesearch.parse.pdf.paragraphs import blocks_of
from minutesearch.parse.pdf.rows import Printed
from minutesearch.parse.pdf.sheets import STRAY_LETTERS, UNMAPPED

NAME = "picture"
VERSION = "1"

_MOST_OF_PAGE = 0.6
_FEW_LETTERS = 20
"""A document with fewer letters than this holds no text."""
_MOST_UNMAPPED = 0.3
"""A page with a larger share of letters that no font names has no text, whatever it shows."""
_A4_WIDTH = 595.0
_A4_HEIGHT = 842.0


class Recogniser(Protocol):
    """What the child asks of the process that may start programs."""

    def begin(self, sheets: int, *, drawn: bool) -> str:
        """Say that pictures will come.

        Args:
            sheets: how many.
            drawn: whether they are pages of a PDF, which have to be drawn.

        Returns:
            The recogniser's name and version.

        Raises:
            SourceError: there is none, with the reason and what to do.
        """

    def words(self, picture: bytes, *, dpi: int | None, sheets: int) -> Sequence[str]:
        """Recognise one picture.

        Args:
            picture: the file.
            dpi: its resolution, where it is known.
            sheets: pages in it.

        Returns:
            Tesseract's tables: the first as it sees the page, the second as one block of text.

        Raises:
            SourceError: it cannot be recognised.
        """


class Scans(NamedTuple):
    """What became of the scanned pages of a PDF: their lines, the pages still unread and why, and by what it was read.

    ``read`` are the pages that were recognised, also those on which no word was found.
    """

    lines: Sequence[Printed] = ()
    read: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    why: str = ""
    hint: str | None = None
    by: str | None = None

    def merged(self, lines: Sequence[Printed]) -> list[Printed]:
        """The lines of a document, those of recognised pages in place of their stray letters."""
        told = {line.page for line in self.lines}
        return [*(line for line in lines if line.page not in told), *self.lines]

    def marked(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks of a document, those with recognised text marked so.

        A paragraph belongs to the page on which it begins. It has run on to the next one where no block begins with
        that page's first line.
        """
        read = set(self.read)
        marked: list[Block] = []
        for block, after in zip(blocks, [*blocks[1:], None], strict=True):
            page = block.page or 0
            last = after is None or after.page != page
            ran_on = last and page + 1 in read and (after is None or after.page != page + 1 or after.line != 1)
            marked.append(replace(block, ocr=True) if page in read or ran_on else block)
        return marked

    def remarks(self, pages: int) -> list[str]:
        """What a report says of them, for a PDF of so many pages."""
        said: list[str] = []
        if self.read:
            said.append(f"{_pages(len(self.read), pages)} read by recognition ({self.by})")
        if self.unread:
            hint = f" ({self.hint})" if self.hint else ""
            said.append(f"{_pages(len(self.unread), pages)} not read ({_listed(self.unread)}): {self.why}{hint}")
        return said


def _pages(some: int, all_: int) -> str:
    return f"{some} of {all_} page{'' if all_ == 1 else 's'}"


def is_scan(lines: Sequence[Printed], covered: float) -> bool:
    """Is a page a picture of a page, or as good as one?

    Args:
        lines: its printed lines.
        covered: the share of the page that pictures cover, 0 to 1; any picture at all will do where there is no letter.
    """
    unmapped = sum(line.text.count(UNMAPPED) for line in lines)
    if unmapped > _MOST_UNMAPPED * sum(len(line.text) for line in lines):
        return True
    letters = sum(c.isalnum() for line in lines for c in line.text)
    return covered > 0 if not letters else letters <= STRAY_LETTERS and covered >= _MOST_OF_PAGE


def read_scans(content: bytes, pages: Sequence[int], limits: Limits, recogniser: Recogniser | None) -> Scans:
    """Recognise the pages of a PDF that are scans.

    Args:
        content: the file's bytes.
        pages: their numbers, from 1.
        limits: letters a page.
        recogniser: what recognises, or None.
    """
    if not pages:
        return Scans()
    try:
        by = _begin(recogniser, len(pages), drawn=True)
    except SourceError as error:
        return Scans(unread=tuple(pages), why=error.message, hint=error.hint)
    assert recogniser is not None
    sheets = []
    unread: list[int] = []
    why: str = ""
    hint: str | None = None
    try:
        with opened(content) as document:
            for number in pages:
                try:
                    sheet = draw(document, number)
                    found = _recognised(sheet, limits, recogniser)
                    if found.turned:
                        # Upright it is read better: only then a second reading as one block makes sense.
                        found = _recognised(sheet.turned(found.turned), limits, recogniser)
                    sheets.append((number, 72 / sheet.dpi, found))
                except SourceError as error:
                    unread.append(number)
                    why, hint = why or error.message, hint or error.hint
                except (MemoryError, RecursionError):
                    raise
                except Exception:  # noqa: BLE001 - one damaged page must not cost the others
                    unread.append(number)
                    why = why or "the page cannot be drawn"
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - pypdfium2 answers damage with errors of several kinds
        done = {number for number, _, _ in sheets}
        unread = [number for number in pages if number not in done]
        why = why or "the pages cannot be drawn"
    read = tuple(number for number, _, _ in sheets)
    return Scans(printed(sheets), read, tuple(unread), why, hint, by)


def _recognised(sheet: Sheet, limits: Limits, recogniser: Recogniser) -> Recognised:
    tables = recogniser.words(sheet.pgm(), dpi=round(sheet.dpi), sheets=1)
    (found,) = read_tables(tables, limits.page_letters, [Ink(sheet).stroke])
    return found


def parse(content: bytes, media_type: str, limits: Limits, recogniser: Recogniser | None) -> Document:
    """Read a picture of a page, or a TIFF of several.

    Args:
        content: the file's bytes.
        media_type: ``image/png``, ``image/jpeg`` or ``image/tiff``.
        limits: pages and letters.
        recogniser: what recognises, or None.

    Raises:
        SourceError: it cannot be recognised, or holds no text.
    """
    what = f"the file is a {media_type.removeprefix('image/').upper()} picture"
    pages = _tiff_pages(content, limits.pages) if media_type == "image/tiff" else 1
    if pages > limits.pages:
        raise SourceError(f"{what} of more than {limits.pages} pages", hint="Split it.")
    try:
        by = _begin(recogniser, pages, drawn=False)
        assert recogniser is not None
        found = read_tables(recogniser.words(content, dpi=None, sheets=pages), limits.page_letters)
    except SourceError as error:
        raise SourceError(f"{what}: {error.message}", "no-text", error.hint) from error
    # How large the paper was is not known: it is taken for A4, upright or across.
    sheets = [
        (number, (_A4_WIDTH if sheet.width <= sheet.height else _A4_HEIGHT) / max(sheet.width, 1.0), sheet)
        for number, sheet in enumerate(found, 1)
    ]
    lines = printed(sheets)
    if sum(c.isalnum() for line in lines for c in line.text) < _FEW_LETTERS:
        raise SourceError(f"{what} in which no text was recognised", "no-text", "Scan it again, larger and sharper.")
    blocks, title = blocks_of(lines, len(sheets))
    if not blocks:
        raise SourceError(f"{what} that holds nothing but page headers and footers", "no-text")
    numbers = tuple(range(1, len(sheets) + 1))
    scans = Scans(lines, numbers, by=by)
    return Document(
        media_type, f"{NAME}/{VERSION}", title, tuple(scans.marked(blocks)), len(sheets),
        tuple(scans.remarks(len(sheets))), recogniser=by,
    )  # fmt: skip


def _begin(recogniser: Recogniser | None, sheets: int, *, drawn: bool) -> str:
    if recogniser is None:
        raise SourceError("no recogniser (OCR) was given")
    return recogniser.begin(sheets, drawn=drawn)


def _listed(pages: Sequence[int]) -> str:
    """``page 3``, ``pages 2 to 5, 9``: runs of pages put together."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and spans[-1][-1] == page - 1:
            spans[-1] = [spans[-1][0], page]
        else:
            spans.append([page])
    said = [str(s[0]) if len(s) == 1 else f"{s[0]} to {s[1]}" for s in spans]
    more = f" and {len(said) - 10} more" if len(said) > 10 else ""
    return f"page{'' if len(pages) == 1 else 's'} {', '.join(said[:10])}{more}"


def _tiff_pages(content: bytes, most: int) -> int:
    """How many pictures a TIFF holds: its directories are a chain (TIFF 6.0, section 2); a loop ends it."""
    order = "little" if content[:2] == b"II" else "big"
    at = int.from_bytes(content[4:8], order)  # type: ignore[arg-type]  # one of the two words that it may be
    seen: set[int] = set()
    while 8 <= at <= len(content) - 6 and at not in seen and len(seen) <= most:
        seen.add(at)
        entries = int.from_bytes(content[at : at + 2], order)  # type: ignore[arg-type]  # as above
        link = at + 2 + 12 * entries
        at = int.from_bytes(content[link : link + 4], order)  # type: ignore[arg-type]  # as above
    return max(1, len(seen))
