"""Which date is the day of the meeting, and which is that of the next one."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from minutesearch.parse.identity.dates import Found, Order, find, fits, from_path, weekday_at, year_of_path

_TIME = re.compile(
    r"\b(?:at|from|to|until|commencing|starting|start|end|time|of|on|the|in|via|by|held|am|pm|hrs?|hours|"
    r"noon|gmt|bst|utc|"
    r"mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|day|date|dated|"
    r"minutes|meeting|meetings|summary|notes|draft)\b\.?|\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?|\b\d{1,2}\s?[ap]\.?m\.?",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\bnext\b|\bprevious\b|\blast\b|\bfollowing\b|\bfuture\b|\bforthcoming\b|\badjourned (?:to|until)\b|"
    r"\bminutes (?:of|from|for)\b"
    r"|\bapprov\w*|\badopt\w*|\bdue\b|\bbefore\b|\bby\b|\bsince\b|\buntil\b|\bfrom\b|\bsigned\b|"
    r"\bsignature\b|\bprinted\b|\bupdated\b|\bpublished\b"
    r"|\bposted\b|\bhearing\b|\bscheduled\b|\breceived\b|\bdeadline\b|\bending\b|\bletter\b|\bdated\b|"
    r"\bw/c\b|\bweek\b|\byear\b"
    r"|\bcopyright\b|\bversion\b|\brevised\b|\bexpir\w*|\beffective\b|\bterm\b|\bborn\b|\bchecked\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:held|meeting|met|convened|took place|occurred|date|minutes|notes|assembled|session)\b", re.IGNORECASE
)
_REACH = 70


def opens(text: str, order: Order = "dmy") -> Found | None:
    """The date of a line that says nothing but a day (with weekday, time or place at most), or None."""
    if len(text) > 90:
        return None
    dates = [f for f in find(text, order) if f.full]
    if len(dates) != 1:
        return None
    found = dates[0]
    before, after = text[: found.start], text[found.end :]
    rest = _TIME.sub(" ", before)
    if re.search(r"\w", rest):
        return None
    tail = _TIME.sub(" ", after)
    # After the day may come a time and a place, set off by a comma or a dash, never a sentence.
    if re.search(r"\w", tail) and not (
        re.match(r"\s*[,;–—(|-]", after) and len(tail.split()) <= 6 and not tail.rstrip().endswith(".")
    ):
        return None
    return found


def is_other(text: str, found: Found) -> bool:
    """Is this date in its sentence some other day: the next or the previous meeting, a hearing, a print date?"""
    left = text[max(0, found.start - _REACH) : found.start]
    left = re.split(r"[.;]\s|\n|\|", left)[-1]
    if re.search(
        r"(?:^|[\s|])date(?: of (?:the )?meeting)?\s?[:|]?\s?$",
        text[max(0, found.start - 40) : found.start],
        re.IGNORECASE,
    ):
        return False
    right = text[found.end : found.end + 30]
    if re.match(
        r"[\s,]{0,4}(?:minutes|meeting minutes)?\s{0,2}(?:were|was)?\s{0,2}(?:approved|adopted)", right, re.IGNORECASE
    ):
        return True
    if re.search(r"\bminutes (?:of|from|for)\b", left, re.IGNORECASE) and found.start - len(left) <= 0:
        # "Minutes of the meeting held on ..." at the very start is this meeting's own title.
        return bool(re.search(r"\b(?:last|previous|next)\b", left, re.IGNORECASE))
    return bool(_OTHER.search(left))


def meeting_date(
    front: Iterable[str], title: str, path: str, order: Order, later: Iterable[str] = ()
) -> tuple[str | None, bool]:
    """The day of a meeting and whether it was inferred.

    Looked for in turn: a line of the front matter that is a date and nothing else; a date next to "held", "meeting"
    or "Date:"; any other date of the front matter; the document's title; the body's own "meeting held on"; the path.
    Dates that belong to something else are passed over, and a printed date that the path repeats is taken first.

    A printed day without a year takes the year of the path, else the only year of which that day has the printed
    weekday among those that the document names, else the only year that it names. A printed day whose year the path
    contradicts is doubtful: where its weekday, or the other years of the document, bear the path out, the path's year
    is taken (a January with the old year in it); else the printed one stands. Both are marked as inferred.

    Args:
        front: texts of the blocks before the first section, in order.
        title: the document's title.
        path: the archive-relative path.
        order: how numeric dates are read.
        later: texts of the sections, for the last resort.

    Returns:
        (ISO date or None, inferred). A date taken from the path, or completed with its year, is inferred.
    """
    front, later = list(front), list(later)
    told = from_path(path, order)
    candidates, partial = _candidates(front, title, order)
    days = [one.found.iso for one in candidates]
    if told and told.iso in days:
        return told.iso, False
    if partial and not candidates and (year := _year_for(partial[0], title, path, [*front, *later], order)):
        return f"{year}{partial[0].found.iso[1:]}", True
    candidates = candidates or _headed(later, order)
    if candidates:
        return _settled(candidates[0], told, [*front, *later], order)
    if told and told.full:
        return told.iso, True
    if told and told.iso.startswith("--") and (year := year_of_path(path)):
        return f"{year}{told.iso[1:]}", True
    for text in later:
        for found in find(text[:600], order):
            said = re.search(r"\bheld\b|\bmeeting\b", text[: found.end][-80:], re.IGNORECASE)
            if found.full and said and not is_other(text, found):
                return found.iso, True
    return (told.iso, True) if told and told.form == "month" else (None, True)


_HEADED = 10
_TITLE = re.compile(r"^\W*(?:\w+\s){0,3}(?:minutes|notes|transcript|summary|record|meeting|date)\b", re.IGNORECASE)


class _Printed(NamedTuple):
    """A date that may be the meeting's and the weekday printed with it."""

    found: Found
    weekday: int | None


