"""Misprints are found where they stand, and nothing that is a right word is called one."""

from __future__ import annotations

import pytest

from minutesearch.misprints import misprints_in, table


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The comittee recieved it.", [("comittee", "committee"), ("recieved", "received")]),
        ("Seperate notes", [("Seperate", "Separate")]),
        ("ACCOMODATION", [("ACCOMODATION", "ACCOMMODATION")]),
        ("for the re-vist in May", [("re-vist", "re-visit")]),
        ("the re\u2011vist", [("re\u2011vist", "re-visit")]),
        ("non-recieved goods", [("recieved", "received")]),
        ("in febuary", [("febuary", "February")]),
        ("The committee received separate accommodation", []),
        ("", []),
    ],
)
def test_misprints_are_found_where_they_stand(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[start:end], right) for start, end, right in misprints_in(text)] == found


def test_the_table_is_long_and_no_right_word_of_it_is_a_wrong_one() -> None:
    known = table()
    assert len(known) >= 400
    assert not {right.lower() for right in known.values()} & set(known)
    assert all(wrong == wrong.lower() for wrong in known)


@pytest.mark.parametrize(
    "word",
    "judgement judgment focussed focused supersede calender wether licence license practise practice councilor council "
    "programme program enquiry inquiry dependant dependent principle principal stationary draught travelled traveled "
    "organise organize fulfil fulfill minuets thief theirs advise exercise premises personnel personal "
    "Clark Reid Shepherd Neal Mackie Stuart Thomson Brown Green".split(),
)
def test_right_words_and_names_are_none(word: str) -> None:
    assert misprints_in(word) == []
