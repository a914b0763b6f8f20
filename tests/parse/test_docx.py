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


# -- numbers, boxes, notes and margins ----------------------------------------------------------------------

LEVELS = (
    b'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    b'<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    b'<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>'
    b'<w:lvl w:ilvl="3"><w:start w:val="4"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%4)"/></w:lvl>'
    b'<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="*"/></w:lvl>'
)
NUMBERING = (
    b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:abstractNum w:abstractNumId="5">' + LEVELS + b"</w:abstractNum>"
    b'<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    b'<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    b'<w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
    b"</w:lvlOverride></w:num></w:numbering>"
)


def numbered(words: bytes, depth: int, instance: int = 1, bold: bytes = b"") -> bytes:
    return (
        b'<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>'
        b"<w:r>%s<w:t>%s</w:t></w:r></w:p>" % (depth, instance, bold, words)
    )


def test_numbers_are_counted_as_word_prints_them(zipped: Callable[..., Path]) -> None:
    heavy = b"<w:rPr><w:b/></w:rPr>"
    body = (
        numbered(b"Apologies", 0, bold=heavy)
        + numbered(b"of members", 1)
        + numbered(b"of officers", 1)
        + numbered(b"one", 2)
        + numbered(b"", 2)
        + numbered(b"three", 2)
        + numbered(b"deep", 3)
        + numbered(b"dot", 4)
        + numbered(b"Minutes", 0, 2)
        + numbered(b"of May", 1, 2)
        + numbered(b"Anew", 0, 3)
        + numbered(b"on", 0, 3)
        + numbered(b"no list", 0, 0)
        + numbered(b"unknown list", 0, 99)
    )
    path = zipped("m.docx", {"word/document.xml": HEAD + body + TAIL, "word/numbering.xml": NUMBERING})
    blocks = read(path).blocks
    assert [each.text for each in blocks] == [
        "1. Apologies",
        "1.1 of members",
        "1.2 of officers",
        "a) one",
        "c) three",
        "(iv) deep",
        "dot",
        "2. Minutes",
        "2.1 of May",
        "7. Anew",
        "8. on",
        "no list",
        "unknown list",
    ]
    assert (blocks[0].kind, blocks[0].bold, blocks[1].kind) == ("paragraph", 1, "item")


def test_numbers_of_a_heading_come_from_its_style(zipped: Callable[..., Path]) -> None:
    styles = (
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="H">'
        b'<w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    cell = b"<w:tbl><w:tr><w:tc>%s</w:tc><w:tc><w:p><w:r><w:t>Clerk</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    body = b'<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>Dredging</w:t></w:r></w:p>' + cell % numbered(b"Ask", 0)
    path = zipped(
        "m.docx",
        {"word/document.xml": HEAD + body + TAIL, "word/numbering.xml": NUMBERING, "word/styles.xml": styles},
    )
    assert [(each.kind, each.text) for each in read(path).blocks] == [
        ("heading", "1. Dredging"),
        ("row", "2. Ask | Clerk"),
    ]


def test_boxes_are_read_once_and_hidden_words_are_not(zipped: Callable[..., Path]) -> None:
    box = b"<w:txbxContent><w:p><w:r><w:t>Notice in a box</w:t></w:r></w:p></w:txbxContent>"
    body = (
        b'<w:p><w:r><w:t>Beside it</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        b'markup-compatibility/2006"><mc:Choice>' + box + b"</mc:Choice><mc:Fallback><w:pict>" + box + b"</w:pict>"
        b"</mc:Fallback></mc:AlternateContent></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        b"<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p><w:p><w:moveTo><w:r><w:t>moved</w:t></w:r>"
        b"</w:moveTo></w:p>"
    )
    path = zipped("m.docx", {"word/document.xml": HEAD + body + TAIL})
    assert [each.text for each in read(path).blocks] == ["Beside it", "Notice in a box", "moved"]


def test_notes_stand_after_their_paragraph(zipped: Callable[..., Path]) -> None:
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        b"<w:footnotes " + space + b'><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        b'<w:footnote w:id="2"><w:p><w:r><w:t>By seven to two.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    body = (
        b'<w:p><w:r><w:t>Carried.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        b"<w:p><w:r><w:t>Next.</w:t></w:r></w:p>"
    )
    path = zipped("m.docx", {"word/document.xml": HEAD + body + TAIL, "word/footnotes.xml": notes})
    assert [each.text for each in read(path).blocks] == ["Carried.", "By seven to two.", "Next."]


def test_letterhead_and_draft_marks_are_read_and_running_heads_are_not(zipped: Callable[..., Path]) -> None:
    space = (
        b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        b'xmlns:v="urn:schemas-microsoft-com:vml" '
        b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )

    def margin(words: bytes, more: bytes = b"") -> bytes:
        return b"<w:hdr " + space + b"><w:p><w:r><w:t>" + words + b"</w:t></w:r>" + more + b"</w:p></w:hdr>"

    parts = {
        "word/header1.xml": margin(b"Pilots' Guild"),
        "word/header2.xml": margin(b"Running head", b'<w:r><w:pict><v:textpath string="DRAFT"/></w:pict></w:r>'),
        "word/footer1.xml": margin(b"Page "),
        "word/_rels/document.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'relationships"><Relationship Id="a" Target="header1.xml"/><Relationship Id="b" Target="header2.xml"/>'
        b'<Relationship Id="c" Target="footer1.xml"/></Relationships>',
    }
    section = (
        b"<w:sectPr " + space + b'><w:headerReference w:type="first" r:id="a"/><w:headerReference w:type="default" '
        b'r:id="b"/><w:footerReference w:type="default" r:id="c"/>%s</w:sectPr>'
    )
    text = b"<w:p><w:r><w:t>The chair opened the meeting.</w:t></w:r></w:p>"
    first = zipped("a.docx", parts | {"word/document.xml": HEAD + text + section % b"<w:titlePg/>" + TAIL})
    assert [each.text for each in read(first).blocks] == ["Pilots' Guild", "DRAFT", "The chair opened the meeting."]
    other = read(zipped("b.docx", parts | {"word/document.xml": HEAD + text + section % b"" + TAIL}))
    assert [each.text for each in other.blocks] == ["DRAFT", "The chair opened the meeting."]
    assert other.title == "Running head"


def test_a_damaged_part_costs_only_itself_and_is_told(zipped: Callable[..., Path]) -> None:
    text = b"<w:p><w:r><w:t>The text</w:t></w:r></w:p>"
    broken = read(zipped("a.docx", {"word/document.xml": HEAD + text + TAIL, "word/footnotes.xml": b"no xml"}))
    cut = read(zipped("b.docx", {"word/document.xml": HEAD + text + b"<w:p><w:r>"}))
    assert [each.text for each in (*broken.blocks, *cut.blocks)] == ["The text", "The text"]
    assert "may be missing" in broken.remarks[0]
    assert "may be missing" in cut.remarks[0]


def test_deep_files_are_read_or_refused_but_never_cut(zipped: Callable[..., Path]) -> None:
    def deep(levels: int) -> Path:
        inside = b"<w:p><w:r><w:t>deep</w:t></w:r></w:p>"
        body = b"<w:sdt><w:sdtContent>" * levels + inside + b"</w:sdtContent></w:sdt>" * levels
        return zipped("m.docx", {"word/document.xml": HEAD + body + inside + TAIL})

    assert len(read(deep(200)).blocks) == 2
    with pytest.raises(SourceError, match="nested too deeply"):
        read(deep(3000))
