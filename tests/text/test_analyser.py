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
        ("The fees are in Appendix B. A plate costs more.", 2),
        ("J. Hill and B. Dale spoke.", 1),
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


@pytest.mark.parametrize(
    ("short", "word"), [("AED", "a"), ("ONS", "on"), ("OfS", "of"), ("ITS", "it"), ("AEDs", "a"), ("UPS", "up")]
)
def test_short_forms_are_no_common_words(short: str, word: str) -> None:
    assert analyser.stem_words(short) != analyser.stem_words(word)


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("AEDs", "AED"), ("IEDs", "IED"), ("OTs", "OT"), ("EPs", "EP"), ("IDs", "ID"), ("EHCPs", "EHCP"),
        ("tries", "try"), ("tried", "try"), ("skies", "sky"), ("uses", "use"), ("ties", "tie"), ("adding", "add"),
    ],
)  # fmt: skip
def test_short_words_keep_their_plurals_and_forms(many: str, one: str) -> None:
    assert analyser.stem_words(many) == analyser.stem_words(one)


@given(st.text(st.characters(categories=["Ll"]), min_size=1, max_size=12))
def test_a_stem_keeps_three_letters_or_is_a_short_plural(word: str) -> None:
    folded = analyser.fold(word)
    found = analyser.stem(folded)
    assert len(found) >= min(3, len(folded)) or folded == found + "s"


def test_a_word_without_letters_once_folded_parts_no_hyphened_one() -> None:
    text = "a-b \u0345 c-\u0345-d e-f-g"
    tokens = analyser.tokenize(text)
    found = [text[s.start : s.end] for s in analyser.solids(text, tokens)]
    assert found == ["a-b", "e-f-g"]
    assert analyser.words(text).solids() == analyser.solids(text, tokens)


@given(st.one_of(st.text(max_size=300), ODD))
def test_words_are_the_tokens_without_their_sentences(text: str) -> None:
    words, tokens = analyser.words(text), analyser.tokenize(text)
    assert list(zip(words.stems, words.starts, words.ends, strict=True)) == [t[:3] for t in tokens]
    assert words.printed == [text[t.start : t.end] for t in tokens]
    assert words.solids() == analyser.solids(text, tokens)


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


UNSEEN = [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x61C, 0x180E, 0xFEFF]


@pytest.mark.parametrize("code", UNSEEN, ids=hex)
def test_what_cannot_be_seen_is_not_shown(code: int) -> None:
    assert analyser.safe_text(f"ap{chr(code)}proved") == "approved"
