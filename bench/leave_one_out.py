"""Does the segmenter know publishers or minutes? Tunes its priors without each publisher in turn, and compares.

    bench/leave_one_out.py [--flat] GOLD MINUTES [GOLD MINUTES]…

``GOLD`` is a folder of answers as in ``../shared/gold/real``, ``MINUTES`` the folder that their ``file`` is in, and
``grade.py`` (beside or above the first GOLD) the judge. Tuning is one pass of coordinate ascent over
``convention.PRIORS``, each moved by ±0.05 (``--flat``: all begin equal, and each is moved by ±0.1 and ±0.2) and kept
where the mean F1 over the publishers in use rises. Printed is, for each publisher left out, its own F1 with and without
it in the tuning, and by how much any other's F1 moved.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from minutesearch import parse
from minutesearch.errors import SourceError
from minutesearch.model import Document
from minutesearch.parse.sections import convention

STEPS = (0.05, -0.05)
FLAT = 0.75
FLAT_STEPS = (0.2, 0.1, -0.1, -0.2)
DIFFERENCES = frozenset(name for name, value in convention.PRIORS.items() if abs(value) < 0.4)
"""Priors that are added to another: flat, they are nought."""


class Case(NamedTuple):
    """One graded file: its publisher, the right answer, and what was read of it."""

    publisher: str
    gold: dict[str, Any]
    document: Document


def cases_of(gold: Path, minutes: Path) -> list[Case]:
    found: list[Case] = []
    for answer in sorted(gold.glob("*.json")):
        right = json.loads(answer.read_text(encoding="utf-8"))
        if right.get("expect") or right.get("ocr_needed") or not (minutes / right["file"]).is_file():
            continue
        try:
            found.append(Case(right["file"].split("/")[0], right, parse.read(minutes / right["file"])))
        except SourceError:
            continue
    return found


def grader(gold: Path) -> Any:
    path = next(folder / "grade.py" for folder in (gold, *gold.parents) if (folder / "grade.py").is_file())
    spec = importlib.util.spec_from_file_location("grade", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def f1_of(grade: Any, case: Case) -> float:
    try:
        records = parse.segment(case.document, path=case.gold["file"])
    except SourceError:
        return 0.0
    rows = [
        {"body": r.body, "date": r.date, "number": p.number, "title": p.title, "title_generated": p.title_generated,
         "text": p.text}
        for r in records
        for p in r.passages
    ]  # fmt: skip
    return float(grade.grade_real_file(case.gold, rows)["f1"])


def scores(grade: Any, cases: list[Case]) -> dict[str, float]:
    by: dict[str, list[float]] = defaultdict(list)
    for case in cases:
        by[case.publisher].append(f1_of(grade, case))
    return {publisher: sum(values) / len(values) for publisher, values in by.items()}


def mean(values: dict[str, float]) -> float:
    return sum(values.values()) / len(values)


def tuned(grade: Any, cases: list[Case], start: dict[str, float], steps: tuple[float, ...]) -> dict[str, float]:
    """The priors after one pass of coordinate ascent from ``start``."""
    convention.PRIORS.update(start)
    best = mean(scores(grade, cases))
    for name in start:
        for step in steps:
            before = convention.PRIORS[name]
            convention.PRIORS[name] = before + step
            now = mean(scores(grade, cases))
            if now > best + 1e-9:
                best = now
                break
            convention.PRIORS[name] = before
    return dict(convention.PRIORS)


def main() -> int:
    flat = "--flat" in sys.argv[1:]
    folders = [Path(argument) for argument in sys.argv[1:] if argument != "--flat"]
    if len(folders) < 2 or len(folders) % 2:
        print(__doc__, file=sys.stderr)
        return 2
    cases = [case for i in range(0, len(folders), 2) for case in cases_of(folders[i], folders[i + 1])]
    grade, start = grader(folders[0].resolve()), dict(convention.PRIORS)
    steps: tuple[float, ...] = STEPS
    if flat:
        start, steps = {name: 0.0 if name in DIFFERENCES else FLAT for name in start}, FLAT_STEPS
        convention.PRIORS.update(start)
        print(f"mean F1 with flat priors {mean(scores(grade, cases)):.3f}")
    whole = tuned(grade, cases, start, steps)
    with_all = scores(grade, cases)
    print(f"{len(cases)} files, {len(with_all)} publishers; mean F1 tuned on all {mean(with_all):.3f}")
    moved = {name: whole[name] - start[name] for name in start if whole[name] != start[name]}
    print("moved by tuning:", moved or "nothing")
    for publisher in sorted(with_all):
        tuned(grade, [case for case in cases if case.publisher != publisher], start, steps)
        without = scores(grade, cases)
        others = {p: abs(without[p] - with_all[p]) for p in with_all if p != publisher}
        most = max(others, key=lambda p: others[p])
        print(
            f"without {publisher:24} its F1 {with_all[publisher]:.3f} -> {without[publisher]:.3f}"
            f"   most moved other {most} {others[most]:.3f}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
