"""Who is to do it: the person, role or group that an action names, as printed."""

from __future__ import annotations

import re

_ROLE = (
    r"(?:[Cc]lerk|[Cc]hair(?:man|person|woman)?|[Vv]ice[- ][Cc]hair(?:man)?|[Ss]ecretary|[Tt]reasurer|"
    r"[Pp]resident|[Mm]ayor|"
    r"[Oo]fficers?|[Ss]taff|RFO|[Dd]irectors?|[Mm]anager|[Aa]dministrator|[Hh]ead(?:teacher)?|[Pp]rincipal|[Ll]ead|"
    r"[Tt]eam|[Gg]roup|[Cc]ommittee|[Ss]ub-?[Cc]ommittee|[Cc]oordinator|[Cc]o-ordinator|[Bb]oard|[Cc]ouncil|[Ww]arden|"
    r"[Ee]ngineer|[Aa]ttorney|[Ss]olicitor|[Ss]uperintendent|[Ll]ibrarian|[Cc]aretaker|[Cc]ontractor|[Gg]overnors?|"
    r"[Tt]rustees?|[Ww]orkstreams?|[Mm]embers|[Pp]olice|[Ss]urveyor|[Aa]rchitect|[Aa]uditor|[Ee]ditor|"
    r"[Ww]ebmaster|[Ll]ibrary)"
)
_NAME = (
    r"(?:Cllrs?\.? [A-Z][\w'-]*|Councillors? [A-Z][\w'-]*|Chief [A-Z][\w'-]*|"
    r"(?:Mr|Mrs|Ms|Miss|Dr|Rev)\.? [A-Z][\w'-]+|[A-Z]{2,3}(?![A-Za-z])|[A-Z][a-z'-]+ [A-Z][a-z'-]+|[A-Z][a-z'-]+)"
)
_TITLED = (
    r"(?:[Hh]ead|[Dd]irector|[Ll]ead|[Oo]fficer|[Mm]anager|[Pp]ortfolio [Hh]older|[Mm]ember)(?: of| for) "
    r"[A-Z]?[\w'-]+(?: (?:and )?[A-Z][\w'-]+){0,3}"
)
_PLAIN = (
    r"(?:(?!that|and|but|which|who|to|of|for|by|with|from|on|in|at|was|were|is|are|had|has|have|be|as|if|it|this)"
    r"[a-z&'-]+ )"
)
_GROUP = (
    rf"(?:(?:[Tt]he |[Ee]ach |[Aa]n? )?(?:{_TITLED}|(?:[A-Z][\w&'-]* |{_PLAIN}){{0,3}}{_ROLE}\b|"
    r"(?:[A-Z][a-z]+ )+(?:Health|Services|Library|Department|Works|Trust|Office|Forum))|"
    rf"{_NAME}(?:(?:,| and| &|/) ?{_NAME}){{0,3}})"
)
_VERB = (
    r"(?:will|would|shall|to|is to|are to|(?:has |had |have )?(?:kindly )?"
    r"(?:agreed|offered|volunteered|promised|undertaken) to|undertook to|(?:was|were) (?:asked|requested|"
    r"instructed) to|"
    r"said (?:s?he|they) (?:would|will)|be asked to|prepare|reply|write|report)"
)
_PATTERNS = (
    re.compile(
        rf"\bA(?:CTION|ction)S?(?: (?:[Ii]tem|ITEM|[Pp]oint|POINT))?(?: ?#?\d+)? ?(?:[:–-]|[Ff]or|[Bb]y|[Oo]n)? ?"
        rf"(?P<owner>{_GROUP}|[a-z]+(?=:))"
    ),
    re.compile(
        r"(?:\basked|\brequested|\binstructed|\bdirected|\btasked|\binvited) (?:that )?"
        rf"(?P<owner>{_GROUP}) (?:to|should|be)\b"
    ),
    re.compile(
        rf"(?:^|[.;:–|] ?|- |\bthat |\(|\band |\bagreed )\W{{0,3}}(?P<owner>{_GROUP})(?: \([^)]{{0,60}}\))? "
        rf"(?:also |then |now )?{_VERB}\b"
    ),
    re.compile(r"^\W*(?P<owner>[A-Z]{2,3}(?:[/,& ]+[A-Z]{2,3})*) ?[:–-] "),
    re.compile(
        r"(?:[([–—|-]) ?(?P<owner>(?:[Cc]lerk|[Cc]hair(?:man)?|[Ss]ecretary|[Tt]reasurer|All|Cllrs? "
        r"[A-Z]\w*))[)\]]?\W*$"
    ),
    re.compile(rf"\bby (?P<owner>(?:the (?:[A-Z][\w'-]* ){{0,3}}{_ROLE}|Cllr [A-Z][\w'-]*))\b"),
    re.compile(r"[([](?:[Aa]ction:? )?(?P<owner>[A-Z]{2,3}(?:[/,& ]+[A-Z]{2,3})*)[)\]]\W*$"),
    re.compile(r"\bto be [a-z]+(?:ed|en|t)\b[^:]{0,40}: (?P<owner>[a-z]+)\W*$"),
)
_NOBODY = frozenset(
    "this that it there these those which he she they we you i further work contact action motion "
    "proposals proposal thanks apologies "
    "write send ask contact look chase order check draft email ring arrange update find report invite get liaise post "
    "publish review obtain collect add submit confirm speak book agreed resolved moved proposed "
    "pdf if in on at as for from with what when where who how all any some no not and or but so due next date "
    "people slash want wanted wants vote water young would some most many".split()
)


_THING = re.compile(
    r"(?:[A-Z][a-z]+(?:s|tion|ment|ing|ness|ity|ance|ence|work|act)|Grant|Money|Access|Half|Sale|Cover)$"
)
"""One word that begins a sentence and is no name: "Recruitment will start", "Letters will go out"."""
_PASSIVE = re.compile(r"\s*(?:is |are )?to be\b")


def owner_of(plain: str) -> str | None:
    """The owner that the sentence of an action names, as printed and without its article; None where it names none."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            owner = re.sub(r"^(?:the|The|each|Each|a|an|A|An) ", "", match["owner"]).strip()
            if not owner or owner.lower() in _NOBODY or owner.split()[0].lower() in _NOBODY:
                continue
            if _THING.match(owner) and not re.search(_ROLE, owner):
                continue
            if " " not in owner and _PASSIVE.match(plain, match.end("owner")) and not re.match(r"[A-Z]{2,3}$", owner):
                continue
            return owner
    return None
