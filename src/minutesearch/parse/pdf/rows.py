"""Printed lines, and what is usual for those of a document: sizes, distances, margins, levels of headings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from minutesearch.parse.formats.letters import Line, Run

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BASELINE = 3.0
"""Lines whose feet differ by less than this (points) stand on one line."""
ANYWHERE = (0, 0, False)
"""The place of no line: under it stands the margin of the whole document."""
COLUMN = 0.22
"""Share of the page's width that a column of prose takes at least."""


class Cell(NamedTuple):
    """A cell of a ruled table: the table's number on its page, its first row and column, its sides in points.

    ``edges`` are the ruled positions of the whole table from left to right.
    """

    table: int
    row: int
    column: int
    x0: float
    x1: float
    y0: float
    y1: float
    edges: tuple[float, ...]


class Printed(NamedTuple):
    """One printed line: its place in points (y from the bottom), size, runs, clean text, and the page's measures.

    ``lead`` and ``bold`` are the text's cues of weight, as :func:`minutesearch.parse.formats.letters.weigh` measures
    them. ``cell`` is the cell of a ruled table that it stands in; ``number`` counts the page's rows of lines from its
    top; print that runs up or down the page is not ``upright``.
    """

    page: int
    y: float
    x0: float
    x1: float
    size: float
    runs: tuple[Run, ...]
    text: str
    height: float
    width: float
    lead: int
    bold: float
    cell: Cell | None = None
    number: int = 0
    upright: bool = True

    @property
    def heavy(self) -> bool:
        """Is all of it bold?"""
        return self.bold >= 0.9

    @property
    def line(self) -> Line:
        """Its text with the cues of weight."""
        return Line(self.text, self.lead, self.bold)


def body_size(lines: Sequence[Printed]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def words_of(lines: Sequence[Printed]) -> Counter[str]:
    words: Counter[str] = Counter()
    for line in lines:
        words.update(_WORD.findall(line.text.lower()))
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


def margins_of(rows: Sequence[Sequence[Printed]], gutters: Mapping[int, float]) -> dict[tuple[int, int, bool], float]:
    """The right margin by place (:func:`place_of`); that of the document under :data:`ANYWHERE`.

    Args:
        rows: all lines of a document.
        gutters: for pages of two columns, where the right one begins.
    """
    edges: dict[tuple[int, int, bool], list[float]] = defaultdict(list)
    widths: dict[int, float] = {}
    whole: list[float] = []
    for row in rows:
        # A line in a ruled cell ends with the cell.
        for line in row:
            if line.cell is None:
                edges[place_of(line, gutters)].append(line.x1)
                widths[line.page] = line.width
        if len(row) == 1 and row[0].cell is None:
            whole.append(row[0].x1)
    whole.sort()
    # A list of names has no margin of its own; the narrowest column of prose takes a fifth of the page.
    found = {
        key: max(values)
        for key, values in edges.items()
        if len(values) >= 4 and max(values) - 2 * key[1] > COLUMN * widths[key[0]]
    }
    found[ANYWHERE] = whole[int(0.95 * (len(whole) - 1))] if whole else 0.0
    return found


def place_of(line: Printed, gutters: Mapping[int, float]) -> tuple[int, int, bool]:
    """What lines share that end at one margin: page, left edge (of a column or an indent), and is a gutter passed?"""
    return line.page, round(line.x0 / 2), line.x0 < gutters.get(line.page, 0.0) < line.x1


def levels_of(rows: Sequence[Sequence[Printed]], body: float) -> dict[int, int]:
    """Heading levels for the sizes above that of the text, the largest first."""
    sizes = {
        round(row[0].size) for row in rows if len(row) == 1 and row[0].size > body + 1.4 and len(row[0].text) < 160
    }
    return {size: min(level, 6) for level, size in enumerate(sorted(sizes, reverse=True), 1)}
