"""No figure on the published minutes falls below its floor, and what the officers count is exact."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from minutesearch.archive import Archive
from minutesearch.model import Filters


def _measuring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measure", Path(__file__).with_name("measure.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
@pytest.mark.slow
def test_no_figure_is_below_its_floor(shared: Path) -> None:
    measuring = _measuring()
    corpus, floors = measuring.floors()
    if corpus != measuring.corpus_hash(shared):
        pytest.fail("the published minutes or their gold have changed: run scripts/eval --write")
    figures = measuring.measure(shared)
    assert set(floors) == set(figures)
    low = {name: (figures[name], floor) for name, floor in floors.items() if figures[name] < floor - measuring.MARGIN}
    assert low == {}


def test_the_targets_are_not_above_the_floors() -> None:
    """The floors may rise, but what was promised of the first version is the least of them."""
    floors = json.loads(Path(__file__).with_name("floors.json").read_text())["floors"]
    least = {"title_f1": 0.99, "mean_text_f1": 0.98, "full_f1": 0.97, "ndcg10": 0.85, "strict_ok": 1, "empty_ok": 1}
    for name, floor in floors.items():
        figure = name.rpartition(".")[2]
        assert floor >= least.get(figure, 0), name
    assert floors["topics.p"] >= 0.95
    assert floors["topics.r"] >= 0.93
    assert floors["glossary.found"] == floors["glossary.clean"] == 1


@pytest.fixture(scope="session")
def board(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The SEND Board page as published, alone in an archive."""
    archive = Archive(tmp_path_factory.mktemp("board"))
    archive.ingest([shared / "minutes" / "send-board" / "page.txt"])
    return archive


@pytest.mark.shared
@pytest.mark.parametrize(
    ("query", "sections", "meetings", "mentions"),
    [
        ("personal budgets", 8, 5, 12),
        ("key worker", 6, 6, 15),
        ("keyworker", 6, 6, 15),
        ("key-workers", 6, 6, 15),
        ("hyms", 7, 6, 15),
        ("HYMS", 7, 6, 15),
        ('"healthy young minds"', 7, 6, 15),
        ("planning permission", 0, 0, 0),
    ],
)
def test_counts_are_exact(board: Archive, query: str, sections: int, meetings: int, mentions: int) -> None:
    answer = board.search(query)
    assert (answer.total, answer.meetings, answer.mentions) == (sections, meetings, mentions)


@pytest.mark.shared
def test_gaps_and_silence(board: Archive) -> None:
    (body,) = board.coverage().bodies
    assert [gap.month for gap in body.gaps] == ["2020-12", "2021-04"]
    assert {m.date: m.status for m in body.meetings} == {
        "2021-01-12": "approved",
        "2021-02-09": "approved",
        "2021-03-09": "unknown",
        "2021-05-11": "approved",
        "2021-06-08": "approved",
        "2021-09-14": "not yet approved",
    }
    story = board.trace("personal budgets")
    assert [(p.date, p.mentions) for p in story.points if p.state != "missing"] == [
        ("2021-01-12", 2),
        ("2021-02-09", 0),
        ("2021-03-09", 5),
        ("2021-05-11", 2),
        ("2021-06-08", 1),
        ("2021-09-14", 2),
    ]
    assert [p.date for p in story.points if p.state == "silent"] == ["2021-02-09"]
    assert [p.date for p in story.points if p.state == "missing"] == ["2020-12", "2021-04"]
    assert board.trace("written statement of action").silent_since == ("2021-02-09", 4)


@pytest.mark.shared
def test_trace_counts_of_the_other_issues(board: Archive) -> None:
    for issue, counts in {"key worker": [2, 2, 1, 2, 2, 6], "hyms": [4, 3, 3, 1, 1, 3]}.items():
        assert [p.mentions for p in board.trace(issue).points if p.meeting] == counts


@pytest.mark.shared
def test_several_names_of_one_body_are_one_body(shared: Path, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.ingest([shared / "minutes" / "send-board"])
    assert len(archive.coverage().bodies) == 1
    assert len(archive.meetings()) == 6
    assert archive.search("key worker", Filters(since="2021-06-08", until="2021-06-08")).total == 1
