"""What a person watches: saved searches, what is new, and the requirements matrix."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from minutesearch import config
from minutesearch.archive.evidence import Evidenced
from minutesearch.model import Filters

if TYPE_CHECKING:
    from pathlib import Path

    from minutesearch.model import Matrix, News, SavedSearch

_PATIENCE = 3.0
"""Seconds that a look waits for an ingest before it is given up to be remembered: it has been printed already."""


class Watched(Evidenced):
    """An archive that can be watched; see :class:`minutesearch.archive.Archive`."""

    # -- saved searches -----------------------------------------------------------------------------------

    def saved_searches(self) -> list[SavedSearch]:
        """The saved searches by name; see :func:`minutesearch.notebook.searches.searches`."""
        from minutesearch.notebook.searches import searches

        return searches(self.root)

    def saved_search(self, name: str) -> SavedSearch:
        """One saved search; see :func:`minutesearch.notebook.searches.named`."""
        from minutesearch.notebook.searches import named

        return named(self.root, name)

    def save_search(self, search: SavedSearch, *, force: bool = False) -> SavedSearch | None:
        """Keep a search under its name; see :func:`minutesearch.notebook.searches.save`.

        Raises:
            QueryError: its words are no query.
            UsageError: a filter or the name cannot be used, or the name is another search's.
        """
        from minutesearch.ingest.lock import index_lock
        from minutesearch.notebook.searches import save

        with self._lock:
            self._searcher(self._read()).understand(search.query, search.filters, expand=search.expand)
        with index_lock(self.root / config.INDEX):
            return save(self.root, search, force=force)

    def forget_search(self, name: str) -> SavedSearch:
        """Take a saved search away; see :func:`minutesearch.notebook.searches.forget`."""
        from minutesearch.ingest.lock import index_lock
        from minutesearch.notebook.searches import forget

        self.saved_search(name)
        with index_lock(self.root / config.INDEX):
            return forget(self.root, name)

    # -- what is new --------------------------------------------------------------------------------------

    def news(self, person: str, since: str | None = None) -> News:
        """What a person has not seen; see :func:`minutesearch.news.news`. Nothing is marked as seen by it.

        Args:
            person: who looks: a login.
            since: instead of that, what was ingested on that ISO day or later.
        """
        from minutesearch.news import news
        from minutesearch.notebook.searches import searches
        from minutesearch.notebook.seen import last_look

        with self._lock:
            records = self._read()
            look = last_look(self.root, person)
            return news(records, self._searcher(records), searches(self.root), person, look, since)

    def mark_seen(self, news: News) -> None:
        """Remember that a person has seen what :meth:`news` told; what an ingest added meanwhile stays new.

        Raises:
            OSError: the archive cannot be written.
            IndexLocked: an ingest is at work.
        """
        from minutesearch.ingest.lock import index_lock
        from minutesearch.notebook.seen import mark_seen

        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        with index_lock(self.root / config.INDEX, wait=_PATIENCE):
            mark_seen(self.root, news.person, dict(news.held), now)

    # -- requirements -------------------------------------------------------------------------------------

    def matrix(self, requirements: Path | None = None, filters: Filters = Filters()) -> Matrix:  # noqa: B008 - frozen, so one instance serves every call
        """The areas of ``requirements.toml`` against every meeting; see :func:`minutesearch.evidence.matrix.matrix`.

        Args:
            requirements: another file than the archive's own.
            filters: a period and a body to narrow it to.

        Raises:
            NoRequirements: there is no such file.
            ConfigError: the file cannot be used.
        """
        from minutesearch.evidence.matrix import matrix
        from minutesearch.evidence.requirements import FILE, areas
        from minutesearch.notebook import overrulings

        path = requirements or self.root / FILE
        read = areas(path)
        with self._lock:
            records = self._read()
            searcher = self._searcher(records)
            return matrix(
                records, searcher, (path.name, read), self._resolved(records, filters), overrulings(self.root)
            )
