"""One meeting or two: by the words, the hours and the types that the sources of one body and one day tell."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.assemble import Reading, assemble
from minutesearch.assemble.occasions import starting_time
from minutesearch.model import MeetingKind, Passage, Record


def words(seed: str, count: int = 120) -> str:
    return " ".join(f"{seed}{n}" for n in range(count))


def record(
    text: str,
    kind: MeetingKind = "minutes",
    type: str = "ordinary",  # the field's name
    front: str = "",
    titles: tuple[str, ...] = ("Trees",),
    date: str = "2021-01-12",
) -> Record:
    sections = [Passage(n, "", t, False, None, text, (), None, n) for n, t in enumerate(titles, 1)]
    opening = [Passage(0, "", "Opening", True, None, front, (), None, 1)] if front else []
    return Record("Oak Board", date, False, type, kind, False, None, (*opening, *sections))


def told(*records: Record) -> list[tuple[str, int]]:
    """Ids and number of sources of the meetings; the same whatever the order of the sources."""
    readings = [Reading(f"corpus/oak/{n}", f"h{n}", (one,)) for n, one in enumerate(records)]
    answers = {
        tuple((m.id, len(m.sources)) for m in assemble(order).meetings) for order in itertools.permutations(readings)
    }
    assert len(answers) == 1
    return [(id.removeprefix("oak-board:2021-01-12"), count) for id, count in answers.pop() if "2021-01-12" in id]


def test_two_renderings_are_one_meeting() -> None:
    assert told(record(words("a")), record(words("a", 110))) == [("", 2)]


def test_two_full_minutes_that_share_nothing_are_two_meetings() -> None:
    assert told(record(words("a")), record(words("b"))) == [("", 1), ("-2", 1)]


def test_the_formulas_of_a_body_make_no_two_meetings_one() -> None:
    formula = words("formula", 200)
    first, second = record(f"{formula} {words('a', 80)}"), record(f"{formula} {words('b', 80)}")
    assert told(first, second) == [("", 2)]  # nothing shows that they are formulas
    earlier = record(f"{formula} {words('c', 80)}", date="2020-12-08")
    assert told(first, second, earlier) == [("", 1), ("-2", 1)]


def test_hours_tell_two_meetings_apart_and_the_later_has_its_hour() -> None:
    afternoon = record("Gates were painted.", front="Held at 4.00 p.m. in the hall")
    evening = record("Holes were filled.", front="The meeting was called to order at 7:05 pm")
    assert told(evening, afternoon) == [("", 1), ("-at-1905", 1)]
    assert told(evening, replace(evening, kind="summary")) == [("", 2)]


def test_a_summary_belongs_to_the_meeting_whose_words_or_hour_it_has() -> None:
    afternoon = record(words("a"), front="Held at 4.00 p.m.")
    evening = record(words("b"), front="Held at 7.00 p.m.")
    summary = record(words("b", 40), kind="summary")
    readings = [Reading(f"{n}", f"{n}", (one,)) for n, one in enumerate((afternoon, evening, summary))]
    assert [m.sources for m in assemble(readings).meetings] == [("0",), ("1", "2")]
    assert told(afternoon, evening, record("It was short.", kind="summary", front="Time: 19:00")) == [
        ("", 1),
        ("-at-1900", 2),
    ]


def test_a_summary_in_other_words_is_of_the_same_meeting() -> None:
    assert told(record(words("a")), record(words("z", 90), kind="summary")) == [("", 2)]


def test_types_keep_meetings_apart_unless_the_words_or_the_business_are_the_same() -> None:
    assert told(record(words("a")), record(words("b"), type="public hearing")) == [("", 1), ("-public-hearing", 1)]
    assert told(record(words("a")), record(words("a", 100), type="annual")) == [("-annual", 2)]
    business = ("Harbour dues", "Sale of the mower", "Footpath to the beach")
    full, short = record(words("a"), titles=business, type="annual"), record("Short.", "summary", titles=business)
    assert told(full, short) == [("-annual", 2)]
    assert told(full, replace(short, type="extraordinary")) == [("-annual", 1), ("-extraordinary", 1)]


def test_two_meetings_of_one_file_stay_two() -> None:
    reading = Reading("a", "aa", (record("Gates.", type="public"), record("Holes.")))
    assert [m.id for m in assemble([reading]).meetings] == ["oak-board:2021-01-12", "oak-board:2021-01-12-public"]


@pytest.mark.parametrize(
    ("front", "hour"),
    [
        ("Held at 4.00 p.m. in the hall", "16:00"),
        ("Time: Wednesday, 2021-01-12, 17:00 UTC", "17:00"),
        ("from 1:00-2:00 p.m.", "13:00"),
        ("11.30 – 1 p.m.", "11:30"),
        ("commenced at 7.30", "19:30"),
        ("14 September 2021, 2.00pm – 4.00pm", "14:00"),
        ("The clerk left at 8pm.\nThe meeting was called to order at 7:05 PM", "19:05"),
        ("at noon", "12:00"),
        ("the meeting closed at 9pm", None),
        ("Item 3.4 of page 5, at £4.50", None),
        ("14.09.2021", None),
    ],
)
def test_the_hour(front: str, hour: str | None) -> None:
    minutes = starting_time(front)
    assert (None if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}") == hour


texts = st.sampled_from("abc").flatmap(lambda seed: st.sampled_from((4, 40, 90)).map(lambda n: words(seed, n)))
records = st.builds(
    record,
    texts,
    kind=st.sampled_from(("minutes", "summary")),
    type=st.sampled_from(("ordinary", "annual")),
    front=st.sampled_from(("", "Held at 4 p.m.", "Held at 7 p.m.")),
)


@given(st.lists(records, min_size=1, max_size=4))
def test_the_order_of_sources_changes_nothing_and_every_passage_is_held(given_: list[Record]) -> None:
    readings = [Reading(f"s{n}", f"h{n}", (one,)) for n, one in enumerate(given_)]
    answers = {repr(assemble(list(order))) for order in itertools.permutations(readings)}
    assert len(answers) == 1
    archived = assemble(readings)
    assert sum(len(s.places) for s in archived.sections) == sum(len(one.passages) for one in given_)
    assert len({m.id for m in archived.meetings}) == len(archived.meetings)
    assert {path for m in archived.meetings for path in m.sources} == {reading.path for reading in readings}
