"""Both readers of PDF find the same, and the second reads what the first cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from minutesearch.errors import SourceError
from minutesearch.model import Document
from minutesearch.parse import read
from minutesearch.parse.limits import Limits
from minutesearch.parse.pdf import document as reading
from minutesearch.parse.pdf import readers as pdf_readers

Draw = Callable[[Any], None]
FERRY = "The ferry ran late on most days of the week because the pier was being mended, and nobody"


def by(reader: str, path: Path) -> Document:
    return read(path, replace(Limits(), pdf=reader))


def told(document: Document) -> list[tuple[Any, ...]]:
    return [
        (b.kind, b.text, round(b.size), round(b.x), round(b.bold, 1), b.lead, b.page, b.line) for b in document.blocks
    ]


def page(canvas: Any) -> None:
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(72, 780, "Ferry Board")
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(72, 740, "3.")
    canvas.drawString(110, 740, "Timetable")
    canvas.setFont("Helvetica", 11)
    for i, text in enumerate((FERRY, "had told the riders – not even those who had asked.")):
        canvas.drawString(72, 720 - 14 * i, text)
    canvas.drawString(90, 680, "• print a new timetable")
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(72, 660, "Action:")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(118, 660, "the clerk writes to the riders.")


def turned(canvas: Any) -> None:
    canvas.setPageRotation(90)
    canvas.saveState()
    canvas.translate(595, 0)
    canvas.rotate(90)
    page_low(canvas)
    canvas.restoreState()


def page_low(canvas: Any) -> None:
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 400, "A wide page of figures that is printed across the sheet")
    canvas.drawString(72, 386, "so that all its columns find room on it, as they must.")


def in_a_form(canvas: Any) -> None:
    canvas.beginForm("whole")
    page(canvas)
    canvas.endForm()
    canvas.doForm("whole")


@pytest.mark.parametrize("draw", [page, turned, in_a_form])
def test_both_readers_give_the_same_blocks(pdf: Callable[..., Path], draw: Draw) -> None:
    pytest.importorskip("pypdfium2")
    path = pdf("m.pdf", [draw])
    first, second = by("pdfminer", path), by("pdfium", path)
    assert told(first) == told(second)
    assert len(first.blocks) >= 1
    assert first.parser == f"pdf/{reading.VERSION}"
    assert second.parser == f"pdf/{reading.VERSION}+pdfium"


@pytest.mark.parametrize("reader", pdf_readers.READERS)
def test_print_along_the_margin_is_one_line_and_cuts_no_other(pdf: Callable[..., Path], reader: str) -> None:
    if not pdf_readers.is_installed(reader):
        pytest.skip("pypdfium2 is not installed")

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 11)
        for i in range(6):
            canvas.drawString(72, 700 - 14 * i, FERRY)
        canvas.saveState()
        canvas.translate(40, 630)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Ferry Board papers")
        canvas.restoreState()

    texts = [b.text for b in by(reader, pdf("m.pdf", [draw])).blocks]
    assert texts[-1] == "Ferry Board papers"
    assert texts[0].startswith(f"{FERRY} {FERRY}")
    assert len(texts) == 2


@pytest.mark.parametrize("reader", pdf_readers.READERS)
def test_letters_that_are_filled_and_stroked_are_bold(pdf: Callable[..., Path], reader: str) -> None:
    if not pdf_readers.is_installed(reader):
        pytest.skip("pypdfium2 is not installed")

    def draw(canvas: Any) -> None:
        # The mode stays in force, so the plain line is drawn first.
        for y, text, mode in ((660, "They were out for a week.", 0), (700, "Lights on the pier", 2)):
            line = canvas.beginText(72, y)
            line.setFont("Helvetica", 11)
            line.setTextRenderMode(mode)
            line.textOut(text)
            canvas.drawText(line)

    assert [b.bold for b in by(reader, pdf("m.pdf", [draw])).blocks] == [1, 0]


def protected(path: Path, user: str) -> Path:
    encrypt = pytest.importorskip("reportlab.lib.pdfencrypt")
    canvas = pytest.importorskip("reportlab.pdfgen.canvas").Canvas(
        str(path), encrypt=encrypt.StandardEncryption(user, ownerPassword="owner", canPrint=0, canCopy=0)
    )
    page(canvas)
    canvas.save()
    return path


@pytest.mark.parametrize("reader", pdf_readers.READERS)
def test_protected_files(tmp_path: Path, reader: str) -> None:
    if not pdf_readers.is_installed(reader):
        pytest.skip("pypdfium2 is not installed")
    # A file that anyone may open and nobody may copy is published all the same.
    assert by(reader, protected(tmp_path / "owner.pdf", "")).blocks[0].text == "Ferry Board"
    with pytest.raises(SourceError, match="protected by a password"):
        by(reader, protected(tmp_path / "locked.pdf", "secret"))


def objects(*, trailer_first: bool) -> bytes:
    """A file that ends in the middle of its second page, and whose table of objects is lost with it."""
    texts = ["Ferry Board, minutes of the spring meeting", "The second page of it, which nobody will ever read"]
    streams = [b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % text.encode() for text in texts]
    parts = [
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>\nendobj\n",
        *(
            b"%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n" % (n, n + 3)
            for n in (3, 4)
        ),
        b"5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n",
        b"6 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(streams[0]), streams[0]),
        b"7 0 obj\n<< /Length %d >>\nstream\n%s" % (len(streams[1]), streams[1][:20]),
    ]
    if trailer_first:
        # As in a file made for the web: what is needed for its first page comes first.
        parts.insert(0, b"trailer\n<< /Root 1 0 R /Size 8 >>\n")
    return b"%PDF-1.5\n" + b"".join(parts)


def test_a_file_whose_end_is_missing_is_read_by_the_second_reader(write: Callable[..., Path]) -> None:
    pytest.importorskip("pypdfium2")
    document = read(write("cut.pdf", objects(trailer_first=True)))
    assert document.blocks[0].text == "Ferry Board, minutes of the spring meeting"
    assert document.remarks[0] == "read by the second PDF reader (pdfium); the PDF is cut off: its end is missing"
    assert document.parser.endswith("+pdfium")


def test_without_the_second_reader_it_is_named_with_a_hint(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "is_installed", lambda reader: reader == "pdfminer")
    with pytest.raises(SourceError, match="cut off: its end is missing") as caught:
        read(write("cut.pdf", objects(trailer_first=True)))
    assert caught.value.state == "quarantined"
    assert pdf_readers.INSTALL in str(caught.value.hint)


@pytest.mark.parametrize("installed", [True, False])
def test_a_file_whose_root_is_whole_is_read_as_far_as_it_goes(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    if installed:
        pytest.importorskip("pypdfium2")
    monkeypatch.setattr(reading, "is_installed", lambda reader: installed or reader == "pdfminer")
    document = read(write("cut.pdf", objects(trailer_first=False)))
    assert document.blocks[0].text == "Ferry Board, minutes of the spring meeting"
    assert document.remarks[0] == "the PDF is cut off: its end is missing; what is left of it was read"


def test_neither_reader_makes_anything_of_junk(write: Callable[..., Path]) -> None:
    for reader in pdf_readers.READERS:
        if pdf_readers.is_installed(reader):
            with pytest.raises(SourceError, match="damaged"):
                by(reader, write("junk.pdf", b"%PDF-1.4\nnothing here\n%%EOF\n"))


def test_a_damaged_page_does_not_cost_the_others(pdf: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    from pdfminer.pdfinterp import PDFPageInterpreter

    path = pdf("m.pdf", [page, page, page])
    monkeypatch.setattr(reading, "is_installed", lambda reader: reader == "pdfminer")
    drawn = PDFPageInterpreter.process_page
    pages: list[object] = []

    def stumble(interpreter: Any, sheet: Any) -> None:
        pages.append(sheet)
        if len(pages) == 2:
            raise ValueError("what a damaged page may do")
        drawn(interpreter, sheet)

    monkeypatch.setattr(PDFPageInterpreter, "process_page", stumble)
    document = read(path)
    assert {b.page for b in document.blocks} == {1, 3}
    assert document.remarks == ("1 of 3 pages are damaged and could not be read: 2",)


@pytest.mark.parametrize("reader", pdf_readers.READERS)
def test_limits_hold_for_both(pdf: Callable[..., Path], reader: str) -> None:
    if not pdf_readers.is_installed(reader):
        pytest.skip("pypdfium2 is not installed")
    path = pdf("m.pdf", [page, page, page])
    with pytest.raises(SourceError, match="more than 2 pages"):
        read(path, Limits(pages=2, pdf=reader))
    with pytest.raises(SourceError, match="more than 40 letters"):
        read(path, Limits(page_letters=40, pdf=reader))


def test_a_reader_that_is_set_but_not_installed_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from minutesearch.config import Settings
    from minutesearch.errors import ConfigError
    from minutesearch.ingest import reading as ingesting

    monkeypatch.setattr(ingesting, "is_installed", lambda reader: reader == "pdfminer")
    assert ingesting.limits_of(Settings()).pdf == "pdfminer"
    with pytest.raises(ConfigError, match="pypdfium2 is not installed") as caught:
        ingesting.limits_of(Settings(pdf="pdfium"))
    assert caught.value.hint == f"Type: {pdf_readers.INSTALL}"


def test_what_could_not_be_read_is_tried_again_when_a_second_reader_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    from minutesearch.ingest import reading as ingesting

    kept = {"state": "quarantined", "second": False}
    monkeypatch.setattr(ingesting, "is_installed", lambda reader: True)
    assert ingesting._is_to_be_tried_again(kept, None, offered=False)
    assert not ingesting._is_to_be_tried_again({**kept, "second": True}, None, offered=False)
    monkeypatch.setattr(ingesting, "is_installed", lambda reader: False)
    assert not ingesting._is_to_be_tried_again(kept, None, offered=False)
