"""The timeline as a drawing: lines, boxes and words with their places, for ``figure`` and ``timeline_svg`` to paint.

The axis is true to time, since meetings are unevenly spaced; a lane a body; a missing meeting is a mark of its own and
never an empty place. What the drawing shows the table beside it says in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from minutesearch.dates import MONTHS, day
from minutesearch.present.export.nouns import Moment

Role = Literal["quotes", "silent", "missing", "axis", "grid", "text", "quiet", "body", "count"]

WIDTH = 680.0
_LEFT, _RIGHT = 24.0, 24.0
_LANE = 104.0
_BASE = 70.0
_BAR = 12.0
_TALLEST = 34.0
_MOST_LANES = 8
_SIZE = 11.0
_CLOSE = 15.0
_DAYS = 930
"""A longer period has years on its axis, and no days under its marks."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; one in the role ``missing`` is open and dashed."""

    x: float
    y: float
    width: float
    height: float
    role: Role


@dataclass(frozen=True, slots=True)
class Dot:
    """An open circle around (x, y)."""

    x: float
    y: float
    radius: float
    role: Role


@dataclass(frozen=True, slots=True)
class Line:
    """A line."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: Role


@dataclass(frozen=True, slots=True)
class Words:
    """Words on one line: ``y`` is the foot of the letters; ``x`` their start, or their middle."""

    x: float
    y: float
    text: str
    role: Role
    size: float = _SIZE
    middle: bool = False


Shape = Box | Dot | Line | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of so many units, whatever a unit will be."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    x: float
    quotes: int
    missing: bool
    label: str


def drawing(moments: Sequence[Moment]) -> Drawing | None:
    """Draw a timeline; None where there is no dated meeting to draw."""
    dated = [(when, m) for m in moments if (when := _middle(m.date))]
    if not dated:
        return None
    first, last = min(d for d, _ in dated), max(d for d, _ in dated)
    lanes = _lanes([m for _, m in dated])
    foot = _LANE * len(lanes)
    rows = [
        [
            _Mark(_x(when, first, last), m.quotes, m.missing, day(m.date[:10], year=False))
            for when, m in sorted(dated, key=lambda pair: pair[0])
            if m.body in bodies
        ]
        for _, bodies in lanes
    ]
    bars = [list(_bars(marks)) for marks in rows]
    most = max((bar.quotes for row in bars for bar in row), default=1)
    shapes: list[Shape] = [*_axis(first, last, foot)]
    for n, ((body, _), marks) in enumerate(zip(lanes, rows, strict=True)):
        shapes += _lane(body, marks, bars[n], _LANE * n, most)
        if last - first <= _DAYS:
            shapes += _dates(marks, _LANE * n + _BASE)
    added = sum(map(len, bars)) < sum(m.quotes > 0 for _, m in dated)
    return Drawing(WIDTH, foot + 52.0, (*shapes, *_legend(foot + 42.0, added=added)))


# -- where things stand -------------------------------------------------------------------------------------


def _middle(iso: str) -> int | None:
    """The day of an ISO date as a number; of a month or a year the middle."""
    parts = iso[:10].split("-")
    try:
        year = int(parts[0])
        month = int(parts[1]) if len(parts) > 1 else 7
        return date(year, month, int(parts[2]) if len(parts) > 2 else 15).toordinal()
    except (ValueError, IndexError):
        return None


def _x(when: int, first: int, last: int) -> float:
    room = WIDTH - _LEFT - _RIGHT - 2 * _BAR
    return _LEFT + _BAR + (room * (when - first) / (last - first) if last > first else room / 2)


def _lanes(moments: Sequence[Moment]) -> list[tuple[str, set[str]]]:
    """The bodies, each with a lane; past so many, those with the fewest quotes share the last one."""
    quotes: dict[str, int] = {}
    for m in moments:
        quotes[m.body] = quotes.get(m.body, 0) + m.quotes
    if len(quotes) <= _MOST_LANES:
        return [(body, {body}) for body in quotes]
    alone = sorted(quotes, key=lambda body: -quotes[body])[: _MOST_LANES - 1]
    rest = {body for body in quotes if body not in alone}
    return [*((body, {body}) for body in quotes if body in alone), (f"{len(rest)} other bodies", rest)]


def text_width(text: str, size: float = _SIZE) -> float:
    """How wide words will be at most, in any plain font."""
    return len(text) * size * 0.58


# -- what is drawn ------------------------------------------------------------------------------------------


def _axis(first: int, last: int, foot: float) -> Iterator[Shape]:
    """A line down every month or year, and its name under the lanes."""
    right = -1.0
    for when, name in _ticks(date.fromordinal(first), date.fromordinal(last)):
        x = _x(when, first, last)
        yield Line(x, 20.0, x, foot, "grid")
        if x - text_width(name) / 2 > right:
            yield Words(x, foot + 14.0, name, "quiet", middle=True)
            right = x + text_width(name) / 2 + 6.0


def _ticks(first: date, last: date) -> Iterator[tuple[int, str]]:
    """Days at which a line is drawn, each with its name; the first one and every January say the year."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months == 0:
        middle = (first.toordinal() + last.toordinal()) // 2
        yield middle, f"{MONTHS[first.month - 1]} {first.year}"
    elif months <= 30:
        step, said = 1 if months <= 14 else 3, False
        for n in range(months + 1):
            year, month = divmod(first.month - 1 + n, 12)
            start = date(first.year + year, month + 1, 1)
            if first <= start <= last and month % step == 0:
                plain = said and month > 0
                yield start.toordinal(), MONTHS[month] if plain else f"{MONTHS[month]} {start.year}"
                said = True
    else:
        step = 1 + (last.year - first.year) // 12
        for year in range(first.year, last.year + 1):
            if first <= date(year, 1, 1) <= last and year % step == 0:
                yield date(year, 1, 1).toordinal(), str(year)


