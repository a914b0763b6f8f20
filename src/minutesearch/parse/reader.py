"""The parent's side of reading and cutting: what is asked of the child, and what its answers are worth.

The child is replaced when it dies, breaks a limit, gives a wrong answer or grows old. Neither a parser nor the
segmenter ever runs in the process that asks.
"""

from __future__ import annotations

import contextlib
import json
import stat
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from minutesearch.errors import SourceError
from minutesearch.model import Document, Explanation, Record
from minutesearch.parse.child import Child
from minutesearch.parse.codec import document_from_json, explanation_from_json, record_from_json
from minutesearch.parse.limits import Limits
from minutesearch.parse.ocr.recogniser import Absent, Found, Pages
from minutesearch.parse.ocr.sheets import MOST_PIXELS
from minutesearch.parse.worker import cut_request, explain_request, read_request

__all__ = ["Limits", "Read", "Reader"]

_FILES_A_CHILD = 500
"""A new child costs 0.15 s. After 522 published files one had grown to 80 MiB and grew no more; one that a file has
made grow says so itself."""
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
        self.stopped = threading.Event()
        self._command = command
        self._child: Child | None = None
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def stop(self) -> None:
        """End what is being read or recognised at once; called from another thread."""
        self.stopped.set()
        if child := self._child:
            child.kill()

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
    def _asked(self, request: bytes) -> Iterator[Child]:
        """A child that was sent a request, with the clock running until its answer is taken."""
        if self.stopped.is_set():
            raise SourceError("it was stopped")
        child = self._ready()
        self._pages = None
        try:
            child.wind(self.limits.budget(1))
            child.write(request)
            yield child
        except SourceError:
            if child.ended:
                self.close()
            raise
        except BaseException:
            # Cut off in the middle of an answer: its rest would be taken for the next one.
            self.close()
            raise
        finally:
            child.rest()

    def _answer(self, child: Child, key: str, decode: Callable[[Any], _T]) -> _T:
        """The next frame, which is to hold ``key``."""
        counted = False
        while True:
            frame = child.frame()
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
                child.wind(self.limits.budget(int(frame["pages"])))
            except (KeyError, TypeError, ValueError, OverflowError):
                raise child.wrong() from None

    def _recognise(self, child: Child, asked: dict[str, Any]) -> None:
        """Answer the child's question for a recogniser, or for the words of a picture. Its clock stands meanwhile."""
        picture = b"" if "recognise" in asked else self._picture(child, int(asked["picture"]))
        left = child.rest()
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
        child.wind(left)
        child.write(json.dumps(reply).encode("ascii") + b"\n")

    def _picture(self, child: Child, size: int) -> bytes:
        if not 0 <= size <= max(MOST_PIXELS + 100, self.limits.size):
            raise ValueError("a picture that is too large")
        return child.raw(size)

    def _ready(self) -> Child:
        """The child, a new one where there is none or the last one is old or dead."""
        if self._child is not None and (self._read >= _FILES_A_CHILD or self._child.ended):
            self.close()
        if self._child is None:
            self._child = Child(self.limits, self._command)
            self._read = 0
        self._read += 1
        return self._child


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
