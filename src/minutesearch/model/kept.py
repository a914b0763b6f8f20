"""What is kept: meetings and sections with their places, concepts, tags and glossary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from minutesearch.model.published import MeetingKind

TOPIC_KINDS = ("topic", "service", "role", "organisation", "place", "term")
"""What a concept may be; short forms that the archive explains are terms where nothing tells more."""

MeetingStatus = Literal["approved", "draft", "unknown", "not yet approved"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: the source's path and hash, the PDF's page, the line.

    ``ocr`` is true where any of its text was recognised from a picture of the page.
    """

    path: str
    sha256: str
    page: int | None
    line: int | None
    address: str | None = None
    retrieved: str | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of one body: (body, date, type), whatever the number of its sources."""

    id: str
    body: str
    date: str
    type: str
    kind: MeetingKind
    status: MeetingStatus
    date_inferred: bool
    sources: tuple[str, ...]
    next_date: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One item of one meeting, verbatim; the first of ``places`` is the one quoted."""

    id: str
    meeting: str
    body: str
    date: str
    ordinal: int
    number: str
    title: str
    title_generated: bool
    parent: str | None
    text: str
    list_items: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A topic, organisation, service, role or place.

    ``names`` are other names and spellings of the same thing (they expand a search, count as mentions and drive
    silence); ``signs`` only tell that a section is about it, and ``titles`` tell so only in its title; ``not_in`` are
    phrases in which none of them counts.
    ``origin`` is ``built-in``, ``archive`` (topics.toml) or ``learned`` (the archive's own glossary).
    """

    id: str
    kind: str
    label: str
    names: tuple[str, ...]
    signs: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    origin: str = "built-in"
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A concept found in a section: where, by which words, and the rule that says why (``name`` or ``sign``)."""

    section: str
    concept: str
    kind: str
    where: Literal["title", "text"]
    surface: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A short form with the long form the archive spells it out as, or None where it never does."""

    short: str
    long: str | None
    section: str
    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where an archive does not agree with itself about a name.

    ``spelling``: one thing is written in several ways that differ in letters or capitals; ``meaning``: one short form
    is spelt out as different things. ``forms`` are these, each with its count and the first section that has it;
    ``concept`` is the id of what they name, where it is known.
    """

    kind: Literal["spelling", "meaning"]
    short: str
    concept: str | None
    forms: tuple[tuple[str, int, str], ...]
