"""What a query was understood as, and what its hits share, as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.dates import day
from minutesearch.present.output.paint import columns
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from minutesearch.model import Count, Results
    from minutesearch.present.output.paint import Paper

_SHOWN = 12


def understanding(answer: Results, paper: Paper) -> list[str]:
    """``query --explain``: every part of the query, what was added and why, what was corrected, filters, engine."""
    told = answer.understanding
    if told is None:
        return []
    lines = [paper.paint("How the query was understood", "title")]
    rows = [(("without " if p.excluded else "") + p.kind, safe_line(p.text), safe_line(p.sought)) for p in told.parts]
    lines += [f"  {line}" for line in columns(rows)]
    if answer.corrected:
        lines += paper.wrapped(f"corrected ({told.corrected_why}): {safe_line(answer.corrected[1])}", "  ", "    ")
    for e in answer.expanded:
        also = ", ".join(e.also)
        lines += paper.wrapped(safe_line(f"{e.term}: also {also} ({e.why})"), "  ", "    ")
    given = [f"{name} {getattr(answer.filters, name)}" for name in _FILTERS if getattr(answer.filters, name)]
    lines += [f"  filters: {safe_line(', '.join(given)) or 'none'}"]
    lines += paper.wrapped(safe_line(f"asked: {answer.understood or 'everything'}"), "  ", "    ")
    lines.append(f"  engine: {answer.engine}")
    return [*lines, ""]


_FILTERS = ("since", "until", "body", "topic", "kind", "title")


def facets(answer: Results, paper: Paper) -> list[str]:
    """``query --facets``: all hits counted, also those that are not shown."""
    found = answer.facets
    if found is None:
        return []
    dates = {m.meeting: f"{day(m.date)} · {m.body}" for m in answer.by_meeting}
    meetings = [c._replace(value=dates.get(c.value, c.value)) for c in found.meetings]
    lines: list[str] = []
    for head, counts in (
        ("By body", found.bodies), ("By meeting", meetings), ("By topic", found.topics), ("By kind", found.kinds),
    ):  # fmt: skip
        lines += _table(head, tuple(counts), paper)
    return lines


def _table(head: str, counts: tuple[Count, ...], paper: Paper) -> list[str]:
    if not counts:
        return []
    rows = [(safe_line(c.value), f"{c.sections:,}") for c in counts[:_SHOWN]]
    more = [f"  and {len(counts) - _SHOWN} more"] if len(counts) > _SHOWN else []
    return [paper.paint(head, "title"), *(f"  {line}" for line in columns(rows)), *more, ""]
