"""Citations in words, and which addresses may be linked."""

from __future__ import annotations

import re

from minutesearch.dates import day
from minutesearch.model import Citation, Evidence, MeetingStatus, Place, Storyboard
from minutesearch.present.export.nouns import Cited
from minutesearch.present.wording import ocr
from minutesearch.text import safe_line

_LINKABLE = re.compile(r"https?://[^\s<>\"'\\^`{|}\x00-\x20\x7f-\x9f]{1,2000}", re.IGNORECASE)
STATUSES: dict[MeetingStatus, str] = {
    "approved": "approved",
    "draft": "draft",
    "unknown": "approval unknown",
    "not yet approved": "not yet approved",
}
"""What is said of minutes by their status."""


def linkable(address: str | None) -> str | None:
    """An address as it may be linked: ``http`` or ``https`` and nothing that could break out; else None."""
    said = (address or "").strip()
    return said if _LINKABLE.fullmatch(said) and said == safe_line(said) else None


def cited(evidence: Evidence, board: Storyboard) -> Cited:
    """Where an item of a storyboard stands; of one that is nowhere any more, where it was picked."""
    number = board.source_of(evidence)
    where = evidence.citation
    if where is not None:
        source = next((s for s in board.sources if s.n == number), None)
        address = linkable(where.place.address)
        if address and source and source.media_type == "application/pdf" and where.place.page and "#" not in address:
            address = f"{address}#page={where.place.page}"
        return Cited(words(where), address, safe_line(where.section), number)
    said = ", ".join((safe_line(evidence.body), day(safe_line(evidence.date), long=True), _title(evidence.title)))
    picked = f"picked from {safe_line(evidence.item.path)}"
    return Cited(f"{said} ({picked})", None, safe_line(evidence.item.section), number)


def words(where: Citation) -> str:
    """``Example Board, 14 September 2021, “Title” (minutes, approved; page 3, line 4)``."""
    said = ", ".join((safe_line(where.body), day(where.date, long=True), _title(where.title)))
    about = [f"{_KINDS.get(where.kind, where.kind)}, {STATUSES.get(where.status, where.status)}"]
    if spot := page_and_line(where.place):
        about.append(spot)
    return f"{said} ({'; '.join(about)})"


_KINDS = {"summary": "published summary", "notes": "published notes"}


def page_and_line(place: Place) -> str:
    """``page 3 (OCR), line 4``; "" where neither is known."""
    said = []
    if place.page is not None:
        said.append(f"page {place.page}{ocr(place)}")
    if place.line is not None:
        said.append(f"line {place.line}")
    return ", ".join(said)


def _title(title: str) -> str:
    return f"“{safe_line(title)}”" if safe_line(title) else "(no title)"
