"""How an issue developed: every meeting in order, mentioned, silent or missing, with the sentences that carry it.

A trace shows what the minutes say and where they say nothing. A meeting that is not in the archive is *missing*,
never silent; counts are counts of the issue's names in titles and texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.errors import UsageError
from minutesearch.figures import figures_in
from minutesearch.model import Filters, Gap, Meeting, PointState, Section, Statement, Trace, TracePoint, TraceSection
from minutesearch.promises import promises_in
from minutesearch.query import any_of, overlaps
from minutesearch.text import fold_title, sentences, stem_words
from minutesearch.trace.quotes import Entry, quotes, stage_of
from minutesearch.trace.tensions import tensions
from minutesearch.understanding import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minutesearch.found import Found
    from minutesearch.notebook import Overrulings
    from minutesearch.search import Searcher
    from minutesearch.store import Records
    from minutesearch.understanding import Question


def trace(
    searcher: Searcher,
    records: Records,
    issue: str,
    filters: Filters | None = None,
    overrulings: Overrulings | None = None,
) -> Trace:
    """Follow an issue through the meetings.

    Args:
        searcher: runs the issue as a query.
        records: the record.
        issue: words, a phrase, a topic's name or any query.
        filters: a body or a period to narrow it to.
        overrulings: what people have said of promises, over what was found.

    Raises:
        QueryError: the issue is no query.
        UsageError: a filter names what the archive does not have, or no issue was given.
    """
    filters = filters or Filters()
    question = understood(searcher, issue, filters)
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
    entries = entries_of(records, question, found)
    points = _points(meetings, _gaps(records, meetings, question.where), entries)
    in_order = [entry for meeting in meetings for entry in entries.get(meeting.id, ())]
    told = [statement for entry in in_order for statement in entry.told()]
    figures = figures_in(records, told)
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
        promises=tuple(promises_in(records, told, overrulings or {})),
        figures=tuple(figures),
        tensions=tuple(tensions(in_order, figures)),
        silent_since=_silence(held, mentioned),
        corrected=corrected,
        suggestions=suggestions,
        why_empty=why,
        either=_labels(records, concepts) if question.meaning.whole and len(concepts) > 1 else (),
    )


def _labels(records: Records, concepts: Sequence[str]) -> tuple[str, ...]:
    known = {concept.id: concept.label for concept in records.concepts()}
    return tuple(known[id] for id in concepts)


def understood(searcher: Searcher, issue: str, filters: Filters) -> Question:
    """An issue as a question that can be followed through whole meetings.

    Raises:
        QueryError: the issue is no query.
        UsageError: it asks only parts of meetings, or nothing.
    """
    if not issue.strip():
        raise UsageError("There is no issue to trace.", 'Type: minutesearch trace "key worker"')
    question = _any_concept(searcher.understand(issue, filters))
    if not question.whole_meetings:
        raise UsageError(
            "A trace follows words through whole meetings: topic:, title:, and fields under OR or NOT do not fit.",
            "Name the issue by its words; narrow it with --since, --until or --body.",
        )
    return question


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


def entries_of(records: Records, question: Question, found: Sequence[Found]) -> dict[str, list[Entry]]:
    """The sections of an issue by meeting, in reading order, with their marks and statements."""
    by_id = {f.section: f for f in found}
    entries: dict[str, list[Entry]] = {}
    statements: dict[str, dict[int, Statement]] = {}
    for statement in records.statements(list(by_id)):
        statements.setdefault(statement.section, {})[statement.start] = statement
    topics = records.topics_of(list(by_id)) if len(question.meaning.groups) > 1 else {}
    for section in records.sections(by_id):
        each = by_id[section.id]
        about = _about(section, each, question, topics.get(section.id, ()))
        here = statements.get(section.id, {})
        entries.setdefault(section.meeting, []).append(Entry(section, each, about, here))
    return entries


def _about(section: Section, found: Found, question: Question, topics: Sequence[str]) -> bool:
    """Is the section about the issue? Its title names it, or its text keeps coming back to it.

    Of an issue of several concepts it must hold all of them, by name or by sign.
    """
    if len(question.meaning.groups) > 1:
        return set(question.meaning.concepts) <= set(topics)
    words = len(section.text.split()) or 1
    return bool(found.title_marks) or (len(found.text_marks) >= 2 and len(found.text_marks) * 40 >= words)


def _points(meetings: Sequence[Meeting], gaps: Sequence[Gap], entries: dict[str, list[Entry]]) -> list[TracePoint]:
    points: list[TracePoint] = []
    told: set[str] = set()
    known: set[str] = set()
    for meeting in meetings:
        here = entries.get(meeting.id, [])
        sections = tuple(_trace_section(entry, told, known) for entry in here)
        mentions = sum(entry.found.mentions for entry in here)
        state: PointState = "mentioned" if here else "silent"
        stage = stage_of(here)
        points.append(TracePoint(meeting.date, meeting.body, meeting.id, state, None, stage, mentions, sections))
        known |= {stem for e in here for stem in stem_words(e.section.text)}
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


def _trace_section(entry: Entry, told: set[str], known: set[str]) -> TraceSection:
    section, found = entry.section, entry.found
    shown = quotes(entry, told, known)
    return TraceSection(section.id, section.title, entry.about, found.mentions, shown, section.places[0])
