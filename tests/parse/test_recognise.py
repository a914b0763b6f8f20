"""Scanned pages: a recogniser's words become lines, and whatever a recogniser does, the run goes on."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.errors import SourceError
from minutesearch.model import Block, Document
from minutesearch.parse import read
from minutesearch.parse.codec import document_to_json
from minutesearch.parse.limits import Limits
from minutesearch.parse.ocr import recognise, recogniser
from minutesearch.parse.ocr.lines import printed
from minutesearch.parse.ocr.recogniser import Absent, Pages, Tesseract, find, finder
from minutesearch.parse.ocr.sheets import DPI, MOST_PIXELS, Box, Ink, Sheet, draw, opened
from minutesearch.parse.ocr.words import Recognised, read_tables, read_tsv
from minutesearch.parse.pdf.rows import Printed
from minutesearch.parse.reader import Reader

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
WIDTH, HEIGHT = 2480, 3508
SIZE = 46
"""Pixels of 11 points at 300 dots an inch."""
Placed = tuple[int, str, tuple[int, int, int, int]]


def typeset(lines: Sequence[tuple[int, int, str]], size: int = SIZE) -> list[Placed]:
    """Words as Tesseract would box them: lines of (left, baseline, text), letters half as wide as the size."""
    words: list[Placed] = []
    for number, (left, base, text) in enumerate(lines, 1):
        at = left
        for word in text.split(" "):
            if word:
                tall = any(c in "bdfhijkl" or c.isupper() or c.isdigit() for c in word)
                tailed = any(c in "gjpqy,;" for c in word)
                top = base - round((0.71 if tall else 0.65 if "t" in word else 0.52) * size)
                wide = round(len(word) * size / 2)
                words.append((number, word, (at, top, at + wide, base + (round(0.21 * size) if tailed else 0))))
                at += wide
            at += round(size / 3)
    return words


def table(
    words: Sequence[Placed],
    width: int = WIDTH,
    height: int = HEIGHT,
    page: int = 1,
    sure: Callable[[str], float] = lambda text: 91.5,
) -> str:
    """Tesseract's table of such words."""
    rows = [HEAD, f"1\t{page}\t0\t0\t0\t0\t0\t0\t{width}\t{height}\t-1\t"]
    for i, (line, text, (left, top, right, bottom)) in enumerate(words, 1):
        box = f"{left}\t{top}\t{right - left}\t{bottom - top}"
        rows.append(f"5\t{page}\t1\t1\t{line}\t{i}\t{box}\t{sure(text)}\t{text}")
    return "\n".join(rows) + "\n"


def lines_of(tsv: str, strokes: Sequence[Callable[[Box], tuple[int, int]]] = ()) -> list[Printed]:
    (sheet,) = read_tsv(tsv, 100_000, strokes)
    return printed([(1, 72 / DPI, sheet)])


LINES = [
    (300, 400, "1. Apologies"),
    (300, 500, "Nobody had sent any and the meeting was opened by the chair"),
    (300, 560, "who thanked them all for coming on such a wet evening in June"),
]


# -- words to lines -----------------------------------------------------------------------------------------


def test_words_become_lines_with_place_and_size() -> None:
    lines = lines_of(table(typeset(LINES)))
    assert [line.text for line in lines] == [text for _, _, text in LINES]
    assert [line.size for line in lines] == [pytest.approx(11, abs=0.4)] * 3
    assert [line.x0 for line in lines] == pytest.approx([72.0] * 3, abs=0.1)
    assert [lines[0].y - line.y for line in lines] == pytest.approx([0, 24, 38.4], abs=0.1)
    assert [lines[0].width, lines[0].height] == pytest.approx([595.2, 841.9], abs=0.1)
    assert not any(line.heavy for line in lines)


def test_words_that_were_hard_to_read_are_kept() -> None:
    assert "Nobody" in lines_of(table(typeset(LINES), sure=lambda text: 3.0))[1].text


