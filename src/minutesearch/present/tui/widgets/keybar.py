"""The footer: the keys that work now, always in sight, also while the search box takes every letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from minutesearch.present.tui import show
from minutesearch.present.tui.keys import Key, first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click


class KeyBar(Widget):
    """One row of keys with a word each; a click does what the key does. What does not fit is left out whole.

    Args:
        keys: in the order shown.
        spare: those left out first where the row is too short; all of them stay in the palette.
    """

    def __init__(self, keys: Sequence[Key], spare: Sequence[Key] = (), *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._keys = tuple(keys)
        self._spare = tuple(spare)

    def fitting(self, width: int) -> list[tuple[int, int, Key]]:
        """(start, end, key) in cells of the keys that fit."""
        kept = list(self._keys)
        for key in (*self._spare, *reversed(self._keys)):
            if 1 + sum(_width(k) + 2 for k in kept) - 2 <= width:
                break
            if key in kept:
                kept.remove(key)
        placed, at = [], 1
        for key in kept:
            placed.append((at, at + _width(key), key))
            at += _width(key) + 2
        return placed

    def render(self) -> Content:
        """The row."""
        pieces: list[Content | str] = [" "]
        for _, _, key in self.fitting(self.size.width):
            pieces += [Content.styled(first(key), show.BAR), f" {key.word}", "  "]
        return show.row(*pieces[:-1])

    async def on_click(self, event: Click) -> None:
        """Do what the key under the pointer does."""
        for start, end, key in self.fitting(self.size.width):
            if start <= event.x < end:
                await self.screen.run_action(key.action)


def _width(key: Key) -> int:
    return cell_len(first(key)) + 1 + cell_len(key.word)
