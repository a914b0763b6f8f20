"""Why an answer is empty, and what would not be: typos corrected, other words used, filters and gaps named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from minutesearch.dates import day
from minutesearch.misprints import misprints_in
from minutesearch.model import Filters
from minutesearch.offers import replaced
from minutesearch.paraphrase import known_word, relatives, rephrased
from minutesearch.query import (
    And,
    Everything,
    Near,
    Or,
    Phrase,
    Prefix,
    Term,
    overlaps,
    parse,
    positive,
    unparse,
)
from minutesearch.text import fold_title, stem, stem_words
from minutesearch.understanding import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minutesearch.found import Found
    from minutesearch.query import Node
    from minutesearch.search import Searcher
    from minutesearch.store import Records
    from minutesearch.understanding import Question

_SHORTEST = 4
"""Letters from which a word is corrected: shorter ones are as often another word as a typo."""
_MOST = 5
"""Suggestions at most."""

_LONGEST_SIGN = 12
"""Words of a sign that is looked for: the vocabulary has none that is nearly as long."""


class Better(NamedTuple):
    """A query with its typos corrected, the question it is, and what that finds; ``words`` is empty where none is."""

    words: str
    question: Question | None
    found: list[Found]


class Mended(NamedTuple):
    """What was answered in place of a question that finds nothing, or else why not, and what could be asked.

    ``offered`` says why each suggestion is made.
    """

    question: Question | None
    found: list[Found]
    corrected: tuple[str, str] | None = None
    corrected_why: str | None = None
    why: str | None = None
    suggestions: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


_NONE = Better("", None, [])


def mended(
    searcher: Searcher, records: Records, words: str, filters: Filters, question: Question, *, expand: bool
) -> Mended:
    """An answer to what was meant: the query without its typos, else in other words; else why there is none.

    Args:
        searcher: runs what is tried.
        records: for words, names and coverage.
        words: the query as typed.
        filters: as typed; they stay in force.
        question: the query as understood, which found nothing.
        expand: whether other words may be used at all.
    """
    better = correction(searcher, records, words, filters, expand=expand)
    if better.question and better.found:
        return Mended(better.question, better.found, (words, better.words), "spelling")
    # Typos are guesses, and so are other words: two guesses together are none. Known misprints are no guess.
    other = rephrased(searcher, records, _rightly_spelt(words), filters) if expand else None
    if other and other.sure:
        return Mended(other.question, other.found, (words, other.words), "related words")
    why, tried = why_empty(searcher, records, words, filters, question, better)
    reasons = dict.fromkeys(tried, "")
    if other:
        reasons[other.words] = "related words"
    if expand and not other and len(tried) < _MOST:
        for word in relatives(records, words)[: _MOST - len(tried)]:
            reasons.setdefault(word, f"related to {words}")
    return Mended(None, [], why=why, suggestions=tuple(reasons), offered=tuple(reasons.values()))


def _rightly_spelt(words: str) -> str:
    for start, end, right in reversed(misprints_in(words)):
        words = words[:start] + right + words[end:]
    return words


def correction(searcher: Searcher, records: Records, words: str, filters: Filters, *, expand: bool) -> Better:
    """The query with its typos corrected.

    Args:
        searcher: runs the corrected query.
        records: for the words that the archive prints.
        words: the query as typed.
        filters: as typed; a correction must find something within them to count.
        expand: as for the search.
    """
    tree = parse(words)
    if tree is None:
        return _NONE
    spelt = words
    several = len(stem_words(words)) > 1
    for word in _unknown(tree, records):
        # A word of the language is no typo: "premises" stands for "accommodation" sooner than for "promises".
        better = None if several and known_word(word) else _nearest(word, records)
        if better is None:
            return _NONE
        spelt = replaced(spelt, word, better)
    if spelt == words:
        return _NONE
    question = searcher.understand(spelt, filters, expand=expand)
    return Better(spelt, question, searcher.run(question))


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
        for known in records.words_starting(word[:3])
        if len(root) - 1 <= len(known) <= len(root) + 5
    )


def _nearest(word: str, records: Records) -> str | None:
    """The word of the archive that was most likely meant: fewest edits, then most sections."""
    if len(word) < _SHORTEST:
        return None
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    allowed = 1 if len(word) < 6 else 2
    near = [
        (int(distance), known[0] != word[0], -sections[known], known)
        for sections in map(records.words_of, range(len(word) - allowed, len(word) + allowed + 1))
        for known, distance, _ in extract_iter(word, list(sections), scorer=OSA.distance, score_cutoff=allowed)
        # Two slips that change the first letter too are more often another word: "seating" is not "meeting".
        if known.isalpha() and distance <= (allowed if known[0] == word[0] else 1)
    ]
    if near:
        return min(near)[3]
    for cut in range(2, len(word) - 1):
        if records.has_word(word[:cut]) and records.has_word(word[cut:]):
            return f"{word[:cut]} {word[cut:]}"
    return None


def why_empty(
    searcher: Searcher, records: Records, words: str, filters: Filters, question: Question, better: Better
) -> tuple[str, tuple[str, ...]]:
    """One paragraph that says why nothing was found, and queries that would find something.

    Args:
        searcher: tries the query without its filters.
        records: for words, topics and coverage.
        words: the query as typed.
        filters: as typed.
        question: the query as understood.
        better: the corrected query, which found nothing here either.
    """
    suggestions = [better.words]
    bare = question.meaning.tree
    unfiltered = question._replace(tree=bare, where=Filters(), fields=())
    narrowing = [f"--{name} {value}" for name, value in _set(filters)] + [unparse(field) for field in question.fields]
    matching = len(searcher.run(unfiltered)) if narrowing and not isinstance(bare, Everything) else 0
    unknown = list(dict.fromkeys(_unknown(bare, records)))
    typed = list(dict.fromkeys(w for leaf in _leaves(bare) for w in fold_title(leaf).split()))
    if matching:
        reason = f"Nothing within {', '.join(narrowing)}; without it {_sections(matching)} would match."
        suggestions += [" ".join(typed)] if question.fields else []
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
    return f"{reason} {searched(records, question.where)}", tuple(tried[:_MOST])


def _finds(searcher: Searcher, words: str) -> bool:
    return bool(searcher.run(searcher.understand(words, Filters())))


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
    row = stem_words(words)
    runs = {" ".join(row[i:j]) for i in range(len(row)) for j in range(i + 1, min(i + _LONGEST_SIGN, len(row)) + 1)}
    return sorted({concept for stems in runs for concept in records.concepts_signed(stems)})


def _sections(count: int) -> str:
    return f"{count} section" + ("" if count == 1 else "s")


def searched(records: Records, where: Filters) -> str:
    """What was searched: sections, meetings, dates, and the months of which there are no minutes."""
    counts = records.section_counts()
    meetings = [m for m in records.meetings() if in_scope(m, where)]
    if not meetings:
        return (
            "The archive holds no meetings of that body and period." if counts else "The archive holds no meetings yet."
        )
    among = f"{len(meetings)} meeting" + ("" if len(meetings) == 1 else "s")
    sections = _sections(sum(counts.get(m.id, 0) for m in meetings))
    text = f"Searched {sections} in {among}, {day(meetings[0].date)} to {day(meetings[-1].date)}"
    gaps = [g for g in records.gaps() if where.body in {None, g.body} and overlaps(g.month, where.since, where.until)]
    if gaps:
        text += f"; no minutes in the archive for {', '.join(day(g.month) for g in gaps[:6])}"
        text += f" and {len(gaps) - 6} more months" if len(gaps) > 6 else ""
    return text + "."
