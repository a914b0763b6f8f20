"""Where things stand in the text of a TOML file, so that a list can be added to and every other byte left alone.

The standard library reads TOML and gives no offsets; libraries that write it get lists wrong that people do write
(``[ "a" ]``). Texts come here only after ``tomllib`` has read them, so that what is valid need not be asked.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

_EMPTY = re.compile(r"(?:\s|#[^\n]*)*")
# Ends of strings may be wanting, though a valid text has them all: else a mark without its partner would be looked for
# again from every place.
_STRING = r'"(?:[^"\\\n]|\\.)*+"?|\'[^\'\n]*+\'?'
# A statement's key or a table's head: strings, and anything else up to the mark that ends it.
_KEY = re.compile(rf"(?:{_STRING}|[^\"'=\[\]#\n]+)*+")
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{0,5}|\'\'\'(?:[^\']|\'(?!\'\'))*+\'{0,5}'
    rf"|{_STRING}|[\[\]{{}},=]|#[^\n]*|\n|[^\S\n]+|[^\s\[\]{{}},=#\"']+",
    re.DOTALL,
)


class Value(NamedTuple):
    """A value of the file: the keys that lead to it and its offsets."""

    path: tuple[str, ...]
    start: int
    end: int


def values(text: str) -> Iterator[Value]:
    """All values of a file but those inside other values, in order."""
    table: tuple[str, ...] = ()
    at = _end(_EMPTY, text, 0)
    while at < len(text):
        if text[at] == "[":
            opened = at + 1 + text.startswith("[[", at)
            closed = _end(_KEY, text, opened)
            table = _path(text[opened:closed])
            at = text.index("]", closed) + 1 + (opened - at > 1)
        else:
            equals = _end(_KEY, text, at)
            start = _end(_EMPTY, text, equals + 1)
            end = _end_of_value(text, start)
            yield Value(table + _path(text[at:equals]), start, end)
            at = end
        at = _end(_EMPTY, text, at)


def with_entry(text: str, place: Value, entry: str, remark: str) -> str:
    """The text with one more entry, on a line of its own, at the end of a list.

    Args:
        text: the file.
        place: the list.
        entry: the entry as TOML.
        remark: what is said behind it.

    Raises:
        ValueError: what stands there is no list.
    """
    if text[place.start] != "[":
        raise ValueError("no list")
    last, comma, indent = _last_entry(text, place)
    if not comma:
        text, place = f"{text[:last]},{text[last:]}", place._replace(end=place.end + 1)
    closing = place.end - 1
    line = text.rfind("\n", place.start, closing) + 1
    if line and not text[line:closing].strip():
        return f"{text[:line]}{indent}{entry}, # {remark}\n{text[line:]}"
    return f"{text[:closing]}\n{indent}{entry}, # {remark}\n{text[closing:]}"


def _last_entry(text: str, place: Value) -> tuple[int, bool, str]:
    """Where the last entry of a list ends, whether it needs no comma, and how far entries are set in."""
    last, comma, indent = place.start + 1, True, "    "
    depth = 0
    before = ""
    for token in _TOKEN.finditer(text, place.start, place.end):
        mark = token[0]
        if depth == 1 and mark == "]":
            break
        if mark[0] != "#" and not mark.isspace():
            if depth == 1 and last == place.start + 1 and "\n" in before:
                indent = before.rpartition("\n")[2]
            depth += (mark in "[{") - (mark in "]}")
            if token.start() > place.start:
                last, comma = token.end(), depth == 1 and mark == ","
            before = ""
        else:
            before += mark if mark.isspace() else ""
    return last, comma, indent


def _end_of_value(text: str, start: int) -> int:
    depth = 0
    end = start
    for token in _TOKEN.finditer(text, start):
        mark = token[0]
        if depth == 0 and (mark[0] == "#" or "\n" in mark[:1]):
            break
        depth += (mark in "[{") - (mark in "]}")
        if not mark.isspace():
            end = token.end()
    return end


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _path(key: str) -> tuple[str, ...]:
    """The parts of a dotted key, quoted or not."""
    inner: Any = tomllib.loads(f"{key.strip()} = 0")
    parts: list[str] = []
    while isinstance(inner, dict):
        (part,) = inner
        parts.append(part)
        inner = inner[part]
    return tuple(parts)
