"""``new``, ``matrix`` and saved searches as a person types them."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen

import pytest

Command = Callable[..., "CompletedProcess[str]"]
FIRST = (
    "Oak Board\n\nMinutes of the meeting held on 12 January 2021\n\n1. Apologies\n\nNone were received.\n\n"
    "2. Parks\n\nBenches are wanted.\n"
)
SECOND = FIRST.replace("January", "February").replace("Benches", "=Swings")
AREAS = """
[[area]]
id = "benches"
title = "Benches"
queries = ["bench*"]

[[area]]
id = "buses"
title = "Buses"
queries = ["bus", "busses"]
"""


@pytest.fixture
def board(tmp_path: Path, minutesearch: Command) -> Path:
    """An archive of one meeting, looked at once."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "first.txt").write_text(FIRST, encoding="utf-8")
    assert minutesearch("ingest", archive=tmp_path).returncode == 0
    first = minutesearch("new", "--plain", archive=tmp_path)
    assert (first.returncode, first.stderr) == (1, "")
    assert "first look" in first.stdout
    return tmp_path


@pytest.fixture
def grown(board: Path, minutesearch: Command) -> Path:
    """The archive with a meeting that has come since."""
    (board / "corpus" / "second.txt").write_text(SECOND, encoding="utf-8")
    assert minutesearch("ingest", archive=board).returncode == 0
    return board


def seen(root: Path) -> str:
    (path,) = (root / "notebook" / "seen").iterdir()
    return path.read_text(encoding="utf-8")


def test_new_says_what_came_and_then_that_nothing_did(grown: Path, minutesearch: Command) -> None:
    told = minutesearch("new", "--plain", archive=grown)
    assert told.returncode == 0
    assert "2 new sections and 1 piece of front matter of 1 meeting" in told.stdout
    assert "oak-board:2021-02-12/2" in told.stdout
    assert "oak-board:2021-01-12" not in told.stdout
    again = minutesearch("new", archive=grown)
    assert (again.returncode, again.stdout) == (1, "")
    assert "Nothing new since your last look" in minutesearch("new", "--plain", archive=grown).stdout


def test_keep_and_since_leave_the_mark(grown: Path, minutesearch: Command) -> None:
    before = seen(grown)
    assert minutesearch("new", "--keep", archive=grown).returncode == 0
    assert minutesearch("new", "--since", "2021", archive=grown).stdout.count("\n") == 6
    assert minutesearch("new", "--since", "31 Dec 2999", archive=grown).returncode == 1
    assert seen(grown) == before
    assert minutesearch("new", archive=grown).returncode == 0
    assert seen(grown) != before


def test_new_in_forms_for_programs(grown: Path, minutesearch: Command) -> None:
    minutesearch("query", "swings", "--save", "swings", archive=grown)
    told = json.loads(minutesearch("new", "--json", "--keep", archive=grown).stdout)
    assert told["minutesearch"] == 1
    assert told["searches"] == [{"name": "swings", "query": "swings", "new": 1, "total": 1, "fault": None}]
    assert [(s["section"], s["searches"]) for s in told["new"]] == [
        ("oak-board:2021-02-12/0", []),
        ("oak-board:2021-02-12/1", []),
        ("oak-board:2021-02-12/2", ["swings"]),
    ]
    assert told["new"][2]["source"]["path"] == "corpus/second.txt"
    assert (told["first_look"], told["gone"]) == (False, 0)
    rows = list(csv.DictReader(io.StringIO(minutesearch("new", "--csv", "--keep", archive=grown).stdout)))
    assert [row["searches"] for row in rows] == ["", "", "swings"]


def test_a_look_that_cannot_be_kept_is_said_to_be_none(grown: Path, minutesearch: Command) -> None:
    shutil.rmtree(grown / "notebook")
    (grown / "notebook").write_text("in the way", encoding="utf-8")
    told = minutesearch("new", "--since", "2021", archive=grown)
    assert (told.returncode, told.stderr) == (0, "")
    told = minutesearch("new", "--plain", archive=grown)
    assert told.returncode == 1
    assert "first look" in told.stdout
    assert "not remembered" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_look_into_a_closed_pipe_is_none(grown: Path, child_environment: dict[str, str]) -> None:
    before = seen(grown)
    start = "import sys; from minutesearch.present.cli import main; sys.exit(main())"
    ours, theirs = os.pipe()
    os.close(ours)
    with Popen(
        [sys.executable, "-c", start, "new"],
        env=child_environment | {"MINUTESEARCH_ARCHIVE": str(grown)},
        stdout=theirs,
        stderr=PIPE,
    ) as child:
        os.close(theirs)
        assert child.stderr
        assert child.stderr.read() == b""
    assert child.returncode == 0
    assert seen(grown) == before


def test_two_logins_have_each_a_list(grown: Path, child_environment: dict[str, str], minutesearch: Command) -> None:
    start = "import sys; from minutesearch.present.cli import main; sys.exit(main())"
    environment = child_environment | {"MINUTESEARCH_ARCHIVE": str(grown), "LOGNAME": "somebody.else"}
    with Popen([sys.executable, "-c", start, "new", "--plain"], env=environment, stdout=PIPE) as child:
        assert child.stdout
        assert b"first look" in child.stdout.read()
    assert minutesearch("new", archive=grown).returncode == 0
    assert (grown / "notebook" / "seen" / "somebody.else.txt").is_file()


