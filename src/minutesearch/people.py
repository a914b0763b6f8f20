"""Who is in the room, told from the minutes themselves: names mark no period and are the subject of no promise.

A name is a first and a last name in a list of those present, or what stands behind Cllr, an initial or "moved by"; and
never a word that the body's minutes print in small letters too, but where the whole name stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, pairwise
from typing import NamedTuple

from minutesearch.text import fold, fold_title


class People(NamedTuple):
    """Folded words that are names, initials or labels of speakers; and first with last names, as printed."""

    words: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()

    def places(self, printed: list[str]) -> list[int]:
        """Where in a row of words people are named."""
        found = [i for i, word in enumerate(printed) if fold(word) in self.words]
        for i, pair in enumerate(pairwise(printed)):
            if pair in self.pairs:
                found += (i, i + 1)
        return found


_CAPITAL = r"[A-Z][^\W\d_]+"
_NAME = re.compile(rf"(?=\b({_CAPITAL})(?:[ -]{_CAPITAL})? ({_CAPITAL}(?:[-'’]{_CAPITAL})?))")
_SHORT = re.compile(rf"\b([A-Z])(?:[^\W\d_]+|\.)? ({_CAPITAL}) \(([A-Z]{{2}}[a-z]{{0,2}})\b")
_LISTED_INITIAL = re.compile(rf"\b[A-Z] ({_CAPITAL})")
_INITIAL = re.compile(rf"\b[A-Z]\. ?({_CAPITAL})")
_TITLED = re.compile(
    r"\b(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Revd?|Sir|Dame|Lady|Lord|Mayor|Alderman)\b\.? "
    rf"({_CAPITAL}(?:(?:, | and | ){_CAPITAL})?)"
)
_MOVED = re.compile(
    r"(?:\b(?:[Mm]oved|MOVED|[Ss]econded|SECONDED|[Pp]roposed|PROPOSED|[Pp]roposer|[Ss]econder)\b(?: by)?:?|"
    r"\b[Vv]ot(?:ed|ing) (?:for|against):?|\b(?:(?:[Ff]or|[Aa]gainst):|(?:FOR|AGAINST):?))"
    rf" ({_CAPITAL}(?:(?:, | and | ){_CAPITAL}){{0,8}})"
)
_LABEL = re.compile(r"^(?:[-*•] ?)?([^\W_]{2,20}):", re.MULTILINE)
_LIST_LINE = re.compile(
    r"^.{0,60}\b(?:present|attendees|in attendance|apologies|regrets|absent)\b.{0,40}(?::|\bfrom\b).*",
    re.IGNORECASE | re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d_]+")
_LABELLED = 5
"""Lines that a word must open as a label before it is taken for a speaker, or for furniture as ACTION is."""

_LISTS = frozenset(
    "attendance attendees apologies apology present absent absence absences participants regrets".split()
)
_BESIDE = frozenset("and in of for from to the list record those also members received welcome introductions".split())


def attendance(title: str) -> bool:
    """Is that the title of a list of who was there, or was not?"""
    words = fold_title(title).split()
    return not _LISTS.isdisjoint(words) and _LISTS.union(_BESIDE).issuperset(words)


def people(lists: Iterable[str], business: Iterable[str], known: frozenset[str]) -> People:
    """The people whom the minutes of a body name.

    Args:
        lists: texts that say who was there.
        business: all other texts of that body.
        known: folded words that are known to be something else.
    """
    texts = list(business)
    small = {word for text in texts for word in set(_WORD.findall(text)) if word.islower()} | known
    names: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    labels: dict[str, int] = {}
    named_there = [*lists, *chain.from_iterable(map(_LIST_LINE.findall, texts))]
    for text in named_there:
        named = {pair for pair in _NAME.findall(text) if not small.issuperset(map(fold, pair))}
        pairs |= named
        names.update(word for pair in named for word in pair)
        names.update(first[0] + last[0] for first, last in named)
        names.update(_LISTED_INITIAL.findall(text))
        names.update(short for first, last, short in _SHORT.findall(text) if short[:2] == first + last[0])
    for text in texts:
        for pattern in (_TITLED, _MOVED, _INITIAL):
            names.update(_WORD.findall(" ".join(pattern.findall(text))))
        for label in _LABEL.findall(text):
            labels[fold(label)] = labels.get(fold(label), 0) + 1
    found = {fold(word) for name in names for word in _WORD.findall(name)} - small
    found |= {label for label, times in labels.items() if times >= _LABELLED and label not in known}
    return People(frozenset(found), frozenset(pairs))
