"""The outline of a document: where meetings open, which blocks are heads, and which heads are parts of others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from minutesearch.model import Block
from minutesearch.parse import dates, meeting_day
from minutesearch.parse.convention import Family, Head, learn
from minutesearch.parse.heads import Cues
from minutesearch.parse.wording import is_fact, is_heading_of_page, is_known, is_label, is_sentence

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
_WORDED = re.compile(r"^\W*[^\W\d_]{2,}.*[^\W\d_]{2}|^[A-Z]{2,6}$")
_OPENER = re.compile(
    r"^(?:draft\s+|unconfirmed\s+|the\s+)?(?:minutes|notes|summary|record|meeting|[\w\s&,’'-]{0,60}\bmeeting)\b",
    re.IGNORECASE,
)
_LEAST_TEXT = 40
_FRONT = 10
"""Blocks after the opening of a meeting that may still be its letterhead."""


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
        if date is None and _OPENER.match(block.text) and not is_sentence(block.text):
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


def heads_of(blocks: Sequence[Block], cues: Sequence[Cues], opened: Sequence[Opening]) -> list[Head]:
    """The heads of a document in reading order.

    Args:
        blocks: its blocks.
        cues: their cues.
        opened: where meetings open; their title lines are never heads.
    """
    starts = [i for one in opened for i in range(one.first, one.last + 1)]
    titles = frozenset(starts)
    families = learn(blocks, cues, starts)
    if not families:
        return []
    main = _wider(families, cues)
    heads = {i: _head(i, cues[i], 1, main.name) for i in main.members}
    _drop_front(heads, blocks, starts)
    _add_known(heads, blocks, cues, titles)
    _add_parts(heads, blocks, cues, main, titles)
    return [heads[i] for i in sorted(heads)]


def _wider(families: Sequence[Family], cues: Sequence[Cues]) -> Family:
    """The best family, or its union with the run-ins where these hold well-known titles too.

    In minutes whose heads stand now on a line of their own and now before a dash, either half alone looks best.
    """
    main = families[0]
    union = next((family for family in families if family.name == "bold lines and run-ins"), None)
    if union is None or main.name not in ("bold lines", "bold run-ins"):
        return main
    more = set(union.members) - set(main.members)
    return union if sum(is_known(cues[i].title) for i in more) >= 2 else main


def _head(at: int, cue: Cues, level: int, why: str) -> Head:
    number = cue.number.printed if cue.number else ""
    title, rest = cue.title, cue.rest
    if why.startswith("number") and not _is_title(cue, why):
        title, rest = "", cue.number.end if cue.number else 0
    return Head(at, number, title, rest, level, why)


def _is_title(cue: Cues, why: str) -> bool:
    """Is the text after a number a title, or already the minute itself?"""
    if not cue.title:
        return False
    if cue.form == "bold":
        return not is_sentence(cue.title) or cue.caps
    if cue.form == "whole":
        return cue.whole_bold or cue.caps or not is_sentence(cue.title) or is_known(cue.title)
    if why == "number log" or is_fact(cue.title):
        return False
    return not is_sentence(cue.title) and len(cue.title.split()) <= 10


def _drop_front(heads: dict[int, Head], blocks: Sequence[Block], starts: Sequence[int]) -> None:
    """Leave out lines of the letterhead that look like the heads.

    They name the body or the meeting, hold a date, or have nothing under them but other such lines, a date or labels.
    """
    tagged = any(head.why.startswith("heading") for head in heads.values())
    order = sorted(heads)
    for edge in [0, *starts]:
        at = bisect_left(order, edge)
        # At most _FRONT + 1 heads stand in reach of an edge, and one more tells where the last of them ends; or none.
        inside = [i for i in order[at : at + _FRONT + 2] if i in heads]
        for i, following in zip(inside, [*inside[1:], len(blocks)], strict=False):
            head = heads[i]
            if i > edge + _FRONT or head.number or is_known(head.title):
                break
            under = blocks[i + 1 : min(following, i + 4)]
            bare = following == i + 1 and head.rest >= len(blocks[i].text) and i < edge + 6
            opening = not tagged and any(_front_line(block) for block in under)
            named = bool(_NAMES.search(head.title)) and (not tagged or i == edge)
            if dates.find(blocks[i].text) or bare or opening or named or is_heading_of_page(head.title):
                del heads[i]
                continue
            break


_NAMES = re.compile(r"\b(?:minutes|meeting|notes)\b", re.IGNORECASE)


def _front_line(block: Block) -> bool:
    label = re.split(r"[:|]", block.text)[0]
    if len(block.text) < 120 and _NAMES.search(block.text) and any(found.full for found in dates.find(block.text)):
        return True
    return meeting_day.opens(block.text) is not None or (len(label) < 40 and is_label(label))


def _add_known(heads: dict[int, Head], blocks: Sequence[Block], cues: Sequence[Cues], titles: frozenset[int]) -> None:
    """Titles that every council uses, printed as heads but outside the family ("Date of next meeting" at the end)."""
    if not heads:
        return
    first = min(heads)
    untitled = sum(not head.title for head in heads.values()) > 0.5 * len(heads)
    for i, (block, cue) in enumerate(zip(blocks, cues, strict=True)):
        if i in heads or i in titles or block.kind in ("item", "row") or not cue.title or is_label(cue.title):
            continue
        known = is_known(cue.title) and not is_heading_of_page(cue.title)
        strong = cue.whole_bold or cue.caps or block.kind == "heading" or cue.form == "bold"
        if (untitled and known and cue.form in ("whole", "plain", "bold")) or (
            i > first and known and strong and cue.form in ("whole", "bold") and not cue.number
        ):
            heads[i] = _head(i, cue, 1, "known title")


def _add_parts(
    heads: dict[int, Head],
    blocks: Sequence[Block],
    cues: Sequence[Cues],
    main: Family,
    titles: frozenset[int],
) -> None:
    """Sub-sections: deeper headings, numbers that go on from their section's, bold lines and run-ins in the text."""
    if not heads:
        return
    first = min(heads)
    level = int(main.name.split()[1]) if main.name.startswith("heading") else 0
    inside: list[tuple[int, str]] = []
    for i in range(first + 1, len(blocks)):
        block, cue = blocks[i], cues[i]
        if (
            i in heads
            or i in titles
            or not cue.title
            or is_label(cue.title)
            or is_fact(cue.title)
            or is_heading_of_page(cue.title)
        ):
            continue
        if block.kind == "heading" and (not level or block.level > level):
            inside.append((i, "heading"))
        elif (
            block.kind in ("item", "row")
            or is_sentence(cue.title)
            or len(cue.title.split()) > 12
            or not _WORDED.search(cue.title)
        ):
            continue
        elif cue.number and cue.number.style in ("decimal", "decimal3") and (cue.whole_bold or cue.form == "bold"):
            inside.append((i, "number"))
        elif cue.form == "bold" and cue.rest < len(block.text):
            inside.append((i, "bold run-in"))
        elif cue.form == "whole" and cue.whole_bold and i + 1 < len(blocks) and i + 1 not in heads:
            inside.append((i, "bold line"))
    counts = Counter(why for _, why in inside)
    for i, why in inside:
        if counts[why] >= (1 if why == "heading" else 3):
            heads[i] = _head(i, cues[i], 2, why)
    _nest(heads, blocks)


_CONTAINER = re.compile(r"\b(?:reports|business|updates)$", re.IGNORECASE)


def _nest(heads: dict[int, Head], blocks: Sequence[Block]) -> None:
    """Run-ins under a head that holds nothing itself ("Committee reports") are its parts, up to the next line head."""
    order = sorted(heads)
    parent: Head | None = None
    for i, following in zip(order, [*order[1:], len(blocks)], strict=True):
        head = heads[i]
        whole = head.rest >= len(blocks[i].text)
        if head.level != 1 or head.number:
            continue
        if whole or is_known(head.title):
            parent = head if whole and following == i + 1 and _CONTAINER.search(head.title) else None
        elif parent is not None:
            heads[i] = Head(head.at, head.number, head.title, head.rest, 2, head.why)
