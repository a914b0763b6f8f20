"""What a promise is about, and which later passages are about the same.

Subjects are told by the words that are rare in the archive (inverse document frequency, Spärck Jones 1972), by the
title of the item and by the topics it is tagged with. A promise that points back ("this issue would be followed up")
takes its subject from the sentence before it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from minutesearch.ledger.words import NO_SUBJECT, PLAIN, PUT_OFF, looks_ahead, outputs, says_done, verbs
from minutesearch.mine.statements.clauses import main_clauses
from minutesearch.model import Section, Statement, Tag
from minutesearch.people import attendance, people
from minutesearch.text import fold_title, sentences, stem_words

_BRACKETS = re.compile(r"\([^()]{0,300}\)")
_POINTS_BACK = re.compile(
    r"\b(?:this|these|that|those|it|they|them|such|the (?:issue|matter|above|former|latter))\b", re.IGNORECASE
)
_CATCH_ALL = frozenset(
    "aob governance correspondence reports report update updates other business matters arising minutes actions action "
    "general items finance chair chairs chairman clerk clerks any previous last meeting old new announcements "
    "introduction discussion discussions questions public participation review comments".split()
)
_BREAK = re.compile(r";| [–—-] ")
_LONGEST = 2_000
"""Characters of a sentence that are looked at: what is longer is a table."""
_NEXT = 24
"""Later sections of the same item that a promise is held against."""
_ENOUGH = 12
"""Titles that recur with more words than this are sentences, not names of a subject."""


class Part(NamedTuple):
    """A part of a sentence between semicolons or dashes, as far as it matters to a promise.

    ``done`` tells that its main clause says that something has happened, and speaks of nothing to come; ``outputs`` and
    ``verbs`` are the sorts of thing and of doing that it names.
    """

    done: bool
    put_off: bool
    outputs: frozenset[int]
    verbs: frozenset[int]
    stems: frozenset[str]


class Line(NamedTuple):
    """A sentence of a section: where it stands, its stems, and its parts."""

    start: int
    end: int
    stems: frozenset[str]
    parts: tuple[Part, ...]


class Item:
    """A section as the ledger sees it: its sentences, the key of its title, the topics named in title and text."""

    def __init__(self, section: Section, tags: Iterable[Tag], statements: Sequence[Statement]) -> None:
        self.section = section
        self.statements = {statement.start: statement for statement in statements}
        names = [tag for tag in tags if tag.rule == "name"]
        self.topics = frozenset(tag.concept for tag in names)
        self.words_of_topics = {word for tag in names for word in fold_title(tag.surface).split()}
        self.spans = [(tag.start, tag.end, tag.concept) for tag in names if tag.where == "text"]
        words = fold_title(section.title).split()
        tells = bool(words) and not set(words) <= _CATCH_ALL
        self.title = " ".join(words) if tells and len(words) <= _ENOUGH else ""
        self.title_topics = frozenset(tag.concept for tag in names if tells and tag.where == "title")

    @cached_property
    def lines(self) -> list[Line]:
        """Its sentences in order."""
        text = self.section.text
        return [_line(text, a, b) for a, b in sentences(text)]

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems of its title and text."""
        return frozenset(stem_words(f"{self.section.title} {self.section.text}"))


def _line(text: str, start: int, end: int) -> Line:
    """A sentence; what was done and what is promised often share one ("had produced …; this would …")."""
    sentence = text[start : min(end, start + _LONGEST)]
    parts = []
    for piece in _BREAK.split(sentence.lower().replace("\u2019", "'")):
        main = main_clauses(piece)
        done = says_done(main) and not looks_ahead(main)
        parts.append(
            Part(done, PUT_OFF.search(main) is not None, outputs(main), verbs(main), frozenset(stem_words(main)))
        )
    return Line(start, end, frozenset(stem_words(sentence)), tuple(parts))


class Subject(NamedTuple):
    """What a promise is about: its own stems with their weights, its topics, and the item it stands in."""

    weights: Mapping[str, float]
    total: float
    topics: frozenset[str]
    item: Item

    def share(self, stems: frozenset[str]) -> tuple[float, int, float]:
        """How much of the subject a row of stems holds: the share (0–1) of its weight, how many stems, their weight."""
        held = [weight for stem, weight in self.weights.items() if stem in stems]
        weight = sum(held)
        return (weight / self.total if self.total else 0.0), len(held), weight

    def is_same_item(self, other: Item) -> bool:
        """Is another section the same item of the agenda: the same title, or a topic that both titles name?"""
        if self.item.title and self.item.title == other.title:
            return True
        return bool(self.item.title_topics & other.title_topics)


