"""Puts the app on a stage of a given size, waits for it, and reads what it shows."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from minutesearch.present.tui.app import MinutesApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from rich.segment import Segment
    from textual.pilot import Pilot
    from textual.screen import Screen

    from minutesearch.present.tui.port import Minutes


@asynccontextmanager
async def played(
    archive: Minutes, *, query: str = "", size: tuple[int, int] = (120, 30), theme: str | None = None, **more: Any
) -> AsyncIterator[tuple[MinutesApp, Pilot[None]]]:
    """An app that has answered its first query."""
    app = MinutesApp(archive, query=query, **more)
    if theme is not None:
        app.theme = theme
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        # The topics are counted a moment after the first paint.
        while app.meetings and not app.topics:
            await pilot.pause(0.02)
        await settled(app, pilot)
        yield app, pilot


async def settled(app: MinutesApp, pilot: Pilot[None]) -> None:
    """Wait until no question is open and everything is drawn."""
    for _ in range(3):
        await app.workers.wait_for_complete()
        await pilot.pause()


async def typed(app: MinutesApp, pilot: Pilot[None], words: str) -> None:
    """Type words and let the answer come."""
    for letter in words:
        await pilot.press({" ": "space", '"': "quotation_mark"}.get(letter, letter))
    # The debounce is the one thing here that waits for a clock.
    while (
        (timer := getattr(app.screen, "_typing", None)) is not None
        and timer._task is not None
        and not timer._task.done()
    ):
        await pilot.pause(0.02)
    await settled(app, pilot)


async def pressed(app: MinutesApp, pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each when the last has had its effect."""
    for key in keys:
        await pilot.press(key)
        await settled(app, pilot)


def strips(app: MinutesApp) -> list[list[Segment]]:
    """The screen, line by line, as it would be written to a terminal."""
    return [list(strip) for strip in app.screen._compositor.render_strips()]


def text(app: MinutesApp) -> str:
    """The screen as text."""
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in strips(app)) + "\n"


def segments(app: MinutesApp) -> Iterator[Segment]:
    """All pieces of text on the screen that show ink."""
    for line in strips(app):
        for segment in line:
            if segment.text.strip():
                yield segment


def shows(app: MinutesApp, kind: type[Screen[Any]]) -> bool:
    """Whether the screen on top is of a kind."""
    return isinstance(app.screen, kind)
