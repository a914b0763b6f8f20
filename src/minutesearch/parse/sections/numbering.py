"""Numbers that count up: which blocks of a number style are heads, and which only number a list inside a section."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from minutesearch.model import Block
from minutesearch.parse.sections.heads import Cues, is_titled
from minutesearch.parse.sections.wording import is_known, is_sentence

STYLES = ("item", "log", "reference", "plain", "time", "bare", "roman", "decimal", "letter")
"""The styles that heads are numbered in, as :mod:`minutesearch.parse.sections.heads` names them."""


def numbered(blocks: Sequence[Block], cues: Sequence[Cues], style: str, starts: Sequence[int]) -> list[int]:
    """The blocks of a number style that count up, each meeting on its own.

    Args:
        blocks: the document's blocks.
        cues: their cues, one a block.
        style: one of :data:`STYLES`.
        starts: where meetings begin.
    """
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
    if style in ("letter", "roman") and not _one_by_one(chains, cues):
        return []
    if style == "plain":
        chains = _with_bare(chains, blocks, cues)
    return _alike(chains, blocks, cues)


def _values(cues: Sequence[Cues], members: Sequence[int]) -> list[int]:
    return [number.values[-1] for i in members if (number := cues[i].number)]


def _one_by_one(chain: Sequence[int], cues: Sequence[Cues]) -> bool:
    """Do letters count from the first and without leaps? "J. Brown" and "P. Green" are people."""
    values = _values(cues, chain)
    steps = [b - a for a, b in pairwise(values)]
    return bool(values) and values[0] <= 2 and sum(step == 1 for step in steps) >= 0.6 * len(steps)


def _with_bare(chain: list[int], blocks: Sequence[Block], cues: Sequence[Cues]) -> list[int]:
    """The chain with the numbers whose point was forgotten ("1 Accounts" before "2. Planning")."""
    bare = [
        i
        for i, cue in enumerate(cues)
        if cue.number
        and cue.number.style == "bare"
        and cue.form == "whole"
        and blocks[i].kind != "row"
        and is_titled(cue)
    ]
    return sorted({*chain, *(i for i in bare if chain and _fills(cues, chain, i))})


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
            led = _leading_up(members, ones, cues)
            return [
                i
                for i in members
                if has(i) or i in led or _fills(cues, ones, i) or (cues[i].title and is_known(cues[i].title))
            ]
    return members


def _leading_up(members: Sequence[int], ones: Sequence[int], cues: Sequence[Cues]) -> frozenset[int]:
    """Those without the trait that count up, without a leap, to one that has it: the style changed on the way."""
    with_trait = frozenset(ones)
    led: list[int] = []
    run: list[int] = []
    last = 0
    for i in members:
        run.append(i)
        if i in with_trait:
            values = _values(cues, run)
            if values == list(range(last + 1, last + 1 + len(values))):
                led += run[:-1]
            run, last = [], values[-1]
    return frozenset(led)


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
            if step == 0 and number.style == "time":
                step = 1
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
