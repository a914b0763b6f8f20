"""One picture a screen, in both themes: colours and frames, which text goldens do not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tui.double import Double
from tests.tui.stage import pressed, settled

from minutesearch.present.tui import theme
from minutesearch.present.tui.app import MinutesApp

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

SCREENS = {
    "search": (),
    "trace": ("f5",),
    "meeting": ("f4", "enter"),
    "topics": ("f7",),
    "coverage": ("f4",),
    "help": ("f1",),
}


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize("screen", SCREENS)
def test_picture(screen: str, colours: str, snap_compare: Callable[..., bool]) -> None:
    app = MinutesApp(Double(), query="travel training")
    app.theme = colours

    async def play(pilot: Pilot[None]) -> None:
        while not app.topics:
            await pilot.pause(0.02)
        await settled(app, pilot)
        await pressed(app, pilot, *SCREENS[screen])

    assert snap_compare(app, terminal_size=(120, 30), run_before=play)
