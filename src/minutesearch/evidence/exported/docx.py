"""Quotes of an exported Word file, as it is or as people have worked on it: by its styles, never by its looks."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from minutesearch.evidence.exported.quoted import OPENING, Export, Quoted, Told, cited, quoted, told, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTE, VERBATIM, CITATION = "Minutes Quote", "Minutes Verbatim", "Minutes Citation"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOST = 48 << 20
"""Bytes of one part of the file, unpacked; a small file may unpack to anything."""
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "‑"}


def read(content: bytes) -> Export:
    """The quotes of a Word file.

    Args:
        content: the file.

    Raises:
        ValueError: it is no Word file, is damaged, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            body = _tree(_part(packed, "word/document.xml"))
            names = _style_names(packed)
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ValueError(f"it is no whole Word file ({error})") from error
    sources = _sources(body)
    quotes: list[Quoted] = []
    unquoted = 0
    open_quote, before = "", ""
    for paragraph in body.iter(f"{_W}p"):
        style = names.get(_style(paragraph, "pPr", "pStyle"), "")
        pieces = list(_pieces(paragraph, names))
        text = "".join(piece for piece, _ in pieces)
        if style == QUOTE and text.strip():
            if open_quote and text.lstrip()[:1] in OPENING:
                quotes.append(Quoted(open_quote, "", "", ""))
                open_quote = ""
            # A quote that was broken into paragraphs is still one.
            open_quote = f"{open_quote}\n{whole(pieces)}".strip()
        elif style == CITATION and text.strip():
            section, number = cited(text)
            if not open_quote and before[:1] in OPENING:
                open_quote = whole([(before, False)])  # it has lost its style
            if open_quote:
                quotes.append(quoted(open_quote, section, number, sources))
            else:
                unquoted += bool(section)
            open_quote = ""
        before = text.strip() if style not in {QUOTE, CITATION} else ""
    if open_quote:
        quotes.append(Quoted(open_quote, "", "", ""))
    return Export(tuple(quotes), unquoted)


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as stream:
        content = stream.read(_MOST + 1)
    if len(content) > _MOST:
        raise ValueError(f"{name} in it unpacks to more than {_MOST >> 20} MB")
    return content


def _tree(content: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"its text cannot be read ({error.msg})") from error


def _style_names(packed: zipfile.ZipFile) -> dict[str, str]:
    """Style id → the style's name: an id may be anything, and other programs change it."""
    if "word/styles.xml" not in packed.namelist():
        return {}
    named: dict[str, str] = {}
    for style in _tree(_part(packed, "word/styles.xml")).iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            named[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "")
    return named


def _style(element: Any, properties: str, kind: str) -> str:
    found = element.find(f"{_W}{properties}/{_W}{kind}")
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _pieces(paragraph: Any, names: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """The runs of a paragraph: their text, and whether they are marked as verbatim.

    What was deleted with changes tracked stands in elements of another name, and is left out.
    """
    for run in paragraph.iter(f"{_W}r"):
        if any(above.tag == _FALLBACK for above in run.iterancestors()):
            continue
        text = "".join(
            (part.text or "") if part.tag == f"{_W}t" else _MARKS.get(part.tag, "") for part in run.iterchildren()
        )
        if text:
            yield text, names.get(_style(run, "rPr", "rStyle"), "") == VERBATIM


def _sources(body: Any) -> dict[str, Told]:
    """Number → path and hash, from the table that lists the sources."""
    found: dict[str, Told] = {}
    for table in body.iter(f"{_W}tbl"):
        rows = [[_text(cell) for cell in row.iterchildren(f"{_W}tc")] for row in table.iterchildren(f"{_W}tr")]
        head = [cell.strip() for cell in rows[0]] if rows else []
        if not {"No.", "Source", "SHA-256"} <= set(head):
            continue
        columns = [head.index(name) for name in ("No.", "Source", "SHA-256")]
        for row in rows[1:]:
            if len(row) > max(columns):
                number, path, sha256 = (row[i] for i in columns)
                found[number.strip().rstrip(".")] = told(path, sha256)
    return found


def _text(cell: Any) -> str:
    return "\n".join("".join(piece for piece, _ in _pieces(paragraph, {})) for paragraph in cell.iter(f"{_W}p")).strip()
