"""Puts an export where it was asked for: whole or not at all, and never over another file unasked."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from minutesearch.errors import UsageError


def check(to: Path, *, force: bool) -> None:
    """Refuse a place that cannot be written to, before any work is done.

    Raises:
        UsageError: the folder does not exist, or there is something already.
    """
    if not to.parent.is_dir():
        raise UsageError(f"There is no folder {to.parent}.", f"Make it first: mkdir -p {to.parent}")
    if to.is_dir():
        raise UsageError(f"{to} is a folder.", "Name a file in it.")
    if (to.exists() or to.is_symlink()) and not force:
        raise UsageError(f"{to} exists already.", "Name another file, or add --force to write over it.")


def write(to: Path, content: bytes, *, force: bool) -> None:
    """Write a file beside its place and put it there by rename.

    Args:
        to: the place.
        content: all of the file.
        force: whether a file that is there may be replaced.

    Raises:
        UsageError: as for :func:`check`.
        OSError: the disk is full, the folder is not ours.
    """
    check(to, force=force)
    with NamedTemporaryFile(dir=to.parent, prefix=f".{to.name[:100]}.", suffix=".new", delete=False) as file:
        new = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            mask = os.umask(0)
            os.umask(mask)
            new.chmod(0o666 & ~mask)
            new.replace(to)
        except BaseException:
            with suppress(OSError):
                new.unlink()
            raise
