"""Ranking over all published minutes: better than date order and than plain BM25, and no worse than its floors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.quality import ranking

from minutesearch.archive import Archive

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
AHEAD = 0.05
MARGIN = 0.0005


def test_the_set_is_what_it_says() -> None:
    halves = [ranking.labels(half) for half in ranking.HALVES]
    queries = [query for half in halves for query in half]
    assert len(queries) == len(set(queries)) >= 30
    assert len(halves[0]) == len(halves[1])
    for half in halves:
        for query, grades in half.items():
            assert sum(grade > 0 for grade in grades.values()) > 10, query
            assert {0, 1, 2} >= set(grades.values()) > {1}, query


def test_the_floors_are_of_these_labels() -> None:
    assert FLOORS["ranking_corpus"] == ranking.labels_hash(), "run scripts/eval --ranking --write"


def test_the_floors_are_ahead_of_both_rivals() -> None:
    """The floors may rise; this is the least of them, on the half that nobody looked at too."""
    for half in ranking.HALVES:
        ours = FLOORS["ranking"][f"ranking.{half}.ndcg10"]
        assert ours >= FLOORS["ranking"][f"ranking.{half}.by_date"] + AHEAD
        assert ours >= FLOORS["ranking"][f"ranking.{half}.plain_bm25"] + AHEAD


def test_ndcg_counts_the_first_ten_and_their_places() -> None:
    grades = {"a": 2, "b": 1, "c": 0}
    assert ranking.ndcg(["a", "b", "c"], grades) == 1
    assert 0.5 < ranking.ndcg(["b", "a"], grades) < 1
    assert ranking.ndcg(["c", *"defghijkl", "a", "b"], grades) == 0


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("half", ranking.HALVES)
def test_no_figure_is_below_its_floor_and_no_rival_near(all_minutes: Archive, half: str) -> None:
    assert len(all_minutes.sections()) >= 1_000
    rows = ranking.measured(all_minutes, half)
    ours, dated, plain = ranking.means(rows)
    assert ours >= FLOORS["ranking"][f"ranking.{half}.ndcg10"] - MARGIN, rows
    assert ours >= dated + AHEAD
    assert ours >= plain + AHEAD


@pytest.mark.shared
@pytest.mark.slow
def test_what_is_labelled_is_still_there(all_minutes: Archive) -> None:
    """A section that is cut or named otherwise than when it was read would silently drop out of the set."""
    named = set(ranking.keys(all_minutes.sections()).values())
    labelled = {key for half in ranking.HALVES for grades in ranking.labels(half).values() for key in grades}
    assert len(labelled - named) <= len(labelled) / 100
