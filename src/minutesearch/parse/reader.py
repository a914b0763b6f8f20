"""The parent's side of reading and cutting: one child, watched by a clock.

It is replaced when it dies, breaks a limit, gives a wrong answer or grows old. Neither a parser nor the segmenter ever
runs in the process that asks.
"""

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
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from minutesearch.errors import SourceError
from minutesearch.model import Document, Explanation, Record
from minutesearch.parse.codec import document_from_json, explanation_from_json, record_from_json
from minutesearch.parse.limits import Limits
from minutesearch.parse.ocr.recogniser import Absent, Found, Pages
from minutesearch.parse.ocr.sheets import MOST_PIXELS
from minutesearch.parse.worker import cut_request, explain_request, read_request

__all__ = ["Limits", "Read", "Reader"]

_FILES_A_CHILD = 500
"""A new child costs 0.15 s. After 522 published files one had grown to 80 MiB and grew no more; one that a file has
made grow says so itself."""
_GRACE = 2.0
"""Wall-clock seconds beyond the processor budget before the child is killed."""
_START = "import sys; sys.path.append(sys.argv[1]); from minutesearch.parse.worker import main; sys.exit(main())"
_STATES = frozenset({"quarantined", "no-text", "not-minutes"})


_T = TypeVar("_T")


class Read(NamedTuple):
    """What one file gave: its document and the records of meetings in it, or why it gives none.

    ``records`` is empty exactly where ``refused`` is set: the segmenter found no minutes in it (``not-minutes``,
    ``no-text``), or broke a limit (``quarantined``). The document can be kept all the same.
    """

    document: Document
    records: tuple[Record, ...]
    refused: SourceError | None