class Rarity:
    """How rare stems are among the sections of an archive."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._count = max(1, len(items))
        self._held = Counter(stem for item in items for stem in item.stems)

    def weight(self, stem: str) -> float:
        """The inverse document frequency of a stem, 0 where every section has it."""
        return math.log((self._count + 1) / (self._held[stem] + 0.5))


def names_of_people(items: Sequence[Item]) -> dict[str, frozenset[str]]:
    """The stems of the names of those who sit on each body: who is to do a thing is not what it is about."""
    lists: dict[str, list[str]] = defaultdict(list)
    business: dict[str, list[str]] = defaultdict(list)
    known: dict[str, set[str]] = defaultdict(set)
    for item in items:
        section = item.section
        (lists if attendance(section.title) else business)[section.body].append(section.text)
        known[section.body].update(item.words_of_topics)
    return {
        body: frozenset(
            s for word in people(lists[body], texts, frozenset(known[body])).words for s in stem_words(word)
        )
        for body, texts in business.items()
    }


def subject_of(item: Item, promise: Statement, rarity: Rarity, people_named: frozenset[str]) -> Subject:
    """The subject of a promise.

    Args:
        item: the section it stands in.
        promise: the statement.
        rarity: of the archive.
        people_named: stems of names of people.
    """
    text = item.section.text[promise.start : promise.end]
    stems = _own(item, promise.start, promise.end)
    if _POINTS_BACK.search(text) and len(stems) < 2:
        before = max((line for line in item.lines if line.end <= promise.start), key=lambda x: x.end, default=None)
        if before is not None:
            stems |= _own(item, before.start, before.end)
    stems -= people_named | set(stem_words(promise.owner or ""))
    topics = frozenset(c for a, b, c in item.spans if promise.start <= a and b <= promise.end) | item.title_topics
    # In one order always: the order of a set, and with it the last digits of a sum, is another in every process.
    weights = {stem: rarity.weight(stem) for stem in sorted(stems)}
    return Subject(weights, sum(weights.values()), topics, item)


def _own(item: Item, start: int, end: int) -> set[str]:
    """The stems of a sentence that tell its subject: no asides, none of the item's own topic, none that is plain."""
    text = item.section.text
    letters = list(text[start:end])
    for a, b, concept in item.spans:
        if start <= a and b <= end and concept in item.title_topics:
            letters[a - start : b - start] = " " * (b - a)
    said = _BRACKETS.sub(" ", "".join(letters))
    return {stem for stem in stem_words(said) if stem not in NO_SUBJECT and not stem.isdigit() and len(stem) > 1}


class Index:
    """Sections by body, for finding those that may be about a subject.

    Args:
        items: all of an archive, in reading order.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._titles: dict[str, list[int]] = defaultdict(list)
        self._topics: dict[str, list[int]] = defaultdict(list)
        self._stems: dict[str, list[int]] = defaultdict(list)
        for number, item in enumerate(items):
            if item.title:
                self._titles[item.title].append(number)
            for topic in item.title_topics:
                self._topics[topic].append(number)
            for stem in item.stems - PLAIN:
                self._stems[stem].append(number)

    def candidates(self, subject: Subject, after: str) -> list[Item]:
        """Sections of later meetings that are the same item, or hold two stems of the subject (or its only one).

        Of the same item only the next few count: a standing item comes back for years, and what it says then is another
        matter; and every promise would be held against all of it.

        Args:
            subject: the subject.
            after: the ISO day of the promise.
        """
        same = set(self._titles.get(subject.item.title, ())) if subject.item.title else set()
        for topic in subject.item.title_topics:
            same.update(self._topics[topic])
        body = subject.item.section.body
        later = [n for n in sorted(same) if self._items[n].section.date > after and self._items[n].section.body == body]
        found = set(sorted(later, key=lambda n: (self._items[n].section.date, n))[:_NEXT])
        counts = Counter(number for stem in subject.weights for number in self._stems.get(stem, ()))
        least = min(2, len(subject.weights))
        found.update(number for number, held in counts.items() if held >= least)
        return [self._items[n] for n in sorted(found) if self._items[n].section.date > after]
