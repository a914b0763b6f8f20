"""Two exports of the same storyboard are the same bytes: no clock, no chance, no order of a set."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from minutesearch.model import Storyboard
from minutesearch.present.export import FORMATS, rendered

CHILD = """
import json, sys, time
days = float(sys.argv[1]) * 86_400
now, local, utc = time.time, time.localtime, time.gmtime
time.time = lambda: now() + days
time.localtime = lambda at=None: local(now() + days if at is None else at)
time.gmtime = lambda at=None: utc(now() + days if at is None else at)
from hashlib import sha256
from minutesearch.present.export import FORMATS, rendered
from tests.export.boards import hostile_board, school
print(json.dumps([sha256(rendered(board(), e)).hexdigest() for board in (school, hostile_board) for e in FORMATS]))
"""


def hashes(root: Path, environment: dict[str, str], seed: str, days: str) -> list[str]:
    answer = subprocess.run(
        [sys.executable, "-c", CHILD, days],
        env=environment | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{root / 'src'}:{root}", "TZ": f"X{days}"},
        cwd=root,
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    found: list[str] = json.loads(answer.stdout)
    return found


def test_other_processes_at_other_times_write_the_same_bytes(
    project_root: Path, child_environment: dict[str, str], storyboard: Storyboard
) -> None:
    first = hashes(project_root, child_environment, "1", "0")
    time.sleep(2.1)  # a zip counts in steps of two seconds
    assert hashes(project_root, child_environment, "2", "11") == first
    assert first[: len(FORMATS)] == [sha256(rendered(storyboard, ending)).hexdigest() for ending in FORMATS]


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_no_part_of_an_office_file_has_the_time(ending: str, storyboard: Storyboard) -> None:
    with ZipFile(BytesIO(rendered(storyboard, ending))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = packed.read("docProps/core.xml").decode("utf-8")
    assert "2024-05-02T00:00:00Z" in core
    assert time.strftime("%Y-%m") not in core
