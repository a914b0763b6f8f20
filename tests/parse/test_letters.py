"""Text as printed, without what typesetting left in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.model import Block, Document
from minutesearch.parse.codec import document_from_json, document_to_json
from minutesearch.parse.letters import Run, clean, unbulleted, weigh


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
