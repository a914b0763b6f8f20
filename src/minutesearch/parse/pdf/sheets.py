"""What both readers of PDF find on a page: letters, ruled lines, pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from minutesearch.errors import SourceError
from minutesearch.parse.limits import Limits

BOLD = re.compile(r"bold|black|heavy|demi(?!tal)|semibd|extrabd", re.IGNORECASE)
"""Names of fonts that are bold."""
FORCED = 1 << 18
"""The flag of a font that is to be printed bold (``ForceBold``). What weight a font gives is no cue: where it gives one
at all, it is worked out from its strokes, and bold fonts come out at 400 and plain ones at 728."""
OUTLINED = 2
"""The rendering mode that fills and strokes letters: how programs embolden a font that has no bold."""
UNMAPPED = "\ufffd"
"""Stands for a letter that its font does not name."""
THIN = 3.0
"""Points: a rectangle that is no wider is a ruled line."""
STRAY_LETTERS = 20
"""A page with no more letters than these over a picture of the whole page is a scan: a stamp, or a page number."""
OUTLINES = 40
"""A page without letters that has so many drawn curves is print turned into outlines, or a drawing."""
MOST_RULES = 20_000
"""A page with more ruled lines than this is a drawing."""

_STAMP = 20.0
"""Points: the least size of print that is stamped over a page."""
_ASLANT = 0.2
"""Sine and cosine, at least, of the angle at which a stamp runs; a scan that was put in askew has less."""


class Glyphs(NamedTuple):
    """Letters that stand close together in one weight: a single one, or a word.

    Places are in points from the page's lower left corner. ``wide`` is the width of one letter; ``blank`` says that the
    text is nothing but white space.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    wide: float
    bold: bool
    blank: bool


class Rule(NamedTuple):
    """A ruled line, in points; upright or level, so that two of its four values are the same."""

    x0: float
    y0: float
    x1: float
    y1: float


class Sheet(NamedTuple):
    """What a reader of PDF finds on one page.

    ``strings`` are the letters in the order of drawing: one list for the page and one for each form drawn on it, whose
    letters are no neighbours of the page's. ``width`` and ``height`` are those of the page as it is shown; ``picture``
    is the share of it (0 to 1) that pictures cover, 1 where it is drawn in curves as outlined print is. ``stamp`` has
    the letters of large print that runs aslant over the page; they are in none of the strings.
    """

    number: int
    width: float
    height: float
    strings: Sequence[Sequence[Glyphs]]
    rules: Sequence[Rule]
    picture: float
    stamp: str = ""


class Locked(SourceError):
    """It is protected, so that no reader can open it: another one need not be tried."""


class Breach(SourceError):
    """It is over a limit, whoever reads it."""


def by_password() -> Locked:
    """What is said of a file that asks for a password."""
    return Locked("the PDF is protected by a password", hint="Ask the publisher for an open copy.")


def encrypted() -> Locked:
    """What is said of a file that is encrypted in an unknown way."""
    return Locked("the PDF is encrypted in a way that cannot be opened", hint="Ask the publisher for an open copy.")


def check_pages(pages: int, limits: Limits) -> None:
    """Hold a file to its limit of pages.

    Raises:
        Breach: it has more.
    """
    if pages > limits.pages:
        raise Breach(
            f"the PDF has more than {limits.pages} pages", hint="Split it, or raise the limit in the settings."
        )


def check_letters(letters: int, limits: Limits) -> None:
    """Hold a page to its limit of letters.

    Raises:
        Breach: it has more.
    """
    if letters > limits.page_letters:
        raise Breach(f"a page has more than {limits.page_letters} letters", hint="Raise the limit in the settings.")


def is_stamped(across: float, rise: float, size: float) -> bool:
    """Is print stamped over the page: large letters that run aslant?

    Args:
        across: the direction in which the letters follow one another, in any unit.
        rise: the same, upwards.
        size: that of the letters, in points.
    """
    return size >= _STAMP and min(abs(across), abs(rise)) > _ASLANT * hypot(across, rise)


def ruled(points: Sequence[tuple[float, float]], *, stroke: bool) -> list[Rule]:
    """The ruled lines of a drawn outline: the outline itself where it is thin, else its upright and level strokes.

    Args:
        points: its corners, in points on the page.
        stroke: is it drawn as a line, not only filled?
    """
    if len(points) < 2:
        return []
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if x1 - x0 <= THIN:
        middle = (x0 + x1) / 2
        return [Rule(middle, y0, middle, y1)] if y1 - y0 > THIN else []
    if y1 - y0 <= THIN:
        middle = (y0 + y1) / 2
        return [Rule(x0, middle, x1, middle)]
    found: list[Rule] = []
    if stroke:
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ax - bx) < 0.5 < abs(ay - by):
                found.append(Rule(ax, min(ay, by), ax, max(ay, by)))
            elif abs(ay - by) < 0.5 < abs(ax - bx):
                found.append(Rule(min(ax, bx), ay, max(ax, bx), ay))
    return found
