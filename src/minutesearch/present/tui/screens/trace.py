"""An issue through every meeting: the chart, and the story in its own sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from minutesearch.errors import MinutesearchError
from minutesearch.present.tui import keys, show, timeline, words
from minutesearch.present.tui.screens.page import Page
from minutesearch.present.tui.widgets import hits
from minutesearch.present.tui.widgets.pane import Listing, entry, frame
from minutesearch.present.tui.widgets.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget
    from textual.widgets import OptionList
    from textual.widgets.option_list import Option

    from minutesearch.model import Promise, Quote, Trace, TracePoint, TraceSection

BETWEEN = "|"
"""Between a meeting, its section and the number of the quote in an entry's id."""


class TraceScreen(Page):
    """How an issue developed, silent meetings and gaps included.

    Args:
        issue: what to trace, as typed.
    """

    NAME = "Trace"
    KEYS = (keys.BACK, keys.HELP, keys.SEARCH, keys.COVERAGE, keys.TOPICS, keys.PALETTE, keys.QUIT)
    MORE = (keys.REVERSE, keys.EARLIER, keys.LATER, keys.SOURCE, keys.COPY, keys.ZOOM)
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(
        keys.REVERSE, keys.EARLIER, keys.LATER, keys.SOURCE, keys.COPY
    )

    class Traced(Message):
        """The trace has come, or why it could not."""

        def __init__(self, trace: Trace | None, error: Exception | None) -> None:
            super().__init__()
            self.trace, self.error = trace, error

    def __init__(self, issue: str) -> None:
        super().__init__()
        self._issue = issue
        self._trace: Trace | None = None
        self._newest = True

    def panes(self) -> Iterable[Widget]:
        """Chart and story."""
        with VerticalScroll(id="chart-box", can_focus=False):
            yield Strip(id="chart")
        yield Listing(id="story", classes="pane")

    def on_mount(self) -> None:
        """Ask for the trace; the story has the focus."""
        self.query_one("#story").focus()
        self._ask()

    @work(thread=True, exclusive=True, group="trace")
    def _ask(self) -> None:
        worker = get_current_worker()
        try:
            with self.minutes.lock:
                trace = self.minutes.archive.trace(self._issue)
        except (MinutesearchError, OSError) as error:
            self.post_message(self.Traced(None, error))
            return
        if not worker.is_cancelled:
            self.post_message(self.Traced(trace, None))

    def on_trace_screen_traced(self, message: Traced) -> None:
        """Show it."""
        if message.error is not None:
            self.complain(message.error)
            return
        self._trace = message.trace
        self.redraw()

    def issue(self) -> str:
        """What is traced."""
        return self._issue

    def action_trace(self) -> None:
        """It is traced already."""
        self.tell("This is the trace. F3 searches for something else.")

    # -- drawing --------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """The chart lies on its side where columns would not fit."""
        chart = self.query_one("#chart", Strip)
        chart.shape = "side" if self.size.width < 100 else "columns"
        box = self.query_one("#chart-box")
        trace = self._trace
        if trace is None:
            frame(box, ["Issue", self._issue])
            self.draw_lines()
            return
        chart.timeline = timeline.of_trace(trace)
        missing = [p.date for p in trace.points if p.state == "missing"]
        head = [f"Issue: {trace.issue}", f"{trace.mentioned_in} of {trace.meetings} meetings"]
        head.append(words.count(trace.mentions, "mention"))
        if missing:
            head.append(words.count(len(missing), "month") + " without minutes")
        head.append(words.span(trace.first, trace.last))
        also = [f"also written: {words.listed(trace.also, 5)}"] if trace.also else []
        frame(box, head, [*also, "← → pick a meeting"])
        if chart.shape == "side":
            # The newest meetings are the last lines, and the story below begins with them.
            self.query_one("#chart-box").scroll_end(animate=False, immediate=False)
        story = self.query_one("#story", Listing)
        story.refill(lambda width: self._story(trace, width), story.chosen)
        order = "newest first" if self._newest else "oldest first"
        frame(story, ["Story", order], ["Enter reads", "r turns round", "y copy", "o source"])
        self.draw_lines()

    def summary(self) -> str:
        """Where the issue stands."""
        trace = self._trace
        if trace is None:
            return f"Tracing “{self._issue}”…"
        if trace.corrected:
            return f"Nothing for “{trace.corrected[0]}”; this is “{trace.corrected[1]}”."
        if trace.silent_since:
            last, silent = trace.silent_since
            since = "the one meeting since does" if silent == 1 else f"the {silent:,} meetings since do"
            return f"Last mentioned {words.day(last)}; {since} not mention it."
        if trace.mentions:
            return f"First mentioned {words.day(trace.first or '')}, last {words.day(trace.last or '')}."
        return "No meeting mentions it."

    def _story(self, trace: Trace, width: int) -> list[Option]:
        if not trace.mentioned_in:
            return self._untold(trace, width)
        several = len({point.body for point in trace.points}) > 1
        entries: list[Option] = []
        for point in reversed(trace.points) if self._newest else trace.points:
            label = words.day(point.date)
            if point.state == "mentioned":
                for number, section in enumerate(point.sections):
                    entries += self._told(point, section, label if number == 0 else "", width, several=several)
                continue
            # A month without minutes cannot be opened, a silent meeting can.
            said = "no minutes in the archive" if point.state == "missing" else "does not mention it"
            why = f"{said} ({words.dated(point.why)})" if point.why else said
            if several:
                why = f"{point.body}: {why}"
            lines = hits.headed(label, show.marked(why, line=True), width, muted=True)
            entries.append(entry(lines, point.meeting))
        return entries

    def _told(self, point: TracePoint, section: TraceSection, label: str, width: int, *, several: bool) -> list[Option]:
        title = [section.title, words.count(section.mentions, "mention")]
        if not section.about:
            title.append("only mentions it")
        if several and label:
            title.append(point.body)
        if point.stage and label:
            title.append(point.stage)
        head = hits.headed(label, show.marked(" · ".join(title), line=True), width)
        key = f"{point.meeting}{BETWEEN}{section.section}{BETWEEN}"
        if not section.quotes:
            return [entry(head, key)]
        became = {p.text: p for p in self._trace.promises if p.section == section.section} if self._trace else {}
        return [entry(head)] + [
            entry([*_quoted(quote, width), *_outcome(became.get(quote.text), width)], f"{key}{number}")
            for number, quote in enumerate(section.quotes)
        ]

    def _untold(self, trace: Trace, width: int) -> list[Option]:
        why = trace.why_empty or f"No meeting mentions “{trace.issue}”."
        entries = [
            entry([Content.styled(why[a:b], "bold") for a, b in show.wrap(why, width)])
            for why in [show.clean_line(why)]
        ]
        if trace.suggestions:
            entries.append(entry([Content(""), Content.styled("Did you mean", show.ACCENT)]))
            entries += [entry([Content(f"  {show.cut(s, width - 2)}")], hits.ASK + s) for s in trace.suggestions]
        return entries

    # -- choosing -------------------------------------------------------------------------------------------

    def _chosen(self) -> tuple[TracePoint, TraceSection, Quote | None] | None:
        meeting, _, rest = (self.query_one("#story", Listing).chosen or "").partition(BETWEEN)
        section, _, number = rest.partition(BETWEEN)
        for point in self._trace.points if self._trace else ():
            for told in point.sections:
                if point.meeting == meeting and told.section == section:
                    return point, told, told.quotes[int(number)] if number else None
        return None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter reads the section in its meeting."""
        chosen = event.option_id or ""
        if chosen.startswith(hits.ASK):
            self._issue = chosen.removeprefix(hits.ASK)
            self._ask()
            return
        meeting, _, rest = chosen.partition(BETWEEN)
        self.minutes.open_meeting(meeting, rest.partition(BETWEEN)[0] or None)

    def on_strip_picked(self, message: Strip.Picked) -> None:
        """A meeting picked on the chart is gone to in the story."""
        if message.column is not None and self._trace is not None:
            self._go_to(self.query_one("#chart", Strip).timeline.columns[message.column].date)

    def _go_to(self, date: str) -> bool:
        story = self.query_one("#story", Listing)
        meetings = {p.meeting for p in self._trace.points if p.date == date and p.meeting} if self._trace else set()
        for number, option in enumerate(story.options):
            if (option.id or "").partition(BETWEEN)[0] in meetings:
                story.highlighted = number
                return True
        return False

    def action_meeting(self, by: int) -> None:
        """The next or previous meeting that mentions it."""
        here = (self.query_one("#story", Listing).chosen or "").partition(BETWEEN)[0]
        told = [p for p in self._trace.points if p.meeting and (p.mentions or p.meeting == here)] if self._trace else []
        at = next((i for i, p in enumerate(told) if p.meeting == here), None)
        if at is None or not 0 <= at + by < len(told):
            self.tell(f"No {'later' if by > 0 else 'earlier'} meeting mentions it.")
        else:
            self._go_to(told[at + by].date)

    def action_reverse(self) -> None:
        """Newest first, or oldest first."""
        self._newest = not self._newest
        self.redraw()

    def action_source(self) -> None:
        """Say where the section of the chosen sentence stands."""
        chosen = self._chosen()
        self.tell(f"Source: {words.place(chosen[1].place)}" if chosen else "Choose a sentence first.")

    def action_copy(self) -> None:
        """Copy the chosen sentence with its citation."""
        point, section, quote = self._chosen() or (None, None, None)
        if point is None or section is None or quote is None:
            self.tell("Choose a sentence first; y then copies it with its citation.")
            return
        said = words.cited(quote.text, point.body, point.date, section.title, section.place, section.section)
        self.app.copy_to_clipboard(show.clean_line(said))
        self.tell(f"Copied with its citation: “{show.cut(quote.text, max(10, self.size.width - 34))}”")


_MARKS = {"decision": "◆ decided", "action": "▲ promised", "commitment": "▲ promised", "concern": "! concern"}
"""What a quote is marked as: the first of its kinds that is here."""


def _quoted(quote: Quote, width: int) -> list[Content]:
    text = show.marked(quote.text, quote.marks, line=True)
    mark = next((f"{_MARKS[kind]}  " for kind in quote.kinds if kind in _MARKS), "● ")
    ahead = len(mark) + 1
    text = show.Marked(f"{mark}“{text.text}”", tuple((a + ahead, b + ahead) for a, b in text.marks))
    return [
        show.row(Content.styled("│ ", show.MUTED), show.line(text, a, b)) for a, b in show.wrap(text.text, width - 2)
    ]


def _outcome(promise: Promise | None, width: int) -> list[Content]:
    """What the archive shows of a promise, under it."""
    if promise is None:
        return []
    said = show.clean_line(f"↳ {promise.status}: {words.dated(promise.why)}")
    return [
        show.row(Content.styled("│   ", show.MUTED), Content.styled(said[a:b], show.MUTED))
        for a, b in show.wrap(said, width - 4)
    ]
