"""What is asked and what is answered: filters, hits, results, and the trace of an issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from minutesearch.model.asked import Facets, Understanding
from minutesearch.model.kept import MeetingStatus, Place, Section
from minutesearch.model.mined import Figure, Promise, Tension

PointState = Literal["mentioned", "silent", "missing"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search: ISO dates (both ends included), body, topic, kind of statement, words of the title."""

    since: str | None = None
    until: str | None = None
    body: str | None = None
    topic: str | None = None
    kind: str | None = None
    title: str | None = None

    def __bool__(self) -> bool:
        return any((self.since, self.until, self.body, self.topic, self.kind, self.title))


class Match(NamedTuple):
    """An engine's answer: a section's id and its score."""

    section: str
    score: float


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a section's text with the offsets (into ``text``) of the words that were asked for."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A section that answers a query. ``title_marks`` and ``text_marks`` are offsets into its title and text."""

    section: Section
    score: float
    mentions: int
    snippet: Snippet
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    status: MeetingStatus
    title_marks: tuple[tuple[int, int], ...]
    text_marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a word or phrase of the query was taken to mean as well, and why."""

    term: str
    also: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class MeetingCount:
    """How often one meeting answers: sections that match and mentions in them."""

    meeting: str
    body: str
    date: str
    sections: int
    mentions: int


GapEvidence = Literal["approval", "announced", "rhythm"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Minutes that are not in the archive, how we know, and the section that says so.

    ``month`` is the month (``2021-04``), or the day where another meeting of that month is in the archive or missing.
    ``evidence`` is what tells it, from the strongest: a later meeting approved the minutes; an earlier one announced
    the meeting; or it is only *likely*, since the body met in a rhythm (then no section says so).
    """

    body: str
    month: str
    why: str
    section: str | None
    evidence: GapEvidence = "approval"

    @property
    def likely(self) -> bool:
        """Is it no more than likely that there was a meeting?"""
        return self.evidence == "rhythm"


@dataclass(frozen=True, slots=True)
class Span:
    """What the archive (or the part that was searched) holds: first and last meeting, how many, what is missing."""

    first: str | None
    last: str | None
    meetings: int
    sections: int
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """An answer to a query. ``total``, ``mentions`` and ``meetings`` are exact and count all hits, not those shown."""

    query: str
    understood: str
    corrected: tuple[str, str] | None
    expanded: tuple[Expansion, ...]
    filters: Filters
    total: int
    mentions: int
    engine: str
    hits: tuple[Hit, ...]
    by_meeting: tuple[MeetingCount, ...]
    coverage: Span
    suggestions: tuple[str, ...]
    why_empty: str | None
    silent: tuple[str, ...] = ()
    """Dates of the meetings that were searched and do not answer."""
    offered: tuple[str, ...] = ()
    """Why each of the suggestions is made, in their order."""
    understanding: Understanding | None = None
    """What the query was understood as, where that was asked for."""
    facets: Facets | None = None
    """All hits counted by body, meeting, topic and kind, where that was asked for."""

    @property
    def meetings(self) -> int:
        """How many meetings answer."""
        return len(self.by_meeting)


@dataclass(frozen=True, slots=True)
class Quote:
    """One verbatim sentence of a section: offsets into its text, and the offsets (into ``text``) of the mentions."""

    text: str
    kinds: tuple[str, ...]
    start: int
    end: int
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TraceSection:
    """A section in a trace; ``about`` tells whether it is about the issue or only mentions it."""

    section: str
    title: str
    about: bool
    mentions: int
    quotes: tuple[Quote, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class TracePoint:
    """One meeting of a trace, or one gap between meetings (``meeting`` is None and ``date`` a month)."""

    date: str
    body: str
    meeting: str | None
    state: PointState
    why: str | None
    stage: str | None
    mentions: int
    sections: tuple[TraceSection, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """How an issue developed: every meeting in order, silent and missing ones included."""

    issue: str
    topic: str | None
    also: tuple[str, ...]
    first: str | None
    last: str | None
    meetings: int
    mentioned_in: int
    mentions: int
    points: tuple[TracePoint, ...]
    promises: tuple[Promise, ...]
    figures: tuple[Figure, ...]
    tensions: tuple[Tension, ...]
    silent_since: tuple[str, int] | None
    corrected: tuple[str, str] | None
    suggestions: tuple[str, ...]
    why_empty: str | None
    either: tuple[str, ...] = ()
    """Labels of its concepts, where it is an issue of several and any of them counts."""
