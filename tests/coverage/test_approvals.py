"""Reading the chain of approvals: which earlier minutes a sentence approves, and what follows from it."""

from __future__ import annotations

import pytest

from minutesearch.approvals import approvals
from minutesearch.gaps import derive
from minutesearch.model import Meeting, Section


def section(text: str, title: str = "Governance", date: str = "2021-05-11", body: str = "Board") -> Section:
    meeting = f"board:{date}"
    return Section(f"{meeting}/1", meeting, body, date, 1, "", title, False, None, text, (), ())


def meeting(date: str, body: str = "Board", type: str = "ordinary") -> Meeting:
    return Meeting(f"board:{date}", body, date, type, "minutes", "unknown", False, ("corpus/a.txt",))


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("The minutes from the April meeting were approved.", "2021-04"),
        ("The minutes of the June meeting were agreed.", "2020-06"),
        (
            "RESOLVED: that the minutes of the meeting held on 9 March 2021 be approved as a correct record.",
            "2021-03-09",
        ),
        ("Minutes of the meeting of Tuesday 9th March 2021 were signed as a true record.", "2021-03-09"),
        ("The minutes of 09/03/2021 were accepted.", "2021-03-09"),
        ("The minutes of the March 9, 2021 meeting were adopted.", "2021-03-09"),
        ("The minutes of the last meeting were confirmed.", None),
        ("Minutes of the previous meeting: agreed.", None),
        ("Unanimous adoption of previous minutes.", None),
        ("The minutes of the last meeting were agreed, proposed by June Brown.", None),
        ("The 9 March minutes were approved.", "2021-03-09"),
        ("It was agreed that the minutes of the Board meeting of 9 March 2021 be adopted.", "2021-03-09"),
    ],
)
def test_what_a_sentence_approves(text: str, of: str | None) -> None:
    assert [a.of for a in approvals(section(text))] == [of]


@pytest.mark.parametrize(
    "text",
    [
        "The minutes of the April meeting were not yet approved.",
        "Approval of the April minutes was deferred.",
        "The meeting lasted forty minutes and it was agreed to meet again.",
        "It was agreed to start in April.",
        "The minutes of the April meeting will be approved at the next meeting.",
        "The minutes may be read by all; it was agreed to publish them.",
        "The minutes were approved subject to an amendment to the October figures.",
        "It was agreed that draft minutes should be circulated within ten days as they were in April.",
        "It was agreed that the minutes of the Schools Forum of 4 May 2021 be noted.",
        "The minutes of the Planning Committee meeting held on 14 April 2021 were received and adopted.",
        "The minutes of the meeting of 45 March 2021 were approved.",
        "The minutes of the meeting of 31 February 2021 were approved.",
    ],
)
def test_what_approves_nothing(text: str) -> None:
    assert approvals(section(text)) == []


def test_a_title_may_tell_what_its_text_approves() -> None:
    found = approvals(section("Agreed as an accurate record.", title="Minutes of the meeting held on 9 March 2021"))
    assert [a.of for a in found] == ["2021-03-09"]


def test_a_gap_and_the_statuses_around_it() -> None:
    meetings = [meeting("2021-02-09"), meeting("2021-03-09"), meeting("2021-05-11"), meeting("2021-06-08")]
    sections = [
        section("The minutes from the February meeting were approved.", date="2021-03-09"),
        section("The minutes from the April meeting were approved.", date="2021-05-11"),
        section("The minutes from the May meeting were approved.", date="2021-06-08"),
    ]
    statuses, gaps, _ = derive(meetings, sections, frozenset())
    assert [(m.date, statuses[m.id].status) for m in meetings] == [
        ("2021-02-09", "approved"),
        ("2021-03-09", "unknown"),
        ("2021-05-11", "approved"),
        ("2021-06-08", "not yet approved"),
    ]
    assert [(g.month, g.section) for g in gaps] == [("2021-04", "board:2021-05-11/1")]


def test_the_last_meeting_is_only_followed_where_no_gap_lies_between() -> None:
    meetings = [meeting("2021-03-09"), meeting("2021-05-11")]
    plain = section("The minutes of the last meeting were agreed.")
    statuses, gaps, _ = derive(meetings, [plain], frozenset())
    assert statuses["board:2021-03-09"].status == "approved"
    assert gaps == []
    named = section("The minutes of the April meeting were agreed. The minutes of the last meeting were agreed.")
    statuses, gaps, _ = derive(meetings, [named], frozenset())
    assert statuses["board:2021-03-09"].status == "unknown"
    assert [g.month for g in gaps] == ["2021-04"]


