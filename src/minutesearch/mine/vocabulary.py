"""The vocabulary: the built-in topics, the archive's own laid over them, and what its glossary taught.

A name belongs to one concept only, since a search of it must mean one thing: the archive's file takes a name over
from the built-in vocabulary, and a short form that an archive spells out otherwise than we do means what the archive
says. ``names`` and ``signs`` are never mixed; only ``under`` makes the names of one concept signs of another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from minutesearch.mine.learned import learn
from minutesearch.mine.phrases import key, variants
from minutesearch.mine.topics import Topic, TopicsFile, read_built_in, read_topics
from minutesearch.model import Concept, GlossaryEntry

__all__ = ["VERSION", "Vocabulary", "load", "variants"]

VERSION = "2"
"""Change it with anything here, in ``phrases`` or in ``learned`` that changes a concept made of the same files."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What an archive's file says of concepts that may only be learned later: it is kept and applied again."""

    same: tuple[tuple[str, ...], ...] = ()
    drop: tuple[str, ...] = ()
    removed: frozenset[tuple[str, str]] = frozenset()
    under: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All concepts, ready for the tagger.

    ``concepts`` are in the order of the files, learned ones last; their ``signs`` hold the names of narrower
    concepts. ``own`` are the concepts before merges and drops, with the signs of their own only. ``furniture`` are
    titles that say nothing. ``fingerprint`` is the SHA-256 of all that a tagger could see. ``unresolved`` are ids and
    names in ``same``, ``drop`` and ``under`` that no concept has: mistakes, once the glossary is merged.
    """

    concepts: tuple[Concept, ...]
    own: tuple[Concept, ...]
    furniture: tuple[str, ...]
    corrections: Corrections
    fingerprint: str
    unresolved: tuple[str, ...]

    def merge_learned(self, entries: Sequence[GlossaryEntry]) -> Vocabulary:
        """The vocabulary with what an archive's glossary teaches.

        A pair of which one form is a name of a known concept gives that concept the other form as a name; any other
        pair is a concept of its own (origin ``learned``). ``same``, ``drop`` and ``remove`` of the archive's file
        hold for learned concepts too.
        """
        own = learn(self.own, entries)
        return _assemble(own, self.furniture, self.corrections)

    def concept(self, wanted: str) -> Concept | None:
        """The concept with that id or, failing that, with that name in any of its spellings."""
        return _find(self.concepts, wanted)


def load(topics_file: Path | None = None) -> Vocabulary:
    """The built-in vocabulary, with an archive's ``topics.toml`` laid over it.

    Args:
        topics_file: the archive's file; None, or a path where no file is, gives the built-in vocabulary alone.

    Raises:
        ConfigError: the file cannot be read or an entry of it is not what it should be; the message names the file
            and the key, the hint says what to write.
    """
    built_in = read_built_in()
    concepts = {topic.id: _new(topic, "built-in") for topic in built_in.topics}
    archive = TopicsFile(()) if topics_file is None or not topics_file.exists() else read_topics(topics_file)
    taken = {key(name): topic.id for topic in archive.topics for name in topic.names}
    for concept in list(concepts.values()):
        kept = tuple(name for name in concept.names if taken.get(key(name), concept.id) == concept.id)
        concepts[concept.id] = replace(concept, names=kept)
    for topic in archive.topics:
        known = concepts.get(topic.id)
        concepts[topic.id] = _over(known, topic) if known else _new(topic, "archive")
    under = {t.id: t.under for t in (*built_in.topics, *archive.topics) if t.under}
    corrections = Corrections(
        same=archive.same,
        drop=archive.drop,
        removed=frozenset((topic.id, key(phrase)) for topic in archive.topics for phrase in topic.remove),
        under=tuple(under.items()),
    )
    return _assemble(concepts.values(), (*built_in.furniture, *archive.furniture), corrections)


def _new(topic: Topic, origin: str) -> Concept:
    label = topic.label or (topic.names[0] if topic.names else topic.id.replace("-", " "))
    return Concept(
        topic.id, topic.kind or "topic", label, topic.names or (label,), topic.signs, topic.not_in, origin, topic.titles
    )


def _over(known: Concept, topic: Topic) -> Concept:
    return replace(
        known,
        kind=topic.kind or known.kind,
        label=topic.label or known.label,
        names=_joined(known.names, topic.names),
        signs=_joined(known.signs, topic.signs),
        not_in=_joined(known.not_in, topic.not_in),
        titles=_joined(known.titles, topic.titles),
    )


def _joined(*rows: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrase for row in rows for phrase in row))


def _assemble(own: Iterable[Concept], furniture: tuple[str, ...], corrections: Corrections) -> Vocabulary:
    """Apply an archive's corrections, hand the names of narrower concepts up as signs, and take the fingerprint."""
    before = tuple(_without(c, corrections) for c in own)
    concepts = {c.id: c for c in before}
    under = dict(corrections.under)
    asked = [*corrections.drop, *under.values()]
    for row in corrections.same:
        asked += row
        found = [c for c in (_find(concepts.values(), word) for word in row) if c]
        for other in found[1:]:
            first = concepts[found[0].id]
            if other.id not in concepts or other.id == first.id:
                continue
            concepts[first.id] = _merged(first, other)
            del concepts[other.id]
            under = {a: first.id if b == other.id else b for a, b in under.items() if a != other.id}
    for dropped in corrections.drop:
        concepts.pop(dropped, None)
    unresolved = tuple(word for word in dict.fromkeys(asked) if _find(before, word) is None)
    rows = tuple(concepts.values())
    signs = {c.id: list(c.signs) for c in rows}
    contexts = {c.id: list(c.not_in) for c in rows}
    for concept in rows:
        seen = {concept.id}
        broader = under.get(concept.id)
        while broader in signs and broader not in seen:
            seen.add(broader)
            signs[broader] += concept.names
            contexts[broader] += concept.not_in
            broader = under.get(broader)
    full = tuple(
        replace(
            c,
            signs=tuple(s for s in _joined(signs[c.id]) if s not in c.names),
            not_in=_joined(contexts[c.id]),
        )
        for c in rows
    )
    return Vocabulary(full, before, furniture, corrections, _fingerprint(full, furniture), unresolved)


def _without(concept: Concept, corrections: Corrections) -> Concept:
    gone = {phrase for where, phrase in corrections.removed if where == concept.id}
    if not gone:
        return concept
    rows = (concept.names, concept.signs, concept.not_in, concept.titles)
    names, signs, not_in, titles = (tuple(p for p in row if key(p) not in gone) for row in rows)
    return replace(concept, names=names, signs=signs, not_in=not_in, titles=titles)


def _merged(first: Concept, other: Concept) -> Concept:
    names = _joined(first.names, other.names)
    return replace(
        first,
        names=names,
        signs=tuple(sign for sign in _joined(first.signs, other.signs) if sign not in names),
        not_in=_joined(first.not_in, other.not_in),
        titles=_joined(first.titles, other.titles),
    )


def _find(concepts: Iterable[Concept], wanted: str) -> Concept | None:
    rows = tuple(concepts)
    folded = key(wanted)
    for concept in rows:
        if concept.id == wanted:
            return concept
    return next((c for c in rows if folded and any(key(name) == folded for name in c.names)), None)


def _fingerprint(concepts: tuple[Concept, ...], furniture: tuple[str, ...]) -> str:
    rows = [[c.id, c.kind, c.label, c.names, c.signs, c.titles, c.not_in, c.origin] for c in concepts]
    return hashlib.sha256(json.dumps([VERSION, rows, furniture]).encode()).hexdigest()
