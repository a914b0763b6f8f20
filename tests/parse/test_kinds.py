"""What a document is: which kind, a draft or not, of which type of meeting, and what is no minutes at all."""

from __future__ import annotations

import pytest

from minutesearch.errors import SourceError
from minutesearch.parse.identity.kinds import is_draft, kind_of, refuse_other, type_of
from minutesearch.parse.identity.versions import Version, version_of


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Minutes of the Ordinary Meeting of Elm Council", "ordinary"),
        ("Extra-ordinary Meeting", "extraordinary"),
        ("Special Council Meeting, 3 May 2020", "extraordinary"),
        ("Minutes of an emergency meeting", "extraordinary"),
        ("Annual Parish Meeting", "annual"),
        ("AGM 2020", "annual"),
        ("Planning Meeting", "planning"),
        ("Budget Meeting of the Board", "budget"),
        ("Council Budget Workshop", "budget"),
        ("Organizational Meeting", "organisational"),
        ("Inaugural meeting of the Friends", "organisational"),
        ("Minutes of the Public Hearing", "public hearing"),
        ("A statutory public meeting was held on 3 May 2020.", "public"),
        ("Board Workshop", "workshop"),
        ("City Council Work Session", "workshop"),
        ("Minutes of the Closed Session", "closed"),
        ("Notes of the reconvened meeting", "reconvened"),
        ("Continued Regular Meeting", "reconvened"),
        ("Committee of the Whole", "committee of the whole"),
        ("Regular Meeting, followed by a closed session", "ordinary"),
        ("Elm Board", "ordinary"),
        ("The Board considered whether a special meeting was needed and asked the clerk for dates.", "ordinary"),
    ],
)
def test_the_type_is_told_by_the_title(line: str, name: str) -> None:
    assert type_of(["Elm Board", line], "corpus/m.pdf") == name


def test_the_type_is_told_by_the_file_name_where_no_title_tells_it() -> None:
    assert type_of(["Elm Board"], "corpus/elm/2020-05-03_special_meeting.pdf") == "extraordinary"
    assert type_of(["Regular Meeting"], "corpus/elm/2020-05-03_special_meeting.pdf") == "ordinary"


def test_a_part_of_a_meeting_is_not_its_type() -> None:
    titles = ["Elm Board", "Oak Road", "3 May 2020", "An Executive Session was held from 3 to 4 p.m.", "Public Hearing"]
    assert type_of(titles, "corpus/m.pdf") == "ordinary"


def test_a_body_named_like_a_type_is_of_none() -> None:
    assert type_of(["Committee of the Whole"], "corpus/m.pdf", "Committee of the Whole") == "ordinary"


@pytest.mark.parametrize(
    "line",
    [
        "DRAFT", "Draft 2", "[Draft] Elm Board", "Elm Board - DRAFT", "DRAFT MINUTES", "Minutes (unconfirmed)",
        "Provisional", "Unapproved minutes of the meeting", "Subject to approval at the next meeting",
        "Minutes subject to the Board’s confirmation", "These minutes are awaiting approval",
        "Minutes to be approved in June", "Status: draft",
    ],
)  # fmt: skip
def test_drafts(line: str) -> None:
    assert is_draft(["Elm Board", line], "corpus/m.pdf")


@pytest.mark.parametrize(
    "line",
    [
        "Approval of the draft minutes of the last meeting",
        "The draft minutes of the meeting of 3 March 2021 were approved",
        "Approved minutes",
        "Draftsman’s report",
        "4. Consider the draft budget",
    ],
)
def test_what_speaks_of_a_draft_is_none(line: str) -> None:
    assert not is_draft(["Elm Board", line], "corpus/m.pdf")


def test_a_stamp_across_the_pages_and_a_file_name_tell_a_draft() -> None:
    assert is_draft(["Elm Board"], "corpus/m.pdf", ["Elm Board", "1. Trees", "D R A F T", "They will be cut."])
    assert is_draft(["Elm Board"], "corpus/2020-05-03_Draft.pdf")
    assert not is_draft(["Elm Board"], "corpus/draft_approved_minutes.pdf")
    assert not is_draft(["Elm Board"], "corpus/draughty-hall.pdf", ["A draft came in through the door."])


