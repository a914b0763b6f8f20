"""Which words mark a period: what is counted, what is left out, and how it is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.model import KeyWords
from minutesearch.people import People, attendance, people
from minutesearch.text import stem_words
from minutesearch.trends.keywords import Body, Text, keywords

OTHER = "The usual business was done and nothing else was told of anything. " * 4


def marked(
    *there: str, rest: str = OTHER, own: str = "Meadow Board", who: People | None = None
) -> tuple[KeyWords, ...]:
    """The words that mark texts, each of a section and a meeting of its own."""
    texts = [Text(f"m:{i}/1", f"m:{i}", "Meadow Board", text) for i, text in enumerate(there)]
    bodies = {"Meadow Board": Body(frozenset(stem_words(own)), who or People())}
    return keywords(texts, [Text("r/1", "r", "Meadow Board", rest)], bodies, 50)[0]


def said(*there: str, rest: str = OTHER, own: str = "Meadow Board", who: People | None = None) -> list[str]:
    return [words.written for words in marked(*there, rest=rest, own=own, who=who)]


def test_counts_are_those_of_the_text() -> None:
    texts = "The sluice leaks.", "A sluice was mended. Sluices cost."
    (found,) = marked(*texts, rest=OTHER + "One sluice.")
    assert (found.written, found.count, found.of_words, found.rest, found.of_rest) == ("sluice", 3, 9, 1, 50)
    assert (found.sections, found.meetings) == (2, 2)
    # 4 of 59 words make 0.6102 and 3.3898 expected: 2 (3 ln 3/0.6102 + ln 1/3.3898)
    assert found.g2 == pytest.approx(7.1142, abs=0.001)
    assert found.log_ratio == pytest.approx(4.0588, abs=0.001)


def test_a_phrase_is_told_and_not_its_words_too() -> None:
    assert said(*["The waiting list grew."] * 4)[0] == "waiting list grew"
    assert said("A waiting list.", "The waiting list, then.", "Waiting lists!") == ["waiting list"]


def test_a_word_that_stands_alone_more_often_is_told_alone() -> None:
    assert said("Ponds freeze.", "A pond.", "The pond, a pond.", "Pond life.") == ["pond"]


@pytest.mark.parametrize(
    "text",
    ["of the which would", "in March and on Friday", "at 19:30, 2021", "A7 B2B 15th", "Meadow", "the Board", "x y z",
     "Cllr", "the meeting", "minutes of members"],
)  # fmt: skip
def test_what_says_nothing_is_left_out(text: str) -> None:
    assert said(text, text, text, text) == []


def test_a_phrase_may_hold_what_may_not_stand_alone() -> None:
    assert said(*["The terms of reference."] * 4) == ["terms of reference"]
    assert said(*["A meadow plan."] * 4) == ["meadow plan"]


def test_no_phrase_runs_across_a_stop_a_line_or_a_number() -> None:
    for text in ("sluice. Gate", "sluice\ngate", "sluice, gate", "sluice 7 gate"):
        assert sorted(map(str.lower, said(*[text] * 4))) == ["gate", "sluice"]


def test_a_hyphen_is_within_a_phrase() -> None:
    assert said(*["The re-visit."] * 4) == ["re-visit"]


def test_what_stands_in_every_meeting_does_not_come_out() -> None:
    furniture = "The bins were emptied. "
    assert said(furniture, furniture, furniture, rest=furniture * 3) == []


def test_what_stands_in_one_section_of_several_meetings_marks_none() -> None:
    assert said("Bulrush, bulrush; bulrush! Bulrush?", "Nothing was told.") == []
    assert said("Bulrush, bulrush; bulrush! Bulrush?") == ["bulrush"]


def test_printed_as_it_is_printed_most() -> None:
    assert said("SLUICES", "sluice", "sluice", "Sluices") == ["sluice"]


def test_bodies_are_compared_each_with_itself() -> None:
    # The Harbour speaks of barges in all it says, and speaks more in the period: barges are no news.
    there = [Text(f"h{i}/1", f"h{i}", "Harbour", "barge lock") for i in range(8)] + [
        Text("m1/1", "m1", "Meadow", "hay")
    ]
    rest = [Text("h/1", "h", "Harbour", "barge lock"), Text("m/1", "m", "Meadow", "hay " * 80)]
    nobody = {"Harbour": Body(frozenset(), People()), "Meadow": Body(frozenset(), People())}
    assert keywords(there, rest, nobody, 50)[0] == ()
    together = [t._replace(body="Meadow") for t in there], [t._replace(body="Meadow") for t in rest]
    assert keywords(*together, nobody, 50)[0]


def test_as_many_as_are_asked_for() -> None:
    text = Text("m/1", "m", "Meadow Board", "sluice. sluice. sluice. weir. weir. weir. weir.")
    body = {"Meadow Board": Body(frozenset(), People())}
    found, there, rest = keywords([text], [Text("r/1", "r", "Meadow Board", OTHER)], body, 1)
    assert [words.written for words in found] == ["weir"]
    assert (there, rest) == (7, 48)


@given(st.lists(st.sampled_from("sluice gate weir the of. bulrush\n7".split(" ")), max_size=40).map(" ".join))
def test_the_same_texts_on_both_sides_mark_nothing(text: str) -> None:
    assert said(text, rest=text) == []


# -- people -------------------------------------------------------------------------------------------------

NOTHING_KNOWN: frozenset[str] = frozenset()


def test_people_in_the_room_are_no_words_of_a_period() -> None:
    who = people(["Present: Alpha Gamma, Delta Omega (DO)"], ["Nothing was told."], NOTHING_KNOWN)
    assert who.words >= {"alpha", "gamma", "delta", "omega", "do", "ag"}
    assert said(*["Alpha Gamma told of Omega and AG and the sluice."] * 4, who=who) == ["sluice"]


@pytest.mark.parametrize(
    "text",
    ["Cllr Omega said so.", "moved by Omega", "Seconded by: Gamma and Omega", "FOR Gamma, Delta and Omega",
     "D. Omega said", "Board Members Present: Delta Omega", "Apologies were received from Delta Omega."],
)  # fmt: skip
def test_people_named_in_the_business(text: str) -> None:
    assert "omega" in people([], [text], NOTHING_KNOWN).words


@pytest.mark.parametrize("text", ["The plan for Omega was noted.", "An appeal against Omega Wood was lodged."])
def test_a_place_that_something_is_for_is_no_person(text: str) -> None:
    assert "omega" not in people([], [text], NOTHING_KNOWN).words


def test_a_word_in_small_letters_is_no_name_by_itself() -> None:
    who = people(["Present: Alpha Church"], ["Alpha Church spoke of the church."], NOTHING_KNOWN)
    assert "church" not in who.words
    assert who.places("Alpha Church mended the church".split()) == [0, 0, 1]


def test_what_is_known_is_no_name() -> None:
    assert "rangers" not in people(["Present: County Rangers"], [], frozenset({"county", "rangers"})).words


def test_speakers_and_labels() -> None:
    text = "\n".join(["omega: so it is", "ACTION: mend the weir"] * 5 + ["weir: mended"])
    assert people([], [text], NOTHING_KNOWN).words == {"omega", "action"}


@pytest.mark.parametrize(
    ("title", "list_of_people"),
    [("Attendance", True), ("Apologies for absence", True), ("Present:", True), ("Welcome and apologies", True),
     ("Those present", True), ("Attendance and exclusions", False), ("Presentation", False), ("Welcome", False),
     ("", False)],
)  # fmt: skip
def test_lists_of_people_by_their_titles(title: str, list_of_people: bool) -> None:
    assert attendance(title) is list_of_people
