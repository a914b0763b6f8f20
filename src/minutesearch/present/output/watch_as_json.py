"""The requirements matrix, what is new, and saved searches, as JSON (docs/reference/json.md)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from minutesearch.present.output.as_json import Json, envelope, filters, place_row, source_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import Matrix, MatrixRow, News, NewSection, SavedSearch


def matrix(found: Matrix) -> Json:
    """``matrix --json``."""
    return envelope(
        matrix=[_row(row, found) for row in found.rows],
        columns=[{"date": c.date, "body": c.body, "meeting": c.meeting, "why": c.why} for c in found.columns],
        filters=filters(found.filters),
    )


def _row(row: MatrixRow, found: Matrix) -> Json:
    dates = {column.meeting: column.date for column in found.columns}
    return {
        "area": row.area.id,
        "title": row.area.title,
        "queries": list(row.area.queries),
        "topics": list(row.area.topics),
        "weakness": row.area.weakness,
        "note": row.area.note,
        "understood": row.understood,
        "cells": [
            {"meeting": meeting, "date": dates[meeting], "sections": sections, "mentions": mentions}
            for meeting, sections, mentions in row.cells
        ],
        "sections": row.sections,
        "mentions": row.mentions,
        "first": row.first,
        "last": row.last,
        "promises": dict(sorted(Counter(promise.status for promise in row.promises).items())),
        "empty": row.empty,
        "unprinted": list(row.unprinted),
    }


def news(told: News) -> Json:
    """``new --json``."""
    return envelope(
        new=[new_section(each) for each in told.sections],
        searches=[
            {"name": s.search.name, "query": s.search.query, "new": s.new, "total": s.total, "fault": s.fault}
            for s in told.searches
        ],
        topics=[{"id": t.id, "kind": t.kind, "label": t.label, "new": t.new} for t in told.topics],
        since=told.since,
        first_look=told.first,
        gone=told.gone,
        person=told.person,
    )


def new_section(each: NewSection) -> Json:
    """A section that is new, with its citation."""
    section, place = each.section, each.section.places[0]
    return {
        "section": section.id,
        "meeting": section.meeting,
        "body": section.body,
        "date": section.date,
        "title": section.title,
        "page": place.page,
        "line": place.line,
        "status": each.status,
        "source": source_of(place),
        "sources": [place_row(p) for p in section.places],
        "ingested": each.ingested,
        "searches": list(each.searches),
        "topics": list(each.topics),
    }


def searches(saved: Sequence[SavedSearch]) -> Json:
    """``new --list --json``."""
    return envelope(
        searches=[
            {"name": s.name, "query": s.query, "filters": filters(s.filters), "expand": s.expand, "saved": s.saved}
            for s in saved
        ]
    )
