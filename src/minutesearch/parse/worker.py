"""The killable child: it reads and cuts one file after another, under limits, and answers in framed JSON.

Published files are hostile input: a 13 kB PDF can ask for a gigabyte, and a page of text can be made to cost its
segmenter minutes. So neither is done in the process that holds the archive. A request is one line of JSON on stdin
(``shown``, ``limits``, and ``path`` or ``cut``); after ``cut`` comes a second line, a document that was read before;
with ``explain`` the answer is one frame, the ``explanation``.

An answer is a row of frames on stdout, eight bytes of length (big-endian) and that many bytes of JSON each: the number
of ``pages`` where the file has them, the ``document`` if one was read, and then its ``records`` or an ``error``. In
between the child may ask for recognition: ``recognise`` with the number of pages, then for each a ``picture`` whose
bytes follow as a frame of their own; it gets a line of JSON back. Never pickle: a subverted child must not be able to
run code in its parent.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from minutesearch.errors import SourceError
from minutesearch.parse.codec import document_from_json, document_to_json, explanation_to_json, record_to_json
from minutesearch.parse.limits import Limits

if TYPE_CHECKING:
    from minutesearch.model import Document

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_OPEN_FILES = 64
_GROWN = 0.25
"""The share of the memory allowed that a child holds, at most, when it takes another file."""


def main() -> int:
    """Serve requests until stdin ends."""
    sys.dont_write_bytecode = True
    answers = _own_stdout()
    _leash()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        limits = Limits(**request["limits"])
        _limit(limits)
        answer = _answer(request, limits, sys.stdin.buffer, answers)
        if _has_grown(limits):
            answer["worn"] = True
        _send(answers, answer, limits)
    return 0


def read_request(path: Path, shown: str, limits: Limits) -> bytes:
    """A request to read a file and to cut it, as the child takes it."""
    return _line({"path": str(path), "shown": shown, "limits": asdict(limits)})


def explain_request(path: Path, shown: str, limits: Limits) -> bytes:
    """A request to read a file and to tell how it is cut, as the child takes it."""
    return _line({"path": str(path), "shown": shown, "limits": asdict(limits), "explain": True})


def cut_request(document: Document, shown: str, limits: Limits) -> bytes:
    """A request to cut a document that was read before, as the child takes it."""
    # The document has a line of its own, so that it is taken in under the limits that the first line sets.
    return _line({"cut": True, "shown": shown, "limits": asdict(limits)}) + _line(document_to_json(document))


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value).encode("ascii") + b"\n"


def _answer(request: dict[str, Any], limits: Limits, requests: BinaryIO, answers: BinaryIO) -> dict[str, Any]:
    """The last frame of an answer; those before it are sent as soon as they are known.

    So the document is not lost where it is its segmenter that breaks a limit.
    """
    from minutesearch.parse import explain, read, segment

    def counted(pages: int) -> None:
        _allow(limits.budget(pages))
        _send(answers, {"pages": pages}, limits)

    try:
        if request.get("cut"):
            document = document_from_json(json.loads(requests.readline()))
        else:
            document = read(Path(request["path"]), limits, counted, _Asking(limits, requests, answers))
            if request.get("explain"):
                return {"explanation": explanation_to_json(explain(document, path=request["shown"]))}
            _send(answers, {"document": document_to_json(document)}, limits)
        return {"records": [record_to_json(record) for record in segment(document, path=request["shown"])]}
    except SourceError as error:
        return {"error": error.message, "state": error.state, "hint": error.hint}
    except MemoryError:
        reason = f"it needs more than {limits.memory >> 20} MiB of memory to be read"
        return {
            "error": reason,
            "state": "quarantined",
            "hint": "Print it to a new PDF, or raise the limit in the settings.",
            "worn": True,
        }
    except RecursionError:
        return {"error": "it is nested too deeply to be read", "state": "quarantined", "hint": None}
    except Exception as error:  # noqa: BLE001 - whatever a parser stumbles over, the run goes on
        # Only the kind of error: its words may quote the document, and logs must not.
        return {
            "error": f"it is damaged in a way that the reader does not know ({type(error).__name__})",
            "state": "quarantined",
            "hint": "Fetch it again, or save it in another format.",
        }


class _Asking:
    """The recogniser as the child sees it: it may start no program, so it asks the process that may."""

    def __init__(self, limits: Limits, requests: BinaryIO, answers: BinaryIO) -> None:
        self._limits, self._requests, self._answers = limits, requests, answers

    def begin(self, sheets: int, *, drawn: bool) -> str:
        """Ask whether there is one."""
        _send(self._answers, {"recognise": sheets, "drawn": drawn}, self._limits)
        by = str(self._told("by"))
        # Drawing a page takes as long as reading one, or longer.
        _allow(self._limits.budget(sheets))
        return by

    def words(self, picture: bytes, *, dpi: int | None, sheets: int) -> list[str]:
        """Hand one picture over and wait for its words."""
        _send(self._answers, {"picture": len(picture), "dpi": dpi, "sheets": sheets}, self._limits)
        self._answers.write(struct.pack(">Q", len(picture)))
        self._answers.write(picture)
        self._answers.flush()
        return [str(table) for table in self._told("words")]

    def _told(self, key: str) -> Any:
        reply = json.loads(self._requests.readline())
        if "error" in reply:
            raise SourceError(reply["error"], "no-text", reply["hint"])
        return reply[key]


def _send(answers: BinaryIO, answer: dict[str, Any], limits: Limits) -> None:
    """Write a frame.

    Raises:
        SourceError: where a document is over the limit; records over it are answered with that error.
    """
    frame = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
    if len(frame) > limits.out:
        error = limits.too_much()
        if "document" in answer:
            raise error
        frame = json.dumps({"error": error.message, "state": error.state, "hint": error.hint}).encode()
    answers.write(struct.pack(">Q", len(frame)) + frame)
    answers.flush()


def _own_stdout() -> BinaryIO:
    # What a library prints must not end up between two frames.
    own = os.dup(1)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)
    return os.fdopen(own, "wb")


def _leash() -> None:
    """Die with the parent, gain no rights; where the system knows these."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    try:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    except (OSError, AttributeError):
        return


def bind(memory: int) -> None:
    """Put this process on the leash: so much memory, no files written, no programs started, no rights gained."""
    _leash()
    _hold(memory)


def _limit(limits: Limits) -> None:
    """Set the limits of one file."""
    _hold(limits.memory)
    _allow(limits.budget(1))


def _hold(memory: int) -> None:
    """Limit all but time. Windows has no ``resource``: there the parent's clock alone guards."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        _lower(kind, most)


def _lower(kind: int, most: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    try:
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    except (ValueError, OSError):
        return


def _has_grown(limits: Limits) -> bool:
    """Has a file made this process so large that the next one might not find room in it?"""
    try:
        # The peak that ``getrusage`` tells may be the parent's: it outlives the start of another program.
        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    except (OSError, ValueError, IndexError):
        return False
    return pages * os.sysconf("SC_PAGE_SIZE") > limits.memory * _GROWN


def _allow(seconds: int) -> None:
    """Allow so many processor seconds from now on."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)


if __name__ == "__main__":
    sys.exit(main())
