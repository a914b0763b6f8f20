"""Questions put to an archive: what is found, counted, marked, explained."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.archive import Archive
from minutesearch.errors import QueryError, UsageError
from minutesearch.model import Filters
from minutesearch.snippets import LENGTH, snippet


def test_counts_are_of_all_hits_whatever_is_shown(archive: Archive) -> None:
    answer = archive.search('"buddy scheme"', limit=1)
    assert (answer.total, answer.mentions, answer.meetings) == (4, 8, 4)
    assert len(answer.hits) == 1
    assert [(m.date, m.sections, m.mentions) for m in answer.by_meeting] == [
        ("2021-01-12", 1, 3),
        ("2021-03-09", 1, 1),
        ("2021-04-13", 1, 2),
        ("2021-04-20", 1, 2),
    ]


def test_limit_nought_shows_all(archive: Archive) -> None:
    assert len(archive.search("buddy", limit=0).hits) == 4


def test_a_title_that_names_it_ranks_above_a_mention(archive: Archive) -> None:
    answer = archive.search('"buddy scheme"')
    assert answer.hits[-1].section.title == "Areas of concern"


def test_sorted_by_date_both_ways(archive: Archive) -> None:
    forth = [h.section.date for h in archive.search("buddy", sort="date").hits]
    back = [h.section.date for h in archive.search("buddy", sort="-date").hits]
    assert forth == sorted(forth)
    assert back == sorted(back, reverse=True)


def test_marks_stand_on_the_words(archive: Archive) -> None:
    (hit,) = archive.search("re-visit").hits
    assert [hit.section.text[a:b] for a, b in hit.text_marks] == ["re-visit"]
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.marks] == ["re-visit"]


@pytest.mark.parametrize("words", ["revisit", "re-visit", '"re visit"', "Re-Visits"])
def test_hyphen_space_and_solid_are_one_word(archive: Archive, words: str) -> None:
    assert [h.section.title for h in archive.search(words).hits] == ["Reading"]


@pytest.mark.parametrize("words", ["waps", "WAPS", "widget access panel service", '"Widget Access Panel"'])
def test_a_learned_name_is_found_under_all_its_names(archive: Archive, words: str) -> None:
    answer = archive.search(words)
    assert (answer.total, answer.mentions) == (2, 3)
    assert answer.expanded
    assert "Widget Access Panel Service" in answer.expanded[0].why


def test_no_expand_takes_words_as_typed(archive: Archive) -> None:
    answer = archive.search("widget access panel service", expand=False)
    assert answer.expanded == ()
    assert answer.total == 1


def test_a_typo_is_corrected_and_said(archive: Archive) -> None:
    answer = archive.search("budy -scheem AND dregding")
    assert answer.corrected is None  # no section has both
    answer = archive.search("dregding")
    assert answer.corrected == ("dregding", "dredging")
    assert answer.total == 1


def test_words_run_together_are_parted(archive: Archive) -> None:
    assert archive.search("latebuses").corrected == ("latebuses", "late buses")


def test_an_empty_answer_says_what_was_searched(archive: Archive) -> None:
    answer = archive.search("planning permission")
    assert answer.total == answer.mentions == answer.meetings == 0
    assert answer.why_empty is not None
    assert "“permission”" in answer.why_empty
    assert "Searched 10 sections in 4 meetings, 12 Jan 2021 to 20 Apr 2021" in answer.why_empty
    assert "no minutes in the archive for Dec 2020, Feb 2021" in answer.why_empty


def test_an_empty_answer_names_the_filter(archive: Archive) -> None:
    answer = archive.search("dredged", Filters(until="2021-03"))
    assert answer.why_empty is not None
    assert answer.why_empty.startswith("Nothing within --until 2021-03; without it 1 section would match.")


def test_an_empty_answer_names_the_field(archive: Archive) -> None:
    answer = archive.search("dredged until:2021-03")
    assert answer.why_empty is not None
    assert "until:2021-03" in answer.why_empty
    assert answer.suggestions == ("dredged",)


def test_words_that_never_meet(archive: Archive) -> None:
    answer = archive.search("dredged mentors")
    assert answer.why_empty is not None
    assert answer.why_empty.startswith("The words occur in the archive, but never together")
    assert answer.suggestions == ("dredged OR mentors",)


def test_filters_are_inclusive_and_of_any_precision(archive: Archive) -> None:
    assert archive.search("buddy", Filters(since="2021-04-13", until="2021-04-13")).total == 1
    assert archive.search("buddy", Filters(since="2021-04")).total == 2
    assert archive.search("buddy since:2021-04 until:2021-04-13").total == 1


@pytest.mark.parametrize("body", ["Harbour Committee", "harbour-committee", "harbour"])
def test_a_body_by_name_slug_or_a_word_of_it(archive: Archive, body: str) -> None:
    answer = archive.search("buddy", Filters(body=body))
    assert [h.section.body for h in answer.hits] == ["Harbour Committee"]
    assert answer.coverage.meetings == 1
    assert archive.search(f'buddy body:"{body}"').total == 1


def test_an_unknown_body_is_an_error_that_lists_the_bodies(archive: Archive) -> None:
    with pytest.raises(UsageError) as caught:
        archive.search("buddy", Filters(body="Chess Club"))
    assert "Harbour Committee, Learning Board" in str(caught.value.hint)


def test_filters_alone_list_what_they_select(archive: Archive) -> None:
    answer = archive.search("", Filters(title="buddy scheme"))
    assert [h.section.date for h in answer.hits] == ["2021-01-12", "2021-04-13", "2021-04-20"]
    assert answer.mentions == 0


def test_nothing_to_search_for(archive: Archive) -> None:
    with pytest.raises(UsageError):
        archive.search("  ")


def test_an_unknown_topic_points_into_the_query(archive: Archive) -> None:
    with pytest.raises(QueryError) as caught:
        archive.search("buddy topic:zebra-crossings")
    assert caught.value.position == len("buddy topic:")


def test_a_kind_of_statement_narrows(archive: Archive) -> None:
    assert [h.section.date for h in archive.search("buddy", Filters(kind="decisions")).hits] == ["2021-01-12"]
    (hit,) = archive.search("kind:decision buddy").hits
    assert hit.kinds == ("decision",)
    assert archive.search("NOT kind:decision buddy").total == 3
    with pytest.raises(QueryError) as caught:
        archive.search("buddy kind:verdict")
    assert caught.value.position == len("buddy kind:")
    assert caught.value.hint == "Kinds: decision, action, commitment, concern, figure, trend"


def test_silent_meetings_are_listed(archive: Archive) -> None:
    assert archive.search("WAPS").silent == ("2021-01-12", "2021-04-20")


def test_front_matter_is_searched_but_not_counted_as_a_section(archive: Archive) -> None:
    assert archive.search('"20 April 2021"').hits[0].section.ordinal == 0
    assert archive.state().sections == 10


@given(st.text(max_size=400), st.lists(st.tuples(st.integers(0, 400), st.integers(1, 20)), max_size=8))
def test_a_snippet_is_verbatim_and_its_marks_are_the_marked_words(text: str, spots: list[tuple[int, int]]) -> None:
    marks = []
    at = 0
    for start, length in sorted(spots):
        if start >= at and start + length <= len(text):
            marks.append((start, start + length))
            at = start + length
    cut = snippet(text, marks)
    core = cut.text.removeprefix("… ").removesuffix(" …")
    assert core in text.replace("\n", " ")
    assert len(core) <= max(LENGTH + 20, max((b - a for a, b in marks), default=0))
    shown = [cut.text[a:b] for a, b in cut.marks]
    wanted = [text[a:b].replace("\n", " ") for a, b in marks]
    assert all(word in wanted for word in shown)
    assert bool(shown) == bool(marks)


def test_a_word_longer_than_a_snippet_is_cut_and_not_dropped() -> None:
    assert snippet("one " + "x" * 400 + " two", [], length=100, at=4).text == "… " + "x" * 100 + " …"


_prose = st.lists(
    st.sampled_from(
        ["budget", "Cllr.", "plans", "re-visit", "Agreed.", "£5", "(see", "paper)", "It", "was.", "\n", "e.g."]
    ),
    min_size=1,
    max_size=160,
).map(" ".join)


@given(_prose, st.data())
def test_a_snippet_begins_and_ends_with_whole_words(text: str, data: st.DataObject) -> None:
    """Words here are shorter than a snippet, so there is always room to cut between them."""
    words = [(m.start(), m.end()) for m in re.finditer(r"[^\W_]+", text)]
    marks = sorted(data.draw(st.sets(st.sampled_from(words), max_size=6))) if words else []
    cut = snippet(text, marks)
    core = cut.text.removeprefix("… ").removesuffix(" …")
    flat = text.replace("\n", " ")
    places = [i for i in range(len(flat)) if flat.startswith(core, i)]
    whole = [
        i
        for i in places
        if not (i > 0 and flat[i - 1].isalnum() and flat[i].isalnum())
        and not (i + len(core) < len(flat) and flat[i + len(core) - 1].isalnum() and flat[i + len(core)].isalnum())
    ]
    assert whole or not core


def test_a_snippet_begins_with_the_sentence_of_its_first_mark_if_that_is_near() -> None:
    before = "The minutes of the last meeting were read and found to be a true record of it. " * 4
    text = f"{before}Cllr. A said that the budget is too small. It was noted. {before}"
    at = text.index("budget")
    assert snippet(text, [(at, at + 6)]).text.startswith("… Cllr. A said that the budget is too small. It was noted.")
    far = text.replace(
        "Cllr. A said", "It was said by all those who had come to the meeting in spite of the snow, and by others too,"
    )
    at = far.index("budget")
    assert "budget" in (cut := snippet(far, [(at, at + 6)]).text)
    assert not cut.startswith("… It was said")


def test_a_snippet_ends_with_a_sentence_that_ends_late_enough() -> None:
    text = (
        "The budget was set. "
        + "It was agreed to meet again in the spring of next year to look at the figures once more. " * 4
    )
    cut = snippet(text, [(4, 10)]).text
    assert cut.endswith("once more. …")
    assert len(cut) <= LENGTH + 2
    early = "The budget was set. " + "and so on without an end " * 20
    assert len(snippet(early, [(4, 10)]).text) > LENGTH * 2 / 3


def test_a_snippet_is_never_cut_inside_a_word() -> None:
    text = "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november " * 6
    at = text.rindex("golf")
    cut = snippet(text, [(at, at + 4)])
    words = cut.text.replace("…", "").split()
    assert set(words) <= set(text.split())
    assert cut.text.startswith("… ")


def test_a_snippet_of_a_text_that_is_all_marks_is_quick() -> None:
    """Two hundred thousand marks end; were it quadratic, the suite's time limit would end it."""
    text = "budget " * 200_000
    marks = [(i * 7, i * 7 + 6) for i in range(200_000)]
    assert snippet(text, marks).marks[0] == (0, 6)


