"""Our own labelled sentences: they are what they say they are, two readers agree on them, and none is told worse."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from tests.quality import statements

from minutesearch.model import STATEMENT_KINDS
from minutesearch.text import sentences

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
MARGIN = 0.0005


def test_the_floors_are_of_these_sentences() -> None:
    assert FLOORS["statements_corpus"] == statements.own_hash(), "run scripts/eval --layouts --write"


def test_no_label_is_told_worse_than_its_floor() -> None:
    figures = statements.measure_statements()
    assert figures.keys() == FLOORS["statements"].keys()
    low = {
        name: (figures[name], floor) for name, floor in FLOORS["statements"].items() if figures[name] < floor - MARGIN
    }
    assert low == {}


@pytest.mark.parametrize(
    ("label", "precision", "recall"),
    [
        ("decision", 0.90, 0.78),
        ("action", 0.80, 0.70),
        ("action|commitment", 0.80, 0.85),
        ("concern", 0.70, 0.65),
        ("figure", 0.80, 0.90),
        ("due", 0.90, 0.60),
    ],
)
def test_the_floors_of_the_half_that_was_held_out(label: str, precision: float, recall: float) -> None:
    """The floors may rise; this is the least of them, on sentences that no rule was written from."""
    assert FLOORS["statements"][f"statements.held.{label}.p"] >= precision
    assert FLOORS["statements"][f"statements.held.{label}.r"] >= recall


def test_the_set_is_what_it_says() -> None:
    rows = statements.sections()
    texts = Counter(sentence["text"] for row in rows for sentence in row["sentences"])
    assert len({row["id"] for row in rows}) == len(rows)
    assert max(texts.values()) == 1
    assert len(texts) >= 400
    assert len({row["style"] for row in rows}) >= 4
    for row in rows:
        for sentence in row["sentences"]:
            assert set(sentence["labels"]) <= set(STATEMENT_KINDS)
            assert bool(sentence["values"]) == ("figure" in sentence["labels"]), sentence["text"]


def test_a_splitter_finds_the_sentences_that_were_labelled() -> None:
    for row in statements.sections():
        found = [row["body"][start:end] for start, end in sentences(row["body"])]
        assert found == [sentence["text"] for sentence in row["sentences"]]


def test_two_readers_agree() -> None:
    assert all(kappa >= 0.8 for kappa in statements.kappas().values()), statements.kappas()


def test_errors_and_confusion_tell_the_same() -> None:
    wrong = {error.sentence for error in statements.errors("dev")}
    assert sum(statements.confusion("dev").values()) == len(wrong)


def test_the_document_shows_what_the_floors_say() -> None:
    document = Path(__file__).parents[2] / "docs" / "reference" / "statements.md"
    assert statements.table(FLOORS["statements"]) in document.read_text(encoding="utf-8")