def _headed(later: Sequence[str], order: Order) -> list[_Printed]:
    """The one day of a title of the record that stands below what looks like its first head."""
    for text in later[:_HEADED]:
        days = [found for found in find(text, order) if found.full and not is_other(text, found)]
        if len(text) < 120 and len(days) == 1 and (opens(text, order) or _TITLE.match(text)):
            return [_Printed(days[0], weekday_at(text, days[0]))]
    return []


def _candidates(front: Sequence[str], title: str, order: Order) -> tuple[list[_Printed], list[_Printed]]:
    """Dates that may be the meeting's, the likeliest first; and those without a year."""
    ranked: list[tuple[int, int, _Printed]] = []
    partial: list[_Printed] = []
    for place, text in enumerate(_with_split_dates(front, order)):
        alone = opens(text, order)
        for found in find(text, order):
            if found.form == "month" or is_other(text, found):
                continue
            printed = _Printed(found, weekday_at(text, found))
            if found.full:
                near = len(text) < 400 and bool(_HELD.search(text[: found.end + 40]))
                ranked.append((0 if alone else 1 if near else 2, place, printed))
            else:
                partial.append(printed)
    ranked.extend((1, 10_000, _Printed(found, weekday_at(title, found))) for found in find(title, order) if found.full)
    partial.extend(_Printed(found, weekday_at(title, found)) for found in find(title, order) if found.iso[0] == "-")
    return [printed for _, _, printed in sorted(ranked, key=lambda row: (*row[:2], row[2].found))], partial


def _with_split_dates(front: Sequence[str], order: Order) -> list[str]:
    """The texts, with two short ones in one where a date runs from the end of the first into the second."""
    texts: list[str] = []
    for i, text in enumerate(front):
        following = front[i + 1] if i + 1 < len(front) else ""
        joined = f"{text} {following}"
        if (
            len(text) < 80
            and 0 < len(following) < 80
            and any(found.full and found.start < len(text) < found.end - 1 for found in find(joined, order))
        ):
            texts.append(joined)
        texts.append(text)
    return texts


