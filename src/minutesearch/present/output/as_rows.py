"""Answers as rows: tab-separated lines for pipes, CSV for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minutesearch.model import Hit, Place, Trace

HIT_COLUMNS = ("date", "body", "title", "mentions", "section", "snippet", "path", "page", "line", "ocr")
TRACE_COLUMNS = ("date", "body", "state", "mentions", "section", "title", "quote", "path", "page", "line", "ocr")

CITED_HITS = (*HIT_COLUMNS, "status", "address", "retrieved", "sha256")
CITED_TRACE = (*TRACE_COLUMNS, "address", "retrieved", "sha256")
"""Columns of the CSV: for a pipe, lines would grow too long with the rest of the citation."""

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def hits(found: Iterable[Hit]) -> list[tuple[object, ...]]:
    """A row a hit, in the order of :data:`HIT_COLUMNS`."""
    rows: list[tuple[object, ...]] = []
    for h in found:
        s, place = h.section, h.section.places[0]
        rows.append((s.date, s.body, s.title, h.mentions, s.id, h.snippet.text, *_where(place)))
    return rows


def cited_hits(found: Iterable[Hit]) -> list[tuple[object, ...]]:
    """A row a hit with all that cites it, in the order of :data:`CITED_HITS`."""
    held = list(found)
    return [(*row, h.status, *_from(h.section.places[0])) for row, h in zip(hits(held), held, strict=True)]


def cited_trace(story: Trace) -> list[tuple[object, ...]]:
    """The rows of :func:`trace` with all that cites them, in the order of :data:`CITED_TRACE`."""
    places = [
        place
        for p in story.points
        for place in ([s.place for s in p.sections for _ in s.quotes] if p.sections else [None])
    ]
    nowhere = ("", "", "")
    return [(*row, *(_from(place) if place else nowhere)) for row, place in zip(trace(story), places, strict=True)]


def trace(story: Trace) -> list[tuple[object, ...]]:
    """A row a quote, and one for every silent or missing meeting, in the order of :data:`TRACE_COLUMNS`."""
    rows: list[tuple[object, ...]] = []
    for p in story.points:
        if not p.sections:
            rows.append((p.date, p.body, p.state, 0, "", "", p.why or "", "", None, None, ""))
        rows += [
            (p.date, p.body, p.state, s.mentions, s.section, s.title, q.text, *_where(s.place))
            for s in p.sections
            for q in s.quotes
        ]
    return rows


def _where(place: Place) -> tuple[object, ...]:
    """Path, page, line, and ``ocr`` where the text was recognised from a picture."""
    return place.path, place.page, place.line, "ocr" if place.ocr else ""


def _from(place: Place) -> tuple[object, ...]:
    """Address, day it was taken from there, and hash of the source."""
    return place.address or "", place.retrieved or "", place.sha256


def tab_separated(rows: Iterable[Sequence[object]]) -> str:
    """Rows as lines; tabs and line ends inside a cell become spaces."""
    return "".join("\t".join(_cell(cell) for cell in row) + "\n" for row in rows)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV with a head.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises; numbers stay
    numbers.
    """
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def _cell(cell: object) -> str:
    return "" if cell is None else safe_line(str(cell))


def _guarded(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    text = safe_line(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
