"""Ruled tables in reading order: rows that go on over a page, and tables that hold the minutes themselves.

A table of payments or actions gives one row block a row. A grid of *Item | Discussion | Action*, which holds the
minutes, is taken apart: the item as the paragraph that it is printed as, the discussion as paragraphs and list items
under it, and what stands to its right (who is to act) as a row block of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from minutesearch.parse.pdf.columns import rows_of
from minutesearch.parse.pdf.rows import BASELINE, Printed

_TALK = re.compile(
    r"\b(?:discuss(?:ions?|ed)|minutes?|notes?|summary|decisions?|resolutions?|key points|outcomes?|proceedings)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"^(?:agenda\s+)?(?:items?|topics?|subjects?|business|agenda)(?:\s+(?:and|/|&)\s+\w+)?$", re.IGNORECASE
)
_SHARE_NAMED = 0.2
"""A table whose column heads say that it holds the minutes has at least this share of the document's words."""
_SHARE_UNNAMED = 0.5
_SAME = 4.0
"""Points by which the columns of a table on the next page may stand apart."""


class Table(NamedTuple):
    """A ruled table: its first page, its columns' sides, and its rows; a row has the lines of its cells by column."""

    page: int
    edges: tuple[float, ...]
    rows: list[dict[int, list[Printed]]]


Event = list[Printed] | Table
"""What comes next on a page: lines that stand side by side outside of tables, or a table."""


def events_of(lines: Sequence[Printed], gutters: Sequence[float] = ()) -> list[Event]:
    """The rows and tables of one page from top to bottom, each line with its number on the page.

    Args:
        lines: the lines of one page.
        gutters: where right columns begin on other pages of the document, in points.
    """
    free = [line for line in lines if line.cell is None]
    if len(free) == len(lines):
        rows = rows_of(lines, gutters)
        return [[line._replace(number=i) for line in row] for i, row in enumerate(rows, 1)]
    # Beside a table the columns of prose give no count of lines: there they are counted by their place alone.
    numbers = {id(line): i for i, row in enumerate(rows_in(lines), 1) for line in row}
    inside: dict[int, list[Printed]] = defaultdict(list)
    for line in lines:
        if line.cell is not None:
            inside[line.cell.table].append(line._replace(number=numbers[id(line)]))
    events: list[Event] = []
    for row in rows_of([*free, *map(_mark, inside.values())], gutters):
        if beside := [line._replace(number=numbers[id(line)]) for line in row if line.cell is None]:
            events.append(beside)
        events += [_table(inside[line.cell.table]) for line in row if line.cell is not None]
    return events


def _mark(lines: Sequence[Printed]) -> Printed:
    """A line that stands for a whole table where the reading order of a page is told."""
    first = max(lines, key=lambda line: line.y)
    return first._replace(x0=first.cell.edges[0], x1=first.cell.edges[-1]) if first.cell is not None else first


def rows_in(lines: Sequence[Printed]) -> list[list[Printed]]:
    """Lines as rows from top to bottom, page after page, as they stand; they are not looked through for columns."""
    found: list[list[Printed]] = []
    for line in sorted(lines, key=lambda one: (one.page, -one.y)):
        if found and found[-1][0].page == line.page and found[-1][0].y - line.y < BASELINE:
            found[-1].append(line)
        else:
            found.append([line])
    return [sorted(row, key=lambda one: one.x0) for row in found]


def _table(lines: Sequence[Printed]) -> Table:
    rows: dict[int, dict[int, list[Printed]]] = defaultdict(lambda: defaultdict(list))
    edges: tuple[float, ...] = ()
    for row in rows_in(lines):
        for line in row:
            if line.cell is not None:
                edges = line.cell.edges
                rows[line.cell.row][line.cell.column].append(line)
    found: list[dict[int, list[Printed]]] = []
    for number in sorted(rows):
        cells = {column: rows[number][column] for column in sorted(rows[number])}
        label = found[-1].get(0) if found else None
        if len(cells) == 1 and 0 not in cells and label and label[-1].text.endswith(":"):
            # A list beside its label ("Present:") that is ruled name by name.
            for column, more in cells.items():
                found[-1].setdefault(column, []).extend(more)
        else:
            found.append(cells)
    return Table(lines[0].page, edges, found)


