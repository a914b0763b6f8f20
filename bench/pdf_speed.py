"""How fast PDF files are read: pages per second with both readers of PDF, against the libraries alone in the same run.

    python bench/pdf_speed.py FOLDER [ROUNDS]

*Ours, read* is our reading of a file to paragraphs, list items and table rows, in a loop over the files in one or two
plain processes, as the bare library runs. *Ours, whole* is the whole way that ingest goes, through the real ``Reader``:
a child process for each of one or two threads, which reads a file, cuts it into meetings and sections and sends both
back as JSON; starting the children, and new ones in their place, is part of it. *Bare* is the library alone in a loop
over the same files in as many processes, which throws away what it gets:

- pdfminer: ``extract_pages`` with the ``LAParams`` that our reading follows, which gives characters with their place,
  size and font, joined to lines and boxes. Our reading does without the boxes, so it can be faster than bare.
- pdfium: every page opened, its text taken whole, and of each character its box, its font's name and its size, through
  pypdfium2: what our lines are made of. Our reading asks this of the two ends of a word only, so it can be faster.
- pdfium boxes: the same without fonts and sizes, from which no bold heading can be told; for information.

Wall time depends on what else runs: two processes on two cores that are not idle share them with it, ours and bare
alike. Pages per CPU second (all processes, ours with the parent) depend on it far less, so the ratio in the last column
is the one to hold to. In *ours, whole* the cutting is work that bare has no part in. A child serves up to 500 files, so
over a few dozen files its start weighs more than over an archive. All figures are medians over the rounds, in which the
rivals take turns. Files that the bare library cannot open are left out. At
the end: the share of section heads (meeting, number, title) that both readers find.
"""

from __future__ import annotations

import os
import queue
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from minutesearch.errors import SourceError
from minutesearch.parse import read
from minutesearch.parse.limits import Limits
from minutesearch.parse.pdf.readers import READERS, is_installed
from minutesearch.parse.reader import Reader

READ = """
from dataclasses import replace
from pathlib import Path
from minutesearch.errors import SourceError
from minutesearch.parse import Limits, read
for path in paths:
    try:
        read(Path(path), replace(Limits(), pdf={reader!r}))
    except SourceError:
        pass
"""
"""What each process of our reading runs."""

BARE = {
    "pdfminer": """
import logging; logging.disable(50)
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams
for path in paths:
    for page in extract_pages(path, laparams=LAParams(all_texts=True, boxes_flow=None)):
        pass
""",
    "pdfium boxes": """
import pypdfium2
for path in paths:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        for i in range(text.count_chars()):
            text.get_charbox(i, loose=True)
        text.close(); page.close()
    document.close()
""",
    "pdfium": """
import ctypes, pypdfium2
from pypdfium2 import raw
name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
for path in paths:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        for i in range(text.count_chars()):
            text.get_charbox(i, loose=True)
            raw.FPDFText_GetFontSize(text, i)
            raw.FPDFText_GetFontInfo(text, i, name, 128, ctypes.byref(flags))
        text.close(); page.close()
    document.close()
""",
}
"""What each process of the bare library runs; the paths come on its standard input."""


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """(wall, CPU of this process and its children) seconds."""
    before, start = os.times(), time.perf_counter()
    work()
    wall, after = time.perf_counter() - start, os.times()
    return wall, sum(after[:4]) - sum(before[:4])


def bare(code: str, paths: Sequence[Path], processes: int) -> None:
    """Read the files by the library alone, dealt out to so many processes."""
    code = f"import sys\nsys.path[:] = {sys.path!r}\npaths = sys.stdin.read().splitlines()\n{code}"
    children = [
        subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL)
        for _ in range(processes)
    ]
    for i, child in enumerate(children):
        assert child.stdin is not None
        child.stdin.write("\n".join(map(str, paths[i::processes])))
        child.stdin.close()
    ended = [child.wait() for child in children]
    if any(ended):
        raise SystemExit("the bare library stumbled")


def ours(reader: str, paths: Sequence[Path], processes: int, heads: dict[str, Counter[tuple[str, ...]]]) -> None:
    """Read and cut the files as ingest does."""
    waiting: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for path in paths:
        waiting.put(path)

    def work() -> None:
        with Reader(replace(Limits(), pdf=reader)) as child:
            while True:
                try:
                    path = waiting.get_nowait()
                except queue.Empty:
                    return
                heads[str(path)] = heads_of(child, path)

    threads = [threading.Thread(target=work) for _ in range(processes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def heads_of(child: Reader, path: Path) -> Counter[tuple[str, ...]]:
    """The section heads of a file, each with its meeting."""
    try:
        cut = child.read(path, f"corpus/{path.name}")
    except SourceError:
        return Counter()
    return Counter(
        (record.date, passage.number, passage.title)
        for record in cut.records
        for passage in record.passages
        if passage.ordinal
    )


def readable(paths: Sequence[Path], reader: str) -> tuple[list[Path], int]:
    """The files that the bare library opens, and how many pages they have."""
    kept: list[Path] = []
    pages = 0
    for path in paths:
        counted: list[int] = []
        try:
            document = read(path, replace(Limits(), pdf=reader), counted.append)
        except SourceError:
            if not counted:
                continue
            pages += counted[0]
        else:
            if not counted or (document.remarks and "cut off" in document.remarks[0]):
                continue
            pages += document.pages
        kept.append(path)
    return kept, pages


def main() -> None:
    paths = sorted(Path(sys.argv[1]).rglob("*.pdf"))
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    found: dict[str, dict[str, Counter[tuple[str, ...]]]] = {}
    print(f"load before: {os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores; medians of {rounds}")
    print(f"\n{'':28}{'pages/s':>9}{'of bare':>9}{'pages/CPU s':>13}{'of bare':>9}")
    for reader in filter(is_installed, READERS):
        kept, pages = readable(paths, reader)
        heads = found.setdefault(reader, {})
        for processes in (1, 2):
            report(reader, kept, pages, processes, rounds, heads)
    if len(found) == len(READERS):
        first, second = (found[reader] for reader in READERS)
        same = sum(sum((first[path] & second.get(path, Counter())).values()) for path in first)
        most = sum(max(heads.total(), second.get(path, Counter()).total()) for path, heads in first.items())
        print(f"\nequal heads: {same} of {most} ({100 * same / max(most, 1):.1f} %)")


def report(
    reader: str,
    paths: Sequence[Path],
    pages: int,
    processes: int,
    rounds: int,
    heads: dict[str, Counter[tuple[str, ...]]],
) -> None:
    """Time a reader and its library in turns, and print a line for each."""
    alone = {"ours, read": READ.format(reader=reader)}
    alone |= {f"bare {name}": code for name, code in BARE.items() if name.split()[0] == reader}
    taken: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for _ in range(rounds):
        taken["ours, whole"].append(timed(lambda: ours(reader, paths, processes, heads)))
        for name, code in alone.items():
            taken[name].append(timed(lambda code=code: bare(code, paths, processes)))  # type: ignore[misc]
    speed = {
        name: [pages / statistics.median(pair[i] for pair in pairs) for i in (0, 1)] for name, pairs in taken.items()
    }
    print(f"{reader}, {processes} process{'es' if processes > 1 else ''}, {pages} pages in {len(paths)} files")
    for name, (wall, cpu) in sorted(speed.items(), key=lambda each: each[0], reverse=True):
        base = speed[f"bare {reader}"]
        print(f"{'  ' + name:28}{wall:9.1f}{wall / base[0]:9.2f}{cpu:13.1f}{cpu / base[1]:9.2f}")


if __name__ == "__main__":
    main()
