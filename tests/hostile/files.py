"""Files that were made to do harm, or were harmed: what an archive may find among its minutes."""

from __future__ import annotations

import io
import os
import random
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.quality.layouts import written

GOOD = ("board-page", "council-page", "markdown", "plain-text", "society-bold", "numbered-word")
"""Templates whose files are read whole: two web pages, Markdown, plain text, a PDF, a Word file."""
MUTATED = (
    "hoa-bold",
    "parish-annual",
    "board-mixed",
    "committee-marked",
    "old-page",
    "accordion",
    "society-word",
    "year-file",
)
NAMES = (
    b"new\nline.txt",
    b"esc\x1b[2J\x1b]52;c;ZXZpbA==\x07.txt",
    "turned\u202etxt.exe".encode(),
    b"-rf.txt",
    b"--help",
    b"not\xffutf8.txt",
    "no\u200bwidth.txt".encode(),
    b"%2e%2e%2fpasswd",
    b"$(touch x).txt",
    b"a" * 255,
    b"[@click=app.bell]x[.txt",
    b"tab\there.txt",
)


class Hostile(NamedTuple):
    """A file by its name in bytes, its content, and the words of its reason; no words where it may be read too."""

    name: bytes
    content: bytes
    words: str = ""


def good() -> dict[str, bytes]:
    """Files that are minutes, by name."""
    found = {}
    for number, template in enumerate(GOOD):
        made = written(template, 900 + number)
        found[f"good-{number}-{made.name}"] = made.content
    return found


def hostile() -> Iterator[Hostile]:
    """Every kind of harm; the same bytes in every run."""
    yield from _mutants()
    yield from _named_wrongly()
    yield from _packed()
    yield from _pdfs()
    yield from _texts()


def _mutants() -> Iterator[Hostile]:
    for name in MUTATED:
        for seed in range(3):
            made = written(name, 700 + seed)
            chance = random.Random(f"{name}/{seed}")
            content = bytearray(made.content)
            for _ in range(chance.randint(1, 30)):
                at = chance.randrange(len(content))
                to = at + chance.choice((1, 1, 8, 200))
                content[at:to] = chance.choice((b"", b"\x01\x02", b"\xff" * 4, b"<", bytes([chance.randrange(1, 256)])))
            yield Hostile(f"mutant-{name}-{seed}-{made.name}".encode(), bytes(content))


def _named_wrongly() -> Iterator[Hostile]:
    yield Hostile(b"empty.pdf", b"", "0 bytes")
    yield Hostile(b"empty-word.docx", b"", "")
    yield Hostile(b"spaces.txt", b" \r\n\t" * 999, "white space")
    yield Hostile(b"program.pdf", b"\x7fELF" + bytes(4000), "a program")
    yield Hostile(b"sound.html", b"ID3\x03" + bytes(4000), "a sound file")
    yield Hostile(b"old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), "old Office file")
    yield Hostile(b"gzip.txt", b"\x1f\x8b\x08" + bytes(4000), "gzip")
    yield Hostile(b"random.txt", random.Random(1).randbytes(60_000), "binary content")
    yield Hostile(b"noughts.txt", b"Minutes of the Board, 3 May 2020.\n" + bytes(200_000), "binary content")
    yield Hostile(b"database.htm", b"SQLite format 3\x00" + bytes(4000), "a database")
    yield Hostile(b"half.txt", b"\xff\xfeM\x00i\x00n", "")
    yield Hostile(b"postscript.pdf", b"%!PS-Adobe-3.0\n" * 99, "PostScript")


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _word(body: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'.encode()


def _packed() -> Iterator[Hostile]:
    billion = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    entities = f'<!DOCTYPE x [<!ENTITY a0 "minutes">{billion}]>'
    spoken = "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"
    file = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    said = "<w:p><w:r><w:t>&f;</w:t></w:r></w:p>"
    yield Hostile(b"bomb.docx", _zipped({"word/document.xml": bytes(300 << 20)}), "")
    yield Hostile(b"billion.docx", _zipped({"word/document.xml": _word(spoken, entities)}), "")
    yield Hostile(b"outside.docx", _zipped({"word/document.xml": _word(said, file)}), "")
    yield Hostile(b"deep.docx", _zipped({"word/document.xml": _word("<w:p>" * 100_000)}), "")
    yield Hostile(b"tables.docx", _zipped({"word/document.xml": _word("<w:tbl><w:tr><w:tc>" * 20_000)}), "")
    yield Hostile(b"many.docx", _zipped({f"word/{n}.xml": b"" for n in range(5_000)}), "a zip archive")
    yield Hostile(b"up.docx", _zipped({"../../../../tmp/up": b"up", "word/document.xml": b"<"}), "")
    yield Hostile(b"book.docx", _zipped({"xl/workbook.xml": b"<a/>"}), "an Excel workbook")
    yield Hostile(b"cut.docx", _zipped({"word/document.xml": _word("<w:p/>")})[:-30], "")
    yield Hostile(
        b"nested.zip", _zipped({"a.zip": _zipped({"b.zip": _zipped({"c.txt": b"minutes"})})}), "a zip archive"
    )


def _pdf(objects: list[bytes], *, root: int = 1) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(out)


def _stream(content: bytes, times: int = 1) -> bytes:
    filters = b"/FlateDecode " * times
    for _ in range(times):
        content = zlib.compress(content, 9)
    return b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(content), filters, content)


def _page(content: bytes) -> bytes:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F %s>>>>>>" % font
    return _pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content])


