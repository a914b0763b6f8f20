"""Word files: styles, weight, lists, tables, and what is wrong with some of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from minutesearch.errors import SourceError
from minutesearch.parse import read
from minutesearch.parse.formats import docx as word
from minutesearch.parse.limits import Limits

HEAD = (
    b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)
TAIL = b"</w:body></w:document>"


def test_styles_bold_lists_and_tables(docx: Callable[..., Path]) -> None:
    path = docx(
        "minutes.docx",
        [
            ("Title", "Quarry Liaison Group"),
            ("Heading 1", "4th June 2019"),
            ("Heading 2", "1. Dust"),
            ("", "Two complaints were heard."),
            ("List Bullet", "Sweep the lane"),
            ("", "**Noise:** none heard"),
        ],
        rows=[("Who", "What"), ("Operator", "Sweep")],
    )
    document = read(path)
    assert document.title == "Quarry Liaison Group"
    assert [(b.kind, b.level, b.text) for b in document.blocks] == [
        ("heading", 1, "Quarry Liaison Group"),
        ("heading", 1, "4th June 2019"),
        ("heading", 2, "1. Dust"),
        ("paragraph", 0, "Two complaints were heard."),
        ("item", 0, "Sweep the lane"),
        ("paragraph", 0, "Noise: none heard"),
        ("row", 0, "Who | What"),
        ("row", 0, "Operator | Sweep"),
    ]
    assert document.blocks[5].lead == len("Noise:")


def test_deleted_text_is_gone_and_breaks_break(zipped: Callable[..., Path]) -> None:
    body = (
        b"<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>"
        b"<w:ins><w:r><w:t xml:space='preserve'> added</w:t></w:r></w:ins><w:r><w:br/><w:t>next</w:t></w:r></w:p>"
    )
    path = zipped("m.docx", {"word/document.xml": HEAD + body + TAIL})
    assert [b.text for b in read(path).blocks] == ["kept added", "next"]


def test_a_word_file_by_any_name(docx: Callable[..., Path]) -> None:
    assert read(docx("minutes.pdf", [("", "Hello to all")])).media_type.endswith("wordprocessingml.document")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(zipped: Callable[..., Path]) -> None:
    filler = b"<w:p><w:r><w:t>" + b"a" * 60_000_000 + b"</w:t></w:r></w:p>"
    path = zipped("m.docx", {"word/document.xml": HEAD + filler + TAIL})
    with pytest.raises(SourceError, match="bomb"):
        read(path)


@pytest.mark.parametrize(
    ("body", "state"),
    [(HEAD + TAIL, "no-text"), (b"\x00\x01 no xml", "quarantined"), (HEAD + b"<w:p>", "no-text")],
)
def test_empty_and_damaged(zipped: Callable[..., Path], body: bytes, state: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(zipped("m.docx", {"word/document.xml": body}))
    assert caught.value.state == state


def test_a_truncated_file_says_so(docx: Callable[..., Path]) -> None:
    path = docx("m.docx", [("", "text " * 200)])
    with pytest.raises(SourceError, match=r"damaged|cut"):
        word.parse(path.read_bytes()[:3000], Limits())


def test_entities_are_never_expanded(zipped: Callable[..., Path]) -> None:
    bomb = HEAD.replace(b"?>", b'?><!DOCTYPE w [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>', 1)
    path = zipped("m.docx", {"word/document.xml": bomb + b"<w:p><w:r><w:t>plain &b;</w:t></w:r></w:p>" + TAIL})
    assert "xxxx" not in " ".join(b.text for b in read(path).blocks)
