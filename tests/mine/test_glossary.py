"""The archive's own glossary: which brackets are pairs, which short forms are used, where they disagree."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutesearch.mine.glossary import collect, find


class _Section(NamedTuple):
    id: str
    title: str
    text: str


def _collect(*texts: str) -> dict[str, str | None]:
    sections = [_Section(f"board:2021-01-12/{n}", "Update", text) for n, text in enumerate(texts, 1)]
    return {entry.short: entry.long for entry in collect(sections)}


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The QRB (Quality Review Board) met.", "QRB", "Quality Review Board"),
        ("The Quality Review Board (QRB) met.", "QRB", "Quality Review Board"),
        ("by the Council and Quality Review Board (“QRB”)", "QRB", "Quality Review Board"),
        ("BYMs (Bright Young Minds service)", "BYMs", "Bright Young Minds service"),
        ("the Bright Young Minds Service (BYMS) and others", "BYMS", "Bright Young Minds Service"),
        ("RAs (Reading Aides)", "RAs", "Reading Aides"),
        ("a SENCo (SEN Coordinators) group", "SENCo", "SEN Coordinators"),
        ("SENCO (special educational needs co-ordinator)", "SENCO", "special educational needs co-ordinator"),
        ("DoW (Day of Welcome)", "DoW", "Day of Welcome"),
        ("WaLT (wording and language teaching)", "WaLT", "wording and language teaching"),
        ("WaLT (wording & language teaching)", "WaLT", "wording & language teaching"),
        ("NIPS (Not in Paid or Supported work)", "NIPS", "Not in Paid or Supported"),
        ("SENDHELP (SEND Home Education Listening Panel)", "SENDHELP", "SEND Home Education Listening Panel"),
        ("out-of-school children (OSC) rose", "OSC", "out-of-school children"),
        ("EHWB (emotional health and wellbeing)", "EHWB", "emotional health and wellbeing"),
        ("QRB (the Quality Review Board, set up in spring)", "QRB", "Quality Review Board"),
        ("QRB (Quality Review Board that advises members)", "QRB", "Quality Review Board"),
        ("EP (Educational Psychology service)", "EP", "Educational Psychology service"),
        ("Q&R (Questions and Replies)", "Q&R", "Questions and Replies"),
        ("QR plan (Quality Review plan)", "QR plan", "Quality Review plan"),
        ("Building Better Lives in SEND (BBL)", "BBL", "Building Better Lives"),
        ("Fair Funding Review (hereafter FFR)", "FFR", "Fair Funding Review"),
    ],
)
def test_pairs_are_read_both_ways(text: str, short: str, long: str) -> None:
    (pair,) = find("s", "", text)
    assert (pair.short, pair.long) == (short, long)
    assert text[pair.start : pair.end].endswith(")")
    assert text[pair.start :].startswith((short, long))


@pytest.mark.parametrize(
    "text",
    [
        "over 300 EHCPs (more than in other areas)",
        "how to judge (review) the process",
        "the CCG (Chair)",
        "the CQC (in attendance)",
        "the Board (see item 4)",
        "12 places (all taken)",
        "The NHS (",
        "() ( ) (()) (A)",
        "QRB (Quality Review Council)",
        "GMQ (Grand Model Quarry Combined Office)",
        "Quality. Review Board (QRB)",
    ],
)
def test_remarks_in_brackets_are_no_pairs(text: str) -> None:
    assert find("s", "", text) == []


def test_a_pair_is_counted_by_spelling_with_its_first_place() -> None:
    sections = [
        _Section("b:2021-01-12/1", "BYMS (Bright Young Minds Service)", "The Bright Young Minds Service (BYMS) moved."),
        _Section("b:2021-02-09/1", "BYMS (Bright Young Minds Service)", "Nothing new."),
        _Section(
            "b:2021-03-09/1", "Update", "BYMs (Bright Young Minds service) and LAs (Lead Aides), an LA (Lead Aide)."
        ),
    ]
    entries = {entry.short: entry for entry in collect(sections)}
    assert entries["BYMS"].count == 3
    assert (entries["BYMS"].section, entries["BYMS"].start) == ("b:2021-01-12/1", 4)
    assert entries["BYMs"].count == 1
    assert entries["LAs"].count == 2
    assert "LA" not in entries


def test_a_pair_that_only_a_title_has_is_placed_there() -> None:
    (entry,) = collect([_Section("b:2021-01-12/1", "QRB (Quality Review Board)", "It met.")])
    assert (entry.start, entry.end) == (0, 26)


def test_short_forms_that_are_never_spelt_out_are_listed() -> None:
    found = _collect("Staff of LSQ and BSQs, then the LSQ’s lead; SPACQ too. C&YP were told. LancUQ ran it.")
    assert found == {"LSQ": None, "BSQ": None, "SPACQ": None, "C&YP": None, "LancUQ": None}


def test_counts_are_of_uses() -> None:
    entries = collect([_Section("b:1/1", "LSQ", "LSQ and LSQs"), _Section("b:1/2", "Other", "the LSQ")])
    assert [(e.short, e.count, e.section) for e in entries] == [("LSQ", 4, "b:1/1")]


@pytest.mark.parametrize(
    "text",
    [
        "Part II and Part IV",
        "a file of 55 KB",
        "PLEASE NOTE THAT MEETINGS BEGIN AT TEN",
        "It was AGREED and RESOLVED. ACTION: clerk. The clerk took action.",
        "Cllr QUIMBY and Mr J SPROCKET",
        "send to QRX@example.org or https://QRX.example.org/QRX",
        "SK1 3XQ",
        "McQuade and YouTube",
        "all said that WELCOMED guests were welcomed, and welcomed again",
        "APMand UPDATEitem",
    ],
)
def test_capitals_that_are_no_short_forms_are_left_out(text: str) -> None:
    assert _collect(text) == {}


def test_titles_in_capitals_say_nothing_but_a_title_that_is_a_short_form_does() -> None:
    loud = [
        _Section(f"b:2021-01-12/{n}", title, "Text.") for n, title in enumerate(["BUDGET", "PARKING", "PLANNING"], 1)
    ]
    assert collect(loud) == ()
    mixed = [_Section(f"b:2021-01-12/{n}", title, "Text.") for n, title in enumerate(["Budget", "Parking", "AOQ"], 1)]
    assert [entry.short for entry in collect(mixed)] == ["AOQ"]


def test_initials_of_those_present_are_people() -> None:
    found = _collect(
        "Present: Zelda Quint (ZQ), Orla Brack (OB), Cllr Tamsin Vole (TV), J Marl (JM). Local Authority (LA): OB.",
        "Pat Ember (PE) joined. ZQ spoke. QRB spoke.",
    )
    assert found.get("LA") == "Local Authority"
    assert not {"ZQ", "OB", "TV", "JM"} & set(found)
    assert "QRB" in found


def test_a_surname_that_the_field_knows_as_a_word_is_one() -> None:
    # The vocabulary has village greens and halls.
    found = _collect("Present: Zelda Green (ZG), Orla Hall (OH), Tamsin Marl (TM). ZG spoke.")
    assert not {"ZG", "OH", "TM"} & set(found)
    assert _collect("Village Hall (VH), Common Land (CL), Village Green (VG)").keys() == {"VH", "CL", "VG"}


def test_one_capitalised_name_alone_is_no_person() -> None:
    assert _collect("The Quarry Kestrels (QK) met.") == {"QK": "Quarry Kestrels"}


def test_entries_come_in_reading_order() -> None:
    sections = [_Section("b:1/1", "x", "LSQ, then Quality Review Board (QRB)"), _Section("b:1/2", "y", "BSQ and LSQ")]
    assert [entry.short for entry in collect(sections)] == ["LSQ", "QRB", "BSQ"]


_PIECES = st.sampled_from(
    ["QRB", "(", ")", "Quality", "Review", "Board", " ", " ", "and", "&", "’s", "-", "\n", ".", "s", "PA", ":"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join), st.lists(_PIECES, max_size=10).map("".join))
def test_a_pair_always_stands_at_its_offsets(text: str, title: str) -> None:
    for pair in find("s", title, text):
        line = title if pair.where == "title" else text
        printed = " ".join(line[pair.start : pair.end].split())
        assert pair.short in printed
        assert pair.long in printed
        assert printed.endswith(")")
    for entry in collect([_Section("b:1/1", title, text)]):
        assert any(" ".join(line[entry.start : entry.end].split()).find(entry.short) >= 0 for line in (title, text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_a_glossary(text: str) -> None:
    collect([_Section("b:1/1", text[:30], text)])


def test_brackets_without_end_cost_no_more_than_their_length() -> None:
    for text in ("(" * 300_000, "AB (" * 60_000, "@" * 300_000, "A" * 300_000):
        collect([_Section("b:1/1", "", text)])
