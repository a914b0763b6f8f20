"""The requirements matrix as text: a table that fits the paper, and its empty rows said in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.dates import MONTHS, day, span
from minutesearch.present.output.paint import Paper
from minutesearch.present.wording import count, listed
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import Matrix, MatrixRow

_NARROWEST, _WIDEST = 16, 44
"""Columns that the titles of the areas have at least, and at most."""

_NOTHING, _MISSING = "–", "?"


class _Period(NamedTuple):
    """A column of the table: a month, a quarter or a year, with the meetings in it; none where there are only gaps."""

    head: tuple[str, str]
    meetings: frozenset[str]


def matrix(found: Matrix, paper: Paper, *, linear: bool = False) -> str:
    """``matrix`` on a terminal; ``linear`` says it area by area, for whoever has it read out."""
    if not found.meetings:
        return "\n".join(findings(found, paper)) + "\n"
    lines = _linear(found, paper) if linear else _table(found, paper)
    gaps = [column for column in found.columns if column.meeting is None]
    if gaps:
        lines += ["", *paper.wrapped(f"No minutes in the archive for: {listed([day(g.date) for g in gaps], 12)}", "  ")]
    return "\n".join([*lines, "", *findings(found, paper)]) + "\n"


# -- findings -----------------------------------------------------------------------------------------------


def findings(found: Matrix, paper: Paper) -> list[str]:
    """The empty rows in words; the last line sums them up."""
    lines: list[str] = []
    if not found.meetings:
        return ["No meetings were searched, so nothing is found and nothing is missing."]
    empty = [row for row in found.rows if row.empty]
    among = _held(found)
    for row in empty:
        said = f"{safe_line(row.area.title)}: nothing found in {among}; searched for: {_asked(row)}"
        lines += paper.wrapped(said, "  ", "")
        if row.unprinted:
            words = listed([f"“{safe_line(word)}”" for word in row.unprinted], 6)
            lines += paper.wrapped(f"  Nowhere in the archive, in any form: {words}. Is it spelt right?", "  ")
    areas = count(len(found.rows), "area")
    if not empty:
        last = f"Finding: all of {areas} are mentioned." if len(found.rows) > 1 else "Finding: the area is mentioned."
    else:
        last = f"Finding: {len(empty)} of {areas} not mentioned in {among}: "
        last += listed([row.area.id for row in empty], 12) + "."
    return [*lines, *([""] if lines else []), *paper.wrapped(last, "  ", "")]


def _asked(row: MatrixRow) -> str:
    return " · ".join([*row.area.queries, *(f"topic:{topic}" for topic in row.area.topics)])


def _held(found: Matrix) -> str:
    dates = [column.date for column in found.columns if column.meeting is not None]
    when = f" ({span(dates[0], dates[-1])})" if dates else ""
    return f"{count(len(dates), 'meeting')}{when}"


# -- the table ----------------------------------------------------------------------------------------------


def _table(found: Matrix, paper: Paper) -> list[str]:
    totals = {row.area.id: _cell(row.sections, row.mentions) for row in found.rows}
    sums = max([3, *map(len, totals.values())])
    room = paper.width - _NARROWEST - 2 - sums
    periods, widths = _fitting(found, room)
    bands = _bands(widths, room)
    widest = max(sum(widths[i] + 2 for i in band) for band in bands)
    titles = min(_WIDEST, paper.width - sums - 2 - widest, max(len(safe_line(r.area.title)) for r in found.rows))
    titles = max(titles, _NARROWEST)
    lines = paper.wrapped(
        f"Sections/mentions of {count(len(found.rows), 'area')} in {_held(found)}. {_NOTHING} nothing said"
        + (f" · {_MISSING} no minutes" if any(c.meeting is None for c in found.columns) else "")
    )
    for band in bands:
        whole = band == bands[-1]
        for level in (0, 1):
            cells = [periods[i].head[level].rjust(widths[i]) for i in band]
            last = ["all".rjust(sums)] if whole and level else [" " * sums] if whole else []
            head = "  ".join(["".ljust(titles), *cells, *last]).rstrip()
            lines += [""] if level == 0 else []
            lines += [paper.paint(head, "bold")] if head else []
        for row in found.rows:
            counts = _counts(row, periods)
            cells = [counts[i].rjust(widths[i]) for i in band]
            lines += _titled(row, [*cells, *([totals[row.area.id].rjust(sums)] if whole else [])], titles, paper)
    return lines + _promised(found.rows, paper)


def _titled(row: MatrixRow, cells: Sequence[str], titles: int, paper: Paper) -> list[str]:
    """A row of the table, with a long title over several lines: the counts stand in the first."""
    parts = Paper(colour=False, width=max(30, titles)).wrapped(safe_line(row.area.title)) if titles >= 30 else []
    parts = parts or _narrow(safe_line(row.area.title), titles)
    style = "gap" if row.empty else ""
    first = "  ".join([parts[0].ljust(titles), *cells])
    return [paper.paint(line, style) if style else line for line in (first, *(f"  {part}" for part in parts[1:]))]


def _narrow(title: str, room: int) -> list[str]:
    import textwrap

    return textwrap.wrap(title, room, subsequent_indent="", break_on_hyphens=False) or [""]


def _fitting(found: Matrix, room: int) -> tuple[list[_Period], list[int]]:
    """The finest periods whose columns fit; years, if none do."""
    for level in (_month, _quarter, _year):
        heads: dict[str, tuple[tuple[str, str], set[str]]] = {}
        for column in found.columns:
            key, head = level(column.date)
            meetings = heads.setdefault(key, (head, set()))[1]
            if column.meeting is not None:
                meetings.add(column.meeting)
        periods = [_Period(head, frozenset(meetings)) for _, (head, meetings) in sorted(heads.items())]
        cells = [_counts(row, periods) for row in found.rows]
        widths = [max(map(len, (*p.head, *(row[i] for row in cells)))) for i, p in enumerate(periods)]
        if sum(width + 2 for width in widths) <= room or level is _year:
            return periods, widths
    raise AssertionError  # the last level returns


def _bands(widths: Sequence[int], room: int) -> list[list[int]]:
    """The columns in bands, one under the other, each as wide as there is room."""
    bands: list[list[int]] = [[]]
    used = 0
    for i, width in enumerate(widths):
        if bands[-1] and used + width + 2 > room:
            bands.append([])
            used = 0
        bands[-1].append(i)
        used += width + 2
    return bands


def _counts(row: MatrixRow, periods: Sequence[_Period]) -> list[str]:
    counts = {meeting: (sections, mentions) for meeting, sections, mentions in row.cells}
    cells = []
    for period in periods:
        inside = [counts[meeting] for meeting in period.meetings]
        total = sum(sections for sections, _ in inside), sum(mentions for _, mentions in inside)
        cells.append(_cell(*total) if period.meetings else _MISSING)
    return cells


def _cell(sections: int, mentions: int) -> str:
    return f"{sections}/{mentions}" if sections else _NOTHING


def _month(date: str) -> tuple[str, tuple[str, str]]:
    year, month = date[:4], date[5:7]
    return date[:7], (MONTHS[int(month) - 1] if month else "", year)


def _quarter(date: str) -> tuple[str, tuple[str, str]]:
    year, month = date[:4], date[5:7]
    quarter = f"Q{(int(month) + 2) // 3}" if month else ""
    return f"{year} {quarter}", (quarter, year)


def _year(date: str) -> tuple[str, tuple[str, str]]:
    return date[:4], ("", date[:4])


# -- promises, and area by area -------------------------------------------------------------------------------


def _statuses(row: MatrixRow) -> str:
    counts = Counter(promise.status for promise in row.promises)
    return ", ".join(f"{number} {status}" for status, number in sorted(counts.items()))


def _promised(rows: Sequence[MatrixRow], paper: Paper) -> list[str]:
    lines: list[str] = []
    for row in rows:
        if row.promises:
            said = f"  {safe_line(row.area.title)}: {len(row.promises)} ({_statuses(row)})"
            lines += paper.wrapped(said.strip(), "    ", "  ")
    return ["", paper.paint("Promises made in these sections", "bold"), *lines] if lines else []


def _linear(found: Matrix, paper: Paper) -> list[str]:
    lines: list[str] = []
    columns = {column.meeting: column for column in found.columns}
    for row in found.rows:
        lines += [
            "",
            safe_line(f"{row.area.title} ({row.area.id})"),
            *paper.wrapped(f"Searched for: {_asked(row)}", "  "),
        ]
        if row.area.weakness:
            lines += paper.wrapped(f"Weakness: {row.area.weakness}", "  ")
        if row.area.note:
            lines += paper.wrapped(f"Note: {row.area.note}", "  ")
        if row.empty:
            lines.append(f"  NOTHING FOUND in {_held(found)}.")
            continue
        said_in = sum(sections > 0 for _, sections, _ in row.cells)
        lines.append(
            f"  {count(row.sections, 'section')}, {count(row.mentions, 'mention')} "
            f"in {said_in} of {count(len(row.cells), 'meeting')}, {span(row.first, row.last)}"
        )
        lines += [
            f"  {day(columns[meeting].date)}, {safe_line(columns[meeting].body)}: "
            + (f"{count(sections, 'section')}, {count(mentions, 'mention')}" if sections else "nothing")
            for meeting, sections, mentions in row.cells
        ]
        if row.promises:
            lines.append(f"  {count(len(row.promises), 'promise')} made there: {_statuses(row)}")
    return lines[1:]
