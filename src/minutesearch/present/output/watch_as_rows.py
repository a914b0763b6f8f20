"""The requirements matrix, what is new, and saved searches, as rows for pipes and sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.present.output.as_text import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import Filters, Matrix, News, SavedSearch

MATRIX_COLUMNS = ("area", "title", "date", "body", "meeting", "state", "sections", "mentions")
NEWS_COLUMNS = ("ingested", "date", "body", "title", "section", "searches", "topics", "path", "page", "line")
SEARCH_COLUMNS = ("name", "query", "filters", "saved")


def matrix(found: Matrix) -> list[tuple[object, ...]]:
    """A row for each area and column, in the order of :data:`MATRIX_COLUMNS`; of a gap nothing is counted."""
    rows: list[tuple[object, ...]] = []
    for row in found.rows:
        counts = {meeting: (sections, mentions) for meeting, sections, mentions in row.cells}
        for c in found.columns:
            at = (row.area.id, row.area.title, c.date, c.body)
            if c.meeting is None:
                rows.append((*at, None, "missing", None, None))
            else:
                sections, mentions = counts[c.meeting]
                rows.append((*at, c.meeting, "mentioned" if sections else "silent", sections, mentions))
    return rows


def news(told: News) -> list[tuple[object, ...]]:
    """A row for each new section, in the order of :data:`NEWS_COLUMNS`."""
    rows: list[tuple[object, ...]] = []
    for each in told.sections:
        s, place = each.section, each.section.places[0]
        found_by = ", ".join(each.searches), " ".join(each.topics)
        rows.append((each.ingested, s.date, s.body, s.title, s.id, *found_by, place.path, place.page, place.line))
    return rows


def searches(saved: Sequence[SavedSearch]) -> list[tuple[object, ...]]:
    """A row for each saved search, in the order of :data:`SEARCH_COLUMNS`."""
    return [(s.name, s.query, options(s.filters, expand=s.expand), s.saved) for s in saved]


def options(filters: Filters, *, expand: bool = True) -> str:
    """Filters as they are typed: ``--since 2021-03 --body 'Oak Board'``."""
    names = ("since", "until", "body", "topic", "kind", "title")
    given = [f"--{name} {quoted(value)}" for name in names if (value := getattr(filters, name))]
    return " ".join(given if expand else [*given, "--no-expand"])
