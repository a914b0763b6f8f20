"""What is new to a person: told by the words of sections, whatever becomes of the index."""

from __future__ import annotations

import shutil
import threading
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutesearch.archive import Archive
from minutesearch.dates import local_day
from minutesearch.errors import ConfigError, QueryError, UsageError
from minutesearch.ingest import recording
from minutesearch.model import Filters, News, SavedSearch
from minutesearch.notebook import seen

FOUR = range(4)
"""The sections of a meeting of these: what stands before its first item, and three items."""

MONTHS = ["January", "February", "March", "April", "May", "June"]


def minutes(month: str, parks: str = "Benches are wanted.") -> str:
    return (
        f"Oak Board\n\nMinutes of the meeting held on 12 {month} 2021\n\n1. Apologies\n\nNone were received.\n\n"
        f"2. Parks\n\n{parks}\n\n3. Buses\n\nThe {month} timetable was read.\n"
    )


def write(root: Path, *months: str, parks: str = "Benches are wanted.") -> None:
    for month in months:
        (root / "corpus" / f"{month}.txt").write_text(minutes(month, parks), encoding="utf-8")


def ingested(root: Path) -> Archive:
    with closing(Archive(root)) as archive:
        archive.ingest(jobs=1)
    return Archive(root)


def look(root: Path, person: str = "ann", since: str | None = None) -> News:
    """An ingest, and a look that is remembered."""
    with closing(ingested(root)) as archive:
        told = archive.news(person, since)
        if since is None:
            archive.mark_seen(told)
    return told


def ids(told: News) -> list[str]:
    return [each.section.id for each in told.sections]


