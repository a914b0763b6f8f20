"""How a name may be printed: plain text with a way back, and the spellings of a phrase.

Minutes print one name in many ways: ``key worker``, ``Key-Worker``, ``keyworkers``, with curly apostrophes, no-break
spaces and the odd double space. :func:`plain` irons a text so that most of these are one, and remembers where each
piece stood; :func:`variants` gives the spellings that ironing cannot join (plural, solid, ampersand).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

_APOSTROPHES = "'\u2019\u2018\u02bc\u00b4"
_HYPHENS = "-\u2010\u2011"
_JOIN = f"[{_HYPHENS}\u00ad\u2012\u2013]"
# One pass, every branch linear: a run of white space is taken whole, and no branch can match what another began.
_UNEVEN = re.compile(
    rf"(?<=\w)[{_APOSTROPHES}]"  # children's, families'
    r"|[\u00ad\u200b-\u200f\u2060\ufeff]"  # soft hyphens and marks of no width
    rf"|(?<=\w){_JOIN}(?=\w)"  # co-production
    rf"|(?<=\w)[{_HYPHENS}](?:\n| (?=\w))|(?<=\w) [{_HYPHENS}](?=\w)"  # co- production, and over a line's end
    r"|(?<=\w) ?/ ?(?=\w)"  # parent/carer
    r"|(?<=\w) ?& ?(?=\w)"  # C&YP, task & finish
    r"|,(?=\s(?:and|or|&)\b)"  # the comma before "and"
    r"|\s\s+|[^\S ]"  # any white space but one space
    r"|[\ufb00-\ufb06]"  # ligatures that a PDF printed
)
_LINE_GOES_ON = re.compile(r"[^\W\d_A-Z]")
_BRACES = re.compile(r"\{([^{}]*)\}")
_WORDS = re.compile(r"[^\W_]+")
_MOST_SPELLINGS = 64
_NO_PLURAL = ("ss", "us", "is", "ics")


class Plain(NamedTuple):
    """A text ironed flat, and where its pieces stood: parallel rows of starts here, starts and lengths there.

    A length of -1 means that the piece was copied as it stands.
    """

    text: str
    starts: list[int]
    origins: list[int]
    lengths: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the original of a stretch (not empty) of the plain text."""
        i = bisect_right(self.starts, start) - 1
        j = bisect_right(self.starts, end - 1) - 1
        first = self.origins[i] + (start - self.starts[i] if self.lengths[i] < 0 else 0)
        last = self.origins[j] + (end - self.starts[j] if self.lengths[j] < 0 else self.lengths[j])
        return first, last


def plain(text: str) -> Plain:
    """A text in which the printings of a phrase are alike.

    Hyphens and slashes between words become spaces, ``&`` becomes ``and``, apostrophes in words go, runs of white
    space become one space. A line break stays (no phrase runs across it) unless the next line begins in lower case:
    then the line was only wrapped. Case is kept.
    """
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    lengths: list[int] = []
    at = length = 0

    def put(piece: str, origin: int, size: int) -> None:
        nonlocal length
        pieces.append(piece)
        starts.append(length)
        origins.append(origin)
        lengths.append(size)
        length += len(piece)

    for match in _UNEVEN.finditer(text):
        if match.start() > at:
            put(text[at : match.start()], at, -1)
        piece = _even(text, match)
        if piece:
            put(piece, match.start(), match.end() - match.start())
        at = match.end()
    if at < len(text):
        put(text[at:], at, -1)
    return Plain("".join(pieces), starts, origins, lengths)


def _even(text: str, match: re.Match[str]) -> str:
    found = match[0]
    if found.isspace():
        wrapped = "\n" not in found or _LINE_GOES_ON.match(text, match.end())
        return " " if wrapped else "\n"
    first = found.strip()[0]
    if first == "&":
        return " and "
    if first == "/" or first in _HYPHENS or first in "\u2012\u2013" or (first == "\u00ad" and len(found) > 1):
        return " "
    if "\ufb00" <= first <= "\ufb06":
        return unicodedata.normalize("NFKC", first)
    return ""


def needs_capitals(name: str) -> bool:
    """Whether a name counts only where it is printed in capitals: one word with two or more of them, as SALT or ToR."""
    return sum(c.isupper() for c in name) > 1 and len(_WORDS.findall(name)) == 1


