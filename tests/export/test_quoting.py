"""A quote in pieces: verbatim words, and the tool's own marks between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.model import CUT
from minutesearch.present.export.quoting import first_words, pieces, spelt
from minutesearch.text import safe_text


def told(quote: str, *misprints: tuple[int, int, str]) -> list[tuple[str, str]]:
    return [(p.kind, p.text) for p in pieces(quote, misprints)]


def test_a_plain_quote_is_one_verbatim_piece() -> None:
    assert told("The gate was mended.") == [("verbatim", "The gate was mended.")]


def test_a_cut_stands_between_two_verbatim_pieces() -> None:
    assert told(f"The gate{CUT}was mended.") == [
        ("verbatim", "The gate"),
        ("cut", " […] "),
        ("verbatim", "was mended."),
    ]


def test_sic_stands_behind_the_misprint_and_is_no_part_of_the_words() -> None:
    assert told("A freind came.", (2, 8, "friend")) == [
        ("verbatim", "A freind"),
        ("sic", " [sic]"),
        ("verbatim", " came."),
    ]


def test_misprints_on_both_sides_of_a_cut_and_at_the_end() -> None:
    quote = f"A freind{CUT}saw the gaet"
    end = len(quote)
    assert told(quote, (2, 8, "friend"), (end - 4, end, "gate")) == [
        ("verbatim", "A freind"), ("sic", " [sic]"), ("cut", CUT), ("verbatim", "saw the gaet"), ("sic", " [sic]"),
    ]  # fmt: skip


def test_misprints_that_lie_outside_the_quote_are_left_out() -> None:
    assert told("The gate.", (4, 40, "x"), (-3, 2, "y"), (5, 5, "z")) == [("verbatim", "The gate.")]


@given(
    st.lists(st.text(min_size=1), min_size=1, max_size=4), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)))
)
def test_the_verbatim_pieces_are_the_quote_whatever_is_marked(parts: list[str], marks: list[tuple[int, int]]) -> None:
    quote = CUT.join(part.replace("[", "(") for part in parts)
    found = pieces(quote, [(a, b, "") for a, b in marks])
    # Line ends are told pair by pair: a mark may fall between the two characters of one.
    joined = "".join(p.text for p in found if p.kind != "sic")
    assert joined.replace("\n\n", "\n") == safe_text(quote).replace("\n\n", "\n")


def test_spellings_are_given_as_printed_and_right() -> None:
    assert spelt("A freind came.", [(2, 8, "friend")]) == (("freind", "friend"),)


@pytest.mark.parametrize(
    ("quote", "words"), [("Short one.", "Short one."), ("word " * 30, "word " * 11 + "word\u00a0…")]
)
def test_first_words_end_between_words(quote: str, words: str) -> None:
    assert first_words(quote) == words
    assert len(first_words("x" * 500)) < 70
