"""Ruled tables: which cell of which table a printed line stands in.

Ruled lines that touch belong to one table; between two of its cells there is a wall where a ruled line stands, so that
cells joined across columns or rows are one cell. A frame round a page or a title, with no walls inside, is no table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from minutesearch.parse.pdf.lines import WATERMARK, lines_of
from minutesearch.parse.pdf.rows import Cell, Printed
from minutesearch.parse.pdf.sheets import Rule, Sheet

_NEAR = 3.0
"""Ruled lines that come as near as this (points) touch or stand on one line."""
_LEAST = 4.0
"""A shorter ruled line belongs to a drawing."""
_MOST_PAIRS = 250_000
"""A page with more crossings to look for is a drawing."""
_MOST_CELLS = 4_000
_COVERS = 0.6
"""A wall stands along at least this share of a cell's side."""


class _Bar(NamedTuple):
    """A ruled line: where it stands (x of an upright, y of a level one), and from where to where it goes."""

    at: float
    low: float
    high: float


class Grid(NamedTuple):
    """A ruled table: its ruled positions from left to right and from top to bottom, its walls, and its cells.

    ``owner`` gives, for each field (row, column) between the ruled positions, the first field of the cell that it
    belongs to; ``spans`` gives for these the last row and column of the cell.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    walls: tuple[_Bar, ...]
    owner: dict[tuple[int, int], tuple[int, int]]
    spans: dict[tuple[int, int], tuple[int, int]]

    def cell(self, number: int, x: float, y: float) -> Cell | None:
        """The cell that a place stands in, or None outside the table."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(bisect_right(self.xs, x) - 1, len(self.xs) - 2)
        row = min(bisect_right([-each for each in self.ys], -y) - 1, len(self.ys) - 2)
        first = self.owner[(row, column)]
        last = self.spans[first]
        return Cell(
            number, *first, self.xs[first[1]], self.xs[last[1] + 1], self.ys[last[0] + 1], self.ys[first[0]], self.xs
        )


def placed(sheet: Sheet) -> list[Printed]:
    """The printed lines of a page, each with its cell where it stands in a ruled table."""
    grids = grids_of(sheet.rules)
    walls = [Rule(bar.at, bar.low, bar.at, bar.high) for grid in grids for bar in grid.walls]
    lines = [line for string in sheet.strings for line in lines_of(sheet, string, walls)]
    if grids:
        lines = [_celled(line, grids) for line in lines]
    # Print along a margin is read last: at its own height it would stand in the middle of a line of text.
    return [line if line.upright or line.cell else line._replace(y=0.0) for line in lines]


def _celled(line: Printed, grids: Sequence[Grid]) -> Printed:
    if line.size > WATERMARK:
        return line
    x, y = (line.x0 + line.x1) / 2, line.y + 0.5 * line.size
    for number, grid in enumerate(grids):
        cell = grid.cell(number, x, y)
        if cell is not None:
            return line._replace(cell=cell)
    return line


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The ruled tables of a page that have at least two columns, from top to bottom."""
    uprights = _bars([(rule.x0, rule.y0, rule.y1) for rule in rules if rule.x0 == rule.x1])
    levels = _bars([(rule.y0, rule.x0, rule.x1) for rule in rules if rule.y0 == rule.y1 and rule.x0 != rule.x1])
    if len(uprights) < 2 or len(levels) < 2 or len(uprights) * len(levels) > _MOST_PAIRS:
        return []
    found = [grid for group in _touching(uprights, levels) if (grid := _grid(*group)) is not None]
    return sorted(found, key=lambda grid: -grid.ys[0])


def _bars(rules: Sequence[tuple[float, float, float]]) -> list[_Bar]:
    """Ruled lines put together where they go on in one another (they are often drawn cell by cell)."""
    found: list[_Bar] = []
    for at, low, high in sorted((round(at * 2) / 2, low, high) for at, low, high in rules):
        if found and at - found[-1].at <= 1 and low - found[-1].high <= _NEAR and low >= found[-1].low - _NEAR:
            found[-1] = _Bar(found[-1].at, min(found[-1].low, low), max(found[-1].high, high))
        else:
            found.append(_Bar(at, low, high))
    return [bar for bar in found if bar.high - bar.low >= _LEAST]


def _touching(uprights: Sequence[_Bar], levels: Sequence[_Bar]) -> list[tuple[list[_Bar], list[_Bar]]]:
    parent = list(range(len(uprights) + len(levels)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, upright in enumerate(uprights):
        for j, level in enumerate(levels, len(uprights)):
            if (
                level.low - _NEAR <= upright.at <= level.high + _NEAR
                and upright.low - _NEAR <= level.at <= upright.high + _NEAR
            ):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Bar], list[_Bar]]] = defaultdict(lambda: ([], []))
    for i, bar in enumerate(uprights):
        groups[root(i)][0].append(bar)
    for j, bar in enumerate(levels, len(uprights)):
        groups[root(j)][1].append(bar)
    return list(groups.values())


def _grid(uprights: Sequence[_Bar], levels: Sequence[_Bar]) -> Grid | None:
    if not uprights or not levels:
        return None
    # Where the outer side or the foot of a table is not ruled, it ends with the lines that cross it.
    sides = [bar.low for bar in levels] + [bar.high for bar in levels]
    ends = [bar.low for bar in uprights] + [bar.high for bar in uprights]
    xs = _positions([*(bar.at for bar in uprights), min(sides), max(sides)])
    ys = _positions([*(bar.at for bar in levels), min(ends), max(ends)])[::-1]
    if len(xs) < 3 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MOST_CELLS:
        return None
    owner, spans = _cells(xs, ys, uprights, levels)
    if not any(column for _, column in spans):
        return None
    return Grid(xs, ys, tuple(uprights), owner, spans)


def _positions(values: Sequence[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return tuple(found)


def _cells(
    xs: Sequence[float], ys: Sequence[float], uprights: Sequence[_Bar], levels: Sequence[_Bar]
) -> tuple[dict[tuple[int, int], tuple[int, int]], dict[tuple[int, int], tuple[int, int]]]:
    """The fields between ruled positions, put together to cells where no wall stands between them."""
    owner = {(row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}

    def first(field: tuple[int, int]) -> tuple[int, int]:
        while owner[field] != field:
            owner[field] = owner[owner[field]]
            field = owner[field]
        return field

    for row, (top, foot) in enumerate(pairwise(ys)):
        for column in range(1, len(xs) - 1):
            if not _stands(uprights, xs[column], foot, top):
                a, b = sorted((first((row, column - 1)), first((row, column))))
                owner[b] = a
    for column, (left, right) in enumerate(pairwise(xs)):
        for row in range(1, len(ys) - 1):
            if not _stands(levels, ys[row], left, right):
                a, b = sorted((first((row - 1, column)), first((row, column))))
                owner[b] = a
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    whole = {field: first(field) for field in owner}
    for field, start in whole.items():
        last = spans.get(start, field)
        spans[start] = (max(last[0], field[0]), max(last[1], field[1]))
    return whole, spans


def _stands(bars: Sequence[_Bar], at: float, low: float, high: float) -> bool:
    covered = sum(max(0.0, min(bar.high, high) - max(bar.low, low)) for bar in bars if abs(bar.at - at) <= _NEAR)
    return covered >= _COVERS * (high - low)