@pytest.fixture
def board(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    write(tmp_path, "January", "February")
    return tmp_path


def test_the_first_look_shows_no_flood_and_sets_the_mark(board: Path) -> None:
    first = look(board)
    assert (first.first, first.sections, first.since, first.counted, first.meetings) == (True, (), None, 6, 2)
    second = look(board)
    assert (second.first, second.sections, second.gone) == (False, (), 0)
    assert second.since


def test_only_what_came_is_new_and_only_once(board: Path) -> None:
    look(board)
    write(board, "March")
    told = look(board)
    assert ids(told) == [f"oak-board:2021-03-12/{n}" for n in FOUR]
    assert ids(look(board)) == []


def test_a_look_that_is_not_marked_changes_nothing(board: Path) -> None:
    look(board)
    write(board, "March")
    with closing(ingested(board)) as archive:
        assert ids(archive.news("ann")) == ids(archive.news("ann")) != []


def test_nothing_is_new_because_the_index_is(board: Path) -> None:
    look(board)
    write(board, "March")
    look(board)
    shutil.rmtree(board / "index")
    assert ids(look(board)) == []


def test_a_new_index_does_not_forget_when_things_came(board: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = recording.derive
    monkeypatch.setattr(recording, "derive", lambda a, b, c, now: real(a, b, c, "2021-04-01T12:00:00Z"))
    look(board)
    monkeypatch.setattr(recording, "derive", lambda a, b, c, now: real(a, b, c, "2021-06-01T12:00:00Z"))
    write(board, "March")
    march = [f"oak-board:2021-03-12/{n}" for n in FOUR]
    assert ids(look(board)) == march
    assert ids(look(board, since="2021-05")) == march
    assert len(ids(look(board, since="2021-04-01"))) == 12
    assert ids(look(board, since="2021-06-02")) == []
    shutil.rmtree(board / "index")
    monkeypatch.setattr(recording, "derive", real)
    assert ids(look(board, since="2021-05")) == march


def test_asking_since_a_day_leaves_the_mark(board: Path) -> None:
    look(board)
    write(board, "March")
    assert len(ids(look(board, since="2021"))) == 12
    assert len(ids(look(board))) == 4


def test_a_changed_section_is_new_and_its_neighbours_are_not(board: Path) -> None:
    look(board)
    write(board, "February", parks="Benches are wanted!")
    told = look(board)
    assert ids(told) == ["oak-board:2021-02-12/2"]
    assert told.gone == 1
    assert look(board).gone == 0


def test_a_section_before_the_others_makes_only_itself_new(board: Path) -> None:
    look(board)
    path = board / "corpus" / "February.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("1. Apologies", "1. Welcome\n\nAll were welcomed.\n\n1. Apologies"), encoding="utf-8")
    told = look(board)
    assert [each.section.title for each in told.sections] == ["Welcome"]


def test_what_comes_back_is_no_news(board: Path) -> None:
    look(board)
    (board / "corpus" / "February.txt").rename(board / "away.txt")
    assert look(board).gone == 4
    (board / "away.txt").rename(board / "corpus" / "February.txt")
    assert ids(look(board)) == []


def test_two_people_have_each_their_own_mark(board: Path) -> None:
    look(board, "ann")
    write(board, "March")
    assert look(board, "bob").first
    assert len(ids(look(board, "ann"))) == 4
    write(board, "April")
    assert len(ids(look(board, "bob"))) == 4


def test_a_time_of_ingest_stays_with_the_words(board: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = recording.derive
    with closing(ingested(board)) as archive:
        before = {row[:3]: row[3] for row in archive._read().told_apart()}
    monkeypatch.setattr(recording, "derive", lambda a, b, c, now: real(a, b, c, "2099-01-01T00:00:00Z"))
    write(board, "February", parks="Other.")
    with closing(ingested(board)) as archive:
        after = {row[:3]: row[3] for row in archive._read().told_apart()}
    assert {row for row, time in after.items() if time == "2099-01-01T00:00:00Z"} == after.keys() - before.keys()
    assert len(after.keys() - before.keys()) == 1


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=st.sets(st.sampled_from(MONTHS)), added=st.sets(st.sampled_from(MONTHS)))
def test_new_is_exactly_the_sections_of_what_was_added(
    held: set[str], added: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("board")
    (root / "corpus").mkdir()
    write(root, *held)
    look(root)
    write(root, *added)
    fresh = {f"oak-board:2021-{MONTHS.index(month) + 1:02}-12" for month in added - held}
    assert set(ids(look(root))) == {f"{meeting}/{n}" for meeting in fresh for n in FOUR}


def test_an_ingest_between_look_and_mark_stays_new(board: Path) -> None:
    look(board)
    write(board, "March")
    with closing(ingested(board)) as archive:
        told = archive.news("ann")
    write(board, "April")
    with closing(ingested(board)) as archive:
        archive.mark_seen(told)
    assert ids(look(board)) == [f"oak-board:2021-04-12/{n}" for n in FOUR]


def test_looks_at_one_time_lose_nothing(board: Path) -> None:
    with closing(ingested(board)) as archive:
        early = archive.news("ann")
    write(board, "March")
    with closing(ingested(board)) as archive:
        late = archive.news("ann")
        threads = [threading.Thread(target=archive.mark_seen, args=(told,)) for told in [late, early] * 4]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert ids(archive.news("ann")) == []


# -- saved searches ---------------------------------------------------------------------------------------


def saved(query: str, name: str = "parks", **filters: str) -> SavedSearch:
    return SavedSearch(name, query, Filters(**filters), "")


def test_new_sections_are_counted_by_saved_search_and_topic(board: Path) -> None:
    with closing(ingested(board)) as archive:
        archive.save_search(saved("title:parks"))
        archive.save_search(saved("bench*", "benches", since="2021-02"))
    look(board)
    write(board, "March")
    told = look(board)
    assert [(s.search.name, s.new, s.total) for s in told.searches] == [("benches", 1, 2), ("parks", 1, 3)]
    assert [each.searches for each in told.sections] == [(), (), ("benches", "parks"), ()]
    assert sum(topic.new for topic in told.topics) == sum(len(each.topics) for each in told.sections)
    assert look(board).topics == ()


def test_a_saved_search_finds_what_query_finds_and_no_typo_is_corrected(board: Path) -> None:
    with closing(ingested(board)) as archive:
        archive.save_search(saved("parks OR timetable"))
        archive.save_search(saved("tmetable", "typo"))
        assert archive.search("tmetable").corrected
        counts = {s.search.name: s.total for s in archive.news("ann").searches}
        assert counts == {"parks": archive.search("parks OR timetable").total, "typo": 0}


def test_a_search_that_can_no_longer_be_run_does_not_stop_the_others(board: Path) -> None:
    with closing(ingested(board)) as archive:
        archive.save_search(saved("benches"))
        archive.save_search(saved("benches", "elsewhere", body="Oak Board"))
    path = board / "notebook" / "searches.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Oak Board", "Elm Board"), encoding="utf-8")
    rows = {s.search.name: s for s in look(board).searches}
    assert rows["elsewhere"].fault
    assert "Elm Board" in rows["elsewhere"].fault
    assert (rows["parks"].total, rows["parks"].fault) == (2, None)


def test_what_is_no_search_is_not_saved(board: Path) -> None:
    with closing(ingested(board)) as archive:
        with pytest.raises(QueryError):
            archive.save_search(saved('"open'))
        with pytest.raises(UsageError):
            archive.save_search(saved("parks", body="Chess Club"))
        with pytest.raises(UsageError):
            archive.save_search(saved("parks", " \n "))
    assert not (board / "notebook").exists()


def test_a_name_is_one_searchs_whatever_its_capitals(board: Path) -> None:
    with closing(ingested(board)) as archive:
        assert archive.save_search(saved("benches", "Parks")) is None
        assert archive.save_search(saved("benches", "parks")) is None
        with pytest.raises(UsageError, match="benches"):
            archive.save_search(saved("buses", "PARKS"))
        replaced = archive.save_search(saved("buses", "PARKS"), force=True)
        assert replaced
        assert replaced.query == "benches"
        assert [(s.name, s.query) for s in archive.saved_searches()] == [("PARKS", "buses")]
        assert archive.forget_search("parks").query == "buses"
        with pytest.raises(UsageError):
            archive.saved_search("parks")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=60), query=st.text(max_size=80))
