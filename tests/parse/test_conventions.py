"""The ways in which minutes mark their heads: one small document of our own for each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from minutesearch.model import Block, Document, Record
from minutesearch.parse import explain, read, segment

Cut = Callable[..., list[Record]]
Write = Callable[..., Path]

TOP = "Oak Board\nMinutes of the meeting held on 12 January 2021\n\nPresent: the chair, the clerk and six members\n\n"


def heads(record: Record) -> list[tuple[str, str]]:
    return [(p.number, p.title) for p in record.passages if p.ordinal and p.parent is None and not p.title_generated]


def text_under(record: Record, title: str) -> str:
    return next(passage.text for passage in record.passages if passage.title == title)


DOCUMENTS = {
    "short lines over paragraphs": (
        TOP + "Boathouse roof\n\nThe surveyor had found rot in two beams.\n\nA price was asked for.\n\n"
        "What should become of the old slipway?\n\nIt was left to the harbour group.\n\n"
        "Moorings\n\nAll but three were let.\n",
        [("", "Boathouse roof"), ("", "What should become of the old slipway?"), ("", "Moorings")],
    ),
    "clock times": (
        (
            "# Oak Board minutes, 12 January 2021\n\n7:00 - Welcome\n\n- nine came\n\n7:05 - Roof fund\n\n"
            "- stands at £90\n\n"
            "7:05 - Slipway\n\n- no news\n\n7:40 - Close\n\n- all went home\n"
        ),
        [("7:00", "Welcome"), ("7:05", "Roof fund"), ("7:05", "Slipway"), ("7:40", "Close")],
    ),
    "outer items of nested lists": (
        (
            "# Oak Board minutes, 12 January 2021\n\n- Roof fund\n  - it stands at £90\n  - a raffle was held\n"
            "- Slipway\n  - no news yet\n- Moorings\n  - three are free\n- Any other business\n"
        ),
        [("", "Roof fund"), ("", "Slipway"), ("", "Moorings"), ("", "Any other business")],
    ),
    "an agenda that was answered by e-mail": (
        (
            "| Oak Board minutes, 12 January 2021\n|\n| 1. Roof fund\n\nIt stands at £90.\n\n"
            "| 2. Slipway\n\nNo news.\n\n| 3. Moorings\n\nThree are free.\n"
        ),
        [("1", "Roof fund"), ("2", "Slipway"), ("3", "Moorings")],
    ),
    "headings under one that says Minutes": (
        (
            "# Oak Board 12 January 2021\n\n## Attendance\n\n- the chair\n\n## Minutes\n\n### Roof fund\n\n"
            "It stands at £90.\n\n### Slipway\n\nThere was no news of it.\n\n### Moorings\n\nThree are free.\n\n"
            "## Next meeting\n\nIn February.\n"
        ),
        [("", "Roof fund"), ("", "Slipway"), ("", "Moorings"), ("", "Next meeting")],
    ),
    "a word that says that a title follows": (
        (
            "# Oak Board meeting 12 January 2021\n\n## Topic: Roof fund\n\nIt stands at £90.\n\n"
            "## Topic: Slipway\n\nNo news.\n"
        ),
        [("", "Roof fund"), ("", "Slipway")],
    ),
    "a list of real headings with numbered lists inside": (
        (
            "# Oak Board minutes 12 January 2021\n\n## Roof fund\n\n1. Raffle: it made £40\n2. Fair: it made £50\n\n"
            "## Slipway\n\n1. Rails: to be greased\n2. Winch: to be oiled\n\n## Moorings\n\nThree are free.\n"
        ),
        [("", "Roof fund"), ("", "Slipway"), ("", "Moorings")],
    ),
    "a number whose point was forgotten": (
        TOP
        + "1 Roof fund\n\nIt stands at £90.\n\n2. Slipway\n\nThere was no news.\n\n3. Moorings\n\nThree are free.\n",
        [("1", "Roof fund"), ("2", "Slipway"), ("3", "Moorings")],
    ),
    "numbered titles with a colon inside": (
        TOP + "1. Roof fund\n\nIt stands at £90.\n\n2. Slipway: a new winch\n\nA price was asked for.\n\n"
        "3. Moorings\n\nThree are free.\n",
        [("1", "Roof fund"), ("2", "Slipway: a new winch"), ("3", "Moorings")],
    ),
    "initials of people are no letters that count": (
        TOP + "J. Brown\n\nP. Green\n\n**Roof fund**\n\nIt stands at £90.\n\n**Slipway**\n\nNo news of it.\n\n"
        "**Moorings**\n\nThree are free.\n",
        [("", "Roof fund"), ("", "Slipway"), ("", "Moorings")],
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_convention_is_learned(name: str, cut: Cut, write: Write) -> None:
    text, expected = DOCUMENTS[name]
    [record] = cut(write("oak-board-2021-01-12.md", text))
    assert record.date == "2021-01-12"
    assert heads(record) == expected


def test_a_table_that_holds_the_minutes_is_taken_apart(cut: Cut, write: Write) -> None:
    rows = (
        "<tr><th>Item</th><th>Discussion</th><th>Action</th></tr>"
        "<tr><td>1. Roof fund</td><td>It was reported that £90 had been raised.</td><td>Treasurer</td></tr>"
        "<tr><td>2. Slipway</td><td>There was no news of the winch.</td><td></td></tr>"
        "<tr><td>3. Moorings</td><td>Three were said to be free.</td><td>Harbour group</td></tr>"
    )
    [record] = cut(write("x.html", f"<body><h1>Oak Board minutes 12 January 2021</h1><table>{rows}</table></body>"))
    assert heads(record) == [("1", "Roof fund"), ("2", "Slipway"), ("3", "Moorings")]
    assert text_under(record, "Roof fund") == "It was reported that £90 had been raised.\nTreasurer"


def test_a_table_of_payments_stays_in_its_section(cut: Cut, write: Write) -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>{what}</td><td>£{n}0.00</td></tr>" for n, what in enumerate(("Rope", "Oil", "Paint"))
    )
    body = f"<h2>Accounts</h2><p>These were paid.</p><table>{rows}</table><h2>Moorings</h2><p>Three are free.</p>"
    [record] = cut(write("x.html", f"<body><h1>Oak Board minutes 12 January 2021</h1>{body}</body>"))
    assert heads(record) == [("", "Accounts"), ("", "Moorings")]
    assert "1 | Oil | £10.00" in text_under(record, "Accounts")


def test_the_agendas_words_are_not_the_minute(cut: Cut, write: Write) -> None:
    def item(number: int, title: str, minute: str) -> str:
        return (
            f'<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt">{number}.</p></td><td><p class="mgAiTitleTxt">'
            f'<a href="x.pdf">{title} <span>PDF 40 KB</span></a></p><div><p>To consider {title.lower()}.</p></div>'
            f'<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><p>{minute}</p></div></td></tr>'
        )

    rows = item(1, "Roof fund", "It was noted that £90 had come in.") + item(2, "Slipway", "Members asked for a price.")
    title = "<h1>Agenda and minutes</h1><h2>Oak Board - Tuesday 12 January 2021</h2>"
    page = f"<body>{title}<table class='mgItemTable'>{rows}</table></body>"
    [record] = cut(write("x.html", page))
    assert heads(record) == [("1", "Roof fund"), ("2", "Slipway")]
    assert text_under(record, "Roof fund") == "It was noted that £90 had come in."
    explained = explain(read(write("y.html", page)), path="corpus/y.html")
    assert [each.block.text for each in explained.blocks if each.role == "left out"] == [
        "To consider roof fund.", "Minutes:", "To consider slipway.", "Minutes:",
    ]  # fmt: skip


def test_capitals_over_plain_bold_are_two_ranks() -> None:
    def bold(text: str) -> Block:
        return Block(text, bold=1.0, lead=len(text))

    blocks = [Block("Oak Board"), Block("Minutes of the meeting held on 12 January 2021")]
    for title, parts in {
        "APOLOGIES": [],
        "ROOF AND GROUNDS": ["Roof fund", "Lawn"],
        "HARBOUR": ["Slipway", "Moorings"],
        "FINANCE": [],
        "NEXT MEETING": [],
    }.items():
        blocks += [bold(title), Block("Something was said about it by the clerk.")]
        for part in parts:
            blocks += [bold(part), Block("And more was said about this part of it.")]
    [record] = segment(Document("text/plain", "text/1", "", tuple(blocks)), path="corpus/x.txt")
    assert [title for _, title in heads(record)] == [
        "APOLOGIES",
        "ROOF AND GROUNDS",
        "HARBOUR",
        "FINANCE",
        "NEXT MEETING",
    ]
    parents = {p.title: p.parent for p in record.passages if p.parent}
    assert parents == {"Roof fund": 2, "Lawn": 2, "Slipway": 5, "Moorings": 5}


def test_a_letterhead_in_the_style_of_the_heads_is_none() -> None:
    lines = ["MINUTES OF THE MEETING OF THE OAK BOARD", "HELD IN THE BOATHOUSE", "ON TUESDAY 12 JANUARY 2021"]
    blocks = [Block(line, bold=1.0, lead=len(line)) for line in lines]
    for title in ("APOLOGIES", "ROOF FUND", "MOORINGS"):
        blocks += [Block(title, bold=1.0, lead=len(title)), Block("Something was said about it by the clerk.")]
    [record] = segment(Document("text/plain", "text/1", "", tuple(blocks)), path="corpus/x.txt")
    assert [title for _, title in heads(record)] == ["APOLOGIES", "ROOF FUND", "MOORINGS"]


def test_the_form_of_a_resolution_is_no_title(cut: Cut, write: Write) -> None:
    lines = [
        f"R2021-{n} Moved by the chair, seconded by a member: BE IT RESOLVED: 1. That the {what} be mended. Carried."
        for n, what in enumerate(("slipway", "roof", "crane", "pier"), 11)
    ]
    [record] = cut(write("x.txt", "Oak Board\nMinutes of 12 January 2021\n\n" + "\n\n".join(lines)))
    assert [passage.title for passage in record.passages if passage.ordinal][:2] == [
        "That the slipway be mended", "That the roof be mended",
    ]  # fmt: skip
    assert all(passage.title_generated for passage in record.passages)