class Reader:
    """Reads files and cuts them to records in a child process. Use one reader a thread, as a context manager.

    Args:
        limits: what one file may cost.
        recogniser: gives the recogniser for scanned pages when the first of them comes, or says why there is none.
        command: how the child is started; tests put a misbehaving one here.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        recogniser: Callable[[], Found] | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._recogniser = recogniser or (lambda: Absent("no recogniser (OCR) was given", None))
        self._pages: Pages | None = None
        self._lost: Absent | None = None
        self._until = 0.0
        self.stopped = threading.Event()
        self._command = list(command) if command is not None else _command()
        self._child: subprocess.Popen[bytes] | None = None
        self._read = 0
        self._budget = 0
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

    def stop(self) -> None:
        """End what is being read or recognised at once; called from another thread."""
        self.stopped.set()
        if child := self._child:
            _kill(child)

    def read(self, path: Path, shown: str) -> Read:
        """Read one file and cut it.

        Args:
            path: a regular file.
            shown: its archive-relative path, for a date or a kind that the text does not tell.

        Returns:
            The document with its records, or with the reason why it has none.

        Raises:
            SourceError: where there is no document, with the reason: no text, damaged, protected, over a limit, or
                the child crashed.
        """
        _check(path, self.limits)
        self._lost = None
        try:
            return self._read_once(path, shown)
        except SourceError as error:
            if not (self._pages and self._pages.begun) or error.state != "quarantined" or self.stopped.is_set():
                raise
            # Its scans broke the child: what else is in it must not be lost with them.
            self._lost = Absent(f"the pages could not be drawn for recognition: {error.message}", error.hint)
            return self._read_once(path, shown)

    def _read_once(self, path: Path, shown: str) -> Read:
        with self._asked(read_request(path, shown, self.limits)) as child:
            document = self._answer(child, "document", document_from_json)
            try:
                return Read(document, self._answer(child, "records", _records), None)
            except SourceError as refused:
                return Read(document, (), refused)

    def segment(self, document: Document, shown: str) -> Read:
        """Cut a document that was read before.

        Args:
            document: what a parser found.
            shown: the archive-relative path of its file.

        Returns:
            The same document with its records, or with the reason why it has none.
        """
        try:
            with self._asked(cut_request(document, shown, self.limits)) as child:
                return Read(document, self._answer(child, "records", _records), None)
        except SourceError as refused:
            return Read(document, (), refused)

    def explain(self, path: Path, shown: str) -> Explanation:
        """Read one file and tell how it is cut.

        Args:
            path: a regular file.
            shown: its archive-relative path.

        Raises:
            SourceError: where there is no document, as in :meth:`read`.
        """
        _check(path, self.limits)
        self._lost = None
        with self._asked(explain_request(path, shown, self.limits)) as child:
            return self._answer(child, "explanation", explanation_from_json)

    # -- one request ----------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _asked(self, request: bytes) -> Iterator[subprocess.Popen[bytes]]:
        """A child that was sent a request, with the clock running until its answer is taken."""
        if self.stopped.is_set():
            raise SourceError("it was stopped")
        child = self._ready()
        self._pages = None
        try:
            self._wind(child, self.limits.budget(1))
            self._write(child, request)
            yield child
        except SourceError:
            raise
        except BaseException:
            # Cut off in the middle of an answer: its rest would be taken for the next one.
            self.close()
            raise
        finally:
            if self._clock is not None:
                self._clock.cancel()

    def _answer(self, child: subprocess.Popen[bytes], key: str, decode: Callable[[Any], _T]) -> _T:
        """The next frame, which is to hold ``key``."""
        counted = False
        while True:
            frame = self._frame(child)
            if "error" in frame:
                if frame.get("worn"):
                    self.close()
                raise _told(frame)
            try:
                if "recognise" in frame or "picture" in frame:
                    self._recognise(child, frame)
                    continue
                if "pages" not in frame or counted:
                    if frame.get("worn"):
                        self._read = _FILES_A_CHILD
                    return decode(frame[key])
                # Only once: a child must not put off its end by counting for ever.
                counted = True
                self._wind(child, self.limits.budget(int(frame["pages"])))
            except (KeyError, TypeError, ValueError, OverflowError):
                raise self._wrong() from None

    def _recognise(self, child: subprocess.Popen[bytes], asked: dict[str, Any]) -> None:
        """Answer the child's question for a recogniser, or for the words of a picture. Its clock stands meanwhile."""
        picture = b"" if "recognise" in asked else self._picture(child, int(asked["picture"]))
        left = self._until - time.monotonic()
        if self._clock is not None:
            self._clock.cancel()
        try:
            if "recognise" in asked:
                sheets = int(asked["recognise"])
                if self._pages is None:
                    left += self.limits.budget(sheets)
                    self._pages = Pages(self._lost or self._recogniser(), self.stopped)
                reply: dict[str, Any] = {"by": self._pages.begin(sheets, drawn=bool(asked["drawn"]))}
            elif self._pages is None:
                reply = {"error": "no recogniser (OCR) was asked for", "hint": None}
            else:
                dpi = None if asked["dpi"] is None else int(asked["dpi"])
                reply = {"words": self._pages.words(picture, dpi=dpi, sheets=int(asked["sheets"]))}
        except SourceError as error:
            reply = {"error": error.message, "hint": error.hint}
        self._wind(child, left)
        self._write(child, json.dumps(reply).encode("ascii") + b"\n")

    def _picture(self, child: subprocess.Popen[bytes], size: int) -> bytes:
        if not 0 <= size <= max(MOST_PIXELS + 100, self.limits.size):
            raise ValueError("a picture that is too large")
        (length,) = struct.unpack(">Q", self._exactly(child, 8))
        if length != size:
            raise ValueError("a picture of another size")
        return self._exactly(child, length)

    def _ready(self) -> subprocess.Popen[bytes]:
        """The child, a new one where there is none or the last one is old or dead."""
        if self._child is not None and (self._read >= _FILES_A_CHILD or self._child.poll() is not None):
            self.close()
        if self._child is None:
            self._child = _start(self._command)
            self._read = 0
        self._read += 1
        return self._child

    def _wind(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        """Set the clock that kills the child; reading and cutting share one span."""
        if self._clock is not None:
            self._clock.cancel()
        late = self._late = threading.Event()

        def strike() -> None:
            late.set()
            _kill(child)

        self._budget = round(seconds)
        self._until = time.monotonic() + seconds
        self._clock = threading.Timer(seconds + _GRACE, strike)
        self._clock.daemon = True
        self._clock.start()

    def _write(self, child: subprocess.Popen[bytes], request: bytes) -> None:
        assert child.stdin is not None
        try:
            child.stdin.write(request)
            child.stdin.flush()
        except OSError:
            raise self._death(child) from None

    def _frame(self, child: subprocess.Popen[bytes]) -> dict[str, Any]:
        (length,) = struct.unpack(">Q", self._exactly(child, 8))
        if length > self.limits.out:
            self.close()
            raise self.limits.too_much()
        try:
            frame = json.loads(self._exactly(child, length))
        except (ValueError, RecursionError):
            raise self._wrong() from None
        if not isinstance(frame, dict):
            raise self._wrong()
        return frame

    def _exactly(self, child: subprocess.Popen[bytes], length: int) -> bytes:
        assert child.stdout is not None
        got = child.stdout.read(length)
        if len(got) < length:
            raise self._death(child)
        return got

    def _wrong(self) -> SourceError:
        """What is said of a child that cannot be believed; it is ended."""
        self.close()
        return SourceError("the reading process gave a wrong answer")

    def _death(self, child: subprocess.Popen[bytes]) -> SourceError:
        """Why a child that did not answer is dead."""
        self.close()
        code = child.returncode
        if self._late.is_set() or code == -getattr(signal, "SIGXCPU", 0):
            return SourceError(
                f"it took longer than {self._budget} s to read",
                hint="Print it to a new PDF, or raise the limit in the settings.",
            )
        if code == -getattr(signal, "SIGKILL", 0):
            return SourceError("the system ended its reading (out of memory)", hint="Try again with fewer jobs.")
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return SourceError(f"the reading process crashed on it ({how})", hint="Save it in another format.")


def _told(frame: dict[str, Any]) -> SourceError:
    """The child's own reason, held to the states and the lengths that a reason may have."""
    state, hint = frame.get("state"), frame.get("hint")
    return SourceError(
        str(frame["error"])[:300],
        state if isinstance(state, str) and state in _STATES else "quarantined",
        None if hint is None else str(hint)[:300],
    )


def _records(rows: Any) -> tuple[Record, ...]:
    records = tuple(record_from_json(row) for row in rows)
    if not records:
        raise ValueError("neither records nor a reason")
    return records


def _check(path: Path, limits: Limits) -> None:
    # A pipe or a device would be read for ever; the child opens regular files only.
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        raise SourceError(f"the file cannot be opened: {getattr(error, 'strerror', None) or error}") from error
    if not stat.S_ISREG(status.st_mode):
        raise SourceError("it is no regular file (a folder, pipe or device)")
    if status.st_size > limits.size:
        raise limits.too_large()


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
