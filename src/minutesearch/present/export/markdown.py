"""A storyboard as Markdown that ``verify`` reads back: marks in what is quoted are escaped, the tool's own are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from minutesearch.model import WRITTEN_BY
from minutesearch.present.export.nouns import Entry, Report
from minutesearch.text import safe_line

_MARKS = re.compile(r"[\\`*_\[\]<>#|~&$]")
_START = re.compile(r"(\d{1,9})([.)])(?= |\Z)|([-+=:])")


def document(said: Report) -> bytes:
    """Write a Markdown file (UTF-8, line feeds)."""
    lines = [f"# {_inline(said.title)}", "", "## What was searched", "", _line(said.coverage), "", "## Timeline", ""]
    rows = [(m.when, m.body, m.said, "–" if m.missing else str(m.quotes)) for m in said.moments]
    lines += _table(("Date", "Body", "Minutes", "Quotes"), rows) if rows else [_line(said.described)]
    lines += ["", "## Evidence", ""]
    for entry in said.entries:
        lines += _entry(entry)
    lines += ["## Promises still open", "", *_pledges(said), ""]
    if said.beyond:
        lines += ["## What could not be searched", "", *_table(("What", "Why"), said.beyond), ""]
    lines += ["## Sources", "", *_origins(said), "", WRITTEN_BY]
    return ("\n".join(lines) + "\n").encode()


def _entry(entry: Entry) -> list[str]:
    tags = "".join(f" \\[{_inline(tag)}\\]" for tag in entry.tags)
    lines = [f"### {entry.n}. {_inline(entry.heading)}{tags}", ""]
    for n, warning in enumerate(entry.warnings):
        lines += [_line(warning) if n else f"**{_inline(warning)}**", ""]
    if entry.counter:
        lines += [f"**{_inline(entry.counter)}**", ""]
    quote = "".join(
        re.sub(r"\s+", " ", _inline(p.text, stripped=False)) if p.kind == "verbatim" else p.text for p in entry.pieces
    )
    cited = entry.cited
    link = f" · [open the source](<{_target(cited.address)}>)" if cited.address else ""
    lines += [
        f"> “{quote}”",
        f"> — {_inline(cited.words)}{link} · {_code(cited.section)} · {cited.source_words}",
        "",
    ]
    if entry.remark:
        lines += [f"Remark: {_inline(entry.remark)}", ""]
    if entry.note:
        lines += [f"Note: {_inline(safe_line(entry.note))}", ""]
    lines += [f"{label}: \\_\\_\\_\\_\\_\\_  " for label, room in entry.blanks if room != "day"]
    lines[-1] = f"{lines[-1].rstrip()} on \\_\\_\\_\\_\\_\\_"
    return [*lines, ""]


def _pledges(said: Report) -> list[str]:
    if not said.pledges:
        return [_line(said.pledged)]
    rows = [
        (
            f"{p.made}, {p.body}",
            f"“{p.text}”{f' By: {p.owner}' if p.owner else ''} ({p.section})",
            p.due,
            " ".join((f"{p.status}. {p.why}", *p.later)),
        )
        for p in said.pledges
    ]
    return [*_table(("Promised", "What", "Due", "Status, and why"), rows), "", _line(said.pledged)]


def _origins(said: Report) -> list[str]:
    if not said.origins:
        return ["No source is quoted."]
    rows = [(str(o.n), o.path, o.retrieved, o.sha256) for o in said.origins]
    lines = _table(("No.", "Source", "Retrieved", "SHA-256"), rows)
    published = [o for o in said.origins if o.address_words]
    if published:
        lines += ["", "Where they were published:", ""]
    for o in published:
        words = _inline(o.address_words)
        lines.append(f"{o.n}. [{words}](<{_target(o.address)}>)" if o.address else f"{o.n}. {words}")
    return lines


# -- what Markdown would take for a mark --------------------------------------------------------------------


def _inline(text: str, *, stripped: bool = True) -> str:
    """Text in which nothing is a mark of Markdown's or of HTML's."""
    return _MARKS.sub(r"\\\g<0>", safe_line(text) if stripped else text)


def _line(text: str) -> str:
    """The same at the beginning of a line, where a number or a dash is a mark too."""
    said = _inline(text)
    found = _START.match(said)
    if not found:
        return said
    return f"{found[1]}\\{said[found.end(1) :]}" if found[1] else f"\\{said}"


def _code(text: str) -> str:
    """A section's id in a code span."""
    return f"`{safe_line(text).replace('`', '')}`"


def _target(address: str | None) -> str:
    """A web address between angle brackets, where a backslash and an entity would still be read as marks."""
    return (address or "").replace("\\", "%5C").replace("&", "&amp;")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table; a line break in a cell becomes a space."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return lines + [f"| {' | '.join(_inline(cell) for cell in row)} |" for row in rows]
