"""The sentences in which a meeting approves earlier minutes: "the minutes of the April meeting were approved".

The date must hang on the word *minutes*, with nothing between them that could name another body, and the approval must
be said in the same sentence; what is doubtful tells nothing. What follows from them is worked out in ``gaps``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from minutesearch.dates import LONG_MONTHS
from minutesearch.model import Section
from minutesearch.query import month_length
from minutesearch.text import fold_title, sentences

_MONTH = "|".join(dict.fromkeys([*LONG_MONTHS, *(m[:3] for m in LONG_MONTHS), "Sept"])).replace("May|", "", 1)
# "may" in small letters is a verb.
_NAMED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<month>May|(?i:{_MONTH}))\b\.?,?"
    rf"(?:\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d),?)?(?:\s+(?P<year>\d{{4}}))?"
)
_NUMERIC = re.compile(r"\b(?P<a>\d{1,2})[./-](?P<b>\d{1,2})[./-](?P<year>\d{4}|\d{2})\b")
_MINUTES = re.compile(r"\bminutes\b", re.IGNORECASE)
_APPROVED = re.compile(
    r"\b(?:approved?|accept(?:ed)?|confirm(?:ed)?|adopt(?:ed)?|signed|ratified|agreed(?!\s+(?:that|to)\b)|"
    r"(?:approval|adoption|acceptance|confirmation|ratification)\s+of|(?:true|correct|accurate)\s+record|"
    r"true\s+and\s+(?:correct|accurate))\b",
    re.IGNORECASE,
)
_NOT_APPROVED = re.compile(
    r"\b(?:not (?:yet )?(?:been )?(?:approved|agreed|available|adopted)|deferred|postponed|"
    r"to be (?:approved|agreed|adopted) at|w(?:ill|ould) be (?:approved|agreed|adopted)|could not be|unable to|"
    r"yet to be|awaiting)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W_]+)?|[(),:–—-]")
_BETWEEN = frozenset(
    "of from for the a an our its last previous preceding prior draft held on dated at both and meeting meetings "
    "minutes ordinary annual extraordinary special monthly regular virtual remote public full general formal informal "
    "organizational organisational closed open executive as amended submitted presented circulated published corrected "
    "recorded revised board committee council panel group meeting's session taken "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun".split()
) | frozenset("(),:–—-")
"""What may stand between "minutes" and the date they are of, beside the words of the body's own name."""
_FAR = 25
"""Words between "minutes" and their date at the most."""
_SPACE = re.compile(r"\s*")
_PREVIOUS = frozenset("last previous preceding prior".split())
_AND = re.compile(r"\s*(?:,\s*and\b|,|\band\b|&)\s*(?:(?:the|of|on|held|meetings?|from)\s+)*", re.IGNORECASE)
_LINE = re.compile(r"(?<![.!?:;])\n")


class Approval(NamedTuple):
    """A sentence in which a meeting approves earlier minutes: of a day, of a month, or of "the last meeting".

    ``of`` is the ISO day or month of the minutes approved, None for "the last meeting"; ``printed`` is how it is said.
    """

    section: str
    meeting: str
    date: str
    of: str | None
    printed: str


def approvals(section: Section, *, month_first: bool = False) -> list[Approval]:
    """The sentences of a section in which its meeting approves earlier minutes.

    Args:
        section: any section.
        month_first: whether the body prints numeric dates with the month first.
    """
    title_tells = bool(_MINUTES.search(section.title))
    if not title_tells and not _MINUTES.search(section.text):
        return []
    found: list[Approval] = []
    flow = _LINE.sub(" ", section.text)
    if section.title.lower().endswith("minutes") and flow[:1].islower():
        flow = f"{section.title} {flow}"
    for start, end in sentences(flow):
        sentence = flow[start:end]
        if not _APPROVED.search(sentence) or _NOT_APPROVED.search(sentence):
            continue
        said = list(_approved(sentence, section, month_first=month_first))
        if not said and title_tells:
            said = list(_told_by_title(sentence, section, month_first=month_first))
        found += [Approval(section.id, section.meeting, section.date, of, printed) for of, printed in said]
    return list(dict.fromkeys(found))


def _told_by_title(sentence: str, section: Section, *, month_first: bool) -> Iterator[tuple[str | None, str]]:
    """What an approval under a title like "Minutes of the last meeting" approves: the one day that it names, or the
    title's own date, or "the last meeting".
    """
    starts = [m.start() for pattern in (_NAMED, _NUMERIC) for m in pattern.finditer(sentence)]
    days = [d for at in sorted(starts) if (d := _date_at(sentence, at, month_first=month_first)) and d.day]
    if len(days) == 1:
        yield from ((iso, printed) for iso, printed in _resolved(days, section.date) if iso < section.date)
    elif not days:
        yield from _approved(section.title, section, month_first=month_first)


