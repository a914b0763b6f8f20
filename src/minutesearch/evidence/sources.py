"""The published files that quotes are cited from, as they are now: whether they have changed, and what they print.

A file that is cited is hashed whenever it is asked for: a changed byte is found even where size and time are as before.
What a changed file prints is read in the killable child in which every published file is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from minutesearch.errors import SourceError
from minutesearch.model import Place
from minutesearch.sources import folder

if TYPE_CHECKING:
    from pathlib import Path

    from minutesearch.config import Settings
    from minutesearch.store import Records


class Read(NamedTuple):
    """A passage of a source as it is now: the body and day of its meeting (if told), title, text, page and line."""

    body: str
    date: str
    title: str
    text: str
    page: int | None
    line: int | None


class Sources:
    """The files of ``corpus/`` as they are now; each is hashed and read once at the most.

    Args:
        root: the archive.
        settings: its settings, with the limits of reading.
        records: the record, which knows the files as they were when it was made.
    """

    def __init__(self, root: Path, settings: Settings, records: Records) -> None:
        self._root = root
        self._settings = settings
        self._recorded = {source.path: source for source in records.sources()}
        self._hashes: dict[str, str | None] = {}
        self._read: dict[str, list[Read] | SourceError] = {}

    def sha256(self, path: str) -> str | None:
        """The hash of a file's bytes now; None where there is no such file in the corpus, or it cannot be read."""
        if path not in self._hashes:
            file = folder.named(self._root, path)
            try:
                self._hashes[path] = folder.sha256(file) if file else None
            except OSError:
                self._hashes[path] = None
        return self._hashes[path]

    def recorded(self, path: str) -> str | None:
        """The hash of a file as it was when the record was made; None where the record does not know it."""
        source = self._recorded.get(path)
        return source.sha256 if source else None

    def moved_to(self, sha256: str) -> str | None:
        """Another file of the corpus with those bytes; None where there is none."""
        like = (path for path, source in self._recorded.items() if source.sha256 == sha256)
        return next((path for path in like if self.sha256(path) == sha256), None)

    def place(self, path: str, page: int | None, line: int | None) -> Place:
        """A place in a file as it is now; its address is that of the bytes that were recorded, if it has them still."""
        now, source = self.sha256(path) or "", self._recorded.get(path)
        address, retrieved = (source.address, source.retrieved) if source and source.sha256 == now else (None, None)
        return Place(path, now, page, line, address, retrieved)

    def passages(self, path: str) -> list[Read]:
        """What a file prints now.

        Raises:
            SourceError: it cannot be read.
        """
        if path not in self._read:
            try:
                self._read[path] = self._passages(path)
            except SourceError as error:
                self._read[path] = error
        found = self._read[path]
        if isinstance(found, SourceError):
            raise found
        return found

    def _passages(self, path: str) -> list[Read]:
        from minutesearch.ingest.reading import limits_of, recogniser_of
        from minutesearch.parse.reader import Reader

        file = folder.named(self._root, path)
        if file is None:
            raise SourceError("the file is no longer there")
        with Reader(limits_of(self._settings), recogniser=recogniser_of(self._settings)) as reader:
            document, records, _ = reader.read(file, path)
        found = [
            Read(record.body, record.date, passage.title, passage.text, passage.page, passage.line)
            for record in records
            for passage in record.passages
        ]
        if found:
            return found
        # It is cut into no meetings any more: what stands on its pages is still its own.
        blocks = document.blocks
        first = blocks[0] if blocks else None
        whole = "\n".join(block.text for block in blocks)
        return [Read("", "", "", whole, first.page if first else None, first.line if first else None)]
