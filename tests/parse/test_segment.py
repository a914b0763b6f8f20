"""Blocks become meetings and sections: one test a layout, on documents of our own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutesearch.errors import SourceError
from minutesearch.model import Block, Document, Record
from minutesearch.parse import VERSION, segment

Cut = Callable[..., list[Record]]
Write = Callable[..., Path]


def titles(record: Record) -> list[str]:
    return [passage.title for passage in record.passages if passage.ordinal]


def text_of(record: Record, title: str) -> str:
    return next(passage.text for passage in record.passages if passage.title == title)


PAGE = """Ferry Board: Meeting Minutes & Summaries

This page tells what the Ferry Board does for those who cross the river.

9th November 2020

Governance: The minutes from the October meeting were approved.

Winter timetable: Two boats will be laid up.  The members asked for:

  • a later last boat
  • lights on the pier

A longer talk was had about the fares.

AOB: None.

5th October 2020

At its meeting on 05/10/20, the Ferry Board discussed the following:

Governance: The minutes from the September meeting were agreed.

Fares: The working group will include: riders, crews and shops.

Safety: It was noted that two areas remain behind: life jackets and radios.

Meetings in 2019

Meetings in 2018
"""


def check_ferry(records: list[Record]) -> None:
    assert [(r.body, r.date, r.date_inferred, r.kind) for r in records] == [
        ("Ferry Board", "2020-11-09", False, "summary"),
        ("Ferry Board", "2020-10-05", False, "summary"),
    ]
    november, october = records
    assert titles(november) == ["Governance", "Winter timetable", "AOB"]
    assert titles(october) == ["Governance", "Fares", "Safety"]
    winter = november.passages[1]
    assert winter.text == (
        "Two boats will be laid up. The members asked for:\na later last boat\nlights on the pier\n"
        "A longer talk was had about the fares."
    )
    assert winter.list_items == ("a later last boat", "lights on the pier")
    assert [p.ordinal for p in october.passages] == [0, 1, 2, 3]
    assert october.passages[0].title_generated
    assert october.passages[0].text.startswith("At its meeting on 05/10/20")
    assert "2019" not in " ".join(p.text for r in records for p in r.passages)
    assert "cross the river" not in " ".join(p.text for r in records for p in r.passages)


def test_several_meetings_on_one_page_of_text(cut: Cut, write: Write) -> None:
    records = cut(write("page.txt", PAGE))
    check_ferry(records)
    assert records[0].passages[0].line == 7


def test_several_meetings_on_one_web_page(cut: Cut, write: Write) -> None:
    def mark(line: str) -> str:
        if line[0].isdigit():
            return f"<h2>{line}</h2>"
        if line.startswith("  •"):
            return f"<ul><li>{line[4:]}</li></ul>"
        if line.startswith("Meetings in"):
            return f"<p><a href='x'>{line}</a></p>"
        title, colon, rest = line.partition(":")
        if colon and len(title) < 20 and not line.startswith("Ferry"):
            return f"<p><strong>{title}</strong>:{rest}</p>"
        return f"<h1>{line}</h1>" if line.startswith("Ferry Board:") else f"<p>{line}</p>"

    body = "".join(mark(line) for line in PAGE.replace("&", "&amp;").split("\n") if line)
    check_ferry(
        cut(write("page.html", f"<html><head><title>Ferry</title></head><body><main>{body}</main></body></html>"))
    )


def test_several_meetings_in_a_word_file(cut: Cut, docx: Callable[..., Path]) -> None:
    paragraphs = [("Title", "Ferry Board: Meeting Minutes & Summaries")]
    number = 0
    for line in PAGE.split("\n")[2:]:
        if not line or line.startswith("Meetings in"):
            continue
        title, colon, rest = line.partition(": ")
        if line[0].isdigit():
            number = 0
            paragraphs.append(("Heading 1", line))
        elif line.startswith("  •"):
            paragraphs.append(("List Bullet", line[4:]))
        elif colon and len(title) < 20:
            number += 1
            paragraphs += [("Heading 2", f"{number}. {title}"), ("", rest)]
        else:
            paragraphs.append(("", line))
    records = cut(docx("page.docx", paragraphs))
    check_ferry(records)
    assert [p.number for p in records[0].passages] == ["1", "2", "3"]


CLOSING = [
    "Date of next meeting: 12 October 2021.",
    "Date of next meeting: Tuesday 12/10/2021",
    "Date of next meeting – 12 October 2021 at 7.30 pm",
    "Date of next meeting: to be confirmed",
    "Date of next meeting TBC",
    "Next meeting: TBA",
    "Next meeting: 7 pm in the boat house",
    "Next meeting Tuesday 12th October",
    "The next meeting will be on 12 October 2021.",
    "It will come to the next meeting.",
    "Items for the next meeting",
    "Deferred until the next meeting",
    "Clerk to send round minutes of last meeting",
    "Minutes of the last meeting: approved",
    "The minutes of the previous meeting were approved.",
    "The last boat leaves at nine",
    "Future dates: 12 October 2021, 9 November 2021",
    "Next steps",
    "The schedule was noted.",
]


@pytest.mark.parametrize("closing", CLOSING)
@pytest.mark.parametrize("form", ["txt", "html", "paragraphs.html"])
def test_a_closing_line_does_not_hide_the_meeting_below_it(cut: Cut, write: Write, form: str, closing: str) -> None:
    days = ("14 September 2021", "10 August 2021", "13 July 2021")
    matters = "It was agreed that the pier be painted before the winter, and that the old rope be sold."
    if form == "txt":
        page = "Ferry Board minutes\n\n" + "".join(f"{day}\n\nPier: {matters}\n\n{closing}\n\n" for day in days)
    else:
        mark = "p" if form.startswith("p") else "h2"
        page = "<body><h1>Ferry Board minutes</h1>" + "".join(
            f"<{mark}>{day}</{mark}><p><b>Pier</b>: {matters}</p><p>{closing}</p>" for day in days
        )
    records = cut(write(f"page.{form}", page))
    assert [record.date for record in records] == ["2021-09-14", "2021-08-10", "2021-07-13"]
    for record in records:
        assert sum(passage.text.count("painted") for passage in record.passages) == 1
        assert any(closing.rsplit(maxsplit=1)[-1] in f"{passage.title}.\n{passage.text}" for passage in record.passages)


@pytest.mark.parametrize(
    "label",
    [
        "Date of next meeting",
        "Date of next meeting:",
        "7. Date and time of the next meeting",
        "DATE OF NEXT BOARD MEETING",
        "Next meeting",
        "Next meeting date:",
        "To agree the date of the next meeting",
        "Minutes of the last meeting",
        "Approval of the minutes of the previous meeting:",
    ],
)
def test_a_date_under_its_label_opens_no_meeting(cut: Cut, write: Write, label: str) -> None:
    days = ("14 September 2021", "10 August 2021", "13 July 2021")
    # The label's date has as much text under it as a meeting has, so that only the label tells them apart.
    page = "Ferry Board minutes\n\n" + "".join(
        f"{day}\n\nPier: It was agreed that the pier be painted before winter.\n\n{label}\n\n1{day[2:]}\n\n"
        f"Ropes: It was agreed that the old ropes be sold to whoever wants them.\n\n"
        for day in days
    )
    records = cut(write("page.txt", page))
    assert [record.date for record in records] == ["2021-09-14", "2021-08-10", "2021-07-13"]


def test_a_heading_opens_a_meeting_under_any_label(cut: Cut, write: Write) -> None:
    page = "<body><h1>Ferry Board minutes</h1>" + "".join(
        f"<h2>{day}</h2><h3>Pier</h3><p>It was agreed that the pier be painted before the winter.</p>{label}"
        for day, label in (
            ("14 September 2021", "<h3>Date of next meeting</h3>"),
            ("10 August 2021", "<p>Next meeting:</p>"),
            ("13 July 2021", "<p>Next meeting:</p><p>10 August 2021</p>"),
        )
    )
    records = cut(write("page.html", page))
    assert [record.date for record in records] == ["2021-09-14", "2021-08-10", "2021-07-13"]


def test_numbered_capitals_with_lists_inside(cut: Cut, write: Write) -> None:
    page = (
        "HILLTOP PARISH COUNCIL\n\nMinutes of the Annual Meeting of the Council held on Wednesday 15 May 2019\n\n"
        "PRESENT: Seven councillors and the Clerk\n\n"
        "1. ELECTION OF CHAIRMAN\nLast year's chairman was elected again.\n\n2. APOLOGIES\nNone.\n\n"
        "3. MINUTES OF THE MEETING HELD ON 17 APRIL 2019\nThese were approved.\n\n"
        "4. FINANCE\nThe following were paid:\n1. Grass cutting 320.00\n2. Insurance 1,204.50\n3. Hall hire 45.00\n\n"
        "5.DATE OF NEXT MEETING\nWednesday 19 June 2019\n"
    )
    (record,) = cut(write("m.txt", page))
    assert (record.body, record.date, record.type) == ("Hilltop Parish Council", "2019-05-15", "annual")
    assert record.next_date == "2019-06-19"
    assert [p.number for p in record.passages] == ["", "1", "2", "3", "4", "5"]
    assert "3. Hall hire 45.00" in text_of(record, "FINANCE")
    assert titles(record)[-1] == "DATE OF NEXT MEETING"


def test_bold_lines_under_a_letterhead(cut: Cut, write: Write) -> None:
    bold = "".join(
        f"<p><b>{title}</b></p><p>{text}</p>"
        for title, text in (
            ("Roof", "Slates are on order."),
            ("Volunteers", "Twelve came."),
            ("Grant", "It goes in soon."),
        )
    )
    page = f"<body><p><b>Trustees of the Mill Fund</b></p><p>Notes of a call on 2/11/2023</p>{bold}</body>"
    (record,) = cut(write("notes.html", page))
    assert (record.date, record.kind) == ("2023-11-02", "notes")
    assert titles(record) == ["Roof", "Volunteers", "Grant"]


def test_parts_of_sections(cut: Cut, write: Write) -> None:
    page = (
        "# Library Friends committee\n\nMinutes of 14 December 2021\n\n## Reports\n\n### Books\n\nFew were lent.\n\n"
        "### Music\n\nMore were.\n\n## Money\n\nThe sale raised 412 pounds.\n\n## Close\n\nAt nine.\n"
    )
    (record,) = cut(write("m.md", page))
    assert [(p.ordinal, p.title, p.parent) for p in record.passages if p.ordinal] == [
        (1, "Reports", None),
        (2, "Books", 1),
        (3, "Music", 1),
        (4, "Money", None),
        (5, "Close", None),
    ]


def test_a_log_of_resolutions_gets_marked_titles(cut: Cut, write: Write) -> None:
    lines = [
        "MINUTES",
        "TOWNSHIP OF ELM",
        "Tuesday, April 3, 2018",
        "A regular meeting of the Township of Elm Council was held.",
        "Present: the mayor",
        "Disclosure of pecuniary interest: None.",
        "Staff Reports: The roads were cleared.",
        "R2018-067 First, Second: That the minutes of the last meeting be adopted. Carried.",
        "R2018-068 Second, Third: That the dam be inspected subject to:",
        "1. A survey.",
        "2. A plan. Carried.",
        "Minutes – April 3, 2018 – Page 2",
        "R2018-069 First, Third: That the meeting be adjourned. Next meeting April 17, 2018. Carried.",
    ]
    (record,) = cut(write("m.html", f"<body><article><p>{'<br>'.join(lines)}</p></article></body>"))
    assert (record.body, record.date) == ("Township of Elm Council", "2018-04-03")
    assert [(p.number, p.title_generated) for p in record.passages] == [
        ("", True),
        ("", False),
        ("", False),
        ("R2018-067", True),
        ("R2018-068", True),
        ("R2018-069", True),
    ]
    assert record.passages[4].title.startswith("That the dam be inspected")
    assert record.passages[4].text.startswith("Second, Third: That the dam")
    assert "Page 2" not in " ".join(p.text for p in record.passages)
    assert record.next_date == "2018-04-17"


def test_numbers_in_a_column_of_their_own(cut: Cut, write: Write) -> None:
    rows = "".join(
        f"<tr><td><p>{n}.</p></td><td><p>{title}</p><div><p>{text}</p></div></td></tr>"
        for n, title, text in (
            (12, "Declarations of interest", "None."),
            (13, "Flood defences", "They held."),
            (14, "Close", "At nine."),
        )
    )
    page = (
        f"<body><h1>Scrutiny Committee - Tuesday, 5th March, 2024</h1><table class='mgItemTable'>{rows}</table></body>"
    )
    (record,) = cut(write("m.html", page))
    assert [(p.number, p.title, p.text) for p in record.passages if p.ordinal] == [
        ("12", "Declarations of interest", "None."),
        ("13", "Flood defences", "They held."),
        ("14", "Close", "At nine."),
    ]


def test_who_speaks_is_no_head(cut: Cut, write: Write) -> None:
    turns = "".join(
        f"<p>{who}: {text}</p>" for who, text in [("Ann", "I think so."), ("Bo", "So do I."), ("Ann", "Good.")] * 5
    )
    page = f"<body><h1>Tide Tables Group meeting</h1><h2>8 May 2025</h2><h3>Moon</h3>{turns}<h3>Sun</h3>{turns}</body>"
    (record,) = cut(write("m.html", page))
    assert titles(record) == ["Moon", "Sun"]
    assert text_of(record, "Sun").count("Ann: ") == 10


def test_paragraph_numbers_that_repeat_the_sections_go(cut: Cut, write: Write) -> None:
    page = (
        "Quay Board\nMinutes of the meeting of 4 May 2021\n\n1. Cranes\n\n1.1 The crane was oiled.\n\n1.2 It works.\n\n"
        "2. Ropes\n\n2.1 They are dry.\n\n3. Nets\n\n3.1 None.\n"
    )
    (record,) = cut(write("m.txt", page))
    assert text_of(record, "Cranes") == "The crane was oiled.\nIt works."


def test_minutes_without_heads_are_one_marked_section(cut: Cut, write: Write) -> None:
    page = (
        "Minutes of the Allotment Association meeting, 4 April 2018.\n\nTwelve holders came, and the trough that leaks "
        "will be replaced.\n\nRents stay as they are. The secretary was thanked for the tea.\n"
    )
    (record,) = cut(write("m.txt", page))
    assert [(p.ordinal, p.title_generated) for p in record.passages] == [(1, True)]


def test_drafts_are_told(cut: Cut, write: Write) -> None:
    page = "# Quay Board\n\nDRAFT minutes of 4 May 2021\n\n## Cranes\n\nOiled.\n\n## Ropes\n\nTo be redrafted.\n"
    assert cut(write("m.md", page))[0].draft
    assert not cut(write("m.md", page.replace("DRAFT ", "")))[0].draft


def test_a_date_from_the_name_is_marked(cut: Cut, write: Write) -> None:
    page = "# Quay Board minutes\n\n## Cranes\n\nThe crane was oiled.\n\n## Ropes\n\nThey were said to be dry.\n"
    (record,) = cut(write("2021-05-04-minutes.md", page))
    assert (record.date, record.date_inferred) == ("2021-05-04", True)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (
            """AGENDA for the meeting of Elm Town Council
