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
    path = root / name
    if not path.is_file():
        return []
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{name} cannot be read: {error}", f"Mend {path}, or move it away.") from error
    rows = content.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f"{name}: its entries must be written as [[{table}]].", f"Mend {path}, or move it away.")
    return rows


def write(root: Path, name: str, head: str, table: str, entries: Iterable[Fields]) -> None:
    """Write a file whole and put it in the old one's place. Call it under the archive's lock.

    Args:
        root: the archive.
        name: the file, relative to the archive.
        head: a comment that says what it is.
        table: what an entry is called there.
        entries: the entries in order.
    """
    rows = ("".join(f"{key} = {_value(value)}\n" for key, value in fields) for fields in entries)
    swap_in(root / name, "".join([head, *(f"\n[[{table}]]\n{row}" for row in rows)]))


def _value(value: str | bool) -> str:  # noqa: FBT001 - a value of either type
    """A value as TOML: a string as JSON has it, but for characters beyond the basic plane, which JSON writes as two."""
    if isinstance(value, bool):
        return "true" if value else "false"
    whole = value.encode("utf-8", "replace").decode("utf-8")
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
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
