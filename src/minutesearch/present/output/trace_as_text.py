"""``trace``, ``changes``, ``promises`` and ``figures`` as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.dates import dated, day
from minutesearch.present.output.as_text import indented, quoted
from minutesearch.present.output.paint import Paper, columns
from minutesearch.present.wording import count, ocr
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import Changes, Figure, Promise, Trace, TracePoint

_TENSIONS = {
    "figure": "The same thing is counted otherwise:",
    "progress": "Praised, and later among targets that were not met:",
}
_BAR = 12
"""Blocks of the longest bar; up to that many mentions a block is one mention."""


def trace(story: Trace, paper: Paper) -> str:
    """``trace`` on a terminal: one meeting a line, oldest first, the quotes under it."""
    if story.why_empty and not story.mentions:
        lines = paper.wrapped(story.why_empty)
        return "\n".join([*lines, *(f"Try: minutesearch trace {quoted(s)}" for s in story.suggestions)]) + "\n"
    head = safe_line(story.corrected[1] if story.corrected else story.issue)
    lines = []
    if story.corrected:
        lines.append(f"Nothing for “{safe_line(story.corrected[0])}”. Traced “{head}” instead.")
    also = f" (also: {', '.join(map(safe_line, story.also))})" if story.also else ""
    span = f" · {day(story.first)} to {day(story.last)}" if story.first and story.last else ""
    among = f"{story.mentioned_in} of {count(story.meetings, 'meeting')}"
    lines += paper.wrapped(f"{head}{also} · {among} · {count(story.mentions, 'mention')}{span}")
    if story.either:
        lines += paper.wrapped(
            f"Counted is every meeting that names any of: {', '.join(map(safe_line, story.either))}."
        )
    lines.append("")
    several = len({p.body for p in story.points}) > 1
    most = max((p.mentions for p in story.points), default=1)
    for point in story.points:
        lines += _point(point, most, paper, several=several)
    if story.promises:
        lines += ["", paper.paint("Promises, and what the archive shows of them", "bold")]
        for p in story.promises:
            lines += _promise_lines(p, paper, several=several)
    if story.figures:
        lines += ["", paper.paint("Figures", "bold")]
        lines += [f"  {line}" for line in columns([(day(f.date), f.text, f.section) for f in story.figures])]
    if story.tensions:
        lines += ["", paper.paint("Worth asking about", "bold")]
        for t in story.tensions:
            lines.append(f"  {_TENSIONS[t.kind]}")
            for date, quote, section in zip(t.dates, t.quotes, t.sections, strict=True):
                lines += paper.wrapped(f"“{safe_line(quote)}”  [{section}]", " " * 15, f"  {day(date).rjust(11)}  ")
    if story.silent_since:
        last, meetings = story.silent_since
        lines += [
            "",
            f"Silent since: last mentioned {day(last)}, not in the {count(meetings, 'meeting')} after it.",
        ]
    return "\n".join(lines) + "\n"


def _point(p: TracePoint, most: int, paper: Paper, *, several: bool) -> list[str]:
    date = day(p.date).rjust(11)
    body = f" · {safe_line(p.body)}" if several else ""
    if p.state == "missing":
        why = f" ({dated(p.why)})" if p.why else ""
        return paper.wrapped(f"?{body} no minutes in the archive{why}", " " * 15, f"{date}  ")
    if p.state == "silent":
        return [f"{date}  ·{body} not mentioned"]
    bar = "█" * max(1, round(_BAR * p.mentions / max(most, _BAR)))
    stage = f" · “{safe_line(p.stage)}”" if p.stage else ""
    lines = [f"{date}  {paper.paint(bar, 'good')} {p.mentions}{body}{stage}"]
    for s in p.sections:
        where = f"  [{s.section}]{ocr(s.place)}"
        lines.append(f"{'':13}{paper.paint(safe_line(s.title) or '(no title)', 'title')}{paper.paint(where, 'dim')}")
        for q in s.quotes:
            lines += _quote_lines(q.text, q.marks, paper)
            if q.kinds:
                lines.append(f"{'':15}{paper.paint(', '.join(q.kinds), 'dim')}")
    return lines


def _quote_lines(text: str, marks: Sequence[tuple[int, int]], paper: Paper) -> list[str]:
    shifted = [(a + 1, b + 1) for a, b in marks]
    narrow = Paper(paper.colour, paper.width - 11)
    lines = indented(f"“{text}”", shifted, narrow)
    return [f"{'':11}{line}" for line in lines]


# -- promises -----------------------------------------------------------------------------------------------

_STYLES = {"kept": "good", "not evidenced": "gap", "unknown": "gap"}


def promises(found: Sequence[Promise], paper: Paper) -> str:
    """``promises``: by meeting, each with its status, why, and the passages that show it."""
    if not found:
        return "No promises of that kind are in the archive.\n"
    several = len({p.body for p in found}) > 1
    statuses: dict[str, int] = {}
    for p in found:
        statuses[p.status] = statuses.get(p.status, 0) + 1
    said = " · ".join(f"{number} {status}" for status, number in statuses.items())
    lines = paper.wrapped(f"{count(len(found), 'promise')}: {said}")
    for p in found:
        lines += ["", *_promise_lines(p, paper, several=several)]
    lines += [
        "",
        "The archive shows what its minutes say. To overrule: minutesearch promises mark ID STATUS --note TEXT",
    ]
    return "\n".join(lines) + "\n"


def promise(p: Promise, paper: Paper) -> str:
    """One promise, as it now stands."""
    return "\n".join(_promise_lines(p, paper, several=True)) + "\n"


def _promise_lines(p: Promise, paper: Paper, *, several: bool) -> list[str]:
    body = f" · {safe_line(p.body)}" if several else ""
    owner = f" · {safe_line(p.owner)}" if p.owner else ""
    due = f" · due {day(p.due) if p.due and p.due[:1].isdigit() else 'at the next meeting'}" if p.due else ""
    overdue = ", overdue" if p.overdue else ""
    status = paper.paint(p.status + overdue, _STYLES.get(p.status, "bold"))
    note = f" (found: {p.found}; note: {safe_line(p.overruled) or 'none'})" if p.overruled is not None else ""
    lines = paper.wrapped(f"“{safe_line(p.text)}”", " " * 15, f"  {day(p.made).rjust(11)}  ")
    lines.append(f"{'':15}{p.kind}{owner}{due}{body}  {paper.paint(f'[{p.section}] {p.id}', 'dim')}")
    lines += [f"{'':15}{status}: {dated(p.why)}{note}"]
    for f in p.followed_up:
        elsewhere = f", {safe_line(f.body)}" if f.body != p.body else ""
        lines += paper.wrapped(f"“{safe_line(f.text)}”", " " * 21, f"{'':17}{day(f.date)}{elsewhere}: ")
    return lines


# -- changes and figures ------------------------------------------------------------------------------------


def changes(found: Changes, paper: Paper) -> str:
    """``changes``: what is new, gone and changed, then how much was said again word for word."""
    if found.why_empty:
        return "\n".join(paper.wrapped(found.why_empty)) + "\n"
    lines = [f"{safe_line(found.issue)}: {day(found.start, long=True)} to {day(found.end, long=True)}"]
    for head, rows in (("New", found.new), ("Gone", found.gone)):
        lines += ["", paper.paint(head, "bold")]
        lines += [line for row in rows for line in _change_lines(row.text, row.section, paper)] or ["  nothing"]
    if found.changed:
        lines += ["", paper.paint("Changed", "bold")]
        for row in found.changed:
            lines += _change_lines(row.before or "", row.before_section or "", paper, "before: ")
            lines += _change_lines(row.text, row.section, paper, "after:  ")
    if found.repeated:
        lines += ["", f"Said again word for word: {count(found.repeated, 'sentence')}."]
    return "\n".join(lines) + "\n"


def _change_lines(text: str, section: str, paper: Paper, first: str = "") -> list[str]:
    return paper.wrapped(f"{first}“{safe_line(text)}”  [{section}]", "    ", "  ")


def figures(found: Sequence[Figure], paper: Paper) -> str:
    """``figures``: each with its day, and the sentence that it stands in."""
    if not found:
        return "No figures of that kind are in the archive.\n"
    lines: list[str] = []
    for f in found:
        head = f"{day(f.date).rjust(11)}  {paper.paint(safe_line(f.text), 'bold')}  {safe_line(f.title)}"
        lines.append(f"{head}  {paper.paint(f'[{f.section}]', 'dim')}")
        lines += paper.wrapped(f"“{safe_line(f.sentence)}”", " " * 13, " " * 13)
    return "\n".join(lines) + "\n"
