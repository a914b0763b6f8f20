"""How fast the engines are: sections written a second, and the median time of each kind of query.

    python bench/engines.py [SECTIONS ...]

Sections are made up, about 130 words each, from a vocabulary whose frequencies fall as in real text (Zipf). Every
query kind runs over many different words; the result of the first run of each query counts too, as in daily use.
"""

from __future__ import annotations

import sys
import tempfile
from bisect import bisect
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from minutesearch.engines import ENGINES, Entry, entry_of, open_engine
from minutesearch.model import Filters, Section
from minutesearch.query import And, Dates, Node, Not, Or, Prefix, all_of, phrase

SYLLABLES = (
    "ba con der est for gran hol ing jus kel lor men nov ort pla qui ros sen tur und vel wor xan yes zed".split()
)
ROUNDS = 25


def vocabulary(size: int) -> list[str]:
    """Distinct words of two to four syllables."""
    random = Random(1)
    words: dict[str, None] = {}
    while len(words) < size:
        words["".join(random.choices(SYLLABLES, k=random.randint(2, 4)))] = None
    return list(words)


def made_up(count: int) -> tuple[list[Entry], list[str]]:
    """Analysed sections, and the words they are made of, the most frequent first."""
    words = vocabulary(8_000)
    heights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    random = Random(2)

    def draw(n: int) -> str:
        return " ".join(words[bisect(heights, random.random() * heights[-1])] for _ in range(n))

    entries = []
    for n in range(count):
        year, month, day = 2010 + n // 15 % 14, n // 200 % 12 + 1, n % 28 + 1
        sentences = " ".join(f"{draw(13).capitalize()}." for _ in range(10))
        meeting, date = f"board:{n // 15}", f"{year}-{month:02d}-{day:02d}"
        section = Section(
            f"{meeting}/{n % 15}", meeting, "board", date, n % 15, "", draw(4), False, None, sentences, (), ()
        )
        entries.append(entry_of(section, ("a",) if n % 3 else ()))
    return entries, words


def queries(words: list[str]) -> dict[str, list[Node]]:
    """Queries of each kind."""
    random = Random(3)

    def sought(text: str) -> Node:
        node = phrase(text)
        if node is None:
            raise ValueError(text)
        return node

    common = [sought(word) for word in random.sample(words[:40], ROUNDS)]
    rare = [sought(word) for word in random.sample(words[500:3_000], ROUNDS)]
    dates = Dates("2014-03", "2019")
    return {
        "rare word": rare,
        "common word": common,
        "phrase": [sought(f"{random.choice(words[:40])} {random.choice(words[:40])}") for _ in range(ROUNDS)],
        "and": [And((one, other)) for one, other in zip(common, rare, strict=True)],
        "or of three": [Or((one, other, common[0])) for one, other in zip(common, rare, strict=True)],
        "and not, dates": [
            all_of([one, Not(other), dates]) for one, other in zip(common, reversed(common), strict=True)
        ],
        "prefix": [Prefix(word[:4], word[:4]) for word in random.sample(words[:400], ROUNDS)],
    }


def run(sections: int) -> None:
    entries, words = made_up(sections)
    table: dict[str, list[float]] = {}
    for name in ENGINES:
        with tempfile.TemporaryDirectory() as folder:
            engine = open_engine(name, Path(folder) / "index", create=True)
            started = perf_counter()
            with engine.write() as writer:
                for entry in entries:
                    writer.add(entry)
            table.setdefault("sections a second", []).append(sections / (perf_counter() - started))
            for kind, nodes in queries(words).items():
                times = []
                for node in nodes:
                    started = perf_counter()
                    engine.match(node, Filters())
                    times.append((perf_counter() - started) * 1_000)
                table.setdefault(kind + ", ms", []).append(median(times))
            engine.close()
    print(f"{sections:,} sections".ljust(24), *(name.rjust(10) for name in ENGINES), "     ratio")
    for kind, figures in table.items():
        ratio = figures[0] / figures[1]
        print(
            kind.ljust(24),
            *(f"{figure:10.2f}" if figure < 100 else f"{figure:10,.0f}" for figure in figures),
            f"{ratio:10.2f}",
        )


if __name__ == "__main__":
    for each in [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000]:
        run(each)
