"""Blocks that share a cue, and so may be the heads of a document: headings, bold lines, capitals, run-ins, list items.

Each function answers for one cue with the places of the blocks that have it. Which of these families is the
document's own convention is learned in :mod:`minutesearch.parse.sections.convention`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from minutesearch.model import Block
from minutesearch.parse.identity import meeting_day
from minutesearch.parse.identity.bodies import NOUN
from minutesearch.parse.sections.heads import Cues, is_titled
from minutesearch.parse.sections.wording import is_heading_of_page, is_known, is_label, is_sentence, is_statement

_PAGE_OWN = re.compile(r"\b(?:minutes|meeting|notes|agenda|summary|agm|egm)\b", re.IGNORECASE)
_CONTAINER = re.compile(
    r"(?:(?:meeting|discussion|agenda|the)\s)?(?:minutes|notes|discussions?|topics?|items?|business|record|proceedings|"
    r"agenda(?: items)?)(?: (?:items|notes|discussed))?",
    re.IGNORECASE,
)


class Sheet(NamedTuple):
    """A document's blocks with their cues, the title lines of its meetings, and the run-ins that name who speaks."""

    blocks: Sequence[Block]
    cues: Sequence[Cues]
    starts: frozenset[int]
    speakers: frozenset[int]

    def where(self, holds: Callable[[Block, Cues], bool]) -> list[int]:
        """The places of the blocks for which a test holds, speakers left out."""
        return [
            i
            for i, (block, cue) in enumerate(zip(self.blocks, self.cues, strict=True))
            if i not in self.speakers and holds(block, cue)
        ]


def sheet_of(blocks: Sequence[Block], cues: Sequence[Cues], starts: Sequence[int]) -> Sheet:
    """A document made ready for the search.

    Args:
        blocks: its blocks.
        cues: their cues, one a block.
        starts: the title lines of its meetings.
    """
    return Sheet(blocks, cues, frozenset(starts), _speakers(blocks, cues, starts))


# -- headings -----------------------------------------------------------------------------------------------


class Container(NamedTuple):
    """A heading that only says "Minutes" over the headings of the sections: its level, theirs, and its place."""

    level: int
    inner: int
    at: int


def container_of(sheet: Sheet) -> Container | None:
    """A heading that only says "Minutes" or "Discussion" over headings that are the sections.

    It holds at least two headings and two fifths of the text.
    """
    blocks = sheet.blocks
    total = sum(len(block.text) for block in blocks)
    for i, block in enumerate(blocks):
        if block.kind != "heading" or not _CONTAINER.fullmatch(sheet.cues[i].title):
            continue
        end = next(
            (j for j in range(i + 1, len(blocks)) if blocks[j].kind == "heading" and blocks[j].level <= block.level),
            len(blocks),
        )
        inner = [b.level for b in blocks[i + 1 : end] if b.kind == "heading"]
        if len(inner) >= 2 and sum(len(b.text) for b in blocks[i:end]) >= 0.4 * total:
            return Container(block.level, min(inner), i)
    return None


def headings(sheet: Sheet, level: int) -> list[int]:
    """The headings of a level but for the page's own: its title, the day of the meeting, "Minutes" over others."""
    blocks, cues = sheet.blocks, sheet.cues
    found: list[int] = []
    ranks = [block.level for block in blocks if block.kind == "heading"]
    # The first heading is the page's title, unless it stands among its like and names neither meeting nor body.
    alike = level == min(ranks, default=0) and ranks.count(level) >= 3
    for i, block in enumerate(blocks):
        if block.kind != "heading" or block.level != level or not cues[i].title:
            continue
        if i == 0 and (not alike or NOUN.search(block.text) or _PAGE_OWN.search(block.text)):
            continue
        holds_headings = i + 1 < len(blocks) and blocks[i + 1].kind == "heading"
        if meeting_day.opens(block.text) or (is_heading_of_page(cues[i].title) and (holds_headings or i < 3)):
            continue
        if holds_headings and is_label(cues[i].title.split(":")[0]) and ":" in block.text:
            continue  # "Venue: the hall" has said all
        # In a PDF a heading is only large print: a name or a signature may be set like that.
        tagged = not block.size and not is_sentence(cues[i].title)
        label = is_label(cues[i].title) or is_heading_of_page(cues[i].title)
        if tagged or label or cues[i].number or is_titled(cues[i]):
            found.append(i)
    return found


