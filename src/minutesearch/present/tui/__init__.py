"""The terminal UI. Importing this room costs nothing; :func:`run` imports Textual behind a first line of text."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable

    from minutesearch.present.tui.port import Minutes

SPLASH = "\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H\x1b[1m minutesearch\x1b[0m   opening…"
UNSPLASH = "\x1b[?25h\x1b[?1049l"


_splashed: list[TextIO] = []


def splash() -> None:
    """Write one line at once, where there is a terminal; :func:`run` does it too, if it was not done before.

    Call it first thing, before the archive is imported: it costs no time, and everything after it does.
    """
    # Textual draws on the error stream, so that the output can be piped; so do we.
    terminal = sys.__stderr__
    if not _splashed and terminal is not None and terminal.isatty() and os.environ.get("TERM", "dumb") != "dumb":
        terminal.write(SPLASH)
        terminal.flush()
        _splashed.append(terminal)


def unsplash() -> None:
    """Give the screen back as it was found, where the UI could not open."""
    while _splashed:
        terminal = _splashed.pop()
        terminal.write(UNSPLASH)
        terminal.flush()


def run(archive: Minutes, *, query: str = "", sample: Callable[[], Minutes] | None = None) -> int:
    """Open the terminal UI and stay in it until the user quits.

    Args:
        archive: an open archive; it may be empty.
        query: what the search box holds at first.
        sample: builds and opens the sample archive, for an empty archive's second choice.

    Returns:
        The exit code: 0 when it was quit, 1 when it failed.
    """
    splash()
    # Collecting garbage among what the imports leave costs 40 ms and frees nothing; the app turns it on again.
    gc.disable()
    try:
        from minutesearch.present.tui.ahead import ask_ahead

        first = ask_ahead(archive, query)
        from minutesearch.present.tui.app import MinutesApp

        app = MinutesApp(archive, query=query, sample=sample, first=first)
        app.run()
    except BaseException:
        unsplash()
        raise
    finally:
        gc.enable()
    _splashed.clear()
    return app.return_code or 0
