"""How much a section is about a query: one definition for every engine, from the marks alone.

An engine says which sections match. Their order is made here, from what a reader would go by: whether the title names
it and says little else, how often and how densely the text speaks of it, whether it does so at once, whether the
words of the query stand together, and whether there is any text at all ("Roads: no report"). The figures were chosen
on half of a set of our own (``tests/quality/ranking``); docs/decisions/0020 has what they gain, and what was tried
and left out. No figure depends on the archive, so a section's score outlives an ingest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.query import And, positive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.query import Leaf, Node
    from minutesearch.sides import Mark

K1 = 1.2
B = 0.3
USUAL = 1_000
"""Characters of a text of usual length: BM25's average, but fixed."""

TITLE = 2.0
"""What a title that names all of it is worth, in mentions that never end being two; twice that if it says no more."""
AT_ONCE, OPENING = 0.3, 150
"""What is worth speaking of it within so many characters of the beginning."""
TOGETHER = 150
"""Characters that may stand between the words of a query for them to be one mention of it: about a sentence."""
APART = 0.35
"""What words that nowhere stand together count for, of a mention."""
IN_PART = 0.2
"""What a title counts for that names some of the words, of one that names all."""
SLIGHT = 80
"""Characters below which a text says little, whatever its title."""
FRONT = 0.5
"""What front matter counts for: who was there and where it was held."""


def aims(tree: Node) -> list[list[Leaf]]:
    """What a query asks for, each thing with all the words that name it: a section is best that has them together."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    return [leaves for part in parts if (leaves := positive(part))]


def scored(marks: Sequence[tuple[Sequence[Mark], Sequence[Mark]]], title: int, text: int, *, front: bool) -> float:
    """How much a section is about a query.

    Args:
        marks: for each of its :func:`aims` the marks in the title and in the text.
        title: characters of the title.
        text: characters of the text.
        front: whether it is front matter.
    """
    if len(marks) == 1:
        ((in_title, in_text),) = marks
        covered = sum([end - start for start, end in in_title])
        return scored_alone(len(in_text), in_text[0][0] if in_text else 0, covered, title, text, front=front)
    titled = sum([bool(in_title) for in_title, _ in marks])
    named = 1.0 if titled == len(marks) else IN_PART * titled / len(marks)
    covered = sum([end - start for in_title, _ in marks for start, end in in_title]) if named == 1.0 else 0
    first = min([in_text[0][0] for _, in_text in marks if in_text], default=None)
    return _sum(_together([in_text for _, in_text in marks]), first, (named, covered), (title, text), front=front)


def scored_alone(mentions: int, first: int, covered: int, title: int, text: int, *, front: bool) -> float:
    """:func:`scored` for one aim, from sums.

    Args:
        mentions: marks in the text.
        first: where the first of them begins.
        covered: characters of the title that are marked.
        title: characters of the title.
        text: characters of the text.
        front: whether it is front matter.
    """
    named = 1.0 if covered else 0.0
    return _sum(mentions, first if mentions else None, (named, covered), (title, text), front=front)


def _sum(
    mentions: float, first: int | None, named: tuple[float, int], lengths: tuple[int, int], *, front: bool
) -> float:
    (part, covered), (title, text) = named, lengths
    score = mentions * (K1 + 1) / (mentions + K1 * (1 - B + B * text / USUAL))
    if part:
        score += TITLE * part * (1 + min(1.0, covered / max(title, 1))) * min(1.0, text / SLIGHT)
    if first is not None and first <= OPENING:
        score += AT_ONCE
    if text < SLIGHT:
        score *= (SLIGHT + text) / (2 * SLIGHT)
    return round(score * FRONT if front else score, 3)


def _together(marks: Sequence[Sequence[Mark]]) -> float:
    """How often all of a query's words stand together; a part of one where they never do."""
    where = sorted([(start, end, aim) for aim, row in enumerate(marks) for start, end in row])
    wanted = len(marks)
    starts, widths = [0] * wanted, [0] * wanted
    held: set[int] = set()
    found = 0
    for start, end, aim in where:
        held.add(aim)
        starts[aim], widths[aim] = start, end - start
        if len(held) == wanted and end - min(starts) <= TOGETHER + sum(widths):
            found += 1
            held.clear()
    return float(found) or APART * sum([bool(row) for row in marks]) / max(wanted, 1)
