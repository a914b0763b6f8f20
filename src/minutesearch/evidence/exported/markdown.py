"""Quotes of an exported Markdown file: blocks of quoted lines, the last of which is the citation."""

from __future__ import annotations

import html
import re

from minutesearch.evidence.exported.quoted import OPENING, Export, Quoted, Told, cited, quoted, told, whole

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:[A-Za-z]{2,31}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_CELL = re.compile(r"(?<!\\)\|")
_TOOLS = re.compile(r"(?<!\\)(?:\s?\[sic\]|\s?\[…\]\s?)")


def read(content: bytes) -> Export:
    """The quotes of a Markdown file.

    Args:
        content: the file.

    Raises:
        ValueError: it is no text.
    """
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ValueError("it is no text in UTF-8") from error
    sources = _sources(lines)
    quotes: list[Quoted] = []
    unquoted = 0
    for block in _blocks(lines):
        body: list[str] = []
        for line in block:
            if line.lstrip().startswith("— "):
                section, number = cited(line.replace("`", " "))
                if text := _quote(body):
                    quotes.append(quoted(text, section, number, sources))
                else:
                    unquoted += 1
                body = []
            else:
                body.append(line)
        if (text := _quote(body)) and "\n".join(body).lstrip()[:1] in OPENING:
            quotes.append(Quoted(text, "", "", ""))
    if not sources and not any(quote.section for quote in quotes):
        return Export((), 0)  # somebody else's quotes
    return Export(tuple(quotes), unquoted)


def _blocks(lines: list[str]) -> list[list[str]]:
    """Rows of lines that begin with ``>``, without it."""
    found: list[list[str]] = []
    inside = False
    for line in lines:
        quoting = line.lstrip().startswith(">")
        if quoting and not inside:
            found.append([])
        if quoting:
            found[-1].append(line.lstrip()[1:].removeprefix(" "))
        inside = quoting
    return found


def _quote(lines: list[str]) -> str:
    text = "\n".join(line.rstrip().removesuffix("\\") for line in lines).strip()
    pieces: list[tuple[str, bool]] = []
    at = 0
    # What the tool put in is not escaped; brackets that were printed are.
    for match in _TOOLS.finditer(text):
        pieces += [(_plain(text[at : match.start()]), True), (match[0], False)]
        at = match.end()
    pieces.append((_plain(text[at:]), True))
    first, last = pieces[0][0], pieces[-1][0]
    if first[:1] in {"“", '"'} and last[-1:] in {"”", '"'}:
        pieces[0] = (pieces[0][0][1:], True)
        pieces[-1] = (pieces[-1][0][:-1], True)
    return whole(pieces)


def _plain(text: str) -> str:
    """Text without the escapes of Markdown."""
    return _ESCAPED.sub(lambda match: match[1] or html.unescape(match[0]), text)


def _sources(lines: list[str]) -> dict[str, Told]:
    """Number → path and hash, from the table that lists the sources."""
    found: dict[str, Told] = {}
    columns: list[int] = []
    for line in lines:
        if not line.lstrip().startswith("|"):
            columns = []
            continue
        cells = [cell.strip() for cell in _CELL.split(line.strip())[1:-1]]
        if {"No.", "Source", "SHA-256"} <= set(cells):
            columns = [cells.index(name) for name in ("No.", "Source", "SHA-256")]
        elif columns and len(cells) > max(columns):
            number, path, sha256 = (cells[i] for i in columns)
            found[_cell(number)] = told(_cell(path), _cell(sha256))
    return found


def _cell(text: str) -> str:
    return text.strip("`") if text.startswith("`") else _plain(text)
