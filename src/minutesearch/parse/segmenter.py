"""One segmenter for every format: a document's blocks become meetings with their sections, verbatim.

A block is a head, the opening of a meeting, furniture, or text; text belongs to the head above it. Nothing is lost
but page furniture and, where a page holds several meetings, the words around them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from minutesearch.errors import SourceError
from minutesearch.model import Block, Document, Passage, Record
from minutesearch.parse import bodies, dates, kinds, meeting_day
from minutesearch.parse.convention import Head
from minutesearch.parse.furniture import is_furniture, is_link_line
from minutesearch.parse.heads import cues_of, number_of
from minutesearch.parse.outline import Opening, heads_of, openings
from minutesearch.parse.wording import is_label
from minutesearch.text import sentences

NAME = "segment"
VERSION = "2"

_GENERATED = 60


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
    blocks = _numbered(_trimmed(document.blocks))
    if not blocks:
        raise SourceError("the document holds no text but page furniture", "no-text")
    texts = [block.text for block in blocks]
    order = dates.order_of([*texts, document.title])
    cues = [cues_of(block) for block in blocks]
    starts = openings(blocks, order)
    heads = heads_of(blocks, cues, starts)
    first = starts[0].last + 1 if starts else heads[0].at if heads else len(blocks)
    titles = _titles(document, blocks, first)
    body = bodies.name_of(titles, [*texts[: max(first, 6)], *texts[:400]]) or _folder(path)
    frame = _Frame(document.title, blocks, heads, titles, body, path, order)
    return _several(frame, starts) if len(starts) > 1 else [_one(frame)]


class _Frame(NamedTuple):
    """What is known of the whole document while its meetings are cut."""

    title: str
    blocks: Sequence[Block]
    heads: Sequence[Head]
    titles: Sequence[str]
    body: str
    path: str
    order: dates.Order


def _folder(path: str) -> str:
    """A body's name from the folder, where the document prints none."""
    parts = re.split(r"[/\\]", path)[:-1]
    name = re.sub(r"[-_]+", " ", parts[-1]).strip() if parts else ""
    return (
        name[:1].upper() + name[1:]
        if name and name.lower() not in ("corpus", "minutes", "meetings")
        else "Unnamed body"
    )


def _one(frame: _Frame) -> Record:
    blocks, heads = frame.blocks, frame.heads
    texts = [block.text for block in blocks]
    first = heads[0].at if heads else min(len(blocks), 12)
    day, inferred = meeting_day.meeting_date(
        texts[: max(first, 3)], frame.title, frame.path, frame.order, later=texts[first:]
    )
    passages = _passages(blocks, heads, 0, len(blocks))
    empty = sum(not passage.text for passage in passages) / max(len(passages), 1)
    printed = day is not None and not inferred
    kinds.refuse_other(frame.titles, texts, frame.path, dated=printed, sections=len(heads), empty=empty)
    if day is None:
        raise SourceError(
            "no date of a meeting in the text, its title or the file's name",
            "not-minutes",
            "Put the date into the file's name, as in 2021-09-14-minutes.pdf.",
        )
    meeting_type = kinds.type_of(frame.titles, frame.path)
    return _record(frame, passages, day, meeting_type, inferred=inferred)


def _several(frame: _Frame, starts: Sequence[Opening]) -> list[Record]:
    records: list[Record] = []
    places = [head.at for head in frame.heads]
    ends = [*(start.first for start in starts[1:]), len(frame.blocks)]
    for start, end in zip(starts, ends, strict=True):
        inside = frame.heads[bisect_right(places, start.last) : bisect_left(places, end)]
        passages = _passages(frame.blocks, inside, start.last + 1, end)
        if passages:
            own = [block.text for block in frame.blocks[start.first : start.last + 1]]
            records.append(_record(frame, passages, start.day, kinds.type_of(own, ""), inferred=False))
    if not records:
        raise SourceError("no meeting was found in it", "not-minutes")
    return records


def _record(frame: _Frame, passages: tuple[Passage, ...], day: str, meeting_type: str, *, inferred: bool) -> Record:
    following = None
    if len(day) == len("2021-09-14"):
        titles = [passage.title for passage in passages]
        following = meeting_day.next_date([p.text for p in passages], titles, day, frame.order)
    return Record(
        body=frame.body,
        date=day,
        date_inferred=inferred,
        type=meeting_type,
        kind=kinds.kind_of(frame.titles, frame.path),
        draft=kinds.is_draft(frame.titles, frame.path),
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
    others = [block.text for block in lines if not is_label(block.text.split(":")[0])]
    seen: list[str] = []
    for text in (*headings, *others, document.title):
        if text and text not in seen:
            seen.append(text)
    return seen


# -- sections -----------------------------------------------------------------------------------------------


def _passages(blocks: Sequence[Block], heads: Sequence[Head], start: int, end: int) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    if not heads:
        return (_passage(1, None, None, blocks[start:end], blocks[start]),) if end > start else ()
    if heads[0].at > start:
        passages.append(_passage(0, None, None, blocks[start : heads[0].at], blocks[start]))
    parent = 0
    for ordinal, (head, stop) in enumerate(zip(heads, [*(h.at for h in heads[1:]), end], strict=True), 1):
        if head.level == 1:
            parent = ordinal
        passages.append(
            _passage(
                ordinal, head, parent if head.level > 1 and parent else None, blocks[head.at : stop], blocks[head.at]
            )
        )
    return tuple(passages)


def _passage(ordinal: int, head: Head | None, parent: int | None, blocks: Sequence[Block], first: Block) -> Passage:
    texts: list[str] = []
    listed: list[str] = []
    for i, block in enumerate(blocks):
        text = block.text
        text = text[head.rest :].strip() if head is not None and i == 0 else _unnumbered(text, block, head)
        if text:
            texts.append(text)
            if block.kind == "item":
                listed.append(text)
    title = head.title if head else ""
    generated = not title
    if generated:
        title = _generated(texts, ordinal)
    return Passage(
        ordinal=ordinal,
        number=head.number if head else "",
        title=title,
        title_generated=generated,
        parent=parent,
        text="\n".join(texts),
        list_items=tuple(listed),
        page=first.page,
        line=first.line,
    )


_LIST_NUMBER = re.compile(r"^\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]\s+(?=\S)")


def _unnumbered(text: str, block: Block, head: Head | None) -> str:
    """A text without the list number of an item, or the paragraph number (2.3) that its section's number begins."""
    if block.kind == "item":
        return _LIST_NUMBER.sub("", text)
    if head and head.number:
        match = re.match(rf"{re.escape(head.number)}\.\d{{1,2}}[.)]?\s+(?=\S)", text)
        if match:
            return text[match.end() :]
    return text


def _generated(texts: Sequence[str], ordinal: int) -> str:
    """A title for a section that prints none: its first words, cut at a word."""
    if ordinal == 0:
        return "Opening"
    text = " ".join(texts[:3])[:600]
    # In a log of resolutions the movers stand before the motion; the motion tells what it is about.
    motion = re.match(r"[^:\n]{3,70}:\s+(?=\S)", text)
    if motion and len(text) - motion.end() > 20:
        text = text[motion.end() :]
    spans = sentences(text)
    text = text[spans[0][0] : spans[0][1]].rstrip(".;: ") if spans else ""
    if len(text) <= _GENERATED:
        return text or "Untitled"
    return text[:_GENERATED].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"
