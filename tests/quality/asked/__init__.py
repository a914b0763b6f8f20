"""Queries of our own on the published page: how well each kind is answered, on the half that was looked at, on the
one that was held back at first, and on the one that was written last."""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from math import log2
from pathlib import Path
from typing import Any, NamedTuple

from minutesearch.archive import Archive
from minutesearch.text import fold_title

QUERIES = Path(__file__).with_name("queries.toml")
TOP = 10


class Graded(NamedTuple):
    """How one query was answered: nDCG and recall of the first ten; both are 1 or 0 where nothing should be found."""

    kind: str
    half: str
    ask: str
    ndcg: float
    recall: float
    shown: tuple[str, ...]
    missed: tuple[str, ...]


def own_hash() -> str:
    """The hash of the queries."""
    return hashlib.sha256(QUERIES.read_bytes()).hexdigest()


def graded(archive: Archive) -> Iterator[Graded]:
    """Every query put to an archive of the page, and graded."""
    for query in tomllib.loads(QUERIES.read_text(encoding="utf-8"))["query"]:
        yield _graded(archive, query)


def _graded(archive: Archive, query: dict[str, Any]) -> Graded:
    wanted = {_key(s): 2 for s in query.get("about", ())} | {_key(s): 1 for s in query.get("near", ())}
    hits = archive.search(query["ask"], limit=TOP).hits
    shown = tuple(f"{h.section.date} {h.section.title}" for h in hits)
    keys = [_key(s) for s in shown]
    missed = tuple(sorted(set(wanted) - set(keys)))
    if not wanted:
        ndcg = recall = float(not keys)
    else:
        gain = sum((2 ** wanted.get(key, 0) - 1) / log2(i + 2) for i, key in enumerate(keys))
        best = sum((2**grade - 1) / log2(i + 2) for i, grade in enumerate(sorted(wanted.values(), reverse=True)[:TOP]))
        ndcg, recall = gain / best, 1 - len(missed) / len(wanted)
    return Graded(query["kind"], query.get("half", "dev"), query["ask"], ndcg, recall, shown, missed)


def _key(section: str) -> str:
    return fold_title(section)


def figures(archive: Archive) -> dict[str, float]:
    """The mean of each kind in each half."""
    rows: dict[str, list[Graded]] = defaultdict(list)
    for row in graded(archive):
        rows[f"{row.kind}.{row.half}"].append(row)
    return {
        f"{name}.{figure}": sum(getattr(row, figure) for row in group) / len(group)
        for name, group in sorted(rows.items())
        for figure in ("ndcg", "recall")
    }
