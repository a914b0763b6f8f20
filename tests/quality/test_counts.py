"""Counts over all published minutes against an oracle that knows nothing of our analyser, only regular expressions.

The rule. A *word* is a run of letters and digits. Two printed words are one if, in small letters and without accents,
Snowball's English stemmer, asked here directly, gives them one stem; drawn are stems of four letters or more, for
which the product has no exception. An oracle is an explicit alternation of all printed forms, and ``re`` counts it in
titles and texts as they are stored:

- of a word: every form as a whole word; where hyphens or apostrophes join words, their whole as printed too, if its
  letters have that stem. Of two that begin together the longer is the mention;
- of a phrase: the forms of its words in order, with anything between them that is no letter, digit, line break or
  one of ``.!?…``; and the same with two neighbours printed as one word (*Fire Wise*, *Firewise*). Phrases that ever
  stand across one of these four are not drawn, for whether it ends a sentence is for other tests; a line break always
  ends one.

The names that the archive knows are switched off, and so are corrections: every drawn word is there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cached_property
from itertools import pairwise
from random import Random
from typing import NamedTuple

import pytest
import Stemmer

from minutesearch.archive import Archive
from minutesearch.model import Section

WORDS, PAIRS, PHRASES = 110, 20, 90
WORD = re.compile(r"[^\W_]+")
JOIN = "-'’‘\u2010\u2011"
JOINED = re.compile(rf"[^\W_]+(?:[{JOIN}][^\W_]+)+")
BETWEEN = r"(?:[^\w.!?…\n]|_)+"
ACROSS = r"(?:[^\w\n]|_)*[.!?…](?:[^\w\n]|_)*"
NOTHING = "(?!)"
SHORTEST = 4

pytestmark = [pytest.mark.shared, pytest.mark.slow]


class Count(NamedTuple):
    """What is counted of a query: sections, mentions and meetings."""

    sections: int
    mentions: int
    meetings: int


class Oracle:
    """Regular expressions over the stored sections.

    Args:
        sections: all of the archive.
    """

    def __init__(self, sections: tuple[Section, ...]) -> None:
        self.sections = sections
        self._stemmer = Stemmer.Stemmer("english")
        self._sides = [side for s in sections for side in (s.title, s.text)]

    def stem(self, printed: str) -> str:
        plain = "".join(c for c in unicodedata.normalize("NFKD", printed) if c.isalnum()).casefold()
        return str(self._stemmer.stemWord(plain)) if plain.isalpha() else plain

    @cached_property
    def forms(self) -> dict[str, set[str]]:
        """Stem → the words that are printed with it."""
        found: dict[str, set[str]] = defaultdict(set)
        for printed in {word for side in self._sides for word in WORD.findall(side)}:
            found[self.stem(printed)].add(printed)
        return found

    @cached_property
    def joined(self) -> dict[str, set[str]]:
        """Stem → the joined words that are printed with it."""
        found: dict[str, set[str]] = defaultdict(set)
        for printed in {word for side in self._sides for word in JOINED.findall(side)}:
            found[self.stem(printed)].add(printed)
        return found

    def pattern(self, stem: str) -> str:
        """Any printed form of a word, the longest first."""
        plain = "|".join(sorted(map(re.escape, self.forms[stem]), key=len, reverse=True))
        whole = rf"(?<![^\W_])(?:{plain or NOTHING})(?![^\W_])"
        if not self.joined[stem]:
            return whole
        joined = "|".join(sorted(map(re.escape, self.joined[stem]), key=len, reverse=True))
        return rf"(?:(?<![^\W_])(?<![^\W_][{JOIN}])(?:{joined})(?![^\W_])(?![{JOIN}][^\W_])|{whole})"

    def count(self, *patterns: str) -> Count:
        """Sections that hold all of the patterns, with the mentions of any of them."""
        each = [re.compile(pattern) for pattern in patterns]
        any_of = re.compile("|".join(patterns))
        sections = mentions = 0
        meetings = set()
        for s in self.sections:
            if all(one.search(s.title) or one.search(s.text) for one in each):
                sections += 1
                mentions += len(any_of.findall(s.title)) + len(any_of.findall(s.text))
                meetings.add(s.meeting)
        return Count(sections, mentions, len(meetings))

    def stands_across(self, stems: list[str]) -> bool:
        """Does a phrase stand anywhere across what may end a sentence?"""
        words = [self.pattern(stem) for stem in stems]
        return any(
            re.search(f"{one}(?:{ACROSS}){other}", side) for side in self._sides for one, other in pairwise(words)
        )

    def phrase(self, words: list[str]) -> str:
        """The words in a row, or two neighbours of them as one word."""
        rows = [words]
        rows += [[*words[:i], words[i] + words[i + 1], *words[i + 2 :]] for i in range(len(words) - 1)]
        stems = [[self.stem(word) for word in row] for row in rows]
        printed = [row for row in stems if all(self.forms[stem] or self.joined[stem] for stem in row)]
        return "|".join(BETWEEN.join(map(self.pattern, row)) for row in printed)


@pytest.fixture(scope="module")
def oracle(all_minutes: Archive) -> Oracle:
    return Oracle(all_minutes.sections())


def _counted(archive: Archive, query: str) -> Count:
    answer = archive.search(query, expand=False)
    assert answer.corrected is None, query
    return Count(answer.total, answer.mentions, answer.meetings)


def _drawn(oracle: Oracle, random: Random) -> str:
    """A printed word whose stem is one of those that the oracle can tell."""
    while True:
        section = random.choice(oracle.sections)
        words: list[str] = [w for w in WORD.findall(section.text) if w.isascii() and w.isalpha()]
        if words and len(oracle.stem(word := random.choice(words))) >= SHORTEST:
            return word


def test_words_are_counted_as_they_are_printed(all_minutes: Archive, oracle: Oracle) -> None:
    random = Random("words")
    wrong = {}
    for _ in range(WORDS):
        word = _drawn(oracle, random)
        expected = oracle.count(oracle.pattern(oracle.stem(word)))
        if (counted := _counted(all_minutes, word)) != expected:
            wrong[word] = counted, expected
        assert expected.mentions >= expected.sections >= expected.meetings > 0
    assert wrong == {}


def test_two_words_are_counted_where_both_stand(all_minutes: Archive, oracle: Oracle) -> None:
    random = Random("pairs")
    wrong = {}
    for _ in range(PAIRS):
        one, other = _drawn(oracle, random), _drawn(oracle, random)
        expected = oracle.count(oracle.pattern(oracle.stem(one)), oracle.pattern(oracle.stem(other)))
        if expected.sections and (counted := _counted(all_minutes, f"{one} {other}")) != expected:
            wrong[one, other] = counted, expected
    assert wrong == {}


def test_phrases_are_counted_as_they_are_printed(all_minutes: Archive, oracle: Oracle) -> None:
    random = Random("phrases")
    wrong = {}
    tried = 0
    while tried < PHRASES:
        section = random.choice(oracle.sections)
        length = random.choice((2, 2, 2, 3))
        runs = re.findall(rf"(?<!\S)[A-Za-z]+(?: [A-Za-z]+){{{length - 1}}}(?!\S)", section.text)
        if not runs:
            continue
        phrase = str(random.choice(runs))
        stems = [oracle.stem(word) for word in phrase.split()]
        if min(map(len, stems)) < SHORTEST or oracle.stands_across(stems):
            continue
        tried += 1
        expected = oracle.count(oracle.phrase(phrase.split()))
        if (counted := _counted(all_minutes, f'"{phrase}"')) != expected:
            wrong[phrase] = counted, expected
    assert wrong == {}


def test_the_oracle_can_tell(oracle: Oracle) -> None:
    """Were forms or sections few, agreement would prove nothing."""
    assert len(oracle.sections) > 1_000
    assert sum(len(forms) > 2 for forms in oracle.forms.values()) > 500
    assert sum(map(len, oracle.joined.values())) > 100
