"""Sections as they are kept: the text under each head, verbatim, and a marked title where none is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from minutesearch.model import Block, Passage
from minutesearch.parse.sections.heads import Head
from minutesearch.text import sentences

_GENERATED = 60
"""Letters of a title that we make."""
_MINUTE = re.compile(r"(?:minutes?|decisions?|resolved|resolution)\s*:?$", re.IGNORECASE)
_PAPERS = re.compile(
    r"(?:additional|supporting|background|attached)? ?(?:documents?|papers|attachments?)\s*:?$", re.IGNORECASE
)


def minuted(blocks: Sequence[Block], heads: Sequence[Head]) -> list[Block]:
    """The blocks without the agenda's words, where each item prints these first and its minute under a label.

    Committee systems show "To consider the budget" from the agenda, then "Minutes:" and what was said. A document
    does so where the label stands alone in at least half of its sections, or in three; items without it keep their
    words.
    """
    if not heads:
        return list(blocks)
    ends = [*(head.at for head in heads[1:]), len(blocks)]
    labels = [
        next((i for i in range(head.at + 1, end) if _MINUTE.match(blocks[i].text[:20])), None)
        for head, end in zip(heads, ends, strict=True)
    ]
    marked = sum(at is not None for at in labels)
    if marked < min(3, max(2, len(heads) // 2)):
        return list(blocks)
    dropped: set[int] = set()
    for head, at, end in zip(heads, labels, ends, strict=True):
        if at is not None:
            dropped.update(range(head.at + 1, at))
            dropped.update(i for i in range(at, end) if _MINUTE.match(blocks[i].text[:20]))
        for i in range(head.at + 1, end):
            if _PAPERS.match(blocks[i].text[:40]):
                listed = takewhile(lambda j: blocks[j].kind == "item", range(i + 1, end))
                dropped.update({i, *listed})
    # Emptied, not taken out: the places of the heads count blocks.
    return [replace(block, text="") if i in dropped else block for i, block in enumerate(blocks)]


def passages_of(blocks: Sequence[Block], heads: Sequence[Head], start: int, end: int) -> tuple[Passage, ...]:
    """The sections of a meeting, its front matter as ordinal 0.

    Args:
        blocks: the document's blocks.
        heads: the meeting's heads, in order.
        start: the place of its first block.
        end: the place behind its last block.
    """
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
        ocr=any(block.ocr for block in blocks),
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


_RESOLVED = re.compile(
    r"^(?:(?:therefore,? )?(?:now )?be it (?:further |hereby )?resolved|resolved|resolution|motion|whereas)(?: that)?"
    r"\s?[:,-]?\s+(?:\(?\d{1,2}[.)]\s+)?(?=\S)",
    re.IGNORECASE,
)
"""The form of a resolution, before what it is about."""


def _generated(texts: Sequence[str], ordinal: int) -> str:
    """A title for a section that prints none: its first words, cut at a word."""
    if ordinal == 0:
        return "Opening"
    text = " ".join(texts[:3])[:600]
    # In a log of resolutions the movers stand before the motion; the motion tells what it is about.
    motion = re.match(r"[^:\n]{3,70}:\s+(?=\S)", text)
    if motion and len(text) - motion.end() > 20:
        text = text[motion.end() :]
    text = _RESOLVED.sub("", text)
    spans = sentences(text)
    text = text[spans[0][0] : spans[0][1]].rstrip(".;: ") if spans else ""
    if len(text) <= _GENERATED:
        return text or "Untitled"
    return text[:_GENERATED].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"
