"""A storyboard as an Excel file: the evidence log, and sheets for meetings, promises, sources and what was searched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from minutesearch.present.export.citing import linkable
from minutesearch.present.export.log import HEADS, rows
from minutesearch.present.export.nouns import Report
from minutesearch.present.export.zipped import made_at, timeless

_MOST = 32_767
"""Characters in a cell of Excel's; a longer text would be dropped without a word."""
_LONGEST = 650
"""Characters in an address that is linked: Excel takes 2,079, and some are written as three."""
_CUT = " … (cut: a cell holds no more)"
_WIDTHS = {
    "Quote": 60,
    "Note": 34,
    "Heading": 26,
    "Title": 26,
    "Section": 28,
    "Source": 30,
    "Address": 34,
    "Remark": 34,
}
_PLEDGES = ("Promised", "Body", "What", "By", "Due", "Status", "Why", "Later passages", "Section")
_ORIGINS = ("No.", "Source", "Address", "Retrieved", "SHA-256", "Quotes")

Cells = Sequence[Sequence[str | int | None]]


def document(said: Report) -> bytes:
    """Write an Excel file.

    Args:
        said: the storyboard in words.

    Returns:
        The file; the same bytes for the same storyboard.
    """
    file = BytesIO()
    book = Workbook(
        file,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": _fitted(said.title, 255), "created": made_at(said.made)})
    _sheet(book, "Evidence", HEADS, rows(said), _WIDTHS)
    moments = [(m.date, m.when, m.body, m.said, None if m.missing else m.quotes) for m in said.moments]
    _sheet(book, "Timeline", ("Date", "When", "Body", "Minutes", "Quotes"), moments, {"Minutes": 60})
    pledges = [
        (p.made, p.body, p.text, p.owner, p.due, p.status, p.why, "\n".join(p.later), p.section) for p in said.pledges
    ]
    _sheet(book, "Promises", _PLEDGES, pledges, {"What": 50, "Why": 40, "Later passages": 50, "Section": 28})
    origins = [
        (o.n, o.path, o.address_words, o.retrieved, o.sha256, ", ".join(map(str, o.quotes))) for o in said.origins
    ]
    _sheet(book, "Sources", _ORIGINS, origins, {"Source": 40, "Address": 40, "Retrieved": 22, "SHA-256": 70})
    searched = [("Title", said.title), ("What was searched", said.coverage), ("Promises", said.pledged), *said.beyond]
    _sheet(book, "Coverage", ("What", "In words"), searched, {"What": 40, "In words": 100})
    book.close()
    return timeless(file.getvalue())


def _sheet(book: Any, name: str, heads: Sequence[str], cells: Cells, widths: dict[str, int]) -> None:
    """A sheet with a head that stays, filters, and wrapped text."""
    top = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF3", "border": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d mmm yyyy", "valign": "top", "align": "left"})
    link = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#1D5A8C", "underline": 1})
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for column, head in enumerate(heads):
        sheet.set_column(column, column, widths.get(head, min(22, max(8, len(head) + 3))))
        sheet.write_string(0, column, head, top)
    for row, line in enumerate(cells, 1):
        for column, (head, cell) in enumerate(zip(heads, line, strict=True)):
            _write(sheet, (row, column), cell, head, {"text": body, "day": day, "link": link})
    sheet.autofilter(0, 0, max(1, len(cells)), len(heads) - 1)


def _write(sheet: Any, at: tuple[int, int], cell: str | int | None, head: str, formats: dict[str, Any]) -> None:
    """A cell: a number as a number, a day as a day, an address as a link, and all else as a string."""
    if cell is None or cell == "":
        sheet.write_blank(*at, None, formats["text"])
    elif isinstance(cell, int):
        sheet.write_number(*at, cell, formats["text"])
    elif head == "Date" and (day := _day(cell)):
        sheet.write_datetime(*at, day, formats["day"])
    elif head == "Address" and len(cell) <= _LONGEST and (address := linkable(cell)):
        sheet.write_url(*at, address, formats["link"], _fitted(cell))
    else:
        sheet.write_string(*at, _fitted(cell), formats["text"])


def _day(cell: str) -> date | None:
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return None
    return day if day.year >= 1900 else None


def _fitted(text: str, most: int = _MOST) -> str:
    # Excel counts characters beyond the basic plane twice.
    if len(text) + sum(c > "\uffff" for c in text) <= most:
        return text
    return text[: most // 2 - len(_CUT)] + _CUT
