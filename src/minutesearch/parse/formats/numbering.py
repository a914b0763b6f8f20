"""The numbers that Word prints before paragraphs: they stand in no paragraph's text, only in the file's list formats.

After ECMA-376, part 1, 17.9: a paragraph names an instance of a list and a level; instances of one abstract list
count on together, unless an instance starts a level anew.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.parse.formats.numerals import STYLES, numeral

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_HIGHEST = 32_767


class Level(NamedTuple):
    """How one level of a list is numbered: its first number, the numerals, the text around them."""

    start: int
    style: str
    text: str
    digits: bool
    """Are the numbers of the levels above printed in digits too, whatever their own numerals?"""


_PLAIN = Level(1, "decimal", "", False)


class Numbering:
    """The lists of a document, with how far each has been counted.

    Args:
        root: the list formats, or None where the document has none.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, dict[int, Level]] = {}
        self._styled: dict[str, str] = {}
        self._abstract: dict[str, str] = {}
        self._own: dict[str, dict[int, Level]] = {}
        self._anew: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        linked: dict[str, str] = {}
        for abstract in root.iterfind(f"{_W}abstractNum"):
            key = abstract.get(f"{_W}abstractNumId", "")
            self._lists[key] = _levels(abstract)
            if name := _value(abstract, "styleLink"):
                self._styled[name] = key
            if name := _value(abstract, "numStyleLink"):
                linked[key] = name
        for instance in root.iterfind(f"{_W}num"):
            key = instance.get(f"{_W}numId", "")
            abstract_key = _value(instance, "abstractNumId")
            self._abstract[key] = self._styled.get(linked.get(abstract_key, ""), abstract_key)
            self._own[key], self._anew[key] = {}, {}
            for change in instance.iterfind(f"{_W}lvlOverride"):
                depth = _number(change.get(f"{_W}ilvl"), 0)
                self._own[key].update(_levels(change))
                start = change.find(f"{_W}startOverride")
                if start is not None:
                    self._anew[key][depth] = _number(start.get(f"{_W}val"), 1)

    def following(self, instance: str, depth: int) -> str:
        """Count one paragraph, and give the number that is printed before it; empty for a bullet or no list.

        Args:
            instance: the paragraph's ``numId``.
            depth: its level, from 0.
        """
        key = self._abstract.get(instance)
        if key is None or not 0 <= depth < _LEVELS:
            return ""
        levels = {**self._lists.get(key, {}), **self._own[instance]}
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(key, {})
        anew = self._anew[instance].pop(depth, None)
        if anew is not None:
            counts[depth] = anew
        else:
            counts[depth] = min(_HIGHEST, counts[depth] + 1) if depth in counts else level.start
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if level.style not in STYLES:
            return ""

        def printed(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            at = levels.get(place, _PLAIN)
            # A level that was passed over counts as begun.
            value = counts.setdefault(place, at.start) if place <= depth else 0
            return numeral(value, "decimal" if level.digits and place < depth else at.style)

        return _PLACE.sub(printed, level.text[:60]).strip()

    def is_listed(self, instance: str) -> bool:
        """Is there such a list?"""
        return instance in self._abstract


def _levels(holder: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in holder.iterfind(f"{_W}lvl"):
        digits = element.find(f"{_W}isLgl")
        found[_number(element.get(f"{_W}ilvl"), 0)] = Level(
            _number(_value(element, "start"), 1),
            _value(element, "numFmt") or "decimal",
            _value(element, "lvlText"),
            digits is not None and digits.get(f"{_W}val", "true").lower() not in ("0", "false", "off"),
        )
    return found


def _value(element: etree._Element, name: str) -> str:
    child = element.find(f"{_W}{name}")
    return "" if child is None else child.get(f"{_W}val", "")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise
