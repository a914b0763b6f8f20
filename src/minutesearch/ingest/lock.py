"""One writer at a time: ``index/lock``, held by the system's own file lock.

The kernel drops the lock when its holder dies, however it dies, so a lock never has to be broken by hand.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from minutesearch.errors import IndexLocked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT = 30.0
"""Seconds that a second ingest waits for the first."""


@contextmanager
def index_lock(index: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the index for writing.

    Args:
        index: the archive's ``index/`` folder.
        wait: seconds to wait for another holder.

    Raises:
        IndexLocked: another process still holds it after that time.
    """
    handle = os.open(index / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
                    raise IndexLocked(
                        f"Another ingest is writing this index (process {holder}).", "Wait for it, then try again."
                    ) from None
                time.sleep(0.1)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)
