"""Baskets as JSON, as the contract has them (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.present.output.as_json import Json, envelope, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minutesearch.model import Basket, Evidence


def baskets(rows: Iterable[tuple[Basket, Sequence[Evidence]]]) -> Json:
    """``basket list --json``."""
    return envelope(baskets=[{"name": each.name, "items": [evidence(e) for e in found]} for each, found in rows])


def evidence(e: Evidence) -> Json:
    """An item of a basket as it stands now; where its quote is gone, the section and source it was picked from."""
    at = e.citation
    gone = {"path": e.item.path, "sha256": e.item.sha256, "address": None, "retrieved": None}
    return {
        "n": e.n,
        "quote": e.item.quote,
        "result": e.verdict.result,
        "remark": e.verdict.remark,
        "section": at.section if at else e.item.section,
        "meeting": at.meeting if at else e.item.meeting,
        "body": e.body,
        "date": e.date,
        "title": e.title,
        "page": at.place.page if at else None,
        "line": at.place.line if at else None,
        "status": at.status if at else None,
        "source": source_of(at.place) if at else gone,
        "sha256": e.item.sha256,
        "heading": e.item.heading,
        "kind": e.item.shows,
        "counter": e.item.counter,
        "note": e.item.note,
        "query": e.item.query,
        "added": e.item.added,
    }
