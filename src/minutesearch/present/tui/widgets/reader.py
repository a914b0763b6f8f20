"""The reader: a section verbatim, with the words that were asked for marked and one of them the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from minutesearch.present.tui import show, words
from minutesearch.present.tui.widgets.pane import frame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.events import Resize

    from minutesearch.model import Section

MEASURE = 96
"""Cells a line of reading text holds at most: longer ones are hard to follow back."""


class Reader(VerticalScroll, can_focus=True):
    """Shows one section, or some lines of help where there is none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_down", "Page down", show=False),
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
    ]

    expected: int
    """As of a :class:`~minutesearch.present.tui.widgets.pane.Listing`."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.section: Section | None = None
        self.current = 0
        self.expected = 0
        self._about = ""
        self._lead: Callable[[int], Sequence[Content]] = _nothing
        self._title = show.Marked("")
        self._text = show.Marked("")
        self._rows: list[int] = []
        self._below: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """One block of text."""
        yield Static(markup=False, id=f"{self.id}-text")

    def on_resize(self, _event: Resize) -> None:
        """Lines are wrapped by ourselves, so that we know where a mention stands."""
        self._draw()

    # -- what is shown --------------------------------------------------------------------------------------

    def read(
        self, section: Section, about: str, title: show.Marks = (), text: show.Marks = (), *, below: Sequence[str] = ()
    ) -> None:
        """Show a section.

        Args:
            section: what to show.
            about: the line under the title, ours: body, date, kind of record.
            title: marks in the title.
            text: marks in the text.
            below: words for the lower edge of the pane, after the count of mentions.
        """
        if self.section is None or self.section.id != section.id:
            self.current = 0
            self.scroll_home(animate=False)
        self.section, self._about, self._lead, self._below = section, about, _nothing, below
        self._title = show.marked(section.title, title, line=True)
        self._text = show.marked(section.text, text)
        self.current = min(self.current, max(0, self.mentions - 1))
        self._draw()

    def say(self, title: str, lines: Callable[[int], Sequence[Content]]) -> None:
        """Show lines of our own, made for a number of cells, in place of a section."""
        self.section, self._lead, self._below = None, lines, ()
        self._title, self._text, self._about = show.Marked(title), show.Marked(""), ""
        self.scroll_home(animate=False)
        self._draw()

    @property
    def columns(self) -> int:
        """Cells a line holds."""
        width = self.scrollable_content_region.width - 1 if self.size.width else self.expected
        return min(MEASURE, max(10, width))

    @property
    def mentions(self) -> int:
        """Marked places in title and text."""
        return len(self._title.marks) + len(self._text.marks)

    def step(self, by: int) -> bool:
        """Go to another mention; False where there is none on that side."""
        if not 0 <= self.current + by < self.mentions:
            return False
        self.current += by
        self._draw()
        self.keep_in_sight()
        return True

    def at_end(self) -> None:
        """Make the last mention the current one."""
        self.current = max(0, self.mentions - 1)
        self._draw()
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Scroll so that the current mention shows."""
        if self._rows and self.current < len(self._rows):
            self.scroll_to_region(Region(0, max(0, self._rows[self.current] - 1), 1, 3), animate=False)

    def mention_at(self) -> int | None:
        """Offset into the section's own text of the current mention, or None where it stands in the title."""
        at = self.current - len(self._title.marks)
        return self._text.marks[at][0] if 0 <= at < len(self._text.marks) else None

    @property
    def shown(self) -> str:
        """The text as it is shown, for quoting from."""
        return self._text.text

    # -- drawing --------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        if not self.is_mounted or not (self.size.width or self.expected):
            return
        width = self.columns
        self._rows = []
        drawn: list[Content] = []
        if self.section is None:
            drawn += self._lead(width)
            frame(self, [self._title.text])
        else:
            self._lines(drawn, self._title, width, "bold", 0)
            for a, b in show.wrap(self._about, width):
                drawn.append(Content.styled(self._about[a:b], show.MUTED))
            drawn.append(Content(""))
            if self._text.text.strip():
                self._lines(drawn, self._text, width, "", len(self._title.marks))
            else:
                drawn.append(Content.styled("This section has a heading only.", show.MUTED))
            drawn += self._origin(width)
            counted = f"mention {self.current + 1} of {self.mentions}" if self.mentions else "not mentioned here"
            frame(self, ["What the minutes say"], [counted, *self._below])
        self.query_one(Static).update(show.rows(drawn))

    def _lines(self, drawn: list[Content], text: show.Marked, width: int, style: str, before: int) -> None:
        here = self.current - before
        seen = 0
        for a, b in show.wrap(text.text, width):
            while seen < len(text.marks) and text.marks[seen][0] < max(b, a + 1):
                self._rows.append(len(drawn))
                seen += 1
            content = show.line(text, a, b, style=style)
            if 0 <= here < len(text.marks):
                start, end = text.marks[here]
                if start < b and end > a:
                    content = content.stylize(show.HERE, max(start, a) - a, min(end, b) - a)
            drawn.append(content)

    def _origin(self, width: int) -> list[Content]:
        if self.section is None:
            return []
        said = [words.place(self.section.places[0])] if self.section.places else []
        if len(self.section.places) > 1:
            said.append(f"also in {words.listed([words.place(p) for p in self.section.places[1:]], 3)}")
        source = show.clean_line("Source: " + "; ".join([*said, self.section.id]))
        return [Content(""), *(Content.styled(source[a:b], show.MUTED) for a, b in show.wrap(source, width))]


def _nothing(_width: int) -> Sequence[Content]:
    return ()
