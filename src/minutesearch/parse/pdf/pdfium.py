"""The second reader of PDF: PDFium through pypdfium2, where it is installed (extra ``fast``).

PDFium is not safe in threads: it runs in the reading child, which has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from minutesearch.parse.limits import Limits
from minutesearch.parse.pdf.sheets import (
    STRAY_LETTERS,
    Sheet,
    by_password,
    check_letters,
    check_pages,
    encrypted,
)
from minutesearch.parse.pdf.strokes import Turn, covered, rules_of
from minutesearch.parse.pdf.words import Words


def sheets(content: bytes, limits: Limits) -> tuple[int, Iterator[Sheet | None]]:
    """The number of pages, and the pages one by one; None stands for one that cannot be read.

    Raises:
        Locked: it is protected.
        Breach: it has too many pages; on the way through them: too many letters.
        Exception: whatever pypdfium2 raises on a damaged file.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw.FPDF_ERR_PASSWORD:
            raise by_password() from error
        if code == raw.FPDF_ERR_SECURITY:
            raise encrypted() from error
        raise
    pages = len(document)
    check_pages(pages, limits)
    return pages, _read(document, pages, limits)


def _read(document: Any, pages: int, limits: Limits) -> Iterator[Sheet | None]:
    for number in range(1, pages + 1):
        page = raw.FPDF_LoadPage(document.raw, number - 1)
        if not page:
            yield None
            continue
        try:
            text = raw.FPDFText_LoadPage(page)
            try:
                yield _sheet(page, text, number, limits) if text else None
            finally:
                if text:
                    raw.FPDFText_ClosePage(text)
        finally:
            raw.FPDF_ClosePage(page)


def _sheet(page: Any, text: Any, number: int, limits: Limits) -> Sheet:
    count = raw.FPDFText_CountChars(text)
    check_letters(count, limits)
    turn = Turn(page)
    words = Words(text, count, turn) if count > 0 else None
    glyphs = words.found() if words else []
    return Sheet(
        number,
        turn.width,
        turn.height,
        [glyphs],
        rules_of(page, turn),
        # Only a page that is nearly without text is asked for its pictures.
        covered(page, turn, letters) if (letters := sum(not glyph.blank for glyph in glyphs)) <= STRAY_LETTERS else 0.0,
        words.stamp if words else "",
    )
