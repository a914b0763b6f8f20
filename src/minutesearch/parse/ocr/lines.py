"""From a recogniser's words to printed lines: level, with size and weight.

What a segmenter lives on is not in the recogniser's answer and is measured here: the size of the print, from the
heights of letters whose shape is known; the baseline; bold, from the width of strokes; and the tilt of the page, which
is taken out so that a number in the margin stands level with its title.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from statistics import median, median_low
from typing import NamedTuple

from minutesearch.parse.formats.letters import Run, weigh
from minutesearch.parse.ocr.words import SECOND, TAIL, Recognised, Word, by_line, is_small, middle
from minutesearch.parse.pdf.rows import Printed

_LETTER = re.compile(r"[^\W_]")
_GAP = 1.2
"""A gap of so many sizes parts two cells of a row; paragraphs.py joins what is nearer."""
_CLEAR = 0.6
"""Text stands this many sizes behind its bullet at least; words stand 0.2 to 0.4 apart."""
_BOLD = 1.28
"""Strokes so much wider than those of most words are bold: bold faces have 1.4 to 1.7 times the plain stroke."""
_SAME_SIZE = 1.14
"""Two measured sizes that differ by less are one: letters of one size measure differently from line to line."""
_MOST_TILT = 0.12


class _Line(NamedTuple):
    """A stretch of words that no wide gap parts, in pixels, with the page it is on and pixels-to-points."""

    page: int
    scale: float
    sheet: Recognised
    x0: float
    base: float
    size: float
    words: tuple[Word, ...]


def printed(sheets: Sequence[tuple[int, float, Recognised]]) -> list[Printed]:
    """The printed lines of all recognised pages.

    Args:
        sheets: of each page its number, the points that a pixel is, and what was recognised.
    """
    lines = [line for page, scale, sheet in sheets for line in _lines_of(page, scale, sheet)]
    sizes = _levelled([(line.size * line.scale, sum(len(w.text) for w in line.words)) for line in lines])
    plain = _plain([w.stroke / line.size for line in lines for w in line.words if w.stroke])
    return [_printed(line, size, plain) for line, size in zip(lines, sizes, strict=True)]


def _lines_of(page: int, scale: float, sheet: Recognised) -> list[_Line]:
    groups = list(by_line(sheet.words).values())
    tilt = _tilt(groups)
    usual = [size for words in groups for word in words if (size := word.size)]
    typical = median(usual) if usual else 1.0
    found: list[_Line] = []
    for group in groups:
        level = sorted((_level(word, tilt) for word in group), key=lambda word: word.left)
        measured = [size for word in level if (size := word.size) and len(_LETTER.findall(word.text)) > 1]
        # The lower of two: a box that is out is too large, because a ruled line of a table got into it.
        size = median_low(measured) if measured else typical
        base = median_low([word.base for word in level if _LETTER.search(word.text)] or [word.bottom for word in level])
        level = _strokes(level, size)
        parts = _parted(_marked(level, base, size), size)
        found += [_Line(page, scale, sheet, words[0].left, base, size, tuple(words)) for words in parts]
    return found


def _tilt(lines: Sequence[Sequence[Word]]) -> float:
    """How far lines fall on their way to the right (pixels a pixel): the median of the long ones."""
    slopes: list[float] = []
    for line in lines:
        points = [(middle(word), word.base) for word in line if word.size]
        if len(points) < 4 or points[-1][0] <= points[0][0]:
            continue
        x, y = (math.fsum(values) / len(points) for values in zip(*points, strict=True))
        spread = math.fsum((a - x) ** 2 for a, _ in points)
        slopes.append(math.fsum((a - x) * (b - y) for a, b in points) / spread)
    tilt = median(slopes) if slopes else 0.0
    return tilt if abs(tilt) <= _MOST_TILT else 0.0


def _level(word: Word, tilt: float) -> Word:
    """A word turned back about the sheet's top left corner; its box keeps its size."""
    down, across = tilt * middle(word), tilt * word.base
    return word._replace(
        left=word.left + across, right=word.right + across, top=word.top - down, bottom=word.bottom - down
    )


