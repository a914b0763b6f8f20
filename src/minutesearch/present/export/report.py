"""A storyboard in words: what every format writes, said once, so that all of them say the same."""

from __future__ import annotations

from minutesearch.dates import dated, day
from minutesearch.model import (
    NEXT_MEETING,
    Evidence,
    Promise,
    Shows,
    Storyboard,
    StoryboardPoint,
    StoryboardSource,
    Verdict,
)
from minutesearch.present.export import citing, coverage
from minutesearch.present.export.nouns import Entry, Moment, Origin, Pledge, Report
from minutesearch.present.export.quoting import first_words, pieces, spelt
from minutesearch.present.wording import count
from minutesearch.text import safe_line, safe_text

_SHOWS: dict[Shows, str] = {
    "action": "Shows an action",
    "output": "Shows an output",
    "outcome": "Shows an outcome",
    "feedback": "Shows feedback",
    "problem": "Shows a problem",
}
_COUNTER = "Counter-evidence: this quote is here because it speaks against the rest."
_BLANKS = (
    ("Why it matters", "line"),
    ("Impact for children and families", "line"),
    ("Checked by", "name"),
    ("on", "day"),
)
_UNVERIFIED = {
    "near": "NOT VERIFIED: these are not the words as printed.",
    "absent": "NOT VERIFIED: the archive does not hold this quote.",
    "stale": "NOT VERIFIED: the source has changed since the quote was picked, and does not hold it any more.",
}
_MOST_DESCRIBED = 40
_MOST_LATER = 5


def report(board: Storyboard) -> Report:
    """Everything that is written out of a storyboard, as text that is safe to show."""
    moments = tuple(_moment(p) for p in board.timeline)
    marks = board.misprints + ((),) * (len(board.evidence) - len(board.misprints))
    return Report(
        title=safe_line(board.title) or safe_line(board.name) or "Storyboard",
        coverage=coverage.statement(board),
        beyond=coverage.beyond(board),
        entries=tuple(_entry(e, m, board) for e, m in zip(board.evidence, marks, strict=False)),
        moments=moments,
        described=_described(moments),
        pledges=tuple(_pledge(p) for p in board.promises),
        pledged=_pledged(board),
        origins=tuple(_origin(s) for s in board.sources),
        made=board.made[:10],
    )


# -- evidence -----------------------------------------------------------------------------------------------


def _entry(evidence: Evidence, misprints: tuple[tuple[int, int, str], ...], board: Storyboard) -> Entry:
    item = evidence.item
    warnings = _warnings(evidence.verdict)
    tags = ["Not verified"] if warnings else []
    if item.shows:
        tags.append(_SHOWS[item.shows])
    if item.counter:
        tags.append("Counter-evidence")
    exact = evidence.verdict.result == "exact"
    return Entry(
        n=evidence.n,
        heading=safe_line(item.heading) or f"“{first_words(item.quote)}”",
        tags=tuple(tags),
        pieces=pieces(item.quote, misprints),
        cited=citing.cited(evidence, board),
        warnings=tuple(warnings),
        counter=_COUNTER if item.counter else "",
        remark=_sentence(evidence.verdict.remark or "") if exact else "",
        note=safe_text(item.note).strip(),
        blanks=_BLANKS if item.shows else (("What it shows", "line"), *_BLANKS),
        evidence=evidence,
        misprints=spelt(item.quote, misprints),
    )


def _warnings(verdict: Verdict) -> list[str]:
    if verdict.result == "exact":
        return []
    lines = [_UNVERIFIED[verdict.result]]
    if verdict.remark:
        lines.append(_sentence(verdict.remark))
    if verdict.nearest:
        near = verdict.nearest
        said = "; ".join(f"“{safe_line(a)}”, not “{safe_line(b)}”" for a, b in near.differs[:8])
        if said:
            lines.append(f"It is printed: {said}.")
        where = f"{citing.words(near.citation)} · {safe_line(near.citation.section)}"
        lines.append(f"The nearest passage today: “{safe_line(near.text)}” {where}")
    return lines


