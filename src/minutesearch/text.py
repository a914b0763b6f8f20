"""The one analyser: how a text becomes tokens, sentences and folded titles, and how it is made safe to show.

Everything that is indexed, searched, counted or quoted goes through :func:`tokenize`, so that a mark always stands
where the match was found. Tokens keep character offsets into the text that was given; nothing is ever looked up in
a normalised copy.

A word is a run of letters and digits. Punctuated words (``re-visit``, ``children's``, ``C&YP``) are their parts in
a row; hyphens and apostrophes also give a solid form (:func:`solids`), so that ``revisit`` finds ``re-visit``.
There is no stop list. Stemming is Snowball's English (Porter 2), held back from short words (:func:`stem`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache, partial
from itertools import accumulate, pairwise, repeat
from typing import NamedTuple

import Stemmer

VERSION = "3"
"""Goes into every index's fingerprint: change it with anything below that changes a token."""

BOUNDARY = "¶"
"""Stands between sentences in the token streams that engines index, so that no phrase runs across one."""

_WORD = re.compile(r"([^\W_]+)")
_JOINS = frozenset("-'\u2019\u2018\u2010\u2011")
_MARKS = re.compile("[\u0300-\u036f]")
_NOT_WORD = re.compile(r"[\W_]+")
_LITTLE = frozenset("am an as at if in is it of on or up us".split())
_CACHED = 65_536
"""Words kept with their stems: a large archive prints fewer, and looking one up is quicker than folding it."""
_stemmer = Stemmer.Stemmer("english", 0)


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


class Words(NamedTuple):
    """The words of a text as rows of one length: as printed, their stems, where they start and end.

    ``joints`` are the places of words that a hyphen or an apostrophe joins to the next one. Rows are made without a
    step of Python for each word; :class:`Token` is for those who need to know the sentences, which cost more.
    """

    text: str
    printed: list[str]
    stems: list[str]
    starts: list[int]
    ends: list[int]
    joints: list[int]

    def solids(self) -> list[Solid]:
        """As :func:`solids`."""
        return _solids(self.text, self.starts, self.ends, self.joints)


@lru_cache(_CACHED)
def fold(word: str) -> str:
    """A word without case, accents or compatibility forms (``ﬁ`` is ``fi``); letters and digits only."""
    if word.isascii():
        return word.lower()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", word)).casefold()
    return _NOT_WORD.sub("", plain)


def stem(word: str) -> str:
    """The stem of one folded word; words with a digit are left as they are.

    Snowball's rules are made for words and turn short forms into other words: AED into "a", ONS into "on", ITS into
    "it". So a word of up to three letters only loses the s of a plural (OTs, EPs), and that only where no common word
    would be left, or changes its y (try, tries); and no longer word gets a stem of fewer than three letters (AEDs is
    AED).
    """
    if not word.isalpha():
        return word
    found = str(_stemmer.stemWord(word))
    if len(word) > 3:
        if len(found) > 2:
            return found
        return stem(word[:-1]) if word[-1] == "s" else word
    plural = found == word[:-1] and word[-1] == "s" and found not in _LITTLE
    return found if plural or len(found) == len(word) else word


@lru_cache(_CACHED)
def _stem_of(printed: str) -> str:
    """The stem of a word as printed; empty where folding leaves nothing of it."""
    return stem(fold(printed))


def stem_words(text: str) -> list[str]:
    """The stems of a text's words in order, without offsets."""
    return [stem for stem in map(_stem_of, _WORD.findall(text)) if stem]


def fold_title(text: str) -> str:
    """A title in the form in which two printings of it are equal: folded words joined by a space."""
    return " ".join(word for word in map(fold, _WORD.findall(text)) if word)


