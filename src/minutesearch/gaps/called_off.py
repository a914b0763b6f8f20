"""Meetings that the minutes say were not held: cancelled, postponed, left out for a recess."""

from __future__ import annotations

import re
from collections.abc import Iterable

from minutesearch.dates import LONG_MONTHS
from minutesearch.model import Section
from minutesearch.query import first_day, last_day
from minutesearch.text import sentences

_OFF = re.compile(
    r"\b(?:cancel\w{0,12}|postpon\w{0,4}|resched\w{0,8}|called off|recess|(?:summer|winter) break|inquorate|"
    r"not quorate|(?:no|lack of|without)(?: a)? quorum|skip(?:s|ped|ping)?|brought forward|moved from|"
    r"in place of|instead of|not (?:be )?(?:meet(?:ing)?|held|hold|having|take place)|"
    r"no (?!further|other)(?:[\w'-]{1,20} ){0,2}(?:meetings?|sessions?|calls?))\b",
    re.IGNORECASE,
)
_MEETING = re.compile(r"\b(?:meet(?:s|ings?)?|sessions?|calls?|quor\w{0,4})\b|\binquorate\b", re.IGNORECASE)
_NEXT = re.compile(r"\bnext\b[^.\n]{0,30}?\b(?:week|month|meeting|session|call)s?\b", re.IGNORECASE)
_SHORT = {number: re.compile(rf"\b(?:{name}|{name[:3]})\b") for number, name in enumerate(LONG_MONTHS, 1)}
"""The names of the months, as they are written: "may" in small letters is a verb."""
_FIGURES = re.compile(r"\b(?P<a>\d{1,2})[./-](?P<b>\d{1,2})\b")


def is_called_off(of: str, before: Iterable[Section], after: Iterable[Section]) -> bool:
    """Does a sentence say that the meeting of a day or month was not to be, or was not, held?

    It must speak of a meeting and of calling off, and name the month, or the next meeting where an earlier meeting
    says it. What only may mean it is taken to mean it: a meeting that may have been called off is no gap.

    Args:
        of: the ISO day or month.
        before: sections of meetings before it.
        after: sections of meetings after it.
    """
    return any(_says_so(section, of, earlier=True) for section in before) or any(
        _says_so(section, of, earlier=False) for section in after
    )


def _says_so(section: Section, of: str, *, earlier: bool) -> bool:
    text = f"{section.title}\n{section.text}"
    if not _OFF.search(text):
        return False
    for start, end in sentences(text):
        sentence = text[start:end]
        if not _OFF.search(sentence) or not _MEETING.search(sentence):
            continue
        if (earlier and _NEXT.search(sentence)) or _names_month(sentence, of):
            return True
    return False


def _names_month(sentence: str, of: str) -> bool:
    months = {int(first_day(of)[5:7]), int(last_day(of)[5:7])}
    if any(_SHORT[month].search(sentence) for month in months):
        return True
    return any(month in (int(m["a"]), int(m["b"])) for m in _FIGURES.finditer(sentence) for month in months)
