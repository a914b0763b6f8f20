"""The conformance suite: what every engine must do. A new engine is a new name in ``ENGINES``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.engines.oracle import Row, filters, passes, plain_trees, store, true_of

from minutesearch.engines import ENGINES, Engine, clone, damaged_files, entry_of, open_engine
from minutesearch.errors import IndexDamaged, IndexLocked, IndexMissing
from minutesearch.model import Filters, Match
from minutesearch.query import Everything, Node, Term, parse

ALL = Filters()
ROWS = store(75, 1)
LATER = store(45, 2)


def _add(engine: Engine, rows: list[Row]) -> None:
    with engine.write() as writer:
        for row in rows:
            writer.add(entry_of(row.section, row.concepts, row.kinds))


def _sought(query: str) -> Node:
    tree = parse(query)
    assert tree is not None
    return tree


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The store, written in three steps with a meeting taken out and one changed, so that it has several segments."""
    opened = open_engine(request.param, tmp_path_factory.mktemp("index"), create=True)
    _add(opened, ROWS[:30] + LATER)
    _add(opened, ROWS[27:])
    with opened.write() as writer:
        for meeting in sorted({row.section.meeting for row in LATER}):
            writer.drop(meeting)
        for row in ROWS[:6]:
            writer.add(entry_of(row.section, row.concepts, row.kinds))
    yield opened
    opened.close()


