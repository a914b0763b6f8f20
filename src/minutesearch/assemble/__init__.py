"""What several sources say of the meetings, put together: records → meetings and sections.

A meeting is (body, date, type), never the date alone; two that agree in all three are told apart by their words and
their hours (``occasions``). A summary, a draft and the minutes of one meeting are its sources; a passage that stands in
two of them is one section with two places and is counted once. Two passages are one when their folded titles are equal,
their words agree (token F1 ≥ .9) and no figure and no "not" tells them apart (``joining``): a corrected amount must
never be cited from the source that still has the wrong one.

A draft gives way to the minutes of the same meeting that are none, and an earlier version to the amended one
(``versions``): it is *superseded* and not indexed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from minutesearch.assemble.belonging import Reading, housed, one_body
from minutesearch.assemble.joining import join, sections_of
from minutesearch.assemble.numeric import in_the_order_of_their_body
from minutesearch.assemble.occasions import Held, Occasion, fullest, meetings_of
from minutesearch.assemble.versions import without_superseded
from minutesearch.model import Meeting, Record, Section
from minutesearch.parse.identity.one_name import slug, unify
from minutesearch.text import fold_title

__all__ = ["Archived", "Reading", "assemble"]


class Archived(NamedTuple):
    """Meetings by date and sections in reading order; ``bodies`` maps a body to (slug, printed names)."""

    meetings: list[Meeting]
    sections: list[Section]
    bodies: dict[str, tuple[str, tuple[str, ...]]]
    drafts: frozenset[str]
    superseded: dict[str, str]
    """Path of a source that holds nothing but drafts and earlier versions of what another holds → that other."""


def assemble(readings: Sequence[Reading]) -> Archived:
    """Put the records of all sources together.

    Args:
        readings: one a source, in any order; the answer does not depend on it.
    """
    same = one_body(readings)
    readings = housed(readings, same)
    canonical = unify((record.body for reading in readings for record in reading.records), same)
    printed: dict[str, set[str]] = {}
    for reading in readings:
        for record in reading.records:
            printed.setdefault(canonical[record.body], set()).add(record.body)
    held = [
        Held(reading.path, reading.sha256, place, record)
        for reading in readings
        for place, record in enumerate(reading.records)
    ]
    days: dict[str, dict[str, list[Held]]] = {}
    for body, own in _by_body(held, canonical).items():
        for one in in_the_order_of_their_body(own):
            days.setdefault(body, {}).setdefault(one.record.date, []).append(one)
    slugs = _slugs(sorted(printed))
    meetings: dict[str, Meeting] = {}
    sections: dict[str, list[Section]] = {}
    drafts: set[str] = set()
    kept: set[str] = set()
    dropped: dict[str, str] = {}
    for body, groups in sorted(days.items()):
        for date, group in sorted(groups.items()):
            found = meetings_of(group, _elsewhere(groups, date) if len(group) > 1 else ())
            for id, occasion in _named(f"{slugs[body]}:{date}", found):
                sources, superseded = without_superseded(occasion.sources)
                first = sources[0].record
                kept |= {h.path for h in sources}
                dropped |= {h.path: sources[0].path for h in superseded}
                next_dates = [h.record.next_date for h in sources if h.record.next_date]
                meetings[id] = Meeting(
                    id=id, body=body, date=date, type=occasion.type, kind=first.kind, status="unknown",
                    date_inferred=all(h.record.date_inferred for h in sources),
                    sources=tuple(dict.fromkeys(h.path for h in sources)),
                    next_date=next_dates[0] if next_dates else None,
                )  # fmt: skip
                if all(h.record.draft for h in sources):
                    drafts.add(id)
                sections[id] = sections_of(id, body, date, join(sources))
    ordered = sorted(meetings.values(), key=lambda m: (m.date, m.id))
    bodies = {body: (slugs[body], tuple(sorted(names))) for body, names in sorted(printed.items())}
    return Archived(
        ordered,
        [s for m in ordered for s in sections[m.id]],
        bodies,
        frozenset(drafts),
        {path: by for path, by in dropped.items() if path not in kept},
    )


def _by_body(held: Iterable[Held], canonical: Mapping[str, str]) -> dict[str, list[Held]]:
    bodies: dict[str, list[Held]] = {}
    for one in held:
        bodies.setdefault(canonical[one.record.body], []).append(one)
    return bodies


_COMPARED = 8
"""Minutes of other days that are read for the formulas of a body: enough to know them, few enough to be quick."""


def _elsewhere(groups: Mapping[str, Sequence[Held]], date: str) -> Iterator[Record]:
    """The records of the same body that stand nearest in time to a day."""
    days = sorted(groups)
    at = days.index(date)
    around = [*days[max(0, at - _COMPARED // 2) : at], *days[at + 1 : at + 1 + _COMPARED // 2]]
    return (min(groups[day], key=fullest).record for day in around)


def _named(day: str, found: Sequence[Occasion]) -> Iterator[tuple[str, Occasion]]:
    """The meetings of a day with their ids: ``body:date``, ``body:date-annual``, ``body:date-at-1900``.

    The earliest of a type has the plain id; a later one has its hour, or a number where none is printed.
    """
    given: set[str] = set()
    for occasion in found:
        plain = day + ("" if occasion.type == "ordinary" else f"-{fold_title(occasion.type).replace(' ', '-')}")
        id = plain
        if id in given and occasion.start is not None:
            id = f"{plain}-at-{occasion.start // 60:02}{occasion.start % 60:02}"
        n = 1
        while id in given:
            n += 1
            id = f"{plain}-{n}"
        given.add(id)
        yield id, occasion


def _slugs(bodies: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for body in bodies:
        plain = slug(body)
        n = 1
        while (candidate := plain if n == 1 else f"{plain}-{n}") in given.values():
            n += 1
        given[body] = candidate
    return given
