"""What a head can look like: its number, weight, capitals, and how its title ends.

Nothing here decides; ``convention`` learns which of these cues a document uses for its heads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from minutesearch.model import Block
from minutesearch.parse.sections.wording import is_fact, is_heading_of_page, is_known, is_label, is_sentence


class Number(NamedTuple):
    """A typed number at the start of a block: as printed, its style, its values, and where the text after it begins."""

    printed: str
    style: str
    values: tuple[int, ...]
    end: int


_CLOCK = r"\d{0,2}:\d{1,2}(?:\s?[apAP]\.?[mM]\b\.?)?"
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "item",
        re.compile(r"(?:(?:agenda\s)?item|topic)\s(?:no\.?\s?|#\s?)?(\d{1,3})(?:[.:)\s]|\s?[-–—]\s)\s*", re.IGNORECASE),
    ),
    ("time", re.compile(rf"({_CLOCK}(?:\s?[-–—]\s?{_CLOCK})?)\s{{0,3}}[-–—:]?\s{{1,3}}(?=[A-Z])")),
    ("log", re.compile(r"(#?[A-Z]{0,4}\s?(?:19|20)\d\d\s?[-–/]\s?\d{1,4})(?![\d/-])[.:)]?\s*")),
    ("log", re.compile(r"([A-Z]{1,4}[/.]?\s?\d{2,4}/\d{1,4}(?:/\d{1,4})?)[.:)]?\s+")),
    ("log", re.compile(r"(\d{1,4}/\d{2,4})(?!/)[.:)]?(?:\s+(?=\D)|$)")),
    ("reference", re.compile(r"(\d{1,2}(?:\(\d\))?\.\d{2}\.\d{1,3})[.)]?\s+(?=\D)")),
    ("reference", re.compile(r"(\d{1,2}(?:\(\d\))?\.\d{2}\.\d{1,3})[.)]?$")),
    ("decimal3", re.compile(r"(\d{1,3}\.\d{1,3}\.\d{1,3})[.)]?\s+(?=\D)")),
    ("decimal", re.compile(r"(\d{1,3}\.[1-9]\d{0,2})[.)]?\s+(?=\D)")),
    ("plain", re.compile(r"(\d{1,3})(?:\.0)?\s?[.):]\s*(?=[^\d\s.,:%])")),
    ("plain", re.compile(r"\[(\d{1,3})\]\s*(?=\S)")),
    ("plain", re.compile(r"(\d{1,3})[.)]\s+(?=\d{1,4}[A-Za-z]?(?:\s|/)\S)")),
    ("plain", re.compile(r"(\d{1,3})\s?[.)]?$")),
    ("bare", re.compile(r"(\d{1,3})\s{0,3}[-–—]?\s{1,3}(?=[A-Z‘“\"'(])")),
    ("roman", re.compile(r"\(?([IVX]{1,6}|[ivx]{1,6})[.)]\s*(?=\S)")),
    ("letter", re.compile(r"\(?([A-Za-z])[.)]\s+(?=\S)")),
)
_ROMAN = {"i": 1, "v": 5, "x": 10}


_MAYBE = re.compile(
    r"[\d(\[:#]|(?:agenda|item|topic)\s|[A-Z]{1,4}[/.]?\s?\d|[IVX]{1,6}[.)]|[ivx]{1,6}[.)]|[A-Za-z][.)]", re.IGNORECASE
)
"""What any number begins with; nearly all paragraphs of prose are told by it alone."""


def number_of(text: str) -> Number | None:
    """The number at the start of a text, or None."""
    if not _MAYBE.match(text):
        return None
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
    if style == "time":
        hour, _, minute = printed.partition(":")
        return (int(hour or 0) * 60 + int(minute[:2].rstrip(" ap-–—") or 0),)
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


_LONG = 12
"""Words from which a bold lead is a title and something said of it, parted by a dash."""
_CALLED_ROW = re.compile(r"(?:agenda )?(?:item|topic|subject)\s?:?\s?\|\s?([^|]{2,150}?)\s?(?:\||$)\s?", re.IGNORECASE)
"""A row of a form that says what it is about: "Agenda item: | Budget | Presenter: | the treasurer"."""
_ASIDE = re.compile(r"\s?(?:\([^()\d]{1,60}\))?\s?[:.]?\s?")
"""What may follow a bold title on its line in plain print: who spoke on it, a colon."""
_BOLD_LINE = 220
"""Letters up to which a bold block may be a title; and those after a colon from which it is a bold paragraph."""
_BOLD_TEXT = 120
_LEADER = re.compile(r"^([^.…\n]{3,90}?)[ ]?(?:\.{4,}|…{2,}|[.…]{4,})[.… ]{0,200}")
"""A dot leader from the title to whoever speaks on it, as in a table of contents."""
_RUN_IN = re.compile(r"^([^\n:]{2,90}?)\s?:(?=\s|$)")
_DASHED = re.compile(r"^([^\n:–—]{2,90}?)\s?(?:\s-|[–—])\s+")
_ENDS = re.compile(r"[.!?…;,]['\"”’)]*$")
_SEPARATOR = re.compile(r"\s*[:.–—-]*\s*")


def cues_of(block: Block) -> Cues:
    """Measure a block."""
    text = block.text
    number = number_of(text)
    at = number.end if number else 0
    body = text[at:]
    heavy = block.bold >= 0.9 or block.kind == "heading"
    caps = len(body) <= _BOLD_LINE and _upper(body)
    if not body:
        return Cues(number, "", len(text), "none", heavy, block.lead > at + 1 or heavy, False)
    if block.kind == "row":
        called = _CALLED_ROW.match(text)
        title, rest, form = (_trimmed(called[1]), called.end(), "called") if called else ("", at, "none")
        return Cues(number, title, rest, form, heavy, block.lead > at + 1 or heavy, caps)
    if heavy or (block.lead > at + 2 and _ASIDE.fullmatch(text[block.lead :])):
        cues = _set_off(block, number, at, caps)
    else:
        cues = _led(block, number, at)
    return cues or _in_prose(block, number, at, caps)


def _set_off(block: Block, number: Number | None, at: int, caps: bool) -> Cues | None:  # noqa: FBT001 - a measure
    """The cues of a block that is set off as a whole, by weight or by a heading's tag; None for a bold paragraph."""
    text, body = block.text, block.text[at:]
    told = _told(body)
    if told:
        return Cues(number, _trimmed(body[: told[0]]), at + told[1], "bold", True, True, caps)
    if block.kind == "heading":
        return Cues(number, _trimmed(body), len(text), "whole", True, True, caps)
    if len(body) > _BOLD_LINE:
        return None
    split = _RUN_IN.match(body)
    if split and len(body) - split.end() > _BOLD_TEXT:
        return Cues(number, _trimmed(split[1]), at + split.end(), "bold", True, True, caps)
    return Cues(number, _trimmed(body), len(text), "whole", True, True, caps)


