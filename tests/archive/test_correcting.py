"""A person's corrections: accepted, merged, dropped; written down, tagged by, and taken back."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from minutesearch.archive import Archive
from minutesearch.errors import IndexLocked, MinutesearchError, UsageError
from minutesearch.ingest import lock
from minutesearch.model import Correction, Filters, Wish

NOTHING = Wish()


def _topics_file(archive: Archive) -> Path:
    return archive.root / "topics.toml"


def _mentions(archive: Archive, topic: str) -> int:
    return sum(row.mentions for row in archive.topics(Filters(topic=topic)))


def test_what_comes_back_is_proposed(archive: Archive) -> None:
    rows, total = archive.proposals()
    assert [(p.id, p.meetings, p.sections) for p in rows] == [("buddy-scheme", 4, 4)]
    assert total == 1
    assert archive.section(rows[0].example).title == "Buddy scheme"


def test_an_accepted_proposal_is_a_topic_after_the_next_ingest(archive: Archive) -> None:
    done = archive.accept_topic("buddy-scheme", Wish(kind="service"))
    assert done.said == "“Buddy scheme” is now the topic buddy-scheme."
    assert re.fullmatch(r"# \d{4}-\d\d-\d\d: minutesearch topics accept buddy-scheme", done.lines[0])
    assert _topics_file(archive).read_text(encoding="utf-8") == "\n".join(done.lines) + "\n"
    assert archive.state().newer == ("topics.toml",)
    assert archive.ingest(jobs=1).remarks == ()
    assert _mentions(archive, "buddy-scheme") == 8
    assert archive.proposals() == ((), 0)
    assert archive.search("topic:buddy-scheme").total == 4


def test_words_of_a_persons_own_become_a_topic_if_they_are_printed(archive: Archive) -> None:
    archive.accept_topic("reading rooms", Wish(id="library", label="Library", under="WAPS"))
    archive.ingest(jobs=1)
    assert _mentions(archive, "library") == 1
    with pytest.raises(UsageError, match="No section prints 'zebra'"):
        archive.accept_topic("zebra crossing", NOTHING)
    with pytest.raises(UsageError, match="names a topic already: waps"):
        archive.accept_topic("Widget Access Panel", NOTHING)
    with pytest.raises(UsageError, match="no id"):
        archive.accept_topic("late buses", Wish(id="Late Buses"))
    with pytest.raises(UsageError, match="There is no topic"):
        archive.accept_topic("late buses", Wish(under="no-such-topic"))


def test_accepting_with_the_id_of_a_topic_gives_it_a_name(archive: Archive) -> None:
    assert _mentions(archive, "waps") == 3
    assert archive.accept_topic("pupils", Wish(id="waps")).said == "“pupils” is now a name of waps."
    archive.ingest(jobs=1)
    assert _mentions(archive, "waps") == 4


def test_two_topics_become_one(archive: Archive) -> None:
    before = _mentions(archive, "waps"), _mentions(archive, "re-visit")
    archive.merge_topics("WAPS", "re-visit")
    archive.ingest(jobs=1)
    assert _mentions(archive, "waps") == sum(before) == 4
    assert _mentions(archive, "re-visit") == 0
    with pytest.raises(UsageError, match="are one topic already"):
        archive.merge_topics("waps", "re-visit")


@pytest.mark.parametrize(("first", "other"), [("waps", "buddy-scheme"), ("buddy-scheme", "waps")])
def test_a_proposal_that_is_a_known_topic_becomes_a_name_of_it(archive: Archive, first: str, other: str) -> None:
    archive.merge_topics(first, other)
    archive.ingest(jobs=1)
    assert _mentions(archive, "waps") == 3 + 8
    assert archive.proposals() == ((), 0)


def test_a_proposal_and_words_become_one_topic(archive: Archive) -> None:
    archive.merge_topics("buddy-scheme", "late buses")
    archive.ingest(jobs=1)
    assert _mentions(archive, "buddy-scheme") == 9


def test_what_is_dropped_is_neither_tagged_nor_proposed(archive: Archive) -> None:
    assert archive.drop_topic("buddy scheme").said == "buddy-scheme will not be proposed again."
    assert archive.drop_topic("Widget Access Panel Service").said == "waps is no topic here any more."
    assert archive.ingest(jobs=1).remarks == ()
    assert archive.proposals() == ((), 0)
    assert _mentions(archive, "waps") == 0
    with pytest.raises(UsageError, match="No topic and no proposal is called 'waps'"):
        archive.drop_topic("waps")


def test_a_drop_of_what_nothing_prints_is_told(archive: Archive) -> None:
    _topics_file(archive).write_text('drop = ["no-such-thing"]', encoding="utf-8")
    assert archive.ingest(jobs=1).remarks == ("topics.toml: no topic is called 'no-such-thing'.",)


def test_saying_it_twice_writes_it_once(archive: Archive) -> None:
    archive.drop_topic("buddy-scheme")
    before = _topics_file(archive).read_bytes()
    assert archive.drop_topic("buddy-scheme").lines == ()
    assert _topics_file(archive).read_bytes() == before


def test_taking_the_lines_out_takes_it_back(archive: Archive) -> None:
    before = [(t.concept.id, t.mentions) for t in archive.topics()]
    for done in (archive.accept_topic("buddy-scheme", NOTHING), archive.drop_topic("waps")):
        archive.ingest(jobs=1)
        assert done.lines
    text = _topics_file(archive).read_text(encoding="utf-8")
    for line in (*archive.merge_topics("buddy-scheme", "late buses").lines,):
        assert line in _topics_file(archive).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not re.search("buddy|waps|Buddy", line)]
    _topics_file(archive).write_text("\n".join(kept), encoding="utf-8")
    archive.ingest(jobs=1)
    assert [(t.concept.id, t.mentions) for t in archive.topics()] == before


def test_only_what_a_correction_touches_is_tagged_anew_and_as_if_all_were(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    from minutesearch.ingest import recording
    from minutesearch.mine.tagger import Tagger
    from minutesearch.mine.vocabulary import Vocabulary

    looked_for: list[set[str]] = []

    def watched(vocabulary: Vocabulary) -> Tagger:
        looked_for.append({concept.id for concept in vocabulary.concepts})
        return Tagger(vocabulary)

    monkeypatch.setattr(recording, "Tagger", watched)
    corrections: list[Callable[[], Correction]] = [
        lambda: archive.accept_topic("buddy-scheme", NOTHING),
        lambda: archive.merge_topics("waps", "re-visit"),
        lambda: archive.drop_topic("inspection"),
    ]
    for correct in corrections:
        looked_for.clear()
        correct()
        archive.ingest(jobs=1)
        assert all(len(concepts) < 6 for concepts in looked_for), looked_for
        touched = archive.tags()
        (archive.root / "index" / "records.sqlite").unlink()
        archive.ingest(jobs=1)
        assert archive.tags() == touched


def test_the_file_is_replaced_whole_with_its_mode_and_through_a_link(archive: Archive, tmp_path: Path) -> None:
    real = tmp_path / "shared-topics.toml"
    real.write_text("# ours\n", encoding="utf-8")
    real.chmod(0o640)
    _topics_file(archive).symlink_to(real)
    archive.drop_topic("buddy-scheme")
    assert _topics_file(archive).is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert real.read_text(encoding="utf-8").startswith("# ours\n")
    assert not list(tmp_path.glob(".*toml*"))


def test_what_cannot_be_written_leaves_the_file_as_it_was(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    _topics_file(archive).write_text("# ours\n", encoding="utf-8")

    def refused(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(OSError, match="No space"):
        archive.drop_topic("buddy-scheme")
    assert _topics_file(archive).read_text(encoding="utf-8") == "# ours\n"
    assert [path.name for path in archive.root.iterdir() if path.name.startswith(".")] == []


def test_a_correction_waits_for_an_ingest(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock.index_lock.__wrapped__, "__defaults__", (0.1,))  # type: ignore[attr-defined]
    with lock.index_lock(archive.root / "index"), pytest.raises(IndexLocked):
        archive.drop_topic("buddy-scheme")
    assert not _topics_file(archive).exists()


@pytest.mark.parametrize("words", ["", " ", "\x1b[2J", "\ud800", "…", "{", "a" * 5000, "drop-\n[topics.x]"])
def test_any_words_are_an_answer_or_an_error_of_ours(archive: Archive, words: str) -> None:
    corrections: list[Callable[[], Correction]] = [
        lambda: archive.accept_topic(words, NOTHING),
        lambda: archive.merge_topics(words, "waps"),
        lambda: archive.drop_topic(words),
    ]
    for correct in corrections:
        with pytest.raises(MinutesearchError):
            correct()
    assert not _topics_file(archive).exists()


def test_short_and_long_forms_that_were_learned_find_each_other(archive: Archive) -> None:
    asked = {words: archive.search(words, limit=0) for words in ("WAPS", "widget access panel service")}
    assert {h.section.id for h in asked["WAPS"].hits} == {
        h.section.id for h in asked["widget access panel service"].hits
    }
    assert "Widget Access Panel Service" in asked["WAPS"].expanded[0].also
    assert "WAPS" in asked["widget access panel service"].expanded[0].also
    only = archive.search('="WAPS"', limit=0)
    assert only.total <= asked["WAPS"].total
    assert archive.search("widget access panel service", expand=False).total < asked["WAPS"].total


def test_conflicts_are_kept(archive: Archive) -> None:
    assert archive.conflicts() == ()
    path = archive.root / "corpus" / "harbour.txt"
    text = path.read_text(encoding="utf-8").replace("for new crews", "with WaPS (Widget Access Panel Service)")
    path.write_text(text, encoding="utf-8")
    archive.ingest(jobs=1)
    (found,) = archive.conflicts()
    assert (found.kind, found.concept) == ("spelling", "waps")
    assert [(form, count) for form, count, _ in found.forms] == [("WAPS", 2), ("WaPS", 1)]
