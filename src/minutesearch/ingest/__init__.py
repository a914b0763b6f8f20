"""The walk from published files to an index: sources → parse → assemble → mine → store → engine, once.

A generation is built beside the one in use and swapped in whole: first the engine's folder under a name of its own,
then ``records.sqlite`` by rename, which names that folder. A process killed anywhere in between leaves the old
generation in force and nothing to repair; what it left behind is swept up by the next run.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from minutesearch import config, engines, ledger, mine, parse
from minutesearch.assemble import Reading, assemble
from minutesearch.coverage import is_unread
from minutesearch.errors import IndexDamaged, IndexMissing
from minutesearch.ingest import printings, recording
from minutesearch.ingest.lock import index_lock
from minutesearch.ingest.reading import Shelf, limits_of, read_all, recogniser_of
from minutesearch.mine import statements, vocabulary
from minutesearch.model import IngestReport, SourceReport
from minutesearch.sources import folder
from minutesearch.sources.manifest import Manifest
from minutesearch.store import SCHEMA_VERSION, Records, RecordsWriter, sync_folder
from minutesearch.text import VERSION as ANALYSER_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from minutesearch.assemble import Archived
    from minutesearch.config import Settings
    from minutesearch.ingest.reading import SourceReading
    from minutesearch.ingest.recording import Derived


def ingest(
    root: Path,
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    jobs: int | None = None,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> IngestReport:
    """Bring the index up to date with ``corpus/``.

    Args:
        root: the archive.
        settings: its settings.
        paths: files or folders to copy into the corpus first.
        jobs: files read at once, instead of the setting; 0 is one a core.
        on_progress: told (files done, files in all, path) after each file.

    Raises:
        UsageError: a path does not exist.
        ConfigError: ``topics.toml`` cannot be used.
        IndexLocked: another ingest is at work and does not end.
    """
    offered = frozenset(folder.copy_in(paths, root)) if paths else frozenset()
    index = root / config.INDEX
    index.mkdir(mode=0o700, exist_ok=True)
    with index_lock(index):
        limits = limits_of(settings)
        shelf = Shelf(index / "cache", limits)
        at_once = settings.jobs if jobs is None else jobs
        readings = read_all(
            folder.listing(root), shelf, limits, at_once, offered, on_progress, recogniser=recogniser_of(settings)
        )
        manifest = Manifest(root)
        readings = [_cited(reading, manifest) for reading in readings]
        before = _generation_before(index)
        try:
            report = _bring_up_to_date(root, index, settings, before, readings)
        finally:
            if before:
                before.close()
        if report.changed:
            shelf.keep_only({(r.source.sha256, r.source.path) for r in readings})
        return report


def _generation_before(index: Path) -> Records | None:
    """The generation in force, if there is one and its record is whole; what is damaged is made anew."""
    try:
        records = Records(index)
        records.check()
    except (IndexMissing, IndexDamaged):
        return None
    return records


def _bring_up_to_date(
    root: Path,
    index: Path,
    settings: Settings,
    before: Records | None,
    readings: Sequence[SourceReading],
) -> IngestReport:
    built_in = vocabulary.load(root / config.TOPICS_FILE)
    topics = folder.sha256_or_none(root / config.TOPICS_FILE)
    shape = _shape(readings, f"{built_in.fingerprint}{topics}", settings)
    if before and _holds(before, index, shape, readings, settings):
        as_recorded = {source.path: source for source in before.sources()}
        readings = [r._replace(source=as_recorded[r.source.path]) for r in readings]
        return _report(readings, before, None, before.meta, changed=False)
    archived = assemble([Reading(r.source.path, r.source.sha256, r.records) for r in readings if r.records])
    readings = [_told(reading, archived.superseded.get(reading.source.path)) for reading in readings]
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    derived = recording.derive(archived, built_in, before, now)
    engine = engines.choose(settings.engine, len(archived.sections))
    engine_folder, stamp = _write_engine(index, engine, derived, before)
    meta = {
        "schema": SCHEMA_VERSION,
        "shape": shape,
        "statements": statements.VERSION,
        "tagger": recording.tagger_of(derived.vocabulary),
        "unresolved": json.dumps(derived.unresolved),
        "proposed": str(derived.proposals.total),
        "topics": topics,
        "engine": engine,
        "engine_folder": engine_folder,
        "engine_stamp": stamp,
        "built": now,
    }
    writer = RecordsWriter(index)
    try:
        recording.write(writer, readings, derived, meta)
    except BaseException:
        writer.discard()
        raise
    writer.swap()
    _sweep(index, {engine_folder, before.meta.get("engine_folder", "") if before else ""})
    return _report(readings, before, archived, meta, changed=True)


def _cited(reading: SourceReading, manifest: Manifest) -> SourceReading:
    """The reading, with the address of its source and the time it was taken from there, where these are known."""
    address, retrieved = manifest.of(reading.source.path, reading.source.sha256)
    return reading._replace(source=replace(reading.source, address=address, retrieved=retrieved))


def _told(reading: SourceReading, by: str | None) -> SourceReading:
    """The reading, with its source said to be superseded where it is."""
    if by is None:
        return reading
    return reading._replace(
        source=replace(
            reading.source, state="superseded", reason=f"a draft or an earlier version of what {by} has", unread=0
        )
    )


def _shape(readings: Sequence[SourceReading], fingerprint: str, settings: Settings) -> str:
    """A hash of all that the index depends on: sources and their state, vocabulary, versions, engine setting.

    The reason is a part of it: it tells which pages a recogniser read. So is all of ``topics.toml``: what it says of
    learned concepts and of proposals is not in the vocabulary's fingerprint.
    """
    chosen = (settings.engine, settings.pdf)
    versions = (SCHEMA_VERSION, parse.VERSION, mine.VERSION, ledger.VERSION, ANALYSER_VERSION)
    derived = (printings.VERSION, fingerprint, *chosen)
    sources = (r.source for r in readings)
    parts = [
        *versions,
        *derived,
        *(f"{s.path}\x00{s.sha256}\x00{s.state}\x00{s.reason}\x00{s.address}\x00{s.retrieved}" for s in sources),
    ]
    return hashlib.sha256("\x01".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _holds(before: Records, index: Path, shape: str, readings: Sequence[SourceReading], settings: Settings) -> bool:
    """Is the generation in force still the right one? Times of files count: the record tells by them what is newer."""
    if before.meta.get("shape") != shape:
        return False
    engine = engines.choose(settings.engine, len(before.section_digests()))
    if not _reusable(before, index, engine):
        return False
    stamps = before.stamps()
    return all(stamps.get(r.source.path, ("", 0, 0))[1:] == (r.file.size, r.file.mtime) for r in readings)


def _reusable(before: Records, index: Path, engine: str) -> bool:
    """Is the engine's folder of a generation whole, and what this engine and version would write?"""
    name = before.meta["engine_folder"]
    if not name.startswith(f"{engine}-{engines.fingerprint(engine)}-"):
        return False
    try:
        engines.open_engine(engine, index / name, stamp=before.meta["engine_stamp"]).close()
    except (IndexDamaged, IndexMissing):
        return False
    return not engines.damaged_files(index / name)


