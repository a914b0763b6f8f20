"""Dates as people type them."""

from __future__ import annotations

import calendar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.errors import UsageError
from minutesearch.query import first_day, last_day, overlaps, parse_date
from minutesearch.query.dates import month_length


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2021", "2021"),
        ("2021-05", "2021-05"),
        ("2021-5-1", "2021-05-01"),
        ("11/5/2021", "2021-05-11"),
        ("11.05.2021", "2021-05-11"),
        ("11-05-21", "2021-05-11"),
        ("5/2021", "2021-05"),
        (" 11 May 2021 ", "2021-05-11"),
        ("Tuesday 11th May 2021", "2021-05-11"),
        ("Tues, 11 May, 2021", "2021-05-11"),
        ("1st of Sept. 2021", "2021-09-01"),
        ("September 2021", "2021-09"),
        ("sep 2021", "2021-09"),
        ("May 11, 2021", "2021-05-11"),
        ("29/2/2020", "2020-02-29"),
    ],
)
def test_is_read(typed: str, iso: str) -> None:
    assert parse_date(typed) == iso


@pytest.mark.parametrize(
    "typed",
    [
        "", "soon", "31/4/2021", "29/2/2021", "5/21/2021", "2021-13", "2021-00", "0/5/2021", "11 Mai 2021",
        "Maybe 2021", "21", "5/21", "0021", "2021-05-11T10:00", "2021-1-", "11 11 May 2021", "9" * 5_000, "1 " * 9_000,
    ],
)  # fmt: skip
def test_is_refused(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_date(typed)
    assert caught.value.hint
    assert len(caught.value.message) < 120


@given(st.dates())
def test_every_day_is_read_back(day: object) -> None:
    iso = str(day)
    if iso >= "1000":
        assert parse_date(iso) == first_day(iso) == last_day(iso) == iso


def test_months_have_their_lengths() -> None:
    for year in (1900, 2000, 2020, 2021):
        for month in range(1, 13):
            assert month_length(year, month) == calendar.monthrange(year, month)[1]


def test_a_partial_date_covers_its_period() -> None:
    assert (first_day("2021"), last_day("2021")) == ("2021-01-01", "2021-12-31")
    assert (first_day("2020-02"), last_day("2020-02")) == ("2020-02-01", "2020-02-29")


@pytest.mark.parametrize(
    ("date", "since", "until", "held"),
    [
        ("2021-05-11", "2021", "2021", True),
        ("2021-05-11", "2021-05-11", "2021-05-11", True),
        ("2021-05-11", "2021-05-12", None, False),
        ("2021-05-11", None, "2021-05-10", False),
        ("2021-05", "2021-05-31", None, True),
        ("2021-05", None, "2021-05-01", True),
        ("2021", "2021-06", "2021-05", False),
        ("", None, None, True),
        ("", "1900", None, False),
        ("", None, "2100", False),
    ],
)
def test_meetings_in_a_period(date: str, since: str | None, until: str | None, held: bool) -> None:
    assert overlaps(date, since, until) is held
