"""One generation of the record, open for reading: its file, its rows, and whether it is whole."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from minutesearch.errors import IndexDamaged, IndexMissing
from minutesearch.store.schema import RECORDS, SCHEMA_VERSION, crc

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

AMONG = "IN (SELECT value FROM json_each(?))"
"""Any number of ids as one value: a list of question marks would be bounded."""

_DAMAGED = "The index is damaged; corpus/ is untouched."
_HINT = "Type: minutesearch ingest"


def _uri(path: Path, options: str) -> str:
    # Not urllib.parse.quote: its import costs the cold query path 5 ms.
    quoted = str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{quoted}?{options}"


class Opened:
    """One generation of the record, open for reading.

    Args:
        index: the archive's ``index/`` folder.

    Raises:
        IndexMissing: there is no record yet.
        IndexDamaged: the file is no record that this version can read.
    """

    def __init__(self, index: Path) -> None:
        path = index / RECORDS
        if not path.is_file():
            raise IndexMissing("This archive has no index yet.", _HINT)
        # Immutable: the file is replaced, never changed, so SQLite need not lock it (and a read-only disk will do).
        self._db = sqlite3.connect(_uri(path, "mode=ro&immutable=1"), uri=True, check_same_thread=False)
        try:
            self.meta: dict[str, str] = dict(self._db.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            self._db.close()
            raise IndexDamaged(f"The index cannot be read ({error}).", _HINT) from error
        if self.meta.get("schema") != SCHEMA_VERSION:
            self._db.close()
            raise IndexDamaged("The index was made by another version.", _HINT)

    def __del__(self) -> None:
        # An archive may simply be dropped; SQLite's connection would complain of not having been closed.
        if hasattr(self, "_db"):
            self._db.close()

    def check(self) -> None:
        """Read the whole file for damage.

        Raises:
            IndexDamaged: there is some.
        """
        if self.rows("PRAGMA quick_check(1)") != [("ok",)]:
            raise IndexDamaged(_DAMAGED, _HINT)
        for title, text, kept in self.rows("SELECT title, text, crc FROM sections"):
            whole(title, text, kept)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of one SELECT.

        Raises:
            IndexDamaged: SQLite finds the file damaged.
        """
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"{_DAMAGED} ({error})", _HINT) from error


def listed(column: str) -> tuple[str, ...]:
    """The texts of a column that holds a JSON list."""
    return tuple(json.loads(column))


def whole(title: str, text: str, kept: int) -> str:
    """The text of a section, if not a byte of it or of its title has changed since it was written."""
    if crc(title, text) != kept:
        raise IndexDamaged(_DAMAGED, _HINT)
    return text
