"""Asks for a folder or a file of minutes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from minutesearch.present.tui import show

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FolderScreen(ModalScreen[Path | None]):
    """One line to type a path in; gives the path, or None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", show=False)]
    CSS = """
    FolderScreen { align: center middle; background: $ground; }
    FolderScreen > Vertical { width: 80%; max-width: 90; height: auto; padding: 1 2; border: round $accent; }
    FolderScreen Static { height: auto; }
    FolderScreen Input { border: round $edge; background: $ground; height: 3; margin: 1 0; padding: 0 1; }
    FolderScreen Input:focus { border: round $accent; background-tint: $ground 0%; }
    """

    def compose(self) -> ComposeResult:
        """What to type, the line, what became of it."""
        with Vertical():
            yield Static("Type the folder or file that holds minutes (PDF, Word, web page, text).", markup=False)
            box = Input(placeholder="/home/me/minutes", id="path")
            box.cursor_blink = False
            yield box
            yield Static("Enter reads it · Esc goes back", markup=False, id="verdict")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the path back if it is there."""
        path = Path(event.value.strip()).expanduser()
        if event.value.strip() and path.exists():
            self.dismiss(path)
            return
        said = (
            f"There is no “{event.value}”. Check the spelling, or Esc goes back."
            if event.value.strip()
            else "Type a path."
        )
        self.query_one("#verdict", Static).update(show.text(said, show.WARN))

    def action_leave(self) -> None:
        """Back without a folder."""
        self.dismiss(None)
