"""Why an answer is empty, and what would not be: typos corrected, filters and gaps named, other words suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch import coverage
from minutesearch.dates import day_text
from minutesearch.model import Filters
from minutesearch.query import (
    And,
    Dates,
    Everything,
    Key,
    Near,
    Or,
    Phrase,
    Prefix,
    Term,
    all_of,
    parse,
    positive,
    unparse,
)
from minutesearch.text import fold_title, stem, stem_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minutesearch.query import Node
    from minutesearch.search import Question, Searcher
    from minutesearch.store import Records

_SHORTEST = 4
"""Letters from which a word is corrected: shorter ones are as often another word as a typo."""


def correction(
    searcher: Searcher, records: Records, words: str, filters: Filters, *, expand: bool
) -> tuple[tuple[str, str] | None, tuple[str, ...]]:
    """The query with its typos corrected, where that finds something.

    Args:
        searcher: runs the corrected query.
        records: for the words that the archive prints.
        words: the query as typed.
        filters: as typed; a correction must find something within them.
        expand: as for the search.

    Returns:
        (from, to), or None with the corrections that find nothing here as suggestions.
    """
    tree = parse(words)
    if tree is None:
        return None, ()
    mended = words
    for word in dict.fromkeys(_unknown(tree, records)):
        better = _nearest(word, records)
        if better is None:
            return None, ()
        mended = _replaced(mended, word, better)
    if mended == words:
        return None, ()
    if searcher.run(searcher.understand(mended, filters, expand=expand)):
        return (words, mended), ()
    outside = filters and searcher.run(searcher.understand(mended, Filters(), expand=expand))
    return None, (mended,) if outside else ()


def _unknown(node: Node, records: Records) -> Iterable[str]:
    """The folded words of a query that no section prints, in order."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _unknown(part, records)
    elif isinstance(node, Term | Phrase | Near) and getattr(node, "field", None) is None:
        for word in fold_title(node.surface).split():
            if word.isalpha() and not records.has_word(word) and not _known_stem(word, records):
                yield word


def _known_stem(word: str, records: Records) -> bool:
    """Does the archive print another form of the word (budgeting for budgets), or know it as a name?"""
    root = stem(word)
    return bool(records.concepts_named(root)) or any(
        stem(known) == root
        for known, _ in records.words_like(max(1, len(root) - 1), len(root) + 5)
        if known[:3] == word[:3]
    )


def _nearest(word: str, records: Records) -> str | None:
    """The word of the archive that was most likely meant: fewest edits, then most sections."""
    if len(word) < _SHORTEST:
        return None
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) < 6 else 2
    near = [
        (distance, known[0] != word[0], -sections, known)
        for known, sections in records.words_like(len(word) - allowed, len(word) + allowed)
        # Two slips that change the first letter too are more often another word: "seating" is not "meeting".
        if known.isalpha()
        and (distance := OSA.distance(word, known, score_cutoff=allowed)) <= (allowed if known[0] == word[0] else 1)
    ]
    if near:
        return min(near)[3]
    for cut in range(2, len(word) - 1):
        if records.has_word(word[:cut]) and records.has_word(word[cut:]):
            return f"{word[:cut]} {word[cut:]}"
    return None


def _replaced(query: str, word: str, better: str) -> str:
    """The query with a word (given folded) replaced where it stands as a word."""
    from minutesearch.text import tokenize

    for token in reversed(tokenize(query)):
        if fold_title(query[token.start : token.end]) == word:
            query = query[: token.start] + better + query[token.end :]
    return query


def why_empty(
    searcher: Searcher, records: Records, words: str, filters: Filters, question: Question, offered: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """One paragraph that says why nothing was found, and queries that would find something.

    Args:
        searcher: tries the query without its filters.
        records: for words, topics and coverage.
        words: the query as typed.
        filters: as typed.
        question: the query as understood.
        offered: suggestions already made.
    """
    suggestions = list(offered)
    bare, fields = _without_fields(question.meaning.tree)
    unfiltered = question._replace(tree=bare, meaning=question.meaning._replace(tree=bare), where=Filters())
    narrowing = [f"--{name} {value}" for name, value in _set(filters)] + fields
    matching = len(searcher.run(unfiltered)) if narrowing and not isinstance(bare, Everything) else 0
    unknown = list(dict.fromkeys(_unknown(bare, records)))
    typed = list(dict.fromkeys(w for leaf in _leaves(bare) for w in fold_title(leaf).split()))
    if matching:
        reason = f"Nothing within {', '.join(narrowing)}; without it {_sections(matching)} would match."
        suggestions += [" ".join(typed)] if fields else []
    elif unknown:
        reason = f"No section has {_listed(unknown)}, nor a word like it."
        suggestions += [" ".join(w for w in typed if w not in unknown)]
    elif len(typed) > 1:
        reason = "The words occur in the archive, but never together as asked."
        suggestions += [" OR ".join(typed)] if isinstance(bare, And) else [" ".join(typed)]
    else:
        reason = "No section matches."
    suggestions += [f"topic:{id}" for id in _topics_signed(words, records)]
    tried = [s for s in dict.fromkeys(suggestions) if s and s != words and _finds(searcher, s)]
    return f"{reason} {searched(records)}", tuple(tried[:5])


def _finds(searcher: Searcher, words: str) -> bool:
    return bool(searcher.run(searcher.understand(words, Filters())))


def _without_fields(tree: Node) -> tuple[Node, list[str]]:
    """The tree without the fields it is narrowed by, and these as they are written."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    fields = [part for part in parts if isinstance(part, Key | Dates)]
    return all_of(part for part in parts if part not in fields), [unparse(field) for field in fields]


def _set(filters: Filters) -> list[tuple[str, str]]:
    names = ("since", "until", "body", "topic", "kind", "title")
    return [(name, value) for name in names if (value := getattr(filters, name))]


def _leaves(tree: Node) -> list[str]:
    return [leaf.surface for leaf in positive(tree) if isinstance(leaf, Term | Phrase | Prefix | Near) and leaf.surface]


def _listed(words: list[str]) -> str:
    quoted = [f"“{w}”" for w in words[:4]]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _topics_signed(words: str, records: Records) -> list[str]:
    """Topics of which the query holds a sign ("one point of contact" tells of key workers)."""
    row = f" {' '.join(stem_words(words))} "
    return [concept for stems, concept in records.signs() if f" {stems} " in row]


def _sections(count: int) -> str:
    return f"{count} section" + ("" if count == 1 else "s")


def searched(records: Records, body: str | None = None) -> str:
    """What was searched: sections, meetings, dates, and the months of which there are no minutes."""
    span = coverage.span(records, body)
    if not span.meetings or span.first is None or span.last is None:
        return "The archive holds no meetings yet."
    meetings = f"{span.meetings} meeting" + ("" if span.meetings == 1 else "s")
    text = f"Searched {_sections(span.sections)} in {meetings}, {day_text(span.first)} to {day_text(span.last)}"
    if span.gaps:
        text += f"; no minutes in the archive for {', '.join(day_text(g.month) for g in span.gaps[:6])}"
        text += f" and {len(span.gaps) - 6} more months" if len(span.gaps) > 6 else ""
    return text + "."
