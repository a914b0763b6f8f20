"""What several sources say of the meetings, put together: records → meetings and sections.

A meeting is (body, date, type), never the date alone. A summary, a draft and the minutes of one meeting are its
sources; a passage that stands in two of them is one section with two places and is counted once. Two passages are
one when their folded titles are equal, their words agree (token F1 ≥ .9) and no figure and no "not" tells them apart:
a corrected amount must never be cited from the source that still has the wrong one.

A draft gives way to the minutes of the same meeting that are none: it is *superseded* and not indexed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.model import KIND_ORDER, Meeting, Passage, Place, Record, Section
from minutesearch.parse.bodies import slug, unify
from minutesearch.text import fold_title

SAME_PASSAGE = 0.9
"""Token F1 from which two passages of one title are the same (interfaces.md)."""


class Reading(NamedTuple):
    """What was read from one source: its path, hash, and the records of meetings in it."""

    path: str
    sha256: str
    records: tuple[Record, ...]


class Archived(NamedTuple):
    """Meetings by date and sections in reading order; ``bodies`` maps a body to (slug, printed names)."""

    meetings: list[Meeting]
    sections: list[Section]
    bodies: dict[str, tuple[str, tuple[str, ...]]]
    drafts: frozenset[str]
    superseded: dict[str, str]
    """Path of a source that holds nothing but drafts of meetings whose final minutes another holds → that other."""


class _Held(NamedTuple):
    path: str
    sha256: str
    record: Record


class _Joined(NamedTuple):
    """One section to be: the passage quoted with its words, the place and ordinal it has in each of its sources."""

    passage: Passage
    words: _Words
    places: list[tuple[Place, int]]


def assemble(readings: Sequence[Reading]) -> Archived:
    """Put the records of all sources together.

    Args:
        readings: one a source, in any order; the answer does not depend on it.
    """
    canonical = unify(record.body for reading in readings for record in reading.records)
    printed: dict[str, set[str]] = {}
    groups: dict[tuple[str, str, str], list[_Held]] = {}
    for reading in readings:
        for record in reading.records:
            body = canonical[record.body]
            printed.setdefault(body, set()).add(record.body)
            held = _Held(reading.path, reading.sha256, record)
            groups.setdefault((body, record.date, record.type), []).append(held)
    slugs = _slugs(sorted(printed))
    meetings: dict[str, Meeting] = {}
    sections: dict[str, list[Section]] = {}
    drafts: set[str] = set()
    kept: set[str] = set()
    dropped: dict[str, str] = {}
    for (body, date, kind), group in groups.items():
        id = f"{slugs[body]}:{date}" + ("" if kind == "ordinary" else f"-{fold_title(kind).replace(' ', '-')}")
        sources, superseded = _without_superseded(sorted(group, key=_fullest))
        first = sources[0].record
        kept |= {h.path for h in sources}
        dropped |= {h.path: sources[0].path for h in superseded}
        next_dates = [h.record.next_date for h in sources if h.record.next_date]
        meetings[id] = Meeting(
            id=id, body=body, date=date, type=kind, kind=first.kind, status="unknown",
            date_inferred=all(h.record.date_inferred for h in sources),
            sources=tuple(dict.fromkeys(h.path for h in sources)),
            next_date=next_dates[0] if next_dates else None,
        )  # fmt: skip
        if all(h.record.draft for h in sources):
            drafts.add(id)
        sections[id] = _sections(id, body, date, _join(sources))
    ordered = sorted(meetings.values(), key=lambda m: (m.date, m.id))
    bodies = {body: (slugs[body], tuple(sorted(names))) for body, names in sorted(printed.items())}
    return Archived(
        ordered,
        [s for m in ordered for s in sections[m.id]],
        bodies,
        frozenset(drafts),
        {path: by for path, by in dropped.items() if path not in kept},
    )


def _without_superseded(sources: Sequence[_Held]) -> tuple[list[_Held], list[_Held]]:
    """(what counts, drafts that final minutes of the same meeting take the place of)."""
    final = any(not h.record.draft and h.record.kind == "minutes" for h in sources)
    superseded = [h for h in sources if final and h.record.draft]
    return [h for h in sources if h not in superseded], superseded


def _fullest(held: _Held) -> tuple[int, bool, str, str]:
    return KIND_ORDER.index(held.record.kind), held.record.draft, held.path, held.sha256


def _slugs(bodies: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for body in bodies:
        plain = slug(body)
        n = 1
        while (candidate := plain if n == 1 else f"{plain}-{n}") in given.values():
            n += 1
        given[body] = candidate
    return given


def _join(held: Sequence[_Held]) -> list[_Joined]:
    """The passages of all sources in one reading order: the fullest source's, others' put in where they stand."""
    joined: list[_Joined] = []
    for source in held:
        places = [Place(source.path, source.sha256, p.page, p.line) for p in source.record.passages]
        taken: set[int] = set()
        same: list[_Joined | None] = []
        words = [_words_of(p) for p in source.record.passages]
        for passage, place, mine in zip(source.record.passages, places, words, strict=True):
            at = _same(joined, passage, mine, taken)
            same.append(None if at is None else joined[at])
            if at is not None:
                taken.add(at)
                joined[at].places.append((place, passage.ordinal))
        for i, passage in enumerate(source.record.passages):
            if same[i] is None:
                same[i] = _Joined(passage, words[i], [(places[i], passage.ordinal)])
                joined.insert(_where(joined, same, i), same[i])  # type: ignore[arg-type]  # filled on the line above
    return joined


def _where(joined: Sequence[_Joined], same: Sequence[_Joined | None], i: int) -> int:
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


def _same(joined: Sequence[_Joined], passage: Passage, mine: _Words, taken: set[int]) -> int | None:
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


def _sections(meeting: str, body: str, date: str, joined: Sequence[_Joined]) -> list[Section]:
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
