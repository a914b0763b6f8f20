"""Trees: written and read back, told apart, put together; and any text at all as a query."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutesearch.errors import QueryError
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
    all_of,
    any_of,
    parse,
    phrase,
    positive,
    unparse,
)

WORDS = st.sampled_from(
    ["plan", "Budgets", "re-visit", "children’s", "C&YP", "14/09/2021", "NOT", "and", "é", "ﬁnal", "1:1"]
)
PLAIN = st.sampled_from(["plan", "Budgets", "AND", "OR", "naïve", "ﬁnal"])
FIELD = st.sampled_from([None, "title"])


def _phrase(words: list[str], field: str | None, between: str) -> Node:
    return phrase(between.join(words), "title" if field else None) or Everything()


leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(_phrase, st.lists(WORDS, min_size=1, max_size=4), FIELD, st.sampled_from([" ", " * ", ", "])),
    st.builds(lambda w, f: Prefix((parse(f"{w}*") or Prefix("", ""))[0], w, f), PLAIN, FIELD),  # type: ignore[arg-type]
    st.builds(
        lambda ws, n: Near(tuple(t.stem for t in map(phrase, ws) if isinstance(t, Term)), n, " ".join(ws)),
        st.lists(PLAIN, min_size=2, max_size=3),
        st.integers(1, 100),
    ),
    st.builds(Exact, st.text(st.characters(exclude_characters='"“”„‟«»', codec="utf-8"), min_size=1).filter(str.strip)),
    st.builds(
        Key, st.sampled_from(["topic", "kind", "body"]), st.sampled_from(["hyms", "SEND Board", "a:b", "key-worker"])
    ),
    st.sampled_from([Dates("2021", "2021"), Dates("2021-05", None), Dates(None, "2021-05-11")]),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda parts: And(tuple(parts)), st.lists(inner, min_size=2, max_size=4)),
        st.builds(lambda parts: Or(tuple(parts)), st.lists(inner, min_size=2, max_size=4)),
        st.builds(Not, inner),
    ),
    max_leaves=8,
)


@settings(max_examples=500)
@given(trees)
def test_what_is_written_reads_the_same(tree: Node) -> None:
    assert parse(unparse(tree)) == tree


PIECES = st.sampled_from(
    [
        '"', "“", "”", "‘", "’", "(", ")", "*", "-", "–", "~", "~5", "=", ":", "AND", "OR", "NOT", "topic:", "title:",
        "since:", "dat:", "2021", "plan", "a", " ", " ", "\0", "\n", "&", "C&YP", "’s", "é", "\u0301", "½", "²",
    ]
)  # fmt: skip


@settings(max_examples=1_500)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
def test_any_text_gives_a_tree_or_points_at_its_fault(text: str) -> None:
    try:
        tree = parse(text)
    except QueryError as error:
        fault: QueryError | None = error
        tree = None
    else:
        fault = None
    if fault is not None:
        assert 0 <= fault.position <= len(text)
        assert fault.message
        return
    assert (tree is None) == (not text.strip())
    if tree is not None:
        assert parse(unparse(tree)) == tree


def test_nodes_of_two_kinds_are_never_equal() -> None:
    part = Term("a", "a")
    nodes: list[object] = [And((part,)), Or((part,)), Not(part), Term("a", "b"), Prefix("a", "b"), ("a", "b", None)]
    assert [[one == other for other in nodes] for one in nodes] == [[i == j for j in range(6)] for i in range(6)]
    assert len({*nodes, And((part,)), Term("a", "b")}) == len(nodes)


def test_parts_are_put_together_flat() -> None:
    a, b, c = (Term(letter, letter) for letter in "abc")
    assert all_of([a, And((b, c)), a]) == And((a, b, c))
    assert any_of([Or((a, b)), Or((b, c))]) == Or((a, b, c))
    assert all_of([a]) == any_of([a, a]) == a
    assert all_of([]) == Everything()
    assert any_of([]) == Not(Everything())


def test_positive_leaves_are_those_that_are_asked_for() -> None:
    tree = parse('a -b (cc* OR "d e") NOT (NOT f) topic:x since:2021 -(g -h) a')
    assert tree is not None
    assert [leaf.surface for leaf in positive(tree) if not isinstance(leaf, Exact)] == ["a", "cc", "d e", "f", "h"]


@pytest.mark.parametrize(
    ("surface", "rows"),
    [
        ("key worker", [("key", "worker"), ("keywork",)]),
        ("the key-worker pilot", [("the", "key", "worker", "pilot"), ("the", "keywork", "pilot")]),
        ("face-to-face", [("face", "to", "face"), ("facetofac",)]),
        ("key stage 2", [("key", "stage", "2"), ("keystag", "2")]),
        ("2021 22", [("2021", "22")]),
        ("I T", [("i", "t")]),
        ("C&YP", [("c", "yp")]),
    ],
)  # fmt: skip
def test_a_phrase_knows_its_other_spellings(surface: str, rows: list[tuple[str, ...]]) -> None:
    node = phrase(surface)
    assert isinstance(node, Phrase)
    assert [node.stems, *node.spellings] == rows


def test_a_phrase_of_no_words_is_none() -> None:
    assert phrase("&") is None
    assert phrase("“plans”") == Term("plan", "plans")
