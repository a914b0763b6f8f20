"""Announced meetings: what counts as one, what shows that it was moved or never held, and what is still to come."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from minutesearch.gaps import derive
from minutesearch.gaps.called_off import is_called_off
from minutesearch.model import Gap, Meeting, Section

BODY = "Oak Parish Council"


def section(date: str, text: str, title: str = "Close", body: str = BODY) -> Section:
    return Section(f"{body}:{date}/1", f"{body}:{date}", body, date, 1, "", title, False, None, text, (), ())


def meeting(date: str, next_date: str | None = None, body: str = BODY, type: str = "ordinary") -> Meeting:
    return Meeting(f"{body}:{date}", body, date, type, "minutes", "unknown", False, ("corpus/a.txt",), next_date)


def gaps(meetings: Sequence[Meeting], *sections: Section) -> list[Gap]:
    return derive(meetings, sections, frozenset()).gaps


def test_a_meeting_that_was_announced_and_is_not_there_is_a_gap() -> None:
    held = [meeting("2021-01-12", "2021-02-09"), meeting("2021-04-13")]
    (gap,) = gaps(held, section("2021-01-12", "The next meeting will be held on 9 February 2021."))
    assert (gap.month, gap.section, gap.evidence) == ("2021-02", f"{BODY}:2021-01-12/1", "announced")
    assert gap.why == "the 2021-01-12 meeting announced the next meeting for 2021-02-09"


@pytest.mark.parametrize(
    "text",
    [
        "The next Planning Committee meeting will be held on 9 February 2021.",
        "The next meeting of the Finance Sub-Committee is on 9 February 2021.",
        "The next ACC meeting is on 9 February 2021.",
        "The next meeting of the VHT is on 9 February 2021.",
        "The next annual meeting is on 9 February 2021.",
        "The next meeting will be a workshop on 9 February 2021.",
        "The next meeting may be held on 9 or 10 February 2021.",
        "The next meeting is provisionally on 9 February 2021.",
        "The next meeting will be on Monday 9 February 2021.",  # a Tuesday
        "Reports for the next meeting are due by 9 February 2021.",
        "The next neighbourhood litter meeting is on 9 February 2021.",
    ],
)
def test_other_bodies_other_kinds_and_doubtful_days_announce_nothing(text: str) -> None:
    held = [meeting("2021-01-12", "2021-02-09"), meeting("2021-04-13")]
    assert gaps(held, section("2021-01-12", text)) == []
    assert derive(held[:1], [section("2021-01-12", text)], frozenset()).announced == {}


@pytest.mark.parametrize("day", ["29 February", "29th Feb", "31 June"])
def test_a_day_that_there_never_is_announces_nothing(day: str) -> None:
    held = [meeting("2021-01-12", "2021-02-09"), meeting("2021-04-13")]
    assert gaps(held, section("2021-01-12", f"The next meeting will be held on {day}.")) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Date of next meeting", "Tuesday 9 February 2021, 7.30 pm, Village Hall"),
        ("Close", "The meeting closed at 9 pm.\nNext Parish Council meeting: 9th February"),
        ("Close", "The next regular OPC meeting is 9 February 2021."),
        ("NEXT MEETING", "9 FEBRUARY 2021"),
    ],
)
def test_ways_to_announce(title: str, text: str) -> None:
    held = [meeting("2021-01-12", "2021-02-09"), meeting("2021-04-13")]
    assert [gap.month for gap in gaps(held, section("2021-01-12", text, title))] == ["2021-02"]


@pytest.mark.parametrize("moved_to", ["2021-01-26", "2021-02-08", "2021-02-09", "2021-02-20"])
def test_a_meeting_that_was_moved_is_not_missing(moved_to: str) -> None:
    held = [meeting("2021-01-12", "2021-02-09"), meeting(moved_to), meeting("2021-06-08")]
    assert gaps(held, section("2021-01-12", "The next meeting is on 9 February 2021.")) == []


def test_the_approval_chain_outranks_an_announcement() -> None:
    held = [meeting("2021-01-12", "2021-02-09"), meeting("2021-04-13")]
    said = section("2021-01-12", "The next meeting is on 9 February 2021.")
    linked = section("2021-04-13", "The minutes of the meeting of 12 January 2021 were approved.")
    assert gaps(held, said, linked) == []
    known = section("2021-04-13", "The minutes of the meeting of 16 February 2021 were approved.")
    assert [(gap.month, gap.evidence) for gap in gaps(held, said, known)] == [("2021-02", "approval")]
    other = section("2021-04-13", "The minutes of the meeting of 9 March 2021 were approved.")
    assert [(gap.month, gap.evidence) for gap in gaps(held, said, other)] == [
        ("2021-02", "announced"),
        ("2021-03", "approval"),
    ]


def test_an_item_about_minutes_links_whatever_its_words() -> None:
    held = [meeting("2021-01-12", "2021-02-09"), meeting("2021-04-13")]
    said = section("2021-01-12", "The next meeting is on 9 February 2021.")
    text = "https://example.org/minutes/2021-01-12.md\nProposed and seconded. Passed."
    assert gaps(held, said, section("2021-04-13", text, "Confirmation of Previous Minutes")) == []
    assert len(gaps(held, said, section("2021-04-13", text, "Website"))) == 1


def test_a_report_in_the_middle_tells_of_another_groups_meeting() -> None:
    held = [meeting("2021-01-12", "2021-02-09"), meeting("2021-04-13")]
    said = section("2021-01-12", "The next meeting is on 9 February 2021.", "Reports")
    rest = Section(
        f"{BODY}:2021-01-12/2", held[0].id, BODY, "2021-01-12", 2, "", "Trees", False, None, "Oaks. " * 400, (), ()
    )  # fmt: skip
    assert gaps(held, said, rest) == []
    assert len(gaps(held, rest, said)) == 1


def test_after_the_last_meeting_it_is_announced_and_never_missing() -> None:
    held = [meeting("2021-01-12"), meeting("2021-02-09", "2021-03-09")]
    said = section("2021-02-09", "Next meeting: 9 March 2021.")
    found = derive(held, [said], frozenset())
    assert found.gaps == []
    assert found.announced[BODY] == ("2021-03-09", f"{BODY}:2021-02-09/1")


def test_two_gaps_of_a_month_are_named_by_their_days() -> None:
    held = [meeting("2021-01-12", "2021-02-02"), meeting("2021-03-09")]
    said = section("2021-01-12", "The next meeting is on 2 February 2021.")
    known = section("2021-03-09", "The minutes of the meeting of 23 February 2021 were approved.")
    assert [gap.month for gap in gaps(held, said, known)] == ["2021-02-02", "2021-02-23"]


def test_a_meeting_of_that_day_under_a_like_name_may_be_the_one() -> None:
    held = [meeting("2021-01-12", "2021-02-09"), meeting("2021-02-09", body="Oak Council"), meeting("2021-04-13")]
    said = section("2021-01-12", "The next meeting is on 9 February 2021.")
    assert gaps(held, said) == []
    held[1] = meeting("2021-02-09", body="Elm Trust")
    assert [gap.month for gap in gaps(held, said)] == ["2021-02"]


def test_the_last_meeting_is_doubtful_where_one_was_announced_between() -> None:
    held = [meeting("2021-01-12", "2021-02-09"), meeting("2021-04-13")]
    said = section("2021-01-12", "The next meeting is on 9 February 2021.")
    plain = section("2021-04-13", "The minutes of the last meeting were agreed.")
    status = derive(held, [said, plain], frozenset()).statuses[held[0].id]
    assert status.status == "unknown"
    assert "may be one that is not in the archive" in status.why


@pytest.mark.parametrize(
    ("before", "after", "off"),
    [
        ("There will be no meeting in August.", "", True),
        ("The next council meeting is cancelled.", "", True),
        ("", "There was no quorum for the meeting of 2021-08-10.", True),
        ("", "The August meeting was not held.", True),
        ("", "The August fete was cancelled.", False),
        ("", "The July meeting was cancelled.", False),
        ("There being no further business the meeting closed; next meeting 10 August.", "", False),
        ("The next meeting is on 10 August.", "The report for August was noted.", False),
    ],
)
def test_what_says_that_a_meeting_was_called_off(before: str, after: str, *, off: bool) -> None:
    assert is_called_off("2021-08-10", [section("2021-07-13", before)], [section("2021-09-14", after)]) is off