def _sentence(words: str) -> str:
    said = dated(safe_line(words))
    return said[:1].upper() + said[1:] + ("" if not said or said.endswith((".", "”")) else ".")


# -- timeline -----------------------------------------------------------------------------------------------


def _moment(point: StoryboardPoint) -> Moment:
    missing = point.meeting is None
    if missing:
        why = dated(safe_line(point.why or ""))
        said = f"No minutes in the archive: {why}" if why else "No minutes in the archive"
    else:
        said = citing.STATUSES[point.status].capitalize() if point.status else "Held"
    return Moment(point.date, day(point.date, long=True), safe_line(point.body), said, point.items, missing)


def _described(moments: tuple[Moment, ...]) -> str:
    """What the figure shows, for those who cannot see it; of a long one the outline, since the table says the rest."""
    if not moments:
        return "There is no meeting in this period."
    meetings, missing = [m for m in moments if not m.missing], [m for m in moments if m.missing]
    quoted = [m for m in meetings if m.quotes]
    several = len({m.body for m in moments}) > 1
    quotes = count(sum(m.quotes for m in quoted), "quote")
    lines = [
        f"Timeline from {moments[0].when} to {moments[-1].when}.",
        f"{quotes} from {len(quoted)} of {count(len(meetings), 'meeting')}; no minutes of {len(missing)} more.",
    ]
    shown = moments if len(moments) <= _MOST_DESCRIBED else (*quoted, *missing)[:_MOST_DESCRIBED]
    lines += [
        f"{m.when}{f', {m.body}' if several else ''}: {'no minutes' if m.missing else count(m.quotes, 'quote')}."
        for m in shown
    ]
    if len(shown) < len(moments):
        lines.append("The table says the rest.")
    return " ".join(lines)


# -- promises and sources -----------------------------------------------------------------------------------


def _pledged(board: Storyboard) -> str:
    if not board.promises:
        return "No promise on these matters is open, as far as the archive shows."
    more = f" {count(board.promises_cut, 'more promise')} not listed here." if board.promises_cut else ""
    return f"The archive can only show what its minutes say of a promise.{more}"


def _pledge(promise: Promise) -> Pledge:
    later = tuple(
        f"{day(f.date)}{f', {safe_line(f.body)}' if f.body != promise.body else ''}: “{safe_line(f.text)}” "
        f"({safe_line(f.section)})"
        for f in promise.followed_up[:_MOST_LATER]
    )
    if len(promise.followed_up) > _MOST_LATER:
        later += (f"and {count(len(promise.followed_up) - _MOST_LATER, 'later passage')} more.",)
    status = (promise.status + (", overdue" if promise.overdue else "")).capitalize()
    why = _sentence(promise.why)
    if promise.overruled is not None:
        note = safe_line(promise.overruled)
        why += f" Set by hand{f' ({note})' if note else ''}; found was: {promise.found}."
    return Pledge(
        made=day(promise.made, long=True),
        body=safe_line(promise.body),
        text=safe_line(promise.text),
        section=safe_line(promise.section),
        title=safe_line(promise.title),
        owner=safe_line(promise.owner or ""),
        due=_due(promise),
        status=status,
        why=why,
        later=later,
    )


def _due(promise: Promise) -> str:
    if not promise.due:
        return "no date stated"
    said = "the next meeting" if promise.due == NEXT_MEETING else day(promise.due, long=True)
    printed = safe_line(promise.due_text or "")
    return f"{said} (“{printed}”)" if printed and printed.lower() != said.lower() else said


def _origin(source: StoryboardSource) -> Origin:
    place = source.place
    return Origin(
        n=source.n,
        path=safe_line(place.path),
        retrieved=safe_line(place.retrieved or "") or "not recorded",
        sha256=safe_line(place.sha256),
        address=citing.linkable(place.address),
        address_words=safe_line(place.address or ""),
        quotes=source.items,
    )
