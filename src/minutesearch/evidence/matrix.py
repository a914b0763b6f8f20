"""The requirements matrix: areas of a written statement against every meeting, so that an empty row can be seen.

A row is the plain run of its queries, joined by OR: no typo is corrected and nothing is loosened, since a hit that
nobody asked for would hide the finding.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from minutesearch.evidence.requirements import blamed
from minutesearch.model import Area, Filters, Matrix, MatrixColumn, MatrixRow
from minutesearch.naming import topic_named
from minutesearch.promises import promises_in
from minutesearch.query import Exact, Key, Node, Prefix, overlaps, positive, unparse
from minutesearch.text import fold_title, stem
from minutesearch.understanding import in_scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import Meeting
    from minutesearch.notebook import Overrulings
    from minutesearch.search import Searcher
    from minutesearch.store import Records


def matrix(
    records: Records,
    searcher: Searcher,
    asked: tuple[str, Sequence[Area]],
    filters: Filters,
    overrulings: Overrulings,
) -> Matrix:
    """Areas against meetings.

    Args:
        records: the record.
        searcher: runs the areas' queries.
        asked: the name of the file and its areas.
        filters: a period and a body (as the record names it) to narrow it to.
        overrulings: what people have said of promises.

    Raises:
        ConfigError: a query, or a topic, of an area cannot be used in this archive.
    """
    file, areas = asked
    held = [m for m in records.meetings() if in_scope(m, filters)]
    columns = [MatrixColumn(m.date, m.body, m.id) for m in held]
    columns += [
        MatrixColumn(gap.month, gap.body, None, gap.why)
        for gap in records.gaps()
        if filters.body in {None, gap.body} and overlaps(gap.month, filters.since, filters.until)
    ]
    columns.sort(key=lambda column: (column.date, column.body, column.meeting or ""))
    printed = _Printed(records)
    rows = []
    for area in areas:
        with blamed(f"{file}, area {area.id!r}"):
            rows.append(_row(records, searcher, area, filters, (held, overrulings, printed)))
    return Matrix(tuple(columns), tuple(rows), filters)


def _row(
    records: Records,
    searcher: Searcher,
    area: Area,
    filters: Filters,
    known: tuple[Sequence[Meeting], Overrulings, _Printed],
) -> MatrixRow:
    held, overrulings, printed = known
    for query in area.queries:
        searcher.understand(query, filters)  # alone, so that a caret stands under the query as it was written
    question = searcher.understand(joined(records, area), filters)
    found = searcher.run(question)
    counts: dict[str, tuple[int, int]] = {}
    for each in found:
        sections, mentions = counts.get(each.meeting, (0, 0))
        counts[each.meeting] = (sections + 1, mentions + each.mentions)
    dates = sorted(each.date for each in found)
    told = records.statements([each.section for each in found]) if found else []
    return MatrixRow(
        area=area,
        cells=tuple((m.id, *counts.get(m.id, (0, 0))) for m in held),
        sections=len(found),
        mentions=sum(each.mentions for each in found),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        promises=tuple(promises_in(records, told, overrulings)) if told else (),
        understood=question.understood,
        unprinted=() if found else _unprinted(question.tree, printed),
    )


def joined(records: Records, area: Area) -> str:
    """The area as one query: what ``query`` must be given to find the same."""
    parts = [*area.queries, *(unparse(Key("topic", topic_named(records, topic))) for topic in area.topics)]
    return parts[0] if len(parts) == 1 else " OR ".join(f"({part})" for part in parts)


class _Printed:
    """The words that the archive prints, read when they are first needed.

    Args:
        records: the record.
    """

    def __init__(self, records: Records) -> None:
        self._records = records

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for word, _ in self._records.words_like(1, 200))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(stem, self._words))

    def holds(self, word: str) -> bool:
        """Does the archive print a folded word in any form?"""
        return word in self._words or stem(word) in self._stems

    def begins(self, text: str) -> bool:
        """Does any word begin like this?"""
        return any(word.startswith(text) for word in self._words)


def _unprinted(tree: Node, printed: _Printed) -> tuple[str, ...]:
    """The words of a query that the archive never prints, folded, and beginnings that no word has."""
    words: dict[str, None] = {}
    for leaf in positive(tree):
        if isinstance(leaf, Prefix):
            if not printed.begins(leaf.text):
                words.setdefault(f"{leaf.surface}*")
            continue
        surface = leaf.text if isinstance(leaf, Exact) else leaf.surface
        for word in fold_title(" ".join(part for part in surface.split() if "*" not in part)).split():
            if word.isalpha() and not printed.holds(word):
                words.setdefault(word)
    return tuple(words)
