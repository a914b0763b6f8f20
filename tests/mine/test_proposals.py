"""What is proposed as a topic: what comes back, and neither what is known nor what any minutes say."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from minutesearch.mine.candidates import in_text, in_title
from minutesearch.mine.proposals import MOST, derive
from minutesearch.mine.topics import topics_in
from minutesearch.mine.vocabulary import load
from minutesearch.model import Proposal


class _Section(NamedTuple):
    id: str
    meeting: str
    title: str
    text: str
    body: str = "Oak Board"
    ordinal: int = 1
    title_generated: bool = False


def _archive(*meetings: list[tuple[str, str]]) -> list[_Section]:
    return [
        _Section(f"oak:{n}/{i}", f"oak:{n}", title, text)
        for n, rows in enumerate(meetings, 1)
        for i, (title, text) in enumerate(rows, 1)
    ]


def _proposed(*meetings: list[tuple[str, str]]) -> dict[str, Proposal]:
    return {p.id: p for p in derive(_archive(*meetings), load()).kept}


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("4. Update on the Footpath", ["Footpath"]),
        ("FOOTPATH REPORT (30 May 2021)", ["FOOTPATH"]),
        ("Matters arising: Village hall roof / Owl boxes", ["Village hall roof", "Owl boxes"]),
        ("Bees and chickens", ["Bees and chickens"]),
        ("footpath", []),
        ("Chairman’s report", []),
        ("Clerks' update", []),
        ("Any other business", []),
        ("Date of next meeting", []),
        ("Financial report", []),
        ("The roof was mended in May", []),
        ("https://example.org/roofs", []),
        ("", []),
    ],
)
def test_what_a_title_tells(title: str, told: list[str]) -> None:
    assert [c.printed for c in in_title(title)] == told


def test_phrases_of_a_text_break_at_words_without_content() -> None:
    text = "It was agreed that the new stone wall (see jo@example.org) waits. Two owl boxes, a tide clock. Clerk’s desk"
    assert [(c.printed, c.around) for _, c in in_text(text) if c] == [
        ("stone wall", ("new", "(")), ("owl boxes", ("two", ",")), ("tide clock", ("a", ".")),
    ]  # fmt: skip


def test_a_title_that_comes_back_is_proposed_with_its_counts() -> None:
    found = _proposed(
        [("Owl boxes", "They are full."), ("Hedges", "The owl boxes stand behind them.")],
        [("Update: OWL BOXES", "They are empty.")],
        [("Roof", "It leaks. An owl box was seen.")],
    )
    assert list(found) == ["owl-boxes"]
    owls = found["owl-boxes"]
    assert (owls.label, owls.names, owls.sections, owls.meetings) == ("Owl boxes", ("owl boxes",), 4, 3)
    assert owls.example == "oak:1/1"
    assert owls.why == "the title of 2 items in 2 meetings"


def test_one_meeting_is_not_enough() -> None:
    assert _proposed([("Owl boxes", "Owl boxes."), ("Owl boxes", "The owl boxes.")], [("Roof", "It leaks.")]) == {}


def test_a_phrase_that_comes_back_between_other_words_is_proposed() -> None:
    found = _proposed([("Works", "The tide clock was painted.")], [("Works", "Boats wait at the tide clock all day.")])
    assert set(found) == {"tide-clock"}
    assert "weight" in found["tide-clock"].why


def test_a_sentence_that_is_said_again_is_no_subject() -> None:
    said = "The tide clock was painted."
    assert _proposed([("Works", said)], [("Works", said)], [("Works", said)]) == {}


@pytest.mark.parametrize(
    "title",
    [
        "Key workers", "EHCP update", "Personal budgets pilot", "Apologies", "Minutes of the last meeting",
        "Oak Board", "Public participation", "Cllr Quill", "12 May 2021", "Declarations of interest",
    ],
)  # fmt: skip
def test_what_is_known_or_said_everywhere_is_not_proposed(title: str) -> None:
    assert _proposed([(title, "Text.")], [(title, "Text.")]) == {}


def test_people_are_not_proposed() -> None:
    rows = [
        ("Present", "Zelda Quint, Orla Brack"),
        ("Thanks to Zelda Quint", "Orla Brack has gone. Zelda Quint sings."),
    ]
    assert _proposed(rows, [*rows, ("Roof", "We hear that Orla Brack mends it with Zelda Quint.")]) == {}


def test_what_was_dropped_is_not_proposed_and_no_mistake(tmp_path: Path) -> None:
    sections = _archive([("Owl boxes", "x")], [("Owl boxes", "x")])
    path = tmp_path / "topics.toml"
    path.write_text('drop = ["owl-boxes", "cat-bins"]', encoding="utf-8")
    vocabulary = load(path)
    assert set(vocabulary.unresolved) == {"owl-boxes", "cat-bins"}
    found = derive(sections, vocabulary)
    assert found.kept == ()
    assert found.dropped == {"owl-boxes"}


def test_an_id_is_never_that_of_a_topic_nor_given_twice(tmp_path: Path) -> None:
    path = tmp_path / "topics.toml"
    path.write_text('[topics.owl-boxes]\nnames = ["waste baskets"]', encoding="utf-8")
    found = derive(_archive([("Owl boxes", "x")], [("Owl boxes", "x")]), load(path))
    assert [p.id for p in found.kept] == ["owl-boxes-2"]


def test_the_list_is_cut_and_says_how_long_it_was() -> None:
    names = [f"{a}{b} {c}aud" for a in ("Bel", "Cor", "Dun", "Fal") for b in "aeiou" for c in ("Gr", "Fl", "Tr")]
    rows = [(name, "Text.") for name in names]
    found = derive(_archive(rows, rows), load())
    assert (len(found.kept), found.total) == (MOST, len(names))


_BUILT_IN = load()
_TEXT = st.text(st.sampled_from("aAbé ’'-.:;,\n(1)Øß") | st.characters(), max_size=60)


@settings(max_examples=50)
@given(st.lists(st.tuples(_TEXT, _TEXT), min_size=1, max_size=4))
@example([("A0 0+A00", "")])
def test_any_archive_has_proposals_that_can_be_written(rows: list[tuple[str, str]]) -> None:
    sections = _archive(rows, rows)
    found = derive(sections, _BUILT_IN)
    assert found == derive(sections, _BUILT_IN)
    for p in found.kept:
        assert 2 <= p.meetings <= p.sections
        names = ", ".join(f"'{name}'" if "'" not in name else f'"{name}"' for name in p.names)
        assert topics_in(f"[topics.{p.id}]\nnames = [{names}]".encode(), "topics.toml").topics[0].id == p.id


def test_a_long_text_costs_no_more_than_its_length() -> None:
    began = time.process_time()
    for text in ("a" * 200_000, "a-" * 100_000, "owl boxes " * 20_000, "the " * 50_000, "@" * 200_000):
        derive(_archive([(text, text)], [(text, text)]), load())
    assert time.process_time() - began < 15
