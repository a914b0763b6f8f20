"""Evidence picked from an archive: which sentence is taken, what is refused, and what a new edition changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.archive import Archive
from minutesearch.errors import UsageError
from minutesearch.evidence.picking import carrying, collapsed, from_passage
from minutesearch.evidence.verbatim import find
from minutesearch.model import Filters, Place, Said, Section, Statement

BUDDY = "learning-board:2021-01-12/2"


def quotes(archive: Archive, name: str = "buddies") -> list[str]:
    return [item.quote for item in archive.basket(name).items]


def section(text: str, items: tuple[str, ...] = (), title: str = "Pond") -> Section:
    place = Place("corpus/oak.txt", "0" * 64, None, 3)
    return Section("oak:2021-01-12/1", "oak:2021-01-12", "Oak", "2021-01-12", 1, "1", title, False, None, text, items,
                   (place,))  # fmt: skip


def marks(text: str, word: str) -> list[tuple[int, int]]:
    return [(i, i + len(word)) for i in range(len(text)) if text.startswith(word, i)]


def statement(text: str, sentence: str, kind: str, *, lead: bool = False) -> Statement:
    start = text.index(sentence)
    return Statement("oak:2021-01-12/1", sentence, (kind,), start, start + len(sentence), "r", lead=lead)  # type: ignore[arg-type]


# -- which sentence -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "taken"),
    [
        ("A pond is old. The pond by the pond. A pond.", "pond", "The pond by the pond."),
        ("Nothing here. Nor here.", "pond", "Nothing here."),
        ("First things. A pond is dug.\nA pond is filled.", "pond", "A pond is dug."),
        ("One  two\u00a0pond\tthree four five six.", "pond", "One two pond three four five six."),
        ("", "pond", "Pond"),
    ],
)
def test_the_sentence_with_most_marks_is_taken_else_the_first(text: str, word: str, taken: str) -> None:
    assert carrying(section(text), marks(text, word), ()) == taken


def test_of_sentences_with_as_many_marks_one_that_decides_is_taken() -> None:
    text = "The pond was discussed. It was agreed that the pond be dug. It was agreed to adjourn."
    told = [statement(text, "It was agreed that the pond be dug.", "decision")]
    assert carrying(section(text), marks(text, "pond"), told) == "It was agreed that the pond be dug."
    assert carrying(section(text), (), told) == "The pond was discussed."


def test_a_kind_that_is_asked_for_is_what_is_taken() -> None:
    text = "The pond and the pond again. It was agreed to adjourn."
    told = [statement(text, "It was agreed to adjourn.", "decision")]
    assert carrying(section(text), marks(text, "pond"), told, "decision") == "It was agreed to adjourn."
    assert carrying(section(text), marks(text, "pond"), told, "concern") == "The pond and the pond again."


def test_a_short_item_of_a_list_takes_its_lead_along() -> None:
    text = (
        "These things worry the residents of the parish:\nThe bins\nThe pond\nAll will be looked at by May this year."
    )
    listed = section(text, ("The bins", "The pond"))
    assert carrying(listed, marks(text, "bins"), ()) == "These things worry the residents of the parish: The bins"
    assert carrying(listed, marks(text, "pond"), ()) == "These things worry the residents of the parish: […] The pond"
    assert carrying(listed, marks(text, "May"), ()) == "All will be looked at by May this year."


def test_a_long_item_takes_its_lead_only_where_it_hangs_on_it() -> None:
    long = "to have the whole of the pond dug out again"
    text = f"It was agreed by all who were there:\n{long}"
    told = [statement(text, long, "decision", lead=True)]
    assert carrying(section(text, (long,)), marks(text, "pond"), ()) == long
    assert carrying(section(text, (long,)), marks(text, "pond"), told).startswith("It was agreed by all who were")


def test_a_lead_of_one_word_is_none() -> None:
    text = "AB\nThe pond\nThe bins"
    assert carrying(section(text, ("The pond", "The bins")), marks(text, "pond"), ()) == "The pond"


def test_a_very_long_sentence_is_kept_whole() -> None:
    text = "The pond " + "and the reeds " * 400 + "stay."
    assert carrying(section(text), marks(text, "pond"), ()) == text


@given(
    st.lists(st.sampled_from(["The pond is", "dug", ".", "\n", " ", "\t", "No", "“pond”", "1", ",", "é"]), max_size=40)
)
def test_what_is_taken_always_stands_there(pieces: list[str]) -> None:
    text = "".join(pieces)
    items = tuple(line for line in text.split("\n") if line.strip())[1::2]
    quote = carrying(section(text, items), marks(text, "pond"), ())
    if any(letter.isalnum() for letter in quote) and text.strip():
        assert find(quote, text), (quote, text)


# -- adding -------------------------------------------------------------------------------------------------


def test_every_hit_of_a_query_is_added_in_reading_order(archive: Archive) -> None:
    done = archive.add_found("buddies", '"buddy scheme"', said=Said(heading="Friends", shows="action"))
    assert done.added == (1, 2, 3, 4)
    assert done.already == ()
    assert quotes(archive) == [
        "It was agreed that buddy-schemes begin in May [see paper].",
        "The following need watching: Buddy scheme",
        "Twelve mentors have joined the buddy scheme.",
        "The harbour will run a buddy scheme for new crews.",
    ]
    first = archive.basket("Buddies").items[0]
    assert (first.meeting, first.section, first.query) == ("learning-board:2021-01-12", BUDDY, '"buddy scheme"')
    assert (first.path, first.heading, first.shows) == ("corpus/learning.txt", "Friends", "action")
    assert len(first.sha256) == 64
    assert first.added.endswith("Z")


def test_the_same_quote_of_a_meeting_is_one_item_and_what_was_said_of_it_stays(archive: Archive) -> None:
    archive.add_found("buddies", '"buddy scheme"', said=Said(note="mine"))
    again = archive.add_found("BUDDIES", "buddy", said=Said(note="other"))
    assert (again.added, again.already) == ((), (1, 2, 3, 4))
    assert {item.note for item in archive.basket("buddies").items} == {"mine"}
    typed = archive.add_quote("buddies", BUDDY, "  “It was agreed that\nbuddy-schemes begin in May [see paper].” ")
    assert (typed.added, typed.already) == ((), (1,))


def test_filters_and_a_kind_narrow_what_is_added(archive: Archive) -> None:
    archive.add_found("buddies", "buddy", Filters(body="Learning Board", until="2021-01"))
    assert len(quotes(archive)) == 1
    archive.add_found("decided", "buddy kind:decision")
    assert quotes(archive, "decided") == ["It was agreed that buddy-schemes begin in May [see paper]."]
    archive.add_found("decided too", "buddy", Filters(kind="decision"))
    assert quotes(archive, "decided too") == quotes(archive, "decided")


def test_where_nothing_is_found_no_basket_is_made(archive: Archive) -> None:
    done = archive.add_found("zebras", "zebra")
    assert done.results
    assert done.results.total == 0
    assert archive.baskets() == ()


def test_a_typo_is_corrected_and_the_words_that_found_it_are_kept(archive: Archive) -> None:
    done = archive.add_found("dredge", "dregding")
    assert done.results
    assert done.results.corrected == ("dregding", "dredging")
    assert archive.basket("dredge").items[0].query == "dredging"


def test_more_than_twenty_hits_are_all_added(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    parts = [f"{n}. Item {n}\n\nThe lantern number {n} was lit." for n in range(1, 31)]
    head = "Oak Board\nMinutes of the meeting held on 12 January 2021"
    (corpus / "oak.txt").write_text("\n\n".join([head, *parts]), encoding="utf-8")
    archive = Archive(tmp_path)
    archive.ingest(jobs=1)
    assert archive.add_found("lanterns", "lantern").added == tuple(range(1, 31))
    assert quotes(archive, "lanterns")[:2] == ["The lantern number 1 was lit.", "The lantern number 2 was lit."]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Buddy schemes were discussed.", "Buddy schemes were discussed."),
        ("“Buddy schemes were discussed. … begin in May”", "Buddy schemes were discussed. […] begin in May"),
        ("it was agreed", None),
        ("Buddy schemes were agreed.", None),
        ("The channel must be dredged before the winter.", None),
        ("", None),
        ("…", None),
    ],
)
def test_a_quote_must_stand_in_its_section(archive: Archive, typed: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(UsageError) as caught:
            archive.add_quote("buddies", BUDDY, typed)
        assert caught.value.hint
        assert archive.baskets() == ()
    else:
        archive.add_quote("buddies", BUDDY, typed)
        assert quotes(archive) == [kept]
        (found,) = archive.evidence(archive.basket("buddies"))
        assert found.verdict.result == "exact"


def test_a_refusal_says_where_the_words_do_stand(archive: Archive) -> None:
    with pytest.raises(UsageError, match="it does in harbour-committee:2021-04-20/3"):
        archive.add_quote("buddies", BUDDY, "The channel must be dredged")


def test_a_quote_may_be_a_title_and_without_one_the_first_sentence_is_taken(archive: Archive) -> None:
    archive.add_quote("buddies", BUDDY, "Buddy scheme")
    archive.add_quote("buddies", BUDDY)
    assert quotes(archive) == ["Buddy scheme", "Buddy schemes were discussed."]


def test_a_passage_is_taken_by_its_offsets(archive: Archive) -> None:
    text = archive.section(BUDDY).text
    start = text.index("It was agreed")
    archive.add_passage("buddies", BUDDY, start, start + 30)
    assert quotes(archive) == [collapsed(text[start : start + 30])]
    for wrong in ((5, 5), (len(text), len(text) + 9), (-4, 0)):
        with pytest.raises(UsageError):
            from_passage(archive.section(BUDDY), *wrong)


# -- changing -----------------------------------------------------------------------------------------------


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add_found("buddies", '"buddy scheme"')
    return archive


def test_items_are_described_moved_taken_out_and_put_back(filled: Archive) -> None:
    before = quotes(filled)
    filled.describe_evidence("buddies", [2, 4], Said(heading=" A\nB ", shows="outcome", counter=True, note="n"))
    filled.describe_evidence("buddies", [4], Said(shows="", heading="", counter=False))
    said = [(i.heading, i.shows, i.counter, i.note) for i in filled.basket("buddies").items]
    assert said == [("", None, False, ""), ("A B", "outcome", True, "n"), ("", None, False, ""), ("", None, False, "n")]
    filled.move_evidence("buddies", 4, 1)
    assert quotes(filled) == [before[3], *before[:3]]
    filled.move_evidence("buddies", 1, 99)
    assert quotes(filled) == before
    assert [item.quote for item in filled.remove_evidence("buddies", [3, 1, 3])] == [before[0], before[2]]
    assert quotes(filled) == [before[1], before[3]]
    assert filled.undo_basket("buddies") == filled.basket("buddies")
    assert quotes(filled) == before


@pytest.mark.parametrize("number", [0, -1, 5])
def test_a_number_that_is_none_changes_nothing(filled: Archive, number: int) -> None:
    before = filled.basket("buddies")
    for change in (
        lambda: filled.remove_evidence("buddies", [1, number]),
        lambda: filled.move_evidence("buddies", number, 1),
        lambda: filled.describe_evidence("buddies", [number], Said(note="x")),
    ):
        with pytest.raises(UsageError, match="the basket has 4 items"):
            change()
    with pytest.raises(UsageError, match="places count from 1"):
        filled.move_evidence("buddies", 1, 0)
    assert filled.basket("buddies") == before


def test_baskets_are_renamed_deleted_and_brought_back(filled: Archive) -> None:
    items = filled.basket("buddies").items
    filled.add_quote("harbour", "harbour-committee:2021-04-20/3")
    with pytest.raises(UsageError, match="There is a basket 'harbour' already"):
        filled.rename_basket("buddies", "harbour")
    filled.rename_basket("buddies", "Good Friends")
    assert [b.name for b in filled.baskets()] == ["Good Friends", "harbour"]
    kept = filled.delete_basket("good friends")
    assert kept.parent.name == ".deleted"
    with pytest.raises(UsageError, match="There is no basket 'good friend'") as caught:
        filled.basket("good friend")
    assert caught.value.hint
    restored = filled.undo_basket("good friends")
    assert restored
    assert restored.items == items
    assert filled.undo_basket("harbour") is None
    with pytest.raises(UsageError):
        filled.undo_basket("never was")


def test_a_name_that_is_nearly_one_is_offered(filled: Archive) -> None:
    with pytest.raises(UsageError) as caught:
        filled.basket("budies")
    assert "Did you mean 'buddies'?" in (caught.value.hint or "")


# -- a new edition ------------------------------------------------------------------------------------------


def edit(archive: Archive, old: str, new: str) -> None:
    """Change the source and read it again, as a publisher and an ingest would."""
    path = archive.root / "corpus" / "learning.txt"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    archive.ingest(jobs=1)


def test_an_item_follows_its_section_when_another_is_put_before_it(filled: Archive) -> None:
    old = "Governance: The minutes from the December meeting were agreed."
    edit(filled, old, f"Welcome: All were welcomed to the hall.\n\n{old}")
    basket = filled.basket("buddies")
    found = filled.evidence(basket)
    assert basket.items[0].section == BUDDY
    assert filled.section(BUDDY).title == "Governance", "the section has moved"
    assert [e.verdict.result for e in found] == ["exact"] * 4
    assert found[0].citation
    assert found[0].citation.section == "learning-board:2021-01-12/3"
    assert filled.section("learning-board:2021-01-12/3").title == "Buddy scheme"
    # Put in once more it is still the same item, though its section has another number.
    assert filled.add_found("buddies", '"buddy scheme"').added == ()


def test_the_notebook_outlives_the_index(filled: Archive) -> None:
    from shutil import rmtree

    before = filled.basket("buddies")
    filled.close()
    rmtree(filled.root / "index")
    assert filled.basket("buddies") == before
    filled.move_evidence("buddies", 1, 2)
    filled.undo_basket("buddies")
    filled.ingest(jobs=1)
    assert filled.basket("buddies") == before
    assert {e.verdict.result for e in filled.evidence(before)} == {"exact"}
