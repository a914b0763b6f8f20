"""``query --explain``, ``--facets`` and ``--complete``, and what a shell is offered."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[str]"]


def test_json_has_the_keys_only_when_they_are_asked_for(minutesearch: Command, sample_archive: Path) -> None:
    plain = json.loads(minutesearch("query", "--json", "personal budgets", archive=sample_archive).stdout)
    assert not {"explain", "facets"} & set(plain)
    told = json.loads(
        minutesearch("query", "--json", "--explain", "--facets", "personal budgets", archive=sample_archive).stdout
    )
    assert {k: v for k, v in told.items() if k not in {"explain", "facets"}} == plain
    assert [p["text"] for p in told["explain"]["parts"]] == ["personal", "budgets"]
    assert sum(row["sections"] for row in told["facets"]["body"]) == told["total"]
    assert [row["value"] for row in told["facets"]["meeting"]] == [row["meeting"] for row in told["by_meeting"]]


def test_on_a_pipe_explanations_go_to_stderr(minutesearch: Command, sample_archive: Path) -> None:
    plain = minutesearch("query", "personal budgets", archive=sample_archive)
    told = minutesearch("query", "--explain", "--facets", "personal budgets", archive=sample_archive)
    assert told.stdout == plain.stdout
    assert "How the query was understood" in told.stderr
    assert "By topic" in told.stderr


def test_as_text_it_stands_before_and_behind_the_hits(minutesearch: Command, sample_archive: Path) -> None:
    text = minutesearch("query", "--plain", "--explain", "--facets", "personal budgets", archive=sample_archive).stdout
    assert text.index("How the query was understood") < text.index("mentions") < text.index("By kind")


def test_half_a_query_is_completed(minutesearch: Command, sample_archive: Path) -> None:
    done = minutesearch("query", "--complete", "topic:key", archive=sample_archive)
    assert (done.returncode, done.stdout) == (0, "topic:key-worker\n")
    assert minutesearch("query", "--complete", "zzzzz", archive=sample_archive).returncode == 1


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("minutesearch qu", "query"),
        ("minutesearch query --fac", "--facets"),
        ("minutesearch query --topic key", "key-worker"),
        ("minutesearch query --kind dec", "decision"),
        ("minutesearch query --body s", "SEND Board"),
        ("minutesearch query pers", "personal"),
    ],
)
def test_a_shell_is_offered_what_fits(
    child_environment: dict[str, str], sample_archive: Path, line: str, offered: str
) -> None:
    words = line.split()
    environment = child_environment | {
        "MINUTESEARCH_ARCHIVE": str(sample_archive),
        "_MINUTESEARCH_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from minutesearch.present.cli import main; main()"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert f"plain,{offered}" in done.stdout.splitlines()


def test_help_tells_how_a_shell_completes(minutesearch: Command) -> None:
    assert "_MINUTESEARCH_COMPLETE=bash_source" in minutesearch("--help").stdout
