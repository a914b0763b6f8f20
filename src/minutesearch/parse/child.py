"""The watched process that reads and cuts: how it is started, timed, spoken with and ended.

What is asked of it is the room of :mod:`minutesearch.parse.reader`; what it does is in
:mod:`minutesearch.parse.worker`.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from minutesearch.errors import SourceError
from minutesearch.parse.limits import Limits

_GRACE = 2.0
"""Wall-clock seconds beyond the processor budget before the child is killed."""
_START = "import sys; sys.path.append(sys.argv[1]); from minutesearch.parse.worker import main; sys.exit(main())"


class Child:
    """One child process with its clock. It speaks in frames: eight bytes of length (big-endian), then so many bytes.

    Args:
        limits: what one file may cost.
        command: how it is started; None for the worker.

    Raises:
        SourceError: it cannot be started.
    """

    def __init__(self, limits: Limits, command: Sequence[str] | None = None) -> None:
        self._limits = limits
        self._budget = 0
        self._until = 0.0
        self._late = threading.Event()
        self._over = threading.Event()
        self._clock: threading.Timer | None = None
        try:
            self._process = subprocess.Popen(
                command or _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise SourceError(f"the reading process could not be started: {error.strerror or error}") from error

    @property
    def pid(self) -> int:
        """Its process number."""
        return self._process.pid

    @property
    def ended(self) -> bool:
        """It runs no longer."""
        return self._process.poll() is not None

    # -- its clock ------------------------------------------------------------------------------------------

    def wind(self, seconds: float) -> None:
        """Set the clock that kills it; a second call sets it anew."""
        self.rest()
        late = self._late = threading.Event()

        def strike() -> None:
            late.set()
            self.kill()

        self._budget = round(seconds)
        self._until = time.monotonic() + seconds
        self._clock = threading.Timer(seconds + _GRACE, strike)
        self._clock.daemon = True
        self._clock.start()

    def rest(self) -> float:
        """Stop the clock; the seconds that were left on it."""
        if self._clock is not None:
            self._clock.cancel()
        return self._until - time.monotonic()

    # -- what is said ---------------------------------------------------------------------------------------

    def write(self, request: bytes) -> None:
        """Send it a request or a reply.

        Raises:
            SourceError: it is dead, with why.
        """
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(request)
            self._process.stdin.flush()
        except OSError:
            raise self._death() from None

    def frame(self) -> dict[str, Any]:
        """The next frame, an object of JSON.

        Raises:
            SourceError: it is dead, says more than the limits allow, or something else; it is ended.
        """
        length = self._length()
        if length > self._limits.out:
            self.end()
            raise self._limits.too_much()
        try:
            frame = json.loads(self._exactly(length))
        except (ValueError, RecursionError):
            raise self.wrong() from None
        if not isinstance(frame, dict):
            raise self.wrong()
        return frame

    def raw(self, size: int) -> bytes:
        """The next frame, which is to have ``size`` bytes.

        Raises:
            SourceError: it is dead, with why.
            ValueError: the frame has another size; nothing of it is taken.
        """
        if self._length() != size:
            raise ValueError("a frame of another size")
        return self._exactly(size)

    def _length(self) -> int:
        (length,) = struct.unpack(">Q", self._exactly(8))
        return int(length)

    def _exactly(self, length: int) -> bytes:
        assert self._process.stdout is not None
        got = self._process.stdout.read(length)
        if len(got) < length:
            raise self._death()
        return got

    # -- its end --------------------------------------------------------------------------------------------

    def wrong(self) -> SourceError:
        """What is said of a child that cannot be believed; it is ended."""
        self.end()
        return SourceError("the reading process gave a wrong answer")

    def _death(self) -> SourceError:
        """Why a child that did not answer is dead."""
        self.end()
        code = self._process.returncode
        if self._late.is_set() or code == -getattr(signal, "SIGXCPU", 0):
            return SourceError(
                f"it took longer than {self._budget} s to read",
                hint="Print it to a new PDF, or raise the limit in the settings.",
            )
        if code == -getattr(signal, "SIGKILL", 0):
            return SourceError("the system ended its reading (out of memory)", hint="Try again with fewer jobs.")
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return SourceError(f"the reading process crashed on it ({how})", hint="Save it in another format.")

    def kill(self) -> None:
        """End it and all that it started, at once; may be called from another thread."""
        if self._over.is_set():
            # Its number may be another process's by now.
            return
        if sys.platform == "win32":
            self._process.kill()
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """Close its input, wait shortly for it to end by itself, then kill its group. A second call does nothing."""
        if self._over.is_set():
            return
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        with contextlib.suppress(OSError):
            stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=0.2)
        self.kill()
        self._over.set()
        self._process.wait()
        with contextlib.suppress(OSError):
            stdout.close()


def _command() -> list[str]:
    # Isolated mode hides the user's site and PYTHONPATH, so the package's own folder is named, last on the path.
    return [sys.executable, "-I", "-X", "faulthandler", "-c", _START, str(Path(__file__).resolve().parents[2])]
