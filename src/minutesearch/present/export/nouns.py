"""What all formats write: a storyboard's facts in words, safe to show, in the order of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from minutesearch.model import Evidence

PieceKind = Literal["verbatim", "sic", "cut"]

SIC = " [sic]"
"""Stands behind a word that the minutes misprint; never part of what is checked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote as it is written out: words of the minutes, or a mark of the tool's own."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a quote stands, in words; ``address`` is a web address that may be linked, or None."""

    words: str
    address: str | None
    section: str
    source: int | None

    @property
    def source_words(self) -> str:
        """``source 2``, by the number in the list of sources."""
        return "source not listed" if self.source is None else f"source {self.source}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of evidence as it stands on the page.

    ``tags`` say in words what it shows. ``warnings``, the first of them loud, say that the quote is not verified;
    ``counter`` that it speaks against the rest; ``remark`` is quiet. ``blanks`` are what a person fills in, each with
    the room for it.
    """

    n: int
    heading: str
    tags: tuple[str, ...]
    pieces: tuple[Piece, ...]
    cited: Cited
    warnings: tuple[str, ...]
    counter: str
    remark: str
    note: str
    blanks: tuple[tuple[str, str], ...]
    evidence: Evidence
    misprints: tuple[tuple[str, str], ...]

    @property
    def quote(self) -> str:
        """The quote with the tool's marks in it, without quotation marks."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Moment:
    """A row of the timeline: a meeting with the number of its quotes, or minutes that are missing."""

    date: str
    when: str
    body: str
    said: str
    quotes: int
    missing: bool


@dataclass(frozen=True, slots=True)
class Pledge:
    """An open promise in words."""

    made: str
    body: str
    text: str
    section: str
    title: str
    owner: str
    due: str
    status: str
    why: str
    later: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A published file that is quoted: its number, path and hash; when and where it was retrieved."""

    n: int
    path: str
    retrieved: str
    sha256: str
    address: str | None
    address_words: str
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that is written out, whatever the format.

    ``coverage`` is the paragraph on what was searched; ``beyond`` are the gaps and unread sources that it only counts.
    ``described`` says in words what the figure shows, ``pledged`` what is to be said under the promises. ``made`` is an
    ISO day.
    """

    title: str
    coverage: str
    beyond: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    moments: tuple[Moment, ...]
    described: str
    pledges: tuple[Pledge, ...]
    pledged: str
    origins: tuple[Origin, ...]
    made: str

    @property
    def unverified(self) -> tuple[int, ...]:
        """The numbers of the items whose quote is not verified."""
        return tuple(e.n for e in self.entries if e.evidence.verdict.result != "exact")
