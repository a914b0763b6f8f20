"""Words that tell a title from a sentence, a label or a fact: the plain English of minutes, no publisher's.

All tests look at a title of bounded length, so that none of these lists can be made to run long.
"""

from __future__ import annotations

import re

_LONGEST = 160

_VERBS = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|will|would|shall|should|could|can|(?-i:may)|might|must|do|does|"
    r"did|includes?|included|following|follows|noted|discussed|agreed|asked|said|reported|informed|thanked|stated|"
    r"proposed|seconded|resolved|moved|carried|attended|welcomed|explained|advised|confirmed|suggested|there|they|it|"
    r"we|he|she|i|that)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…;,]['\"”’)]*$")


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(patterns)})$", re.IGNORECASE)


_LABEL = _any_of(
    r"(?:(?:also|those|members?|members of (?:the )?public|residents|owners|officers?|staff|guests?|visitors?|"
    r"councillors?|board members?|committee members?|others?|people)\s+)?(?:(?:and|&)\s+\w+\s+)?"
    r"(?:present|in attendance|attending|attendees?|attendance|absent|absentees?|regrets|attended)"
    r"(?:\s*\(.{0,40}\))?(?:\s+(?:were|was|by))?",
    r"(?:present|absent|attending) (?:[a-z]+ ){0,2}(?:members|councillors|directors|trustees|officers|guests|staff)",
    r"date|times?|date (?:and|&) time|venue|place|location|where|when|log|page|duration|type|quorum|zoom",
    r"chair(?:man|person|ed by)?|chairing|facilitator|scribes?|president|vice[- ]president|treasurer|(?:deputy )?mayor",
    r"minutes?(?: taken)? by|minute[- ]taker|note[- ]taker|notes by|(?:parish |town |cao-?)?clerk|secretary",
    r"members?|members of (?:the )?public|guests?|visitors?|staff|officers?|invited|observers?|councillors?|cllrs?",
    r"board members?|directors|trustees|governors|name|role|initials|owner|"
    r"apologies for absence from",
    r"to|from|cc|distribution|tel|telephone|phone|mobile|e-?mail|web|website|address|ref|title|subject|re",
    r"start(?:ed)?|end(?:ed)?|(?:actual )?(?:start|end) time|signed|signature|dated|approved|(?:approved|"
    r"prepared|recorded|"
    r"submitted) by",
    r"meeting|agenda|minutes|meeting minutes|summary|contents",
)
_FACTS = _any_of(
    r"resolved|resolution|recommended|recommendations?|agreed|decisions?|decided|be it resolved|whereas|motion|moved",
    r"actions?(?: items?)?(?: points?| required| completed?| closed| carried forward)?|actioned|action\s?:.*|"
    r"summary of actions?.*|actions? [A-Z]{1,3}(?:[,/& ]+[A-Z]{1,3})*",
    r"(?-i:(?:.{0,12}[-–:] ?)?[A-Z]{2,3}(?:(?:[,/&]| and) ?[A-Z]{2,3})*) to [a-z].*",
    r"movers?|seconded|seconders?|proposed|proposers?|votes?|voting|carried|defeated|lost|in favou?r|for|against",
    r"abstain(?:ed|s)?|abstentions?|noted?|n\.?b\.?|please note|outcome|results?|vote results?|discussion|comments?",
    r"questions?|answers?|q|a|response|reason|note|status|update|deadline|due|by whom|by when|who|what|next steps?",
    r"key points?|background|passed|approved|granted|refused|deferred|withdrawn|summary|minutes?|yes|no|example",
    r"e\.?g|i\.?e|total|income|expenditure|balance|payments?|receipts?",
)
_PERSON = re.compile(
    r"(?:cllrs?|councillors?|mr|mrs|ms|miss|dr|prof|sir|lady|lord|rev|alderman|commissioner|trustee|director)\b\.?\s+"
    r"(?-i:[A-Z])|(?:president|vp|mayor|chair(?:man|woman|person)?)\b\.?\s+(?-i:[A-Z][\w’'-]+)(?:\s(?-i:[A-Z])[\w’'-]+)?$",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"\b(?:reports?|updates?|remarks|business|announcements?|items?|comments?|statement|introductions?|welcome|"
    r"election|appointment|nominations?|briefing|intro|time)\b",
    re.IGNORECASE,
)
"""What makes of "Mayor" or "Commissioner" a title of the agenda rather than a speaker."""
_SIGNED = re.compile(
    r"(?:signed|chair(?:man|person)?|clerk|mayor|secretary|president|town clerk|parish clerk)\b\s*[,:_.…]",
    re.IGNORECASE,
)
_OPENING = (
    r"(?:(?:to )?(?:receive |record |consider |note |approve |accept |adopt |confirm |sign |discuss |review )?"
    r"(?:(?:any|the|and) ){0,4})?"
)
_KNOWN = re.compile(
    _OPENING
    + _any_of(
        r"welcome(?: and .{3,40})?|introductions?(?: and .{3,40})?|call to order(?: .{3,50})?|roll call",
        r"apolog(?:y|ies)(?: (?:for|of|and) .{3,60})?|declarations?(?: of .{3,60})?|disclosures? of .{3,50}",
        r"conflicts? of interests?|petitions|delegations?|deputations|presentations?|announcements?",
        r"(?:approval|adoption|changes|amendments?|review)(?:/\w+)? (?:of|to) (?:the )?"
        r"(?:agenda|minutes|previous .{3,40}|.{0,30}minutes)(?: .{3,50})?",
        r"minutes (?:of|from) (?:the )?(?:last|previous|.{3,30} meeting).{0,40}|previous minutes",
        r"matters arising(?: .{3,50})?|action log|review of actions.{0,30}|actions|action (?:points|summary|items)",
        r"public (?:participation|questions?|comments?|forum|session|time|discussion|input|question time).{0,30}",
        r"open (?:forum|period|discussion|session).{0,50}|members'? questions|questions.{0,30}",
        r"chair(?:man|person)?[’']?s? (?:report|announcements?|remarks|update|business)",
        r"clerk[’']?s? (?:report|update).{0,50}|(?:treasurer|secretary)[’']?s? report",
        r"financ(?:e|ial)(?: (?:report|matters|update|statement)s?)?|accounts(?: for payment)?|bills",
        r"planning(?: (?:applications?|matters|decisions))?|highways(?: .{3,30})?|correspondence|by-?laws?",
        r"(?:committee|staff|officer|liaison|councillor|ward|district|county|working group)s?[’']?s? reports?|reports?",
        r"(?:old|new|unfinished|other|urgent|general|further) business|any (?:other|"
        r"further) (?:urgent )?business.{0,30}",
        r"a\.?o\.?b\.?|risk register|forward plan|consent agenda|call for quorum",
        r"items? for (?:the )?(?:next|future) (?:meeting|agenda).{0,20}",
        r"(?:dates? (?:and time )?(?:of|for) )?(?:the )?(?:next|future) meetings?(?: date)?s?",
        r"dates? of (?:next|future) meetings?.{0,20}|(?:formal )?adjournment|adjourn|closure|close(?: of meeting)?",
        r"meeting close[ds]?|exclusion of .{3,40}|confidential (?:items?|business|session)|(?:executive|"
        r"closed) session",
    ).pattern,
    re.IGNORECASE,
)
_TITLE_ONLY = frozenset(
    "draft unconfirmed approved full official confirmed annual general extraordinary ordinary special regular board "
    "council committee public monthly meeting meetings minutes notes summary summaries agenda record of the a and for "
    "held on at proceedings".split()
)


