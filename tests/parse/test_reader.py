"""The killable child: every way in which a file can go wrong is one clear line, and the next file is read."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from minutesearch.errors import SourceError
from minutesearch.model import Document
from minutesearch.parse import read, worker
from minutesearch.parse.limits import Limits
from minutesearch.parse.reader import Reader

TEXT = "Minutes of the meeting of 3 May 2020\n\nSix members came.\n"


def stand_in(code: str) -> list[str]:
    """A child that answers with code of ours: ``line`` is the request, ``send(bytes)`` writes a frame."""
    frame = (
        "import os, sys, struct, json, time, signal\n"
        "def send(b):\n"
        "    sys.stdout.buffer.write(struct.pack('>Q', len(b)) + b)\n"
        "    sys.stdout.buffer.flush()\n"
    )
    return [sys.executable, "-I", "-c", f"{frame}for line in sys.stdin.buffer:\n    {code}\n"]


def test_the_child_reads_what_this_process_reads(write: Callable[..., Path]) -> None:
    path = write("minutes.txt", TEXT)
    with Reader() as reader:
        assert reader.read(path) == read(path)


def test_a_bad_file_costs_only_itself(write: Callable[..., Path], tmp_path: Path) -> None:
    good = write("good.txt", TEXT)
    picture = write("minutes.pdf", b"\x89PNG\r\n\x1a\n" + bytes(40))
    with Reader() as reader:
        for _ in range(2):
            with pytest.raises(SourceError, match="PNG") as caught:
                reader.read(picture)
            assert caught.value.state == "no-text"
            assert caught.value.hint
            with pytest.raises(SourceError, match="no regular file"):
                reader.read(tmp_path)
            with pytest.raises(SourceError, match="cannot be opened"):
                reader.read(tmp_path / "gone.txt")
            assert reader.read(good).blocks


def test_names_of_any_bytes(tmp_path: Path) -> None:
    name = os.fsdecode(b"minutes \xff\n.txt")
    path = tmp_path / name
    try:
        path.write_text(TEXT)
    except OSError:
        pytest.skip("this file system has no such names")
    with Reader() as reader:
        assert reader.read(path).blocks


def test_a_file_over_the_size_limit_is_not_opened(write: Callable[..., Path]) -> None:
    with Reader(Limits(size=10)) as reader, pytest.raises(SourceError, match="larger than"):
        reader.read(write("minutes.txt", TEXT))


def test_a_child_that_hangs_is_killed(write: Callable[..., Path]) -> None:
    path = write("minutes.txt", TEXT)
    with Reader(Limits(seconds=-1), command=stand_in("time.sleep(600)")) as reader:
        with pytest.raises(SourceError, match="longer than"):
            reader.read(path)
        with pytest.raises(SourceError, match="longer than"):
            reader.read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_child_that_ignores_signals_and_forks_is_killed_with_its_children(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    listening = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    code = (
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"    held = open({str(pipe)!r}, 'w') if os.fork() == 0 else None\n"
        "    time.sleep(600)"
    )
    with Reader(Limits(seconds=-1), command=stand_in(code)) as reader, pytest.raises(SourceError, match="longer than"):
        reader.read(write("minutes.txt", TEXT))
    # The pipe ends when the last process that holds it is gone; a survivor would keep this read waiting.
    os.set_blocking(listening, True)
    assert os.read(listening, 1) == b""
    os.close(listening)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("os._exit(7)", "exit code 7"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "signal 11"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "out of memory"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "longer than"),
        ("send(b'no json')", "wrong answer"),
        ("send(b'[]')", "wrong answer"),
        ('send(b\'{"document": {"blocks": 3}}\')', "wrong answer"),
        ("sys.stdout.buffer.write(struct.pack('>Q', 1 << 60)); sys.stdout.buffer.flush()", "MB of text"),
        ("sys.stdout.buffer.write(b'abc'); sys.stdout.buffer.flush(); os._exit(0)", "exit code 0"),
    ],
)
def test_a_child_that_crashes_or_lies(write: Callable[..., Path], code: str, words: str) -> None:
    with Reader(command=stand_in(code)) as reader:
        for _ in range(2):
            with pytest.raises(SourceError, match=words):
                reader.read(write("minutes.txt", TEXT))


def test_a_state_that_is_none_becomes_quarantined(write: Callable[..., Path]) -> None:
    code = 'send(b\'{"error": "odd", "state": "ingested"}\')'
    with Reader(command=stand_in(code)) as reader, pytest.raises(SourceError, match="odd") as caught:
        reader.read(write("minutes.txt", TEXT))
    assert caught.value.state == "quarantined"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits on a process")
def test_memory_is_limited_in_the_child(zipped: Callable[..., Path], write: Callable[..., Path]) -> None:
    head = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    # Random letters keep the packing honest, so that it is the memory and not the ratio that gives out.
    filler = b"".join(b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % os.urandom(60).hex().encode() for _ in range(400_000))
    path = zipped("big.docx", {"word/document.xml": head + filler + b"</w:body></w:document>"})
    with Reader(Limits(memory=220_000_000)) as reader:
        with pytest.raises(SourceError, match=r"memory|crashed"):
            reader.read(path)
        assert reader.read(write("minutes.txt", TEXT)).blocks


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits on a process")
def test_processor_time_is_limited_in_the_child(write: Callable[..., Path]) -> None:
    code = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 5))\n    while True: pass"
    with Reader(command=stand_in(code)) as reader, pytest.raises(SourceError, match="longer than"):
        reader.read(write("minutes.txt", TEXT))


def test_an_answer_over_the_limit_is_refused_by_the_child(write: Callable[..., Path]) -> None:
    path = write("minutes.txt", "word " * 3000)
    with Reader(Limits(out=2000)) as reader, pytest.raises(SourceError, match="of text"):
        reader.read(path)


def test_a_child_is_replaced_when_it_is_old(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutesearch.parse.reader._FILES_A_CHILD", 2)
    path = write("minutes.txt", TEXT)
    with Reader() as reader:
        children = []
        for _ in range(5):
            reader.read(path)
            assert reader._child is not None
            children.append(reader._child.pid)
    assert len(set(children)) == 3
    assert reader._child is None


def test_one_reader_a_thread(write: Callable[..., Path]) -> None:
    path = write("minutes.txt", TEXT)
    found: list[Document] = []

    def work() -> None:
        with Reader() as reader:
            found.extend(reader.read(path) for _ in range(3))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [read(path)] * 9


def test_an_unknown_failure_is_told_without_the_text(
    monkeypatch: pytest.MonkeyPatch, write: Callable[..., Path]
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("a name from the document")

    monkeypatch.setattr("minutesearch.parse.read", fail)
    answer = worker._answer(write("m.txt", TEXT), Limits(), sys.stdout.buffer)
    assert answer["state"] == "quarantined"
    assert "KeyError" in answer["error"]
    assert "document" not in answer["error"]


def test_budget_grows_with_pages() -> None:
    limits = Limits()
    assert limits.budget(1) == 30
    assert limits.budget(11) == 40
    assert limits.budget(5000) == 300
