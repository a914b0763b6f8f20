"""How an issue developed: every meeting in order, mentioned, silent or missing, with the sentences that carry it.

A trace shows what the minutes say and where they say nothing. A meeting that is not in the archive is *missing*,
never silent; counts are counts of the issue's names in titles and texts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.errors import UsageError
from minutesearch.model import Filters, Gap, Meeting, Quote, Section, Trace, TracePoint, TraceSection
from minutesearch.query import any_of, overlaps
from minutesearch.text import fold_title, sentences
from minutesearch.understanding import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minutesearch.search import Found, Searcher
    from minutesearch.store import Records
    from minutesearch.understanding import Question

_QUOTES = 2
"""Sentences shown of a section that is about the issue; one where it only mentions it."""

_FULL = 6
"""Words from which a sentence is taken to say something by itself."""

_MOVES = re.compile(
    r"\b(?:agreed|approved|resolved|decided|appointed|recruited|identified|committed|extended|launched|began|started|"
    r"commenced?|completed|finali[sz]ed|awarded|secured|doubled|reduc\w+|increas\w+|delay\w*|"
    r"would|will|should|must|need\w*|required|requested|asked|plans?|from|until|by|remain\w*|risk|concern\w*|due|targets?|priorit\w+|\d[\d,.]*%?|"
    r"one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_ROUTINE = re.compile(
    r"^(?:an? )?(?:update|verbal update|discussion|lengthy discussion|report|presentation|briefing|paper)s?\b.{0,40}?"
    r"\b(?:was|were|had been|took)\b.{0,20}?\b(?:provided|given|received|place|circulated|presented|noted|shared)\b|"
    r"^(?:the )?(?:board|committee|council|members|panel)(?: members)? (?:was|were|had been) "
    r"(?:updated|briefed|informed)\b|"
    r"\b(?:for information|was noted)\b|^noted\b",
    re.IGNORECASE,
)


class _Entry(NamedTuple):
    """A section of the trace with its marks."""

    section: Section
    found: Found
    about: bool


def trace(searcher: Searcher, records: Records, issue: str, filters: Filters | None = None) -> Trace:
    """Follow an issue through the meetings.

    Args:
        searcher: runs the issue as a query.
        records: the record.
        issue: words, a phrase, a topic's name or any query.
        filters: a body or a period to narrow it to.

    Raises:
        QueryError: the issue is no query.
        UsageError: a filter names what the archive does not have, or no issue was given.
    """
    filters = filters or Filters()
    if not issue.strip():
        raise UsageError("There is no issue to trace.", 'Type: minutesearch trace "key worker"')
    question = _any_concept(searcher.understand(issue, filters))
    if not question.whole_meetings:
        raise UsageError(
            "A trace follows words through whole meetings: topic:, title:, and fields under OR or NOT do not fit.",
            "Name the issue by its words; narrow it with --since, --until or --body.",
        )
    found = searcher.run(question)
    corrected: tuple[str, str] | None = None
    suggestions: tuple[str, ...] = ()
    why: str | None = None
    if not found:
        from minutesearch import mend  # only an empty answer pays for it

        better = mend.correction(searcher, records, issue, filters, expand=True)
        if better.question and better.found:
            corrected = (issue, better.words)
            question = _any_concept(better.question)
            found = searcher.run(question)
        else:
            why, offered = mend.why_empty(searcher, records, issue, filters, question, better)
            # A topic's tags are in some sections only, and a trace refuses them: nobody is sent where it says no.
            suggestions = tuple(words for words in offered if not words.startswith("topic:"))
    meetings = _in_scope(records.meetings(), question.where, {f.meeting for f in found})
    points = _points(meetings, _gaps(records, meetings, question.where), _entries(records, question, found))
    mentioned = [p for p in points if p.state == "mentioned"]
    held = [p for p in points if p.state != "missing"]
    concepts = question.meaning.concepts
    return Trace(
        issue=issue,
        topic=concepts[0] if len(concepts) == 1 and question.meaning.whole else None,
        also=tuple(dict.fromkeys(spelling for e in question.meaning.expanded for spelling in e.also)),
        first=mentioned[0].date if mentioned else None,
        last=mentioned[-1].date if mentioned else None,
        meetings=len(held),
        mentioned_in=len(mentioned),
        mentions=sum(p.mentions for p in mentioned),
        points=tuple(points),
        silent_since=_silence(held, mentioned),
        corrected=corrected,
        suggestions=suggestions,
        why_empty=why,
    )


def _any_concept(question: Question) -> Question:
    """An issue of several concepts ("waiting lists for autism") is traced wherever any of them is named."""
    meaning = question.meaning
    if not meaning.whole or len(meaning.groups) < 2:
        return question
    either = any_of(dict.fromkeys(meaning.groups))
    return question._replace(tree=either, meaning=meaning._replace(tree=either))


def _in_scope(meetings: Iterable[Meeting], where: Filters, matching: set[str]) -> list[Meeting]:
    """The meetings that a trace lists: those of the bodies that the issue was before, within the filters."""
    scope = [m for m in meetings if in_scope(m, where)]
    bodies = {m.body for m in scope if m.id in matching}
    return [m for m in scope if m.body in bodies] if bodies else scope


def _gaps(records: Records, meetings: Sequence[Meeting], where: Filters) -> list[Gap]:
    bodies = {m.body for m in meetings}
    return [g for g in records.gaps() if g.body in bodies and overlaps(g.month, where.since, where.until)]


# -- entries ------------------------------------------------------------------------------------------------


def _entries(records: Records, question: Question, found: Sequence[Found]) -> dict[str, list[_Entry]]:
    by_id = {f.section: f for f in found}
    entries: dict[str, list[_Entry]] = {}
    topics = records.topics_of(list(by_id)) if len(question.meaning.groups) > 1 else {}
    for section in records.sections(by_id):
        each = by_id[section.id]
        about = _about(section, each, question, topics.get(section.id, ()))
        entries.setdefault(section.meeting, []).append(_Entry(section, each, about))
    return entries


def _about(section: Section, found: Found, question: Question, topics: Sequence[str]) -> bool:
    """Is the section about the issue? Its title names it, or its text keeps coming back to it.

    Of an issue of several concepts it must hold all of them, by name or by sign.
    """
    if len(question.meaning.groups) > 1:
        return set(question.meaning.concepts) <= set(topics)
    words = len(section.text.split()) or 1
    return bool(found.title_marks) or (len(found.text_marks) >= 2 and len(found.text_marks) * 40 >= words)


def _points(meetings: Sequence[Meeting], gaps: Sequence[Gap], entries: dict[str, list[_Entry]]) -> list[TracePoint]:
    points: list[TracePoint] = []
    told: set[str] = set()
    for meeting in meetings:
        here = entries.get(meeting.id, [])
        sections = tuple(_trace_section(entry, told) for entry in here)
        mentions = sum(entry.found.mentions for entry in here)
        state = "mentioned" if here else "silent"
        points.append(TracePoint(meeting.date, meeting.body, meeting.id, state, None, None, mentions, sections))  # type: ignore[arg-type]
        told |= {fold_title(e.section.text[a:b]) for e in here for a, b in sentences(e.section.text)}
    points += [TracePoint(gap.month, gap.body, None, "missing", gap.why, None, 0, ()) for gap in gaps]
    # A month sorts before its days: a gap stands in front of what else happened in that month.
    return sorted(points, key=lambda p: (p.date, p.body))


def _silence(held: Sequence[TracePoint], mentioned: Sequence[TracePoint]) -> tuple[str, int] | None:
    """(last day it was mentioned, archived meetings since), where the last meetings are silent."""
    if not mentioned:
        return None
    last = mentioned[-1]
    since = sum(1 for p in held if p.date > last.date and p.body == last.body)
    return (last.date, since) if since else None


# -- quotes -------------------------------------------------------------------------------------------------


def _trace_section(entry: _Entry, told: set[str]) -> TraceSection:
    section, found, about = entry
    return TraceSection(
        section.id, section.title, about, found.mentions, _quotes(section, found, told, about=about), section.places[0]
    )


def _quotes(section: Section, found: Found, told: set[str], *, about: bool) -> tuple[Quote, ...]:
    """The one or two sentences that carry the development: what moves, by preference what is new.

    A sentence gains by naming the issue and by words of change, number and time; it loses where it only says that an
    update was given, or where an earlier meeting of the trace has said it word for word.
    """
    text = section.text
    spans = sentences(text)
    scored: list[tuple[float, int]] = []
    for i, (start, end) in enumerate(spans):
        named = sum(start <= a and b <= end for a, b in found.text_marks)
        if not about and not named and found.text_marks:
            continue
        sentence = text[start:end]
        score = 1.5 * min(named, 2) + min(len(set(_MOVES.findall(sentence.lower()))), 4) - 0.1 * i
        score -= 2.0 * bool(_ROUTINE.search(sentence)) + 2.0 * (fold_title(sentence) in told)
        score -= 1.5 * (len(sentence.split()) < 5)
        scored.append((score, i))
    best = sorted(scored, key=lambda s: (-s[0], s[1]))[: _QUOTES if about else 1]
    chosen = {i for score, i in best if score > 0 or (score, i) == best[0]}
    chosen |= {lead for i in chosen if (lead := _lead_in(section, spans, i)) is not None}
    return tuple(_quote(text, *spans[i], found.text_marks) for i in sorted(chosen))


def _lead_in(section: Section, spans: Sequence[tuple[int, int]], at: int) -> int | None:
    """The sentence that an item of a list hangs on: "Personal budgets" alone says nothing.

    It is the fullest sentence of the paragraph above the list, since the last is often no more than "These included:".
    """
    items = {fold_title(item) for item in section.list_items}
    folded = [fold_title(section.text[a:b]) for a, b in spans]
    if folded[at] not in items:
        return None
    last = next((i for i in range(at - 1, -1, -1) if folded[i] not in items), None)
    if last is None:
        return None
    first = last
    while first > 0 and "\n" not in section.text[spans[first - 1][1] : spans[first][0]]:
        first -= 1
    return max(range(first, last + 1), key=lambda i: (len(folded[i].split()) >= _FULL, i))


def _quote(text: str, start: int, end: int, marks: Iterable[tuple[int, int]]) -> Quote:
    inside = tuple((a - start, b - start) for a, b in marks if start <= a and b <= end)
    return Quote(text[start:end], (), start, end, inside)
