"""The walk from files to an index: incremental, whole or not at all, the same bytes every time."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL, Popen, run

import pytest

from minutesearch.archive import Archive
from minutesearch.errors import IndexDamaged, IndexLocked, IndexMissing, UsageError
from minutesearch.ingest.lock import index_lock


def minutes(date: str, parks: str) -> str:
    """Minutes of the Oak Board with three sections, of which one holds "parks" in its title."""
    return (
        f"Oak Board\n\nMinutes of the meeting held on {date}\n\n1. Apologies\n\nNone were received.\n\n"
        f"2. Minutes of the last meeting\n\nThey were agreed.\n\n3. Parks\n\n{parks}\n"
    )


FIRST = minutes("12 January 2021", "Benches are wanted.")
SECOND = minutes("9 February 2021", "Nothing was reported.")
QUERIES = ["benches", "parks", '"were agreed"', "minutes -benches", "bench*", "since:2021-02", "title:parks"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "first.txt").write_text(FIRST, encoding="utf-8")
    return tmp_path


def told(folder: Path) -> str:
    """All that an archive would say of itself, as text to compare."""
    archive = Archive(folder)
    answers = [archive.search(query, limit=0) for query in QUERIES]
    rows = [
        archive.meetings(),
        list(archive.sections()),
        archive.tags(),
        archive.glossary(),
        archive.coverage(),
        answers,
    ]
    archive.close()
    return "\n".join(map(repr, rows))


def files_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(p): (p.stat().st_ino, p.stat().st_mtime_ns) for p in folder.rglob("*") if p.name != "lock"}


def test_what_is_new_joins_what_is_there(folder: Path) -> None:
    archive = Archive(folder)
    assert archive.ingest().meetings == 1
    (folder / "corpus" / "second.txt").write_text(SECOND, encoding="utf-8")
    report = archive.ingest()
    assert [(r.source.path, r.change) for r in report.sources] == [
        ("corpus/first.txt", "unchanged"),
        ("corpus/second.txt", "new"),
    ]
    assert report.meetings == 2
    assert archive.search("parks").total == 2


def test_step_by_step_and_at_once_answer_alike(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    archive = Archive(folder)
    archive.ingest()
    (folder / "corpus" / "second.txt").write_text(SECOND, encoding="utf-8")
    archive.ingest()
    fresh = tmp_path_factory.mktemp("fresh")
    shutil.copytree(folder / "corpus", fresh / "corpus")
    Archive(fresh).ingest()
    assert told(folder) == told(fresh)


def test_deleting_the_index_loses_nothing(folder: Path) -> None:
    Archive(folder).ingest()
    before = told(folder)
    shutil.rmtree(folder / "index")
    Archive(folder).ingest()
    assert told(folder) == before


def test_nothing_new_writes_nothing(folder: Path) -> None:
    Archive(folder).ingest()
    before = files_of(folder)
    report = Archive(folder).ingest()
    assert not report.changed
    assert files_of(folder) == before


def test_a_file_that_went_is_gone_from_the_answers(folder: Path) -> None:
    (folder / "corpus" / "second.txt").write_text(SECOND, encoding="utf-8")
    archive = Archive(folder)
    archive.ingest()
    (folder / "corpus" / "first.txt").unlink()
    report = archive.ingest()
    assert [(r.source.path, r.change) for r in report.sources] == [
        ("corpus/second.txt", "unchanged"),
        ("corpus/first.txt", "gone"),
    ]
    assert archive.search("benches").total == 0


def test_a_changed_file_is_read_anew(folder: Path) -> None:
    archive = Archive(folder)
    archive.ingest()
    (folder / "corpus" / "first.txt").write_text(FIRST.replace("Benches", "Fountains"), encoding="utf-8")
    assert archive.state().newer == ("corpus/first.txt",)
    assert archive.ingest().sources[0].change == "changed"
    assert archive.search("benches").total == 0
    assert archive.search("fountains").total == 1
    assert archive.state().newer == ()


def test_the_same_bytes_twice_are_one_source(folder: Path) -> None:
    shutil.copy(folder / "corpus" / "first.txt", folder / "corpus" / "second.txt")
    archive = Archive(folder)
    archive.ingest()
    assert [(s.path, s.state) for s in archive.sources()] == [
        ("corpus/first.txt", "ingested"),
        ("corpus/second.txt", "duplicate"),
    ]
    assert archive.search("benches").total == 1


def test_one_passage_in_two_sources_is_one_section(folder: Path) -> None:
    page = "".join(f"<p>{line}</p>" for line in FIRST.split("\n\n"))
    (folder / "corpus" / "first.html").write_text(f"<!doctype html><html><body><main>{page}</main></body></html>")
    archive = Archive(folder)
    archive.ingest()
    (section,) = (s for s in archive.sections() if s.title == "Parks")
    assert [p.path for p in section.places] == ["corpus/first.html", "corpus/first.txt"]
    assert archive.state().sections == 3
    assert archive.search("benches").total == 1


def test_files_and_folders_are_copied_in(tmp_path: Path) -> None:
    given = tmp_path / "given"
    (given / "deeper").mkdir(parents=True)
    (given / "deeper" / "first.txt").write_text(FIRST, encoding="utf-8")
    (given / "second.txt").write_text(SECOND, encoding="utf-8")
    folder = tmp_path / "archive"
    folder.mkdir()
    Archive(folder).ingest([given, given / "second.txt"])
    assert sorted(p.relative_to(folder).as_posix() for p in (folder / "corpus").rglob("*.txt")) == [
        "corpus/given/deeper/first.txt",
        "corpus/given/second.txt",
        "corpus/second.txt",
    ]


def test_another_file_of_its_name_is_kept_beside_it(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other") / "first.txt"
    other.write_text(SECOND, encoding="utf-8")
    archive = Archive(folder)
    archive.ingest([other])
    archive.ingest([other])
    names = sorted(p.name for p in (folder / "corpus").iterdir())
    assert names[0] == "first.txt"
    assert names[1].startswith("first~")
    assert names[1].endswith(".txt")
    assert len(names) == 2
    assert archive.state().meetings == 2


def test_paths_that_cannot_be_copied(folder: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        Archive(folder).ingest([folder / "nothing.txt"])
    with pytest.raises(UsageError, match="no file and no folder"):
        Archive(folder).ingest([Path("/dev/null")])
    with pytest.raises(UsageError, match="holds the archive itself"):
        Archive(folder).ingest([folder.parent])


def test_a_bad_file_is_named_and_stops_nothing(folder: Path) -> None:
    (folder / "corpus" / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "corpus" / "empty.html").write_bytes(b"")
    archive = Archive(folder)
    report = archive.ingest()
    states = {r.source.path: r.source.state for r in report.sources}
    assert states["corpus/first.txt"] == "ingested"
    assert {s.path for s in report.unread} == {"corpus/empty.html", "corpus/picture.pdf"}
    assert all(s.reason for s in report.unread)
    assert {s.path for s in archive.coverage().unread} == {"corpus/empty.html", "corpus/picture.pdf"}
    assert archive.search("benches").total == 1


def test_a_file_that_cannot_be_opened_is_read_when_it_can(folder: Path) -> None:
    hidden = folder / "corpus" / "second.txt"
    hidden.write_text(SECOND, encoding="utf-8")
    archive = Archive(folder)
    target = folder / "elsewhere.txt"
    hidden.rename(target)
    hidden.symlink_to(target)
    archive.ingest()
    assert archive.state().meetings == 1  # a link that leads out of the corpus is never followed
    hidden.unlink()
    target.rename(hidden)
    archive.ingest()
    assert archive.state().meetings == 2


def test_names_are_shown_escaped(folder: Path) -> None:
    odd = os.fsencode(folder / "corpus") + b"/bad\xffname\x1b[2J.txt"
    Path(os.fsdecode(odd)).write_text(SECOND, encoding="utf-8")
    archive = Archive(folder)
    archive.ingest()
    assert archive.sources()[0].path.startswith("corpus/bad\\xffname")
    assert archive.state().meetings == 2


def test_a_second_ingest_waits_and_then_says_who_holds_the_index(folder: Path) -> None:
    Archive(folder).ingest()
    with index_lock(folder / "index"), pytest.raises(IndexLocked, match=f"process {os.getpid()}"):  # noqa: SIM117
        with index_lock(folder / "index", wait=0.0):
            pass


def test_no_index_and_a_damaged_index(folder: Path) -> None:
    with pytest.raises(IndexMissing):
        Archive(folder).search("benches")
    Archive(folder).ingest()
    records = folder / "index" / "records.sqlite"
    records.write_bytes(b"not a database" * 100)
    with pytest.raises(IndexDamaged):
        Archive(folder).search("benches")
    Archive(folder).ingest()
    assert Archive(folder).search("benches").total == 1


def test_a_lost_engine_folder_is_said_and_mended(folder: Path) -> None:
    archive = Archive(folder)
    archive.ingest()
    for engine in (folder / "index").glob("whoosh-*"):
        shutil.rmtree(engine)
    with pytest.raises(IndexDamaged):
        Archive(folder).search("benches")
    Archive(folder).ingest()
    assert Archive(folder).search("benches").total == 1


def test_an_open_archive_sees_the_next_generation(folder: Path) -> None:
    reader = Archive(folder)
    reader.ingest()
    assert reader.search("parks").total == 1
    (folder / "corpus" / "second.txt").write_text(SECOND, encoding="utf-8")
    Archive(folder).ingest()
    assert reader.search("parks").total == 2


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_either_engine_gives_the_same_answers(folder: Path, engine: str) -> None:
    Archive(folder).ingest()
    sets = [{h.section.id for h in Archive(folder).search(q, limit=0).hits} for q in QUERIES]
    (folder / "minutesearch.toml").write_text(f'[index]\nengine = "{engine}"\n')
    assert Archive(folder).ingest().engine == engine
    assert [{h.section.id for h in Archive(folder).search(q, limit=0).hits} for q in QUERIES] == sets


def test_own_topics_join_with_the_next_ingest(folder: Path) -> None:
    archive = Archive(folder)
    archive.ingest()
    assert archive.search("seating").total == 0
    (folder / "topics.toml").write_text(
        '[topics.benches]\nkind = "topic"\nlabel = "Benches"\nnames = ["benches", "seating"]\n'
    )
    assert archive.state().newer == ("topics.toml",)
    archive.ingest()
    assert archive.state().newer == ()
    assert archive.search("seating").total == 1
    assert archive.search("topic:benches").total == 1


def test_files_are_for_their_owner_only(folder: Path) -> None:
    Archive(folder).ingest()
    index = folder / "index"
    assert index.stat().st_mode & 0o077 == 0
    assert (index / "records.sqlite").stat().st_mode & 0o077 == 0


_CHILD = (
    "import sys; from pathlib import Path; from minutesearch.archive import Archive; "
    "Archive(Path(sys.argv[1])).ingest()"
)


@pytest.mark.slow
def test_killed_fifty_times_nothing_is_lost(
    folder: Path, child_environment: dict[str, str], seeded_delays: Callable[[int], list[float]]
) -> None:
    """A kill at any moment leaves the old generation or the new one, and the next ingest needs no repair."""
    archive = Archive(folder)
    archive.ingest()
    command = [sys.executable, "-c", _CHILD, str(folder)]
    for turn, delay in enumerate(seeded_delays(50)):
        new = folder / "corpus" / f"extra-{turn}.txt"
        new.write_text(minutes(f"{turn % 28 + 1} March {1950 + turn}", f"Turn {turn} was noted."))
        known = {m.id for m in archive.meetings()}
        child = Popen(command, env=child_environment, stdout=DEVNULL, stderr=DEVNULL)
        try:
            child.wait(delay)
        except Exception:  # noqa: BLE001 - still at work, as wanted
            child.kill()
        child.wait()
        held = {m.id for m in Archive(folder).meetings()}
        assert known <= held
        assert Archive(folder).search("benches").total == 1
        assert Archive(folder).search("parks").total == len(held)
    run(command, env=child_environment, check=True, stdout=DEVNULL)
    assert Archive(folder).state().meetings == 51
    leftovers = [p.name for p in (folder / "index").iterdir() if ".new" in p.name or ".part" in p.name]
    assert leftovers == []
    assert len(list((folder / "index").glob("whoosh-*"))) <= 2


def test_the_record_of_a_run_is_json(folder: Path) -> None:
    from minutesearch.present.output import as_json

    report = Archive(folder).ingest()
    row = json.loads(json.dumps(as_json.report(report)))["ingest"][0]
    assert (row["path"], row["state"], row["change"], row["meetings"], row["sections"]) == (
        "corpus/first.txt",
        "ingested",
        "new",
        1,
        3,
    )


@pytest.mark.parametrize("pattern", ["records.sqlite", "whoosh-*/*.seg", "whoosh-*/stamp", "whoosh-*/*.toc"])
def test_ingest_mends_what_is_damaged(folder: Path, pattern: str) -> None:
    """Every file of the index may be damaged: the same command that made it makes it again, and says it did."""
    Archive(folder).ingest()
    before = told(folder)
    damaged = list((folder / "index").glob(pattern))
    assert damaged
    for path in damaged:
        content = bytearray(path.read_bytes())
        content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
        path.chmod(0o600)
        path.write_bytes(content)
    assert Archive(folder).ingest().changed
    assert told(folder) == before


def test_a_changed_byte_in_the_record_is_never_quoted(folder: Path) -> None:
    Archive(folder).ingest()
    records = folder / "index" / "records.sqlite"
    content = records.read_bytes()
    assert content.count(b"Benches are wanted.") == 1
    records.chmod(0o600)
    records.write_bytes(content.replace(b"Benches are wanted.", b"Benches are hunted."))
    with pytest.raises(IndexDamaged):
        Archive(folder).search("benches")
    with pytest.raises(IndexDamaged):
        Archive(folder).section("oak-board:2021-01-12/3")
    assert Archive(folder).ingest().changed
    assert Archive(folder).search("wanted").total == 1


def test_a_question_begun_on_one_generation_ends_on_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An ingest that swaps its index in while a question is being answered disturbs nothing."""
    archive = Archive(folder)
    archive.ingest()
    (folder / "corpus" / "second.txt").write_text(SECOND, encoding="utf-8")
    read = Archive._engine

    def engine_after_a_swap(self: Archive, records: object) -> object:
        Archive(folder).ingest()
        return read(self, records)  # type: ignore[arg-type]

    monkeypatch.setattr(Archive, "_engine", engine_after_a_swap)
    assert archive.search("parks").total == 1
    monkeypatch.undo()
    assert archive.search("parks").total == 2