def _led(block: Block, number: Number | None, at: int) -> Cues | None:
    """The cues of a block that begins with a title: in bold, or before a dot leader; None where it does not."""
    text, body = block.text, block.text[at:]
    led = _LEADER.match(body)
    if led and led.end() < len(body):
        return Cues(number, _trimmed(led[1]), at + led.end(), "plain", False, block.lead > at + 1, _upper(led[1]))
    if not at + 2 < block.lead < len(text):
        return None
    title, after = text[at : block.lead], text[block.lead :]
    inner = _RUN_IN.match(title) or (_DASHED.match(title) if len(title.split()) > _LONG else None)
    if inner and inner.end() < len(title.rstrip()):
        return Cues(number, _trimmed(inner[1]), at + inner.end(), "bold", False, True, False)
    gap = _SEPARATOR.match(after)
    marked = bool(re.search(r"[:.–—-]\s*$", title.rstrip())) or bool(gap and gap[0].strip())
    if marked or number or (after[:1] == " " and after.lstrip()[:1].isupper()):
        return Cues(number, _trimmed(title), block.lead + (gap.end() if gap else 0), "bold", False, True, False)
    return None


def _in_prose(block: Block, number: Number | None, at: int, caps: bool) -> Cues:  # noqa: FBT001 - a measure
    """The cues of a block without weight: a run-in before a colon or a dash, a short line, or none."""
    text, body = block.text, block.text[at:]
    split = _RUN_IN.match(body)
    if split:
        return Cues(number, _trimmed(split[1]), at + split.end(), "plain", False, False, _upper(split[1]))
    dashed = _DASHED.match(body)
    if dashed and len(body) > dashed.end():
        return Cues(number, _trimmed(dashed[1]), at + dashed.end(), "dash", False, False, _upper(dashed[1]))
    ends = bool(_ENDS.search(body)) and len(body.split()) > 4 and not body.endswith("?")
    if len(body) <= 110 and len(body.split()) <= 14 and not ends:
        return Cues(number, _trimmed(body), len(text), "whole", False, False, caps)
    return Cues(number, "", at, "none", False, block.lead > at + 1 or block.bold >= 0.9, caps)


