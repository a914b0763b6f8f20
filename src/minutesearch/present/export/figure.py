"""The timeline as a picture (PNG), for Word. Pillow brings its own font: the bytes do not depend on the machine's."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from minutesearch.present.export.timeline import Box, Dot, Drawing, Line, Role, Words

SCALE = 3
"""Pixels a unit: 300 dpi at the width of an A4 text column."""

COLOURS: dict[Role, str] = {
    "quotes": "#1d5a8c",
    "silent": "#5a5a5a",
    "missing": "#8a3a00",
    "axis": "#5a5a5a",
    "grid": "#e2e2e2",
    "text": "#1a1a1a",
    "quiet": "#4a4a4a",
    "body": "#1a1a1a",
    "count": "#1a1a1a",
}
"""What each role is drawn in, on white; words have a contrast of at least 4.5."""


def png(drawn: Drawing) -> bytes:
    """Paint a drawing.

    Args:
        drawn: the timeline.

    Returns:
        A PNG file; the same bytes for the same drawing.
    """
    picture = Image.new("RGB", (round(drawn.width * SCALE), round(drawn.height * SCALE)), "white")
    brush = ImageDraw.Draw(picture)
    for shape in drawn.shapes:
        colour = COLOURS[shape.role]
        if isinstance(shape, Line):
            brush.line([_px(shape.x1), _px(shape.y1), _px(shape.x2), _px(shape.y2)], colour, SCALE)
        elif isinstance(shape, Dot):
            box = (shape.x - shape.radius, shape.y - shape.radius, shape.x + shape.radius, shape.y + shape.radius)
            brush.ellipse([_px(v) for v in box], "white", colour, SCALE + 1)
        elif isinstance(shape, Box):
            _box(brush, shape, colour)
        else:
            _words(brush, shape, colour)
    file = BytesIO()
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(file, "PNG", optimize=True)
    return file.getvalue()


def _px(units: float) -> int:
    return round(units * SCALE)


def _box(brush: ImageDraw.ImageDraw, box: Box, colour: str) -> None:
    x1, y1, x2, y2 = (_px(v) for v in (box.x, box.y, box.x + box.width, box.y + box.height))
    if box.role != "missing":
        brush.rectangle([x1, y1, x2, y2], colour)
        return
    step = 3 * SCALE
    for at in range(0, x2 - x1, 2 * step):
        for y in (y1, y2):
            brush.line([x1 + at, y, min(x1 + at + step, x2), y], colour, SCALE)
    for at in range(0, y2 - y1, 2 * step):
        for x in (x1, x2):
            brush.line([x, y1 + at, x, min(y1 + at + step, y2)], colour, SCALE)


def _words(brush: ImageDraw.ImageDraw, words: Words, colour: str) -> None:
    font = ImageFont.load_default(words.size * SCALE)
    heavy = 1 if words.role in {"body", "count"} else 0
    place = (_px(words.x), _px(words.y))
    brush.text(place, words.text, colour, font, "ms" if words.middle else "ls", stroke_width=heavy, stroke_fill=colour)
