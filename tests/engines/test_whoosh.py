"""What is special about the Whoosh adapter: its pickles, and what it loads."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engines.oracle import store

from minutesearch.engines import entry_of, open_engine, stamp
from minutesearch.errors import IndexDamaged
from minutesearch.model import Filters
from minutesearch.query import Everything


class _Bomb:
    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.mark),)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    engine = open_engine("whoosh", tmp_path / "index", create=True)
    with engine.write() as writer:
        for row in store(30, 3):
            writer.add(entry_of(row.section))
    engine.close()
    return tmp_path / "index"


def _restamp(folder: Path) -> None:
    """Even somebody who can write the stamp must not get a pickle run."""
    version = stamp.read(folder).version
    stamp.write(folder, version)


def _ask(folder: Path) -> None:
    engine = open_engine("whoosh", folder)
    engine.match(Everything(), Filters())


@pytest.mark.parametrize("protocol", [2, 4, 5])
def test_a_pickle_planted_in_the_table_of_contents_does_not_run(index: Path, protocol: int) -> None:
    (toc,) = index.glob("*.toc")
    mark = index.parent / "ran"
    content = toc.read_bytes()
    segments = content.rindex(b"\x80\x05")
    assert b"W3Segment" in content[segments:]
    toc.write_bytes(content[:segments] + pickle.dumps([_Bomb(mark)], protocol))
    _restamp(index)
    with pytest.raises(IndexDamaged, match="UnpicklingError"):
        _ask(index)
    assert not mark.exists()


def test_a_pickle_planted_as_schema_is_not_even_read(index: Path) -> None:
    (toc,) = index.glob("*.toc")
    mark = index.parent / "ran"
    content = toc.read_bytes()
    start = content.index(b"\x80\x02")
    bomb = pickle.dumps(_Bomb(mark), 2)
    toc.write_bytes(content[:start] + bomb + content[start + len(bomb) :])
    _restamp(index)
    _ask(index)
    assert not mark.exists()


def test_a_pickle_planted_in_a_segment_does_not_run(index: Path) -> None:
    (segment,) = index.glob("*.seg")
    mark = index.parent / "ran"
    content = segment.read_bytes()
    directory = int.from_bytes(content[:8], "big")
    segment.write_bytes(content[:directory] + pickle.dumps({"x": _Bomb(mark)}, 5) + pickle.dumps({}, 5))
    _restamp(index)
    with pytest.raises(IndexDamaged, match="UnpicklingError"):
        _ask(index)
    assert not mark.exists()


def test_any_flipped_byte_is_an_answer_or_damage_never_a_crash(index: Path) -> None:
    for file in (*index.glob("*.toc"), *index.glob("*.seg")):
        whole = file.read_bytes()
        for at in range(3, len(whole), max(1, len(whole) // 60)):
            file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
            try:
                _ask(index)
            except IndexDamaged:
                continue
        file.write_bytes(whole)
    _ask(index)


def test_loads_only_what_it_needs(child_environment: dict[str, str]) -> None:
    code = (
        "import sys; from minutesearch.engines import whoosh; bad = {'urllib.request', 'http', 'ssl', 'email', "
        "'whoosh.analysis', 'whoosh.query', 'whoosh.qparser', 'whoosh.searching', 'whoosh.lang.morph_en', 'tantivy'}; "
        "print(sorted(bad & set(sys.modules))); import urllib.request; print(callable(urllib.request.urlretrieve)); "
        "import whoosh.analysis; print(callable(whoosh.analysis.StandardAnalyzer))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=child_environment, check=True
    )
    assert run.stdout.split("\n")[:3] == ["[]", "True", "True"]
