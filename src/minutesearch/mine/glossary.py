"""The archive's own glossary: short forms with the long forms it spells them out as, and those it never does.

Both orders are read, ``SHORT (LONG)`` and ``LONG (SHORT)``. A pair counts only where the words spell the letters
(:mod:`minutesearch.mine.align`), so that a remark in brackets is no long form. Everything is linear in the text: a
bracket is looked at once, with a window of fixed size before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, Protocol

from minutesearch.mine.align import MOST_LETTERS, Word, letters_of, spelt_by, words_of
from minutesearch.mine.learned import core, short_keys, singular_short
from minutesearch.mine.people import initials, small_letters, surely_a_person
from minutesearch.mine.phrases import key
from minutesearch.mine.shortforms import Use, is_short_form, used_short_forms
from minutesearch.mine.topics import read_built_in
from minutesearch.model import GlossaryEntry

VERSION = "1"
"""Change it with anything here, in ``align`` or in ``shortforms`` that changes an entry."""

_BRACKETS = re.compile(r"\(([^()]{2,200})\)")
_WINDOW = 200
_MOST_WORDS = 16
_BOUNDARY = re.compile(r"[.;:!?()\[\]\n•|]")
_BEFORE = re.compile(r"(?:([^\W_]+) )?([^\W_]+(?:&[^\W_]+)*)(?:['\u2019]s|s?['\u2019])?\s?$")
_OPENING = re.compile(
    r"\s*(?:(?:i\.?e\.?|or|the|our|a|an|known as|also known as|hereafter|abbreviated to)[\s,:]+)*", re.IGNORECASE
)
_HYPHENS = frozenset("-\u2010\u2011")
_QUOTES = "\"'“”‘’`«» "
_TAIL_OPENS = frozenset({"in", "for", "at", "across"})
_TAILS = frozenset("service services team teams board group programme partnership project plan scheme".split())


class SectionLike(Protocol):
    """What the glossary needs to know of a section."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...


class Pair(NamedTuple):
    """One printing of a short form with its long form, and the offsets of both together."""

    short: str
    long: str
    section: str
    where: Literal["title", "text"]
    start: int
    end: int
    long_first: bool
    person: bool


def find(section_id: str, title: str, text: str) -> list[Pair]:
    """All pairs of a section: those of its text in reading order, then those of its title."""
    found: list[Pair] = []
    places: tuple[tuple[Literal["title", "text"], str], ...] = (("text", text), ("title", title))
    for where, line in places:
        for match in _BRACKETS.finditer(line):
            pair = _long_before(line, match)
            long_first = pair is not None
            pair = pair or _long_inside(line, match)
            if pair:
                short, long, start = pair
                long = " ".join(long.split())
                person = long_first and surely_a_person(long, line[:start])
                found.append(Pair(short, long, section_id, where, start, match.end(), long_first, person))
    return found


def short_forms(sections: Iterable[SectionLike]) -> list[Use]:
    """The short forms that an archive uses; see :func:`minutesearch.mine.shortforms.used_short_forms`."""
    return used_short_forms([(section.id, section.title, section.text) for section in sections])


