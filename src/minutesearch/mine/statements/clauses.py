"""Which words of a sentence stand in its main clause.

"An update was provided on how waiting lists will be managed" promises nothing: its future verb belongs to the *how*
clause. Subordinate clauses are blanked out, letter by letter, so that offsets stay what they were; what a body noted,
agreed or was told that would happen is a main clause in all but grammar and stays.
"""

from __future__ import annotations

import re

BLANK = "\u00b7"
"""Stands for each letter that is blanked out; no word holds it."""

_FINITE = re.compile(
    r"\b(?:will|would|shall|should|"
    r"(?<!in )(?<!by )(?<!of )(?<!for )(?<!from )(?<!until )(?<!the )may(?! \d)|might|can|could|must|"
    r"is|are|was|were|has|have|had|do|does|did|cannot)\b|n't\b"
)
_OPENER = re.compile(
    r"\b(?:(?P<relative>which|who|whom|whose|whereby|wherein)|(?P<asked>how|what|whether|where|why|whichever|whatever)|"
    r"(?P<hung>if|unless|when|whenever|once|because|although|though|while|whilst|so that|in order that|provided that|"
    r"as long as|than|in case|such as)|(?P<that>that)|"
    r"(?P<guess>(?:thinks?|thought|feels?|believes?|doubts?|guess(?:es)?|reckons?|suggests?)"
    r"(?! (?:about|of|that|to|like)\b)))\b"
)
_STRONG = re.compile(r"[;:)\]–—]| - |[.?!] ")
_COMMA = re.compile(r",")
_CONTENT = re.compile(
    r"\b(?:note[ds]?|noting|agree[ds]?|agreeing|resolve[ds]?|resolution|report(?:s|ed|ing)?|advis(?:e[ds]?|ing)|"
    r"inform(?:s|ed|ing)?|confirm(?:s|ed|ing)?|explain(?:s|ed|ing)?|state[ds]?|stating|said|says|saying|"
    r"add(?:s|ed|ing)|"
    r"request(?:s|ed|ing)?|recommend(?:s|ed|ing)?|recommendations?|hope[ds]?|expect(?:s|ed|ing)?|anticipate[ds]?|"
    r"acknowledge[ds]?|highlight(?:s|ed|ing)?|comment(?:s|ed|ing)?|announce[ds]?|announcing|decide[ds]?|decision|"
    r"understood|understand|stress(?:es|ed|ing)?|emphasi[sz]e[ds]?|assure[ds]?|assurances?|told|mention(?:s|ed|ing)?|"
    r"updated|indicate[ds]?|indicating|propose[ds]?|motion|moved|voted|outline[ds]?|promise[ds]?|"
    r"pledge[ds]?|ensure[ds]?|"
    r"ask(?:s|ed|ing)?|instruct(?:s|ed)?|direct(?:s|ed)?|aware|clear|accepted|recorded|reiterated?|clarified|"
    r"reminded|remarked|reassured|observed|learned|shared|carried|approved)\b[^.;]{0,60}$"
)
_DOUBT = re.compile(
    r"\b(?:suggest(?:s|ed|ing|ions?)?|felt|feels?|th(?:ought|inks?)|believe[ds]?|consider(?:s|ed)?|argue[ds]?|"
    r"wonder(?:s|ed)?|"
    r"fear(?:s|ed)?|concern(?:s|ed)?|worr(?:y|ies|ied)|risk|possib(?:le|ility)|view|opinion|likely|"
    r"unlikely)\b[^.;]{0,40}$"
)
_SAID = re.compile(
    r", (?:the )?(?:council|board|committee|members|clerk|meeting|chair(?:man)?|trustees|governors) "
    r"(?:then |also )?(?:agreed|resolved|decided|approved|voted)\b|"
    r"\b(?:and|but) it was (?:\w+ly )?(?:agreed|resolved|decided|noted|reported|proposed|confirmed)\b|"
    r"\b(?:and|but) (?:[\w']+ ){1,3}?(?:said|stated|agreed|added|explained|confirmed|offered|asked|"
    r"reported|volunteered)\b"
)
_DIRECT = re.compile(
    r"that (?:also |still |now |then )?"
    r"(?:will|would|shall|should|may|might|can|could|must|is|are|was|were|has|have|had)\b"
)
_MARKED = re.compile(r"\W*(?:\w{1,4}[).] ?)?\W*$")
"""Nothing, or the mark of a list item: "(b) that the clerk write" is a main clause."""