def is_statement(text: str) -> bool:
    """Does this say something, of whatever length: has it a verb of minutes, or a sentence's end?"""
    return bool(_VERBS.search(text)) or (len(text.split()) > 3 and bool(_ENDS.search(text)))


def is_sentence(text: str) -> bool:
    """Does this read as a statement rather than as a title?"""
    return len(text.split()) > 16 or is_statement(text)


def is_label(title: str) -> bool:
    """Is this a label of the front matter ("Present", "Date", "Chair")?"""
    return len(title) < _LONGEST and bool(_LABEL.match(_bare(title)))


def is_fact(title: str) -> bool:
    """Does this introduce a fact of the same section ("RESOLVED", "Proposed", "Councillor X"), not a new one?"""
    title = _bare(title[:_LONGEST])
    person = _PERSON.match(title) and not _OFFICIAL.search(title)
    return bool(_FACTS.match(title) or person or _SIGNED.match(title))


def is_known(title: str) -> bool:
    """Is this a title that councils everywhere use ("Any other business")?"""
    return len(title) < 110 and bool(_KNOWN.match(_bare(title)))


def is_heading_of_page(title: str) -> bool:
    """Is this only "Meeting minutes" and the like?"""
    words = re.findall(r"[^\W_]+", title[:_LONGEST].lower())
    return len(title) < _LONGEST and bool(words) and all(word in _TITLE_ONLY for word in words)


def _bare(title: str) -> str:
    return title.strip(" :.-–—")
