"""Dates as printed, and which one is the day of the meeting."""

from __future__ import annotations

import importlib.util
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from minutesearch.dates import LONG_MONTHS, MONTHS
from minutesearch.parse.identity import dates, meeting_day


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
        ("Monday the 5th of March, 2018", "2018-03-05"),
        ("5 March 2018 7.30pm", "2018-03-05"),
        ("03.05.2018", "2018-05-03"),
        ("2018-03-05T19:00", "2018-03-05"),
        ("March 5th & 6th, 2018", "2018-03-05"),
        ("March 5-6, 2018", "2018-03-05"),
        ("5th and 6th March 2018", "2018-03-05"),
        ("5–6 March 2018", "2018-03-05"),
        ("Mar. 5/18", "2018-03-05"),
        ("5-Mar-18", "2018-03-05"),
        ("5.Mar.2018", "2018-03-05"),
        ("2018 March 5", "2018-03-05"),
        ("14 th September 2021", "2021-09-14"),
        ("3rdMarch 2021", "2021-03-03"),
        ("14 / 09 / 2021", "2021-09-14"),
        ("the fifth day of March, 2018", "2018-03-05"),
        ("the twenty-first of May 2019", "2019-05-21"),
        ("September, 14 2021", "2021-09-14"),
        ("Febuary 2 2015", "2015-02-02"),
        ("Weds 9 June 2021", "2021-06-09"),
        ("Tues 9th March 21 at 7pm", "2021-03-09"),
        ("14/09/2021 (Tuesday)", "2021-09-14"),
        ("Item 3 - 9 March 2021", "2021-03-09"),
        ("Thursday, March 9, 10 am", "--03-09"),
        ("9 March 12 people came", "--03-09"),
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


def test_a_weekday_beside_it_decides_how_a_numeric_date_is_read() -> None:
    for order in ("dmy", "mdy"):
        assert dates.find("Tuesday 03/04/2018", order)[0].iso == "2018-04-03"  # 3 April was a Tuesday, 4 March a Sunday
        assert dates.find("04/03/2018, Tuesday", order)[0].iso == "2018-04-03"
    assert dates.find("Friday 03/04/2018", "mdy")[0].iso == "2018-03-04"  # no Friday either way


def test_the_first_of_two_days_takes_the_year_of_the_second() -> None:
    assert [one.iso for one in dates.find("30 April – 2 May 2018")] == ["2018-04-30", "2018-05-02"]
    assert [one.iso for one in dates.find("Dec 30 - Jan 2, 2018")] == ["2017-12-30", "2018-01-02"]


FORMS = (
    "{day} {month} {year}", "{day}{suffix} {month} {year}", "{month} {day}, {year}", "{mon}. {day} {year}",
    "{weekday}, {day} {month}, {year} at 7pm", "{weekday} the {day}{suffix} of {month} {year}", "{day}-{mon}-{short}",
    "{year}-{m:02}-{day:02}", "{year}-{m:02}-{day:02}T19:30", "{day:02}/{m:02}/{year}", "{day}.{m}.{year}",
    "{weekday} {m}/{day}/{year}", "{weekday} {day}/{m}/{year}", "{month} {day}{suffix}, {year}", "{year} {month} {day}",
)  # fmt: skip


@given(st.dates(date(1991, 1, 1), date(2039, 12, 31)), st.sampled_from(FORMS), st.sampled_from(["", "Minutes, "]))
def test_any_day_in_any_form_is_read_as_that_day(day: date, form: str, before: str) -> None:
    suffix = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    # A weekday may fit both readings of a numeric date; then the order of the document counts, here the British.
    turned = day.day <= 12 and date(day.year, day.day, day.month).weekday() == day.weekday()
    assume(not (turned and "{m}/{day}" in form))
    text = before + form.format(
        day=day.day, m=day.month, month=LONG_MONTHS[day.month - 1], mon=MONTHS[day.month - 1], year=day.year,
        short=f"{day.year % 100:02}", suffix=suffix, weekday=WEEKDAYS[day.weekday()],
    )  # fmt: skip
    assert [one.iso for one in dates.find(text)] == [day.isoformat()]


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


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
    assert dates.order_of(["Tuesday 04/03/2018", "due 02/03/2021"]) == "mdy"
    assert dates.leaning(["on 02/03/2021"]) == 0
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
        ("corpus/min_05032018.pdf", "2018-03-05"),
        ("corpus/Minutes 2018 03 05.pdf", "2018-03-05"),
        ("corpus/Minutes%205%20March%202018.pdf", "2018-03-05"),
        ("corpus/Minutes-Mar-5-18.pdf", "2018-03-05"),
        ("corpus/9 March 21 Minutes.pdf", "2021-03-09"),
        ("corpus/5mar18.pdf", "2018-03-05"),
        ("corpus/m-310118.pdf", "2018-01-31"),
        ("corpus/m-050318.pdf", None),  # may be three days
        ("corpus/202510-minutes.pdf", "2025-10"),
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


def test_a_day_split_over_two_lines() -> None:
    front = ["Elm Board", "Minutes of 14th September", "2021", "Printed on 1 October 2021"]
    assert meeting_day.meeting_date(front, "", "corpus/m.pdf", "dmy") == ("2021-09-14", False)
    assert meeting_day.meeting_date(["Tuesday 14th", "September 2021"], "", "corpus/m.pdf", "dmy")[0] == "2021-09-14"


def test_a_day_in_a_title_below_the_first_head() -> None:
    later = ["Task force call", "Minutes for 2021-01-25", "The last was on 11 January 2021."]
    assert meeting_day.meeting_date(["Elm Group"], "", "corpus/2021-01-25.html", "dmy", later) == ("2021-01-25", False)


@pytest.mark.parametrize(
    ("front", "later", "path", "iso"),
    [
        (["Friday 25th April"], ["as minuted on 28 March 2014", "by 1 June 2015"], "m.pdf", "2014-04-25"),  # a Friday
        (["25th April"], ["as minuted on 28 March 2014"], "m.pdf", "2014-04-25"),
        (["25th April"], ["as minuted on 28 March 2014", "by 1 June 2015"], "m.pdf", None),
        (["Wednesday 22nd October"], [], "202510-minutes.pdf", "2025-10-22"),
        (["no day at all"], [], "2020/3rd March.pdf", "2020-03-03"),
    ],
)
def test_a_year_that_is_not_printed_is_inferred_or_left(
    front: list[str], later: list[str], path: str, iso: str | None
) -> None:
    assert meeting_day.meeting_date(front, "", f"corpus/{path}", "dmy", later) == (iso, True)


@pytest.mark.parametrize(
    ("front", "later", "iso"),
    [
        (["Tuesday 16 January 2023"], [], "2024-01-16"),  # a Monday in 2023, a Tuesday in 2024
        (["Monday 16 January 2023"], [], "2023-01-16"),
        (["16 January 2023"], ["Payments of December 2023", "Next meeting: 20 February 2024"], "2024-01-16"),
        (["16 January 2023"], ["The minutes of 5 December 2022 were approved."], "2023-01-16"),
    ],
)
def test_a_year_that_the_file_name_contradicts_is_weighed_and_marked(
    front: list[str], later: list[str], iso: str
) -> None:
    assert meeting_day.meeting_date(front, "", "corpus/2024-01-16.pdf", "dmy", later) == (iso, True)


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
