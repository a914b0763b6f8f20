"""What the archive talks about: every topic and name with its mentions, meeting by meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.message import Message
from textual.widgets import DataTable, Input

from minutesearch.errors import MinutesearchError
from minutesearch.present.tui import keys, show, timeline, words
from minutesearch.present.tui.screens.page import Page
from minutesearch.present.tui.widgets.pane import frame

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.events import Key
    from textual.widget import Widget

    from minutesearch.model import ConceptCount
    from minutesearch.present.tui.timeline import Column

NAME_WIDTH, ALSO_WIDTH, COUNT_WIDTH, MEETINGS_WIDTH = 24, 20, 6, 9
NOT_THERE, NO_MINUTES = "–", "?"


class TopicsScreen(Page):
    """A table with a filter; Enter searches for the row, t traces it."""

    NAME = "Topics"
    KEYS = (keys.BACK, keys.HELP, keys.SEARCH, keys.COVERAGE, keys.TRACE, keys.PALETTE, keys.QUIT)
    MORE = (keys.REVERSE, keys.ZOOM)
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.REVERSE)

    class Counted(Message):
        """The counts have come."""

        def __init__(self, topics: tuple[ConceptCount, ...], error: Exception | None) -> None:
            super().__init__()
            self.topics, self.error = topics, error

    def __init__(self) -> None:
        super().__init__()
        self._topics: tuple[ConceptCount, ...] = ()
        self._shown: list[ConceptCount] = []
        self._newest_last = True

    def panes(self) -> Iterable[Widget]:
        """Filter and table."""
        box = Input(placeholder="Type to filter", id="box")
        box.cursor_blink = False
        yield box
        table: DataTable[Text] = DataTable(id="table", classes="pane", cursor_type="row", header_height=2)
        table.cursor_foreground_priority = "renderable"
        yield table

    def on_mount(self) -> None:
        """Ask for the counts."""
        frame(self.query_one("#box"), ["Topics and names"])
        self.query_one("#table").focus()
        self._ask()

    @work(thread=True, exclusive=True, group="topics")
    def _ask(self) -> None:
        try:
            with self.minutes.lock:
                topics = self.minutes.topics or self.minutes.archive.topics()
        except (MinutesearchError, OSError) as error:
            self.post_message(self.Counted((), error))
            return
        self.post_message(self.Counted(topics, None))

    def on_topics_screen_counted(self, message: Counted) -> None:
        """Show them."""
        if message.error is not None:
            self.complain(message.error)
            return
        self._topics = self.minutes.topics = message.topics
        self.redraw()

    # -- drawing --------------------------------------------------------------------------------------------

    def _table(self) -> DataTable[Text]:
        return self.query_one("#table", DataTable)

    def _columns(self) -> list[Column]:
        """The meetings and gaps that have a column: the newest that fit, in order."""
        room = self.size.width - 4 - (NAME_WIDTH + 2) - (MEETINGS_WIDTH + 2) - (ALSO_WIDTH + 2 if self._wide() else 0)
        columns = timeline.of_meetings(self.minutes.meetings, self.minutes.gaps, None, {}).columns
        kept = columns[-max(1, room // (COUNT_WIDTH + 2)) :]
        return list(kept if self._newest_last else reversed(kept))

    def _wide(self) -> bool:
        """Whether there is room for the other spellings; the line below tells them anyway."""
        return self.size.width >= 120

    def redraw(self) -> None:
        """Columns are those that fit."""
        table = self._table()
        at = table.cursor_row
        table.clear(columns=True)
        columns = self._columns()
        used = 4 + NAME_WIDTH + MEETINGS_WIDTH + 4 + len(columns) * (COUNT_WIDTH + 2)
        spare = max(0, self.size.width - used - (ALSO_WIDTH + 2 if self._wide() else 0))
        name, also = NAME_WIDTH + min(12, spare // 2), ALSO_WIDTH + min(30, spare - min(12, spare // 2))
        wanted = show.clean_line(self.query_one("#box", Input).value).lower()
        self._shown = [t for t in self._topics if wanted in _haystack(t)]
        table.add_column(Text("Name"), width=name)
        if self._wide():
            table.add_column(Text("Also written"), width=also)
        for column in columns:
            label = f"{words.day(column.date, year=False)}\n{column.date[:4]}"
            table.add_column(Text(label, justify="right"), width=COUNT_WIDTH)
        table.add_column(Text("In\nmeetings", justify="right"), width=MEETINGS_WIDTH)
        for topic in self._shown:
            table.add_row(*self._cells(topic, columns, name, also))
        if self._shown:
            table.move_cursor(row=min(at, len(self._shown) - 1))
        shown = sum(len(c.meetings) for c in columns)
        total = len(self.minutes.meetings)
        title = [words.count(len(self._shown), "topic"), "mentions per meeting"]
        title += [f"the newest {shown} of {total} meetings"] if shown < total else []
        below = ["Enter searches", "t traces", f"{NOT_THERE} no mention"]
        frame(table, title, below + ([f"{NO_MINUTES} no minutes"] if self.minutes.gaps else []))
        self.draw_lines()

    def _cells(self, topic: ConceptCount, columns: list[Column], name: int, also: int) -> list[Text]:
        counts = dict(topic.by_meeting)
        row = [Text(show.cut(topic.concept.label, name), style="bold")]
        if self._wide():
            row.append(Text(show.cut(words.listed(_others(topic), 6), also)))
        for column in columns:
            number = sum(counts.get(m, 0) for m in column.meetings)
            said = f"{number:,}" if number else NOT_THERE if column.meetings else NO_MINUTES
            row.append(Text(said, justify="right"))
        row.append(Text(f"{len(counts)} of {len(self.minutes.meetings)}", justify="right"))
        return row

    def summary(self) -> str:
        """Which row this is, with all spellings."""
        topic = self._row()
        if topic is None:
            return "No topic matches." if self._topics else "Counting…"
        others = _others(topic)
        counted = [words.count(topic.mentions, "mention"), words.count(topic.sections, "section")]
        said = f"{topic.concept.label}: {' in '.join(counted)}"
        return said + (f"; also written {words.listed(others, 6)}" if others else "")

    # -- choosing -------------------------------------------------------------------------------------------

    def _row(self) -> ConceptCount | None:
        at = self._table().cursor_row
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def on_input_changed(self) -> None:
        """Filter as you type."""
        self.redraw()

    def on_input_submitted(self) -> None:
        """From the filter to the table."""
        self._table().focus()

    def on_key(self, event: Key) -> None:
        """Down goes from the filter to the table."""
        if event.key == "down" and self.focused is self.query_one("#box"):
            event.stop()
            self._table().focus()

    def on_data_table_row_highlighted(self) -> None:
        """The line below tells all spellings."""
        self.draw_lines()

    def on_data_table_row_selected(self) -> None:
        """Enter searches for it."""
        topic = self._row()
        if topic is not None:
            self.minutes.ask(_asked(topic))

    def issue(self) -> str:
        """The row's topic."""
        topic = self._row()
        return _asked(topic) if topic is not None else ""

    def action_reverse(self) -> None:
        """Oldest meeting on the left, or on the right."""
        self._newest_last = not self._newest_last
        self.redraw()


def _others(topic: ConceptCount) -> list[str]:
    label = topic.concept.label.lower()
    return [show.clean_line(name) for name in topic.written if name.lower() != label]


def _haystack(topic: ConceptCount) -> str:
    return show.clean_line(" ".join((topic.concept.label, *topic.concept.names, *topic.written))).lower()


def _asked(topic: ConceptCount) -> str:
    """The words that find the topic: its label, which expands to all its names."""
    return show.clean_line(topic.concept.label)