def test_a_search_is_kept_as_it_was_typed(name: str, query: str, board: Path) -> None:
    from minutesearch.notebook import searches

    try:
        searches.save(board, saved(query, name, title="a"), force=True)
    except UsageError:
        return
    kept = searches.named(board, name)
    assert kept.query == query.encode("utf-8", "replace").decode("utf-8")
    assert kept.filters == Filters(title="a")
    searches.forget(board, name)


@pytest.mark.parametrize(
    "content",
    [
        "[[search]]\nquery = 'x'\n",
        "[[search]]\nname = 'x'\nquery = 1\n",
        "[[search]]\nname = 'x'\nquerry = 'y'\n",
        "[[search]]\nname = 'x'\nexpand = 'no'\n",
        "[[search]]\nname = 'x'\n[[search]]\nname = 'X'\n",
        "search = 1\n",
        "[[search\n",
    ],
)
def test_a_spoilt_file_of_searches_is_said_to_be(content: str, board: Path) -> None:
    (board / "notebook").mkdir()
    (board / "notebook" / "searches.toml").write_text(content, encoding="utf-8")
    with closing(Archive(board)) as archive, pytest.raises(ConfigError, match=r"searches\.toml"):
        archive.saved_searches()


# -- the list of what was seen ----------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["ann", "../../etc/x", ".hidden", "", "CORP\\ann", "ann@example", "a" * 300, "née"])
def test_a_login_never_leads_elsewhere(login: str, tmp_path: Path) -> None:
    seen.mark_seen(tmp_path, login, {("m:1", "0" * 16): "2021-01-01T00:00:00Z"}, "2021-01-02T00:00:00Z")
    (made,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert made.parent == tmp_path / "notebook" / "seen"
    found = seen.last_look(tmp_path, login)
    assert found == seen.Look("2021-01-02T00:00:00Z", {("m:1", "0" * 16): "2021-01-01T00:00:00Z"}, frozenset())


def test_a_spoilt_list_is_said_to_be_and_not_taken_for_empty(board: Path) -> None:
    look(board)
    path = board / "notebook" / "seen" / "ann.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(" held ", " hled ", 1), encoding="utf-8")
    with closing(Archive(board)) as archive, pytest.raises(ConfigError, match=r"ann\.txt"):
        archive.news("ann")


def test_a_day_is_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    try:
        assert local_day("2021-07-01T23:30:00Z") == "2021-07-02"
        assert local_day("2021-01-01T23:30:00Z") == "2021-01-01"
    finally:
        monkeypatch.undo()
        time.tzset()
