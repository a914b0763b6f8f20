"""Whether a section holds a query, and where: the one definition that every engine is measured against.

Positions decide here what engines cannot (distances, gaps, exact characters), and the same code finds the marks, so
that a hit is never shown without the words that made it one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

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
    Prefix,
    Row,
    Term,
    all_of,
    any_of,
    overlaps,
)

Mark = tuple[int, int]


class _Side:
    """The title or the text of a section, analysed only as far as it is asked for.

    Words are found by their rows of stems, without a step of Python for each: a query looks at every word of every
    section that it finds. Sentences are only cut where a phrase might run across the end of one.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> analyser.Words:
        return analyser.words(self.text)

    @cached_property
    def solids(self) -> list[analyser.Solid]:
        return self.words.solids()

    @cached_property
    def places(self) -> _Places:
        return _Places(self.words.stems)

    @cached_property
    def joined(self) -> list[analyser.Token]:
        return analyser.joined(analyser.tokenize(self.text), self.solids)

    @cached_property
    def joined_places(self) -> _Places:
        return _Places([token.stem for token in self.joined])

    @cached_property
    def sentence_ends(self) -> list[int]:
        return [end for _, end in analyser.sentences(self.text)]

    def find(self, leaf: Leaf) -> Iterator[Mark]:
        """Where the leaf matches, in no order; spans may overlap."""
        match leaf:
            case Term(stem):
                yield from self._word(stem)
            case Prefix(text):
                yield from self._prefix(text)
            case Phrase(stems, _, _, spellings):
                for row in (stems, *spellings):
                    yield from self._row(row)
            case Near(stems, distance):
                yield from self._near(stems, distance)
            case Exact(text):
                yield from self._exact(text)

    def _word(self, stem: str) -> Iterator[Mark]:
        words = self.words
        yield from ((words.starts[i], words.ends[i]) for i in self.places.of(stem))
        yield from ((s.start, s.end) for s in self.solids if s.stem == stem)

    def _prefix(self, text: str) -> Iterator[Mark]:
        """Folded words as printed, joined words too, that start with the text."""
        words = self.words
        folded = list(map(analyser.fold, words.printed))
        yield from ((words.starts[i], words.ends[i]) for i, word in enumerate(folded) if word.startswith(text))
        for solid in self.solids:
            if "".join(folded[solid.first : solid.last + 1]).startswith(text):
                yield solid.start, solid.end

    def _row(self, row: Row) -> Iterator[Mark]:
        if len(row) == 1 and row[0] is not None:
            yield from self._word(row[0])
            return
        words = self.words
        for place in self.places.of_row(row):
            last = place + len(row) - 1
            if self._in_one_sentence(words.starts[place], words.starts[last]):
                yield words.starts[place], words.ends[last]
        if self._may_be_joined(row):
            for place in self.joined_places.of_row(row):
                first, end = self.joined[place], self.joined[place + len(row) - 1]
                if first.sentence == end.sentence:
                    yield first.start, end.end

    def _may_be_joined(self, row: Row) -> bool:
        """Whether the row may stand where a joined word is one word; without one in it, it was found already."""
        solids = {solid.stem for solid in self.solids}
        if not solids or (None not in row and solids.isdisjoint(row)):
            return False
        return all(stem is None or stem in solids or stem in self.places for stem in row)

    def _in_one_sentence(self, start: int, end: int) -> bool:
        return bisect_right(self.sentence_ends, start) == bisect_right(self.sentence_ends, end)

    def _near(self, stems: tuple[str, ...], distance: int) -> Iterator[Mark]:
        """The shortest windows that hold every stem, as often as it was asked for."""
        words = self.words
        wanted = {stem: stems.count(stem) for stem in stems}
        found = sorted(i for stem in wanted for i in self.places.of(stem))
        missing = len(stems)
        held: dict[str, int] = dict.fromkeys(wanted, 0)
        left = 0
        for right in found:
            stem = words.stems[right]
            held[stem] += 1
            missing -= held[stem] <= wanted[stem]
            while held[(first := words.stems[found[left]])] > wanted[first]:
                held[first] -= 1
                left += 1
            if not missing and right - found[left] <= distance:
                yield words.starts[found[left]], words.ends[right]

    def _exact(self, text: str) -> Iterator[Mark]:
        at = self.text.find(text)
        while at >= 0:
            end = at + len(text)
            if not _inside(self.text, at) and not _inside(self.text, end):
                yield at, end
            at = self.text.find(text, at + 1)


class _Places:
    """Where each stem stands in a row of stems."""

    def __init__(self, stems: list[str]) -> None:
        self._stems = stems
        self._last = dict(zip(stems, range(len(stems)), strict=True))

    def __contains__(self, stem: str) -> bool:
        return stem in self._last

    def of(self, stem: str) -> list[int]:
        """The places of a stem, in order."""
        last = self._last.get(stem, -1)
        found: list[int] = []
        place = -1
        while place < last:
            place = self._stems.index(stem, place + 1)
            found.append(place)
        return found

    def of_row(self, row: Row) -> Iterator[int]:
        """Where a row of stems begins, whatever sentences it runs through."""
        sought = [(i, stem) for i, stem in enumerate(row) if stem is not None]
        if not all(stem in self for _, stem in sought):
            return
        # The rarest word of the row is looked up, not the first: "of the plan" would else try every "of".
        rarest, places = min(((i, self.of(stem)) for i, stem in sought), key=lambda found: len(found[1]))
        for place in places:
            start = place - rarest
            if start < 0 or start + len(row) > len(self._stems):
                continue
            if all(self._stems[start + i] == stem for i, stem in sought):
                yield start


def _inside(text: str, at: int) -> bool:
    """Whether an offset is inside a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


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
        title: str,
        text: str,
        body: str = "",
        date: str = "",
        concepts: Iterable[str] = (),
        kinds: Iterable[str] = (),
    ) -> None:
        self._title = title
        self._text = text
        self.body = body
        self.date = date
        self.concepts = frozenset(concepts)
        self.kinds = frozenset(kinds)

    @classmethod
    def of(cls, section: Section, concepts: Iterable[str] = (), kinds: Iterable[str] = ()) -> SectionView:
        """The view of a stored section."""
        return cls(section.title, section.text, section.body, section.date, concepts, kinds)

    @cached_property
    def title(self) -> _Side:
        return _Side(self._title)

    @cached_property
    def text(self) -> _Side:
        return _Side(self._text)


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
            if next(view.title.find(node), None):
                return True
            return getattr(node, "field", None) is None and next(view.text.find(node), None) is not None


def spans(leaves: Iterable[Leaf], view: SectionView) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Where the words that were asked for stand.

    Args:
        leaves: what :func:`minutesearch.query.positive` gave for the query.
        view: the section.

    Returns:
        Marks in the title and marks in the text, in order and without overlaps: the leftmost first, of those the
        longest. A phrase is one mark, and so is the stretch that ``~`` found. Their number is the mentions.
    """
    asked = list(leaves)
    title = [mark for leaf in asked for mark in view.title.find(leaf)]
    text = [mark for leaf in asked if getattr(leaf, "field", None) is None for mark in view.text.find(leaf)]
    return _apart(title), _apart(text)


def _apart(marks: list[Mark]) -> tuple[Mark, ...]:
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