to be held on 3 March 2024

1. To receive apologies
2. To approve the minutes
3. To consider planning applications
4. To set the date of the next meeting
""",
            "agenda",
        ),
        (
            "<body><h1>Council minutes</h1><ul>"
            + "".join(f"<li><a href='{n}'>Minutes {n} May 2020</a></li>" for n in range(1, 20))
            + "</ul></body>",
            "list",
        ),
        ("Dear resident,\n\nThank you for your letter of 3 March about the bins.\n", "too little"),
        ("Rainfall in the county. " * 80, "no date|nothing in it"),
    ],
)
def test_what_is_no_record_of_a_meeting_is_refused_with_the_reason(
    cut: Cut, write: Write, page: str, words: str
) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        cut(write("file.txt", page))
    assert caught.value.state == "not-minutes"


def test_a_year_of_meetings_in_one_pdf(cut: Cut, pdf: Callable[..., Path]) -> None:
    def page(month: str) -> Callable[[object], None]:
        def draw(canvas: object) -> None:
            rows = [
                ("Helvetica-Bold", 740, "MILLTON HARBOUR BOARD"),
                ("Helvetica-Bold", 720, "Minutes of the meeting"),
                ("Helvetica-Bold", 700, f"7 {month} 2022"),
                ("Helvetica-Bold", 660, "1. Dredging"),
                ("Helvetica", 640, f"The dredger worked for all of {month} and took out more than was asked of it."),
                ("Helvetica-Bold", 600, "2. Moorings"),
                ("Helvetica", 580, "Nine were free at the end, the harbour master told the members."),
            ]
            for font, y, text in rows:
                canvas.setFont(font, 11)  # type: ignore[attr-defined]
                canvas.drawString(72, y, text)  # type: ignore[attr-defined]

        return draw

    records = cut(pdf("2022.pdf", [page("March"), page("June"), page("September")]))
    assert [(r.body, r.date) for r in records] == [
        ("Millton Harbour Board", "2022-03-07"),
        ("Millton Harbour Board", "2022-06-07"),
        ("Millton Harbour Board", "2022-09-07"),
    ]
    for number, record in enumerate(records, 1):
        assert titles(record) == ["Dredging", "Moorings"]
        assert {p.page for p in record.passages} == {number}
        assert text_of(record, "Moorings").endswith("told the members.")


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_letterheads_are_left_out_at_every_opening_alike(data: st.DataObject) -> None:
    """What is dropped at the opening of one meeting is dropped at each; the heads of one never change another's."""
    count = data.draw(st.integers(2, 6))
    titles_ = data.draw(st.lists(st.sampled_from(["Pier", "Ropes", "Fares", "Crew", "Boats"]), min_size=3, unique=True))
    heads = "".join(f"<h3>{title}</h3><p>It was agreed to look at it again in spring.</p>" for title in titles_)
    page = "<body><h1>Ferry Board</h1>" + "".join(
        f"<h2>{day} May 2021</h2><h3>Minutes of the meeting</h3>{heads}" for day in range(1, count + 1)
    )
    from minutesearch.parse.formats import html

    records = segment(html.parse(page.encode()), path="corpus/page.html")
    assert len(records) == count
    assert [titles(record) for record in records] == [titles_] * count


