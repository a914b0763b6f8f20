"""What the sentences around one add to it: lists and their lead-ins, motions and their outcomes, lists of tasks, logs.

"Personal budgets" under "areas not met:" is a concern; "Carried." makes a decision of the motion before it; what people
say in the log of a talk that they would do is no promise of the body's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.mine.statements.sentence import Sentence
from minutesearch.model import Quantity, StatementKind
from minutesearch.text import fold_title

_SPEECH = re.compile(r"^(?:<[\w.-]{2,24}>|(?P<who>[^\W\d_][\w.'-]{1,20}(?: [A-Z][\w.'-]{0,12})?):|…) ", re.MULTILINE)
_SPOKEN = 0.4
"""Share of the lines that begin with a speaker's name from which a section is the log of a talk."""
_LINES = 5
"""Lines of a log at least."""
_CARRIED = re.compile(
    r"^\W*(?:the |this |it )?(?:motion |resolution |vote |amendment |proposal )?(?:was |is |has |then )?(?:\w+ly )?"
    r"(?:carried|passed|passes|carries|approved|adopted|defeated|failed|lost|agreed|all (?:were )?in favou?r|all ayes|"
    r"unanimous|aif)\b|"
    r"\b(?:motion|resolution|amendment|vote|proposal) (?:was |is |has )?(?:\w+ly )?"
    r"(?:carried|passed|passes|carries|approved|adopted|defeated|failed|lost|agreed)\b|"
    r"\b(?:was|were|voted) (?:all |unanimously )?in favou?r\b|\bso moved and carried\b"
)
_MOVED = re.compile(
    r"^\W*(?:[a-z]\.? [a-z'-]+, ?[a-z]\.? [a-z'-]+: )?that\b|\b(?:move[ds]?|motion(?:ed)?|be it|resolution)\b|"
    r"\bproposed(?: by| that| to|,|:)|\b(?:was|were|is) proposed\b|\basked for [^.]{0,40}agreement\b"
)
_MOTION = 5
"""Words of a motion at least: "Motion: Smith/Jones" only names who moved it."""
_VOTE = re.compile(
    r"\b(?:second(?:ed)?|2nd|ayes?|nays?|votes?|voting|abstain(?:ed|ing)?|abstentions?|for:|against:|discussion)\b"
)
_VOTING = 4
"""Sentences that may stand between a motion and its outcome."""
_OUTCOME = 14
"""Words of an outcome at most."""
TASKS = re.compile(
    r"^\W*(?:new |agreed |summary of |list of |key )*action(?:s| items| points| list)"
    r"(?: agreed| arising from this meeting)?\W*$",
    re.IGNORECASE,
)
_LEAD_ACTION = re.compile(
    r"\b(?:actions?(?: points| items)?|(?:asked|requested|instructed|agreed|tasked|needs?|clerk|officers?|group|team|"
    r"chair|secretary|staff|board|council) (?:is |are |was |were )?to|will|would)(?: be)? ?:?\W*$"
)
_DONE = re.compile(r"\b(?:none|no actions?|completed?|done|closed)\b")
_WORDS_AT_LEAST = 3
_LEAD = 6
"""Words up to which a line that ends with a colon is only the head of its list."""
_SIGNED = re.compile(r"^\W*(?:signed|dated|chair(?:man)?|clerk|date)\b|_{3,}")
"""What stands below a list and is no item of it."""
_PAYMENTS = re.compile(r"\b(?:payments?|invoices?|cheques?|accounts|expenditure|bills|receipts)\b")
_RESOLVED = re.compile(r"\bresolved(?: that)?[:;, ]*$")
_BARE = 3
_SHORT = 14
"""Words of a line that may hang on the sentence above it without being set as a list."""


class Told(NamedTuple):
    """One sentence with its place, and the rules that fired (with where they did)."""

    start: int
    end: int
    sentence: Sentence
    fired: dict[StatementKind, tuple[str, int]]
    values: tuple[Quantity, ...]


# -- lists --------------------------------------------------------------------------------------------------


def is_item(text: str, start: int, items: set[str]) -> bool:
    end = text.find("\n", start)
    return fold_title(text[start : end if end >= 0 else len(text)]) in items


