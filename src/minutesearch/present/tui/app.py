"""The terminal UI: one application that holds the archive, and the screens on it.

The archive is asked in worker threads, one question at a time; screens are told by messages and only then touch
their widgets. Screens other than the search are imported when they are opened, because the first paint pays for
every import.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from minutesearch.present.tui import keys, theme, words
from minutesearch.present.tui.changing import ArchiveApp
from minutesearch.present.tui.screens.page import Page
from minutesearch.present.tui.screens.search import SearchScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from textual.command import Provider
    from textual.screen import Screen

    from minutesearch.model import Gap
    from minutesearch.present.tui.ahead import First
    from minutesearch.present.tui.port import Minutes


def _palette() -> type[Provider]:
    from minutesearch.present.tui.palette import Everything

    return Everything


class MinutesApp(ArchiveApp):
    """minutesearch on a terminal.

    Args:
        archive: what to search.
        query: what the search box holds at first.
        sample: makes and opens the sample archive; where it is None, the empty screen names the command instead.
        first: the answer to the query, if it was asked for already.
    """

    CSS_PATH = "minutesearch.tcss"
    TITLE = "minutesearch"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(keys.HELP, keys.SEARCH, keys.COVERAGE, keys.TOPICS, keys.INGEST, keys.PALETTE, keys.QUIT),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
    ]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - typed by Textual
        (0, "-tiny"),
        (60, "-narrow"),
        (100, "-mid"),
        (140, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as above
        (0, "-low"),
        (16, "-short"),
        (30, "-tall"),
    ]

    def __init__(
        self,
        archive: Minutes,
        *,
        query: str = "",
        sample: Callable[[], Minutes] | None = None,
        first: Future[First] | None = None,
    ) -> None:
        chosen = theme.chosen(dict(os.environ))
        super().__init__(archive, query=query, sample=sample, first=first, colours=chosen != theme.PLAIN)
        self.animation_level = "none"
        for name in theme.COLOURS:
            self.register_theme(theme.theme(name))
        self.theme = chosen

    def get_default_screen(self) -> Screen[Any]:
        """The search is what everything else lies on."""
        return SearchScreen(self.words)

    # -- what is known of the archive -----------------------------------------------------------------------

    def headline(self) -> tuple[list[str], str]:
        """The archive in parts of a line, and what is newer than its index."""
        if self.state is None:
            return ["opening…"], ""
        state = self.state
        if not state.meetings:
            return [state.root], ""
        name = state.bodies[0] if len(state.bodies) == 1 else words.count(len(state.bodies), "body", "bodies")
        parts = [
            f"{name} · {words.count(state.meetings, 'meeting')}",
            words.count(state.sections, "section"),
            words.span(state.first, state.last),
        ]
        newer = len(state.newer)
        return (
            parts,
            f"{words.count(newer, 'file')} {'is' if newer == 1 else 'are'} newer than the index: F9" if newer else "",
        )

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All months without minutes."""
        return tuple(gap for body in self.covered.bodies for gap in body.gaps) if self.covered else ()

    @property
    def held(self) -> dict[str, int]:
        """Sections by meeting."""
        return {m.id: m.sections for body in self.covered.bodies for m in body.meetings} if self.covered else {}

    @property
    def answering(self) -> frozenset[str]:
        """The meetings that answer the search, by id."""
        home = self.screen_stack[0]
        return home.answering if isinstance(home, SearchScreen) else frozenset()

    # -- going places ---------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """To the search box, from wherever."""
        self.home()

    def home(self) -> SearchScreen:
        """Close what lies on the search screen."""
        # Not awaited: a screen that closes itself from one of its own messages would wait for itself.
        while len(self.screen_stack) > 1:
            self.pop_screen()
        assert isinstance(self.screen, SearchScreen)
        self.screen.to_box()
        return self.screen

    def ask(self, query: str) -> None:
        """Search for something else."""
        self.home().ask(query)

    def open_trace(self, issue: str) -> None:
        """Open the trace of an issue."""
        if not issue.strip():
            if isinstance(self.screen, Page):
                self.screen.tell("Type an issue first, then F5 traces it through every meeting.")
            return
        from minutesearch.present.tui.screens.trace import TraceScreen

        self.push_screen(TraceScreen(issue))

    def open_meeting(self, meeting: str, section: str | None = None) -> None:
        """Open a meeting, at one of its sections where one is named."""
        from minutesearch.present.tui.screens.meeting import MeetingScreen

        self.push_screen(MeetingScreen(meeting, section))

    def action_coverage(self) -> None:
        """Open the coverage screen."""
        from minutesearch.present.tui.screens.coverage import CoverageScreen

        if not isinstance(self.screen, CoverageScreen):
            self.push_screen(CoverageScreen())

    def action_topics(self) -> None:
        """Open the topics screen."""
        from minutesearch.present.tui.screens.topics import TopicsScreen

        if not isinstance(self.screen, TopicsScreen):
            self.push_screen(TopicsScreen())

    def action_help(self) -> None:
        """Open the help for the pane in focus."""
        from minutesearch.present.tui.screens.help import HelpScreen

        if isinstance(self.screen, Page) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def choose_folder(self) -> None:
        """Ask for a folder or file of minutes and read it."""
        from minutesearch.present.tui.screens.folder import FolderScreen

        def read(chosen: Path | None) -> None:
            if chosen is not None:
                self.read_files((chosen,))

        self.push_screen(FolderScreen(), read)

    # -- colours --------------------------------------------------------------------------------------------

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for the moment before a theme is set and for themes that are not ours."""
        return {key: str(value) for key, value in theme.theme(theme.DARK).variables.items()}

    def action_light(self) -> None:
        """Dark letters on light."""
        self.theme = theme.LIGHT

    def action_dark(self) -> None:
        """Light letters on dark."""
        self.theme = theme.DARK
