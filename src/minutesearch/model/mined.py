"""What the minutes say was decided, promised and counted: statements, and what became of the promises among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from minutesearch.model.kept import Place

StatementKind = Literal["decision", "action", "commitment", "concern", "figure", "trend"]
PromiseStatus = Literal["kept", "partly", "moved", "not evidenced", "unknown", "open"]

STATEMENT_KINDS: tuple[StatementKind, ...] = ("decision", "action", "commitment", "concern", "figure", "trend")
"""All kinds of statement, in the order in which they are listed."""

PROMISE_STATUSES: tuple[PromiseStatus, ...] = ("kept", "partly", "moved", "not evidenced", "unknown", "open")

NEXT_MEETING = "next-meeting"
"""The due point "at the next meeting", as long as it is not known when that is."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as printed: its value, what is counted (``workers``, ``£``, ``%``), and its offsets in the sentence."""

    value: float
    unit: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a section that decides, promises, worries, counts or compares.

    ``start`` and ``end`` are offsets into the section's text. ``due`` is an ISO date of the precision that is known, or
    :data:`NEXT_MEETING`; ``due_text`` is how it is printed. ``lead`` tells that the sentence is an item of a list and
    takes its meaning from the sentence before the list. ``rule`` names the rules that fired.
    """

    section: str
    sentence: str
    kinds: tuple[StatementKind, ...]
    start: int
    end: int
    rule: str
    due_text: str | None = None
    due: str | None = None
    owner: str | None = None
    values: tuple[Quantity, ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the archive shows of a promise: its status, the words for it, and the passages, as (section, start, end).

    ``due`` is the due point with "next meeting" resolved as far as that is known.
    """

    id: str
    section: str
    start: int
    due: str | None
    status: PromiseStatus
    why: str
    past_due: bool
    passages: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A sentence of a later meeting that shows what became of a promise."""

    date: str
    body: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Promise:
    """An action or a commitment, and what the archive shows of it.

    ``status`` is relative to the body's last archived meeting; ``why`` says in words what it rests on. ``overruled``
    is the note of the person who set the status by hand ("" where none was written), else None; ``found`` is then the
    status that was found. ``overdue``: not evidenced, and past its due point.
    """

    id: str
    made: str
    body: str
    section: str
    title: str
    text: str
    kind: StatementKind
    owner: str | None
    topics: tuple[str, ...]
    due_text: str | None
    due: str | None
    status: PromiseStatus
    why: str
    followed_up: tuple[FollowUp, ...]
    overdue: bool
    place: Place
    overruled: str | None = None
    found: PromiseStatus | None = None


@dataclass(frozen=True, slots=True)
class PromiseFilter:
    """Which promises are asked for: by status, owner, topic, body, and the period in which they were made."""

    statuses: frozenset[PromiseStatus] = frozenset()
    overdue: bool = False
    owner: str | None = None
    topic: str | None = None
    body: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with where it stands; ``start`` and ``end`` are offsets into the section's text."""

    date: str
    body: str
    section: str
    title: str
    text: str
    value: float
    unit: str
    sentence: str
    start: int
    end: int
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tension:
    """Two passages of an issue that do not sit well together: figures that differ, or praise against a missed target.

    It is shown as a question to ask, never as a contradiction proved.
    """

    kind: Literal["figure", "progress"]
    text: str
    sections: tuple[str, str]
    quotes: tuple[str, str]
    dates: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that is new or gone between two meetings, or (with ``before``) one that was changed."""

    text: str
    section: str
    before: str | None = None
    before_section: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new, gone and changed on an issue between two meetings; ``repeated`` sentences are word for word."""

    issue: str
    topic: str | None
    start: str
    end: str
    new: tuple[Change, ...]
    gone: tuple[Change, ...]
    changed: tuple[Change, ...]
    repeated: int
    why_empty: str | None