def _told(body: str) -> tuple[int, int] | None:
    """Where a well-known title ends and what is told of it begins, in a head like "Next meeting: Tuesday 9 March"."""
    split = _RUN_IN.match(body)
    if split and split.end() < len(body) and is_known(split[1]) and _FIGURED.match(body[split.end() :]):
        return split.end(1), split.end()
    return None


_FIGURED = re.compile(
    r"\W{0,3}(?:\d|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b|(?:nil|none|yes|no|tba|tbc)\b)",
    re.IGNORECASE,
)
"""What is told of a title and no part of it: a time, a day, a sum, "none"."""


def figured(text: str) -> bool:
    """Does a text after a title's colon tell a time, a day, a sum or "none"?"""
    return bool(_FIGURED.match(text))


def _upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


_CALLED = re.compile(r"(?:topic|subject|agenda item|item)\s?:\s+(?=\S)", re.IGNORECASE)
"""What some put before every title, to say that it is one."""


def _trimmed(title: str) -> str:
    title = title.strip(" :–—-\t").rstrip(".")
    called = _CALLED.match(title)
    return title[called.end() :] if called else title


_ADDRESS = re.compile(
    r"^(?:https?://|www\.)\S+$|^[^\s@]+@[^\s@]+\.\w{2,6}$|^[A-Z]{0,3}\d{1,6}/\d\S*(?:\s|$)", re.IGNORECASE
)
"""A web or mail address, or the number of a case ("09/01069/FUL")."""


def is_titled(cue: Cues) -> bool:
    """Is there a title that may be a section's: no label of the front matter, no fact, not "Minutes" alone?"""
    if _ADDRESS.search(cue.title):
        return False
    return bool(cue.title) and not is_label(cue.title) and not is_fact(cue.title) and not is_heading_of_page(cue.title)


# -- accepted heads -----------------------------------------------------------------------------------------


class Head(NamedTuple):
    """One accepted head: the block, and whether it opens a section or a part of one (``level`` 1 or 2).

    ``rest`` is the offset in the block's text where the text of the section begins.
    """

    at: int
    number: str
    title: str
    rest: int
    level: int
    why: str


def head_of(at: int, block: Block, cue: Cues, level: int, why: str, *, whole: bool = False) -> Head:
    """The head that a block makes.

    Args:
        at: the place of the block.
        block: the block.
        cue: its cues.
        level: 1 for a section, 2 for a part of one.
        why: the family that it belongs to.
        whole: is all of the block title, whatever marks are inside?
    """
    number = cue.number.printed if cue.number else ""
    title, rest = cue.title, cue.rest
    if whole or (why == "plain lines" and not is_known(title)):
        return Head(
            at, number, block.text[cue.number.end if cue.number else 0 :].rstrip(" :;."), len(block.text), level, why
        )
    if why.startswith("number") and not _is_title(cue, why):
        title, rest = "", cue.number.end if cue.number else 0
    return Head(at, number, title, rest, level, why)


def _is_title(cue: Cues, why: str) -> bool:
    """Is the text after a number a title, or already the minute itself?"""
    if not cue.title:
        return False
    if cue.form == "bold":
        return not is_sentence(cue.title) or cue.caps
    if cue.form == "whole":
        return cue.whole_bold or cue.caps or not is_sentence(cue.title) or is_known(cue.title)
    if why == "number log" or is_fact(cue.title):
        return False
    return not is_sentence(cue.title) and len(cue.title.split()) <= 10