def _approved(text: str, section: Section, *, month_first: bool) -> Iterator[tuple[str | None, str]]:
    """The days and months, or "the last meeting", whose minutes a text names."""
    own = frozenset(fold_title(section.body).split())
    for minutes in _MINUTES.finditer(text):
        before = _date_before(text, minutes.start(), own, month_first=month_first)
        after, previous = _start_of_dates(text, minutes.end(), own)
        dates = [before] if before else list(_dates_at(text, after, month_first=month_first))
        resolved = [(iso, printed) for iso, printed in _resolved(dates, section.date) if iso < section.date]
        yield from resolved
        if not dates and (
            previous
            or re.search(r"\b(?:last|previous|preceding)\W+(?:\w+\W+)?$", text[: minutes.start()], re.IGNORECASE)
        ):
            yield None, "the last meeting"


def _start_of_dates(text: str, at: int, own: frozenset[str]) -> tuple[int, bool]:
    """Where the date of the minutes may stand behind the word, and whether "last" or "previous" was said before it."""
    previous = False
    for _ in range(_FAR):
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # it matches anywhere
        word = _WORD.match(text, at)
        if not word or _NAMED.match(text, at):
            break
        folded = word[0].lower().replace("’", "'")
        if folded not in _BETWEEN and fold_title(folded) not in own:
            break
        previous = previous or folded in _PREVIOUS
        at = word.end()
    return at, previous


class _Date(NamedTuple):
    day: int
    month: int
    year: int
    printed: str
    end: int


def _dates_at(text: str, at: int, *, month_first: bool) -> Iterator[_Date]:
    """Dates in a row from an offset on: "9 February and 9 March 2021"."""
    while found := _date_at(text, at, month_first=month_first):
        yield found
        joined = _AND.match(text, found.end)
        if not joined:
            return
        at = joined.end()


def _date_at(text: str, at: int, *, month_first: bool) -> _Date | None:
    if match := _NUMERIC.match(text, at):
        a, b = int(match["a"]), int(match["b"])
        day, month = (b, a) if (month_first and a <= 12) or b > 12 else (a, b)
        year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    elif match := _NAMED.match(text, at):
        said = match["month"].lower()[:3]
        # A letter that only looks like one of a month's name makes none.
        month = next((i for i, name in enumerate(LONG_MONTHS, 1) if name.lower().startswith(said)), 0)
        day, year = int(match["day"] or match["day2"] or 0), int(match["year"] or 0)
    else:
        return None
    if not 1 <= month <= 12 or day > month_length(year or 2000, month):
        return None
    return _Date(day, month, year, match[0].strip(" ,."), match.end())


def _date_before(text: str, end: int, own: frozenset[str], *, month_first: bool) -> _Date | None:
    """The date before "minutes": "the April minutes", "the September 22 Board meeting minutes"."""
    start = max(0, end - 80)
    for match in [*_NAMED.finditer(text, start, end), *_NUMERIC.finditer(text, start, end)]:
        found = _date_at(text, match.start(), month_first=month_first)
        if found and found.end <= end and _start_of_dates(text[:end], found.end, own)[0] == end:
            return found
    return None


def _resolved(dates: Iterable[_Date], before: str) -> Iterator[tuple[str, str]]:
    """ISO dates; one without a year takes that of a later date of its row, else the latest year before ``before``."""
    row = list(dates)
    for i, date in enumerate(row):
        year = date.year or next((later.year for later in row[i + 1 :] if later.year), 0)
        year = year or _year_before(date.month, date.day, before)
        yield f"{year:04d}-{date.month:02d}" + (f"-{date.day:02d}" if date.day else ""), date.printed


def _year_before(month: int, day: int, before: str) -> int:
    year, now = int(before[:4]), int(before[5:7] or 1)
    later = month > now or (month == now and (day == 0 or day >= int(before[8:10] or 31)))
    return year - 1 if later else year


def month_first(sections: Iterable[Section]) -> bool:
    """Does a body print numeric dates with the month first? Told by the dates that can only be read one way.

    Args:
        sections: all sections of the body.
    """
    votes = 0
    for section in sections:
        for match in _NUMERIC.finditer(section.text):
            votes += (int(match["b"]) > 12) - (int(match["a"]) > 12)
    return votes > 0
