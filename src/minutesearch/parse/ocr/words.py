"""A recogniser's words: its tables read, two readings of a page put together, the page turned upright.

Tesseract's table (TSV) has a row for each word: its place in pixels, and the block, paragraph and line it was found in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

from minutesearch.errors import SourceError
from minutesearch.parse.formats.letters import clean
from minutesearch.parse.ocr.sheets import Box

Stroke = Callable[[Box], tuple[int, int]]
"""(black pixels, strokes crossed) in a box of a sheet."""

TAIL = 0.21
"""The part of letters below the line, as a share of the size; Helvetica and Times differ by less than a tenth."""
SECOND = 1 << 24
"""Blocks of a second reading are counted from here."""
_CAPITAL, _TEE, _SMALL = 0.71, 0.65, 0.52
"""Heights of capitals, of "t" and of small letters, likewise."""
_TALL = re.compile(r"[A-Z0-9bdfhijkl£$&%/()\[\]!?'\"“”‘’]")
_FLAT = re.compile(r"[acegmnopqrstuvwxyz]")
_TAILED = re.compile(r"[gjpqyQ,;()\[\]/$]")
_BULLET = 0.5
"""A bullet is no larger than this share of the size; the smallest letters are higher."""
_RULES = re.compile(r"[|¦_]{2,}|[¦_]|[—–―~=-]{2,}")
"""What is made of the ruled lines of tables and forms."""
_COLUMNS = 12
_NUMBER = re.compile(r"[0-9]{1,5}")
"""Tesseract takes no picture that is wider or higher than 32,767 pixels."""
_PAGE_ROW, _WORD_ROW = 1, 5
_BAND = 64
"""Pixels: words are looked up by such bands of the page."""
_SURE, _SURE_OF_NUMBER = 60.0, 30.0
"""How sure the recogniser must be of what only its second reading has; a number in a margin is worth a doubt."""
_ITEM_NUMBER = re.compile(r"\(?[0-9]{1,3}[.):]?")


class Word(NamedTuple):
    """A word as it was recognised: its sheet and line, its box in pixels from the top left corner.

    ``stroke`` is the width of its strokes in pixels (0: not known), ``sure`` how sure of it the recogniser is, from 0
    to 100.
    """

    sheet: int
    line: tuple[int, int, int]
    left: float
    top: float
    right: float
    bottom: float
    text: str
    stroke: float
    sure: float = 0.0

    @property
    def size(self) -> float:
        """The size of its print in pixels, or 0 where its letters do not tell."""
        tall, tailed = bool(_TALL.search(self.text)), bool(_TAILED.search(self.text))
        if not tall and not _FLAT.search(self.text):
            return 0.0
        high = _CAPITAL if tall else _TEE if "t" in self.text else _SMALL
        return (self.bottom - self.top) / (high + (TAIL if tailed else 0.0))

    @property
    def base(self) -> float:
        """The height of its baseline."""
        return self.bottom - (TAIL * self.size if _TAILED.search(self.text) else 0.0)


class Recognised(NamedTuple):
    """The words of one sheet, upright, and the sheet's measures in pixels.

    ``turned`` is how far its picture has to be turned to the left to be upright: 0, 90, 180 or 270 degrees.
    """

    words: tuple[Word, ...]
    width: float
    height: float
    turned: int = 0


def read_tables(tables: Sequence[str], most: int, strokes: Sequence[Stroke] = ()) -> list[Recognised]:
    """The sheets of a recogniser's answer: the words of the first table, and what only the second has.

    Args:
        tables: Tesseract's tables of the same pictures, one or two.
        most: letters that one sheet may have.
        strokes: how to measure the strokes of each sheet, where its picture is at hand.

    Raises:
        SourceError: the first is no such table, or a sheet has more letters.
    """
    sheets = read_tsv(tables[0] if tables else "", most, strokes)
    try:
        others = read_tsv(tables[1], most, strokes) if len(tables) > 1 else []
    except SourceError:
        others = []
    if len(others) != len(sheets):
        return sheets
    return [
        first if first.turned else first._replace(words=(*first.words, *_only_in(second, first)))
        for first, second in zip(sheets, others, strict=True)
    ]


def _only_in(second: Recognised, first: Recognised) -> list[Word]:
    """The words of a second reading that stand where the first has none, the doubtful ones left out.

    A second reading sees letters in pictures and lines; what it adds must be sure, or be small enough for a bullet. A
    word that stands inside a line of the first reading joins it, others keep their own lines.
    """
    bands: dict[int, list[Word]] = defaultdict(list)
    for word in first.words:
        for band in _bands(word):
            bands[band].append(word)
    spans = {line: (words[0].left, words[-1].right) for line, words in by_line(first.words).items()}
    sizes = [size for word in first.words if (size := word.size)]
    typical = median(sizes) if sizes else 0.0
    added: list[Word] = []
    for word in second.words:
        enough = _SURE_OF_NUMBER if _ITEM_NUMBER.fullmatch(word.text) else _SURE
        if word.sure < enough and not is_small(word, typical):
            continue
        beside = [other for band in _bands(word) for other in bands[band] if _level(word, other)]
        if any(word.right > other.left and other.right > word.left for other in beside):
            continue
        line = next((o.line for o in beside if spans[o.line][0] < word.left < spans[o.line][1]), None)
        added.append(word._replace(line=line or (SECOND + word.line[0], *word.line[1:])))
    return added


def _bands(word: Word) -> range:
    return range(int(word.top) // _BAND, int(word.bottom) // _BAND + 1)


def _level(word: Word, other: Word) -> bool:
    """Do two words stand at one height?"""
    return min(word.bottom, other.bottom) > max(word.top, other.top)


def is_small(word: Word, size: float) -> bool:
    """Is it no larger than a bullet, and as wide as high?"""
    wide, high = word.right - word.left, word.bottom - word.top
    return len(word.text) <= 2 and max(wide, high) <= _BULLET * size and 0.75 < wide / high < 1.34


def read_tsv(tsv: str, most: int, strokes: Sequence[Stroke] = ()) -> list[Recognised]:
    """The sheets of a recogniser's answer.

    Args:
        tsv: Tesseract's table.
        most: letters that one sheet may have.
        strokes: how to measure the strokes of each sheet, where its picture is at hand.

    Raises:
        SourceError: it is no such table, or a sheet has more letters.
    """
    sizes: dict[int, tuple[int, int]] = {}
    words: dict[int, list[Word]] = defaultdict(list)
    letters: dict[int, int] = defaultdict(int)
    for row in tsv.split("\n"):
        cells = row.rstrip("\r").split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or not all(_NUMBER.fullmatch(cell) for cell in cells[:10]):
            continue
        level, sheet, block, paragraph, line, _, left, top, width, height = map(int, cells[:10])
        if level == _PAGE_ROW:
            sizes[sheet] = (width, height)
        text = clean(cells[-1])
        if level != _WORD_ROW or sheet not in sizes or not text or not width or not height or _RULES.fullmatch(text):
            continue
        letters[sheet] += len(text)
        if letters[sheet] > most:
            raise SourceError(f"a page has more than {most} letters", hint="Raise the limit in the settings.")
        box = Box(left, top, left + width, top + height)
        black, crossed = strokes[sheet - 1](box) if 0 < sheet <= len(strokes) else (0, 0)
        stroke = black / crossed if crossed else 0.0
        words[sheet].append(Word(sheet, (block, paragraph, line), *box, text, stroke, _percent(cells[10])))
    if not sizes:
        raise SourceError("the recogniser gave no answer that can be read")
    return [_upright(words[sheet], *sizes[sheet]) for sheet in sorted(sizes)]


def _percent(text: str) -> float:
    return float(text) if re.fullmatch(r"\d{1,3}(?:\.\d{1,9})?", text, re.ASCII) else 0.0


def _upright(words: Sequence[Word], width: float, height: float) -> Recognised:
    """A sheet turned so that its lines run from left to right; the recogniser reads it whichever way it lies."""
    across = down = 0.0
    for line in by_line(words).values():
        across += middle(line[-1]) - middle(line[0])
        down += (line[-1].top + line[-1].bottom - line[0].top - line[0].bottom) / 2
    if abs(across) >= abs(down):
        if across >= 0:
            return Recognised(tuple(words), width, height)
        turn = 180
        turned = [(width - w.right, height - w.bottom, width - w.left, height - w.top) for w in words]
    elif down > 0:
        turn = 90
        turned = [(w.top, width - w.right, w.bottom, width - w.left) for w in words]
        width, height = height, width
    else:
        turn = 270
        turned = [(height - w.bottom, w.left, height - w.top, w.right) for w in words]
        width, height = height, width
    found = (Word(w.sheet, w.line, *box, w.text, w.stroke, w.sure) for w, box in zip(words, turned, strict=True))
    return Recognised(tuple(found), width, height, turn)


def middle(word: Word) -> float:
    """Half way between its left and right edge."""
    return (word.left + word.right) / 2


def by_line(words: Sequence[Word]) -> dict[tuple[int, int, int], list[Word]]:
    """The words of each line, in the order in which they come."""
    lines: dict[tuple[int, int, int], list[Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    return lines
