"""One run over a folder of good files among many hostile ones: the good are read as if they were alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.hostile.files import NAMES, Hostile, good, hostile, put

from minutesearch.errors import SOURCES_UNREAD

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes and names of any bytes"),
]

SETTINGS = '[ingest]\njobs = 2\nocr = "off"\ncpu_seconds = 6\ncpu_seconds_per_page = 0\nmemory_mb = 512\n'
MOST_KB = 400 << 10
"""Memory of the process that holds the archive; what reads a file has a process and a limit of its own."""
STATES = {"ingested", "not-minutes", "no-text", "quarantined", "duplicate", "superseded"}
FORBIDDEN = {chr(n) for n in (*range(9), *range(11, 32), *range(0x7F, 0xA0), *range(0x200B, 0x2010), 0xFEFF)} | {
    chr(n) for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
RUN = (
    "import sys\n"
    "from minutesearch.present.cli import main\n"
    "try:\n"
    "    main()\n"
    "finally:\n"
    "    peak = [line for line in open('/proc/self/status') if line.startswith('VmHWM')]\n"
    "    print(*peak, file=sys.stderr)\n"
)


class Ran(NamedTuple):
    """An archive after one ingest: the process that did it, its files and sections, and what was put there."""

    done: subprocess.CompletedProcess[bytes]
    sources: dict[str, dict[str, Any]]
    sections: list[dict[str, Any]]
    put: list[Hostile]
    archive: Path


Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def ran(
    tmp_path_factory: pytest.TempPathFactory, child_environment: dict[str, str], minutesearch: Command
) -> dict[str, Ran]:
    """The good files alone, and with all the others."""
    found = {}
    for name in ("clean", "hostile"):
        archive = tmp_path_factory.mktemp(name) / "archive"
        corpus = archive / "corpus"
        corpus.mkdir(parents=True)
        (archive / "minutesearch.toml").write_text(SETTINGS, encoding="utf-8")
        for file, content in good().items():
            (corpus / file).write_bytes(content)
        stand = put(corpus, hostile()) if name == "hostile" else []
        environment = child_environment | {"MINUTESEARCH_ARCHIVE": str(archive)}
        command = [sys.executable, "-c", RUN, "ingest"]
        done = subprocess.run(command, env=environment, capture_output=True, timeout=240, check=False)
        sources = rows(minutesearch("dump", "sources", archive=archive))
        sections = rows(minutesearch("dump", "sections", archive=archive))
        found[name] = Ran(done, {row["path"]: row for row in sources}, sections, stand, archive)
    return found


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_good_ones_are_read_as_if_they_were_alone(ran: dict[str, Ran]) -> None:
    wanted = {f"corpus/{name}" for name in good()}
    assert {path for path, row in ran["clean"].sources.items() if row["state"] == "ingested"} == wanted
    kept = [row for row in ran["hostile"].sections if row["source"]["path"] in wanted]
    assert kept == ran["clean"].sections
    assert {path: ran["hostile"].sources[path] for path in wanted} == ran["clean"].sources


def test_every_bad_one_is_read_or_named_with_its_reason(ran: dict[str, Ran]) -> None:
    done, sources, _, stand, _ = ran["hostile"]
    assert ran["clean"].done.returncode == 0
    assert done.returncode == SOURCES_UNREAD
    assert len(stand) >= 60
    assert len(sources) == len(stand) + len(good())
    for row in sources.values():
        assert row["state"] in STATES
        assert row["state"] == "ingested" or (row["reason"] and len(row["reason"].splitlines()) == 1), row
    for each in stand:
        row = sources["corpus/" + each.name.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")]
        if each.words:
            assert row["state"] != "ingested"
            assert each.words in row["reason"], row
        if each.name in NAMES:
            assert row["state"] == "ingested", row
    assert {row["state"] for row in sources.values()} >= {"ingested", "not-minutes", "no-text", "quarantined"}


def test_the_run_stays_small_and_shows_no_trace_and_no_command(ran: dict[str, Ran]) -> None:
    for done in (each.done for each in ran.values()):
        said = done.stderr.decode("utf-8")
        assert "Traceback" not in said
        assert int(said.partition("VmHWM:")[2].split()[0]) < MOST_KB
        assert not set(done.stdout.decode("utf-8")) & FORBIDDEN


def test_nothing_outside_the_archive_is_read_or_written(ran: dict[str, Ran]) -> None:
    _, sources, sections, _, archive = ran["hostile"]
    assert not set(sources) & {f"corpus/{name}" for name in ("zero.txt", "outside.txt", "pipe.pdf", "folder.pdf")}
    assert not [row for row in sections if "Secret" in row["title"] or "root:" in row["text"]]
    assert sorted(path.name for path in archive.parent.iterdir()) == ["archive"]
    assert sorted(path.name for path in archive.iterdir()) == ["corpus", "index", "minutesearch.toml", "outside.txt"]


def test_no_file_is_explained_with_a_command_or_a_trace(ran: dict[str, Ran], minutesearch: Command) -> None:
    archive = ran["hostile"].archive
    # A child each: one of every family, and all the odd names.
    chosen = [each for i, each in enumerate(ran["hostile"].put) if i % 9 == 0 or b"." not in each.name[-6:]]
    chosen += [each for each in ran["hostile"].put if each.name[:1] in (b"e", b"t", b"[", b"-", b"n", b"c", b"l")][:14]
    paths = {os.fsdecode(os.fsencode(archive / "corpus") + b"/" + each.name) for each in chosen}
    paths |= {
        str(archive / "corpus" / name) for name in ("pipe.pdf", "folder.pdf", "loop.txt", "gone\x1b[2J\u202e.txt")
    }
    for path in sorted(paths, key=os.fsencode):
        done = minutesearch("ingest", "--explain", path, archive=archive)
        assert done.returncode in {0, 2, SOURCES_UNREAD}, (path, done.stderr)
        assert done.returncode == 0 or done.stderr
        assert "Traceback" not in done.stderr
        assert not set(done.stdout + done.stderr) & FORBIDDEN, path
