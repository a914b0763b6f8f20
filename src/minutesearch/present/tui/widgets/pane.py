"""What all panes share: a frame with a title and a line of keys that is never cut within a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip as Line
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from minutesearch.present.tui import show

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.widget import Widget


def frame(pane: Widget, title: Sequence[str], below: Sequence[str] = ()) -> None:
    """Set a pane's title and the words in its lower edge: as many whole parts as there is room for.

    Args:
        pane: a widget with a border.
        title: parts, the most important first; hostile text is made safe here.
        below: parts for the lower edge.
    """
    width = max(0, pane.outer_size.width - 6) if pane.outer_size.width else 200
    # As content: in a string Textual would read markup.
    for edge, parts in (("border_title", title), ("border_subtitle", below)):
        words = Content(show.fitting(parts, width)) if parts else None
        # Setting it, even to the same, draws the whole pane again.
        if (words.markup if words else None) != getattr(pane, edge):
            setattr(pane, edge, words)


class Listing(OptionList):
    """A list whose chosen entry also has a bar at its left edge, so that colour is not the only sign."""

    expected: int
    """Cells a line will hold, told before the first layout so that the first paint has entries; 0: not known."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._make: Callable[[int], Sequence[Option]] = lambda _width: ()
        self._made_for = 0
        self.expected = 0
        self._keep: str | None = None

    @property
    def columns(self) -> int:
        """Cells an entry's line holds."""
        return max(10, self.scrollable_content_region.width - 2) if self.size.width else self.expected

    def on_resize(self) -> None:
        """Entries are wrapped by us, to the width."""
        if self.columns != self._made_for:
            self._put(self.chosen or self._keep)

    def render_line(self, y: int) -> Line:
        """A line with the bar where it belongs to the chosen entry."""
        line = super().render_line(y)
        number = self.scroll_offset.y + y
        if self.highlighted is None or number >= len(self._lines) or self._lines[number][0] != self.highlighted:
            return line
        style = next(iter(line)).style
        return Line.join([Line([Segment("▌", style)], 1), line.crop(1)])

    def refill(self, make: Callable[[int], Sequence[Option]], keep: str | None = None) -> None:
        """Put other entries in; the one with id ``keep``, else the first that can be chosen, is highlighted.

        Args:
            make: gives the entries for a number of cells a line holds; asked again when that changes.
            keep: an entry's id.
        """
        self._make, self._keep = make, keep
        self._put(keep)

    def _put(self, keep: str | None) -> None:
        if not self.size.width and not self.expected:
            return  # Nothing can be wrapped before the first layout; on_resize comes back here.
        self._made_for = self.columns
        entries = self._make(self._made_for)
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(entries)
        at = next((i for i, entry in enumerate(entries) if keep is not None and entry.id == keep), None)
        if at is None:
            at = next((i for i, entry in enumerate(entries) if not entry.disabled), None)
        self.highlighted = at

    @property
    def chosen(self) -> str | None:
        """The id of the highlighted entry."""
        if self.highlighted is None or self.highlighted >= self.option_count:
            return None
        return self.get_option_at_index(self.highlighted).id


def entry(lines: Sequence[Content], id: str | None = None) -> Option:
    """An entry of several lines; without an id it is a heading or a remark that cannot be chosen."""
    return Option(show.rows(lines), id=id, disabled=id is None)
