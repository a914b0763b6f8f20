"""The part of the application that changes the archive: reading new files, building the sample.

Reading goes on in a thread and tells of itself by messages; the search works meanwhile, on the index as it was.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import App
from textual.message import Message
from textual.worker import get_current_worker

from minutesearch.errors import MinutesearchError
from minutesearch.present.tui import show, words
from minutesearch.present.tui.ahead import look
from minutesearch.present.tui.screens.page import Page
from minutesearch.present.tui.screens.search import SearchScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from minutesearch.model import ArchiveState, ConceptCount, Coverage, IngestReport, Meeting
    from minutesearch.present.tui.ahead import First
    from minutesearch.present.tui.port import Minutes


class Left(Exception):
    """The program was left while files were read; the archive stays as it was."""


class ArchiveApp(App[None]):
    """An application that holds an archive, what is known of it, and how far a reading is."""

    class Reading(Message):
        """How far the reading is."""

        def __init__(self, said: str) -> None:
            super().__init__()
            self.said = said

    class Read(Message):
        """The reading has ended, well or not."""

        def __init__(self, report: IngestReport | None, error: Exception | None) -> None:
            super().__init__()
            self.report, self.error = report, error

    class Opened(Message):
        """The sample archive is open."""

    def __init__(
        self,
        archive: Minutes,
        *,
        query: str,
        sample: Callable[[], Minutes] | None,
        first: Future[First] | None,
        colours: bool,
    ) -> None:
        # Told before the filters are chosen: without it Textual shows NO_COLOR in greys, which are colours too.
        super().__init__(ansi_color=None if colours else True)
        self.archive = archive
        self.words = query
        self.sample = sample
        self.first = first
        self.lock = threading.Lock()
        self.state: ArchiveState | None = None
        self.meetings: tuple[Meeting, ...] = ()
        self.covered: Coverage | None = None
        self.topics: tuple[ConceptCount, ...] = ()
        self.progress: tuple[str, str] | None = None

    def load(self) -> None:
        """Ask the archive what it holds; call it in a worker, with the lock held."""
        self.state, self.meetings, self.covered = look(self.archive)

    def take_first(self) -> First | None:
        """Take the answer that was asked for ahead, once; None where there is none or it failed.

        What failed is asked again by the caller and fails there, where it is told.
        """
        first, self.first = self.first, None
        if first is None:
            return None
        try:
            answer = first.result()
        except (MinutesearchError, OSError):
            return None
        self.state, self.meetings, self.covered = answer.look
        return answer

    def refresh_lines(self) -> None:
        """Draw the lines of the screen on top again."""
        if isinstance(self.screen, Page):
            self.screen.draw_lines()

    def open_sample(self) -> None:
        """Open the sample archive in place of this empty one."""
        if self.sample is None:
            if isinstance(self.screen, Page):
                self.screen.tell("Quit with F10 and type: minutesearch demo", show.WARN)
            return
        self.show_progress("Building the sample archive…")
        self._sample()

    @work(thread=True, exclusive=True, group="ingest")
    def _sample(self) -> None:
        assert self.sample is not None
        try:
            archive = self.sample()
            with self.lock:
                self.archive = archive
                self.load()
        except (MinutesearchError, OSError) as error:
            self.post_message(self.Read(None, error))
            return
        self.post_message(self.Opened())

    def on_archive_app_opened(self) -> None:
        """Search the sample."""
        self.show_progress("")
        self.topics = ()
        if isinstance(home := self.screen_stack[0], SearchScreen):
            home.reload()
            home.to_box()

    # -- reading what is new --------------------------------------------------------------------------------

    def action_ingest(self) -> None:
        """Read what is new or changed; the search works meanwhile."""
        self.read_files(())

    def read_files(self, paths: tuple[Path, ...]) -> None:
        """Read files into the archive."""
        if self.progress is not None:
            return
        self.show_progress("Reading what is new…")
        self._ingest(paths)

    def show_progress(self, said: str) -> None:
        """Say how far the reading is; an empty text ends it."""
        self.progress = (said, show.STRONG) if said else None
        self.refresh_lines()

    @work(thread=True, exclusive=True, group="ingest")
    def _ingest(self, paths: tuple[Path, ...]) -> None:
        worker = get_current_worker()

        def progress(done: int, total: int, name: str) -> None:
            if worker.is_cancelled:
                raise Left
            said = f"Reading {done} of {total}: {show.clean_line(name)} · the search works meanwhile"
            self.post_message(self.Reading(said))

        try:
            report = self.archive.ingest(paths, on_progress=progress)
            with self.lock:
                self.load()
        except Left:
            return
        except (MinutesearchError, OSError) as error:
            self.post_message(self.Read(None, error))
            return
        self.post_message(self.Read(report, None))

    def on_archive_app_reading(self, message: Reading) -> None:
        """Say how far it is."""
        self.show_progress(message.said)

    def on_archive_app_read(self, message: Read) -> None:
        """Say what came of it, and search again."""
        self.show_progress("")
        self.topics = ()
        if isinstance(home := self.screen_stack[0], SearchScreen):
            home.reload()
        if not isinstance(self.screen, Page):
            return
        if message.report is None:
            self.screen.complain(message.error or RuntimeError("nothing was read"))
            return
        report = message.report
        new = sum(line.change != "unchanged" for line in report.sources)
        said = f"{words.count(new, 'file')} read" if new else "Nothing was new"
        held = [words.count(report.meetings, "meeting"), words.count(report.sections, "section")]
        said += f"; the archive holds {' and '.join(held)}"
        if report.unread:
            said += f". {words.count(len(report.unread), 'file')} could not be read: F4 says why"
        self.screen.tell(said + ".", show.WARN if report.unread else show.STRONG)
