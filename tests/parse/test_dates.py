"""Dates as printed, and which one is the day of the meeting."""

from __future__ import annotations

import importlib.util
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.dates import LONG_MONTHS, MONTHS
from minutesearch.parse import dates, meeting_day


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("14th September 2021", "2021-09-14"),
        ("Wednesday, 9th May 2012 at 19.45", "2012-05-09"),
        ("Tuesday, March 7, 2023", "2023-03-07"),
        ("March15, 2006", "2006-03-15"),
        ("Mar. 16, 2009", "2009-03-16"),
        ("Tues 9th March 2021", "2021-03-09"),
        ("the 3rd day of April, 2018", "2018-04-03"),
        ("25th of June 1998", "1998-06-25"),
        ("1 Sept '04", "2004-09-01"),
        ("9.2.21", "2021-02-09"),
        ("12/01/21", "2021-01-12"),
        ("10/17/18", "2018-10-17"),
        ("2013-05-02", "2013-05-02"),
        ("Friday 25th April", "--04-25"),
        ("May 2022", "2022-05"),
    ],
)
def test_printed_forms(text: str, iso: str) -> None:
    found = dates.find(text)
    assert [one.iso for one in found] == [iso]
    assert 0 <= found[0].start < found[0].end <= len(text)


@pytest.mark.parametrize(
    "text", ["31st February 2020", "version 1.2.3.4", "£12.10.50 a day", "32/13/2020", "mayor 12", "Item 3.4.5"]
)
def test_what_is_no_date(text: str) -> None:
    assert not [one for one in dates.find(text) if one.full]


def test_months_are_english_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    # The calendar module names months in the language of the process; a fresh copy of the module sees a foreign one.
    foreign = ["", *(f"x{number}" for number in range(1, 13))]
    monkeypatch.setattr("calendar.month_name", foreign)
    monkeypatch.setattr("calendar.month_abbr", foreign)
    spec = importlib.util.spec_from_file_location("dates_abroad", dates.__file__)
    assert spec is not None
    assert spec.loader is not None
    abroad = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(abroad)
    for number, names in enumerate(zip(LONG_MONTHS, MONTHS, strict=True), 1):
        for name in names:
            assert [found.iso for found in abroad.find(f"3 {name} 2021")] == [f"2021-{number:02}-03"]
    assert [found.iso for found in abroad.find("1 Sept 2004 and x5 2020")] == ["2004-09-01"]


def test_order_is_decided_by_the_document() -> None:
    assert dates.order_of(["paid 13/01/2021", "due 02/03/2021"]) == "dmy"
    assert dates.order_of(["paid 01/13/2021", "due 02/03/2021"]) == "mdy"
    assert dates.order_of(["on March 4, 2020", "due 02/03/2021"]) == "mdy"
    assert dates.order_of(["nothing"]) == "dmy"
    assert dates.find("02/03/2021", "mdy")[0].iso == "2021-02-03"


@pytest.mark.parametrize(
    ("path", "iso"),
    [
        ("corpus/April-16-2009-Board-Meeting.pdf", "2009-04-16"),
        ("corpus/minutes_2024_02_29.pdf", "2024-02-29"),
        ("corpus/minutes-april-3-2018.html", "2018-04-03"),
        ("corpus/20210914-minutes.pdf", "2021-09-14"),
        ("corpus/2020/notes-3-march.txt", "--03-03"),
        ("corpus/minutes.pdf", None),
    ],
)
def test_the_path(path: str, iso: str | None) -> None:
    found = dates.from_path(path)
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(
    ("front", "iso"),
    [
        (["MINUTES", "Tuesday, 14 September 2021, 2.00pm – 4.00pm, via Teams"], "2021-09-14"),
        (["Minutes of the meeting held on 4 May 2020 in the hall", "Printed 9 June 2020"], "2020-05-04"),
        (["Date: 08/06/2021 Time: 14:00", "The minutes of 11/05/2021 were approved"], "2021-06-08"),
        (["Next meeting: 1 July 2020", "A meeting was held on 3 June 2020."], "2020-06-03"),
        (["Status: approved | Date: Apr 23, 2026 5:30 PM"], "2026-04-23"),
        (["A hearing on 2 May 2019", "5 June 2019"], "2019-06-05"),
    ],
)
def test_the_day_of_the_meeting_is_told_from_other_days(front: list[str], iso: str) -> None:
    assert meeting_day.meeting_date(front, "", "corpus/m.pdf", "dmy") == (iso, False)


def test_a_missing_year_and_a_missing_day_come_from_the_path_and_are_marked() -> None:
    assert meeting_day.meeting_date(["Friday 25th April"], "", "corpus/2014-04-25.pdf", "dmy") == ("2014-04-25", True)
    assert meeting_day.meeting_date(["No day here"], "", "corpus/2014-04-25.pdf", "dmy") == ("2014-04-25", True)
    assert meeting_day.meeting_date(["No day here"], "", "corpus/m.pdf", "dmy") == (None, True)


def test_the_printed_day_wins_over_the_file_name() -> None:
    assert meeting_day.meeting_date(["March 28, 2024"], "", "corpus/minutes_2024_02_29.pdf", "mdy") == (
        "2024-03-28",
        False,
    )


@pytest.mark.parametrize(
    ("title", "text", "iso"),
    [
        ("Date of next meeting", "14/09/2021", "2021-09-14"),
        ("Dates of next meetings", "28th September, 26th October", "2021-09-28"),
        ("Close", "The next meeting will be held on 7 January.", "2022-01-07"),
        ("Close", "The last meeting was on 1 May 2021.", None),
        ("Trees", "They will be cut on 3 October 2021.", None),
    ],
)
def test_the_next_meeting(title: str, text: str, iso: str | None) -> None:
    assert meeting_day.next_date([text], [title], "2021-08-31", "dmy") == iso


@given(st.text(alphabet="0123456789/.-, mayMarchst'’", max_size=60))
def test_any_text_gives_dates_apart_and_in_order(text: str) -> None:
    found = dates.find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
