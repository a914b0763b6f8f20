"""The published minutes beside the project: every title, date and list item, and floors on other publishers' files."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from minutesearch.errors import SourceError
from minutesearch.model import Record
from minutesearch.parse import read, segment
from minutesearch.parse.identity.one_name import slug, unify
from minutesearch.parse.reader import Reader

SHARED = Path(__file__).resolve().parents[3] / "shared"
MINUTES = SHARED / "minutes"
GRADER = SHARED / "gold" / "grade.py"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GRADER.exists(), reason="the published minutes (../shared) are not there"),
]

RENDERINGS = ["page.txt", "page.html", "word.docx", "pdf_a_word.pdf"]


def rows_of(path: Path, records: Sequence[Record], names: dict[str, str]) -> list[dict[str, Any]]:
    """Sections in the shape of ``dump sections``, as the grader reads them."""
    source = {"path": f"corpus/{path.parent.name}/{path.name}", "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    return [
        {
            "id": f"{slug(names[record.body])}:{record.date}/{passage.ordinal}",
            "body": names[record.body],
            "date": record.date,
            "ordinal": passage.ordinal,
            "number": passage.number,
            "title": passage.title,
            "title_generated": passage.title_generated,
            "text": passage.text,
            "source": source,
        }
        for record in records
        for passage in record.passages
    ]


@pytest.fixture
def grade(tmp_path: Path) -> Callable[..., None]:
    """Run the grader over rows and fail below its floors."""

    def run(rows: Sequence[dict[str, Any]], *arguments: str) -> None:
        out = tmp_path / "sections.jsonl"
        out.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        command = [sys.executable, str(GRADER), arguments[0], str(out), *arguments[1:]]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return run


@pytest.mark.parametrize(
    "name", [*RENDERINGS, "full_minutes/2021-06-08-minutes.pdf", "full_minutes/2021-09-14-minutes.pdf"]
)
def test_one_rendering_alone(name: str, grade: Callable[..., None]) -> None:
    path = MINUTES / "send-board" / name
    records = segment(read(path), path=f"corpus/{path.name}")
    rows = rows_of(path, records, unify(record.body for record in records))
    floors = ("title_f1=0.99", "mean_text_f1=0.98", "full_f1=0.97", "list_items=1", "meetings=1", "in_order=1")
    grade(rows, "sections", "--file", f"send-board/{name}", "--show", "--min", *floors, "leaks=0", "false_meetings=0")
    if name in RENDERINGS:
        assert len(records) == 6
        assert sum(1 for record in records for passage in record.passages if passage.ordinal) == 48
    else:
        assert len(records) == 1
        assert not records[0].date_inferred


def test_the_renderings_name_one_body() -> None:
    files = sorted(path for path in (MINUTES / "send-board").rglob("*") if path.is_file())
    names = [record.body for path in files for record in segment(read(path), path=path.name)]
    assert len(set(unify(names).values())) == 1


@pytest.mark.slow
def test_other_publishers(grade: Callable[..., None]) -> None:
    """Every file is read or refused with a reason; floors on the graded ones."""
    rows: list[dict[str, Any]] = []
    refused: dict[str, SourceError] = {}
    read_files = 0
    files = sorted(p for folder in MINUTES.iterdir() if folder.is_dir() for p in folder.rglob("*") if p.is_file())
    with Reader() as reader:
        for path in files:
            try:
                _, records, reason = reader.read(path, f"corpus/{path.parent.name}/{path.name}")
            except SourceError as error:
                refused[path.name] = error
                continue
            if reason is not None:
                refused[path.name] = reason
                continue
            assert records
            assert all(record.passages and record.body and record.date for record in records)
            assert all(passage.text or passage.title for record in records for passage in record.passages)
            read_files += 1
            rows += rows_of(path, records, {record.body: record.body for record in records})
    assert all(error.message for error in refused.values())
    assert {error.state for error in refused.values()} <= {"not-minutes", "no-text", "quarantined"}
    assert read_files >= 0.95 * len(files)
    grade(rows, "real", "--show", "--min", "f1=0.99", "date=1", "body=1", "starts=0.99", "in_order=1")
