"""What was mined from the minutes: topics and names, trends, short forms, promises and figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from minutesearch.archive.held import Held
from minutesearch.model import Filters, PromiseFilter
from minutesearch.naming import body_named, topic_named

if TYPE_CHECKING:
    from minutesearch.model import (
        ConceptCount,
        Conflict,
        Figure,
        GlossaryEntry,
        Promise,
        Proposal,
        Trends,
    )


class Mined(Held):
    """An archive that can be asked for what was mined; see :class:`minutesearch.archive.Archive`."""

    def topics(self, filters: Filters = Filters()) -> tuple[ConceptCount, ...]:  # noqa: B008 - frozen, so one instance serves every call
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

    def figures(self, filters: Filters = Filters()) -> tuple[Figure, ...]:  # noqa: B008 - as above
        """All figures in reading order, narrowed by a period, a body or a topic."""
        from minutesearch.figures import figures

        with self._lock:
            records = self._read()
            body = body_named(records, filters.body) if filters.body else None
            topic = topic_named(records, filters.topic) if filters.topic else None
            return tuple(figures(records, replace(filters, body=body, topic=topic)))