def quote_hash(quote: str) -> str:
    """The hash of a quote without case, marks and spacing: what people write down of it outlives a new edition."""
    from hashlib import sha256  # 2 ms that a plain query need not pay

    return sha256(fold_title(quote).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def passage_hash(title: str, text: str) -> str:
    """The hash of a section's title and text as printed, white space apart: another word or mark makes another."""
    from hashlib import sha256  # as above

    printed = "\x00".join(" ".join(part.split()) for part in (title, text))
    return sha256(printed.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def words(text: str) -> Words:
    """All words of a text, without the sentences that they stand in.

    Args:
        text: any text.
    """
    pieces = _WORD.split(text)
    edges = list(accumulate(map(len, pieces)))
    printed, gaps, starts, ends = pieces[1::2], pieces[2:-1:2], edges[:-1:2], edges[1::2]
    stems = list(map(_stem_of, printed))
    if "" in stems:
        kept = [i for i, found in enumerate(stems) if found]
        printed, stems, starts, ends = ([row[i] for i in kept] for row in (printed, stems, starts, ends))  # type: ignore[assignment]
        gaps = [text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    joints = [] if _JOINS.isdisjoint(gaps) else [i for i, gap in enumerate(gaps) if gap in _JOINS]
    return Words(text, printed, stems, starts, ends, joints)


def tokenize(text: str) -> list[Token]:
    """All words of a text, with their sentences.

    Args:
        text: any text.

    Returns:
        The tokens in reading order; positions count words from 0 without gaps.
    """
    found = words(text)
    count = len(found.stems)
    numbers: list[int] = []
    for number, (_, end) in enumerate(sentences(text)):
        numbers.extend(repeat(number, bisect_left(found.starts, end) - len(numbers)))
    rows = zip(found.stems, found.starts, found.ends, range(count), numbers, strict=True)
    # As Token(*row), without the step of Python that each call of a named tuple's class takes.
    return list(map(partial(tuple.__new__, Token), rows))


def solids(text: str, tokens: list[Token]) -> list[Solid]:
    """The solid forms of the hyphenated and apostrophised words of a text.

    Args:
        text: the text that was tokenised.
        tokens: what :func:`tokenize` gave for it.

    Returns:
        One entry a joined word; a word of three parts gives one entry, not its pairs.
    """
    joints = [i for i, (a, b) in enumerate(pairwise(tokens)) if b.start - a.end == 1 and text[a.end] in _JOINS]
    return _solids(text, [t.start for t in tokens], [t.end for t in tokens], joints) if joints else []


def _solids(text: str, starts: list[int], ends: list[int], joints: list[int]) -> list[Solid]:
    found: list[Solid] = []
    following = iter(joints)
    first = next(following, None)
    while first is not None:
        last = first + 1
        while (joint := next(following, None)) == last:
            last += 1
        start, end = starts[first], ends[last]
        found.append(Solid(_stem_of(_NOT_WORD.sub("", text[start:end])), start, end, first, last))
        first = joint
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
_LETTERED = re.compile(
    r"\b(?:appendix|annex|option|table|figure|group|class|grade|part|section|schedule|block|phase|plan|category|band|"
    r"tier|zone|lot|list|model|type|hepatitis|vitamin)\s$",
    re.IGNORECASE,
)
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
        # "J. Smith" is a name; "Appendix B." is the end of a sentence.
        return not _LETTERED.search(text, max(start, before.start() - 12), before.start())
    return word.lower() in _ABBREVIATIONS


# -- what may be shown --------------------------------------------------------------------------------------

_REPLACE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DROP = re.compile("[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")


def safe_text(text: str) -> str:
    """A text that a terminal, a page or a file can show without being commanded by it.

    Control characters, and what no XML file may hold, become U+FFFD; bidirectional, zero-width and other invisible
    marks are dropped; line ends are line feeds.
    All text from documents, file names and error messages passes here once, at the boundary where it is shown.
    """
    return _DROP.sub("", _REPLACE.sub("\ufffd", _BREAKS.sub("\n", text)))


def safe_line(text: str) -> str:
    """:func:`safe_text` on one line: line feeds and tabs become spaces."""
    return re.sub(r"\s+", " ", safe_text(text)).strip()
