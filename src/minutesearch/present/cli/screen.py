"""Opening the terminal UI from the command line."""

from __future__ import annotations

from pathlib import Path


def open_screen(archive: str | None) -> int:
    """Open the terminal UI on an archive; an empty folder will do, the screen helps to fill it."""
    from minutesearch.archive import Archive
    from minutesearch.present.tui import run

    return run(Archive.open(Path(archive) if archive else None, create=True))
