"""What several sources say of a meeting becomes one meeting, each passage once."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from minutesearch.assemble import Reading, assemble
from minutesearch.model import Passage, Record


def passage(ordinal: int, title: str, text: str, parent: int | None = None) -> Passage:
    return Passage(ordinal, "", title, False, parent, text, (), None, ordinal + 1)


def record(*passages: Passage, body: str = "Oak Board", date: str = "2021-01-12", kind: str = "summary") -> Record:
    return Record(body, date, False, "ordinary", kind, False, None, passages)  # type: ignore[arg-type]


PARKS = passage(1, "Parks", "Benches are wanted in all of the parks before the summer begins.")
ROADS = passage(2, "Roads", "Holes are to be filled.")


def test_the_same_passage_in_two_sources_is_one_section_with_two_places() -> None:
    told = assemble(
        [
            Reading("corpus/a.html", "aa", (record(PARKS, ROADS),)),
            Reading("corpus/b.pdf", "bb", (record(replace(PARKS, title="PARKS:"), kind="minutes"),)),
        ]
    )
    (meeting,) = told.meetings
    assert (meeting.kind, meeting.sources) == ("minutes", ("corpus/b.pdf", "corpus/a.html"))
    assert [(s.id, s.title, [p.path for p in s.places]) for s in told.sections] == [
        ("oak-board:2021-01-12/1", "PARKS:", ["corpus/b.pdf", "corpus/a.html"]),
        ("oak-board:2021-01-12/2", "Roads", ["corpus/a.html"]),
    ]


def test_other_words_under_the_same_title_are_another_section() -> None:
    other = replace(PARKS, text="The gates were painted.")
    told = assemble([Reading("a", "aa", (record(PARKS),)), Reading("b", "bb", (record(other),))])
    assert [s.text for s in told.sections] == [PARKS.text, other.text]


def test_two_equal_passages_of_one_source_stay_two() -> None:
    told = assemble([Reading("a", "aa", (record(PARKS, replace(PARKS, ordinal=2)),))])
    assert [s.ordinal for s in told.sections] == [1, 2]


def test_what_only_one_source_holds_is_put_in_where_it_stands() -> None:
    welcome, closing = passage(1, "Welcome", "All were welcomed."), passage(3, "Close", "The meeting closed at nine.")
    full = record(welcome, replace(PARKS, ordinal=2), closing, kind="minutes")
    summary = record(PARKS, ROADS)
    told = assemble([Reading("full", "aa", (full,)), Reading("page", "bb", (summary,))])
    assert [s.title for s in told.sections] == ["Welcome", "Parks", "Roads", "Close"]


def test_front_matter_is_ordinal_nought_and_stands_first() -> None:
    front, other = passage(0, "", "Present: the clerk."), passage(0, "", "At its meeting the Board discussed:")
    told = assemble([Reading("a", "aa", (record(front, PARKS),)), Reading("b", "bb", (record(other, PARKS),))])
    assert [(s.id, s.ordinal) for s in told.sections] == [
        ("oak-board:2021-01-12/0", 0),
        ("oak-board:2021-01-12/0.2", 0),
        ("oak-board:2021-01-12/1", 1),
    ]


def test_parents_are_found_by_the_source_they_stand_in() -> None:
    child = passage(2, "Benches", "Two are broken.", parent=1)
    told = assemble([Reading("a", "aa", (record(PARKS, child),))])
    assert told.sections[1].parent == told.sections[0].id


def test_a_meeting_is_body_date_and_type() -> None:
    annual = replace(record(ROADS), type="annual")
    told = assemble(
        [Reading("a", "aa", (record(PARKS), annual)), Reading("b", "bb", (record(PARKS, body="Elm Board"),))]
    )
    assert [m.id for m in told.meetings] == [
        "elm-board:2021-01-12",
        "oak-board:2021-01-12",
        "oak-board:2021-01-12-annual",
    ]


def test_a_meeting_held_as_a_draft_only() -> None:
    draft = replace(record(PARKS), draft=True)
    assert assemble([Reading("a", "aa", (draft,))]).drafts == {"oak-board:2021-01-12"}
    assert assemble([Reading("a", "aa", (draft,)), Reading("b", "bb", (record(PARKS),))]).drafts == frozenset()


words = st.lists(st.sampled_from("alder beech cedar elm fir oak".split()), min_size=1, max_size=6).map(" ".join)
passages = st.lists(st.tuples(words, words), min_size=1, max_size=4).map(
    lambda rows: tuple(passage(i, title, text) for i, (title, text) in enumerate(rows, 1))
)


@given(st.lists(passages, min_size=1, max_size=3))
def test_the_order_of_reading_changes_nothing_and_no_passage_is_lost(given_: list[tuple[Passage, ...]]) -> None:
    readings = [Reading(f"s{i}", f"h{i}", (record(*rows),)) for i, rows in enumerate(given_)]
    answers = {repr(assemble(list(order))) for order in itertools.permutations(readings)}
    assert len(answers) == 1
    told = assemble(readings)
    assert sum(len(s.places) for s in told.sections) == sum(len(rows) for rows in given_)
    assert [s.ordinal for s in told.sections] == list(range(1, len(told.sections) + 1))
    assert len({s.id for s in told.sections}) == len(told.sections)


def test_a_figure_or_a_not_keeps_two_passages_apart() -> None:
    long = "The Board heard that the budget of the coming year was set at ten meetings of its working group, at £{} m."
    first, second = (replace(PARKS, text=long.format(n)) for n in (10, 12))
    told = assemble([Reading("a", "aa", (record(first),)), Reading("b", "bb", (record(second),))])
    assert [[p.path for p in s.places] for s in told.sections] == [["a"], ["b"]]
    text = "It was said that the gates of the park on the hill would be open to all who come by day in the summer."
    told = assemble(
        [
            Reading("a", "aa", (record(replace(PARKS, text=text)),)),
            Reading("b", "bb", (record(replace(PARKS, text=text.replace("would be", "would not be"))),)),
        ]
    )
    assert len(told.sections) == 2


def test_a_draft_gives_way_to_the_final_minutes() -> None:
    draft = replace(record(replace(PARKS, text="AGREED to close the park."), kind="minutes"), draft=True)
    final = record(replace(PARKS, text="AGREED to keep the park open."), kind="minutes")
    told = assemble([Reading("draft", "aa", (draft,)), Reading("final", "bb", (final,))])
    assert [s.text for s in told.sections] == ["AGREED to keep the park open."]
    assert told.superseded == {"draft": "final"}
    assert told.meetings[0].sources == ("final",)
    beside_a_summary = assemble([Reading("draft", "aa", (draft,)), Reading("page", "bb", (record(ROADS),))])
    assert len(beside_a_summary.sections) == 2
    assert beside_a_summary.superseded == {}
