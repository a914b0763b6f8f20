"""Answers as entries of a list: date, title, and the words around the first mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from minutesearch.present.tui import show, words
from minutesearch.present.tui.widgets.pane import entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widgets.option_list import Option

    from minutesearch.model import Hit, Meeting, Results, Span
    from minutesearch.present.tui.timeline import Column

DATE = 13
SNIPPET_LINES = 2
ASK = "ask:"
"""Begins the id of an entry that searches for something else."""
OPEN = "open:"
"""Begins the id of an entry that opens a meeting."""
FIRST = "first:"
"""Begins the id of what an empty archive offers."""


def headed(label: str, title: show.Marked, width: int, *, muted: bool = False) -> list[Content]:
    """A date and a title beside it; what the first line cannot hold stands under the title."""
    lines = show.wrap(title.text, max(8, width - DATE))
    style = show.MUTED if muted else "bold"
    drawn = []
    for number, (a, b) in enumerate(lines):
        left = Content.styled(label.ljust(DATE) if number == 0 else " " * DATE, show.ACCENT)
        drawn.append(show.row(left, show.line(title, a, b, style=style)))
    return drawn


def hits(results: Results, width: int, *, several: bool) -> list[Option]:
    """One entry a section that answers; the date is said once a meeting.

    Args:
        results: what was found, in the order to be shown.
        width: cells a line holds.
        several: whether the archive has several bodies, which are then named.
    """
    entries: list[Option] = []
    before = ""
    for hit in results.hits:
        same = hit.section.meeting == before
        before = hit.section.meeting
        lines = headed(
            "" if same else words.day(hit.section.date),
            show.marked(hit.section.title, hit.title_marks, line=True),
            width,
        )
        if several and not same:
            lines.append(Content.styled("  " + show.cut(hit.section.body, width - 2), show.MUTED))
        lines += [show.row("  ", part) for part in _snippet(hit, width - 2)]
        entries.append(entry(lines, hit.section.id))
    if results.total > len(results.hits):
        said = (
            f"{len(results.hits):,} of {results.total:,} sections are listed; pick a meeting on the strip for the rest."
        )
        entries.append(entry(_note(said, width)))
    return entries


def _snippet(hit: Hit, width: int) -> list[Content]:
    snippet = show.marked(hit.snippet.text, hit.snippet.marks, line=True)
    if not snippet.text.strip():
        return []
    return [part.stylize_before(show.MUTED) for part in show.excerpt(snippet, width, SNIPPET_LINES)]


def _note(said: str, width: int, style: str = show.MUTED) -> list[Content]:
    said = show.clean_line(said)
    return [Content.styled(said[a:b], style) for a, b in show.wrap(said, width)]


def nothing(results: Results, topics: Sequence[str], width: int) -> list[Option]:
    """What helps when nothing was found: why, what was searched, what to try.

    Args:
        results: the empty answer.
        topics: labels of topics that can be picked instead.
        width: cells a line holds.
    """
    why = results.why_empty or f"No section mentions “{results.query}”. {searched(results.coverage)}"
    entries = [entry(_note(why, width, "bold"))]
    if results.suggestions:
        entries.append(entry([Content(""), Content.styled("Did you mean", show.ACCENT)]))
        entries += [entry([Content(f"  {show.cut(s, width - 2)}")], ASK + s) for s in results.suggestions]
    if topics:
        entries.append(entry([Content(""), Content.styled("Topics of this archive", show.ACCENT)]))
        entries += [entry([Content(f"  {show.cut(s, width - 2)}")], ASK + s) for s in topics]
    return entries


def searched(covered: Span) -> str:
    """What was searched and what could not be: ``Searched 48 sections in 6 meetings; no minutes for Apr 2021.``"""
    said = f"Searched {words.count(covered.sections, 'section')} in {words.count(covered.meetings, 'meeting')}"
    if covered.first and covered.last:
        said += f", {words.span(covered.first, covered.last)}"
    gaps = words.months(gap.month for gap in covered.gaps)
    return f"{said}; no minutes for {gaps}." if gaps else f"{said}."


def meetings(held: Sequence[Meeting], sections: dict[str, int], width: int, *, several: bool) -> list[Option]:
    """One entry a meeting: what the list shows before anything is asked."""
    entries = []
    for meeting in held:
        said = words.count(sections[meeting.id], "section") if meeting.id in sections else ""
        title = show.marked(f"{meeting.body}" if several else said, line=True)
        lines = headed(words.day(meeting.date), title, width)
        below = [words.standing(meeting)] + ([said] if several and said else [])
        lines.append(Content.styled("  " + show.fitting(below, width - 2), show.MUTED))
        entries.append(entry(lines, OPEN + meeting.id))
    return entries


def gap(column: Column, width: int) -> list[Option]:
    """What stands in the list when a month without minutes is picked."""
    return [entry(_note(f"No minutes in the archive for {words.day(column.date, long=True)}.", width, "bold"))]


def known(column: Column, width: int) -> list[Content]:
    """How it is known that a month's minutes are missing, body by body."""
    lines: list[Content] = []
    for body, cell in column.cells.items():
        lines += _note(f"{body}: {words.dated(cell.why)}." if cell.why else f"{body}: it is not known why.", width, "")
    return lines


QUERIES = (
    ("waiting list", "both words, in any form; known other names are found too"),
    ('"annual review"', "these words in this order"),
    ("a OR b    -c    ( … )", "either; without; together"),
    ("budget*", "any word that begins so"),
    ("since:2021-03 until:2021-06", "meetings between two dates"),
    ('title:governance  body:"…"', "words of the title; one body only"),
)


def asking(width: int) -> list[Content]:
    """The query language in six lines."""
    return [line for written, means in QUERIES for line in hanging(written, means, width, 30)]


def hanging(left: str, right: str, width: int, indent: int) -> list[Content]:
    """Words on the left and what they mean beside them; long words on the left push the right ones a line down."""
    lines = []
    if indent and len(left) >= indent - 1:
        lines.append(Content.styled(left, show.BAR))
        left = ""
    for a, b in show.wrap(right, max(10, width - indent)):
        lines.append(show.row(Content.styled(left.ljust(indent), show.BAR), Content(right[a:b])))
        left = ""
    return lines


def welcome(root: str, width: int) -> list[Option]:
    """What an empty archive offers."""
    entries = [entry([*_note("No minutes yet.", width, "bold"), *_note(f"This archive is {root}", width), Content("")])]
    offers = ("Choose a folder", "Try the sample", "Help")
    entries += [entry([Content(f"{n}  {offer}")], f"{FIRST}{n}") for n, offer in enumerate(offers, 1)]
    return entries


def topics(labels: Sequence[str], width: int) -> list[Option]:
    """The topics of a section, to search for."""
    if not labels:
        return [entry(_note("No known topic in this section.", width))]
    return [entry(_note(label, width, ""), ASK + label) for label in dict.fromkeys(labels)]
