"""Running headers: left out, but for the one that says that the minutes of another day begin."""

from __future__ import annotations

import pytest

from minutesearch.parse.sections.furniture import Place, repeated

_HEIGHT = 800.0


def _pages(headers: list[str], y: float = 770.0) -> list[Place]:
    lines: list[Place] = []
    for page, header in enumerate(headers, 1):
        lines.append(Place(page, y, header, _HEIGHT))
        lines.append(Place(page, 400.0, f"what was said on sheet {'abcdef'[page]}", _HEIGHT))
    return lines


def _left_out(headers: list[str], y: float = 770.0) -> list[int]:
    lines = _pages(headers, y)
    return [lines[i].page for i in sorted(repeated(lines, len(headers)))]


def test_a_header_with_one_date_is_left_out_of_every_page() -> None:
    assert _left_out(["Minutes, 14 January 2026"] * 4) == [1, 2, 3, 4]


@pytest.mark.parametrize("form", ["{}", "Minutes of the meeting of {}"])
def test_where_the_date_changes_its_first_printing_stays(form: str) -> None:
    days = ["14th January 2026", "14th January 2026", "4th March 2026", "4th March 2026"]
    assert _left_out([form.format(day) for day in days]) == [2, 4]


def test_dates_that_alternate_are_no_meetings() -> None:
    days = ["3 May 2024", "17 May 2024", "3 May 2024", "17 May 2024"]
    assert _left_out(days) == [1, 2, 3, 4]


def test_a_footer_stays_left_out_whatever_its_dates() -> None:
    days = ["Printed 3 May 2024", "Printed 3 May 2024", "Printed 4 May 2024", "Printed 4 May 2024"]
    assert _left_out(days, y=30.0) == [1, 2, 3, 4]
