"""A quote is verbatim, or it is not: the same words, figures, capitals and marks, from one word's edge to another's."""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from minutesearch.archive import Archive
from minutesearch.evidence.verbatim import find, forms, may_hold, plain, rare_words, spans, stands

TEXT = (
    "The Board can’t close the north path.\nIncluded are:\nHedge survey\nRe-visit of 10 families | £1.5m | -5%\n"
    "A “soft” start – and the café was unacceptable, non-recoverable and 1:1; see para 3.2 of [redacted] C&YP … end."
)

STANDS = [
    "The Board can’t close the north path.",
    "The Board can't close the north path.",
    "close the north path. Included are: Hedge survey",
    "close  the\tnorth\n\npath",
    "are:\n• Hedge survey",
    "Re‑visit of 10 families",
    "Re-visit of 10 families £1.5m -5%",
    "10 families",
    "£1.5m",
    "-5%",
    "−5%",
    'A "soft" start',
    "“soft” start - and",
    "cafe\u0301 was unacceptable",
    "caf\u00e9 was un\u00adaccept\u200bable",
    "“The Board can’t close the north path.”",
    "'the north path'",
    "…close the north path…",
    "[…] close the north path. […]",
    "The Board […] north path. […] Re-visit",
    "The Board ... north path.",
    "The Board … [redacted] C&YP",
    "see para 3.2 of [redacted]",
    "C&YP … end.",
    "the café [sic] was unacceptable",
    "The Board can’t close the north\npath. In-\ncluded are",
]

STANDS_NOT = [
    "",
    " ",
    "…",
    "[…]",
    "“”",
    "the board can’t close",
    "The Board can close the north path.",
    "The Board can",
    "0 families",
    "acceptable",
    "recoverable",
    "visit of 10 families",
    "5m",
    "1.5m",
    "£1",
    "£1.5",
    "5%",
    "-5",
    "11 families",
    "3 of [redacted]",
    "para 3",
    "C&Y",
    "YP",
    "oft” start",
    "the north path,",
    "the north pat",
    "north path. […] The Board",
    "The Board […] […] south",
    "cafe was unacceptable",
    "A “soft” start — and",
    "A 'soft' start",
    "hedge survey",
]


@pytest.mark.parametrize("quote", STANDS)
def test_it_stands(quote: str) -> None:
    assert find(quote, TEXT) is not None


@pytest.mark.parametrize("quote", STANDS_NOT)
def test_it_does_not_stand(quote: str) -> None:
    assert find(quote, TEXT) is None


def test_offsets_are_those_of_the_text_as_it_is() -> None:
    at = find("can't close the north path. Included are", TEXT)
    assert at is not None
    assert TEXT[slice(*at)] == "can’t close the north path.\nIncluded are"
    ligature = "The o\ufb03ce was \ufb01ne."
    assert find("office was fine", ligature) == (4, 16)
    assert find("The of", ligature) is None


def test_a_character_is_never_cut_in_two() -> None:
    assert find("a wait..", "a wait… it seems") is None
    assert find("a wait...", "a wait… it seems") == (0, 7)


def test_superscripts_and_fractions_are_not_figures() -> None:
    assert find("102 metres", "10² metres") is None
    assert find("11/2 metres", "1½ metres") is None
    assert find("10", "10²") is None


def test_of_a_cut_quote_the_whole_stretch_is_cited_and_each_part_is_told() -> None:
    quote = "The Board […] Hedge survey"
    at = find(quote, TEXT)
    assert at is not None
    assert TEXT[at[0] : at[1]].startswith("The Board")
    assert TEXT[at[0] : at[1]].endswith("Hedge survey")
    assert [TEXT[a:b] for a, b in spans(forms(quote), TEXT)] == ["The Board", "Hedge survey"]


def test_what_is_printed_so_comes_before_what_a_person_may_have_put_in() -> None:
    text = "He said “no” … and “yes” [sic]."
    for quote in ("“no” … and", "“yes” [sic]", "“no” … and “yes”"):
        at = find(quote, text)
        assert at is not None
        assert text[slice(*at)] == quote


