"""What rises, falls and comes up together in an archive, and which meetings are compared."""

from __future__ import annotations

import pytest

from minutesearch.archive import Archive
from minutesearch.errors import UsageError
from minutesearch.model import Concept, Filters, SideCount, Tag, Trends
from minutesearch.trends.together import together

MEADOW = Filters(body="Meadow Board")


def directions(found: Trends) -> dict[str, str]:
    return {t.topic.concept.id: t.direction for t in found.topics}


def test_topics_of_the_later_half_rise_and_those_of_the_earlier_fall(archive: Archive) -> None:
    found = archive.trends(MEADOW)
    assert directions(found) == {
        "mill-pond": "rising",
        "paths": "falling",
        "stiles": "falling",
        "hedges": "steady",
        "county-rangers": "steady",
    }
    pond = found.topics[0]
    assert (pond.earlier, pond.later) == (SideCount(0, 3, 0, 9, 0), SideCount(3, 3, 6, 9, 12))
    # 6 of 9 sections against 0 of 9: 2 (6 ln 2 + 3 ln 3/6 + 9 ln 9/6)
    assert pond.g2 == pytest.approx(11.4573, abs=0.001)


def test_a_missing_meeting_is_no_silent_one(archive: Archive) -> None:
    found = archive.trends(MEADOW)
    assert (found.earlier.meetings, found.later.meetings) == (3, 3)
    assert (found.earlier.last, found.later.first) == ("2021-03-09", "2021-05-11")


def test_of_an_odd_number_the_middle_one_is_later(archive: Archive) -> None:
    found = archive.trends(Filters(body="Meadow Board", since="2021-02"))
    assert (found.earlier.meetings, found.later.meetings) == (2, 3)


def test_a_body_that_meets_late_makes_nothing_rise(archive: Archive) -> None:
    found = archive.trends()
    assert found.bodies == ("Harbour Committee", "Meadow Board")
    assert (found.earlier.meetings, found.later.meetings) == (4, 4)
    assert not {"dredging", "barge"} & {w.written.lower() for w in found.words}
    assert {t.topic.concept.id: t.g2 for t in found.topics}["county-rangers"] == pytest.approx(0)


def test_one_meeting_against_those_before_it(archive: Archive) -> None:
    found = archive.trends(meeting="11 May 2021")
    assert found.meeting == "meadow-board:2021-05-11"
    assert (found.earlier.meetings, found.later.meetings, found.rest.meetings) == (3, 1, 5)
    pond = found.topics[[t.topic.concept.id for t in found.topics].index("mill-pond")]
    assert (pond.earlier, pond.later) == (SideCount(0, 3, 0, 9, 0), SideCount(1, 1, 2, 3, 4))
    assert pond.direction == "steady", "two sections are too few"
    first = archive.trends(meeting="meadow-board:2021-01-12")
    assert (first.earlier.meetings, first.later.meetings, first.marked.meetings) == (0, 0, 1)
    assert set(directions(first).values()) == {"steady"}


def test_words_of_a_period_against_all_else_of_the_body(archive: Archive) -> None:
    found = archive.trends(Filters(body="Meadow Board", since="2021-05"))
    assert (found.marked.meetings, found.rest.meetings) == (3, 3)
    assert [(w.written, w.count, w.rest) for w in found.words] == [
        ("mill pond", 12, 0), ("drain", 9, 0), ("sluice gate", 6, 0),
    ]  # fmt: skip
    assert {w.of_words for w in found.words} == {found.marked.words}


def test_a_period_that_is_all_there_is_has_its_later_half_marked(archive: Archive) -> None:
    found = archive.trends(Filters(body="Meadow Board", since="2021", until="2021"))
    assert (found.marked.first, found.rest.last) == ("2021-05-11", "2021-03-09")


def test_one_topic_only(archive: Archive) -> None:
    assert list(directions(archive.trends(Filters(topic="paths")))) == ["paths"]


