"""Evidence: quotes with their citations, whether they are verbatim, baskets of them, storyboards, and the matrix."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from minutesearch.model.answers import Filters, Gap, Results
from minutesearch.model.kept import MeetingStatus, Place
from minutesearch.model.mined import Promise
from minutesearch.model.published import MeetingKind

QuoteResult = Literal["exact", "near", "absent", "stale"]
Shows = Literal["action", "output", "outcome", "feedback", "problem"]

SHOWS: tuple[Shows, ...] = ("action", "output", "outcome", "feedback", "problem")
"""What a piece of evidence may show, from what was done to what came of it, and what went wrong."""

WRITTEN_BY = "Written by minutesearch from published minutes. It quotes them, and is no minutes itself."
"""Stands at the end of every export that is text, so that one which strays among the minutes is not read as such."""

CUT = " […] "
"""Stands in a quote where the tool left something out; its parts are verbatim, in order, in one section."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quote stands: all that an inspector needs to find it.

    ``start`` and ``end`` are offsets into the section's text (or into its title, where ``in_title``).
    """

    section: str
    meeting: str
    body: str
    date: str
    title: str
    status: MeetingStatus
    kind: MeetingKind
    place: Place
    start: int
    end: int
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passage nearest to a quote that is not verbatim; ``differs`` are pairs (as printed, as quoted)."""

    text: str
    citation: Citation
    differs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Is a quote verbatim?

    ``result``: ``exact``, the same words, marks and capitals, white space apart; ``near``, nearly so (``nearest`` shows
    the difference); ``absent``; ``stale``, it was cited from a source that has changed and does not hold it any more.
    ``cut`` tells that only its parts are, in this order in one section, with words left out between them.
    ``remark`` says what else should be known, such as that the source has changed around the quote.
    """

    result: QuoteResult
    quote: str
    citation: Citation | None = None
    nearest: Nearest | None = None
    remark: str | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """Every quote of an exported storyboard, re-checked; ``unquoted`` citations stand there without a quote."""

    file: str
    quotes: tuple[Verdict, ...]
    unquoted: int = 0

    def count(self, result: QuoteResult) -> int:
        """How many quotes have that result."""
        return sum(quote.result == result for quote in self.quotes)


@dataclass(frozen=True, slots=True)
class BasketItem:
    """A quote that a person picked, as it is kept in ``notebook/baskets/``.

    ``meeting`` and the hash of the quote are its key; ``section`` is a hint. ``path`` and ``sha256`` are those of the
    source as it was when the quote was picked. ``added`` is an ISO time in UTC. ``counter`` marks counter-evidence.
    ``query`` is the search that found it, if one did.
    """

    meeting: str
    section: str
    quote: str
    path: str
    sha256: str
    added: str
    heading: str = ""
    shows: Shows | None = None
    counter: bool = False
    note: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class Basket:
    """A named basket of evidence, in the order that a person gave it."""

    name: str
    items: tuple[BasketItem, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a piece of evidence; what is None is left as it is, what is empty is taken back."""

    heading: str | None = None
    shows: Shows | Literal[""] | None = None
    counter: bool | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """What was added to a basket: the numbers of the items that are new, and of those that were there already.

    ``results`` is the answer to the query that found them.
    """

    basket: Basket
    added: tuple[int, ...]
    already: tuple[int, ...]
    results: Results | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """An item of a basket, looked up in the archive as it is now; ``n`` counts from 1."""

    n: int
    item: BasketItem
    verdict: Verdict
    body: str
    date: str
    title: str

    @property
    def citation(self) -> Citation | None:
        """Where the quote stands now; None where it is nowhere any more."""
        return self.verdict.citation


@dataclass(frozen=True, slots=True)
class StoryboardPoint:
    """One meeting of the storyboard's period, or a gap (``meeting`` is None): how many items are from it."""

    date: str
    body: str
    meeting: str | None
    status: MeetingStatus | None
    why: str | None
    items: int


@dataclass(frozen=True, slots=True)
class StoryboardSource:
    """A published file that a storyboard quotes; ``n`` is the number by which its items cite it."""

    n: int
    place: Place
    media_type: str
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Storyboard:
    """A basket ready to be written out: items with citations, timeline, gaps, open promises and sources.

    ``bodies``, ``meetings``, ``sections``, ``first`` and ``last`` say what was searched; ``unread`` are sources (path,
    state, reason) that could not be. ``misprints`` gives for each item the places in its quote, as (start, end, right
    spelling), where the minutes are misprinted. ``made`` is the day of the newest item, never the clock's.
    ``promises`` are the open ones that go with it; ``promises_cut`` counts those that were too many to list.
    """

    name: str
    title: str
    evidence: tuple[Evidence, ...]
    misprints: tuple[tuple[tuple[int, int, str], ...], ...]
    bodies: tuple[str, ...]
    meetings: int
    sections: int
    first: str | None
    last: str | None
    gaps: tuple[Gap, ...]
    unread: tuple[tuple[str, str, str], ...]
    timeline: tuple[StoryboardPoint, ...]
    promises: tuple[Promise, ...]
    sources: tuple[StoryboardSource, ...]
    made: str
    promises_cut: int = 0

    def source_of(self, evidence: Evidence) -> int | None:
        """The number of the source that an item cites."""
        return next((source.n for source in self.sources if evidence.n in source.items), None)


@dataclass(frozen=True, slots=True)
class Area:
    """An area of a written statement or framework, from ``requirements.toml``: any of its queries counts for it.

    So does any of its ``topics`` (ids). ``weakness`` and ``note`` are a person's own words on it.
    """

    id: str
    title: str
    queries: tuple[str, ...]
    topics: tuple[str, ...] = ()
    weakness: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A meeting, or a gap (``meeting`` is None, and ``why`` says how it is known)."""

    date: str
    body: str
    meeting: str | None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An area against every meeting, the silent ones too: (meeting id, sections, mentions); promises made on it.

    ``understood`` is what was searched, in our own language, with the names that joined. ``unprinted`` are words of an
    empty area that stand nowhere in the archive in any form: a misspelt query must not pass for a finding.
    """

    area: Area
    cells: tuple[tuple[str, int, int], ...]
    sections: int
    mentions: int
    first: str | None
    last: str | None
    promises: tuple[Promise, ...]
    understood: str = ""
    unprinted: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Does no meeting of the archive say anything on it?"""
        return not self.sections


@dataclass(frozen=True, slots=True)
class Matrix:
    """Requirements × meetings; ``filters`` say which meetings."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    filters: Filters = field(default_factory=Filters)

    @property
    def meetings(self) -> int:
        """How many meetings were searched; the other columns are gaps."""
        return sum(column.meeting is not None for column in self.columns)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that a person named, as it was typed; ``saved`` is an ISO day.

    ``expand`` tells whether known names and spellings join.
    """

    name: str
    query: str
    filters: Filters
    saved: str
    expand: bool = True
