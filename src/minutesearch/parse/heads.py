"""What a head can look like: its number, weight, capitals, and how its title ends.

Nothing here decides; :mod:`minutesearch.parse.convention` learns which of these cues a document uses for its heads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from minutesearch.model import Block


class Number(NamedTuple):
    """A typed number at the start of a block: as printed, its style, its values, and where the text after it begins."""

    printed: str
    style: str
    values: tuple[int, ...]
    end: int


_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("item", re.compile(r"(?:agenda\s)?item\s(?:no\.?\s)?(\d{1,3})(?:[.:)\s]|\s?[-–—]\s)\s*", re.IGNORECASE)),
    ("log", re.compile(r"([A-Z]{0,4}\s?(?:19|20)\d\d\s?[-–/]\s?\d{1,4})(?![\d/-])[.:)]?\s*")),
    ("log", re.compile(r"([A-Z]{1,4}[/.]?\s?\d{2,4}/\d{1,4}(?:/\d{1,4})?)[.:)]?\s+")),
    ("log", re.compile(r"(\d{1,4}/\d{2,4})(?!/)[.:)]?\s+(?=\D)")),
    ("reference", re.compile(r"(\d{1,2}(?:\(\d\))?\.\d{2}\.\d{1,3})[.)]?\s+(?=\D)")),
    ("reference", re.compile(r"(\d{1,2}(?:\(\d\))?\.\d{2}\.\d{1,3})[.)]?$")),
    ("decimal3", re.compile(r"(\d{1,3}\.\d{1,3}\.\d{1,3})[.)]?\s+(?=\D)")),
    ("decimal", re.compile(r"(\d{1,3}\.[1-9]\d{0,2})[.)]?\s+(?=\D)")),
    ("plain", re.compile(r"(\d{1,3})(?:\.0)?\s?[.):]\s*(?=[^\d\s.,:%])")),
    ("plain", re.compile(r"(\d{1,3})\s?[.)]?$")),
    ("bare", re.compile(r"(\d{1,3})\s*[-–—]?\s+(?=[A-Z‘“\"'(])")),
    ("roman", re.compile(r"\(?([IVX]{1,6}|[ivx]{1,6})[.)]\s*(?=\S)")),
    ("letter", re.compile(r"\(?([A-Za-z])[.)]\s+(?=\S)")),
)
_ROMAN = {"i": 1, "v": 5, "x": 10}


def number_of(text: str) -> Number | None:
    """The number at the start of a text, or None."""
    for style, pattern in _STYLES:
        match = pattern.match(text)
        if match:
            printed = match[1]
            return Number(printed, style, _values(style, printed), match.end())
    return None


def _values(style: str, printed: str) -> tuple[int, ...]:
    if style == "roman":
        digits = [_ROMAN[c] for c in printed.lower()]
        return (sum(-d if any(d < e for e in digits[i + 1 : i + 2]) else d for i, d in enumerate(digits)),)
    if style == "letter":
        return (ord(printed.lower()) - 96,)
    numbers = tuple(int(digits) for digits in re.findall(r"\d+", printed))
    return numbers[-1:] if style in ("reference", "item") else numbers


# -- a block's cues -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cues:
    """What one block offers as a head.

    ``title`` and ``rest`` are the two parts if the block is taken as a head: the title without its number and end
    mark, and the offset in the block's text where the text of the section begins (its length if nothing follows).
    ``form`` tells how the title ends: the whole block, a bold run-in, a plain run-in, or no title at all.
    """

    number: Number | None
    title: str
    rest: int
    form: str
    whole_bold: bool
    lead_bold: bool
    caps: bool


_RUN_IN = re.compile(r"^([^\n:]{2,90}?)\s?:(?=\s|$)")
_DASHED = re.compile(r"^([^\n:–—]{2,90}?)\s*(?:\s-|[–—])\s+")
_ENDS = re.compile(r"[.!?…;,]['\"”’)]*$")
_SEPARATOR = re.compile(r"\s*[:.–—-]*\s*")


def cues_of(block: Block) -> Cues:
    """Measure a block."""
    text = block.text
    number = number_of(text)
    at = number.end if number else 0
    body = text[at:]
    letters = sum(c.isalpha() for c in body)
    heavy = block.bold >= 0.9 or block.kind == "heading"
    lead_bold = block.lead > at + 1 or heavy
    caps = letters >= 3 and sum(c.isupper() for c in body) >= 0.9 * letters
    if not body:
        return Cues(number, "", len(text), "none", heavy, lead_bold, False)
    if block.kind == "heading":
        return Cues(number, _trimmed(body), len(text), "whole", True, True, caps)
    if heavy and len(body) <= 160:
        split = _RUN_IN.match(body)
        if split and split.end() < len(body) and len(body) - split.end() > 60:
            return Cues(number, _trimmed(split[1]), at + split.end(), "bold", True, True, caps)
        return Cues(number, _trimmed(body), len(text), "whole", True, True, caps)
    if at + 2 < block.lead < len(text):
        title = text[at : block.lead]
        after = text[block.lead :]
        inner = _RUN_IN.match(title)
        if inner and inner.end() < len(title.rstrip()):
            return Cues(number, _trimmed(inner[1]), at + inner.end(), "bold", False, True, False)
        gap = _SEPARATOR.match(after)
        marked = bool(re.search(r"[:.–—-]\s*$", title.rstrip())) or bool(gap and gap[0].strip())
        if marked or number or (after[:1] == " " and after.lstrip()[:1].isupper()):
            return Cues(number, _trimmed(title), block.lead + (gap.end() if gap else 0), "bold", False, True, False)
    split = _RUN_IN.match(body)
    if split:
        return Cues(number, _trimmed(split[1]), at + split.end(), "plain", False, False, _upper(split[1]))
    dashed = _DASHED.match(body)
    if dashed and len(body) > dashed.end():
        return Cues(number, _trimmed(dashed[1]), at + dashed.end(), "dash", False, False, _upper(dashed[1]))
    if len(body) <= 110 and len(body.split()) <= 14 and not (_ENDS.search(body) and len(body.split()) > 4):
        return Cues(number, _trimmed(body), len(text), "whole", False, False, caps)
    return Cues(number, "", at, "none", False, lead_bold, caps)


def _upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters)


def _trimmed(title: str) -> str:
    return title.strip(" :–—-\t").rstrip(".")
