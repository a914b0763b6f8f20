"""Words that are printed wrongly: a table of common slips, so that a quote keeps them and a search overlooks them.

A printed misprint is never mended: it stands in the text, is quoted as it stands, and exports may mark it with [sic].
The table (``misprints.toml``) holds only what no British or American dictionary has.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_HYPHENS = re.compile("[\u2010\u2011]")


@cache
def table() -> dict[str, str]:
    """Wrong form → right word, both as they are printed in small letters (``September`` keeps its capital)."""
    import tomllib

    words: dict[str, str] = tomllib.loads(files(__package__).joinpath("misprints.toml").read_text("utf-8"))["words"]
    return {wrong: right for right, forms in words.items() for wrong in forms.split()}


def misprints_in(text: str) -> list[tuple[int, int, str]]:
    """The misprints of a text.

    Args:
        text: any text.

    Returns:
        (start, end, right word) of each in reading order, the right word with the capitals of the wrong one.
    """
    known = table()
    found: list[tuple[int, int, str]] = []
    for word in _WORD.finditer(text):
        printed = _HYPHENS.sub("-", word[0])
        if right := known.get(printed.lower()):
            found.append((word.start(), word.end(), _with_capitals(right, printed)))
        elif "-" in printed:
            start = word.start()
            for part in printed.split("-"):
                if right := known.get(part.lower()):
                    found.append((start, start + len(part), _with_capitals(right, part)))
                start += len(part) + 1
    return found


def _with_capitals(right: str, printed: str) -> str:
    if len(printed) > 1 and printed.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if printed[0].isupper() else right
