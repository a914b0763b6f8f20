"""How a question was understood, and what its answer is made of, for those who ask to see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Asked(NamedTuple):
    """A word, phrase or field of a query: what it is, as typed, and what is looked for (stems, characters, an id)."""

    kind: str
    text: str
    sought: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a query was understood as: ``parts`` in order, and why it was corrected, if it was."""

    parts: tuple[Asked, ...]
    corrected_why: str | None = None


class Count(NamedTuple):
    """How many of all hits have one value of a facet."""

    value: str
    sections: int


@dataclass(frozen=True, slots=True)
class Facets:
    """All hits counted by body, meeting, topic and kind of statement, the commonest first; meetings by date."""

    bodies: tuple[Count, ...]
    meetings: tuple[Count, ...]
    topics: tuple[Count, ...]
    kinds: tuple[Count, ...]
