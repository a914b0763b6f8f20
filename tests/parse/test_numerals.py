"""The numbers of lists in all their styles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.parse.formats.numerals import numeral

WORTH = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@pytest.mark.parametrize(
    ("value", "style", "printed"),
    [
        (7, "decimal", "7"),
        (7, "decimalZero", "07"),
        (1, "lowerLetter", "a"),
        (28, "upperLetter", "BB"),
        (4, "lowerRoman", "iv"),
        (1949, "upperRoman", "MCMXLIX"),
        (0, "lowerLetter", "0"),
        (3, "chicago", "3"),
    ],
)
def test_a_number_in_its_style(value: int, style: str, printed: str) -> None:
    assert numeral(value, style) == printed


@given(st.integers(1, 3999))
def test_roman_numerals_mean_their_number(value: int) -> None:
    worths = [WORTH[sign] for sign in numeral(value, "lowerRoman")]
    signed = [-a if a < b else a for a, b in zip(worths, [*worths[1:], 0], strict=True)]
    assert sum(signed) == value
