"""What a document is: minutes, a summary, notes, an agenda, a report; a draft or not; of which type of meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.errors import SourceError
from minutesearch.model import WRITTEN_BY, MeetingKind
from minutesearch.parse.identity.bodies import NOUN
from minutesearch.parse.identity.dates import find
from minutesearch.parse.sections.wording import is_sentence

_DRAFT = re.compile(
    r"^\W*draft\s*[-–—*)\]:]|[-–—*(\[|]\s*draft\s*(?:[-–—*)\]|]|$)|^\W*(?:draft|unconfirmed|provisional|"
    r"unapproved|uncorrected)\W*(?:copy|version|only|v?\d{1,2})?\W*$"
    r"|\b(?:draft|unconfirmed|provisional|unapproved|uncorrected)\b.{0,30}\bminutes\b|"
    r"\bminutes\b.{0,40}\b(?:draft|unconfirmed|provisional|unapproved|uncorrected)\b|\bstatus\W{1,3}draft\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\bnot yet (?:been )?(?:approved|agreed|confirmed)\b"
    r"|\bsubject to (?:[a-z’']+ ){0,5}(?:approval|confirmation|ratification|agreement)\b"
    r"|\b(?:awaiting|pending) (?:approval|confirmation|ratification)\b"
    r"|\bminutes\b.{0,30}\b(?:to be|until) (?:approved|confirmed|agreed|ratified)\b",
    re.IGNORECASE,
)
_STAMP = re.compile(r"^\W*(?:d ?r ?a ?f ?t|unconfirmed|unapproved|provisional)(?: minutes)?\W*$", re.IGNORECASE)
_NAMED_DRAFT = re.compile(r"(?<![a-z])(?:draft|unconfirmed|unapproved|provisional)(?![a-z])", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:approv|adopt|accept|confirm|agree|receiv|consider|review|sign)(?:e|ed|al|ing|ation|ance)?\b|"
    r"\b(?:previous|last)\b",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"\b(?:approved|confirmed|final) minutes\b|\bminutes\b.{0,12}\b(?:approved|confirmed)\b", re.IGNORECASE
)
_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "ordinary",
            r"\b(?:ordinary|regular(?:ly scheduled)?|monthly|stated)\b.{0,40}\b(?:meeting|session)\b",
        ),
        (
            "extraordinary",
            r"\bextra-?\s?ordinary\b|\begm\b|\b(?:special|emergency)\b.{0,40}\b(?:meeting|session)\b",
        ),
        ("annual", r"\bannual\b.{0,40}\bmeeting\b|\bagm\b|\bannual (?:council|parish|general|town)\b"),
        ("planning", r"\bplanning meeting\b"),
        (
            "budget",
            r"\bbudget\b.{0,12}\b(?:meeting|session|hearing)\b|\bbudget[- ](?:setting|setting meeting|work ?shop)\b",
        ),
        ("organisational", r"\b(?:re-?)?organi[sz]ation(?:al)?\b.{0,12}\bmeeting\b|\binaugural\b.{0,25}\bmeeting\b"),
        ("public hearing", r"\bpublic hearing\b"),
        ("public", r"\bpublic (?:[a-z]+ )?meeting\b"),
        (
            "workshop",
            (
                r"\b(?:council|board|committee|commission|trustees?|directors|joint|planning)[’']?s? work ?shop\b|"
                r"\bwork ?shop (?:meeting|minutes|notes|session)\b|\b(?:work(?:ing)?|study|strategy)[- ]session\b"
            ),
        ),
        (
            "closed",
            (
                r"\bclosed\b.{0,15}\b(?:session|meeting)\b|\bin[- ]camera\b|\bexecutive session\b|"
                r"\b(?:confidential|exempt|private) (?:session|meeting|minutes)\b"
            ),
        ),
        (
            "reconvened",
            (
                r"\breconvened\b|\b(?:continuation|resumption) of\b.{0,40}\bmeeting\b|"
                r"\b(?:continued|adjourned|resumed) (?:[a-z]+ ){0,3}(?:meeting|session)\b"
            ),
        ),
        ("committee of the whole", r"\bcommittee of the whole\b"),
    )
)
_PARTS = frozenset(("public hearing", "workshop", "closed", "reconvened"))
"""What may also be a part of an ordinary meeting: only the title of the record, or its first sentence, tells it."""
_RECORD = re.compile(r"\b(?:minutes|notes|record|meeting of|meeting was|hearing (?:of|was|held))\b", re.IGNORECASE)
_HELD = re.compile(
    r"^(?:an?|the|this|minutes|notes|draft)\b.{0,140}\b(?:held|convened|called|opened|took place)\b", re.IGNORECASE
)
_MINUTED = re.compile(
    r"\b(?:was|were|had been) (?:noted|agreed|approved|resolved|received|discussed|reported|informed|given|present|"
    r"adopted|carried|seconded|held|proposed|moved|accepted|elected|welcomed|advised|asked|updated|thanked)\b"
    r"|\b(?:resolved that|seconded|carried|unanimously|noted that|agreed that|it was)\b",
    re.IGNORECASE,
)
_TO_DO = re.compile(r"^\W{0,9}(?:\d{1,3}\W{1,9})?(?:[^.\n]{3,90}?\s?[–—:-]\s)?(?:to|for) (?-i:[a-z]+)\b", re.IGNORECASE)
_WILL = re.compile(r"\bwill (?:be|take|lead|give|open|call|present|remind|consider|discuss|report)\b", re.IGNORECASE)
_AGENDA = re.compile(r"\bagenda\b", re.IGNORECASE)
_SUMMONS = re.compile(
    r"\bnotice of (?:a |the )?(?:\w+ )?meeting\b|\b(?:hereby|are) summoned\b|\byou are (?:hereby )?(?:invited|"
    r"summoned)\b|\bnotice is (?:hereby )?given\b",
    re.IGNORECASE,
)
_RECORDED = re.compile(
    r"(?<!be )\bcalled to order\b|\badjourned at\b|\bmeeting (?:was )?(?:adjourned|closed|ended|opened)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"^(?:the |meeting )?minutes\W*$", re.IGNORECASE)
_MINUTES = re.compile(r"\bminutes\b|\btranscript\b|\b(?:notes|summary|record) of\b", re.IGNORECASE)
_MEETING = re.compile(r"\bmeetings?\b|\bpresent\b|\battend(?:ance|ees|ed)\b|\bapologies\b|\btelco\b", re.IGNORECASE)
_ATTENDANCE = re.compile(
    r"^\W*(?:\d{1,2}\W+)?(?:(?:members?|councillors?|board|committee|trustees|directors|also|those|were|the) ){0,3}"
    r"(?:present|in attendance|attend(?:ees|ance|ing)|apologies|absent|regrets|participants|roll call)\b"
    r"\s*(?:$|[:|(–—-]|(?:were|was|for|from|by|at)\b|(?-i:[A-Z]))",
    re.IGNORECASE,
)
_FILE = re.compile(r"\b[\w-]{2,80}\.(?:pdf|docx?|html?|md|txt|xlsx?|csv)\b|https?://|\b[0-9a-f]{32,64}\b")
_REPORT = re.compile(
    r"\breport\b|\bnewsletter\b|\bpress release\b|\bterms of reference\b|\bbriefing\b|\bpolicy\b|"
    r"\bstrategy\b|\bstatement\b|\bletter\b",
    re.IGNORECASE,
)


def kind_of(titles: Sequence[str], path: str) -> MeetingKind:
    """Which kind of record it is, from its titles and, where they are silent, its path."""
    for texts in (titles, [_plain(path)]):
        short = " \n ".join(text for text in texts if len(text) < 160).lower()
        if re.search(r"\bsummar(?:y|ies)\b", short):
            return "summary"
        if re.search(r"\bminutes\b", short):
            return "minutes"
        if re.search(r"\bnotes\b", short):
            return "notes"
    return "minutes"


def lists_attendance(text: str) -> bool:
    """Does this line begin the list of who was there ("Present:", "Apologies from …")?"""
    return bool(_ATTENDANCE.match(text))


def is_draft(titles: Sequence[str], path: str, texts: Sequence[str] = ()) -> bool:
    """Do its first lines, its name, or a stamp across its pages call it a draft?

    Args:
        titles: the document's title, headings and first lines.
        path: the archive-relative path.
        texts: all its texts, where a line that says nothing but "DRAFT" is looked for.
    """
    for text in titles:
        if len(text) < 160 and (
            _NOT_YET.search(text)
            or (_DRAFT.search(text) and not _APPROVED.search(text) and not _OF_OTHERS.search(text))
        ):
            return True
    if any(len(text) < 40 and _STAMP.match(text) for text in texts):
        return True
    name = _plain(path.rsplit("/", 1)[-1])
    return bool(_NAMED_DRAFT.search(name)) and not re.search(r"\b(?:approved|confirmed|final)\b", name, re.IGNORECASE)


def type_of(titles: Sequence[str], path: str, body: str = "") -> str:
    """The type of the meeting, from the titles and the path.

    The first line that tells a type decides, and in it the type named first: "Regular meeting, followed by a closed
    session" is an ordinary one. Sentences are passed over, but for one that opens the record ("A special meeting of
    the Council was held on …").

    Args:
        titles: the document's title, headings and first lines.
        path: the archive-relative path.
        body: the name of the body, which may itself be that of a type ("Committee of the Whole").

    Returns:
        ``extraordinary``, ``annual``, ``planning``, ``budget``, ``organisational``, ``public``, ``public hearing``,
        ``workshop``, ``closed``, ``reconvened``, ``committee of the whole``, or ``ordinary`` where nothing says
        otherwise.
    """
    names = (_plain(path.rsplit("/", 1)[-1]), _plain(path))
    for place, text in enumerate((*titles, *names)):
        if len(text) >= 200 or (is_sentence(text) and not _HELD.match(text)):
            continue
        whole = text in names or (place < 3 and not is_sentence(text)) or bool(_RECORD.search(text))
        told = [
            (match.start(), name)
            for name, pattern in _TYPES
            if (match := pattern.search(text))
            and match[0].casefold() not in body.casefold()
            and (whole or name not in _PARTS)
        ]
        if told:
            return min(told)[1]
    return "ordinary"


def _plain(path: str) -> str:
    return re.sub(r"[-_/.]+", " ", path)


def refuse_other(
    titles: Sequence[str],
    texts: Sequence[str],
    path: str,
    *,
    dated: bool,
    sections: int,
    empty: float,
    day: bool = True,
    linked: float = 0.0,
) -> None:
    """Refuse what is no record of a meeting.

    Args:
        titles: the document's title, headings and first lines.
        texts: all its texts.
        path: the archive-relative path.
        dated: was the day of a meeting printed?
        sections: how many sections were found.
        empty: the share of them that hold no text.
        day: is the day of a meeting known, be it from the file's name?
        linked: the share of its letters that are links.

    Raises:
        SourceError: with the state ``not-minutes`` and the reason.
    """
    if any(text.startswith(WRITTEN_BY[:47]) for text in texts):
        raise SourceError("an export of minutesearch, not minutes", "not-minutes", "Ingest the minutes that it quotes.")
    top = " \n ".join(titles)
    words = sum(len(text.split()) for text in texts)
    rate = 1000 * sum(len(_MINUTED.findall(text)) for text in texts) / max(words, 1)
    name = _plain(path.rsplit("/", 1)[-1])
    named = bool(_MINUTES.search(top) or _MINUTES.search(name))
    attended = any(lists_attendance(text) for text in texts[:40])
    recorded = any(_RECORDED.search(text) for text in texts)
    # Under a heading of their own the minutes may follow their agenda.
    headed = any(_HEADED.match(text) for text in texts[1:])
    if not (recorded or headed) and (
        _is_agenda(titles, texts, name, rate)
        or (_AGENDA.search(top) and not named and empty >= 0.7 and sections >= 3)
        or (_AGENDA.search(top) and not named and rate < 3 and _ahead(texts) >= 0.3)
    ):
        raise SourceError(
            "an agenda or notice: it says what a meeting was to discuss, not what it did",
            "not-minutes",
            "Ingest the minutes of that meeting once they are published.",
        )
    if not sections and words < 30:
        raise SourceError("too little text for minutes", "not-minutes", "They may be in a file that the page links to.")
    files = sum(len(_FILE.findall(text)) for text in texts)
    meeting = day and sections >= 3 and bool(_MEETING.search(top))
    if files >= 8 and 1000 * files > 15 * words and rate < 3 and not (attended or meeting or _dated(titles)):
        raise SourceError("a list of files or sources, not minutes", "not-minutes")
    if rate < 6 and not (attended or recorded) and (linked >= _MOSTLY_LINKS or _lists_days(texts)):
        raise SourceError(
            "a list of links or dates, not minutes", "not-minutes", "If it links to minutes, fetch those."
        )
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
    # A report has a title of its own; "Policy Committee" is a body.
    called = " \n ".join(title for title in titles if not NOUN.search(title))
    if not named and not attended and _REPORT.search(called) and not re.search(r"\bmeeting\b", top, re.IGNORECASE):
        raise SourceError("a report or letter, not the record of a meeting", "not-minutes")
    told = named or attended or _MEETING.search(top) or _MEETING.search(" ".join(texts[:25]))
    if not told and not (dated and sections >= 3 and NOUN.search(top)):
        raise SourceError("nothing in it says that it records a meeting", "not-minutes")
    if not dated and not named and not (attended or recorded or meeting) and rate < 6:
        raise SourceError("no date of a meeting and hardly anything that minutes say", "not-minutes")


_MOSTLY_LINKS = 0.4


def _lists_days(texts: Sequence[str]) -> bool:
    """Are most lines the days of meetings, as on a page that leads to their minutes?"""
    days = sum(len(text.split()) <= 14 and any(one.form != "month" for one in find(text)) for text in texts)
    return days >= 5 and days >= 0.5 * len(texts)


def _is_agenda(titles: Sequence[str], texts: Sequence[str], name: str, rate: float) -> bool:
    called = " ".join((*titles[:1], name))
    if _AGENDA.search(called) and not _MINUTES.search(called):
        return rate < 15 or _ahead(texts) >= 0.4
    # "Agenda" alone may also be a heading of the minutes.
    if any(_ONLY_AGENDA.match(title) for title in titles) and _ahead(texts) >= 0.3:
        return rate < 8
    return bool(_SUMMONS.search(" ".join(titles))) and rate < 8


_ONLY_AGENDA = re.compile(r"^\W*(?:meeting )?agenda\W*$", re.IGNORECASE)


def _ahead(texts: Sequence[str]) -> float:
    """The share of texts that say what is to be done."""
    return sum(1 for text in texts if _TO_DO.match(text) or _WILL.search(text)) / max(len(texts), 1)


def _dated(titles: Sequence[str]) -> bool:
    return any(found.full for title in titles if len(title) < 160 for found in find(title))


def _prose(texts: Sequence[str]) -> int:
    """How many words stand in sentences."""
    return sum(len(text.split()) for text in texts if len(text.split()) > 3 and is_sentence(text))
