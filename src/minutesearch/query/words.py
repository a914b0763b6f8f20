"""How the words of a query become stems, with the same analyser that read the minutes."""

from __future__ import annotations

import re
from itertools import pairwise

from minutesearch import text
from minutesearch.query.nodes import Field, Phrase, Row, Term

_QUOTES = str.maketrans(dict.fromkeys('"“”„‟«»', " "))
_PLURAL = re.compile(r"(?<=[^\W\d_][^\W\d_])\((?:s|es|(?<=y\()ies)\)", re.IGNORECASE)
MAX_WORD = 100
"""Longest word of a query, in characters. Engines cut longer words of the minutes just past it, so that no query
ever meets the cut."""
_JOIN_UP_TO = 8
"""Phrases of more words are not also tried with two of them written as one: each costs one more phrase search."""


def phrase(surface: str, field: Field | None = None) -> Phrase | Term | None:
    """The node for words in a row.

    Args:
        surface: the words as typed or as a name is printed; a ``*`` between two of them stands for one word.
        field: "title" to look in titles only.

    Returns:
        A phrase with its other spellings, a term where there is one word only, None where there is none.
    """
    surface = unquoted(surface)
    plain = without_plurals(surface)
    tokens = text.tokenize(plain)
    if not tokens:
        return None
    first = surface[tokens[0].start : tokens[-1].end]
    if len(tokens) == 1:
        return Term(tokens[0].stem, first, field)
    row = _row(plain, tokens)
    others = [other for other in _spellings(plain, tokens) if max(len(stem or "") for stem in other) <= MAX_WORD]
    if plain != surface:
        # Where the minutes too print "meeting(s) held", the ending is a word of its own.
        others.append(_row(first, text.tokenize(first)))
    return Phrase(row, first, field, tuple(dict.fromkeys(other for other in others if other != row)))


def unquoted(surface: str) -> str:
    """A text without double quotes, so that it can be written between such."""
    return surface.translate(_QUOTES)


def without_plurals(surface: str) -> str:
    """A text with the plurals in ``budget(s)``, ``box(es)`` and ``policy(ies)`` blanked, all else in its place."""
    return _PLURAL.sub(lambda ending: " " * len(ending[0]), surface)


def _row(surface: str, tokens: list[text.Token]) -> Row:
    row: list[str | None] = []
    end = tokens[0].start
    for token in tokens:
        row.extend([None] * surface[end : token.start].split().count("*"))
        row.append(token.stem)
        end = token.end
    return tuple(row)


def _spellings(surface: str, tokens: list[text.Token]) -> list[Row]:
    """The row with hyphenated words solid, then those with two neighbouring words written as one.

    Numbers are never run together (``1-1`` is not ``11``), nor are single letters and parts of a hyphenated word
    joined across a space.
    """
    rows: list[Row] = []
    joints = text.solids(surface, tokens)
    parts = {i for s in joints for i in range(s.first, s.last + 1)}
    solid = {s.first: s for s in joints if not s.stem.isdigit()}
    if solid:
        row: list[text.Token] = []
        i = 0
        while i < len(tokens):
            joined = solid.get(i)
            row.append(text.Token(joined.stem, joined.start, joined.end, 0, 0) if joined else tokens[i])
            i = joined.last + 1 if joined else i + 1
        rows.append(_row(surface, row))
    if len(tokens) <= _JOIN_UP_TO:
        for left, right in pairwise(tokens):
            a, b = surface[left.start : left.end], surface[right.start : right.end]
            apart = surface[left.end : right.start].isspace() and not {left.position, right.position} & parts
            if apart and _joins(a) and _joins(b):
                one = text.Token(text.stem(text.fold(a + b)), left.start, right.end, 0, 0)
                rows.append(_row(surface, [*tokens[: left.position], one, *tokens[right.position + 1 :]]))
    return rows


def _joins(word: str) -> bool:
    return len(word) > 1 and word.isalpha()
