"""The command ``export``: what it writes, says and refuses, on an archive with baskets."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.export.boards import Builder

from minutesearch.errors import UsageError
from minutesearch.present.export import FORMATS, check, export

Command = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def held(sample_archive: Path, tmp_path: Path, minutesearch: Command) -> Path:
    """A copy of the sample with a basket."""
    folder = tmp_path / "archive"
    shutil.copytree(sample_archive, folder)
    added = minutesearch("basket", "add", "personal budgets", "--query", '"personal budgets"', archive=folder)
    assert added.returncode == 0, added.stderr
    return folder


@pytest.mark.parametrize("ending", FORMATS)
def test_each_format_is_written_and_said(ending: str, held: Path, tmp_path: Path, minutesearch: Command) -> None:
    to = tmp_path / f"board{ending}"
    answer = minutesearch("export", "personal budgets", "--to", str(to), archive=held)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == f"Wrote {to}: 8 quotes from 5 meetings, 3 sources, 6 open promises.\n"
    assert answer.stderr == "No minutes in the archive for 2 meetings; the file names them.\n"
    before = to.read_bytes()
    again = minutesearch("export", "personal budgets", "--to", str(to), "--force", archive=held)
    assert again.returncode == 0, again.stderr
    assert to.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".new"] == []


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
def test_every_quote_of_a_file_verifies_exact(ending: str, held: Path, tmp_path: Path, minutesearch: Command) -> None:
    to = tmp_path / f"board{ending}"
    assert minutesearch("export", "personal budgets", "--to", str(to), archive=held).returncode == 0
    answer = minutesearch("verify", str(to), archive=held)
    assert answer.returncode == 0, answer.stdout
    assert "8 quotes: 8 exact." in answer.stdout


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
def test_an_export_is_not_read_as_minutes(ending: str, held: Path, tmp_path: Path, minutesearch: Command) -> None:
    to = tmp_path / f"2021-11-09-minutes{ending}"
    assert minutesearch("export", "personal budgets", "--to", str(to), archive=held).returncode == 0
    answer = minutesearch("ingest", str(to), archive=held)
    assert "an export of minutesearch, not minutes" in answer.stdout
    assert "The archive holds 6 meetings and 50 sections." in answer.stdout


@pytest.mark.parametrize("folder", ["corpus", "index", "notebook/baskets"])
def test_nothing_is_written_into_the_archives_own_folders(folder: str, held: Path, minutesearch: Command) -> None:
    for to in (held / folder / "board.md", next(path for path in sorted((held / folder).iterdir()) if path.is_file())):
        before = to.read_bytes() if to.exists() else None
        answer = minutesearch("export", "personal budgets", "--to", f"{to.with_suffix('.md')}", "--force", archive=held)
        assert answer.returncode == 2
        assert "where no export is written" in answer.stderr
        assert (to.read_bytes() if to.exists() else None) == before
        assert not (held / folder / "board.md").exists()


def test_a_changed_source_makes_its_quotes_loud(held: Path, tmp_path: Path, minutesearch: Command) -> None:
    kept = held / "notebook/baskets"
    basket = next(kept.iterdir())
    text = basket.read_text(encoding="utf-8")
    assert "story board" in text
    basket.write_text(text.replace("story board", "story book"), encoding="utf-8")
    to = tmp_path / "board.md"
    answer = minutesearch("export", "personal budgets", "--to", str(to), archive=held)
    assert answer.returncode == 0
    assert "NOT VERIFIED: 1 quote (number 3)" in answer.stderr
    assert "**NOT VERIFIED: " in to.read_text(encoding="utf-8")


def test_the_title_is_what_was_given(held: Path, tmp_path: Path, minutesearch: Command) -> None:
    to = tmp_path / "board.md"
    minutesearch("export", "personal budgets", "--to", str(to), "--title", "Our [case]", archive=held)
    assert to.read_text(encoding="utf-8").startswith("# Our \\[case\\]\n")


def test_a_file_that_is_there_stays_as_it_is(held: Path, tmp_path: Path, minutesearch: Command) -> None:
    to = tmp_path / "board.md"
    to.write_text("mine", encoding="utf-8")
    answer = minutesearch("export", "personal budgets", "--to", str(to), archive=held)
    assert (answer.returncode, to.read_text(encoding="utf-8")) == (2, "mine")
    assert "exists already" in answer.stderr
    assert "--force" in answer.stderr


def test_an_empty_basket_writes_nothing(held: Path, tmp_path: Path, minutesearch: Command) -> None:
    numbers = [str(n) for n in range(1, 9)]
    assert minutesearch("basket", "remove", "personal budgets", *numbers, archive=held).returncode == 0
    to = tmp_path / "board.docx"
    answer = minutesearch("export", "personal budgets", "--to", str(to), archive=held)
    assert answer.returncode == 1
    assert "is empty: nothing was written" in answer.stderr
    assert not to.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("board.pdf", (".docx", ".html", ".xlsx", ".csv", ".md")),
        ("board", ("says no format",)),
        ("nowhere/board.md", ("There is no folder", "mkdir -p")),
    ],
)
def test_what_cannot_be_written_is_refused_with_what_to_do(
    name: str, said: tuple[str, ...], held: Path, tmp_path: Path, minutesearch: Command
) -> None:
    answer = minutesearch("export", "personal budgets", "--to", str(tmp_path / name), archive=held)
    assert answer.returncode == 2
    for words in said:
        assert words in answer.stderr


def test_an_unknown_basket_is_an_error(held: Path, tmp_path: Path, minutesearch: Command) -> None:
    answer = minutesearch("export", "personel budgets", "--to", str(tmp_path / "board.md"), archive=held)
    assert answer.returncode == 2
    assert "personal budgets" in answer.stderr
    assert not (tmp_path / "board.md").exists()


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = tmp_path / "board.md"
    to.write_text("old", encoding="utf-8")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        export(Builder().quote("The gate was mended.").board(), to, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["board.md"]
    assert to.read_text(encoding="utf-8") == "old"


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "board.md").mkdir()
    with pytest.raises(UsageError, match="is a folder"):
        check(tmp_path / "board.md", force=True)


def test_a_file_can_be_read_by_those_who_may_read_files_here(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.touch()
    to = tmp_path / "board.md"
    export(Builder().quote("The gate was mended.").board(), to)
    assert to.stat().st_mode == other.stat().st_mode


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("how far personal budgets have", "how fat personal budgets have", "8 quotes: 7 exact, 1 stale."),
        ("<title>", "<title>x", "8 quotes: 8 exact."),
    ],
    ids=["quoted", "unquoted"],
)
def test_a_changed_byte_makes_the_quote_it_stands_in_stale_and_no_other(
    old: str, new: str, said: str, held: Path, tmp_path: Path, minutesearch: Command
) -> None:
    to = tmp_path / "board.docx"
    assert minutesearch("export", "personal budgets", "--to", str(to), archive=held).returncode == 0
    source = next((held / "corpus").glob("*.html"))
    page = source.read_text(encoding="utf-8")
    assert page.count(old) == 1
    source.write_text(page.replace(old, new), encoding="utf-8")
    answer = minutesearch("verify", str(to), archive=held)
    assert said in answer.stdout
    assert "has changed" in answer.stdout
    assert answer.returncode == (1 if "stale" in said else 0)
