"""What the screens ask of an archive: the part of ``minutesearch.archive.Archive`` that they call.

A protocol, so that a screen can be tested on a few meetings held in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from minutesearch.model import (
        ArchiveState,
        ConceptCount,
        Coverage,
        Filters,
        IngestReport,
        Meeting,
        Results,
        Section,
        Trace,
    )

Progress = Callable[[int, int, str], None]
"""Called with (files read, files to read, name of the file)."""


class Minutes(Protocol):
    """An archive as the screens see it; every method may raise a ``MinutesearchError``."""

    @property
    def root(self) -> Path:
        """The archive's folder."""

    def state(self) -> ArchiveState:
        """The archive in a few figures."""

    def search(
        self, words: str, filters: Filters = ..., *, limit: int = 20, sort: str = "relevance", expand: bool = True
    ) -> Results:
        """Answer a query; ``sort`` is ``relevance``, ``date`` or ``-date`` and ``limit`` 0 means all."""

    def trace(self, issue: str, filters: Filters = ...) -> Trace:
        """How an issue developed."""

    def coverage(self) -> Coverage:
        """What is held and what is missing."""

    def section(self, id: str) -> Section:
        """One section by its id."""

    def meeting(self, id: str) -> tuple[Meeting, tuple[Section, ...]]:
        """One meeting with its sections in order."""

    def meetings(self) -> tuple[Meeting, ...]:
        """All meetings in date order."""

    def topics(self) -> tuple[ConceptCount, ...]:
        """The topics and names with their counts."""

    def ingest(
        self, paths: Sequence[Path] = ..., *, jobs: int | None = None, on_progress: Progress | None = None
    ) -> IngestReport:
        """Read what is new or changed."""
