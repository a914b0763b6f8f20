"""Tables that hold the minutes themselves: *Item | Discussion | Action*, a row an item.

A table of payments stays a table. One whose column heads, or whose cells, say that it holds the minutes is taken apart:
the item becomes a line of its own, the discussion paragraphs under it, and who is to act a row. PDF tables are taken
apart where their ruled lines are known (:mod:`minutesearch.parse.pdf.tables`); Word, HTML and Markdown come here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from minutesearch.model import CELL_BREAK, Block
from minutesearch.parse.sections.heads import number_of
from minutesearch.parse.sections.wording import is_label, is_statement

_ITEM = re.compile(
    r"(?:agenda\s+)?(?:items?|topics?|subjects?|business|agenda|title|heading)(?:\s+(?:and|/|&)\s+\w+)?\W*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:item\s+)?(?:no\.?|nr\.?|ref\.?|number|#|item)\W*$", re.IGNORECASE)
_TALK = re.compile(
    r"(?:.{0,30}\b)?(?:discussions?|minutes?|notes?|summary|decisions?|resolutions?|key points|outcomes?|proceedings|"
    r"points raised)\b.{0,30}$",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"(?:actions?.{0,20}|owners?|who|by whom|by when|when|responsible.{0,12}|lead|due.{0,10}|deadline|status|initials|"
    r"person.{0,20})\W*$",
    re.IGNORECASE,
)
_TITLE_WORDS = 14
_LEAST_ROWS = 3


class _Columns(NamedTuple):
    """Which columns of a table hold the number, the title, and who is to act; the others hold what was said."""

    number: int | None
    title: int
    act: frozenset[int]


def taken_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each table of items made into lines and paragraphs.

    Args:
        blocks: a document's blocks in reading order; a row's cells are parted by ``CELL_BREAK``.
    """
    blocks = _with_margin(blocks)
    out: list[Block] = []
    for rows in _runs(blocks):
        columns = _columns_of(rows) if rows[0].kind == "row" else None
        if columns is None:
            out.extend(rows)
            continue
        for i, block in enumerate(rows):
            if not _is_head_row(block):
                out.extend(_apart(block, columns))
            elif not i:
                out.append(block)  # repeated on the next page it says nothing new
    return out


def _with_margin(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each item number of a margin (``113 | Cemetery``) put before its title.

    Numbers of a margin count up through the document; those of a table of payments do not.
    """
    found = [
        (i, int(match[1]), match[2])
        for i, block in enumerate(blocks)
        if block.kind == "row" and (match := _MARGIN.match(block.text))
    ]
    steps = [b[1] - a[1] for a, b in pairwise(found)]
    if len(found) < _LEAST_ROWS or sum(step == 1 for step in steps) < 0.8 * len(steps):
        return list(blocks)
    lines = {i: f"{number} {title}" for i, number, title in found}
    return [
        replace(block, text=lines[i], kind="paragraph", lead=len(lines[i]) if block.bold >= 0.9 else 0)
        if i in lines
        else block
        for i, block in enumerate(blocks)
    ]


_MARGIN = re.compile(r"(\d{1,4})[.)]?\s\|\s([^|]{3,160})$")


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks in runs: rows that follow one another, and everything else one by one."""
    run: list[Block] = []
    for block in blocks:
        if block.kind == "row":
            # Who was there may stand in the table above the items.
            if run and _is_head_row(block) and not _is_head_row(run[0]):
                yield run
                run = []
            run.append(block)
            continue
        if run:
            yield run
            run = []
        yield [block]
    if run:
        yield run


def _cells(block: Block) -> list[str]:
    return [cell.strip() for cell in block.text.split(CELL_BREAK)]


def _is_head_row(block: Block) -> bool:
    cells = _cells(block)
    return (
        len(cells) >= 2
        and all(any(kind.match(cell) for kind in (_ITEM, _NUMBER, _TALK, _ACT)) and len(cell) <= 40 for cell in cells)
        and any(_TALK.match(cell) for cell in cells)
        # "No | Action | Owner" is a table of actions.
        and (any(_ITEM.match(cell) for cell in cells) or bool(_NUMBER.match(cells[0]) and _TALK.match(cells[1])))
    )


def _columns_of(rows: Sequence[Block]) -> _Columns | None:
    """The columns of a table that holds minutes, or None for any other table."""
    head = _cells(rows[0]) if _is_head_row(rows[0]) else []
    body = [_cells(row) for row in rows[bool(head) :]]
    if len(body) < (2 if head else _LEAST_ROWS):
        return None
    if head:
        titled = [i for i, cell in enumerate(head) if _ITEM.match(cell)]
        numbered = [i for i, cell in enumerate(head) if _NUMBER.match(cell) and i not in titled[1:]]
        title = next((i for i in titled if i not in numbered or len(titled) == 1), titled[0] if titled else 1)
        number = next((i for i in numbered if i != title), None)
        return _Columns(number, title, frozenset(i for i, cell in enumerate(head) if i != title and _ACT.match(cell)))
    return _guessed(body)


def _guessed(body: Sequence[Sequence[str]]) -> _Columns | None:
    """Without column heads: a number or a short title first, and mostly sentences after it."""
    full = [cells for cells in body if len(cells) >= 2]
    if len(full) < 0.8 * len(body):
        return None
    first = [cells[0] for cells in full]
    numbered = sum(_is_number(cell) for cell in first) >= 0.7 * len(first)
    at = 1 if numbered else 0
    titles = [cells[at] for cells in full if len(cells) > at + 1]
    told = [" ".join(cells[at + 1 :]) for cells in full if len(cells) > at + 1]
    if len(titles) < 0.7 * len(full):
        return None
    short = sum(
        len(title.split()) <= _TITLE_WORDS and not is_statement(title) and title[:1].isupper() for title in titles
    )
    said = sum(len(text.split()) >= 6 and is_statement(text) for text in told)
    labels = sum(is_label(title) for title in titles)
    if short < 0.8 * len(titles) or said < 0.6 * len(told) or labels > 0.3 * len(titles):
        return None
    return _Columns(0 if numbered else None, at, frozenset())


def _reads_as_title(cell: str) -> bool:
    return len(cell.split()) <= _TITLE_WORDS and not is_statement(cell) and cell[:1].isupper()


def _is_number(cell: str) -> bool:
    number = number_of(cell)
    return number is not None and number.end == len(cell)


def _apart(block: Block, columns: _Columns) -> Iterator[Block]:
    cells = _cells(block)
    # A row with fewer cells than its table lost an empty one: what stands first is still the title.
    number = cells[columns.number] if columns.number is not None and columns.number < len(cells) else ""
    if columns.title >= len(cells) or (columns.number is not None and not _is_number(number)):
        yield replace(block, kind="paragraph")
        return
    title = f"{number} {cells[columns.title]}".strip()
    line = number_of(title)
    set_off = len(title.split()) <= 2 * _TITLE_WORDS and (line is None or line.end < len(title))
    yield replace(block, text=title, kind="paragraph", bold=1.0 if set_off else 0.0, lead=len(title) if set_off else 0)
    for i, cell in enumerate(cells):
        if i not in (columns.number, columns.title) and cell:
            yield replace(block, text=cell, kind="row" if i in columns.act else "paragraph", bold=0.0, lead=0)


__all__ = ["taken_apart"]
