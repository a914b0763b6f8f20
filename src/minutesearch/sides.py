"""One side of a section, its title or its text, and where the words of a query stand in it.

A query looks at every section that it finds, so this is where most of an answer's time goes. The stems stand in one
string, in which words and whole phrases are found at the speed of a search for characters; sentences are only cut
where a phrase might run across the end of one. A side takes about four times the memory of its text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from minutesearch import text as analyser
from minutesearch.query import Exact, Leaf, Near, Phrase, Prefix, Row, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Mark = tuple[int, int]
_ENDS = re.compile(r"[.!?…\n]")
"""Without one of these between two words they stand in one sentence, whatever it is."""


class Side:
    """A text with the places of its words, analysed when it is first asked for them.

    Args:
        text: the title or the text of a section.
    """

    __slots__ = ("_ends", "_folded", "_row", "_sentence_ends", "_solids", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._row = ""
        self._folded = ""
        self._sentence_ends: array[int] | None = None

    def _analysed(self) -> str:
        """The stems in reading order, each between two spaces of its own."""
        if not self._row:
            words = analyser.words(self.text)
            self._starts, self._ends = array("I", words.starts), array("I", words.ends)
            self._solids = tuple(words.solids())
            self._row = _in_row(words.stems)
        return self._row

    def count(self, stem: str, within: int = 0) -> tuple[int, int]:
        """How often a word stands here, :func:`minutesearch.matching.apart`, and where first.

        It is what most queries ask of most sections; their marks are only made for the few that are shown.

        Args:
            stem: the word.
            within: where it first stands is only told if that is before this offset; else some later one is.
        """
        row, sought = self._row or self._analysed(), f" {stem} "
        if self._solids and any(solid.stem == stem for solid in self._solids):
            # It may be that the word is a part of the joined one: children's, children.
            marks = sorted(self.word(stem), key=lambda mark: (mark[0], -mark[1]))
            found = end = 0
            for mark in marks:
                if mark[0] >= end:
                    found, end = found + 1, mark[1]
            return found, marks[0][0]
        at = row.find(sought)
        if at < 0:
            return 0, 0
        # In the row every word takes at most two characters more than in the text.
        return row.count(sought), self._starts[row.count("  ", 0, at + 1)] if at <= 2 * within + 2 else within

    def find(self, leaf: Leaf) -> Sequence[Mark]:
        """Where the leaf matches, in no order; marks may overlap."""
        if isinstance(leaf, Term):
            return self.word(leaf.stem)
        if isinstance(leaf, Phrase):
            return [mark for row in (leaf.stems, *leaf.spellings) for mark in self._phrase(row)]
        if isinstance(leaf, Prefix):
            return list(self._prefix(leaf.text))
        if isinstance(leaf, Near):
            return list(self._near(leaf.stems, leaf.distance))
        return list(self._exact(leaf))

    def word(self, stem: str) -> Sequence[Mark]:
        """Where a word stands, joined words last."""
        row, sought = self._row or self._analysed(), f" {stem} "
        solids = [(s.start, s.end) for s in self._solids if s.stem == stem] if self._solids else ()
        if sought not in row:
            return solids
        return [*((self._starts[i], self._ends[i]) for i in _places(row, sought)), *solids]

    @property
    def has_joined(self) -> bool:
        """Does it hold words that a hyphen or an apostrophe joins?"""
        return bool(self._solids) if self._row else bool(self._analysed() and self._solids)

    def _phrase(self, row: Row) -> Iterator[Mark]:
        if len(row) == 1 and row[0] is not None:
            yield from self.word(row[0])
            return
        for place in _row_places(self._row or self._analysed(), row):
            last = place + len(row) - 1
            if self._in_one_sentence(self._starts[place], self._starts[last]):
                yield self._starts[place], self._ends[last]
        if self._solids and self._may_be_joined(row):
            joined = analyser.joined(analyser.tokenize(self.text), list(self._solids))
            for place in _row_places(_in_row(token.stem for token in joined), row):
                first, end = joined[place], joined[place + len(row) - 1]
                if first.sentence == end.sentence:
                    yield first.start, end.end

    def _may_be_joined(self, row: Row) -> bool:
        """Whether the row may stand where a joined word is one word; without one in it, it was found already."""
        solids = {solid.stem for solid in self._solids}
        if None not in row and solids.isdisjoint(row):
            return False
        return all(stem is None or stem in solids or f" {stem} " in self._row for stem in row)

    def _in_one_sentence(self, start: int, end: int) -> bool:
        if not _ENDS.search(self.text, start, end):
            return True
        if self._sentence_ends is None:
            self._sentence_ends = array("I", [end for _, end in analyser.sentences(self.text)])
        return bisect_right(self._sentence_ends, start) == bisect_right(self._sentence_ends, end)

    def _prefix(self, text: str) -> Iterator[Mark]:
        """Folded words as printed, joined words too, that start with the text."""
        self._analysed()
        if not self._folded:
            printed = (self.text[a:b] for a, b in zip(self._starts, self._ends, strict=True))
            self._folded = _in_row(map(analyser.fold, printed))
        yield from ((self._starts[i], self._ends[i]) for i in _places(self._folded, f" {text}"))
        for solid in self._solids:
            parts = range(solid.first, solid.last + 1)
            if "".join(analyser.fold(self.text[self._starts[i] : self._ends[i]]) for i in parts).startswith(text):
                yield solid.start, solid.end

    def _near(self, stems: tuple[str, ...], distance: int) -> Iterator[Mark]:
        """The shortest windows that hold every stem, as often as it was asked for."""
        row = self._analysed()
        wanted = {stem: stems.count(stem) for stem in stems}
        found = sorted((i, stem) for stem in wanted for i in _places(row, f" {stem} "))
        missing = len(stems)
        held: dict[str, int] = dict.fromkeys(wanted, 0)
        left = 0
        for right, stem in found:
            held[stem] += 1
            missing -= held[stem] <= wanted[stem]
            while held[(first := found[left][1])] > wanted[first]:
                held[first] -= 1
                left += 1
            if not missing and right - found[left][0] <= distance:
                yield self._starts[found[left][0]], self._ends[right]

    def _exact(self, leaf: Exact) -> Iterator[Mark]:
        at = self.text.find(leaf.text)
        while at >= 0:
            end = at + len(leaf.text)
            if not _inside(self.text, at) and not _inside(self.text, end):
                yield at, end
            at = self.text.find(leaf.text, at + 1)


def _in_row(words: Iterable[str]) -> str:
    """Words in one string, in which no two share a space: the place of a word is the double spaces up to it."""
    return f" {'  '.join(words)} "


def _places(row: str, sought: str) -> list[int]:
    """The places of the words at which ``sought``, which begins with a space, is found."""
    at = row.find(sought)
    found: list[int] = []
    place = before = 0
    while at >= 0:
        place += row.count("  ", before, at + 1)
        found.append(place)
        before = at
        at = row.find(sought, at + 1)
    return found


@lru_cache(256)
def _sought(row: Row) -> str:
    """A row as it stands among others; empty where a word of it may be any."""
    return "" if None in row else _in_row(stem or "" for stem in row)


def _row_places(stems: str, row: Row) -> Sequence[int]:
    """Where a row of stems begins, whatever sentences it runs through."""
    if whole := _sought(row):
        return _places(stems, whole) if whole in stems else ()
    return list(_gapped_places(stems, row))


def _gapped_places(stems: str, row: Row) -> Iterator[int]:
    sought = [(i, stem) for i, stem in enumerate(row) if stem is not None]
    # The rarest word of the row is looked up, not the first: "of * plan" would else try every "of".
    rarest, places = min(((i, _places(stems, f" {stem} ")) for i, stem in sought), key=lambda found: len(found[1]))
    words = stems.split() if places else []
    for place in places:
        start = place - rarest
        if 0 <= start <= len(words) - len(row) and all(words[start + i] == stem for i, stem in sought):
            yield start


def _inside(text: str, at: int) -> bool:
    """Whether an offset is inside a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
