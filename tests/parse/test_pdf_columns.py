"""Columns under a full-width opening, stamps, margin numbers from 100 on, numbers that go on, letters set apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from minutesearch.parse import read
from minutesearch.parse.identity.kinds import is_draft
from minutesearch.parse.limits import Limits
from minutesearch.parse.pdf.readers import READERS, is_installed

Draw = Callable[[Any], None]
Blocks = Callable[[Path], list[tuple[str, str]]]
SIZE = 9.0
FILLER = ("The harbour wall was looked at after the storm", "and two of its steps are to be mended by June")


@pytest.fixture(params=READERS)
def blocks(request: pytest.FixtureRequest) -> Blocks:
    """Read a file with each reader in turn: (kind, text) of its blocks."""
    if not is_installed(request.param):
        pytest.skip("pypdfium2 is not installed")
    return lambda path: [(b.kind, b.text) for b in read(path, replace(Limits(), pdf=request.param)).blocks]


def put(canvas: Any, x: float, y: float, text: str, font: str = "Helvetica", size: float = SIZE) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def column(canvas: Any, x: float, top: float, heads: Sequence[str], *, step: float = 12.0) -> None:
    """A bold head and a paragraph of four lines under it, one after the other."""
    y = top
    for head in heads:
        put(canvas, x, y, head, "Helvetica-Bold")
        for i in range(4):
            put(canvas, x, y - step * (i + 1), FILLER[i % 2])
        y -= step * 6


def opened(canvas: Any) -> None:
    """A letterhead on both sides, a title, and who was there, in two lists whose right one begins at no column."""
    put(canvas, 40, 800, "Harbour Trust", "Helvetica-Bold")
    put(canvas, 372, 800, "2 Quay Street")
    put(canvas, 40, 770, "Minutes of the meeting of the Harbour Trust held in the long room on 4 May 2021", size=11)
    for i, (left, right) in enumerate((("Present:", "Also present:"), ("Member A", "the Clerk"), ("Member B", ""))):
        put(canvas, 40, 740 - 12 * i, left)
        put(canvas, 318, 740 - 12 * i, right)


def test_columns_under_an_opening_over_the_width(pdf: Callable[..., Path], blocks: Blocks) -> None:
    def first(canvas: Any) -> None:
        opened(canvas)
        column(canvas, 40, 680, ("Boats", "Buoys"))
        column(canvas, 310, 686, ("Cranes", "Dredging"))

    def last(canvas: Any) -> None:
        column(canvas, 40, 780, ("Fees", "Gates"))
        column(canvas, 310, 786, ("Hoists",))

    found = [text for _, text in blocks(pdf("m.pdf", [first, last]))]
    heads = ("Boats", "Buoys", "Cranes", "Dredging", "Fees", "Gates", "Hoists")
    assert [text for text in found if text in heads] == list(heads)
    assert found.index("Present: | Also present:") < found.index("Boats")
    assert found.count(" ".join(FILLER * 2)) == len(heads)


def test_columns_end_where_a_line_goes_over_both(pdf: Callable[..., Path], blocks: Blocks) -> None:
    def page(canvas: Any) -> None:
        column(canvas, 40, 780, ("Boats", "Buoys"))
        column(canvas, 310, 786, ("Cranes", "Dredging"))
        put(canvas, 40, 600, "The meeting closed at nine, and all who were there are thanked for their long patience.")
        column(canvas, 40, 560, ("Fees", "Gates"))
        column(canvas, 310, 566, ("Hoists", "Jetties"))

    found = [text for _, text in blocks(pdf("m.pdf", [page]))]
    shown = [text.split()[0] for text in found if not text.startswith(FILLER[0])]
    assert shown == ["Boats", "Buoys", "Cranes", "Dredging", "The", "Fees", "Gates", "Hoists", "Jetties"]


def test_a_table_without_ruled_lines_is_no_page_of_columns(pdf: Callable[..., Path], blocks: Blocks) -> None:
    def page(canvas: Any) -> None:
        for n in range(10):
            y = 760 - 26 * n
            put(canvas, 40, y, f"21/004{n}/F")
            put(canvas, 130, y, "The Old Sail Loft, Quay Street, by the pier")
            put(canvas, 330, y, "A new slate roof and two windows on its")
            put(canvas, 330, y - 11, "north side, as amended by the last plan")

    found = [text for _, text in blocks(pdf("m.pdf", [page]))]
    assert len(found) == 10
    assert all(text.startswith(f"21/004{n}/F | The Old Sail Loft") for n, text in enumerate(found))


def test_a_table_inside_a_column_stays_in_it(pdf: Callable[..., Path], blocks: Blocks) -> None:
    def page(canvas: Any) -> None:
        column(canvas, 40, 780, ("Boats", "Buoys", "Chains"))
        column(canvas, 310, 786, ("Cranes", "Dredging"))
        for y in (630, 612):
            canvas.line(310, y, 540, y)
        for x in (310, 420, 540):
            canvas.line(x, 612, x, 630)
        put(canvas, 314, 617, "Rope")
        put(canvas, 424, 617, "12.00")

    found = [text for _, text in blocks(pdf("m.pdf", [page]))]
    assert found.index("Dredging") < found.index("Rope | 12.00")


def stamped(canvas: Any, text: str = "DRAFT", angle: float = 55.0) -> None:
    canvas.saveState()
    canvas.translate(300, 420)
    canvas.rotate(angle)
    canvas.setFont("Helvetica-Bold", 90)
    canvas.drawCentredString(0, 0, text)
    canvas.restoreState()


def test_a_stamp_is_no_part_of_the_text_but_tells_that_it_is_a_draft(pdf: Callable[..., Path], blocks: Blocks) -> None:
    def page(canvas: Any) -> None:
        stamped(canvas)
        column(canvas, 40, 780, [f"{n}. Matter" for n in range(1, 9)])

    found = [text for _, text in blocks(pdf("m.pdf", [page, page]))]
    assert found[0] == "DRAFT"
    assert set(found[1:]) == {*(f"{n}. Matter" for n in range(1, 9)), " ".join(FILLER * 2)}
    assert is_draft((), "corpus/m.pdf", found)


def test_stamps_that_say_something_else_are_left_out(pdf: Callable[..., Path], blocks: Blocks) -> None:
    def page(canvas: Any) -> None:
        stamped(canvas, "COPY", 40)
        column(canvas, 40, 780, ("1. Boats", "2. Buoys"))

    found = [text for _, text in blocks(pdf("m.pdf", [page]))]
    assert found == ["1. Boats", " ".join(FILLER * 2), "2. Buoys", " ".join(FILLER * 2)]


def test_a_footer_that_says_draft_is_left_out_but_heard(pdf: Callable[..., Path], blocks: Blocks) -> None:
    def page(canvas: Any) -> None:
        column(canvas, 40, 780, ("1. Boats", "2. Buoys"))
        put(canvas, 40, 30, f"Provisional minutes, page {canvas.getPageNumber()}")

    found = [text for _, text in blocks(pdf("m.pdf", [page, page, page]))]
    assert found[0] == "Provisional minutes"
    assert not any("Provisional" in text for text in found[1:])
    assert is_draft(found[:1], "corpus/m.pdf")


def test_numbers_from_100_on_in_a_margin_are_items_and_years_and_sums_are_not(
    pdf: Callable[..., Path], blocks: Blocks
) -> None:
    def page(canvas: Any) -> None:
        for i, (number, text) in enumerate(
            (("113", "Apologies for absence"), ("2021", "Budget"), ("250", "metres of rope"), ("114", "Boats"))
        ):
            put(canvas, 40, 760 - 40 * i, number, size=11)
            put(canvas, 100, 760 - 40 * i, text, size=11)

    assert blocks(pdf("m.pdf", [page])) == [
        ("paragraph", "113 Apologies for absence"),
        ("row", "2021 | Budget"),
        ("row", "250 | metres of rope"),
        ("paragraph", "114 Boats"),
    ]


def test_an_owner_beside_a_title_of_two_lines(pdf: Callable[..., Path], blocks: Blocks) -> None:
    def page(canvas: Any) -> None:
        put(canvas, 40, 760, "5", size=11)
        put(canvas, 70, 760, "To consider whether the slipway should be closed to", size=11)
        put(canvas, 500, 760, "Clerk", size=11)
        put(canvas, 70, 747, "trailers between November and March", size=11)

    assert blocks(pdf("m.pdf", [page])) == [
        ("paragraph", "5 To consider whether the slipway should be closed to trailers between November and March"),
        ("row", "Clerk"),
    ]


def test_a_number_that_goes_on_begins_a_paragraph_under_a_full_line(pdf: Callable[..., Path], blocks: Blocks) -> None:
    texts = (
        "1) The wardens told of the winter and what it did to the two jetties and",
        "the old crane",
        "2) Any other business that those present may wish to bring up at the end",
        "3) Next meeting",
        "a) Place",
        "b) Time",
    )

    def page(canvas: Any) -> None:
        for i, text in enumerate(texts):
            put(canvas, 60 if text[0] in "ab" else 40, 760 - 13 * i, text, size=11)

    found = [text for _, text in blocks(pdf("m.pdf", [page]))]
    assert found == [f"{texts[0]} {texts[1]}", *texts[2:]]


def test_words_set_letter_by_letter_are_words(pdf: Callable[..., Path], blocks: Blocks) -> None:
    def page(canvas: Any) -> None:
        put(canvas, 40, 760, "H A R B O U R   T R U S T", size=14)
        canvas.setFont("Helvetica", 14)
        canvas.drawString(40, 720, "MINUTES", charSpace=4)
        put(canvas, 40, 690, "Votes were cast for the plans A, B and C", size=11)

    assert [text for _, text in blocks(pdf("m.pdf", [page]))] == [
        "HARBOUR TRUST",
        "MINUTES",
        "Votes were cast for the plans A, B and C",
    ]


def test_an_item_of_which_nothing_was_said_is_a_title_in_a_ruled_grid(pdf: Callable[..., Path], blocks: Blocks) -> None:
    rows = (
        ("Agenda", "Minutes"),
        ("Boats", "Two were sold, and the price was thought fair."),
        ("Buoys", ""),
        ("Cranes", "The old one stays."),
    )

    def page(canvas: Any) -> None:
        for i, (title, said) in enumerate(rows):
            y = 760 - 20 * i
            canvas.rect(40, y - 20, 120, 20)
            canvas.rect(160, y - 20, 380, 20)
            put(canvas, 45, y - 14, title)
            put(canvas, 165, y - 14, said)

    assert blocks(pdf("m.pdf", [page])) == [
        ("row", "Agenda | Minutes"),
        ("heading", "Boats"),
        ("paragraph", rows[1][1]),
        ("heading", "Buoys"),
        ("heading", "Cranes"),
        ("paragraph", rows[3][1]),
    ]
