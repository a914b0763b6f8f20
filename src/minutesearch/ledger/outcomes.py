"""The status of a promise, from the later passages on its subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from minutesearch.dates import day
from minutesearch.ledger.subjects import Item, Line, Subject
from minutesearch.ledger.words import deeds, outputs, verbs
from minutesearch.model import NEXT_MEETING, Gap, Meeting, Outcome, PromiseStatus, Statement
from minutesearch.text import fold_title

_TOUCHED = 0.34
"""Share of the subject's weight that a sentence of the same item must hold to touch the promise."""
_ELSEWHERE = 0.6
"""The same for a sentence of any other item, which must also hold two of its words."""
_WORDS_ELSEWHERE = 2
_ACROSS = 0.75
"""The same for another body's minutes, which must also hold three."""
_WORDS_ACROSS = 3
_SAID = 0.5
"""Share from which a sentence that something was done is taken to speak of this promise."""
_TELLING = 1.6
"""Weight from which words tell a subject: that of one word that a fifth of the sections hold."""
_TOO_LONG = 2
"""Years after which another item that shares some words is another matter."""
_CLOSED = re.compile(
    r"[|.;:–—]\s*(?:now |action )?(?:completed?|closed|done|actioned|discharged|resolved)\b[^\w\n]*$", re.IGNORECASE
)
_CLOSED_SAID: tuple[PromiseStatus, str] = ("kept", "the minutes mark it as completed in the same row")
_LONGEST = 2_000
_SHOWN = 4
"""Passages kept of a promise."""


class Calendar:
    """The meetings of every body and the gaps between them."""

    def __init__(self, meetings: Sequence[Meeting], gaps: Sequence[Gap]) -> None:
        self._held: dict[str, list[str]] = {}
        self._gaps: dict[str, list[str]] = {}
        for meeting in meetings:
            self._held.setdefault(meeting.body, []).append(meeting.date)
        for gap in gaps:
            # Of a meeting that is only likely nothing says that it was held.
            if not gap.likely:
                self._gaps.setdefault(gap.body, []).append(gap.month)

    def later(self, body: str, after: str) -> list[str]:
        """The days of a body's archived meetings after a day."""
        return [date for date in self._held.get(body, ()) if date > after]

    def next_point(self, body: str, after: str) -> tuple[str | None, bool]:
        """When the next meeting is: its day or month, and whether its minutes are missing; (None, False) if unknown."""
        held = next(iter(self.later(body, after)), None)
        missing = next((m for m in sorted(self._gaps.get(body, ())) if m > after[: len(m)]), None)
        if missing is not None and (held is None or missing <= held[: len(missing)]):
            return missing, True
        return held, False


class _Seen(NamedTuple):
    """A later sentence that bears on a promise: how much of its subject it holds, and what it shows."""

    item: Item
    line: Line
    share: float
    shows: PromiseStatus

    @property
    def date(self) -> str:
        return self.item.section.date


def outcome_of(
    id: str, item: Item, promise: Statement, subject: Subject, candidates: Iterable[Item], calendar: Calendar
) -> Outcome:
    """The outcome of one promise.

    Args:
        id: its id.
        item: the section it stands in.
        promise: the statement.
        subject: what it is about.
        candidates: sections of later meetings that may be on it.
        calendar: meetings and gaps.
    """
    section = item.section
    due, missing = promise.due, False
    if due == NEXT_MEETING:
        point, missing = calendar.next_point(section.body, section.date)
        due = point or NEXT_MEETING
    later = calendar.later(section.body, section.date)
    past_due = _is_past(promise.due, due, later)
    closed = _closed_row(section.text, promise)
    if closed:
        return Outcome(id, section.id, promise.start, due, *_CLOSED_SAID, past_due, ((section.id, *closed),))
    said = _Promised(promise, due)
    seen = [found for other in candidates for found in _passages(subject, said, other)]
    status, why = _status(seen, due, later, missing=missing)
    shown = sorted(_best(seen, status), key=lambda s: (s.date, s.item.section.ordinal, s.line.start))
    passages = tuple((s.item.section.id, s.line.start, s.line.end) for s in shown)
    return Outcome(id, section.id, promise.start, due, status, why, past_due, passages)


def _is_past(stated: str | None, due: str | None, later: Sequence[str]) -> bool:
    """Has the due point gone by at a later archived meeting? The next meeting has once it was held."""
    if not due or due == NEXT_MEETING:
        return False
    at_it = stated == NEXT_MEETING
    return any(date[: len(due)] > due or (at_it and date[: len(due)] == due) for date in later)


