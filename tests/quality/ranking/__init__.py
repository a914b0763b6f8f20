"""A set of our own to test ranking: queries over all published minutes, each with more right sections than ten.

The labels were given by reading, before the ranking that they measure was made, in an order that had nothing to do
with any ranking: 2 is about it, 1 says something of it, 0 only names it (in a list, as a venue, "no report"). Every
section that a query found was read. They are kept as hashes, for the minutes in ../shared are not ours to copy; what
is not labelled (a section that only a later search finds) counts as 0. ``dev`` may be looked at while ranking is
changed, ``held`` is for measuring only.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minutesearch.archive import Archive
    from minutesearch.model import Section

FOLDER = Path(__file__).parent
HALVES = ("dev", "held")
SHOWN = 10
K1, B = 1.2, 0.75

Labels = dict[str, dict[str, int]]


def labels(half: str) -> Labels:
    """Query → hash of a section → grade."""
    found: Labels = {}
    for line in (FOLDER / f"{half}.tsv").read_text(encoding="utf-8").splitlines():
        query, key, grade = line.split("\t")
        found.setdefault(query, {})[key] = int(grade)
    return found


def labels_hash() -> str:
    """A hash of all labels."""
    return hashlib.sha256(b"".join((FOLDER / f"{half}.tsv").read_bytes() for half in HALVES)).hexdigest()[:16]


def keys(sections: Iterable[Section]) -> dict[str, str]:
    """Section id → what the labels call it: a hash of body, date, title and which of that title it is."""
    from minutesearch.text import fold_title

    seen: Counter[str] = Counter()
    found: dict[str, str] = {}
    for section in sections:
        name = f"{section.body}|{section.date}|{fold_title(section.title)}"
        seen[name] += 1
        found[section.id] = hashlib.sha256(f"{name}|{seen[name]}".encode()).hexdigest()[:12]
    return found


def ndcg(order: Sequence[str], grades: dict[str, int]) -> float:
    """nDCG of the first ten, as the gold's own grader counts it."""

    def gained(row: Sequence[int]) -> float:
        return math.fsum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(row[:SHOWN]))

    return gained([grades.get(key, 0) for key in order]) / gained(sorted(grades.values(), reverse=True))


class PlainBM25:
    """The rival: BM25 as in a text book, over title and text as one row of stems, each word of the query for itself.

    Args:
        sections: all of the archive.
    """

    def __init__(self, sections: Iterable[Section]) -> None:
        from minutesearch.text import stem_words

        self._words = {s.id: Counter(stem_words(f"{s.title} {s.text}")) for s in sections}
        self._lengths = {id: words.total() for id, words in self._words.items()}
        self._usual = sum(self._lengths.values()) / len(self._lengths)
        self._holding = Counter(stem for words in self._words.values() for stem in words)

    def score(self, stems: Sequence[str], section: str) -> float:
        """How well a section matches."""
        words, total = self._words[section], len(self._words)
        slow = K1 * (1 - B + B * self._lengths[section] / self._usual)
        return sum(
            math.log(1 + (total - self._holding[stem] + 0.5) / (self._holding[stem] + 0.5))
            * words[stem] * (K1 + 1) / (words[stem] + slow)
            for stem in stems
        )  # fmt: skip


def measured(archive: Archive, half: str) -> dict[str, tuple[float, float, float]]:
    """Query → nDCG@10 of our ranking, of date order and of plain BM25, over the same sections."""
    from minutesearch.text import stem_words

    sections = archive.sections()
    named = keys(sections)
    rival = PlainBM25(sections)
    found: dict[str, tuple[float, float, float]] = {}
    for query, grades in labels(half).items():
        ours = [hit.section.id for hit in archive.search(query, limit=0).hits]
        dated = [hit.section.id for hit in archive.search(query, limit=0, sort="date").hits]
        stems = stem_words(query)
        plain = sorted(dated, key=lambda id: -rival.score(stems, id))
        found[query] = tuple(ndcg([named[id] for id in order], grades) for order in (ours, dated, plain))  # type: ignore[assignment]  # three of them
    return found


def means(rows: dict[str, tuple[float, float, float]]) -> tuple[float, float, float]:
    """The mean of each ranking over all queries."""
    ours, dated, plain = zip(*rows.values(), strict=True)
    return sum(ours) / len(rows), sum(dated) / len(rows), sum(plain) / len(rows)


def figures(archive: Archive) -> dict[str, float]:
    """All figures of an archive of all published minutes; both engines give the same."""
    found: dict[str, float] = {}
    for half in HALVES:
        for name, value in zip(("ndcg10", "by_date", "plain_bm25"), means(measured(archive, half)), strict=True):
            found[f"ranking.{half}.{name}"] = round(value, 4)
    return found
