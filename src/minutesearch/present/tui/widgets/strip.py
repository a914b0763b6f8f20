"""The strip: every meeting in order with its true count of mentions, and every month without minutes.

Three shapes: columns with bars (one row a body), two lines of flowing text where the screen is narrow, and a list on
its side for a chart that has the height. It draws itself, because a sparkline has no gaps and no room for words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from minutesearch.present.tui import show, words
from minutesearch.present.tui.timeline import Cell, Column, Timeline, near

if TYPE_CHECKING:
    from textual.events import Click

Shape = Literal["columns", "flow", "side"]
NARROWEST, WIDEST = 12, 18
BARS = "▁▂▃▄▅▆▇█"
GAP = "no minutes"
SILENT = "no mention"


class Strip(Widget, can_focus=True):
    """All meetings at one glance."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Previous meeting", show=False),
        Binding("right", "step(1)", "Next meeting", show=False),
        Binding("enter,space", "clear", "All meetings", show=False),
    ]

    timeline: reactive[Timeline] = reactive(Timeline, layout=True)
    picked: reactive[int | None] = reactive(None)
    shape: reactive[Shape] = reactive[Shape]("columns", layout=True)
    worded: reactive[bool] = reactive(True, layout=True)

    class Picked(Message):
        """A column was picked (None: all meetings)."""

        def __init__(self, column: int | None) -> None:
            super().__init__()
            self.column = column

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._places: list[tuple[int, int, int, int]] = []

    # -- picking --------------------------------------------------------------------------------------------

    def action_step(self, step: int) -> None:
        """Pick the column beside."""
        self.pick(near(self.timeline.columns, self.picked, step))

    def action_clear(self) -> None:
        """All meetings again."""
        self.pick(None)

    def pick(self, column: int | None) -> None:
        """Pick a column; the same one again clears."""
        self.picked = None if column == self.picked else column
        self.post_message(self.Picked(self.picked))

    def on_click(self, event: Click) -> None:
        """Pick what was pointed at."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for top, start, end, column in self._places:
            if start <= offset.x < end and top <= offset.y < top + (1 if self.shape != "columns" else 9):
                self.pick(column)
                return

    # -- drawing --------------------------------------------------------------------------------------------

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Rows: dates, one a body, and the words; two of flowing text; or one a column on its side."""
        if self.shape == "flow":
            return 2
        if self.shape == "side":
            return max(1, len(self.timeline.columns))
        bodies = max(1, len(self.timeline.bodies))
        return 1 + bodies + (1 if self._words_row() else 0)

    def _words_row(self) -> bool:
        return self.worded and len(self.timeline.bodies) <= 1

    def render(self) -> Content:
        """The strip in its shape."""
        self._places = []
        if not self.timeline.columns:
            return Content.styled("No meetings yet", show.MUTED)
        if self.shape == "flow":
            return self._flow()
        return self._side() if self.shape == "side" else self._columns()

    def window(self, width: int) -> tuple[int, int, int]:
        """(first, last, cells a column) of the columns that are shown: the newest, or those around the picked one."""
        total = len(self.timeline.columns)
        each = max(NARROWEST, min(WIDEST, width // max(1, total)))
        fit = max(1, width // each)
        last = total if self.picked is None else min(total, max(fit, self.picked + 1 + fit // 2))
        return max(0, last - fit), last, each

    def _columns(self) -> Content:
        label = self._label_width()
        begin, end, each = self.window(self.size.width - label)
        shown = self.timeline.columns[begin:end]
        top = max((c.mentions for b in self.timeline.columns for c in b.cells.values()), default=0)
        dates = [show.Piece(" " * label)]
        lines = {
            body: [show.Piece(show.cut(body, label - 1).ljust(label), show.MUTED)] for body in self.timeline.bodies
        }
        said = [show.Piece(" " * label)]
        before = ""
        for index, column in enumerate(shown, begin):
            style = "reverse bold" if index == self.picked else "bold"
            text = words.day(column.date, year=column.date[:4] != before)
            before = column.date[:4]
            dates += _cell(text, each, style)
            for body in self.timeline.bodies:
                cell = column.cells.get(body)
                lines[body] += _bar(cell, each, top, several=not self._words_row())
            said += _cell(_below(next(iter(column.cells.values()))), each, show.MUTED)
            start = label + (index - begin) * each
            self._places.append((0, start, start + each, index))
        drawn = [dates, *(lines[body] if label else lines[body][1:] for body in self.timeline.bodies)]
        if self._words_row():
            drawn.append(said)
        return show.rows(show.row(*pieces) for pieces in drawn)

    def _label_width(self) -> int:
        if len(self.timeline.bodies) < 2:
            return 0
        return min(22, max(cell_len(show.clean_line(body)) for body in self.timeline.bodies) + 2)

    def _flow(self) -> Content:
        lines: list[list[tuple[int, str]]] = [[]]
        used, before = 0, ""
        for index, column in enumerate(self.timeline.columns):
            year = column.date[:4] != before
            before = column.date[:4]
            text = f"{words.day(column.date, year=year)} {_short(column)}"
            size = cell_len(text) + (3 if used else 0)
            if used and used + size > self.size.width - 2:
                lines.append([])
                used, size = 0, cell_len(text)
            lines[-1].append((index, text))
            used += size
        wanted = len(lines) - 1
        if self.picked is not None:
            wanted = next(i for i, line in enumerate(lines) if any(index == self.picked for index, _ in line))
        begin = max(0, min(wanted - (0 if wanted == 0 else 1), len(lines) - 2))
        drawn = []
        for y, entries in enumerate(lines[begin : begin + 2]):
            pieces: list[show.Piece] = []
            x = 0
            for index, text in entries:
                if pieces:
                    pieces.append(show.Piece(" · ", show.MUTED))
                    x += 3
                style = "reverse bold" if index == self.picked else _tone(self.timeline.columns[index])
                pieces.append(show.Piece(text, style))
                self._places.append((y, x, x + cell_len(text), index))
                x += cell_len(text)
            drawn.append(show.row(*pieces))
        return show.rows(drawn)

    def _side(self) -> Content:
        top = max((column.mentions for column in self.timeline.columns), default=0)
        several = len(self.timeline.bodies) + self.timeline.more > 1
        drawn = []
        for index, column in enumerate(self.timeline.columns):
            self._places.append((index, 0, self.size.width, index))
            text = words.day(column.date).rjust(11)
            pieces = [show.Piece(text, "reverse bold" if index == self.picked else "bold"), show.Piece("  ")]
            if column.mentions:
                blocks = max(1, round(8 * column.mentions / max(1, top)))
                pieces += [show.Piece("█" * blocks, show.BAR), show.Piece(f" {column.mentions}", "bold")]
                stage = next((c.stage for c in column.cells.values() if c.stage), "")
                pieces.append(show.Piece(f"  {show.clean_line(stage)}" if stage else "", show.MUTED))
            else:
                pieces.append(show.Piece(_below(next(iter(column.cells.values()))), show.MUTED))
            if several:
                names = words.listed([show.clean_line(body) for body in column.cells], 2)
                pieces.append(show.Piece(f"  {names}", show.MUTED))
            drawn.append(show.row(*pieces))
        return show.rows(drawn)

    # -- keeping in sight -----------------------------------------------------------------------------------

    def watch_picked(self, column: int | None) -> None:
        """On its side the strip may be higher than its pane: keep the picked line in sight."""
        if self.shape == "side" and column is not None and self.is_mounted:
            self.scroll_visible(animate=False)
            if self.parent is not None and isinstance(self.parent, Widget):
                self.parent.scroll_to_region(Region(0, column, 1, 1), animate=False)


def _cell(text: str, width: int, style: str) -> list[show.Piece]:
    """A word in a column: the style covers the word only, so that a reversed one is as wide as it is."""
    return [show.Piece(text, style), show.Piece(" " * max(1, width - cell_len(text)))]


def _bar(cell: Cell | None, width: int, top: int, *, several: bool) -> list[show.Piece]:
    if cell is None:
        return _cell("", width, "")
    if cell.state == "missing":
        return _cell(GAP if several else "?", width, show.MUTED)
    if cell.state == "mentioned":
        if not cell.mentions:
            return _cell("found", width, "bold")
        bar = BARS[max(0, -(-8 * cell.mentions // max(1, top)) - 1)] * 2
        text = f" {cell.mentions:,}"
        return [show.Piece(bar, show.BAR), *_cell(text, width - 2, "bold")]
    if cell.state == "held":
        return _cell(words.count(cell.sections, "section"), width, "")
    return _cell(SILENT if several else "–", width, show.MUTED)


def _below(cell: Cell) -> str:
    if cell.state == "mentioned":
        return show.cut(cell.stage, NARROWEST - 1) if cell.stage else words.count(cell.sections, "section")
    return {"silent": SILENT, "missing": GAP}.get(cell.state, "")


def _short(column: Column) -> str:
    cells = list(column.cells.values())
    if any(cell.state == "mentioned" for cell in cells):
        return f"{column.mentions:,}"
    if all(cell.state == "missing" for cell in cells):
        return GAP
    return words.count(sum(c.sections for c in cells), "section") if cells[0].state == "held" else "–"


def _tone(column: Column) -> str:
    return "bold" if column.mentions else show.MUTED
