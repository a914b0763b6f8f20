"""``python -m tests.quality.layouts``: figures per layout, the worst files, or one file put to disk."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.quality.layouts import HELD_OUT, Measured, each, means, templates, written
from tests.quality.layouts.score import FIGURES


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.layouts", description=__doc__)
    parser.add_argument("--seeds", default="1000-1004", help="1000-1004, or 20 for the first 20 from 1000 on")
    parser.add_argument("--only", default="", help="templates whose name begins so, or a layout's number")
    parser.add_argument("--show", type=int, nargs="?", const=12, default=0, help="the worst files and what is wrong")
    parser.add_argument("--by-template", action="store_true")
    parser.add_argument("--held-out", action="store_true", help="show what is wrong in the seeds that are held out")
    parser.add_argument("--write", nargs=2, metavar=("TEMPLATE/SEED", "FOLDER"), help="put one file to disk")
    asked = parser.parse_args()
    if asked.write:
        name, _, seed = asked.write[0].partition("/")
        file = written(name, int(seed))
        path = Path(asked.write[1]) / file.name
        path.write_bytes(file.content)
        print(path)
        for meeting in file.meetings:
            print(meeting.date, file.body)
            for section in meeting.sections:
                print(f"  [{section.number}] {section.title} | {section.text[:60]!r} {list(section.subs) or ''}")
        return 0
    first, _, last = asked.seeds.partition("-")
    seeds = range(int(first), int(last) + 1) if last else range(1000, 1000 + int(first))
    names = [n for n, (layout, _) in templates().items() if asked.only in {"", str(layout)} or n.startswith(asked.only)]
    results = list(each(seeds, names))
    _table(results, by_template=asked.by_template)
    if asked.show and not asked.held_out:
        results = [r for r in results if r.file.seed not in HELD_OUT]
    _worst(results, asked.show)
    return 0


def _table(results: list[Measured], *, by_template: bool) -> None:
    groups = means(results, lambda f: f"{f.layout:02d} {f.template}" if by_template else f"{f.layout:02d}")
    print(f"{'':22}" + "".join(f"{name:>9}" for name in FIGURES))
    for group, figures in sorted(groups.items()):
        cells = (f"{figures[name]:9.3f}" if name in figures else f"{'':9}" for name in FIGURES)
        print(f"{group:22}" + "".join(cells))


def _worst(results: list[Measured], count: int) -> None:
    def badness(result: Measured) -> float:
        figures = result.graded.figures
        return min(figures.get("f1", 1), figures.get("state", 1)) + 0.01 * sum(figures.values())

    for file, graded in sorted(results, key=badness)[:count]:
        if graded.wrong:
            print(f"\n{file.template}/{file.seed} {file.name} "
                  + " ".join(f"{k}={v:.2f}" for k, v in graded.figures.items() if v < 0.9995))  # fmt: skip
            for line in graded.wrong[:14]:
                print(f"    {line}")


if __name__ == "__main__":
    sys.exit(main())
