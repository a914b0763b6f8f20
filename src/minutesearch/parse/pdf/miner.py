"""The first reader of PDF: pdfminer.six, which is always there.

Its interpreter is used as it is, its layout analysis is not: letters go straight into :class:`Glyphs`. That every font
is asked only once for each of its letters, and that no object is made for a path or a letter that is not needed, is
where the time is saved.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from math import hypot
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont, PDFSimpleFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import Matrix, Point, apply_matrix_pt, apply_matrix_rect, decode_text, mult_matrix

from minutesearch.parse.formats.letters import sign_of
from minutesearch.parse.limits import Limits
from minutesearch.parse.pdf.sheets import (
    BOLD,
    FORCED,
    MOST_RULES,
    OUTLINED,
    OUTLINES,
    UNMAPPED,
    Breach,
    Glyphs,
    Rule,
    Sheet,
    by_password,
    check_letters,
    check_pages,
    encrypted,
    is_stamped,
    ruled,
)

# It warns of every font without a bounding box; what matters comes back as an error or as missing text.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def sheets(content: bytes, limits: Limits) -> tuple[int, Iterator[Sheet | None]]:
    """The number of pages, and the pages one by one; None stands for one that cannot be read.

    Raises:
        Locked: it is protected.
        Breach: it has too many pages; on the way through them: too many letters.
        Exception: whatever pdfminer stumbles over in a damaged file.
    """
    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
        pages = []
        for page in PDFPage.create_pages(document):
            pages.append(page)
            check_pages(len(pages), limits)
    except PDFPasswordIncorrect as error:
        raise by_password() from error
    except PDFEncryptionError as error:
        raise encrypted() from error
    return len(pages), _read(pages, limits)


def _read(pages: Sequence[PDFPage], limits: Limits) -> Iterator[Sheet | None]:
    resources = PDFResourceManager()
    device = _Device(resources, limits)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(pages, 1):
        try:
            interpreter.process_page(page)
        except (Breach, MemoryError, RecursionError):
            raise
        except Exception:  # noqa: BLE001 - one damaged page must not cost the others
            yield None
        else:
            yield device.sheet(number)


class _Device(PDFTextDevice):
    """Collects a page's letters and ruled lines; it stops at the limit of letters."""

    def __init__(self, resources: PDFResourceManager, limits: Limits) -> None:
        super().__init__(resources)
        self._limits = limits
        self._fonts: dict[int, _Font] = {}
        self._letters = 0
        self._width = self._height = 0.0
        self._strings: list[list[Glyphs]] = []
        self._open: list[list[Glyphs]] = []
        self._stamped: list[Glyphs] = []
        self._rules: list[Rule] = []
        self._tags: list[tuple[str, list[Glyphs], int]] = []
        self._pictures = 0.0
        self._curves = 0

    def sheet(self, number: int) -> Sheet:
        """The page that was just drawn."""
        return Sheet(number, self._width, self._height, self._strings, self._rules, self._covered(), self._stamp())

    def _stamp(self) -> str:
        return "".join(glyph.text for glyph in self._stamped)

    def _covered(self) -> float:
        if self._curves >= OUTLINES and not self._letters:
            return 1.0
        return min(1.0, self._pictures / max(self._width * self._height, 1.0))

    # -- what the interpreter calls -------------------------------------------------------------------------

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Start a page."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self._width, self._height = abs(x1 - x0), abs(y1 - y0)
        self._letters = 0
        self._strings = [[]]
        self._open = [self._strings[0]]
        self._stamped = []
        self._rules = []
        self._tags = []
        self._pictures = 0.0
        self._curves = 0

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """Start a form, whose letters are no neighbours of the page's."""
        self._strings.append([])
        self._open.append(self._strings[-1])

    def end_figure(self, name: str) -> None:
        """End a form."""
        self._open.pop()

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """Start a tagged part of the text."""
        stated = props.get("ActualText") if isinstance(props, dict) else None
        self._tags.append(
            (decode_text(stated) if isinstance(stated, bytes) else "", self._open[-1], len(self._open[-1]))
        )

    def end_tag(self) -> None:
        """End a tagged part: where its font does not name its letters (ligatures, mostly), its tag does."""
        text, string, start = self._tags.pop() if self._tags else ("", self._open[-1], 0)
        part = string[start:]
        if text.strip() and any(glyph.text == UNMAPPED for glyph in part) and len({glyph.y0 for glyph in part}) == 1:
            first = part[0]
            string[start:] = [first._replace(text=text, x1=max(glyph.x1 for glyph in part))]

    def render_image(self, name: str, stream: Any) -> None:
        """Add the area of a picture: that of the unit square as the matrix in force lays it out."""
        if self.ctm is not None:
            a, b, c, d = self.ctm[:4]
            self._pictures += max(abs(a * d - b * c), 1.0)

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[Any],
    ) -> None:
        """Keep the ruled lines of a path."""
        if len(self._rules) < MOST_RULES and self.ctm is not None:
            ctm = self.ctm
            points: list[Point] = []
            for segment in [*path, ("m",)]:
                operator = segment[0]
                if operator == "m":
                    self._rules += ruled(points, stroke=stroke)
                    points = []
                if operator == "h":
                    points += points[:1]
                elif len(segment) > 2:
                    if operator not in "ml":
                        # A curve is no ruled line, and neither is what it is a part of.
                        self._curves += 1
                        return
                    points.append(apply_matrix_pt(ctm, segment[-2:]))

    def render_string(self, textstate: PDFTextState, seq: Any, ncs: Any, graphicstate: PDFGraphicState) -> None:
        """Place the letters of a string; the sums are those of ``PDFTextDevice`` and ``LTChar``."""
        font = textstate.font
        assert font is not None
        assert self.ctm is not None
        known = self._fonts.get(id(font))
        if known is None:
            known = self._fonts[id(font)] = _Font(font)
        textstate.linematrix = self._place(known, textstate, mult_matrix(textstate.matrix, self.ctm), seq)

    def _place(self, known: _Font, state: PDFTextState, matrix: Matrix, seq: Any) -> Point:
        font, letters, upright = known.font, known.letters, not known.vertical
        bold = known.bold or state.render == OUTLINED
        a, b, c, d, e, f = matrix
        size, rise = state.fontsize, state.rise
        scaling = state.scaling * 0.01
        space = state.charspace * scaling
        word = 0.0 if known.multibyte else state.wordspace * scaling
        kern = 0.001 * size * scaling
        foot = known.descent * size + rise
        plain = upright and b == 0 and c == 0
        stamped = not plain and is_stamped(a, b, size * hypot(c, d))
        add = (self._stamped if stamped else self._open[-1]).append
        x, y = state.linematrix
        along = x if upright else y
        spaced = False
        for part in seq:
            if isinstance(part, (int, float)):
                along -= part * kern
                spaced = True
                continue
            if not isinstance(part, bytes):
                continue
            codes = list(font.decode(part))
            self._letters += len(codes)
            check_letters(self._letters, self._limits)
            for code in codes:
                if spaced:
                    along += space
                spaced = True
                text, width, blank, down = letters.get(code) or known.learn(code)
                wide = width * size * scaling
                if plain:
                    left, low = along * a + e, y * d + f + foot * d
                    right, high = left + wide * a, low + size * d
                else:
                    at = (along, y) if upright else (x, along)
                    box = (0, foot, wide, foot + size) if upright else known.standing(wide, size, rise, down)
                    moved = (a, b, c, d, at[0] * a + at[1] * c + e, at[0] * b + at[1] * d + f)
                    left, low, right, high = apply_matrix_rect(moved, box)
                if right < left:
                    left, right = right, left
                if high < low:
                    low, high = high, low
                add(Glyphs(text, left, low, right, high, right - left, bold, blank))
                along += wide
                if code == 32 and word:
                    along += word
        return (along, y) if upright else (x, along)


