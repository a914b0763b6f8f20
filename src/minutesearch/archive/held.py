"""What the archive holds: meetings, sections, sources, tags and statements, as they are on the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch import config, coverage
from minutesearch.archive.opened import Opened
from minutesearch.errors import IndexMissing, UsageError
from minutesearch.model import ArchiveState, Filters
from minutesearch.naming import body_named
from minutesearch.query import overlaps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import (
        Coverage,
        Meeting,
        Section,
        Source,
        Statement,
        Tag,
    )


class Held(Opened):
    """An archive that can be read; see :class:`minutesearch.archive.Archive`."""

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

    def meetings(self, filters: Filters = Filters()) -> tuple[Meeting, ...]:  # noqa: B008 - frozen, so one instance serves every call
        """All meetings by date, or those of a body and a period."""
        with self._lock:
            records = self._read()
            filters = self._resolved(records, filters)
            return tuple(
                m
                for m in records.meetings()
                if filters.body in {None, m.body} and overlaps(m.date, filters.since, filters.until)
            )

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
