"""Searches that people named, as they typed them: ``notebook/searches.toml``. It never holds an engine's syntax."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

from minutesearch.errors import ConfigError, UsageError
from minutesearch.model import Filters, SavedSearch
from minutesearch.notebook import files
from minutesearch.text import safe_line

SEARCHES = f"{files.NOTEBOOK}/searches.toml"
_HEAD = "# Searches that people named. Written by: minutesearch query WORDS --save NAME\n"
_FILTERS = tuple(field.name for field in fields(Filters))
_KEYS = {"name", "query", *_FILTERS, "expand", "saved"}
_LONGEST_NAME = 60


def searches(root: Path) -> list[SavedSearch]:
    """The saved searches by name.

    Raises:
        ConfigError: the file cannot be read, or holds what it may not.
    """
    mend = f"Mend {root / SEARCHES}, or move it away."
    found: dict[str, SavedSearch] = {}
    for row in files.read(root, SEARCHES, "search"):
        name = row.get("name")
        if not isinstance(name, str) or not name.strip():
            raise ConfigError(f"{SEARCHES}: a search has no name.", mend)
        if unknown := sorted(row.keys() - _KEYS):
            raise ConfigError(f"{SEARCHES}: the search {name!r} has a key {unknown[0]!r}, which is none.", mend)
        if not isinstance(row.get("expand", True), bool) or not all(
            isinstance(value, str) for key, value in row.items() if key != "expand"
        ):
            raise ConfigError(f"{SEARCHES}: what the search {name!r} holds must be written in quotes.", mend)
        if _key(name) in found:
            raise ConfigError(f"{SEARCHES}: two searches are called {name!r}.", mend)
        narrowed = Filters(**{key: row[key] for key in _FILTERS if row.get(key)})
        found[_key(name)] = SavedSearch(
            name, row.get("query", ""), narrowed, row.get("saved", ""), row.get("expand", True)
        )
    return [found[key] for key in sorted(found)]


def named(root: Path, name: str) -> SavedSearch:
    """The saved search of that name, whatever its capitals.

    Raises:
        UsageError: there is none.
    """
    known = {_key(search.name): search for search in searches(root)}
    if _key(name) in known:
        return known[_key(name)]
    from difflib import get_close_matches

    near = get_close_matches(_key(name), list(known), 1, 0.5)
    hint = f"Did you mean {known[near[0]].name!r}?" if near else "All of them: minutesearch new --list"
    if not known:
        hint = "To save one: minutesearch query WORDS --save NAME"
    raise UsageError(f"There is no saved search {name!r}.", hint)


def save(root: Path, search: SavedSearch, *, force: bool) -> SavedSearch | None:
    """Keep a search under its name. Call it under the lock.

    Args:
        root: the archive.
        search: the search; its day is set here.
        force: whether another search of that name may be replaced.

    Returns:
        The search that was replaced, if any.

    Raises:
        UsageError: the name cannot be one, or is another search's and ``force`` is not given.
    """
    name = safe_line(search.name)
    if not name or len(name) > _LONGEST_NAME:
        raise UsageError(f"A name has from one to {_LONGEST_NAME} characters.", "Write: --save hyms-waiting")
    search = replace(search, name=name, saved=time.strftime("%Y-%m-%d"))
    known = {_key(each.name): each for each in searches(root)}
    before = known.get(_key(name))
    if before and not force and _what(before) != _what(search):
        raise UsageError(
            f"{before.name!r} is saved already, for: {before.query}", "Choose another name, or add --force to replace."
        )
    known[_key(name)] = search
    _write(root, list(known.values()))
    return before if before and _what(before) != _what(search) else None


def forget(root: Path, name: str) -> SavedSearch:
    """Take a saved search away and give it back. Call it under the lock.

    Raises:
        UsageError: there is none of that name.
    """
    gone = named(root, name)
    _write(root, [each for each in searches(root) if each != gone])
    return gone


def _key(name: str) -> str:
    return safe_line(name).casefold()


def _what(search: SavedSearch) -> tuple[object, ...]:
    return search.query, search.filters, search.expand


def _write(root: Path, kept: Sequence[SavedSearch]) -> None:
    files.write(root, SEARCHES, _HEAD, "search", [_entry(s) for s in sorted(kept, key=lambda s: _key(s.name))])


def _entry(search: SavedSearch) -> list[tuple[str, str | bool]]:
    narrowed = [(key, value) for key in _FILTERS if (value := getattr(search.filters, key))]
    expand: list[tuple[str, str | bool]] = [] if search.expand else [("expand", False)]
    return [("name", search.name), ("query", search.query), *narrowed, *expand, ("saved", search.saved)]
