"""What each dependency is, costs to import, and is licensed under: the table in docs/decisions/0008-dependencies.md.

    .venv/test-3.11/bin/python bench/dependencies.py

CPU milliseconds (user and system) of a fresh process that imports the modules, less those of one that imports
nothing; median of 20.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 20

MODULES = {
    "click": "click",
    "lxml": "lxml.html",
    "pdfminer.six": "pdfminer.high_level",
    "pillow": "PIL.ImageDraw",
    "PyStemmer": "Stemmer",
    "python-docx": "docx",
    "rapidfuzz": "rapidfuzz.distance",
    "spacy": "spacy",
    "tantivy": "tantivy",
    "textual": "textual.app",
    "whoosh": "whoosh.index",
    "xlsxwriter": "xlsxwriter",
}
"""What of each package is imported."""


def cost(statement: str) -> float:
    """Median CPU milliseconds of a fresh interpreter that runs a statement."""
    taken = []
    for _ in range(RUNS):
        child = subprocess.Popen([sys.executable, "-c", statement])
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(f"{statement!r} failed")
        taken.append(1000 * (usage.ru_utime + usage.ru_stime))
    return statistics.median(taken)


def licence(name: str) -> str:
    """The licence as the installed package states it, in few words."""
    about = metadata.metadata(name)
    stated = [*(about.get_all("License-Expression") or []), *(about.get_all("License") or [])]
    if stated and len(stated[0]) < 60:
        return str(stated[0])
    classes = [c.rpartition(":: ")[2] for c in about.get_all("Classifier") or [] if c.startswith("License")]
    return ", ".join(classes) or "not stated"


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bare = cost("pass")
    print(f"Python {sys.version.split()[0]}, bare interpreter {bare:.0f} ms")
    print("\n| package | version | licence | import ms |\n|---|---|---|---|")
    for line in project["dependencies"]:
        name = re.split(r"[<>=]", line, maxsplit=1)[0]
        extra = cost(f"import {MODULES[name]}") - bare
        print(f"| {name} | {metadata.version(name)} | {licence(name)} | {extra:.0f} |")


if __name__ == "__main__":
    main()
