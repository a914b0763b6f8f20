"""What is new, and saved searches, as text for people."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from minutesearch.dates import day, local_day
from minutesearch.present.output.as_text import quoted
from minutesearch.present.output.paint import Paper, columns
from minutesearch.present.output.watch_as_rows import options
from minutesearch.present.wording import count, ocr
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import News, NewSection, SavedSearch

_TOPICS = 12
_SAVE = "To watch a search: minutesearch query WORDS --save NAME"


def news(told: News, paper: Paper, limit: int) -> str:
    """``new`` on a terminal.

    Args:
        told: what is new.
        paper: what is printed on.
        limit: sections to list at most; those that a saved search finds go first. 0 is all.
    """
    if told.first:
        lines = _first(told, paper)
    elif not told.sections:
        lines = [f"Nothing new since {_since(told)}."]
    else:
        lines = _head(told, paper)
    if told.gone:
        lines += paper.wrapped(
            f"{count(told.gone, 'section')} of your last look {'is' if told.gone == 1 else 'are'} not in the archive "
            "any more, or not in the same words."
        )
    if told.searches:
        lines += ["", paper.paint("Saved searches", "bold"), *_searches(told)]
    else:
        lines += ["", _SAVE] if told.first else []
    if told.topics:
        row = ", ".join(f"{t.id} {t.new}" for t in told.topics[:_TOPICS])
        more = f" and {len(told.topics) - _TOPICS} more" if len(told.topics) > _TOPICS else ""
        lines += ["", *paper.wrapped(f"Topics and names: {row}{more}", "  ", "")]
    lines += _sections(told, paper, limit)
    return "\n".join(lines) + "\n"


def _first(told: News, paper: Paper) -> list[str]:
    held = f"{count(told.counted, 'section')} of {count(told.meetings, 'meeting')}"
    return paper.wrapped(
        f"This is the first look of {safe_line(told.person)} at this archive. It holds {held}; "
        "what an ingest adds from now on is new."
    )


def _since(told: News) -> str:
    if told.since is None or len(told.since) <= len("2021-09-14"):
        return day(told.since or "")
    return f"your last look on {day(local_day(told.since))}"


def _head(told: News, paper: Paper) -> list[str]:
    meetings = {each.section.meeting for each in told.sections}
    counted = sum(each.section.ordinal > 0 for each in told.sections)
    front = len(told.sections) - counted
    said = count(counted, "new section")
    if front:
        said += f" and {count(front, 'piece')} of front matter"
    said += f" of {count(len(meetings), 'meeting')}"
    said += f", ingested since {day(told.since)}" if told.since and len(told.since) <= 10 else f" since {_since(told)}"
    return paper.wrapped(f"{said}.")


def _searches(told: News) -> list[str]:
    rows = [
        (s.search.name, "cannot be run" if s.fault else f"{s.new} new of {s.total}" if not told.first else str(s.total),
         s.fault or f"{s.search.query} {options(s.search.filters, expand=s.search.expand)}".strip())
        for s in told.searches
    ]  # fmt: skip
    return [f"  {line}" for line in columns(rows)]


def _sections(told: News, paper: Paper, limit: int) -> list[str]:
    chosen = sorted(told.sections, key=lambda each: not each.searches)[: limit or None]
    shown = {each.section.id for each in chosen}
    lines: list[str] = []
    by_day = sorted(told.sections, key=lambda each: local_day(each.ingested), reverse=True)
    for ingested, of_day in groupby(by_day, key=lambda each: local_day(each.ingested)):
        listed = [each for each in of_day if each.section.id in shown]
        if listed:
            lines += ["", paper.paint(f"Ingested on {day(ingested)}", "bold")]
        for _, group in groupby(listed, key=lambda each: each.section.meeting):
            lines += _meeting(list(group), paper)
    if len(shown) < len(told.sections):
        since = min(local_day(each.ingested) for each in told.sections)
        said = f"{len(shown)} of {len(told.sections):,} shown; the others are among what came since that day:"
        lines += ["", *paper.wrapped(f"{said} minutesearch new --since {since} --limit 0")]
    return lines


def _meeting(group: Sequence[NewSection], paper: Paper) -> list[str]:
    s = group[0].section
    lines = [f"{day(s.date)} · {safe_line(s.body)} · {group[0].status}"]
    for each in group:
        title = safe_line(each.section.title) or ("(front matter)" if not each.section.ordinal else "(no title)")
        id = each.section.id + ocr(each.section.places[0])
        room = paper.width - len(id) - 4
        lines += [f"  {title.ljust(room)}  {id}"] if len(title) <= room else [f"  {title}", f"  {id}"]
        if each.searches:
            lines += paper.wrapped(f"found by: {', '.join(each.searches)}", "    ")
    return lines


def searches(saved: Sequence[SavedSearch]) -> str:
    """``new --list``."""
    if not saved:
        return f"No searches are saved. {_SAVE}\n"
    rows = [(s.name, f"{quoted(s.query)} {options(s.filters, expand=s.expand)}".strip(), day(s.saved)) for s in saved]
    return "\n".join(columns([("name", "search", "saved"), *rows])) + "\n"
