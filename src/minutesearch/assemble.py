"""What several sources say of the meetings, put together: records → meetings and sections.

A meeting is (body, date, type), never the date alone. A summary, a draft and the minutes of one meeting are its
sources; a passage that stands in two of them is one section with two places and is counted once. Two passages are
one when their folded titles are equal and their words agree (token F1 ≥ .9).
"""

from __future__ import annotations

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


class _Held(NamedTuple):
    path: str
    sha256: str
    record: Record


class _Joined(NamedTuple):
    """One section to be: the passage quoted, the place and ordinal it has in each of its sources."""

    passage: Passage
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
    for (body, date, kind), group in groups.items():
        id = f"{slugs[body]}:{date}" + ("" if kind == "ordinary" else f"-{fold_title(kind).replace(' ', '-')}")
        sources = sorted(group, key=_fullest)
        first = sources[0].record
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
    return Archived(ordered, [s for m in ordered for s in sections[m.id]], bodies, frozenset(drafts))


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
        for passage, place in zip(source.record.passages, places, strict=True):
            at = _same(joined, passage, taken)
            same.append(None if at is None else joined[at])
            if at is not None:
                taken.add(at)
                joined[at].places.append((place, passage.ordinal))
        for i, passage in enumerate(source.record.passages):
            if same[i] is None:
                same[i] = _Joined(passage, [(places[i], passage.ordinal)])
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


def _same(joined: Sequence[_Joined], passage: Passage, taken: set[int]) -> int | None:
    title = fold_title(passage.title)
    words = Counter(fold_title(passage.text).split())
    for i, other in enumerate(joined):
        if i in taken or (other.passage.ordinal == 0) != (passage.ordinal == 0):
            continue
        if fold_title(other.passage.title) == title and _agreement(words, other.passage.text) >= SAME_PASSAGE:
            return i
    return None


def _agreement(words: Counter[str], text: str) -> float:
    """Token F1 of two texts."""
    others = Counter(fold_title(text).split())
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 1.0


def _sections(meeting: str, body: str, date: str, joined: Sequence[_Joined]) -> list[Section]:
    sections: list[Section] = []
    ids: dict[tuple[str, int], str] = {}
    ordinal = front = 0
    for passage, places in joined:
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