def test_only_meetings_that_were_asked_are_called_silent(archive: Archive) -> None:
    assert archive.search("WAPS since:2021-04").silent == ("2021-04-20",)
    assert archive.search("WAPS", Filters(since="2021-04")).silent == ("2021-04-20",)
    assert archive.search("buddy", Filters(title="reading")).silent == ()
    assert archive.search("WAPS title:reading").silent == ()
    assert archive.search("WAPS OR (buddy since:2021-04)").silent == ()


def test_fields_typed_for_all_of_a_query_are_filters(archive: Archive) -> None:
    typed = archive.search('buddy body:harbour since:"April 2021"')
    given_ = archive.search("buddy", Filters(body="harbour", since="2021-04"))
    assert [h.section.id for h in typed.hits] == [h.section.id for h in given_.hits]
    assert typed.coverage == given_.coverage
    assert typed.understood == 'buddy AND body:"Harbour Committee" AND since:2021-04'


def test_what_was_searched_is_what_the_filters_leave(archive: Archive) -> None:
    answer = archive.search("zebra", Filters(since="2021-04"))
    assert answer.why_empty is not None
    assert "Searched 5 sections in 2 meetings, 13 Apr 2021 to 20 Apr 2021." in answer.why_empty


def test_filters_alone_are_sorted_as_asked(archive: Archive) -> None:
    dates = [h.section.date for h in archive.search("", Filters(title="buddy scheme"), sort="-date").hits]
    assert dates == ["2021-04-20", "2021-04-13", "2021-01-12"]


def test_sections_stand_in_the_order_of_their_numbers() -> None:
    from minutesearch.found import Found
    from minutesearch.search import _first
    from minutesearch.shelf import Kept
    from minutesearch.sides import Side

    ids = ["b:2021-01-12/10", "b:2021-01-12/0.10", "b:2021-01-12/2", "b:2021-01-12/0.2", "b:2021-01-12/0"]
    kept = Kept("b:2021-01-12", "b", "2021-01-12", False, Side(""), Side(""))
    found = [Found(id, kept, (), 1.0, 0) for id in ids]
    for sort in ("relevance", "date"):
        assert [f.section.partition("/")[2] for f in _first(found, 0, sort)] == ["0", "0.2", "0.10", "2", "10"]
