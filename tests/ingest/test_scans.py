"""An ingest of what council sites really hold: good files, and misnamed, locked, cut off, blank and scanned ones."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from minutesearch.archive import Archive
from minutesearch.errors import FOUND, SOURCES_UNREAD

PAGE = (
    "<!doctype html><html><body><main><h1>Quay Board</h1><p>Minutes of the meeting of 3 June 2020</p><h2>1. Cranes</h2>"
    "<p>It was agreed that the crane be oiled.</p><h2>2. Ropes</h2><p>The ropes were dry.</p></main></body></html>"
)
TYPED = (
    "Mill Board",
    "Minutes of the meeting held on 4 May 2021",
    "1. Apologies",
    "Two members had sent theirs in time.",
    "2. Weir",
    "It was agreed to mend the sluice before the autumn.",
)
SCANNED = ("3. Hedges", "The hedge by the mill is to be cut back in June.")


def table(texts: Sequence[str]) -> str:
    """Tesseract's table of lines of print, 150 pixels apart."""
    rows = ["1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t"]
    for line, text in enumerate(texts, 1):
        left = 300
        for number, word in enumerate(text.split(), 1):
            box = f"{left}\t{300 + 150 * line}\t{23 * len(word)}\t33"
            rows.append(f"5\t1\t1\t1\t{line}\t{number}\t{box}\t91.0\t{word}")
            left += 23 * len(word) + 15
    return "\n".join(rows)


