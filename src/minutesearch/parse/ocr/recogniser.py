"""The recogniser: Tesseract where it is installed, run twice a picture as a process that can be killed.

It reads pictures from the web, so it is held like the child that reads files: limits on processor time, memory and
output, no files written, no programs started, a session of its own, and a clock that kills it. See
docs/decisions/0011.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO, NamedTuple

from minutesearch.errors import SourceError
from minutesearch.parse.limits import Limits

INSTALL = "sudo apt install tesseract-ocr"
INSTALL_DRAWING = "pip install 'minutesearch[ocr]'"
_PROGRAM = "tesseract"
_START = "import sys; sys.path.append(sys.argv[1]); from minutesearch.parse.ocr.recogniser import become; become()"
_NICE = 10
_SECONDS = 60
"""Processor seconds for one page; a page of close print at 300 dots an inch takes two."""
_SECONDS_A_FILE = 3600
"""Seconds on the clock for all pages of one file: two hours of processor time must not hang on one upload."""
_PATIENCE = 3
"""Seconds on the clock for a second of processor time: it runs behind everything else."""
_TABLE = 16 << 20
"""Most bytes of its answer for one page; a page of close print gives 60 kB."""
_ASKING = 20
"""Seconds in which it has to tell its version."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Why there is no recogniser, and what to do about it."""

    why: str
    hint: str | None
    off: bool = False

    @property
    def name(self) -> str:
        """What a reading is remembered by that was made without one."""
        return "none"

    def supersedes(self, earlier: str) -> bool:
        """Is a reading to be made anew that was made by another recogniser? Not where there is none any more."""
        return self.off and earlier != "none"


@dataclass(frozen=True, slots=True)
class Tesseract:
    """A recogniser that was found: program, version, the languages it is to read, and what it can do."""

    program: str
    version: str
    language: str
    orientation: bool
    drawing: bool
    limits: Limits
    seconds: int = _SECONDS

    @property
    def name(self) -> str:
        """What a reading is remembered by: another version or language reads anew."""
        return f"tesseract {self.version} {self.language}{'' if self.drawing else ' pictures only'}"

    def supersedes(self, earlier: str) -> bool:
        """Is a reading to be made anew that was made by another recogniser, or by none?"""
        return earlier != self.name


Found = Tesseract | Absent


def find(language: str, limits: Limits, *, off: bool = False) -> Found:
    """Look for Tesseract on the path.

    Args:
        language: the languages to read, as Tesseract names them: ``eng`` or ``eng+cym``.
        limits: memory that it may take.
        off: True where the settings forbid recognition.
    """
    if off:
        return Absent("recognition (OCR) is switched off in the settings", 'Set ocr = "auto" under [ingest].', off=True)
    program = shutil.which(_PROGRAM)
    drawing = find_spec("pypdfium2") is not None
    if program is None:
        more = "" if drawing else f", and {INSTALL_DRAWING}"
        return Absent("no recogniser (OCR) is installed", f"Install one: {INSTALL}{more}; then ingest again.")
    version = re.search(r"tesseract v?(\d[\w.-]{0,30})", _asked(program, "--version"))
    languages = _asked(program, "--list-langs").split()
    if version is None:
        return Absent(f"{program} does not answer as Tesseract does", f"Install it anew: {INSTALL}")
    lacking = [each for each in language.split("+") if each not in languages]
    if lacking:
        package = lacking[0].replace("_", "-")
        return Absent(
            f"Tesseract lacks the language {package!r}", f"Install it: {INSTALL}-{package}; or set ocr_language."
        )
    return Tesseract(program, version[1], language, "osd" in languages, drawing, limits)


def finder(language: str, limits: Limits, *, off: bool = False) -> Callable[[], Found]:
    """Look for Tesseract when it is first asked for, and only once: an archive without scans never needs to know."""
    lock = threading.Lock()
    known: list[Found] = []

    def found() -> Found:
        with lock:
            if not known:
                known.append(find(language, limits, off=off))
            return known[0]

    return found