def test_links_that_lead_round_in_a_circle_stop_nothing(folder: Path) -> None:
    (folder / "corpus" / "loop").symlink_to("loop")
    assert Archive(folder).ingest().meetings == 1
    assert Archive(folder).state().newer == ()


def test_names_that_would_be_shown_alike_are_told_apart(folder: Path) -> None:
    odd = os.fsencode(folder / "corpus")
    Path(os.fsdecode(odd + b"/a\xff.txt")).write_text(SECOND, encoding="utf-8")
    (folder / "corpus" / "a\\xff.txt").write_text(minutes("9 March 2021", "The pond froze."), encoding="utf-8")
    assert Archive(folder).ingest().meetings == 3


def test_names_that_would_be_passed_over_or_are_taken_are_refused(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    given = tmp_path_factory.mktemp("given")
    for name in (".hidden.txt", "manifest.jsonl"):
        (given / name).write_text(SECOND, encoding="utf-8")
        with pytest.raises(UsageError, match="passed over"):
            Archive(folder).ingest([given / name])
    (folder / "corpus" / "taken").write_text("a file", encoding="utf-8")
    (given / "taken").mkdir()
    (given / "taken" / "x.txt").write_text(SECOND, encoding="utf-8")
    with pytest.raises(UsageError, match="in the way"):
        Archive(folder).ingest([given / "taken"])


def test_a_long_name_that_is_taken_still_fits(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    name = "m" * 251 + ".txt"
    (folder / "corpus" / name).write_text(FIRST, encoding="utf-8")
    other = tmp_path_factory.mktemp("other") / name
    other.write_text(SECOND, encoding="utf-8")
    assert Archive(folder).ingest([other]).meetings == 2


def test_a_draft_is_superseded_and_said_to_be(folder: Path) -> None:
    draft = FIRST.replace("Minutes of", "DRAFT Minutes of").replace("Benches are wanted.", "Benches are to go.")
    (folder / "corpus" / "draft.txt").write_text(draft, encoding="utf-8")
    archive = Archive(folder)
    archive.ingest()
    report = archive.ingest()
    assert {r.source.path: r.source.state for r in report.sources} == {
        "corpus/draft.txt": "superseded",
        "corpus/first.txt": "ingested",
    }
    assert report.unread == ()
    assert archive.search('"to go"').total == 0


def test_two_empty_files_are_both_unread(folder: Path) -> None:
    for name in ("a.txt", "b.pdf"):
        (folder / "corpus" / name).write_bytes(b"")
    assert len(Archive(folder).ingest().unread) == 2
