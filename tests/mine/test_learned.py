"""What an archive's glossary teaches the vocabulary."""

from __future__ import annotations

from pathlib import Path

from minutesearch.mine.vocabulary import Vocabulary, load
from minutesearch.model import Concept, GlossaryEntry


def _pair(short: str, long: str | None, count: int = 1) -> GlossaryEntry:
    return GlossaryEntry(short, long, "board:2021-01-12/1", 0, 1, count)


def _learned(vocabulary: Vocabulary) -> list[Concept]:
    return [c for c in vocabulary.concepts if c.origin == "learned"]


def _concept(vocabulary: Vocabulary, wanted: str) -> Concept:
    concept = vocabulary.concept(wanted)
    assert concept is not None
    return concept


def test_a_pair_of_its_own_is_a_concept_with_an_optional_service() -> None:
    vocabulary = load().merge_learned([_pair("BYMs", "Bright Young Minds service")])
    (concept,) = _learned(vocabulary)
    assert (concept.id, concept.kind, concept.label) == ("byms", "service", "Bright Young Minds service")
    assert set(concept.names) == {"BYMs", "Bright Young Minds service", "Bright Young Minds"}


def test_spellings_of_one_pair_are_one_concept() -> None:
    vocabulary = load().merge_learned(
        [
            _pair("BYMS", "Bright Young Minds Service", 3),
            _pair("BYMs", "Bright Young Minds"),
            _pair("BYMs", "the Bright Young Mind services"),
            _pair("BYMS", "Bright Yuong Minds Service"),
        ]
    )
    (concept,) = _learned(vocabulary)
    assert concept.id == "byms"
    assert {"Bright Young Minds Service", "Bright Young Minds", "Bright Yuong Minds Service"} <= set(concept.names)


def test_plural_and_singular_pairs_are_one_role() -> None:
    vocabulary = load().merge_learned([_pair("TAs", "Teaching Assistants"), _pair("TA", "Teaching Assistant")])
    (concept,) = _learned(vocabulary)
    assert (concept.id, concept.kind) == ("ta", "role")
    assert {"TA", "Teaching Assistant"} <= set(concept.names)


def test_a_known_long_form_gains_the_short_form() -> None:
    vocabulary = load().merge_learned([_pair("PB", "Personal Budgets")])
    assert "PB" in _concept(vocabulary, "personal-budgets").names
    assert not _learned(vocabulary)


def test_a_known_short_form_gains_a_near_long_form() -> None:
    vocabulary = load().merge_learned([_pair("EHCP", "Education Health Care and Support Plan")])
    assert "Education Health Care and Support Plan" in _concept(vocabulary, "ehcp").names


def test_what_a_known_short_form_means_is_for_the_archive_to_say() -> None:
    vocabulary = load().merge_learned([_pair("ICB", "Inner Canal Basin")])
    (concept,) = _learned(vocabulary)
    assert set(concept.names) == {"ICB", "Inner Canal Basin"}
    assert "ICB" not in _concept(vocabulary, "integrated care board").names


def test_a_pair_that_is_only_a_sign_is_a_concept_and_its_other_form_a_sign() -> None:
    vocabulary = load().merge_learned([_pair("DCW", "Lead Professional")])
    concept = _concept(vocabulary, "DCW")
    assert concept.origin == "learned"
    assert "DCW" in _concept(vocabulary, "key-worker").signs
    assert "DCW" not in _concept(vocabulary, "key-worker").names


def test_a_learned_name_of_a_narrower_concept_is_a_sign_of_the_broader() -> None:
    vocabulary = load().merge_learned([_pair("TBV", "Portage")])
    assert "TBV" in _concept(vocabulary, "portage").names
    assert "TBV" in _concept(vocabulary, "early-years").signs


def test_two_meanings_of_one_short_form_are_kept_apart() -> None:
    vocabulary = load().merge_learned([_pair("SLF", "School Leaders Forum"), _pair("SLF", "Sensory Loss Fund")])
    first, second = _learned(vocabulary)
    assert "SLF" not in {*first.names, *second.names}
    assert {"School Leaders Forum"} <= set(first.names)
    assert {"Sensory Loss Fund"} <= set(second.names)


def test_a_meaning_that_is_printed_far_oftener_keeps_the_short_form() -> None:
    vocabulary = load().merge_learned([_pair("SLF", "Sensory Loss Fund"), _pair("SLF", "School Leaders Forum", 5)])
    assert "School Leaders Forum" in _concept(vocabulary, "SLF").names


def test_a_team_is_not_the_topic_it_works_on() -> None:
    vocabulary = load().merge_learned([_pair("AUT", "Autism Team"), _pair("JCX", "Joint Commissioning Board")])
    autism, joint = _learned(vocabulary)
    assert "Autism" not in autism.names
    assert "Joint Commissioning" not in joint.names


def test_short_forms_without_a_long_form_teach_nothing() -> None:
    assert load().merge_learned([_pair("XYZ", None, 9)]).concepts == load().concepts


def test_corrections_hold_for_what_is_learned(tmp_path: Path) -> None:
    path = tmp_path / "topics.toml"
    path.write_text(
        'drop = ["gmx"]\nsame = [["camhs", "BYMs"]]\n[topics.tav]\nsigns = ["helpdesk"]\nremove = ["Town Advice"]\n',
        encoding="utf-8",
    )
    vocabulary = load(path)
    assert vocabulary.unresolved == ("gmx", "BYMs")
    vocabulary = vocabulary.merge_learned(
        [_pair("GMX", "Grand Model X"), _pair("BYMs", "Bright Young Minds"), _pair("TAV", "Town Advice Visitors")]
    )
    assert vocabulary.concept("gmx") is None
    assert {"CAMHS", "BYMs", "Bright Young Minds"} <= set(_concept(vocabulary, "camhs").names)
    advice = _concept(vocabulary, "TAV")
    assert (advice.id, advice.label) == ("tav", "Town Advice Visitors")
    assert "helpdesk" in advice.signs
    assert vocabulary.unresolved == ()


def test_learning_is_in_the_fingerprint() -> None:
    learned = load().merge_learned([_pair("BYMs", "Bright Young Minds")])
    assert learned.fingerprint != load().fingerprint
    assert learned.merge_learned([_pair("BYMs", "Bright Young Minds")]).concepts == learned.concepts


def test_a_sign_that_the_archive_spells_out_as_something_else_is_none() -> None:
    vocabulary = load().merge_learned([_pair("ASC", "Adult Social Care")])
    assert "ASC" in _concept(vocabulary, "adult-social-care").names
    assert "ASC" not in _concept(vocabulary, "autism").signs
    kept = load().merge_learned([_pair("ASC", "Autism Spectrum Condition")])
    assert "ASC" in _concept(kept, "autism").names
