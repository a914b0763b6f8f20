"""Promises and figures as rows, for pipes and spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.present.output.mined_as_json import number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minutesearch.model import Figure, Promise

PROMISE_COLUMNS = (
    "made", "body", "status", "overdue", "due", "owner", "kind", "promise", "why", "note", "found", "followed_up",
    "section", "id", "path", "page", "line",
)  # fmt: skip
CITED_PROMISES = (*PROMISE_COLUMNS, "address", "retrieved", "sha256")
"""Columns of the CSV, with all that cites a promise."""
FIGURE_COLUMNS = ("date", "body", "figure", "value", "unit", "title", "sentence", "section")


def promises(found: Iterable[Promise]) -> list[tuple[object, ...]]:
    """A row a promise, in the order of :data:`PROMISE_COLUMNS`."""
    return [
        (
            p.made, p.body, p.status, "overdue" if p.overdue else "", p.due, p.owner, p.kind, p.text, p.why,
            p.overruled, p.found, " / ".join(f"{f.date}: {f.text}" for f in p.followed_up), p.section, p.id,
            p.place.path, p.place.page, p.place.line,
        )
        for p in found
    ]  # fmt: skip


def cited_promises(found: Iterable[Promise]) -> list[tuple[object, ...]]:
    """The rows of :func:`promises` with all that cites them, in the order of :data:`CITED_PROMISES`."""
    held = list(found)
    places = [p.place for p in held]
    return [
        (*row, place.address, place.retrieved, place.sha256) for row, place in zip(promises(held), places, strict=True)
    ]


def figures(found: Iterable[Figure]) -> list[tuple[object, ...]]:
    """A row a figure, in the order of :data:`FIGURE_COLUMNS`."""
    return [(f.date, f.body, f.text, number(f.value), f.unit, f.title, f.sentence, f.section) for f in found]
