"""The adapter for tantivy: our words in its fields, our trees in its query objects, never its parser.

Its BM25 counts dropped sections until they are merged away, so that the same minutes would get other scores after a
change than after a fresh start. Up to :data:`REWRITE_UP_TO` sections an index with dropped ones is therefore written
anew from the rows that are stored in it, in the same commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from math import log
from pathlib import Path
from typing import Any

from minutesearch.engines import Entry, Stats, day_range, narrowed, ranked, stamp
from minutesearch.errors import IndexDamaged, IndexLocked, MinutesearchError
from minutesearch.model import Filters, Match
from minutesearch.query import And, Dates, Everything, Key, Node, Not, Or, Phrase, Prefix, Row, Term

library: Any = import_module("tantivy")
"""Untyped on purpose: its stubs lack half of what it offers."""

LAYOUT = "1"
VERSION = str(library.__version__)
REWRITE_UP_TO = 200_000

_HEAP = 64_000_000
_KEPT = 100_000
_TITLE_BOOST = 3.0
_ROWS = ("title", "text", "title_joined", "text_joined")
_KEYS = ("meeting", "body", "title_words", "text_words", "concepts", "kinds")
_DAYS = ("first_day", "last_day")

Query = library.Query
Must, Should, MustNot = library.Occur.Must, library.Occur.Should, library.Occur.MustNot


def _schema() -> Any:
    builder = library.SchemaBuilder()
    builder.add_text_field("section", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("entry", stored=True)
    for name in _ROWS:
        builder.add_text_field(name, tokenizer_name="stems", index_option="position")
    for name in _KEYS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in _DAYS:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    return builder.build()


class TantivyEngine:
    """An index in tantivy's format.

    Args:
        path: its folder.
        version: what the stamp must say.
        create: make it new.
    """

    name = "tantivy"

    def __init__(self, path: Path, version: str, *, create: bool = False) -> None:
        self._path = path
        self._version = version
        with _guarded():
            self._schema = _schema()
            self._index = library.Index(self._schema, str(path), reuse=not create)
            words = library.TextAnalyzerBuilder(library.Tokenizer.whitespace()).build()
            self._index.register_tokenizer("stems", words)
            self._index.config_reader("manual")
            if create:
                stamp.write(path, version)
            self._open()

    def _open(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()
        self._sections: dict[tuple[int, int], str] = {}

    def _section(self, address: Any) -> str:
        """The id of a section; fetching it costs more than finding it, so those seen are kept."""
        key = (address.segment_ord, address.doc)
        if key not in self._sections:
            if len(self._sections) >= _KEPT:
                self._sections.clear()
            self._sections[key] = str(self._searcher.doc(address)["section"][0])
        return self._sections[key]

    # -- reading ------------------------------------------------------------------------------------------

    def match(self, query: Node, where: Filters, *, limit: int | None = None) -> list[Match]:
        """See :meth:`minutesearch.engines.Engine.match`."""
        with _guarded():
            hits = self._hits(self._query(narrowed(query, where)))
            if limit is not None and len(hits) > limit:
                # All that tie with the last are needed, for ties go by section.
                last = hits[limit - 1][0] - 0.001 if limit else float("inf")
                hits = [hit for hit in hits if hit[0] >= last]
            return ranked(((self._section(address), score) for score, address in hits), limit)

    def count(self, query: Node, where: Filters) -> int:
        """How many sections a query selects."""
        with _guarded():
            return int(self._searcher.search(self._query(narrowed(query, where)), 1, count=True).count)

    def terms(self, prefix: str, limit: int) -> list[str]:
        """Folded words as printed that start with a prefix."""
        with _guarded():
            found = (self._searcher.terms_with_prefix(name, prefix) for name in ("title_words", "text_words"))
            return sorted({word for words in found for word, _ in words})[:limit]

    def stats(self) -> Stats:
        """What the index holds."""
        return Stats(int(self._searcher.num_docs), self._dropped(), stamp.read(self._path).id)

    def close(self) -> None:
        """Lets go of all files."""
        self._searcher = self._index = None

    def _dropped(self) -> int:
        import json

        with _guarded():
            segments = json.loads((self._path / "meta.json").read_text("utf-8"))["segments"]
            return sum((segment.get("deletes") or {}).get("num_deleted_docs", 0) for segment in segments)

    def _hits(self, query: Any) -> list[tuple[float, Any]]:
        return list(self._searcher.search(query, max(1, self._searcher.num_docs), count=False).hits)

    def _query(self, node: Node) -> Any:
        match node:
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return _any(self._query(part) for part in parts)
            case Not():
                return self._all((node,))
            case Term(stem, _, field):
                return self._weighed(field, lambda side: [self._word(side, stem)], [stem])
            case Phrase(stems, _, field, spellings):
                rows = (stems, *spellings)
                return self._weighed(field, lambda side: self._phrases(side, rows), [stem for stem in stems if stem])
            case Prefix(text, _, field):
                return self._weighed(field, lambda side: [self._starting(side, text)], [])
            case Key(name, value):
                key = {"topic": "concepts", "kind": "kinds", "body": "body"}[name]
                return Query.const_score_query(self._word(key, value, "basic"), 0.0)
            case Dates():
                since, until = day_range(node)
                if since > until:
                    return Query.empty_query()
                kind = library.FieldType.Unsigned
                begun = Query.range_query(self._schema, "first_day", kind, 0, until)
                ended = Query.range_query(self._schema, "last_day", kind, since, 99_999_999)
                return Query.const_score_query(Query.boolean_query([(Must, begun), (Must, ended)]), 0.0)
            case Everything():
                return Query.const_score_query(Query.all_query(), 0.0)
            case _:
                raise NotImplementedError(f"engines do not answer {type(node).__name__}: relax the query first")

    def _all(self, parts: Iterable[Node]) -> Any:
        clauses = [
            (MustNot, self._query(part.part)) if isinstance(part, Not) else (Must, self._query(part)) for part in parts
        ]
        if all(occur == MustNot for occur, _ in clauses):
            clauses.append((Must, self._query(Everything())))
        return Query.boolean_query(clauses)

    def _weighed(self, field: str | None, in_side: Callable[[str], Iterable[Any]], stems: list[str]) -> Any:
        """What is sought in the text, scored by BM25, and in the title, scored by its rarity only.

        BM25 would punish a long title; a title that carries the words should beat any text that mentions them, and
        ``_TITLE_BOOST`` is more than the most that repetition in a text can bring.
        """
        title = Query.const_score_query(_any(in_side("title")), _TITLE_BOOST * self._rarity(stems))
        return title if field else _any([title, *in_side("text")])

    def _rarity(self, stems: list[str]) -> float:
        """The sum that BM25 multiplies the words of a phrase with; 1 for prefixes, which tantivy scores so."""
        if not stems:
            return 1.0
        total = self._searcher.num_docs
        counts = [max(self._searcher.doc_freq(side, stem) for side in ("title", "text")) for stem in stems]
        return sum(log(1 + (max(0, total - count) + 0.5) / (count + 0.5)) for count in counts)

    def _starting(self, side: str, prefix: str) -> Any:
        # A folded prefix is letters and digits only, so nothing in it needs escaping.
        return Query.regex_query(self._schema, f"{side}_words", f"{prefix}.*")

    def _word(self, field: str, word: str, option: str = "position") -> Any:
        return Query.term_query(self._schema, field, word, option)

    def _phrases(self, side: str, rows: Iterable[Row]) -> Iterator[Any]:
        for row in rows:
            if len(row) == 1:
                yield self._word(side, row[0] or "")
            else:
                yield Query.phrase_query(self._schema, side, list(row))
                yield Query.phrase_query(self._schema, f"{side}_joined", list(row))

    # -- writing ------------------------------------------------------------------------------------------

    @contextmanager
    def write(self) -> Iterator[TantivyWriter]:
        """See :meth:`minutesearch.engines.Engine.write`."""
        inner = self._writer()
        try:
            yield TantivyWriter(inner)
            with _guarded("written"):
                inner.commit()
                self._open()
                if self._dropped() and self._searcher.num_docs <= REWRITE_UP_TO:
                    self._rewrite(inner)
        except BaseException:
            inner.rollback()
            inner.garbage_collect_files()
            inner.wait_merging_threads()
            raise
        with _guarded("written"):
            inner.wait_merging_threads()
            cleaner = self._writer()
            cleaner.garbage_collect_files()
            cleaner.wait_merging_threads()
            stamp.write(self._path, self._version)
            self._open()

    def _writer(self) -> Any:
        try:
            return self._index.writer(_HEAP, 1)
        except Exception as error:
            if "lock" in str(error).lower():
                raise IndexLocked("Another process is writing the index.", "Wait for it to end.") from None
            raise IndexDamaged("The index cannot be written.", stamp.HINT) from error

    def _rewrite(self, inner: Any) -> None:
        """Writes all live sections anew, in order of their ids, as a fresh start would."""
        addresses = [address for _, address in self._hits(Query.all_query())]
        rows = [bytes(self._searcher.doc(address)["entry"][0]) for address in addresses]
        entries = sorted(_unpacked(row) for row in rows)
        inner.delete_all_documents()
        writer = TantivyWriter(inner)
        for entry in entries:
            writer.put(entry)
        inner.commit()


class TantivyWriter:
    """Changes, handed to tantivy as they come and committed by the engine."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def add(self, entry: Entry) -> None:
        """Adds a section, in place of the one of the same id."""
        self._inner.delete_documents_by_term("section", entry.section)
        self.put(entry)

    def put(self, entry: Entry) -> None:
        """Adds a section that is known to be new."""
        row = library.Document()
        row.add_text("section", entry.section)
        row.add_bytes("entry", _packed(entry))
        for name in _ROWS:
            row.add_text(name, " ".join(getattr(entry, name)))
        for name in ("meeting", "body"):
            row.add_text(name, getattr(entry, name))
        for name in ("title_words", "text_words", "concepts", "kinds"):
            for word in getattr(entry, name):
                row.add_text(name, word)
        for name in _DAYS:
            row.add_unsigned(name, getattr(entry, name))
        self._inner.add_document(row)

    def drop(self, meeting: str) -> None:
        """Takes out all sections of a meeting."""
        self._inner.delete_documents_by_term("meeting", meeting)


@contextmanager
def _guarded(doing: str = "read") -> Iterator[None]:
    """Any failure of tantivy is damage, a panic of its Rust code too (which is no Exception)."""
    try:
        yield
    except (MinutesearchError, NotImplementedError, MemoryError, PermissionError):
        raise
    except BaseException as error:
        kind = type(error).__name__
        if isinstance(error, Exception) or kind == "PanicException":
            raise IndexDamaged(f"The index cannot be {doing} ({kind}: {error}).", stamp.HINT) from error
        raise


def _packed(entry: Entry) -> bytes:
    import json

    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()


def _unpacked(row: bytes) -> Entry:
    import json

    values: list[Any] = json.loads(row)
    return Entry._make(tuple(value) if isinstance(value, list) else value for value in values)


def _any(queries: Iterable[Any]) -> Any:
    held = list(queries)
    return held[0] if len(held) == 1 else Query.boolean_query([(Should, query) for query in held])
