"""The one door: everything that a screen, a command or a program may ask of an archive.

An :class:`Archive` returns model objects only. It opens the record and the engine when they are first needed, so
that each question pays for no more than it uses.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from minutesearch import config
from minutesearch.archive.asking import Asking
from minutesearch.errors import UsageError
from minutesearch.model import Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from minutesearch.model import (
        Changes,
        Correction,
        Explanation,
        IngestReport,
        Promise,
        PromiseStatus,
        Results,
        Trace,
        Wish,
    )


class Archive(Asking):
    """An archive of minutes: a folder with ``corpus/`` and an index of it.

    Args:
        root: the archive's folder.

    Raises:
        ConfigError: its settings cannot be used.
    """

    # -- questions ----------------------------------------------------------------------------------------

    def search(
        self,
        words: str,
        filters: Filters = Filters(),  # noqa: B008 - frozen, so one instance serves every call
        *,
        limit: int = 20,
        sort: str = "relevance",
        expand: bool = True,
        details: bool = False,
    ) -> Results:
        """Answer a query; see :meth:`minutesearch.search.Searcher.search`."""
        with self._lock:
            searcher = self._searcher(self._read())
            return searcher.search(words, filters, limit=limit, sort=sort, expand=expand, details=details)

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

    # -- what writes --------------------------------------------------------------------------------------

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
