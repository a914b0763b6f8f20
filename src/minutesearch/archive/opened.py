"""The archive's folder, and the generation of its index that is in force: opened when it is first needed."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from minutesearch import config
from minutesearch.errors import IndexDamaged
from minutesearch.model import Filters
from minutesearch.naming import body_named
from minutesearch.store import RECORDS, Records

if TYPE_CHECKING:
    from minutesearch.engines import Engine
    from minutesearch.search import Searcher


class Opened:
    """A folder with ``corpus/`` and an index of it; see :class:`minutesearch.archive.Archive`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings = config.load(root)
        self._lock = threading.RLock()
        self._records: Records | None = None
        self._generation: tuple[int, int] | None = None
        self._opened: Engine | None = None
        self._asked: Searcher | None = None

    @classmethod
    def open(cls, root: Path | None = None, *, create: bool = False) -> Self:
        """The archive in a folder, else the one the environment names, else the nearest one upwards.

        Args:
            root: the folder, or None to look for it.
            create: True where an empty folder will do.

        Raises:
            NoArchive: there is none.
            UsageError: the folder that was named does not exist.
        """
        return cls(config.find_archive(root, create=create))

    def close(self) -> None:
        """Close what is open; it opens again when it is needed."""
        with self._lock:
            if self._opened:
                self._opened.close()
            if self._records:
                self._records.close()
            self._opened = self._records = self._asked = None

    def _read(self) -> Records:
        """The record in force: opened anew when an ingest has swapped another one in."""
        with self._lock:
            generation = self._generation_on_disk()
            if self._records is None or generation != self._generation:
                self.close()
                self._records = Records(self.root / config.INDEX)
                self._generation = generation
            return self._records

    def _generation_on_disk(self) -> tuple[int, int] | None:
        try:
            status = (self.root / config.INDEX / RECORDS).stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns

    def _engine(self, records: Records) -> Engine:
        """The engine of a generation: of the one the question was begun on, whatever has been swapped in since."""
        from minutesearch import engines

        if self._opened is None:
            path = self.root / config.INDEX / records.meta["engine_folder"]
            if not path.is_dir():
                raise IndexDamaged(f"The index lacks its folder {path.name}.", "Type: minutesearch ingest")
            self._opened = engines.open_engine(records.meta["engine"], path, stamp=records.meta["engine_stamp"])
        return self._opened

    @staticmethod
    def _resolved(records: Records, filters: Filters) -> Filters:
        """The filters with the body as the record names it."""
        return replace(filters, body=body_named(records, filters.body)) if filters.body else filters

    def _searcher(self, records: Records) -> Searcher:
        """What answers queries on a generation; it keeps what it has read for the next one."""
        if self._asked is None:
            from minutesearch.search import Searcher

            self._asked = Searcher(records, lambda: self._engine(records))
        return self._asked