def _pdfs() -> Iterator[Hostile]:
    catalog = b"<</Type/Catalog/Pages 2 0 R>>"
    yield Hostile(b"circle.pdf", _pdf([catalog, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>"]), "")
    yield Hostile(
        b"round.pdf",
        _pdf([catalog, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"]),
        "",
    )
    yield Hostile(
        b"countless.pdf", _pdf([catalog, b"<</Type/Pages/Kids[3 0 R]/Count 999999999>>", b"<</Type/Page>>"]), ""
    )
    yield Hostile(b"rootless.pdf", _pdf([b"<</Type/Catalog/Pages 9 0 R>>"], root=7), "")
    yield Hostile(b"brackets.pdf", _pdf([b"[" * 100_000 + b"]" * 100_000]), "")
    yield Hostile(b"inflated.pdf", _page(_stream(b"q " * (60 << 20))), "")
    yield Hostile(b"inflated-twice.pdf", _page(_stream(bytes(100 << 20), 2)), "")
    yield Hostile(b"operators.pdf", _page(_stream(b"BT /F 9 Tf " + b"(a) Tj " * 300_000 + b"ET")), "")
    yield Hostile(b"far-away.pdf", _page(_stream(b"BT /F 1e300 Tf 1e300 0 0 1e300 1e308 -1e308 Tm (a b) Tj ET")), "")
    yield Hostile(b"infinite.pdf", _page(_stream(b"BT /F 0 Tf 0 0 0 0 0 0 Tm (Minutes of 3 May 2020) Tj ET")), "")
    yield Hostile(b"saved.pdf", _page(_stream(b"q " * 200_000 + b"Q " * 200_000)), "")
    yield Hostile(b"header-only.pdf", b"%PDF-1.7\n", "")
    yield Hostile(b"long-header.pdf", b"%PDF-1.7\n" + b"%" * 300_000 + b"\n%%EOF", "")


def _texts() -> Iterator[Hostile]:
    page = b"<!doctype html><html><body><h1>Minutes</h1><p>3 May 2020</p>"
    yield Hostile(b"deep.html", page + b"<div>" * 100_000 + b"deep")
    yield Hostile(b"deep-list.html", page + b"<ul><li>" * 50_000 + b"deep")
    yield Hostile(b"deep-table.html", page + b"<table><tr><td>" * 30_000 + b"deep")
    yield Hostile(b"unclosed.html", page + b"<p <p <p " * 30_000)
    yield Hostile(b"entities.html", page + b"&#0;&#xD800;&#x1F;&#x110000;&" * 9_000)
    yield Hostile(
        b"sprinkled.html", page.replace(b"M", b"\x00M\x00") + b"\x00<h2>\x00A</h2>\x00It was noted.\x00" * 200
    )
    yield Hostile(b"one-line.txt", b"Minutes of 3 May 2020 " + b"a" * 200_000)
    yield Hostile(b"one-line-of-words.txt", b"Minutes of 3 May 2020. " + b"It was agreed. " * 14_000)
    yield Hostile(b"one-line.md", b"# Minutes of 3 May 2020\n\n## A\n\n" + b"**[a](b" * 30_000)
    yield Hostile(b"heads.md", b"# Minutes of 3 May 2020\n" + b"## A\n" * 50_000)
    yield Hostile(b"numbers.txt", b"Minutes of 3 May 2020\n" + b"".join(b"%d\n" % n for n in range(30_000)))
    yield Hostile(
        b"letters.txt",
        "Elm Board\n\nMinutes of the meeting held on 3 May 2020\n\n1. Minutes of the last meeting"
        "\n\nThe minutes of 4 ſeptember 2019 and of aprİl 2019 were approved.\n".encode(),
    )
    yield Hostile(b"commands.txt", _minutes("4 May 2020", "\x1b[2J\x9b2J\u202eRoads [/] \x1b]52;c;ZXZpbA==\x07"))
    for number, name in enumerate(NAMES, 1):
        yield Hostile(name, _minutes(f"{number} June 2020", f"Lane {number}"))


def _minutes(day: str, title: str) -> bytes:
    return (
        f"Ivy Board\n\nMinutes of the meeting held on {day}\n\n1. Apologies\n\nNone had been received.\n\n"
        f"2. {title}\n\nIt was agreed that [@click=app.bell]these[/] be swept before the winter comes.\x1b[31m The "
        "clerk was asked to see to it, and to tell the residents of the day.\n"
    ).encode()


def put(folder: Path, files: Iterator[Hostile]) -> list[Hostile]:
    """Write the files, and what is no file: a pipe, a folder by a file's name, links; returns those that stand."""
    stand = []
    for each in files:
        try:
            Path(os.fsdecode(os.fsencode(folder) + b"/" + each.name)).write_bytes(each.content)
        except OSError:  # this file system has no such names
            continue
        stand.append(each)
    os.mkfifo(folder / "pipe.pdf")
    (folder / "folder.pdf").mkdir()
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "nowhere.txt").symlink_to("gone.txt")
    outside = folder.parent / "outside.txt"
    outside.write_text("Fox Board\n\nMinutes of the meeting held on 9 July 2020\n\n1. Secret\n\nIt was kept.\n")
    (folder / "outside.txt").symlink_to(outside)
    (folder / "folder-outside").symlink_to(folder.parent)
    return stand
