"""A terminal's colours and width, and the one place where text from documents is made safe to print."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.text import safe_line, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CODES = {"bold": "1", "dim": "2", "mark": "1;4", "title": "1", "gap": "33", "good": "32", "bad": "31"}


class Paper(NamedTuple):
    """What is printed on: colour or none, and columns to fill."""

    colour: bool
    width: int

    def paint(self, text: str, style: str) -> str:
        """The text in a style, or plain where there is no colour. Words always carry the meaning, never the colour."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.colour and text else text

    def marked(self, text: str, marks: Sequence[tuple[int, int]]) -> str:
        """A text on one line with its marks set off."""
        parts: list[str] = []
        at = 0
        for start, end in marks:
            parts += [safe_line_kept(text[at:start]), self.paint(safe_line_kept(text[start:end]), "mark")]
            at = end
        return "".join([*parts, safe_line_kept(text[at:])])

    def wrapped(self, text: str, indent: str = "", first: str | None = None) -> list[str]:
        """A plain text in lines of the paper's width."""
        lines: list[str] = []
        for paragraph in safe_text(text).split("\n"):
            lines += textwrap.wrap(
                paragraph,
                max(30, self.width),
                initial_indent=indent if first is None or lines else first,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            ) or [""]
        return lines


def safe_line_kept(text: str) -> str:
    """Safe text on one line with the blanks at its ends kept: pieces of a marked line are joined again."""
    return safe_text(text).replace("\n", " ").replace("\t", " ")


def columns(rows: Iterable[Sequence[str]], gap: str = "  ") -> list[str]:
    """Rows with their cells in line, as wide as the widest."""
    table = [[safe_line(cell) for cell in row] for row in rows]
    if not table:
        return []
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    return [gap.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
