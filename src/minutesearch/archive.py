"""The one door: everything that a screen, a command or a program may ask of an archive.

An :class:`Archive` returns model objects only. It opens the record and the engine when they are first needed, so
that each question pays for no more than it uses.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from minutesearch import config, coverage
from minutesearch.errors import IndexDamaged, IndexMissing, UsageError
from minutesearch.model import ArchiveState, Filters, PromiseFilter
from minutesearch.naming import body_named, topic_named
from minutesearch.query import overlaps
from minutesearch.store import RECORDS, Records

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from minutesearch.engines import Engine
    from minutesearch.model import (
        Changes,
        ConceptCount,
        Conflict,
        Correction,
        Coverage,
        Explanation,
        Figure,
        GlossaryEntry,
        IngestReport,
        Meeting,
        Promise,
        PromiseStatus,
        Proposal,
        Results,
        Section,
        Source,
        Statement,
        Tag,
        Trace,
        Trends,
        Wish,
    )
    from minutesearch.search import Searcher


class Archive:
    """An archive of minutes: a folder with ``corpus/`` and an index of it.

    Args:
        root: the archive's folder.

    Raises:
        ConfigError: its settings cannot be used.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings = config.load(root)
        self._lock = threading.RLock()
        self._records: Records | None = None
        self._generation: tuple[int, int] | None = None
        self._opened: Engine | None = None

    @classmethod
    def open(cls, root: Path | None = None, *, create: bool = False) -> Archive:
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
            self._opened = self._records = None

    # -- what is open -------------------------------------------------------------------------------------

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
        from minutesearch.search import Searcher

        return Searcher(records, lambda: self._engine(records))

    # -- questions ----------------------------------------------------------------------------------------

    def search(
        self,
        words: str,
        filters: Filters = Filters(),  # noqa: B008 - frozen, so one instance serves every call
        *,
        limit: int = 20,
        sort: str = "relevance",
        expand: bool = True,
    ) -> Results:
        """Answer a query; see :meth:`minutesearch.search.Searcher.search`."""
        with self._lock:
            return self._searcher(self._read()).search(words, filters, limit=limit, sort=sort, expand=expand)

    def trace(self, issue: str, filters: Filters = Filters()) -> Trace:  # noqa: B008 - as above
        """Follow an issue through the meetings; see :func:`minutesearch.trace.trace`."""
        from minutesearch.notebook import overrulings
        from minutesearch.trace import trace

        with self._lock:
            records = self._read()
            return trace(self._searcher(records), records, issue, filters, overrulings(self.root))

    def changes(self, issue: str, start: str, end: str, filters: Filters = Filters()) -> Changes:  # noqa: B008 - as above
        """What changed on an issue between two meetings; see :func:`minutesearch.trace.changes.changes`."""
        from minutesearch.trace.changes import changes

        with self._lock:
            records = self._read()
            return changes(self._searcher(records), records, issue, (start, end), filters)

    def promises(self, wanted: PromiseFilter = PromiseFilter()) -> tuple[Promise, ...]:  # noqa: B008 - as above
        """Promises with what became of them; bodies and topics may be named as a person would.

        Raises:
            UsageError: no one body or topic of that name is in the archive.
            ConfigError: ``notebook/promises.toml`` cannot be used.
        """
        from minutesearch.notebook import overrulings
        from minutesearch.promises import promises

        with self._lock:
            records = self._read()
            body = body_named(records, wanted.body) if wanted.body else None
            topic = topic_named(records, wanted.topic) if wanted.topic else None
            return tuple(promises(records, replace(wanted, body=body, topic=topic), overrulings(self.root)))

    def mark_promise(self, id: str, status: PromiseStatus | None, note: str = "") -> Promise:
        """Overrule what was found of a promise, or (with no status) go back to it; kept in ``notebook/``.

        Raises:
            UsageError: there is no promise of that id.
        """
        from minutesearch.ingest.lock import index_lock
        from minutesearch.notebook import overrule

        held = {p.id: p for p in self.promises()}
        if id not in held:
            from difflib import get_close_matches

            near = get_close_matches(id, list(held), 1)
            raise UsageError(
                f"There is no promise {id!r}.", f"Did you mean {near[0]}?" if near else "Type: minutesearch promises"
            )
        with index_lock(self.root / config.INDEX):
            overrule(self.root, self.section(held[id].section).meeting, held[id].text, status, note)
        return next(p for p in self.promises() if p.id == id)

    def figures(self, filters: Filters = Filters()) -> tuple[Figure, ...]:  # noqa: B008 - as above
        """All figures in reading order, narrowed by a period, a body or a topic."""
        from minutesearch.figures import figures

        with self._lock:
            records = self._read()
            body = body_named(records, filters.body) if filters.body else None
            topic = topic_named(records, filters.topic) if filters.topic else None
            return tuple(figures(records, replace(filters, body=body, topic=topic)))

    def coverage(self, body: str | None = None) -> Coverage:
        """Meetings held and missing, of all bodies or of the one named, and sources that could not be read.

        Raises:
            UsageError: no one body of that name is in the archive.
        """
        with self._lock:
            records = self._read()
            return coverage.read(records, body_named(records, body) if body else None)

    def section(self, id: str) -> Section:
        """One section.

        Raises:
            UsageError: there is none of that id.
        """
        with self._lock:
            found = self._read().section(id)
        if found is None:
            raise UsageError(
                f"There is no section {id!r}.", "Ids stand at the end of every hit of: minutesearch query …"
            )
        return found

    def meeting(self, id: str) -> tuple[Meeting, tuple[Section, ...]]:
        """One meeting with its sections in reading order.

        Raises:
            UsageError: there is none of that id.
        """
        with self._lock:
            records = self._read()
            found = records.meeting(id)
            if found is None:
                raise UsageError(f"There is no meeting {id!r}.", "Type: minutesearch coverage")
            return found, tuple(records.sections_of(id))

    def meetings(self, filters: Filters = Filters()) -> tuple[Meeting, ...]:  # noqa: B008 - as above
        """All meetings by date, or those of a body and a period."""
        with self._lock:
            records = self._read()
            filters = self._resolved(records, filters)
            return tuple(
                m
                for m in records.meetings()
                if filters.body in {None, m.body} and overlaps(m.date, filters.since, filters.until)
            )

    def topics(self, filters: Filters = Filters()) -> tuple[ConceptCount, ...]:  # noqa: B008 - as above
        """Every concept that the archive names, with its mentions per meeting, the most often named first."""
        from minutesearch.topics import topics

        with self._lock:
            records = self._read()
            return topics(records, self._resolved(records, filters))

    def names(self, filters: Filters = Filters()) -> tuple[ConceptCount, ...]:  # noqa: B008 - as above
        """Every organisation, service, role, place and term among :meth:`topics`."""
        from minutesearch.topics import names

        with self._lock:
            records = self._read()
            return names(records, self._resolved(records, filters))

    def trends(self, filters: Filters = Filters(), meeting: str | None = None) -> Trends:  # noqa: B008 - as above
        """What has changed, and what marks a meeting or a period; see :func:`minutesearch.trends.trends`."""
        from minutesearch.trends import trends

        with self._lock:
            records = self._read()
            return trends(records, self._resolved(records, filters), meeting)

    def glossary(self) -> tuple[GlossaryEntry, ...]:
        """Short forms with the long forms that the archive's own text gives."""
        with self._lock:
            return tuple(self._read().glossary())

    def conflicts(self) -> tuple[Conflict, ...]:
        """Names that the archive spells in several ways, and short forms that it spells out as several things."""
        with self._lock:
            return tuple(self._read().conflicts())

    def proposals(self) -> tuple[tuple[Proposal, ...], int]:
        """Topics that a person may accept, the most useful first; and how many there were before the list was cut."""
        with self._lock:
            records = self._read()
            return tuple(records.proposals()), int(records.meta["proposed"])

    def sources(self) -> tuple[Source, ...]:
        """All files of the corpus as the index knows them."""
        with self._lock:
            return tuple(self._read().sources())

    def sections(self) -> tuple[Section, ...]:
        """All sections in reading order."""
        with self._lock:
            return tuple(self._read().sections())

    def tags(self) -> Sequence[Tag]:
        """All tags in reading order."""
        with self._lock:
            return self._read().tags()

    def statements(self, sections: Sequence[str] | None = None) -> Sequence[Statement]:
        """Statements in reading order: those of the sections named, or all."""
        with self._lock:
            return self._read().statements(sections)

    def state(self) -> ArchiveState:
        """The archive in a few figures; never fails for want of an index."""
        from minutesearch.sources import folder

        try:
            with self._lock:
                records = self._read()
                span = coverage.span(records)
                stamps, topics = records.stamps(), records.meta["topics"]
                bodies = tuple(records.bodies())
                unread = sum(map(coverage.is_unread, records.sources()))
                engine, built = records.meta["engine"], records.meta["built"]
        except IndexMissing:
            newer = tuple(f.path for f in folder.listing(self.root))
            return ArchiveState(str(self.root), (), 0, 0, None, None, 0, 0, 0, "", None, newer)
        return ArchiveState(
            str(self.root), bodies, span.meetings, span.sections, span.first, span.last,
            sum(not gap.likely for gap in span.gaps), len(stamps),
            unread, engine, built, self._newer(stamps, topics),
        )  # fmt: skip

    def _newer(self, stamps: dict[str, tuple[str, int, int]], topics: str) -> tuple[str, ...]:
        """Files that are new, changed or gone since the index was made, told by size and time; own topics by hash."""
        from minutesearch.sources import folder  # hashlib's 2 ms are not for queries

        files = {f.path: (f.size, f.mtime) for f in folder.listing(self.root)}
        changed = {path for path, stamp in files.items() if stamps.get(path, ("", -1, -1))[1:] != stamp}
        changed |= stamps.keys() - files.keys()
        if folder.sha256_or_none(self.root / config.TOPICS_FILE) != topics:
            changed.add(config.TOPICS_FILE)
        return tuple(sorted(changed))

    # -- what writes --------------------------------------------------------------------------------------

    def accept_topic(self, wanted: str, wish: Wish) -> Correction:
        """Write a topic into ``topics.toml``; see :func:`minutesearch.correcting.accept`. An ingest tags by it."""
        from minutesearch import correcting

        with self._lock:
            return correcting.accept(self.root, self._read(), wanted, wish)

    def merge_topics(self, first: str, other: str) -> Correction:
        """Write into ``topics.toml`` that two are one; see :func:`minutesearch.correcting.merge`."""
        from minutesearch import correcting

        with self._lock:
            return correcting.merge(self.root, self._read(), first, other)

    def drop_topic(self, wanted: str) -> Correction:
        """Write into ``topics.toml`` that something is no topic; see :func:`minutesearch.correcting.drop`."""
        from minutesearch import correcting

        with self._lock:
            return correcting.drop(self.root, self._read(), wanted)

    def ingest(
        self,
        paths: Sequence[Path] = (),
        *,
        jobs: int | None = None,
        on_progress: Callable[[int, int, str], None] | None = None,
    ) -> IngestReport:
        """Bring the index up to date; see :func:`minutesearch.ingest.ingest`."""
        from minutesearch.ingest import ingest

        return ingest(self.root, self.settings, paths, jobs=jobs, on_progress=on_progress)

    def explain(self, path: Path) -> Explanation:
        """How a file would be read and cut, and why; nothing is copied, indexed or kept.

        Args:
            path: a published file, in the archive or anywhere else.

        Raises:
            SourceError: it cannot be read, with the reason and what to do.
        """
        from minutesearch.ingest.reading import explain

        return explain(path, self.root, self.settings)


def recogniser(settings: config.Settings | None = None) -> tuple[bool, str]:
    """Is there a recogniser for scanned pages, and which, or why not and what to do.

    Args:
        settings: an archive's settings; None for those that hold without any.
    """
    from minutesearch.ingest.reading import recogniser_of
    from minutesearch.parse.ocr.recogniser import Absent

    found = recogniser_of(settings or config.Settings())()
    if isinstance(found, Absent):
        return False, f"{found.why}: scanned pages are named, not read" + (f" ({found.hint})" if found.hint else "")
    return True, found.name
