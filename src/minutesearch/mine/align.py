"""Whether a row of words spells out a short form, and how many of them it takes."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from minutesearch.mine.learned import MINOR

MOST_LETTERS = 12
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|&")


class Word(NamedTuple):
    """A word of a long form with its offsets."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text with offsets; hyphenated words are their parts, ``&`` is a word."""
    return [Word(m[0], m.start(), m.end()) for m in _WORD.finditer(text)]


def letters_of(short: str) -> str:
    """The letters and digits that a long form must give, case kept; ``&`` stands for its word."""
    return "".join(c for c in short if c.isalnum() or c == "&")


def spelt_by(letters: str, words: tuple[str, ...], liberties: int) -> int:
    """How many words from the first on spell the letters out.

    Each letter begins a word or goes on with the word begun (SENCo: SEN Co-ordinators); small words may be passed
    over, others not. A capital that only goes on with a word in small letters, or that stands later in it, is a
    liberty.

    Args:
        letters: the letters of the short form, case kept.
        words: the words of the candidate.
        liberties: how many liberties are allowed.

    Returns:
        The smallest number of words that spells all letters; 0 where none does.
    """
    if not 2 <= len(letters) <= MOST_LETTERS:
        return 0
    goal = len(letters)
    words = tuple("and" if word == "&" else word for word in words)

    # States are (letter, word, liberties): at most 12 x 16 x 2 of them, whatever the text.
    @cache
    def run(i: int, w: int, left: int) -> int:
        if i == goal:
            return w
        if w == len(words):
            return 0
        ends = [run(i + n, w + 1, left - cost) for n, cost in _steps(letters, i, words[w]) if cost <= left]
        if w > 0 and words[w].casefold() in MINOR:
            ends.append(run(i, w + 1, left))
        return min((end for end in ends if end), default=0)

    return run(0, 0, liberties)


def _steps(letters: str, i: int, word: str) -> list[tuple[int, int]]:
    """(letters taken, liberties taken) of the ways in which one word can give the letters from ``i`` on."""
    if letters[i] == "&":
        return [(1, 0)] if word.casefold() == "and" else []
    folded = word.casefold()
    found: list[tuple[int, int]] = []
    cost = 0
    taken = 0
    while i + taken < len(letters) and taken < len(folded) and letters[i + taken].casefold() == folded[taken]:
        cost += taken > 0 and letters[i + taken].isupper() and not word[taken].isupper()
        taken += 1
        found.append((taken, cost))
    if found and len(letters) > 2 and i + 1 < len(letters) and letters[i + 1].casefold() in folded[2:]:
        found.append((2, 1))
    return found
