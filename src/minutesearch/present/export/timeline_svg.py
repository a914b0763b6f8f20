"""The timeline as inline SVG, with a title and a description that a screen reader reads."""

from __future__ import annotations

from html import escape

from minutesearch.present.export.figure import COLOURS
from minutesearch.present.export.timeline import Box, Dot, Drawing, Line, Shape


def svg(drawn: Drawing, title: str, described: str) -> str:
    """A drawing as an ``<svg>`` element: presentation attributes only, no style, no script.

    Args:
        drawn: the timeline.
        title: what it is.
        described: what it shows, in words.
    """
    size = f"{_n(drawn.width)} {_n(drawn.height)}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" '
        'aria-labelledby="timeline-title timeline-desc" font-family="Arial, Helvetica, sans-serif">\n'
        f'<title id="timeline-title">{escape(title)}</title>\n<desc id="timeline-desc">{escape(described)}</desc>\n'
    )
    return head + "".join(f"{_shape(shape)}\n" for shape in drawn.shapes) + "</svg>"


def _shape(shape: Shape) -> str:
    colour = COLOURS[shape.role]
    if isinstance(shape, Line):
        ends = f'x1="{_n(shape.x1)}" y1="{_n(shape.y1)}" x2="{_n(shape.x2)}" y2="{_n(shape.y2)}"'
        return f'<line {ends} stroke="{colour}"/>'
    if isinstance(shape, Dot):
        return f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}" fill="#fff" stroke="{colour}"/>'
    if isinstance(shape, Box):
        where = f'x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}"'
        if shape.role == "missing":
            return f'<rect {where} fill="none" stroke="{colour}" stroke-dasharray="3 3"/>'
        return f'<rect {where} fill="{colour}"/>'
    middle = ' text-anchor="middle"' if shape.middle else ""
    heavy = ' font-weight="bold"' if shape.role in {"body", "count"} else ""
    where = f'x="{_n(shape.x)}" y="{_n(shape.y)}" font-size="{_n(shape.size)}"'
    return f'<text {where} fill="{colour}"{middle}{heavy}>{escape(shape.text)}</text>'


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
