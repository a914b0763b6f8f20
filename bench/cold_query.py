"""The cold query: processor and wall time of a whole process, against a process that only imports what it must.

    python bench/cold_query.py [ARCHIVE] [RUNS]

Without an archive the sample in corpus/ is ingested into a temporary folder. The rival imports click and sqlite3 and
does nothing, so the ratio says what finding, counting and printing cost beyond a Python command line as such.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUERY = "from minutesearch.present.cli import main; main()"
RIVAL = "import click, sqlite3"


def run(code: str, *arguments: str) -> tuple[float, float]:
    """(CPU, wall) milliseconds of one process."""
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, check=True)
    after, end = os.times(), time.perf_counter()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return 1000 * cpu, 1000 * (end - start)


def main() -> None:
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    folder = Path(tempfile.mkdtemp(prefix="minutesearch-bench-"))
    try:
        archive = Path(sys.argv[1]) if len(sys.argv) > 1 else folder
        if archive == folder:
            shutil.copytree(ROOT / "corpus", folder / "corpus")
            run(QUERY, "--archive", str(archive), "ingest")
        arguments = ("--archive", str(archive), "query", "--json", "personal budgets")
        run(QUERY, *arguments)
        timed = [(run(QUERY, *arguments), run(RIVAL)) for _ in range(runs)]
    finally:
        shutil.rmtree(folder)
    for i, name in enumerate(("CPU", "wall")):
        ours = statistics.median(pair[0][i] for pair in timed)
        rival = statistics.median(pair[1][i] for pair in timed)
        ratio = ours / rival
        print(
            f"{name:4}  query {ours:6.1f} ms   bare imports {rival:6.1f} ms   ratio {ratio:4.2f}   (medians of {runs})"
        )


if __name__ == "__main__":
    main()
