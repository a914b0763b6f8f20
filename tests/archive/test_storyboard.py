"""A basket as a storyboard: bodies, timeline, gaps, sources and open promises, the same each time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from minutesearch.archive import Archive
from minutesearch.evidence import storyboard as room
from minutesearch.evidence.storyboard import storyboard
from minutesearch.model import Basket, BasketItem, Said, Storyboard
from minutesearch.notebook import overrulings

OAK = """Oak Parish Council - Minutes

Minutes of the Oak Parish Council held on 12 January 2021

1. Village pond

The pond is choked with reeds. The Clerk will write to the water board by February.

2. Bins

The bins were full. The Clerk will order three new bins.

3. Correspondence

A letter on the village pond was read. The Chair will thank the school for its cards. \
The Chair will raise the village pond with the county.

Minutes of the Oak Parish Council held on 9 March 2021

1. Village pond

The minutes of the February meeting were approved. The water board has not replied on the pond.

Minutes of the Oak Parish Council held on 11 May 2021

1. Bins

The three new bins were ordered and stand by the hall.
"""


@pytest.fixture
def oak(tmp_path: Path) -> Archive:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "oak.txt").write_text(OAK, encoding="utf-8")
    archive = Archive(tmp_path)
    archive.ingest(jobs=1)
    return archive


def made(archive: Archive, basket: Basket) -> Storyboard:
    return storyboard(archive.root, archive.settings, archive._read(), basket, overrulings(archive.root))


def test_it_says_what_was_searched_of_the_bodies_it_is_from_and_no_others(archive: Archive) -> None:
    archive.add_found("buddies", "mentors")
    story = archive.storyboard("buddies")
    assert (story.name, story.title) == ("buddies", "Buddies")
    assert story.bodies == ("Learning Board",)
    assert (story.meetings, story.first, story.last) == (3, "2021-01-12", "2021-04-13")
    assert story.sections == sum(m.sections for m in archive.coverage("learning board").bodies[0].meetings) == 7
    assert [gap.month for gap in story.gaps] == ["2020-12", "2021-02"]
    assert [(p.date, p.meeting is not None, p.items) for p in story.timeline] == [
        ("2020-12", False, 0),
        ("2021-01-12", True, 0),
        ("2021-02", False, 0),
        ("2021-03-09", True, 0),
        ("2021-04-13", True, 1),
    ]
    assert {p.why is None for p in story.timeline if p.meeting is None} == {False}
    assert story.made == archive.basket("buddies").items[0].added[:10]


def test_two_bodies_are_put_together(archive: Archive) -> None:
    archive.add_found("buddies", '"buddy scheme"')
    story = archive.storyboard("buddies")
    assert story.bodies == ("Harbour Committee", "Learning Board")
    assert (story.meetings, story.last) == (4, "2021-04-20")
    assert sum(p.items for p in story.timeline) == 4
    assert [(s.n, s.place.path, s.media_type, s.items) for s in story.sources] == [
        (1, "corpus/learning.txt", "text/plain", (1, 2, 3)),
        (2, "corpus/harbour.txt", "text/plain", (4,)),
    ]
    assert [story.source_of(e) for e in story.evidence] == [1, 1, 1, 2]


def test_sources_are_numbered_by_the_order_of_the_basket(archive: Archive) -> None:
    archive.add_found("buddies", '"buddy scheme"')
    archive.move_evidence("buddies", 4, 1)
    story = archive.storyboard("buddies")
    assert [s.place.path for s in story.sources] == ["corpus/harbour.txt", "corpus/learning.txt"]
    assert [e.n for e in story.evidence] == [1, 2, 3, 4]


def test_it_is_the_same_each_time(archive: Archive) -> None:
    archive.add_found("buddies", '"buddy scheme"')
    assert archive.storyboard("buddies") == Archive(archive.root).storyboard("buddies")


def test_open_promises_are_those_of_the_sections_and_on_the_topics_named(oak: Archive) -> None:
    oak.add_quote("bins", "oak-parish-council:2021-01-12/2", said=Said(heading="Waste"))
    said = {p.text: p.status for p in oak.storyboard("bins").promises}
    assert "The Clerk will write to the water board by February." not in said
    kept = {p.text for p in oak.promises() if p.status == "kept"}
    assert not kept & said.keys()
    assert len(said) + len(kept & {"The Clerk will order three new bins."}) == 1


def test_a_topic_that_a_heading_or_the_name_says_brings_its_promises(oak: Archive) -> None:
    (oak.root / "topics.toml").write_text('[topics.pond]\nlabel = "Village pond"\n', encoding="utf-8")
    oak.ingest(jobs=1)
    oak.add_quote("evidence", "oak-parish-council:2021-03-09/1")
    assert oak.storyboard("evidence").promises == ()
    oak.describe_evidence("evidence", [1], Said(heading="Weakness 2: the Village Pond"))
    texts = [p.text for p in oak.storyboard("evidence").promises]
    assert texts == [
        "The Clerk will write to the water board by February.",
        "The Chair will raise the village pond with the county.",
    ]
    # What the same section promises of something else is not on the topic.
    assert not any("cards" in text for text in texts)
    oak.rename_basket("evidence", "village pond")
    oak.describe_evidence("village pond", [1], Said(heading=""))
    assert [p.text for p in oak.storyboard("village pond").promises] == texts
    done = oak.promises()
    oak.mark_promise(next(p.id for p in done if p.text == texts[0]), "kept")
    assert [p.text for p in oak.storyboard("village pond").promises] == texts[1:]


def test_too_many_promises_are_cut_and_counted(oak: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for section in ("oak-parish-council:2021-01-12/1", "oak-parish-council:2021-01-12/3"):
        oak.add_quote("all", section)
    whole = oak.storyboard("all")
    assert whole.promises_cut == 0
    assert len(whole.promises) == 3
    monkeypatch.setattr(room, "MOST_PROMISES", 2)
    cut = oak.storyboard("all")
    assert cut.promises_cut == 1
    assert [p.id for p in whole.promises if p in cut.promises] == [p.id for p in cut.promises], "in reading order"


def test_an_item_that_is_nowhere_any_more_stays_in_flagged(archive: Archive) -> None:
    archive.add_found("buddies", "mentors")
    (item,) = archive.basket("buddies").items
    lost = replace(item, quote="A comet struck the lighthouse at noon.", path="corpus/gone.txt", sha256="f" * 64)
    never = BasketItem("gone-board:2020-02-03", "gone-board:2020-02-03/4", "Words.", "corpus/x.txt", "e" * 64,
                       "2020-03-01T00:00:00Z")  # fmt: skip
    story = made(archive, Basket("b", (item, lost, never)))
    assert [e.verdict.result == "exact" for e in story.evidence] == [True, False, False]
    assert (story.evidence[1].date, story.evidence[1].body) == ("2021-04-13", "Learning Board")
    assert (story.evidence[2].date, story.evidence[2].body, story.evidence[2].title) == ("2020-02-03", "", "")
    assert story.bodies == ("Learning Board",)
    assert [(s.place.path, s.place.sha256[0], s.items) for s in story.sources][1:] == [
        ("corpus/gone.txt", "f", (2,)),
        ("corpus/x.txt", "e", (3,)),
    ]
    assert story.made == item.added[:10]


def test_misprints_are_kept_and_pointed_at(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "oak.txt").write_text(OAK.replace("will write", "will recieve"), encoding="utf-8")
    archive = Archive(tmp_path)
    archive.ingest(jobs=1)
    archive.add_found("x", "recieve")
    archive.add_quote("x", "oak-parish-council:2021-01-12/2")
    story = archive.storyboard("x")
    (at,) = story.misprints[0]
    assert story.evidence[0].item.quote[at[0] : at[1]] == "recieve"
    assert at[2] == "receive"
    assert story.misprints[1] == ()
    assert story.evidence[0].verdict.result == "exact"


def test_an_empty_basket_is_a_storyboard_of_nothing(archive: Archive) -> None:
    story = made(archive, Basket("empty", ()))
    assert (story.evidence, story.bodies, story.meetings, story.first, story.made) == ((), (), 0, None, "")
    assert (story.timeline, story.promises, story.sources, story.gaps) == ((), (), (), ())


def test_sources_that_could_not_be_read_are_named(archive: Archive) -> None:
    (archive.root / "corpus" / "broken.pdf").write_bytes(b"%PDF-1.4\nno more than that")
    archive.ingest(jobs=1)
    archive.add_found("buddies", "mentors")
    ((path, state, reason),) = archive.storyboard("buddies").unread
    assert path == "corpus/broken.pdf"
    assert state in {"quarantined", "no-text"}
    assert reason
