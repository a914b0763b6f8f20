"""Whose minutes these are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.parse.bodies import name_of, slug, unify


@pytest.mark.parametrize(
    ("titles", "prose", "name"),
    [
        (["Harbour Board: Meeting Minutes & Summaries"], [], "Harbour Board"),
        (["Northport Harbour Board – Meeting minutes, 3 May 2020"], [], "Northport Harbour Board"),
        (["HARBOUR BOARD", "MINUTES OF MEETING"], [], "Harbour Board"),
        (["SEND BOARD"], ["The SEND Board met. We send it."], "SEND Board"),
        (["MINUTES OF THE MILLTON PARISH COUNCIL MEETING"], [], "Millton Parish Council"),
        (["Minutes of the Millton Annual Parish Meeting held in the"], [], "Millton Parish Meeting"),
        (
            ["MINUTES", "Elm Row Association, Inc.", "Board of Directors Meeting", "April 16, 2009"],
            [],
            "Elm Row Association, Inc Board of Directors",
        ),
        (["Northshire County Council", "Planning Committee", "Minutes"], [], "Planning Committee"),
        (
            ["MINUTES", "Tuesday"],
            ["A regular meeting of the Township of Elm Council was held on Tuesday."],
            "Township of Elm Council",
        ),
        (["Tide Tables Working Group F2F, 2nd day"], [], "Tide Tables Working Group"),
        (["ABC EGM - Minutes"], [], "ABC"),
        (["Minutes"], [], ""),
    ],
)
def test_printed_names(titles: list[str], prose: list[str], name: str) -> None:
    assert name_of(titles, prose) == name


def test_one_body_under_several_names() -> None:
    names = ["Harbour Board", "Harbour Board", "HARBOUR BOARD", "Northport Harbour Board"]
    assert set(unify(names).values()) == {"Harbour Board"}
    assert unify(["HARBOUR BOARD", "The Harbour Board"]) == {
        "HARBOUR BOARD": "The Harbour Board",
        "The Harbour Board": "The Harbour Board",
    }
    assert set(unify(["Township of Elm", "Township of Elm Council"]).values()) == {"Township of Elm"}


@pytest.mark.parametrize(
    "names",
    [
        ["Leeds Harbour Board", "Hull Harbour Board", "Harbour Board"],
        ["Leeds Harbour Board", "Hull Harbour Board"],
        ["Planning Committee", "Planning Sub-Committee"],
        ["Planning Committee", "Planning Policy Committee"],
        ["Board", "Harbour Board"],
    ],
)
def test_bodies_that_may_differ_stay_apart(names: list[str]) -> None:
    assert len(set(unify(names).values())) == len(names)


@given(
    st.lists(
        st.lists(st.sampled_from(["Leeds", "SEND", "Board", "Group"]), min_size=1, max_size=4).map(" ".join), max_size=6
    )
)
def test_unify_is_total_and_settled(names: list[str]) -> None:
    mapping = unify(names)
    assert set(mapping) == set(names)
    assert all(mapping[canonical] == canonical for canonical in mapping.values())
    assert unify(reversed(names)) == mapping


def test_slugs() -> None:
    assert slug("SEND Board") == "send-board"
    assert slug("Children’s & Young People’s Panel") == "childrens-and-young-peoples-panel"
    assert slug("¿?") == "body"