def _closed_row(text: str, promise: Statement) -> tuple[int, int] | None:
    """The row of an action log that says at its end what became of it, as offsets; None where it is no such row.

    The status stands in a cell of its own, or alone right behind the promise; "when the stile is completed" is none.
    """
    newline = text.find("\n", promise.end)
    row = text[promise.start : min(newline if newline >= 0 else len(text), promise.start + _LONGEST)]
    match = _CLOSED.search(row)
    if match is None or not ("|" in row or match.start() <= promise.end - promise.start):
        return None
    return promise.start, promise.start + len(row.rstrip())


class _Promised:
    """What is asked of every later passage, told once a promise."""

    def __init__(self, promise: Statement, due: str | None) -> None:
        low = promise.sentence.lower()
        self.due = due
        self.folded = fold_title(promise.sentence)
        self.outputs, self.verbs, self.deeds = outputs(low), verbs(low), deeds(low)


def _passages(subject: Subject, promise: _Promised, other: Item) -> Iterator[_Seen]:
    """The sentences of a later section that bear on a promise."""
    same_body = other.section.body == subject.item.section.body
    same_item = same_body and subject.is_same_item(other)
    least, words = (_ELSEWHERE, _WORDS_ELSEWHERE) if same_body else (_ACROSS, _WORDS_ACROSS)
    if not same_item:
        if _years(subject.item.section.date, other.section.date) > _TOO_LONG:
            return
        share, held, _ = subject.share(other.stems)
        if held < words or share < least:
            return
    told_first = False
    for line in other.lines:
        share, held, weight = subject.share(line.stems)
        told = other.statements.get(line.start)
        # A sentence that asks for something to be done reports nothing.
        reporting = () if told and "action" in told.kinds else tuple(part for part in line.parts if part.done)
        reports = any(promise.outputs & part.outputs for part in reporting)
        if same_item:
            touched = share >= _TOUCHED or (not subject.weights and not told_first) or reports
        else:
            touched = held >= words and share >= least
        # What is only said again is no news of it.
        if not touched or fold_title(other.section.text[line.start : line.end]) == promise.folded:
            continue
        told_first = True
        # One word of several is a family resemblance, and a common word alone is none.
        one_of_all = held > 1 or len(subject.weights) == 1
        on_it = not subject.weights or (share >= _SAID and one_of_all and weight >= _TELLING)
        shows: PromiseStatus = "partly"
        if on_it and any(reports or promise.verbs & part.verbs or promise.deeds & part.stems for part in reporting):
            shows = "kept"
        if (
            on_it
            and same_item
            and (_gives_later_day(other, line, promise.due) or any(part.put_off for part in line.parts))
        ):
            shows = "moved"
        yield _Seen(other, line, share, shows)


def _years(earlier: str, later: str) -> int:
    return int(later[:4]) - int(earlier[:4])


def _gives_later_day(other: Item, line: Line, due: str | None) -> bool:
    told = other.statements.get(line.start)
    return told is not None and _is_later(told.due, due)


def _is_later(new: str | None, old: str | None) -> bool:
    if not new or not old or NEXT_MEETING in (new, old):
        return False
    return new > old[: len(new)] and new[: len(old)] != old


def _status(
    seen: Sequence[_Seen], due: str | None, later: Sequence[str], *, missing: bool
) -> tuple[PromiseStatus, str]:
    """The status and what it rests on, in words."""
    for status, said in (("kept", "reported on {}"), ("moved", "a new date or an extension is given on {}")):
        first = min((s.date for s in seen if s.shows == status), default=None)
        if first:
            return status, said.format(day(first))  # type: ignore[return-value]
    if missing and due:
        return "unknown", f"it was due at a meeting whose minutes are not in the archive ({day(due)})"
    if seen:
        days = list(dict.fromkeys(s.date for s in seen))
        return "partly", f"touched on {day(min(days))}, not said to be done"
    reached = [date for date in later if due and due != NEXT_MEETING and date[: len(due)] >= due[: len(date)]]
    if due and due != NEXT_MEETING:
        if len(due) == len("2021"):
            # A year is not over with its first meeting.
            reached = [date for date in reached if date[: len(due)] > due]
        if reached:
            count = f"{len(reached)} later meeting{'s' if len(reached) > 1 else ''}"
            return "not evidenced", f"due {day(due)}; no answer found in the minutes of {count}"
        where = "after" if len(due) == len("2021") else "on or after"
        return "unknown", f"no archived meeting lies {where} the due point ({day(due)})"
    if later:
        return "open", "no due point is stated; no answer found in the archive"
    return "open", "no later meeting is in the archive"


def _best(seen: Sequence[_Seen], status: PromiseStatus) -> list[_Seen]:
    """The passages to show: those that earned the status, what touches it most first, one or two a meeting."""
    earned = [s for s in seen if s.shows == status] or seen
    ranked = sorted(earned, key=lambda s: (-s.share, s.date, s.line.start))
    kept: list[_Seen] = []
    for each in ranked:
        if sum(k.date == each.date for k in kept) < 2 and len(kept) < _SHOWN:
            kept.append(each)
    return kept
