"""When something promised is due: the point in time that a sentence names, no more precise than it is printed.

Patterns of our own, resolved against the day of the meeting. General libraries for dates find some in fifteen
sentences of the sample that have none ("on a daily basis", "the second area"), so none is used.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from minutesearch.mine.statements.resolving import COUNTS, DAYS, FEASTS, MONTHS, QUARTERS, resolved
from minutesearch.model import NEXT_MEETING

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = "(?:" + "|".join(DAYS) + r"|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?)"
_COUNT = r"(?P<count>\d{1,3}|few|couple of|" + "|".join(COUNTS) + ")"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_ORDINAL = r"(?:st|nd|rd|th)"
_YEAR = r"(?P<y>\d{4})"
_PREPOSITION = (
    r"(?:no later than|not later than|by no later than|on or before|ready for|in time for|up to|by|until|till|before|"
    r"from|in|on|at|during|throughout|for|to|towards|w/c|week commencing|w/e|week ending|week beginning|starting|"
    r"beginning|commencing|effective|of|due|after|around|next|this(?: coming)?|ahead of|prior to|in "
    r"advance of|between|as of|"
    r"through|come|deadline(?: of| is)?:?)"
)
_EDGE = (
    r"(?:(?:the )?(?:beginning|start|middle|end|early|mid|late|latter part|first week|second week|third week|"
    r"last week|week|first)[ -](?:of |in |part of )?(?:the )?)?"
)
_HOUR = r"(?:(?:noon|midday|midnight|cob|close of (?:play|business)|\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\.?),? (?:on )?)?"
_GATHERING = (
    r"(?:meetings?|agenda|session|agm|"
    r"(?:full )?(?:council|board|cabinet|committee|governing body|panel|executive|forum|partnership))"
)
_DATES = (
    (
        "date",
        (
            rf"\b(?:{_PREPOSITION} )+{_HOUR}{_EDGE}(?:the |its |our |their )?(?:{_DAY},? (?:the "
            rf")?)?(?P<d>\d{{1,2}})(?:{_ORDINAL})?"
            rf"(?:(?:,| and| or| to| ?[-–]) ?\d{{1,2}}(?:{_ORDINAL})?)?"
            rf"(?: of| day of)? (?P<m>{_MONTH}),?(?: {_YEAR}\b)?"
        ),
    ),
    (
        "date",
        (
            rf"\b(?:{_PREPOSITION} )+{_HOUR}(?:the |our |its )?(?:{_DAY},? )?(?P<m>{_MONTH}) (?P<d>\d{{1,2}})"
            rf"(?:{_ORDINAL})?\b(?!\d)(?:,? {_YEAR}\b)?"
        ),
    ),
    (
        "numeric",
        (
            rf"\b(?:{_PREPOSITION} )+{_HOUR}(?:{_DAY},? )?(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})"
            r"(?:[/.](?P<y>\d{4}|\d\d))?(?![\d/]|\.\d)"
        ),
    ),
    (
        "month",
        (
            rf"\b(?:{_PREPOSITION} )+{_EDGE}(?:the |its |our |their )?(?P<m>{_MONTH})(?:,? {_YEAR}\b)?(?! \d)"
            r"(?P<meeting> (?:\w+ )?(?:meeting|board|council|committee)\b)?(?! half| minutes)(?! meeting minutes)"
            r"(?!, (?:january|february|march|april|may|june|july|august|september|october|november|december)\b)"
        ),
    ),
)
_MEETINGS = (
    (
        "next",
        (
            r"\b(?:at|for|to|by|before|until|on|in|ready for|of) (?:the |our |its |their )?(?:next|following|"
            r"forthcoming) (?!month|week|year|term)"
            rf"(?:[\w'&-]+ ){{0,4}}?{_GATHERING}\b|"
            r"\b(?:next|following) (?:\w+ ){0,2}?meeting'?s? agenda\b|\bthe next (?:\w+ )?meeting\b|\bnext time\b|"
            r"\b(?:report|bring|come|brought|return|reported) back (?:to|at|next) (?:the )?next\b[a-z ]{0,20}"
        ),
    ),
)
_OTHERS = (
    (
        "date",
        rf"\b(?:{_DAY},? )?(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?:{_ORDINAL})?(?:,? {_YEAR})?(?=\W*$|[,;)])",
    ),
    ("date", rf"\b{_DAY},? (?:the )?(?P<d>\d{{1,2}})(?:{_ORDINAL})?(?: of)? (?P<m>{_MONTH})(?:,? {_YEAR})?"),
    (
        "month",
        (
            r"\b(?:first|second|third|last|early|mid|late|end)(?: week)?(?: of| in)? ?-?"
            rf"(?P<m>{_MONTH})(?:,? {_YEAR}\b)?"
        ),
    ),
    (
        "feast",
        rf"\b(?:by|before|after|until|at|for|on|in time for|ahead of|over) (?:the )?(?P<feast>{'|'.join(FEASTS)})\b",
    ),
    ("easter", r"\b(?:by|before|after|until|at|from|over|for) (?:the )?easter\b"),
    (
        "half",
        (
            rf"\b(?:by|before|after|until|at|over|during) (?:the )?(?:(?P<named>{_MONTH}|autumn|winter|spring|"
            rf"summer)|\w+)? ?half[- ]term\b"
        ),
    ),
    (
        "holiday",
        (
            rf"\b(?:by|before|after|during|in|until|for|at) (?:the )?(?:start of the |end of the )?{_SEASON} "
            r"(?:holidays?|break|vacation|recess)\b"
        ),
    ),
    (
        "within",
        (
            rf"\b(?:within|in|over|during|for) (?:the )?(?:next |coming |following )(?:{_COUNT} )?"
            r"(?P<unit>days?|weeks?|months?|years?|fortnight)\b"
        ),
    ),
    (
        "within",
        (
            rf"\b(?:within|in|over|during) (?:the )?(?:{_COUNT} )?(?:working |calendar )?"
            r"(?P<unit>days?|weeks?|months?|years?|fortnight)(?:'?s? time)?\b(?! of\b)"
        ),
    ),
    (
        "end",
        (
            r"\b(?:by|until|before|at|towards|to|till|from|in|for) (?:the )?(?P<edge>end|close|beginning|start|middle)"
            r"(?: of)? (?:the |this |next |new |coming )*(?P<unit>week|month|year|calendar year|financial year|"
            r"fiscal year|"
            r"school year|academic year|term|autumn term|spring term|summer term|quarter|summer|spring|autumn|winter)\b"
            rf"(?: {_YEAR})?"
        ),
    ),
    (
        "end",
        (
            r"\b(?:in|from|for|during|until|at|before|by) (?:the )?(?P<edge>start|beginning)?(?: of )?(?:the )?"
            r"(?:next|new|coming) (?P<unit>school year|academic year|financial year|fiscal year)\b"
        ),
    ),
    (
        "term",
        (
            r"\b(?:by|in|during|for|from|before|at|next|this|over|throughout|until|to|after) (?:the )?"
            r"(?:start of |end of )?(?:the )?(?:next |coming |new |forthcoming )?(?P<season>autumn|spring|summer|"
            r"winter) "
            rf"term\b(?: {_YEAR})?"
        ),
    ),
    (
        "season",
        (
            r"\b(?<!rest of )(?:by|in|during|from|before|until|next|this|late|early|to|till|after) "
            rf"(?:the |this |next |coming |early |late |mid-?|end of )*{_SEASON}\b"
            r"(?! (?:term|fair|f[ae]te|fayre|event|newsletter|school|festival|holiday|break|concert|show|"
            r"programme|edition))"
            rf"(?:/\w+)?(?: (?:of )?{_YEAR})?"
        ),
    ),
    (
        "quarter",
        (
            r"\b(?:by|in|during|for|from|before|until|end of) (?:the )?(?:end of )?(?:the )?"
            rf"(?:q(?P<q>[1-4])|(?P<quarter>{'|'.join(QUARTERS)}) quarter)\b(?:(?: of)? {_YEAR})?"
        ),
    ),
    (
        "relative",
        (
            r"\b(?:(?:by|in|early|until|before|from|for|during|late|later|over|at|after) )?(?:the )?(?:\w+ )?(?P<what>"
            r"next (?:week|month|year|term)\b|new year|later (?:this|in the) year|this (?:week|month|year)|"
            r"later this month|christmas|tomorrow|year[- ]end)\b"
        ),
    ),
    (
        "weekday",
        (
            rf"\b(?:by|on|before|until|next|this|for) {_HOUR}(?:next |this |the )?(?P<day>{'|'.join(DAYS)})\b"
            rf"(?! (?:\d|evening|morning|afternoon|night|mornings|afternoons|{_MONTH}))"
        ),
    ),
    (
        "day",
        rf"\b(?:by|on|before|until) the (?P<d>\d{{1,2}}){_ORDINAL}\b(?! (?:century|floor|avenue|street|of\b))",
    ),
    (
        "year",
        (
            r"\b(?:by|in|from|until|before|during|for) (?:the )?(?:end(?: of)? |early |late |mid-?)?(?:the )?"
            r"(?P<y>20\d\d)\b(?:[-/]\d\d\b)?(?![-/]\d)"
        ),
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in (*_DATES, *_MEETINGS, *_OTHERS))
_PAST = re.compile(
    r"(?<!be )(?<!take )\b(?:since|minutes (?:of|from)|last meeting|previous meeting|meeting held|held|dated|received|"
    r"letter|email|e-mail|in attendance|opened|began|started|adopted|launched|reported|published)\b"
    r"[a-z ,'-]{0,24}$"
)


CALLED_FOR = (
    frozenset(MONTHS)
    | frozenset(DAYS)
    | frozenset(QUARTERS)
    | frozenset(word for feast in FEASTS for word in feast.split())
    | frozenset("mon tue tues wed thu thur thurs fri sat sun 1 2 3 4 5 6 7 8 9".split())
    | frozenset("next following forthcoming easter half term spring summer autumn fall winter christmas".split())
    | frozenset("day days week weeks month months year years fortnight end close quarter tomorrow".split())
)
"""Words without which no sentence has a due point."""


class Due(NamedTuple):
    """A due point: as printed, as an ISO date of the precision that is known, and where it stands."""

    text: str
    due: str
    start: int
    end: int


def due_point(text: str, plain: str, meeting: str, after: int = 0) -> Due | None:
    """The due point that a forward statement names.

    Args:
        text: the sentence in small letters, what does not count blanked out.
        plain: the same as printed.
        meeting: the day of the meeting, ISO; where only its month is known, what depends on the day is not resolved.
        after: where the promise begins: a date behind it is preferred to one before it.

    Returns:
        The first one behind the promise, else the last one before it, else None.
    """
    exact = len(meeting) == len("2021-01-12")
    try:
        day = date.fromisoformat(meeting if exact else f"{meeting}-01")
    except ValueError:
        return None
    found: list[Due] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            if kind != "next" and _PAST.search(text[max(0, match.start() - 40) : match.start()]):
                continue
            if "m" in match.re.groupindex and plain[match.start("m") : match.end("m")] == "may":
                # In small letters it is the verb: "may take another 30 days".
                continue
            if not (exact or kind == "next" or match.groupdict().get("y")):
                continue
            iso = resolved(kind, match, day)
            if iso and (iso == NEXT_MEETING or iso >= meeting[: len(iso)]):
                found.append(Due(plain[match.start() : match.end()].strip(" ,."), iso, match.start(), match.end()))
    behind = [d for d in found if d.end > after]
    return min(behind, key=lambda d: d.start) if behind else max(found, key=lambda d: d.start, default=None)
