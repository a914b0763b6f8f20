"""Two meetings of one day in one file, and heads that look like a second meeting but are none."""

from __future__ import annotations

from minutesearch.model import Block, Document
from minutesearch.parse.sections.openings import Opening
from minutesearch.parse.sections.segmenter import segment
from minutesearch.parse.sections.sittings import sittings, without_items

HEARING = [
    "MINUTES", "Elm Council",
    "A public hearing of the Elm Council was held on 4 May 2021 at the hall at 4.00 p.m.",
    "Present: the mayor and four councillors",
    "The purpose was to hear what residents think of the new plan for the harbour, on show all of April.",
    "Two residents spoke against the height of the sheds, and one asked for a footpath to the beach behind them.",
    "The hearing was closed at 4.40 p.m.",
]  # fmt: skip
REGULAR = [
    "A regular meeting of the Elm Council was held on 4 May 2021.",
    "Present: the mayor and five councillors",
    "The minutes of the meeting of 6 April 2021 were approved as they had been sent out.",
    "It was agreed to buy a mower for the cemetery and to sell the old one to whoever offers most for it.",
    "The meeting was adjourned at 8.10 p.m.",
]


def blocks(*texts: str) -> list[Block]:
    return [Block(text, line=line) for line, text in enumerate(texts, 1)]


def test_a_hearing_and_the_regular_meeting_after_it() -> None:
    found = sittings(blocks(*HEARING, *REGULAR), "dmy")
    assert [(one.first, one.day) for one in found] == [(0, "2021-05-04"), (7, "2021-05-04")]
    records = segment(Document("text/plain", "text", "", tuple(blocks(*HEARING, *REGULAR))), path="corpus/elm.txt")
    assert [(record.type, record.body) for record in records] == [
        ("public hearing", "Elm Council"),
        ("ordinary", "Elm Council"),
    ]
    said = "\n".join(passage.text for record in records for passage in record.passages)
    assert all(text in said for text in (*HEARING, *REGULAR))


def test_a_running_title_opens_no_second_meeting() -> None:
    assert sittings(blocks(*REGULAR, *REGULAR), "dmy") == []


def test_a_meeting_that_is_only_spoken_of_opens_none() -> None:
    spoken = "A meeting of the Oak Trust was held on 4 May 2021, and the chair had gone to it."
    assert sittings(blocks(*REGULAR[:4], spoken, "It was cold.", REGULAR[4]), "dmy") == []


def test_earlier_minutes_up_for_approval_are_an_item() -> None:
    page = blocks(
        "MINUTES OF THE MEETING HELD ON 10 JULY 2021", "Present: six councillors", "All were welcomed.",
        "MINUTES OF THE MEETING HELD ON 12 JUNE 2021", "A word on page six was changed, and they were signed.",
    )  # fmt: skip
    opened = [Opening(0, 0, "2021-07-10"), Opening(3, 3, "2021-06-12")]
    assert without_items(opened, page) == []
    page[4] = Block("Present: five councillors")
    assert without_items(opened, page) == []  # the report of a committee, say: the meeting has not ended above it
    page[2] = Block("The meeting closed at nine.")
    assert without_items(opened, page) == opened


def test_a_page_of_summaries_that_lists_nobody_is_left_alone() -> None:
    page = blocks("14 September 2021", "Parks were discussed.", "8 June 2021", "Roads were discussed.")
    opened = [Opening(0, 0, "2021-09-14"), Opening(2, 2, "2021-06-08")]
    assert without_items(opened, page) == opened


def test_each_meeting_of_a_file_has_the_body_the_type_and_the_draft_mark_of_its_own_title() -> None:
    page = blocks(
        "Minutes of the Harbour Committee, 4 May 2021", "Present: three members", "1. Moorings",
        "It was resolved that the moorings be let for another year to those who hold them.",
        "The meeting closed at eight.",
        "DRAFT Minutes of a special meeting of the Parks Committee, 11 May 2021", "Present: four members", "1. Trees",
        "It was resolved that the oak be felled and a new one planted there before spring.",
        "The meeting closed at nine.",
    )  # fmt: skip
    records = segment(Document("text/plain", "text", "", tuple(page)), path="corpus/elm/year.txt")
    assert [(one.body, one.date, one.type, one.draft) for one in records] == [
        ("Harbour Committee", "2021-05-04", "ordinary", False),
        ("Parks Committee", "2021-05-11", "extraordinary", True),
    ]
