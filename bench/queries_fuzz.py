"""Queries as nobody would type them: each must be an answer or a polite line, and none may take long.

    python bench/queries_fuzz.py [COUNT] [ARCHIVE] [SEED]

Without an archive the sample in corpus/ is ingested into a temporary folder. Prints how many queries were answered and
how many were refused politely, the longest, the 99th percentile, and the slowest queries. Exits 1 where one of them
ended in any other error or took longer than 100 ms.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from minutesearch.archive import Archive
from minutesearch.errors import MinutesearchError

ROOT = Path(__file__).resolve().parent.parent
LIMIT_MS = 100
_WORDS = (
    "personal budget budgets key worker keyworker autism waiting list re-visit children's C&YP 1:1 14/09/2021 the of "
    "and "
    "parents premises permission planning inspectors pupils expelled money training courses personel comittee revist "
    "Ofsted HYMs hyms EHCP feedback co-production coproduction board update a I zzzz qwertyuiop naïve 日本語 ﬁnance"
).split()
_SIGNS = [
    "AND", "OR", "NOT", "-", "(", ")", '"', "“", "”", "'", "‘", "’", "*", "~", "~5", "~0", "=", ":", "topic:", "kind:",
    "body:", "title:", "since:", "until:", "date:", "2021", "2021-02-30", "since:2021-03", "topic:key-worker",
    "topic:x", "kind:decision", '"key worker"', '"waiting autism"~5', '"a * b"', '="HYMs"', "budget*", "b*", "…",
    "\x00", "\u202e", "\t", "\n", "%", "\\", "/", "&", "#", "€", "🙂", "--", "(((", ")))",
]  # fmt: skip


def queries(count: int, seed: int) -> Iterator[str]:
    """Generated queries: words, signs, pieces of both, and characters at random."""
    chance = random.Random(seed)
    for _ in range(count):
        kind = chance.random()
        if kind < 0.1:
            yield "".join(
                chr(chance.choice((chance.randrange(32, 127), chance.randrange(0x3000))))
                for _ in range(chance.randrange(40))
            )
            continue
        signs = 0.35 if kind < 0.7 else 0.0
        parts = [chance.choice(_SIGNS if chance.random() < signs else _WORDS) for _ in range(chance.randrange(1, 9))]
        if chance.random() < 0.2:
            parts.append(_slip(chance, chance.choice(_WORDS)))
        yield chance.choice(("", " ", " ", " ", " ")).join(parts)


def _slip(chance: random.Random, word: str) -> str:
    at = chance.randrange(len(word))
    return word[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[at + chance.randrange(2) :]


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(tempfile.mkdtemp(prefix="minutesearch-bench-"))
    try:
        root = Path(sys.argv[2]) if len(sys.argv) > 2 else folder
        if root == folder:
            shutil.copytree(ROOT / "corpus", folder / "corpus")
        archive = Archive(root)
        if root == folder:
            archive.ingest()
        return run(archive, count, int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    finally:
        shutil.rmtree(folder)


def run(archive: Archive, count: int, seed: int) -> int:
    """Put all queries to an archive; 1 where one is too slow or ends in an error that is not ours."""
    archive.search("named contact for parents nobody zzz")  # what is read once is read before the clock starts
    timed: list[tuple[float, str]] = []
    answered = found = corrected = refused = faults = 0
    for query in queries(count, seed):
        start = time.perf_counter()
        try:
            answer = archive.search(query)
            answered += 1
            found += bool(answer.total)
            corrected += bool(answer.corrected)
        except MinutesearchError as error:
            refused += 1
            faults += not error.message.strip()
        except Exception as error:  # noqa: BLE001 - any other error is what this looks for
            faults += 1
            print(f"{type(error).__name__}: {error} for {query!r}")
        timed.append((1000 * (time.perf_counter() - start), query))
    timed.sort(reverse=True)
    print(
        f"{count:,} queries: {answered:,} answered ({found:,} with hits, {corrected:,} corrected), {refused:,} refused"
    )
    print(f"longest {timed[0][0]:.1f} ms, 99 % within {timed[count // 100][0]:.1f} ms, {faults} faults")
    for took, query in timed[:5]:
        print(f"  {took:6.1f} ms  {query[:90]!r}")
    return 1 if faults or timed[0][0] > LIMIT_MS else 0


if __name__ == "__main__":
    raise SystemExit(main())
