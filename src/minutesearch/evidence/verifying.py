"""Is a quote verbatim in the archive, and if not, what comes nearest?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.dates import day
from minutesearch.evidence.citing import cite
from minutesearch.evidence.verbatim import Span, forms, is_cut, spans
from minutesearch.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from minutesearch.config import Settings
    from minutesearch.model import BasketItem
    from minutesearch.store import Records
    from minutesearch.store.passages import Printed

_WORD = re.compile(r"[A-Za-z0-9]{2,}+")
_OTHERS = 5
"""Other places of a quote that are named; the rest are counted."""


class Standing(NamedTuple):
    """Where a quote stands verbatim: the section, whether in its title, and the parts of the quote in order."""

    passage: Printed
    in_title: bool
    spans: list[Span]


def verify(records: Records, quote: str, *, meeting: str | None = None) -> Verdict:
    """Is a quote verbatim?

    Args:
        records: the record.
        quote: as it was typed or pasted.
        meeting: the id of the one meeting to look in; None for all.

    Returns:
        The verdict: the first place in reading order where it stands, with a remark on the others; else the nearest
        passage.
    """
    printed = records.printed(meeting)
    found = standing(quote, printed)
    if found:
        return _exact(records, quote, found)
    return Verdict("absent", quote)


def standing(quote: str, printed: Iterable[Printed]) -> list[Standing]:
    """Every section in which a quote stands verbatim, in reading order; of one section, its text before its title."""
    wanted = forms(quote)
    if not wanted:
        return []
    words = [words_of(parts) for parts in wanted]
    found: list[Standing] = []
    for passage in printed:
        for text, in_title in ((passage.text, False), (passage.title, True)):
            if _may_hold(text, words) and (at := spans(wanted, text)):
                found.append(Standing(passage, in_title, at))
                break
    return found


def words_of(parts: Sequence[str]) -> list[str]:
    """The longest of the plain words of a quote: where one of them is not printed, the quote is not."""
    plain = {match[0] for part in parts for match in _WORD.finditer(part)}
    return sorted(plain, key=lambda word: (-len(word), word))[:4]


def _may_hold(text: str, rows: Sequence[Sequence[str]]) -> bool:
    """May a text hold one of the forms of a quote? Of letters beyond ASCII some print what ASCII letters do."""
    return any(all(word in text for word in row) for row in rows) or not text.isascii()


def _exact(records: Records, quote: str, found: Sequence[Standing]) -> Verdict:
    first = found[0]
    section = records.section(first.passage.section)
    if section is None:
        raise KeyError(first.passage.section)
    citation = cite(records, section, first.spans[0][0], first.spans[-1][1], in_title=first.in_title)
    remarks = []
    if first.in_title:
        remarks.append("It is the title of the section, or a part of it.")
    if is_cut(first.spans):
        remarks.append("It is cut: its parts stand in this order in one section.")
    if len(found) > 1:
        remarks.append(f"Also in {_listed(records, found[1:])}.")
    return Verdict("exact", quote, citation, None, " ".join(remarks) or None)


def _listed(records: Records, others: Sequence[Standing]) -> str:
    named = []
    for other in others[:_OTHERS]:
        meeting = records.meeting(other.passage.meeting)
        named.append(f"{other.passage.section} ({day(meeting.date) if meeting else '?'})")
    more = len(others) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def check_item(root: Path, settings: Settings, records: Records, item: BasketItem) -> Verdict:
    """Is a quote that was cited still what its source prints?

    Args:
        root: the archive.
        settings: its settings.
        records: the record.
        item: the quote with the meeting, section and source it was cited from.
    """
    del root, settings
    return verify(records, item.quote)
