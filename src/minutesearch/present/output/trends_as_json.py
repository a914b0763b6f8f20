"""``topics --trend`` as JSON, exactly as the contract has it (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.present.output.as_json import Json, envelope, topic

if TYPE_CHECKING:
    from minutesearch.model import KeyWords, SideCount, Stretch, TopicPair, TopicTrend, Trends


def trends(found: Trends) -> Json:
    """``topics --trend --json``: the envelope of ``topics``, each with its trend, and what was compared."""
    return envelope(
        compared={
            "meeting": found.meeting,
            "bodies": list(found.bodies),
            "earlier": _stretch(found.earlier),
            "later": _stretch(found.later),
            "marked": {**_stretch(found.marked), "words": found.marked.words},
            "rest": {**_stretch(found.rest), "words": found.rest.words},
        },
        topics=[{**topic(t.topic), "trend": _trend(t)} for t in found.topics],
        words=[_words(w) for w in found.words],
        together=[_pair(p) for p in found.together],
    )


def _stretch(side: Stretch) -> Json:
    return {"first": side.first, "last": side.last, "meetings": side.meetings, "sections": side.sections}


def _trend(t: TopicTrend) -> Json:
    return {
        "direction": t.direction,
        "earlier": _side(t.earlier),
        "later": _side(t.later),
        "g2": round(t.g2, 2),
        "chance": round(t.chance, 4),
    }


def _side(side: SideCount) -> Json:
    return {
        "meetings": side.meetings,
        "of_meetings": side.of_meetings,
        "sections": side.sections,
        "of_sections": side.of_sections,
        "mentions": side.mentions,
    }


def _words(w: KeyWords) -> Json:
    return {
        "words": w.written,
        "count": w.count,
        "of_words": w.of_words,
        "rest": w.rest,
        "of_rest": w.of_rest,
        "sections": w.sections,
        "meetings": w.meetings,
        "g2": round(w.g2, 2),
        "log_ratio": round(w.log_ratio, 2),
    }


def _pair(p: TopicPair) -> Json:
    return {
        "first": p.first.id,
        "second": p.second.id,
        "first_in": p.first_in,
        "second_in": p.second_in,
        "of_sections": p.of_sections,
        "both_in": len(p.sections),
        "expected": round(p.expected, 2),
        "g2": round(p.g2, 2),
        "sections": list(p.sections),
    }