@pytest.mark.parametrize(
    ("meeting", "filters", "message"),
    [
        ("2021", Filters(), "may be 8 meetings"),
        ("2030-01-01", Filters(), "no meeting"),
        ("elsewhere:2021-01-12", Filters(), "no meeting"),
        ("2021-01-12", Filters(body="harbour"), "with that body and period"),
        ("meadow-board:2021-01-12", Filters(since="2021-02"), "with that body and period"),
    ],
)
def test_a_meeting_that_is_none_or_several(meeting: str, filters: Filters, message: str, archive: Archive) -> None:
    with pytest.raises(UsageError, match=message):
        archive.trends(filters, meeting)


def test_names_are_what_is_no_topic(archive: Archive) -> None:
    assert [row.concept.id for row in archive.names()] == ["county-rangers"]
    assert [row.mentions for row in archive.names(Filters(until="2021-01"))] == [1]
    assert len(archive.meetings(Filters(since="2021-08"))) == 2


# -- together -----------------------------------------------------------------------------------------------

POND, WEIR = Concept("pond", "topic", "Pond", ("pond",)), Concept("weir", "topic", "Weir", ("weir",))
SECTIONS = {f"m:{i}/{j}": (f"m:{i}", "Meadow Board") for i in range(6) for j in range(4)}


def tag(section: str, concept: str, start: int, end: int, *, rule: str = "name") -> Tag:
    return Tag(section, concept, "topic", "text", "", start, end, rule)


def named(concept: str, start: int, meetings: int = 4, *, rule: str = "name") -> list[Tag]:
    """Tags in the first section of so many meetings."""
    return [tag(f"m:{i}/0", concept, start, start + 4, rule=rule) for i in range(meetings)]


def test_two_that_share_their_sections() -> None:
    (pair,) = together({"pond": POND, "weir": WEIR}, [*named("pond", 0), *named("weir", 10)], SECTIONS)
    assert (pair.first.id, pair.second.id, pair.first_in, pair.second_in, pair.of_sections) == (
        "pond",
        "weir",
        4,
        4,
        24,
    )
    assert pair.sections == ("m:0/0", "m:1/0", "m:2/0", "m:3/0")
    assert pair.expected == pytest.approx(4 * 4 / 24)
    # 2 (4 ln 24/4 + 20 ln 24/20)
    assert pair.g2 == pytest.approx(21.6267, abs=0.001)


@pytest.mark.parametrize(
    ("tags", "why"),
    [
        ([*named("pond", 0), *named("weir", 2)], "they stand in each other's letters"),
        ([*named("pond", 0, 2), *named("weir", 10, 2)], "too few sections"),
        ([*named("pond", 0), *named("weir", 10, rule="sign")], "a sign is no name"),
        ([tag(f"m:0/{j}", c, at, at + 4) for j in range(3) for c, at in (("pond", 0), ("weir", 9))], "one meeting"),
        ([tag(s, c, at, at + 4) for s in SECTIONS for c, at in (("pond", 0), ("weir", 9))], "both are everywhere"),
    ],
)
def test_two_that_are_no_pair(tags: list[Tag], why: str) -> None:
    assert together({"pond": POND, "weir": WEIR}, tags, SECTIONS) == (), why


def test_broader_and_narrower_are_no_pair() -> None:
    water = Concept("pond", "topic", "Pond", ("pond",), signs=("weir", "sluice"))
    assert together({"pond": water, "weir": WEIR}, [*named("pond", 0), *named("weir", 10)], SECTIONS) == ()


def test_two_of_one_body_are_no_pair_for_that() -> None:
    # Every section of the Harbour names both, and no section of the Meadow either: each body by itself shows nothing.
    sections = SECTIONS | {f"h:{i}/1": (f"h:{i}", "Harbour") for i in range(4)}
    tags = [tag(f"h:{i}/1", c, at, at + 4) for i in range(4) for c, at in (("pond", 0), ("weir", 9))]
    assert together({"pond": POND, "weir": WEIR}, tags, sections) == ()
