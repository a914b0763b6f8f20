"""The content tells what a file is; its name never does."""

from __future__ import annotations

import pytest

from minutesearch.errors import SourceError
from minutesearch.parse import sniff


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"<!DOCTYPE html><html><body><p>Minutes</p></body></html>", sniff.HTML),
        (b"\xef\xbb\xbf<html><head></head></html>", sniff.HTML),
        (b"<div><p>One</p><p>Two</p></div>", sniff.HTML),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", sniff.PDF),
        (b"\r\n\r\n%PDF-1.4\n", sniff.PDF),
        (b"Minutes of the meeting of 3 March 2020\n\nPresent: six members\n", sniff.TEXT),
        ("Protokoll der Sitzung – Müllabfuhr".encode("windows-1252"), sniff.TEXT),
        ("Minutes".encode("utf-16"), sniff.TEXT),
        (b"---\ntitle: Minutes\ndate: 2020-01-01\n---\n\nText\n", sniff.MARKDOWN),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), sniff.PNG),
        (b"\xff\xd8\xff\xe0" + bytes(40), sniff.JPEG),
        (b"II*\x00" + bytes(40), sniff.TIFF),
        (b"MM\x00*" + bytes(40), sniff.TIFF),
        (b"BMA branch meeting of 3 March 2020\n", sniff.TEXT),
        (b"# Minutes\n\n## Apologies\n\nNone\n", sniff.MARKDOWN),
        (b"Price 3 < 4 and a > b, see <http://example.org>\n", sniff.TEXT),
    ],
)
def test_kinds_that_can_be_read(content: bytes, media_type: str) -> None:
    assert sniff.sniff(content) == media_type


@pytest.mark.parametrize(
    ("content", "state", "words"),
    [
        (b"", "quarantined", "empty"),
        (b" \r\n\t ", "no-text", "white space"),
        (b"GIF89a" + bytes(40), "no-text", "GIF picture"),
        (b"BM\x00\x10\x00\x00" + bytes(40), "no-text", "BMP picture"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "no-text", "WebP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "quarantined", ".doc"),
        (b"{\\rtf1\\ansi Minutes}", "quarantined", "Rich Text"),
        (b"PK\x03\x04" + bytes(30), "quarantined", "cut-off zip"),
        (bytes(range(256)) * 8, "quarantined", "binary"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_way_out(content: bytes, state: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        sniff.sniff(content)
    assert caught.value.state == state
    assert caught.value.hint


def test_other_zips_are_named(zipped: object, tmp_path: object) -> None:
    assert callable(zipped)
    sheet = zipped("minutes.docx", {"xl/workbook.xml": b"<workbook/>"})
    with pytest.raises(SourceError, match="Excel"):
        sniff.sniff(sheet.read_bytes())
    plain = zipped("minutes.pdf", {"readme.txt": b"hello"})
    with pytest.raises(SourceError, match="zip archive"):
        sniff.sniff(plain.read_bytes())
    word = zipped("minutes.zip", {"word/document.xml": b"<w/>"})
    assert sniff.sniff(word.read_bytes()) == sniff.DOCX


def test_encodings() -> None:
    curly = "The chair’s report – £40"
    assert sniff.decode(curly.encode()) == curly
    assert sniff.decode(curly.encode("utf-8-sig")) == curly
    assert sniff.decode(curly.encode("utf-16")) == curly
    assert sniff.decode(curly.encode("windows-1252")) == curly
    labelled = b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">' + curly.encode(
        "windows-1252"
    )
    assert sniff.decode(labelled, html=True).endswith(curly)
    # A wrong label must not cost the text.
    assert sniff.decode(b"<meta charset=utf-8>" + curly.encode("windows-1252"), html=True).endswith(curly)
    assert sniff.decode(b"<meta charset=zip>" + curly.encode(), html=True).endswith(curly)


def test_wrong_labels_and_mixed_encodings_cost_no_sign() -> None:
    said = "The clerk’s fee – £40 – went to Zoë’s café"
    assert sniff.decode(b"<meta charset=iso-8859-1>" + said.encode(), html=True).endswith(said)
    assert sniff.decode(b"<meta charset=windows-1252>" + said.encode(), html=True).endswith(said)
    assert sniff.decode(b"<meta charset=x-mac-roman>" + said.encode("mac-roman"), html=True).endswith(said)
    assert sniff.decode(b"<meta charset=shift_jis>" + "議事録".encode("shift_jis"), html=True).endswith("議事録")
    assert sniff.decode(b"<meta charset=iso-2022-jp>" + "議事録".encode("iso-2022-jp"), html=True).endswith("議事録")
    # A quote pasted from elsewhere does not spoil the rest of a page.
    assert sniff.decode("Zoë’s ".encode() + "chair’s".encode("windows-1252")) == "Zoë’s chair’s"
    assert sniff.decode("Zoë".encode()[:-1]) == "ZoÃ"


def test_tables_of_tags_in_markdown_and_typed_pages_of_tags() -> None:
    table = b"## Call\n\n- [one](http://example.org)\n\n<table><tr><td>a</td><td>b</td></tr></table>\n"
    assert sniff.sniff(table) == sniff.MARKDOWN
    assert sniff.sniff(b"<PRE>\nNotes\n" + b'1. <a href="http://example.org">one</a>\n' * 4 + b"</PRE>") == sniff.HTML
    assert sniff.sniff(b"<pre>\nNotes of a meeting\n</pre>\n") == sniff.HTML
