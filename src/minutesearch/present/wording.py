"""Counts and places in words, the same on the command line and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import Place, Source


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 meeting``, ``6 meetings``, ``1,204 meetings``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str], most: int = 4) -> str:
    """Words joined by commas; past ``most`` the rest is counted."""
    if len(words) <= most:
        return ", ".join(words)
    return f"{', '.join(words[:most])} and {len(words) - most:,} more"


def place(where: Place) -> str:
    """Where a passage stands: ``page.html, line 13`` or ``minutes.pdf, page 2 (OCR), line 4``.

    ``(OCR)`` says that the text was recognised from a picture of the page and may hold slips.
    """
    said = [where.path]
    if where.page is not None:
        said.append(f"page {where.page}{ocr(where)}")
    if where.line is not None:
        said.append(f"line {where.line}")
    return ", ".join(said)


def ocr(where: Place) -> str:
    """The mark of a place whose text was recognised from a picture."""
    return " (OCR)" if where.ocr else ""


def trouble(source: Source) -> str:
    """What could not be read of a source: all of it, by its state, or so many pages."""
    return f"{count(source.unread, 'page')} could not be read" if source.unread else source.state
