"""A section that was found: how much it is about the query and how often it speaks of it.

Counts are of all that is found, and marks are shown of few, so marks are only made when they are asked for.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from minutesearch.matching import apart, marks_in
from minutesearch.query import Term
from minutesearch.ranking import OPENING, aims, scored, scored_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.query import Leaf, Node
    from minutesearch.shelf import Kept
    from minutesearch.sides import Mark

Marks = tuple["Mark", ...]


class Found:
    """A section that matches.

    Args:
        section: its id.
        kept: the section as it is on the shelf.
        asked: the words that name each thing that was asked for.
        score: how much it is about them all.
        mentions: how often it speaks of them.
        marks: where, in the title and in the text, if that is known already.
    """

    __slots__ = ("_asked", "_kept", "_marks", "date", "meeting", "mentions", "score", "section")

    def __init__(
        self,
        section: str,
        kept: Kept,
        asked: Sequence[Sequence[Leaf]],
        score: float,
        mentions: int,
        marks: tuple[Marks, Marks] | None = None,
    ) -> None:
        self.section, self.meeting, self.date = section, kept.meeting, kept.date
        self.score, self.mentions = score, mentions
        self._kept, self._asked, self._marks = kept, asked, marks

    def rescored(self, score: float) -> Found:
        """The same section, with another score."""
        return Found(self.section, self._kept, self._asked, score, self.mentions, self._marks)

    @property
    def title_marks(self) -> Marks:
        return self._both()[0]

    @property
    def text_marks(self) -> Marks:
        return self._both()[1]

    def _both(self) -> tuple[Marks, Marks]:
        if self._marks is None:
            leaves = list(chain(*self._asked))
            in_title = apart(marks_in(self._kept.title, leaves, title=True))
            self._marks = in_title, apart(marks_in(self._kept.text, leaves))
        return self._marks


class Finder:
    """Looks into the sections that match a tree.

    Args:
        tree: the query with the archive's names let in.
    """

    def __init__(self, tree: Node) -> None:
        self.asked = aims(tree)
        self._words: list[str] = []
        for leaves in self.asked:
            if len(leaves) == 1 and isinstance(leaf := leaves[0], Term) and leaf.field is None:
                self._words.append(leaf.stem)
        # Words that are asked for once each, and nothing else.
        self._plain = 0 < len(self.asked) == len(set(self._words))

    def found(self, section: str, kept: Kept) -> Found:
        """The section with its score and its mentions."""
        if not self.asked:
            return Found(section, kept, (), 0.0, 0, ((), ()))
        if not self._plain:
            return self._of_all(section, kept)
        return self._of_word(section, kept) if len(self._words) == 1 else self._of_words(section, kept)

    def _of_word(self, section: str, kept: Kept) -> Found:
        """As :meth:`_of_all`, for the query that is asked most, and without marks."""
        word, title, text = self._words[0], kept.title, kept.text
        titled, _ = title.count(word)
        times, first = text.count(word, OPENING + 1)
        covered = sum([end - start for start, end in apart(list(title.word(word)))]) if titled else 0
        score = scored_alone(times, first, covered, len(title.text), len(text.text), front=kept.front)
        return Found(section, kept, self.asked, score, titled + times)

    def _of_words(self, section: str, kept: Kept) -> Found:
        """As :meth:`_of_all`, for plain words: where none is joined to another, no two of them are one mention."""
        title, text = kept.title, kept.text
        if title.has_joined or text.has_joined:
            return self._of_all(section, kept)
        in_text = [text.word(word) for word in self._words]
        in_title = [title.word(word) for word in self._words]
        marks = list(zip(in_title, in_text, strict=True))
        score = scored(marks, len(title.text), len(text.text), front=kept.front)
        return Found(section, kept, self.asked, score, sum(map(len, in_title)) + sum(map(len, in_text)))

    def _of_all(self, section: str, kept: Kept) -> Found:
        in_title = [marks_in(kept.title, leaves, title=True) for leaves in self.asked]
        in_text = [marks_in(kept.text, leaves) for leaves in self.asked]
        marks = list(zip(map(apart, in_title), map(apart, in_text), strict=True))
        score = scored(marks, len(kept.title.text), len(kept.text.text), front=kept.front)
        both = marks[0] if len(marks) == 1 else (apart(list(chain(*in_title))), apart(list(chain(*in_text))))
        return Found(section, kept, self.asked, score, len(both[0]) + len(both[1]), both)
