"""What a query was understood as, and what its hits share, as JSON: there only where it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minutesearch.model import Count, Results

Json = dict[str, Any]


def understanding(answer: Results) -> Json:
    """``explain`` of ``query --explain --json``."""
    told = answer.understanding
    return {
        "parts": [
            {"kind": p.kind, "text": p.text, "sought": p.sought, "excluded": p.excluded}
            for p in (told.parts if told else ())
        ],
        "corrected_why": told.corrected_why if told else None,
        "suggested": [
            {"query": query, "why": why or None}
            for query, why in zip(answer.suggestions, answer.offered or [""] * len(answer.suggestions), strict=True)
        ],
    }


def facets(answer: Results) -> Json:
    """``facets`` of ``query --facets --json``: exact counts of all hits."""
    found = answer.facets
    rows: dict[str, tuple[Count, ...]] = {
        "body": found.bodies if found else (),
        "meeting": found.meetings if found else (),
        "topic": found.topics if found else (),
        "kind": found.kinds if found else (),
    }
    return {name: [{"value": c.value, "sections": c.sections} for c in counts] for name, counts in rows.items()}
