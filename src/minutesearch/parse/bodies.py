"""Whose minutes these are: the body's printed name, and one name for one body over an archive."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from minutesearch.parse.dates import find
from minutesearch.parse.wording import is_sentence

_NOUNS = (
    r"sub-?committees?|committees?|councils?|boards?|groups?|panels?|forums?|fora|assembl(?:y|ies)|"
    r"associations?|societ(?:y|ies)|"
    r"trusts?|commissions?|cabinet|executive|authorit(?:y|ies)|partnerships?|governors|directors|trustees|"
    r"governing bod(?:y|ies)|"
    r"working part(?:y|ies)|task ?forces?|foundations?|parliament|senate|union|federation|institute|club|convention|"
    r"network|alliance|team|tf|wg|sig|\w*wg|(?:parish|town|community|village|ward|general) meeting"
)
NOUN = re.compile(rf"\b(?:{_NOUNS})\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:township|municipality|county|city|town|village|borough|district|parish|community) of [a-z]", re.IGNORECASE
)
_ORGANISATION = re.compile(
    r"\b(?:associations?|societ(?:y|ies)|trust|council|authority|foundation|federation|university|college|"
    r"school|club|inc|ltd|assn)\W*$",
    re.IGNORECASE,
)
_ORGAN = re.compile(
    r"\b(?:sub-?committee|committee|board|panel|group|cabinet|working party|commission|forum|directors|"
    r"trustees|governors)\b",
    re.IGNORECASE,
)
_CUTS = re.compile(
    r"\b(?:draft|unconfirmed|provisional|confirmed|approved|final|official|sensitive|unapproved|amended)\b(?!\s+by\b)"
    r"|\b(?:minutes|notes|summary|summaries|record|agenda|actions?|decisions)\s+(?:of|from|"
    r"for)\s+(?:the\s+|a\s+|an\s+)?"
    r"|\bmeeting\s+(?:of|for)\s+(?:the\s+)?"
    r"|\b(?:meeting\s+)?(?:minutes|notes|summaries|summary|agenda)\b|\bmeetings?\b(?=\s*(?:$|[-–—:,|(]|"
    r"held|on\b|at\b|in\b|was\b))"
    r"|\b(?:regular(?:ly scheduled)?|ordinary|annual|special|extra-?ordinary|monthly|quarterly|inaugural|"
    r"virtual|online|emergency)\b"
    r"|\b(?:telco|teleconference|telecon|conference call|call|f2f|face-to-face|day \d|\d(?:st|nd|rd|th) day|egm|agm)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:\b(?:to be )?held\b|\bto be\b|\bconvened\b|\boccurred\b|\btook place\b|\bwas\b|\bwere\b|"
    r"\bat\s{1,3}\d|\bin the\b|"
    r"\bon\s{1,3}(?:the\s{1,3})?(?:\d|mon|tue|wed|thu|fri|sat|sun)|\bvia\b"
    r"|\bpage\s{1,3}\d).*$",
    re.IGNORECASE | re.DOTALL,
)
_MEETING_OF = re.compile(r"\bmeeting\s{1,3}of\s{1,3}(?:the\s{1,3})?", re.IGNORECASE)
_PIECES = re.compile(r"\s[-–—|]\s|:\s|\s?[|•]\s?|\.\s+(?=[A-Z])")
_TRIM = " \t,.;:-–—|/&()[]*_#'\"“”"
_SMALL = frozenset("of the and for in on at to a an by with de la le du".split())
_LONGEST = 90


def name_of(titles: Sequence[str], prose: Iterable[str] = ()) -> str:
    """The printed name of the body.

    Args:
        titles: the document's title, its headings and first lines, the likeliest first.
        prose: sentences of the front matter ("A meeting of the ... was held") and text to learn capitals from.

    Returns:
        A clean name such as ``Planning Committee``, or an empty string where none is printed.
    """
    prose = list(prose)
    names = [
        (piece, name) for title in titles for piece in _PIECES.split(_without_dates(title)) if (name := _named(piece))
    ]
    for place, (_, name) in enumerate(names):
        if NOUN.search(name) and not _only_noun(name):
            return _cased(_organ(name, [other for _, other in names[place + 1 : place + 3]]), prose)
    for text in prose:
        match = _MEETING_OF.search(text[:400])
        if match:
            name = _clean(re.split(r"[,.;]\s|\s\(", _END.sub("", text[match.end() : match.end() + 160]))[0])
            if name and NOUN.search(name) and not _only_noun(name) and len(name) <= _LONGEST:
                return _cased(name, prose)
    for _, name in names:
        if _PLACE.search(name):
            return _cased(name, prose)
    return _cased(names[0][1], prose) if names else ""


def _named(piece: str) -> str:
    """A piece of a title as a name, or nothing where it reads as a sentence or is too long for one."""
    name = _clean(piece)
    if not re.search(r"[A-Za-z]{2}", name) or len(name) > _LONGEST or len(name.split()) > 12 or is_sentence(name):
        return ""
    # A place may stand behind the name ("Working Group, Town Hall"); the form of a company is part of it.
    head, comma, tail = name.partition(",")
    if (
        comma
        and NOUN.search(head)
        and not NOUN.search(tail)
        and not re.match(r"\s*(?:inc|ltd|llc|plc|co|cic)\b", tail, re.IGNORECASE)
    ):
        name = head.strip(_TRIM)
    # "Annual Parish Meeting" is a body of its own: what is cut off as "meeting" elsewhere belongs to its name.
    gathering = re.search(r"\b(?:parish|town|community|village)$", name, re.IGNORECASE)
    if gathering and re.search(rf"\b{gathering[0]}\s+meeting\b", piece, re.IGNORECASE):
        name += " MEETING" if name.isupper() else " Meeting"
    nouns = list(NOUN.finditer(name))
    # "Parish Council Planning" meeting: the word behind the noun tells the meeting, not the body.
    if nouns and re.fullmatch(
        r"\s+(?:planning|finance|budget|public|briefing)", name[nouns[-1].end() :], re.IGNORECASE
    ):
        name = name[: nouns[-1].end()]
    return name


def _organ(name: str, following: Sequence[str]) -> str:
    """Under a letterhead of the whole organisation the next line may tell the organ that met."""
    if not _ORGANISATION.search(name):
        return name
    for other in following:
        if other.casefold() in name.casefold():
            return name
        if _GENERIC.fullmatch(other):
            return f"{name} {other}"
        if _ORGAN.search(other) and not _ORGANISATION.search(other):
            return other
    return name


_GENERIC = re.compile(
    r"(?:the\s+)?(?:board(?: of (?:directors|trustees|governors|management))?|executive(?: committee|"
    r" board)?|cabinet|full council|governing body|"
    r"trustees|directors|council|management committee)",
    re.IGNORECASE,
)


def _only_noun(name: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:the\s+)?(?:meeting|group|partnership|general meeting|forum|team|council|board|committee|"
            r"board of directors)",
            name,
            re.IGNORECASE,
        )
    )


def _without_dates(text: str) -> str:
    for found in reversed(find(text)):
        text = f"{text[: found.start]} | {text[found.end :]}"
    return re.sub(
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?|\b\d{1,2}\s?[ap]\.?m\b",
        " ",
        text,
        flags=re.IGNORECASE,
    )


def _clean(text: str) -> str:
    text = _END.sub("", text)
    before = ""
    while before != text:
        before = text
        text = _CUTS.sub(" ", text, count=8)
    text = re.sub(r"\s+", " ", text).strip(_TRIM)
    text = re.sub(r"^(?:the|a|an|of|and|&)\s+", "", text, flags=re.IGNORECASE)
    text = re.sub(r"(?:\s+(?:of|the|and|&|for|on|at|in|member))+$", "", text, flags=re.IGNORECASE)
    return text.strip(_TRIM)


def _cased(name: str, prose: Iterable[str]) -> str:
    """A name printed in capitals, in title case; short forms that the document writes in capitals keep them."""
    letters = [c for c in name if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) < 0.8 * len(letters) or len(name.split()) < 2:
        return name
    mixed = " ".join(text for text in prose if not text.isupper())[:200_000]
    words: list[str] = []
    for i, word in enumerate(name.split()):
        bare = re.sub(r"\W", "", word)
        if i and word.lower() in _SMALL:
            words.append(word.lower())
        elif bare and _short_form(bare, mixed):
            words.append(word)
        else:
            words.append("-".join(part[:1].upper() + part[1:].lower() for part in word.split("-")))
    return " ".join(words)


def _short_form(word: str, mixed: str) -> bool:
    capital = len(re.findall(rf"\b{re.escape(word)}\b", mixed))
    title = len(re.findall(rf"\b{re.escape(word.capitalize())}\b", mixed))
    if capital or title:
        return capital > title
    return len(word) <= 5 and not re.search(r"[AEIOUY]", word)


# -- one name for one body ----------------------------------------------------------------------------------


def slug(name: str) -> str:
    """A name as part of an id: ``SEND Board`` is ``send-board``."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-") or "body"


