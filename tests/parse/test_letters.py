"""Text as printed, without what typesetting left in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.model import Block, Document, Passage, Record
from minutesearch.parse.codec import document_from_json, document_to_json, record_from_json, record_to_json
from minutesearch.parse.formats.letters import Run, clean, sign_of, unbulleted, weigh


def test_clean() -> None:
    assert clean("e\u0301te\u0301  \u00a0x\u200b\ufeff\x00") == "été x"
    assert clean("o\ufb03ce") == "o\ufb03ce"
    assert clean("o\ufb03ce", compatible=True) == "office"


def test_weigh_measures_the_bold_lead() -> None:
    line = weigh([Run("Dust", True), Run(" and", True), Run(": ", False), Run("none ", False), Run("at all", True)])
    assert line.text == "Dust and: none at all"
    assert line.text[: line.lead] == "Dust and"
    assert 0 < line.bold < 1


def test_bullets() -> None:
    for bullet in ("• ", "- ", "– ", "o ", "\uf0b7 ", "\ue001 "):
        line, bulleted = unbulleted(weigh([Run(f"{bullet}Rope", False)]))
        assert (line.text, bulleted) == ("Rope", True)
    for text in ("-5 degrees", "other", "–"):
        assert unbulleted(weigh([Run(text, False)])) == (weigh([Run(text, False)]), False)


def test_codes_that_win_ansi_leaves_unused_are_bullets() -> None:
    win_ansi = {code: bytes([code]).decode("cp1252", "replace") for code in range(32, 256)}
    unused = [code for code, sign in win_ansi.items() if sign == "\ufffd"]
    assert unused == [0x81, 0x8D, 0x8F, 0x90, 0x9D]
    assert [sign_of(code, win_ansi) for code in (0x7F, *unused)] == ["•"] * 6
    assert sign_of(0x1F, win_ansi) is None
    mac_roman = {code: bytes([code]).decode("mac_roman") for code in range(32, 256)}
    assert sign_of(0x7F, mac_roman) is None
    assert sign_of(0x81, {}) is None


@given(st.lists(st.tuples(st.text(max_size=12), st.booleans()), max_size=6))
def test_weigh_loses_no_visible_letter(runs: list[tuple[str, bool]]) -> None:
    line = weigh([Run(text, bold) for text, bold in runs])
    assert 0 <= line.lead <= len(line.text)
    assert 0 <= line.bold <= 1
    assert line.text == line.text.strip()
    kept = [c for c in line.text if c.isalnum() and c.isascii()]
    assert kept == [c for text, _ in runs for c in text if c.isalnum() and c.isascii()]


BLOCKS = st.builds(
    Block,
    text=st.text(max_size=20),
    kind=st.sampled_from(["heading", "paragraph", "item", "row"]),
    level=st.integers(0, 6),
    lead=st.integers(0, 9),
    page=st.none() | st.integers(1, 9),
    line=st.none() | st.integers(1, 9),
    anchor=st.none() | st.text(max_size=5),
)


@given(st.lists(BLOCKS, max_size=4), st.text(max_size=9))
def test_a_document_survives_json(blocks: list[Block], title: str) -> None:
    document = Document("text/plain", "text/1", title, tuple(blocks), 3, ("a remark",))
    assert document_from_json(json.loads(json.dumps(document_to_json(document)))) == document


@pytest.mark.parametrize(
    "value",
    [{}, {"blocks": 1}, {"media_type": "", "parser": "", "title": "", "pages": 0, "remarks": [], "blocks": [["x"]]}],
)
def test_what_is_no_document_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        document_from_json(value)


PASSAGES = st.builds(
    Passage,
    ordinal=st.integers(0, 9),
    number=st.text(max_size=4),
    title=st.text(max_size=9),
    title_generated=st.booleans(),
    parent=st.none() | st.integers(1, 9),
    text=st.text(max_size=20),
    list_items=st.lists(st.text(max_size=5), max_size=2).map(tuple),
    page=st.none() | st.integers(1, 9),
    line=st.none() | st.integers(1, 9),
)
RECORDS = st.builds(
    Record,
    body=st.text(max_size=9),
    date=st.sampled_from(["2021-09-14", "2021-09"]),
    date_inferred=st.booleans(),
    type=st.sampled_from(["ordinary", "annual"]),
    kind=st.sampled_from(["minutes", "summary", "notes", "agenda"]),
    draft=st.booleans(),
    next_date=st.none() | st.just("2021-10-12"),
    passages=st.lists(PASSAGES, max_size=3).map(tuple),
)


@given(RECORDS)
def test_a_record_survives_json(record: Record) -> None:
    assert record_from_json(json.loads(json.dumps(record_to_json(record)))) == record


WHOLE = ["Quay Board", "2021-09-14", False, "ordinary", "minutes", False, None, []]
PASSAGE = [1, "1", "Cranes", False, None, "Oiled.", [], None, 3, False]


@pytest.mark.parametrize(
    "row",
    [
        [],
        None,
        WHOLE[:-1],
        [*WHOLE[:1], "tomorrow", *WHOLE[2:]],
        [*WHOLE[:1], "2021-09-14\n", *WHOLE[2:]],
        [None, *WHOLE[1:]],
        [*WHOLE[:2], 0, *WHOLE[3:]],
        [*WHOLE[:4], "rumour", *WHOLE[5:]],
        [*WHOLE[:4], [], *WHOLE[5:]],
        [*WHOLE[:6], "soon", []],
        [*WHOLE[:7], None],
        [*WHOLE[:7], [None]],
        [*WHOLE[:7], [PASSAGE[:-1]]],
        [*WHOLE[:7], [["1", *PASSAGE[1:]]]],
        [*WHOLE[:7], [[*PASSAGE[:4], True, *PASSAGE[5:]]]],
        [*WHOLE[:7], [[*PASSAGE[:6], [3], *PASSAGE[7:]]]],
        [*WHOLE[:7], [[*PASSAGE[:8], 1.5, False]]],
    ],
)
def test_what_is_no_record_is_refused(row: list[object]) -> None:
    assert record_from_json([*WHOLE[:7], [PASSAGE]]).passages[0].title == "Cranes"
    with pytest.raises(ValueError):
        record_from_json(row)