def _asked(program: str, option: str) -> str:
    try:
        done = subprocess.run(
            [program, option], stdin=subprocess.DEVNULL, capture_output=True, timeout=_ASKING, check=False,
            env=_environment(),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    # Older versions tell both on stderr.
    return (done.stdout[:65536] + b"\n" + done.stderr[:65536]).decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    """What the recogniser needs of the environment. More threads than one only slow each other down on small lines."""
    kept = {key: os.environ[key] for key in ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH") if key in os.environ}
    return kept | {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}


class Pages:
    """The recognition of one file, page by page, within the limits of a file.

    Args:
        found: the recogniser, or why there is none.
        stopped: set by whoever wants to end it at once.
    """

    def __init__(self, found: Found, stopped: threading.Event | None = None) -> None:
        self._found = found
        self._stopped = stopped or threading.Event()
        self._until = time.monotonic() + _SECONDS_A_FILE
        self._left = 0
        self.begun = False
        """Has it been said that pictures will come, and that they can be recognised?"""

    def begin(self, sheets: int, *, drawn: bool) -> str:
        """Answer :meth:`minutesearch.parse.ocr.recognise.Recogniser.begin`."""
        if isinstance(self._found, Absent):
            raise SourceError(self._found.why, "no-text", self._found.hint)
        if drawn and not self._found.drawing:
            raise SourceError(
                "its pages cannot be drawn for recognition (OCR) without pypdfium2",
                "no-text",
                f"Type: {INSTALL_DRAWING}; then ingest again.",
            )
        if self.begun:
            raise SourceError("its recognition was begun twice")
        self.begun = True
        # A page that lies on its side comes a second time, upright.
        self._left = 2 * min(sheets, self._found.limits.pages)
        return f"tesseract {self._found.version}"

    def words(self, picture: bytes, *, dpi: int | None, sheets: int) -> list[str]:
        """Answer :meth:`minutesearch.parse.ocr.recognise.Recogniser.words`."""
        if isinstance(self._found, Absent) or sheets > self._left:
            raise SourceError("more pages came for recognition than were announced")
        self._left -= sheets
        asked = _Asked(self._found, picture, dpi, sheets)
        # With the page's orientation where the data for it are installed, else without.
        tables = [self._run(asked, "1" if self._found.orientation else "3")]
        # Its own layout analysis loses what stands alone in a margin or a cell: numbers, bullets, initials. Taken for
        # one block of text the same page gives these, and loses others.
        with contextlib.suppress(SourceError):
            tables.append(self._run(asked, "6"))
        return tables

    def _run(self, asked: _Asked, mode: str) -> str:
        left = int(self._until - time.monotonic())
        if left <= 0:
            raise SourceError(f"its recognition took longer than {_SECONDS_A_FILE // 60} minutes", hint="Split it.")
        return _run(asked, mode, left, self._stopped)


class _Asked(NamedTuple):
    """What is to be recognised, by what."""

    found: Tesseract
    picture: bytes
    dpi: int | None
    sheets: int

    def command(self, mode: str) -> list[str]:
        known = [] if self.dpi is None else ["--dpi", str(self.dpi)]
        return [self.found.program, "stdin", "stdout", *known, "-l", self.found.language, "--psm", mode, "tsv"]


def _run(asked: _Asked, mode: str, left: int, stopped: threading.Event) -> str:
    """Tesseract's table of the words of a picture."""
    seconds = asked.found.seconds * asked.sheets
    child = _started(asked, mode, seconds)
    late = threading.Event()
    ended = threading.Event()

    def watch() -> None:
        until = time.monotonic() + min(_PATIENCE * seconds, left)
        while not ended.wait(0.1):
            if stopped.is_set() or time.monotonic() >= until:
                late.set()
                end(child)
                return

    def feed(pipe: BinaryIO) -> None:
        # It may die before it has read all of it.
        with contextlib.suppress(OSError, ValueError), pipe:
            pipe.write(asked.picture)

    assert child.stdin is not None
    assert child.stdout is not None
    helpers = [
        threading.Thread(target=watch, daemon=True),
        threading.Thread(target=feed, args=(child.stdin,), daemon=True),
    ]
    most = _TABLE * asked.sheets
    try:
        for helper in helpers:
            helper.start()
        table = child.stdout.read(most + 1)
        if len(table) <= most:
            # What ends its answer and hangs on is caught by the watch.
            child.wait()
    finally:
        ended.set()
        end(child)
        child.wait()
        for helper in helpers:
            helper.join()
        child.stdout.close()
    if late.is_set() or child.returncode == -getattr(signal, "SIGXCPU", 0):
        raise SourceError("its recognition took too long", hint="Scan it again, straighter and cleaner.")
    if len(table) > most:
        raise SourceError("its recognition gave more text than a page can hold")
    if child.returncode:
        code = child.returncode
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        raise SourceError(f"its recognition failed (tesseract ended with {how})", hint="Scan it again.")
    return table.decode("utf-8", "replace")


def _started(asked: _Asked, mode: str, seconds: int) -> subprocess.Popen[bytes]:
    own = [sys.executable, "-I", "-c", _START, str(Path(__file__).resolve().parents[3])]
    limits = [str(seconds), str(asked.found.limits.memory)]
    try:
        return subprocess.Popen(
            [*own, *limits, *asked.command(mode)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=_environment(),
        )
    except OSError as error:
        raise SourceError(f"the recogniser could not be started: {error.strerror or error}") from error


def end(child: subprocess.Popen[bytes]) -> None:
    """Kill a child and all that it started."""
    if sys.platform == "win32":
        child.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def become() -> None:
    """Put this process on the leash, and become the program that the command line names.

    Limits are not set between fork and exec of the process that asks: it has threads, and there such code hangs.
    """
    from minutesearch.parse.worker import bind

    seconds, memory, *command = sys.argv[2:]
    bind(int(memory))
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
        os.nice(_NICE)
    os.execv(command[0], command)  # noqa: S606 - no shell: the program that was found on the path
