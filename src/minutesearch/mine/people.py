"""Telling initials of people from short forms: ``Jane Doe (JD)`` in a list of those present is no glossary.

Minutes give their members' initials in the same shape as short forms. They are people, not terms: they would fill
the glossary with names and make topics of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from minutesearch.mine.learned import KIND_OF
from minutesearch.mine.phrases import key

if TYPE_CHECKING:
    from minutesearch.mine.glossary import Pair

HONORIFICS = frozenset("mr mrs ms miss mx dr prof sir cllr cllrs councillor rev revd chair clerk".split())
_WORDS = re.compile(r"[^\W\d_]+")
_PREVIOUS = re.compile(r"([^\W\d_]+)\.? *$")
_PLACES = frozenset(
    "greater north south east west northern southern eastern western central city county borough district parish town "
    "village united royal national new old great upper lower local public general".split()
)


def surely_a_person(long: str, before: str) -> bool:
    """Whether a long form is a person's name by its shape: an initial with a surname, or after Cllr, Mr, Dr.

    Args:
        long: the words before the bracket.
        before: the line up to these words.
    """
    words = _WORDS.findall(long)
    if len(words) < 2 or not all(word[0].isupper() for word in words):
        return False
    previous = _PREVIOUS.search(before[-24:])
    titled = previous is not None and previous[1].casefold() in HONORIFICS
    return titled or words[0].casefold() in HONORIFICS or (len(words[0]) == 1 and len(words[-1]) > 1)


def initials(pairs: Sequence[Pair], in_small_letters: Counter[str], known: frozenset[str]) -> set[tuple[str, str]]:
    """The (short, long) pairs that are people.

    Two or three capitals after as many capitalised words, none of which the archive ever prints in small letters nor
    the vocabulary knows; and at least two such in one section, or three in one meeting, since lists of those present
    come in rows. In such a meeting one of two words may be an ordinary one (a surname like May).

    Args:
        pairs: all pairs of an archive.
        in_small_letters: how often a word stands in small letters in it.
        known: the keys (:func:`minutesearch.mine.phrases.key`) of the names of the field. Whole names, not their words:
            the field has village greens and halls, and people are called Green and Hall.
    """
    people = {(pair.short, pair.long) for pair in pairs if pair.person}
    likely: dict[str, set[tuple[str, str]]] = {}
    doubtful: dict[str, set[tuple[str, str]]] = {}
    for pair in pairs:
        words = _WORDS.findall(pair.long)
        if not (pair.long_first and 2 <= len(words) <= 3 and pair.short == "".join(word[0] for word in words)):
            continue
        folded = [word.casefold() for word in words]
        if not pair.short.isupper() or any(w in KIND_OF or w in _PLACES for w in folded):
            continue
        if any(key(" ".join(words[i:j])) in known for i, j in combinations(range(len(words) + 1), 2)):
            continue
        ordinary = sum(in_small_letters[word] > 0 for word in folded)
        meeting = pair.section.rpartition("/")[0]
        if not ordinary:
            for place in (pair.section, meeting):
                likely.setdefault(place, set()).add((pair.short, pair.long))
        elif len(words) == 2 and ordinary == 1:
            doubtful.setdefault(meeting, set()).add((pair.short, pair.long))
    meetings = {pair.section.rpartition("/")[0] for pair in pairs}
    for place, row in likely.items():
        if len(row) > (2 if place in meetings else 1):
            people |= row | doubtful.get(place, set())
    return people


def small_letters(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in small letters."""
    return Counter(word for text in texts for word in _WORDS.findall(text) if word.islower())
