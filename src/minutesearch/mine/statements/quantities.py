"""Figures in a sentence: how much money, how many people and cases, what share, how many hours.

Dates, times of day, item and telephone numbers, addresses, file sizes, and durations that only say when or how often
are no figures. What is counted must be named: money, a per cent, or a noun of people, cases or places.
"""

from __future__ import annotations

import re

from minutesearch.mine.statements.sentence import Sentence
from minutesearch.model import Quantity

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORTH: dict[str, float] = {word: float(n) for n, word in enumerate(_ONES)}
_WORTH |= {word: 10.0 * n for n, word in enumerate(_TENS, 2)}
_WORTH |= {f"{ten}-{one}": _WORTH[ten] + _WORTH[one] for ten in _TENS for one in _ONES[1:10]} | {
    "dozen": 12.0,
    "a dozen": 12.0,
    "hundred": 100.0,
    "a hundred": 100.0,
}
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "hundred": 1e2}
CALLED_FOR = frozenset(_WORTH) - {"zero", "one"} | {"£", "$", "€", "%", "dozen", "hundred"}
"""Words and marks without which a sentence holds no figure; a digit (1–9) also calls for a look."""

_WORDS = "|".join(sorted((w for w in _WORTH if w not in ("zero", "one")), key=len, reverse=True))
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d)"
_MONEY = re.compile(
    rf"(?:(?P<sign>[£$€]|\b(?:gbp|usd|eur|cad) ?)\s?(?P<n>{_DIGITS})(?:\s?(?P<scale>k|m|mn|bn|million|"
    rf"billion|thousand)\b)?|"
    rf"\b(?P<n2>{_DIGITS})(?:\s?(?P<scale2>k|million|billion|thousand))?\s?(?P<name>pounds|dollars|euros|quid|pence)\b)"
)
_SHARE = re.compile(rf"\b(?P<n>{_DIGITS}|{_WORDS})\s?(?P<unit>%|per ?cent\b|percentage points?\b)")
_PLAIN_MONEY = re.compile(
    r"(?<![\w.,/:£$€-])(?P<n>\d{1,3}(?:,\d{3})+\.\d\d|\d{2,6}\.\d\d|(?<=\| )\d{1,3}(?:,\d{3})+)"
    r"(?![\d.,/:%-]*\d)(?!\s?(?:[ap]\.?m\b|hrs|h\b|%|km|ha\b|m\b))"
)
_PEOPLE = (
    "people|persons?|residents|families|children|pupils|students|learners|parents|carers|workers|keyworkers|staff|"
    "members|councillors|volunteers|patients|households|householders|homes|users|visitors|customers|applicants|"
    "candidates|attendees|participants|adults|teenagers|practitioners|professionals|teachers|officers|trustees|"
    "governors|employees|posts|vacancies|beds|delegates|guests|players|men|women|boys|girls|tenants|owners|homeowners|"
    "businesses|clients|drivers|doctors|nurses|assistants|apprentices|leaders|individuals|respondents|signatories|"
    "supporters|subscribers|followers|electors|voters|voices|champions|mentors|schools|settings|providers|places|"
    "youngsters|infants|babies|victims|offenders|firefighters|readers|borrowers|directors|representatives|fte|wte|"
    "cyclists|pedestrians|motorists|walkers|swimmers|runners|singers|operators|drivers|engineers|nurses|midwives|"
    "consultants|clinicians|therapists|social workers|psychologists|trainees|graduates|recruits|personnel|carers|"
    "inspectors|wardens|rangers|wardens|stewards|helpers|donors|sponsors|exhibitors|stallholders|traders|refugees|"
    "pensioners|under-fives|boarders|leavers|starters|newcomers|taxpayers|ratepayers|spectators|audience members|"
    "competitors|entrants|candidates|citizens|neighbou?rs|claimants|callers|attenders|dogs|speakers|seats|spaces"
)
_CASES = (
    "cases|arrests|stillbirths|breaks|case studies|referrals|applications|complaints|incidents|requests|"
    "plans|ehcps|ehc plans|assessments|"
    "appeals|exclusions|suspensions|appointments|responses|replies|calls|objections|cheques|checks|"
    "invoices|claims|visits|sessions|crimes|thefts|burglaries|accidents|breaches|tickets|sales|registrations|"
    "memberships|contracts|surveys|tribunals|permits|licen[cs]es|lots|units|enquiries|inquiries|"
    "admissions|discharges|operations|procedures|tests|vaccinations|jabs|referees|loans|downloads|views|hits|"
    "emails|e-mails|letters|entries|nominations|bids|inspections|workshops|events|clinics|"
    "plots|allotments|bookings|orders|deaths|births|falls|infections|warnings|fines|notices|submissions|signatures|"
    "donations|properties|houses|dwellings|flats|bungalows|shares|absences|interviews|"
    "outages|offences|speeders|vehicles|cars|lorries|journeys|passengers|trips|rooms|"
    "consents|consultations|contacts|inquests|evictions|lettings|voids|repairs|deliveries|collections|"
    "attendances|withdrawals|resignations|redundancies|disposals|screenings|transfers|placements|diagnoses|"
    "positions|scholarships|grants|awards|courses|lessons|concerts|performances|issues sold|copies sold|"
    "streetlights|meals|parcels|food parcels|sandbags|pitches|garages|cottages|apartments"
)
_SPAN = "hours|days|weeks|months|years|minutes|nights"
_MODIFIER = (
    r"(?:(?!(?:of|and|or|to|in|for|with|from|at|on|were|was|is|are|have|has|had|the|per|by|as|that|who|"
    r"which|will|would|"
    r"last|first|next|previous|other|into|out|up|than|during|between|before|after|until|weeks?|days?|hours?|months?|years?|minutes?|[ap]m|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b)[a-z&'/-]+ )"
)
_NUMBER = rf"(?P<n>{_DIGITS}|{_WORDS})"
_COUNT = re.compile(
    rf"(?<![\w.,/:#£$€-]){_NUMBER}\+? (?:(?:of|out of) (?:the|our|their|its|these|those) )?{_MODIFIER}{{0,4}}?"
    rf"(?P<unit>{_PEOPLE}|{_CASES})\b(?!-| (?:association|committee|council|forum|group|board|act|policy|panel|service|"
    r"centre|(?:spoke|voted|abstained|dissenting|being present|were present|present|in favou?r|against)\b)\b)"
)
_WERE = re.compile(rf"(?<![\w.,/:#£$€-]){_NUMBER} (?:were|are) {_MODIFIER}{{0,3}}?(?P<unit>{_PEOPLE}|{_CASES})\b")
_THERE = re.compile(
    rf"(?<![\w.,/:#£$€-]){_NUMBER} (?P<unit>in attendance|attended|attending|attendances?|signed up|"
    rf"registered|enrolled|"
    r"on the (?:waiting )?list|took part|replied|responded|were (?:hired|sold|seen|referred|discharged|issued|admitted|"
    r"assessed|returned|completed|received)|(?:had|have) (?:signed up|registered|applied|responded|replied))\b"
)
_TIME = re.compile(
    rf"(?<![\w.,/:#£$€-]){_NUMBER} (?P<unit>(?:working )?(?:{_SPAN}))"
    r"(?= of (?!age|the|each|every|notice|this|next|last)[a-z]|'? wait\b| lost\b| worked\b| without\b)|"
    rf"\b(?:unfilled|without (?:\w+ )?|closed|out of (?:use|action|order)|down|lost|open) for "
    rf"(?P<n2>{_DIGITS}|{_WORDS}) "
    rf"(?P<unit2>{_SPAN})\b"
)
_MEAN_TIME = re.compile(
    r"\b(?:average|averag(?:ed|ing)|total|totall?ing|mean|median|waits?|waiting|wait times?|taking|takes|took)\b"
    r"[a-z ]{0,30}? (?:of |is |was |time |at )?(?:around |about |approximately |over |under |nearly |up to )?"
    rf"{_NUMBER} (?P<unit>(?:working )?(?:{_SPAN}))\b(?! ago)"
)
_NUMBER_OF = re.compile(
    r"\b(?:number of|total) (?P<unit>[a-z' ]{3,60}?)"
    r"(?: (?:is|was|were|are|stood at|stands at|now|so far|to date|of|=|–|-)|:)+ "
    rf"(?:over |about |around |nearly |now |currently )?{_NUMBER}\b(?! ?(?:%|weeks|days|months))"
)
_SO_FAR = re.compile(
    rf"^\W*(?:total |new )?(?P<unit>{_PEOPLE}|{_CASES}|attendance|sold|sales|raised|returned|returns|signed up|replies)"
    rf"(?: so far| to date| received| sold| in total)?:? {_NUMBER}\b(?!/)(?! {_SPAN})"
)
_OUT_OF = re.compile(rf"(?<![\w.,/:#£$€-]){_NUMBER}(?= out of {_DIGITS} (?P<unit>[a-z]+))")
_LARGE = re.compile(r"(?<![\w.,/:£$€#-])(?P<n>\d{1,3}(?:,\d{3})+)(?![\w,.-]*\d)")
_BEFORE_IT = re.compile(
    r"(?:\b(?:item|items|minute|no|nos|number|page|pages|section|para|paragraph|clause|phase|room|unit|"
    r"lot|ward|district|"
    r"(?<!last )(?<!this )year|years|grade|class|form|stage|aged?|under|tel|telephone|phone|ref|reference|"
    r"route|highway|bus|junction|"
    r"covid|agenda|appendix|last|first|next|past|previous|one of the|one or|"
    r"policy|order|figure|table|level|tier|band|part|chapter|schedule|regulation|act|version|a|b|m)[. ]{1,2}|[#/:.])$"
)
_MONTH_BEFORE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? $"
)
_NOT_MONEY = re.compile(
    r"\b(?:at|from|until|till|section|para|paragraph|item|version|minute|ref|no|pm|policy|articles?|clause|rule)\.? $"
)
_SIGNS = frozenset("£ $ € gbp usd eur cad pounds dollars euros quid pence".split())
_SHARES = frozenset("% per percent percentage".split())
_SPANS = frozenset(_SPAN.split("|"))
_ANY: frozenset[str] = frozenset()
_KINDS = (
    (_MONEY, 0, _SIGNS), (_SHARE, 1, _SHARES), (_OUT_OF, 2, frozenset({"out"})), (_COUNT, 2, _ANY),
    (_WERE, 2, frozenset({"were", "are"})), (_THERE, 2, _ANY), (_TIME, 3, _SPANS), (_MEAN_TIME, 3, _SPANS),
    (_NUMBER_OF, 3, frozenset({"number", "total"})), (_SO_FAR, 3, _ANY), (_PLAIN_MONEY, 4, _ANY), (_LARGE, 5, _ANY),
)  # fmt: skip
"""Each pattern, how its match is read, and the words of which it needs one (none: it is always tried)."""


def quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """The figures of a sentence in the order in which they stand, none overlapping another."""
    words = sentence.words
    if words.isdisjoint(CALLED_FOR) and not any(d in words for d in "123456789"):
        return ()
    taken: list[Quantity] = []
    for pattern, sort, needed in _KINDS:
        if needed and words.isdisjoint(needed):
            continue
        for match in pattern.finditer(sentence.low):
            found = _quantity(sentence, match, sort)
            if found and all(found.end <= t.start or t.end <= found.start for t in taken):
                taken.append(found)
    return tuple(sorted(taken, key=lambda q: q.start))


def _quantity(sentence: Sentence, match: re.Match[str], sort: int) -> Quantity | None:
    groups = match.groupdict()
    name = "n" if groups["n"] else "n2"
    printed = groups[name]
    value = number(printed)
    if value is None:
        return None
    start = match.start()
    before = sentence.low[max(0, start - 14) : start]
    if sort == 0:
        value *= _SCALES.get(groups["scale"] or groups["scale2"] or "", 1.0)
        unit = (groups["sign"] or groups["name"]).strip()
    elif sort == 1:
        unit = "%"
    elif sort in (4, 5):
        unit = ""
        if sort == 5 and _BEFORE_IT.search(before):
            return None
        if sort == 4 and (
            _NOT_MONEY.search(before) or _MONTH_BEFORE.search(before) or _like_a_time(printed, sentence.low, match)
        ):
            return None
    else:
        start = match.start(name)
        before = sentence.low[max(0, start - 14) : start]
        if _BEFORE_IT.search(before) or _is_year(printed) or (value <= 31 and _MONTH_BEFORE.search(before)):
            return None
        if not sentence.low[:start].strip(" (") and re.match(r"\d+\.\d", printed):
            # "4.4 Members noted …" is the number of a paragraph.
            return None
        of = "unit2" if groups.get("unit2") else "unit"
        unit = sentence.plain[match.start(of) : match.end(of)]
        start = min(start, match.start(of))
    return Quantity(value, unit, sentence.plain[start : match.end()], start, match.end())


def _like_a_time(printed: str, low: str, match: re.Match[str]) -> bool:
    """Could it be a time of day (19.30), rather than an amount?"""
    hours, _, minutes = printed.partition(".")
    if "," in printed or int(hours) > 24 or int(minutes) > 59:
        return False
    return re.match(r"\s?(?:-|–|to|for|until|start)", low[match.end() : match.end() + 8]) is not None


_LONGEST_NUMBER = 15
"""Digits that a float holds: a longer row of them is a reference, or a slip of the reader."""


def _is_year(printed: str) -> bool:
    return printed.isdigit() and len(printed) == 4 and 1950 <= int(printed) <= 2049


def number(printed: str) -> float | None:
    """The value of a number in digits or in words; None where it is none, or has more digits than a float holds."""
    if printed[:1].isdigit():
        digits = printed.replace(",", "")
        return float(digits) if len(digits) <= _LONGEST_NUMBER else None
    return _WORTH.get(printed)
