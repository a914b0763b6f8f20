"""The command as a person types it: what it prints, where, and what it exits with."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen, run

import pytest

Command = Callable[..., "CompletedProcess[str]"]
HEAD = "Oak Board\nMinutes of the meeting held on 12 January 2021\n\n1. Apologies\n\nNone were received."
GOLDEN = Path(__file__).parent / "golden"

SHOWN = {
    "query-plain": ["query", "--plain", "key worker"],
    "query-lines": ["query", "personal budgets"],
    "query-json": ["query", "--json", "--limit", "2", "key worker"],
    "query-csv": ["query", "--csv", "hyms"],
    "query-typo": ["query", "--plain", "personel budgets"],
    "query-nothing": ["query", "--plain", "planning permission"],
    "query-filters": ["query", "--plain", "--title", "governance", "--since", "May 2021"],
    "trace-plain": ["trace", "--plain", "personal budgets"],
    "trace-json": ["trace", "--json", "personal budgets"],
    "trace-csv": ["trace", "--csv", "key worker"],
    "show-section": ["show", "--plain", "send-board:2021-09-14/2"],
    "show-meeting": ["show", "--plain", "send-board:2021-01-12"],
    "changes-plain": [
        "changes",
        "personal budgets",
        "--from",
        "2021-06-08",
        "--to",
        "2021-09-14",
        "--plain",
    ],
    "changes-json": ["changes", "re-visit", "--from", "March 2021", "--to", "14/09/2021", "--json"],
    "promises-plain": ["promises", "--plain", "--since", "2021-05"],
    "promises-lines": ["promises", "--kept"],
    "promises-json": ["promises", "--overdue", "--json"],
    "promises-help": ["promises", "--help"],
    "figures-plain": ["figures", "--plain"],
    "figures-csv": ["figures", "--csv", "--since", "2021-09"],
    "show-statements": ["show", "send-board:2021-09-14/2", "--plain"],
    "coverage-plain": ["coverage", "--plain"],
    "coverage-json": ["coverage", "--json"],
    "topics-plain": ["topics", "--plain"],
    "topics-trend": ["topics", "--trend", "--plain"],
    "topics-trend-meeting": ["topics", "--trend", "--meeting", "14 Sep 2021", "--plain"],
    "topics-trend-json": ["topics", "--trend", "--meeting", "send-board:2021-09-14", "--json"],
    "names-lines": ["names"],
    "names-plain": ["names", "--plain", "--since", "June 2021"],
    "names-json": ["names", "--json", "--until", "Jan 2021"],
    "topics-proposed": ["topics", "--proposed", "--plain"],
    "topics-proposed-json": ["topics", "--proposed", "--json"],
    "topics-help": ["topics", "--help"],
    "topics-accept-help": ["topics", "accept", "--help"],
    "glossary-plain": ["glossary", "--plain"],
    "glossary-json": ["glossary", "--json"],
    "help": ["--help"],
    "query-help": ["query", "--help"],
}


@pytest.mark.parametrize("name", SHOWN)
def test_golden_output(name: str, minutesearch: Command, sample_archive: Path) -> None:
    """Every byte on stdout of the sample archive. To renew them: MINUTESEARCH_GOLDEN=write pytest tests/cli."""
    done = minutesearch(*SHOWN[name], archive=sample_archive)
    assert done.returncode == (1 if name == "query-nothing" else 0), done.stderr
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("MINUTESEARCH_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(done.stdout, encoding="utf-8")
    assert done.stdout == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["query", "key worker"], 0),
        (["query", "zebra"], 1),
        (["query", ""], 2),
        (["query", '"unbalanced'], 2),
        (["query", "--since", "yesterday-ish", "x"], 2),
        (["query", "--nonsense", "x"], 2),
        (["query", "x" * 30_000], 2),
        (["quarry", "x"], 2),
        (["trace", "zebra"], 1),
        (["show", "send-board:2021-09-14/99"], 2),
        (["coverage", "--body", "Chess Club"], 2),
        (["changes", "key worker"], 2),
        (["changes", "key worker", "--from", "2021-09-14", "--to", "2021-06-08"], 2),
        (["changes", "zebra", "--from", "2021-01", "--to", "2021-12"], 1),
        (["promises"], 0),
        (["promises", "--owner", "nobody at all"], 1),
        (["promises", "--topic", "zebra"], 2),
        (["promises", "mark", "p-00000000", "kept"], 2),
        (["promises", "mark", "p-00000000", "done"], 2),
        (["figures"], 0),
        (["figures", "--until", "2001"], 1),
        (["query", "--kind", "verdict"], 2),
        (["topics", "--trend"], 0),
        (["topics", "--trend", "--since", "2030"], 1),
        (["topics", "--trend", "--meeting", "2030-01-01"], 2),
        (["topics", "--trend", "--meeting", "2021"], 2),
        (["topics", "--meeting", "2021-09-14"], 2),
        (["names"], 0),
        (["names", "--until", "2001"], 1),
        (["topics", "frobnicate"], 2),
        (["topics", "accept"], 2),
        (["topics", "accept", "zebra"], 2),
        (["topics", "accept", "key worker"], 2),
        (["topics", "merge", "zebra", "key-worker"], 2),
        (["topics", "drop", "zebra"], 2),
        (["dump", "statements"], 0),
        (["status"], 0),
        (["doctor"], 0),
    ],
)
def test_exit_codes(arguments: list[str], code: int, minutesearch: Command, sample_archive: Path) -> None:
    done = minutesearch(*arguments, archive=sample_archive)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    if code == 2:
        assert done.stdout == ""
        assert done.stderr.strip()


def test_without_an_archive_and_without_an_index(minutesearch: Command, tmp_path: Path) -> None:
    nowhere = minutesearch("query", "x", cwd=tmp_path)
    assert nowhere.returncode == 4
    assert "minutesearch demo" in nowhere.stderr
    empty = minutesearch("query", "x", archive=tmp_path)
    assert empty.returncode == 4
    assert "minutesearch ingest" in empty.stderr
    assert minutesearch("status", archive=tmp_path).returncode == 4
    assert minutesearch("query", "x", archive=tmp_path / "gone").returncode == 2


def test_an_unread_source_makes_three(minutesearch: Command, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "scan.pdf").write_bytes(b"GIF89a" + bytes(40))
    done = minutesearch("ingest", archive=tmp_path)
    assert done.returncode == 3
    assert "corpus/scan.pdf" in done.stdout
    assert minutesearch("ingest", archive=tmp_path).returncode == 3


def test_explain_says_why_and_keeps_nothing(minutesearch: Command, tmp_path: Path) -> None:
    given = tmp_path / "given.txt"
    given.write_text(HEAD + "\n\n2. Hedges\n\nThe clerk reported that the hedges had been cut.\n")
    archive = tmp_path / "archive"
    archive.mkdir()
    done = minutesearch("ingest", "--explain", str(given), archive=archive)
    assert done.returncode == 0, done.stderr
    assert "Oak Board, 2021-01-12: minutes, ordinary, 2 sections" in done.stdout
    assert any(line.startswith("#") and "2. Hedges" in line and "<number" in line for line in done.stdout.splitlines())
    told = json.loads(minutesearch("ingest", "--explain", "--json", str(given), archive=archive).stdout)["explain"]
    assert [block["text"] for block in told["blocks"] if block["role"] == "head"] == ["1. Apologies", "2. Hedges"]
    assert any(family["chosen"] for family in told["families"])
    assert not list(archive.iterdir())


def test_explain_names_what_cannot_be_explained(minutesearch: Command, tmp_path: Path) -> None:
    links = tmp_path / "links.txt"
    links.write_text("Minutes\n\nMay 2021\n\nJune 2021\n")
    refused = minutesearch("ingest", "--explain", str(links), archive=tmp_path)
    assert refused.returncode == 0
    assert "Not indexed:" in refused.stdout
    empty = tmp_path / "empty.pdf"
    empty.touch()
    assert minutesearch("ingest", "--explain", str(empty), archive=tmp_path).returncode == 3
    assert minutesearch("ingest", "--explain", str(tmp_path), archive=tmp_path).returncode == 2
    assert minutesearch("ingest", "--explain", str(tmp_path / "gone"), archive=tmp_path).returncode == 2


def test_the_nearest_archive_upwards_is_taken(minutesearch: Command, sample_archive: Path) -> None:
    below = sample_archive / "corpus"
    assert minutesearch("query", "key worker", cwd=below).returncode == 0


def test_json_keeps_the_contract(minutesearch: Command, sample_archive: Path) -> None:
    answer = json.loads(minutesearch("query", "--json", "key worker", archive=sample_archive).stdout)
    assert list(answer) == [
        "minutesearch", "query", "understood", "corrected", "expanded", "filters", "total", "mentions", "meetings",
        "engine", "hits", "by_meeting", "coverage", "suggestions",
    ]  # fmt: skip
    assert list(answer["hits"][0]) == [
        "section", "meeting", "body", "date", "title", "score", "mentions", "snippet", "topics", "kinds", "page",
        "line", "status", "source", "sources",
    ]  # fmt: skip
    story = json.loads(minutesearch("trace", "--json", "key worker", archive=sample_archive).stdout)
    assert list(story) == [
        "minutesearch", "issue", "topic", "also", "first", "last", "meetings", "mentioned_in", "mentions", "points",
        "commitments", "figures", "tensions", "silent_since",
    ]  # fmt: skip
    assert list(story["commitments"][0]) == [
        "id", "made", "body", "section", "title", "text", "kind", "owner", "topics", "due_text", "due", "status", "why",
        "overdue", "overruled", "followed_up", "citation",
    ]  # fmt: skip
    assert list(story["figures"][0]) == [
        "date", "body", "section", "title", "text", "value", "unit", "sentence", "topics", "citation",
    ]  # fmt: skip
    assert [(t["kind"], len(t["sections"]), len(t["quotes"])) for t in story["tensions"]] == [("figure", 2, 2)]


def test_an_empty_answer_is_the_same_object(minutesearch: Command, sample_archive: Path) -> None:
    done = minutesearch("query", "--json", "zebra", archive=sample_archive)
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert (answer["total"], answer["hits"], answer["by_meeting"]) == (0, [], [])
    assert "Searched" in done.stderr


def test_jsonl_and_dump_are_one_object_a_line(minutesearch: Command, sample_archive: Path) -> None:
    lines = minutesearch("query", "--jsonl", "hyms", archive=sample_archive).stdout.splitlines()
    assert [json.loads(line)["section"] for line in lines]
    for kind in ("sources", "meetings", "sections", "tags", "statements", "glossary"):
        rows = [
            json.loads(x) for x in minutesearch("dump", kind, "--jsonl", archive=sample_archive).stdout.splitlines()
        ]
        assert rows
        assert all("minutesearch" not in row for row in rows)


def test_tags_stand_where_they_say(minutesearch: Command, sample_archive: Path) -> None:
    sections = {
        (row := json.loads(line))["id"]: row
        for line in minutesearch("dump", "sections", archive=sample_archive).stdout.splitlines()
    }
    for line in minutesearch("dump", "tags", archive=sample_archive).stdout.splitlines():
        tag = json.loads(line)
        assert sections[tag["section"]][tag["in"]][tag["start"] : tag["end"]] == tag["surface"]


def test_a_correction_says_what_it_wrote_and_how_it_is_taken_back(minutesearch: Command, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    for month in ("January", "February"):
        text = f"{HEAD.replace('January', month)}\n\n2. Owl boxes\n\nThe owl boxes were emptied in {month}.\n"
        (tmp_path / "corpus" / f"{month}.txt").write_text(text)
    minutesearch("ingest", archive=tmp_path)
    listed = minutesearch("topics", "--proposed", archive=tmp_path)
    assert listed.stdout.splitlines()[1].startswith("owl-boxes  Owl boxes  2")
    done = minutesearch("topics", "accept", "owl", "boxes", "--kind", "service", archive=tmp_path)
    assert re.sub(r"\d{4}-\d\d-\d\d", "DAY", done.stdout).splitlines() == [
        "“Owl boxes” is now the topic owl-boxes.",
        "Written into topics.toml:",
        "  # DAY: minutesearch topics accept owl-boxes",
        "  [topics.owl-boxes]",
        '  label = "Owl boxes"',
        '  kind = "service"',
        '  names = ["owl boxes"]',
        "To take it back: delete those lines from topics.toml, then type: minutesearch ingest",
        "Named 4 times in 2 meetings: owl-boxes",
    ]
    assert done.stderr == ""
    assert minutesearch("topics", "--proposed", archive=tmp_path).returncode == 1
    later = minutesearch("topics", "drop", "owl-boxes", "--later", archive=tmp_path)
    assert later.stdout.splitlines()[-1] == "It takes effect with: minutesearch ingest"
    assert minutesearch("topics", archive=tmp_path).stdout.splitlines()[1].startswith("owl-boxes")
    minutesearch("ingest", archive=tmp_path)
    assert minutesearch("topics", archive=tmp_path).returncode == 1


def test_several_queries_from_stdin(minutesearch: Command, sample_archive: Path) -> None:
    done = minutesearch("query", "--json", "-", archive=sample_archive, stdin="hyms\nzebra\n")
    assert done.returncode == 0
    assert [json.loads(line)["query"] for line in done.stdout.splitlines()] == ["hyms", "zebra"]


def test_a_minus_shuts_a_word_out(minutesearch: Command, sample_archive: Path) -> None:
    rows = minutesearch("query", "autism", "-adhd", archive=sample_archive).stdout.splitlines()
    all_rows = minutesearch("query", "autism", archive=sample_archive).stdout.splitlines()
    assert 0 < len(rows) < len(all_rows)


def test_csv_cells_are_no_formulas(minutesearch: Command, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    text = f"{HEAD}\n\n2. Sums\n\n=1+1 benches\n"
    (tmp_path / "corpus" / "a.txt").write_text(text)
    minutesearch("ingest", archive=tmp_path)
    rows = list(csv.reader(io.StringIO(minutesearch("query", "--csv", "benches", archive=tmp_path).stdout)))
    assert rows[1][rows[0].index("snippet")] == "'=1+1 benches"
    assert rows[1][rows[0].index("mentions")] == "1"


def test_what_documents_say_commands_no_terminal(minutesearch: Command, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    text = f"{HEAD}\n\n2. Bells \x1b]52;c;Zm9v\x07 \x9b2J\u202e\n\nThe bells [redacted] rang \x1b[31m twice.\n"
    (tmp_path / "corpus" / "a.txt").write_text(text, encoding="utf-8")
    minutesearch("ingest", archive=tmp_path)
    for command in (
        ["query", "--plain", "bells"],
        ["trace", "--plain", "bells"],
        ["query", "bells"],
        ["dump", "sections"],
    ):
        out = minutesearch(*command, archive=tmp_path).stdout
        assert out
        assert not set(out) & set("\x1b\x07\x9b\u202e")
    assert "[redacted]" in minutesearch("query", "--plain", "bells", archive=tmp_path).stdout


def test_a_closed_pipe_is_silent(child_environment: dict[str, str], sample_archive: Path) -> None:
    start = "import sys; from minutesearch.present.cli import main; main()"
    command = [sys.executable, "-c", start, "--archive", str(sample_archive), "dump", "tags"]
    child = Popen(command, env=child_environment, stdout=PIPE, stderr=PIPE)
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    assert child.wait(60) == 0
    assert child.stderr.read() == b""
    child.stderr.close()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_signals(number: signal.Signals, code: int, child_environment: dict[str, str], sample_archive: Path) -> None:
    start = "import sys; from minutesearch.present.cli import main; main()"
    command = [sys.executable, "-c", start, "--archive", str(sample_archive), "query", "-"]
    # A shell that runs this suite in the background has interrupts ignored, and children inherit that.
    with Popen(
        command,
        env=child_environment,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509 - no thread of ours is running
    ) as child:
        try:
            assert child.stdin is not None
            assert child.stderr is not None
            child.stdin.write(b"hyms\n" * 2)
            child.stdin.flush()
            # It reads stdin to its end before it answers.
            _wait_until_it_reads(child.pid)
            child.send_signal(number)
            assert child.wait(30) == code
            assert b"Traceback" not in child.stderr.read()
        finally:
            child.kill()


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _wait_until_it_reads(pid: int) -> None:
    """Until the process sleeps, which it does nowhere but in a read of its stdin."""
    while Path(f"/proc/{pid}/stat").read_text().split()[2] != "S":
        pass


def test_demo_leaves_nothing_behind(minutesearch: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    done = minutesearch("demo", cwd=tmp_path)
    assert done.returncode == 0
    assert "8 sections in 5 of 6 meetings, 12 mentions" in done.stdout
    assert list(tmp_path.glob("minutesearch-demo-*")) == []


@pytest.mark.parametrize("taken", ["corpus", "index"])
def test_what_the_system_refuses_is_one_line(taken: str, minutesearch: Command, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    given = tmp_path / "given.txt"
    given.write_text(HEAD)
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / taken).write_text("a file where a folder should be")
    done = minutesearch("ingest", str(given), archive=archive)
    assert done.returncode in {2, 4}
    assert "Traceback" not in done.stderr
    assert taken in done.stderr


def test_bytes_that_are_no_text(child_environment: dict[str, str], sample_archive: Path) -> None:
    start = "import sys; from minutesearch.present.cli import main; main()"
    for arguments in ([b"query", b"topic:a\xff"], [b"show", b"\xff"], [b"query", b"caf\xe9"]):
        command: list[str | bytes] = [sys.executable, "-c", start, "--archive", str(sample_archive), *arguments]
        done = run(command, env=child_environment, capture_output=True, check=False)
        assert done.returncode in {1, 2}
        assert b"Traceback" not in done.stderr
