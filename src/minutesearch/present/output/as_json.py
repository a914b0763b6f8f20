"""Answers as JSON, exactly as the contract has them (docs/reference/json.md); the version counts its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import (
        ArchiveState,
        ConceptCount,
        Conflict,
        Coverage,
        Explanation,
        Filters,
        GlossaryEntry,
        Hit,
        IngestReport,
        Meeting,
        Place,
        Proposal,
        Results,
        Section,
        Source,
        Tag,
        TracePoint,
    )

VERSION = 1

Json = dict[str, Any]


def envelope(**content: Any) -> Json:
    """An object of the contract: its version first."""
    return {"minutesearch": VERSION, **content}


def filters(given: Filters) -> Json:
    """What narrowed a search."""
    return {
        "since": given.since, "until": given.until, "body": given.body, "topic": given.topic, "kind": given.kind,
        "title": given.title,
    }  # fmt: skip


def results(answer: Results) -> Json:
    """``query --json``."""
    corrected = {"from": answer.corrected[0], "to": answer.corrected[1]} if answer.corrected else None
    beside: Json = {}
    if answer.understanding is not None or answer.facets is not None:
        from minutesearch.present.output import asked_as_json

        beside |= {"explain": asked_as_json.understanding(answer)} if answer.understanding is not None else {}
        beside |= {"facets": asked_as_json.facets(answer)} if answer.facets is not None else {}
    return envelope(
        query=answer.query,
        understood=answer.understood,
        corrected=corrected,
        expanded=[{"term": e.term, "also": list(e.also), "why": e.why} for e in answer.expanded],
        filters=filters(answer.filters),
        total=answer.total,
        mentions=answer.mentions,
        meetings=answer.meetings,
        engine=answer.engine,
        hits=[hit(h) for h in answer.hits],
        by_meeting=[
            {"meeting": m.meeting, "body": m.body, "date": m.date, "sections": m.sections, "mentions": m.mentions}
            for m in answer.by_meeting
        ],
        coverage={
            "first": answer.coverage.first,
            "last": answer.coverage.last,
            "meetings": answer.coverage.meetings,
            "missing": [gap.month for gap in answer.coverage.gaps],
        },
        suggestions=list(answer.suggestions),
        **beside,
    )


def hit(found: Hit) -> Json:
    """One hit of ``query --json``, one line of ``query --jsonl``."""
    section, place = found.section, found.section.places[0]
    return {
        "section": section.id,
        "meeting": section.meeting,
        "body": section.body,
        "date": section.date,
        "title": section.title,
        "score": found.score,
        "mentions": found.mentions,
        "snippet": {"text": found.snippet.text, "marks": [list(mark) for mark in found.snippet.marks]},
        "topics": list(found.topics),
        "kinds": list(found.kinds),
        "page": place.page,
        "line": place.line,
        "status": found.status,
        "source": source_of(place),
        "sources": [place_row(p) for p in section.places],
    }


def source_of(place: Place) -> Json:
    """Where a passage comes from, for a citation."""
    row = {"path": place.path, "sha256": place.sha256, "address": place.address, "retrieved": place.retrieved}
    return row | _recognised(place)


def place_row(place: Place) -> Json:
    """One of the places where a passage stands."""
    row = {"path": place.path, "sha256": place.sha256, "page": place.page, "line": place.line}
    return row | _recognised(place)


def _recognised(place: Place) -> Json:
    """``"ocr": true`` where text was recognised from a picture; elsewhere the key is left out."""
    return {"ocr": True} if place.ocr else {}


def point(p: TracePoint) -> Json:
    """One meeting or gap of a trace; ``why`` where it is missing, ``stage`` where it was held."""
    row: Json = {"date": p.date, "body": p.body, "meeting": p.meeting, "state": p.state}
    row |= {"why": p.why} if p.meeting is None else {"stage": p.stage}
    row |= {"mentions": p.mentions}
    row["sections"] = [
        {
            "section": s.section,
            "title": s.title,
            "about": s.about,
            "quotes": [{"text": q.text, "kinds": list(q.kinds), "start": q.start, "end": q.end} for q in s.quotes],
        }
        for s in p.sections
    ]
    return row


def coverage(found: Coverage) -> Json:
    """``coverage --json``."""
    return envelope(
        bodies=[
            {
                "body": b.body,
                "first": b.first,
                "last": b.last,
                "meetings": [
                    {"id": m.id, "date": m.date, "kind": m.kind, "status": m.status, "why": m.why} for m in b.meetings
                ],
                "missing": [
                    {"month": g.month, "why": g.why, "section": g.section, "evidence": g.evidence} for g in b.gaps
                ],
                "announced": {"date": b.announced, "section": b.announced_in} if b.announced else None,
            }
            for b in found.bodies
        ],
        unread=[{"path": s.path, "state": s.state, "reason": s.reason} for s in found.unread],
    )


# -- lines of ``dump`` --------------------------------------------------------------------------------------


def source(s: Source) -> Json:
    """A line of ``dump sources``."""
    return {
        "path": s.path, "sha256": s.sha256, "media_type": s.media_type, "parser": s.parser, "state": s.state,
        "reason": s.reason,
    }  # fmt: skip


def meeting(m: Meeting) -> Json:
    """A line of ``dump meetings``."""
    return {
        "id": m.id, "body": m.body, "date": m.date, "date_inferred": m.date_inferred, "type": m.type, "kind": m.kind,
        "status": m.status, "sources": list(m.sources),
    }  # fmt: skip


def section(s: Section) -> Json:
    """A line of ``dump sections``, and an entry of ``show --json``."""
    first = s.places[0]
    return {
        "id": s.id,
        "meeting": s.meeting,
        "body": s.body,
        "date": s.date,
        "ordinal": s.ordinal,
        "number": s.number,
        "title": s.title,
        "title_generated": s.title_generated,
        "parent": s.parent,
        "text": s.text,
        "list_items": list(s.list_items),
        "page": first.page,
        "line": first.line,
        "source": {"path": first.path, "sha256": first.sha256} | _recognised(first),
        "sources": [place_row(p) for p in s.places],
    }


def tag(t: Tag) -> Json:
    """A line of ``dump tags``."""
    return {
        "section": t.section, "concept": t.concept, "kind": t.kind, "in": t.where, "surface": t.surface,
        "start": t.start, "end": t.end, "rule": t.rule,
    }  # fmt: skip


def glossary(g: GlossaryEntry) -> Json:
    """A line of ``dump glossary``."""
    return {
        "short": g.short, "long": g.long, "section": g.section, "start": g.start, "end": g.end, "count": g.count,
    }  # fmt: skip


# -- one object a command -----------------------------------------------------------------------------------


def topic(row: ConceptCount) -> Json:
    """An entry of ``topics --json``."""
    return {
        "topic": row.concept.id,
        "kind": row.concept.kind,
        "label": row.concept.label,
        "origin": row.concept.origin,
        "written": list(row.written),
        "mentions": row.mentions,
        "sections": row.sections,
        "by_meeting": [{"meeting": meeting, "mentions": mentions} for meeting, mentions in row.by_meeting],
    }


def name(row: ConceptCount) -> Json:
    """An entry of ``names --json``."""
    told = topic(row)
    return {"name": told.pop("topic"), **told}


def proposal(row: Proposal) -> Json:
    """An entry of ``topics --proposed --json``."""
    return {
        "id": row.id,
        "label": row.label,
        "names": list(row.names),
        "sections": row.sections,
        "meetings": row.meetings,
        "why": row.why,
        "example": row.example,
    }


def conflicts(found: Sequence[Conflict]) -> Json:
    """What stands beside the list of ``glossary --json``."""

    def forms(conflict: Conflict) -> list[Json]:
        return [{"text": text, "count": count, "section": section} for text, count, section in conflict.forms]

    return {
        "spellings": [{"concept": c.concept, "spellings": forms(c)} for c in found if c.kind == "spelling"],
        "meanings": [{"short": c.short, "concept": c.concept, "long": forms(c)} for c in found if c.kind == "meaning"],
    }


def state(s: ArchiveState) -> Json:
    """The entry of ``status --json``."""
    return {
        "archive": s.root,
        "bodies": list(s.bodies),
        "meetings": s.meetings,
        "sections": s.sections,
        "first": s.first,
        "last": s.last,
        "missing": s.gaps,
        "sources": s.sources,
        "unread": s.unread,
        "engine": s.engine,
        "built": s.built,
        "newer": list(s.newer),
    }


def report(done: IngestReport) -> Json:
    """``ingest --json``: every source with what became of it."""
    return envelope(
        ingest=[
            {**source(r.source), "change": r.change, "meetings": r.meetings, "sections": r.sections}
            for r in done.sources
        ],
        meetings=done.meetings,
        sections=done.sections,
        engine=done.engine,
        changed=done.changed,
    )


def explanation(told: Explanation) -> Json:
    """``ingest --explain --json``: how a file was read and cut, and why."""
    return envelope(
        explain={
            "media_type": told.document.media_type,
            "parser": told.document.parser,
            "title": told.document.title,
            "pages": told.document.pages,
            "remarks": list(told.document.remarks),
            "refused": told.refused,
            "families": [
                {
                    "name": f.name,
                    "members": f.members,
                    "cover": round(f.cover, 3),
                    "bodied": round(f.bodied, 3),
                    "score": round(f.score, 3),
                    "chosen": f.chosen,
                }
                for f in told.families
            ],
            "meetings": [
                {
                    "body": r.body,
                    "date": r.date,
                    "date_inferred": r.date_inferred,
                    "type": r.type,
                    "kind": r.kind,
                    "draft": r.draft,
                    "sections": sum(passage.ordinal > 0 for passage in r.passages),
                }
                for r in told.records
            ],
            "blocks": [
                {
                    "page": b.block.page,
                    "line": b.block.line,
                    "kind": b.block.kind,
                    "role": b.role,
                    "why": b.why,
                    "bold": b.block.bold,
                    "size": b.block.size,
                    "text": b.block.text,
                }
                for b in told.blocks
            ],
        }
    )
