"""An issue through the meetings: mentioned, silent, missing; the sentences that carry it."""

from __future__ import annotations

import pytest

from minutesearch.archive import Archive
from minutesearch.errors import UsageError
from minutesearch.model import Filters


def test_every_meeting_in_order_with_gaps_and_silence(archive: Archive) -> None:
    story = archive.trace("WAPS")
    assert [(p.date, p.state, p.mentions) for p in story.points] == [
        ("2020-12", "missing", 0),
        ("2021-01-12", "silent", 0),
        ("2021-02", "missing", 0),
        ("2021-03-09", "mentioned", 1),
        ("2021-04-13", "mentioned", 2),
    ]
    assert (story.first, story.last, story.meetings, story.mentioned_in, story.mentions) == (
        "2021-03-09",
        "2021-04-13",
        3,
        2,
        3,
    )
    assert story.topic == "waps"
    assert story.silent_since is None


def test_a_gap_says_how_it_is_known(archive: Archive) -> None:
    gap = archive.trace("WAPS").points[2]
    assert gap.why == "the 2021-03-09 meeting approved the February minutes"
    assert gap.meeting is None


def test_bodies_that_never_had_the_issue_are_left_out(archive: Archive) -> None:
    assert {p.body for p in archive.trace("WAPS").points} == {"Learning Board"}
    assert {p.body for p in archive.trace('"buddy scheme"').points} == {"Learning Board", "Harbour Committee"}
    assert {p.body for p in archive.trace("buddy", Filters(body="harbour")).points} == {"Harbour Committee"}


def test_silent_since(archive: Archive) -> None:
    assert archive.trace('"reading rooms"').silent_since == ("2021-03-09", 1)


def test_quotes_are_verbatim_sentences(archive: Archive) -> None:
    story = archive.trace('"buddy scheme"')
    quotes = [(s.section, q) for p in story.points for s in p.sections for q in s.quotes]
    assert quotes
    for section, quote in quotes:
        assert archive.section(section).text[quote.start : quote.end] == quote.text
        assert [quote.text[a:b].lower().replace("-", " ").rstrip("s") for a, b in quote.marks] in (
            [],
            ["buddy scheme"],
        )


def test_an_item_of_a_list_comes_with_the_sentence_it_hangs_on(archive: Archive) -> None:
    point = next(p for p in archive.trace('"buddy scheme"').points if p.date == "2021-03-09")
    assert [q.text for q in point.sections[0].quotes] == ["The following need watching:", "Buddy scheme"]
    assert not point.sections[0].about


def test_a_section_is_about_it_where_its_title_names_it(archive: Archive) -> None:
    point = next(p for p in archive.trace('"buddy scheme"').points if p.date == "2021-01-12")
    assert point.sections[0].about
    assert point.sections[0].quotes[-1].text == "It was agreed that buddy-schemes begin in May [see paper]."


def test_an_issue_of_several_concepts_is_any_of_them(archive: Archive) -> None:
    story = archive.trace("WAPS exclusions")
    assert (story.mentions, story.mentioned_in) == (3, 2)
    assert not any(s.about for p in story.points for s in p.sections)  # no section names an exclusion
    assert archive.search("WAPS exclusions").total == 0  # a search of the same words means both


def test_no_mention_is_explained(archive: Archive) -> None:
    story = archive.trace("zebra crossing")
    assert (story.mentions, story.mentioned_in, story.silent_since) == (0, 0, None)
    assert {p.state for p in story.points} == {"silent", "missing"}
    assert story.why_empty is not None
    assert "Searched 10 sections" in story.why_empty


def test_a_typo_is_corrected(archive: Archive) -> None:
    story = archive.trace("dregding")
    assert story.corrected == ("dregding", "dredging")
    assert story.mentions == 2


def test_an_empty_issue(archive: Archive) -> None:
    with pytest.raises(UsageError):
        archive.trace(" ")


def test_a_trace_lists_only_the_period_that_was_typed(archive: Archive) -> None:
    typed = archive.trace("WAPS since:2021-03")
    assert [(p.date, p.state) for p in typed.points] == [("2021-03-09", "mentioned"), ("2021-04-13", "mentioned")]
    assert typed.points == archive.trace("WAPS", Filters(since="2021-03")).points


@pytest.mark.parametrize("issue", ["WAPS title:reading", "topic:waps", "buddy -since:2021-04"])
def test_a_trace_takes_no_field_that_asks_only_some_sections(archive: Archive, issue: str) -> None:
    with pytest.raises(UsageError, match="whole meetings"):
        archive.trace(issue)


def test_what_an_empty_trace_suggests_can_be_traced(archive: Archive) -> None:
    issue = "dredged story board"  # "story board" is a sign of a topic that this archive tags
    assert any(words.startswith("topic:") for words in archive.search(issue).suggestions)
    suggested = archive.trace(issue).suggestions
    assert not any(words.startswith("topic:") for words in suggested)
    assert all(archive.trace(words).mentions for words in suggested)
