"""What is printed on every page and belongs to no section: headers, footers, page numbers, links to other pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from minutesearch.parse.identity import dates

_PAGE = re.compile(
    r"^(?:[-–—|•\s]*(?:page|pg\.?|p\.)\s*[|:]?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|•\s]*|[-–—|"
    r"\s]*\d{1,4}\s*\|\s*page|[-–—]\s*\d{1,3}\s*[-–—]|\d{1,4}\s+of\s+\d{1,4})$",
    re.IGNORECASE,
)
_PAGED = re.compile(
    r"^[^.]{3,80}?[-–—|,\s]\s*(?:page|pg\.?)\s*[|:]?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—|]?$", re.IGNORECASE
)
_SKIP = re.compile(
    r"^(?:skip|jump) to (?:main |page |the )?(?:content|navigation|search|main)\.?$|^back to top$|"
    r"^\(?(?:opens|open) in (?:a )?new (?:window|tab)\)?$",
    re.IGNORECASE,
)
_LINKS = re.compile(
    r"^(?:(?:view|see|download|read)\s+)?(?:our\s+|all\s+|the\s+)?(?:previous|past|older|earlier|archived?|other)?\s*"
    r"(?:(?:\w+\s){0,2}(?:meetings?|minutes|agendas?|summaries|papers|archives?)(?: and \w+)?)(?:\s+(?:in|"
    r"for|from|of|of the))?(?:\s+(?:meetings?|year))*\s*:?\s*"
    r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?(?:\s*\(.{0,20}\))?$",
    re.IGNORECASE,
)

_LONGEST = 110
"""Letters of the longest line that may be furniture; the patterns look back, and must see no longer one."""


def is_furniture(text: str) -> bool:
    """Is this line a page number ("Page 2 of 8", "Minutes – 3 April – Page 2") or a "skip to content" link?"""
    return len(text) < _LONGEST and bool(
        _PAGE.match(text) or _SKIP.match(text) or (_PAGED.match(text) and len(text.split()) <= 14)
    )


def is_link_line(text: str) -> bool:
    """Is this line a link to the meetings of another year ("Meetings in 2020")?"""
    return len(text) < 70 and bool(_LINKS.match(text))


class Place(NamedTuple):
    """A printed line for the search of repeats: its page, points from the bottom, its text, the page's height."""

    page: int
    y: float
    text: str
    height: float


_DIGITS = re.compile(r"\d+")
_EDGE = 0.14
"""Headers and footers stand in this outer share of the page, above or below."""


def repeated(lines: Sequence[Place], pages: int) -> set[int]:
    """Which lines are running headers and footers.

    A line is one if it stands at the same height (within 3 pt) near the edge of two or more pages and reads the same
    with its digits masked, and not half as often elsewhere on the pages; on a document of many pages it must be on a
    fifth of them. Where the header's date changes from one page to the next, each date's first printing is none: it is
    all that says that another meeting's minutes begin.

    Args:
        lines: all lines of a document.
        pages: how many pages it has.

    Returns:
        Indexes into ``lines``.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    inside: Counter[str] = Counter()
    for i, line in enumerate(lines):
        masked = _DIGITS.sub("0", line.text.casefold())
        if line.y < _EDGE * line.height or line.y > (1 - _EDGE) * line.height:
            groups[masked].append(i)
        else:
            inside[masked] += 1
    found: set[int] = set()
    least = max(2, pages // 5)
    for masked, members in groups.items():
        # "Resolution no. 5" opens several pages because it opens every resolution.
        if inside[masked] >= 0.5 * len(members):
            continue
        by_height: dict[int, set[int]] = defaultdict(set)
        for i in members:
            for slot in (round(lines[i].y / 3) - 1, round(lines[i].y / 3), round(lines[i].y / 3) + 1):
                by_height[slot].add(lines[i].page)
        for i in members:
            if len(by_height[round(lines[i].y / 3)]) >= least:
                found.add(i)
    for i, line in enumerate(lines):
        near = line.y < 0.1 * line.height or line.y > 0.92 * line.height
        if near and len(line.text) < _LONGEST and (_PAGE.match(line.text) or re.fullmatch(r"\d{1,3}", line.text)):
            found.add(i)
    return found - _changing(lines, found)


def _changing(lines: Sequence[Place], found: set[int]) -> set[int]:
    """The headers that first print a date, where those at one height tell more than one day, each on pages in a row."""
    at_height: dict[int, dict[int, tuple[int, str]]] = defaultdict(dict)
    for i in sorted(found):
        line = lines[i]
        if line.y > line.height / 2 and len(line.text) < _LONGEST:
            days = {date.iso for date in dates.find(line.text) if date.full}
            if len(days) == 1:
                at_height[round(line.y / 3)].setdefault(line.page, (i, days.pop()))
    kept: set[int] = set()
    for pages in at_height.values():
        run = [pages[page] for page in sorted(pages)]
        firsts = [run[0], *(after for before, after in pairwise(run) if before[1] != after[1])]
        if 1 < len(firsts) == len({day for _, day in firsts}):
            kept.update(i for i, _ in firsts)
    return kept
