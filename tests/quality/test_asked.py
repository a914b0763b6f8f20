"""No kind of our own queries on the published page is answered worse than it was, by either engine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.quality import asked

from minutesearch.archive import Archive

MARGIN = 0.001
FLOORS = Path(__file__).with_name("floors.json")


@pytest.mark.shared
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_no_kind_is_below_its_floor(shared: Path, tmp_path: Path, engine: str) -> None:
    written = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert written["asked_corpus"] == asked.own_hash(), "the queries have changed: measure, and write their floors anew"
    (tmp_path / "minutesearch.toml").write_text(f'[index]\nengine = "{engine}"\n')
    archive = Archive(tmp_path)
    archive.ingest([shared / "minutes" / "send-board" / "page.txt"])
    figures = asked.figures(archive)
    assert set(figures) == set(written["asked"])
    low = {name: (figures[name], floor) for name, floor in written["asked"].items() if figures[name] < floor - MARGIN}
    assert low == {}


@pytest.mark.shared
def test_only_what_is_in_the_query_asked_instead_is_said_to_be_found_too(shared: Path, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.ingest([shared / "minutes" / "send-board" / "page.txt"])
    asks = ["assessing social care needs", *(each.ask for each in asked.graded(archive) if each.kind == "paraphrase")]
    answers = [archive.search(ask) for ask in asks]
    instead = {a.query: (a.corrected[1].casefold(), a.expanded) for a in answers if a.corrected}
    assert len(instead) > 20
    for ask, (words, expanded) in instead.items():
        for each in expanded:
            assert any(other.casefold() in words for other in each.also), (ask, each)


def test_nothing_is_found_is_the_least_of_the_floors() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["asked"]
    least = {"negative": 1.0, "paraphrase": 0.75, "typo": 0.95, "variant": 0.95}
    for name, floor in floors.items():
        if ".last." in name:
            continue  # nothing was promised of queries that nothing was built for
        assert floor >= least[name.partition(".")[0]], name
