"""The analyser: tokens with offsets, sentences, solid forms, folding."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch import text as analyser

ODD = st.text(alphabet=st.sampled_from("aZé1 .-'’\n\tﬁß§½🦊(“”)…:;,\u00a0\u2011"), max_size=200)


@given(st.one_of(st.text(max_size=300), ODD))
def test_tokens_stand_where_they_say(text: str) -> None:
    tokens = analyser.tokenize(text)
    assert [t.position for t in tokens] == list(range(len(tokens)))
    assert all(t.start < t.end for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(a.sentence <= b.sentence for a, b in pairwise(tokens))
    assert [t.stem for t in tokens] == analyser.stem_words(text)
    for token in tokens:
        assert analyser.stem(analyser.fold(text[token.start : token.end])) == token.stem


@given(st.one_of(st.text(max_size=300), ODD))
def test_sentences_cover_every_word_once_and_in_order(text: str) -> None:
    spans = analyser.sentences(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
    for token in analyser.tokenize(text):
        assert sum(a <= token.start and token.end <= b for a, b in spans) == 1


@given(st.one_of(st.text(max_size=200), ODD))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert analyser.fold_title(analyser.fold_title(text)) == analyser.fold_title(text)


@given(ODD)
def test_solid_forms_join_neighbours(text: str) -> None:
    tokens = analyser.tokenize(text)
    for solid in analyser.solids(text, tokens):
        assert solid.first < solid.last
        assert (solid.start, solid.end) == (tokens[solid.first].start, tokens[solid.last].end)
        assert not any(c.isspace() for c in text[solid.start : solid.end])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The bid was made. It was won.", 2),
        ("Cllr. Hill and Mr. Dale spoke. They agreed.", 2),
        ("About approx. 40 cases, e.g. New ones, came.", 1),
        ("It ends at 5 p.m. The next begins at 6.", 2),
        ("1. Apologies were received. 2. None spoke.", 2),
        ("J. Hill left.", 1),
        ("See No. 5 and p. 7. Then stop.", 2),
        ("Was it agreed? Yes! It was (at last). “Good.” All left.", 5),
        ("one line\nanother line", 2),
        ("It cost £3.50 in all.", 1),
        ("Waiting… Then nothing.", 2),
        ("", 0),
        (" \n ", 0),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(analyser.sentences(text)) == count


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Budgets", "budget"),
        ("HYMs", "hyms"),
        ("café", "CAFE"),
        ("ﬁnance", "finances"),
        ("workers", "worker"),
        ("STRASSE", "straße"),
    ],
)
def test_printings_of_one_word(one: str, other: str) -> None:
    assert analyser.stem_words(one) == analyser.stem_words(other)


def test_numbers_are_left_as_they_are() -> None:
    assert analyser.stem_words("2021s 18hrs 7") == ["2021s", "18hrs", "7"]


def test_the_stream_parts_sentences() -> None:
    tokens = analyser.tokenize("Wait here. List there.")
    assert analyser.stream(tokens) == ["wait", "here", analyser.BOUNDARY, "list", "there"]


@pytest.mark.parametrize("piece", [".", ". ", "(", "a.", "1.", "a-", "'", "\n", " ", "“", ".A", "… "])
def test_hostile_repetition_is_linear(piece: str) -> None:
    """Fifty thousand repetitions end; were an expression quadratic, the suite's time limit would end it."""
    text = piece * 50_000
    analyser.solids(text, analyser.tokenize(text))
    analyser.safe_text(text)
