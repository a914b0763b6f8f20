"""The sums: values that were worked out by hand, and what must hold of any counts."""

from __future__ import annotations

from math import comb, log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from minutesearch.trends.likelihood import Table, at_least, chances, g2, g2_of, log_ratio


@st.composite
def tables(draw: st.DrawFn, largest: int = 40) -> Table:
    size = draw(st.integers(1, largest))
    drawn, marked = draw(st.integers(0, size)), draw(st.integers(0, size))
    both = draw(st.integers(max(0, drawn + marked - size), min(drawn, marked)))
    return Table(both, drawn, marked, size)


def turned(table: Table) -> Table:
    """The same counts seen from the other side."""
    return Table(table.marked - table.both, table.size - table.drawn, table.marked, table.size)


def test_words_as_rayson_and_garside_reckon() -> None:
    # 10 of 100 words against 5 of 200: 15 of 300 make 5 and 10 expected, so 2 (10 ln 2 + 5 ln ½) = 10 ln 2.
    assert g2((10, 5), (5, 10)) == pytest.approx(10 * log(2))


def test_sections_as_dunning_reckons() -> None:
    # 6 of 26 sections against 0 of 22: 6 · 26/48 = 3.25 expected.
    # 2 (6 ln 6/3.25 + 0 + 20 ln 20/22.75 + 22 ln 22/19.25) = 2 (3.6786 − 2.5766 + 2.9377)
    assert g2_of([Table(6, 26, 6, 48)]) == pytest.approx(8.0795, abs=0.0005)


def test_four_times_as_common_is_a_log_ratio_of_two() -> None:
    # 10 of 100 against 5 of 200.
    assert log_ratio(10, 5, 5, 10) == pytest.approx(2)


def test_none_counts_as_half_a_time() -> None:
    # 3 of 100 against 0 of 100: (3 / 1.5) / (0.5 / 1.5) is 6.
    assert 2 ** log_ratio(3, 1.5, 0, 1.5) == pytest.approx(6)


def test_exact_chance_of_sections() -> None:
    # Of C(48, 6) = 12,271,512 ways to draw the six, C(26, 6) = 230,230 have all in the later half; half of them count.
    few, many = chances([Table(6, 26, 6, 48)])
    assert many == pytest.approx(230_230 / 12_271_512 / 2)
    assert few == pytest.approx(1 - many)


def test_exact_chance_over_two_bodies() -> None:
    # One of two sections in each half, in each of two bodies, one marked: both in the later half is one way of four.
    assert chances([Table(1, 1, 1, 2), Table(1, 1, 1, 2)]) == pytest.approx((0.875, 0.125))


def test_a_body_that_meets_in_one_half_only_is_no_evidence() -> None:
    told = [Table(2, 10, 4, 20)]
    later_only = Table(9, 9, 9, 9)
    assert chances([*told, later_only]) == pytest.approx(chances(told))
    assert Table(0, 0, 0, 0).expected == 0


def test_chance_of_words() -> None:
    assert at_least(3, 3, 0.5) == pytest.approx(1 / 8)
    assert at_least(0, 3, 0.5) == 1
    assert at_least(4, 3, 0.5) == 0
    assert at_least(1, 3, 0) == 0
    assert at_least(3, 3, 1) == 1


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.01, 0.99))
def test_chance_of_words_is_the_binomial_tail(count: int, times: int, share: float) -> None:
    wanted = sum(comb(times, i) * share**i * (1 - share) ** (times - i) for i in range(count, times + 1))
    assert at_least(count, times, share) == pytest.approx(wanted, abs=1e-9)


@given(st.integers(1, 10_000), st.integers(1, 10_000), st.integers(1, 50))
def test_equal_shares_are_nothing(count: int, size: int, times: int) -> None:
    assume(count <= size)
    table = Table(count, size, count * (times + 1), size * (times + 1))
    assert g2_of([table]) == pytest.approx(0, abs=1e-6)
    assert log_ratio(count, table.expected, count * times, count * times) == pytest.approx(0, abs=1e-9)


@given(st.lists(tables(), min_size=1, max_size=3))
def test_either_side_tells_the_same(given_tables: list[Table]) -> None:
    others = [turned(t) for t in given_tables]
    assert g2_of(given_tables) == pytest.approx(g2_of(others), abs=1e-9)
    few, many = chances(given_tables)
    assert chances(others) == pytest.approx((many, few), abs=1e-9)
    assert few + many == pytest.approx(1)


@given(tables())
def test_which_of_the_two_is_drawn_does_not_matter(table: Table) -> None:
    other = Table(table.both, table.marked, table.drawn, table.size)
    assert g2_of([table]) == pytest.approx(g2_of([other]), abs=1e-9)
    assert chances([table]) == pytest.approx(chances([other]), abs=1e-9)


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 5000), st.integers(1, 5000))
def test_a_log_ratio_turns_its_sign(a: int, c: int, b: int, d: int) -> None:
    share = b / (b + d)
    there, rest = (a + c) * share, (a + c) * (1 - share)
    assert log_ratio(a, there, c, rest) == pytest.approx(-log_ratio(c, rest, a, there))
