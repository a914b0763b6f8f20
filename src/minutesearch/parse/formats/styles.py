"""What a web page's own style sheets say of weight, size and sight: as much of CSS as word processors write.

Their exports have no headings and no ``<b>``: a class of a ``<style>`` carries all the weight.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from minutesearch.model import Block

_BRACE = re.compile(r"[{}]")
_SELECTOR = re.compile(
    r"([a-z][a-z0-9]{0,15})?(?:\.([\w-]{1,80}))?(?:\.([\w-]{1,80}))?$|#([\w-]{1,80})$", re.IGNORECASE
)
_WEIGHT = re.compile(r"font-weight\s*:\s*(?:(bold|bolder|[6-9]00)|normal|lighter|[1-5]00)", re.IGNORECASE)
_FONT = re.compile(r"(?:^|[;\s])font\s*:\s*(?:[\w-]+\s+){0,3}?(bold|bolder|[6-9]00)\b", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})\s*(pt|px|em|rem|%)", re.IGNORECASE)
_NAMED = re.compile(r"font-size\s*:\s*(xx-small|x-small|small|medium|large|x-large|xx-large)", re.IGNORECASE)
_LINE = re.compile(r"text-decoration(?:-line)?\s*:\s*(?:[\w-]+\s+){0,2}?underline", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_POINTS = {
    "xx-small": 7.0,
    "x-small": 8.0,
    "small": 10.0,
    "medium": 12.0,
    "large": 13.5,
    "x-large": 18.0,
    "xx-large": 24.0,
}
_FONT_SIZES = (7.5, 7.5, 10.0, 12.0, 13.5, 18.0, 24.0, 36.0)
"""``<font size>``: 1 to 7, in points."""
_MOST = 500_000
"""Characters of style sheets that are read; a theme's own are far longer, but it uses headings."""


class Look(NamedTuple):
    """What is said of an element's look; None where nothing is said. Sizes are points, or shares below zero."""

    bold: bool | None = None
    size: float | None = None
    underlined: bool | None = None
    unseen: bool | None = None


class Styles:
    """The rules of a page.

    Args:
        root: the page.
    """

    def __init__(self, root: HtmlElement) -> None:
        self._rules: dict[tuple[str, str, str], Look] = {}
        self._styles: dict[str, Look] = {}
        left = _MOST
        for sheet in root.iter("style"):
            text = (sheet.text_content() or "")[:left]
            left -= len(text)
            self._read(text)
        self._plain = not self._rules

    def _read(self, text: str) -> None:
        """Take the rules that hold for every screen: those inside ``@media`` are for some."""
        # A comment ends at its first end mark; one without is taken for the rest.
        head, *rest = text.split("/*")
        text = " ".join((head, *(part.partition("*/")[2] for part in rest)))
        text = text.replace("<!--", " ").replace("-->", " ")
        depth = at = 0
        heads: list[str] = []
        for brace in _BRACE.finditer(text):
            piece = text[at : brace.start()]
            at = brace.end()
            if brace[0] == "{":
                heads.append(piece.rpartition(";")[2])
                depth += 1
            elif depth:
                depth -= 1
                head = heads.pop()
                if not depth and len(head) < 4000:
                    self._rule(head, piece)

    def _rule(self, head: str, body: str) -> None:
        look = look_of(body[:2000])
        if look == _NOTHING:
            return
        for selector in head.split(","):
            match = _SELECTOR.match(selector.strip())
            if match and match[0]:
                names = (match[4] and "#" + match[4]) or match[2] or ""
                key = ((match[1] or "").lower(), names, match[3] or "")
                self._rules[key] = _over(look, self._rules.get(key, _NOTHING))

    def of(self, element: HtmlElement) -> Look:
        """What its own style, its classes and its tag say of an element, the nearest first."""
        style = element.get("style")
        look = _NOTHING
        if style:
            known = self._styles.get(style)
            if known is None:
                known = look_of(style[:2000])
                if len(self._styles) < 5000:
                    self._styles[style] = known
            look = known
        if self._plain:
            return look
        tag = element.tag
        identity = element.get("id")
        if identity:
            look = self._under(look, ("", "#" + identity, ""))
        classes = element.get("class", "").split()[:8]
        if len(classes) > 1:
            for one in classes:
                for other in classes:
                    look = self._under(self._under(look, (tag, one, other)), ("", one, other))
        for one in classes:
            look = self._under(self._under(look, (tag, one, "")), ("", one, ""))
        return self._under(look, (tag, "", ""))

    def _under(self, look: Look, key: tuple[str, str, str]) -> Look:
        rule = self._rules.get(key)
        return look if rule is None else _over(look, rule)

    def unseen(self, root: HtmlElement) -> frozenset[HtmlElement]:
        """The elements that are hidden by a style."""
        return frozenset(node for node in root.iter() if isinstance(node.tag, str) and self.of(node).unseen)


