"""What a document is: minutes, a summary, notes, an agenda, a report; a draft or not; of which type of meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.errors import SourceError
from minutesearch.model import MeetingKind
from minutesearch.parse.bodies import NOUN
from minutesearch.parse.wording import is_sentence

_DRAFT = re.compile(
    r"^\W*draft\s*[-–—*)\]:]|[-–—*(\[]\s*draft\s*[-–—*)\]]|^\W*(?:draft|unconfirmed|provisional|"
    r"unapproved)\W*$|\b(?:draft|unconfirmed|provisional|unapproved)\b.{0,30}\bminutes\b|"
    r"\bminutes\b.{0,40}\b(?:draft|unconfirmed|"
    r"provisional|unapproved)\b|\bstatus\W{1,3}draft\b|\bnot yet (?:approved|agreed)\b|"
    r"\bsubject to (?:approval|confirmation)\b",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"\b(?:approved|confirmed|final) minutes\b|\bminutes\b.{0,12}\b(?:approved|confirmed)\b", re.IGNORECASE
)
_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "extraordinary",
        re.compile(
            r"\bextra-?\s?ordinary\b|\begm\b|\bspecial\b.{0,40}\bmeeting\b|\bemergency\b.{0,20}\bmeeting\b",
            re.IGNORECASE,
        ),
    ),
    (
        "annual",
        re.compile(r"\bannual\b.{0,40}\bmeeting\b|\bagm\b|\bannual (?:council|parish|general|town)\b", re.IGNORECASE),
    ),
    ("planning", re.compile(r"\bplanning meeting\b", re.IGNORECASE)),
    ("public", re.compile(r"\bpublic meeting\b", re.IGNORECASE)),
)
_MINUTED = re.compile(
    r"\b(?:was|were|had been) (?:noted|agreed|approved|resolved|received|discussed|reported|informed|given|present|"
    r"adopted|carried|seconded|held|proposed|moved|accepted|elected|welcomed|advised|asked|updated|thanked)\b"
    r"|\b(?:resolved that|seconded|carried|unanimously|noted that|agreed that|it was)\b",
    re.IGNORECASE,
)
_TO_DO = re.compile(r"^\W*(?:\d{1,3}\W+)?(?:to|for) (?:[a-z]+)\b", re.IGNORECASE)
_AGENDA = re.compile(r"\bagenda\b", re.IGNORECASE)
_SUMMONS = re.compile(
    r"\bnotice of (?:a |the )?(?:\w+ )?meeting\b|\bhereby summoned\b|\byou are (?:hereby )?(?:invited|"
    r"summoned)\b|\bnotice is (?:hereby )?given\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\bminutes\b|\b(?:notes|summary|record) of\b", re.IGNORECASE)
_MEETING = re.compile(r"\bmeetings?\b|\bpresent\b|\battend(?:ance|ees|ed)\b|\bapologies\b|\btelco\b", re.IGNORECASE)
_REPORT = re.compile(
    r"\breport\b|\bnewsletter\b|\bbriefing\b|\bpolicy\b|\bstrategy\b|\bstatement\b|\bletter\b", re.IGNORECASE
)


def kind_of(titles: Sequence[str], path: str) -> MeetingKind:
    """Which kind of record it is, from its titles and, where they are silent, its path."""
    for texts in (titles, [re.sub(r"[-_/.]", " ", path)]):
        short = " \n ".join(text for text in texts if len(text) < 160).lower()
        if re.search(r"\bsummar(?:y|ies)\b", short):
            return "summary"
        if re.search(r"\bminutes\b", short):
            return "minutes"
        if re.search(r"\bnotes\b", short):
            return "notes"
    return "minutes"


def is_draft(titles: Sequence[str], path: str) -> bool:
    """Do its first lines or its name call it a draft?"""
    return any(
        _DRAFT.search(text) and not _APPROVED.search(text)
        for text in (*titles, re.sub(r"[-_/.]", " ", path))
        if len(text) < 160
    )


def type_of(titles: Sequence[str], path: str) -> str:
    """The type of the meeting, from the titles and the path.

    Returns:
        ``extraordinary``, ``annual``, ``planning``, ``public``, or ``ordinary`` where nothing says otherwise.
    """
    for text in (*titles, re.sub(r"[-_/.]", " ", path)):
        for name, pattern in _TYPES:
            if len(text) < 200 and pattern.search(text):
                return name
    return "ordinary"


def refuse_other(
    titles: Sequence[str], texts: Sequence[str], path: str, *, dated: bool, sections: int, empty: float
) -> None:
    """Refuse what is no record of a meeting.

    Args:
        titles: the document's title, headings and first lines.
        texts: all its texts.
        path: the archive-relative path.
        dated: was the day of a meeting printed?
        sections: how many sections were found.
        empty: the share of them that hold no text.

    Raises:
        SourceError: with the state ``not-minutes`` and the reason.
    """
    top = " \n ".join(titles)
    words = sum(len(text.split()) for text in texts)
    rate = 1000 * sum(len(_MINUTED.findall(text)) for text in texts) / max(words, 1)
    name = re.sub(r"[-_/.]", " ", path.rsplit("/", 1)[-1])
    named = bool(_MINUTES.search(top) or _MINUTES.search(name))
    if _is_agenda(titles, texts, name, rate) or (_AGENDA.search(top) and not named and empty >= 0.7 and sections >= 3):
        raise SourceError(
            "an agenda or notice: it says what a meeting was to discuss, not what it did",
            "not-minutes",
            "Ingest the minutes of that meeting once they are published.",
        )
    if not sections and words < 30:
        raise SourceError("too little text for minutes", "not-minutes", "They may be in a file that the page links to.")
    called_minutes = named and dated and sections  # of a meeting at which next to nothing was said, perhaps
    if (
        rate == 0
        and _prose(texts) < 0.15 * words
        and not called_minutes
        and (not sections or empty >= 0.5 or not dated)
    ):
        raise SourceError(
            "a list of links or dates, not minutes", "not-minutes", "If it links to minutes, fetch those."
        )
    if not dated and not named and sections < 3 and words < 400:
        raise SourceError("no date of a meeting and no sections in it", "not-minutes")
    if not named and _REPORT.search(top) and not re.search(r"\bmeeting\b", top, re.IGNORECASE):
        raise SourceError("a report or letter, not the record of a meeting", "not-minutes")
    told = named or _MEETING.search(top) or _MEETING.search(" ".join(texts[:25]))
    if not told and not (dated and sections >= 3 and NOUN.search(top)):
        raise SourceError("nothing in it says that it records a meeting", "not-minutes")
    if not dated and not named and rate < 6:
        raise SourceError("no date of a meeting and hardly anything that minutes say", "not-minutes")


def _is_agenda(titles: Sequence[str], texts: Sequence[str], name: str, rate: float) -> bool:
    called = " ".join((*titles[:1], name))
    if _AGENDA.search(called) and not _MINUTES.search(called):
        ahead = sum(1 for text in texts if _TO_DO.match(text))
        return rate < 15 or ahead >= 0.4 * len(texts)
    return bool(_SUMMONS.search(" ".join(titles))) and rate < 8


def _prose(texts: Sequence[str]) -> int:
    """How many words stand in sentences."""
    return sum(len(text.split()) for text in texts if len(text.split()) > 3 and is_sentence(text))
