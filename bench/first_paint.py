"""How long the terminal UI takes from fork to text, in a pseudo-terminal of its own.

``python bench/first_paint.py ARCHIVE [QUERY] [RUNS]`` opens the UI on an archive with a query and waits for two texts:
the first line (the splash) and the count of mentions in the edge of the reader, which is drawn after strip and list.
Prints minimum, median and maximum in milliseconds, wall clock and the child's CPU.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import sys
import termios
import time
from pathlib import Path

SIZE = (30, 120)
RESULTS = b"mention 1 of"
QUIT = b"\x1b[21~"
CHILD = (
    "import sys; from minutesearch.present.tui import run, splash; splash(); "
    "from pathlib import Path; from minutesearch.archive import Archive; "
    "sys.exit(run(Archive.open(Path(sys.argv[1])), query=sys.argv[2]))"
)


def main(arguments: list[str]) -> int:
    """Measure and print."""
    if not arguments:
        print(__doc__)
        return 2
    root, query = arguments[0], arguments[1] if len(arguments) > 1 else "personal budgets"
    runs = int(arguments[2]) if len(arguments) > 2 else 20
    once(root, query)
    rows = [once(root, query) for _ in range(runs)]
    for name, column in zip(("splash", "results", "CPU to results"), zip(*rows, strict=True), strict=True):
        low, middle, high = min(column), statistics.median(column), max(column)
        print(f"{name:15} min {low:6.1f}  median {middle:6.1f}  max {high:6.1f} ms  ({runs} runs)")
    return 0


def once(root: str, query: str) -> tuple[float, float, float]:
    """One start: milliseconds to the splash, to the results, and of CPU until then."""
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        environ = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        os.execve(sys.executable, [sys.executable, "-c", CHILD, root, query], environ)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    splash = 0.0
    shown = b""
    while RESULTS not in shown:
        if not select.select([terminal], [], [], 10)[0]:
            raise SystemExit(f"nothing for ten seconds; the last bytes were {shown[-400:]!r}")
        shown += os.read(terminal, 65536)
        if not splash and b"minutesearch" in shown:
            splash = time.perf_counter() - began
    painted = time.perf_counter() - began
    used = cpu(pid)
    os.write(terminal, QUIT)
    drain(terminal)
    os.waitpid(pid, 0)
    os.close(terminal)
    return splash * 1000, painted * 1000, used


def cpu(pid: int) -> float:
    """Milliseconds of CPU that all threads of a process have used."""
    spent = [(task / "schedstat").read_text(encoding="ascii") for task in Path(f"/proc/{pid}/task").iterdir()]
    return sum(int(line.split()[0]) for line in spent) / 1e6


def drain(terminal: int) -> None:
    """Read until the child has closed its side, so that it can end."""
    try:
        while select.select([terminal], [], [], 5)[0]:
            if not os.read(terminal, 65536):
                return
    except OSError:
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
