"""The one boundary where text becomes something on the screen.

Whatever comes from a document, a file name or an error passes :func:`clean` or :func:`clean_line` here, marks are
moved along with it, and what leaves is ``Content`` built from plain text, which Textual never reads as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, chop_cells
from textual.content import Content, Span

from minutesearch.text import safe_line, safe_text

MUTED = "$muted"
STRONG = "bold $foreground"
ACCENT = "bold $accent"
BAR = "bold $bar"
WARN = "$caution"
MARK = "bold underline $mark-text on $mark-back"
HERE = "bold underline $here-text on $here-back"

Marks = Sequence[tuple[int, int]]
clean = safe_text
clean_line = safe_line


class Marked(NamedTuple):
    """Safe text with the places that are to stand out."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


class Piece(NamedTuple):
    """A run of safe text in one style."""

    text: str
    style: str = ""


def marked(text: str, marks: Marks = (), *, line: bool = False) -> Marked:
    """Make a text safe and move its marks along.

    Args:
        text: hostile text.
        marks: (start, end) offsets into ``text``, in order; those outside it are cut to it.
        line: True puts everything on one line.
    """
    out: list[str] = []
    found: list[tuple[int, int]] = []
    at = length = 0
    for mark in marks:
        start, end = max(at, min(mark[0], len(text))), min(mark[1], len(text))
        if end <= start:
            continue
        before, inside = clean(text[at:start]), clean(text[start:end])
        out += before, inside
        length += len(before)
        found.append((length, length + len(inside)))
        length += len(inside)
        at = end
    out.append(clean(text[at:]))
    joined = "".join(out).replace("\t", " ")
    return Marked(joined.replace("\n", " ") if line else joined, tuple(found))


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end when it is wrapped between words.

    Args:
        text: safe text; its line feeds are kept.
        width: cells a line holds.

    Returns:
        Offsets a line, end exclusive, without the space at the break. Only a word longer than a line is cut.
    """
    lines: list[tuple[int, int]] = []
    width = max(1, width)
    at = 0
    for paragraph in text.split("\n"):
        start = end = at
        used = -1
        for word in paragraph.split(" "):
            size = cell_len(word)
            if used >= 0 and used + 1 + size > width:
                lines.append((start, end))
                start, used = at, -1
            if used < 0 and size > width:
                *parts, last = chop_cells(word, width)
                for part in parts:
                    lines.append((start, start + len(part)))
                    start += len(part)
                used = cell_len(last)
            else:
                used = size if used < 0 else used + 1 + size
            end = at + len(word)
            at = end + 1
        lines.append((start, end))
    return lines


def line(source: Marked, start: int, end: int, *, style: str = "", mark: str = MARK) -> Content:
    """A piece of marked text as content."""
    spans = [Span(0, end - start, style)] if style else []
    spans += [Span(max(a, start) - start, min(b, end) - start, mark) for a, b in source.marks if a < end and b > start]
    return Content(source.text[start:end], spans)


def text(words: str, style: str = "") -> Content:
    """Plain words, made safe, on one line, in one style."""
    return Content.styled(clean_line(words), style)


def row(*pieces: Piece | Content | str) -> Content:
    """Pieces side by side; strings are ours and plain."""
    return Content("").join(Content.styled(p.text, p.style) if isinstance(p, Piece) else p for p in pieces)


def rows(lines: Iterable[Content]) -> Content:
    """Lines under each other."""
    return Content("\n").join(lines)


def cut(words: str, width: int) -> str:
    """Words that fit a width: what does not fit goes whole, and an ellipsis says so."""
    words = clean_line(words)
    if cell_len(words) <= width:
        return words
    if width < 2:
        return ""
    start, end = wrap(words, width - 1)[0]
    return words[start:end].rstrip(" ,;:·–-") + "…"


def fitting(parts: Sequence[str], width: int, between: str = " · ") -> str:
    """As many whole parts, the first ones, as fit a width; the first is cut at a word if it alone is too long."""
    said = ""
    for part in map(clean_line, parts):
        longer = said + between + part if said else part
        if part and cell_len(longer) <= width:
            said = longer
        elif not said:
            return cut(part, width)
    return said


def excerpt(source: Marked, width: int, lines: int) -> list[Content]:
    """The part of a snippet around its first mark that fits some lines; never cut within a word.

    Args:
        source: a snippet on one line.
        width: cells a line holds.
        lines: how many lines there are.
    """
    words, room = source.text, width * lines - lines
    first = source.marks[0][0] if source.marks else 0
    start = 0
    if cell_len(words) > room and first > room // 3:
        start = words.rfind(" ", 0, first - room // 3) + 1
    lead = "…" if start and not words.startswith("…", start) else ""
    shift = len(lead) - start
    shown = Marked(lead + words[start:], tuple((a + shift, b + shift) for a, b in source.marks))
    places = wrap(shown.text, width)
    if len(places) <= lines:
        return [line(shown, *place) for place in places]
    last = places[lines - 1][0]
    stop = last + wrap(shown.text[last:], width - 1)[0][1]
    tail = "" if shown.text[:stop].endswith("…") else "…"
    return [*(line(shown, *place) for place in places[: lines - 1]), row(line(shown, last, stop), tail)]