def under(sheet: Sheet, container: Container) -> list[int]:
    """The headings in a container, its first whatever its level, and those that stand beside it."""
    beside = [i for i in headings(sheet, container.level) if i != container.at and not is_label(sheet.cues[i].title)]
    first = [i for i in (container.at + 1,) if sheet.blocks[i].kind == "heading"]
    return sorted({*headings(sheet, container.inner), *beside, *first})


# -- weight and capitals ------------------------------------------------------------------------------------


def bold_lines(sheet: Sheet, *, items: bool) -> list[int]:
    """Paragraphs (and list items) that are bold as a whole."""
    return sheet.where(
        lambda block, cue: (
            (block.kind != "item" or items)
            and block.kind != "row"
            and cue.whole_bold
            and cue.form == "whole"
            and is_short(cue)
            and is_titled(cue)
            and not meeting_day.opens(block.text)
        )
    )


def bold_labels(sheet: Sheet) -> list[int]:
    """Bold lines that say no more than "Decisions" or "To do": heads only where a document has no others."""
    return sheet.where(
        lambda block, cue: (
            block.kind == "paragraph"
            and cue.whole_bold
            and cue.form == "whole"
            and is_short(cue)
            and not is_sentence(cue.title)
            and not meeting_day.opens(block.text)
        )
    )


def bold_capitals(sheet: Sheet) -> list[int]:
    """Bold lines in capitals where others are not: two ranks in one weight, capitals for the sections."""
    lines = bold_lines(sheet, items=False)
    shouted = [i for i in lines if sheet.cues[i].caps and len(sheet.cues[i].title) > 5]
    return shouted if 0.25 * len(lines) <= len(shouted) <= 0.9 * len(lines) else []


def capitals(sheet: Sheet) -> list[int]:
    """Paragraphs or run-ins in capitals."""
    return sheet.where(lambda block, cue: block.kind == "paragraph" and cue.caps and is_short(cue) and is_titled(cue))


# -- run-ins ------------------------------------------------------------------------------------------------


def bold_run_ins(sheet: Sheet) -> list[int]:
    """Bold titles before a text in the same paragraph."""
    return sheet.where(
        lambda block, cue: (
            block.kind == "paragraph"
            and cue.form == "bold"
            and is_short(cue)
            and is_titled(cue)
            and not is_sentence(cue.title)
        )
    )


_SPOKE = re.compile(
    r"\s*(?:also |then |has |had )?(?:agree|disagree|think|thought|express|sa(?:id|ys?)|ask|report|note|suggest|want|"
    r"feel|felt|explain|state|comment|rais|mention|propos|repl|respond|advis|confirm|thank|believ|point|wonder|prefer|object)"
    r"(?:e?d|s|es|ied|ies)?\b"
)
"""What somebody did is told of a name, not of a title."""


def run_ins(sheet: Sheet, forms: Sequence[str]) -> list[int]:
    """Titles before a colon (form ``plain``) or a dash (``dash``), with a sentence after it."""

    def holds(block: Block, cue: Cues) -> bool:
        # "Joe: agreed with it" goes on, and tells who speaks.
        goes_on = cue.form != "bold" and _SPOKE.match(block.text[cue.rest : cue.rest + 40])
        return block.kind == "paragraph" and cue.form in forms and _reads_as_title(cue) and not goes_on

    return sheet.where(holds)