def key(name: str) -> str:
    """What all printings of a name have in common: its letters and digits, folded, the last word singular."""
    words = _WORDS.findall(plain(name).text)
    if not words:
        return ""
    words[-1] = singular(words[-1])
    return "".join(words).casefold()


def singular(word: str) -> str:
    """A word without its plural ending, by spelling alone; a word that is not a plural is left as it is."""
    low = word.casefold()
    if len(word) < 3 or not low.endswith("s") or word.isupper():
        return word
    if word[-2].isupper():
        return word[:-1]
    if low.endswith(_NO_PLURAL):
        return word
    if low.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


def plural(word: str) -> str:
    """A word with the plural ending that English spelling asks for."""
    low = word.casefold()
    if word.isupper() and low.endswith("s"):
        return word
    if low.endswith("y") and low[-2:-1] not in set("aeiou") and not word.isupper():
        return word[:-1] + "ies"
    if low.endswith(("s", "x", "ch", "sh")) and not word.isupper():
        return word + "es"
    return word + "s"


def variants(name: str) -> tuple[str, ...]:
    """The ways in which a name may be printed.

    Args:
        name: a name of one or more words, in any case.

    Returns:
        Case-folded spellings, sorted and without repetition: hyphen, space and solid; singular and plural; ``&`` and
        ``and``; with and without commas; straight, curly and no apostrophe. Empty for a name without letters.
    """
    name = " ".join(name.split())
    if not _WORDS.search(name):
        return ()
    forms: set[str] = set()
    for counted in _numbers(name):
        for folded in _ampersands(counted.casefold()):
            forms |= _joins(folded)
    forms |= {form.replace(",", "") for form in forms if "," in form}
    for mark in _APOSTROPHES[:2]:
        forms |= {form.replace(mark, other) for form in forms if mark in form for other in ("", *_APOSTROPHES[:2])}
    return tuple(sorted(form for form in forms if form.strip()))


def _numbers(name: str) -> set[str]:
    """The name in singular and plural: of its last word, and of the word before ``of`` (statements of action)."""
    forms = {name}
    last = list(_WORDS.finditer(name))[-1]
    for end in {last.end(), name.find(" of ")}:
        head = re.search(r"[^\W_]+$", name[:end]) if end > 0 else None
        if head and head[0].isalpha() and len(head[0]) > 1:
            one = singular(head[0])
            forms |= {name[: head.start()] + form + name[end:] for form in (one, plural(one))}
    return forms


def _ampersands(form: str) -> set[str]:
    return {form, re.sub(r" ?& ?", " and ", form), form.replace(" and ", " & ")}


def _joins(form: str) -> set[str]:
    """Hyphenated words with a space and solid; a name of just two words also with a hyphen."""
    parts = re.split(f"[{_HYPHENS}]", form)
    if len(parts) > 1:
        if len(parts) > 3:
            return {form, " ".join(parts), "".join(parts)}
        marks = itertools.product("- ", repeat=len(parts) - 1)
        spaced = {parts[0] + "".join(m + p for m, p in zip(row, parts[1:], strict=True)) for row in marks}
        return {*spaced, "".join(parts)}
    words = form.split(" ")
    if len(words) == 2 and all(word.isalnum() for word in words):
        return {form, "-".join(words), "".join(words)}
    return {form}


def spell_out(phrase: str) -> tuple[str, ...]:
    """A phrase with ``{a,b}`` in it as the phrases that it stands for.

    Raises:
        ValueError: a brace without its partner, or more than 64 phrases from one.
    """
    parts = _BRACES.split(phrase)
    if any(mark in part for part in parts[::2] for mark in "{}"):
        raise ValueError("a brace has no partner")
    choices = [[part] if i % 2 == 0 else [word.strip() for word in part.split(",")] for i, part in enumerate(parts)]
    total = 1
    for choice in choices:
        total *= len(choice)
    if total > _MOST_SPELLINGS:
        raise ValueError(f"it stands for {total} phrases; {_MOST_SPELLINGS} are the most")
    return tuple(dict.fromkeys(" ".join("".join(row).split()) for row in itertools.product(*choices)))
