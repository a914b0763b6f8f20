"""Excel and CSV: the evidence log, with no cell that is a formula."""

from __future__ import annotations

import csv
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from tests.export.boards import HOSTILE, Builder

from minutesearch.model import Storyboard
from minutesearch.present.export import rendered
from minutesearch.present.export.log import HEADS
from minutesearch.text import safe_text

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:openpyxl")


def book_of(board: Storyboard) -> Any:
    return openpyxl.load_workbook(BytesIO(rendered(board, ".xlsx")))


def log_of(board: Storyboard) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(rendered(board, ".csv").decode("utf-8-sig"))))


def test_the_log_has_a_row_a_quote_with_all_that_finds_it(storyboard: Storyboard) -> None:
    rows = log_of(storyboard)
    assert list(rows[0]) == list(HEADS)
    assert [row["No."] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert rows[0] == {
        "No.": "1", "Heading": "Crossings without a patrol", "Shows": "problem", "Counter-evidence": "",
        "Verified": "yes",
        "Quote": "The patrol at the lower crossing had not been filled for twelve weeks, and parents had written to "
                 "the board to say that children were late.",
        "Misprints": "", "Note": "Ask for the rota.", "Date": "2024-02-13", "Body": "Example Board",
        "Title": "Crossing patrols", "Kind": "minutes", "Status": "approved", "Page": "3", "Line": "14",
        "Section": "example-board:2024-02-13/1", "Source": "example/2024-02-13.pdf",
        "Address": "https://board.example/2024-03.pdf", "Retrieved": "2024-05-01T09:00:00Z", "SHA-256": "ab" * 32,
        "Remark": "",
    }  # fmt: skip
    assert rows[1]["Quote"] == "Two patrols were recieved [sic] […] and the third would start after Easter."
    assert rows[1]["Misprints"] == "“recieved” for “received”"
    assert rows[2]["Counter-evidence"] == "yes"
    assert (rows[3]["Verified"], rows[4]["Verified"]) == ("NO: other words", "NO: source changed")
    assert rows[4]["Remark"].startswith("NOT VERIFIED")
    assert rows[4]["Source"] == "example/2024-03-12.pdf"


def test_csv_begins_with_the_mark_by_which_excel_knows_utf_8(storyboard: Storyboard) -> None:
    assert rendered(storyboard, ".csv").startswith(b"\xef\xbb\xbfNo.,Heading")


def test_no_cell_of_the_csv_is_a_formula(hostile: Storyboard) -> None:
    cells = [cell for row in log_of(hostile) for cell in row.values()]
    risky = [cell for cell in cells if cell.lstrip()[:1] in set("=+-@\t\r＝＋－＠")]
    assert not [cell for cell in risky if cell]
    assert '\'=HYPERLINK("https://evil.example/","x")' in cells
    assert "'+SUM(1)" in cells


def test_the_sheets_and_their_heads(storyboard: Storyboard) -> None:
    book = book_of(storyboard)
    assert book.sheetnames == ["Evidence", "Timeline", "Promises", "Sources", "Coverage"]
    sheet = book["Evidence"]
    assert [cell.value for cell in sheet[1]] == list(HEADS)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
    assert book["Timeline"]["D4"].value == "No minutes in the archive: the 14 May 2024 meeting approved them"
    assert book["Promises"]["F2"].value == "Partly"
    assert book["Sources"]["E2"].value == "ab" * 32
    assert "NOT be verified" in book["Coverage"]["B3"].value
    assert book.properties.title == "A safe way to school"


def test_numbers_are_numbers_days_are_days_and_quotes_are_wrapped(storyboard: Storyboard) -> None:
    sheet = book_of(storyboard)["Evidence"]
    at = {head: n for n, head in enumerate(HEADS)}
    row = sheet[2]
    assert row[at["Date"]].value == datetime(2024, 2, 13)  # noqa: DTZ001 - a sheet knows no zone
    assert row[at["Page"]].value == 3
    assert row[at["Quote"]].alignment.wrap_text
    assert row[at["Address"]].hyperlink.target == "https://board.example/2024-03.pdf"


def test_texts_are_strings_and_only_web_addresses_are_links(hostile: Storyboard) -> None:
    book = book_of(hostile)
    at = HEADS.index("Quote")
    for n, row in enumerate(book["Evidence"].iter_rows(min_row=2)):
        assert row[at].data_type == "s"
        # openpyxl leaves the escape that Excel itself undoes.
        assert row[at].value.replace("_x005F_", "_") == safe_text(HOSTILE[n])
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    sheet = book_of(Builder().quote("word " * 10_000).board())["Evidence"]
    value = sheet.cell(2, HEADS.index("Quote") + 1).value
    assert value.endswith("(cut: a cell holds no more)")
    assert len(value) <= 32_767


def test_an_address_too_long_to_link_is_written_out() -> None:
    address = "https://board.example/" + "[" * 700
    cell = book_of(Builder().quote("The gate.", address=address).board())["Evidence"].cell(
        2, HEADS.index("Address") + 1
    )
    assert (cell.value, cell.hyperlink) == (address, None)
