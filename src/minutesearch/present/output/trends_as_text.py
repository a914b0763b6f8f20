"""``topics --trend`` as text: what rises and falls, the words that mark a period, what comes up together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.dates import span
from minutesearch.present.output.paint import Paper, columns
from minutesearch.present.wording import count
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import KeyWords, Stretch, TopicPair, TopicTrend, Trends

_SHOWN = 15
"""Lines of a list; in full there are all."""
_HEAD = ("topic", "earlier sections", "later sections", "earlier meetings", "later meetings", "G2")
_HEAD_OF_MEETING = ("topic", "sections before", "sections here", "meetings before", "G2")
_REMARK = (
    "G2 (log-likelihood) puts the most uneven first. Listed is only what an exact test does not put down to chance; "
    "few meetings show only large changes, and counts say nothing of why."
)


def trends(found: Trends, paper: Paper, *, full: bool) -> str:
    """The four lists, each with the counts it rests on.

    Args:
        found: what was found.
        paper: what is printed on.
        full: every line of every list.
    """
    most = None if full else _SHOWN
    lines = [*_topics(found, paper, most), "", *_words(found, paper, most), "", *_together(found, paper, most), ""]
    return "\n".join([*lines, *paper.wrapped(_REMARK)]) + "\n"


def _topics(found: Trends, paper: Paper, most: int | None) -> list[str]:
    if not found.earlier.meetings or not found.later.meetings:
        why = "there is no meeting before it" if found.meeting else "that takes two meetings of one body"
        return paper.wrapped(f"No topic can be called rising or falling: {why}.")
    one_body = len(found.bodies) == 1
    whose = f"of {safe_line(found.bodies[0])}" if one_body else f"of {len(found.bodies)} bodies, each by itself"
    later, earlier = ("This meeting", "those before it") if found.meeting else ("Later meetings", "earlier ones")
    lines = paper.wrapped(f"{later}, {_stretch(found.later)}, against {earlier}, {_stretch(found.earlier)}; {whose}.")
    head = _HEAD_OF_MEETING if found.meeting else _HEAD
    for direction in ("rising", "falling"):
        rows = sorted((t for t in found.topics if t.direction == direction), key=lambda t: -t.g2)
        lines += ["", paper.paint(direction.capitalize(), "title")]
        lines += _table([head, *(_trend(t, found.meeting) for t in rows[:most])], paper) if rows else ["No topic."]
        lines += _left_out(len(rows), most)
    steady = sum(t.direction == "steady" for t in found.topics)
    return [*lines, "", f"Steady, or too few to tell: {count(steady, 'topic')}."]


def _trend(t: TopicTrend, meeting: str | None) -> tuple[str, ...]:
    sides = (t.earlier, t.later)
    sections = [f"{s.sections:,} of {s.of_sections:,}" for s in sides]
    meetings = [f"{s.meetings:,} of {s.of_meetings:,}" for s in (sides[:1] if meeting else sides)]
    return (t.topic.concept.id, *sections, *meetings, f"{t.g2:.1f}")


def _words(found: Trends, paper: Paper, most: int | None) -> list[str]:
    if not found.marked.meetings:
        return paper.wrapped("No words can be told to mark it: the archive has no other meeting of the body.")
    lines = [
        paper.paint(line, "title")
        for line in paper.wrapped(
            f"Words that mark {_stretch(found.marked)} against the others, {_stretch(found.rest)}"
        )
    ]
    if not found.words:
        return [*lines, "None stands out."]
    table = [("words", "there", "elsewhere", "as common", "sections", "G2")]
    lines += _table(table + [_key(w) for w in found.words[:most]], paper)
    return lines + _left_out(len(found.words), most)


def _key(w: KeyWords) -> tuple[str, ...]:
    times = f"{2**w.log_ratio:,.0f} times" if w.rest else "only there"
    there, elsewhere = f"{w.count:,} of {w.of_words:,}", f"{w.rest:,} of {w.of_rest:,}"
    return (w.written, there, elsewhere, times, f"{w.sections:,}", f"{w.g2:.1f}")


def _together(found: Trends, paper: Paper, most: int | None) -> list[str]:
    lines = [paper.paint("Come up together", "title")]
    for p in found.together[:most]:
        lines += [_pair(p), *(paper.paint(line, "dim") for line in paper.wrapped(_evidence(p, most), "    "))]
    if not found.together:
        lines.append("No two topics do so more often than chance has it.")
    return lines + _left_out(len(found.together), most)


def _pair(p: TopicPair) -> str:
    both = f"in {count(len(p.sections), 'section')}, {p.expected:.1f} by chance"
    singly = f"{p.first_in:,} and {p.second_in:,} of {p.of_sections:,}"
    return safe_line(f"{p.first.id} and {p.second.id}: {both} ({singly}), G2 {p.g2:.1f}")


def _evidence(p: TopicPair, most: int | None) -> str:
    shown = p.sections[: most and 3]
    more = f" and {len(p.sections) - len(shown)} more" if len(p.sections) > len(shown) else ""
    return ", ".join(shown) + more


def _stretch(side: Stretch) -> str:
    words = f", {count(side.words, 'word')}" if side.words else ""
    return (
        f"{span(side.first, side.last)} ({count(side.meetings, 'meeting')}, {count(side.sections, 'section')}{words})"
    )


def _table(rows: Sequence[Sequence[str]], paper: Paper) -> list[str]:
    head, *lines = columns(rows)
    return [paper.paint(head, "bold"), *lines]


def _left_out(found: int, most: int | None) -> list[str]:
    return [f"{most} of {found:,} shown. All of them: --plain"] if most and found > most else []
