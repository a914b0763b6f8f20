"""From printed lines to paragraphs: tables, lists, wrapped lines, hyphens.

In which order lines are read is told by :mod:`~minutesearch.parse.pdf.columns` and
:mod:`~minutesearch.parse.pdf.tables`, which of them make a paragraph by :mod:`~minutesearch.parse.pdf.wrapping`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from minutesearch.model import CELL_BREAK, Block
from minutesearch.parse.formats.letters import BULLETS, Run, block, unbulleted, weigh
from minutesearch.parse.pdf.columns import gutter_of
from minutesearch.parse.pdf.joints import cells_of, is_number, joint, merged
from minutesearch.parse.pdf.rows import (
    Printed,
    body_size,
    levels_of,
    words_of,
)
from minutesearch.parse.pdf.stamps import is_stamp, status_of
from minutesearch.parse.pdf.tables import Table, events_of, is_head, joined, rows_among, rows_in, talk_column
from minutesearch.parse.pdf.wrapping import ENDED, Wrapping
from minutesearch.parse.sections.furniture import Place, repeated
from minutesearch.parse.sections.heads import number_of
from minutesearch.parse.sections.wording import is_sentence

_BESIDE = 3.0
"""Points by which the lines of an owner's column beside a title stand apart."""
_BULLET_ONLY = re.compile(rf"^(?:[{BULLETS}\ue000-\uf8ff]|[-–—o*])$")


def blocks_of(lines: Sequence[Printed], pages: int, stamps: Sequence[str] = ()) -> tuple[list[Block], str]:
    """The blocks of a document in reading order, without running headers and footers, and its printed title.

    The title is the largest print at the top and the running header, which is left out of the blocks. Where a header,
    footer or stamp calls the document a draft, the first block says so.

    Args:
        lines: printed lines of all pages, in any order within a page.
        pages: how many pages the document has.
        stamps: what is stamped over its pages.
    """
    stamps = [*stamps, *(line.text for line in lines if is_stamp(line))]
    lines = [line for line in lines if not is_stamp(line)]
    furniture = repeated([Place(line.page, line.y, line.text, line.height) for line in lines], pages)
    header = _header([lines[i] for i in sorted(furniture)])
    kept = [line for i, line in enumerate(lines) if i not in furniture]
    if not kept:
        return [], ""
    sheets: dict[int, list[Printed]] = defaultdict(list)
    for line in kept:
        sheets[line.page].append(line)
    gutters = {page: edge for page, sheet in sheets.items() if (edge := gutter_of(sheet)) is not None}
    edges = sorted(set(gutters.values()))
    events = joined([event for page in sorted(sheets) for event in events_of(sheets[page], edges)])
    # Few documents break words at line ends or hold ruled tables; for the others words need not be counted.
    maker = _Maker(rows_among(events), body_size(kept), cache(lambda: words_of(kept)), gutters)
    for event in events:
        if isinstance(event, Table):
            maker.take_table(event)
        else:
            maker.take(event)
    maker.close()
    blocks = maker.blocks
    sizes = [b.size for b in blocks]
    title = next((b.text for b in blocks[:6] if b.size == max(sizes) and b.size > maker.body + 1.4), "")
    return [*status_of(stamps, [lines[i] for i in sorted(furniture)]), *blocks], " | ".join(
        filter(None, (title, header))
    )


_HEADER = 200


def _header(furniture: Sequence[Printed]) -> str:
    """The running header of the first page that has one, its lines parted by bars: it may be all that tells the day."""
    top = [line for line in furniture if line.y > line.height / 2]
    first = [line for line in top if line.page == top[0].page]
    lines = dict.fromkeys(line.text for line in sorted(first, key=lambda line: (-round(line.y), line.x0)))
    return " | ".join(lines)[:_HEADER]


# -- paragraphs ---------------------------------------------------------------------------------------------


