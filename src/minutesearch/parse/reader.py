"""The parent's side of reading: one child, watched by a clock, replaced when it dies, breaks a limit or grows old."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import stat
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from minutesearch.errors import SourceError
from minutesearch.model import Document
from minutesearch.parse.codec import document_from_json
from minutesearch.parse.limits import Limits
from minutesearch.parse.worker import request_line

__all__ = ["Limits", "Reader"]

_FILES_A_CHILD = 50
"""A parser leaks a little on every file; a new child costs 0.15 s."""
_GRACE = 2.0
"""Wall-clock seconds beyond the processor budget before the child is killed."""
_START = "import sys; sys.path.append(sys.argv[1]); from minutesearch.parse.worker import main; sys.exit(main())"
_STATES = frozenset({"quarantined", "no-text", "not-minutes"})


class Reader:
    """Reads files in a child process. Use one reader a thread, as a context manager.

    Args:
        limits: what one file may cost.
        command: how the child is started; tests put a misbehaving one here.
    """

    def __init__(self, limits: Limits | None = None, *, command: Sequence[str] | None = None) -> None:
        self.limits = limits or Limits()
        self._command = list(command) if command is not None else _command()
        self._child: subprocess.Popen[bytes] | None = None
        self._read = 0
        self._late = threading.Event()
        self._clock: threading.Timer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is None:
            return
        if child.stdin:
            with contextlib.suppress(OSError):
                child.stdin.close()
        _end(child)

    def read(self, path: Path) -> Document:
        """Read one file.

        Args:
            path: a regular file.

        Returns:
            The document.

        Raises:
            SourceError: with the reason: no text, damaged, protected, over a limit, or the child crashed.
        """
        _check(path, self.limits)
        if self._child is not None and (self._read >= _FILES_A_CHILD or self._child.poll() is not None):
            self.close()
        if self._child is None:
            self._child = _start(self._command)
            self._read = 0
        self._read += 1
        try:
            answer = self._ask(self._child, request_line(path, self.limits))
        except BaseException:
            self.close()
            raise
        if "error" in answer:
            if answer.get("worn"):
                self.close()
            state = answer.get("state")
            hint = answer.get("hint")
            raise SourceError(
                str(answer["error"])[:300],
                state if state in _STATES else "quarantined",
                None if hint is None else str(hint)[:300],
            )
        try:
            return document_from_json(answer["document"])
        except (KeyError, ValueError) as error:
            self.close()
            raise SourceError("the reading process gave a wrong answer") from error

    # -- one request ----------------------------------------------------------------------------------------

    def _ask(self, child: subprocess.Popen[bytes], request: bytes) -> dict[str, Any]:
        self._late.clear()
        budget = self.limits.budget(1)
        self._wind(child, budget)
        try:
            if child.stdin is None or child.stdout is None:
                raise SourceError("the reading process could not be started")
            try:
                child.stdin.write(request)
                child.stdin.flush()
            except OSError:
                raise self._death(child, budget) from None
            while True:
                frame = self._frame(child, budget)
                if "pages" not in frame:
                    return frame
                pages = frame["pages"]
                budget = self.limits.budget(pages if isinstance(pages, int) else 1)
                self._wind(child, budget)
        finally:
            if self._clock is not None:
                self._clock.cancel()

    def _wind(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        if self._clock is not None:
            self._clock.cancel()

        def strike() -> None:
            self._late.set()
            _kill(child)

        self._clock = threading.Timer(seconds + _GRACE, strike)
        self._clock.daemon = True
        self._clock.start()

    def _frame(self, child: subprocess.Popen[bytes], budget: int) -> dict[str, Any]:
        head = self._exactly(child, 8, budget)
        (length,) = struct.unpack(">Q", head)
        if length > self.limits.out:
            raise SourceError(
                f"it gives more than {self.limits.out // 1_000_000} MB of text", hint="Split it into single meetings."
            )
        try:
            frame = json.loads(self._exactly(child, length, budget))
        except ValueError as error:
            raise SourceError("the reading process gave a wrong answer") from error
        if not isinstance(frame, dict):
            raise SourceError("the reading process gave a wrong answer")
        return frame

    def _exactly(self, child: subprocess.Popen[bytes], length: int, budget: int) -> bytes:
        assert child.stdout is not None
        got = child.stdout.read(length)
        if len(got) < length:
            raise self._death(child, budget)
        return got

    def _death(self, child: subprocess.Popen[bytes], budget: int) -> SourceError:
        """Why a child that did not answer is dead."""
        _end(child)
        code = child.returncode
        if self._late.is_set() or code == -getattr(signal, "SIGXCPU", 0):
            return SourceError(
                f"it took longer than {budget} s to read",
                hint="Print it to a new PDF, or raise the limit in the settings.",
            )
        if code == -getattr(signal, "SIGKILL", 0):
            return SourceError("the system ended its reading (out of memory)", hint="Try again with fewer jobs.")
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return SourceError(f"the reading process crashed on it ({how})", hint="Save it in another format.")


def _check(path: Path, limits: Limits) -> None:
    # A pipe or a device would be read for ever; the child opens regular files only.
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        raise SourceError(f"the file cannot be opened: {getattr(error, 'strerror', None) or error}") from error
    if not stat.S_ISREG(status.st_mode):
        raise SourceError("it is no regular file (a folder, pipe or device)")
    if status.st_size > limits.size:
        raise SourceError(
            f"the file is larger than {limits.size // 1_000_000} MB", hint="Raise the limit in the settings."
        )


def _command() -> list[str]:
    # Isolated mode hides the user's site and PYTHONPATH, so the package's own folder is named, last on the path.
    return [sys.executable, "-I", "-X", "faulthandler", "-c", _START, str(Path(__file__).resolve().parents[2])]


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        raise SourceError(f"the reading process could not be started: {error.strerror or error}") from error


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End a child and all that it started."""
    if sys.platform == "win32":
        child.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Wait shortly for a child to end by itself, then kill its group; close the pipes."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=0.2)
    _kill(child)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
