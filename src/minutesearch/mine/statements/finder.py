"""What the sentences of a section say: decisions, actions, commitments, concerns, figures and trends.

Each sentence is put to the rules that its words call for. Items of a list take over what the sentence before the list
says of them ("areas not met:"); a bare "Carried." makes a decision of the motion before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.mine.statements.due import CALLED_FOR, Due, due_point
from minutesearch.mine.statements.owners import owner_of
from minutesearch.mine.statements.quantities import quantities
from minutesearch.mine.statements.rules import Rule, rules
from minutesearch.mine.statements.sentence import Sentence
from minutesearch.model import STATEMENT_KINDS, Quantity, Section, Statement, StatementKind
from minutesearch.text import fold_title, sentences

_FORWARD = ("action", "commitment")
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
_TASKS = re.compile(
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
_PUT_OFF = re.compile(
    r"\b(?:defer(?:red)?|postponed?|adjourn(?:ed)?|delayed?|moved?(?= (?:it |the |back |to |this ))|put (?:back|off)|"
    r"brought back|bring back|carried (?:over|forward)|held over|stood over|left(?= (?:until|to|over))|"
    r"with effect from|effective|tabled?(?= (?:to|until|till|for))|"
    r"continued? (?:the hearing )?to|referred back|rescheduled?|revisit(?:ed)?|reconsider(?:ed)?|discuss(?:ed)? again|"
    r"take effect|come into (?:force|effect)|until|"
    r"to (?:the |its |our )?(?:next|following|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|spring|summer|autumn|winter)(?:'s)? (?:[\w'-]+ ){0,2}?(?:meeting|committee|board|"
    r"council|cabinet|"
    r"agenda|session|panel))\b"
)
_SIGNED = re.compile(r"^\W*(?:signed|dated|chair(?:man)?|clerk|date)\b|_{3,}")
"""What stands below a list and is no item of it."""
_PAYMENTS = re.compile(r"\b(?:payments?|invoices?|cheques?|accounts|expenditure|bills|receipts)\b")
_DEADLINE = re.compile(r"(?:by|before|no later|not later|at the next|to the next|for the next|in time|ready)\b")
_BARE = 3
_SHORT = 14
"""Words of a line that may hang on the sentence above it without being set as a list."""


class _Told(NamedTuple):
    """One sentence with its place, and the rules that fired (with where they did)."""

    start: int
    end: int
    sentence: Sentence
    fired: dict[StatementKind, tuple[str, int]]
    values: tuple[Quantity, ...]


def find(section: Section) -> list[Statement]:
    """The statements of a section, in reading order.

    Args:
        section: any section.
    """
    items = {fold_title(item) for item in section.list_items}
    told: list[_Told] = []
    leads: set[int] = set()
    lead = -1
    for start, end in sentences(section.text):
        printed = section.text[start:end]
        at_line = start == 0 or "\n" in section.text[max(0, start - 2) : start]
        listed = at_line and bool(items) and _is_item(section.text, start, items)
        sentence = Sentence(printed, section.title, listed=listed)
        fired, values = _fired(sentence)
        told.append(_Told(start, end, sentence, fired, values))
        here = len(told) - 1
        # A line that decides or acts by itself is no more of the list.
        says_itself = fired.keys() & {"decision", "action", "commitment"}
        hangs = lead >= 0 and not says_itself and _hangs(told[lead], sentence, at_line=at_line)
        if lead >= 0 and (listed or hangs):
            if _inherit(told, lead, here):
                leads.add(here)
        else:
            lead = here
    _carried(told)
    if _TASKS.match(section.title):
        _tasks(told)
    return [
        statement
        for i, each in enumerate(told)
        if (statement := _statement(section, each, lead=i in leads)) is not None
    ]


def _is_item(text: str, start: int, items: set[str]) -> bool:
    end = text.find("\n", start)
    return fold_title(text[start : end if end >= 0 else len(text)]) in items


def _hangs(lead: _Told, sentence: Sentence, *, at_line: bool) -> bool:
    """Is it one of the short lines or rows behind a sentence that ends with a colon, though not set as a list?"""
    if not at_line or not _ends_with_colon(lead.sentence):
        return False
    return len(sentence.plain.split()) <= _SHORT and not _ends_with_colon(sentence)


def _ends_with_colon(sentence: Sentence) -> bool:
    return sentence.plain.rstrip(" -–").endswith(":")


def _fired(sentence: Sentence) -> tuple[dict[StatementKind, tuple[str, int]], tuple[Quantity, ...]]:
    """The rules that hold for a sentence, by kind (the first of each), and its figures."""
    fired: dict[StatementKind, tuple[str, int]] = {}
    book = rules()
    called: list[Rule] = list(book.called(sentence.words))
    values = quantities(sentence)
    if not called and not values:
        return fired, ()
    if any(never.pattern.search(sentence.low) for never in book.never):
        return fired, ()
    for rule in called:
        if rule.kind in fired or (rule.kind == "commitment" and "action" in fired):
            continue
        match = rule.found(sentence)
        if match:
            fired[rule.kind] = (rule.id, match.end())
    if "concern" in fired and "decision" in fired and _only_named(sentence, fired):
        del fired["concern"]
    if values:
        fired["figure"] = ("quantity", values[0].start)
        if "trend" in fired and not _apart(sentence, fired["trend"][1], values):
            del fired["trend"]
    return fired, values


def _only_named(sentence: Sentence, fired: dict[StatementKind, tuple[str, int]]) -> bool:
    """Is the trouble only what was decided about? "It was agreed that the flood report be noted" worries nobody."""
    rule, decided = fired["decision"]
    _, worried = fired["concern"]
    if rule == "planning-response" or worried <= decided:
        return False
    return re.search(r"[;:.|]|, (?:but|although|however|though)\b", sentence.low[decided:worried]) is None


def _apart(sentence: Sentence, trend: int, values: tuple[Quantity, ...]) -> bool:
    """Is the comparison of another thing than the figures? "34 schools, and referrals have grown" has both."""
    return all(
        re.search(r", (?:and|but|while) |;", sentence.low[min(trend, v.end) : max(trend, v.start)]) for v in values
    )


def _inherit(told: list[_Told], lead: int, here: int) -> bool:
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


def _only_listed(lead: _Told, here: _Told) -> bool:
    """Is the line below a decision no decision of its own: a signature, or a sum of the payments that were agreed?"""
    if _SIGNED.search(here.sentence.low):
        return True
    return "figure" in here.fired and not _is_bare_lead(lead) and _PAYMENTS.search(lead.sentence.low) is not None


def _is_bare_lead(told: _Told) -> bool:
    """A few words before a list ("RESOLVED:", "Areas behind target:") say nothing by themselves: the items do."""
    words = len(told.sentence.plain.split())
    most = _LEAD if "concern" in told.fired else _BARE
    return words <= most and _ends_with_colon(told.sentence)


def _points_ahead(sentence: Sentence) -> bool:
    """Does the lead-in only point at the list ("These areas included:")?"""
    return re.match(r"^\W*(?:these|this|those|they|the following|areas|which|including)\b", sentence.low) is not None


def _carried(told: Sequence[_Told]) -> None:
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


def _tasks(told: Sequence[_Told]) -> None:
    """Under a head such as "Action items" every line that says something is an action."""
    for each in told:
        words = each.sentence.plain.split()
        if len(words) >= _WORDS_AT_LEAST and "decision" not in each.fired and not _DONE.search(each.sentence.low):
            each.fired.setdefault("action", ("task-list", 0))
            each.fired.pop("commitment", None)


def _statement(section: Section, told: _Told, *, lead: bool) -> Statement | None:
    if not told.fired:
        return None
    kinds = tuple(kind for kind in STATEMENT_KINDS if kind in told.fired)
    sentence = told.sentence
    if _is_bare_lead(told):
        return None
    forward = next((told.fired[kind] for kind in _FORWARD if kind in told.fired), None)
    if forward is None and "decision" in told.fired and (put_off := _PUT_OFF.search(sentence.low)):
        forward = ("", put_off.start())
    due = _due(sentence, section.date, forward[1]) if forward else None
    return Statement(
        section=section.id,
        sentence=section.text[told.start : told.end],
        kinds=kinds,
        start=told.start,
        end=told.end,
        rule=" + ".join(dict.fromkeys(told.fired[kind][0] for kind in kinds)),
        due_text=due.text if due else None,
        due=due.due if due else None,
        owner=owner_of(sentence.plain) if told.fired.keys() & {"action", "commitment"} else None,
        values=told.values if "figure" in told.fired else (),
        lead=lead,
    )


def _due(sentence: Sentence, meeting: str, promise: int) -> Due | None:
    """When the promise is due; a deadline that ends the sentence counts wherever it stands.

    "The clerk will find out what it costs by the next meeting": the deadline is the finding's, not the cost's.
    """
    if sentence.words.isdisjoint(CALLED_FOR):
        return None
    due = due_point(sentence.main, sentence.plain, meeting, promise)
    if due is None and (due := due_point(sentence.low, sentence.plain, meeting, promise)):
        last = not sentence.low[due.end :].strip(" .,;:)")
        return due if last and _DEADLINE.match(due.text.lower()) else None
    return due
