"""A question in other words than the minutes use: what it is about is recognised, and asked in the archive's words.

Only a plain question of several words that finds nothing as asked comes here. Its words are taken together to units,
each with what may stand for it in this archive (``units``). A section answers where it covers enough of the units, the
rare ones counting more (``evidence``). A unit that nothing in the archive covers leaves the answer empty: no section is
about planning permission where no word like permission stands.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.model import Expansion, Filters
from minutesearch.paraphrase.evidence import enough, ranked
from minutesearch.paraphrase.units import OWN, RELATED, known_word, relatives, units_of
from minutesearch.query import And, Dates, Key, Node, Or, Phrase, Term, all_of, parse, unparse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minutesearch.found import Found
    from minutesearch.paraphrase.units import Unit
    from minutesearch.search import Searcher
    from minutesearch.store import Records
    from minutesearch.understanding import Question

__all__ = ["Rephrased", "known_word", "relatives", "rephrased"]

_MOST_UNITS = 7
_MOST_WORDS = 200
"""Words of a query in the archive's words: the language allows 300."""
_VAGUE_WEIGHT = 0.3
_SIGNS = frozenset('"“”„‟«»=~*()')


class Rephrased(NamedTuple):
    """A question in the archive's words: as a query, understood, what it finds, and whether that is sure."""

    words: str
    question: Question
    found: list[Found]
    sure: bool


# -- understanding ------------------------------------------------------------------------------------------


def rephrased(searcher: Searcher, records: Records, words: str, filters: Filters) -> Rephrased | None:
    """The question in the archive's words, with what it finds.

    Args:
        searcher: runs the new query.
        records: for names, signs and words.
        words: a query as typed.
        filters: as typed; they stay in force.

    Returns:
        The new query with its hits in the order of their evidence; None where the query is no plain question, or not
        enough of it is in the archive.
    """
    fields = _fields(words)
    if fields is None:
        return None
    units = units_of(records, words)
    asked = [unit for unit in units if not unit.vague] or list(units)
    if not 1 <= len(asked) <= _MOST_UNITS or not all(unit.others for unit in asked):
        return None
    holding = [set(searcher.holding(unit.node)) for unit in asked]
    if not all(holding):
        return None
    sections = records.count_sections() + 1
    weights = [max(log((sections + 1) / (len(ids) + 0.5)), 0.05) for ids in holding]
    query = all_of([enough(asked, weights), *fields])
    to = unparse(query)
    if len(to.split()) > _MOST_WORDS:
        return None
    # Asked as if it had been typed, so that whoever types it finds the same.
    question = searcher.understand(to, filters)
    found = searcher.run(question)
    if not found:
        return None
    counted = dict(zip(asked, weights, strict=True))
    ordered, close = ranked(records, found, [(unit, counted.get(unit, _VAGUE_WEIGHT)) for unit in units if unit.others])
    # Relatives of relatives are hearsay: one of the units must be printed itself, or be a known thing.
    told = any(unit.sure or any(other.nearness > RELATED for other in unit.others) for unit in asked)
    sure = close and told and (len(asked) > 1 or asked[0].sure)
    # The rarest part of a question may be enough: of what was left out nothing is said to be found.
    nodes = set(_nodes(query))
    kept = [unit for unit in asked if any(other.node in nodes for other in unit.others)]
    meaning = question.meaning._replace(expanded=_expansions(kept))
    return Rephrased(to, question._replace(meaning=meaning), ordered, sure)


def _nodes(tree: Node) -> Iterator[Node]:
    """A tree's node and all that are under it, but for what is shut out."""
    yield tree
    if isinstance(tree, And | Or):
        for part in tree.parts:
            yield from _nodes(part)


def _fields(words: str) -> list[Node] | None:
    """The fields beside the words of a plain question; None where it has quotes, operators or one word only."""
    if not _SIGNS.isdisjoint(words) or not {"AND", "OR", "NOT"}.isdisjoint(words.split()):
        return None
    tree = parse(words)
    parts = tree.parts if isinstance(tree, And) else (tree,)
    if any(not isinstance(part, Term | Phrase | Key | Dates) or getattr(part, "field", None) for part in parts):
        return None
    plain = sum(len(part.stems) if isinstance(part, Phrase) else isinstance(part, Term) for part in parts)
    return [part for part in parts if isinstance(part, Key | Dates)] if plain > 1 else None


def _expansions(units: Iterable[Unit]) -> tuple[Expansion, ...]:
    found = []
    for unit in units:
        added = [other for other in unit.others if other.nearness < OWN]
        if added:
            why = "; ".join(dict.fromkeys(other.why for other in added))
            found.append(Expansion(unit.typed, tuple(other.shown for other in added), why))
    return tuple(found)