def collect(sections: Iterable[SectionLike], uses: Sequence[Use] | None = None) -> tuple[GlossaryEntry, ...]:
    """The glossary of an archive.

    Args:
        sections: all sections, in reading order.
        uses: what :func:`short_forms` gave for them, where it was asked already.

    Returns:
        One entry for each spelling of a pair, with the number of its printings and the first place (offsets into
        the section's text, or into its title where the section has it only there); one with ``long`` None, and the
        number of uses, for each short form that is never spelt out. In order of the first place.
    """
    rows = [(section.id, section.title, section.text) for section in sections]
    printed = [(n, pair) for n, row in enumerate(rows) for pair in find(*row)]
    people = initials([pair for _, pair in printed], small_letters(text for _, _, text in rows), _names_of_the_field())
    first: dict[tuple[str, str], tuple[int, Pair]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for n, pair in printed:
        if (pair.short, pair.long) in people:
            continue
        spelling = (singular_short(pair.short, pair.long), core(pair.long))
        first.setdefault(spelling, (n, pair))
        counts[spelling] += 1
    spelt = {k for _, pair in printed for k in short_keys(pair.short)}
    placed = [
        (n, pair.start, GlossaryEntry(pair.short, pair.long, pair.section, pair.start, pair.end, counts[spelling]))
        for spelling, (n, pair) in first.items()
    ]
    for use in used_short_forms(rows) if uses is None else uses:
        if not short_keys(use.short) & spelt:
            section = rows[use.section][0]
            placed.append(
                (use.section, use.start, GlossaryEntry(use.short, None, section, use.start, use.end, use.count))
            )
    return tuple(entry for _, _, entry in sorted(placed, key=lambda row: (row[0], row[1], row[2].short)))


def _names_of_the_field() -> frozenset[str]:
    """The keys of the built-in names: a pair whose long form holds one of them is no person's name."""
    return frozenset(key(name) for topic in read_built_in().topics for name in topic.names)


def _long_before(line: str, match: re.Match[str]) -> tuple[str, str, int] | None:
    """``LONG (SHORT)``: the fewest words before the bracket that spell the short form inside it."""
    inside = _OPENING.sub("", match[1], count=1).strip(_QUOTES)
    if not _may_be_short(inside):
        return None
    floor = max(0, match.start() - _WINDOW)
    window = line[floor : match.start()]
    for boundary in _BOUNDARY.finditer(window):
        floor = match.start() - len(window) + boundary.end()
    words = words_of(line[floor : match.start()])[-_MOST_WORDS:]
    for row in (words, *_without_tail(words)):
        for letters in _readings(inside):
            for liberties in (0, 1):
                for n in range(2, len(row) + 1):
                    start = floor + row[-n].start
                    inside_a_word = line[start - 1 : start] in _HYPHENS
                    if not inside_a_word and spelt_by(letters, tuple(w.text for w in row[-n:]), liberties) == n:
                        return inside, line[start : floor + row[-1].end], start
    return None


def _without_tail(words: list[Word]) -> list[list[Word]]:
    """The words before a last "in SEND" or "for families", which often stands between a name and its short form."""
    cuts = (len(words) - 2, len(words) - 3)
    return [words[:cut] for cut in cuts if cut > 1 and words[cut].text in _TAIL_OPENS]


def _long_inside(line: str, match: re.Match[str]) -> tuple[str, str, int] | None:
    """``SHORT (LONG)``: the words inside the bracket, up to the prose that may follow them."""
    floor = max(0, match.start() - 40)
    before = _BEFORE.search(line[floor : match.start()])
    if before is None:
        return None
    opening = _OPENING.match(match[1])
    skipped = opening.end() if opening else 0
    inside = match[1][skipped:]
    words = words_of(inside)[:_MOST_WORDS]
    single = (before[2], floor + before.start(2))
    candidates = [single]
    if before[1] and is_short_form(before[1]):
        # "EHC plan (Education, Health and Care plan)"
        candidates.append((f"{before[1]} {before[2]}", floor + before.start(1)))
    for short, start in candidates:
        if not _may_be_short(short):
            continue
        best = 0
        for letters in _readings(short):
            for liberties in (0, 1):
                taken = spelt_by(letters, tuple(w.text for w in words), liberties)
                if taken >= 2 and _ends_there(inside, words, taken):
                    best = max(best, _with_tail(words, taken))
                    break
        if best:
            return short, inside[words[0].start : words[best - 1].end], start
    return None


def _may_be_short(form: str) -> bool:
    words = form.split(" ")
    return len(words) <= 2 and len(letters_of(form)) <= MOST_LETTERS and is_short_form(words[0])


def _readings(short: str) -> list[str]:
    """The letters of a short form: without a plural s first, then as they stand."""
    letters = letters_of(short)
    return [letters[:-1], letters] if re.search(r"[A-Z]s$", letters) else [letters]


def _ends_there(inside: str, words: list[Word], taken: int) -> bool:
    """Whether the long form may end after that many words: at a mark or in prose, not within a longer name."""
    if taken == len(words):
        return True
    between = inside[words[taken - 1].end : words[taken].start]
    following = words[taken].text
    return between.strip() != "" or following.casefold() in _TAILS or not following[:1].isupper()


def _with_tail(words: list[Word], taken: int) -> int:
    """Takes in a last word Service, Team … that no letter stands for: EP (Educational Psychology service)."""
    return taken + (taken == len(words) - 1 and words[taken].text.casefold() in _TAILS)