def test_ruled_lines_of_a_table_are_no_words() -> None:
    words = [*typeset(LINES), (1, "|", (1200, 300, 1206, 420)), (1, "——", (1300, 300, 1500, 304))]
    assert lines_of(table(words))[0].text == "1. Apologies"
    alone = [*typeset(LINES), (8, "|", (1200, 700, 1206, 900))]
    assert lines_of(table(alone)) == lines_of(table(typeset(LINES)))


def test_a_stroke_as_high_as_a_figure_is_a_one() -> None:
    words = typeset([(300, 400, "Page 7 of 3")])
    words[1] = (1, "|", words[1][2])
    assert lines_of(table(words))[0].text == "Page 1 of 3"


def test_a_dash_between_words_is_kept() -> None:
    words = [*typeset(LINES[:1]), (1, "–", (600, 383, 640, 386)), *((1, *w) for _, *w in typeset([(660, 400, "none")]))]
    assert lines_of(table(words))[0].text == "1. Apologies – none"  # type: ignore[arg-type]


def test_a_second_reading_adds_what_the_first_has_lost() -> None:
    whole = typeset(LINES)
    first = table([word for word in whole if word[1] not in {"1.", "wet"}])
    second = table([*whole, (7, "qx", (1900, 2000, 1990, 2040))], sure=lambda text: 12.5 if text == "qx" else 96.5)
    (sheet,) = read_tables([first, second], 100_000)
    lines = printed([(1, 72 / DPI, sheet)])
    assert {line.text for line in lines} == {"1.", "Apologies", LINES[1][2], LINES[2][2]}
    assert abs(lines[0].y - next(line.y for line in lines if line.text == "1.")) < 0.5
    assert read_tables([first, "no table"], 100_000) == read_tsv(first, 100_000)


def test_a_bullet_that_only_the_second_reading_has() -> None:
    words = typeset([(340, 490, "the chair will write to them"), (340, 590, "the clerk will order more of them")])
    bullets: list[Placed] = [(8, "e", (280, 466, 300, 486)), (9, "e", (280, 566, 300, 586))]
    tables = [table(words), table([*words, *bullets], sure=lambda text: 30.0)]
    document = recognise.parse(b"", "image/png", Limits(), Fixed(*tables))
    assert [(b.kind, b.text.split()[1]) for b in document.blocks] == [("item", "chair"), ("item", "clerk")]


def test_larger_print_is_told_from_the_text() -> None:
    words = [*typeset(LINES), *((9, *rest) for _, *rest in typeset([(300, 250, "Mill Board")], size=70))]
    sizes = {line.text: line.size for line in lines_of(table(words))}  # type: ignore[arg-type]
    assert sizes["Mill Board"] == pytest.approx(16.8, abs=0.5)
    assert sizes["1. Apologies"] == pytest.approx(11, abs=0.4)


