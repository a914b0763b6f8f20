"""Ironing a text and spelling a name: offsets lead back, and all printings of a name meet under one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.mine.phrases import key, needs_capitals, plain, singular, spell_out, variants

_PRINTED = st.text(alphabet="abcKZ 0-–'’&/,.\n\t\xa0\xad\u2011\ufb01é(", max_size=60)
_NAMES = st.lists(st.text(alphabet="abcdeg", min_size=2, max_size=7), min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("printed", "ironed"),
    [
        ("key-worker", "key worker"),
        ("key\u2011worker", "key worker"),
        ("key\xa0 worker", "key worker"),
        ("key\nworker", "key worker"),
        ("key-\nworker", "key worker"),
        ("key\nWorker", "key\nWorker"),
        ("parents / carers", "parents carers"),
        ("Task & Finish", "Task and Finish"),
        ("C&YP", "C and YP"),
        ("children’s", "childrens"),
        ("families' views", "families views"),
        ("health, and care", "health and care"),
        ("of\ufb01cer", "officer"),
        ("co\xadoperate", "cooperate"),
        ("a – b", "a – b"),
    ],
)
def test_printings_are_ironed(printed: str, ironed: str) -> None:
    assert plain(printed).text == ironed


@given(_PRINTED)
def test_every_letter_leads_back_to_itself(printed: str) -> None:
    ironed = plain(printed)
    for i, letter in enumerate(ironed.text):
        start, end = ironed.span(i, i + 1)
        assert 0 <= start < end <= len(printed)
        if letter in "abcKZ0é.(":
            assert printed[start:end] == letter or printed[start:end] in {"&", " &", "& ", " & ", "\ufb01"}


@given(_PRINTED)
def test_spans_grow_with_their_ends(printed: str) -> None:
    ironed = plain(printed)
    for i in range(len(ironed.text)):
        start, end = ironed.span(i, len(ironed.text))
        assert start < end <= len(printed)
        assert ironed.span(0, i + 1)[0] <= start


def test_variants_hold_the_usual_spellings() -> None:
    found = variants("Key Worker")
    assert {"key worker", "key-worker", "keyworker", "key workers", "key-workers", "keyworkers"} <= set(found)
    assert {"written statements of action", "written statement of action"} <= set(
        variants("written statement of action")
    )
    assert {"task & finish group", "task and finish group"} <= set(variants("Task & Finish Group"))
    assert {"children's voice", "children’s voice", "childrens voice"} <= set(variants("children's voice"))
    assert {"coproduction", "co production"} <= set(variants("co-production"))
    assert "ehcps" in variants("EHCP")
    assert variants("CAMHS") == ("camhs",)
    assert variants(" … ") == ()


@given(_NAMES)
def test_variants_are_folded_sorted_and_share_one_key(words: list[str]) -> None:
    name = " ".join(words)
    found = variants(name)
    assert list(found) == sorted(set(found))
    assert all(form == form.casefold() for form in found)
    assert {key(form) for form in found} == {key(name)}


@given(_NAMES.filter(lambda words: len(words) == 2))
def test_hyphen_space_and_case_make_no_difference(words: list[str]) -> None:
    spaced = variants(" ".join(words))
    assert variants("-".join(words)) == spaced
    assert variants(" ".join(words).upper().lower()) == spaced
    assert variants(f"  {words[0]}   {words[1]} ") == spaced


def test_singular_leaves_words_alone_that_are_no_plural() -> None:
    assert [singular(w) for w in ("reviews", "therapies", "analysis", "progress", "CAMHS", "EHCPs", "ethics")] == [
        "review", "therapy", "analysis", "progress", "CAMHS", "EHCP", "ethics",
    ]  # fmt: skip


def test_which_names_need_their_capitals() -> None:
    assert [name for name in ("SALT", "ToR", "Senco", "SEN support", "autism", "C&YP") if needs_capitals(name)] == [
        "SALT", "ToR",
    ]  # fmt: skip


def test_braces_stand_for_each_of_their_words() -> None:
    assert spell_out("feedback {from,of} {the ,}parents") == (
        "feedback from the parents", "feedback from parents", "feedback of the parents", "feedback of parents",
    ) or spell_out("feedback {from,of} parents") == ("feedback from parents", "feedback of parents")  # fmt: skip


@pytest.mark.parametrize("phrase", ["feedback {from", "feedback }", "{a,b,c,d,e}" * 3])
def test_unfit_braces_are_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"brace|phrases"):
        spell_out(phrase)
