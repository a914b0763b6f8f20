"""What PDFium tells of a page beside its text: its box and rotation, ruled lines, and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import PYFUNCTYPE, byref, c_float, c_int, c_void_p, cast
from typing import Any

from pypdfium2 import raw

from minutesearch.parse.pdf.sheets import MOST_RULES, OUTLINES, Rule, ruled

_DEEPEST = 8
"""Forms are nested no deeper than this where they are looked into."""
_MOST_SEGMENTS = 200
"""An outline of more segments is a drawing."""


def call(function: Any, result: Any, *arguments: Any) -> Any:
    """A function of the library that takes and gives pointers as numbers, which halves what a call costs."""
    return PYFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


_object_at = call(raw.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
_type_of = call(raw.FPDFPageObj_GetType, c_int, c_void_p)


class Turn:
    """Turns places of a page into points from the lower left corner of the page as it is shown."""

    def __init__(self, page: Any) -> None:
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, byref(box))
        self._rotated = raw.FPDFPage_GetRotation(page) % 4
        self.upright = self._rotated == 0
        self.left, self.foot = min(box.left, box.right), min(box.bottom, box.top)
        self._wide, self._high = abs(box.right - box.left), abs(box.top - box.bottom)
        turned = self._rotated % 2 == 1
        self.width, self.height = (self._high, self._wide) if turned else (self._wide, self._high)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A rectangle of the library, in any order of its sides, as (x0, y0, x1, y1)."""
        x0, x1 = (x0, x1) if x0 <= x1 else (x1, x0)
        y0, y1 = (y0, y1) if y0 <= y1 else (y1, y0)
        x0, x1, y0, y1 = x0 - self.left, x1 - self.left, y0 - self.foot, y1 - self.foot
        if self._rotated == 0:
            return x0, y0, x1, y1
        if self._rotated == 1:
            return y0, self._wide - x1, y1, self._wide - x0
        if self._rotated == 2:
            return self._wide - x1, self._high - y1, self._wide - x0, self._high - y0
        return self._high - y1, x0, self._high - y0, x1

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page."""
        x, y = x - self.left, y - self.foot
        return ((x, y), (y, self._wide - x), (self._wide - x, self._high - y), (self._high - y, x))[self._rotated]

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """A direction on the page."""
        return ((x, y), (y, -x), (-x, -y), (-y, x))[self._rotated]


def rules_of(page: Any, turn: Turn) -> list[Rule]:
    """The ruled lines of a page and of the forms on it."""
    found: list[Rule] = []
    for drawn, matrices in _drawn(page, raw.FPDF_PAGEOBJ_PATH):
        found += _rules(drawn, matrices, turn)
        if len(found) > MOST_RULES:
            break
    return found


def covered(page: Any, turn: Turn, letters: int) -> float:
    """The share of the page (0 to 1) that pictures on it cover; 1 where it is drawn in curves and holds no letters."""
    area = 0.0
    for drawn, matrices in _drawn(page, raw.FPDF_PAGEOBJ_IMAGE):
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(drawn, byref(own))
        size = 1.0
        for m in (own, *matrices):
            size *= float(abs(m.a * m.d - m.b * m.c))
        area += max(size, 1.0)
    if not letters and not area:
        curves = 0
        for drawn, _ in _drawn(page, raw.FPDF_PAGEOBJ_PATH):
            curves += _is_curved(drawn)
            if curves >= OUTLINES:
                return 1.0
    return float(min(1.0, area / max(turn.width * turn.height, 1.0)))


def _is_curved(path: Any) -> bool:
    count = min(raw.FPDFPath_CountSegments(path), _MOST_SEGMENTS)
    segments = (raw.FPDFPath_GetPathSegment(path, i) for i in range(count))
    return any(raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_BEZIERTO for segment in segments)


def _drawn(page: Any, kind: int) -> Iterator[tuple[Any, list[Any]]]:
    """The objects of one kind with the matrices of the forms that they stand in, innermost first."""
    # A page has hundreds of objects, nearly all of them text.
    address, form = cast(page, c_void_p).value, raw.FPDF_PAGEOBJ_FORM
    for i in range(raw.FPDFPage_CountObjects(page)):
        type_ = _type_of(_object_at(address, i))
        if type_ == kind:
            yield raw.FPDFPage_GetObject(page, i), []
        elif type_ == form:
            yield from _inside(raw.FPDFPage_GetObject(page, i), kind, [], 0)


def _inside(form: Any, kind: int, outer: list[Any], depth: int) -> Iterator[tuple[Any, list[Any]]]:
    if depth >= _DEEPEST:
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(form, byref(matrix))
    matrices = [matrix, *outer]
    for i in range(raw.FPDFFormObj_CountObjects(form)):
        drawn = raw.FPDFFormObj_GetObject(form, i)
        type_ = raw.FPDFPageObj_GetType(drawn)
        if type_ == kind:
            yield drawn, matrices
        elif type_ == raw.FPDF_PAGEOBJ_FORM:
            yield from _inside(drawn, kind, matrices, depth + 1)


def _rules(path: Any, matrices: list[Any], turn: Turn) -> list[Rule]:
    segments = raw.FPDFPath_CountSegments(path)
    if not 2 <= segments <= _MOST_SEGMENTS:
        return []
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke))
    if not fill.value and not stroke.value:
        return []
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, byref(own))
    found: list[Rule] = []
    points: list[tuple[float, float]] = []
    px, py = c_float(), c_float()
    for i in range(segments):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        type_ = raw.FPDFPathSegment_GetType(segment)
        if type_ == raw.FPDF_SEGMENT_BEZIERTO:
            # A curve is no ruled line, and neither is what it is a part of.
            return []
        if type_ == raw.FPDF_SEGMENT_MOVETO:
            found += ruled(points, stroke=bool(stroke.value))
            points = []
        raw.FPDFPathSegment_GetPoint(segment, byref(px), byref(py))
        x, y = px.value, py.value
        for m in (own, *matrices):
            x, y = m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f
        points.append(turn.point(x, y))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    return found + ruled(points, stroke=bool(stroke.value))
