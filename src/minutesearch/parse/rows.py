"""The reading order of a page: printed lines become rows of cells, and columns follow one another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from minutesearch.parse.letters import Run, weigh

_BASELINE = 3.0
"""Lines whose feet differ by less than this (points) stand on one line."""


class Printed(NamedTuple):
    """One printed line: its place in points (y from the bottom), size, runs, clean text, and the page's measures."""

    page: int
    y: float
    x0: float
    x1: float
    size: float
    runs: tuple[Run, ...]
    text: str
    height: float
    width: float

    @property
    def heavy(self) -> bool:
        """Is all of it bold?"""
        return weigh(self.runs).bold >= 0.9


def rows_of(lines: Sequence[Printed]) -> list[list[Printed]]:
    """The lines of a page as rows of cells, from top to bottom, column after column where the page has columns."""
    rows: list[list[Printed]] = []
    for group in _columns(lines):
        row: list[Printed] = []
        for line in sorted(group, key=lambda one: (-round(one.y, 1), one.x0)):
            if row and abs(row[0].y - line.y) >= _BASELINE:
                rows.append(sorted(row, key=lambda one: one.x0))
                row = []
            row.append(line)
        if row:
            rows.append(sorted(row, key=lambda one: one.x0))
    return rows


def _columns(lines: Sequence[Printed]) -> list[list[Printed]]:
    """Split a page of two columns of prose at its gutter; lines over both columns part it from top to bottom."""
    width = lines[0].width
    best: float | None = None
    for percent in range(40, 61, 2):
        gutter = width * percent / 100
        left = [line for line in lines if line.x1 < gutter]
        right = [line for line in lines if line.x0 > gutter]
        across = len(lines) - len(left) - len(right)
        if (
            min(len(left), len(right)) >= 10
            and across <= 0.2 * len(lines)
            and all(
                sum(len(line.text) for line in side) / len(side) > 28
                and sum(line.x1 - line.x0 for line in side) / len(side) > 0.25 * width
                for side in (left, right)
            )
        ):
            best = gutter
            break
    if best is None:
        return [list(lines)]
    across_lines = sorted((line for line in lines if line.x0 <= best <= line.x1), key=lambda line: -line.y)
    groups: list[list[Printed]] = []
    top = float("inf")
    for bar in [*across_lines, None]:
        low = bar.y if bar is not None else float("-inf")
        band = [line for line in lines if low < line.y < top and not line.x0 <= best <= line.x1]
        groups.append([line for line in band if line.x1 < best])
        groups.append([line for line in band if line.x0 > best])
        if bar is not None:
            groups.append([bar])
        top = low
    return [group for group in groups if group]


def body_size(lines: Sequence[Printed]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def words_of(lines: Sequence[Printed]) -> Counter[str]:
    words: Counter[str] = Counter()
    for line in lines:
        words.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text.lower()))
    return words


def pitches_of(rows: Sequence[Sequence[Printed]]) -> dict[int, float]:
    """The usual distance of two lines of a paragraph for each size: the most frequent one."""
    counts: dict[int, Counter[float]] = defaultdict(Counter)
    for above, below in pairwise(rows):
        a, b = above[0], below[0]
        distance = a.y - b.y
        if a.page == b.page and round(a.size) == round(b.size) and 0.8 * b.size < distance < 2.6 * b.size:
            counts[round(b.size)][round(distance * 2) / 2] += 1
    return {size: counter.most_common(1)[0][0] for size, counter in counts.items()}


def margins_of(rows: Sequence[Sequence[Printed]]) -> dict[tuple[int, int], float]:
    """The right margin by page and left edge (of a column or an indent); that of the document under (0, 0)."""
    edges: dict[tuple[int, int], list[float]] = defaultdict(list)
    whole: list[float] = []
    for row in rows:
        for line in row:
            edges[(line.page, round(line.x0 / 2))].append(line.x1)
        if len(row) == 1:
            whole.append(row[0].x1)
    whole.sort()
    found = {key: max(values) for key, values in edges.items() if len(values) >= 4}
    found[(0, 0)] = whole[int(0.95 * (len(whole) - 1))] if whole else 0.0
    return found


def levels_of(rows: Sequence[Sequence[Printed]], body: float) -> dict[int, int]:
    """Heading levels for the sizes above that of the text, the largest first."""
    sizes = {
        round(row[0].size) for row in rows if len(row) == 1 and row[0].size > body + 1.4 and len(row[0].text) < 160
    }
    return {size: min(level, 6) for level, size in enumerate(sorted(sizes, reverse=True), 1)}
