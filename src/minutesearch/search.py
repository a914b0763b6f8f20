"""A question put to the archive: understood, run, counted, marked, and explained where the answer is empty.

The engine only says which sections match and how well; what is counted and marked is found in the stored text by the
one analyser, so that a count on the screen is a count of what stands there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from minutesearch import coverage
from minutesearch.found import Finder, Found
from minutesearch.matching import SectionView, holds, needs_check, relaxed
from minutesearch.model import Filters, Hit, Match, MeetingCount, Results
from minutesearch.query import And, Key, positive
from minutesearch.shelf import Kept, Shelf
from minutesearch.snippets import snippet
from minutesearch.understanding import Question, in_scope, understand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from minutesearch.engines import Engine
    from minutesearch.model import Meeting, Span
    from minutesearch.query import Node
    from minutesearch.store import Records

DEFAULT_LIMIT = 20
FEW = 3
"""Hits up to which other words are offered."""


class _Said(NamedTuple):
    """What is said beside the hits of an answer."""

    corrected: tuple[str, str] | None = None
    corrected_why: str | None = None
    why: str | None = None
    suggestions: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


class Searcher:
    """Runs queries over one generation of the archive.

    Args:
        records: the record.
        engine: called for the engine when it is first needed, so that what needs none never opens one.
    """

    def __init__(self, records: Records, engine: Callable[[], Engine]) -> None:
        self._records = records
        self._engine = engine
        self._shelf = Shelf(records)
        self._spans: dict[str | None, Span] = {}

    # -- the answer ---------------------------------------------------------------------------------------

    def search(
        self,
        words: str,
        filters: Filters | None = None,
        *,
        limit: int = DEFAULT_LIMIT,
        sort: str = "relevance",
        expand: bool = True,
        details: bool = False,
    ) -> Results:
        """Answer a query.

        Args:
            words: the query as typed; empty lists what the filters select.
            filters: what narrows it, as typed.
            limit: hits to return at most; 0 is all. Counts are of all hits in any case.
            sort: ``relevance``, ``date`` or ``-date``.
            expand: whether known names and spellings join.
            details: whether to tell what the query was understood as, and to count the hits by what they share.

        Raises:
            QueryError: the words are no query.
            UsageError: a filter names what the archive does not have, or there is nothing to search for.
        """
        filters = filters or Filters()
        question = self.understand(words, filters, expand=expand)
        found = self.run(question)
        said = _Said()
        if not found:
            from minutesearch import mend  # only an empty answer pays for it

            mended = mend.mended(self, self._records, words, filters, question, expand=expand)
            question, found = mended.question or question, mended.found
            said = _Said(mended.corrected, mended.corrected_why, mended.why, mended.suggestions, mended.offered)
        elif len(found) <= FEW and words and expand:
            from minutesearch.offers import offers  # as above: only a short answer

            offered = offers(self._records, words)
            said = _Said(suggestions=tuple(o[0] for o in offered), offered=tuple(o[1] for o in offered))
        answer = self._results(words, filters, question, found, (limit, sort), said)
        if details:
            from minutesearch.explaining import facets, understanding

            told = understanding(words, said.corrected_why)
            answer = replace(answer, understanding=told, facets=facets(self._records, found))
        return answer

    def _results(
        self,
        words: str,
        filters: Filters,
        question: Question,
        found: list[Found],
        shown: tuple[int, str],
        said: _Said,
    ) -> Results:
        limit, sort = shown
        ordered = _first(found, limit, sort if sort != "relevance" or positive(question.tree) else "date")
        by_meeting: dict[str, list[int]] = {}
        for each in found:
            counts = by_meeting.setdefault(each.meeting, [0, 0])
            counts[0] += 1
            counts[1] += each.mentions
        meetings = self._records.meetings()
        return Results(
            query=words,
            understood=question.understood,
            corrected=said.corrected,
            expanded=question.meaning.expanded,
            filters=filters,
            total=len(found),
            mentions=sum(counts[1] for counts in by_meeting.values()),
            engine=self._records.meta["engine"],
            hits=tuple(self._hits(ordered, kind_asked(question))),
            by_meeting=tuple(
                MeetingCount(m.id, m.body, m.date, *by_meeting[m.id]) for m in meetings if m.id in by_meeting
            ),
            coverage=self._span(question.where.body),
            suggestions=said.suggestions,
            why_empty=said.why,
            offered=said.offered,
            silent=tuple(m.date for m in self._scope(question.where) if m.id not in by_meeting)
            if question.whole_meetings
            else (),
        )

    def _span(self, body: str | None) -> Span:
        if body not in self._spans:
            self._spans[body] = coverage.span(self._records, body)
        return self._spans[body]

    def _scope(self, where: Filters) -> list[Meeting]:
        meetings = self._records.meetings()
        if where.body or where.since or where.until:
            return [m for m in meetings if in_scope(m, where)]
        return meetings

    def _hits(self, found: Sequence[Found], kind: str | None) -> list[Hit]:
        ids = [each.section for each in found]
        sections = {s.id: s for s in self._records.sections(ids)}
        topics = self._records.topics_of(ids)
        kinds = self._records.kinds_of(ids)
        statuses = self._records.statuses()
        told = self._told(found, kind) if kind else {}
        return [
            Hit(
                section=(section := sections[each.section]),
                score=each.score,
                mentions=each.mentions,
                snippet=snippet(section.text, each.text_marks, at=told.get(each.section)),
                topics=topics.get(each.section, ()),
                kinds=kinds.get(each.section, ()),
                status=statuses[each.meeting][0],  # type: ignore[arg-type]  # the record holds no other word
                title_marks=each.title_marks,
                text_marks=each.text_marks,
            )
            for each in found
        ]

    def _told(self, found: Sequence[Found], kind: str) -> dict[str, int]:
        """Section id → where its statement of a kind begins: the one that holds the most marks, else the first."""
        marks = {each.section: each.text_marks for each in found}
        best: dict[str, tuple[int, int]] = {}
        for statement in self._records.statements(list(marks)):
            if kind not in statement.kinds:
                continue
            held = sum(statement.start <= a and b <= statement.end for a, b in marks[statement.section])
            if statement.section not in best or held > best[statement.section][0]:
                best[statement.section] = (held, statement.start)
        return {section: start for section, (_, start) in best.items()}

    def understand(self, words: str, filters: Filters, *, expand: bool = True) -> Question:
        """See :func:`minutesearch.understanding.understand`."""
        return understand(self._records, words, filters, expand=expand)

    # -- running ------------------------------------------------------------------------------------------

    def holding(self, node: Node) -> list[str]:
        """The ids of all sections that hold a tree which engines can answer, whatever the filters."""
        return [match.section for match in self._engine().match(node, Filters())]

    def run(self, question: Question) -> list[Found]:
        """All sections that match, with their marks and how much each is about the question; in no order."""
        checked = needs_check(question.tree)
        matches: list[Match] = self._engine().match(
            relaxed(question.tree) if checked else question.tree, question.where
        )
        ids = [m.section for m in matches]
        shelf = self._shelf.sections(ids)
        if checked:
            ids = self._checked(question.tree, ids, shelf)
        found = Finder(question.meaning.tree).found
        return [found(id, shelf[id]) for id in ids]

    def _checked(self, tree: Node, ids: list[str], shelf: Mapping[str, Kept]) -> list[str]:
        """Those of which the tree is true, where the engine could not tell."""
        concepts = self._records.topics_of(ids)
        kinds = self._records.kinds_of(ids)
        views = (
            SectionView(kept.title, kept.text, kept.body, kept.date, concepts.get(id, ()), kinds.get(id, ()))
            for id, kept in ((id, shelf[id]) for id in ids)
        )
        return [id for id, view in zip(ids, views, strict=True) if holds(tree, view)]


def kind_asked(question: Question) -> str | None:
    """The kind of statement that all of the question is narrowed to, if any."""
    parts = question.tree.parts if isinstance(question.tree, And) else (question.tree,)
    typed = (part.value for part in parts if isinstance(part, Key) and part.name == "kind")
    return question.where.kind or next(typed, None)


def _first(found: Sequence[Found], limit: int, sort: str) -> list[Found]:
    """The first of an answer in its order; all of them where the limit is 0. Ties go by date, then by section."""
    newest = sort == "-date"
    keys = [(-each.score, each.date) if sort == "relevance" else (0.0, each.date) for each in found]
    if 0 < limit < len(found):
        # Only those that may be shown are put in order: the rest of a long answer would cost more than finding it.
        last = sorted(keys, reverse=newest)[limit - 1]
        found = [each for each, key in zip(found, keys, strict=True) if (key >= last if newest else key <= last)]
    ordered = sorted(found, key=lambda each: _place(each.section))
    if sort == "relevance":
        ordered.sort(key=lambda each: (-each.score, each.date))
    else:
        ordered.sort(key=lambda each: each.date, reverse=newest)
    return ordered[: limit or None]


def _place(section: str) -> tuple[str, list[int]]:
    """Sections of a meeting in the order of their numbers, not of their digits: 2 before 10, 0.2 before 0.10."""
    meeting, _, number = section.rpartition("/")
    return meeting, [int(part) for part in number.split(".")]
