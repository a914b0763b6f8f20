"""What else may have been meant, where little was found: a far commoner word one slip away, and related words."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from minutesearch import paraphrase
from minutesearch.query import And, Phrase, Term, parse
from minutesearch.text import fold, fold_title, stem, tokenize

if TYPE_CHECKING:
    from minutesearch.query import Node
    from minutesearch.store import Records

_SHORTEST = 4
_FAR_MORE = 4
"""A word is taken for a slip of one that so many times as many sections print."""
_RELATED_AT_MOST = 3


def offers(records: Records, words: str) -> list[tuple[str, str]]:
    """Queries that may find more, and why each is offered.

    Args:
        records: for the words that the archive prints.
        words: a query that found little.
    """
    tree = parse(words)
    if tree is None or not _is_plain(tree):
        return []
    found: list[tuple[str, str]] = []
    # Fields are no part of a plain query, so every word of it is a word that was searched for.
    for word in dict.fromkeys(fold_title(words).split()):
        better = _slip_of(records, word)
        if better:
            found.append((replaced(words, word, better), f"spelling: {word}, {better}"))
    if not found:
        others = paraphrase.relatives(records, words)[:_RELATED_AT_MOST]
        found += [(other, f"related to {words}") for other in others]
    return found


def _is_plain(tree: Node) -> bool:
    parts = tree.parts if isinstance(tree, And) else (tree,)
    return all(isinstance(part, Term | Phrase) and part.field is None for part in parts)


def _slip_of(records: Records, word: str) -> str | None:
    """The far commoner word of which this one is a slip: a letter changed, added, left out or swapped."""
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha():
        return None
    own = records.words_among([word]).get(word, 0)
    near = records.words_among(sorted(_one_slip_away(word)))
    root = stem(word)
    commoner = [
        (-sections, other)
        for other, sections in near.items()
        if sections >= _FAR_MORE * max(own, 1) and stem(other) != root and other[0] == word[0]
    ]
    return min(commoner)[1] if commoner else None


def _one_slip_away(word: str) -> set[str]:
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    letters = string.ascii_lowercase
    return {
        *(a + b[1:] for a, b in cuts if b),
        *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
        *(a + letter + b[1:] for a, b in cuts if b for letter in letters),
        *(a + letter + b for a, b in cuts for letter in letters),
    } - {word}


def replaced(query: str, word: str, better: str) -> str:
    """The query with a word (given folded) replaced where it stands as a word."""
    for token in reversed(tokenize(query)):
        if fold(query[token.start : token.end]) == word:
            query = query[: token.start] + better + query[token.end :]
    return query
