"""What may be a topic and is none yet: titles of items that come back, and phrases that come back in the text.

Titles first: an item that two meetings give a heading of its own is somebody's business. Then phrases, weighed as in
RAKE (see :mod:`minutesearch.mine.candidates`): a word weighs the more, the longer the runs are that it stands in.
Nothing is proposed that the vocabulary covers, that a person has dropped, or that names people, days, bodies or the
procedure of meetings. A proposal changes nothing until a person accepts it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log2
from typing import TYPE_CHECKING, NamedTuple, Protocol

from minutesearch.mine.candidates import WORD, Candidate, in_text, in_title, without_addresses
from minutesearch.mine.people import HONORIFICS, small_letters
from minutesearch.mine.phrases import key, needs_capitals, variants
from minutesearch.mine.plainwords import PROCEDURAL_TITLES, WEAK
from minutesearch.mine.topics import slug
from minutesearch.model import Proposal
from minutesearch.text import stem_words

if TYPE_CHECKING:
    from minutesearch.mine.vocabulary import Vocabulary

VERSION = "1"
"""Change it with anything here, in ``candidates`` or in ``plainwords`` that changes a proposal."""

MOST = 40
"""Proposals that are kept: more than a person reads at a sitting would hide the good ones."""
_MEETINGS = 2
_MANY = 12
"""From so many meetings on a phrase must come back once more: chance repeats a phrase in a long run of minutes."""
_NEWEST = 20_000
"""Sections whose text is searched for phrases, the newest: what a large archive no longer speaks of needs no topic."""
_NEARLY_ALL = 0.8
_OFTEN = 5
_PER_WORD = 1.5
"""The least weight of a phrase for each of its words: 1 is that of a word that always stands alone."""
_SPELLINGS = 4
_PERSON = 2
_NAME = 4
"""A name of a person is printed with a capital so many times oftener than without; of up to two words it is none of a
topic, as far as one can tell."""
_SHORT = 5
"""Letters of the longest word in capitals that may be a short form."""
_ATTENDANCE = frozenset("present attendance attendees attending apologies absent absentees regrets members".split())

_Stems = tuple[str, ...]


class SectionLike(Protocol):
    """What is looked at of a section."""

    @property
    def id(self) -> str: ...
    @property
    def meeting(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def ordinal(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def title_generated(self) -> bool: ...
    @property
    def text(self) -> str: ...


class Proposals(NamedTuple):
    """What is proposed, the most useful first; how much there was before the cut; words of ``drop`` that it spares."""

    kept: tuple[Proposal, ...]
    total: int
    dropped: frozenset[str]


class _Seen:
    """What is counted of one candidate."""

    __slots__ = ("around", "example", "meetings", "printed", "sections")

    def __init__(self, example: str) -> None:
        self.example = example
        self.printed: Counter[str] = Counter()
        self.sections: set[str] = set()
        self.meetings: set[str] = set()
        self.around: set[tuple[str, str]] = set()

    def add(self, section: SectionLike, candidate: Candidate) -> None:
        self.printed[candidate.printed] += 1
        self.sections.add(section.id)
        self.meetings.add(section.meeting)
        self.around.add(candidate.around)


class _Row(NamedTuple):
    """A candidate with what speaks for it; a title has no weight."""

    stems: _Stems
    seen: _Seen
    weight: float

    def rank(self) -> tuple[object, ...]:
        meetings = len(self.seen.meetings)
        # A phrase that always stands between the same words is a sentence that is said again, not a subject.
        worth = min(meetings, len(self.seen.around)) * log2(1 + self.weight) if self.weight else meetings
        return -worth, -len(self.seen.sections), self.stems


def derive(sections: Sequence[SectionLike], vocabulary: Vocabulary) -> Proposals:
    """The proposals of an archive.

    Args:
        sections: all sections, in reading order.
        vocabulary: the concepts, with what the archive's glossary taught.
    """
    judge = _Judge(sections, vocabulary)
    titles: dict[_Stems, _Seen] = {}
    phrases: dict[_Stems, _Seen] = {}
    lengths: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for section in filter(judge.is_business, sections):
        for candidate in () if section.title_generated else in_title(section.title):
            titles.setdefault(candidate.stems, _Seen(section.id)).add(section, candidate)
    for section in filter(judge.is_business, sections[-_NEWEST:]):
        for stems, found in in_text(section.text):
            for stem in stems:
                lengths[stem] += len(stems)
                uses[stem] += 1
            if found:
                phrases.setdefault(found.stems, _Seen(section.id)).add(section, found)
    rows = sorted((_Row(s, seen, 0.0) for s, seen in titles.items() if judge.is_topic(s, seen)), key=_Row.rank)
    weighed = (_Row(s, seen, sum(lengths[w] / uses[w] for w in s)) for s, seen in phrases.items())
    known = {row.stems for row in rows}
    for row in sorted((r for r in weighed if judge.is_subject(r)), key=_Row.rank):
        if not _covers(known, row.stems):
            known.add(row.stems)
            rows.append(row)
    dropped = frozenset(word for stems, word in judge.drop.items() if stems in titles or stems in phrases)
    kept = tuple(_proposals(rows[:MOST], sections, judge))
    return Proposals(kept, len(rows) - (min(len(rows), MOST) - len(kept)), dropped)


def _covers(known: set[_Stems], stems: _Stems) -> bool:
    """Whether half of the words, or more, are a name that is known."""
    count = len(stems)
    lengths = range(count, (count + 1) // 2 - 1, -1)
    return any(stems[i : i + n] in known for n in lengths for i in range(count - n + 1))


class _Judge:
    """Knows what is no topic: what the vocabulary covers, people, bodies, procedure, what was dropped."""

    def __init__(self, sections: Sequence[SectionLike], vocabulary: Vocabulary) -> None:
        concepts = (*vocabulary.own, *vocabulary.concepts)
        names = {name for concept in concepts for name in (*concept.names, *concept.signs)}
        self._known = {tuple(stem_words(form)) for name in names for form in variants(name)}
        self.ids = {concept.id for concept in concepts}
        self.drop = {tuple(stem_words(word)): word for word in vocabulary.corrections.drop}
        self._furniture = {key(title) for title in vocabulary.furniture}
        self._procedural = {tuple(stem_words(title)) for title in (*PROCEDURAL_TITLES, *vocabulary.furniture)}
        self._bodies = [frozenset(stem_words(body)) for body in {section.body for section in sections}]
        self._meetings = len({section.meeting for section in sections})
        texts = [without_addresses(section.text) for section in sections]
        self._small = small_letters(texts)
        self._capital = Counter(word.casefold() for text in texts for word in WORD.findall(text) if word[0].isupper())
        self._people = frozenset(self._named(sections))

    def _named(self, sections: Sequence[SectionLike]) -> Iterator[str]:
        """Words that are only ever printed with a capital, in lists of those present or after Mr, Cllr, Dr."""
        for section in sections:
            listed = not self.is_business(section)
            before = ""
            for word in WORD.findall(section.text):
                low = word.casefold()
                if (listed or before in HONORIFICS) and word[0].isupper() and not self._small[low] and low not in WEAK:
                    yield low
                before = low

    def is_business(self, section: SectionLike) -> bool:
        """Whether a section is an item, and no list of those present."""
        first = WORD.search(section.title[:100])
        listed = first is not None and first[0].casefold() in _ATTENDANCE
        return section.ordinal > 0 and not listed and key(section.title) not in self._furniture

    def is_ordinary(self, word: str) -> bool:
        """Whether the archive prints a word in small letters too, and not by a slip."""
        parts = [part for part in re.split("['\u2019\u2010\u2011-]", word.casefold()) if part]
        return any(_NAME * self._small[part] >= max(self._capital[part], 1) for part in parts)

    def is_topic(self, stems: _Stems, seen: _Seen) -> bool:
        """Whether a candidate comes back, and is neither known nor a person, a body or procedure."""
        if len(seen.meetings) < _MEETINGS or stems in self.drop or stems in self._procedural:
            return False
        if _covers(self._known, stems) or any(set(stems) <= body for body in self._bodies):
            return False
        words = [word.casefold() for word in next(iter(seen.printed)).split()]
        if any(before in HONORIFICS for before, _ in seen.around):
            return False
        return not any(word in self._people for word in words)

    def is_subject(self, row: _Row) -> bool:
        """Whether a phrase of the text may be proposed: as :meth:`is_topic`, and neither a name nor boilerplate."""
        seen = row.seen
        meetings, around = len(seen.meetings), len(seen.around)
        if meetings < _MEETINGS + (self._meetings >= _MANY) or around < 2 or row.weight < _PER_WORD * len(row.stems):
            return False
        if meetings >= max(_OFTEN, _NEARLY_ALL * self._meetings) and 2 * around < seen.printed.total():
            return False
        words = next(iter(seen.printed)).casefold().split()
        return (len(words) > _PERSON or any(map(self.is_ordinary, words))) and self.is_topic(row.stems, seen)


def _proposals(rows: Sequence[_Row], sections: Sequence[SectionLike], judge: _Judge) -> Iterator[Proposal]:
    counts = _counts({row.stems for row in rows}, sections)
    taken = set(judge.ids)
    for row in rows:
        if counts[row.stems][1] < _MEETINGS:
            # Marks between its words may make a title another row of words than a search would look for.
            continue
        label, names = _named(row.seen.printed, judge)
        plain = slug(re.sub(r"[^\w]+", " ", label))
        id = next(
            i for i in (plain, *(f"{plain or 'topic'}-{n}" for n in range(2, len(taken) + 3))) if i and i not in taken
        )
        taken.add(id)
        titled, meetings = len(row.seen.sections), len(row.seen.meetings)
        why = (
            f"the title of {titled} items in {meetings} meetings"
            if not row.weight
            else f"a phrase of {meetings} meetings, weight {row.weight:.1f}"
        )
        yield Proposal(id, label, names, *counts[row.stems], why, row.seen.example)


def _named(printed: Counter[str], judge: _Judge) -> tuple[str, tuple[str, ...]]:
    """A label, and the printings that are not generated from it; capitals that only shout are taken back."""
    forms: Counter[str] = Counter()
    for form, count in printed.items():
        words = form.split()
        shouted = form.isupper() and (max(map(len, words)) > _SHORT or all(map(judge.is_ordinary, words)))
        forms[form.capitalize() if shouted else form] += count
    ordered = sorted(forms, key=lambda form: (form.isupper() and not needs_capitals(form), -forms[form], form))
    names: list[str] = []
    spelt: set[str] = set()
    for form in ordered:
        if form.casefold() not in spelt:
            names.append(form if needs_capitals(form) else form.casefold())
            spelt |= set(variants(form))
    return ordered[0][:1].upper() + ordered[0][1:], tuple(names[:_SPELLINGS])


def _counts(wanted: set[_Stems], sections: Sequence[SectionLike]) -> dict[_Stems, tuple[int, int]]:
    """In how many sections and meetings each stands, in title or text: what would be tagged if it were accepted."""
    by_first: dict[str, list[_Stems]] = {}
    for stems in wanted:
        by_first.setdefault(stems[0], []).append(stems)
    held: dict[_Stems, tuple[set[str], set[str]]] = {stems: (set(), set()) for stems in wanted}
    for section in sections:
        row = stem_words(f"{section.title}\n{section.text}")
        for i, stem in enumerate(row):
            for stems in by_first.get(stem, ()):
                if tuple(row[i : i + len(stems)]) == stems:
                    held[stems][0].add(section.id)
                    held[stems][1].add(section.meeting)
    return {stems: (len(ids), len(meetings)) for stems, (ids, meetings) in held.items()}