# -- saved searches ---------------------------------------------------------------------------------------


def test_a_saved_search_runs_as_it_was_typed(board: Path, minutesearch: Command) -> None:
    typed = minutesearch("query", "bench*", "--since", "Jan 2021", "--save", "Parks", archive=board)
    assert (typed.returncode, typed.stderr.count("Saved as “Parks”")) == (0, 1)
    assert minutesearch("query", "--saved", "parks", archive=board).stdout == typed.stdout
    told = json.loads(minutesearch("query", "--saved", "PARKS", "--json", archive=board).stdout)
    assert (told["query"], told["filters"]["since"]) == ("bench*", "2021-01")
    later = minutesearch("query", "--saved", "parks", "--since", "2022", archive=board)
    assert (later.returncode, later.stdout) == (1, "")


def test_a_search_that_finds_nothing_may_be_watched(board: Path, minutesearch: Command) -> None:
    done = minutesearch("query", "swings", "--save", "swings", archive=board)
    assert done.returncode == 1
    assert "Saved as" in done.stderr
    assert minutesearch("query", "--saved", "swings", archive=board).returncode == 1


def test_names_are_replaced_only_by_force(board: Path, minutesearch: Command) -> None:
    minutesearch("query", "benches", "--save", "parks", archive=board)
    refused = minutesearch("query", "swings", "--save", "Parks", archive=board)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--force" in refused.stderr
    forced = minutesearch("query", "swings", "--save", "Parks", "--force", archive=board)
    assert "It replaces: benches" in forced.stderr
    listed = minutesearch("new", "--list", archive=board)
    assert listed.stdout.split("\t")[:2] == ["Parks", "swings"]


def test_a_forgotten_search_can_be_had_again(board: Path, minutesearch: Command) -> None:
    minutesearch("query", '"benches are"', "--no-expand", "--body", "oak board", "--save", "my parks", archive=board)
    gone = minutesearch("new", "--forget", "My Parks", archive=board)
    assert "minutesearch query '\"benches are\"' --body 'oak board' --no-expand --save 'my parks'" in gone.stdout
    assert minutesearch("new", "--list", archive=board).returncode == 1
    assert minutesearch("new", "--forget", "My Parks", archive=board).returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "--saved", "nothing of the kind"],
        ["query", "-", "--save", "x"],
        ["query", "x", "--force"],
        ["query", '"open', "--save", "x"],
        ["query", "x", "--save", ""],
        ["query", "x", "--save", "y" * 61],
        ["new", "--list", "--forget", "x"],
        ["new", "--list", "--keep"],
        ["new", "--since", "soon"],
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: list[str], board: Path, minutesearch: Command) -> None:
    done = minutesearch(*arguments, archive=board)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert not (board / "notebook" / "searches.toml").exists()


def test_an_archive_without_meetings_finds_no_gap(tmp_path: Path, minutesearch: Command) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "requirements.toml").write_text(AREAS, encoding="utf-8")
    minutesearch("ingest", archive=tmp_path)
    done = minutesearch("matrix", "--plain", archive=tmp_path)
    assert "Finding" not in done.stdout
    assert "NOTHING FOUND" not in done.stdout
    assert done.stdout.endswith("No meetings were searched, so nothing is found and nothing is missing.\n")


# -- matrix -----------------------------------------------------------------------------------------------


def test_without_requirements_it_shows_how_to_begin(board: Path, minutesearch: Command) -> None:
    done = minutesearch("matrix", archive=board)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no file requirements.toml" in done.stderr
    example = done.stderr.partition("\n\n")[2]
    (board / "requirements.toml").write_text(example, encoding="utf-8")
    assert minutesearch("matrix", archive=board).returncode == 0


def test_the_empty_row_is_the_last_line(board: Path, minutesearch: Command, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(AREAS, encoding="utf-8")
    done = minutesearch("matrix", "--requirements", str(other), "--plain", archive=board)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Finding: 1 of 2 areas not mentioned in 1 meeting (12 Jan 2021): buses.\n")
    assert "Buses: nothing found in 1 meeting (12 Jan 2021); searched for: bus · busses" in done.stdout
    lines = minutesearch("matrix", "--requirements", str(other), archive=board)
    assert lines.stdout == (
        "benches\tBenches\t2021-01-12\tOak Board\toak-board:2021-01-12\tmentioned\t1\t1\n"
        "buses\tBuses\t2021-01-12\tOak Board\toak-board:2021-01-12\tsilent\t0\t0\n"
    )
    assert lines.stderr.strip().endswith("buses.")


def test_a_fault_in_an_area_has_a_caret(board: Path, minutesearch: Command) -> None:
    (board / "requirements.toml").write_text(AREAS.replace('"bench*"', "'bench* AND \"open'"), encoding="utf-8")
    done = minutesearch("matrix", archive=board)
    assert done.returncode == 2
    first, query, caret = done.stderr.splitlines()[:3]
    assert "requirements.toml, area 'benches'" in first
    assert query[caret.index("^")] == '"'
