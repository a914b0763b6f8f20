"""Writing a whole new record beside the one in force."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from minutesearch.store.schema import RECORDS, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class RecordsWriter:
    """Writes a whole new record beside the old one; :meth:`swap` puts it in its place.

    Args:
        index: the archive's ``index/`` folder.
    """

    def __init__(self, index: Path) -> None:
        self._index = index
        self._path = index / f"{RECORDS}.new"
        self._path.unlink(missing_ok=True)
        self._db = sqlite3.connect(self._path)
        self._path.chmod(0o600)
        # Nothing is read from this file before it is whole and synced, so a journal would only cost time.
        self._db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;" + SCHEMA
        )

    def many(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        """Insert rows into a table, in the order of its columns."""
        batch = list(rows)
        if batch:
            self._db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(batch[0]))})", batch)

    def swap(self) -> None:
        """Sync the new record and put it in the old one's place."""
        self._db.commit()
        self._db.execute("PRAGMA optimize")
        self._db.close()
        with self._path.open("rb+") as file:
            os.fsync(file.fileno())
        self._path.replace(self._index / RECORDS)
        sync_folder(self._index)

    def discard(self) -> None:
        """Throw the new record away."""
        self._db.close()
        self._path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