def test_a_draft_stays_a_draft_until_it_is_approved() -> None:
    meetings = [meeting("2021-03-09"), meeting("2021-04-13"), meeting("2021-05-11")]
    drafts = frozenset({"board:2021-03-09", "board:2021-04-13"})
    approving = section("The minutes from the April meeting were approved.")
    statuses, _, _ = derive(meetings, [approving], drafts)
    assert statuses["board:2021-03-09"].status == "draft"
    assert statuses["board:2021-04-13"].status == "approved"


def test_bodies_do_not_mix() -> None:
    other = meeting("2021-04-13", body="Other")
    approving = section("The minutes from the April meeting were approved.")
    _, gaps, _ = derive([other, meeting("2021-05-11")], [approving], frozenset())
    assert [(g.body, g.month) for g in gaps] == [("Board", "2021-04")]


def test_another_meeting_of_the_month_fills_no_gap() -> None:
    meetings = [meeting("2021-03-02"), meeting("2021-05-11")]
    approving = section("The minutes of the meeting of 16 March 2021 were approved.")
    statuses, gaps, _ = derive(meetings, [approving], frozenset())
    assert statuses["board:2021-03-02"].status == "unknown"
    assert [g.month for g in gaps] == ["2021-03-16"]


def test_a_slip_of_a_day_is_no_gap() -> None:
    meetings = [meeting("2021-03-16"), meeting("2021-05-11")]
    approving = section("The minutes of the meeting of 15 March 2021 were approved.")
    statuses, gaps, _ = derive(meetings, [approving], frozenset())
    assert statuses["board:2021-03-16"].status == "approved"
    assert gaps == []


@pytest.mark.parametrize(
    "text",
    [
        "The minutes of the meetings held on 9 February 2021 and 9 March 2021 were approved.",
        "The minutes of the meetings of 9 February and 9 March 2021 were approved.",
        "Minutes of 9 February, and of 9 March, were agreed.",
    ],
)
def test_several_minutes_at_once(text: str) -> None:
    assert [a.of for a in approvals(section(text))] == ["2021-02-09", "2021-03-09"]


def test_numeric_dates_are_read_as_the_body_prints_them() -> None:
    meetings = [meeting("2020-06-03"), meeting("2020-07-15")]
    approving = section("The minutes of 06/03/2020 were approved.", date="2020-07-15")
    _, gaps, _ = derive(meetings, [approving], frozenset())
    assert [g.month for g in gaps] == ["2020-03"]
    american = section("The gate opens on 06/30/2020.", date="2020-06-03")
    statuses, gaps, _ = derive(meetings, [american, approving], frozenset())
    assert gaps == []
    assert statuses["board:2020-06-03"].status == "approved"


@pytest.mark.parametrize(
    ("title", "text", "of"),
    [
        ("Adoption of Previous Minutes", "Minutes unanimously adopted.", None),
        (
            "Approval of Previous Minutes",
            "March 9, 2021, Board Meeting - no objection, so they were approved.",
            "2021-03-09",
        ),
        ("Approval of Previous Minutes", "For the 9 March meeting it was moved to approve the minutes.", "2021-03-09"),
        ("The Minutes", "of the previous meeting on 9th March 2021 were approved.", "2021-03-09"),
        ("Minutes", "The Minutes of\nMarch 9, 2021 were approved as submitted.", "2021-03-09"),
        ("Minutes", "A motion to accept the March 9, 2021 Board meeting minutes was carried.", "2021-03-09"),
        ("Minutes", "A motion to approve the minutes as amended of the March 9 meeting was carried.", "2021-03-09"),
    ],
)
def test_an_approval_under_a_title_that_tells_of_minutes(title: str, text: str, of: str | None) -> None:
    assert [a.of for a in approvals(section(text, title=title))] == [of]


def test_hostile_text_is_linear() -> None:
    """Ten thousand repetitions end; were it quadratic, the suite's time limit would end it."""
    for piece in ("minutes ", "minutes of March ", "9 March and ", "approved minutes of the last ", "1/2/2021 "):
        approvals(section(piece * 10_000 + "were approved."))
