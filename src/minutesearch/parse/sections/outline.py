"""The outline of a document: the heads of the family that it marks them with, and well-known titles beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.model import Block
from minutesearch.parse.identity import dates, meeting_day
from minutesearch.parse.sections.convention import Family, learn
from minutesearch.parse.sections.families import Sheet, capitals, sheet_of
from minutesearch.parse.sections.heads import Cues, Head, figured, head_of
from minutesearch.parse.sections.openings import Opening
from minutesearch.parse.sections.parts import add_parts
from minutesearch.parse.sections.wording import is_heading_of_page, is_known, is_label, is_statement

_NAMES = re.compile(r"\b(?:minutes|meeting|notes|transcript)\b", re.IGNORECASE)
_FRONT = 10
"""Blocks after the opening of a meeting that may still be its letterhead."""


class Outline(NamedTuple):
    """What a document's convention was found to be: all families, the best first, and the accepted heads in order."""

    families: tuple[Family, ...]
    heads: tuple[Head, ...]


def outline_of(blocks: Sequence[Block], cues: Sequence[Cues], opened: Sequence[Opening]) -> Outline:
    """The outline of a document.

    Args:
        blocks: its blocks.
        cues: their cues.
        opened: where meetings open; their title lines are never heads.
    """
    starts = [i for one in opened for i in range(one.first, one.last + 1)]
    sheet = sheet_of(blocks, cues, starts)
    families = learn(sheet)
    if not families:
        return Outline((), ())
    heads: dict[int, Head] = {}
    main = _wider(families, cues)
    # A family that was nothing but letterhead leaves its place to the next one.
    for family in (main, *families):
        main = family
        whole = _whole_lines(blocks, cues, main)
        heads = {i: head_of(i, blocks[i], cues[i], 1, main.name, whole=i in whole) for i in main.members}
        _drop_front(heads, blocks, starts)
        if heads:
            break
    _add_known(heads, sheet)
    _add_capitals(heads, sheet)
    level = int(main.name.split()[1]) if main.name.startswith("heading") else 0
    add_parts(heads, sheet, main.members, level)
    return Outline(tuple(families), tuple(heads[i] for i in sorted(heads)))


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


def _whole_lines(blocks: Sequence[Block], cues: Sequence[Cues], family: Family) -> frozenset[int]:
    """Members of a family of lines that have a colon or a dash inside: still one title ("Licences: a new scheme")."""
    if not family.name.startswith("number") and family.name != "outer items":
        return frozenset()
    forms = Counter(cues[i].form for i in family.members)
    if forms["whole"] < 0.6 * len(family.members):
        return frozenset()
    return frozenset(
        i
        for i in family.members
        if cues[i].form in ("plain", "dash", "none")
        and not is_known(cues[i].title)
        and len(blocks[i].text.split()) <= 30
        and not blocks[i].text.endswith((".", ";", ","))
        and not figured(blocks[i].text[cues[i].rest :])
        and not is_statement(blocks[i].text[cues[i].rest :].rstrip("."))
    )


def _drop_front(heads: dict[int, Head], blocks: Sequence[Block], starts: Sequence[int]) -> None:
    """Leave out lines of the letterhead that look like the heads.

    They name the body or the meeting, hold a date, or have nothing under them but other such lines, a date or labels.
    """
    tagged = any(head.why.startswith("heading") for head in heads.values())
    order = sorted(heads)
    above = frozenset(range(starts[0])) if starts and starts[0] < _FRONT else frozenset()
    for edge in [0, *starts]:
        at = bisect_left(order, edge)
        # At most _FRONT + 1 heads stand in reach of an edge, and one more tells where the last of them ends; or none.
        inside = [i for i in order[at : at + _FRONT + 2] if i in heads]
        for i, following in zip(inside, [*inside[1:], len(blocks)], strict=False):
            head = heads[i]
            named = bool(_NAMES.search(head.title)) and (not tagged or i == edge)
            bare = following == i + 1 and head.rest >= len(blocks[i].text) and i < edge + 6
            if i in above:
                del heads[i]
                continue
            if (
                i > edge + _FRONT
                or head.number
                or (is_known(head.title) and not (named and (i == 0 or (bare and i < edge + 2))))
            ):
                break
            under = blocks[i + 1 : min(following, i + 4)]
            opening = any(_dated(block) or (not tagged and _front_line(block)) for block in under[: 1 if tagged else 3])
            opening = opening or bool(under and meeting_day.opens(under[0].text))
            if _tells_a_day(blocks[i].text[: head.rest]) or bare or opening or named or is_heading_of_page(head.title):
                del heads[i]
                continue
            break


def _tells_a_day(title: str) -> bool:
    """Is a day in it, or a month and hardly anything else? "Summer fair (July 2017)" is a title."""
    found = dates.find(title)
    rest = len(title.split()) - sum(len(title[one.start : one.end].split()) for one in found)
    return any(one.form != "month" for one in found) or (bool(found) and rest <= _FEW)


def _front_line(block: Block) -> bool:
    label = re.split(r"[:|]", block.text)[0]
    return meeting_day.opens(block.text) is not None or (len(label) < 40 and is_label(label))


def _dated(block: Block) -> bool:
    """Does this line call itself the minutes of a day?"""
    named = len(block.text) < 120 and bool(_NAMES.search(block.text)) and not is_statement(block.text)
    return named and any(found.full for found in dates.find(block.text))


_MOSTLY = 0.7
_FEW = 2
_LONG = 5


def _add_capitals(heads: dict[int, Head], sheet: Sheet) -> None:
    """Long lines in capitals whose weight was forgotten, where nearly all heads are in capitals.

    Short ones are as often what was found ("NO OBJECTION"), a postcode or a sum.
    """
    if len(heads) < 4 or sum(sheet.cues[i].caps for i in heads) < _MOSTLY * len(heads):
        return
    first = min(heads)
    for i in capitals(sheet):
        free = i > first and i not in heads and i not in sheet.starts
        if free and sheet.cues[i].form == "whole" and len(sheet.cues[i].title.split()) >= _LONG:
            heads[i] = head_of(i, sheet.blocks[i], sheet.cues[i], 1, "capitals")


_ALONE = 4
"""Words of a well-known title that needs no weight where it stands on a line of its own."""


def _is_listed(sheet: Sheet, at: int) -> bool:
    """Does a line stand in a list of titles, as an agenda is?"""
    beside = [i for i in (at - 1, at + 1) if 0 <= i < len(sheet.blocks)]
    return at + 1 >= len(sheet.blocks) or any(is_known(sheet.blocks[i].text) for i in beside)


def _add_known(heads: dict[int, Head], sheet: Sheet) -> None:
    """Titles that every council uses, printed as heads but outside the family ("Date of next meeting" at the end)."""
    if not heads:
        return
    first = min(heads)
    untitled = sum(not head.title for head in heads.values()) > 0.5 * len(heads)
    for i, (block, cue) in enumerate(zip(sheet.blocks, sheet.cues, strict=True)):
        if i in heads or i in sheet.starts or block.kind in ("item", "row") or not cue.title or is_label(cue.title):
            continue
        known = is_known(cue.title) and not is_heading_of_page(cue.title)
        strong = cue.whole_bold or cue.caps or block.kind == "heading" or cue.form == "bold"
        alone = cue.form == "whole" and len(cue.title.split()) <= _ALONE and not _is_listed(sheet, i)
        if (untitled and known and cue.form in ("whole", "plain", "bold")) or (
            i > first and known and (strong or alone) and cue.form in ("whole", "bold") and not cue.number
        ):
            heads[i] = head_of(i, block, cue, 1, "known title")
