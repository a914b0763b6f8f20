"""Pages of two columns of prose: where their gutter is, and in which order their lines are read.

The gutter is looked for band by band: a letterhead, a list of who was there, or a title over the whole width stands
above the columns, and only where both sides are filled with prose is the page read column after column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from minutesearch.parse.pdf.rows import BASELINE, COLUMN, Printed

_MIDDLE = (0.35, 0.65)
"""The right column of two begins in this share of the page's width."""
_LINES = 6
"""Lines that begin at one place, at least, for a column to begin there."""
_BAND = 3
"""Lines on either side of a band of columns, at least, where the page has a longer one."""
_LETTERS = 18
"""Letters in a line of prose, on average."""
_REACHES = 0.7
"""A line that reaches so far over its column fills it."""
_FILLED = 0.5
"""Share of a column's lines that fill it; the cells of a table and lists of names are ragged."""
_PIECES = 1.3
"""Pieces of text in a line of a column at most, on average; where more stand side by side it is a table."""
_INDENT = 48.0
"""Points by which a line in a column is set in at most."""
_EDGE = 3.0
"""Points by which a line may reach over the edge of its column."""
_START = 1.5
"""Points by which the starts of lines that begin at one place differ."""
_ABOVE = 2.0
"""What stands so many sizes above a column's first line is no part of it."""


def rows_of(lines: Sequence[Printed], gutters: Sequence[float] = ()) -> list[list[Printed]]:
    """The lines of a page as rows of cells, from top to bottom, column after column where the page has columns.

    Args:
        lines: the lines of one page.
        gutters: where right columns begin on other pages of the document, in points: a page on which the last columns
            end may hold too few lines to tell.
    """
    rows: list[list[Printed]] = []
    for group in _groups(lines, gutters) if lines else ():
        row: list[Printed] = []
        for line in sorted(group, key=lambda one: (-round(one.y, 1), one.x0)):
            if row and abs(row[0].y - line.y) >= BASELINE:
                rows.append(sorted(row, key=lambda one: one.x0))
                row = []
            row.append(line)
        if row:
            rows.append(sorted(row, key=lambda one: one.x0))
    return rows


def _groups(lines: Sequence[Printed], gutters: Sequence[float]) -> list[list[Printed]]:
    """The lines in groups that are read one after another."""
    edge, least = gutter_of(lines), _BAND
    if edge is None:
        edge, least = next((each for each in gutters if _is_edge(lines, each)), None), 1
    if edge is None:
        return [list(lines)]
    groups: list[list[Printed]] = [[]]
    for band in _bands(lines, edge):
        if _is_columned(band, edge, least):
            groups += [*_split(band, edge), []]
        else:
            groups[-1] += band
    return [group for group in groups if group]


def gutter_of(lines: Sequence[Printed]) -> float | None:
    """Where the right column of a page begins, in points from its left side; None where it has no two columns."""
    lines = [line for line in lines if line.cell is None]
    if len(lines) < 2 * _LINES:
        return None
    low, high = (share * lines[0].width for share in _MIDDLE)
    edges = Counter(round(line.x0) for line in lines if low <= line.x0 <= high)
    for edge, count in edges.most_common(3):
        if count < _LINES:
            break
        place = min(line.x0 for line in lines if round(line.x0) == edge)
        if any(_is_columned(band, place, _LINES) for band in _bands(lines, place)):
            return place
    return None


def _is_edge(lines: Sequence[Printed], edge: float) -> bool:
    """Do the lines of a page that are right of an edge begin at it, and none before it and pass it?"""
    right = [line for line in lines if line.x1 > edge]
    return bool(right) and all(line.x0 >= edge - _EDGE for line in right)


def _bands(lines: Sequence[Printed], edge: float) -> list[list[Printed]]:
    """The lines from top to bottom, parted by those that stand on both sides of an edge; these for themselves."""
    bands: list[list[Printed]] = [[]]
    crossing = False
    for line in sorted(lines, key=lambda one: -one.y):
        crosses = line.x0 < edge - _EDGE and line.x1 > edge - 1
        if crosses != crossing:
            bands.append([])
            crossing = crosses
        bands[-1].append(line)
    return [band for band in bands if band]


def _sides(band: Sequence[Printed], edge: float) -> tuple[list[Printed], list[Printed]]:
    left = [line for line in band if line.x0 < edge - _EDGE]
    return left, [line for line in band if line.x0 >= edge - _EDGE]


def _is_columned(band: Sequence[Printed], edge: float, least: int) -> bool:
    left, right = _sides(band, edge)
    if min(len(left), len(right)) < least or any(line.x1 > edge for line in left):
        return False
    if least == 1:
        return all(line.x0 <= edge + _INDENT for line in right)
    # A list of who was there may stand on the left, above both columns.
    top, foot = _top(right, edge), min(line.y for line in right)
    beside = [line for line in left if foot - line.size <= line.y <= top + 2 * line.size]
    return all(
        _is_prose(side) for side in (beside, [line for line in right if line.y <= top and line.x0 <= edge + _INDENT])
    )


def _top(lines: Sequence[Printed], edge: float) -> float:
    """Where the first line of a right column stands."""
    return max((line.y for line in lines if abs(line.x0 - edge) <= _START), default=float("inf"))


def _is_prose(side: Sequence[Printed]) -> bool:
    if not side:
        return False
    start, end = min(line.x0 for line in side), max(line.x1 for line in side)
    full = sum(line.x1 > start + _REACHES * (end - start) for line in side)
    rows = len({round(line.y) for line in side})
    return (
        end - start > COLUMN * side[0].width
        and len(side) <= _PIECES * rows
        and full >= _FILLED * len(side)
        and sum(len(line.text) for line in side) >= _LETTERS * len(side)
    )


def _split(band: Sequence[Printed], edge: float) -> list[list[Printed]]:
    """What stands above the columns of a band, and its columns."""
    top = _top(band, edge)
    above = [line for line in band if line.y > top + 1 and line.x0 >= edge - _EDGE]
    # Beside what is set otherwise on the right (a list of names) nothing on the left is a column yet; but a column may
    # begin with a list of its own.
    foot = min((line.y for line in above), default=float("inf")) - 1
    if above and foot - top < _ABOVE * above[-1].size:
        foot = float("inf")
    above = [line for line in band if line.y > foot]
    rest = [line for line in band if line.y <= foot]
    return [group for group in (above, *_sides(rest, edge)) if group]