def _write_engine(index: Path, engine: str, derived: Derived, before: Records | None) -> tuple[str, str]:
    """Make the engine's folder of this generation; returns its name and the stamp of its commit.

    Meetings that are new are added to a clone of the folder before. Where one has changed or gone, the folder is
    made anew: what is left of deleted documents would colour the scores, and the same corpus must always give the
    same answers.
    """
    old = before.digests() if before else {}
    new = derived.meeting_digests
    name = f"{engine}-{engines.fingerprint(engine)}-{_next_number(index)}"
    target = index / name
    wanted: frozenset[str] | None = None
    if before and old and all(new.get(id) == digest for id, digest in old.items()) and _reusable(before, index, engine):
        engines.clone(index / before.meta["engine_folder"], target)
        wanted = frozenset(id for id in new if id not in old)
    opened = engines.open_engine(engine, target, create=wanted is None)
    try:
        with opened.write() as writer:
            for entry in recording.entries(derived, wanted):
                writer.add(entry)
        stamp = opened.stats().stamp
    finally:
        opened.close()
    sync_folder(index)
    return name, stamp


def _engine_folders(index: Path) -> list[Path]:
    return [path for path in index.iterdir() if path.is_dir() and path.name.partition("-")[0] in engines.ENGINES]


def _next_number(index: Path) -> int:
    """A number that no folder has, not even one that a killed ingest left behind."""
    numbers = [int(tail) for path in _engine_folders(index) if (tail := path.name.rpartition("-")[2]).isdigit()]
    return max(numbers, default=0) + 1


def _sweep(index: Path, kept: set[str]) -> None:
    """Remove engine folders of generations that no reader can be about to open.

    The one before the present stays until the next run: a reader may have opened its record a moment ago.
    """
    for path in _engine_folders(index):
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def _report(
    readings: Sequence[SourceReading],
    before: Records | None,
    archived: Archived | None,
    meta: Mapping[str, str],
    *,
    changed: bool,
) -> IngestReport:
    stamps = before.stamps() if before else {}
    rows = []
    for file, source, records in readings:
        known = stamps.pop(file.path, None)
        change = "new" if known is None else "unchanged" if known[0] == source.sha256 else "changed"
        sections = sum(p.ordinal > 0 for r in records for p in r.passages)
        rows.append(SourceReport(source, change, len(records), sections))  # type: ignore[arg-type]
    if before and stamps:
        gone = {s.path: s for s in before.sources()}
        rows += [SourceReport(gone[path], "gone", 0, 0) for path in sorted(stamps)]
    if archived is not None:
        meetings, sections = len(archived.meetings), sum(s.ordinal > 0 for s in archived.sections)
    else:
        meetings = len(before.meetings()) if before else 0
        sections = before.count_sections() if before else 0
    unread = tuple(r.source for r in readings if is_unread(r.source))
    remarks = tuple(f"{config.TOPICS_FILE}: no topic is called {word!r}." for word in json.loads(meta["unresolved"]))
    return IngestReport(tuple(rows), meetings, sections, meta["engine"], changed, unread, remarks)
