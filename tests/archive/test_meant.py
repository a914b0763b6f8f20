"""What was meant: other words, slips, misprints and split words, and what is offered beside a short answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutesearch.archive import Archive
from minutesearch.model import Filters, Results

MINUTES = """Garden Board: Meeting Summaries

13th April 2021

Relocation: The service will move to new premises by the river. Families were told of it.

Buddy pilot: A keyworker scheme gives families one point of contact. The comittee heard of it.

Policymaker visit: A policymaker came to the orchard.

9th March 2021

Orchard budget: The committee set aside funds for apple trees. A policy maker wrote to us.

Fruit tasting: The accomodation for visitors was booked. Apples were tasted.

Apple press: Apples are pressed in autumn. Pears too.

Harvest: Apples were picked.

12th January 2021

Apple day: Apples and more apples. Aples were sold.

Key worker proposal: Key workers for families were discussed.
"""


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def garden(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("garden")
    (folder / "corpus").mkdir()
    (folder / "minutesearch.toml").write_text(f'[index]\nengine = "{request.param}"\n')
    (folder / "corpus" / "garden.txt").write_text(MINUTES, encoding="utf-8")
    archive = Archive(folder)
    archive.ingest(jobs=1)
    return archive


def titles(answer: Results) -> list[str]:
    return sorted(h.section.title for h in answer.hits)


# -- other words ----------------------------------------------------------------------------------------------


def test_other_words_of_the_same_sense_are_found_and_said(garden: Archive) -> None:
    answer = garden.search("named contact for parents")
    assert titles(answer) == ["Buddy pilot", "Key worker proposal"]
    assert answer.corrected is not None
    assert answer.corrected[0] == "named contact for parents"
    assert {e.term for e in answer.expanded} >= {"named contact"}
    assert any("topic key-worker" in e.why for e in answer.expanded)


@pytest.mark.parametrize("words", ["named contact for parents", "money for orchards"])
def test_what_was_asked_instead_finds_the_same_when_it_is_typed(garden: Archive, words: str) -> None:
    answer = garden.search(words)
    assert answer.corrected is not None
    again = garden.search(answer.corrected[1])
    assert titles(again) == titles(answer)
    assert again.corrected is None


@pytest.mark.parametrize(
    "words",
    [
        '"named contact for parents"',
        "named contact AND parents",
        "named contact parents -school",
        '="named contact" parents',
        "title:named contact parents",
    ],
)
def test_quotes_operators_and_exclusions_are_taken_as_typed(garden: Archive, words: str) -> None:
    answer = garden.search(words)
    assert (answer.total, answer.corrected) == (0, None)


def test_no_expand_uses_no_other_words(garden: Archive) -> None:
    assert garden.search("named contact for parents", expand=False).total == 0


def test_filters_and_fields_stay_in_force(garden: Archive) -> None:
    filtered = garden.search("named contact for parents", Filters(until="2021-02"))
    assert titles(filtered) == ["Key worker proposal"]
    typed = garden.search("named contact for parents until:2021-02")
    assert titles(typed) == ["Key worker proposal"]
    assert typed.corrected is not None
    assert "until:2021-02" in typed.corrected[1]


@pytest.mark.parametrize(
    "words",
    [
        "planning permission for premises", "swimming pool budget", "library funds", "school meals for families",
        "families on the moon", "apple helicopters",
    ],
)  # fmt: skip
def test_a_word_that_nothing_covers_leaves_the_answer_empty(garden: Archive, words: str) -> None:
    answer = garden.search(words)
    assert (answer.total, answer.corrected) == (0, None)
    assert answer.why_empty


def test_a_guess_at_a_typo_and_a_guess_at_the_sense_are_not_made_together(garden: Archive) -> None:
    # A slip of "money", which would stand for the budget: one guess too many.
    answer = garden.search("moey for orchards")
    assert (answer.total, answer.corrected) == (0, None)


def test_words_that_only_relatives_cover_are_offered_not_answered(garden: Archive) -> None:
    # Nothing of it is printed: base is a relative of premises, relatives one of families.
    answer = garden.search("base for relatives")
    assert answer.total == 0
    assert "related words" in answer.offered


def test_a_word_of_the_language_is_no_typo_of_another(garden: Archive) -> None:
    answer = garden.search("accommodation for families")
    assert answer.corrected is not None
    assert "premises" in answer.corrected[1]
    assert titles(answer) == ["Relocation"]


# -- slips and misprints --------------------------------------------------------------------------------------


def test_a_far_commoner_word_is_offered_where_little_is_found(garden: Archive) -> None:
    answer = garden.search("aples")
    assert answer.total == 1
    assert answer.suggestions == ("apples",)
    assert answer.offered == ("spelling: aples, apples",)


def test_nothing_is_offered_for_a_common_word(garden: Archive) -> None:
    assert garden.search("apples").suggestions == ()


def test_related_words_are_offered_by_name(garden: Archive) -> None:
    answer = garden.search("relocation")
    assert answer.total == 1
    assert "premises" in " ".join(answer.suggestions) or "move" in answer.suggestions
    assert all(why.startswith("related to relocation") for why in answer.offered)


@pytest.mark.parametrize(
    ("words", "found", "misprint"),
    [("accommodation", "Fruit tasting", "accomodation"), ("committee", "Buddy pilot", "comittee")],
)
def test_the_right_spelling_finds_what_is_misprinted(garden: Archive, words: str, found: str, misprint: str) -> None:
    answer = garden.search(words)
    assert found in titles(answer)
    (added,) = answer.expanded
    assert added.also == (misprint,)
    assert added.why == "misprinted in the minutes"
    hit = next(h for h in answer.hits if h.section.title == found)
    assert misprint in [hit.section.text[a:b] for a, b in hit.text_marks]
    plain = garden.search(words, expand=False)
    assert found not in titles(plain) or plain.corrected is not None


def test_a_phrase_finds_its_misprint(garden: Archive) -> None:
    assert titles(garden.search('"accommodation for visitors"')) == ["Fruit tasting"]
    assert garden.search('"accommodation for visitors"', expand=False).total == 0


# -- split and joined -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["policymaker", "policy maker", "policy-maker", "policymakers", '"policy maker"'])
def test_split_and_joined_words_find_each_other(garden: Archive, words: str) -> None:
    assert titles(garden.search(words)) == ["Orchard budget", "Policymaker visit"]


@pytest.mark.parametrize("words", ["keyworker", "key worker", "key-worker", "keyworkers", "Key-Workers"])
def test_spellings_of_a_name_find_each_other(garden: Archive, words: str) -> None:
    assert titles(garden.search(words)) == ["Buddy pilot", "Key worker proposal"]


# -- what was understood, and what hits share -----------------------------------------------------------------


def test_what_was_understood_is_told_when_asked(garden: Archive) -> None:
    assert garden.search("apples").understanding is None
    told = garden.search('apples "one point of contact" -pears since:2021 bud* title:day', details=True).understanding
    assert told is not None
    assert [(p.kind, p.text, p.excluded) for p in told.parts] == [
        ("word", "apples", False),
        ("phrase", "one point of contact", False),
        ("word", "pears", True),
        ("field", "since:2021", False),
        ("beginning", "bud*", False),
        ("title word", "day", False),
    ]
    assert told.parts[0].sought == "stem appl"


def test_why_a_query_was_corrected_is_told(garden: Archive) -> None:
    told = garden.search("orchrad", details=True).understanding
    assert told is not None
    assert told.corrected_why == "spelling"
    told = garden.search("named contact for parents", details=True).understanding
    assert told is not None
    assert told.corrected_why == "related words"


def test_facets_count_all_hits_whatever_is_shown(garden: Archive) -> None:
    facets = garden.search("families", limit=1, details=True).facets
    assert facets is not None
    assert [(c.value, c.sections) for c in facets.bodies] == [("Garden Board", 3)]
    assert [c.sections for c in facets.meetings] == [1, 2]
    assert dict(facets.topics)["key-worker"] == 2


# -- completion -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("app", "apples"), ("red app", "red apples"), ("orchard -app", "orchard -apples"),
        ("topic:key", "topic:key-worker"),
        ("kind:dec", "kind:decision"), ("body:gar", 'body:"Garden Board"'), ("title:rel", "title:relocation"),
        ("since:2021-04", "since:2021-04-13"), ("top", "topic:"), ("(app", "(apples"),
    ],
)  # fmt: skip
def test_the_last_word_is_completed(garden: Archive, text: str, first: str) -> None:
    assert garden.complete(text)[0] == first


@pytest.mark.parametrize("text", ["", "apples ", "zzzz", '"', "%", "_", "topic:zzzz", "title:"])
def test_nothing_is_completed_where_nothing_fits(garden: Archive, text: str) -> None:
    assert garden.complete(text) == []
