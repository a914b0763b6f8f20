"""Meetings → one whole new generation of the index: tags, glossary, names, statuses, words, engine entries.

Everything is derived anew from the readings, but for what is costly and unchanged: tags of a section whose text and
vocabulary are the same are taken over from the generation before.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from minutesearch import gaps, ledger
from minutesearch.engines import entry_of
from minutesearch.ingest import printings
from minutesearch.mine import conflicts, glossary, proposals, statements
from minutesearch.mine.phrases import needs_capitals, variants
from minutesearch.mine.tagger import VERSION as TAGGER_VERSION
from minutesearch.mine.tagger import Tagger
from minutesearch.mine.vocabulary import VERSION as VOCABULARY_VERSION
from minutesearch.model import STATEMENT_KINDS
from minutesearch.store import crc
from minutesearch.text import passage_hash, stem_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from minutesearch.assemble import Archived
    from minutesearch.engines import Entry
    from minutesearch.gaps import Announced, Status
    from minutesearch.ingest.reading import SourceReading
    from minutesearch.mine.proposals import Proposals
    from minutesearch.mine.vocabulary import Vocabulary
    from minutesearch.model import (
        Concept,
        Conflict,
        Gap,
        GlossaryEntry,
        Meeting,
        Outcome,
        Section,
        Source,
        Statement,
        Tag,
    )
    from minutesearch.store import Records, RecordsWriter


_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 3
"""Letters up to which a short form in small letters is as likely another word."""


class Derived(NamedTuple):
    """All that is derived from the meetings, ready to be written."""

    archived: Archived
    statuses: Mapping[str, Status]
    gaps: Sequence[Gap]
    announced: Mapping[str, Announced]
    glossary: Sequence[GlossaryEntry]
    vocabulary: Vocabulary
    tags: dict[str, list[Tag]]
    statements: dict[str, list[Statement]]
    outcomes: Sequence[Outcome]
    section_digests: dict[str, str]
    passages: dict[str, tuple[str, str]]
    meeting_digests: dict[str, str]
    conflicts: Sequence[Conflict]
    proposals: Proposals

    @property
    def unresolved(self) -> list[str]:
        """Words of ``topics.toml`` that name no topic here; a proposal that was dropped is no mistake."""
        return [word for word in self.vocabulary.unresolved if word not in self.proposals.dropped]


def derive(archived: Archived, built_in: Vocabulary, before: Records | None, now: str) -> Derived:
    """Derive statuses, glossary, concepts and tags.

    Args:
        archived: the meetings and sections.
        built_in: the vocabulary with the archive's ``topics.toml`` laid over it.
        before: the generation before, or None.
        now: the time of this ingest, in UTC.
    """
    statuses, missing, coming = gaps.derive(archived.meetings, archived.sections, archived.drafts)
    uses = glossary.short_forms(archived.sections)
    entries = glossary.collect(archived.sections, uses)
    vocabulary = built_in.merge_learned(entries)
    digests = {s.id: _digest(s.title, s.text, *s.list_items) for s in archived.sections}
    tags = _tags(archived.sections, digests, vocabulary, before)
    told = _statements(archived.sections, digests, before)
    outcomes = ledger.derive(archived.meetings, archived.sections, told, tags, missing)
    parts: dict[str, list[str]] = {}
    for section in archived.sections:
        concepts = sorted({tag.concept for tag in tags[section.id]})
        kinds = _kinds(told[section.id])
        parts.setdefault(section.meeting, []).append(_digest(section.id, digests[section.id], *concepts, "", *kinds))
    meetings = {m.id: _digest(m.body, m.date, *parts.get(m.id, [])) for m in archived.meetings}
    return Derived(
        archived, statuses, missing, coming, entries, vocabulary, tags, told, outcomes, digests,
        _passages(archived.sections, before, now), meetings,
        conflicts.find(archived.sections, uses, entries, vocabulary),
        proposals.derive(archived.sections, vocabulary),
    )  # fmt: skip


def _passages(sections: Sequence[Section], before: Records | None, now: str) -> dict[str, tuple[str, str]]:
    """Section id → (hash of its words, when they were first ingested).

    A time is carried over by the meeting and the words, never by the section's number: what stood there before is as
    old as it was, wherever on the page it stands now.
    """
    since = {(meeting, words): time for _, meeting, words, time in before.told_apart()} if before else {}
    hashes = {s.id: passage_hash(s.title, s.text) for s in sections}
    return {s.id: (hashes[s.id], since.get((s.meeting, hashes[s.id]), now)) for s in sections}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _tags(
    sections: Sequence[Section],
    digests: Mapping[str, str],
    vocabulary: Vocabulary,
    before: Records | None,
) -> dict[str, list[Tag]]:
    known: dict[str, list[Tag]] = {}
    if before and before.meta.get("tagger") == tagger_of(vocabulary):
        same = {id for id, digest in before.section_digests().items() if digests.get(id) == digest}
        known = {id: [] for id in same}
        as_before = {_tagged_by(concept) for concept in before.concepts()}
        changed = tuple(c for c in vocabulary.concepts if _tagged_by(c) not in as_before)
        kept = {c.id for c in vocabulary.concepts} - {c.id for c in changed}
        for tag in before.tags():
            if tag.section in same and tag.concept in kept:
                known[tag.section].append(tag)
        if changed:
            # Tags of one concept depend on no other: a correction costs a search for what it touches.
            tagger = Tagger(replace(vocabulary, concepts=changed))
            for section in sections:
                if section.id in same and (found := tagger.tag(section.id, section.title, section.text)):
                    known[section.id] = sorted([*known[section.id], *found], key=_in_order)
    fresh = [s for s in sections if s.id not in known]
    if fresh:
        tagger = Tagger(vocabulary)
        for section in fresh:
            known[section.id] = tagger.tag(section.id, section.title, section.text)
    return known


def _statements(
    sections: Sequence[Section], digests: Mapping[str, str], before: Records | None
) -> dict[str, list[Statement]]:
    known: dict[str, list[Statement]] = {}
    if before and before.meta.get("statements") == statements.VERSION:
        known = {id: [] for id, digest in before.section_digests().items() if digests.get(id) == digest}
        for statement in before.statements():
            if statement.section in known:
                known[statement.section].append(statement)
    for section in sections:
        if section.id not in known:
            known[section.id] = statements.find(section)
    return known


def _kinds(told: Iterable[Statement]) -> tuple[str, ...]:
    found = {kind for statement in told for kind in statement.kinds}
    return tuple(kind for kind in STATEMENT_KINDS if kind in found)


def tagger_of(vocabulary: Vocabulary) -> str:
    """What all tags depend on, whatever their concept."""
    return _digest(TAGGER_VERSION, VOCABULARY_VERSION, *vocabulary.furniture)


def _tagged_by(concept: Concept) -> tuple[object, ...]:
    return concept.id, concept.kind, concept.names, concept.signs, concept.not_in


def _in_order(tag: Tag) -> tuple[object, ...]:
    return tag.where != "title", tag.start, tag.end, tag.concept


def write(writer: RecordsWriter, readings: Iterable[SourceReading], derived: Derived, meta: Mapping[str, str]) -> None:
    """Write one generation of the record.

    Args:
        writer: the new record.
        readings: all sources.
        derived: what :func:`derive` gave.
        meta: versions, engine and the like.
    """
    archived = derived.archived
    writer.many(
        "sources",
        ((*_described(s), f.size, f.mtime, s.unread) for f, s, _ in readings),
    )
    writer.many("bodies", ((name, slug, json.dumps(printed)) for name, (slug, printed) in archived.bodies.items()))
    writer.many("meetings", (_meeting_row(m, derived) for m in archived.meetings))
    writer.many("sections", ((i, *_section_row(s, derived)) for i, s in enumerate(archived.sections)))
    writer.many(
        "places",
        (
            (s.id, rank, p.path, p.page, p.line, int(p.ocr))
            for s in archived.sections
            for rank, p in enumerate(s.places)
        ),
    )
    writer.many("statements", (_statement_row(t) for s in archived.sections for t in derived.statements[s.id]))
    writer.many(
        "promises",
        (
            (i, o.id, o.section, o.start, o.due, o.status, o.why, int(o.past_due), json.dumps(o.passages))
            for i, o in enumerate(derived.outcomes)
        ),
    )
    writer.many("gaps", ((g.body, g.month, g.why, g.section, g.evidence) for g in derived.gaps))
    writer.many("announced", ((body, a.date, a.section) for body, a in derived.announced.items()))
    writer.many(
        "glossary",
        ((i, g.short, g.long, g.section, g.start, g.end, g.count) for i, g in enumerate(derived.glossary)),
    )
    writer.many(
        "conflicts",
        ((i, c.kind, c.short, c.concept, json.dumps(c.forms)) for i, c in enumerate(derived.conflicts)),
    )
    writer.many(
        "proposals",
        (
            (i, p.id, p.label, json.dumps(p.names), p.sections, p.meetings, p.why, p.example)
            for i, p in enumerate(derived.proposals.kept)
        ),
    )
    _write_concepts(writer, derived)
    printings.write(writer, archived.sections)
    writer.many("meta", sorted({**meta, "misprints": json.dumps(printings.misprints(archived.sections))}.items()))


def _described(s: Source) -> tuple[object, ...]:
    return s.path, s.sha256, s.media_type, s.parser, s.state, s.reason, s.address, s.retrieved


def _meeting_row(m: Meeting, derived: Derived) -> tuple[object, ...]:
    status, why = derived.statuses[m.id]
    digest, sources = derived.meeting_digests[m.id], json.dumps(m.sources)
    return m.id, m.body, m.date, m.type, m.kind, status, why, int(m.date_inferred), m.next_date, digest, sources


def _statement_row(t: Statement) -> tuple[object, ...]:
    figures = json.dumps([(q.value, q.unit, q.text, q.start, q.end) for q in t.values])
    kinds = ",".join(t.kinds)
    return t.section, t.start, t.end, kinds, t.rule, t.due_text, t.due, t.owner, figures, int(t.lead)


def _section_row(s: Section, derived: Derived) -> tuple[object, ...]:
    items = json.dumps(s.list_items)
    digest = derived.section_digests[s.id]
    generated, sum_ = int(s.title_generated), crc(s.title, s.text)
    return (
        s.id, s.meeting, s.ordinal, s.number, s.title, generated, s.parent, s.text, items, digest, sum_,
        *derived.passages[s.id],
    )  # fmt: skip


def _write_concepts(writer: RecordsWriter, derived: Derived) -> None:
    concepts = derived.vocabulary.concepts
    writer.many(
        "concepts",
        (
            (i, c.id, c.kind, c.label, c.origin, json.dumps(c.names), json.dumps(c.signs), json.dumps(c.not_in))
            for i, c in enumerate(concepts)
        ),
    )
    plain = _printed_plain(derived.archived.sections)
    writer.many("names", sorted({row for c in concepts for row in name_rows(c, plain)}))
    writer.many(
        "signs", sorted({(" ".join(stem_words(v)), c.id) for c in concepts for s in c.signs for v in variants(s)})
    )
    tags = [tag for section in derived.archived.sections for tag in derived.tags[section.id]]
    writer.many(
        "tags",
        ((t.section, t.concept, int(t.where == "title"), t.surface, t.start, t.end, t.rule) for t in tags),
    )
    capitals = {(c.id, row) for c in concepts for row in _rows_with_capitals(c)}
    writer.many("spellings", sorted(_spellings((t for t in tags if t.rule == "name"), capitals)))


def _rows_with_capitals(concept: Concept) -> Iterable[str]:
    """The stems of the names that are proper names: written with capitals in the vocabulary, or learned as printed."""
    for name in concept.names:
        if concept.origin == "learned" or not name.islower():
            yield from (" ".join(stem_words(spelling)) for spelling in (name, *variants(name)))


def _spellings(tags: Iterable[Tag], capitals: Container[tuple[str, str]]) -> Iterable[tuple[str, str, int]]:
    """(concept, spelling, count): printings that differ by capitals alone are one.

    A proper name is listed as it is printed most often, everything else in small letters.
    """
    printed: dict[tuple[str, str], Counter[str]] = {}
    for tag in tags:
        surface = " ".join(tag.surface.split())
        printed.setdefault((tag.concept, surface.casefold()), Counter())[surface] += 1
    for (concept, folded), forms in printed.items():
        proper = (concept, " ".join(stem_words(folded))) in capitals
        commonest = max(forms, key=lambda form: (forms[form], form))
        yield concept, commonest if proper else folded, forms.total()


def _printed_plain(sections: Sequence[Section]) -> frozenset[str]:
    """The words that the archive prints in small letters: a short form that is one of them needs its capitals."""
    return frozenset(word for section in sections for word in _WORD.findall(section.text) if word.islower())


def name_rows(concept: Concept, plain: frozenset[str]) -> Iterable[tuple[str, str, str, int]]:
    """The rows of ``names`` for one concept: every spelling of every name, told apart by its stems.

    A search finds a short form in any capitals (HYMs, hyms), unless it is short enough to be another word (PA, LA) or
    is one here (SALT where "salt" is printed).
    """
    rows: dict[str, tuple[str, int]] = {}
    for name in concept.names:
        for spelling in (name, *sorted(variants(name), key=lambda v: (len(v), v))):
            cased = needs_capitals(name) and (len(name) <= _SHORT or name.lower() in plain)
            rows.setdefault(" ".join(stem_words(spelling)), (spelling, int(cased)))
    return [(stems, concept.id, spelling, cased) for stems, (spelling, cased) in rows.items() if stems]


def entries(derived: Derived, meetings: frozenset[str] | None = None) -> Iterable[Entry]:
    """What the engine is to hold: an entry a section, of all meetings or of those named."""
    for section in derived.archived.sections:
        if meetings is None or section.meeting in meetings:
            concepts = (tag.concept for tag in derived.tags[section.id])
            yield entry_of(section, concepts, _kinds(derived.statements[section.id]))
