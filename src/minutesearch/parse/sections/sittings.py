"""Two meetings of one day in one file: a public hearing at four, the regular meeting after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.model import Block
from minutesearch.parse.identity import dates, meeting_day
from minutesearch.parse.sections.openings import Opening

_HELD = re.compile(
    r"^\W*(?:minutes of\s)?(?:an?|the)\s(?:[\w’'-]{1,30}\s){0,6}(?:meeting|session|hearing|workshop|assembly)\b"
    r".{0,240}\b(?:held|convened|took place|called to order)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^\W*(?:draft\s)?(?:minutes|notes|record)\s(?:of|from)\b", re.IGNORECASE)
_GATHERED = re.compile(
    r"^\W*(?:\w+\s){0,3}(?:present|in attendance|attendance|attendees|apologies|regrets|absent|roll call)\b|"
    r"\b(?:called to order|declared open|opened (?:at|the meeting))\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\b(?:adjourn(?:ed|ment)?|closed?|concluded|ended|terminated)\b", re.IGNORECASE)
_REPORT = re.compile(r"^\W*(?:\d{1,3}\W+)?reports?\b", re.IGNORECASE)
_LAST = re.compile(r"\bnext\b.{0,40}\bmeeting\b|\bsigned\b|\bsignature\b|^\W*chair", re.IGNORECASE)
_NEAR = 6
_TOP = 12
_LEAST = 200


def sittings(blocks: Sequence[Block], order: dates.Order) -> list[Opening]:
    """Where the meetings of a document begin that were all held on one day.

    A second meeting is only believed where a sentence or title says that a meeting was held on that day, in other
    words than the first (else it is a running title), with who was there below it and the close of the first above.

    Returns:
        The openings in reading order, the first from the top of the document; none where it holds one meeting. What
        opens a meeting here is text of it too, so that ``last`` is before ``first``.
    """
    found: list[tuple[int, str]] = []
    for i, block in enumerate(blocks):
        day = _day(block, order)
        if day is None or not any(_GATHERED.search(b.text[:300]) for b in blocks[i + 1 : i + 1 + _NEAR]):
            continue
        if not found and i < _TOP:
            found.append((i, day))
        if not found or found[-1][0] == i:
            continue
        at, first_day = found[-1]
        if (
            day == first_day
            and all(_words(block.text) != _words(blocks[other].text) for other, _ in found)
            and any(_CLOSED.search(b.text) for b in blocks[max(at + 1, i - _NEAR) : i])
            and sum(len(b.text) for b in blocks[at + 1 : i]) >= _LEAST
        ):
            found.append((i, day))
    if len(found) < 2:
        return []
    return [Opening(at if n else 0, (at if n else 0) - 1, day) for n, (at, day) in enumerate(found)]


def without_items(openings: Sequence[Opening], blocks: Sequence[Block]) -> list[Opening]:
    """The openings without those that are an item of business: the minutes of an earlier meeting, up for approval.

    Such a head reads like the title of a meeting, but tells an earlier day, and where the first meeting says who was
    there this one does not, or nothing above it says that the meeting before it ended (the report of a committee).
    Where only the first says who was there, what follows are papers bound in with its minutes.

    Args:
        openings: where meetings seem to open.
        blocks: the document's blocks.
    """
    if not openings or not _attended(openings[0], blocks):
        return list(openings)
    first, *rest = openings
    if len(rest) == 1 and not _attended(rest[0], blocks):
        return []
    kept = [first, *(one for one in rest if not _called(one, blocks) or _opens(one, first, blocks))]
    return kept if len(kept) > 1 else []


def _called(opening: Opening, blocks: Sequence[Block]) -> bool:
    """Does an opening read like the title of a record, as an item on earlier minutes or on a report does too?"""
    titles = blocks[opening.first : opening.last + 1]
    return any(_REPORT.match(block.text) or _TITLE.match(block.text) for block in titles)


def _opens(opening: Opening, first: Opening, blocks: Sequence[Block]) -> bool:
    """Has a meeting ended above this title, and is it a later day's or does it say who was there?"""
    if any(_REPORT.match(block.text) for block in blocks[opening.first : opening.last + 1]):
        return False
    return _ended(blocks, opening.first) and (opening.day >= first.day or _attended(opening, blocks))


def _ended(blocks: Sequence[Block], at: int) -> bool:
    """Does a meeting end just above a block?"""
    return any(_CLOSED.search(block.text) or _LAST.search(block.text) for block in blocks[max(at - _NEAR, 0) : at])


def _attended(opening: Opening, blocks: Sequence[Block]) -> bool:
    return any(_GATHERED.search(block.text[:300]) for block in blocks[opening.last + 1 : opening.last + 1 + _NEAR])


def _day(block: Block, order: dates.Order) -> str | None:
    text = block.text
    held = _HELD.match(text)
    if len(text) > 400 or not (held or (_TITLE.match(text) and len(text) < 200)):
        return None
    found = [one for one in dates.find(text, order) if one.full and (held or not meeting_day.is_other(text, one))]
    days = {one.iso for one in found}
    return days.pop() if len(days) == 1 else None


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.casefold())
