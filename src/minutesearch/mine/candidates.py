"""What a title or a text offers as the name of a topic: runs of words that carry content.

Phrases are those of RAKE (Rose, Engel, Cramer and Cowley, "Automatic keyword extraction from individual documents",
in Text Mining: Applications and Theory, Wiley 2010): a text breaks at punctuation and at words without content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minutesearch.mine.learned import MINOR
from minutesearch.mine.phrases import singular
from minutesearch.mine.plainwords import BREAKS, FURNITURE, WEAK
from minutesearch.text import stem_words

LONGEST_PHRASE = 4
_LONGEST_TITLE = 6
_LETTERS = 300
"""Letters of a title that are looked at."""

WORD = re.compile(r"[^\W_]+(?:['\u2019\u2010\u2011-][^\W_]+)*")
_CUT = re.compile(r"[:;|•()\[\]/\u2013\u2014,.?!\u201c\u201d\"]| - ")
# What stands before the @ is bounded: without that a long run of letters would be read again from each of them.
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@\S+")
_ADJECTIVES = ("ial", "ural", "onal", "ical", "ous", "ive")


class Candidate(NamedTuple):
    """A run of words: its stems, how it is printed, and the word or mark before and after it."""

    stems: tuple[str, ...]
    printed: str
    around: tuple[str, str] = ("", "")


def without_addresses(text: str) -> str:
    """A text in which addresses of pages and people are dots: their parts are no words, and nothing runs across."""
    return _ADDRESS.sub(".", text)


def folded(word: str) -> str:
    """A word in small letters, with a plain apostrophe and without a possessive s."""
    low = word.casefold().replace("\u2019", "'")
    return low.removesuffix("'s").removesuffix("'") if low not in BREAKS else low


def is_weak(word: str) -> bool:
    """Whether a word alone tells nothing of what an item is about."""
    low = folded(word)
    return low in WEAK or low in FURNITURE or singular(low) in WEAK


def in_title(title: str) -> Iterator[Candidate]:
    """What a title tells, part by part, without numbers, dates and the words that any title may have.

    "4. Update on the footpath (30 May)" tells of the footpath. A part that is a sentence tells nothing.
    """
    for part in _CUT.split(without_addresses(title[:_LETTERS])):
        words = [w for w in WORD.findall(part) if not w[0].isdigit()]
        while words and (is_weak(words[-1]) or folded(words[-1]) in MINOR):
            words.pop()
        while words and (is_weak(words[0]) or folded(words[0]) in MINOR):
            del words[0]
        if not 0 < len(words) <= _LONGEST_TITLE or any(folded(w) in BREAKS - MINOR for w in words):
            continue
        # "Financial [report]": what is left is no name.
        if len(words) > 1 or (words[0][0].isupper() and not words[0].casefold().endswith(_ADJECTIVES)):
            yield from _candidate(words, (_before(part, words[0]), ""))


def in_text(text: str) -> Iterator[tuple[tuple[str, ...], Candidate | None]]:
    """The runs of a text: the stems of each, and the candidate in it, if there is one."""
    for run, before, after in _runs(without_addresses(text)):
        stems = tuple(stem_words(" ".join(run)))
        first, last = 0, len(run)
        while first < last and is_weak(run[first]):
            first += 1
        while first < last and is_weak(run[last - 1]):
            last -= 1
        words = run[first:last]
        candidate = None
        if 1 < len(words) <= LONGEST_PHRASE and not words[-1].casefold().endswith(("'s", "\u2019s")):
            sides = run[first - 1] if first else before, run[last] if last < len(run) else after
            candidate = next(_candidate(words, (sides[0].casefold(), sides[1].casefold())), None)
        yield stems, candidate


def _before(part: str, first: str) -> str:
    """The word before the first one of a part: Cllr, say."""
    words = WORD.findall(part)
    at = words.index(first)
    return words[at - 1].casefold() if at else ""


def _runs(text: str) -> Iterator[tuple[list[str], str, str]]:
    run: list[str] = []
    before = ""
    end = 0
    for word in WORD.finditer(text):
        gap = text[end : word.start()]
        breaks = folded(word[0]) in BREAKS or any(c.isdigit() for c in word[0])
        if run and (breaks or gap != " "):
            yield run, before, word[0] if gap == " " else gap.strip()
            run = []
        if breaks:
            before = word[0]
        else:
            if not run and gap != " ":
                before = gap.strip()
            run.append(word[0])
        end = word.end()
    if run:
        yield run, before, ""


def _candidate(words: Sequence[str], around: tuple[str, str] = ("", "")) -> Iterator[Candidate]:
    if max(map(len, words)) > 2 and min(map(len, words)) > 1 and not all(map(is_weak, words)):
        printed = " ".join(words)
        yield Candidate(tuple(stem_words(printed)), printed, around)