def unify(names: Iterable[str]) -> dict[str, str]:
    """Map the names printed in one archive to one name a body.

    Names that differ in case and punctuation are one. A name that ends exactly one family of longer names ("Health
    Board" in "Northshire Health Board") is that family's; where two different longer names end in it, all stay apart,
    because no rule can say which is meant.

    Args:
        names: printed names, repeats allowed (the most frequent spelling becomes the one shown).

    Returns:
        Every given name with its canonical one: the shortest of its family.
    """
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    spelled: dict[tuple[str, ...], str] = {}
    for name in sorted(counts, key=lambda n: (-counts[n], _shouted(n), n)):
        spelled.setdefault(_key(name), name)
    # A name in capitals is shown in another printing's letters where there is one.
    for key, name in list(spelled.items()):
        if _shouted(name):
            calm = [n for n in counts if _key(n) == key and not _shouted(n)]
            spelled[key] = min(calm, key=lambda n: (-counts[n], n)) if calm else name
    keys = sorted((key for key in spelled if key), key=lambda key: (len(key), key))
    head: dict[tuple[str, ...], tuple[str, ...]] = {key: key for key in keys}
    for key in keys:
        longer = [other for other in keys if len(other) > len(key) and other[-len(key) :] == key]
        if not longer or len(key) < 2:
            continue
        # One family: each longer name is an ending of the next ("Board", "SEND Board", "Stockport SEND Board").
        if all(b[-len(a) :] == a for a, b in pairwise(longer)):
            for other in longer:
                head[other] = min(head[other], key, key=len)
    for key in keys:
        # "Township of X" and "Township of X Council" are one body in two printings.
        whole = (*key, "council")
        if whole in head and _PLACE.search(spelled[key]) and head[key] == key and head[whole] == whole:
            head[whole] = key
    return {name: spelled[head.get(_key(name), _key(name))] if _key(name) else name for name in counts}


def _key(name: str) -> tuple[str, ...]:
    # A hyphen joins: "Sub-Committee" must not end in "Committee".
    plain = re.sub(r"(?<=\w)[-'’](?=\w)", "", unicodedata.normalize("NFKC", name).casefold().replace("&", " and "))
    words = re.findall(r"\w+", plain)
    return tuple(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _shouted(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)
