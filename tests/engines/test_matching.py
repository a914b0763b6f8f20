"""The shared definition of a match, against the slow reading of it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from tests.engines.oracle import Row, store, trees, true_of

from minutesearch.matching import SectionView, holds, needs_check, relaxed, spans
from minutesearch.query import Node, Not, parse, positive

ROWS = store(40, 5)


def _view(row: Row) -> SectionView:
    return SectionView.of(row.section, row.concepts, row.kinds)


VIEWS = [(row, _view(row)) for row in ROWS]


@settings(max_examples=300)
@given(trees)
def test_holds_what_is_true(tree: Node) -> None:
    assert [row.section.id for row, view in VIEWS if holds(tree, view)] == [
        row.section.id for row in ROWS if true_of(tree, row)
    ]


@settings(max_examples=300)
@given(trees)
def test_relaxed_finds_at_least_as_much_and_needs_no_check(tree: Node) -> None:
    eased = relaxed(tree)
    assert not needs_check(eased)
    assert all(holds(eased, view) for _, view in VIEWS if holds(tree, view))
    if not needs_check(tree):
        assert [holds(eased, view) for _, view in VIEWS] == [holds(tree, view) for _, view in VIEWS]


@settings(max_examples=200)
@given(trees)
def test_marks_stand_apart_and_where_there_is_a_match(tree: Node) -> None:
    leaves = positive(tree)
    for row, view in VIEWS:
        title, text = spans(leaves, view)
        for marks, printed in ((title, row.section.title), (text, row.section.text)):
            assert all(0 <= start < end <= len(printed) for start, end in marks)
            assert all(before[1] <= after[0] for before, after in pairwise(marks))
        assert bool(title or text) == any(holds(leaf, view) for leaf in leaves)


def _marked(query: str, title: str, text: str) -> list[str]:
    tree = parse(query)
    assert tree is not None
    view = SectionView(title, text)
    in_title, in_text = spans(positive(tree), view)
    return [title[a:b] for a, b in in_title] + [text[a:b] for a, b in in_text]


def test_a_phrase_is_one_mention() -> None:
    text = "Personal Budgets were raised; a personal budget is not a budget."
    assert _marked('"personal budgets" OR budgets', "", text) == ["Personal Budgets", "personal budget", "budget"]
    assert _marked("personal budgets", "", "Personal Budgets") == ["Personal", "Budgets"]


def test_spellings_of_a_joined_word_are_one_mention_each() -> None:
    text = "The key-worker, the key worker and the keyworkers met; key, worker."
    assert _marked("key-worker", "Key Worker", text) == [
        "Key Worker",
        "key-worker",
        "key worker",
        "keyworkers",
        "key, worker",
    ]
    assert _marked("keyworker", "Key Worker", text) == ["key-worker", "keyworkers"]
    assert _marked('"the keyworker"', "", text) == ["The key-worker", "the keyworkers"]


def test_phrases_stop_at_the_end_of_a_sentence() -> None:
    assert _marked('"the plan"', "", "We left the. Plan B came.\nFirst the\nplan.") == []
    assert _marked('"the plan"', "", "Approx. the plan of Cllr. A") == ["the plan"]


def test_a_plural_in_brackets_is_the_word() -> None:
    text = "Two meetings held, one meeting was held; meeting(s) held."
    assert _marked("meeting(s)", "", text) == ["meetings", "meeting", "meeting"]
    assert _marked('"meeting(s) held"', "", text) == ["meetings held", "meeting(s) held"]


def test_a_short_form_is_found_with_its_plural_and_alone() -> None:
    text = "An AED is on site; two AEDs of a kind are on order. ONS, OfS, ITS."
    assert _marked("AED", "", text) == _marked("aeds", "", text) == ["AED", "AEDs"]
    assert [_marked(short, "", text) for short in ("ONS", "OfS", "its")] == [["ONS"], ["OfS"], ["ITS"]]


def test_a_row_with_a_gap_spans_a_joined_word_as_one_word() -> None:
    text = "The review of key-worker plans; a review of long plans."
    assert _marked('"review of * plans"', "", text) == ["review of key-worker plans", "review of long plans"]


def test_near_is_one_mention_of_the_shortest_stretch() -> None:
    text = "Waiting for autism assessments; long waiting lists for autism."
    assert _marked('"autism waiting"~3', "", text) == ["Waiting for autism", "waiting lists for autism"]
    assert _marked('"autism waiting"~1', "", text) == []
    assert _marked('"waiting waiting"~9', "", text) == ["Waiting for autism assessments; long waiting"]


def test_exact_characters_at_word_edges() -> None:
    text = "HYMs and hyms, HYMs’ staff; xHYMs; £5 (£50)."
    assert _marked('="HYMs"', "", text) == ["HYMs", "HYMs"]
    assert _marked('="£5"', "", text) == ["£5"]
    assert _marked('="hyms, HYMs"', "", text) == ["hyms, HYMs"]


def test_what_is_shut_out_is_not_marked() -> None:
    assert _marked("plan -budget topic:x", "", "The plan and the budget") == ["plan"]
    tree = parse("-(-plan)")
    assert isinstance(tree, Not)
    assert _marked("-(-plan)", "", "The plan") == ["plan"]
