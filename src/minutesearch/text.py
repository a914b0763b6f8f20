"""The one analyser: how a text becomes tokens, sentences and folded titles, and how it is made safe to show.

Everything that is indexed, searched, counted or quoted goes through :func:`tokenize`, so that a mark always stands
where the match was found. Tokens keep character offsets into the text that was given; nothing is ever looked up in
a normalised copy.

A word is a run of letters and digits. Punctuated words (``re-visit``, ``children's``, ``C&YP``) are their parts in
a row; hyphens and apostrophes also give a solid form (:func:`solids`), so that ``revisit`` finds ``re-visit``.
There is no stop list. Stemming is Snowball's English (Porter 2).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import Stemmer

VERSION = "1"
"""Goes into every index's fingerprint: change it with anything below that changes a token."""

BOUNDARY = "¶"
"""Stands between sentences in the token streams that engines index, so that no phrase runs across one."""

_WORD = re.compile(r"[^\W_]+")
_JOINS = frozenset("-'\u2019\u2018\u2010\u2011")
_MARKS = re.compile("[\u0300-\u036f]")
_NOT_WORD = re.compile(r"[\W_]+")
_stemmer = Stemmer.Stemmer("english", 20_000)


class Token(NamedTuple):
    """One word: its stem, its offsets, its place in the row of words, and the sentence it stands in (from 0)."""

    stem: str
    start: int
    end: int
    position: int
    sentence: int


class Solid(NamedTuple):
    """A word that is printed with a hyphen or an apostrophe, joined: ``re-visit`` as ``revisit``."""

    stem: str
    start: int
    end: int
    first: int
    last: int


def fold(word: str) -> str:
    """A word without case, accents or compatibility forms (``ﬁ`` is ``fi``); letters and digits only."""
    if word.isascii():
        return word.lower()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", word)).casefold()
    return _NOT_WORD.sub("", plain)


def stem(word: str) -> str:
    """The stem of one folded word; words with a digit are left as they are."""
    return word if not word.isalpha() else str(_stemmer.stemWord(word))


def stem_words(text: str) -> list[str]:
    """The stems of a text's words in order, without offsets."""
    return [stem(w) for w in (fold(m) for m in _WORD.findall(text)) if w]


def fold_title(text: str) -> str:
    """A title in the form in which two printings of it are equal: folded words joined by a space."""
    return " ".join(w for w in (fold(m) for m in _WORD.findall(text)) if w)


def tokenize(text: str) -> list[Token]:
    """All words of a text.

    Args:
        text: any text.

    Returns:
        The tokens in reading order; positions count words from 0 without gaps.
    """
    ends = [end for _, end in sentences(text)]
    tokens: list[Token] = []
    sentence = 0
    last = len(ends) - 1
    for match in _WORD.finditer(text):
        folded = fold(match[0])
        if not folded:
            continue
        start, end = match.span()
        while sentence < last and start >= ends[sentence]:
            sentence += 1
        tokens.append(Token(stem(folded), start, end, len(tokens), sentence))
    return tokens


def solids(text: str, tokens: list[Token]) -> list[Solid]:
    """The solid forms of the hyphenated and apostrophised words of a text.

    Args:
        text: the text that was tokenised.
        tokens: what :func:`tokenize` gave for it.

    Returns:
        One entry a joined word; a word of three parts gives one entry, not its pairs.
    """
    found: list[Solid] = []
    i = 0
    while i < len(tokens) - 1:
        j = i
        while j + 1 < len(tokens) and tokens[j + 1].start - tokens[j].end == 1 and text[tokens[j].end] in _JOINS:
            j += 1
        if j > i:
            start, end = tokens[i].start, tokens[j].end
            found.append(Solid(stem(fold(_NOT_WORD.sub("", text[start:end]))), start, end, i, j))
        i = j + 1
    return found


