"""Opening the terminal UI from the command line."""

from __future__ import annotations

import tempfile
from pathlib import Path


def open_screen(given: str | None) -> int:
    """Open the terminal UI on an archive; an empty folder will do, the screen helps to fill it."""
    from minutesearch.present.tui import run, splash, unsplash

    splash()  # before anything else is imported: a line at once, and the rest behind it
    try:
        from minutesearch.archive import Archive
        from minutesearch.present.cli.sample import sample_archive

        archive = Archive.open(Path(given) if given else None, create=True)
    except BaseException:
        unsplash()
        raise
    with tempfile.TemporaryDirectory(prefix="minutesearch-sample-") as folder:
        return run(archive, sample=lambda: sample_archive(Path(folder)))
