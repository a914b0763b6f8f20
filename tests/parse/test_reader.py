"""The killable child: every way in which a file can go wrong is one clear line, and the next file is read."""

from __future__ import annotations

import io
import json
import os
import struct
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from minutesearch.config import Settings
from minutesearch.errors import SourceError
from minutesearch.ingest.reading import Shelf, limits_of, read_all
from minutesearch.model import Block, Document
from minutesearch.parse import read, segment, worker
from minutesearch.parse.codec import document_to_json, record_to_json
from minutesearch.parse.limits import Limits
from minutesearch.parse.reader import Reader
from minutesearch.sources import folder

TEXT = (
    "Minutes of the Quay Board meeting of 3 May 2020\n\n"
    "Six members came. It was agreed that the crane be oiled before the boats come back from the winter yard.\n"
)
SHOWN = "corpus/minutes.txt"


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
        document = read(path)
        assert reader.read(path, SHOWN) == (document, tuple(segment(document, path=SHOWN)), None)


def test_the_child_cuts_what_was_read_before(write: Callable[..., Path]) -> None:
    document = read(write("minutes.txt", TEXT))
    with Reader() as reader:
        for _ in range(2):
            assert reader.segment(document, SHOWN) == (document, tuple(segment(document, path=SHOWN)), None)


def test_the_path_that_is_shown_tells_the_date(write: Callable[..., Path]) -> None:
    path = write("copied", "# Quay Board minutes\n\n## Cranes\n\nThe crane was oiled.\n\n## Ropes\n\nThey were dry.\n")
    with Reader() as reader:
        (record,) = reader.read(path, "corpus/2021-05-04-minutes.md").records
        assert (record.date, record.date_inferred) == ("2021-05-04", True)
        document, records, refused = reader.read(path, "corpus/minutes.md")
    assert document.blocks
    assert records == ()
    assert refused is not None
    assert refused.state == "not-minutes"


def test_a_document_that_is_no_minutes_is_kept_with_the_reason(write: Callable[..., Path]) -> None:
    path = write("letter.txt", "Dear resident,\n\nThank you for your letter of 3 March about the bins.\n")
    with Reader() as reader:
        first = reader.read(path, "corpus/letter.txt")
        again = reader.segment(first.document, "corpus/letter.txt")
    for answer in (first, again):
        assert (answer.document, answer.records) == (read(path), ())
        assert answer.refused is not None
        assert (answer.refused.state, answer.refused.hint is None) == ("not-minutes", False)


def test_a_bad_file_costs_only_itself(write: Callable[..., Path], tmp_path: Path) -> None:
    good = write("good.txt", TEXT)
    picture = write("minutes.pdf", b"GIF89a" + bytes(40))
    with Reader() as reader:
        for _ in range(2):
            with pytest.raises(SourceError, match="GIF") as caught:
                reader.read(picture, SHOWN)
            assert caught.value.state == "no-text"
            assert caught.value.hint
            with pytest.raises(SourceError, match="no regular file"):
                reader.read(tmp_path, SHOWN)
            with pytest.raises(SourceError, match="cannot be opened"):
                reader.read(tmp_path / "gone.txt", SHOWN)
            assert reader.read(good, SHOWN).document.blocks


def test_names_of_any_bytes(tmp_path: Path) -> None:
    name = os.fsdecode(b"minutes \xff\n.txt")
    path = tmp_path / name
    try:
        path.write_text(TEXT)
    except OSError:
        pytest.skip("this file system has no such names")
    with Reader() as reader:
        assert reader.read(path, SHOWN).document.blocks


def test_a_file_over_the_size_limit_is_not_opened(write: Callable[..., Path]) -> None:
    with Reader(Limits(size=1 << 20)) as reader, pytest.raises(SourceError, match="larger than 1 MiB"):
        reader.read(write("minutes.txt", "x" * ((1 << 20) + 1)), SHOWN)


def test_a_child_that_hangs_is_killed(write: Callable[..., Path]) -> None:
    path = write("minutes.txt", TEXT)
    with Reader(Limits(seconds=-1), command=stand_in("time.sleep(600)")) as reader:
        with pytest.raises(SourceError, match="longer than"):
            reader.read(path, SHOWN)
        with pytest.raises(SourceError, match="longer than"):
            reader.read(path, SHOWN)


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
        reader.read(write("minutes.txt", TEXT), SHOWN)
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
        ("sys.stdout.buffer.write(struct.pack('>Q', 1 << 60)); sys.stdout.buffer.flush()", "MiB of text"),
        ("sys.stdout.buffer.write(b'abc'); sys.stdout.buffer.flush(); os._exit(0)", "exit code 0"),
    ],
)
def test_a_child_that_crashes_or_lies(write: Callable[..., Path], code: str, words: str) -> None:
    with Reader(command=stand_in(code)) as reader:
        for _ in range(2):
            with pytest.raises(SourceError, match=words):
                reader.read(write("minutes.txt", TEXT), SHOWN)


