"""The built-in vocabularies together: one name for one topic over all files, and what they tell of minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutesearch.errors import ConfigError
from minutesearch.mine.phrases import key
from minutesearch.mine.tagger import Tagger
from minutesearch.mine.topics import BUILT_IN, read_built_in, read_topics
from minutesearch.mine.vocabulary import load

_FILES = ("local-government.toml", "meetings.toml", "north-america.toml", "send.toml")
_TAGGER = Tagger(load())


def _rules(text: str, concept: str, title: str = "") -> set[str]:
    return {tag.rule for tag in _TAGGER.tag("board:2021-01-12/1", title, text) if tag.concept == concept}


def _concepts(text: str, title: str = "") -> set[str]:
    return {tag.concept for tag in _TAGGER.tag("board:2021-01-12/1", title, text)}


def test_every_file_is_loaded_and_lies_inside_the_package(project_root: Path) -> None:
    assert tuple(sorted(path.name for path in BUILT_IN.iterdir())) == _FILES
    assert BUILT_IN.is_relative_to(project_root / "src" / "minutesearch"), "the wheel takes what is in this folder"
    loaded = {concept.id for concept in load().concepts}
    for name in _FILES:
        ids = {topic.id for topic in read_topics(BUILT_IN / name).topics}
        assert len(ids) >= 15
        assert ids <= loaded


def test_what_is_broader_is_there_and_nothing_is_unresolved() -> None:
    assert load().unresolved == ()
    ids = {topic.id for topic in read_built_in().topics}
    assert {topic.under for topic in read_built_in().topics if topic.under} <= ids


def test_a_name_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('[topics.one]\nnames = ["key worker"]\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text('[topics.two]\nnames = ["Key-Workers"]\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_built_in(tmp_path)
    assert "b.toml: topics.two.names" in caught.value.message
    assert "a name of one already" in caught.value.message


def test_a_topic_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(f'[topics.one]\nsigns = ["{name[0]} word"]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"b\.toml: topics\.one stands in a\.toml already"):
        read_built_in(tmp_path)


def test_furniture_of_all_files_is_one_list(tmp_path: Path) -> None:
    for name in ("a", "b"):
        text = f'furniture = ["welcome", "item {name}"]\n[topics.{name}]\nnames = ["thing {name}"]\n'
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    assert read_built_in(tmp_path).furniture == ("welcome", "item a", "item b")
    assert {"apologies for absence", "call to order"} <= set(load().furniture)


def test_the_fingerprint_covers_titles(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_text('[topics.planning]\ntitles = ["spatial matters"]\n', encoding="utf-8")
    loaded = load(tmp_path / "topics.toml")
    planning = loaded.concept("planning")
    assert planning is not None
    assert {"planning", "spatial matters"} <= set(planning.titles)
    assert loaded.fingerprint != load().fingerprint


def test_a_title_can_be_removed(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_text('[topics.planning]\nremove = ["planning"]\n', encoding="utf-8")
    planning = load(tmp_path / "topics.toml").concept("planning")
    assert planning is not None
    assert planning.titles == ()


@pytest.mark.parametrize(
    "word",
    [
        "planning", "finance", "health", "fire", "water", "park", "grant", "road", "highway", "street", "waste",
        "event", "education", "property", "environment", "legal", "staff", "pool", "policy", "sign", "tax", "fees",
    ],
)  # fmt: skip
def test_a_word_of_many_meanings_is_no_name(word: str) -> None:
    assert key(word) not in {key(name) for concept in load().concepts for name in concept.names}


@pytest.mark.parametrize(
    ("title", "concept"),
    [
        ("Planning", "planning"),
        ("5. Finance and general purposes", "finance"),
        ("ROADS", "highways"),
        ("Fire", "fire-service"),
        ("Minutes", "minutes-approval"),
    ],
)
def test_a_title_alone_tells(title: str, concept: str) -> None:
    assert _rules("", concept, title) == {"sign"}
    assert not _rules(f"They spoke of {title.lower()}.", concept), "in a text the word is too common"


@pytest.mark.parametrize(
    ("title", "concept"),
    [("Planning a summer fair", "planning"), ("Forward planning", "planning"), ("14 Mill Road", "highways")],
)
def test_a_title_tells_nothing_in_other_company(title: str, concept: str) -> None:
    assert not _rules("", concept, title)


@pytest.mark.parametrize(
    ("text", "concept", "rule"),
    [
        ("Two planning applications were considered.", "planning-applications", "name"),
        ("The planning officer will reply.", "planning", "sign"),
        ("The Parish precepted a little more.", "precept", "name"),
        ("An SID will be bought for the lane.", "speed-indicator-device", "name"),
        ("An SID will be bought for the lane.", "road-safety", "sign"),
        ("Potholes were reported again.", "road-maintenance", "sign"),
        ("Fly-tipping in the wood goes on.", "fly-tipping", "name"),
        ("It was agreed to co-opt a member.", "co-option", "name"),
        ("The December minutes were adopted.", "minutes-approval", "sign"),
        ("He declared an interest in the next item.", "declarations-of-interest", "sign"),
        ("The rezoning request was tabled.", "zoning", "name"),
        ("The ordinance was adopted.", "ordinances", "name"),
        ("Annual dues were collected.", "dues", "name"),
        ("The CC&Rs forbid it.", "covenants", "name"),
        ("Snow plowing starts at six.", "snow-clearing", "name"),
        ("The AGAR was signed.", "annual-return", "name"),
        ("The AGAR was signed.", "audit", "sign"),
        ("The S106 money is held by the county.", "section-106", "name"),
    ],
)
def test_words_of_a_council_are_known(text: str, concept: str, rule: str) -> None:
    assert _rules(text, concept) == {rule}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("To grant permission was not in their power.", "grants"),
        ("He will grant the request.", "grants"),
        ("The election of the chairman followed.", "elections"),
        ("Fees are due; the due date is near.", "dues"),
        ("They forbid it.", "procurement"),
        ("A refusal to refuse to pay", "waste"),
        ("Sid spoke for the residents.", "speed-indicator-device"),
        ("A personal budget was offered.", "budget"),
        ("A candidate pool is wanted.", "swimming-pool"),
        ("It is held at Park Road.", "parks"),
        ("The audit trail is kept.", "audit"),
        ("National insurance has risen.", "insurance"),
        ("Education, health and care plans were late.", "education"),
        ("The meeting was held in the village hall.", "village-hall"),
        ("A weekly inspection of the pool is made; the dam inspection is due.", "inspection"),
        ("We will revisit that.", "re-visit"),
        ("The taxi rank has moved.", "home-to-school-transport"),
    ],
)
def test_words_in_other_company_are_not(text: str, concept: str) -> None:
    assert not _rules(text, concept)


def test_an_association_of_owners_is_no_school_board() -> None:
    text = "The architectural control committee approved a fence, and the clubhouse roof will be repaired."
    assert {"architectural-review", "fences", "common-areas"} <= _concepts(text)
    assert not {"mental-health", "ehcp", "schools"} & _concepts(text)
