"""Verdicts on quotes, and citations, as JSON (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.present.output.as_json import Json, envelope, source_of

if TYPE_CHECKING:
    from minutesearch.model import Citation, FileVerdict, Nearest, Verdict


def citation(c: Citation) -> Json:
    """Where a passage stands."""
    return {
        "section": c.section, "meeting": c.meeting, "body": c.body, "date": c.date, "title": c.title,
        "in_title": c.in_title, "start": c.start, "end": c.end, "page": c.place.page, "line": c.place.line,
        "status": c.status, "kind": c.kind, "source": source_of(c.place),
    }  # fmt: skip


def _nearest(n: Nearest) -> Json:
    differs = [list(pair) for pair in n.differs]
    return {"text": n.text, "section": n.citation.section, "differs": differs, "citation": citation(n.citation)}


def verdict(v: Verdict) -> Json:
    """A verdict as ``verify`` lists it."""
    return {
        "result": v.result,
        "quote": v.quote,
        "citation": citation(v.citation) if v.citation else None,
        "nearest": _nearest(v.nearest) if v.nearest else None,
        "remark": v.remark,
    }


def quote(v: Verdict) -> Json:
    """``verify QUOTE --json``."""
    return envelope(**verdict(v))


def file(f: FileVerdict) -> Json:
    """``verify FILE --json``."""
    return envelope(
        file=f.file,
        quotes=[verdict(v) for v in f.quotes],
        exact=f.count("exact"),
        near=f.count("near"),
        absent=f.count("absent"),
        stale=f.count("stale"),
        unquoted=f.unquoted,
    )
