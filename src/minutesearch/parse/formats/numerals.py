"""The numbers of lists, as a browser or a word processor prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_LOW = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
STYLES = frozenset({"decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"})


def numeral(value: int, style: str) -> str:
    """A number in a style of ``STYLES``; in digits where the style has no sign for it.

    Args:
        value: the number, from 1 for letters and Roman numerals.
        style: as Office Open XML names it (ECMA-376, part 1, 17.18.59).
    """
    if value < 1 or value > 3999 or style == "decimal":
        return str(value)
    if style == "decimalZero":
        return f"{value:02}"
    if style in ("lowerLetter", "upperLetter"):
        # After z comes aa, then bb (ECMA-376): one letter, as often as the alphabet was gone through.
        sign = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)
    elif style in ("lowerRoman", "upperRoman"):
        sign = _roman(value, (*_ROMAN, *_ROMAN_LOW))
    else:
        return str(value)
    return sign.upper() if style.startswith("upper") else sign


def _roman(value: int, signs: Iterable[tuple[int, str]]) -> str:
    text = ""
    for worth, sign in signs:
        count, value = divmod(value, worth)
        text += sign * count
    return text


_CSS = re.compile(r"list-style(?:-type)?\s*:\s*(?:(?:inside|outside)\s+)?([\w-]+)", re.IGNORECASE)
_NAMES = {
    "1": "decimal",
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "a": "lowerLetter",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "A": "upperLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "i": "lowerRoman",
    "lower-roman": "lowerRoman",
    "I": "upperRoman",
    "upper-roman": "upperRoman",
}


def style_of_list(around: str, item: str, kind: str | None) -> str:
    """The style of a numbered list of a web page; empty where its numbers are not printed.

    Args:
        around: the CSS of the list.
        item: the CSS of the item.
        kind: the ``type`` of the item, or of its list.
    """
    named = _CSS.search(item) or _CSS.search(around)
    return _NAMES.get(named[1].lower() if named else (kind or "1").strip(), "")
