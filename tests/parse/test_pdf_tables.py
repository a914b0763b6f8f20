"""Ruled tables: cells, rows over two pages, and tables that hold the minutes themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from minutesearch.parse import read
from minutesearch.parse.limits import Limits
from minutesearch.parse.pdf.grid import grids_of
from minutesearch.parse.pdf.readers import READERS, is_installed
from minutesearch.parse.pdf.sheets import Rule, ruled

Row = Sequence[Sequence[str]]
"""Cells with their lines; a line that opens with ``*`` is bold."""
HEIGHT = 13


@pytest.fixture(params=READERS)
def blocks(request: pytest.FixtureRequest) -> Callable[[Path], list[tuple[str, str]]]:
    """Read a file with each reader in turn: (kind, text) of its blocks."""
    if not is_installed(request.param):
        pytest.skip("pypdfium2 is not installed")
    return lambda path: [(b.kind, b.text) for b in read(path, replace(Limits(), pdf=request.param)).blocks]


def table(canvas: Any, edges: Sequence[float], top: float, rows: Sequence[Row], *, closed: bool = True) -> float:
    """Draw a ruled table; not ``closed``, it has no line at its foot, as where it goes on over the page."""
    y = top
    for row in rows:
        canvas.line(edges[0], y, edges[-1], y)
        foot = y - HEIGHT * max(len(cell) for cell in row) - 6
        for x, cell in zip(edges, row, strict=False):
            for i, text in enumerate(cell):
                canvas.setFont("Helvetica-Bold" if text.startswith("*") else "Helvetica", 10)
                canvas.drawString(x + 5, y - HEIGHT * (i + 1), text.lstrip("*"))
        for x in edges:
            canvas.line(x, foot, x, y)
        y = foot
    if closed:
        canvas.line(edges[0], y, edges[-1], y)
    return y


def test_a_wrapped_cell_is_one_cell_however_near_the_next_one_stands(
    pdf: Callable[..., Path], blocks: Callable[[Path], list[tuple[str, str]]]
) -> None:
    def draw(canvas: Any) -> None:
        table(
            canvas,
            (60, 110, 330, 380, 540),
            700,
            [
                (["*Ref"], ["*Action"], ["*Owner"], ["*Progress"]),
                (["7/1"], ["Ask the drainage board for a new date", "and for the plan of it"], ["Clerk"], ["Waiting"]),
                (["7/2"], ["Buy rope"], ["Warden"], ["The chandler has none that is long", "enough. Closed"]),
            ],
        )

    assert blocks(pdf("m.pdf", [draw])) == [
        ("row", "Ref | Action | Owner | Progress"),
        ("row", "7/1 | Ask the drainage board for a new date and for the plan of it | Clerk | Waiting"),
        ("row", "7/2 | Buy rope | Warden | The chandler has none that is long enough. Closed"),
    ]


def test_a_table_goes_on_over_the_page(
    pdf: Callable[..., Path], blocks: Callable[[Path], list[tuple[str, str]]]
) -> None:
    edges = (60, 110, 330, 380, 540)
    head = (["*Ref"], ["*Action"], ["*Owner"], ["*Progress"])

    def first(canvas: Any) -> None:
        row = (["7/1"], ["Ask the drainage board for a date and"], ["Clerk"], ["Waiting for word from"])
        table(canvas, edges, 180, [head, row], closed=False)

    def second(canvas: Any) -> None:
        rest: Row = ([], ["for the plan of it"], [], ["the board"])
        table(canvas, edges, 700, [head, rest, (["7/2"], ["Buy rope"], ["Warden"], [])])

    assert blocks(pdf("m.pdf", [first, second])) == [
        ("row", "Ref | Action | Owner | Progress"),
        (
            "row",
            "7/1 | Ask the drainage board for a date and for the plan of it | Clerk | Waiting for word from the board",
        ),
        ("row", "7/2 | Buy rope | Warden"),
    ]


SAID = [
    "The harbour master told the board that the new crane",
    "had come, and that nobody could drive it yet.",
    "• two drivers will be taught in May",
    "The old crane will be sold after that.",
]


@pytest.mark.parametrize(
    ("head", "item"),
    [
        ((["*Item"], ["*Discussion"], ["*Action"]), "4. Cranes"),
        ((["*No. and subject"], ["*Minutes"], ["*Who"]), "4. Cranes"),
    ],
)
def test_a_grid_that_holds_the_minutes_is_taken_apart(
    pdf: Callable[..., Path], blocks: Callable[[Path], list[tuple[str, str]]], head: Row, item: str
) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 780, "Quay Committee, 4 May 2021")
        rows = [head, ([f"*{item}"], SAID, ["AB"]), (["*5. Dredging"], ["Nothing was said of it."], [])]
        table(canvas, (60, 160, 450, 540), 700, rows)

    found = blocks(pdf("m.pdf", [draw]))
    assert found[1] == ("row", " | ".join(cell[0].lstrip("*") for cell in head))
    assert found[2:] == [
        ("paragraph", item),
        (
            "paragraph",
            "The harbour master told the board that the new crane had come, and that nobody could drive it yet.",
        ),
        ("item", "two drivers will be taught in May"),
        ("paragraph", "The old crane will be sold after that."),
        ("row", "AB"),
        ("paragraph", "5. Dredging"),
        ("paragraph", "Nothing was said of it."),
    ]


def test_a_grid_without_column_heads(pdf: Callable[..., Path], blocks: Callable[[Path], list[tuple[str, str]]]) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            (["4"], ["Cranes"], SAID, ["AB"]),
            (["5"], ["Dredging"], ["It was put off, since the dredger is", "still at the other quay."], []),
            (
                ["6"],
                ["Any other", "business"],
                ["The lamp at the steps is out, and the", "clerk will tell the town."],
                ["CD"],
            ),
        ]
        table(canvas, (60, 90, 170, 450, 540), 700, rows)

    found = blocks(pdf("m.pdf", [draw]))
    assert [each for each in found if each[1][:1].isdigit()] == [
        ("paragraph", "4 Cranes"),
        ("paragraph", "5 Dredging"),
        ("paragraph", "6 Any other business"),
    ]
    assert [text for kind, text in found if kind == "row"] == ["AB", "CD"]


def test_names_that_are_ruled_one_by_one_beside_their_label(
    pdf: Callable[..., Path], blocks: Callable[[Path], list[tuple[str, str]]]
) -> None:
    def draw(canvas: Any) -> None:
        rows = [(["Present:"], ["The harbour master"]), ([], ["The pilot"]), (["Apologies:"], ["The diver"])]
        table(canvas, (60, 200, 540), 700, rows)

    assert blocks(pdf("m.pdf", [draw])) == [
        ("row", "Present: | The harbour master The pilot"),
        ("row", "Apologies: | The diver"),
    ]


def test_a_stamp_across_a_table_is_no_part_of_its_cells(
    pdf: Callable[..., Path], blocks: Callable[[Path], list[tuple[str, str]]]
) -> None:
    def draw(canvas: Any) -> None:
        table(canvas, (60, 200, 400, 540), 700, [(["Rope"], ["12.00"], ["paid"]), (["Paint"], ["30.00"], ["owed"])])
        canvas.setFont("Helvetica", 120)
        canvas.drawString(80, 660, "DRAFT")

    found = blocks(pdf("m.pdf", [draw]))
    assert ("row", "Rope | 12.00 | paid") in found
    assert ("row", "Paint | 30.00 | owed") in found
    assert "DRAFT" in [text for _, text in found]


def test_frames_and_underlines_are_no_tables() -> None:
    frame = ruled([(50, 50), (550, 50), (550, 800), (50, 800), (50, 50)], stroke=True)
    assert len(frame) == 4
    assert grids_of(frame) == []
    assert grids_of([Rule(72, y, 300, y) for y in (100, 200, 300)]) == []


def test_cells_over_several_columns_and_rows() -> None:
    # Three columns by two rows; the first row is one cell from side to side, the last column one cell in both rows.
    rules = [Rule(0, y, 300, y) for y in (0, 200)] + [Rule(0, 100, 200, 100)]
    rules += [Rule(0, 0, 0, 200), Rule(300, 0, 300, 200), Rule(200, 0, 200, 200), Rule(100, 0, 100, 100)]
    (grid,) = grids_of(rules)
    cells = [grid.cell(0, x, y) for x, y in ((50, 150), (150, 150), (50, 50), (150, 50), (250, 150), (250, 50))]
    places = [(cell.row, cell.column) for cell in cells if cell is not None]
    assert places == [(0, 0), (0, 0), (1, 0), (1, 1), (0, 2), (0, 2)]
    assert grid.cell(0, 310, 50) is None


def test_a_drawing_is_given_up() -> None:
    strokes = [Rule(i * 7, 0, i * 7, 5000) for i in range(600)] + [Rule(0, i * 7, 5000, i * 7) for i in range(600)]
    assert grids_of(strokes) == []
