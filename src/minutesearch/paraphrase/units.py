"""The words of a question taken together to units, and what may stand for each of them in this archive.

A unit is a known name, a sign of a topic, several words that are one thing, else one word. What may stand for it are
the names of its topic, related words of the language, words of the same root, and names of the archive whose own words
are related to those of the question; all of them only as far as the archive prints them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from minutesearch.query import Key, Node, Phrase, Term, any_of, phrase
from minutesearch.related import Related, related
from minutesearch.text import fold, stem, stem_words, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.store import Records

_MOST_OTHERS = 12
"""What may stand for one unit, at most: each costs a search."""
OWN, _NAMED, _KIN, RELATED = 1.0, 0.9, 0.8, 0.7
_ROOT = 5
"""Letters that two words of one root share at least."""
_ENDINGS = frozenset(
    "or er ist hood ship ee ment ion ation al ial ic iv anc enc abl ibl ness ful less ism ant ator".split()
)
"""Stems of endings that make another word of a word and leave its sense (inspect: inspector)."""
Row = tuple[str, ...]


class Other(NamedTuple):
    """What may stand for a unit: its printed form, the node that finds it, how near it is to what was typed."""

    shown: str
    node: Node
    nearness: float
    why: str


class Unit(NamedTuple):
    """Words of the question that are one thing, and what may stand for it, as far as the archive prints it."""

    typed: str
    row: Row
    others: tuple[Other, ...]
    vague: bool
    sure: bool
    """Recognised as a known thing, and not only as a word."""

    @property
    def node(self) -> Node:
        return any_of(other.node for other in self.others)


class _Language(NamedTuple):
    """The related words, the archive's stems, and the signs of its topics."""

    known: Related
    printed: dict[str, int]
    signs: dict[Row, list[str]]


def units_of(records: Records, words: str) -> list[Unit]:
    """The units of a plain question, in order; the longest known row of words wins."""
    language = _Language(related(), records.stems(), records.sign_concepts())
    known, signs = language.known, language.signs
    tokens = [
        (token.stem, words[token.start : token.end])
        for token in tokenize(_plain(words))
        if len(token.stem) > 1 or token.stem.isdigit()
    ]
    stems = [token[0] for token in tokens]
    rows: list[tuple[Row, str]] = []
    at = 0
    while at < len(stems):
        for length in range(min(max(known.longest, 8), len(stems) - at), 0, -1):
            row = tuple(stems[at : at + length])
            if length == 1 or row in known.relatives or row in signs or records.concepts_named(" ".join(row)):
                break
        else:
            continue
        if length > 1 or row[0] not in known.little:
            rows.append((row, " ".join(token[1] for token in tokens[at : at + length])))
        at += length
    unique = list(dict(rows).items())
    named = _named_like(records, known, [row for row, _ in unique])
    return [_unit(records, language, row, typed, named.get(row, [])) for row, typed in unique]


def _plain(words: str) -> str:
    """The words without their fields, blanked so that offsets stay."""
    kept = [" " * len(chunk) if ":" in chunk.rstrip(":") and chunk.partition(":")[0].islower() else chunk
            for chunk in words.split(" ")]  # fmt: skip
    return " ".join(kept)


def _unit(records: Records, language: _Language, row: Row, typed: str, named: Sequence[str]) -> Unit:
    known, printed, signs = language
    others: dict[Node, Other] = {}

    def add(entry: str, nearness: float, why: str) -> None:
        node = phrase(entry)
        if node is not None and len(others) < _MOST_OTHERS and _is_printed(node, printed):
            others.setdefault(node, Other(entry, node, nearness, why))

    def add_concept(id: str, nearness: float, why: str) -> None:
        tag = Key("topic", id)
        others.setdefault(tag, Other(f"topic:{id}", tag, nearness, why))
        for name in records.spellings(id):
            if not (name.isupper() and len(name) <= 3):
                add(name, nearness, why)

    add(typed, OWN, "")
    concepts = [id for id, *_ in records.concepts_named(" ".join(row))]
    # What is a thing of its own is not looked for under a broader topic that it is also a sign of.
    tagged = [id for id in concepts or signs.get(row, []) if records.is_tagged(id)]
    for id in tagged:
        add_concept(id, _NAMED, f"topic {id}")
    for id in named:
        add_concept(id, _NAMED, f"related words make its name: {id}")
    for kin in _kin(row, printed):
        add(kin, _KIN, "of the same root")
    for entry in known.relatives.get(row, ()):
        add(entry, RELATED, "related words")
        for id, *_ in records.concepts_named(" ".join(stem_words(entry))):
            for name in records.spellings(id):
                if len(name) > 3:
                    add(name, RELATED, "related words")
    vague = len(row) == 1 and row[0] in known.vague
    # A sign is narrower than its topic, so it is no proof alone; words that the language knows as one thing are.
    known_as_one = len(row) > 1 and row in known.relatives
    return Unit(typed, row, tuple(others.values()), vague, bool(concepts and tagged) or known_as_one)


def _kin(row: Row, printed: dict[str, int]) -> list[str]:
    """The printed stems of the same root as a single word."""
    if len(row) > 1 or len(row[0]) < _ROOT:
        return []
    word = row[0]
    return [
        other
        for other in printed
        if other != word and other[:_ROOT] == word[:_ROOT]
        and (other.removeprefix(word) in _ENDINGS or word.removeprefix(other) in _ENDINGS)
    ]  # fmt: skip


def _is_printed(node: Node, printed: dict[str, int]) -> bool:
    if isinstance(node, Term):
        return node.stem in printed
    if isinstance(node, Phrase):
        return any(all(stem in printed for stem in row if stem) for row in (node.stems, *node.spellings))
    return True


def _named_like(records: Records, known: Related, rows: Sequence[Row]) -> dict[Row, list[str]]:
    """Row of the question → concepts of the archive whose name is made of words related to several rows.

    At least half of the name's words must be typed themselves, so that it is not guessed from relatives alone.
    """
    typed = {stem for row in rows for stem in row}
    reach = {row: _reach(known, row) for row in rows}
    found: dict[Row, list[str]] = {}
    for id, name in records.printed_names():
        words = [stem for stem in stem_words(name) if stem not in known.little]
        if len(words) < 3 or sum(word in typed for word in words) * 2 < len(words):
            continue
        used = [row for row in rows if any(word in reach[row] for word in words)]
        if len(used) > 1 and all(any(word in reach[row] for row in used) for word in words):
            for row in used:
                if id not in found.setdefault(row, []):
                    found[row].append(id)
    return found


def _reach(known: Related, row: Row) -> frozenset[str]:
    """The single words that a row is, or that are related to it or to a word of it."""
    entries = [entry for part in {row, *((stem,) for stem in row)} for entry in known.relatives.get(part, ())]
    return frozenset(row) | {stem for entry in entries for stem in stem_words(entry) if " " not in entry.strip()}


def relatives(records: Records, word: str) -> list[str]:
    """Related words of one word or name that the archive prints, those of a topic's names first."""
    row = tuple(stem_words(word))
    known = related()
    printed = records.stems()
    found = []
    for entry in known.relatives.get(row, ()):
        node = phrase(entry)
        if node is not None and _is_printed(node, printed) and not set(stem_words(entry)) & set(row):
            found.append(entry if isinstance(node, Term) else f'"{entry}"')
    return found


def known_word(word: str) -> bool:
    """Is a word one of the language, so that it is hardly a typo of a word that the archive prints?"""
    return related().knows(stem(fold(word)))
