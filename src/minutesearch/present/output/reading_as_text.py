"""``show`` of a section: verbatim, in its place in the meeting where that is asked for, with all that cites it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.dates import day
from minutesearch.present.wording import place
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import Place, Section, Statement
    from minutesearch.present.output.paint import Paper


def section(s: Section, status: str, told: Sequence[Statement], around: Sequence[Section], paper: Paper) -> str:
    """A section: verbatim, then what its sentences decide, promise and count, and why it is thought so.

    Args:
        s: the section.
        status: that of its meeting's minutes.
        told: its statements.
        around: sections of its meeting in reading order, itself among them.
        paper: what is printed on.
    """
    at = [other.id for other in around].index(s.id)
    before = [line for other in around[:at] for line in [*_neighbour(other, paper), ""]]
    after = [line for other in around[at + 1 :] for line in ["", *_neighbour(other, paper)]]
    lines = [*before, paper.paint(safe_line(f"{s.number} {s.title}".strip()) or "(front matter)", "title")]
    lines += [f"{safe_line(s.body)}, {day(s.date, long=True)} · minutes {status} · {s.id}", ""]
    for block in s.text.split("\n"):
        lines += paper.wrapped(block)
    for t in told:
        due = f", due {safe_line(t.due_text)}" if t.due_text else ""
        owner = f", {safe_line(t.owner)}" if t.owner else ""
        head = f"{paper.paint(', '.join(t.kinds), 'bold')}{owner}{due}"
        lines += ["", f"{head}  {paper.paint(f'({t.rule})', 'dim')}"]
        lines += paper.wrapped(f"“{safe_line(t.sentence)}”", "  ", "  ")
    lines += ["", *(line for p in s.places for line in source(p)), *after]
    return "\n".join(lines) + "\n"


def source(p: Place) -> list[str]:
    """A place in lines: file with page or line, address, hash."""
    lines = [f"Source: {safe_line(place(p))}"]
    if p.address:
        got = f", retrieved {safe_line(p.retrieved)}" if p.retrieved else ""
        lines.append(f"  {safe_line(p.address)}{got}")
    return [*lines, f"  SHA-256 {p.sha256}"]


def _neighbour(s: Section, paper: Paper) -> list[str]:
    """A section before or after the one that is shown, set back."""
    lines = [f"  {safe_line(f'{s.number} {s.title}'.strip()) or '(front matter)'}  {paper.paint(s.id, 'dim')}"]
    for block in s.text.split("\n"):
        lines += paper.wrapped(block, "    ", "    ")
    return lines
