"""The first questions to the archive, asked while Textual is still being imported.

Reading files waits for the disk, importing mostly does not: side by side they take less time than one after the
other. This module must not import Textual.
"""

from __future__ import annotations

from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from minutesearch.model import ArchiveState, Coverage, Meeting, Results
    from minutesearch.present.tui.port import Minutes

MOST = 200
"""Hits that are listed: more are counted, and a meeting picked on the strip lists all of its own."""


class Look(NamedTuple):
    """What the archive holds; meetings and coverage are empty where it holds nothing."""

    state: ArchiveState
    meetings: tuple[Meeting, ...]
    covered: Coverage | None


class First(NamedTuple):
    """A look at the archive and the answer to the first query, None where there was no query."""

    look: Look
    results: Results | None


def look(archive: Minutes) -> Look:
    """Ask the archive what it holds."""
    state = archive.state()
    if not state.meetings:
        return Look(state, (), None)
    return Look(state, archive.meetings(), archive.coverage())


def answer(archive: Minutes, words: str, *, sort: str = "-date") -> Results:
    """Answer what is typed so far: a last word that finds nothing yet may be the beginning of one.

    Raises:
        QueryError: it is no query.
    """
    found = archive.search(words, limit=MOST, sort=sort)
    if (found.total and not found.corrected) or not words[-1:].isalnum():
        return found
    begun = archive.search(f"{words}*", limit=MOST, sort=sort)
    return begun if begun.total and not begun.corrected else found


def ask_ahead(archive: Minutes, query: str) -> Future[First]:
    """Begin to look and to answer in a thread; what goes wrong is raised by the future."""
    future: Future[First] = Future()

    def run() -> None:
        try:
            seen = look(archive)
            asked = bool(query.strip()) and bool(seen.state.meetings)
            future.set_result(First(seen, answer(archive, query) if asked else None))
        except BaseException as error:  # noqa: BLE001 - handed over, and raised where the result is asked for
            future.set_exception(error)

    Thread(target=run, name="first answer", daemon=True).start()
    return future