def main_clauses(plain: str) -> str:
    """The sentence with its subordinate clauses blanked out.

    Args:
        plain: a sentence with straight quotes, in small letters.

    Returns:
        A text of the same length.
    """
    found = list(_OPENER.finditer(plain))
    if not found:
        return plain
    letters: list[str] | None = None
    until = 0
    for opener in found:
        if opener.start() < until:
            continue
        end = _end_of(plain, opener)
        if end is None:
            continue
        letters = letters or list(plain)
        letters[opener.start() : end] = [BLANK if c != " " else " " for c in letters[opener.start() : end]]
        until = end
    return "".join(letters) if letters else plain


def _end_of(plain: str, opener: re.Match[str]) -> int | None:
    """Where the clause ends, or None where the word opens none."""
    start = opener.start()
    strong = _STRONG.search(plain, opener.end())
    end = strong.start() if strong else len(plain)
    if opener["that"]:
        if not _is_relative(plain, opener):
            return None
        return _after_verb(plain, opener.end(), end)
    if opener["guess"]:
        # "HP thinks we will be late": what somebody thinks will be is no promise.
        return end if _FINITE.search(plain, opener.end(), end) else None
    if opener["relative"]:
        return _after_verb(plain, opener.end(), end)
    if opener["hung"]:
        comma = _COMMA.search(plain, opener.end(), end)
        if opener["hung"] in ("than", "such as"):
            # A thing may follow as well as a clause.
            return _after_verb(plain, opener.end(), comma.start() if comma else end, needed=True)
        if comma and not plain[:start].strip():
            return comma.start()
        return _after_verb(plain, opener.end(), comma.start() if comma else end)
    return _after_verb(plain, opener.end(), end)


def _is_relative(plain: str, opener: re.Match[str]) -> bool:
    """Is it "those areas that would …" or an opinion, rather than "noted that …"?"""
    before = plain[max(0, opener.start() - 80) : opener.start()]
    if _DOUBT.search(before):
        return True
    if _MARKED.match(before):
        return False
    if _DIRECT.match(plain, opener.start()):
        return not re.search(r"\b(?:agreed|noted|resolved|reported|confirmed|said|advised|stated|and|to),? $", before)
    if _CONTENT.search(before):
        return False
    return re.search(r"(?:[:;–—,]|\band|\bor|\bbut)\s*(?:\(?\w{1,4}\)\s*)?$", before) is None


def _after_verb(plain: str, start: int, end: int, *, needed: bool = False) -> int | None:
    """The end of a clause: before the second finite verb that no "and" or "or" joins to the first.

    Args:
        plain: the sentence.
        start: where the clause's words begin.
        end: where it ends at the latest.
        needed: whether it is a clause only if it has a finite verb.
    """
    verbs = list(_FINITE.finditer(plain, start, end))
    if needed and not verbs:
        return None
    last_end = None
    if verbs and (said := _SAID.search(plain, start, end)):
        return said.start()
    for verb in verbs:
        if last_end is not None and verb.start() - last_end > 1:
            between = plain[last_end : verb.start()]
            # A group of verbs ("would have been", "will also be") is one; so are joined ones.
            if not re.search(r"\b(?:and|or|but)\b[^,]*$", between) and len(between.split()) > 1:
                return verb.start()
        last_end = verb.end()
    return end