def test_a_wide_gap_parts_cells_and_a_narrow_one_does_not() -> None:
    words = typeset([(300, 400, "1. Apologies")])
    words += [(1, "Clerk", (1900, 367, 2020, 400))]
    assert [line.text for line in lines_of(table(words))] == ["1. Apologies", "Clerk"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_reads_like_an_upright_one(turn: int) -> None:
    words = typeset(LINES)

    def turned(box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        left, top, right, bottom = box
        return {
            90: (HEIGHT - bottom, left, HEIGHT - top, right),
            180: (WIDTH - right, HEIGHT - bottom, WIDTH - left, HEIGHT - top),
            270: (top, WIDTH - right, bottom, WIDTH - left),
        }[turn]

    size = (WIDTH, HEIGHT) if turn == 180 else (HEIGHT, WIDTH)
    tsv = table([(line, text, turned(box)) for line, text, box in words], *size)
    assert lines_of(tsv) == lines_of(table(words))
    (sheet,) = read_tsv(tsv, 1000)
    assert sheet.turned == turn


def test_a_picture_is_turned_upright() -> None:
    sheet = Sheet(3, 2, 300.0, b"abcdef")
    assert sheet.turned(90) == Sheet(2, 3, 300.0, b"cfbead")
    assert sheet.turned(180) == Sheet(3, 2, 300.0, b"fedcba")
    assert sheet.turned(90).turned(270) == sheet


def test_a_tilted_page_is_levelled() -> None:
    rows = [(300, 400 + 100 * i, "2. The hedge by the mill had grown over the path again this year") for i in range(6)]
    straight = typeset(rows)
    tilted = [
        (line, text, (left, top + round(0.012 * left), right, bottom + round(0.012 * left)))
        for line, text, (left, top, right, bottom) in straight
    ]
    for a, b in zip(lines_of(table(tilted)), lines_of(table(straight)), strict=True):
        assert a.y - b.y == pytest.approx(0, abs=1)
        assert a.x0 - min(line.x0 for line in lines_of(table(tilted))) < 2


@pytest.mark.parametrize(("misread", "box"), [("e", 20), ("o", 20), ("ms", 22), ("°", 14)])
def test_a_bullet_is_one_again(misread: str, box: int) -> None:
    bullet = (2, misread, (300, 490 - box - 4, 300 + box, 490 - 4))
    words = [*typeset(LINES[:1]), bullet]
    words += [(2, text, place) for _, text, place in typeset([(300 + box + 40, 490, "the chair will write to them")])]
    document = recognise.parse(b"", "image/png", Limits(), Fixed(table(words)))
    assert document.blocks[-1] == Block(
        "the chair will write to them",
        "item",
        size=document.blocks[-1].size,
        x=document.blocks[-1].x,
        page=1,
        line=2,
        ocr=True,
    )


def test_an_article_at_the_head_of_a_line_is_no_bullet() -> None:
    assert lines_of(table(typeset([(300, 400, "a member of the public asked")])))[0].text.startswith("a member")


def test_wide_strokes_are_bold() -> None:
    words = typeset([*LINES, (300, 700, "2. Weir The sluice was mended by the members of the board")])

    def stroke(box: Box) -> tuple[int, int]:
        bold = box.bottom <= 410 or (box.bottom <= 710 and box.top > 600 and box.left < 460)
        return (800 if bold else 500), 100

    lines = lines_of(table(words), [stroke])
    assert [line.heavy for line in lines] == [True, False, False, False]
    # The number is too narrow to measure and goes with its title.
    assert lines[3].text[: lines[3].lead] == "2. Weir"


@given(st.text(alphabet="15\t\n-x 0.9", max_size=400) | st.text(max_size=200))
def test_a_table_that_is_none_is_refused(text: str) -> None:
    for tsv in (text, f"{HEAD}\n{text}"):
        try:
            sheets = read_tsv(tsv, 1000)
        except SourceError:
            continue
        assert all(isinstance(sheet, Recognised) for sheet in sheets)
        printed([(i, 0.24, sheet) for i, sheet in enumerate(sheets, 1)])


def test_more_letters_than_a_page_may_have() -> None:
    with pytest.raises(SourceError, match="more than 20 letters"):
        read_tsv(table(typeset(LINES)), 20)


# -- which pages are scans ----------------------------------------------------------------------------------


def some(letters: int, sign: str = "x") -> list[Printed]:
    text = sign * letters
    return [Printed(1, 700.0, 72.0, 200.0, 11.0, (), text, 842.0, 595.0, 0, 0.0)] if letters else []


@pytest.mark.parametrize(
    ("letters", "sign", "covered", "scan"),
    [
        (0, "x", 0.0, False),
        (0, "x", 0.01, True),
        (20, "x", 0.9, True),
        (20, "x", 0.3, False),
        (21, "x", 1.0, False),
        (500, "x", 1.0, False),
        (500, "\ufffd", 0.0, True),
    ],
)
def test_which_pages_are_scans(letters: int, sign: str, covered: float, scan: bool) -> None:
    assert recognise.is_scan(some(letters, sign), covered) is scan


def test_a_paragraph_that_runs_on_to_a_scanned_page_is_marked() -> None:
    scans = recognise.Scans(read=(2,))

    def flags(*places: tuple[int, int]) -> list[bool]:
        return [b.ocr for b in scans.marked([Block("x", page=page, line=line) for page, line in places])]

    assert flags((1, 1), (1, 4), (2, 1), (2, 3), (3, 1)) == [False, False, True, True, False]
    assert flags((1, 1), (1, 4), (2, 2), (3, 1)) == [False, True, True, False]
    assert flags((1, 1), (1, 4), (3, 2)) == [False, True, False]
    assert flags((1, 1), (1, 4)) == [False, True]


# -- drawing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(14_400, 14_400), (20, 14_400), (595, 842)])
def test_a_huge_page_is_drawn_within_bounds(tmp_path: Path, size: tuple[int, int]) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas").Canvas(str(tmp_path / "m.pdf"), pagesize=size)
    canvas.drawString(1, 1, "x")
    canvas.save()
    with opened((tmp_path / "m.pdf").read_bytes()) as document:
        sheet = draw(document, 1)
    assert len(sheet.grey) == sheet.width * sheet.height <= MOST_PIXELS * 1.01
    assert max(sheet.width, sheet.height) <= 32_767
    assert sheet.pgm().startswith(f"P5\n{sheet.width} {sheet.height}\n255\n".encode())


def test_strokes_are_measured_on_grey_paper_too() -> None:
    row = bytes([200] * 4 + [90] * 3 + [200] * 4 + [90] * 3 + [200] * 2)
    ink = Ink(Sheet(16, 4, 300.0, row * 4))
    assert ink.stroke(Box(0, 0, 16, 4)) == (24, 8)
    assert ink.stroke(Box(5, 1, 90, 90)) == ((2 + 3) * 3, 2 * 3)
    assert ink.stroke(Box(15, 0, 16, 4)) == (0, 0)


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (b"II*\x00\x08\x00\x00\x00" + b"\x00\x00" + b"\x0e\x00\x00\x00" + b"\x00\x00" + b"\x00\x00\x00\x00", 2),
        (b"MM\x00*\x00\x00\x00\x08" + b"\x00\x00" + b"\x00\x00\x00\x08", 1),
        (b"II*\x00\xff\xff\xff\xff", 1),
        (b"II*\x00", 1),
    ],
)
def test_pages_of_a_tiff_are_counted_and_a_loop_ends(content: bytes, pages: int) -> None:
    assert recognise._tiff_pages(content, 100) == pages


