"""From letters to printed lines: what both readers of PDF hand over, and how letters that follow each other are joined.

The rule is that of pdfminer's layout analysis for horizontal text (``LTLayoutContainer.group_objects`` with its usual
margins: lines overlap by half a letter's height, letters stand at most two letters' widths apart, a gap of a tenth is a
space), without the search for boxes above it, which costs as much again and tells nothing that is used here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from minutesearch.parse.formats.letters import Run, weigh
from minutesearch.parse.pdf.rows import Printed
from minutesearch.parse.pdf.sheets import UNMAPPED, Glyphs, Rule, Sheet

_OVERLAP = 0.5
"""Share of the lesser height by which two letters of one line overlap at least."""
_TALLER = 5.0
"""A letter so many times as high as another is a stamp that lies over it, not its neighbour."""
_APART = 2.0
"""Letters of one line stand at most this many widths apart."""
_SPACE = 0.1
"""A gap wider than this share of a letter is a space."""
_SMALLEST = 3.5
"""Points: nobody can read smaller print; it is left over from drawing programs or meant to be hidden."""

_SINGLES = 4
"""So many single letters in a row of words, at least, tell that its words are set letter by letter."""
_WORD_GAP = 1.6
"""Between words the gap is at least so many times that between letters which stand apart: two spaces, or more."""
_FEW = 3
"""So few letters that overlap do not tell that a line is set tight."""
WATERMARK = 48.0
"""Points: larger print stands across a page, never in the cell of a table."""


def lines_of(sheet: Sheet, glyphs: Iterable[Glyphs], walls: Sequence[Rule] = ()) -> list[Printed]:
    """Join letters to lines.

    Args:
        sheet: the page they stand on.
        glyphs: its letters, or those of one form, in the order of drawing.
        walls: upright ruled lines of tables, which no line of text passes.
    """
    found: list[Printed] = []
    line: list[Glyphs] = []
    last: Glyphs | None = None
    standing = False
    walls = sorted(walls)
    places = [wall.x0 for wall in walls]
    for glyph in glyphs:
        if last is not None:
            goes_on = not standing and _follows(last, glyph) and not (walls and _parted(last, glyph, walls, places))
            if not goes_on and (standing or len(line) == 1) and _stands_on(last, glyph, len(line)):
                standing = goes_on = True
            if not goes_on:
                _finish(sheet, line, standing, found)
                line = []
                standing = False
        line.append(glyph)
        last = glyph
    if line:
        _finish(sheet, line, standing, found)
    return found


def _follows(a: Glyphs, b: Glyphs) -> bool:
    _, ax0, ay0, ax1, ay1, awide, _, _ = a
    _, bx0, by0, bx1, by1, bwide, _, _ = b
    if ay0 != by0 or ay1 != by1:
        overlap = min(abs(ay0 - by1), abs(ay1 - by0))
        ahigh, bhigh = ay1 - ay0, by1 - by0
        if (
            by0 > ay1
            or ay0 > by1
            or min(ahigh, bhigh) * _OVERLAP >= overlap
            or max(ahigh, bhigh) > _TALLER * min(ahigh, bhigh)
        ):
            return False
    if bx0 <= ax1 and ax0 <= bx1:
        return True
    return min(abs(ax0 - bx1), abs(ax1 - bx0)) < (max(bwide, awide)) * _APART


def _parted(a: Glyphs, b: Glyphs, walls: Sequence[Rule], places: Sequence[float]) -> bool:
    if b.y1 - b.y0 > WATERMARK:
        return False
    left, right = (a.x0 + a.x1) / 2, (b.x0 + b.x1) / 2
    foot = (b.y0 + b.y1) / 2
    between = walls[bisect_right(places, left) : bisect_left(places, right)]
    return any(wall.y0 <= foot <= wall.y1 for wall in between)


def _stands_on(a: Glyphs, b: Glyphs, letters: int) -> bool:
    """Do two letters stand on each other without a gap, as in print that runs up or down a margin?"""
    if abs(a.x0 - b.x0) > 0.5 or abs(a.x1 - b.x1) > 0.5 or a.text[1:].strip() or b.text[1:].strip():
        return False
    wide = a.x1 - a.x0
    gap = (0.45 if letters > 2 else 0.05) * wide
    return -0.05 * wide <= b.y0 - a.y1 <= gap or -0.05 * wide <= a.y0 - b.y1 <= gap


def _finish(sheet: Sheet, line: Sequence[Glyphs], standing: bool, found: list[Printed]) -> None:  # noqa: FBT001
    printed = _printed(sheet, _laid_down(line) if standing else line)
    if printed is not None and standing:
        printed = printed._replace(
            y=min(glyph.y0 for glyph in line),
            x0=min(glyph.x0 for glyph in line),
            x1=max(glyph.x1 for glyph in line),
            upright=False,
        )
    if printed is not None:
        found.append(printed)


def _laid_down(line: Sequence[Glyphs]) -> list[Glyphs]:
    """Standing print turned so that it runs from left to right."""
    up = line[-1].y0 >= line[0].y0
    wide = line[0].x1 - line[0].x0
    return [
        glyph._replace(
            x0=glyph.y0 if up else -glyph.y1,
            x1=glyph.y1 if up else -glyph.y0,
            y0=0.0,
            y1=wide,
            wide=glyph.y1 - glyph.y0,
        )
        for glyph in line
    ]


def _printed(sheet: Sheet, line: Sequence[Glyphs], *, looked_at: bool = False) -> Printed | None:
    runs: list[Run] = []
    text: list[str] = []
    heavy = False
    sizes: dict[float, int] = {}
    x0, x1 = float("inf"), float("-inf")
    y = line[0].y0
    end = float("inf")
    size = 0.0
    top = foot = -1.0
    near = 0
    for letter, gx0, gy0, gx1, gy1, wide, bold, blank in line:
        high = gy1 - gy0
        if gx0 - end > _SPACE * (max(high, wide)):
            text.append(" ")
        elif gx0 - end < -_SPACE * high:
            near += 1
        end = gx1
        if bold != heavy:
            if text:
                runs.append(Run("".join(text), heavy))
                text = []
            heavy = bold
        text.append(letter)
        y = min(y, gy0)
        if not blank:
            if gy0 != foot or gy1 != top:
                foot, top = gy0, gy1
                size = round(high, 1)
            sizes[size] = sizes.get(size, 0) + len(letter) - (letter[-1] == " ")
            x0 = min(x0, gx0)
            x1 = max(x1, gx1)
    if near > _FEW and not looked_at:
        return _printed(sheet, _spaced(line), looked_at=True)
    runs.append(Run("".join(text), heavy))
    if runs[0].text.startswith(f"{UNMAPPED} "):
        # A sign that stands before a line and has no name in its font is a bullet.
        runs[0] = Run(f"•{runs[0].text[1:]}", runs[0].bold)
    weighed = weigh(runs, compatible=True)
    if not weighed.text:
        return None
    if not looked_at and _is_letter_by_letter(weighed.text):
        return _printed(sheet, _closed_up(line), looked_at=True)
    size = max(sizes, key=lambda s: sizes[s]) if len(sizes) > 1 else size
    if size < _SMALLEST:
        return None
    return Printed(
        sheet.number, y, x0, x1, size, tuple(runs), weighed.text, sheet.height, sheet.width, weighed.lead, weighed.bold
    )


def _is_letter_by_letter(text: str) -> bool:
    """Is a line set in letters that stand apart ("M I N U T E S")?"""
    if 5 * text.count(" ") < 2 * len(text):
        return False
    words = text.split()
    singles = sum(len(word) == 1 and word.isalpha() for word in words)
    return singles >= _SINGLES and singles >= 0.6 * len(words)


def _closed_up(line: Sequence[Glyphs]) -> list[Glyphs]:
    """A line of letters that stand apart, with no other spaces than those wide gaps that part its words."""
    letters = [glyph._replace(text=glyph.text.strip()) for glyph in line if not glyph.blank]
    gaps = [b.x0 - a.x1 for a, b in pairwise(letters)]
    usual = sorted(gaps)[len(gaps) // 2]
    found: list[Glyphs] = []
    for a, b, gap in zip(letters, letters[1:], gaps, strict=False):
        found.append(a._replace(x1=b.x0))
        figures = any(len(glyph.text) > 1 and not glyph.text.isalpha() for glyph in (a, b))
        if figures or gap > max(_WORD_GAP * usual, usual + _SPACE * (a.y1 - a.y0)):
            found.append(a._replace(text=" ", x0=b.x0, x1=b.x0, blank=True))
    return [*found, letters[-1]]


def _spaced(line: Sequence[Glyphs]) -> list[Glyphs]:
    """A line with spaces where letters are set so tight that they overlap, and two of them do not."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(line)]
    found = [line[0]]
    for i, glyph in enumerate(line[1:]):
        near = -_SPACE * (glyph.y1 - glyph.y0)
        beside = gaps[max(0, i - 1) : i] + gaps[i + 1 : i + 2]
        if gaps[i] > near and gaps[i] - max(beside, default=0.0) > -1.5 * near and max(beside, default=0.0) < near:
            found.append(glyph._replace(text=" ", x0=found[-1].x1, x1=found[-1].x1, blank=True))
        found.append(glyph)
    return found