def joined(events: Sequence[Event]) -> list[Event]:
    """Tables that go on over the page are put together, without the column heads that are printed there again.

    The first row of the next page goes on with the last one if its first cell is empty, as no other row's is, and one
    of its other cells goes on with a sentence.
    """
    found: list[Event] = []
    for event in events:
        last = found[-1] if found else None
        if not (
            isinstance(event, Table)
            and isinstance(last, Table)
            and event.page > last.page
            and event.page - _last_page(last) == 1
            and len(event.edges) == len(last.edges)
            and all(abs(a - b) <= _SAME for a, b in zip(event.edges, last.edges, strict=True))
        ):
            found.append(event)
            continue
        rows = event.rows[1:] if len(event.rows) > 1 and _said(event.rows[0]) == _said(last.rows[0]) else event.rows
        if rows and 0 not in rows[0] and all(0 in row for row in last.rows) and _goes_on(last.rows[-1], rows[0]):
            for column, lines in rows[0].items():
                last.rows[-1].setdefault(column, []).extend(lines)
            rows = rows[1:]
        last.rows.extend(rows)
    return found


def _goes_on(last: Mapping[int, Sequence[Printed]], row: Mapping[int, Sequence[Printed]]) -> bool:
    return any(
        lines[0].text[:1].islower() or (_is_full(last[column][-1]) and last[column][-1].text[-1:] not in ".:;!?")
        for column, lines in row.items()
        if column in last
    )


def _is_full(line: Printed) -> bool:
    """Does a line fill its cell, but for a word?"""
    return line.cell is not None and line.x1 > line.cell.x1 - 0.2 * (line.cell.x1 - line.cell.x0)


def talk_column(table: Table, words: int) -> int | None:
    """The column that holds what was said, where a table holds the minutes themselves; else None.

    Args:
        table: a table with all its pages.
        words: how many words the document has.
    """
    counts: dict[int, int] = defaultdict(int)
    for row in table.rows:
        if len(row) > 1:
            for column, lines in row.items():
                counts[column] += sum(len(line.text.split()) for line in lines)
    if len(counts) < 2:
        return None
    most = max(counts, key=lambda column: counts[column])
    share = sum(counts.values()) / max(words, 1)
    if share >= _SHARE_NAMED and is_head(table.rows[0], most):
        return most
    if share < _SHARE_UNNAMED or counts[most] < 0.6 * sum(counts.values()) or len(table.rows) < 3:
        return None
    before = [_said({0: lines}) for row in table.rows for column, lines in row.items() if column < most]
    wide = [row[most] for row in table.rows if most in row]
    # Titles are short and stand before their text, and the text is more than a line.
    titled = len(before) >= 0.6 * len(wide) and all(len(text) <= 80 for text in before)
    return most if titled and sum(len(lines) > 1 for lines in wide) >= 0.5 * len(wide) else None


def is_head(row: Mapping[int, Sequence[Printed]], talk: int) -> bool:
    """Is a table's first row the names of its columns?"""
    head = " ".join(line.text for line in row.get(talk, ())).strip(" .:")
    return len(head.split()) <= 5 and bool(_TALK.search(head) or _ITEM.match(head))


def rows_among(events: Sequence[Event]) -> list[list[Printed]]:
    """All rows of lines, those of each cell for themselves."""
    found: list[list[Printed]] = []
    for event in events:
        if isinstance(event, Table):
            found += [row for cells in event.rows for cell in cells.values() for row in rows_in(cell)]
        else:
            found.append(event)
    return found


def _said(row: Mapping[int, Sequence[Printed]]) -> str:
    return " | ".join(" ".join(line.text for line in row[column]) for column in sorted(row)).casefold()


def _last_page(table: Table) -> int:
    return max(line.page for row in table.rows for lines in row.values() for line in lines)
