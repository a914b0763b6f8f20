"""A second, deliberately slow reading of what a query means, and a store made up to be queried.

It shares the analyser with the package (what a word and a sentence are is not in question here) and nothing else:
no positions, no posting lists, only loops over the words of each sentence.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations, product
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from minutesearch import text
from minutesearch.model import Filters, Place, Section
from minutesearch.query import (
    And,
    Dates,
    Everything,
    Exact,
    Key,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    phrase,
)

WORDS = (
    "budget budgets budgeting plan plans planned pilot pilots worker workers key-worker keyworker key wait waiting "
    "list lists re-visit revisit visit visits children's children child services service C&YP Café review reviewed of "
    "the a for commission commissioning commissioner 1:1 1-1 11 2021 14/09/2021 HYMs hyms SENCo ﬁnal final "
    "face-to-face"
).split()
BODIES = ("board", "forum")
CONCEPTS = ("budgets", "pilot", "waiting")
KINDS = ("decision", "action")
DATES = ("2021-05-11", "2021-05-28", "2021-06-01", "2021-06", "2021", "2020-12-31", "2022-01-01", "")


class Row(NamedTuple):
    """A section of the made-up store with its tags."""

    section: Section
    concepts: frozenset[str]
    kinds: frozenset[str]


def store(count: int, seed: int) -> list[Row]:
    """Sections of words drawn at random, three a meeting; common words are drawn more often."""
    random = Random(seed)
    weights = [1 / (1 + rank % 13) for rank in range(len(WORDS))]

    def words(least: int, most: int) -> str:
        drawn = random.choices(WORDS, weights, k=random.randint(least, most))
        return " ".join(word + random.choice(["", "", "", ",", ";"]) for word in drawn)

    rows = []
    for n in range(count):
        meeting = Random(seed * 1_000 + n // 3)
        body, date = meeting.choice(BODIES), meeting.choice(DATES)
        sentences = [words(1, 9).capitalize() + random.choice([". ", ".\n", "? "]) for _ in range(random.randint(0, 5))]
        section = Section(
            id=f"{body}:{seed}.{n // 3}/{n % 3}", meeting=f"{body}:{seed}.{n // 3}", body=body, date=date,
            ordinal=n % 3, number=str(n % 3), title=words(0, 4), title_generated=False, parent=None,
            text="".join(sentences), list_items=(), places=(Place("corpus/a.txt", "0", None, 1),),
        )  # fmt: skip
        tags = frozenset(random.sample(CONCEPTS, random.randint(0, 2)))
        rows.append(Row(section, tags, frozenset(random.sample(KINDS, random.randint(0, 2)))))
    return rows


# -- what is true -------------------------------------------------------------------------------------------------

_JOIN = re.compile(r"(?<=[^\W_])[-'’](?=[^\W_])")


def true_of(node: Node, row: Row) -> bool:
    """Whether a query is true of a section."""
    section = row.section
    if isinstance(node, And):
        return all(true_of(part, row) for part in node.parts)
    if isinstance(node, Or):
        return any(true_of(part, row) for part in node.parts)
    if isinstance(node, Not):
        return not true_of(node.part, row)
    if isinstance(node, Everything):
        return True
    if isinstance(node, Key):
        return node.value in {"topic": row.concepts, "kind": row.kinds, "body": {section.body}}[node.name]
    if isinstance(node, Dates):
        return _dated(section.date, node.since, node.until)
    sides = [section.title] if getattr(node, "field", None) == "title" else [section.title, section.text]
    return any(_in_side(node, side) for side in sides)


def passes(where: Filters, row: Row) -> bool:
    """Whether a section passes the filters."""
    return (
        _dated(row.section.date, where.since, where.until)
        and where.body in {None, row.section.body}
        and (where.topic is None or where.topic in row.concepts)
        and (where.kind is None or where.kind in row.kinds)
    )


def _dated(date: str, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    days = [day for day in _days() if date and day.startswith(date)]
    begins = min((day for day in _days() if since and day.startswith(since)), default="")
    ends = max((day for day in _days() if until and day.startswith(until)), default="9")
    return any(begins <= day <= ends for day in days)


@cache
def _days() -> list[str]:
    lengths = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
    return [
        f"{year}-{month:02d}-{day:02d}"
        for year in (2020, 2021, 2022)
        for month in range(1, 13)
        for day in range(1, lengths.get(month, 31) + (year == 2020 and month == 2) + 1)
    ]


@cache
def _sentences(side: str) -> tuple[list[list[str]], list[list[str]]]:
    """The stems of each sentence, and those with its joined words solid."""
    sentences = [side[start:end] for start, end in text.sentences(side)]
    apart = [text.stem_words(sentence) for sentence in sentences]
    return apart, [text.stem_words(_JOIN.sub("", sentence)) for sentence in sentences]


@cache
def _printed(side: str) -> list[str]:
    return text.fold_title(side).split() + text.fold_title(_JOIN.sub("", side)).split()


def _in_side(node: Node, side: str) -> bool:
    apart, solid = _sentences(side)
    if isinstance(node, Term):
        return any(node.stem in words for words in apart + solid)
    if isinstance(node, Prefix):
        return any(word.startswith(node.text) for word in _printed(side))
    if isinstance(node, Phrase):
        return any(_runs(row, words) for row in (node.stems, *node.spellings) for words in apart + solid)
    if isinstance(node, Near):
        words = [word for sentence in apart for word in sentence]
        places = [[i for i, word in enumerate(words) if word == stem] for stem in node.stems]
        return any(
            len(set(chosen)) == len(chosen) and max(chosen) - min(chosen) <= node.distance
            for chosen in product(*places)
        )
    assert isinstance(node, Exact)
    return re.search(rf"(?<![^\W_]){re.escape(node.text)}(?![^\W_])", side) is not None


def _runs(row: tuple[str | None, ...], words: list[str]) -> bool:
    return any(
        all(stem is None or words[start + i] == stem for i, stem in enumerate(row))
        for start in range(len(words) - len(row) + 1)
    )


# -- random queries -----------------------------------------------------------------------------------------------


def _phrase(words: list[str], gap: int, field: str | None) -> Node:
    joined = " ".join(words[:1] + ["*"] * gap + words[1:])
    return phrase(joined, "title" if field else None) or Everything()


_word = st.sampled_from(WORDS)
_field = st.sampled_from([None, None, None, "title"])
_plain = st.one_of(
    st.builds(lambda w, f: _phrase([w], 0, f), _word, _field),
    st.builds(lambda ws, f: _phrase(ws, 0, f), st.lists(_word, min_size=2, max_size=3), _field),
    st.builds(lambda w, n, f: Prefix(text.fold_title(w).replace(" ", "")[:n], w, f), _word, st.integers(2, 7), _field),
    st.builds(Key, st.just("topic"), st.sampled_from([*CONCEPTS, "none"])),
    st.builds(Key, st.just("kind"), st.sampled_from(KINDS)),
    st.builds(Key, st.just("body"), st.sampled_from(BODIES)),
    st.sampled_from([Dates(a, b) for a, b in combinations(("2020-12", "2021", "2021-05-28", "2021-06", "2022"), 2)]),
    st.sampled_from([Dates("2021-06", None), Dates(None, "2021-05"), Dates("2021", "2021"), Everything()]),
)
_checked = st.one_of(
    st.builds(
        lambda ws, n: Near(tuple(text.stem_words(" ".join(ws))), n, " ".join(ws)),
        st.lists(_word, min_size=2, max_size=3),
        st.integers(1, 6),
    ),
    st.builds(lambda ws, n: _phrase(ws, n, None), st.lists(_word, min_size=2, max_size=3), st.integers(1, 2)),
    st.builds(Exact, st.sampled_from([*WORDS, "HYM", "Budget", "budget plan", "of the"])),
)


def _tree(leaves: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(lambda parts: And(tuple(parts)), st.lists(inner, min_size=2, max_size=3)),
            st.builds(lambda parts: Or(tuple(parts)), st.lists(inner, min_size=2, max_size=3)),
            st.builds(Not, inner),
        ),
        max_leaves=6,
    )


plain_trees = _tree(_plain)
"""Trees that engines answer."""

trees = _tree(st.one_of(_plain, _checked))
"""Any trees, those with distances, gaps and exact characters too."""

filters = st.one_of(
    st.just(Filters()),
    st.builds(
        Filters,
        since=st.sampled_from([None, "2021-05", "2021-06-01"]),
        until=st.sampled_from([None, "2021", "2021-05-11"]),
        body=st.sampled_from([None, *BODIES]),
        topic=st.sampled_from([None, *CONCEPTS]),
        kind=st.sampled_from([None, *KINDS]),
    ),
)
