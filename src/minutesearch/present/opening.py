"""Open a published file at its page, in whatever shows web pages on this machine."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def address_of(file: Path, page: int | None) -> str:
    """The address of a file on this machine; browsers open a PDF at the page that it ends in."""
    return file.absolute().as_uri() + (f"#page={page}" if page is not None and file.suffix.lower() == ".pdf" else "")


def open_at(file: Path, page: int | None, opener: Callable[[str], bool] | None = None) -> bool:
    """Open a file at its page.

    Args:
        file: the file.
        page: its page, where it has pages.
        opener: opens an address and says whether it could; None for this machine's browser.

    Returns:
        Whether something was opened. What it shows then is not known here.
    """
    try:
        return (opener or _browser)(address_of(file, page))
    except OSError:
        return False


def _browser(address: str) -> bool:
    """The browser; not one that would take over the terminal, which is all there is where no screen is."""
    import webbrowser

    screen = sys.platform in {"win32", "darwin"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    try:
        return screen and webbrowser.open(address)
    except webbrowser.Error:
        return False
