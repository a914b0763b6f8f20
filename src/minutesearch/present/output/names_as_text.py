"""``names`` as text: a table of each kind, and, in full, how often each meeting names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.dates import day
from minutesearch.present.output.paint import Paper, columns
from minutesearch.present.wording import listed
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import ConceptCount, Meeting

_HEADINGS = {
    "organisation": "Organisations",
    "service": "Services",
    "role": "Roles",
    "place": "Places",
    "term": "Other short forms that the minutes spell out",
}


def names(rows: Sequence[ConceptCount], meetings: Sequence[Meeting], paper: Paper, *, full: bool) -> str:
    """The names by kind, the most often named first.

    Args:
        rows: the names with their counts.
        meetings: the meetings that were asked about.
        paper: what is printed on.
        full: with every spelling and the mentions of every meeting.
    """
    dates = {m.id: m for m in meetings}
    several = len({m.body for m in meetings}) > 1
    table = [("name", "mentions", "meetings", "written")]
    table += [
        (r.concept.id, str(r.mentions), f"{len(r.by_meeting)} of {len(meetings)}",
         ", ".join(r.written) if full else listed(r.written))
        for r in rows
    ]  # fmt: skip
    head, *lines = columns(table)
    said = [paper.paint(head, "bold")] if rows else ["The minutes name no organisation, service, role or place."]
    kinds = list(dict.fromkeys([*_HEADINGS, *(r.concept.kind for r in rows)]))
    for kind in kinds:
        mine = [(r, line) for r, line in zip(rows, lines, strict=True) if r.concept.kind == kind]
        if not mine:
            continue
        said += ["", paper.paint(_HEADINGS.get(kind, safe_line(kind)), "title")]
        for row, line in mine:
            said.append(line)
            if full:
                held = [(dates[id], mentions) for id, mentions in row.by_meeting if id in dates]
                told = " · ".join(f"{_when(m, several=several)} {mentions}" for m, mentions in held)
                said += paper.wrapped(told, "    ")
    return "\n".join(said) + "\n"


def _when(meeting: Meeting, *, several: bool) -> str:
    return f"{safe_line(meeting.body)}, {day(meeting.date)}:" if several else f"{day(meeting.date)}:"
