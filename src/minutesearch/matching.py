"""Whether a section holds a query, and where: the one definition that every engine is measured against.

Positions decide here what engines cannot (distances, gaps, exact characters), and the same code finds the marks, so
that a hit is never shown without the words that made it one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minutesearch import text as analyser
from minutesearch.model import Section
from minutesearch.query import (
    And,
    Dates,
    Everything,
    Exact,
    Key,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Term,
    all_of,
    any_of,
    overlaps,
)
from minutesearch.sides import Mark, Side


class SectionView:
    """A section as queries see it.

    Args:
        title: the section's title.
        text: its text.
        body: the id of its body.
        date: the ISO date of its meeting, of the precision that is known; empty where unknown.
        concepts: ids of the concepts it is tagged with.
        kinds: the kinds of statement in it.
    """

    def __init__(
        self,
        title: str | Side,
        text: str | Side,
        body: str = "",
        date: str = "",
        concepts: Iterable[str] = (),
        kinds: Iterable[str] = (),
    ) -> None:
        self.title = title if isinstance(title, Side) else Side(title)
        self.text = text if isinstance(text, Side) else Side(text)
        self.body = body
        self.date = date
        self.concepts = frozenset(concepts)
        self.kinds = frozenset(kinds)

    @classmethod
    def of(cls, section: Section, concepts: Iterable[str] = (), kinds: Iterable[str] = ()) -> SectionView:
        """The view of a stored section."""
        return cls(section.title, section.text, section.body, section.date, concepts, kinds)


def holds(node: Node, view: SectionView) -> bool:
    """Whether the query is true of a section, exactly.

    ``topic:``, ``kind:`` and ``body:`` compare ids, so they must have been resolved before.
    """
    match node:
        case And(parts):
            return all(holds(part, view) for part in parts)
        case Or(parts):
            return any(holds(part, view) for part in parts)
        case Not(part):
            return not holds(part, view)
        case Key("body", value):
            return view.body == value
        case Key("topic", value):
            return value in view.concepts
        case Key("kind", value):
            return value in view.kinds
        case Key():
            return False
        case Dates(since, until):
            return overlaps(view.date, since, until)
        case Everything():
            return True
        case _:
            if view.title.find(node):
                return True
            return _anywhere(node) and bool(view.text.find(node))


def marks_in(side: Side, leaves: Iterable[Leaf], *, title: bool = False) -> list[Mark]:
    """Where the words that were asked for stand in the title or the text of a section, in no order.

    Args:
        side: the title or the text.
        leaves: what :func:`minutesearch.query.positive` gave for the query.
        title: that it is the title, where words of ``title:`` are looked for too.
    """
    return [mark for leaf in leaves if title or _anywhere(leaf) for mark in side.find(leaf)]


def spans(leaves: Sequence[Leaf], view: SectionView) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The marks in the title and in the text of a section, :func:`apart`; their number is the mentions."""
    return apart(marks_in(view.title, leaves, title=True)), apart(marks_in(view.text, leaves))


def _anywhere(leaf: Leaf) -> bool:
    return getattr(leaf, "field", None) is None


def apart(marks: list[Mark]) -> tuple[Mark, ...]:
    """Marks in order and without overlaps: the leftmost first, of those the longest.

    A phrase is one mark, and so is the stretch that ``~`` found.
    """
    if len(marks) < 2:
        return tuple(marks)
    kept: list[Mark] = []
    for start, end in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def needs_check(node: Node) -> bool:
    """Whether engines can only give candidates, which :func:`holds` must then check."""
    match node:
        case And(parts) | Or(parts):
            return any(needs_check(part) for part in parts)
        case Not(part):
            return needs_check(part)
        case Near() | Exact():
            return True
        case Phrase(stems):
            return None in stems
        case _:
            return False


def relaxed(node: Node) -> Node:
    """A query that engines can answer and that finds at least what ``node`` finds."""
    match node:
        case And(parts):
            return all_of(part for part in map(relaxed, parts) if not isinstance(part, Everything))
        case Or(parts):
            eased = [relaxed(part) for part in parts]
            return Everything() if any(isinstance(part, Everything) for part in eased) else any_of(eased)
        case Not(part):
            return Everything() if needs_check(part) else node
        case Near(stems):
            return all_of(Term(stem, stem) for stem in stems)
        case Exact(text):
            return all_of(Term(stem, stem) for stem in analyser.stem_words(text))
        case Phrase(stems, _, field, spellings) if None in stems:
            rows = (stems, *spellings)
            return any_of(all_of(Term(stem, stem, field) for stem in row if stem is not None) for row in rows)
        case _:
            return node