BLOCK = st.builds(
    Block,
    text=st.text("ab .:1I-A", min_size=1, max_size=30).map(lambda t: t.strip() or "x"),
    kind=st.sampled_from(["heading", "paragraph", "item", "row"]),
    level=st.integers(1, 3),
    bold=st.sampled_from([0.0, 1.0]),
    lead=st.integers(0, 5),
)


@given(st.lists(BLOCK, min_size=1, max_size=25))
@settings(max_examples=150, deadline=None)
def test_no_word_is_lost_or_said_twice(blocks: list[Block]) -> None:
    front = [
        Block("Minutes of the Quay Board meeting of 4 May 2021", "heading", 1),
        Block("It was agreed that it was good. " * 4),
    ]
    document = Document("text/plain", "text/1", "", (*front, *blocks))
    try:
        records = segment(document, path="corpus/m.txt")
    except SourceError:
        return
    letters = [
        c
        for record in records
        for p in record.passages
        for c in f"{p.number}{'' if p.title_generated else p.title}{p.text}"
    ]
    given_ = [c for block in (*front, *blocks) for c in block.text]
    for letter in "abI":
        # List numbers, heads' end marks and page lines go; words never come twice.
        assert letters.count(letter) <= given_.count(letter)
    assert letters.count("a") >= given_.count("a") - sum(
        block.text.count("a") for block in blocks if len(block.text) < 12
    )


def test_the_version_names_every_part() -> None:
    from minutesearch.parse.formats import docx, html, text
    from minutesearch.parse.ocr import recognise
    from minutesearch.parse.pdf import document as pdf
    from minutesearch.parse.sections import segmenter

    parts = (html, pdf, docx, text, recognise, segmenter)
    assert " ".join(f"{part.NAME}/{part.VERSION}" for part in parts) == VERSION
