"""The words of a page, as PDFium tells them.

A call into the library through ctypes costs about as much as the library's own work on a letter. So a page's text is
taken in one call, only the two ends of each word are asked for their place and for how they are set, and a word is
looked at letter by letter only where its ends are not set alike. The calls are declared here once more, with plain
numbers for pointers, which halves what each costs.
"""

from __future__ import annotations

import re
from ctypes import (
    addressof,
    c_float,
    c_int,
    c_ushort,
    c_void_p,
    cast,
    create_string_buffer,
)
from math import hypot
from typing import Any, NamedTuple

from pypdfium2 import raw

from minutesearch.parse.pdf.sheets import BOLD, FORCED, OUTLINED, UNMAPPED, Glyphs, is_stamped
from minutesearch.parse.pdf.strokes import Turn, call

_WORD = re.compile(r"\S+")
_HYPHENS = str.maketrans("\x02\ufffe", "--")
"""What PDFium puts in the place of a hyphen at a line's end."""
_NONE: frozenset[str] = frozenset()
_LEVEL = 0.01
"""The rise of a line, as a share of its run, up to which it counts as level."""


_LETTER, _GAP = 0.5, 1.2
"""The usual width of a letter, and of the least gap between columns, as shares of the size."""

_object_of = call(raw.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
_box_of = call(raw.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
_matrix_of = call(raw.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
_font_of = call(raw.FPDFTextObj_GetFont, c_void_p, c_void_p)
_mode_of = call(raw.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
_size_of = call(raw.FPDFTextObj_GetFontSize, c_int, c_void_p, c_void_p)
_descent_of = call(raw.FPDFFont_GetDescent, c_int, c_void_p, c_float, c_void_p)
_info_of = call(raw.FPDFText_GetFontInfo, c_int, c_void_p, c_int, c_void_p, c_int, c_void_p)
_unnamed = call(raw.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)


class _Set(NamedTuple):
    """How a letter is set: its font, as a number, is it bold, stamped over the page, level; foot and size in points."""

    font: int
    bold: bool
    stamped: bool
    level: bool
    foot: float
    size: float


class Words:
    """The words of one page.

    Args:
        text: the page's text, as the library has it.
        count: its letters.
        turn: places of the page.

    Attributes:
        stamp: letters that are stamped over the page, once the words are found.
    """

    def __init__(self, text: Any, count: int, turn: Turn) -> None:
        self._text = cast(text, c_void_p).value
        self._turn = turn
        self._box = (c_float * 4)()
        self._matrix = (c_float * 6)()
        self._number = (c_float * 1)()
        self._box_at, self._matrix_at, self._number_at = map(addressof, (self._box, self._matrix, self._number))
        self._found: list[Glyphs] = []
        self.stamp = ""
        # Known for this page only: the library may give the same address to another font on the next one.
        self._sets: dict[int, _Set] = {}
        self._faces: dict[tuple[int, int], tuple[bool, float]] = {}
        self._named: dict[int, set[str]] = {}
        buffer = (c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(text, 0, count, buffer) - 1
        # One sign a place: the halves of a letter beyond the first plane are put together later.
        units = buffer[:count] if written == count else [raw.FPDFText_GetUnicode(text, i) for i in range(count)]
        self._letters = "".join(map(chr, units))

    def found(self) -> list[Glyphs]:
        """The words in the order of drawing. A space is told by its place in the text, not by its own box."""
        letters, found, sets, named = self._letters, self._found, self._sets, self._named
        spans = [word.span() for word in _WORD.finditer(letters)]
        drawn = [_object_of(self._text, start) or 0 for start, _ in spans]
        spans.append((len(letters), len(letters)))
        drawn.append(-1)
        ahead: tuple[float, float] | None = None
        held, held_from, held_wide = "", 0.0, 0.0
        hyphened = "\x02" in letters
        for i, (start, end) in enumerate(spans[:-1]):
            how = sets.get(drawn[i]) or self._set(start)
            alone, goes_on = end - start == 1, drawn[i + 1] == drawn[i]
            spaced = letters[end : spans[i + 1][0]] == " "
            # A word whose ends are drawn in one go is set alike throughout.
            if not how.level or not (alone or goes_on or how == self._set(end - 1)):
                if held and ahead:
                    found.append(_level(held, held_from, ahead[0], held_wide, how))
                held, ahead = "", None
                self._apart(start, end)
                if spaced and found and not how.stamped:
                    found[-1] = found[-1]._replace(text=found[-1].text + " ")
                continue
            x0, x1 = ahead or self._sides(start)
            ahead = None
            wide = x1 - x0
            piece = letters[start:end]
            if hyphened or not piece.isascii() or not named.get(how.font, _NONE).issuperset(piece):
                piece = self._legible(start, how.font, piece)
            if spaced and goes_on and not alone:
                ahead = self._sides(spans[i + 1][0])
                if 0 < ahead[0] - x0 < (_LETTER * (end - start) + _GAP) * how.size:
                    # No gap that would part them has room between this word and the next one of the same drawing.
                    if not held:
                        held_from, held_wide = x0, wide
                    held += piece + " "
                    continue
            if not alone:
                ex0, ex1 = self._sides(end - 1)
                wide, x1 = max(wide, ex1 - ex0), max(x0, ex1)
            if held:
                piece, x0, wide = held + piece, held_from, max(held_wide, wide)
                held = ""
            found.append(_level(f"{piece} " if spaced else piece, x0, x1, wide, how))
        return found

    def _set(self, index: int) -> _Set:
        """How a letter is set."""
        drawn = _object_of(self._text, index) or 0
        how = self._sets.get(drawn)
        if how is None:
            how = self._sets[drawn] = self._asked(index, drawn)
        return how

    def _asked(self, index: int, drawn: int) -> _Set:
        font, mode = (_font_of(drawn) or 0, _mode_of(drawn)) if drawn else (0, 0)
        face = self._faces.get((font, mode))
        if face is None:
            face = self._faces[(font, mode)] = self._face(index, font, mode)
        _matrix_of(self._text, index, self._matrix_at)
        a, b, c, d, e, f = self._matrix
        if drawn:
            _size_of(drawn, self._number_at)
        turn = self._turn
        if turn.upright:
            across, rise, size, y = a, b, self._number[0] * d, f - turn.foot
        else:
            across, rise = turn.direction(a, b)
            size = self._number[0] * turn.direction(c, d)[1]
            y = turn.point(e, f)[1]
        level = across > 0 and size > 0 and abs(rise) < _LEVEL * across
        stamped = not level and is_stamped(across, rise, self._number[0] * hypot(c, d))
        return _Set(font, face[0], stamped, level, y + face[1] * size, size)

    def _face(self, index: int, font: int, mode: int) -> tuple[bool, float]:
        """Is a font bold, and its descent as a share of its size."""
        if not font:
            return False, 0.0
        flags = c_int()
        name = create_string_buffer(256)
        _info_of(self._text, index, addressof(name), 256, addressof(flags))
        _descent_of(font, 1000.0, self._number_at)
        bold = (
            mode == OUTLINED or bool(flags.value & FORCED) or bool(BOLD.search(name.value.decode("utf-8", "replace")))
        )
        return bold, self._number[0] / 1000

    def _legible(self, index: int, font: int, letters: str) -> str:
        """The letters from an index on; those that the font does not name are replaced."""
        named = self._named.setdefault(font, set())
        if not named.issuperset(letters):
            for i, letter in enumerate(letters):
                if letter not in named and letter != "\0" and _unnamed(self._text, index + i) != 1:
                    named.add(letter)
            letters = "".join(letter if letter in named else UNMAPPED for letter in letters)
        return letters if letters.isascii() and "\x02" not in letters else _joined(letters)

    def _sides(self, index: int) -> tuple[float, float]:
        """The left and right side of a letter of a level line."""
        _box_of(self._text, index, self._box_at)
        left, top, right, bottom = self._box
        turn = self._turn
        if turn.upright:
            return left - turn.left, right - turn.left
        x0, _, x1, _ = turn.box(left, bottom, right, top)
        return x0, x1

    def _apart(self, start: int, end: int) -> None:
        """The letters of a word one by one."""
        index = start
        while index < end:
            # The two halves of a letter beyond the first plane stand on one place.
            step = 2 if "\ud800" <= self._letters[index] < "\udc00" else 1
            how = self._set(index)
            letter = self._legible(index, how.font, self._letters[index : min(index + step, end)])
            index += step
            if how.stamped:
                self.stamp += letter
                continue
            _box_of(self._text, index - step, self._box_at)
            left, top, right, bottom = self._box
            x0, y0, x1, y1 = self._turn.box(left, bottom, right, top)
            if how.level:
                y0, y1 = how.foot, how.foot + how.size
            self._found.append(Glyphs(letter, x0, y0, x1, y1, x1 - x0, how.bold, False))


def _level(text: str, x0: float, x1: float, wide: float, how: _Set) -> Glyphs:
    return Glyphs(text, x0, how.foot, x1, how.foot + how.size, wide, how.bold, False)


def _joined(letters: str) -> str:
    """Letters with their halves put together and the hyphens of line ends as they are printed."""
    whole = letters.translate(_HYPHENS).encode("utf-16-le", "surrogatepass")
    return whole.decode("utf-16-le", "replace")