def test_a_state_that_is_none_becomes_quarantined(write: Callable[..., Path]) -> None:
    code = 'send(b\'{"error": "odd", "state": "ingested"}\')'
    with Reader(command=stand_in(code)) as reader, pytest.raises(SourceError, match="odd") as caught:
        reader.read(write("minutes.txt", TEXT), SHOWN)
    assert caught.value.state == "quarantined"


DOCUMENT = Document("text/plain", "text/1", "", (Block("Minutes"),))
READ = f"send({json.dumps({'document': document_to_json(DOCUMENT)}).encode()!r})"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("os._exit(7)", "exit code 7"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "longer than"),
        ("time.sleep(600)", "longer than"),
        ("send(b'{\"records\": []}')", "wrong answer"),
        ("send(b'{\"records\": [[1]]}')", "wrong answer"),
        ("send(b'{\"pages\": 1}'); send(b'{\"pages\": 1}')", "wrong answer"),
        (READ, "wrong answer"),
        ("send(b'[' * 100_000)", "wrong answer"),
        ("send(b'\"' + b'x' * 5000 + b'\"')", "of text"),
        ('send(b\'{"error": "worn out", "worn": true}\')', "worn out"),
    ],
)
def test_a_segmenter_that_fails_costs_neither_the_document_nor_the_run(
    write: Callable[..., Path], code: str, words: str
) -> None:
    path = write("minutes.txt", TEXT)
    limits = Limits(seconds=-1, out=4000) if "sleep" in code or "5000" in code else Limits()
    with Reader(limits, command=stand_in(f"{READ}; {code}")) as reader:
        for _ in range(2):
            document, records, refused = reader.read(path, SHOWN)
            assert (document, records) == (DOCUMENT, ())
            assert refused is not None
            assert words in refused.message
            assert refused.state == "quarantined"
    with Reader(limits, command=stand_in(code)) as reader:
        document, records, refused = reader.segment(DOCUMENT, SHOWN)
        assert (document, records) == (DOCUMENT, ())
        assert refused is not None
        assert refused.state == "quarantined"


def test_a_child_that_counts_pages_for_ever_gains_no_time(write: Callable[..., Path]) -> None:
    code = "send(b'{\"pages\": 5}'); send(b'{\"pages\": 5}')"
    with Reader(command=stand_in(code)) as reader, pytest.raises(SourceError, match="wrong answer"):
        reader.read(write("minutes.txt", TEXT), SHOWN)


def test_a_child_that_takes_no_document_in_is_killed() -> None:
    # More than a pipe holds, so that the parent is kept waiting while it writes.
    big = Document("text/plain", "text/1", "", (Block("word " * 400_000),))
    hung = [sys.executable, "-I", "-c", "import time; time.sleep(600)"]
    with Reader(Limits(seconds=-1), command=hung) as reader:
        refused = reader.segment(big, SHOWN).refused
    assert refused is not None
    assert "longer than" in refused.message


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits on a process")
def test_memory_is_limited_while_the_child_cuts(write: Callable[..., Path]) -> None:
    big = Document("text/plain", "text/1", "", (Block("word " * 20_000_000),))
    with Reader(Limits(memory=100_000_000)) as reader:
        refused = reader.segment(big, SHOWN).refused
        assert refused is not None
        assert "of memory" in refused.message
        assert reader.read(write("minutes.txt", TEXT), SHOWN).records


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits on a process")
def test_processor_time_is_limited_while_the_child_cuts(write: Callable[..., Path]) -> None:
    code = f"{READ}; import resource\n    resource.setrlimit(resource.RLIMIT_CPU, (1, 5))\n    while True: pass"
    with Reader(command=stand_in(code)) as reader:
        document, _, refused = reader.read(write("minutes.txt", TEXT), SHOWN)
    assert document == DOCUMENT
    assert refused is not None
    assert "longer than" in refused.message


def test_a_segmenter_that_breaks_is_told_after_the_document(
    monkeypatch: pytest.MonkeyPatch, write: Callable[..., Path]
) -> None:
    def fail(*_: object, path: str) -> None:
        raise (MemoryError if "large" in path else RecursionError)

    monkeypatch.setattr("minutesearch.parse.segment", fail)
    path = write("m.txt", TEXT)
    for shown, words in (("large.txt", "1024 MiB of memory"), ("deep.txt", "nested")):
        sent = io.BytesIO()
        answer = worker._answer({"path": str(path), "shown": shown}, Limits(), io.BytesIO(), sent)
        assert words in answer["error"]
        (length,) = struct.unpack(">Q", sent.getvalue()[:8])
        assert json.loads(sent.getvalue()[8 : 8 + length]) == {"document": document_to_json(read(path))}


def test_a_document_is_taken_from_the_second_line() -> None:
    document = Document(
        "text/plain",
        "text/1",
        "",
        (Block("Minutes of 3 May 2020", "heading", 1), Block("It was agreed to oil the crane. " * 20)),
    )
    request, _, rest = worker.cut_request(document, SHOWN, Limits()).partition(b"\n")
    answer = worker._answer(json.loads(request), Limits(), io.BytesIO(rest), io.BytesIO())
    assert answer == {"records": [record_to_json(record) for record in segment(document, path=SHOWN)]}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits on a process")
