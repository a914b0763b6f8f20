"""What the strip is made of: every meeting and every gap in order, true counts, four bodies at most."""

from __future__ import annotations

from tests.tui.double import Double, several
from tests.tui.stage import played, pressed, text

from minutesearch.model import Gap, Meeting
from minutesearch.present.tui import timeline, words
from minutesearch.present.tui.widgets.strip import Strip


def _meeting(body: str, date: str, kind: str = "ordinary") -> Meeting:
    return Meeting(f"{body}:{date}:{kind}", body, date, kind, "minutes", "unknown", False, ())


def test_gaps_stand_in_order_and_before_the_first_meeting() -> None:
    held = [_meeting("a", "2021-01-12"), _meeting("a", "2021-05-11")]
    line = timeline.of_meetings(held, [Gap("a", "2021-04", "", None), Gap("a", "2020-12", "", None)], {}, {})
    assert [c.date for c in line.columns] == ["2020-12", "2021-01-12", "2021-04", "2021-05-11"]
    assert line.gaps == ("2020-12", "2021-04")
    assert (line.answering, line.held) == (0, 2)


def test_two_meetings_of_a_body_on_one_day_share_a_column() -> None:
    held = [_meeting("a", "2021-05-11"), _meeting("a", "2021-05-11", "annual")]
    line = timeline.of_meetings(held, [], {held[1].id: (2, 3)}, {})
    (column,) = line.columns
    assert (column.mentions, column.meetings, column.cells["a"].state) == (3, (held[0].id, held[1].id), "mentioned")


def test_the_bodies_with_most_mentions_have_rows() -> None:
    held = [_meeting(body, "2021-05-11") for body in "abcdef"]
    line = timeline.of_meetings(held, [], {m.id: (1, n) for n, m in enumerate(held)}, {})
    assert line.bodies == ("c", "d", "e", "f")
    assert line.more == 2
    assert line.columns[0].mentions == 15


def test_a_trace_and_a_search_give_the_same_columns() -> None:
    double = Double()
    found = double.search("travel training", limit=0)
    counted = {m.meeting: (m.sections, m.mentions) for m in found.by_meeting}
    one = timeline.of_meetings(double.meetings(), double.gaps, counted, {})
    other = timeline.of_trace(double.trace("travel training"))
    assert [(c.date, c.mentions, c.meetings) for c in one.columns] == [
        (c.date, c.mentions, c.meetings) for c in other.columns
    ]


async def test_a_long_strip_scrolls_to_what_is_picked_and_says_what_is_beyond() -> None:
    async with played(several(4), query="ferry", size=(100, 30)) as (app, pilot):
        strip = app.screen.query_one(Strip)
        assert "earlier ←" in text(app)
        await pressed(app, pilot, "tab", "right", "right")
        assert strip.picked == 1
        begin, end, _ = strip.window(strip.size.width)
        assert begin <= 1 < end
        assert "later →" in text(app)
        shown = text(app).splitlines()[5]
        assert words.day(strip.timeline.columns[1].date, year=False) in shown


async def test_past_both_ends_lie_all_meetings() -> None:
    async with played(Double(), query="ferry") as (app, pilot):
        strip = app.screen.query_one(Strip)
        await pressed(app, pilot, "tab", "left")
        seen = [strip.picked]
        for key in ("right", "right", "enter"):
            await pressed(app, pilot, key)
            seen.append(strip.picked)
        assert seen == [7, None, 0, None]


def test_dates_in_words() -> None:
    assert words.day("2021-12") == "Dec 2021"
    assert words.day("2021-12-04", long=True) == "4 December 2021"
    assert words.day("2021") == "2021"
    assert words.day("2021-13-01") == "2021-13-01"
    assert words.span("2020-12", "2021-09-14") == "Dec 2020 – 14 Sep 2021"
    assert words.span("2021-01-12", "2021-09-14") == "12 Jan – 14 Sep 2021"
    assert words.months(["2021-04", "2020-12"]) == "Dec 2020, Apr 2021"
    assert words.months([f"2021-0{n}" for n in range(1, 7)]) == "6 months, the last Jun 2021"
    assert words.dated("the 2021-05-11 meeting approved 2021-04 and 12021-05") == (
        "the 11 May 2021 meeting approved Apr 2021 and 12021-05"
    )
    assert words.count(1, "body", "bodies") == "1 body"
    assert words.count(1204, "meeting") == "1,204 meetings"