_NOTHING = Look()


def _over(first: Look, second: Look) -> Look:
    return Look(
        second.bold if first.bold is None else first.bold,
        second.size if first.size is None else first.size,
        second.underlined if first.underlined is None else first.underlined,
        second.unseen if first.unseen is None else first.unseen,
    )


def look_of(style: str) -> Look:
    """What declarations of CSS say."""
    weight = _WEIGHT.search(style)
    bold = bool(weight[1]) if weight else True if _FONT.search(style) else None
    size = _SIZE.search(style)
    named = None if size else _NAMED.search(style)
    points: float | None = _POINTS[named[1].lower()] if named else None
    if size:
        number, unit = float(size[1]), size[2].lower()
        points = {"pt": number, "px": number * 0.75, "%": -number / 100}.get(unit, -number)
    underlined = True if _LINE.search(style) else None
    return Look(bold, points, underlined, True if _UNSEEN.search(style) else None)


def font_size(element: HtmlElement, now: float) -> float:
    """The size in points inside ``<font>``, ``<big>`` or ``<small>``."""
    if element.tag == "big":
        return now * 1.2
    if element.tag == "small":
        return now / 1.2
    size = element.get("size", "").strip() if element.tag == "font" else ""
    if not size or not size.lstrip("+-").isdigit() or len(size) > 3:
        return now
    step = int(size)
    return _FONT_SIZES[max(1, min(7, 3 + step if size[0] in "+-" else step))]


# -- lines that are set off ---------------------------------------------------------------------------------

BODY = 12.0
"""Points of text whose size is not given."""
_LARGER = 1.12
_SET_OFF = 0.3
_TITLES = 2
"""Headings that a page may have above its text without marking the heads in it by headings."""


class Mark(NamedTuple):
    """How one line is set: its block, its smallest size in points, and how many of its letters are underlined."""

    at: int
    size: float
    letters: int
    underlined: int

    def with_text(self, letters: int, size: float, *, underlined: bool) -> Mark:
        """The same line with more text on it."""
        least = min(self.size, size) if self.letters else size
        return Mark(self.at, least, self.letters + letters, self.underlined + (letters if underlined else 0))


def set_off(blocks: list[Block], marks: Sequence[Mark]) -> None:
    """Give the weight of bold to plain lines that are set off whole by a larger size or an underline.

    Old pages without headings mark their heads so. What much of a page has sets nothing off.

    Args:
        blocks: the lines; some are changed.
        marks: how they are set.
    """
    if sum(each.kind == "heading" for each in blocks) > _TITLES:
        return
    letters: Counter[float] = Counter()
    for mark in marks:
        letters[mark.size] += mark.letters
    usual = max(letters, key=lambda size: letters[size], default=BODY)
    larger = [mark for mark in marks if mark.letters and mark.size >= _LARGER * usual]
    underlined = [mark for mark in marks if mark.letters and mark.underlined == mark.letters]
    for found in (larger, underlined):
        if sum(mark.letters for mark in found) > _SET_OFF * sum(letters.values()):
            continue
        for mark in found:
            each = blocks[mark.at]
            if each.kind == "paragraph" and not each.lead:
                blocks[mark.at] = replace(each, bold=1.0, lead=len(each.text))
