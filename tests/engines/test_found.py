"""The quick ways to count and to rank give what the slow one gives, and the shelf gives what the record holds."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from tests.engines.oracle import WORDS, store

from minutesearch.found import Finder
from minutesearch.matching import apart
from minutesearch.query import And, Term
from minutesearch.shelf import Kept, Shelf
from minutesearch.sides import Side
from minutesearch.text import stem_words

ROWS = store(60, 9)
STEMS = sorted({stem for word in WORDS for stem in stem_words(word)} | {"childrens", "keywork", "revisit"})


def _kept(n: int) -> Kept:
    section = ROWS[n].section
    front = section.ordinal == 0
    return Kept(section.meeting, section.body, section.date, front, Side(section.title), Side(section.text))


@given(st.sampled_from(STEMS), st.integers(0, len(ROWS) - 1), st.integers(0, 200))
def test_a_word_is_counted_as_it_is_marked(stem: str, n: int, within: int) -> None:
    side = _kept(n).text
    marks = apart(list(side.word(stem)))
    times, first = side.count(stem, within)
    assert times == len(marks)
    if marks and marks[0][0] < within:
        assert first == marks[0][0]
    elif marks:
        assert first >= within


@given(st.lists(st.sampled_from(STEMS), min_size=1, max_size=3, unique=True), st.integers(0, len(ROWS) - 1))
def test_plain_words_are_ranked_and_counted_as_all_else(stems: list[str], n: int) -> None:
    finder = Finder(And(tuple(Term(stem, stem) for stem in stems)))
    quick, slow = finder.found("board:1/1", _kept(n)), finder._of_all("board:1/1", _kept(n))
    assert (quick.score, quick.mentions) == (slow.score, slow.mentions)
    assert (quick.title_marks, quick.text_marks) == (slow.title_marks, slow.text_marks)
    assert quick.mentions == len(quick.title_marks) + len(quick.text_marks)


class _Record:
    """Counts what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def texts(self, ids: Sequence[str]) -> dict[str, tuple[str, str, str, str, str, bool]]:
        self.asked += ids
        return {id: ("m", "b", "2021", f"title {id}", f"text of {id}", False) for id in ids}


def test_what_is_on_the_shelf_is_not_read_again() -> None:
    record = _Record()
    shelf = Shelf(record, 1_000)  # type: ignore[arg-type]  # it asks for texts only
    assert shelf.sections(["a", "b"])["a"].text.text == "text of a"
    assert shelf.sections(["b", "c"])["b"].title.text == "title b"
    assert record.asked == ["a", "b", "c"]


@given(st.lists(st.lists(st.sampled_from("abcdefghij"), unique=True), max_size=12), st.integers(0, 60))
def test_a_full_shelf_still_gives_all_that_is_asked(rounds: list[list[str]], room: int) -> None:
    shelf = Shelf(_Record(), room)  # type: ignore[arg-type]  # it asks for texts only
    for ids in rounds:
        found = shelf.sections(ids)
        assert [found[id].text.text for id in ids] == [f"text of {id}" for id in ids]
        assert sum(len(kept.text.text) for kept in shelf._kept.values()) <= room
