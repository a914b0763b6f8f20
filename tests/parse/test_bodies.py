"""Whose minutes these are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.parse.identity.bodies import name_of, of_folder, printed
from minutesearch.parse.identity.kinship import kin
from minutesearch.parse.identity.one_name import slug, unify


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
        (["317 NOTES OF AN EXTRAORDINARY MEETING OF THE PARISH COUNCIL HELD IN THE HALL"], [], "Parish Council"),
        (["Minutes of the 38th Elm Trust Committee"], [], "Elm Trust Committee"),
        (["Meeting minutes from the Tide Cohort at Northport"], [], "Tide Cohort at Northport"),
        (["Minutes for July 30 ExComm Meetings Starting at 8:05"], [], "ExComm"),
        (["IETF-115 TIDE WG, IETF-115 minutes"], [], "IETF-115 Tide WG"),
        (["Minutes, Elm Board Executive Session to review the rules"], [], "Elm Board"),
        (["Elm Youth Council", "Minutes of 3 May 2020, at Elm Hall Committee Room"], [], "Elm Youth Council"),
        (["Friends of Elm Park", "Committee meeting 5 March 2018"], [], "Friends of Elm Park Committee"),
        (["City of Elm", "CITY COUNCIL", "Minutes"], [], "City of Elm Council"),
        (["UNIVERSITY OF ELM", "SENATE", "Minutes"], [], "University of Elm Senate"),
        (["Minutes of Elm - Town Council", "Elm Town Council website"], [], "Elm Town Council"),
        (["Oak Road Hall", "Parish Council"], [], "Parish Council"),
        (["Elm Community Board (ECB"], [], "Elm Community Board"),
        (["Roll call", "Board meeting 2025-02-14"], [], "Board"),
    ],
)
def test_printed_names(titles: list[str], prose: list[str], name: str) -> None:
    assert name_of(titles, prose) == name


@pytest.mark.parametrize(
    "line",
    [
        "Time and Location", "Meeting called to order at 7:40 by the chair", "Two owners and the Board were present.",
        "To make a decision on the Youth Forum", "Open issues at https://elm.test/council/issues",
        "Approval of Previous Meeting's Minutes", "Minutes taken by the secretary", "Council members: nine of twelve",
        "Alder, Beech, Cedar, Elm, Fir", "Flood Team Leader", "Regular procedure reminder",
    ],
)  # fmt: skip
def test_what_is_no_body(line: str) -> None:
    assert name_of([line]) == ""


def test_the_lines_of_one_meeting_name_its_body_or_none() -> None:
    assert printed(["Minutes of the Harbour Committee", "3 May 2020"]) == "Harbour Committee"
    assert printed(["3 May 2020", "Town Hall"]) == ""
    assert printed(["Board", "3 May 2020"]) == ""


def test_the_folder_names_a_body_where_nothing_is_printed() -> None:
    assert of_folder("corpus/elm-board/m.pdf") == "Elm board"
    assert of_folder("corpus/m.pdf") == "Unnamed body"


def test_names_that_may_be_of_one_body() -> None:
    def pairs(*names: str) -> list[tuple[str, str]]:
        return [(one.short, one.long) for one in kin(names)]

    assert pairs("TM Working Group", "Tide Measuring Working Group") == [
        ("TM Working Group", "Tide Measuring Working Group")
    ]
    assert pairs("Elm Row Board", "Elm Row Association, Inc. Board of Directors") == [
        ("Elm Row Board", "Elm Row Association, Inc. Board of Directors")
    ]
    assert kin(["ERA", "Elm Row Association"])[0].initials_only
    assert pairs("TM Group", "Tide Measuring Group", "Tree Mending Group") == []
    assert pairs("Elm Board", "Elm Row Board") == []
    assert pairs("am Group", "Annual Music Group") == []
    assert pairs("Board", "Board of Directors") == []


def test_names_known_to_be_of_one_body_take_the_one_most_printed() -> None:
    names = ["TM Group", "Tide Measuring Group", "Tide Measuring Group"]
    assert set(unify(names, [("TM Group", "Tide Measuring Group")]).values()) == {"Tide Measuring Group"}
    assert unify(["Oak Board"], [("Elm Board", "Oak Board")]) == {"Oak Board": "Oak Board"}


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
        ["Parish Council", "Elm Youth Parish Council"],
        ["Board of Directors", "Elm Trust Board of Directors"],
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