def _settled(printed: _Printed, told: Found | None, texts: Sequence[str], order: Order) -> tuple[str, bool]:
    """The printed day, or that of the path where the printed year is a slip."""
    iso = printed.found.iso
    if told is None or not told.full or told.iso == iso or told.iso[5:] != iso[5:]:
        return iso, False
    if printed.weekday is not None and fits(told.iso, printed.weekday) != fits(iso, printed.weekday):
        return (told.iso if fits(told.iso, printed.weekday) else iso), True
    # Minutes speak of what was a month ago and will be next month.
    days = [_day_number(found.iso) for text in texts for found in find(text[:2000], order) if found.iso[0] != "-"]
    near_told, near_printed = (
        sum(0 < abs(day - _day_number(one)) < _SEASON for day in days) for one in (told.iso, iso)
    )
    return (told.iso if near_told > near_printed else iso), True


_SEASON = 100
"""Days around a meeting in which most days lie that its minutes name."""


def _day_number(iso: str) -> int:
    return date.fromisoformat(iso if len(iso) == len("2021-09-14") else f"{iso}-15").toordinal()


def _year_for(printed: _Printed, title: str, path: str, texts: Sequence[str], order: Order) -> str | None:
    """The year of a day that is printed without one."""
    told = from_path(path, order)
    if told and not told.iso.startswith("--"):
        return told.iso[:4]
    if year := year_of_path(path):
        return year
    years = sorted({found.iso[:4] for text in (title, *texts) for found in find(text[:2000], order)})
    years = [year for year in years if year.isdigit()]
    if printed.weekday is not None:
        years = [
            year
            for year in years
            if (printed.found.iso != "--02-29" or isleap(int(year)))
            and fits(f"{year}{printed.found.iso[1:]}", printed.weekday)
        ]
    return years[0] if len(years) == 1 else None


_NEXT = re.compile(
    r"\bnext\b[^.\n]{0,60}\b(?:meeting|board|session|call)s?\b|\b(?:date|dates)\b[^.\n]{0,20}\bnext\b", re.IGNORECASE
)


class Announcement(NamedTuple):
    """A day that stands beside words about the next meeting: its ISO form, and the clause with the place of it in that.

    ``text`` is the number of the text that it was found in, ``at`` the offset of the clause there.
    """

    text: int
    at: int
    iso: str
    said: str
    found: Found


def next_date(texts: Iterable[str], title_of: Iterable[str], after: str, order: Order) -> str | None:
    """The day of the next meeting that a meeting announces, or None.

    Args:
        texts: the sections' texts.
        title_of: their titles, in the same order.
        after: the day of the meeting itself.
        order: how numeric dates are read.
    """
    first = next(announcements(texts, title_of, after, order), None)
    return first and first.iso


def announcements(texts: Iterable[str], title_of: Iterable[str], after: str, order: Order) -> Iterator[Announcement]:
    """The days that a meeting may announce as that of the next one: under a title that says so first, then in a text.

    Of each clause that speaks of a next meeting it is the first day after the meeting. Whether it is the next meeting
    of the same body is for the caller to judge by what is said.

    Args:
        texts: the sections' texts.
        title_of: their titles, in the same order.
        after: the day of the meeting itself.
        order: how numeric dates are read.
    """
    headed: list[tuple[int, int, str]] = []
    told: list[tuple[int, int, str]] = []
    for i, (title, text) in enumerate(zip(title_of, texts, strict=True)):
        if _NEXT.search(title):
            headed.append((i, 0, text[:400]))
        told.extend(
            (i, match.start(), re.split(r"(?<=[a-z])[.]\s|\n", text[match.start() : match.start() + 160])[0])
            for match in _NEXT.finditer(text)
        )
    for i, at, said in (*headed, *told):
        for found in find(said, order):
            iso = _completed(found.iso, after)
            if iso[:7] >= after[:7] and iso > after[: len(iso)] and int(iso[:4]) <= int(after[:4]) + 1:
                yield Announcement(i, at, iso, said, found)
                break


def _completed(iso: str, after: str) -> str:
    """A date without a year is the first such day after the meeting."""
    if not iso.startswith("--"):
        return iso
    year = int(after[:4])
    return f"{year}{iso[1:]}" if f"{year}{iso[1:]}" > after else f"{year + 1}{iso[1:]}"
