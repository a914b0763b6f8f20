"""Baskets as rows, for pipes and spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minutesearch.model import Basket, Evidence

COLUMNS = (
    "basket", "n", "date", "body", "title", "quote", "result", "heading", "shows", "counter", "note", "status",
    "section", "path", "page", "line", "sha256", "added",
)  # fmt: skip


def evidence(rows: Iterable[tuple[Basket, Sequence[Evidence]]]) -> list[tuple[object, ...]]:
    """A row an item, in the order of :data:`COLUMNS`; ``path`` and ``sha256`` are those of the source now."""
    return [_row(each.name, e) for each, found in rows for e in found]


def _row(name: str, e: Evidence) -> tuple[object, ...]:
    item, at = e.item, e.citation
    return (
        name, e.n, e.date, e.body, e.title, item.quote, e.verdict.result, item.heading, item.shows,
        "counter" if item.counter else "", item.note, at.status if at else "", at.section if at else item.section,
        at.place.path if at else item.path, at.place.page if at else None, at.place.line if at else None,
        at.place.sha256 if at else item.sha256, item.added,
    )  # fmt: skip
