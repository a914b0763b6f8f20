"""What the archive holds, what it lacks and how we know, and the files that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content
from textual.message import Message

from minutesearch.errors import MinutesearchError
from minutesearch.model import BodyCoverage, Coverage, Gap, MeetingCoverage
from minutesearch.present.tui import keys, show, words
from minutesearch.present.tui.screens.page import Page
from minutesearch.present.tui.widgets import hits
from minutesearch.present.tui.widgets.pane import Listing, entry, frame

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget
    from textual.widgets import OptionList
    from textual.widgets.option_list import Option

PROOF = "proof:"
"""Begins the id of a gap that a section proves."""


class CoverageScreen(Page):
    """Bodies, their meetings and gaps in order, and unread sources."""

    NAME = "Coverage"
    KEYS = (keys.BACK, keys.HELP, keys.SEARCH, keys.TOPICS, keys.INGEST, keys.PALETTE, keys.QUIT)
    SPARE = (keys.TOPICS,)
    MORE = (keys.REVERSE,)
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.REVERSE)

    class Covered(Message):
        """The coverage has come."""

        def __init__(self, covered: Coverage | None, error: Exception | None) -> None:
            super().__init__()
            self.covered, self.error = covered, error

    def __init__(self) -> None:
        super().__init__()
        self._covered: Coverage | None = None
        self._newest = True

    def panes(self) -> Iterable[Widget]:
        """One list."""
        yield Listing(id="held", classes="pane")

    def on_mount(self) -> None:
        """Ask for it."""
        self.query_one("#held").focus()
        self._ask()

    @work(thread=True, exclusive=True, group="coverage")
    def _ask(self) -> None:
        try:
            with self.minutes.lock:
                covered = self.minutes.archive.coverage()
        except (MinutesearchError, OSError) as error:
            self.post_message(self.Covered(None, error))
            return
        self.post_message(self.Covered(covered, None))

    def on_coverage_screen_covered(self, message: Covered) -> None:
        """Show it."""
        if message.error is not None:
            self.complain(message.error)
            return
        self._covered = message.covered
        self.redraw()

    def redraw(self) -> None:
        """Reasons are wrapped to the width."""
        pane = self.query_one("#held", Listing)
        covered = self._covered
        if covered is not None:
            pane.refill(lambda width: self._entries(covered, width), pane.chosen)
            order = "newest first" if self._newest else "oldest first"
            frame(pane, ["What the archive holds and lacks", order], ["Enter opens", "r turns round"])
        self.draw_lines()

    def summary(self) -> str:
        """How much is held, missing, and unread."""
        if self._covered is None:
            return "Counting…"
        held = sum(len(body.meetings) for body in self._covered.bodies)
        gaps = sum(len(body.gaps) for body in self._covered.bodies)
        unread = len(self._covered.unread)
        said = [words.count(held, "meeting"), f"{words.count(gaps, 'month')} without minutes"]
        said.append(f"{words.count(unread, 'file')} could not be read" if unread else "every file was read")
        return " · ".join(said)

    def _entries(self, covered: Coverage, width: int) -> list[Option]:
        entries: list[Option] = []
        for body in covered.bodies:
            entries.append(_heading(body, width, first=not entries))
            rows: list[tuple[str, MeetingCoverage | Gap]] = [(m.date, m) for m in body.meetings]
            rows += [(gap.month, gap) for gap in body.gaps]
            for date, row in sorted(rows, key=lambda r: r[0], reverse=self._newest):
                entries.append(_meeting(row, width) if isinstance(row, MeetingCoverage) else _gap(date, row, width))
        if covered.unread:
            entries.append(entry([Content(""), Content.styled("Files that could not be read", show.ACCENT)]))
            for number, source in enumerate(covered.unread):
                said = f"{source.path} · {words.trouble(source)}" + (f": {source.reason}" if source.reason else "")
                said = show.clean_line(said)
                lines = [Content(said[a:b]) for a, b in show.wrap(said, width)]
                entries.append(entry(lines, f"unread:{number}"))
        return entries

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter opens the meeting, or the section that proves the gap; of a file it says the path."""
        kind, _, rest = (event.option_id or "").partition(":")
        if kind == "unread" and self._covered is not None:
            source = self._covered.unread[int(rest)]
            self.tell(f"Open it from {self.minutes.archive.root / source.path}")
        elif f"{kind}:" == hits.OPEN:
            self.minutes.open_meeting(rest)
        elif f"{kind}:" == PROOF:
            self.minutes.open_meeting(rest.rpartition("/")[0], rest)

    def action_reverse(self) -> None:
        """Newest first, or oldest first."""
        self._newest = not self._newest
        self.redraw()


def _heading(body: BodyCoverage, width: int, *, first: bool) -> Option:
    said = [body.body, words.count(len(body.meetings), "meeting"), words.span(body.first, body.last)]
    lines = [] if first else [Content("")]
    lines.append(Content.styled(show.fitting(said, width), show.ACCENT))
    if body.announced:
        lines.append(
            Content.styled(show.cut(f"next meeting announced: {words.day(body.announced)}", width), show.MUTED)
        )
    return entry(lines)


def _meeting(meeting: MeetingCoverage, width: int) -> Option:
    approval = "approval unknown" if meeting.status == "unknown" else meeting.status
    said = f"{meeting.kind} · {approval} · {words.count(meeting.sections, 'section')}"
    if meeting.type and meeting.type != "ordinary":
        said = f"{meeting.type} meeting · {said}"
    lines = hits.headed(words.day(meeting.date), show.marked(said, line=True), width)
    why = show.clean_line(words.dated(meeting.why))
    lines += [
        Content.styled(" " * hits.DATE + why[a:b], show.MUTED)
        for a, b in show.wrap(why, max(8, width - hits.DATE))
        if why
    ]
    return entry(lines, hits.OPEN + meeting.id)


def _gap(date: str, gap: Gap, width: int) -> Option:
    why = f"no minutes in the archive: {words.dated(gap.why)}" if gap.why else "no minutes in the archive"
    lines = hits.headed(words.day(date), show.marked(why, line=True), width, muted=True)
    return entry(lines, PROOF + gap.section if gap.section else None)
