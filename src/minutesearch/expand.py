"""What a query means in this archive: names and spellings of known things join the words that were typed.

A known topic, organisation or service, and every short form that the archive's own glossary explains, is one thing
under all its names; its *signs* never join. A word also finds its solid, split and hyphenated printings and its
misprints, where the archive has them. The answer says what was added and why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from minutesearch.model import Expansion
from minutesearch.query import And, Exact, Node, Not, Or, Phrase, Term, all_of, any_of, phrase
from minutesearch.text import fold, fold_title, stem, stem_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minutesearch.store import Records

_LONGEST_NAME = 12
_SHORTEST_PART = 3
MISPRINTED = "misprinted in the minutes"


class Meaning(NamedTuple):
    """An expanded tree, what was added to it, and the ids of the concepts it names (in the order of the query).

    ``whole`` tells that the query is nothing but names of concepts; ``groups`` are the sub-trees of each.
    """

    tree: Node
    expanded: tuple[Expansion, ...]
    concepts: tuple[str, ...]
    groups: tuple[Node, ...]
    whole: bool


class _Found:
    """What has been added so far, while the tree is walked."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.misprints = records.misprints()
        self.expanded: dict[str, Expansion] = {}
        self.concepts: dict[str, Node] = {}


def expand(tree: Node, records: Records) -> Meaning:
    """Let the archive's names and spellings join a query.

    Args:
        tree: the query as parsed.
        records: the archive's record, for its names and words.
    """
    found = _Found(records)
    grown = _grow(tree, found)
    top = grown.parts if isinstance(grown, And) else (grown,)
    groups = tuple(found.concepts.values())
    whole = bool(groups) and all(part in groups for part in top)
    return Meaning(grown, tuple(found.expanded.values()), tuple(found.concepts), groups, whole)


def _grow(node: Node, found: _Found) -> Node:
    if isinstance(node, And):
        return all_of(_runs(node.parts, found))
    if isinstance(node, Or):
        return any_of(_grow(part, found) for part in node.parts)
    if isinstance(node, Not):
        return Not(_grow(node.part, found))
    if isinstance(node, Term):
        named = _named(node.stem, node.surface, node, found) if node.field is None else None
        return named or _misprinted(_split(node, found), found)
    if isinstance(node, Phrase) and None not in node.stems:
        named = _named(" ".join(s for s in node.stems if s), node.surface, node, found) if node.field is None else None
        return named or _misprinted(_printings(node, found.records), found)
    return node


def _runs(parts: Sequence[Node], found: _Found) -> list[Node]:
    """Words that stand side by side and make a known name are that name; the longest name wins."""
    grown: list[Node] = []
    i = 0
    while i < len(parts):
        run = 0
        while i + run < len(parts) and isinstance(word := parts[i + run], Term) and word.field is None:
            run += 1
        for length in range(min(run, _LONGEST_NAME), 1, -1):
            words = [w for w in parts[i : i + length] if isinstance(w, Term)]
            row = [w.stem for w in words]
            surface = " ".join(w.surface for w in words)
            named = _named(" ".join(row), surface, phrase(surface) or words[0], found)
            if named is not None:
                grown.append(named)
                i += length
                break
        else:
            pair = _solid(parts[i : i + 2], found) if run > 1 else None
            grown.append(pair or _grow(parts[i], found))
            i += 2 if pair else 1
    return grown


def _solid(parts: Sequence[Node], found: _Found) -> Node | None:
    """Two words that the archive also prints as one: both of them, or the one; None where it does not."""
    words = [part.surface for part in parts if isinstance(part, Term) and part.surface.isalpha()]
    if len(words) < 2 or min(map(len, words)) < _SHORTEST_PART:
        return None
    one = "".join(words)
    if not found.records.words_among([fold(one)]):
        return None
    both = all_of(_grow(part, found) for part in parts)
    typed = " ".join(words)
    found.expanded.setdefault(typed, Expansion(typed, (one,), "written as one word"))
    return any_of([both, Term(stem(fold(one)), one)])