def joined(tokens: list[Token], found: list[Solid]) -> list[Token]:
    """The sentences that hold joined words, with each of these as one word: ``the keyworker pilot`` for
    ``the key-worker pilot``. A phrase that is asked for in the solid spelling is looked for here.

    Args:
        tokens: what :func:`tokenize` gave for a text.
        found: what :func:`solids` gave for it.

    Returns:
        Tokens in reading order; positions count within this row.
    """
    heads = {solid.first: solid for solid in found}
    wanted = {tokens[solid.first].sentence for solid in found}
    row: list[Token] = []
    i = 0
    while i < len(tokens):
        token, solid = tokens[i], heads.get(i)
        i = solid.last + 1 if solid else i + 1
        if token.sentence in wanted:
            stem_, end = (solid.stem, solid.end) if solid else (token.stem, token.end)
            row.append(Token(stem_, token.start, end, len(row), token.sentence))
    return row


def stream(tokens: list[Token]) -> list[str]:
    """The tokens as an engine indexes them: stems in order, :data:`BOUNDARY` between sentences."""
    row: list[str] = []
    sentence = 0
    for token in tokens:
        if token.sentence != sentence:
            row.append(BOUNDARY)
            sentence = token.sentence
        row.append(token.stem)
    return row


# -- sentences ----------------------------------------------------------------------------------------------

_END = re.compile(r"(?<![.!?…])[.!?…]++[)\]\"'”’»]*+(?=\s+[\"'“‘`(\[«]*(?:[A-Z0-9À-ÖØ-Þ£$€•]))|\n+")
_ABBREVIATIONS = frozenset(
    "cllr cllrs councillor mr mrs ms mx dr prof rev hon st no nos approx eg ie etc vs viz cf para paras p pp ref refs "
    "fig figs dept ltd co inc plc jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs "
    "fri sat sun tel ext min mins max est ave rd sq gov sec art vol ed eds al".split()
)
_BEFORE = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)$")
_ENUMERATOR = re.compile(r"^\s*\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand.

    A line break always ends one (blocks are joined by line breaks); a full stop ends one unless it belongs to an
    abbreviation (``Cllr.``, ``approx.``, ``e.g.``), an initial or an item number.

    Returns:
        (start, end) offsets without the white space around; they cover every word of the text.
    """
    found: list[tuple[int, int]] = []
    start = 0

    def close(end: int) -> None:
        a, b = start, end
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            found.append((a, b))

    for match in _END.finditer(text):
        if match[0][0] == "." and _abbreviated(text, start, match):
            continue
        close(match.end())
        start = match.end()
    close(len(text))
    return found


def _abbreviated(text: str, start: int, match: re.Match[str]) -> bool:
    if len(match[0]) > 1 and match[0][1] == ".":
        return False
    before = _BEFORE.search(text, max(start, match.start() - 24), match.start())
    if not before:
        return False
    word = before[1]
    if _ENUMERATOR.match(text[start : match.start()]):
        return True
    if "." in word:
        # "e.g." and "i.e." never end a sentence; "p.m." and "U.K." may, and do before a capital.
        return word.lower() in {"e.g", "i.e", "c.f"}
    if len(word) == 1 and word.isalpha() and word.isupper() and word != "I":
        return True
    return word.lower() in _ABBREVIATIONS


# -- what may be shown --------------------------------------------------------------------------------------

_REPLACE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_DROP = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")


def safe_text(text: str) -> str:
    """A text that a terminal, a page or a file can show without being commanded by it.

    Control characters become U+FFFD, bidirectional and zero-width marks are dropped, line ends are line feeds.
    All text from documents, file names and error messages passes here once, at the boundary where it is shown.
    """
    return _DROP.sub("", _REPLACE.sub("\ufffd", _BREAKS.sub("\n", text)))


def safe_line(text: str) -> str:
    """:func:`safe_text` on one line: line feeds and tabs become spaces."""
    return re.sub(r"\s+", " ", safe_text(text)).strip()
