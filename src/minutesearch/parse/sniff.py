"""What a file is, by its bytes; its name is never believed.

A Word file named ``.pdf`` and a picture named ``.docx`` are both common on council sites.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import re
import zipfile

from minutesearch.errors import SourceError

HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain"
MARKDOWN = "text/markdown"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
PICTURES = frozenset({PNG, JPEG, TIFF})
"""Media types whose text has to be recognised."""

_PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
_OTHER_PICTURES: tuple[tuple[bytes, str], ...] = ((b"GIF8", "a GIF picture"), (b"BM", "a BMP picture"))
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls or .msg)", "Save it as .docx or PDF."),
    (b"{\\rtf", "a Rich Text file", "Save it as .docx or PDF."),
    (b"%!PS", "a PostScript file", "Convert it to PDF."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and ingest what is inside."),
    (b"Rar!", "a RAR archive", "Unpack it and ingest what is inside."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it and ingest what is inside."),
    (b"\x7fELF", "a program", "Remove it from the archive."),
    (b"MZ", "a program", "Remove it from the archive."),
    (b"SQLite format 3\x00", "a database", "Remove it from the archive."),
    (b"ID3", "a sound file", "Minutes are read from text only."),
    (b"OggS", "a sound file", "Minutes are read from text only."),
    (b"\x00\x00\x00\x18ftyp", "a video", "Minutes are read from text only."),
    (b"\x00\x00\x00 ftyp", "a video", "Minutes are read from text only."),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_TYPED = re.compile(rb"\s{0,50}<pre[\s>]", re.IGNORECASE)
_TAGS = re.compile(
    rb"<(?:/?(?:p|div|h[1-6]|table|tr|td|ul|ol|li|br|span|strong|section|article|main|pre)(?=[\s/>])|a\s+href=)",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"\A---\s*\n(?:[^\n]*\n){0,60}?---\s*\n|\A(?:(?:title|date|author|slug|status|layout|tags)\s*:[^\n]*\n){2}",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"^#{1,6} +\S|^\*\*[^*\n]+\*\*|^[ \t]{0,12}(?:[-*]|\d{1,2}[.)]) +\*\*|\]\(\S{1,500}\)|^\|? *:?-{3,}:? *\|"
    r"|^\d{1,3}\\[.)] |^- {3}\S|^<!-- ",
    re.MULTILINE,
)
_TITLED = re.compile(r"\s{0,50}#{1,6} +\S")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_HEAD = 4096


def sniff(content: bytes) -> str:
    """The media type of a file's content.

    Args:
        content: all bytes of the file.

    Returns:
        One of the media types that can be read; that of a picture where it needs a recogniser.

    Raises:
        SourceError: for anything else, with what it seems to be and what to do about it.
    """
    if not content:
        raise SourceError("the file is empty (0 bytes)", hint="Fetch or copy it again.")
    head = content[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip(content)
    for magic, media_type in _PICTURES:
        if head.startswith(magic):
            return media_type
    if picture := _other_picture(head):
        raise SourceError(f"the file is {picture}, not a text", "no-text", "Save it as PNG, JPEG, TIFF or PDF.")
    for magic, what, hint in _OTHERS:
        if head.startswith(magic):
            raise SourceError(f"the file is {what}, which cannot be read", hint=hint)
    if _binary(content):
        raise SourceError(
            "the file is of no kind that can be read (binary content)",
            hint="HTML, PDF, Word (.docx), Markdown and plain text can be read.",
        )
    if not content.strip(b"\xef\xbb\xbf \t\r\n\x0c\x00"):
        raise SourceError("the file holds nothing but white space", "no-text", "Fetch or copy it again.")
    start = content[: 16 * _HEAD]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = decode(content[: 16 * _HEAD & ~1]).encode("utf-8", "replace")
    text = decode(start)
    fronted = _FRONT.match(text.lstrip("\ufeff").replace("\r\n", "\n")) is not None
    marks, tags = len(_MARKS.findall(text)), len(_TAGS.findall(start))
    # With front matter both are found, and either may have some of the other typed into it; tables are typed as tags
    # into Markdown too, but no page of tags begins with a Markdown heading.
    marked = marks >= 2 and ((fronted and 4 * marks > tags) or _TITLED.match(text))
    if _HTML.search(start[: 2 * _HEAD]) or _TYPED.match(start) or (tags >= 4 and not marked):
        return HTML
    return MARKDOWN if fronted or marks >= 2 else TEXT


def _other_picture(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "a WebP picture"
    for magic, what in _OTHER_PICTURES:
        # A text may begin with these letters; the four reserved bytes of a bitmap are nought.
        if head.startswith(magic) and (magic != b"BM" or head[6:10] == bytes(4)):
            return what
    return None


def _zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError) as error:
        raise SourceError(
            "the file is a damaged or cut-off zip or Word file", hint="Fetch or copy it again."
        ) from error
    if "word/document.xml" in names or "word/document2.xml" in names:
        return DOCX
    if "EncryptedPackage" in names:
        raise SourceError("the file is protected by a password", hint="Ask the publisher for an open copy.")
    what = "a zip archive"
    for name, kind in (("xl/workbook.xml", "an Excel workbook"), ("ppt/presentation.xml", "a PowerPoint file")):
        if name in names:
            what = kind
    if "mimetype" in names and "content.xml" in names:
        what = "an OpenDocument file"
    raise SourceError(f"the file is {what}, which cannot be read", hint="Save it as .docx or PDF, or unpack it.")


def _binary(content: bytes) -> bool:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    sample = content[: 16 * _HEAD]
    strange = sum(sample.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return strange * 50 > len(sample) or b"\x00\x00\x00" in sample


def decode(content: bytes, *, html: bool = False) -> str:
    """The text of a file: byte order mark, then UTF-8, then (HTML) the declared encoding, then Windows-1252.

    What reads as UTF-8 is UTF-8, whatever it calls itself: no other text looks like it by chance. In a text that is
    nearly all UTF-8, the bytes that are not (pasted from elsewhere) are taken for Windows-1252 one by one. A page that
    calls itself ISO-8859-1 is Windows-1252, as every browser takes it (WHATWG Encoding Standard).
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    declared = _META.search(content[: 2 * _HEAD]) if html else None
    label = declared[1].decode("ascii").lower() if declared else "utf-8"
    escaped = b"\x1b" in content
    if not escaped:
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode("utf-8")
    text = _declared(content, label)
    return content.decode("utf-8", _MIXED) if text is None else text


_MIXED = "minutesearch-windows-1252"
"""How bytes that are no UTF-8 are read in a text that has no other encoding."""


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


codecs.register_error(_MIXED, _as_windows)


def _declared(content: bytes, label: str) -> str | None:
    if label in ("x-mac-roman", "macintosh"):
        label = "mac-roman"
    if label in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso8859-1"):
        label = "windows-1252"
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    if name in ("utf-16", "utf-16-le", "utf-16-be"):
        # A page whose ASCII meta tag can be read is not UTF-16.
        name = "utf-8"
    if not name.startswith(_ENCODINGS) or name == "utf-7":
        return None
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return None


_ENCODINGS = ("utf", "ascii", "iso8859", "cp", "mac", "koi8", "big5", "gb", "euc", "shift", "iso2022")
