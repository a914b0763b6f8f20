"""PDF files: printed lines become paragraphs, lists and tables; damaged and protected files are named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from minutesearch.errors import SourceError
from minutesearch.parse import read
from minutesearch.parse.limits import Limits

BOLD = ("Helvetica-Bold", 11.0)


Draw = Callable[[Any], None]


def lines(*rows: tuple[float, float, str] | tuple[float, float, str, str, float]) -> Draw:
    """Draw lines at (x, y, text[, font, size])."""

    def draw(canvas: Any) -> None:
        for row in rows:
            font, size = (row[3], row[4]) if len(row) == 5 else ("Helvetica", 11.0)
            canvas.setFont(font, size)
            canvas.drawString(row[0], row[1], row[2])

    return draw


def prose(y: float, *texts: str, x: float = 72.0, step: float = 14.0) -> list[tuple[float, float, str]]:
    return [(x, y - i * step, text) for i, text in enumerate(texts)]


def test_lines_become_paragraphs_with_cues_and_places(pdf: Callable[..., Path]) -> None:
    level = "The level at the upper gate was two inches below the mark for most of the"
    path = pdf(
        "m.pdf",
        [
            lines(
                (72, 740, "Lock Keepers Committee", "Helvetica-Bold", 18.0),
                (72, 700, "1. Water levels", *BOLD),
                *prose(
                    680,
                    level,
                    "summer, which kept boats waiting.",
                ),
                *prose(630, "A second paragraph, set apart by a wider space, must not be joined to it."),
                (90, 600, "• oil the paddles"),
                (90, 586, "• paint the beams and, when the weather is dry enough for that, the footboards of"),
                (98, 572, "the lower gate"),
            )
        ],
    )
    document = read(path)
    assert document.pages == 1
    assert document.title == "Lock Keepers Committee"
    assert [(b.kind, b.text, b.page) for b in document.blocks] == [
        ("heading", "Lock Keepers Committee", 1),
        ("paragraph", "1. Water levels", 1),
        (
            "paragraph",
            f"{level} summer, which kept boats waiting.",
            1,
        ),
        ("paragraph", "A second paragraph, set apart by a wider space, must not be joined to it.", 1),
        ("item", "oil the paddles", 1),
        (
            "item",
            "paint the beams and, when the weather is dry enough for that, the footboards of the lower gate",
            1,
        ),
    ]
    assert document.blocks[1].bold == 1
    assert [b.line for b in document.blocks] == [1, 2, 3, 5, 6, 7]


def test_headers_and_footers_are_left_out(pdf: Callable[..., Path]) -> None:
    def page(number: int) -> Callable[[Any], None]:
        return lines(
            (72, 810, "Lock Keepers Committee – OFFICIAL"),
            *prose(700, f"Text of page {number} which runs over the line and goes on for some more words"),
            (72, 30, f"Page {number} of 3"),
        )

    texts = [b.text for b in read(pdf("m.pdf", [page(1), page(2), page(3)])).blocks]
    assert len(texts) == 3
    assert not any("OFFICIAL" in text or "Page 1 of" in text for text in texts)


def test_a_paragraph_goes_on_over_the_page(pdf: Callable[..., Path]) -> None:
    path = pdf(
        "m.pdf",
        [
            lines(
                *prose(
                    128,
                    "The repair of the towpath was put off because the contractor that had been",
                    "chosen for it in the spring did not come, and the members were told that the",
                )
            ),
            lines(
                *prose(
                    770,
                    "work could not begin before October.",
                    "Another line that begins on the second page and is long enough to be full.",
                )
            ),
        ],
    )
    texts = [b.text for b in read(path).blocks]
    assert texts[0].endswith("told that the work could not begin before October.")


def test_hyphens_at_line_ends_go_only_where_the_word_is_printed_whole(pdf: Callable[..., Path]) -> None:
    path = pdf(
        "m.pdf",
        [
            lines(
                *prose(
                    760,
                    "The report on the environment was long, and members asked for the environ-",
                    "ment officer to come. The co-chair thanked the writers of it, and the other co-",
                    "chair agreed with that. Nobody knew what had become of the unwritten post-",
                    "script that was promised.",
                )
            )
        ],
    )
    text = read(path).blocks[0].text
    assert "the environment officer" in text
    assert "other co-chair agreed" in text
    assert "post-script" in text


def test_hanging_numbers_and_owners(pdf: Callable[..., Path]) -> None:
    path = pdf(
        "m.pdf",
        [
            lines(
                (60, 700, "1", *BOLD),
                (104, 700, "Apologies", *BOLD),
                (520, 700, "AB"),
                (120, 686, "• None were received"),
                (60, 650, "04.24.02", *BOLD),
                (144, 650, "Boathouse", *BOLD),
                (144, 636, "The door sticks."),
            )
        ],
    )
    blocks = read(path).blocks
    assert [(b.kind, b.text) for b in blocks] == [
        ("paragraph", "1 Apologies"),
        ("row", "AB"),
        ("item", "None were received"),
        ("paragraph", "04.24.02 Boathouse"),
        ("paragraph", "The door sticks."),
    ]


def test_table_rows_keep_their_cells_together(pdf: Callable[..., Path]) -> None:
    path = pdf(
        "m.pdf",
        [
            lines(
                (72, 700, "Ref"),
                (160, 700, "Action"),
                (400, 700, "Owner"),
                (72, 680, "7/1"),
                (160, 680, "Ask the drainage board"),
                (400, 680, "Clerk"),
                (160, 667, "for a date"),
                (72, 650, "7/2"),
                (160, 650, "Buy rope"),
                (400, 650, "Warden"),
            )
        ],
    )
    assert [b.text for b in read(path).blocks] == [
        "Ref | Action | Owner",
        "7/1 | Ask the drainage board for a date | Clerk",
        "7/2 | Buy rope | Warden",
    ]


def test_two_columns_are_read_one_after_the_other(pdf: Callable[..., Path]) -> None:
    left = [f"left line {n} has enough words to fill a column" for n in range(14)]
    right = [f"right line {n} has enough words to fill a column" for n in range(14)]
    draw = lines(
        *((40.0, 760 - 14.0 * n, text, "Helvetica", 9.0) for n, text in enumerate(left)),
        *((310.0, 760 - 14.0 * n, text, "Helvetica", 9.0) for n, text in enumerate(right)),
    )
    whole = " ".join(b.text for b in read(pdf("m.pdf", [draw])).blocks)
    assert whole.index("left line 13") < whole.index("right line 0")


def test_form_xobjects_are_walked(pdf: Callable[..., Path]) -> None:
    def draw(canvas: Any) -> None:
        canvas.beginForm("page")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700, "All of this page stands inside a form")
        canvas.endForm()
        canvas.doForm("page")

    assert read(pdf("m.pdf", [draw])).blocks[0].text == "All of this page stands inside a form"


def test_a_password_is_named(tmp_path: Path) -> None:
    encrypt = pytest.importorskip("reportlab.lib.pdfencrypt")
    canvas_module = pytest.importorskip("reportlab.pdfgen.canvas")
    for name, user in (("locked.pdf", "secret"), ("owner.pdf", "")):
        canvas = canvas_module.Canvas(
            str(tmp_path / name), encrypt=encrypt.StandardEncryption(user, ownerPassword="owner", canPrint=0, canCopy=0)
        )
        canvas.drawString(72, 700, "The minutes of a meeting that is not secret")
        canvas.save()
    with pytest.raises(SourceError, match="password") as caught:
        read(tmp_path / "locked.pdf")
    assert caught.value.state == "quarantined"
    # A file that anyone may open and nobody may copy is published all the same.
    assert read(tmp_path / "owner.pdf").blocks[0].text.startswith("The minutes of a meeting")


def test_truncated_and_damaged_files_are_named(pdf: Callable[..., Path], write: Callable[..., Path]) -> None:
    whole = pdf("m.pdf", [lines(*prose(700, "Some text that would be read if the file were whole"))]).read_bytes()
    for content in (whole[: len(whole) // 3], b"%PDF-1.4\nnothing here\n%%EOF\n", b"%PDF-1.7"):
        with pytest.raises(SourceError, match=r"cut off|damaged|no text"):
            read(write("cut.pdf", content))


def test_pages_without_text_are_no_success(pdf: Callable[..., Path]) -> None:
    with pytest.raises(SourceError) as caught:
        read(pdf("blank.pdf", [lambda canvas: None]))
    assert caught.value.state == "no-text"

    def scan(canvas: Any) -> None:
        canvas.drawInlineImage(pytest.importorskip("PIL.Image").new("L", (40, 40), 128), 72, 300, 400, 400)

    with pytest.raises(SourceError, match="picture") as caught:
        read(pdf("scan.pdf", [scan]))
    assert caught.value.state == "no-text"
    mixed = read(pdf("mixed.pdf", [lines(*prose(700, "A first page that has text of its own")), scan]))
    assert "1 of 2 pages" in mixed.remarks[0]


def test_limits_on_pages_and_letters(pdf: Callable[..., Path]) -> None:
    path = pdf("m.pdf", [lines(*prose(700, "Some text that stands on every one of the pages")) for _ in range(4)])
    counted: list[int] = []
    read(path, Limits(), counted.append)
    assert counted == [4]
    with pytest.raises(SourceError, match="more than 3 pages"):
        read(path, Limits(pages=3))
    with pytest.raises(SourceError, match="more than 20 letters"):
        read(path, Limits(page_letters=20))


def test_bullets_that_have_no_name_in_win_ansi(pdf: Callable[..., Path]) -> None:
    from pdfminer.high_level import extract_text

    path = pdf(
        "m.pdf",
        [
            lines(
                (72, 740, "The members of the Ferry Board asked for the following:"),
                (90, 715, "\u2022 a later last boat"),
                (90, 690, "\u2022lights on the pier"),
                (72, 665, "Crews \u2022 riders \u2022 shops were heard."),
            )
        ],
    )
    # Like other programs, reportlab writes a bullet as a code that has no name.
    assert "(cid:127)" in extract_text(str(path))
    assert [(block.kind, block.text) for block in read(path).blocks] == [
        ("paragraph", "The members of the Ferry Board asked for the following:"),
        ("item", "a later last boat"),
        ("item", "lights on the pier"),
        ("paragraph", "Crews \u2022 riders \u2022 shops were heard."),
    ]