def _lane(body: str, marks: Sequence[_Mark], bars: Sequence[_Mark], top: float, most: int) -> Iterator[Shape]:
    base = top + _BASE
    yield Words(_LEFT, top + 14.0, _fitted(body, WIDTH - _LEFT - _RIGHT), "body")
    yield Line(_LEFT, base, WIDTH - _RIGHT, base, "axis")
    for mark in marks:
        if not mark.missing and not mark.quotes:
            yield Dot(mark.x, base, 3.0, "silent")
    for left, right in _missing(marks):
        yield Box(left - 7.0, base - 26.0, right - left + 14.0, 26.0, "missing")
        yield Words((left + right) / 2, base - 8.0, "?", "missing", middle=True)
    for bar in bars:
        tall = max(6.0, _TALLEST * bar.quotes / most)
        yield Box(bar.x - _BAR / 2, base - tall, _BAR, tall, "quotes")
        yield Words(bar.x, base - tall - 4.0, str(bar.quotes), "count", middle=True)


def _missing(marks: Sequence[_Mark]) -> list[tuple[float, float]]:
    """From where to where minutes are missing; gaps that would overlap are one."""
    found: list[tuple[float, float]] = []
    for mark in (m for m in marks if m.missing):
        if found and mark.x - found[-1][1] < _CLOSE:
            found[-1] = found[-1][0], mark.x
        else:
            found.append((mark.x, mark.x))
    return found


def _bars(marks: Sequence[_Mark]) -> Iterator[_Mark]:
    """The meetings with quotes; those too close to be told apart stand as one, with the quotes of all."""
    held: _Mark | None = None
    for mark in (m for m in marks if m.quotes):
        if held and mark.x - held.x < _CLOSE:
            held = _Mark(held.x, held.quotes + mark.quotes, missing=False, label=held.label)
            continue
        if held:
            yield held
        held = mark
    if held:
        yield held


def _dates(marks: Sequence[_Mark], base: float) -> Iterator[Shape]:
    """Dates under the marks, in two rows, as far as there is room; those with quotes come first."""
    rows: tuple[list[tuple[float, float]], ...] = ([], [])
    for mark in sorted(marks, key=lambda m: (not m.quotes, not m.missing, m.x)):
        half = text_width(mark.label) / 2
        middle = min(max(mark.x, half), WIDTH - half)
        for n, taken in enumerate(rows):
            if all(middle + half + 4.0 <= left or middle - half - 4.0 >= right for left, right in taken):
                taken.append((middle - half, middle + half))
                yield Words(
                    middle, base + 14.0 + 13.0 * n, mark.label, "missing" if mark.missing else "text", middle=True
                )
                break


def _legend(y: float, *, added: bool) -> Iterator[Shape]:
    at = _LEFT
    quotes = "quotes; near meetings share a bar" if added else "quotes from a meeting"
    for role, said in (("quotes", quotes), ("silent", "meeting without a quote here")):
        yield Box(at, y - 9.0, 9.0, 9.0, "quotes") if role == "quotes" else Dot(at + 4.5, y - 4.0, 3.0, "silent")
        yield Words(at + 16.0, y, said, "text")
        at += 16.0 + text_width(said) + 18.0
    yield Box(at, y - 12.0, 11.0, 14.0, "missing")
    yield Words(at + 5.5, y - 1.5, "?", "missing", middle=True, size=9.0)
    yield Words(at + 18.0, y, "no minutes in the archive", "text")


def _fitted(text: str, room: float) -> str:
    most = int(room / text_width("x"))
    return text if len(text) <= most else text[: most - 1] + "…"
