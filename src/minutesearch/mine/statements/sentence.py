"""A sentence as the rules see it: straight quotes and single marks for their many printings, offsets unchanged."""

from __future__ import annotations

import re
from functools import cached_property

from minutesearch.mine.statements.clauses import main_clauses

_NAMED_WILL = re.compile(r"(?:(?<=^)|(?<=[\w,:;&(] ))Will(?= [A-Z][a-z])")
MOST = 1_200
"""Characters of a sentence that are looked at: what is longer is a table or a page without full stops."""

_ROW = 8
"""Words from which a row of a table is told from a sentence, and the share of small words that a sentence has."""
_SMALL = 0.25
_STRAIGHT = str.maketrans(
    {
        "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u202f": " ",
        "\u2010": "-", "\u2011": "-", "\t": " ", "\n": " ", "`": "'", "\u2212": "-",
    }
)  # fmt: skip
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|%|£|\$|€|\d")


class Sentence:
    """One sentence with all that a rule may ask of it.

    Args:
        text: the sentence, verbatim.
        title: the title of its section.
        listed: whether it is an item of a list.

    ``plain`` has the offsets of ``text``, ``low`` is the same in small letters, ``main`` has its subordinate clauses
    blanked out, ``words`` are its words (and the marks of money and per cent, and digits).
    """

    __slots__ = ("__dict__", "listed", "low", "plain", "title", "words")

    def __init__(self, text: str, title: str = "", *, listed: bool = False) -> None:
        self.plain = text[:MOST].translate(_STRAIGHT)
        # Will may be a man: "Will Smith, fire chief".
        low = _NAMED_WILL.sub("w_ll", self.plain).lower()
        # A few letters are two in small letters; offsets must not move.
        self.low = low if len(low) == len(self.plain) else "".join(c.lower()[:1] for c in self.plain)
        self.title = title
        self.listed = listed
        self.words = frozenset(_WORD.findall(self.low))

    @cached_property
    def main(self) -> str:
        """The main clauses, in small letters."""
        return main_clauses(self.low)

    @cached_property
    def is_prose(self) -> bool:
        """Is it a sentence, and not a row of names and numbers? Told by the share of words in small letters."""
        words = self.plain.split()
        return len(words) < _ROW or sum(word[:1].islower() for word in words) >= _SMALL * len(words)
