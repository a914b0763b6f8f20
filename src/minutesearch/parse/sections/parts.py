"""Sub-sections: deeper headings, numbers that go on from their section's, bold lines and run-ins in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from minutesearch.model import Block
from minutesearch.parse.sections.families import Sheet
from minutesearch.parse.sections.heads import Cues, Head, head_of, is_titled
from minutesearch.parse.sections.wording import is_known, is_sentence

_WORDED = re.compile(r"^\W*[^\W\d_]{2,}.*[^\W\d_]{2}|^[A-Z]{2,6}$")
_LEAST = {"heading": 1, "number": 3, "bold line": 3, "bold run-in": 3}
"""How many of a kind make a rank of sub-sections; the kinds in the order in which they are believed."""
_WORDS = 12


def add_parts(heads: dict[int, Head], sheet: Sheet, main: Sequence[int], level: int) -> None:
    """Add the sub-sections to the heads of a document, and let run-ins under an empty "Reports" be parts of it.

    Args:
        heads: the heads by place; parts are added to it.
        sheet: the document.
        main: the places of the family that the heads come from.
        level: the level of its headings, or 0 where they are none.
    """
    if not heads:
        return
    # What is printed smaller than the heads is a table's or a note's.
    least = sorted(sheet.blocks[i].size for i in main)[len(main) // 2] - 0.6
    ends = {*heads, len(sheet.blocks)}
    found = [
        (i, kind)
        for i in range(min(heads) + 1, len(sheet.blocks))
        if i not in heads
        and i not in sheet.starts
        and i not in sheet.speakers
        and is_titled(sheet.cues[i])
        and (kind := _kind(sheet.blocks[i], sheet.cues[i], level, least, last=i + 1 in ends))
    ]
    deeper = [sheet.blocks[i].level for i, kind in found if kind == "heading"]
    # A part of a part stays in its text.
    found = [(i, kind) for i, kind in found if kind != "heading" or sheet.blocks[i].level == min(deeper)]
    counts = Counter(kind for _, kind in found)
    rank = next((kind for kind, few in _LEAST.items() if counts[kind] >= few), "")
    for i, kind in found:
        if kind == rank:
            heads[i] = head_of(i, sheet.blocks[i], sheet.cues[i], 2, kind)
    _nest(heads, sheet.blocks)


def _kind(block: Block, cue: Cues, level: int, least: float, *, last: bool) -> str:
    """Which kind of sub-section's head this may be; empty for none."""
    if block.kind == "heading" and (not level or block.level > level):
        return "heading"
    if (
        block.kind in ("item", "row")
        or block.size < least
        or not (cue.title[0].isupper() or cue.title[0].isdigit())
        or is_sentence(cue.title)
        or len(cue.title.split()) > _WORDS
        or not _WORDED.search(cue.title)
    ):
        return ""
    if cue.number and cue.number.style in ("decimal", "decimal3") and (cue.whole_bold or cue.form == "bold"):
        return "number"
    if cue.form == "bold" and cue.rest < len(block.text):
        return "bold run-in"
    return "bold line" if cue.form == "whole" and cue.whole_bold and not last else ""


_HOLDER = re.compile(r"\b(?:reports|business|updates)$", re.IGNORECASE)


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
            parent = head if whole and following == i + 1 and _HOLDER.search(head.title) else None
        elif parent is not None:
            heads[i] = head._replace(level=2)