def _reads_as_title(cue: Cues) -> bool:
    first = cue.title[:1]
    return (
        is_titled(cue)
        and len(cue.title.split()) <= 9
        and (first.isupper() or first.isdigit())
        and not is_sentence(cue.title.split("(")[0])
        and not cue.title.endswith(")" if "(" not in cue.title else "\0")
    )


def _speakers(blocks: Sequence[Block], cues: Sequence[Cues], starts: Sequence[int]) -> frozenset[int]:
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
    return frozenset(every if len(often) > 0.5 * len(every) and len(often) >= 6 else often)


# -- no mark at all -----------------------------------------------------------------------------------------


def known_titles(sheet: Sheet) -> list[int]:
    """Titles that councils everywhere use, in whatever form."""
    return [
        i
        for i, (block, cue) in enumerate(zip(sheet.blocks, sheet.cues, strict=True))
        if block.kind != "row" and cue.title and is_known(cue.title)
    ]


def called_rows(sheet: Sheet) -> list[int]:
    """Rows of a form: "Agenda item: | Budget"."""
    return sheet.where(lambda _, cue: cue.form == "called" and is_titled(cue))


def plain_lines(sheet: Sheet) -> list[int]:
    """Short lines without any mark, each over a text of its own: titles in minutes that were typed as plain text.

    Only where such lines are the exception: a list of names is made of short lines too, one under the other.
    """
    blocks, cues = sheet.blocks, sheet.cues
    lines = sheet.where(_is_line)
    lined = frozenset(lines)
    found = [
        i
        for i in lines
        if i not in sheet.starts
        and i + 1 < len(blocks)
        and i + 1 not in lined
        and (i - 1 not in lined or _is_list(blocks[i - 1]))
        and is_titled(cues[i])
        and blocks[i].text[0].isupper()
        and (blocks[i].text.endswith("?") or not is_sentence(blocks[i].text))
        and not meeting_day.opens(blocks[i].text)
    ]
    runs = sum(i - 1 not in lined for i in lines)
    return found if len(found) >= 0.4 * runs else []


def _is_list(block: Block) -> bool:
    """Does this line name several people or tell a fact of the meeting, so that a title may stand right under it?"""
    return block.text.count(",") >= 2 or is_label(block.text.split(":")[0])


_FEW = 7


def _is_line(block: Block, cue: Cues) -> bool:
    return (
        block.kind == "paragraph"
        and not cue.number
        and not block.bold
        and block.text[0].isalnum()
        and len(block.text) <= 140
        and len(block.text.split()) <= 22
        and not block.text.endswith((".", ",", "!"))
        and (not block.text.endswith(";") or len(block.text.split()) <= _FEW)
        and (block.text.endswith("?") or not is_statement(block.text))
    )


def outer_items(sheet: Sheet) -> list[int]:
    """The items of the outermost list, where many of them hold a list of their own: minutes typed as nested lists."""
    blocks, cues = sheet.blocks, sheet.cues
    items = [i for i, block in enumerate(blocks) if block.kind == "item"]
    if len(items) < 0.6 * len(blocks):
        return []
    least = min(blocks[i].x for i in items)
    outer = [i for i in items if blocks[i].x == least]
    holding = [i for i in outer if i + 1 < len(blocks) and blocks[i + 1].kind == "item" and blocks[i + 1].x > least]
    if len(holding) < 3:
        return []
    # A list of those present may stand before them.
    outer = [i for i in outer if holding[0] <= i]
    titled = [i for i in outer if is_titled(cues[i]) and is_short(cues[i]) and not is_sentence(cues[i].title)]
    return titled if len(holding) >= 0.3 * len(outer) and len(titled) >= 0.6 * len(outer) else []


def is_short(cue: Cues) -> bool:
    """Is this short enough for a title?"""
    # What is set off as a whole may run over two lines.
    most = 28 if cue.form == "whole" and cue.whole_bold else 16
    words = len(cue.title.split())
    return (
        len(cue.title) <= 8 * most
        and (words <= 12 or (words <= most and not is_statement(cue.title)))
        and any(c.isalpha() for c in cue.title)
    )
