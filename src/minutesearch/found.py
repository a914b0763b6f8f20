"""A section that was found: how much it is about the query and how often it speaks of it.

Counts are of all that is found, and marks are shown of few, so marks are only made when they are asked for.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from minutesearch.matching import apart, marks_in
from minutesearch.query import Term
from minutesearch.ranking import aims, scored, scored_alone

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
        leaf = self.asked[0][0] if len(self.asked) == 1 and len(self.asked[0]) == 1 else None
        self._word = leaf.stem if isinstance(leaf, Term) and leaf.field is None else None

    def found(self, section: str, kept: Kept) -> Found:
        """The section with its score and its mentions."""
        if not self.asked:
            return Found(section, kept, (), 0.0, 0, ((), ()))
        return self._of_word(self._word, section, kept) if self._word else self._of_all(section, kept)

    def _of_word(self, word: str, section: str, kept: Kept) -> Found:
        """As :meth:`_of_all`, for the query that is asked most, and without marks."""
        title, text = kept.title, kept.text
        titled, _ = title.count(word)
        times, first = text.count(word)
        covered = sum([end - start for start, end in apart(list(title.find(self.asked[0][0])))]) if titled else 0
        score = scored_alone(times, first, covered, len(title.text), len(text.text), front=kept.front)
        return Found(section, kept, self.asked, score, titled + times)

    def _of_all(self, section: str, kept: Kept) -> Found:
        in_title = [marks_in(kept.title, leaves, title=True) for leaves in self.asked]
        in_text = [marks_in(kept.text, leaves) for leaves in self.asked]
        marks = list(zip(map(apart, in_title), map(apart, in_text), strict=True))
        score = scored(marks, len(kept.title.text), len(kept.text.text), front=kept.front)
        both = marks[0] if len(marks) == 1 else (apart(list(chain(*in_title))), apart(list(chain(*in_text))))
        return Found(section, kept, self.asked, score, len(both[0]) + len(both[1]), both)
