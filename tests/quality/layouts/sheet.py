"""Draws pages: lines of plain, bold and raised text, hanging numbers, columns, ruled rows; furniture on every page.

Pages are laid out first and drawn last, since a footer may give the number of pages and a mark across the page is only
known to repeat where there are two.
"""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

Run = tuple[str, str]
"""A text and how it is set: ``""`` plain, ``b`` bold, ``i`` italic, ``s`` raised and small, ``u`` underlined."""

Cells = Sequence[Sequence[Sequence[Run]]]
"""The cells of a row, each a row of paragraphs of runs."""

FACES = {
    "sans": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "serif": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "mono": ("Courier", "Courier-Bold", "Courier-Oblique"),
    "vera": ("Vera", "VeraBd", "VeraIt"),
}
WIDTH, HEIGHT = 595.0, 842.0


@cache
def _vera() -> None:
    for name in FACES["vera"]:
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


@dataclass(slots=True)
class Piece:
    """Something drawn at a place."""

    x: float
    y: float
    text: str
    how: str
    size: float
    stretch: float = 0.0


@dataclass(slots=True)
class Page:
    """What stands on a page."""

    pieces: list[Piece] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


class Sheet:
    """A document of pages under one hand.

    Args:
        rng: for the small choices.
        face: one of :data:`FACES`.
        size: body size in points.
        columns: columns a page.
        header: printed at the top of every page; ``{n}`` and ``{of}`` are the page and the pages.
        footer: the same at the foot, its lines under each other.
        mark: letters across every page of two or more.
        form: put each page in a Form XObject, as cairo does.
        ligatures: print fi and fl as one glyph; needs ``vera``.
        hyphenate: a text whose long words, those that stand in it three times, may be broken once.
        curly: print typographic apostrophes.
    """

    def __init__(
        self,
        rng: random.Random,
        face: str = "sans",
        size: float = 11,
        *,
        columns: int = 1,
        header: str = "",
        footer: Sequence[str] = (),
        mark: str = "",
        form: bool = False,
        ligatures: bool = False,
        justified: bool = False,
        hyphenate: str = "",
        curly: bool = False,
        leading: float = 1.22,
    ) -> None:
        if face == "vera":
            _vera()
        self.rng, self.face, self.size, self.leading = rng, FACES[face], size, leading
        self.header, self.footer, self.mark, self.form = header, tuple(footer), mark, form
        self.curly = curly
        self.ligatures, self.justified = ligatures and face == "vera", justified
        self.left, self.top, self.bottom = rng.choice((54.0, 64.0, 72.0)), 66.0, 78.0
        self.columns, self.gutter = columns, 24.0
        self.pages = [Page()]
        self.column, self.y = 0, HEIGHT - self.top
        self._start = self.y
        seen = Counter(re.findall(r"[a-z]{9,}", hyphenate))
        self._breakable = {word for word, times in seen.items() if times > 2}

    # -- geometry

    @property
    def width(self) -> float:
        """Width of a column."""
        return (WIDTH - 2 * self.left - self.gutter * (self.columns - 1)) / self.columns

    @property
    def x(self) -> float:
        """Left edge of the column."""
        return self.left + self.column * (self.width + self.gutter)

    def begin_columns(self, columns: int) -> None:
        """What follows is set in ``columns`` columns from here down."""
        self.columns, self.column, self._start = columns, 0, self.y

    def page(self) -> None:
        """Begin a new page."""
        self.pages.append(Page())
        self.column, self.y = 0, HEIGHT - self.top
        self._start = self.y

    def _room(self, height: float) -> None:
        if self.y - height >= self.bottom:
            return
        if self.column + 1 < self.columns:
            self.column, self.y = self.column + 1, self._start
        else:
            self.page()

    def advance(self, text: str, how: str, size: float) -> float:
        """How wide a text is."""
        return float(pdfmetrics.stringWidth(text, self._font(how), size * (0.65 if how == "s" else 1)))

    def _font(self, how: str) -> str:
        return self.face[1 if how == "b" else 2 if how == "i" else 0]

    # -- text

    def lines(self, runs: Sequence[Run], width: float, size: float, first: float = 0) -> list[list[Run]]:
        """Break runs into lines of at most ``width``; the first line is shorter by ``first``."""
        rows: list[list[Run]] = [[]]
        used = first
        for text, how in runs:
            # A raised ordinal or a stop clings to what stands before it.
            for word in re.findall(r"\s*\S+|\s+$", text):
                wide = self.advance(word, how, size)
                if used + wide > width and rows[-1] and word[:1].isspace():
                    head, word = self._hyphenated(word.lstrip(), how, size, width - used)  # noqa: PLW2901
                    if head:
                        rows[-1].append((" " + head, how))
                    rows.append([])
                    used, wide = 0, self.advance(word, how, size)
                rows[-1].append((word, how))
                used += wide
        return [_merged(row) for row in rows if row]

    def _hyphenated(self, word: str, how: str, size: float, room: float) -> tuple[str, str]:
        if word in self._breakable and self.rng.random() < 0.6:
            for at in range(len(word) - 3, 3, -1):
                head = f"{word[:at]}-"
                if self.advance(" " + head, how, size) <= room:
                    self._breakable.discard(word)
                    return head, word[at:]
        return "", word

    def text(
        self,
        runs: str | Sequence[Run],
        *,
        indent: float = 0,
        first: float = 0,
        right: float = 0,
        size: float = 0,
        before: float = 0,
        align: str = "left",
        keep: int = 1,
    ) -> None:
        """A paragraph: its first line moved in by ``first``, room kept at the ``right``, ``keep`` lines' room below."""
        runs = [(runs, "")] if isinstance(runs, str) else runs
        size = size or self.size
        self.y -= before
        rows = self.lines(runs, self.width - indent - right, size, first)
        self._room(size * self.leading * keep)
        for at, row in enumerate(rows):
            self._room(size * self.leading)
            self.y -= size * self.leading
            x = self.x + indent + (first if at == 0 else 0)
            wide = sum(self.advance(t, h, size) for t, h in row)
            if align == "centre":
                x += (self.width - indent - wide) / 2
            gaps = sum(t.count(" ") for t, _ in row)
            room = self.width - indent - wide
            stretch = room / gaps if self.justified and at + 1 < len(rows) and gaps > 3 and room < 40 else 0.0
            self.put(row, x, self.y, size, stretch)

    def put(self, runs: Sequence[Run], x: float, y: float, size: float, stretch: float = 0.0) -> None:
        """One line of runs at a place."""
        page = self.pages[-1]
        for text, how in runs:
            raised = how == "s"
            piece = Piece(x, y + size * 0.33 * raised, text, how, size * (0.65 if raised else 1), stretch)
            page.pieces.append(piece)
            wide = self.advance(text, how, size) + stretch * text.count(" ")
            if how == "u":
                page.rules.append((x, y - 1.5, x + wide, y - 1.5))
            x += wide

    def beside(self, number: str, how: str, hang: float, size: float = 0) -> None:
        """Put a number in the margin of the next line: call it right before :meth:`text` with that indent."""
        size = size or self.size
        self._room(size * self.leading * 2)
        self.put([(number, how)], self.x + hang, self.y - size * self.leading, size)

    def row(self, cells: Cells, widths: Sequence[float], *, heads: Cells = ()) -> None:
        """A ruled row; each cell is paragraphs of runs. It goes over to the next page line by line, under ``heads``."""
        size, step = self.size, self.size * self.leading
        columns = [[line for para in cell for line in self.lines(para, wide - 8, size)]
                   for cell, wide in zip(cells, widths, strict=True)]  # fmt: skip
        self._room(step * 2)
        top, at = self.y, 0
        for at in range(max(len(column) for column in columns)):
            if self.y - step < self.bottom:
                self._box(top, widths)
                self.page()
                if heads:
                    self.row(heads, widths)
                top = self.y
            self.y -= step
            x = self.x
            for column, wide in zip(columns, widths, strict=True):
                if at < len(column):
                    self.put(column[at], x + 4, self.y, size)
                x += wide
        self.y -= 4
        self._box(top, widths)

    def _box(self, top: float, widths: Sequence[float]) -> None:
        x, rules = self.x, self.pages[-1].rules
        end = x + sum(widths)
        rules += [(x, top, end, top), (x, self.y, end, self.y)]
        for wide in (0.0, *widths):
            x += wide
            rules.append((x, top, x, self.y))

    # -- drawing

    def finish(self, **options: Any) -> bytes:
        """The pages as a PDF."""
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1, **options)
        for number, page in enumerate(self.pages, 1):
            if self.form:
                canvas.beginForm(f"page{number}", 0, 0, WIDTH, HEIGHT)
            self._draw(canvas, page, number)
            if self.form:
                canvas.endForm()
                canvas.doForm(f"page{number}")
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _draw(self, canvas: Any, page: Page, number: int) -> None:
        if self.mark and len(self.pages) > 1:
            canvas.saveState()
            canvas.setFillGray(0.85)
            canvas.setFont(self.face[1], 90)
            canvas.translate(WIDTH / 2, HEIGHT / 2)
            canvas.rotate(55)
            canvas.drawCentredString(0, 0, self.mark)
            canvas.restoreState()
        for line, y in [(self.header, HEIGHT - 38), *((t, 46 - 10 * i) for i, t in enumerate(self.footer))]:
            if line:
                canvas.setFont(self.face[0], 8.5)
                canvas.drawString(self.left, y, line.format(n=number, of=len(self.pages)))
        for piece in page.pieces:
            text = piece.text.replace("'", "’") if self.curly else piece.text
            if self.ligatures:
                text = text.replace("fi", "ﬁ").replace("fl", "ﬂ")
            canvas.setFont(self._font(piece.how), piece.size)
            canvas.drawString(piece.x, piece.y, text, wordSpace=piece.stretch or None)
        for rule in page.rules:
            canvas.setLineWidth(0.6)
            canvas.line(*rule)


def _merged(row: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for text, how in row:
        if merged and merged[-1][1] == how:
            merged[-1] = (merged[-1][0] + text, how)
        else:
            merged.append((text if merged else text.lstrip(), how))
    return merged
