"""The built-in vocabulary, and the archive's own file laid over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutesearch.errors import ConfigError
from minutesearch.mine.phrases import key
from minutesearch.mine.topics import KINDS
from minutesearch.mine.vocabulary import Vocabulary, load


def _with(folder: Path, text: str) -> Vocabulary:
    path = folder / "topics.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def _names(vocabulary: Vocabulary, concept_id: str) -> set[str]:
    concept = vocabulary.concept(concept_id)
    assert concept is not None
    return set(concept.names)


def _signs(vocabulary: Vocabulary, concept_id: str) -> set[str]:
    concept = vocabulary.concept(concept_id)
    assert concept is not None
    return set(concept.signs)


def test_the_built_in_vocabulary_covers_the_field() -> None:
    concepts = load().concepts
    assert len(concepts) >= 40
    assert len({c.id for c in concepts}) == len(concepts)
    assert {c.kind for c in concepts} <= set(KINDS)
    assert all(c.names and c.origin == "built-in" for c in concepts)


def test_a_name_belongs_to_one_concept_and_is_no_sign_of_it() -> None:
    owner: dict[str, str] = {}
    for concept in load().concepts:
        for name in concept.names:
            assert owner.setdefault(key(name), concept.id) == concept.id, name
        assert not {key(n) for n in concept.names} & {key(s) for s in concept.signs if s not in concept.names}, (
            concept.id
        )


def test_names_of_a_narrower_concept_are_signs_of_the_broader() -> None:
    vocabulary = load()
    assert {"CQC", "Ofsted", "re-visit"} <= _signs(vocabulary, "inspection")
    assert "NEET" in _signs(vocabulary, "preparing-for-adulthood")
    assert "SENDIASS" in _signs(vocabulary, "parent-carer-voice")
    assert "inspection" not in _names(vocabulary, "cqc")
    assert "CQC" not in _names(vocabulary, "inspection")


def test_no_file_is_the_built_in_vocabulary(tmp_path: Path) -> None:
    assert load(tmp_path / "topics.toml") == load()
    assert _with(tmp_path, "").fingerprint == load().fingerprint


def test_an_archive_adds_a_topic(tmp_path: Path) -> None:
    vocabulary = _with(
        tmp_path,
        '[topics.moorland-trust]\nkind = "organisation"\nlabel = "Moorland Trust"\nunder = "camhs"\nnames = ["MTX"]\n',
    )
    concept = vocabulary.concept("mtx")
    assert concept is not None
    assert (concept.id, concept.kind, concept.label, concept.origin) == (
        "moorland-trust", "organisation", "Moorland Trust", "archive",
    )  # fmt: skip
    assert "MTX" in _signs(vocabulary, "camhs")
    assert "MTX" in _signs(vocabulary, "mental-health"), "the topic above the one above has it too"
    assert vocabulary.fingerprint != load().fingerprint


def test_an_archive_adds_and_removes_phrases(tmp_path: Path) -> None:
    vocabulary = _with(
        tmp_path,
        '[topics.key-worker]\nlabel = "Family link"\nnames = ["family link"]\nsigns = ["home link"]\n'
        'not = ["weakest link"]\nremove = ["lead professional", "Key Workers"]\n',
    )
    concept = vocabulary.concept("key-worker")
    assert concept is not None
    assert concept.label == "Family link"
    assert concept.names == ("family link",)
    assert "home link" in concept.signs
    assert "lead professional" not in concept.signs
    assert "weakest link" in concept.not_in
    assert concept.origin == "built-in"


def test_a_name_is_taken_over_from_the_built_in_vocabulary(tmp_path: Path) -> None:
    vocabulary = _with(tmp_path, '[topics.early-team]\nnames = ["Early Help"]\n')
    assert "Early Help" in _names(vocabulary, "early-team")
    assert key("early help") not in {key(n) for n in _names(vocabulary, "early-help")}


def test_same_merges_and_drop_drops(tmp_path: Path) -> None:
    vocabulary = _with(tmp_path, 'same = [["autism", "ADHD"]]\ndrop = ["portage"]\n')
    assert {"autism", "ADHD"} <= _names(vocabulary, "autism")
    assert vocabulary.concept("portage") is None
    merged = vocabulary.concept("adhd")
    assert merged is not None
    assert merged.id == "autism"
    assert vocabulary.unresolved == ()


def test_a_merge_with_something_unknown_is_reported(tmp_path: Path) -> None:
    assert _with(tmp_path, 'same = [["autism", "nowhere-to-be-found"]]\n').unresolved == ("nowhere-to-be-found",)


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ("[topics.a\n", "valid TOML", "[topics.some-name]"),
        ('[topics.a]\nnmaes = ["x"]\n', "topics.a.nmaes", "“names”"),
        ('[topic.a]\nnames = ["x"]\n', "“topic”", "[topics.topic]"),
        ('dorp = ["a"]\n', "“dorp”", "“drop”"),
        ('[topics.a]\nnames = "x"\n', "topics.a.names", "names = ["),
        ("[topics.a]\nnames = [1]\n", "topics.a.names", "names = ["),
        ('[topics.a]\nnames = ["--"]\n', "topics.a.names", "names = ["),
        ('[topics.a]\nnames = ["x {y"]\n', "topics.a.names", "{a,b}"),
        ('[topics.a]\nkind = "thing"\n', "topics.a.kind", "service"),
        ("[topics.a]\nlabel = 3\n", "topics.a.label", "label = "),
        ('[topics.a]\nunder = "a"\n', "topics.a.under", "broader"),
        ('[topics."Key Worker"]\nnames = ["x"]\n', "Key Worker", "[topics.key-worker]"),
        ('topics = ["a"]\n', "topics", "[topics.some-name]"),
        ("[topics]\na = 1\n", "topics.a", "[topics.a]"),
        ('same = ["a"]\n', "same", "keep-this"),
        ('same = [["a"]]\n', "same", "keep-this"),
        ("drop = [1]\n", "drop", "drop = ["),
        ('[topics.a]\nnames = ["x"]\n[topics.b]\nnames = ["X"]\n', "topics.b.names", 'same = [["a", "b"]]'),
    ],
)
def test_a_mistake_in_the_file_is_named_with_what_to_write(tmp_path: Path, text: str, says: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        _with(tmp_path, text)
    assert "topics.toml" in caught.value.message
    assert says in caught.value.message
    assert hint in (caught.value.hint or "")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_bytes(b"names = '\xff\xfe'")
    with pytest.raises(ConfigError, match="UTF-8"):
        load(tmp_path / "topics.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path)
