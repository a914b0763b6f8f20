"""Whose minutes these are: the body's printed name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from minutesearch.parse.identity.casing import cased
from minutesearch.parse.identity.dates import find
from minutesearch.parse.identity.one_name import is_generic, key_of
from minutesearch.parse.sections.wording import is_sentence

_NOUNS = (
    r"sub-?committees?|committees?|councils?|boards?|groups?|panels?|forums?|fora|assembl(?:y|ies)|"
    r"associations?|societ(?:y|ies)|"
    r"trusts?|commissions?|cabinet|executive(?!\s+session)|authorit(?:y|ies)|partnerships?|governors|directors|trustees|"
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
    r"|\b(?:official\s+)?(?:web ?site|home ?page)\b"
    r"|\b(?:regular(?:ly scheduled)?|ordinary|annual|special|extra-?ordinary|monthly|quarterly|inaugural|"
    r"virtual|online|emergency)\b"
    r"|\b(?:telco|teleconference|telecon|conference call|call|f2f|face-to-face|day \d|\d(?:st|nd|rd|th) day|egm|agm)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:\b(?:to be )?held\b|\bto be\b|\bconvened\b|\boccurred\b|\btook place\b|\bwas\b|\bwere\b|"
    r"\bstart(?:s|ed|ing)\b|\bbegins?\b|"
    r"\bat\s{1,3}\d|\bin the\b|"
    r"\bon\s{1,3}(?:the\s{1,3})?(?:\d|mon|tue|wed|thu|fri|sat|sun)|\bvia\b"
    r"|\bpage\s{1,3}\d).*$",
    re.IGNORECASE | re.DOTALL,
)
_TOLD = (
    r"(?:minutes|notes|summary|meetings?|session|telco|teleconference|telecon|conference call|f2f|face-to-face|egm|agm)"
)
_NO_TITLE = re.compile(
    r"\b(?:taken|recorded|prepared|submitted|written|compiled) by\b|\bcalled to order\b|"
    r"^\W*(?:\d{1,2}\W+)?(?:approv|adopt|accept|confirm|review|read)(?:al|ing|ion|ance|ation)? (?:of|the)\b|"
    r"https?:|www\.|\{\{|@|^\W*(?:[\w’'-]{1,20}\s){0,3}(?:members|attendees|participants|present|attendance|apologies|"
    r"regrets|absent|guests|observers|visitors|staff|officers|chairs?|scribes?|note ?takers?|facilitators?|location|"
    r"venue|time|quorum|agenda|topics?)\s?[:|]",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^(?:\d{3,5}\s+|(?:\d{1,3}(?:st|nd|rd|th)|q[1-4]|(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty[-\s])?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))\s+"
    r"(?!(?:street|avenue|road|ward|district|battalion|parish|floor|grade|ave|st)\b))",
    re.IGNORECASE,
)
"""A count of meetings before the name, or the number of a page."""
_DID = re.compile(
    r"\b(?:was|were|had|has|have)\s(?:\w+\s){0,2}(?:present|absent|in attendance|called|opened|read|approved|"
    r"discussed|noted|received|welcomed|asked|given)\b",
    re.IGNORECASE,
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
        (f"{piece} |", name)
        for title in titles
        if not _NO_TITLE.search(title)
        for piece in _PIECES.split(_without_dates(title))
        if (name := _named(piece))
    ]
    for place, (_, name) in enumerate(names):
        if _tells_a_body(name) and not _only_noun(name):
            organ = _organ(name, [other for _, other in names[place + 1 : place + 3]])
            return _whole(organ, place, names, prose)
    for text in prose:
        match = _MEETING_OF.search(text[:400])
        if match:
            name = _named(re.split(r"[,.;]\s|\s\(", _END.sub("", text[match.end() : match.end() + 160]))[0])
            if _tells_a_body(name) and not _only_noun(name):
                return cased(name, prose)
    for _, name in names:
        if _PLACE.search(name):
            return cased(name, prose)
    for piece, name in names:
        # Without a word for a body, only the title of a meeting tells that a name is one: "ABC EGM - Minutes".
        if _is_proper(name) and not NOUN.search(name) and name.count(",") < 2 and _of_a_meeting(piece, name):
            return cased(name, prose)
    for place, (_, name) in enumerate(names):
        if _only_noun(name):
            return _whole(name, place, names, prose)
    return ""


def of_folder(path: str) -> str:
    """A body's name from the folder, where the document prints none.

    Args:
        path: the archive-relative path.
    """
    parts = re.split(r"[/\\]", path)[:-1]
    name = re.sub(r"[-_]+", " ", parts[-1]).strip() if parts else ""
    if not name or name.lower() in ("corpus", "minutes", "meetings"):
        return "Unnamed body"
    return name[:1].upper() + name[1:]


def printed(titles: Sequence[str]) -> str:
    """The body that the title lines of one meeting name, or an empty string where they name none.

    Args:
        titles: the lines that open the meeting; anything in them that is not plainly a body is passed over.
    """
    name = name_of(titles, titles)
    return name if _tells_a_body(name) and not _only_noun(name) else ""


def _named(piece: str) -> str:
    """A piece of a title as a name, or nothing where it reads as a sentence or is too long for one."""
    if _DID.search(piece):
        return ""
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
    if nouns and _MEETING_TAIL.match(name[nouns[-1].end() :]):
        name = name[: nouns[-1].end()]
    return name


_NO_NAMES = frozenset(
    "the a an of on in at date next last previous time venue present draft page item day welcome about regular special "
    "annual vice president chair secretary treasurer clerk".split()
)
_MEETING_TAIL = re.compile(
    r"\s+(?:(?:planning|finance|budget|public|briefing|sessions?|work ?shop|hearing)$|"
    r"(?:executive|closed|open|work|working|study|special) session\b|public hearing\b|retreat\b)",
    re.IGNORECASE,
)
_NO_BODY = re.compile(
    r"^\s+(?:rooms?|chambers?|offices?|leaders?|managers?|officers?|members?|reports?|updates?|issues?|matters|chairs?|"
    r"hall|building|cent(?:re|er)|actions?|plans?|papers|website|business|liaison|representatives?|reps?|elections?|"
    r"appointments?|vacanc(?:y|ies)|decisions?|procedures?|discussions?|recommendations?)\b",
    re.IGNORECASE,
)


def _tells_a_body(name: str) -> bool:
    """Does a name with a word for a body in it read like one, not like an item of business or a place?"""
    nouns = list(NOUN.finditer(name))
    if not nouns or ".." in name or name.lower().startswith("about ") or _NO_BODY.match(name[nouns[-1].end() :]):
        return False
    return not re.match(r"to\s", name, re.IGNORECASE) and _capital(NOUN.sub(" ", name))


def _is_proper(name: str) -> bool:
    """Does it begin like a name, and has it a word that can only be one?"""
    words = [word for word in re.findall(r"[A-Z][\w’'-]*", name) if word.lower() not in _NO_NAMES]
    return name[0].isalpha() and bool(words) and _capital(name)


def _capital(name: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", name) if word.lower() not in _SMALL]
    small = sum(1 for word in words if word[0].islower())
    return small <= 1 or small < 0.4 * len(words)


def _whole(name: str, place: int, names: Sequence[tuple[str, str]], prose: Sequence[str]) -> str:
    """A name; where any publisher has one like it, with whose it is, as another line or the one above it tells."""
    if not (is_generic(name) or NOUN.fullmatch(name)):
        return cased(name, prose)
    key = key_of(name)
    longer = [other for _, other in names if key_of(other)[-len(key) :] == key and key_of(other) != key]
    if longer:
        return cased(longer[0], prose)
    above = names[place - 1][1] if place else ""
    if not above or NOUN.search(above) or _VENUE.search(above) or not _capital(above) or len(above.split()) > 6:
        return cased(name, prose)
    words = cased(name, prose).split()
    return " ".join([cased(above, prose), *(words[1:] if key_of(above)[0] == key[0] else words)])


_VENUE = re.compile(
    r"\d|,|\b(?:hall|rooms?|road|street|lane|avenue|centre|center|library|church|online|zoom|teams|building|house|floor|"
    r"welcome|call|roll|date|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)


def _of_a_meeting(piece: str, name: str) -> bool:
    """Does "meeting", "minutes" or the like stand right behind the name in a title, or "minutes of" before it?"""
    behind = rf"{re.escape(name)}\W+(?:(?!of\b)\w+\W+){{0,2}}{_TOLD}\b"
    before = rf"\b{_TOLD}\W+(?:(?:of|from|for)\W+)?(?:the\W+)?(?:\w+\W+)?{re.escape(name)}"
    return bool(re.search(f"{behind}|{before}", piece, re.IGNORECASE))


def _organ(name: str, following: Sequence[str]) -> str:
    """Under a letterhead of the whole organisation the next line may tell the organ that met."""
    if not _ORGANISATION.search(name):
        return name
    for other in following:
        if other.casefold() in name.casefold():
            return name
        if _GENERIC.fullmatch(other):
            return f"{name} {other}"
        if _ORGAN.search(other) and _tells_a_body(other) and not _ORGANISATION.search(other):
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
    text = re.sub(
        r"^(?:(?:the|a|an|of|and|&|from|for|with|by|at|in|(?:19|20)\d\d)\s+){1,3}", "", text, flags=re.IGNORECASE
    )
    text = _COUNTED.sub("", text)
    if text.count("(") > text.count(")"):
        text = text.rsplit("(", 1)[0]
    text = re.sub(r"(?: (?:of|the|and|&|for|on|at|in|member)){1,9}$", "", text, flags=re.IGNORECASE)
    return text.strip(_TRIM)
