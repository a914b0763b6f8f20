"""The passages of all sources of one meeting in one reading order, each once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.assemble.occasions import Held
from minutesearch.model import Passage, Place, Section
from minutesearch.text import fold_title

SAME_PASSAGE = 0.9
"""Token F1 from which two passages of one title are the same (interfaces.md)."""


class Joined(NamedTuple):
    """One section to be: the passage quoted with its words, the place and ordinal it has in each of its sources."""

    passage: Passage
    words: _Words
    places: list[tuple[Place, int]]


def join(held: Sequence[Held]) -> list[Joined]:
    """The passages of all sources in one reading order: the fullest source's, others' put in where they stand."""
    joined: list[Joined] = []
    for source in held:
        places = [Place(source.path, source.sha256, p.page, p.line, ocr=p.ocr) for p in source.record.passages]
        taken: set[int] = set()
        same: list[Joined | None] = []
        words = [_words_of(p) for p in source.record.passages]
        for passage, place, mine in zip(source.record.passages, places, words, strict=True):
            at = _same(joined, passage, mine, taken)
            same.append(None if at is None else joined[at])
            if at is not None:
                taken.add(at)
                joined[at].places.append((place, passage.ordinal))
        for i, passage in enumerate(source.record.passages):
            if same[i] is None:
                same[i] = Joined(passage, words[i], [(places[i], passage.ordinal)])
                joined.insert(_where(joined, same, i), same[i])  # type: ignore[arg-type]  # filled on the line above
    return joined


def _where(joined: Sequence[Joined], same: Sequence[Joined | None], i: int) -> int:
    """Where a passage that no earlier source holds goes: behind its predecessor, else before its successor.

    Front matter stays with front matter, and what has no neighbour in common goes to the end.
    """
    ids = [id(each) for each in joined]  # by identity, since two passages of a meeting may be equal
    front = sum(each.passage.ordinal == 0 for each in joined)
    here = same[i]
    if here is not None and here.passage.ordinal == 0:
        return front
    if i and id(same[i - 1]) in ids:
        return max(ids.index(id(same[i - 1])) + 1, front)
    after = next((ids.index(id(each)) for each in same[i + 1 :] if each is not None and id(each) in ids), len(joined))
    return max(after, front)


class _Words(NamedTuple):
    """What two passages are compared by: the folded title, the words, and those that turn a meaning round."""

    title: str
    words: Counter[str]
    telling: Counter[str]


def _words_of(passage: Passage) -> _Words:
    # A typed item number is no figure: the Word file prints "1." where the page has a list.
    words = Counter(fold_title(_ITEM_NUMBER.sub("", passage.text)).split())
    telling: Counter[str] = Counter()
    for word, times in words.items():
        if figure := "".join(filter(str.isdigit, word)):
            telling[figure] += times  # of "9th" the 9: the page and the PDF may print a date in two ways
        elif word in _NEGATIONS:
            telling[word] += times
    return _Words(fold_title(passage.title), words, telling)


_NEGATIONS = frozenset("no not never none cannot".split())
_ITEM_NUMBER = re.compile(r"^[^\w\n]*\d{1,3}[.)]\s", re.MULTILINE)


def _same(joined: Sequence[Joined], passage: Passage, mine: _Words, taken: set[int]) -> int | None:
    for i, other in enumerate(joined):
        theirs = other.words
        if i in taken or (other.passage.ordinal == 0) != (passage.ordinal == 0) or theirs.title != mine.title:
            continue
        if theirs.telling == mine.telling and _agreement(mine.words, theirs.words) >= SAME_PASSAGE:
            return i
    return None


def _agreement(words: Counter[str], others: Counter[str]) -> float:
    """Token F1 of two texts."""
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 1.0


def sections_of(meeting: str, body: str, date: str, joined: Sequence[Joined]) -> list[Section]:
    """The sections of a meeting, numbered from 1; front matter is 0, 0.2 …

    Args:
        meeting: its id.
        body: the name of its body.
        date: its day.
        joined: its passages in reading order.
    """
    sections: list[Section] = []
    ids: dict[tuple[str, int], str] = {}
    ordinal = front = 0
    for passage, _, places in joined:
        if passage.ordinal == 0:
            front += 1
            id, number = f"{meeting}/0" + ("" if front == 1 else f".{front}"), 0
        else:
            ordinal += 1
            id, number = f"{meeting}/{ordinal}", ordinal
        for place, printed in places:
            ids[place.path, printed] = id
        parent = None if passage.parent is None else ids.get((places[0][0].path, passage.parent))
        sections.append(
            Section(
                id, meeting, body, date, number, passage.number, passage.title, passage.title_generated, parent,
                passage.text, passage.list_items, tuple(place for place, _ in places),
            )
        )  # fmt: skip
    return sections
