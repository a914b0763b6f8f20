"""The timeline: what is drawn, and that two painters draw it."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from minutesearch.model import Storyboard
from minutesearch.present.export.figure import COLOURS, SCALE, png
from minutesearch.present.export.nouns import Moment
from minutesearch.present.export.report import report
from minutesearch.present.export.timeline import WIDTH, Box, Dot, Drawing, Words, drawing, text_width
from minutesearch.present.export.timeline_svg import svg


def moment(date: str, quotes: int = 0, body: str = "Example Board", *, missing: bool = False) -> Moment:
    return Moment(date, date, body, "", quotes, missing)


def drawn(*moments: Moment) -> Drawing:
    made = drawing(moments)
    assert made is not None
    return made


def words(made: Drawing) -> list[str]:
    return [shape.text for shape in made.shapes if isinstance(shape, Words)]


def test_a_meeting_is_a_bar_a_ring_or_a_question(storyboard: Storyboard) -> None:
    made = drawn(*report(storyboard).moments)
    bars = [s for s in made.shapes if isinstance(s, Box) and s.role == "quotes"]
    gaps = [s for s in made.shapes if isinstance(s, Box) and s.role == "missing"]
    rings = [s for s in made.shapes if isinstance(s, Dot)]
    # One of each belongs to the legend.
    assert (len(bars), len(gaps), len(rings)) == (3 + 1, 1 + 1, 1 + 1)
    assert {"1", "4", "13 Feb", "12 Mar", "Apr", "Example Board"} <= set(words(made))


def test_the_axis_is_true_to_time() -> None:
    made = drawn(moment("2024-01-01", 1), moment("2024-01-31", 1), moment("2024-12-31", 1))
    xs = [s.x for s in made.shapes if isinstance(s, Box) and s.role == "quotes"][:3]
    assert (xs[1] - xs[0]) / (xs[2] - xs[0]) == pytest.approx(30 / 365, abs=0.001)


def test_meetings_too_close_to_tell_apart_are_one_bar_with_the_quotes_of_both() -> None:
    made = drawn(moment("2010-01-01", 1), moment("2020-01-01", 2), moment("2020-01-03", 3), moment("2024-01-01", 1))
    assert [s.text for s in made.shapes if isinstance(s, Words) and s.role == "count"] == ["1", "5", "1"]
    assert "quotes; near meetings share a bar" in words(made)


def test_gaps_too_close_to_tell_apart_are_one_box() -> None:
    made = drawn(moment("2010-01", missing=True), moment("2020-01", missing=True), moment("2020-02", missing=True))
    boxes = [s.width for s in made.shapes if isinstance(s, Box) and s.role == "missing"][:-1]
    assert len(boxes) == 2
    assert boxes[0] < boxes[1]


def test_days_are_said_only_where_the_years_are_clear() -> None:
    assert "3 Mar" in words(drawn(moment("2023-01-10", 1), moment("2024-03-03", 1)))
    long = words(drawn(moment("2010-01-10", 1), moment("2024-03-03", 1)))
    assert "3 Mar" not in long
    assert {"2012", "2024"} <= set(long)


def test_bars_of_all_bodies_have_one_scale() -> None:
    made = drawn(moment("2024-01-01", 2, "A"), moment("2024-01-01", 4, "B"))
    tall = [s.height for s in made.shapes if isinstance(s, Box) and s.role == "quotes"][:2]
    assert tall[1] == pytest.approx(2 * tall[0])


def test_each_body_has_a_lane_and_past_eight_the_rest_share_one() -> None:
    few = drawn(*(moment("2024-01-01", 1, f"Body {n}") for n in range(8)))
    assert [w for w in words(few) if w.startswith("Body")] == [f"Body {n}" for n in range(8)]
    many = drawn(*(moment("2024-01-01", n, f"Body {n}") for n in range(20)))
    assert "13 other bodies" in words(many)
    assert many.height == few.height


def test_the_same_day_everywhere_is_drawn_in_the_middle() -> None:
    bar = next(s for s in drawn(moment("2024-01-01", 1)).shapes if isinstance(s, Box) and s.role == "quotes")
    assert bar.x + bar.width / 2 == pytest.approx(WIDTH / 2)


def test_what_has_no_date_is_not_drawn() -> None:
    assert drawing([moment("undated", 1), moment("2024-13-40", 1)]) is None
    assert drawing([]) is None


dates = st.dates().map(lambda d: d.isoformat()) | st.sampled_from(["2024", "2021-04", "0001-01-01", "9999-12-31", ""])


@given(st.lists(st.builds(moment, dates, st.integers(0, 99), st.sampled_from("ABCDEFGHIJ"), missing=st.booleans())))
def test_nothing_is_drawn_outside_the_picture_and_no_two_dates_overlap(moments: list[Moment]) -> None:
    made = drawing(moments)
    if made is None:
        return
    rows: dict[tuple[float, str], list[tuple[float, float]]] = {}
    for shape in made.shapes:
        if isinstance(shape, Box):
            assert shape.x >= 0
            assert shape.x + shape.width <= made.width
            assert shape.y >= 0
            assert shape.y + shape.height <= made.height
        if isinstance(shape, Words):
            wide = text_width(shape.text, shape.size)
            start = shape.x - wide / 2 if shape.middle else shape.x
            assert 0 <= start <= start + wide <= made.width
        if isinstance(shape, Words) and shape.role in {"text", "quiet"} and shape.middle:
            half = text_width(shape.text) / 2
            rows.setdefault((shape.y, ""), []).append((shape.x - half, shape.x + half))
    for row in rows.values():
        row.sort()
        assert all(right <= left for (_, right), (left, _) in pairwise(row))


def test_the_picture_is_a_png_of_that_size_with_something_on_it(storyboard: Storyboard) -> None:
    made = drawn(*report(storyboard).moments)
    content = png(made)
    picture = Image.open(BytesIO(content))
    assert picture.size == (round(made.width * SCALE), round(made.height * SCALE))
    colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or []}
    assert {(0x1D, 0x5A, 0x8C), (0x8A, 0x3A, 0x00), (255, 255, 255)} <= colours
    assert content == png(made)


def test_the_svg_has_title_and_description_and_no_script(storyboard: Storyboard) -> None:
    said = svg(drawn(*report(storyboard).moments), "A <title>", "what & how")
    assert '<title id="timeline-title">A &lt;title&gt;</title>' in said
    assert '<desc id="timeline-desc">what &amp; how</desc>' in said
    assert 'role="img"' in said
    assert not re.search(r"<script|<style|style=|\son\w+=|href", said)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("role", sorted(set(COLOURS) - {"grid"}))
def test_what_is_drawn_stands_out_from_white(role: str) -> None:
    assert 1.05 / (luminance(dict(COLOURS)[role]) + 0.05) >= 4.5  # type: ignore[index]  # the role is one of its keys
