"""Who is to do it: the person, role or group that an action names, as printed."""

from __future__ import annotations

import re

_ROLE = (
    r"(?:[Cc]lerk|[Cc]hair(?:man|person|woman)?|[Vv]ice[- ][Cc]hair(?:man)?|[Ss]ecretary|[Tt]reasurer|[Pp]resident|[Mm]ayor|"
    r"[Oo]fficers?|[Ss]taff|RFO|[Dd]irectors?|[Mm]anager|[Aa]dministrator|[Hh]ead(?:teacher)?|[Ll]ead|[Tt]eam|[Gg]roup|[Cc]ommittee|[Ss]ub-?[Cc]ommittee|"
    r"[Cc]oordinator|[Cc]o-ordinator|[Bb]oard|[Cc]ouncil|[Ww]arden|[Ee]ngineer|[Aa]ttorney|[Ll]ibrarian|[Cc]aretaker|[Cc]ontractor|[Gg]overnors?|[Tt]rustees?|[Ww]orkstreams?|[Mm]embers)"
)
_NAME = r"(?:Cllrs?\.? [A-Z][\w'-]*|Councillors? [A-Z][\w'-]*|Chief [A-Z][\w'-]*|(?:Mr|Mrs|Ms|Miss|Dr|Rev)\.? [A-Z][\w'-]+|[A-Z]{2,3}(?![A-Za-z])|[A-Z][a-z'-]+ [A-Z][a-z'-]+|[A-Z][a-z'-]+)"
_TITLED = r"(?:[Hh]ead|[Dd]irector|[Ll]ead|[Oo]fficer|[Mm]anager|[Pp]ortfolio [Hh]older|[Mm]ember)(?: of| for) [A-Z]?[\w'-]+(?: (?:and )?[A-Z][\w'-]+){0,3}"
_PLAIN = r"(?:(?!that|and|but|which|who|to|of|for|by|with|from|on|in|at|was|were|is|are|had|has|have|be|as|if|it|this)[a-z&'-]+ )"
_GROUP = rf"(?:(?:[Tt]he |[Ee]ach |[Aa]n? )?(?:{_TITLED}|(?:[A-Z][\w&'-]* |{_PLAIN}){{0,3}}{_ROLE}\b|(?:[A-Z][a-z]+ )+(?:Health|Services|Library|Department|Works|Trust|Office|Forum))|{_NAME}(?:(?:,| and| &|/) ?{_NAME}){{0,3}})"
_VERB = r"(?:will|would|shall|to|is to|are to|(?:has |had |have )?(?:kindly )?(?:agreed|offered|volunteered|promised|undertaken) to|undertook to|(?:was|were) (?:asked|requested|instructed) to|said (?:s?he|they) (?:would|will)|be asked to|prepare|reply|write|report)"
_PATTERNS = (
    re.compile(
        rf"\bA(?:CTION|ction)S?(?: (?:[Ii]tem|ITEM|[Pp]oint|POINT))?(?: ?#?\d+)? ?(?:[:–-]|[Ff]or|[Bb]y|[Oo]n)? ?(?P<owner>{_GROUP}|[a-z]+(?=:))"
    ),
    re.compile(
        rf"(?:\basked|\brequested|\binstructed|\bdirected|\btasked|\binvited) (?:that )?(?P<owner>{_GROUP}) (?:to|should|be)\b"
    ),
    re.compile(
        rf"(?:^|[.;:–] ?|- |\bthat |\(|\band |\bagreed )\W{{0,3}}(?P<owner>{_GROUP})(?: \([^)]{{0,60}}\))? (?:also |then |now )?{_VERB}\b"
    ),
    re.compile(rf"\bby (?P<owner>(?:the (?:[A-Z][\w'-]* ){{0,3}}{_ROLE}|Cllr [A-Z][\w'-]*))\b"),
    re.compile(r"[([](?:[Aa]ction:? )?(?P<owner>[A-Z]{2,3}(?:[/,& ]+[A-Z]{2,3})*)[)\]]\W*$"),
    re.compile(rf"\bto be [a-z]+(?:ed|en|t)\b[^:]{{0,40}}: (?P<owner>[a-z]+)\W*$"),
)
_NOBODY = frozenset(
    "this that it there these those which he she they we you i further work contact action motion proposals proposal thanks apologies "
    "pdf if in on at as for from with what when where who how all any some no not and or but so due next date".split()
)


def owner_of(plain: str) -> str | None:
    """The owner that the sentence of an action names, as printed and without its article; None where it names none."""
    for pattern in _PATTERNS:
        match = pattern.search(plain)
        if match:
            owner = re.sub(r"^(?:the|The|each|Each|a|an|A|An) ", "", match["owner"]).strip()
            if owner and owner.lower() not in _NOBODY and owner.split()[0].lower() not in _NOBODY:
                return owner
    return None
