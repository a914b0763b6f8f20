"""How a file of the notebook is read and written: TOML that a person may read and mend, swapped in whole."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from minutesearch.errors import ConfigError

NOTEBOOK = "notebook"

Fields = Iterable[tuple[str, str | bool]]
"""The names and values of one entry, in the order in which they are written."""


def read(root: Path, name: str, table: str) -> list[dict[str, Any]]:
    """The entries of a file; none where there is no such file.

    Args:
        root: the archive.
        name: the file, relative to the archive.
        table: what an entry is called there: ``[[table]]``.

    Raises:
        ConfigError: the file cannot be read, or holds what it may not.
    """
    rows = content(root, name).get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(
            f"{name}: its entries must be written as [[{table}]].", f"Mend {root / name}, or move it away."
        )
    return rows


def content(root: Path, name: str) -> dict[str, Any]:
    """All that a file holds; nothing where there is no such file. An editor's byte order mark is no fault.

    Args:
        root: the archive.
        name: the file, relative to the archive.

    Raises:
        ConfigError: the file cannot be read.
    """
    path = root / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{name} cannot be read: {error}", f"Mend {path}, or move it away.") from error


def write(root: Path, name: str, head: str, table: str, entries: Iterable[Fields]) -> None:
    """Write a file whole and put it in the old one's place. Call it under the archive's lock.

    Args:
        root: the archive.
        name: the file, relative to the archive.
        head: a comment that says what it is.
        table: what an entry is called there.
        entries: the entries in order.
    """
    swap_in(root / name, text_of(head, table, entries))


def text_of(head: str, table: str, entries: Iterable[Fields]) -> str:
    """A file's text: its head, then its entries.

    Args:
        head: what stands before the entries, a comment first that says what the file is.
        table: what an entry is called there.
        entries: the entries in order.
    """
    rows = ("".join(f"{key} = {value(worth)}\n" for key, worth in fields) for fields in entries)
    return "".join([head, *(f"\n[[{table}]]\n{row}" for row in rows)])


def value(worth: str | bool) -> str:  # noqa: FBT001 - a value of either type
    """A value as TOML: a string as JSON has it, but for characters beyond the basic plane, which JSON writes as two."""
    if isinstance(worth, bool):
        return "true" if worth else "false"
    whole = worth.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def swap_in(path: Path, text: str) -> None:
    """Put a text in a file's place, durably: after a crash there is the old file or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync(path.parent)


def sync(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
