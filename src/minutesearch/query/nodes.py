"""What a query is once it is understood: a tree of small, immutable nodes.

The nodes are named tuples because a query starts cold: eleven frozen dataclasses cost five milliseconds at import,
these cost one. Unlike plain tuples, nodes of two kinds are never equal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

Field = Literal["title"]
Row = tuple["str | None", ...]
"""Stems in a row; None stands for exactly one word, whatever it is."""


class Term(NamedTuple):
    """A word, by its stem; a word printed with a hyphen counts as its solid form too."""

    stem: str
    surface: str
    field: Field | None = None


class Prefix(NamedTuple):
    """Words whose printed form, folded, starts with ``text``."""

    text: str
    surface: str
    field: Field | None = None


class Phrase(NamedTuple):
    """Words in a row within one sentence.

    ``spellings`` are other rows that are the same phrase, spelt solid (``key worker``: ``keyworker``); any one of the
    rows will do. :func:`minutesearch.query.phrase` makes them.
    """

    stems: Row
    surface: str
    field: Field | None = None
    spellings: tuple[Row, ...] = ()


class Near(NamedTuple):
    """Words in any order in one title or text, the first and last at most ``distance`` positions apart."""

    stems: tuple[str, ...]
    distance: int
    surface: str


class Exact(NamedTuple):
    """Exactly these characters, case kept, at word edges."""

    text: str


class And(NamedTuple):
    """All of the parts."""

    parts: tuple[Node, ...]


class Or(NamedTuple):
    """Any of the parts."""

    parts: tuple[Node, ...]


class Not(NamedTuple):
    """What the part does not select."""

    part: Node


class Key(NamedTuple):
    """A tag, a kind of statement or a body; the value is as typed until the search has resolved it to an id."""

    name: Literal["topic", "kind", "body"]
    value: str


class Dates(NamedTuple):
    """Meetings that may have been held between two ISO dates, both included; partial dates are whole periods."""

    since: str | None
    until: str | None


class Everything(NamedTuple):
    """Every section."""


Leaf: TypeAlias = Term | Prefix | Phrase | Near | Exact
Node: TypeAlias = Term | Prefix | Phrase | Near | Exact | And | Or | Not | Key | Dates | Everything

KINDS = (Term, Prefix, Phrase, Near, Exact, And, Or, Not, Key, Dates, Everything)
LEAVES = (Term, Prefix, Phrase, Near, Exact)


def _same(self: tuple[object, ...], other: object) -> bool:
    return type(self) is type(other) and tuple.__eq__(self, other)


def _differs(self: tuple[object, ...], other: object) -> bool:
    return not _same(self, other)


def _hash(self: tuple[object, ...]) -> int:
    return hash((type(self).__name__, *self))


# Without this And(x) would equal Or(x), both being one-tuples; a loop, because a NamedTuple body admits no aliases.
for _kind in KINDS:
    for _name, _method in (("__eq__", _same), ("__ne__", _differs), ("__hash__", _hash)):
        setattr(_kind, _name, _method)


def all_of(parts: Iterable[Node]) -> Node:
    """The parts joined by AND: inner ANDs opened, repeats dropped, one part left as it is."""
    return _joined(And, parts)


def any_of(parts: Iterable[Node]) -> Node:
    """The parts joined by OR: inner ORs opened, repeats dropped, one part left as it is."""
    return _joined(Or, parts)


def _joined(kind: type[And | Or], parts: Iterable[Node]) -> Node:
    flat: dict[Node, None] = {}
    for part in parts:
        if isinstance(part, kind):
            flat.update(dict.fromkeys(part.parts))
        else:
            flat[part] = None
    if not flat:
        return Everything() if kind is And else Not(Everything())
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))


def positive(node: Node) -> list[Leaf]:
    """The leaves whose matches count as mentions: words and phrases that are asked for, not those shut out."""
    found: dict[Leaf, None] = {}
    _collect(node, found, wanted=True)
    return list(found)


def _collect(node: Node, found: dict[Leaf, None], *, wanted: bool) -> None:
    if isinstance(node, And | Or):
        for part in node.parts:
            _collect(part, found, wanted=wanted)
    elif isinstance(node, Not):
        _collect(node.part, found, wanted=not wanted)
    elif wanted and isinstance(node, LEAVES):
        found[node] = None
