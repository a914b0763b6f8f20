"""Traces, statements, promises, figures and changes as JSON, as the contract has them (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minutesearch.present.output.as_json import Json, envelope, point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minutesearch.model import Change, Changes, Figure, Promise, Quantity, Section, Statement, Tension, Trace


def statements(told: Iterable[Statement], sections: Iterable[Section]) -> Iterator[Json]:
    """The lines of ``dump statements``."""
    held = {section.id: section for section in sections}
    for each in told:
        section = held[each.section]
        yield {
            "section": each.section, "meeting": section.meeting, "date": section.date, "title": section.title,
            "sentence": each.sentence, "kinds": list(each.kinds), "due_text": each.due_text, "due": each.due,
            "values": [value(v) for v in each.values], "owner": each.owner, "start": each.start, "end": each.end,
            "rule": each.rule,
        }  # fmt: skip


def by_section(told: Iterable[Statement], sections: Iterable[Section]) -> dict[str, list[Json]]:
    """The lines of ``dump statements`` by section."""
    found: dict[str, list[Json]] = {}
    for row in statements(told, sections):
        found.setdefault(row["section"], []).append(row)
    return found


def value(v: Quantity) -> Json:
    """One figure of a sentence; a whole number is printed as one."""
    return {"value": number(v.value), "unit": v.unit, "text": v.text}


def number(worth: float) -> float | int:
    """A value without a needless decimal point."""
    return int(worth) if worth == int(worth) else worth


def trace(story: Trace) -> Json:
    """``trace --json``."""
    silent = {"last": story.silent_since[0], "meetings": story.silent_since[1]} if story.silent_since else None
    return envelope(
        issue=story.issue,
        topic=story.topic,
        also=list(story.also),
        first=story.first,
        last=story.last,
        meetings=story.meetings,
        mentioned_in=story.mentioned_in,
        mentions=story.mentions,
        points=[point(p) for p in story.points],
        commitments=[promise(p) for p in story.promises],
        figures=[figure(f) for f in story.figures],
        tensions=[tension(t) for t in story.tensions],
        silent_since=silent,
    )


def promise(p: Promise) -> Json:
    """A promise as a trace and ``promises`` list it."""
    return {
        "id": p.id, "made": p.made, "body": p.body, "section": p.section, "title": p.title, "text": p.text,
        "kind": p.kind, "owner": p.owner, "topics": list(p.topics), "due_text": p.due_text, "due": p.due,
        "status": p.status, "why": p.why, "overdue": p.overdue,
        "overruled": None if p.overruled is None else {"note": p.overruled, "found": p.found},
        "followed_up": [
            {"date": f.date, "body": f.body, "section": f.section, "text": f.text} for f in p.followed_up
        ],
    }  # fmt: skip


def promises(found: Iterable[Promise]) -> Json:
    """``promises --json``."""
    return envelope(promises=[promise(p) for p in found])


def figure(f: Figure) -> Json:
    """A figure as a trace and ``figures`` list it."""
    return {
        "date": f.date, "body": f.body, "section": f.section, "title": f.title, "text": f.text,
        "value": number(f.value), "unit": f.unit, "sentence": f.sentence, "topics": list(f.topics),
    }  # fmt: skip


def figures(found: Iterable[Figure]) -> Json:
    """``figures --json``."""
    return envelope(figures=[figure(f) for f in found])


def tension(t: Tension) -> Json:
    """Two passages that do not sit well together."""
    return {"kind": t.kind, "text": t.text, "sections": list(t.sections), "quotes": list(t.quotes)}


def changes(found: Changes) -> Json:
    """``changes --json``."""
    return envelope(
        issue=found.issue,
        topic=found.topic,
        **{"from": found.start, "to": found.end},
        new=[_one(c) for c in found.new],
        gone=[_one(c) for c in found.gone],
        changed=[{"before": {"text": c.before, "section": c.before_section}, "after": _one(c)} for c in found.changed],
        repeated=found.repeated,
    )


def _one(change: Change) -> dict[str, Any]:
    return {"text": change.text, "section": change.section}
