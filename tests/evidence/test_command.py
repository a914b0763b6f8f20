"""``verify`` and ``show`` as a person types them: answers, exit codes, and what is said when it cannot be."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from minutesearch.archive import Archive
from minutesearch.present.opening import address_of, open_at

Command = Callable[..., "CompletedProcess[str]"]
GATE = "The west gate was mended"


def cited_file(orchard: Archive, folder: Path, quote: str = GATE) -> Path:
    citation = orchard.verify(GATE).citation
    assert citation is not None
    place = citation.place
    path = folder / "board.md"
    path.write_text(
        f"> “{quote}”\n> — Orchard Board · `{citation.section}` · source 1\n\n## Sources\n\n"
        "| No. | Source | Retrieved | SHA-256 |\n|---|---|---|---|\n"
        f"| 1 | {place.path} | not recorded | {place.sha256} |\n",
        encoding="utf-8",
    )
    return path


def test_an_exact_quote(minutesearch: Command, ingested: Path) -> None:
    done = minutesearch("verify", GATE, archive=ingested)
    assert (done.returncode, done.stderr) == (0, "")
    for said in (
        "Exact: the minutes print it so.", "“The west gate was mended, and the east gate will be looked at",
        "Orchard Board, 13 July 2021 · minutes, ", "“Gates” · orchard-board:2021-07-13/2",
        "corpus/july.txt, line 9", "SHA-256 ",
    ):  # fmt: skip
        assert said in done.stdout


def test_unquoted_words_are_one_quote_and_stdin_is_read(minutesearch: Command, ingested: Path) -> None:
    assert minutesearch("verify", *GATE.split(), archive=ingested).returncode == 0
    assert minutesearch("verify", "-", archive=ingested, stdin=f"“{GATE}”\n").returncode == 0
    assert minutesearch("verify", "-", archive=ingested, stdin="").returncode == 1


def test_near_and_absent(minutesearch: Command, ingested: Path) -> None:
    near = minutesearch("verify", "The east gate was mended", archive=ingested)
    assert near.returncode == 1
    near = minutesearch("verify", "The west gates was mended", archive=ingested)
    assert near.returncode == 1
    assert "Near: " in near.stdout
    assert "printed: “gate” / quoted: “gates”" in near.stdout
    absent = minutesearch("verify", "sixty bulbs per month", archive=ingested)
    assert absent.returncode == 1
    assert "Absent: " in absent.stdout
    assert "“60 bulbs a month are being planted" in absent.stdout


def test_json_of_a_quote(minutesearch: Command, ingested: Path) -> None:
    told = json.loads(minutesearch("verify", GATE, "--json", archive=ingested).stdout)
    assert list(told) == ["minutesearch", "result", "quote", "citation", "nearest", "remark", "cut"]
    assert (told["result"], told["nearest"], told["remark"]) == ("exact", None, None)
    assert told["citation"]["source"].keys() == {"path", "sha256", "address", "retrieved"}
    assert told["citation"].keys() >= {"section", "body", "date", "title", "page", "line", "status"}
    told = json.loads(minutesearch("verify", "sixty bulbs per month", "--json", archive=ingested).stdout)
    assert told["citation"] is None
    assert told["nearest"]["differs"] == [["60", "sixty"], ["a", "per"]]
    assert told["nearest"]["section"] == "orchard-board:2021-07-13/1"


def test_a_file(minutesearch: Command, orchard: Archive, tmp_path: Path) -> None:
    file = cited_file(orchard, tmp_path)
    done = minutesearch("verify", str(file), archive=orchard.root)
    assert done.returncode == 0, done.stderr
    assert "1 quote: 1 exact." in done.stdout
    cited_file(orchard, tmp_path, GATE.replace("west", "east"))
    told = minutesearch("verify", str(file), "--json", archive=orchard.root)
    assert told.returncode == 1
    row = json.loads(told.stdout)
    counts = {key: row[key] for key in ("exact", "near", "absent", "stale", "unquoted")}
    assert sum(counts.values()) == 1
    assert counts["exact"] == counts["stale"] == 0
    (orchard.root / "corpus" / "july.txt").unlink()
    gone = minutesearch("verify", str(file), archive=orchard.root)
    assert gone.returncode == 1
    assert "stale" in gone.stdout


@pytest.mark.parametrize("name", ["absent.docx", "absent.HTML", "absent.md"])
def test_a_file_that_is_not_there_is_no_quote(name: str, minutesearch: Command, ingested: Path) -> None:
    done = minutesearch("verify", name, archive=ingested)
    assert done.returncode == 2
    assert "There is no file" in done.stderr


def test_files_that_hold_no_quotes_are_refused(minutesearch: Command, ingested: Path, tmp_path: Path) -> None:
    for name in ("a.md", "a.html", "a.docx", "a.xlsx"):
        (tmp_path / name).write_text("Hello", encoding="utf-8")
        done = minutesearch("verify", str(tmp_path / name), archive=ingested)
        assert done.returncode == 2, name
        assert name.rpartition(".")[2] in done.stderr
        assert "Traceback" not in done.stderr


def test_what_a_quote_holds_does_not_command_the_terminal(minutesearch: Command, ingested: Path) -> None:
    done = minutesearch("verify", "The west gate was mended\x1b[2J\u202e, and", archive=ingested)
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


# -- show ------------------------------------------------------------------------------------------------------


def test_context(minutesearch: Command, ingested: Path) -> None:
    done = minutesearch("show", "orchard-board:2021-03-09/2", "--context", archive=ingested)
    paths, hedge, volunteers = (done.stdout.index(word) for word in ("are worn", "hedgehogs", "County Rangers"))
    assert paths < hedge < volunteers
    assert "Opening" not in done.stdout
    wide = minutesearch("show", "orchard-board:2021-03-09/2", "--context", "9", "--json", archive=ingested)
    assert [row["id"].rpartition("/")[2] for row in json.loads(wide.stdout)["show"]] == ["0", "1", "2", "3"]
    assert minutesearch("show", "orchard-board:2021-03-09", "--context", archive=ingested).returncode == 2


def test_open_says_where_it_is_when_there_is_no_browser(minutesearch: Command, ingested: Path) -> None:
    done = minutesearch("show", "orchard-board:2021-03-09/2", "--open", archive=ingested)
    assert done.returncode == 0
    assert "corpus/march.txt, line 9" in done.stdout
    assert (ingested / "corpus" / "march.txt").as_uri() in done.stdout
    assert "No browser" in done.stderr


def test_open_says_that_a_file_is_gone_or_has_changed(minutesearch: Command, orchard: Archive) -> None:
    path = orchard.root / "corpus" / "march.txt"
    path.write_text("other", encoding="utf-8")
    assert "has changed" in minutesearch("show", "orchard-board:2021-03-09/2", "--open", archive=orchard.root).stderr
    path.unlink()
    done = minutesearch("show", "orchard-board:2021-03-09/2", "--open", archive=orchard.root)
    assert done.returncode == 2
    assert "no longer in the archive" in done.stderr


def test_a_pdf_is_opened_at_its_page(tmp_path: Path) -> None:
    asked: list[str] = []

    def opener(address: str) -> bool:
        asked.append(address)
        return True

    file = tmp_path / "a b.pdf"
    assert open_at(file, 3, opener)
    assert asked == [f"{tmp_path.as_uri()}/a%20b.pdf#page=3"]
    assert address_of(tmp_path / "a.txt", 3).endswith("a.txt")


def test_a_browser_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import webbrowser

    def fail(address: str) -> bool:
        raise webbrowser.Error

    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setattr(webbrowser, "open", fail)
    assert not open_at(tmp_path / "a.pdf", 1)
    monkeypatch.setattr(webbrowser, "open", lambda address: True)
    assert open_at(tmp_path / "a.pdf", 1)
    if sys.platform == "linux":
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
            monkeypatch.delenv(name, raising=False)
        assert not open_at(tmp_path / "a.pdf", 1)


# -- citations -------------------------------------------------------------------------------------------------

CITED = {"section", "body", "date", "title", "status", "page", "line", "source"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("trace", "volunteers"),
        ("promises",),
        ("figures",),
        ("changes", "volunteers", "--from", "2021-03", "--to", "2021-05"),
        ("show", "orchard-board:2021-03-09"),
    ],
    ids=lambda row: row[0],
)
def test_everything_that_is_quoted_is_cited(arguments: tuple[str, ...], minutesearch: Command, ingested: Path) -> None:
    answer = json.loads(minutesearch(*arguments, "--json", archive=ingested).stdout)
    rows = [row for row in naming(answer) if "citation" in row or "section" in row]
    assert rows
    for row in rows:
        if "sentence" in row and "rule" in row:
            continue  # within a section that is cited
        assert row["citation"].keys() >= CITED
        assert row["citation"]["source"].keys() >= {"path", "sha256", "address", "retrieved"}


def naming(answer: object) -> list[dict[str, Any]]:
    if isinstance(answer, dict):
        inner = [row for key, value in answer.items() if key != "citation" for row in naming(value)]
        return [*([answer] if "section" in answer or "citation" in answer else []), *inner]
    return [row for value in answer for row in naming(value)] if isinstance(answer, list) else []


def test_the_manifest_gives_address_and_time(orchard: Archive, minutesearch: Command) -> None:
    hashes = {source.path: source.sha256 for source in orchard.sources()}
    rows = [
        {"path": "corpus/march.txt", "address": "https://a.example/m", "retrieved": "2022-01-01T09:00:00Z",
         "sha256": hashes["corpus/march.txt"]},
        {"path": "corpus/may.txt", "address": "https://a.example/old", "retrieved": "2022-01-01T09:00:00Z",
         "sha256": "0" * 64},
        {"path": "elsewhere.txt", "address": "https://a.example/j", "retrieved": None,
         "sha256": hashes["corpus/july.txt"]},
        {"path": "corpus/july.txt", "address": "javascript:alert(1)", "sha256": hashes["corpus/july.txt"]},
    ]  # fmt: skip
    lines = ["no json", "[1]", "{}", *map(json.dumps, rows)]
    (orchard.root / "corpus" / "manifest.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert orchard.ingest().changed
    assert not orchard.ingest().changed
    found = {s.path: (s.address, s.retrieved) for s in orchard.sources()}
    assert found == {
        "corpus/march.txt": ("https://a.example/m", "2022-01-01T09:00:00Z"),
        "corpus/may.txt": (None, None),
        "corpus/july.txt": ("https://a.example/j", None),
    }
    done = minutesearch("verify", "10 families", archive=orchard.root)
    assert "https://a.example/m, retrieved 2022-01-01T09:00:00Z" in done.stdout
