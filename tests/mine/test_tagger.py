"""Tags: by which words, by which rule, and always where they stand in the original."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutesearch.mine.tagger import Tagger
from minutesearch.mine.vocabulary import load
from minutesearch.model import GlossaryEntry, Tag

_VOCABULARY = load().merge_learned(
    [
        GlossaryEntry("BYMs", "Bright Young Minds service", "s", 0, 1, 1),
        GlossaryEntry("SPACE", "Supporting Parents And Carers Everywhere", "s", 0, 1, 1),
        GlossaryEntry("IT", "Inclusion Team", "s", 0, 1, 1),
    ]
)
_TAGGER = Tagger(_VOCABULARY)


def _tags(text: str, title: str = "") -> list[Tag]:
    return _TAGGER.tag("board:2021-01-12/1", title, text)


def _found(text: str, concept: str, title: str = "") -> list[tuple[str, str]]:
    return [(tag.surface, tag.rule) for tag in _tags(text, title) if tag.concept == concept]


@pytest.mark.parametrize(
    "printed",
    ["key worker", "Key-Workers", "keyworker", "KEY WORKER", "key\xa0worker", "key  worker", "key\u2011worker"],
)
def test_a_name_is_found_however_it_is_printed(printed: str) -> None:
    assert _found(f"Each family has a {printed}, they said.", "key-worker") == [(printed, "name")]


def test_offsets_are_of_the_original() -> None:
    text = "The  co‑produced\xa0plan & the parents / carers’ forum’s  Personal\nbudgets."
    for tag in _tags(text):
        assert text[tag.start : tag.end] == tag.surface
    assert ("Personal\nbudgets", "name") in _found(text, "personal-budgets")
    assert [s for s, _ in _found(text, "co-production")] == ["co‑produced"]


def test_no_phrase_runs_from_one_block_into_the_next() -> None:
    assert not _found("She is key\nWorker pay was raised", "key-worker")


def test_names_and_signs_are_told_apart() -> None:
    assert _found("A lead professional and a personal assistant", "key-worker") == [("lead professional", "sign")]
    assert _found("A lead professional and a personal assistant", "personal-budgets") == [
        ("personal assistant", "sign")
    ]
    assert _found("The CQC wrote", "cqc") == [("CQC", "name")]
    assert _found("The CQC wrote", "inspection") == [("CQC", "sign")]


def test_the_longest_name_of_a_concept_wins() -> None:
    assert _found("an integrated personal budget", "personal-budgets") == [("integrated personal budget", "name")]
    assert _found("the Bright Young Minds Service (BYMS)", "byms") == [
        ("Bright Young Minds Service", "name"), ("BYMS", "name"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Ten officers were in attendance.", "attendance"),
        ("Apologies for absence were given.", "attendance"),
        ("In the absence of the chair, the vice-chair led.", "attendance"),
        ("NEET means not in education, employment or training.", "workforce-training"),
        ("The press and public were excluded from the meeting.", "exclusions"),
        ("The accounts are available for inspection.", "inspection"),
        ("We should revisit this in spring.", "re-visit"),
        ("Add a pinch of salt; it will pass.", "speech-and-language"),
        ("The tor above the town", "terms-of-reference"),
        ("Please send it to the space above.", "it"),
        ("Please send it to the space above.", "space"),
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str, concept: str) -> None:
    assert not _found(text, concept)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("School attendance fell.", "attendance"),
        ("Staff training went on in attendance teams.", "workforce-training"),
        ("Two pupils were permanently excluded.", "exclusions"),
        ("Members were co-producing the charter.", "co-production"),
        ("Waits for SALT and for Salt Lane School", "speech-and-language"),
        ("The Sencos met.", "senco"),
        ("the SENCO’s view", "senco"),
        ("The IT budget", "it"),
        ("EHCPs rose", "ehcp"),
    ],
)
def test_what_is_a_name_is_found(text: str, concept: str) -> None:
    assert len(_found(text, concept)) == 1


def test_a_line_of_capitals_hides_no_short_form_and_makes_no_word_one() -> None:
    assert _found("", "adhd", title="ADHD PATHWAY") == [("ADHD", "name")]
    assert not _found("", "it", title="WHAT IT MEANS")


def test_titles_that_are_furniture_are_passed_over() -> None:
    assert not _tags("", title="Attendance and Apologies:")
    assert _found("", "attendance", title="School attendance") == [("School attendance", "name")]


def test_tags_come_in_reading_order_title_first() -> None:
    tags = _tags("Autism and ADHD, then a waiting list for autism", title="Local Offer and Autism")
    assert [tag.where for tag in tags] == sorted((tag.where for tag in tags), key=["title", "text"].index)
    for where in ("title", "text"):
        places = [(tag.start, tag.end, tag.concept) for tag in tags if tag.where == where]
        assert places == sorted(places)


def test_an_empty_section_has_no_tags() -> None:
    assert _tags("", "") == []


_PIECES = st.sampled_from(
    [
        *"(&/é_–İß🙂 \n\xa0\u00ad\ufb01\x00",
        "  ",
        "’s",
        "key worker",
        "Key-worker",
        "autism",
        "EHCPs",
        "re-visit",
        "SEND",
    ]
) | st.sampled_from(["in attendance", "attendance", "co-\nproduction", "waiting list"])


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join), st.lists(_PIECES, max_size=6).map("".join))
def test_a_tag_is_always_what_stands_at_its_offsets(text: str, title: str) -> None:
    for tag in _tags(text, title):
        line = title if tag.where == "title" else text
        assert 0 <= tag.start < tag.end <= len(line)
        assert line[tag.start : tag.end] == tag.surface


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_tagged(text: str) -> None:
    for tag in _tags(text, text[:40]):
        assert (text[:40] if tag.where == "title" else text)[tag.start : tag.end] == tag.surface


def test_marks_without_end_cost_no_more_than_their_length() -> None:
    # spaCy's own tokenizer needs time with the square of these; 50,000 would then take far longer than the timeout.
    for marks in ("(" * 400_000, "a-" * 100_000, "' " * 100_000):
        assert _tags(marks) == []
