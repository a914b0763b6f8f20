"""One meeting: its sections on the left, the chosen one verbatim on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import work
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from minutesearch.errors import MinutesearchError
from minutesearch.model import Filters, Hit, Meeting, Section
from minutesearch.present.tui import keys, show, words
from minutesearch.present.tui.screens.reading import ReadingPage
from minutesearch.present.tui.widgets.pane import Listing, entry, frame
from minutesearch.present.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget
    from textual.widgets import OptionList


class MeetingScreen(ReadingPage):
    """A meeting to read from beginning to end.

    Args:
        meeting: the meeting's id.
        section: the section to begin with.
    """

    NAME = "Meeting"
    KEYS = (keys.BACK, keys.HELP, keys.SEARCH, keys.COVERAGE, keys.TRACE, keys.TOPICS, keys.PALETTE, keys.QUIT)
    MORE = (keys.NEXT, keys.PREVIOUS, keys.EARLIER, keys.LATER, keys.SOURCE, keys.COPY, keys.ZOOM)
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.EARLIER, keys.LATER)

    class Opened(Message):
        """The meeting has come, with what it answers to the words of the search."""

        def __init__(self, meeting: Meeting, sections: Sequence[Section], hits: dict[str, Hit]) -> None:
            super().__init__()
            self.meeting, self.sections, self.hits = meeting, sections, hits

    class Failed(Message):
        """It could not be opened."""

        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def __init__(self, meeting: str, section: str | None = None) -> None:
        super().__init__()
        self._id = meeting
        self._section = section
        self._meeting: Meeting | None = None
        self._sections: Sequence[Section] = ()
        self._hits: dict[str, Hit] = {}
        self._step_to = 0

    def panes(self) -> Iterable[Widget]:
        """Sections and text."""
        with Horizontal(id="body"):
            yield Listing(id="sections", classes="pane")
            yield Reader(id="reader", classes="pane")

    def on_mount(self) -> None:
        """Ask for the meeting."""
        self.query_one("#sections").focus()
        self._open(self._id)

    @work(thread=True, exclusive=True, group="meeting")
    def _open(self, id: str) -> None:
        worker = get_current_worker()
        app = self.minutes
        try:
            with app.lock:
                meeting, sections = app.archive.meeting(id)
                within = Filters(since=meeting.date, until=meeting.date, body=meeting.body)
                found = app.archive.search(app.words, within, limit=0).hits if app.words.strip() else ()
        except (MinutesearchError, OSError) as error:
            self.post_message(self.Failed(error))
            return
        if not worker.is_cancelled:
            self.post_message(self.Opened(meeting, sections, {hit.section.id: hit for hit in found}))

    def on_meeting_screen_failed(self, message: Failed) -> None:
        """Say why."""
        self.complain(message.error)

    def on_meeting_screen_opened(self, message: Opened) -> None:
        """Show it, at the section that was asked for or the first one that answers."""
        self._meeting, self._sections, self._hits = message.meeting, message.sections, message.hits
        self._id = message.meeting.id
        self.notice = None
        if self._section is None:
            self._section = next((s.id for s in self._sections if s.id in self._hits), None)
        self.redraw()

    # -- drawing --------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Titles are wrapped to the width."""
        pane = self.query_one("#sections", Listing)
        if self._meeting is not None:
            pane.refill(lambda width: [entry(self._line(s, width), s.id) for s in self._sections], self._section)
            before, after = self._beside(-1), self._beside(1)
            earlier = f"[ earlier: {words.day(before.date)}" if before else "none earlier"
            later = f"] later: {words.day(after.date)}" if after else "none later"
            frame(pane, [words.count(len(self._sections), "section")], [earlier, later])
        self.draw_lines()

    def _line(self, section: Section, width: int) -> list[Content]:
        hit = self._hits.get(section.id)
        count = f"{hit.mentions:,}" if hit else ""
        number = show.clean_line(section.number)[:8]
        indent = len(number) + 1 if number else 0
        title = show.clean_line(section.title)
        lines = []
        for a, b in show.wrap(title, max(8, width - 6 - indent)):
            left = number.ljust(indent) + title[a:b]
            pad = " " * max(1, width - 5 - cell_len(left))
            lines.append(show.row(left, pad, Content.styled(count.rjust(5), show.BAR)) if count else Content(left))
            number = count = ""
        return lines

    def summary(self) -> str:
        """Which meeting this is."""
        meeting = self._meeting
        if meeting is None:
            return "Opening the meeting…"
        said = f"{meeting.body} · {words.day(meeting.date, long=True)} · {words.standing(meeting)}"
        if self.minutes.words.strip():
            said += (
                f" · {words.count(sum(h.mentions for h in self._hits.values()), 'mention')} of “{self.minutes.words}”"
            )
        return said

    # -- choosing -------------------------------------------------------------------------------------------

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The reader follows the list."""
        section = next((s for s in self._sections if s.id == event.option_id), None)
        if section is None or self._meeting is None:
            return
        self._section = section.id
        hit = self._hits.get(section.id)
        about = show.clean_line(
            f"{section.body} · {words.day(section.date, long=True)} · {words.standing(self._meeting)}"
        )
        marks = (hit.title_marks, hit.text_marks) if hit else ((), ())
        self.reader.read(section, about, *marks, below=["n next", "o source", "y copy"])
        if self._step_to < 0:
            self.reader.at_end()
        self._step_to = 0

    def on_option_list_option_selected(self) -> None:
        """Enter reads."""
        self._go("reader")

    def _go(self, pane: str) -> None:
        self.set_class(pane == "reader", "reading")
        self.set_focus(self.query_one(f"#{pane}"))

    def focus_next(self, selector: str | type[Widget] = "*") -> Widget | None:  # noqa: ARG002 - Textual\'s
        """Tab: the other pane, also where a narrow screen hides it just now."""
        self._go("sections" if self.focused is self.reader else "reader")
        return self.focused

    focus_previous = focus_next

    def on_descendant_focus(self) -> None:
        """A click may have brought the other pane up."""
        self.set_class(self.focused is self.reader, "reading")
        self.mark_zoom()

    def action_back(self) -> None:
        """From the text to the sections, where only one of them shows; then to the screen before."""
        if self.has_class("zoomed"):
            self.action_zoom()
        elif self.focused is self.reader and self.size.width < 100:
            self._go("sections")
        else:
            self.dismiss()

    def beyond(self, by: int) -> None:
        """The mentions of the next section that has any."""
        order = [s.id for s in self._sections]
        at = order.index(self._section) if self._section in order else 0
        rest = order[at + 1 :] if by > 0 else order[:at][::-1]
        found = next((id for id in rest if id in self._hits), None)
        if found is None:
            super().beyond(by)
            return
        self._step_to = by
        pane = self.query_one("#sections", Listing)
        pane.highlighted = pane.get_option_index(found)

    def action_meeting(self, by: int) -> None:
        """The next or previous meeting of this body: those that answer, where something was searched."""
        meeting = self._beside(by)
        if meeting is None:
            what = "mentions it" if self.minutes.answering else "is in the archive"
            self.tell(f"No {'later' if by > 0 else 'earlier'} meeting {what}.")
            return
        self._section = None
        self._open(meeting.id)

    def _beside(self, by: int) -> Meeting | None:
        answering = self.minutes.answering
        row = [m for m in self.minutes.meetings if self._meeting is not None and m.body == self._meeting.body]
        if answering:
            row = [m for m in row if m.id in answering or m.id == self._id]
        at = next((i for i, m in enumerate(row) if m.id == self._id), None)
        return row[at + by] if at is not None and 0 <= at + by < len(row) else None
