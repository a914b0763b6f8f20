"""How fast a process that stays open answers: a thousand queries on ten thousand sections, each engine and a rival.

    python bench/warm_queries.py [SECTIONS] [QUERIES] [RUNS]

The archive is made from the minutes in ../shared, or from the sample without them: its sections again and again, each
copy a meeting of another day with its sentences in another order. Queries are drawn from its words by a fixed seed:
words, two words, phrases, prefixes, fields and filters, words to be left out, typos that are corrected and words that
are nowhere. Half of the words are drawn from all that three sections print, half from the 300 most printed ones of
five letters or more. Each is timed whole, from the typed line to hits with snippets (``Archive.search``, 20 hits).

The rival is SQLite's FTS5 over the same sections, with its own snippets and no more: it corrects nothing, knows no
names, no sentences and no mentions. A thousand other queries of the same kinds come first, untimed. The machine may
be busy with other things, so processor time stands beside wall time; figures are medians of the runs.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from minutesearch.archive import Archive
from minutesearch.model import Filters, Results
from minutesearch.text import fold_title, sentences

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "minutes"
A_MEETING = 12
LIMIT = 20
COMMON, LONG = 300, 5


class Query(NamedTuple):
    """A query of a kind, and how the rival would write it (empty where it cannot)."""

    kind: str
    words: str
    filters: Filters
    rival: str


def passages(folder: Path) -> list[tuple[str, str]]:
    """Titles and texts of real sections."""
    archive = Archive(folder)
    archive.ingest([SHARED] if SHARED.is_dir() else sorted((ROOT / "corpus").iterdir()))
    with closing(archive):
        return [(s.title or "Item", s.text) for s in archive.sections() if s.ordinal and s.text]


def shuffled(text: str, random: Random) -> str:
    """The text's sentences in another order, one a paragraph."""
    found = [" ".join(text[start:end].split()) for start, end in sentences(text)]
    random.shuffle(found)
    return "\n\n".join(found)


def write_minutes(folder: Path, wanted: int, real: list[tuple[str, str]]) -> None:
    """Markdown minutes, a file a meeting, until there are as many sections as wanted."""
    random = Random(1)
    folder.mkdir(parents=True)
    written = 0
    for meeting in count():
        if written >= wanted:
            return
        year, month, day = 1950 + meeting // 12 % 76, meeting % 12 + 1, meeting // 912 + 1
        lines = [f"# Minutes of the Board held on {day} {_MONTHS[month - 1]} {year}", ""]
        for number in range(1, A_MEETING + 1):
            title, text = real[(written * 7 + number * 131) % len(real)]
            lines += [f"## {number}. {' '.join(title.split())[:80]}", "", shuffled(text, random), ""]
            written += 1
        (folder / f"{meeting:05d}.md").write_text("\n".join(lines), encoding="utf-8")


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def drawn(archive: Archive, wanted: int, seed: int) -> list[Query]:
    """Queries of all kinds in turn."""
    random = Random(seed)
    rows = archive.sections()
    printed = Counter(word for s in rows for word in set(fold_title(f"{s.title} {s.text}").split()))
    known = sorted(w for w, n in printed.items() if n >= 3 and len(w) >= 3 and w.isascii() and w.isalpha())
    common = sorted((w for w in known if len(w) >= LONG), key=lambda w: (-printed[w], w))[:COMMON]
    runs = [words for s in rows for a, b in sentences(s.text) if len(words := fold_title(s.text[a:b]).split()) > 5]

    def word() -> str:
        return random.choice(common if random.random() < 0.5 else known)

    def slipped() -> str:
        while True:
            right = random.choice([w for w in random.sample(known, 20) if len(w) >= 6] or ["meeting"])
            at = random.randrange(1, len(right) - 2)
            wrong = right[:at] + right[at + 1] + right[at] + right[at + 2 :]
            if wrong not in printed:
                return wrong

    def of(kind: str) -> Query:
        none = Filters()
        one, other = word(), word()
        if kind == "two words":
            return Query(kind, f"{one} {other}", none, f"{one} {other}")
        if kind == "phrase":
            row = random.choice(runs)
            start = random.randrange(len(row) - 3)
            said = " ".join(row[start : start + random.choice((2, 2, 3))])
            return Query(kind, f'"{said}"', none, f'"{said}"')
        if kind == "prefix":
            return Query(kind, f"{one[:5]}*", none, f"{one[:5]}*")
        if kind == "or, not":
            return Query(kind, f"{one} OR {other} -{word()}", none, f"({one} OR {other}) NOT {word()}")
        if kind == "period":
            start = random.randrange(1950, 2015)
            return Query(kind, one, Filters(since=str(start), until=str(start + 10)), one)
        if kind == "title":
            return Query(kind, f"title:{one}", none, f"title : {one}")
        if kind == "typo":
            return Query(kind, slipped(), none, "")
        if kind == "nowhere":
            strange = "".join(random.choice("qxzjkvw") + random.choice("aeiou") for _ in range(4))
            return Query(kind, strange, none, strange)
        return Query("word", one, none, one)

    kinds = ("word", "two words", "word", "phrase", "prefix", "two words", "or, not", "period", "typo", "nowhere")
    return [of("title" if n % 50 == 0 else kinds[n % len(kinds)]) for n in range(wanted)]