def _split(typed: Term, found: _Found) -> Node:
    """A word, with the pairs of words that the archive prints in its place (``keyworker``: ``key worker``)."""
    rows = found.records.split_of(typed.stem)
    word = fold(typed.surface)
    apart = [
        Phrase(tuple(row.split()), f"{word[:cut]} {word[cut:]}", typed.field)
        for row in rows
        for cut in range(1, len(word))
        if row.split() == [stem(word[:cut]), stem(word[cut:])]
    ]
    return any_of([typed, *apart]) if apart else typed


def _named(row: str, surface: str, typed: Node, found: _Found) -> Node | None:
    """All names of the concepts that a row of stems is a name of, as far as the archive prints them; or None."""
    concepts = found.records.concepts_named(row)
    if not concepts:
        return None
    names: dict[str, Node] = {row: typed}
    also: dict[str, str] = {}
    for id, *_ in concepts:
        printed = _by_stems(found.records.spellings(id))
        for stems, name, cased in found.records.names_of(id):
            if stems in printed and stems not in names:
                names[stems] = _name(stems, name, printed[stems], cased=cased)
        also |= {fold_title(s): s for stems, spellings in printed.items() if stems != row for s in spellings}
    if also:
        why = "; ".join(_why(id, kind, label, origin) for id, kind, label, origin in concepts)
        found.expanded.setdefault(surface, Expansion(surface, tuple(also.values()), why))
    node = any_of(_misprinted(name, found, surface) for name in names.values())
    for id, *_ in concepts:
        found.concepts.setdefault(id, node)
    return node


def _by_stems(spellings: Iterable[str]) -> dict[str, list[str]]:
    """The archive's spellings of a concept by their stems, the commonest first."""
    rows: dict[str, list[str]] = {}
    for spelling in spellings:
        rows.setdefault(" ".join(stem_words(spelling)), []).append(spelling)
    return rows


def _name(stems: str, name: str, printed: Sequence[str], *, cased: bool) -> Node:
    row = tuple(stems.split())
    if len(row) > 1:
        return Phrase(row, name)
    return any_of(Exact(spelling) for spelling in printed) if cased else Term(row[0], name)


def _misprinted(node: Node, found: _Found, typed: str | None = None) -> Node:
    """A word or a phrase, with the misprints of it that the archive prints; ``typed`` is what it stands for."""
    if not isinstance(node, Term | Phrase) or not (known := found.misprints):
        return node
    row = (node.stem,) if isinstance(node, Term) else node.stems
    field = node.field
    wrong: dict[str, Node | None] = {
        form: phrase(form, field) for form in known.get(" ".join(s for s in row if s is not None), ())
    }
    if isinstance(node, Term):
        # "revisit" is misprinted where "re-vist" stands.
        for parts in found.records.split_of(node.stem):
            wrong |= {form: phrase(form, field) for form in known.get(parts, ())}
    else:
        for right in row:
            for form in known.get(right or "", ()):
                wrong[form] = phrase(_with(node.surface, right or "", form), field)
    if not wrong:
        return node
    surface = typed or node.surface
    shown = found.expanded.get(surface, Expansion(surface, (), MISPRINTED))
    why = shown.why if MISPRINTED in shown.why else f"{shown.why}; {MISPRINTED}"
    also = tuple(dict.fromkeys((*shown.also, *wrong)))
    found.expanded[surface] = Expansion(surface, also, why)
    return any_of([node, *(form for form in wrong.values() if form)])


def _with(surface: str, right: str, wrong: str) -> str:
    """Words with the one of a stem printed wrongly."""
    return " ".join(wrong if stem_words(word) == [right] else word for word in surface.split())


def _why(id: str, kind: str, label: str, origin: str) -> str:
    return f"the archive spells it out as {label}" if origin == "learned" else f"{kind} {id}"


def _printings(typed: Phrase, records: Records) -> Node:
    """The phrase, with its solid words also as the archive prints them with a hyphen (``revisit``: ``re-visit``)."""
    spellings = list(typed.spellings)
    for row in (typed.stems, *typed.spellings):
        for i, word in enumerate(row):
            spellings += [(*row[:i], *parts.split(), *row[i + 1 :]) for parts in records.split_of(word or "")]
    return typed._replace(spellings=tuple(dict.fromkeys(spellings)))
