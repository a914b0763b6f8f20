"""One segmenter for every format: a document's blocks become meetings with their sections, verbatim.

A block is a head, the opening of a meeting, furniture, or text; text belongs to the head above it. Nothing is lost
but page furniture and, where a page holds several meetings, the words around them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from minutesearch.errors import SourceError
from minutesearch.model import Block, Document, MeetingKind, Passage, Record
from minutesearch.parse.identity import bodies, dates, kinds, meeting_day
from minutesearch.parse.sections.furniture import is_furniture, is_link_line
from minutesearch.parse.sections.grid import taken_apart
from minutesearch.parse.sections.heads import cues_of, number_of
from minutesearch.parse.sections.openings import Opening, openings
from minutesearch.parse.sections.outline import Outline, outline_of
from minutesearch.parse.sections.passages import minuted, passages_of
from minutesearch.parse.sections.sittings import sittings, without_items
from minutesearch.parse.sections.wording import is_label

NAME = "segment"
VERSION = "3"


def segment(document: Document, *, path: str) -> list[Record]:
    """Cut a document into meetings and sections.

    Args:
        document: what a parser found.
        path: the archive-relative path, for a date or a kind that the text does not tell.

    Returns:
        One record a meeting, in reading order; passages from ordinal 1, the front matter as ordinal 0.

    Raises:
        SourceError: with the state ``not-minutes`` where it is no record of a meeting, ``no-text`` where it is empty.
    """
    return records_of(frame_of(document, path))


class Frame(NamedTuple):
    """What is known of the whole document before its meetings are cut."""

    title: str
    blocks: Sequence[Block]
    minuted: Sequence[Block]
    """The same blocks, those of the agenda without their text."""
    openings: Sequence[Opening]
    outline: Outline
    titles: Sequence[str]
    body: str
    path: str
    order: dates.Order
    linked: float
    """The share of the document's letters that are links."""


def frame_of(document: Document, path: str) -> Frame:
    """Learn how a document is laid out.

    Args:
        document: what a parser found.
        path: the archive-relative path.

    Raises:
        SourceError: with the state ``no-text`` where it is empty.
    """
    blocks = _numbered(taken_apart(_trimmed(document.blocks)))
    if not blocks:
        raise SourceError("the document holds no text but page furniture", "no-text")
    texts = [block.text for block in blocks]
    order = dates.order_of([*texts, document.title])
    cues = [cues_of(block) for block in blocks]
    starts = without_items(openings(blocks, order), blocks) or sittings(blocks, order)
    outline = outline_of(blocks, cues, starts)
    first = starts[0].last + 1 if starts else outline.heads[0].at if outline.heads else len(blocks)
    titles = _titles(document, blocks, first)
    body = bodies.name_of(titles, [*texts[: max(first, 6)], *texts[:400]]) or bodies.of_folder(path)
    said = minuted(blocks, outline.heads)
    return Frame(document.title, blocks, said, starts, outline, titles, body, path, order, document.linked)


def records_of(frame: Frame) -> list[Record]:
    """Cut a document whose layout is known.

    Raises:
        SourceError: with the state ``not-minutes`` where it is no record of a meeting.
    """
    return _several(frame) if len(frame.openings) > 1 else [_one(frame)]


def _one(frame: Frame) -> Record:
    blocks, heads = frame.blocks, frame.outline.heads
    texts = [block.text for block in blocks]
    first = heads[0].at if heads else min(len(blocks), 12)
    day, inferred = meeting_day.meeting_date(
        texts[: max(first, 3)], frame.title, frame.path, frame.order, later=texts[first:]
    )
    passages = passages_of(frame.minuted, heads, 0, len(blocks))
    empty = sum(not passage.text for passage in passages) / max(len(passages), 1)
    printed = day is not None and not inferred
    known = day is not None and len(day) == len("2021-09-14")
    kinds.refuse_other(
        frame.titles, texts, frame.path, dated=printed, sections=len(heads), empty=empty, day=known, linked=frame.linked
    )
    if day is None:
        raise SourceError(
            "no date of a meeting in the text, its title or the file's name",
            "not-minutes",
            "Put the date into the file's name, as in 2021-09-14-minutes.pdf.",
        )
    called = _Called(
        frame.body,
        kinds.type_of(frame.titles, frame.path, frame.body),
        kinds.kind_of(frame.titles, frame.path),
        kinds.is_draft(frame.titles, frame.path, texts),
    )
    return _record(frame, passages, day, called, inferred=inferred)