@pytest.fixture(params=ENGINES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@settings(max_examples=400)
@given(plain_trees, filters)
def test_finds_exactly_what_is_true(engine: Engine, tree: Node, where: Filters) -> None:
    expected = {row.section.id for row in ROWS if passes(where, row) and true_of(tree, row)}
    found = engine.match(tree, where)
    assert {match.section for match in found} == expected
    assert len(found) == len(expected)
    assert engine.count(tree, where) == len(expected)
    assert found == sorted(found, key=lambda match: (-match.score, match.section))
    for limit in (0, 1, 7):
        assert engine.match(tree, where, limit=limit) == found[:limit]


def test_the_store_is_worth_asking() -> None:
    # If random trees were all true or all false, the test above would prove nothing.
    for query in ("budget", "title:plan", '"key worker"', "re-visit", "topic:pilot", "date:2021-06", "commission*"):
        tree = _sought(query)
        assert 0 < sum(true_of(tree, row) for row in ROWS) < len(ROWS), query


def test_counts_what_it_holds(engine: Engine) -> None:
    assert engine.stats().sections == len(ROWS)
    assert engine.count(Everything(), ALL) == len(ROWS)


def test_changed_and_rebuilt_give_equal_answers(engine: Engine, tmp_path: Path) -> None:
    rebuilt = open_engine(engine.name, tmp_path / "new", create=True)
    _add(rebuilt, list(reversed(ROWS)))
    queries = (
        "budget",
        "plan OR pilot",
        '"key worker"',
        "title:visit services",
        "commission* -the",
        "children's",
        "1:1",
    )
    for query in queries:
        tree = _sought(query)
        assert rebuilt.match(tree, ALL) == engine.match(tree, ALL), query
    assert rebuilt.terms("", 1_000) == engine.terms("", 1_000)
    rebuilt.close()


def test_a_title_that_carries_the_words_comes_first(name: str, tmp_path: Path) -> None:
    often = "The budget plan was noted. The budget was set. A budget plan follows the budget plan."
    rows = [
        _row(0, "Any other business", often),
        _row(1, "An update on the budget plan for the coming year and its review", "It was noted."),
        *(_row(n, "Minutes", "Nothing to report on lists.") for n in range(2, 20)),
    ]
    engine = open_engine(name, tmp_path, create=True)
    _add(engine, rows)
    for query in ("budget", "budget plan", '"budget plan"', "budg*"):
        assert [match.section for match in engine.match(_sought(query), ALL)] == ["board:9.0/1", "board:9.0/0"], query
    engine.close()


def test_words_as_printed(name: str, tmp_path: Path) -> None:
    engine = open_engine(name, tmp_path, create=True)
    _add(engine, [_row(0, "Commissioning Café", "Key-worker commissioners’ plans, 14/09")])
    assert engine.terms("comm", 9) == ["commissioners", "commissioning"]
    assert engine.terms("keyw", 9) == ["keyworker"]
    assert engine.terms("", 3) == ["09", "14", "cafe"]
    assert engine.terms("¶", 9) == []
    assert engine.count(Term("¶", "¶"), Filters(body="other")) == 0
    engine.close()


def test_words_past_the_cut_are_not_confused(name: str, tmp_path: Path) -> None:
    engine = open_engine(name, tmp_path, create=True)
    _add(engine, [_row(0, "Long", "x" * 100_000 + " end"), _row(1, "Short", "x" * 100)])
    assert [m.section for m in engine.match(Term("x" * 100, "x"), ALL)] == ["board:9.0/1"]
    assert engine.count(_sought("xxx*"), ALL) == 2
    engine.close()


def test_a_write_that_fails_leaves_no_trace(name: str, tmp_path: Path) -> None:
    engine = open_engine(name, tmp_path, create=True)
    _add(engine, ROWS[:9])
    before = engine.stats(), engine.match(Everything(), ALL)
    with pytest.raises(RuntimeError), engine.write() as writer:  # noqa: PT012 - the block itself is what fails
        writer.drop(ROWS[0].section.meeting)
        writer.add(entry_of(ROWS[20].section))
        raise RuntimeError
    assert damaged_files(tmp_path) == []
    assert (engine.stats(), engine.match(Everything(), ALL)) == before
    engine.close()
    again = open_engine(name, tmp_path)
    assert (again.stats(), again.match(Everything(), ALL)) == before
    _add(again, ROWS[9:12])
    assert again.stats().sections == 12
    again.close()


def test_one_writer_at_a_time(name: str, tmp_path: Path) -> None:
    engine = open_engine(name, tmp_path, create=True)
    other = open_engine(name, tmp_path)
    with engine.write(), pytest.raises(IndexLocked), other.write():
        pass
    engine.close()
    other.close()


def test_a_clone_is_written_without_the_original_noticing(name: str, tmp_path: Path) -> None:
    engine = open_engine(name, tmp_path / "one", create=True)
    _add(engine, ROWS[:30])
    clone(tmp_path / "one", tmp_path / "two")
    before = _hashes(tmp_path / "one")
    answers = engine.match(_sought("budget OR plan"), ALL)
    copy = open_engine(name, tmp_path / "two", stamp=engine.stats().stamp)
    for start in range(30, 75, 9):
        _add(copy, ROWS[start : start + 9])
    with copy.write() as writer:
        writer.drop(ROWS[0].section.meeting)
    assert copy.stats().sections == 72
    assert _hashes(tmp_path / "one") == before
    assert damaged_files(tmp_path / "one") == damaged_files(tmp_path / "two") == []
    assert engine.match(_sought("budget OR plan"), ALL) == answers
    engine.close()
    copy.close()


def test_refuses_what_it_did_not_write(name: str, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        open_engine(name, tmp_path / "none")
    folder = tmp_path / "index"
    engine = open_engine(name, folder, create=True)
    _add(engine, ROWS[:6])
    known = engine.stats().stamp
    engine.close()
    open_engine(name, folder, stamp=known).close()
    with pytest.raises(IndexDamaged):
        open_engine(name, folder, stamp="0" * 32)
    other = next(each for each in ENGINES if each != name)
    with pytest.raises(IndexDamaged):
        open_engine(other, folder)
    stamp = (folder / "stamp").read_bytes()
    (folder / "stamp").write_bytes(b"\xff\x00" + stamp)
    with pytest.raises(IndexDamaged):
        open_engine(name, folder)
    (folder / "stamp").unlink()
    with pytest.raises(IndexDamaged):
        open_engine(name, folder)


def test_damage_is_found(name: str, tmp_path: Path) -> None:
    engine = open_engine(name, tmp_path, create=True)
    _add(engine, ROWS)
    engine.close()
    for file in sorted(tmp_path.iterdir()):
        whole = file.read_bytes()
        if file.name == "stamp" or file.name.startswith(".") or not whole:
            continue
        file.write_bytes(whole[: len(whole) // 2])
        with pytest.raises(IndexDamaged):
            open_engine(name, tmp_path)
        middle = len(whole) // 2
        file.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        assert damaged_files(tmp_path) == [file.name]
        file.write_bytes(whole)
    (tmp_path / "planted").write_text("x")
    assert damaged_files(tmp_path) == ["planted"]


def test_unrelaxed_queries_are_a_mistake_of_ours(engine: Engine) -> None:
    with pytest.raises(NotImplementedError):
        engine.match(_sought('"waiting list"~5'), ALL)


def test_answers_are_matches(engine: Engine) -> None:
    best = engine.match(_sought("budget"), ALL, limit=1)[0]
    assert isinstance(best, Match)
    assert best.score > 0
    assert engine.match(Everything(), ALL, limit=1)[0].score == 0


def _row(number: int, title: str, text: str) -> Row:
    section = ROWS[0].section
    ours = {"id": f"board:9.0/{number}", "meeting": "board:9.0", "title": title, "text": text, "ordinal": number}
    values = {name: getattr(section, name) for name in section.__dataclass_fields__} | ours
    return Row(type(section)(**values), frozenset(), frozenset())


def _hashes(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}
