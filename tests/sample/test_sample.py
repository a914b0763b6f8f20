"""The sample archive: made by a script, and in our own words."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

RUN = 14
"""So many words in a row of a published text are a copy; fewer may be a name, a title or a turn of phrase."""


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    row = words(text)
    return {tuple(row[i : i + RUN]) for i in range(len(row) - RUN + 1)}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_make_sample_gives_the_same_bytes(project_root: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, project_root / "scripts" / "make-sample", tmp_path],
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert files(tmp_path) == files(project_root / "corpus")


def test_make_sample_refuses_what_it_does_not_know(project_root: Path) -> None:
    answer = subprocess.run(
        [sys.executable, project_root / "scripts" / "make-sample", "--help"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 2
    assert b"FOLDER" in answer.stderr


@pytest.mark.shared
@pytest.mark.parametrize("path", ["scripts/sample/send-board.toml", "corpus/send-board-meetings.html"])
def test_no_sentence_is_copied_from_the_published_page(project_root: Path, shared: Path, path: str) -> None:
    published = runs((shared / "minutes" / "send-board" / "page.txt").read_text(encoding="utf-8"))
    ours = runs(re.sub(r"<[^>]+>|\\\n", " ", (project_root / path).read_text(encoding="utf-8")))
    assert len(published) > 2000
    assert not [" ".join(run) for run in ours & published]


def test_the_sample_shows_what_the_documents_say(sample_archive: Path) -> None:
    from minutesearch.archive import Archive

    with closing(Archive(sample_archive)) as archive:
        coverage = archive.coverage()
        places = {section.id: [Path(place.path).suffix for place in section.places] for section in archive.sections()}
    [board] = coverage.bodies
    assert [gap.month for gap in board.gaps] == ["2020-12", "2021-04"]
    assert len(board.meetings) == 6
    assert not coverage.unread
    assert places["send-board:2021-09-14/2"] == [".pdf", ".html"], "the same words in both are one section"
    assert {id for id, kinds in places.items() if kinds == [".pdf"] and not id.endswith("/0")} == {
        "send-board:2021-06-08/7",
        "send-board:2021-06-08/10",
        "send-board:2021-09-14/8",
        "send-board:2021-09-14/10",
    }


def test_the_sample_says_that_it_is_one(project_root: Path) -> None:
    for path in (project_root / "corpus").iterdir():
        assert b"not the published" in path.read_bytes(), path.name