def test_the_kind() -> None:
    assert kind_of(["Elm Board: summary of the meeting"], "m.pdf") == "summary"
    assert kind_of(["Elm Board notes"], "m.pdf") == "notes"
    assert kind_of(["Elm Board"], "corpus/notes/m.pdf") == "notes"
    assert kind_of(["Elm Board"], "m.pdf") == "minutes"


def refused(titles: list[str], texts: list[str], *, dated: bool = True, sections: int = 3, empty: float = 0) -> str:
    with pytest.raises(SourceError) as told:
        refuse_other(titles, texts, "corpus/paper.pdf", dated=dated, sections=sections, empty=empty)
    assert told.value.state == "not-minutes"
    return told.value.message


PROSE = ["The trees of the park were discussed at length, and a survey of them will be made before the winter."] * 8


def test_an_agenda() -> None:
    lines = ["To receive apologies", "To approve the minutes of May", "To consider the trees in the park"] * 4
    assert "agenda" in refused(["Elm Board: Agenda", "3 May 2020"], lines)
    assert "agenda" in refused(["Elm Board", "Agenda", "3 May 2020"], lines)


def test_a_list_of_files() -> None:
    lines = [f"elm-{n}.pdf from https://elm.test/{n}, read in 2020; it has no attendance list." for n in range(12)]
    assert "list of files" in refused(["Published minutes to test against"], lines, dated=True)


def test_a_report_and_a_newsletter() -> None:
    assert "report" in refused(["Newsletter of the spring"], PROSE)
    assert "report" in refused(["Tree policy"], PROSE)


@pytest.mark.parametrize(
    "titles",
    [["Policy and Resources Committee", "3 May 2020"], ["Minutes of the Strategy Board"], ["Elm Board", "Agenda"]],
)
def test_minutes_are_not_refused(titles: list[str]) -> None:
    texts = [
        "Present: the chair, the clerk",
        "Called to order at 7.05 p.m.",
        *PROSE,
        "The report was received. Carried.",
    ]
    refuse_other(titles, texts, "corpus/paper.pdf", dated=True, sections=4, empty=0)


def test_minutes_that_tell_their_day_in_the_file_name_only() -> None:
    texts = ["Time and place", "Called to order at 7:40 pm by the president", "Members present: eleven", *PROSE]
    refuse_other(["Time and place"], texts, "corpus/2018-07-10-regular.md", dated=False, sections=6, empty=0.2)


@pytest.mark.parametrize(
    ("path", "titles", "version"),
    [
        ("corpus/minutes.pdf", [], Version(1, revised=False, approved=False)),
        ("corpus/minutes_V3.pdf", [], Version(3, revised=False, approved=False)),
        ("corpus/minutes-amended.pdf", [], Version(1, revised=True, approved=False)),
        ("corpus/minutes.pdf", ["APPROVED MINUTES"], Version(1, revised=False, approved=True)),
        ("corpus/minutes.pdf", ["The amended motion was approved by all who were there."], Version(1, False, False)),
        ("corpus/minutes-rev-2018-05-03.pdf", [], Version(1, revised=False, approved=False)),
    ],
)
def test_what_a_source_says_of_its_version(path: str, titles: list[str], version: Version) -> None:
    assert version_of(titles, path) == version


def test_which_of_two_versions_is_the_later() -> None:
    plain, second = Version(1, revised=False, approved=False), Version(2, revised=False, approved=False)
    amended, approved = Version(1, revised=True, approved=False), Version(1, revised=False, approved=True)
    assert second.later_than(plain)
    assert amended.later_than(plain)
    assert approved.later_than(plain)
    assert not plain.later_than(plain)
    assert not amended.later_than(approved)
    assert not approved.later_than(amended)
