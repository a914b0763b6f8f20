"""What a question loads: measured in a child process that runs the real command and lists its modules."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHILD = """
import atexit, json, sys
listed = sys.argv.pop()
sys.argv[0] = "minutesearch"
atexit.register(lambda: open(listed, "w").write(json.dumps(sorted(sys.modules))))
from minutesearch.present.cli import main
sys.exit(main())
"""

HEAVY = {"spacy", "textual", "rich", "pdfminer", "docx", "lxml", "pydantic", "numpy", "reportlab", "rapidfuzz"}
"""Never loaded by a question that finds something."""

SLOW = {
    "importlib.metadata", "urllib.request", "http.client", "email.message", "ssl", "whoosh.qparser", "asyncio",
    "multiprocessing", "difflib", "unittest",
}  # fmt: skip
"""Modules of the standard library and of Whoosh that cost more than they give here."""

QUESTIONS = [
    ("query", "personal", "budgets"),
    ("query", "personal budgets", "--json"),
    ("query", '"key worker" OR budget*', "--since", "2021-02"),
    ("trace", "key", "worker"),
    ("trace", "key worker", "--json"),
    ("show", "send-board:2021-09-14/2"),
    ("show", "send-board:2021-09-14/2", "--context", "--json"),
    ("verify", "The pilot will be reviewed in September."),
    ("topics", "--trend"),
]


def modules(
    arguments: tuple[str, ...], archive: Path, environment: dict[str, str], tmp_path: Path
) -> tuple[set[str], subprocess.CompletedProcess[str]]:
    listed = tmp_path / "modules.json"
    answer = subprocess.run(
        [sys.executable, "-c", CHILD, *arguments, str(listed)],
        env=environment | {"MINUTESEARCH_ARCHIVE": str(archive)},
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return set(json.loads(listed.read_text(encoding="utf-8"))), answer


def top(names: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
@pytest.mark.parametrize("arguments", QUESTIONS, ids=" ".join)
def test_a_question_loads_only_what_it_needs(
    arguments: tuple[str, ...],
    engine: str,
    archives: dict[str, Path],
    child_environment: dict[str, str],
    tmp_path: Path,
) -> None:
    loaded, answer = modules(arguments, archives[engine], child_environment, tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip()
    assert not top(loaded) & HEAVY
    assert not loaded & SLOW
    assert not top(loaded) & ({"whoosh", "tantivy"} - {engine})
    assert not {
        name for name in loaded if name.startswith(("minutesearch.ingest", "minutesearch.mine", "minutesearch.parse"))
    }
    assert "minutesearch.present.tui" not in loaded


def test_a_query_reads_nothing_of_what_people_wrote(
    archives: dict[str, Path], child_environment: dict[str, str], tmp_path: Path
) -> None:
    loaded, answer = modules(("query", "key worker"), archives["whoosh"], child_environment, tmp_path)
    assert answer.returncode == 0
    assert not {m for m in loaded if m.startswith(("minutesearch.notebook", "minutesearch.evidence"))}
    assert not loaded & {"minutesearch.news", "getpass"}


def test_help_loads_no_more_than_the_command_line(
    archives: dict[str, Path], child_environment: dict[str, str], tmp_path: Path
) -> None:
    loaded, answer = modules(("--help",), archives["whoosh"], child_environment, tmp_path)
    assert answer.returncode == 0
    assert not top(loaded) & (HEAVY | {"whoosh", "tantivy"})


def test_the_list_would_show_a_heavy_module(
    archives: dict[str, Path], child_environment: dict[str, str], tmp_path: Path
) -> None:
    loaded, _ = modules(("ingest",), archives["whoosh"], child_environment, tmp_path)
    assert any(name.startswith("minutesearch.ingest") for name in loaded)