# -- the program --------------------------------------------------------------------------------------------


class Fixed:
    """A recogniser that always answers the same."""

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def begin(self, sheets: int, *, drawn: bool) -> str:
        return "tesseract 9.9"

    def words(self, picture: bytes, *, dpi: int | None, sheets: int) -> list[str]:
        return list(self.tables)


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Tesseract]:
    """Put a program of ours named ``tesseract`` on the path; ``code`` runs where it is to recognise a picture."""

    def put(code: str, seconds: int = 60) -> Tesseract:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        program = folder / "tesseract"
        program.write_text(
            f"#!{sys.executable} -IS\n"
            "import os, sys, signal, time\n"
            "if '--version' in sys.argv: print('tesseract 9.9.1'); sys.exit()\n"
            "if '--list-langs' in sys.argv: print('List of languages (2):\\neng\\nosd'); sys.exit()\n"
            f"{code}\n",
            encoding="utf-8",
        )
        program.chmod(0o700)
        monkeypatch.setenv("PATH", str(folder))
        found = find("eng", Limits())
        assert isinstance(found, Tesseract)
        return Tesseract(found.program, found.version, "eng", found.orientation, found.drawing, Limits(), seconds)

    return put


SAY = "picture = sys.stdin.buffer.read()\nsys.stdout.write({!r})"


def recognised(found: Tesseract, stopped: threading.Event | None = None) -> list[str]:
    pages = Pages(found, stopped)
    assert pages.begin(1, drawn=True) == "tesseract 9.9.1"
    return pages.words(b"P5\n1 1\n255\n\x00" + bytes(500_000), dpi=300, sheets=1)