def draw(path: Path, pages: Sequence[Sequence[str] | None], **options: Any) -> Path:
    """A PDF: lines of text a page, a picture of a page where there are None, nothing where there are no lines."""
    canvas_of = pytest.importorskip("reportlab.pdfgen.canvas").Canvas
    canvas = canvas_of(str(path), pagesize=(595, 842), invariant=1, **options)
    for texts in pages:
        if texts is None:
            picture = pytest.importorskip("PIL.Image").new("L", (60, 84), 200)
            canvas.drawInlineImage(picture, 0, 0, 595, 842)
        for i, text in enumerate(texts or ()):
            canvas.setFont("Helvetica", 11)
            canvas.drawString(72, 760 - 36 * i, text)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def no_recogniser(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path without Tesseract; returns the folder that is searched."""
    folder = tmp_path_factory.mktemp("bin")
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def minutesearch(
    no_recogniser: Path, child_environment: dict[str, str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the real command in a child that searches the same folder for its programs."""

    def run(*arguments: str, archive: Path) -> subprocess.CompletedProcess[str]:
        start = "import sys; from minutesearch.present.cli import main; sys.exit(main())"
        environment = child_environment | {"PATH": str(no_recogniser), "MINUTESEARCH_ARCHIVE": str(archive)}
        command = [sys.executable, "-c", start, *arguments]
        return subprocess.run(command, env=environment, text=True, capture_output=True, timeout=120, check=False)

    return run


def install(folder: Path, texts: Sequence[str] = SCANNED, version: str = "9.9.1") -> None:
    """Put a stand-in for Tesseract into a folder that is searched: it reads the same on every page."""
    program = folder / "tesseract"
    program.write_text(
        f"#!{sys.executable} -IS\nimport sys\n"
        f"if '--version' in sys.argv: print('tesseract {version}')\n"
        "elif '--list-langs' in sys.argv: print('eng')\n"
        f"else: sys.stdin.buffer.read(); print({table(texts)!r})\n",
        encoding="utf-8",
    )
    program.chmod(0o700)


@pytest.fixture
def offered(tmp_path: Path) -> Path:
    """A folder with one of everything."""
    given = tmp_path / "given"
    given.mkdir()
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt").StandardEncryption("secret", ownerPassword="owner")
    word = pytest.importorskip("docx").Document()
    for i, text in enumerate(("Wharf Board minutes 5 May 2021", "1. Apologies", "There were none.", "2. Rats", "Two.")):
        word.add_paragraph(text).runs[0].bold = i in {1, 3}
    word.save(str(given / "word.pdf"))
    (given / "page.pdf").write_text(PAGE, encoding="utf-8")
    (given / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    draw(given / "locked.pdf", [TYPED], encrypt=encryption)
    whole = draw(given / "good.pdf", [TYPED]).read_bytes()
    (given / "cut.pdf").write_bytes(whole[: len(whole) // 3])
    draw(given / "blank.pdf", [(), ()])
    draw(given / "scan.pdf", [None])
    return given


TROUBLE = {
    "blank.pdf": ("no-text", "its pages are blank"),
    "cut.pdf": ("quarantined", "cut off"),
    "locked.pdf": ("quarantined", "password"),
    "picture.pdf": ("no-text", "a PNG picture: no recogniser (OCR) is installed (Install one: "),
    "scan.pdf": ("no-text", "only pictures of pages, and no recogniser (OCR) is installed (Install one: "),
}


def test_every_odd_file_is_one_clear_line_and_the_rest_is_unharmed(
    tmp_path: Path, offered: Path, no_recogniser: Path, minutesearch: Callable[..., Any]
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    done = minutesearch("ingest", str(offered), "--json", archive=archive)
    assert (done.returncode, done.stderr) == (SOURCES_UNREAD, "")
    rows = {Path(row["path"]).name: row for row in json.loads(done.stdout)["ingest"]}
    assert {name: row["state"] for name, row in rows.items() if row["state"] != "ingested"} == {
        name: state for name, (state, _) in TROUBLE.items()
    }
    for name, (_, words) in TROUBLE.items():
        assert words in rows[name]["reason"], rows[name]["reason"]
        assert "\n" not in rows[name]["reason"]
    assert {name: rows[name]["sections"] for name in ("good.pdf", "page.pdf", "word.pdf")} == {
        "good.pdf": 2, "page.pdf": 2, "word.pdf": 2,
    }  # fmt: skip
    told = minutesearch("ingest", archive=archive)
    assert told.returncode == SOURCES_UNREAD
    for name in TROUBLE:
        assert told.stdout.count(name) == 1
    assert "5 sources could not be read" in told.stdout
    covered = minutesearch("coverage", "--json", archive=archive)
    assert [Path(row["path"]).name for row in json.loads(covered.stdout)["unread"]] == sorted(TROUBLE)


def test_the_good_ones_are_read_as_if_they_were_alone(tmp_path: Path, offered: Path, no_recogniser: Path) -> None:
    mixed, alone = tmp_path / "mixed", tmp_path / "alone"
    for folder in (mixed, alone):
        folder.mkdir()
    Archive(mixed).ingest([offered])
    for name in TROUBLE:
        (offered / name).unlink()
    Archive(alone).ingest([offered])
    assert list(Archive(mixed).sections()) == list(Archive(alone).sections())


@pytest.fixture
def half_scanned(tmp_path: Path) -> Path:
    """An archive with minutes of which the second page is a scan and the third is blank."""
    (tmp_path / "corpus").mkdir()
    draw(tmp_path / "corpus" / "minutes.pdf", [TYPED, None, ()])
    return tmp_path


def test_pages_that_could_not_be_read_are_counted_and_make_a_3(
    half_scanned: Path, no_recogniser: Path, minutesearch: Callable[..., Any]
) -> None:
    for _ in range(2):
        done = minutesearch("ingest", archive=half_scanned)
        assert done.returncode == SOURCES_UNREAD
        assert "1 of 3 pages not read (page 2)" in " ".join(done.stdout.split())
        assert "1 source only in part" in done.stdout
    assert "1 page could not be read" in minutesearch("coverage", archive=half_scanned).stdout
    (row,) = json.loads(minutesearch("coverage", "--json", archive=half_scanned).stdout)["unread"]
    assert (row["path"], row["state"]) == ("corpus/minutes.pdf", "ingested")
    assert row["reason"].startswith("1 of 3 pages not read (page 2): no recogniser")
    assert json.loads(minutesearch("status", "--json", archive=half_scanned).stdout)["status"][0]["unread"] == 1


def test_scans_are_read_by_themselves_once_there_is_a_recogniser(half_scanned: Path, no_recogniser: Path) -> None:
    draw(half_scanned / "corpus" / "scan.pdf", [None])
    assert len(Archive(half_scanned).ingest().unread) == 2
    install(no_recogniser, [*TYPED, *SCANNED])
    report = Archive(half_scanned).ingest()
    assert report.changed
    assert report.unread == ()
    assert [(r.source.path, r.source.reason) for r in report.sources] == [
        ("corpus/minutes.pdf", "1 of 3 pages read by recognition (tesseract 9.9.1)"),
        ("corpus/scan.pdf", "1 of 1 page read by recognition (tesseract 9.9.1)"),
    ]
    assert not Archive(half_scanned).ingest().changed


def test_what_was_recognised_is_kept_when_the_recogniser_goes_and_not_when_it_is_switched_off(
    half_scanned: Path, no_recogniser: Path
) -> None:
    install(no_recogniser)
    assert Archive(half_scanned).ingest().unread == ()
    (no_recogniser / "tesseract").unlink()
    report = Archive(half_scanned).ingest()
    assert (report.changed, report.unread) == (False, ())
    (half_scanned / "minutesearch.toml").write_text('[ingest]\nocr = "off"\n', encoding="utf-8")
    (source,) = Archive(half_scanned).ingest().unread
    assert "switched off" in (source.reason or "")


def test_another_version_reads_anew(half_scanned: Path, no_recogniser: Path) -> None:
    install(no_recogniser)
    Archive(half_scanned).ingest()
    install(no_recogniser, ["4. Gates", "The gate by the mill is to be hung again."], version="9.9.2")
    assert Archive(half_scanned).ingest().changed
    assert [s.title for s in Archive(half_scanned).sections()][-1] == "Gates"


def test_every_citation_of_recognised_text_says_so(
    half_scanned: Path, no_recogniser: Path, minutesearch: Callable[..., Any]
) -> None:
    install(no_recogniser)
    assert minutesearch("ingest", archive=half_scanned).returncode == FOUND
    found = json.loads(minutesearch("query", "hedge OR sluice", "--json", archive=half_scanned).stdout)
    hits = {hit["title"]: hit for hit in found["hits"]}
    assert [hits["Hedges"]["source"].get("ocr"), hits["Hedges"]["sources"][0].get("ocr")] == [True, True]
    assert "ocr" not in hits["Weir"]["source"]
    assert "ocr" not in hits["Weir"]["sources"][0]
    id = hits["Hedges"]["section"]
    assert "minutes.pdf, page 2 (OCR), line 1" in minutesearch("show", id, archive=half_scanned).stdout
    assert f"{id} (OCR)" in minutesearch("show", hits["Hedges"]["meeting"], archive=half_scanned).stdout
    assert "(OCR)" in minutesearch("trace", "hedge", "--plain", archive=half_scanned).stdout
    assert ",2,1,ocr," in minutesearch("query", "hedge", "--csv", archive=half_scanned).stdout.splitlines()[1]
    rows = map(json.loads, minutesearch("dump", "sections", archive=half_scanned).stdout.splitlines())
    assert [row["source"].get("ocr", False) for row in rows] == [False, False, False, True]


def test_ctrl_c_ends_a_recognition_at_once_and_nothing_is_remembered_of_it(
    half_scanned: Path, no_recogniser: Path, child_environment: dict[str, str]
) -> None:
    pipe = half_scanned / "pipe"
    os.mkfifo(pipe)
    program = no_recogniser / "tesseract"
    install(no_recogniser)
    code = program.read_text(encoding="utf-8")
    hanging = f"else:\n    import os, time\n    held = os.open({str(pipe)!r}, os.O_WRONLY)\n    time.sleep(600)\n"
    program.write_text(code[: code.index("else: ")] + hanging, encoding="utf-8")
    start = "import sys; from minutesearch.present.cli import main; sys.exit(main())"
    environment = child_environment | {"PATH": str(no_recogniser), "MINUTESEARCH_ARCHIVE": str(half_scanned)}
    with subprocess.Popen([sys.executable, "-c", start, "ingest"], env=environment, start_new_session=True) as running:
        # Opening waits until the stand-in has begun; reading ends when the last process that holds the pipe is gone.
        with pipe.open("rb") as held:
            running.send_signal(signal.SIGINT)
            assert held.read() == b""
        assert running.wait(timeout=60) == 128 + signal.SIGINT
    program.write_text(code, encoding="utf-8")
    assert Archive(half_scanned).ingest().unread == ()
