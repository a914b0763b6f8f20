"""What the minutes are held against: ``requirements.toml``, the areas of a written statement or a framework."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from minutesearch.errors import ConfigError, KeptQueryError, NoRequirements, QueryError, UsageError
from minutesearch.model import Area
from minutesearch.query import parse

FILE = "requirements.toml"
_KEYS = ("id", "title", "queries", "topics", "weakness", "note")
_ID = re.compile(r"[^\W_][\w.-]*")

EXAMPLE = """\
# requirements.toml

[[area]]
id = "waiting"
title = "Waiting times for assessment"
queries = ['"waiting list"', '"waiting time"', 'backlog']

[[area]]
id = "families"
title = "Families have a say"
queries = ['co-production', '"parents and carers"']
weakness = "As the report words it; for you, it is not searched."
"""
"""A file to begin with."""


def areas(path: Path) -> tuple[Area, ...]:
    """The areas of a file, in its order.

    Args:
        path: the file.

    Raises:
        NoRequirements: there is no such file.
        ConfigError: it is no TOML, or an area lacks what it needs, holds what it may not, or has a query with a fault.
    """
    if not path.is_file():
        raise NoRequirements(
            f"There is no file {path.name} in {path.parent}: it says which areas the minutes are held against.",
            "Write one as below, then give the same command again; or name another: --requirements FILE",
            EXAMPLE,
        )
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path.name} cannot be read: {error}", f"Mend {path}.") from error
    if unknown := [key for key in content if key != "area"]:
        raise ConfigError(f"{path.name} has a key {unknown[0]!r}.", "It may hold only: [[area]]")
    rows = content.get("area", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f"{path.name}: each area begins with [[area]], in two brackets.", f"Mend {path}.")
    if not rows:
        raise ConfigError(f"{path.name} has no area.", "Begin one with: [[area]]")
    found: dict[str, Area] = {}
    for n, row in enumerate(rows, 1):
        area = _area(row, path.name, n)
        if area.id in found:
            raise ConfigError(f"{path.name}: two areas have the id {area.id!r}.", "Give one of them another.")
        found[area.id] = area
    return tuple(found.values())


def _area(row: dict[str, Any], file: str, n: int) -> Area:
    id = row.get("id")
    where = f"{file}, area {id!r}" if isinstance(id, str) and id else f"{file}, area {n}"
    if unknown := [key for key in row if key not in _KEYS]:
        raise ConfigError(f"{where}: there is no key {unknown[0]!r}.", _nearest(unknown[0]))
    if not isinstance(id, str) or not _ID.fullmatch(id):
        raise ConfigError(f"{where}: it needs an id of letters, digits and hyphens.", 'Write: id = "waiting"')
    for key in ("title", "weakness", "note"):
        if not isinstance(row.get(key, ""), str):
            raise ConfigError(f"{where}: {key} must be a text in quotes.", f'Write: {key} = "…"')
    title = " ".join(row.get("title", "").split())
    if not title:
        raise ConfigError(f"{where}: it has no title.", 'Write: title = "Waiting times"')
    queries, topics = (_texts(row, key, where) for key in ("queries", "topics"))
    if not queries and not topics:
        raise ConfigError(f"{where}: it says nothing to search for.", "Write: queries = ['\"waiting list\"']")
    for query in queries:
        with blamed(where):
            if parse(query) is None:
                raise ConfigError(f"{where}: a query is empty.", "Write: queries = ['\"waiting list\"']")
    return Area(id, title, queries, topics, row.get("weakness", "").strip(), row.get("note", "").strip())


def _texts(row: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    given = row.get(key, [])
    if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
        raise ConfigError(f"{where}: {key} must be a list of texts.", f"Write: {key} = ['…', '…']")
    return tuple(dict.fromkeys(text.strip() for text in given))


def _nearest(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, _KEYS, 1, 0.5)
    return f"Did you mean {near[0]!r}?" if near else f"It may have: {', '.join(_KEYS)}."


@contextmanager
def blamed(where: str) -> Iterator[None]:
    """Say of a query's fault in which file and area it stands.

    Raises:
        KeptQueryError: the query is none; the caret stands under the fault.
        ConfigError: it names a topic or a body that the archive does not have.
    """
    try:
        yield
    except QueryError as error:
        raise KeptQueryError(f"{where}: {error.message}", error.query, error.position, error.hint) from None
    except UsageError as error:
        raise ConfigError(f"{where}: {error.message}", error.hint) from None
