"""What a query was understood as, part by part, and what its hits have in common: only for those who ask for it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from minutesearch.model import Asked, Count, Facets, Understanding
from minutesearch.query import (
    And,
    Dates,
    Exact,
    Key,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    parse,
    unparse,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minutesearch.found import Found
    from minutesearch.store import Records


def understanding(words: str, corrected_why: str | None) -> Understanding:
    """The parts of a query as it was typed.

    Args:
        words: the query; one that was understood, so it can be parsed.
        corrected_why: why another query was run in its place, or None.
    """
    tree = parse(words)
    return Understanding(tuple(_parts(tree, excluded=False)) if tree else (), corrected_why)


def _parts(node: Node, *, excluded: bool) -> Iterator[Asked]:
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _parts(part, excluded=excluded)
        case Not(part):
            yield from _parts(part, excluded=not excluded)
        case Term(stem, surface, field):
            yield Asked(f"{field} word" if field else "word", surface, f"stem {stem}", excluded)
        case Prefix(text, surface, field):
            yield Asked(
                f"{field} beginning" if field else "beginning", f"{surface}*", f"words that begin {text}", excluded
            )
        case Phrase(stems, surface, field, spellings):
            rows = " or ".join(" ".join(stem or "*" for stem in row) for row in (stems, *spellings))
            yield Asked(f"{field} phrase" if field else "phrase", surface, f"stems {rows}", excluded)
        case Near(stems, distance, surface):
            yield Asked("near", surface, f"stems {' '.join(stems)}, at most {distance} apart", excluded)
        case Exact(text):
            yield Asked("exact", text, "these characters", excluded)
        case Key(name, value):
            yield Asked("field", unparse(node), f"{name} {value}", excluded)
        case Dates():
            yield Asked("field", unparse(node), "meetings of that period, both ends included", excluded)
        case _:
            return


def facets(records: Records, found: Sequence[Found]) -> Facets:
    """All hits counted by what they have in common.

    Args:
        records: for topics and kinds of statement.
        found: all hits, not only those shown.
    """
    ids = [each.section for each in found]
    bodies = {m.id: m.body for m in records.meetings()}
    held = Counter(each.meeting for each in found)
    return Facets(
        bodies=_counted(bodies[each.meeting] for each in found),
        meetings=tuple(Count(id, held[id]) for id in bodies if id in held),
        topics=_counted(topic for topics in records.topics_of(ids).values() for topic in topics),
        kinds=_counted(kind for kinds in records.kinds_of(ids).values() for kind in kinds),
    )


def _counted(values: Iterable[str]) -> tuple[Count, ...]:
    return tuple(
        Count(value, sections) for value, sections in sorted(Counter(values).items(), key=lambda c: (-c[1], c[0]))
    )