def fts(archive: Archive) -> sqlite3.Connection:
    """The rival, in memory."""
    rival = sqlite3.connect(":memory:")
    rival.execute("CREATE VIRTUAL TABLE s USING fts5(id UNINDEXED, title, text, tokenize='porter unicode61')")
    rival.executemany("INSERT INTO s VALUES (?, ?, ?)", ((s.id, s.title, s.text) for s in archive.sections()))
    return rival


def ask_rival(rival: sqlite3.Connection, query: Query) -> None:
    """Count and show twenty, as ours does."""
    if query.rival:
        rival.execute("SELECT count(*) FROM s WHERE s MATCH ?", (query.rival,)).fetchone()
        shown = (
            "SELECT id, title, snippet(s, 2, '[', ']', '…', 30), bm25(s) FROM s WHERE s MATCH ? ORDER BY rank LIMIT ?"
        )
        rival.execute(shown, (query.rival, LIMIT)).fetchall()


def timed(ask: Callable[[Query], object], queries: list[Query]) -> list[tuple[float, float]]:
    """(wall, processor) milliseconds of each query."""
    found = []
    for query in queries:
        wall, processor = perf_counter(), process_time()
        ask(query)
        found.append(((perf_counter() - wall) * 1000, (process_time() - processor) * 1000))
    return found


def spread(times: list[float]) -> tuple[float, float, float]:
    """p50, p95 and the longest."""
    ordered = sorted(times)
    return median(ordered), ordered[int(len(ordered) * 0.95)], ordered[-1]


def main() -> None:
    sections, wanted, runs = (int(a) for a in [*sys.argv[1:], *("10000", "1000", "3")[len(sys.argv) - 1 :]][:3])
    folder = Path(tempfile.mkdtemp(prefix="minutesearch-bench-"))
    try:
        write_minutes(folder / "made" / "corpus", sections, passages(folder / "real"))
        results: dict[str, list[list[tuple[float, float]]]] = {}
        queries: list[Query] = []
        others: list[Query] = []
        totals: list[int] = []
        corrected = 0
        for engine in ("whoosh", "tantivy"):
            (folder / "made" / "minutesearch.toml").write_text(f'[index]\nengine = "{engine}"\n')
            with closing(Archive(folder / "made")) as archive:
                archive.ingest()
                others = drawn(archive, wanted, 3)
                queries = queries or drawn(archive, wanted, 2)
                print(f"{engine}: {archive.state().sections:,} sections, {archive.state().meetings:,} meetings")

                def ask(query: Query, archive: Archive = archive) -> Results:
                    return archive.search(query.words, query.filters, limit=LIMIT)

                timed(ask, others)
                results[engine] = [timed(ask, queries) for _ in range(runs)]
                totals = sorted(ask(query).total for query in queries)
                corrected = sum(ask(query).corrected is not None for query in queries)
        with closing(Archive(folder / "made")) as archive:
            rival = fts(archive)
        timed(lambda q: ask_rival(rival, q), others)
        results["FTS5"] = [timed(lambda q: ask_rival(rival, q), queries) for _ in range(runs)]
        print(
            f"{len(queries):,} queries; hits: median {median(totals):.0f}, p95 {totals[int(len(totals) * 0.95)]:,}, "
            f"most {totals[-1]:,}; corrected {corrected}, empty {totals.count(0)}"
        )
        show(results, queries)
    finally:
        shutil.rmtree(folder)


def show(results: dict[str, list[list[tuple[float, float]]]], queries: list[Query]) -> None:
    """A table by engine and kind, in milliseconds."""
    print(f"\n{'':22}" + "".join(f"{name:>28}" for name in results))
    print(f"{'ms':22}" + f"{'p50':>10}{'p95':>9}{'max':>9}" * len(results))
    kinds = sorted({q.kind for q in queries})
    overall: dict[str, tuple[float, ...]] = {}
    for label, part, only in (
        ("all, processor", 1, None),
        ("all, wall", 0, None),
        *((f"  {kind}", 1, kind) for kind in kinds),
    ):
        row = ""
        for name, taken in results.items():
            spreads = [
                spread([t[part] for t, q in zip(run, queries, strict=True) if only in {None, q.kind}]) for run in taken
            ]
            figures = tuple(median(column) for column in zip(*spreads, strict=True))
            overall.setdefault(name, figures)
            row += f"{figures[0]:10.2f}{figures[1]:9.2f}{figures[2]:9.2f}"
        print(f"{label:22}{row}")
    for one, other in (("whoosh", "tantivy"), ("whoosh", "FTS5"), ("tantivy", "FTS5")):
        ratios = [a / b for a, b in zip(overall[one], overall[other], strict=True)]
        print(f"{one} / {other}: p50 {ratios[0]:.2f}, p95 {ratios[1]:.2f}")


if __name__ == "__main__":
    main()
