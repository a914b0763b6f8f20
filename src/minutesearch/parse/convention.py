"""Learn how a document marks its heads, then find them.

No single cue is good enough (bold alone is right in two cases of five), but every document is consistent with itself:
the cues are grouped to families, each family is asked how well it explains the document as a repeating outline, and
the best one is taken whole, together with titles that every council uses.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from minutesearch.model import Block
from minutesearch.parse import meeting_day
from minutesearch.parse.heads import Cues
from minutesearch.parse.wording import is_fact, is_heading_of_page, is_known, is_label, is_sentence

_LEAST_COVER = 0.45
"""A family of heads stands over at least this share of the text; a list inside one section does not."""


@dataclass(frozen=True, slots=True)
class Head:
    """One accepted head: the block, and whether it opens a section or a part of one (``level`` 1 or 2)."""

    at: int
    number: str
    title: str
    rest: int
    level: int
    why: str


@dataclass(frozen=True, slots=True)
class Family:
    """Blocks that share a cue, with the score of the outline that they make."""

    name: str
    members: tuple[int, ...]
    score: float


def learn(blocks: Sequence[Block], cues: Sequence[Cues], starts: Sequence[int]) -> list[Family]:
    """All families that make a plausible outline, the best first.

    Args:
        blocks: the document's blocks.
        cues: their cues, one a block.
        starts: where meetings begin (numbers start again there).
    """
    families: list[Family] = []
    openings = frozenset(starts)

    def add(name: str, members: list[int], prior: float, least: int) -> None:
        members = [i for i in members if i not in openings]
        if len(members) < least:
            return
        cover, bodied = _outline(blocks, cues, members)
        if cover < _LEAST_COVER or bodied < 0.5:
            return
        families.append(
            Family(name, tuple(members), prior * (0.5 + 0.5 * cover) * bodied**0.5 * min(1.0, 0.7 + 0.1 * len(members)))
        )

    for level in range(1, 7):
        # One heading is enough where tags tell it from the title; of two the deeper level is the sections'.
        tagged = [
            i
            for i, b in enumerate(blocks)
            if b.kind == "heading" and b.level == level and i and _titled(cues[i]) and not meeting_day.opens(b.text)
        ]
        add(f"heading {level}", tagged, 1.04 - 0.04 * level, 2 if level < 2 or blocks[0].size else 1)
    for style in ("item", "log", "reference", "plain", "bare", "roman", "decimal", "letter"):
        members = _numbered(blocks, cues, style, starts)
        titled = sum(1 for i in members if cues[i].title and _titled(cues[i])) / max(1, len(members))
        if style == "bare" and titled < 0.6:
            continue
        prior = 0.97 if style in ("log", "reference") else 0.6 + 0.37 * titled
        add(
            f"number {style}",
            members,
            prior - (0.12 if style in ("letter", "roman") else 0.08 if style in ("decimal", "bare") else 0),
            2,
        )
    whole = _where(
        blocks, cues, lambda b, c: b.kind != "row" and c.whole_bold and c.form == "whole" and _short(c) and _titled(c)
    )
    whole = [i for i in whole if not meeting_day.opens(blocks[i].text)]
    paragraphs = [i for i in whole if blocks[i].kind != "item"]
    speakers = _speakers(blocks, cues, starts)
    run_in = _where(
        blocks,
        cues,
        lambda b, c: (
            b.kind == "paragraph" and c.form == "bold" and _short(c) and _titled(c) and not is_sentence(c.title)
        ),
    )
    run_in = [i for i in run_in if i not in speakers]
    add("bold lines", paragraphs, 0.85, 3)
    add("bold run-ins", run_in, 0.8, 3)
    if len(run_in) >= 3 and len(paragraphs) >= 2:
        add("bold lines and run-ins", sorted({*paragraphs, *run_in}), 0.84, 4)
    if len(whole) > len(paragraphs):
        add("bold lines and items", whole, 0.7, 4)
    capitals = _where(
        blocks, cues, lambda b, c: b.kind == "paragraph" and c.caps and bool(c.title) and _short(c) and _titled(c)
    )
    add("capitals", capitals, 0.82, 3)
    plain = _where(blocks, cues, lambda b, c: b.kind == "paragraph" and c.form in ("plain", "bold") and _run_in(c))
    plain = [i for i in plain if i not in speakers]
    add("run-ins", plain, 0.66, 3)
    dashed = _where(
        blocks, cues, lambda b, c: b.kind == "paragraph" and c.form in ("dash", "plain", "bold") and _run_in(c)
    )
    dashed = [i for i in dashed if i not in speakers]
    if len(dashed) > len(plain):
        add("run-ins before a dash", dashed, 0.55, 4)
    known = _where(blocks, cues, lambda b, c: b.kind != "row" and bool(c.title) and is_known(c.title))
    add("known titles", known, 0.6, 2)
    return sorted(families, key=lambda family: -family.score)


def _where(blocks: Sequence[Block], cues: Sequence[Cues], holds: Callable[[Block, Cues], bool]) -> list[int]:
    return [i for i, (block, cue) in enumerate(zip(blocks, cues, strict=True)) if holds(block, cue)]


def _titled(cue: Cues) -> bool:
    return bool(cue.title) and not is_label(cue.title) and not is_fact(cue.title) and not is_heading_of_page(cue.title)


def _speakers(blocks: Sequence[Block], cues: Sequence[Cues], starts: Sequence[int]) -> set[int]:
    """Run-ins that name who speaks: one name opens many paragraphs of one meeting, which no head does.

    Where most run-ins are such names the rest are too: people who spoke once.
    """
    said: dict[tuple[int, str], list[int]] = defaultdict(list)
    every: list[int] = []
    meeting = 0
    edges = set(starts)
    for i, (block, cue) in enumerate(zip(blocks, cues, strict=True)):
        meeting += i in edges
        if block.kind == "paragraph" and cue.form in ("plain", "bold", "dash") and len(cue.title.split()) <= 4:
            said[meeting, cue.title.casefold()].append(i)
            every.append(i)
    often = {i for places in said.values() if len(places) >= 3 for i in places}
    return set(every) if len(often) > 0.5 * len(every) and len(often) >= 6 else often


def _short(cue: Cues) -> bool:
    return len(cue.title) <= 120 and len(cue.title.split()) <= 16 and any(c.isalpha() for c in cue.title)


def _run_in(cue: Cues) -> bool:
    first = cue.title[:1]
    return (
        _titled(cue)
        and len(cue.title.split()) <= 9
        and (first.isupper() or first.isdigit())
        and not is_sentence(cue.title.split("(")[0])
        and not cue.title.endswith(")" if "(" not in cue.title else "\0")
    )


def _outline(blocks: Sequence[Block], cues: Sequence[Cues], members: Sequence[int]) -> tuple[float, float]:
    """The share of the text under the members, and the share of members with a text of their own."""
    sizes = [len(block.text) for block in blocks]
    total = sum(sizes) or 1
    cover = sum(sizes[members[0] :]) / total
    ends = [*members[1:], len(blocks)]
    bodied = 0
    for start, end in zip(members, ends, strict=True):
        own = sizes[start] - cues[start].rest
        bodied += own > 3 or end - start > 1
    return cover, bodied / len(members)


# -- numbers ------------------------------------------------------------------------------------------------


def _numbered(blocks: Sequence[Block], cues: Sequence[Cues], style: str, starts: Sequence[int]) -> list[int]:
    """The members of a number style that count up, each meeting on its own."""
    found = [i for i, cue in enumerate(cues) if cue.number and cue.number.style == style and blocks[i].kind != "row"]
    if not found:
        return []
    heavy = [i for i in found if _weighty(blocks[i], cues[i])]
    # Where most heads are set apart by weight, a plain number is a list inside a section.
    if len(heavy) >= 3 and len(heavy) >= 0.3 * len(found) and _span(heavy) >= 0.5 * _span(found):
        weighty = frozenset(heavy)
        lighter = [i for i in found if i not in weighty]
        plain = [i for i in lighter if blocks[i].kind != "item" and _fills(cues, heavy, i)]
        found = sorted([*heavy, *plain])
    elif any(blocks[i].kind != "item" for i in found):
        loose = [i for i in found if blocks[i].kind != "item"]
        found = loose if len(loose) >= 3 else found
    if style == "log":
        return found
    chains: list[int] = []
    edges = [0, *starts, len(blocks)]
    for low, high in pairwise(edges):
        chains.extend(_chain(found[bisect_left(found, low) : bisect_left(found, high)], blocks, cues))
    return _alike(chains, blocks, cues)


def _alike(members: list[int], blocks: Sequence[Block], cues: Sequence[Cues]) -> list[int]:
    """Where nearly all members share a trait (heading, capitals, all bold), those without it must earn their place."""
    traits: tuple[Callable[[int], bool], ...] = (
        lambda i: blocks[i].kind == "heading",
        lambda i: cues[i].caps,
        lambda i: cues[i].whole_bold or cues[i].form == "bold",
    )
    for has in traits:
        ones = [i for i in members if has(i)]
        if len(ones) >= 4 and len(ones) >= 0.65 * len(members) and len(ones) < len(members):
            return [
                i for i in members if has(i) or _fills(cues, ones, i) or (cues[i].title and is_known(cues[i].title))
            ]
    return members


def _span(members: Sequence[int]) -> int:
    return members[-1] - members[0] + 1


def _weighty(block: Block, cue: Cues) -> bool:
    return block.kind == "heading" or cue.whole_bold or cue.lead_bold or cue.caps


def _fills(cues: Sequence[Cues], heavy: Sequence[int], at: int) -> bool:
    """Is this number the one that the weighty ones (in reading order) around it leave out?"""
    number = cues[at].number
    if number is None:
        return False
    before, after = bisect_left(heavy, at), bisect_right(heavy, at)
    below = cues[heavy[before - 1]].number if before else None
    above = cues[heavy[after]].number if after < len(heavy) else None
    low = below.values[-1] if below else 0
    high = above.values[-1] if above else low + 2
    return low < number.values[-1] < high and number.values[-1] == low + 1


def _chain(found: Sequence[int], blocks: Sequence[Block], cues: Sequence[Cues]) -> list[int]:
    """The heaviest chain of numbers that count up; lists inside sections, which begin at 1 again, fall out.

    Longest increasing subsequence with weights, O(n²); a step of one is worth most, a repeat (a typist's slip) is
    allowed where the block is titled.
    """
    found = list(found)[:1500]
    best: list[tuple[float, int]] = []
    for j, at in enumerate(found):
        number = cues[at].number
        if number is None:
            best.append((0.0, -1))
            continue
        worth = (
            1.0 + 0.6 * _weighty(blocks[at], cues[at]) + 0.4 * bool(cues[at].title and not is_sentence(cues[at].title))
        )
        value = number.values[-1]
        top = (worth - 0.15 * min(value - 1, 5), -1)
        for i in range(max(0, j - 200), j):
            other = cues[found[i]].number
            if other is None:
                continue
            step = value - other.values[-1]
            if other.values[:-1] != number.values[:-1] and number.style == "decimal":
                step = 1 if number.values > other.values else -1
            bonus = 0.3 if step == 1 else 0.0 if 1 < step <= 4 else -1.7 if step == 0 else -1.2 if step > 4 else None
            if bonus is not None and best[i][0] + worth + bonus > top[0]:
                top = (best[i][0] + worth + bonus, i)
        best.append(top)
    if not best:
        return []
    j = max(range(len(best)), key=lambda k: best[k][0])
    chain: list[int] = []
    while j >= 0:
        chain.append(found[j])
        j = best[j][1]
    return chain[::-1]
