"""Verdicts on quotes, and citations, as JSON (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minutesearch.present.output.as_json import Json, envelope, source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from minutesearch.model import Citation, FileVerdict, Nearest, Verdict


def citation(c: Citation) -> Json:
    """Where a passage stands."""
    return {
        "section": c.section, "meeting": c.meeting, "body": c.body, "date": c.date, "title": c.title,
        "in_title": c.in_title, "start": c.start, "end": c.end, "page": c.place.page, "line": c.place.line,
        "status": c.status, "kind": c.kind, "source": source_of(c.place),
    }  # fmt: skip


def with_citations(content: Json, look_up: Callable[[list[str]], Mapping[str, Citation]]) -> Json:
    """An answer in which everything that names its ``section`` also carries the ``citation`` of it.

    Args:
        content: the answer; it is added to.
        look_up: gives the citations of some sections.
    """
    rows = list(_naming(content))
    cited = look_up(list(dict.fromkeys(row["section"] for row in rows)))
    for row in rows:
        if row["section"] in cited:
            row["citation"] = citation(cited[row["section"]])
    return content


def _naming(content: Any) -> Iterator[Json]:
    """Every object within that says which section it is from."""
    if isinstance(content, dict):
        if isinstance(content.get("section"), str):
            yield content
        for value in content.values():
            yield from _naming(value)
    elif isinstance(content, list):
        for value in content:
            yield from _naming(value)


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
        "cut": v.cut,
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
