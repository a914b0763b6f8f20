"""The adapter for Whoosh 2.7.4: its segments, dictionaries and posting lists, with the evaluation done here.

Whoosh's own searcher is not used: with AND and NOT over two fields it stops early and gives wrong totals, and loading
it costs a cold query more than answering. Posting lists are read whole and combined as dictionaries, which is exact
and, at the size this engine is for, faster.

Each posting's value is ours: the length of the field, then the positions of the word, as 32-bit integers.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import log
from pathlib import Path
from threading import RLock
from typing import Any

from minutesearch.engines import Entry, Stats, day_range, narrowed, ranked, stamp
from minutesearch.engines.whoosh_parts import Leaf, Storage, codec, index, schema
from minutesearch.errors import IndexDamaged, IndexLocked, MinutesearchError
from minutesearch.model import Filters, Match
from minutesearch.query import And, Dates, Everything, Key, Node, Not, Or, Phrase, Prefix, Row, Term

LAYOUT = "1"
VERSION = ".".join(str(n) for n in index.__version__)

K1 = 1.2
B = {"title": 0.3, "text": 0.75}
PIVOT = {"title": 6.0, "text": 110.0}
"""Lengths at which BM25 neither rewards nor punishes: fixed, not the average of the archive, so that a section's score
does not hang on how the index was built. Titles count three times, and their length little: a title that carries the
words then always beats a text that mentions them."""
BOOST = {"title": 3.0, "text": 1.0}

_ORDER = sys.byteorder
_Scores = dict[int, float]
_Found = dict[int, tuple[int, int]]
"""Document to (occurrences, length of the field)."""


class WhooshEngine:
    """An index in Whoosh's format.

    Args:
        path: its folder.
        version: what the stamp must say.
        create: make it new.
    """

    name = "whoosh"

    def __init__(self, path: Path, version: str, *, create: bool = False) -> None:
        self._path = path
        self._version = version
        self._lock = RLock()
        with self._guarded():
            self._storage = Storage(str(path))
            if create:
                index.FileIndex.create(self._storage, schema(), "MAIN")
                stamp.write(path, version)
            self._index = index.FileIndex(self._storage, schema=schema())
            self._open()

    def _open(self) -> None:
        reader = self._index.reader()
        leaves = reader.leaf_readers() if reader.doc_count_all() else []
        self._leaves = [Leaf(leaf, base) for leaf, base in leaves]
        self._sections = sum(leaf.reader.doc_count() for leaf in self._leaves)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """One reader at a time, for Whoosh's files have one position each; and any failure of Whoosh is damage."""
        with self._lock:
            try:
                yield
            except MinutesearchError:
                raise
            except index.LockError:
                raise IndexLocked("Another process is writing the index.", "Wait for it to end.") from None
            except (MemoryError, NotImplementedError, PermissionError):
                raise
            except Exception as error:
                kind = type(error).__name__
                raise IndexDamaged(f"The index cannot be read ({kind}).", stamp.HINT) from error

    # -- reading ------------------------------------------------------------------------------------------

    def match(self, query: Node, where: Filters, *, limit: int | None = None) -> list[Match]:
        """See :meth:`minutesearch.engines.Engine.match`."""
        with self._guarded():
            scores = self._run(narrowed(query, where))
            return ranked(((self._section(doc), score) for doc, score in scores.items()), limit)

    def count(self, query: Node, where: Filters) -> int:
        """How many sections a query selects."""
        with self._guarded():
            return len(self._run(narrowed(query, where)))

    def terms(self, prefix: str, limit: int) -> list[str]:
        """Folded words as printed that start with a prefix."""
        with self._guarded():
            words = {word for side in ("title", "text") for word in self._starting(f"{side}_words", prefix)}
            return sorted(words)[:limit]

    def stats(self) -> Stats:
        """What the index holds."""
        return Stats(self._sections, sum(len(leaf.gone) for leaf in self._leaves), stamp.read(self._path).id)

    def close(self) -> None:
        """Lets go of all files."""
        with self._lock:
            for leaf in self._leaves:
                leaf.reader.close()
            self._leaves = []

    def _section(self, doc: int) -> str:
        for leaf in reversed(self._leaves):
            if doc >= leaf.base:
                return str(leaf.sections[doc - leaf.base], "utf-8")
        raise IndexDamaged("The index names a section that it does not hold.", stamp.HINT)

    def _run(self, node: Node) -> _Scores:
        match node:
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return _union(self._run(part) for part in parts)
            case Not():
                return self._all((node,))
            case Term(stem, _, field):
                return self._scored({side: self._found(side, stem) for side in _sides(field)})
            case Phrase(stems, _, field, spellings):
                rows = (stems, *spellings)
                return self._scored({side: self._rows(side, rows) for side in _sides(field)})
            case Prefix(text, _, field):
                return self._scored({side: self._prefixed(side, text) for side in _sides(field)})
            case Key(name, value):
                key = {"topic": "concepts", "kind": "kinds", "body": "body"}[name]
                return dict.fromkeys(self._docs(key, value), 0.0)
            case Dates():
                return dict.fromkeys(self._dated(node), 0.0)
            case Everything():
                return dict.fromkeys(self._every(), 0.0)
            case _:
                raise NotImplementedError(f"engines do not answer {type(node).__name__}: relax the query first")

    def _all(self, parts: Iterable[Node]) -> _Scores:
        wanted = [self._run(part) for part in parts if not isinstance(part, Not)]
        barred = [self._run(part.part) for part in parts if isinstance(part, Not)]
        if not wanted:
            wanted = [dict.fromkeys(self._every(), 0.0)]
        least = min(wanted, key=len)
        docs = [
            doc
            for doc in least
            if all(doc in scores for scores in wanted) and not any(doc in scores for scores in barred)
        ]
        return {doc: sum(scores[doc] for scores in wanted) for doc in docs}

    def _scored(self, found: dict[str, _Found]) -> _Scores:
        """BM25 of a word or phrase in each field, rarity being that of the sections that hold it anywhere."""
        total: _Scores = dict.fromkeys((doc for docs in found.values() for doc in docs), 0.0)
        rare = log(1 + (self._sections - len(total) + 0.5) / (len(total) + 0.5)) * (K1 + 1)
        for side, docs in found.items():
            weight = rare * BOOST[side]
            fixed, sloped = K1 * (1 - B[side]), K1 * B[side] / PIVOT[side]
            for doc, (n, length) in docs.items():
                total[doc] += weight * n / (n + fixed + sloped * length)
        return total

    def _found(self, field: str, stem: str) -> _Found:
        return {
            doc: (len(value) // 4 - 1, int.from_bytes(value[:4], _ORDER)) for doc, value in self._values(field, stem)
        }

    def _prefixed(self, side: str, prefix: str) -> _Found:
        """Documents with words that start so, each word counted once, in a field of usual length."""
        found: dict[int, int] = {}
        for word in self._starting(f"{side}_words", prefix):
            for doc in self._docs(f"{side}_words", word):
                found[doc] = found.get(doc, 0) + 1
        return {doc: (n, int(PIVOT[side])) for doc, n in found.items()}

    def _rows(self, side: str, rows: Iterable[Row]) -> _Found:
        found: _Found = {}
        for row in rows:
            if len(row) == 1:
                each = [self._found(side, row[0] or "")]
            else:
                each = [self._in_a_row(side, row), self._in_a_row(f"{side}_joined", row)]
            for more in each:
                for doc, (n, length) in more.items():
                    before = found.get(doc, (0, 0))
                    found[doc] = (before[0] + n, max(before[1], length))
        return found

    def _in_a_row(self, field: str, row: Row) -> _Found:
        lists: list[dict[int, bytes]] = []
        for stem in row:
            held = dict(self._values(field, stem or ""))
            if not held:
                return {}
            lists.append(held)
        found: _Found = {}
        for doc in min(lists, key=len):
            if not all(doc in held for held in lists):
                continue
            first, *others = (array("I", held[doc]) for held in lists)
            starts = set(first[1:])
            for offset, places in enumerate(others, 1):
                starts &= {place - offset for place in places[1:]}
            if starts:
                found[doc] = (len(starts), first[0])
        return found

    # -- posting lists ------------------------------------------------------------------------------------

    def _values(self, field: str, word: str) -> Iterator[tuple[int, bytes]]:
        for leaf in self._leaves:
            for postings in leaf.postings(field, word):
                while postings.is_active():
                    doc = postings.id()
                    if doc not in leaf.gone:
                        yield doc + leaf.base, postings.value()
                    postings.next()

    def _docs(self, field: str, word: str) -> list[int]:
        return [
            doc + leaf.base
            for leaf in self._leaves
            for postings in leaf.postings(field, word)
            for doc in postings.all_ids()
            if doc not in leaf.gone
        ]

    def _starting(self, field: str, prefix: str) -> set[str]:
        return {word for leaf in self._leaves for word in leaf.starting(field, prefix)}

    def _dated(self, dates: Dates) -> set[int]:
        since, until = day_range(dates)
        if since > until:
            return set()
        periods = [
            period for period in self._starting("days", "") if int(period[:8]) <= until and int(period[9:]) >= since
        ]
        return {doc for period in periods for doc in self._docs("days", period)}

    def _every(self) -> Iterator[int]:
        for leaf in self._leaves:
            yield from (doc + leaf.base for doc in range(leaf.reader.doc_count_all()) if doc not in leaf.gone)

    # -- writing ------------------------------------------------------------------------------------------

    @contextmanager
    def write(self) -> Iterator[WhooshWriter]:
        """See :meth:`minutesearch.engines.Engine.write`."""
        with self._guarded():
            inner = self._index.writer(codec=codec())
        writer = WhooshWriter()
        try:
            yield writer
            with self._lock:
                self._apply(writer, inner)
                inner.commit()
        except BaseException:
            if not inner.is_closed:
                inner.cancel()
            with self._guarded():
                held = self._index._read_toc()  # noqa: SLF001 - cancel() leaves its files behind
                index.clean_files(self._storage, "MAIN", held.generation, held.segments)
            raise
        with self._guarded():
            stamp.write(self._path, self._version)
            self._open()

    def _apply(self, writer: WhooshWriter, inner: Any) -> None:
        old = {doc for meeting in writer.dropped for doc in self._docs("meeting", meeting)}
        old |= {doc for section in writer.entries for doc in self._docs("section", section)}
        for doc in sorted(old):
            inner.delete_document(doc)
        for entry in writer.entries.values():
            inner.add_document(
                section=(entry.section,), meeting=(entry.meeting,), body=(entry.body,),
                days=(f"{entry.first_day:08d}-{entry.last_day:08d}",),
                title=entry.title, text=entry.text, title_joined=entry.title_joined, text_joined=entry.text_joined,
                title_words=entry.title_words, text_words=entry.text_words,
                concepts=entry.concepts, kinds=entry.kinds,
            )  # fmt: skip


class WhooshWriter:
    """What is to be changed, held until the commit: this engine is for archives that fit in memory many times."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.dropped: set[str] = set()

    def add(self, entry: Entry) -> None:
        """Adds a section, in place of the one of the same id."""
        self.entries[entry.section] = entry

    def drop(self, meeting: str) -> None:
        """Takes out all sections of a meeting."""
        self.dropped.add(meeting)
        self.entries = {name: entry for name, entry in self.entries.items() if entry.meeting != meeting}


def _sides(field: str | None) -> tuple[str, ...]:
    return (field,) if field else ("title", "text")


def _union(each: Iterable[_Scores]) -> _Scores:
    total: _Scores = {}
    for scores in each:
        for doc, score in scores.items():
            total[doc] = total.get(doc, 0.0) + score
    return total