def test_memory_is_limited_in_the_child(zipped: Callable[..., Path], write: Callable[..., Path]) -> None:
    head = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    # Random letters keep the packing honest, so that it is the memory and not the ratio that gives out.
    filler = b"".join(b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % os.urandom(60).hex().encode() for _ in range(400_000))
    path = zipped("big.docx", {"word/document.xml": head + filler + b"</w:body></w:document>"})
    with Reader(Limits(memory=220_000_000)) as reader:
        with pytest.raises(SourceError, match=r"memory|crashed"):
            reader.read(path, SHOWN)
        assert reader.read(write("minutes.txt", TEXT), SHOWN).document.blocks


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits on a process")
def test_processor_time_is_limited_in_the_child(write: Callable[..., Path]) -> None:
    code = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 5))\n    while True: pass"
    with Reader(command=stand_in(code)) as reader, pytest.raises(SourceError, match="longer than"):
        reader.read(write("minutes.txt", TEXT), SHOWN)


def test_an_answer_over_the_limit_is_refused_by_the_child(write: Callable[..., Path]) -> None:
    path = write("minutes.txt", "word " * 3000)
    with Reader(Limits(out=2000)) as reader, pytest.raises(SourceError, match="of text"):
        reader.read(path, SHOWN)


def test_a_child_is_replaced_when_it_is_old(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutesearch.parse.reader._FILES_A_CHILD", 2)
    path = write("minutes.txt", TEXT)
    with Reader() as reader:
        children = []
        for _ in range(5):
            reader.read(path, SHOWN)
            assert reader._child is not None
            children.append(reader._child.pid)
    assert len(set(children)) == 3
    assert reader._child is None


def test_a_child_that_has_grown_is_replaced(write: Callable[..., Path]) -> None:
    path = write("minutes.txt", TEXT)
    document = read(path)
    records = segment(document, path=SHOWN)
    frames = [{"document": document_to_json(document)}, {"records": [*map(record_to_json, records)], "worn": True}]
    code = f"[send(json.dumps(frame).encode()) for frame in json.loads({json.dumps(frames)!r})]"
    children = []
    with Reader(command=stand_in(code)) as reader:
        for _ in range(2):
            assert reader.read(path, SHOWN) == (document, tuple(records), None)
            assert reader._child is not None
            children.append(reader._child.pid)
    assert len(set(children)) == 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how large a process is, is told by Linux")
def test_a_child_says_that_it_has_grown() -> None:
    assert worker._has_grown(Limits(memory=1 << 20))
    assert not worker._has_grown(Limits(memory=1 << 40))


def test_one_reader_a_thread(write: Callable[..., Path]) -> None:
    path = write("minutes.txt", TEXT)
    found: list[Document] = []

    def work() -> None:
        with Reader() as reader:
            found.extend(reader.read(path, SHOWN).document for _ in range(3))

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
    answer = worker._answer({"path": str(write("m.txt", TEXT))}, Limits(), io.BytesIO(), io.BytesIO())
    assert answer["state"] == "quarantined"
    assert "KeyError" in answer["error"]
    assert "document" not in answer["error"]


def test_limits_are_those_of_the_settings() -> None:
    assert limits_of(Settings()) == Limits()


def test_sizes_are_told_in_the_unit_of_the_settings() -> None:
    limits = limits_of(Settings(file_mb=3, text_mb=5))
    assert "larger than 3 MiB" in limits.too_large().message
    assert "more than 5 MiB" in limits.too_much().message


def test_budget_grows_with_pages() -> None:
    limits = Limits()
    assert limits.budget(1) == 30
    assert limits.budget(11) == 40
    assert limits.budget(5000) == 300


def test_an_ingest_cuts_kept_documents_anew_and_never_in_its_own_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("parsed in the process that holds the archive")

    for name in (
        "minutesearch.parse.sections.segmenter.segment",
        "minutesearch.parse.segment",
        "minutesearch.parse.read",
    ):
        monkeypatch.setattr(name, fail)
    path = tmp_path / "corpus" / "minutes.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    files = folder.listing(tmp_path)
    shelf = Shelf(tmp_path / "cache", Limits())
    (first,) = read_all(files, shelf, Limits(), 1)
    assert [record.date for record in first.records] == ["2020-05-03"]
    kept = shelf.get(first.source.sha256, first.source.path)
    assert kept is not None
    kept["version"] = "text/1 segment/0"
    kept["document"]["blocks"][0][0] = "Minutes of the Quay Board meeting of 4 June 2020"
    shelf.put(first.source.sha256, first.source.path, kept)
    # The new date tells that the kept blocks were cut, not the file read.
    (second,) = read_all(files, shelf, Limits(), 1)
    assert [record.date for record in second.records] == ["2020-06-04"]
    (third,) = read_all(files, shelf, Limits(), 1)
    assert third == second
