"""What was mined from the minutes, as text for people: proposals, corrections, the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.present.output.paint import Paper, columns
from minutesearch.present.wording import count
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minutesearch.model import Conflict, Correction, GlossaryEntry, Proposal


def proposals(rows: Sequence[Proposal], total: int, paper: Paper) -> str:
    """``topics --proposed``: a line a proposal, how many were cut, and what to type."""
    if not rows:
        return "Nothing comes back in the minutes that is not a topic already.\n"
    table = [("id", "label", "meetings", "sections", "why", "first in")]
    table += [(r.id, r.label, str(r.meetings), str(r.sections), r.why, r.example) for r in rows]
    lines = columns(table)
    cut = [f"{len(rows)} of {total:,} shown; the others are of less use."] if total > len(rows) else []
    first = rows[0].id
    said = [
        ("It is a topic:", f"minutesearch topics accept {first}"),
        ("It is one that is there:", f"minutesearch topics merge TOPIC {first}"),
        ("It is none:", f"minutesearch topics drop {first}"),
    ]
    return "\n".join([paper.paint(lines[0], "bold"), *lines[1:], "", *cut, *columns(said)]) + "\n"


def correction(done: Correction) -> str:
    """What a correction did, and how it is taken back."""
    if not done.lines:
        return safe_line(done.said) + "\n"
    lines = [safe_line(done.said), "Written into topics.toml:"]
    lines += [f"  {safe_line(line)}" for line in done.lines]
    them = "that line" if len(done.lines) == 1 else "those lines"
    lines.append(f"To take it back: delete {them} from topics.toml, then type: minutesearch ingest")
    return "\n".join(lines) + "\n"


def glossary(entries: Sequence[GlossaryEntry], conflicts: Sequence[Conflict], paper: Paper) -> str:
    """``glossary``: what the archive spells out, what it never does, and where it does not agree with itself."""
    told = [(e.short, e.long or "", str(e.count), e.section) for e in entries if e.long]
    never = [e.short for e in entries if not e.long]
    lines = columns([("short", "long", "times", "first in"), *told]) if told else ["No short form is spelt out."]
    lines = [paper.paint(lines[0], "bold"), *lines[1:]]
    if never:
        lines += ["", *paper.wrapped("Used and never spelt out: " + ", ".join(never))]
    spellings = [c for c in conflicts if c.kind == "spelling"]
    if spellings:
        lines += ["", paper.paint("Written in more than one way", "bold")]
        lines += [f"  {row}" for row in columns(_forms(spellings))]
    meanings = [c for c in conflicts if c.kind == "meaning"]
    if meanings:
        lines += ["", paper.paint("Spelt out as more than one thing", "bold")]
        rows = [(c.short, *row) for c in meanings for row in _forms([c])]
        lines += [f"  {row}" for row in columns(rows)]
    return "\n".join(lines) + "\n"


def _forms(conflicts: Iterable[Conflict]) -> list[tuple[str, str, str]]:
    """The forms of conflicts, one a line: what, how often, where first."""
    return [(text, count(times, "time"), f"first in {section}") for c in conflicts for text, times, section in c.forms]
