"""Where the meetings of a document of several begin: at lines that are a date and nothing else, or at dated titles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from minutesearch.model import Block
from minutesearch.parse.identity import dates, meeting_day
from minutesearch.parse.sections.wording import is_sentence, is_statement

_NEXT = re.compile(
    r"\bnext\b|\bfuture\b|\bforthcoming\b|\bdates? (?:of|for)\b|\bschedule\b|\bprevious\b|\blast\b", re.IGNORECASE
)
_AWAITING = re.compile(
    r"^\W*(?:\d{1,3}[.):]?\s+)?(?!.* (?:to|until|at|in|by|before|after) )"
    r"(?:(?:to )?(?:agree|set|fix|confirm|note|receive|approve|adopt|sign|(?:confirmation|approval|adoption) of) )?"
    r"(?:the )?(?:proposed |provisional )?"
    r"(?:(?:dates?|times?|schedule|calendar|minutes)(?:[,&/]? [a-z&’']+){0,9}"
    r"|(?:next|future|forthcoming|previous|last)(?: [a-z’']+){0,5})"
    r" (?:meeting|session|call|date)s?(?: for)?(?: (?:19|20)\d\d)?\W*$",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"^(?:draft\s+|unconfirmed\s+|the\s+)?(?:minutes|notes|summary|record|meeting|[\w\s&,’'-]{0,60}\bmeeting)\b",
    re.IGNORECASE,
)
_LEAST_TEXT = 40


class Opening(NamedTuple):
    """Where one of several meetings opens: the first and the last block of its title lines, and its ISO date."""

    first: int
    last: int
    day: str


def openings(blocks: Sequence[Block], order: dates.Order) -> list[Opening]:
    """Where the meetings of a document of several begin.

    A meeting opens with a line that is a date and nothing else, or with a title that tells its date; at least two such
    lines in one style, with different dates that run up or down, and with text under each.

    Returns:
        The openings in reading order; none where the document holds one meeting.
    """
    found: dict[tuple[str, int, bool, int], list[tuple[int, str]]] = defaultdict(list)
    for i, block in enumerate(blocks):
        if block.kind in ("item", "row") or len(block.text) > 160 or _NEXT.search(block.text):
            continue
        if i and _awaits(blocks[i - 1], block, order):
            continue
        date = meeting_day.opens(block.text, order)
        alone = date is not None
        if date is None and _OPENER.match(block.text) and not is_statement(block.text):
            every = [one for one in dates.find(block.text, order) if one.full]
            date = every[0] if len(every) == 1 else None
        if date is not None:
            style = (block.kind if alone else "title", block.level, block.bold >= 0.5, round(block.size))
            found[style].append((i, date.iso))
    best: list[tuple[int, str]] = []
    for places in found.values():
        kept = _real(places, blocks)
        if len(kept) > len(best):
            best = kept
    return _with_titles(best, blocks) if len(best) >= 2 else []


def _awaits(label: Block, line: Block, order: dates.Order) -> bool:
    """Is this a bare label ("Date of next meeting") whose date is the line under it?

    A label that has its date, or says that there is none yet, is finished, and so is a sentence. A heading stands under
    no paragraph and under no deeper heading.
    """
    if line.kind == "heading" and (label.kind != "heading" or label.level > line.level):
        return False
    text = label.text
    return (
        len(text) < 80
        and bool(_NEXT.search(text) and _AWAITING.search(text))
        and not is_sentence(text)
        and not any(found.form != "month" for found in dates.find(text, order))
    )


def _with_titles(places: Sequence[tuple[int, str]], blocks: Sequence[Block]) -> list[Opening]:
    """Take in the title lines above each date: short lines that stand there at every meeting, or at most of them."""
    firsts = [at for at, _ in places]
    for back in range(1, 5):
        above = [_masked(blocks[at - back].text) if at >= back else "" for at, _ in places]
        # The first meeting has nothing of another one above it: what stands there is title.
        text = above[0]
        if not text or len(text) > 120 or is_sentence(text) or above.count(text) < max(2, 0.6 * len(places)):
            break
        firsts = [
            at - back if line == text else first for (at, _), line, first in zip(places, above, firsts, strict=True)
        ]
    return [Opening(first, at, day) for first, (at, day) in zip(firsts, places, strict=True)]


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", text.casefold())


def _real(places: Sequence[tuple[int, str]], blocks: Sequence[Block]) -> list[tuple[int, str]]:
    once: list[tuple[int, str]] = []
    for at, iso in places:
        # A title repeated on the next page, or the date under the title, opens no second meeting.
        if not once or once[-1][1] != iso:
            once.append((at, iso))
    if len(once) < 2:
        return []
    edges = [*(at for at, _ in once), len(blocks)]
    sizes = [sum(len(b.text) for b in blocks[a + 1 : b]) for a, b in pairwise(edges)]
    if sum(size >= _LEAST_TEXT for size in sizes) < len(sizes) * 0.8 or sum(sizes) / len(sizes) < 60:
        return []
    steps = [a[1] < b[1] for a, b in pairwise(once)]
    if max(sum(steps), len(steps) - sum(steps)) < 0.8 * len(steps):
        return []
    return [one for one, size in zip(once, sizes, strict=True) if size >= _LEAST_TEXT]
