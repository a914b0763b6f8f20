"""What every screen has: the archive on the first line, one line that says what happened, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from minutesearch.errors import MinutesearchError, QueryError
from minutesearch.present.tui import keys, show
from minutesearch.present.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize
    from textual.geometry import Size
    from textual.widget import Widget

    from minutesearch.present.tui.app import MinutesApp

TOO_SMALL = "Make the window larger (60 × 16 at least), or use: minutesearch query"


class Page(Screen[None]):
    """A screen of ours.

    Subclasses give :meth:`panes`, :data:`KEYS` for the footer (those in :data:`SPARE` go first where it is short) and
    :data:`MORE` for keys that only the help lists.
    """

    NAME: ClassVar[str] = ""
    KEYS: ClassVar[tuple[keys.Key, ...]] = keys.EVERYWHERE
    SPARE: ClassVar[tuple[keys.Key, ...]] = (keys.INGEST, keys.COVERAGE, keys.TOPICS)
    MORE: ClassVar[tuple[keys.Key, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.BACK, keys.TRACE, keys.ZOOM)

    _fitted: Size | None = None
    notice: tuple[str, str] | None = None

    @property
    def minutes(self) -> MinutesApp:
        """The application."""
        from minutesearch.present.tui.app import MinutesApp

        assert isinstance(self.app, MinutesApp)
        return self.app

    def compose(self) -> ComposeResult:
        """First line, panes, what is said, keys."""
        yield Static(markup=False, id="top")
        yield from self.panes()
        yield Static(markup=False, id="said")
        yield KeyBar(self.KEYS, self.SPARE, id="keys")
        yield Static(TOO_SMALL, markup=False, id="small")

    def panes(self) -> Iterable[Widget]:
        """The widgets between first and last lines."""
        return ()

    def summary(self) -> str:
        """What the line above the keys says when there is nothing else to say."""
        return ""

    # -- the two lines --------------------------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        """Titles and counts are fitted to the width by whole parts."""
        # Textual tells a new screen its size several times.
        if event.size != self._fitted:
            self._fitted = event.size
            self.call_after_refresh(self.redraw)

    def on_screen_resume(self) -> None:
        """Something may have been read meanwhile."""
        self.draw_lines()

    def redraw(self) -> None:
        """Fit everything that depends on the width."""
        self.draw_lines()

    def draw_lines(self) -> None:
        """The first line and the one above the keys."""
        if not self.is_mounted:
            return
        width = self.size.width - 2
        left, right = self.minutes.headline()
        right = show.cut(right, width // 2) if right else ""
        room = width - (len(right) + 2 if right else 0) - len("minutesearch") - 3
        said = show.fitting(left, room, ", ") if left else ""
        gap = max(0, width - len("minutesearch") - 3 - len(Content(said).plain) - len(right))
        self.query_one("#top", Static).update(
            show.row(
                " ",
                Content.styled("minutesearch", show.ACCENT),
                "   ",
                said,
                " " * gap,
                Content.styled(right, show.BAR),
            )
        )
        text, style = self.minutes.progress or self.notice or (self.summary(), show.MUTED)
        self.query_one("#said", Static).update(
            show.row(" ", Content.styled(show.fitting(text.split(" · "), width), style))
        )

    def tell(self, text: str, style: str = show.STRONG) -> None:
        """Say something on the line above the keys; an empty text takes it back."""
        self.notice = (text, style) if text else None
        self.draw_lines()

    def complain(self, error: Exception) -> None:
        """Say what went wrong, why, and what to do next."""
        self.tell(explain(error), show.WARN)

    # -- what every screen can do ---------------------------------------------------------------------------

    def action_back(self) -> None:
        """One step back: to the screen before this one."""
        self.dismiss()

    def issue(self) -> str:
        """What F5 would trace here."""
        return self.minutes.words

    def action_trace(self) -> None:
        """Trace the issue of this screen."""
        self.minutes.open_trace(self.issue())

    def action_zoom(self) -> None:
        """Give the focused pane the whole screen, or put it back."""
        focused = self.focused
        zoomed = self.has_class("zoomed")
        if not zoomed and (focused is None or not focused.has_class("pane")):
            self.tell("Go to a pane with Tab first; z then gives it the whole screen.")
            return
        self.set_class(not zoomed, "zoomed")
        self.mark_zoom()

    def on_descendant_focus(self) -> None:
        """In a zoomed screen Tab brings the next pane up."""
        self.mark_zoom()

    def mark_zoom(self) -> None:
        """Tell the style sheet which pane is to fill the screen."""
        for pane in self.query(".pane"):
            pane.set_class(pane is self.focused, "-zoom")


def explain(error: Exception) -> str:
    """An error as one line: what happened and why, then what to do next."""
    if isinstance(error, MinutesearchError):
        said = error.message.rstrip(".")
        where = ""
        if isinstance(error, QueryError) and error.query and not error.unfinished:
            where = f" (at “{error.query[error.position :][:20]}”)" if error.position < len(error.query) else ""
        return f"{said}{where}. {error.hint}" if error.hint else f"{said}{where}."
    if isinstance(error, OSError):
        return f"The archive could not be read: {error.strerror or error}. F4 shows what it holds; F9 reads it again."
    return f"{type(error).__name__}: {error}. Quit with F10 and run: minutesearch doctor"
