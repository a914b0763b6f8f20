"""What the strip and the chart show: one column a meeting, and one a month whose minutes are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from minutesearch.model import Gap, Meeting, Trace

CellState = Literal["held", "mentioned", "silent", "missing"]
MOST_BODIES = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One body's meeting, or its gap; ``held`` is a meeting nothing was asked of yet."""

    state: CellState
    meetings: tuple[str, ...] = ()
    mentions: int = 0
    sections: int = 0
    why: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A date (or a month) with what each body has there, by the body's name."""

    date: str
    cells: Mapping[str, Cell]

    @property
    def mentions(self) -> int:
        """Mentions in all meetings of the column."""
        return sum(cell.mentions for cell in self.cells.values())

    @property
    def meetings(self) -> tuple[str, ...]:
        """All meetings of the column; none where it is a gap."""
        return tuple(m for cell in self.cells.values() for m in cell.meetings)


@dataclass(frozen=True, slots=True)
class Timeline:
    """All columns in order, and the bodies that have a row: at most four, those with the most mentions."""

    columns: tuple[Column, ...] = ()
    bodies: tuple[str, ...] = ()
    more: int = 0
    asked: bool = False

    @property
    def answering(self) -> int:
        """How many meetings mention it."""
        return sum(cell.state == "mentioned" for column in self.columns for cell in column.cells.values())

    @property
    def held(self) -> int:
        """How many meetings there are."""
        return sum(len(column.meetings) for column in self.columns)

    @property
    def gaps(self) -> tuple[str, ...]:
        """The months without minutes."""
        return tuple(c.date for c in self.columns if any(cell.state == "missing" for cell in c.cells.values()))


def of_meetings(
    meetings: Iterable[Meeting],
    gaps: Iterable[Gap],
    mentions: Mapping[str, tuple[int, int]] | None,
    held: Mapping[str, int],
) -> Timeline:
    """The timeline of an answer, or of the archive.

    Args:
        meetings: all meetings.
        gaps: all months without minutes.
        mentions: (sections, mentions) by meeting that answers; None where nothing was asked.
        held: sections by meeting, shown where nothing was asked.
    """
    found: dict[str, dict[str, Cell]] = {}
    for gap in gaps:
        found.setdefault(gap.month, {})[gap.body] = Cell("missing", why=gap.why)
    for meeting in meetings:
        sections, count = (mentions or {}).get(meeting.id, (0, 0))
        state: CellState = "held" if mentions is None else "mentioned" if sections else "silent"
        cell = Cell(state, (meeting.id,), count, held.get(meeting.id, 0) if mentions is None else sections)
        at = found.setdefault(meeting.date, {})
        at[meeting.body] = _both(at[meeting.body], cell) if meeting.body in at else cell
    return _timeline(found, asked=mentions is not None)


def of_trace(trace: Trace) -> Timeline:
    """The timeline of an issue."""
    found: dict[str, dict[str, Cell]] = {}
    for point in trace.points:
        meetings = (point.meeting,) if point.meeting else ()
        cell = Cell(point.state, meetings, point.mentions, len(point.sections), point.why or "", point.stage or "")
        at = found.setdefault(point.date, {})
        at[point.body] = _both(at[point.body], cell) if point.body in at else cell
    return _timeline(found, asked=True)


def _both(one: Cell, other: Cell) -> Cell:
    """Two meetings of one body on one day (an annual and an ordinary one) share a column."""
    state = "mentioned" if "mentioned" in (one.state, other.state) else other.state
    return Cell(
        state,
        one.meetings + other.meetings,
        one.mentions + other.mentions,
        one.sections + other.sections,
        one.why or other.why,
        one.stage or other.stage,
    )


def _timeline(found: Mapping[str, Mapping[str, Cell]], *, asked: bool) -> Timeline:
    totals: dict[str, int] = {}
    for cells in found.values():
        for body, cell in cells.items():
            totals[body] = totals.get(body, 0) + cell.mentions
    most = sorted(totals, key=lambda body: (-totals[body], body))[:MOST_BODIES]
    return Timeline(
        tuple(Column(date, found[date]) for date in sorted(found)),
        tuple(sorted(most)),
        max(0, len(totals) - MOST_BODIES),
        asked,
    )


def near(columns: Sequence[Column], at: int | None, step: int) -> int | None:
    """The column a step away; None stands for all meetings and lies past both ends."""
    if not columns:
        return None
    if at is None:
        return len(columns) - 1 if step < 0 else 0
    return at + step if 0 <= at + step < len(columns) else None