def _several(frame: Frame) -> list[Record]:
    records: list[Record] = []
    starts, heads = frame.openings, frame.outline.heads
    places = [head.at for head in heads]
    ends = [*(start.first for start in starts[1:]), len(frame.blocks)]
    for start, end in zip(starts, ends, strict=True):
        inside = heads[bisect_right(places, start.last) : bisect_left(places, end)]
        passages = passages_of(frame.minuted, inside, start.last + 1, end)
        if passages:
            records.append(_record(frame, passages, start.day, _called_by(frame, start), inferred=False))
    if not records:
        raise SourceError("no meeting was found in it", "not-minutes")
    cut = [passage for record in records for passage in record.passages]
    texts = [block.text for block in frame.blocks]
    empty = sum(not passage.text for passage in cut) / len(cut)
    kinds.refuse_other(
        frame.titles, texts, frame.path, dated=True, sections=len(heads), empty=empty, linked=frame.linked
    )
    return records


class _Called(NamedTuple):
    """What the titles of a meeting say that it is."""

    body: str
    type: str
    kind: MeetingKind
    draft: bool


def _called_by(frame: Frame, start: Opening) -> _Called:
    """What one of several meetings is: by its own title lines, else by what stands above them all."""
    first = frame.openings[0]
    own = _own_titles(frame, start)
    others = _own_titles(frame, first)
    shared = [title for title in frame.titles if title not in others]
    body = bodies.printed(own) or frame.body
    return _Called(
        body,
        kinds.type_of(own, "", body),
        kinds.kind_of((*own, *shared), frame.path),
        kinds.is_draft(own, "") or kinds.is_draft(shared, frame.path),
    )


def _own_titles(frame: Frame, start: Opening) -> list[str]:
    # Where the opening is text of its meeting too, it is a sentence among the first lines.
    last = start.last if start.last >= start.first else start.first + 3
    return [block.text for block in frame.blocks[start.first : last + 1]]


def _record(frame: Frame, passages: tuple[Passage, ...], day: str, called: _Called, *, inferred: bool) -> Record:
    following = None
    if len(day) == len("2021-09-14"):
        titles = [passage.title for passage in passages]
        following = meeting_day.next_date([p.text for p in passages], titles, day, frame.order)
    return Record(
        body=called.body,
        date=day,
        date_inferred=inferred,
        type=called.type,
        kind=called.kind,
        draft=called.draft,
        next_date=following,
        passages=passages,
    )


# -- what belongs to the document ---------------------------------------------------------------------------


def _trimmed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without page lines, "skip to content", and the links to other years at either end."""
    kept = [block for block in blocks if not is_furniture(block.text)]
    end = len(kept)
    while end and is_link_line(kept[end - 1].text):
        end -= 1
    start = 0
    while start < end and is_link_line(kept[start].text):
        start += 1
    return kept[start:end]


def _numbered(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each number that stands alone put before the title it belongs to.

    Numbers stand alone where they have a table column or a margin of their own.
    """
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if (
            last is not None
            and _stands_alone(last)
            and block.kind in ("heading", "paragraph")
            and not number_of(block.text)
        ):
            shift = len(last.text) + 1
            text = f"{last.text} {block.text}"
            joined[-1] = replace(block, text=text, lead=block.lead + shift if block.lead else 0, line=last.line)
        else:
            joined.append(block)
    return joined


def _stands_alone(block: Block) -> bool:
    if block.kind not in ("heading", "paragraph") or len(block.text) > 16:
        return False
    number = number_of(block.text)
    return (
        number is not None
        and number.end == len(block.text)
        and len(number.printed) < (4 if number.style == "plain" else 16)
    )


def _titles(document: Document, blocks: Sequence[Block], first: int) -> list[str]:
    """The lines that may name the body: headings and short lines before the first section, then the title."""
    lines = [block for block in blocks[: min(max(first, 1), 12)] if len(block.text) <= 160]
    headings = [
        block.text
        for block in lines
        if block.kind == "heading"
        or (block.size > 0 and block.size >= max(b.size for b in lines) > min(b.size for b in lines))
    ]
    # Below "Present:" stand people and whom they work for.
    above = takewhile(lambda block: not kinds.lists_attendance(block.text), lines)
    others = [block.text for block in above if not is_label(re.split(r"[:|]", block.text)[0])]
    seen: list[str] = []
    for text in (*headings, *others, document.title):
        if text and text not in seen:
            seen.append(text)
    return seen
