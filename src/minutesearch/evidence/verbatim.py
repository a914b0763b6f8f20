"""Is a quote verbatim? The same words, capitals, figures and marks; white space apart, and what prints alike.

Two texts are held against each other in a plain form in which only this is levelled:

- a run of white space, line breaks included, is one space; so is the bar between cells of a table and the bullet of a
  list, which the tool or the page puts there and nobody says;
- curly, straight and low quotation marks are one mark, single and double kept apart; so are apostrophes and primes;
- the hyphen, the hyphen that does not break, the minus and the short dash are one mark; the long dash is another;
- letters with accents are one however they are composed; ligatures, wide letters and ``…`` are what they print;
- soft hyphens and other marks that print nothing are dropped.

Superscripts, fractions and letters of other alphabets are not levelled: ``10²`` is not ``102``.

A quote begins and ends where words do, and a word takes its sign, its figures and its joints with it: ``5m`` does not
stand in ``£1.5m``, ``acceptable`` not in ``unacceptable`` or ``non-acceptable``, ``we can`` not in ``we can't``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

Span = tuple[int, int]

_QUOTES = {**dict.fromkeys("‘’‚‛′`´ʼ", "'"), **dict.fromkeys("“”„‟″", '"')}
_DASHES = {**dict.fromkeys("‐‑‒–−", "-"), **dict.fromkeys("―", "—")}
_NAMED = {ord(c): piece for c, piece in {**_QUOTES, **_DASHES, "…": "..."}.items()}
_LEVELLED = ("<compat>", "<wide>", "<narrow>", "<font>", "<noBreak>")
_FURNITURE = re.compile(r"(?<!\S)[|•◦▪‣⁃]++(?!\S)")

_JOINTS = frozenset("-'&@_")
_IN_FIGURES = frozenset(".,:/")
_BEFORE_FIGURES = frozenset("-+±~<>≤≥#£$€¥")
_CURRENCY = frozenset("£$€¥")
_BEHIND_FIGURES = frozenset("%‰°+£$€¥")
SIGNS = _BEFORE_FIGURES | _BEHIND_FIGURES
"""Marks that a figure takes with it."""

_ODD = re.compile(
    "[\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\u0132\u0133\u013f\u0140\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u02bc\u1e9a\u1e9b\u20a8\u2100-\u2188\u2474-\u24b5"
    "\u3200-\u33ff\ufb00-\ufb06\uff01-\uff5e\U000110bd-\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U0001d400-\U0001d7ff\U0001f100-\U0001f16f\U0001fbf0-\U0001fbf9\U000e0001-\U000e007f]"
)
"""Characters that print ASCII letters or figures, or nothing; tests hold it against all of Unicode."""
_RUN = re.compile(r"[A-Za-z0-9]{2,}+")

_MARKS = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“", "‟": "”", "”": "”", "’": "’"}
_CUT_MARK = re.compile(r"(?<=\s)(?:\[ ?(?:…|\.{3}) ?\]|…|\.{3})(?=\s)")
_SIC = re.compile(r"\s?\[sic\]", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=[^\W\d_])[-‐\xad][ \t]*\n\s*(?=[^\W\d_])")
_DOTS = ("[…]", "[...]", "…", "...")


class _Alike(dict[int, str]):
    """What each character counts as, told when it is first seen; ``str.translate`` asks it."""

    def __missing__(self, code: int) -> str:
        piece = self[code] = _piece(chr(code))
        return piece


def _piece(letter: str) -> str:
    """What one character counts as."""
    if letter.isspace():
        return " "
    if unicodedata.category(letter) == "Cf":
        return ""
    if letter.isascii():
        return letter
    form, _, _ = unicodedata.decomposition(letter).partition(" ")
    if not form.startswith("<"):
        return unicodedata.normalize("NFD", letter)
    piece = unicodedata.normalize("NFKD", letter)
    return piece if form in _LEVELLED and " " not in piece else letter


_ALIKE = _Alike(_NAMED)


def plain(text: str) -> str:
    """A text in the form in which two printings of it are equal, without white space around it."""
    return " ".join(_without_furniture(text).translate(_ALIKE).split())


class _Placed(NamedTuple):
    """A plain text, and for each of its characters the place in the text as it was."""

    text: str
    at: Sequence[int]


def _placed(text: str) -> _Placed:
    row: list[str] = []
    at: list[int] = []
    for i, letter in enumerate(_without_furniture(text)):
        for piece in _ALIKE[ord(letter)]:
            if piece != " " or (row and row[-1] != " "):
                row.append(piece)
                at.append(i)
    if row and row[-1] == " ":
        del row[-1], at[-1]
    return _Placed("".join(row), at)


def _without_furniture(text: str) -> str:
    return _FURNITURE.sub(lambda match: " " * len(match[0]), text)


# -- where words end ------------------------------------------------------------------------------------------


def _of_word(letter: str) -> bool:
    return letter.isalnum() or (not letter.isascii() and unicodedata.combining(letter) > 0)


def _is_edge(text: str, at: int) -> bool:
    """May a quote begin or end between two characters of a plain text?"""
    if at in {0, len(text)}:
        return True
    before, behind = text[at - 1], text[at]
    if " " in {before, behind}:
        return True
    first = text[at - 2] if at > 1 else " "
    last = text[at + 1] if at + 1 < len(text) else " "
    if _of_word(behind):
        if _of_word(before) or _joins(first, before, behind):
            return False
        if behind.isnumeric() and (before in _BEFORE_FIGURES or (before == "." and not _of_word(first))):
            return False
    if _of_word(before) and (_joins(before, behind, last) or behind in _CURRENCY):
        return False
    if before.isnumeric() and behind in _BEHIND_FIGURES:
        return False
    return not (behind in _CURRENCY and before in _BEFORE_FIGURES)


def _joins(before: str, mark: str, behind: str) -> bool:
    """Does a mark between two characters make one word of them?"""
    if mark in _JOINTS:
        return _of_word(before) and _of_word(behind)
    return mark in _IN_FIGURES and before.isnumeric() and behind.isnumeric()


# -- a quote as it may be typed -------------------------------------------------------------------------------


def forms(quote: str) -> list[tuple[str, ...]]:
    """The ways in which a quote may be meant, in plain form: first as it was typed, then with what a person puts
    round it or in it taken away.

    Outer quotation marks and dots are peeled; ``[sic]`` is left out; a word that the print broke at a line's end is
    joined; a cut mark (``[…]``, ``[...]``, ``…`` or ``...`` between spaces) splits the quote into parts.

    Args:
        quote: as it was typed or pasted.

    Returns:
        Rows of parts, each to stand verbatim and in order; none for a quote without a letter or a figure.
    """
    bases = dict.fromkeys([quote, *_peeled(quote)])
    if "\n" in quote:
        bases |= dict.fromkeys(_BROKEN.sub(by, base) for base in list(bases) for by in ("", "-"))
    if "[" in quote:
        bases |= dict.fromkeys(_SIC.sub("", base) for base in list(bases))
    rows = [(base,) for base in bases] + [tuple(_CUT_MARK.split(base)) for base in bases]
    plains = (tuple(map(plain, row)) for row in rows)
    return list(dict.fromkeys(row for row in plains if all(any(map(_of_word, part)) for part in row)))


def meant(quote: str) -> list[str]:
    """The parts of a quote as they are, without what a person puts round them or in them; one where it is not cut.

    Args:
        quote: as it was typed or pasted.
    """
    base = _SIC.sub("", [quote.strip(), *_peeled(quote)][-1])
    return [part.strip() for part in _CUT_MARK.split(base) if any(map(_of_word, part))]


def _peeled(quote: str) -> list[str]:
    """The quote without the marks around it, layer by layer."""
    found: list[str] = []
    rest = quote.strip()
    while len(rest) > 1 and len(found) < 6:
        before = rest
        if _MARKS.get(rest[0]) == rest[-1]:
            rest = rest[1:-1].strip()
        for dots in _DOTS:
            rest = rest.removeprefix(dots).removesuffix(dots).strip()
        if rest == before:
            break
        found.append(rest)
    return found


# -- where it stands ------------------------------------------------------------------------------------------


def find(quote: str, text: str) -> Span | None:
    """Where a quote stands verbatim in a text.

    Args:
        quote: as it was typed or pasted; its outer quotation marks are no part of it, and a cut mark splits it into
            parts that must all stand, in order.
        text: a section's text or title.

    Returns:
        The offsets of the first place, from the first word quoted to the last; None where it does not stand so.
    """
    found = spans(forms(quote), text)
    return (found[0][0], found[-1][1]) if found else None


def spans(wanted: list[tuple[str, ...]], text: str) -> list[Span]:
    """Where the parts of a quote stand verbatim in a text.

    Args:
        wanted: what :func:`forms` gave for the quote.
        text: a section's text or title.

    Returns:
        The offsets of each part in order, of the first form that stands; empty where none does.
    """
    if not (hopeful := _hopeful(wanted, plain(text))):
        return []
    placed = _placed(text)
    found = next((row for parts in hopeful if (row := _row(placed, parts))), [])
    return [(placed.at[start], placed.at[end - 1] + 1) for start, end in found]


def stands(wanted: list[tuple[str, ...]], text: str) -> bool:
    """Does a quote stand verbatim in a text? Tells sooner than :func:`spans`, by which it would be looked up.

    Args:
        wanted: what :func:`forms` gave for the quote.
        text: a section's text or title.
    """
    levelled = plain(text)
    if not (hopeful := _hopeful(wanted, levelled)):
        return False
    if "…" in text or (not text.isascii() and _ODD.search(text)):
        return bool(spans(hopeful, text))  # some of its characters are several in plain form
    whole = _Placed(levelled, range(len(levelled)))
    return any(_row(whole, parts) for parts in hopeful)


def rare_words(wanted: list[tuple[str, ...]]) -> list[list[str]]:
    """A few long words of each form of a quote: :func:`may_hold` looks for them before all else."""
    rows = []
    for parts in wanted:
        runs = {m[0] for part in parts for m in _RUN.finditer(part) if not unicodedata.combining((part + " ")[m.end()])}
        rows.append(sorted(runs, key=lambda word: (-len(word), word))[:4])
    return rows


def may_hold(text: str, rows: list[list[str]]) -> bool:
    """May a text hold a quote? No, where words of it are not there, and nothing else prints like them.

    Args:
        text: a section's text or title.
        rows: what :func:`rare_words` gave for the quote.
    """
    if any(all(word in text for word in row) for row in rows):
        return True
    return not text.isascii() and _ODD.search(text) is not None


def _hopeful(wanted: list[tuple[str, ...]], levelled: str) -> list[tuple[str, ...]]:
    return [parts for parts in wanted if all(part in levelled for part in parts)]


def _row(placed: _Placed, parts: tuple[str, ...]) -> list[Span]:
    """The parts of a quote in order, as offsets into the plain text; empty where one of them does not stand."""
    found: list[Span] = []
    at = 0
    for part in parts:
        start = _next(placed, part, at)
        if start is None:
            return []
        at = start + len(part)
        found.append((start, at))
    return found


def _next(placed: _Placed, part: str, at: int) -> int | None:
    """The first place of a part at or behind ``at``, between the edges of words."""
    text, size = placed.text, len(part)
    while (start := text.find(part, at)) >= 0:
        end = start + size
        if _is_clean(placed, start) and _is_clean(placed, end):
            return start
        at = start + 1
        while at < len(text) and not _is_edge(text, at):
            at += 1
    return None


def _is_clean(placed: _Placed, at: int) -> bool:
    """Is there an edge of a word, and no character cut in two?"""
    whole = at in {0, len(placed.at)} or placed.at[at - 1] != placed.at[at]
    return whole and _is_edge(placed.text, at)


def is_cut(found: list[Span]) -> bool:
    """Was something left out between the parts of a quote?"""
    return any(end < start for (_, end), (start, _) in pairwise(found))
