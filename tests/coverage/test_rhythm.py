"""A learned rhythm: holes that are likely, and everything that keeps the tool from claiming one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from minutesearch.gaps import derive
from minutesearch.model import Gap, Meeting, Section

BODY = "Oak Board"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day_of(month: int, weekday: int = 1, week: int = 2) -> date:
    """The nth weekday of a month that is counted from January 2015."""
    first = date(2015 + month // 12, month % 12 + 1, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (week - 1))


def meetings(days: Iterable[date]) -> list[Meeting]:
    return [
        Meeting(f"b:{d}", BODY, d.isoformat(), "ordinary", "minutes", "unknown", False, ("corpus/a.txt",))
        for d in sorted(days)
    ]


def section(day: date, text: str) -> Section:
    return Section(f"b:{day}/1", f"b:{day}", BODY, day.isoformat(), 1, "", "Minutes", False, None, text, (), ())


def gaps(days: Iterable[date], sections: Sequence[Section] = ()) -> list[Gap]:
    return derive(meetings(days), sections, frozenset()).gaps


def monthly(count: int, left_out: Callable[[int], bool] = lambda _: False) -> list[date]:
    return [day_of(month) for month in range(count) if not left_out(month % 12 + 1)]


rhythms = st.tuples(st.integers(48, 96), st.integers(0, 6), st.integers(1, 4), st.sampled_from([1, 2, 3]))


@given(rhythms)
def test_a_whole_rhythm_has_no_gap(rhythm: tuple[int, int, int, int]) -> None:
    count, weekday, week, step = rhythm
    assert gaps(day_of(month, weekday, week) for month in range(0, count, step)) == []


@given(rhythms, st.data())
def test_one_hole_is_found_unless_its_neighbours_are_linked(
    rhythm: tuple[int, int, int, int], data: st.DataObject
) -> None:
    count, weekday, week, step = rhythm
    days = [day_of(month, weekday, week) for month in range(0, count, step)]
    # Two other years must tell of the season, and three meetings on either side of the rhythm.
    at = data.draw(st.integers(max(3, 13 // step), len(days) - max(4, 13 // step + 1)))
    hole = days[at]
    left = [day for day in days if day != hole]
    (gap,) = gaps(left)
    assert (gap.month, gap.evidence, gap.section) == (hole.isoformat()[:7], "rhythm", None)
    assert gap.likely
    before, after = days[at - 1], days[at + 1]
    said = f"{before.day} {MONTHS[before.month - 1]} {before.year}"
    assert gaps(left, [section(after, f"The minutes of the meeting of {said} were approved.")]) == []


@given(st.sets(st.dates(date(2010, 1, 1), date(2025, 1, 1)), min_size=1, max_size=60))
def test_scattered_days_have_no_rhythm_and_nothing_breaks(days: set[date]) -> None:
    held = {day.isoformat()[:7] for day in days}
    for gap in gaps(days):
        assert min(held) < gap.month < max(held)
        assert gap.month not in held


def test_the_reason_says_what_was_learned() -> None:
    days = monthly(48)
    (gap,) = gaps(day for day in days if day != day_of(30))
    assert gap.why == (
        "likely, by its rhythm: it met every month, usually on the second Tuesday, "
        "41 times of 42 from 2015-07 to 2018-12"
    )


def test_a_month_that_is_always_left_out_is_no_gap() -> None:
    days = monthly(60, left_out=lambda month: month == 8)
    assert gaps(days) == []
    (gap,) = gaps(day for day in days if day != day_of(30))
    assert "every month but August" in gap.why


def test_a_month_that_is_left_out_now_and_then_is_no_gap() -> None:
    august, other = day_of(19), day_of(43)
    assert gaps(day for day in monthly(72) if day not in {august, other}) == []


def test_one_year_tells_of_no_season() -> None:
    assert gaps(day for day in monthly(20) if day != day_of(9)) == []


def test_two_missing_in_a_row_are_a_break_and_no_hole() -> None:
    assert gaps(day for day in monthly(60) if day not in {day_of(30), day_of(31)}) == []


def test_a_meeting_that_was_moved_into_the_next_month_is_none_missing() -> None:
    days = [day for day in monthly(60) if day != day_of(30)]
    assert gaps([*days, date(2017, 8, 1)]) == []


def test_a_meeting_that_was_called_off_is_none_missing() -> None:
    days = [day for day in monthly(60) if day != day_of(30)]
    assert gaps(days, [section(day_of(31), "The July meeting was cancelled.")]) == []


def test_a_meeting_known_to_be_missing_is_part_of_the_rhythm() -> None:
    days = [day for day in monthly(60) if day not in {day_of(30), day_of(33)}]
    told = section(day_of(34), "The minutes of the October meeting were approved.")
    assert [(gap.month, gap.evidence) for gap in gaps(days, [told])] == [("2017-07", "rhythm"), ("2017-10", "approval")]


def test_every_second_week() -> None:
    days = [date(2019, 1, 8) + timedelta(14 * n) for n in range(100)]
    assert gaps(days) == []
    (gap,) = gaps(day for day in days if day != days[50])
    assert gap.month == days[50].isoformat()
    assert "every second Tuesday" in gap.why


def test_the_first_and_third_tuesday() -> None:
    days = [day_of(month, 1, week) for month in range(48) for week in (1, 3)]
    assert gaps(days) == []
    (gap,) = gaps(day for day in days if day != day_of(20, 1, 3))
    assert gap.month == day_of(20, 1, 3).isoformat()
    assert "on the first and third Tuesday of the month" in gap.why


def test_a_weekly_meeting_is_left_out_too_often_to_tell() -> None:
    days = [date(2019, 1, 8) + timedelta(7 * n) for n in range(200)]
    assert gaps(day for day in days if day != days[90]) == []
