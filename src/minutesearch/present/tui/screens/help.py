"""The help of a screen: what it is for, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from minutesearch.present.tui import keys, show
from minutesearch.present.tui.screens.page import Page
from minutesearch.present.tui.widgets import hits
from minutesearch.present.tui.widgets.pane import Listing, entry, frame

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget
    from textual.widgets.option_list import Option

COLUMNS = "one column a meeting with the number of mentions; “no minutes” is a gap in the archive."
ABOUT = {
    "box": "You are in the search box. Letters search at once; the keys named F work while you type.",
    "strip": f"You are on the strip: {COLUMNS}",
    "results": "You are in the results: each is one section of one meeting.",
    "reader": "You are in the reader: the section as it was published, with the words you asked for marked.",
    "chart": f"You are on the chart: {COLUMNS}",
    "story": "You are in the story: the sentences that carry the issue, meeting by meeting.",
    "sections": "You are in the list of a meeting's sections.",
    "table": "You are in the topics: what the archive talks about, with mentions per meeting.",
    "held": "You are in the coverage: what the archive holds, what it lacks and how we know.",
}
SHOWN = 20


class HelpScreen(Page):
    """Keys and the query language, for the pane that was in focus.

    Args:
        of: the screen the help was asked on.
    """

    NAME = "Help"
    KEYS = (keys.BACK, keys.SEARCH, keys.PALETTE, keys.QUIT)
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, of: Page) -> None:
        super().__init__()
        self._of = of
        self._pane = of.focused.id if of.focused is not None else None

    def panes(self) -> Iterable[Widget]:
        """One list, so that it scrolls with the keys people know."""
        yield Listing(id="help", classes="pane")

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one("#help").focus()

    def redraw(self) -> None:
        """Lines are wrapped to the width."""
        pane = self.query_one("#help", Listing)
        pane.refill(self._entries, pane.chosen)
        frame(pane, [f"Help: {self._of.NAME}"], ["Esc goes back"])
        self.draw_lines()

    def summary(self) -> str:
        """Where to go from here."""
        return "Esc goes back to where you were."

    def _entries(self, width: int) -> list[Option]:
        entries = []
        about = ABOUT.get(self._pane or "")
        if about:
            entries.append(entry([*hits.hanging("", about, width, 0), Content("")], "about"))
        entries.append(entry([Content.styled("Keys on this screen", show.ACCENT)]))
        own = [key for key in (*self._of.KEYS, *self._of.MORE) if key not in keys.EVERYWHERE]
        entries += [
            entry(hits.hanging(key.shown, key.says, width, SHOWN), f"key:{key.action}") for key in dict.fromkeys(own)
        ]
        entries += [
            entry(hits.hanging(key, says, width, SHOWN), f"pane:{n}") for n, (key, says) in enumerate(keys.PANES)
        ]
        entries.append(entry([Content(""), Content.styled("Keys everywhere", show.ACCENT)]))
        entries += [
            entry(hits.hanging(key.shown, key.says, width, SHOWN), f"all:{key.action}")
            for key in (*keys.EVERYWHERE, keys.BACK)
        ]
        entries.append(entry([Content(""), Content.styled("What you can type", show.ACCENT)]))
        entries += [
            entry(hits.hanging(query, says, width, 30), f"query:{n}") for n, (query, says) in enumerate(hits.QUERIES)
        ]
        return entries
