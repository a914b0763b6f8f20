"""Sources → records of meetings: every file read in a killable child, what was read kept by the file's SHA-256.

The cache under ``index/cache/`` is keyed by the file's hash, so an unchanged file is never read twice and an
interrupted ingest goes on where it stopped. An entry names the versions of the parser and the segmenter: a new
segmenter cuts the kept blocks anew, a new parser reads the file anew. A file that could not be read is kept with its
reason too; it is tried again when the file, the limits or the parser change, or when it is offered again. What has
scanned pages is read anew when a recogniser has come, or another one.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from minutesearch.config import CORPUS, SETTINGS_FILE
from minutesearch.coverage import UNREAD
from minutesearch.errors import ConfigError, SourceError
from minutesearch.model import Source
from minutesearch.parse import VERSION
from minutesearch.parse.codec import document_from_json, document_to_json, record_from_json, record_to_json
from minutesearch.parse.ocr.recogniser import Found, finder
from minutesearch.parse.pdf.readers import INSTALL, READERS, is_installed
from minutesearch.parse.reader import Limits, Reader
from minutesearch.sources.folder import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from minutesearch.config import Settings
    from minutesearch.model import Document, Explanation, Record
    from minutesearch.sources.folder import CorpusFile

RETRIED = frozenset({"quarantined"})
"""States that are read anew when the same file is offered again: its trouble may have been the machine's."""


class SourceReading(NamedTuple):
    """What one file of the corpus gave: the source with its state, and the records of meetings in it."""

    file: CorpusFile
    source: Source
    records: tuple[Record, ...]


def limits_of(settings: Settings) -> Limits:
    """The limits of one file, and the reader of PDF, as the archive's settings have them.

    Raises:
        ConfigError: the reader of PDF that the settings name is not installed.
    """
    if not is_installed(settings.pdf):
        raise ConfigError(
            f'{SETTINGS_FILE}: [ingest] pdf is "{settings.pdf}", but pypdfium2 is not installed.', f"Type: {INSTALL}"
        )
    return Limits(
        seconds=settings.cpu_seconds,
        seconds_a_page=settings.cpu_seconds_per_page,
        most_seconds=settings.cpu_seconds_most,
        memory=settings.memory_mb << 20,
        out=settings.text_mb << 20,
        pages=settings.pages,
        page_letters=settings.characters_per_page,
        size=settings.file_mb << 20,
        pdf=settings.pdf,
    )


def recogniser_of(settings: Settings) -> Callable[[], Found]:
    """The recogniser for scanned pages as the archive's settings have it, looked for when it is first needed."""
    return finder(settings.ocr_language, limits_of(settings), off=settings.ocr == "off")


class Shelf:
    """The cache of what was read, one small compressed JSON file a source and version.

    Args:
        folder: ``index/cache/``.
        limits: limits in force; a failure is only remembered for the same ones.
    """

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._key = hashlib.sha256(repr(astuple(limits)).encode()).hexdigest()[:12]
        folder.mkdir(mode=0o700, exist_ok=True)

    def _path(self, digest: str, path: str) -> Path:
        # The path counts: a date that is printed nowhere may be taken from it.
        name = hashlib.sha256(path.encode()).hexdigest()[:12]
        return self._folder / f"{digest}-{name}-{self._key}.json.z"

    def get(self, digest: str, path: str) -> dict[str, Any] | None:
        """What is kept for a file, or None; a damaged entry counts as none."""
        try:
            kept = json.loads(zlib.decompress(self._path(digest, path).read_bytes()))
        except (OSError, ValueError, zlib.error):
            return None
        return kept if isinstance(kept, dict) else None

    def put(self, digest: str, path: str, value: dict[str, Any]) -> None:
        """Keep what was read; written whole or not at all."""
        target = self._path(digest, path)
        part = target.with_name(f"{target.name}.{os.getpid()}.{threading.get_ident()}.part")
        part.write_bytes(zlib.compress(json.dumps(value).encode(), 6))
        part.chmod(0o600)
        part.replace(target)

    def keep_only(self, known: Collection[tuple[str, str]]) -> None:
        """Drop what belongs to no (hash, path) of the corpus, and parts of writes that were cut off."""
        wanted = {self._path(digest, path).name for digest, path in known}
        for entry in self._folder.iterdir():
            if entry.name not in wanted:
                entry.unlink(missing_ok=True)


def read_all(
    files: Sequence[CorpusFile],
    shelf: Shelf,
    limits: Limits,
    jobs: int,
    offered: Collection[Path] = (),
    on_progress: Callable[[int, int, str], None] | None = None,
    *,
    recogniser: Callable[[], Found] | None = None,
) -> list[SourceReading]:
    """Read the files of the corpus.

    Args:
        files: the corpus, by path.
        shelf: the cache.
        limits: what one file may cost.
        jobs: files read at once; 0 is one a core.
        offered: files that were named in this run: what failed of them is tried again.
        on_progress: told (files done, files in all, path) after each file.
        recogniser: gives the recogniser for scanned pages; None for none.

    Returns:
        One reading a file, in the order of ``files``; a file never stops the run.
    """
    jobs = jobs or len(os.sched_getaffinity(0))
    local = threading.local()
    readers: list[Reader] = []
    lock = threading.Lock()
    done = 0
    first_of: dict[str, str] = {}
    hashes: list[str | SourceError] = []
    for file in files:
        try:
            digest = sha256(file.file)
            first_of.setdefault(digest, file.path)
            hashes.append(digest)
        except OSError as error:
            hashes.append(SourceError(f"the file cannot be opened: {error.strerror or error}"))

    def reader() -> Reader:
        if not hasattr(local, "reader"):
            local.reader = Reader(limits, recogniser=recogniser)
            with lock:
                readers.append(local.reader)
        return local.reader  # type: ignore[no-any-return]

    def one(file: CorpusFile, digest: str | SourceError) -> SourceReading:
        nonlocal done
        try:
            if isinstance(digest, SourceError):
                return _failed(file, "", digest)
            if (first := first_of[digest]) != file.path:
                return _failed(file, digest, SourceError(f"the same bytes as {first}", "duplicate"))
            kept = shelf.get(digest, file.path)
            if kept and _is_to_be_tried_again(kept, recogniser, offered=file.file in offered):
                kept = None
            if kept and (reading := _from_shelf(file, digest, kept)):
                return reading
            return _read(file, digest, reader(), shelf, _kept_document(kept), recogniser)
        finally:
            with lock:
                done += 1
                now = done
            if on_progress:
                on_progress(now, len(files), file.path)

    with ThreadPoolExecutor(max_workers=max(1, min(jobs, len(files)))) as pool:
        try:
            return _duplicates_of_trouble(list(pool.map(one, files, hashes)))
        except BaseException:
            # A scan of many pages takes minutes, and Ctrl-C does not wait for it.
            with lock:
                for each in readers:
                    each.stop()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            for each in readers:
                each.close()


