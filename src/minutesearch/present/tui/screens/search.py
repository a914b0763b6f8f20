"""The search: box, strip over all meetings, results, reader, and from 140 columns the topics of a section."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.worker import get_current_worker

from minutesearch.errors import IndexMissing, MinutesearchError, NoArchive, QueryError
from minutesearch.model import Filters, Meeting, Results, Section
from minutesearch.present.tui import keys, show, words
from minutesearch.present.tui.ahead import MOST, answer
from minutesearch.present.tui.screens.view import SearchView
from minutesearch.present.tui.widgets import hits
from minutesearch.present.tui.widgets.pane import frame
from minutesearch.present.tui.widgets.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

DEBOUNCE = 0.07
PAUSE = 0.8
AFTER_PAINT = 0.1


class SearchScreen(SearchView):
    """Layout B: everything on one screen, and the answer changes while you type."""

    NAME = "Search"
    MORE = (*keys.READING,)
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(keys.REVERSE, keys.NEXT, keys.PREVIOUS, keys.EARLIER, keys.LATER),
        Binding("1", "first(1)", "Choose a folder", show=False),
        Binding("2", "first(2)", "Try the sample", show=False),
        Binding("3", "first(3)", "Help", show=False),
    ]

    class Answered(Message):
        """An answer has come: to the words, and (where a column is picked) to them within that column."""

        def __init__(self, words: str, results: Results | None, picked: Results | None, *, loaded: bool) -> None:
            super().__init__()
            self.words, self.results, self.picked, self.loaded = words, results, picked, loaded

    class Refused(Message):
        """What was typed is no query yet, or the archive could not answer."""

        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    class Counted(Message):
        """The topics have been counted."""

    class Previewed(Message):
        """The sections of the meeting that is highlighted."""

        def __init__(self, meeting: Meeting, sections: Sequence[Section]) -> None:
            super().__init__()
            self.meeting, self.sections = meeting, sections

    def __init__(self, query: str = "") -> None:
        super().__init__(query)
        self._asked = query
        self._begun = False
        self._typing: Timer | None = None
        self._quiet: Timer | None = None

    def on_mount(self) -> None:
        """Ask at once: for what the archive holds, and for what the box holds."""
        frame(self.query_one("#box"), ["Search"])
        self.query_one("#box").focus()
        self.shape_strip()
        self.expect()
        first = self.minutes.first
        if first is not None and first.done() and (ready := self.minutes.take_first()) is not None:
            # It is there already: the first paint shows it.
            self.on_search_screen_answered(self.Answered(self._first, ready.results, None, loaded=True))
        else:
            self._ask(self._first, self._filters(), load=True)

    # -- asking ---------------------------------------------------------------------------------------------

    @property
    def box(self) -> str:
        """What is typed."""
        return self.query_one("#box", Input).value

    def ask(self, query: str) -> None:
        """Put other words in the box; the answer follows."""
        box = self.query_one("#box", Input)
        box.value = query
        box.cursor_position = len(query)

    def reload(self) -> None:
        """Ask again: the archive has changed."""
        self._begun = False
        self._ask(self.box, self._filters(), load=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search once the typing rests for a moment."""
        for timer in (self._typing, self._quiet):
            if timer is not None:
                timer.stop()
        if event.value == self._asked:
            return
        self._typing = self.set_timer(DEBOUNCE, self._typed)

    def _typed(self) -> None:
        self._asked = self.box
        self.query_one("#strip", Strip).picked = None
        self._ask(self.box, None)

    def _filters(self) -> Filters | None:
        strip = self.query_one("#strip", Strip)
        if strip.picked is None or strip.picked >= len(strip.timeline.columns):
            return None
        date = strip.timeline.columns[strip.picked].date
        return Filters(since=date, until=date)

    @work(thread=True, exclusive=True, group="search")
    def _ask(self, query: str, within: Filters | None, *, load: bool = False) -> None:
        worker = get_current_worker()
        app = self.minutes
        sort = "-date" if self._newest else "date"
        try:
            with app.lock:
                if worker.is_cancelled:
                    return
                asked = bool(query.strip())
                first = app.take_first()
                if load and first is None:
                    app.load()
                found = first.results if first else None
                if asked and found is None:
                    found = answer(app.archive, query, sort=sort)
                picked = app.archive.search(found.query, within, limit=MOST, sort=sort) if found and within else None
        except (MinutesearchError, OSError) as error:
            if not worker.is_cancelled:
                self.post_message(self.Refused(error))
            return
        if not worker.is_cancelled:
            self.post_message(self.Answered(query, found, picked, loaded=load))

    # -- what came back -------------------------------------------------------------------------------------

    def on_search_screen_answered(self, message: Answered) -> None:
        """Show an answer."""
        app = self.minutes
        app.words, self._all, self._shown = message.words, message.results, message.picked or message.results
        if not message.loaded:
            self.notice = None
        empty = app.state is not None and not app.state.meetings
        self.set_class(empty, "empty")
        if empty:
            self._welcome()
        self._draw_strip()
        self._draw_list()
        self.draw_lines()
        self._begin()

    def _begin(self) -> None:
        """The first answer, or the first refusal, is about to be painted."""
        if not self._begun:
            self._begun = True
            self.set_timer(AFTER_PAINT, self._painted)

    def _painted(self) -> None:
        """What can wait until the first answer is on the screen."""
        if not gc.isenabled():
            # Frozen first: a collection would go through all that the imports made, and find nothing.
            gc.freeze()
            gc.enable()
        if self.minutes.meetings and not self.minutes.topics:
            self._load_topics()

    def on_search_screen_refused(self, message: Refused) -> None:
        """The last answer stays; what is only half typed is spoken of after a pause."""
        error = message.error
        self._draw_strip()
        if not self._begun:
            self._draw_list()
        self._begin()
        if isinstance(error, (NoArchive, IndexMissing)) and not self.minutes.meetings:
            self.set_class(True, "empty")
            self._welcome()
        if isinstance(error, QueryError) and error.unfinished:
            self._quiet = self.set_timer(PAUSE, lambda: self.tell(self._half(error), show.MUTED))
        else:
            self.complain(error)

    @staticmethod
    def _half(error: QueryError) -> str:
        return f"Still typing? {error.message}" + (f" {error.hint}" if error.hint else "")

    def on_search_screen_counted(self) -> None:
        """The topics are there."""
        self.topics_came()

    @work(thread=True, exclusive=True, group="topics")
    def _load_topics(self) -> None:
        with self.minutes.lock:
            self.minutes.topics = self.minutes.archive.topics()
        self.post_message(self.Counted())

    # -- choosing -------------------------------------------------------------------------------------------

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The reader follows the list."""
        if event.option_list.id != "results":
            return
        hit = self._hit()
        if hit is not None:
            about = f"{hit.section.body} · {words.day(hit.section.date, long=True)}"
            about += "" if hit.status == "unknown" else f" · {hit.status}"
            self.reader.read(
                hit.section,
                show.clean_line(about),
                hit.title_marks,
                hit.text_marks,
                below=["n next", "o source", "y copy"],
            )
            if self._step_to is not None:
                if self._step_to < 0:
                    self.reader.at_end()
                self._step_to = None
        elif (event.option_id or "").startswith(hits.OPEN):
            self._preview((event.option_id or "").removeprefix(hits.OPEN))
        self._draw_topics()

    @work(thread=True, exclusive=True, group="preview")
    def _preview(self, meeting: str) -> None:
        worker = get_current_worker()
        try:
            with self.minutes.lock:
                if worker.is_cancelled:
                    return
                found = self.minutes.archive.meeting(meeting)
        except (MinutesearchError, OSError) as error:
            self.post_message(self.Refused(error))
            return
        if not worker.is_cancelled:
            self.post_message(self.Previewed(*found))

    def on_search_screen_previewed(self, message: Previewed) -> None:
        """What the highlighted meeting talked about."""
        if self._shown is None:
            lines = [show.text(words.standing(message.meeting), show.MUTED), Content("")]
            lines += [show.text(section.title) for section in message.sections]
            self.reader.say(
                f"{message.meeting.body} · {words.day(message.meeting.date, long=True)}", lambda _width: lines
            )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click: read it, open it, or search for it."""
        chosen = event.option_id or ""
        if chosen.startswith(hits.FIRST):
            self.action_first(int(chosen.removeprefix(hits.FIRST)))
        elif chosen.startswith(hits.OPEN):
            self.minutes.open_meeting(chosen.removeprefix(hits.OPEN))
        elif chosen.startswith(hits.ASK):
            self.to_box()
            self.ask(chosen.removeprefix(hits.ASK))
        elif chosen:
            self._go("reader")

    def on_input_submitted(self) -> None:
        """Enter in the box: read the first answer."""
        self._go("reader" if self._hit() is not None else "results")

    def on_strip_picked(self, message: Strip.Picked) -> None:
        """Only one meeting, or all again."""
        if message.column is None:
            self._shown = self._all
        if self._all is None or self._filters() is None:
            self._draw_strip()
            self._draw_list()
            self.draw_lines()
        else:
            self._ask(self.box, self._filters())

    def action_reverse(self) -> None:
        """Newest first, or oldest first."""
        self._newest = not self._newest
        if self.box.strip():
            self._ask(self.box, self._filters())
        else:
            self._draw_list()
