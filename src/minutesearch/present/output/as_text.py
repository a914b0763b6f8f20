"""Answers as text for people: what a terminal shows, and, plain, what a screen reader reads."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from minutesearch.dates import dated, day
from minutesearch.present.output.paint import Paper, columns
from minutesearch.present.wording import count, ocr, trouble
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import (
        ConceptCount,
        Coverage,
        Gap,
        Meeting,
        Results,
        Section,
    )

_FIELD = re.compile(r"\b(?:topic|kind|title):")
_STATUS_SAID = {"draft": "draft", "not yet approved": "not yet approved", "unknown": "approval unknown"}


def quoted(words: str) -> str:
    """A query as it is typed in a shell."""
    plain = safe_line(words)
    return (
        plain
        if re.fullmatch(r"[\w:./-]+", plain) and not plain.startswith("-")
        else "'" + plain.replace("'", "'\\''") + "'"
    )


# -- query --------------------------------------------------------------------------------------------------


def results(answer: Results, paper: Paper) -> str:
    """``query`` on a terminal."""
    lines: list[str] = []
    if answer.corrected:
        lines += [
            f"Nothing for “{safe_line(answer.corrected[0])}”. Searched for “{safe_line(answer.corrected[1])}” instead.",
            "",
        ]
    if not answer.total:
        return "\n".join([*lines, *empty(answer, paper)]) + "\n"
    head = f"{count(answer.total, 'section')} in {answer.meetings:,} of {count(answer.coverage.meetings, 'meeting')}"
    if answer.mentions:
        head += f", {count(answer.mentions, 'mention')}"
    also = list(dict.fromkeys(a for e in answer.expanded for a in e.also))
    lines += paper.wrapped(head + (f" · also finds: {', '.join(also)}" if also else ""))
    ordered = sorted(answer.hits, key=lambda h: h.section.meeting)
    ordered.sort(key=lambda h: h.section.date, reverse=True)
    for _, hits in groupby(ordered, key=lambda h: h.section.meeting):
        group = list(hits)
        s = group[0].section
        said = _STATUS_SAID.get(group[0].status)
        lines += ["", paper.paint(f"{day(s.date)} · {safe_line(s.body)}", "bold") + (f" · {said}" if said else "")]
        for h in group:
            lines.append(_hit_head(h.section, h.title_marks, paper))
            lines += indented(h.snippet.text, h.snippet.marks, paper)
    lines += ["", *_what_is_not(answer), *tries(answer)]
    if len(answer.hits) < answer.total:
        lines.append(f"{len(answer.hits)} of {answer.total:,} shown. All of them: --limit 0")
    best = answer.hits[0].section.id
    asked = _asked(answer)
    # A trace follows words through whole meetings; fields, and filters without words, it refuses.
    trace = f"minutesearch trace {quoted(asked)} · " if asked.strip() and not _FIELD.search(asked) else ""
    lines.append(f"Next: {trace}minutesearch show {best}")
    return "\n".join(lines) + "\n"


def _asked(answer: Results) -> str:
    return answer.corrected[1] if answer.corrected else answer.query


def _hit_head(section: Section, marks: Sequence[tuple[int, int]], paper: Paper) -> str:
    title = safe_line(section.title) or "(no title)"
    id = section.id + ocr(section.places[0])
    room = paper.width - len(id) - 4
    if len(title) > room:
        return f"  {paper.paint(title, 'title')}\n  {id}"
    shown = paper.marked(section.title, marks) if title == section.title else title
    return f"  {shown}{' ' * (room - len(title))}  {paper.paint(id, 'dim')}"


def indented(text: str, marks: Sequence[tuple[int, int]], paper: Paper) -> list[str]:
    """A snippet in lines of its own, broken between words, marks kept."""
    room = max(30, paper.width - 4)
    lines: list[str] = []
    start = 0
    while start < len(text):
        end = min(len(text), start + room)
        if end < len(text):
            cut = text.rfind(" ", start + 1, end + 1)
            end = cut if cut > start else end
        inside = [(max(a, start) - start, min(b, end) - start) for a, b in marks if a < end and b > start]
        lines.append("    " + paper.marked(text[start:end], inside))
        start = end + (end < len(text) and text[end] == " ")
    return lines


def _what_is_not(answer: Results) -> list[str]:
    lines = []
    if answer.silent:
        more = f" and {len(answer.silent) - 8} more meetings" if len(answer.silent) > 8 else ""
        lines.append(f"Not mentioned: {', '.join(map(day, answer.silent[:8]))}{more}")
    if answer.coverage.gaps:
        months = ", ".join(day(g.month) for g in answer.coverage.gaps[:8])
        more = (
            f" and {len(answer.coverage.gaps) - 8} more (minutesearch coverage)"
            if len(answer.coverage.gaps) > 8
            else ""
        )
        lines.append(f"No minutes in the archive for: {months}{more}")
    return lines


def empty(answer: Results, paper: Paper) -> list[str]:
    """Why nothing was found, and what to try."""
    lines = paper.wrapped(answer.why_empty or "Nothing was found.")
    return lines + tries(answer)


def tries(answer: Results) -> list[str]:
    """What else could be asked, and why that is offered."""
    reasons = answer.offered or ("",) * len(answer.suggestions)
    return [
        f"{'Related' if why.startswith('related') else 'Try'}: minutesearch query {quoted(words)}"
        + (f"  ({safe_line(why)})" if why else "")
        for words, why in zip(answer.suggestions, reasons, strict=True)
    ]


# -- reading ------------------------------------------------------------------------------------------------


def meeting(m: Meeting, sections: Sequence[Section], paper: Paper) -> str:
    """``show`` of a meeting: all of its sections in reading order."""
    counted_sections = sum(s.ordinal > 0 for s in sections)
    lines = [paper.paint(f"{safe_line(m.body)}, {day(m.date, long=True)}", "title")]
    inferred = " · date inferred" if m.date_inferred else ""
    lines.append(f"{m.kind} · {m.status} · {count(counted_sections, 'section')} · {m.id}{inferred}")
    for s in sections:
        lines += [
            "",
            paper.paint(safe_line(f"{s.number} {s.title}".strip()) or "(front matter)", "title")
            + f"  {s.id}{ocr(s.places[0])}",
        ]
        for block in s.text.split("\n"):
            lines += paper.wrapped(block, "  ")
    lines += ["", *(f"Source: {safe_line(path)}" for path in m.sources)]
    return "\n".join(lines) + "\n"


def coverage(found: Coverage, paper: Paper) -> str:
    """``coverage``: every body with its meetings in order, the gaps where they fall."""
    lines: list[str] = []
    for b in found.bodies:
        lines += [
            "",
            paper.paint(safe_line(b.body), "title")
            + f" · {count(len(b.meetings), 'meeting')}, {day(b.first)} to {day(b.last)}",
        ]
        rows: list[tuple[str, tuple[str, ...]]] = [
            (m.date, (day(m.date), m.kind, m.status, count(m.sections, "section"), dated(m.why))) for m in b.meetings
        ]
        rows += [(g.month, (day(g.month), "?", "no minutes in the archive", "", _evidence(g))) for g in b.gaps]
        lines += [f"  {line}" for line in columns([row for _, row in sorted(rows)])]
        if b.announced:
            said_in = f" ({b.announced_in})" if b.announced_in else ""
            lines.append(f"  {day(b.announced)} is announced as the next meeting{said_in}.")
    if found.unread:
        lines += ["", paper.paint("Could not be read", "title")]
        lines += [f"  {line}" for line in columns([(s.path, trouble(s), s.reason or "") for s in found.unread])]
    return "\n".join(lines[1:] if lines else ["The archive holds no meetings yet. Type: minutesearch ingest"]) + "\n"


def _evidence(gap: Gap) -> str:
    """Why a gap is one, and the section to look it up in."""
    return dated(gap.why) + (f" ({gap.section})" if gap.section else "")


def topics(rows: Sequence[ConceptCount], meetings: Sequence[Meeting], paper: Paper) -> str:
    """``topics``: a line a concept, how the archive writes it, in how many meetings."""
    table = [("topic", "mentions", "meetings", "written")]
    table += [
        (r.concept.id, str(r.mentions), f"{len(r.by_meeting)} of {len(meetings)}", ", ".join(r.written[:4]))
        for r in rows
    ]
    lines = columns(table)
    return "\n".join([paper.paint(lines[0], "bold"), *lines[1:]]) + "\n"
