"""Where an archive does not agree with itself: spellings of one thing, meanings of one short form."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from minutesearch.mine.conflicts import find
from minutesearch.mine.glossary import collect, short_forms
from minutesearch.mine.vocabulary import load
from minutesearch.model import Conflict


class _Section(NamedTuple):
    id: str
    title: str
    text: str


def _conflicts(*texts: str) -> tuple[Conflict, ...]:
    sections = [_Section(f"b:{n}/1", "x", text) for n, text in enumerate(texts, 1)]
    uses = short_forms(sections)
    entries = collect(sections, uses)
    return find(sections, uses, entries, load().merge_learned(entries))


def test_spellings_are_counted_where_they_are_used() -> None:
    found = _conflicts(
        "BYMs (Bright Young Minds service), run by LancUQ. BYMs has grown; LancUQ too.",
        "BYMS (Bright Young Minds Service), run by LANCS UQ. SEN and SEND, LSQ and BSQ.",
    )
    assert found == (
        Conflict("spelling", "BYMs", "byms", (("BYMs", 2, "b:1/1"), ("BYMS", 1, "b:2/1"))),
        Conflict("spelling", "LancUQ", None, (("LancUQ", 2, "b:1/1"), ("LANCS UQ", 1, "b:2/1"))),
    )


@pytest.mark.parametrize(
    "text",
    [
        "A key worker, keyworkers and the Key-Worker.",
        "EHCP and EHCPs; PA and PAs; QRCDEFG and QRCDEFGs; COMMENTQ and COMMENTQS.",
        "LSQ and BSQ and LSB.",
    ],
)
def test_plurals_hyphens_and_other_names_are_no_conflict(text: str) -> None:
    assert _conflicts(text) == ()


def test_a_misprint_of_a_long_form_is_listed() -> None:
    (found,) = _conflicts(
        "The Quarry Review Partnership (QRP) met.",
        "The Quarry Revew Partnership (QRP) met. The Quarry Review Partnership (QRP) left.",
    )
    assert found.kind == "spelling"
    assert found.forms == (
        ("Quarry Review Partnership", 2, "b:1/1"), ("Quarry Revew Partnership", 1, "b:2/1"),
    )  # fmt: skip


def test_two_meanings_in_two_meetings_are_listed() -> None:
    found = _conflicts("The School Leaders Forum (SLF) met.", "The Sensory Loss Fund (SLF) paid. SLF paid more.")
    assert [(c.kind, c.short) for c in found] == [("meaning", "SLF")]
    assert found[0].forms == (("School Leaders Forum", 1, "b:1/1"), ("Sensory Loss Fund", 1, "b:2/1"))
    assert _conflicts("The School Leaders Forum (SLF) met.", "The school leader forums (SLF) met.") == ()