def _strokes(words: Sequence[Word], size: float) -> list[Word]:
    """The words of a line with upright strokes told apart: as high as a figure they are ones, higher they are ruled."""
    return [
        word._replace(text="1") if word.text == "|" else word
        for word in words
        if word.text != "|" or word.bottom - word.top <= 0.9 * size
    ]


def _marked(words: list[Word], base: float, size: float) -> list[Word]:
    """The words of a line with a bullet at its head put right.

    Tesseract knows no bullets and makes "e", "o", "m", "¢" or "°" of them. A bullet is as wide as high, smaller than
    any such letter, and stands alone, clear of the text behind it, or above the line.
    """
    if not words:
        return words
    first = words[0]
    if not is_small(first, size):
        return words
    if len(words) == 1:
        return [first._replace(text="•")] if first.line[0] >= SECOND else words
    gap, above = words[1].left - first.right, base - first.bottom
    if not -0.1 * size < above < 0.45 * size:
        return words
    if gap < _CLEAR * size and above < 0.08 * size:
        return words
    return [first._replace(text="•"), *words[1:]]


def _parted(words: Sequence[Word], size: float) -> list[list[Word]]:
    parts: list[list[Word]] = []
    for word in words:
        if not parts or word.left - parts[-1][-1].right >= _GAP * size:
            parts.append([])
        parts[-1].append(word)
    return parts


def _levelled(sizes: Sequence[tuple[float, int]]) -> list[float]:
    """Measured sizes gathered round the commonest ones.

    Args:
        sizes: of each line its size in points and how many letters tell it.
    """
    given: dict[int, float] = {}
    left = set(range(len(sizes)))
    while left:
        ordered = sorted(left, key=lambda i: sizes[i][0])
        half = sum(sizes[i][1] for i in ordered) / 2
        passed, middle = 0, sizes[ordered[-1]][0]
        for i in ordered:
            passed += sizes[i][1]
            if passed >= half:
                middle = sizes[i][0]
                break
        near = {i for i in left if middle / _SAME_SIZE <= sizes[i][0] <= middle * _SAME_SIZE}
        given |= dict.fromkeys(near, round(middle, 1))
        left -= near
    return [given[i] for i in range(len(sizes))]


def _plain(strokes: Sequence[float]) -> float:
    """The stroke of plain print as a share of its size: that of the lighter half of the words."""
    ordered = sorted(strokes)
    return ordered[len(ordered) * 2 // 5] if ordered else 0.0


def _printed(line: _Line, size: float, plain: float) -> Printed:
    heavy = _heavy(line, plain)
    runs: list[Run] = []
    for word, bold in zip(line.words, heavy, strict=True):
        space = " " if runs else ""
        if runs and runs[-1].bold == bold:
            runs[-1] = Run(f"{runs[-1].text} {word.text}", bold)
        else:
            runs.append(Run(f"{space}{word.text}", bold))
    height, width = line.sheet.height * line.scale, line.sheet.width * line.scale
    weighed = weigh(runs, compatible=True)
    return Printed(
        page=line.page,
        y=height - line.base * line.scale - TAIL * size,
        x0=line.x0 * line.scale,
        x1=line.words[-1].right * line.scale,
        size=size,
        runs=tuple(runs),
        text=weighed.text,
        height=height,
        width=width,
        lead=weighed.lead,
        bold=weighed.bold,
    )


def _heavy(line: _Line, plain: float) -> list[bool]:
    """Which words are bold.

    A single word that differs from those on both its sides goes with them, since slanting letters measure thin; one
    that is too short or narrow to measure goes with the word behind it, else before it.
    """
    limit = _BOLD * plain * line.size
    measured = [i for i, word in enumerate(line.words) if word.stroke and len(_LETTER.findall(word.text)) > 2]
    measured = measured or [i for i, word in enumerate(line.words) if word.stroke and _LETTER.search(word.text)]
    if not plain or not measured:
        return [False] * len(line.words)
    bold = [line.words[i].stroke > limit for i in measured]
    bold = [bold[k - 1] if 0 < k < len(bold) - 1 and bold[k - 1] == bold[k + 1] else bold[k] for k in range(len(bold))]
    return [bold[min(bisect_left(measured, i), len(bold) - 1)] for i in range(len(line.words))]