@given(st.text(max_size=60))
def test_the_plain_form_is_the_placed_one(text: str) -> None:
    """Both ways of levelling a text agree, and levelling twice changes nothing."""
    from minutesearch.evidence.verbatim import _placed

    assert _placed(text).text == plain(text)
    assert len(_placed(text).at) == len(plain(text))


@given(st.text(max_size=40), st.text(max_size=200))
def test_no_text_is_too_odd(quote: str, text: str) -> None:
    at = find(quote, text)
    assert at is None or 0 <= at[0] < at[1] <= len(text)


def test_no_character_prints_an_ascii_word_unseen() -> None:
    """Texts are passed over without a look where words are not in them: nothing that prints like one may be missed."""
    from minutesearch.evidence.verbatim import _ODD

    for code in range(128, 0x110000):
        letter = chr(code)
        levelled = plain(f"a{letter}b")
        if unicodedata.category(letter) == "Cs" or levelled == f"a{letter}b" or " " in levelled:
            continue
        inner = levelled[1:-1]
        composed = unicodedata.normalize("NFD", letter) == inner and len(inner) > 1
        if (not inner or any(c.isascii() and c.isalnum() for c in inner)) and not composed:
            assert _ODD.search(letter), hex(code)


@given(
    st.lists(
        st.sampled_from(["caf", "é", "e\u0301", "ﬁ", "fi", "…", "...", "\xad", " ", "K", "\u212a", "10", "."]),
        max_size=9,
    )
)
def test_a_look_ahead_never_misses(pieces: list[str]) -> None:
    text = "".join(pieces)
    for quote in {text, unicodedata.normalize("NFKC", text), unicodedata.normalize("NFD", text), text[:-1], text[1:]}:
        wanted = forms(quote)
        assert stands(wanted, text) == bool(spans(wanted, text))
        if stands(wanted, text):
            assert may_hold(text, rare_words(wanted))


@pytest.fixture(scope="module")
def texts(sample_archive: Path) -> list[str]:
    archive = Archive(sample_archive)
    found = [s.text for s in archive.sections() if s.text.split()]
    archive.close()
    return found


@given(st.randoms(use_true_random=False))
def test_any_whole_words_of_any_section_are_exact(texts: list[str], chance: random.Random) -> None:
    text = chance.choice(texts)
    words = list(re.finditer(r"\S+", text))
    first = chance.randrange(len(words))
    last = chance.randrange(first, len(words))
    quote = text[words[first].start() : words[last].end()]
    assume(any(c.isalnum() for c in quote))
    at = find(quote, text)
    assert at is not None
    assert text[slice(*at)].split() == quote.split()
    assert find(chance.choice([" ", "\n", "\t\n "]).join(quote.split()), text) is not None


@given(st.randoms(use_true_random=False))
def test_any_changed_letter_is_not_exact(texts: list[str], chance: random.Random) -> None:
    text = chance.choice(texts)
    words = list(re.finditer(r"\S+", text))
    first = chance.randrange(len(words))
    last = chance.randrange(first, min(len(words), first + 30))
    quote = text[words[first].start() : words[last].end()]
    letters = [i for i, c in enumerate(quote) if c.isalnum()]
    assume(letters)
    at = chance.choice(letters)
    other = chance.choice([c for c in "abcxyzABCXYZ0123456789" if c != unicodedata.normalize("NFKC", quote[at])])
    changed = quote[:at] + other + quote[at + 1 :]
    # Of a word or two the text may print the changed form as well.
    assume(" ".join(changed.split()) not in " ".join(text.split()))
    assert find(changed, text) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("a" * 20_000, "a" * 50_000),
        ("a " * 10_000 + "b", "a " * 25_000),
        ("… " * 10_000, "… " * 10_000),
        ('"' * 20_000, '"a' * 10_000),
        ("[sic]" * 4_000 + "x", "[sic]" * 4_000),
        ("a-\n" * 6_000, "a" * 20_000),
        ("x […] " * 3_000, "x " * 20_000),
    ],
)
def test_long_quotes_take_no_long_time(quote: str, text: str) -> None:
    import time

    before = time.process_time()
    find(quote, text)
    assert time.process_time() - before < 2
