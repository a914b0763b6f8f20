"""What the sentences of a section say: decisions, actions, commitments, concerns, figures and trends.

Each sentence is put to the rules that its words call for. What the sentences around it add is
told in ``context``.
"""

from __future__ import annotations

import re

from minutesearch.mine.statements.context import (
    TASKS,
    Told,
    carried,
    hangs,
    inherit,
    is_bare_lead,
    is_item,
    is_log,
    tasks,
)
from minutesearch.mine.statements.due import CALLED_FOR, Due, due_point
from minutesearch.mine.statements.owners import owner_of
from minutesearch.mine.statements.quantities import quantities
from minutesearch.mine.statements.rules import Rule, rules
from minutesearch.mine.statements.sentence import Sentence
from minutesearch.model import STATEMENT_KINDS, Quantity, Section, Statement, StatementKind
from minutesearch.text import fold_title, sentences

_FORWARD = ("action", "commitment")
_ASSERTED = frozenset(("decision", "action", "commitment"))
"""Kinds that a question never is."""
_OPINION: tuple[StatementKind, ...] = ("commitment", "concern", "trend")
"""Kinds that are one speaker's opinion in the log of a talk."""
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
_DEADLINE = re.compile(r"(?:by|before|no later|not later|at the next|to the next|for the next|in time|ready)\b")


def find(section: Section) -> list[Statement]:
    """The statements of a section, in reading order.

    Args:
        section: any section.
    """
    items = {fold_title(item) for item in section.list_items}
    told: list[Told] = []
    leads: set[int] = set()
    lead = -1
    for start, end in sentences(section.text):
        printed = section.text[start:end]
        at_line = start == 0 or "\n" in section.text[max(0, start - 2) : start]
        listed = at_line and bool(items) and is_item(section.text, start, items)
        sentence = Sentence(printed, section.title, listed=listed)
        fired, values = _fired(sentence)
        told.append(Told(start, end, sentence, fired, values))
        here = len(told) - 1
        # A line that decides or acts by itself is no more of the list.
        says_itself = fired.keys() & {"decision", "action", "commitment"}
        hanging = lead >= 0 and not says_itself and hangs(told[lead], sentence, at_line=at_line)
        if lead >= 0 and (listed or hanging):
            if inherit(told, lead, here):
                leads.add(here)
        else:
            lead = here
    if is_log(section.text):
        # What people say in a talk that they would do, fear or compare is no word of the body's.
        for each in told:
            for kind in _OPINION:
                each.fired.pop(kind, None)
    carried(told)
    if TASKS.match(section.title):
        tasks(told)
    return [
        statement
        for i, each in enumerate(told)
        if (statement := _statement(section, each, lead=i in leads)) is not None
    ]


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
    asks = sentence.plain.rstrip(" \"')”").endswith("?")
    for rule in called:
        if rule.kind in fired or (rule.kind == "commitment" and "action" in fired):
            continue
        if (asks and rule.kind in _ASSERTED) or (not sentence.is_prose and rule.kind in _OPINION):
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


def _statement(section: Section, told: Told, *, lead: bool) -> Statement | None:
    if not told.fired:
        return None
    kinds = tuple(kind for kind in STATEMENT_KINDS if kind in told.fired)
    sentence = told.sentence
    if is_bare_lead(told):
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