def test_the_program_gets_the_picture_and_its_answer_is_taken(stand_in: Callable[..., Tesseract]) -> None:
    code = (
        "picture = sys.stdin.buffer.read()\n"
        "print(len(picture), ' '.join(sys.argv[1:]), os.environ.get('OMP_THREAD_LIMIT'), os.getpid() == os.getsid(0))"
    )
    said = recognised(stand_in(code))
    assert said == [f"500012 stdin stdout --dpi 300 -l eng --psm {mode} tsv 1 True\n" for mode in (1, 6)]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("sys.exit(3)", "exit code 3"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "signal 11"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "too long"),
        ("while True: sys.stdout.write('x' * 1_000_000)", "more text than"),
        ("bytearray(3 << 30)", "exit code 1"),
        ("os.write(os.open(sys.argv[0] + '.part', os.O_WRONLY | os.O_CREAT), b'x')", "exit code 1"),
    ],
)
def test_a_program_that_fails_is_contained(stand_in: Callable[..., Tesseract], code: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        recognised(stand_in(code))


def test_a_program_that_hangs_is_killed_with_its_children(stand_in: Callable[..., Tesseract], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    listening = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    code = (
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "held = os.open({!r}, os.O_WRONLY)\n"
        "try: os.fork()\n"
        "except OSError: pass\n"
        "os.close(1)\n"
        "time.sleep(600)"
    )
    with pytest.raises(SourceError, match="too long"):
        recognised(stand_in(code.format(str(pipe)), seconds=0))
    # The pipe ends when the last process that holds it is gone; a survivor would keep this read waiting.
    os.set_blocking(listening, True)
    assert os.read(listening, 1) == b""
    os.close(listening)


def test_a_program_that_is_stopped_ends_at_once(stand_in: Callable[..., Tesseract], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    stopped = threading.Event()

    def stop() -> None:
        # Opening waits for the program, which thereby has begun.
        with pipe.open("rb"):
            stopped.set()

    helper = threading.Thread(target=stop)
    helper.start()
    found = stand_in(f"os.open({str(pipe)!r}, os.O_WRONLY)\ntime.sleep(600)")
    with pytest.raises(SourceError, match="too long"):
        recognised(found, stopped)
    helper.join()


def test_no_more_pages_are_taken_than_were_announced(stand_in: Callable[..., Tesseract]) -> None:
    pages = Pages(stand_in(SAY.format("x")))
    with pytest.raises(SourceError, match="more pages"):
        pages.words(b"", dpi=None, sheets=1)
    pages.begin(1, drawn=False)
    for _ in range(2):
        assert pages.words(b"", dpi=None, sheets=1) == ["x", "x"]
    with pytest.raises(SourceError, match="more pages"):
        pages.words(b"", dpi=None, sheets=1)
    with pytest.raises(SourceError, match="twice"):
        pages.begin(1, drawn=False)


def test_what_is_missing_is_said_with_what_to_do(
    stand_in: Callable[..., Tesseract], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in("")
    lacking = find("cym+eng", Limits())
    assert isinstance(lacking, Absent)
    assert lacking.hint is not None
    assert "tesseract-ocr-cym" in lacking.hint
    off = find("eng", Limits(), off=True)
    assert isinstance(off, Absent)
    assert "off" in off.why
    (tmp_path / "bin" / "tesseract").write_text("#!/bin/sh\necho hello\n", encoding="utf-8")
    odd = find("eng", Limits())
    assert isinstance(odd, Absent)
    monkeypatch.setenv("PATH", str(tmp_path))
    gone = find("eng", Limits())
    assert isinstance(gone, Absent)
    assert gone.hint is not None
    assert recogniser.INSTALL in gone.hint
    monkeypatch.setattr(recogniser, "find_spec", lambda name: None)
    bare = find("eng", Limits())
    assert isinstance(bare, Absent)
    assert bare.hint is not None
    assert recogniser.INSTALL_DRAWING in bare.hint


def test_without_pypdfium2_pictures_are_recognised_and_pages_are_not(
    stand_in: Callable[..., Tesseract], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recogniser, "find_spec", lambda name: None)
    pages = Pages(stand_in(SAY.format("x")))
    with pytest.raises(SourceError, match="pypdfium2") as caught:
        pages.begin(1, drawn=True)
    assert caught.value.hint is not None
    assert recogniser.INSTALL_DRAWING in caught.value.hint
    assert pages.begin(1, drawn=False)


def test_when_a_reading_is_made_anew(stand_in: Callable[..., Tesseract]) -> None:
    found = stand_in("")
    assert found.supersedes("none")
    assert found.supersedes("tesseract 4.1 eng")
    assert not found.supersedes(found.name)
    none, off = Absent("none is installed", None), Absent("switched off", None, off=True)
    assert not none.supersedes(found.name)
    assert off.supersedes(found.name)
    assert not off.supersedes(none.name)


def test_it_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([Absent("none", None)])
    monkeypatch.setattr(recogniser, "find", lambda *a, **k: next(answers))
    ask = finder("eng", Limits())
    assert ask() is ask()
    assert next(answers, None) is None


# -- files --------------------------------------------------------------------------------------------------


PAGE = [
    (300, 300, "Quay Board"),
    (300, 400, "Minutes of the meeting of 3 May 2021"),
    (300, 560, "1. Apologies"),
    (300, 640, "Nobody had sent any and so the meeting was opened by the chair."),
    (300, 800, "2. Cranes"),
    (300, 880, "It was agreed that the crane be oiled before the boats come back."),
]


def write_lines(canvas: Any, texts: Sequence[str]) -> None:
    for i, text in enumerate(texts):
        canvas.setFont("Helvetica-Bold" if i % 2 == 0 else "Helvetica", 11)
        canvas.drawString(72, 760 - 40 * i, text)


def scan(canvas: Any) -> None:
    picture = pytest.importorskip("PIL.Image").new("L", (60, 84), 200)
    canvas.drawInlineImage(picture, 0, 0, 595, 842)


TYPED = ["Quay Board", "Minutes of the meeting of 3 May 2021", "1. Apologies", "Nobody had sent any of them in time."]


def test_a_scan_is_read_and_marked(pdf: Callable[..., Path], stand_in: Callable[..., Tesseract]) -> None:
    found = stand_in(SAY.format(table(typeset(PAGE))))
    with Reader(recogniser=lambda: found) as reader:
        document, records, refused = reader.read(pdf("scan.pdf", [scan]), "corpus/scan.pdf")
    assert refused is None
    assert document.recogniser == "tesseract 9.9.1"
    assert document.remarks == ("1 of 1 page read by recognition (tesseract 9.9.1)",)
    assert all(block.ocr for block in document.blocks)
    (record,) = records
    assert [(p.title, p.ocr) for p in record.passages if p.ordinal] == [("Apologies", True), ("Cranes", True)]


def test_only_the_scanned_page_is_recognised(pdf: Callable[..., Path], stand_in: Callable[..., Tesseract]) -> None:
    found = stand_in(SAY.format(table(typeset(PAGE[-2:]))))

    def stamped(canvas: Any) -> None:
        scan(canvas)
        canvas.drawString(280, 30, "Page 2 of 3")

    path = pdf("mixed.pdf", [lambda c: write_lines(c, TYPED), stamped, lambda c: None])
    with Reader(recogniser=lambda: found) as reader:
        document, records, _ = reader.read(path, "corpus/mixed.pdf")
    assert [(b.page, b.ocr) for b in document.blocks if "crane" in b.text] == [(2, True)]
    assert not any(b.ocr for b in document.blocks if b.page == 1)
    # A blank page is no fault.
    assert (document.unread, document.remarks) == ((), ("1 of 3 pages read by recognition (tesseract 9.9.1)",))
    assert [(p.title, p.page, p.ocr) for p in records[0].passages if p.ordinal] == [
        ("Apologies", 1, False),
        ("Cranes", 2, True),
    ]


@pytest.mark.parametrize("code", ["sys.exit(3)", SAY.format("no table"), "os.kill(os.getpid(), signal.SIGKILL)"])
def test_pages_that_cannot_be_recognised_are_named_and_the_others_read(
    pdf: Callable[..., Path], stand_in: Callable[..., Tesseract], code: str
) -> None:
    found = stand_in(code)
    with Reader(recogniser=lambda: found) as reader:
        document = reader.read(pdf("mixed.pdf", [lambda c: write_lines(c, TYPED), scan, scan]), "corpus/m.pdf").document
        assert document.unread == (2, 3)
        assert document.remarks[0].startswith("2 of 3 pages not read (pages 2 to 3): ")
        with pytest.raises(SourceError, match="only pictures of pages") as caught:
            reader.read(pdf("scan.pdf", [scan]), "corpus/scan.pdf")
        assert caught.value.state == "no-text"


def test_a_picture_file_is_read(write: Callable[..., Path], stand_in: Callable[..., Tesseract]) -> None:
    found = stand_in(SAY.format(table(typeset(PAGE))))
    path = write("minutes.pdf", b"\x89PNG\r\n\x1a\n" + bytes(40))
    with Reader(recogniser=lambda: found) as reader:
        document, records, _ = reader.read(path, "corpus/minutes.pdf")
    assert (document.media_type, document.pages) == ("image/png", 1)
    assert [p.title for p in records[0].passages if p.ordinal] == ["Apologies", "Cranes"]


def test_pictures_without_text_are_no_success(write: Callable[..., Path], stand_in: Callable[..., Tesseract]) -> None:
    found = stand_in(SAY.format(table([])))
    path = write("m.jpg", b"\xff\xd8\xff" + bytes(40))
    with Reader(recogniser=lambda: found) as reader, pytest.raises(SourceError, match="no text was") as caught:
        reader.read(path, "corpus/m.jpg")
    assert caught.value.state == "no-text"


def test_without_a_recogniser_scans_are_named(pdf: Callable[..., Path]) -> None:
    none = Absent("no recogniser (OCR) is installed", "Install one.")
    with Reader(recogniser=lambda: none) as reader:
        with pytest.raises(SourceError, match=r"only pictures of pages, and no recogniser") as caught:
            reader.read(pdf("scan.pdf", [scan]), "corpus/scan.pdf")
        assert (caught.value.state, caught.value.hint) == ("no-text", "Install one.")
        document = reader.read(pdf("mixed.pdf", [lambda c: write_lines(c, TYPED), scan]), "corpus/mixed.pdf").document
    assert document.remarks == ("1 of 2 pages not read (page 2): no recogniser (OCR) is installed (Install one.)",)
    assert (document.unread, document.recogniser) == ((2,), None)


# -- a child that cannot be believed ------------------------------------------------------------------------


FRAMES = (
    "import os, sys, struct, json\n"
    "def raw(b):\n"
    "    sys.stdout.buffer.write(struct.pack('>Q', len(b)) + b)\n"
    "    sys.stdout.buffer.flush()\n"
    "def send(**frame): raw(json.dumps(frame).encode())\n"
    "def told(): return json.loads(sys.stdin.buffer.readline())\n"
)
DOCUMENT = json.dumps(document_to_json(Document("text/plain", "text/1", "", (Block("Minutes"),))))


def child(code: str) -> list[str]:
    body = "\n".join(f"    {line}" for line in code.splitlines())
    return [sys.executable, "-I", "-c", f"{FRAMES}for line in sys.stdin.buffer:\n{body}\n"]


MORE = """
send(recognise=1, drawn=False)
told()
send(picture=1, dpi=None, sheets=9)
raw(b'x')
send(error=told()['error'])
"""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("send(picture=5, dpi=None, sheets=1)\nraw(b'12345')\nsend(error=told()['error'])", "was asked for"),
        ("send(picture=5, dpi=None, sheets=1)\nraw(b'123456')", "wrong answer"),
        ("send(picture=1 << 40, dpi=None, sheets=1)", "wrong answer|exit code"),
        ("send(recognise='many', drawn=True)", "wrong answer"),
        ("send(recognise=1)", "wrong answer"),
        (MORE, "more pages"),
        ("while True:\n    send(recognise=1, drawn=True)\n    told()", "longer than"),
    ],
)
def test_a_child_that_lies_about_pictures(
    write: Callable[..., Path], stand_in: Callable[..., Tesseract], code: str, words: str
) -> None:
    found = stand_in(SAY.format("x"))
    limits = Limits(seconds=-1) if "while" in code else Limits()
    with (
        Reader(limits, recogniser=lambda: found, command=child(code)) as reader,
        pytest.raises(SourceError, match=words),
    ):
        reader.read(write("m.txt", "x"), "corpus/m.txt")


def test_scans_that_break_the_child_do_not_cost_the_rest(
    write: Callable[..., Path], stand_in: Callable[..., Tesseract]
) -> None:
    found = stand_in(SAY.format("x"))
    code = (
        "send(recognise=2, drawn=True)\n"
        "reply = told()\n"
        "if 'by' in reply: os._exit(9)\n"
        f"send(document=json.loads({DOCUMENT!r}))\n"
        "send(error=reply['error'], state='not-minutes', hint=None)"
    )
    with Reader(recogniser=lambda: found, command=child(code)) as reader:
        document, _, refused = reader.read(write("m.txt", "x"), "corpus/m.txt")
    assert document.blocks
    assert refused is not None
    assert refused.message.startswith("the pages could not be drawn for recognition: the reading process crashed")


# -- the real one -------------------------------------------------------------------------------------------


def test_a_scan_gives_the_sections_of_its_original(tmp_path: Path, pdf: Callable[..., Path]) -> None:
    if shutil.which("tesseract") is None:
        pytest.skip("needs Tesseract on the path")
    found = find("eng", Limits())
    if isinstance(found, Absent) or not found.drawing:
        pytest.skip("needs Tesseract's English and pypdfium2")
    image_reader = pytest.importorskip("reportlab.lib.utils").ImageReader

    def page(texts: Sequence[tuple[str, str]]) -> Callable[[Any], None]:
        def run(canvas: Any) -> None:
            for i, (font, text) in enumerate(texts):
                canvas.setFont(font, 11)
                canvas.drawString(72, 760 - 26 * i, text)

        return run

    plain, bold = "Helvetica", "Helvetica-Bold"
    original = pdf(
        "typed.pdf",
        [
            page([
                (bold, "Quay Board"),
                (plain, "Minutes of the meeting held on 3 May 2021"),
                (bold, "Apologies"),
                (plain, "Two members had sent their apologies, which were accepted."),
                (bold, "Cranes and hoists"),
                (plain, "It was agreed that the crane be oiled before the boats come back."),
            ]),
            page([
                (bold, "Footpaths"),
                (plain, "The hedge on the corner is to be cut back by the end of June."),
                (bold, "Date of next meeting"),
                (plain, "The board will meet again on 7 June 2021 in the boat house."),
            ]),
        ],
    )  # fmt: skip
    scans: list[Callable[[Any], None]] = []
    with opened(original.read_bytes()) as document:
        for drawn in document:
            picture = drawn.render(scale=200 / 72, grayscale=True).to_pil()
            scans.append(lambda c, p=picture: c.drawImage(image_reader(p), 0, 0, 595, 842))  # type: ignore[misc]
    with Reader(recogniser=lambda: found) as reader:
        typed = reader.read(original, "corpus/typed.pdf").records
        read_again = reader.read(pdf("scanned.pdf", scans), "corpus/scanned.pdf").records

    def told(records: Sequence[Any]) -> list[Any]:
        return [(r.body, r.date, [(p.title, p.text, p.page, p.line) for p in r.passages]) for r in records]

    assert len(typed[0].passages) >= 4
    assert told(read_again) == told(typed)
    assert all(p.ocr for r in read_again for p in r.passages)
    assert not any(p.ocr for r in typed for p in r.passages)


def test_this_process_reads_without_a_recogniser(pdf: Callable[..., Path]) -> None:
    with pytest.raises(SourceError, match="no recogniser"):
        read(pdf("scan.pdf", [scan]))
