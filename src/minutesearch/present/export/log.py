"""The evidence log: a storyboard as rows, for Excel and CSV."""

from __future__ import annotations

from minutesearch.model import Evidence
from minutesearch.present.export.nouns import Entry, Report
from minutesearch.text import safe_line

HEADS = (
    "No.", "Heading", "Shows", "Counter-evidence", "Verified", "Quote", "Misprints", "Note", "Date", "Body", "Title",
    "Kind", "Status", "Page", "Line", "Section", "Source", "Address", "Retrieved", "SHA-256", "Remark",
)  # fmt: skip
"""The columns."""

_VERIFIED = {
    "exact": "yes",
    "near": "NO: other words",
    "absent": "NO: not in the archive",
    "stale": "NO: source changed",
}

Row = tuple[str | int | None, ...]


def rows(said: Report) -> list[Row]:
    """A row a quote, in the order of :data:`HEADS`; text is safe to show, dates are ISO days."""
    return [_row(entry) for entry in said.entries]


def _row(entry: Entry) -> Row:
    evidence = entry.evidence
    item, where = evidence.item, evidence.citation
    place = where.place if where else None
    return (
        entry.n,
        safe_line(item.heading),
        item.shows or "",
        "yes" if item.counter else "",
        _VERIFIED[evidence.verdict.result],
        entry.quote,
        "; ".join(f"“{printed}” for “{right}”" for printed, right in entry.misprints),
        entry.note,
        safe_line(where.date if where else evidence.date),
        safe_line(where.body if where else evidence.body),
        safe_line(where.title if where else evidence.title),
        where.kind if where else "",
        where.status if where else "",
        place.page if place else None,
        place.line if place else None,
        entry.cited.section,
        safe_line(place.path if place else item.path),
        safe_line(place.address or "") if place else "",
        safe_line(place.retrieved or "") or "not recorded" if place else "",
        safe_line(place.sha256 if place else item.sha256),
        _remark(entry, evidence),
    )


def _remark(entry: Entry, evidence: Evidence) -> str:
    if evidence.verdict.result == "exact":
        return entry.remark
    return " ".join(entry.warnings)
