"""A storyboard in words: coverage with gaps, warnings, citations, promises and sources."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.export.boards import BODY, Builder, promise

from minutesearch.model import Gap, Storyboard
from minutesearch.present.export.citing import linkable
from minutesearch.present.export.report import report


def test_the_coverage_statement_names_bodies_dates_gaps_and_what_could_not_be_read(storyboard: Storyboard) -> None:
    said = report(storyboard).coverage
    for words in (
        "6 quotes from 3 meetings",
        "2 of them could NOT be verified (numbers 4, 5)",
        "7 meetings of Example Board, 14 November 2023 to 14 May 2024, in 61 sections",
        "No minutes are in the archive for April 2024 (the 14 May 2024 meeting approved them; ",
        "; example-board:2024-05-14/1)",
        "likely to be missing for December 2023 (the board met every month)",
        "1 source could not be read or searched: example/scan.pdf (no-text: its pages are pictures)",
    ):
        assert words in said
    assert "\n" not in said


def test_a_whole_archive_is_said_to_be_one() -> None:
    board = Builder(changes={"gaps": (), "unread": ()}).quote("The gate was mended.").board()
    said = report(board).coverage
    assert "each was found word for word" in said
    assert "No gap in the minutes is known." in said
    assert "Every source in the archive could be read." in said


def test_many_gaps_are_counted_in_the_paragraph_and_all_listed_at_the_end(storyboard: Storyboard) -> None:
    gaps = tuple(Gap(BODY, f"2023-{m:02}", f"why {m}", None, "rhythm" if m > 8 else "approval") for m in range(1, 13))
    said = report(replace(storyboard, gaps=gaps))
    assert "for 8 meetings, listed at the end" in said.coverage
    assert "for 4 meetings, listed at the end" in said.coverage
    assert [why for _, why in said.beyond] == [f"why {m}" for m in range(1, 13)]


def test_items_stay_in_basket_order_under_the_persons_heading_or_their_own_first_words(storyboard: Storyboard) -> None:
    entries = report(storyboard).entries
    assert [e.n for e in entries] == [1, 2, 3, 4, 5, 6]
    assert entries[0].heading == "Crossings without a patrol"
    assert entries[2].heading == "“Families said that the new patrol made mornings calm.”"


def test_a_citation_has_body_date_title_status_page_and_line(storyboard: Storyboard) -> None:
    cited = report(storyboard).entries[0].cited
    assert cited.words == "Example Board, 13 February 2024, “Crossing patrols” (minutes, approved; page 3, line 14)"
    assert cited.section == "example-board:2024-02-13/1"
    assert cited.source_words == "source 1"
    assert cited.address == "https://board.example/2024-03.pdf#page=3"


def test_what_is_not_verified_is_loud_and_says_why(storyboard: Storyboard) -> None:
    entries = report(storyboard).entries
    assert [bool(e.warnings) for e in entries] == [False, False, False, True, True, False]
    near, stale = entries[3], entries[4]
    assert near.warnings[0].startswith("NOT VERIFIED: these are not the words as printed")
    assert "It is printed: “twelve”, not “twenty”." in near.warnings
    assert "“A rota for twelve weeks was agreed.”" in near.warnings[-1]
    assert stale.warnings[0].startswith("NOT VERIFIED: the source has changed")
    assert "Not verified" in stale.tags
    assert "picked from example/2024-03-12.pdf" in stale.cited.words


def test_a_remark_on_a_verified_quote_is_quiet(storyboard: Storyboard) -> None:
    last = report(storyboard).entries[5]
    assert (last.warnings, last.remark) == ((), "The source has changed around the quote.")


def test_counter_evidence_is_flagged_in_words(storyboard: Storyboard) -> None:
    entries = report(storyboard).entries
    assert [bool(e.counter) for e in entries] == [False, False, True, False, False, False]
    assert "Counter-evidence" in entries[2].tags
    assert "speaks against" in entries[2].counter


def test_what_it_shows_is_a_blank_only_where_nobody_said(storyboard: Storyboard) -> None:
    blank = [any(label == "What it shows" for label, _ in e.blanks) for e in report(storyboard).entries]
    assert blank == [False, False, False, True, True, False]


def test_the_figure_is_described_in_the_words_of_the_table(storyboard: Storyboard) -> None:
    said = report(storyboard)
    assert "6 quotes from 3 of 4 meetings; no minutes of 1 more." in said.described
    for moment in said.moments:
        assert moment.when in said.described
    assert [m.missing for m in said.moments] == [False, False, True, False, False]


def test_a_long_timeline_is_described_in_outline() -> None:
    made = Builder()
    for day in range(1, 29):
        for month in ("01", "02"):
            made.quote("The gate was mended.", date=f"2024-{month}-{day:02}")
    assert len(report(made.board()).described) < 2_000


def test_a_promise_says_what_when_status_and_why(storyboard: Storyboard) -> None:
    pledge = report(storyboard).pledges[0]
    assert (pledge.made, pledge.owner, pledge.status) == ("13 February 2024", "Highways team", "Partly")
    assert pledge.due == "June 2024 (“before the summer”)"
    assert pledge.why == "The 14 May 2024 meeting touches it."
    assert pledge.later == ("14 May 2024: “The survey had begun.” (example-board:2024-05-14/3)",)


def test_promises_that_were_overruled_or_left_out_are_said_to_be(storyboard: Storyboard) -> None:
    board = replace(
        storyboard, promises=(replace(promise(), overruled="letter of 3 June", found="open"),), promises_cut=3
    )
    said = report(board)
    assert "Set by hand (letter of 3 June); found was: open." in said.pledges[0].why
    assert "3 more promises not listed" in said.pledged


def test_a_source_has_its_hash_and_when_it_was_retrieved_or_that_nobody_wrote_it_down() -> None:
    board = Builder().quote("One.").quote("Two.", date="2024-04-09", address=None).board()
    first, second = report(board).origins
    assert (first.n, first.retrieved, first.sha256) == (1, "2024-05-01T09:00:00Z", "ab" * 32)
    assert (second.retrieved, second.address) == ("not recorded", None)


@pytest.mark.parametrize(
    ("address", "links"),
    [
        ("https://board.example/a.pdf", True),
        ("HTTP://board.example/?a=1&b=2#x", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//board.example/", False),
        ('https://board.example/"onload=x', False),
        ("https://board.example/a b", False),
        ("https://board.example/\u202egpj", False),
        ("https://board.example/" + "a" * 3000, False),
        ("java\nscript:https://x", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(address: str | None, links: bool) -> None:
    assert linkable(address) == (address if links else None)
