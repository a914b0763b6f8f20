"""A quote as an exported file has it, and what the readers of such files share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from minutesearch.model import CUT

_SECTION = re.compile(r"[^\s·]{1,200}?:\d{4}[^\s·/]{0,40}/[^\s·]{1,20}")
_SOURCE = re.compile(r"\bsource (\d{1,6})\b")
_SIC = re.compile(r"\s?\[sic\]", re.IGNORECASE)
_CUT = re.compile(r"\s?\[ ?(?:…|\.{3}) ?\]\s?")
_NOT_HEX = re.compile(r"[^0-9a-f]+")
OPENING, CLOSING = '“"', '”"'


class Quoted(NamedTuple):
    """A quote, the id of the section it was cited from, and the path and hash of its source; empty where not told."""

    text: str
    section: str
    path: str
    sha256: str


class Export(NamedTuple):
    """All quotes of a file in order, and how many citations stand there without a quote."""

    quotes: tuple[Quoted, ...]
    unquoted: int


class Told(NamedTuple):
    """A source as the file's list has it."""

    path: str
    sha256: str


def cited(text: str) -> tuple[str, str]:
    """The section's id and the number of the source that a citation names; empty where it names none."""
    section, source = _SECTION.search(text), _SOURCE.search(text)
    return section[0] if section else "", source[1] if source else ""


def quoted(text: str, section: str, number: str, sources: Mapping[str, Told]) -> Quoted:
    """A quote with what its source's number stands for."""
    source = sources.get(number, Told("", ""))
    return Quoted(text, section, source.path, source.sha256)


def told(path: str, sha256: str) -> Told:
    """A source from the cells of a list: marks that print nothing, put in to let a line break, are dropped."""
    shown = "".join(c for c in path if unicodedata.category(c) != "Cf").strip()
    return Told(shown.split("\n")[0].strip(), _NOT_HEX.sub("", sha256.lower())[:64])


def whole(pieces: list[tuple[str, bool]]) -> str:
    """A quote put together from its pieces.

    Args:
        pieces: in order: the text, and whether it is marked as verbatim. Of the others the marks round the quote and
            ``[sic]`` are the tool's; the cut mark stays; all else is what somebody has typed.
    """
    row = [("".join(text for text, _ in run), kind) for kind, run in groupby(pieces, key=lambda piece: piece[1])]
    for end, marks in ((0, OPENING), (-1, CLOSING)):
        if row and not row[end][1]:
            text = row[end][0].strip()
            if text and text[end] in marks:
                row[end] = (text[1:] if end == 0 else text[:-1], False)
    parts = [text if verbatim else _CUT.sub(CUT, _SIC.sub("", text)) for text, verbatim in row]
    return "".join(parts).strip()
