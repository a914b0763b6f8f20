"""The paragraph that says what was searched, and what could not be."""

from __future__ import annotations

from minutesearch.dates import dated, day
from minutesearch.model import Gap, Storyboard
from minutesearch.present.wording import count, listed
from minutesearch.text import safe_line

_MOST_GAPS = 6
_MOST_UNREAD = 4


def statement(board: Storyboard) -> str:
    """What a storyboard rests on, in one paragraph: quotes, bodies, meetings, dates, gaps, unread sources."""
    return " ".join([_quotes(board), _searched(board), *_gaps(board), *_unread(board), _LIMIT])


_LIMIT = "Minutes show what was written down: what they do not mention may have happened all the same."


def beyond(board: Storyboard) -> tuple[tuple[str, str], ...]:
    """What the paragraph only counts, as (what, why): the gaps and the unread sources of a large archive."""
    rows: list[tuple[str, str]] = []
    if len(board.gaps) > _MOST_GAPS:
        rows += [(f"{_missing(g)}, {safe_line(g.body)}", evidence(g)) for g in board.gaps]
    if len(board.unread) > _MOST_UNREAD:
        rows += [(safe_line(path), _trouble(state, reason)) for path, state, reason in board.unread]
    return tuple(rows)


def evidence(gap: Gap) -> str:
    """Why a gap is one, and the section that says so."""
    said = dated(safe_line(gap.why))
    return f"{said}; {safe_line(gap.section)}" if gap.section else said


def _quotes(board: Storyboard) -> str:
    meetings = len({e.item.meeting for e in board.evidence})
    said = f"This storyboard holds {count(len(board.evidence), 'quote')} from {count(meetings, 'meeting')}"
    bad = [str(e.n) for e in board.evidence if e.verdict.result != "exact"]
    if not bad:
        return f"{said}; each was found word for word in its source."
    which = f"{'number' if len(bad) == 1 else 'numbers'} {', '.join(bad)}"
    return f"{said}; {len(bad)} of them could NOT be verified ({which})."


def _searched(board: Storyboard) -> str:
    bodies = listed([safe_line(body) for body in board.bodies], 6)
    said = f"The archive that was searched holds {count(board.meetings, 'meeting')} of {bodies or 'no body'}"
    if board.first and board.last:
        first, last = day(board.first, long=True), day(board.last, long=True)
        said += f", {first} to {last}" if first != last else f", {first}"
    return f"{said}, in {count(board.sections, 'section')}."


def _gaps(board: Storyboard) -> list[str]:
    if not board.gaps:
        return ["No gap in the minutes is known."]
    several = len(board.bodies) > 1
    lines = []
    for likely, head in ((False, "No minutes are in the archive for"), (True, "Minutes are likely to be missing for")):
        gaps = [g for g in board.gaps if g.likely is likely]
        if len(board.gaps) > _MOST_GAPS and gaps:
            lines.append(f"{head} {count(len(gaps), 'meeting')}, listed at the end.")
        elif gaps:
            said = [
                f"{day(g.month, long=True)} ({f'{safe_line(g.body)}: ' if several else ''}{evidence(g)})" for g in gaps
            ]
            lines.append(f"{head} {'; '.join(said)}.")
    return lines


def _unread(board: Storyboard) -> list[str]:
    if not board.unread:
        return ["Every source in the archive could be read."]
    said = f"{count(len(board.unread), 'source')} could not be read or searched"
    if len(board.unread) > _MOST_UNREAD:
        return [f"{said}, listed at the end."]
    rows = [f"{safe_line(path)} ({_trouble(state, reason)})" for path, state, reason in board.unread]
    return [f"{said}: {'; '.join(rows)}."]


def _missing(gap: Gap) -> str:
    return f"{'Likely missing' if gap.likely else 'No minutes'}: {day(gap.month, long=True)}"


def _trouble(state: str, reason: str) -> str:
    said = safe_line(reason)
    return f"{safe_line(state)}: {said}" if said else safe_line(state)
