"""The record: sources, meetings, sections, tags, concepts and glossary in one SQLite file.

``index/records.sqlite`` is never changed in place. An ingest writes a whole new file beside it and swaps it in by
rename, so that a reader sees one generation or the next, never a mixture, needs no lock and works from a read-only
disk. The engine's folder that belongs to a generation is named in ``meta``. All SQL about the record stays in here.
"""

from __future__ import annotations

from minutesearch.store.reading import Records
from minutesearch.store.schema import RECORDS, SCHEMA_VERSION, crc
from minutesearch.store.writing import RecordsWriter, sync_folder

__all__ = ["RECORDS", "SCHEMA_VERSION", "Records", "RecordsWriter", "crc", "sync_folder"]