def hangs(lead: Told, sentence: Sentence, *, at_line: bool) -> bool:
    """Is it one of the short lines or rows behind a sentence that ends with a colon, though not set as a list?"""
    if not at_line or not _ends_with_colon(lead.sentence):
        return False
    return len(sentence.plain.split()) <= _SHORT and not _ends_with_colon(sentence)


def _ends_with_colon(sentence: Sentence) -> bool:
    return sentence.plain.rstrip(" -–").endswith(":")


def inherit(told: list[Told], lead: int, here: int) -> bool:
    """Give an item of a list what the sentence before the list says of all of them; tells whether it took any."""
    kinds: dict[StatementKind, tuple[str, int]] = {}
    for i in (lead - 1, lead):
        if i < 0 or i == here or told[i].sentence.listed:
            continue
        close = i == lead
        ends = _ends_with_colon(told[i].sentence)
        handed = set()
        if told[here].sentence.listed and _ends_with_colon(told[lead].sentence):
            handed |= {"concern"} if close or _points_ahead(told[lead].sentence) else set()
        if close and ends and not _only_listed(told[lead], told[here]):
            handed |= {"decision"}
        kinds |= {k: (f"{rule} of the lead-in", 0) for k, (rule, _) in told[i].fired.items() if k in handed}
        if close and ends and _LEAD_ACTION.search(told[i].sentence.low):
            kinds["action"] = ("lead-in", 0)
    took = False
    for kind, why in kinds.items():
        if kind not in told[here].fired:
            told[here].fired[kind] = why
            took = True
    if "action" in told[here].fired:
        told[here].fired.pop("commitment", None)
    return took


def _only_listed(lead: Told, here: Told) -> bool:
    """Is the line below a decision no decision of its own: a signature, or a sum of the payments that were agreed?"""
    if _SIGNED.search(here.sentence.low):
        return True
    return "figure" in here.fired and not is_bare_lead(lead) and _PAYMENTS.search(lead.sentence.low) is not None


def is_bare_lead(told: Told) -> bool:
    """A few words before a list ("RESOLVED:", "Areas behind target:") say nothing by themselves: the items do."""
    if _RESOLVED.search(told.sentence.low):
        return True
    words = len(told.sentence.plain.split())
    most = _LEAD if "concern" in told.fired else _BARE
    return words <= most and _ends_with_colon(told.sentence)


def _points_ahead(sentence: Sentence) -> bool:
    """Does the lead-in only point at the list ("These areas included:")?"""
    return re.match(r"^\W*(?:these|this|those|they|the following|areas|which|including)\b", sentence.low) is not None


# -- motions, tasks, talks ----------------------------------------------------------------------------------


def carried(told: Sequence[Told]) -> None:
    """A motion whose outcome stands a sentence or a few lines of voting later is a decision."""
    for at, outcome in enumerate(told):
        if "decision" not in outcome.fired or len(outcome.sentence.plain.split()) > _OUTCOME:
            continue
        if not _CARRIED.search(outcome.sentence.low):
            continue
        for motion in reversed(told[max(0, at - _VOTING) : at]):
            low = motion.sentence.low
            if _MOVED.search(low) and not _CARRIED.search(low):
                if len(low.split()) >= _MOTION:
                    motion.fired.setdefault("decision", ("carried-next", 0))
            elif not _VOTE.search(low):
                break


def tasks(told: Sequence[Told]) -> None:
    """Under a head such as "Action items" every line that says something is an action."""
    for each in told:
        words = each.sentence.plain.split()
        if len(words) >= _WORDS_AT_LEAST and "decision" not in each.fired and not _DONE.search(each.sentence.low):
            each.fired.setdefault("action", ("task-list", 0))
            each.fired.pop("commitment", None)


def is_log(text: str) -> bool:
    """Is it the log of a talk, line by line with the speakers' names, and not minutes of it?"""
    lines = text.count("\n") + 1
    if lines < _LINES:
        return False
    speeches = [match["who"] for match in _SPEECH.finditer(text)]
    # A label that never comes back may be the name of a field.
    return len(speeches) >= _SPOKEN * lines and len(set(speeches)) < len(speeches)