class _Font:
    """What a font said of its letters. It holds the font, so that no other one can take its ``id``."""

    def __init__(self, font: PDFFont) -> None:
        self.font = font
        name = font.fontname if isinstance(font.fontname, str) else ""
        self.bold = bool(BOLD.search(name)) or bool(font.flags & FORCED)
        self.vertical = bool(font.is_vertical())
        self.multibyte = bool(font.is_multibyte())
        self.descent = font.get_descent()
        self.letters: dict[int, tuple[str, float, bool, Any]] = {}

    def learn(self, code: int) -> tuple[str, float, bool, Any]:
        """(text, width, is it white space, displacement) of a code."""
        try:
            text = self.font.to_unichr(code)
        except PDFUnicodeNotDefined:
            text = self._unnamed(code)
        if text and text < " " and not text.isspace():
            # What a program writes for a glyph of which it knows no letter.
            text = UNMAPPED
        entry = (text, self.font.char_width(code), text.isspace(), self.font.char_disp(code))
        self.letters[code] = entry
        return entry

    def _unnamed(self, code: int) -> str:
        font = self.font
        sign = sign_of(code, font.cid2unicode) if isinstance(font, PDFSimpleFont) and not font.unicode_map else None
        return sign or UNMAPPED

    def standing(self, wide: float, size: float, rise: float, down: Any) -> tuple[float, float, float, float]:
        """The box of a letter of vertical writing, from its displacement."""
        vx, vy = down
        vx = size * 0.5 if vx is None else vx * size * 0.001
        vy = (1000 - vy) * size * 0.001
        return (-vx, vy + rise + wide, -vx + size, vy + rise)