class _Maker:
    """Puts rows together to blocks. Either a paragraph is open (``lines``) or a table row (``cells``)."""

    def __init__(
        self,
        rows: Sequence[Sequence[Printed]],
        body: float,
        words: Callable[[], Counter[str]],
        gutters: Mapping[int, float],
    ) -> None:
        self.blocks: list[Block] = []
        self.body = body
        self.words = words
        self.lines: list[Printed] = []
        self.cells: list[list[Printed]] = []
        self.aside: list[list[Printed]] = []
        self.counted = 0
        self.wrapping = Wrapping(rows, gutters)
        self.levels = levels_of(rows, body)

    def take(self, row: list[Printed]) -> None:
        """Take the next row of the page."""
        row = cells_of(row)
        if self.cells and self._goes_on_in_table(row):
            return
        if (
            self.aside
            and len(row) == 2
            and abs(row[1].x0 - self.aside[0][0].x0) < _BESIDE
            and self.wrapping.goes_on(self.lines, row[0])
        ):
            self.lines.append(row[0])
            self.aside[0].append(row[1])
            return
        if len(row) > 1:
            if self._is_numbered(row) or _BULLET_ONLY.match(row[0].text):
                self._line(merged(row[0], row[1]))
                # The owner's initials beside a title are a fact of the section, not part of the title.
                self.aside = [[line] for line in row[2:]]
                return
            self.close()
            self._table(row)
            return
        self._line(row[0])

    def _is_numbered(self, row: Sequence[Printed]) -> bool:
        """Is a row an item with its number in the margin? From 100 on, a number may as well be a sum."""
        text = row[0].text.rstrip(".)")
        if not is_number(row[0].text):
            value = int(text) if re.fullmatch(r"[1-9]\d\d", text) else 0
            if not value or not row[1].text[:1].isupper() or (len(row) > 2 and value != self.counted + 1):
                return False
        self.counted = int(text) if text.isdecimal() else 0
        return True

    def close(self) -> None:
        """Finish what is open."""
        if self.lines:
            self._paragraph()
        if self.aside:
            self.cells = self.aside
        if self.cells:
            text = CELL_BREAK.join(self._text(cell) for cell in self.cells)
            line = weigh([Run(text, all(part.heavy for cell in self.cells for part in cell))])
            first = self.cells[0][0]
            self.blocks.append(
                block(line, "row", x=first.x0, page=first.page, size=first.size, line_number=first.number)
            )
        self.lines = []
        self.cells = []
        self.aside = []

    # -- ruled tables ---------------------------------------------------------------------------------------

    def take_table(self, table: Table) -> None:
        """Take a ruled table with all its pages."""
        self.close()
        talk = talk_column(table, self.words().total())
        for i, row in enumerate(table.rows):
            cells = list(row.values())
            if len(cells) == 1 and (talk is not None or 0 in row) and not _is_untold(table, row, talk):
                self._flow(cells[0])
            elif talk is None or (i == 0 and is_head(row, talk)):
                self.cells = cells
                self.close()
            else:
                self._minute(row, talk)

    def _flow(self, lines: Sequence[Printed]) -> None:
        for row in rows_in(lines):
            self.take(row)
        self.close()

    def _minute(self, row: Mapping[int, list[Printed]], talk: int) -> None:
        """A row of a table that holds the minutes: the item, what was said, and apart from them who is to act."""
        before = [row[column] for column in row if column < talk]
        said = row.get(talk, [])
        if before and len(before[0]) == 1 and is_number(before[0][0].text):
            number = before.pop(0)[0]
            title = before[0] if before else said
            title[:1] = [merged(number, title[0])._replace(cell=title[0].cell)] if title else [number]
        for cell in before:
            start = len(self.blocks)
            self._flow(cell)
            if len(self.blocks) > start and all(each.kind == "item" for each in self.blocks[start + 1 :]):
                self.blocks[start] = _titled(self.blocks[start], min(6, len(self.levels) + 1))
        self._flow(said)
        # The owner's initials beside the text are a fact of the section, not part of it.
        self.cells = [row[column] for column in row if column > talk]
        self.close()

    # -- tables without ruled lines ------------------------------------------------------------------------

    def _table(self, row: Sequence[Printed]) -> None:
        self.cells = [[cell] for cell in row]

    def _goes_on_in_table(self, row: Sequence[Printed]) -> bool:
        """Add a row to the open table row if it is its cells' next lines."""
        last = min(
            (cell[-1] for cell in self.cells),
            key=lambda line: (line.page, line.y) if line.page == row[0].page else (0, 0.0),
        )
        if last.page != row[0].page or last.y - row[0].y > 1.5 * max(last.size, row[0].size) or len(self.cells) < 2:
            return False
        starts = [cell[0].x0 for cell in self.cells]
        places: list[int] = []
        for line in row:
            place = max((i for i, x in enumerate(starts) if line.x0 >= x - 6), default=-1)
            if place < 0 or (place + 1 < len(starts) and line.x1 > starts[place + 1] + 4):
                return False
            places.append(place)
        if 0 in places and (len(row) > 1 or (abs(row[0].x0 - starts[0]) < 3 and _apart(self.cells[0][-1], row[0]))):
            return False
        if 0 in places and (is_number(row[0].text) or unbulleted(row[0].line)[1]):
            return False
        for place, line in zip(places, row, strict=True):
            self.cells[place].append(line)
        return True

    # -- lines ----------------------------------------------------------------------------------------------

    def _line(self, line: Printed) -> None:
        if self.cells or (self.lines and not self.wrapping.goes_on(self.lines, line)):
            self.close()
        if not self.lines:
            self.wrapping.begin(line.text)
        self.lines.append(line)

    def _paragraph(self) -> None:
        first = self.lines[0]
        runs: list[Run] = []
        for i, line in enumerate(self.lines):
            own = list(line.runs)
            if i:
                unhyphened = joint(runs, own, self.words)
                if unhyphened is None:
                    runs.append(Run(" ", own[0].bold))
                else:
                    runs = unhyphened
            runs.extend(own)
        line_, bulleted = unbulleted(weigh(runs, compatible=True))
        if not line_.text:
            return
        level = (
            self.levels.get(round(first.size), 0)
            if all(round(one.size) == round(first.size) for one in self.lines)
            else 0
        )
        heading = level and not bulleted and len(line_.text) <= 140 and not is_sentence(line_.text)
        self.blocks.append(
            block(
                line_,
                "heading" if heading else "item" if bulleted else "paragraph",
                level=level if heading else 0,
                x=round(first.x0, 1),
                page=first.page,
                size=first.size,
                line_number=first.number,
            )
        )

    def _text(self, cell: Sequence[Printed]) -> str:
        runs: list[Run] = []
        for line in cell:
            own = list(line.runs)
            unhyphened = joint(runs, own, self.words) if runs else []
            runs = [*runs, Run(" ", False)] if unhyphened is None else unhyphened or runs
            runs.extend(own)
        return weigh(runs, compatible=True).text


def _is_untold(table: Table, row: Mapping[int, Sequence[Printed]], talk: int | None) -> bool:
    """Is a row nothing but the title of an item of which nothing was said?"""
    ((column, lines),) = row.items()
    if talk is None or column >= talk or lines[0].cell is None:
        return False
    return lines[0].cell.x1 <= table.edges[talk] + _BESIDE


def _titled(made: Block, level: int) -> Block:
    """A title of a table's own column: a heading, unless a number or its weight tells it already."""
    if made.kind != "paragraph" or made.bold >= 0.9 or number_of(made.text) or len(made.text) > 140:
        return made
    return replace(made, kind="heading", level=level)


def _apart(last: Printed, line: Printed) -> bool:
    return (
        last.y - line.y > 1.35 * max(last.size, line.size)
        or bool(ENDED.search(last.text))
        or number_of(line.text) is not None
    )