def _is_to_be_tried_again(kept: dict[str, Any], recogniser: Callable[[], Found] | None, *, offered: bool) -> bool:
    if kept.get("state") in RETRIED and (offered or (kept.get("second") is False and is_installed(READERS[1]))):
        # A second reader of PDF that has been installed since may read what the first could not.
        return True
    by = kept.get("recogniser")
    return isinstance(by, str) and recogniser is not None and recogniser().supersedes(by)


def explain(file: Path, root: Path, settings: Settings) -> Explanation:
    """How a file would be read and cut, and why; nothing is kept.

    Args:
        file: a published file, in the archive or anywhere else.
        root: the archive, whose settings hold.
        settings: its settings.

    Raises:
        SourceError: it cannot be read, with the reason and what to do.
    """
    whole = file.resolve()
    shown = whole.relative_to(root).as_posix() if whole.is_relative_to(root) else f"{CORPUS}/{file.name}"
    with Reader(limits_of(settings), recogniser=recogniser_of(settings)) as reader:
        return reader.explain(file, shown)


def _duplicates_of_trouble(readings: list[SourceReading]) -> list[SourceReading]:
    """A file with the same bytes as one that could not be read could not be read either."""
    first = {r.source.sha256: r.source for r in readings if r.source.state in UNREAD}
    return [
        reading._replace(source=replace(reading.source, state=trouble.state, reason=trouble.reason))
        if reading.source.state == "duplicate" and (trouble := first.get(reading.source.sha256))
        else reading
        for reading in readings
    ]


def _read(
    file: CorpusFile,
    digest: str,
    reader: Reader,
    shelf: Shelf,
    known: Document | None,
    recogniser: Callable[[], Found] | None,
) -> SourceReading:
    document: Document | None = None
    records: tuple[Record, ...] = ()
    try:
        read = reader.read(file.file, file.path) if known is None else reader.segment(known, file.path)
    except SourceError as error:
        if reader.stopped.is_set():
            raise
        reading = _failed(file, digest, error)
    else:
        document, records, refused = read
        if refused is not None:
            reading = _failed(file, digest, refused, document)
        else:
            remarks = "; ".join(document.remarks) or None
            reading = SourceReading(file, _source(file, digest, document, "ingested", remarks), records)
    if reader.stopped.is_set():
        # What was cut short is no failure of the file and must not be remembered as one.
        raise SourceError("it was stopped")
    scanned = reading.source.state == "no-text" or (document and (document.recogniser or document.unread))
    shelf.put(
        digest,
        file.path,
        {
            "version": VERSION,
            "state": reading.source.state,
            "reason": reading.source.reason,
            "media_type": reading.source.media_type,
            "parser": reading.source.parser,
            "unread": reading.source.unread,
            "second": is_installed(READERS[1]),
            "recogniser": recogniser().name if recogniser and scanned else None,
            "document": document_to_json(document) if document else None,
            "records": [record_to_json(record) for record in records],
        },
    )
    return reading


def _source(file: CorpusFile, digest: str, document: Document | None, state: Any, reason: str | None) -> Source:
    media_type, parser = (document.media_type, document.parser) if document else ("", "")
    return Source(file.path, digest, media_type, parser, state, reason, unread=len(document.unread) if document else 0)


def _failed(file: CorpusFile, digest: str, error: SourceError, document: Document | None = None) -> SourceReading:
    reason = error.message if error.hint is None else f"{error.message} ({error.hint})"
    if document and document.unread:
        # What could not be read may be what makes minutes of it.
        reason = "; ".join([reason, *document.remarks])
    return SourceReading(file, _source(file, digest, document, error.state, reason), ())


def _kept_document(kept: dict[str, Any] | None) -> Document | None:
    """The blocks of an entry, where the parser that made them is still the one in force."""
    try:
        document = document_from_json(kept["document"]) if kept and kept.get("document") else None
    except ValueError:
        return None
    return document if document and document.parser.partition("+")[0] in VERSION.split() else None


def _from_shelf(file: CorpusFile, digest: str, kept: dict[str, Any]) -> SourceReading | None:
    if kept.get("version") != VERSION:
        return None
    try:
        source = Source(file.path, digest, kept["media_type"], kept["parser"], kept["state"], kept["reason"])
        source = replace(source, unread=int(kept["unread"]))
        return SourceReading(file, source, tuple(record_from_json(row) for row in kept["records"]))
    except (KeyError, TypeError, ValueError):
        return None
