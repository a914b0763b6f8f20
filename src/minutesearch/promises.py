"""Promises: every action and commitment with what became of it, as found, or as a person has overruled it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.model import FollowUp, Outcome, Promise, PromiseFilter, Section, Statement
from minutesearch.query import overlaps
from minutesearch.text import fold_title, quote_hash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minutesearch.notebook import Overrulings
    from minutesearch.store import Records


def _is_asked_for(promise: Promise, wanted: PromiseFilter) -> bool:
    """Is it one of them? An owner is asked for by any words of it, whatever their case."""
    asked = set(fold_title(wanted.owner or "").split())
    state = promise.status in wanted.statuses or (wanted.overdue and promise.overdue)
    return (
        overlaps(promise.made, wanted.since, wanted.until)
        and wanted.body in {None, promise.body}
        and (wanted.topic is None or wanted.topic in promise.topics)
        and (wanted.owner is None or (bool(asked) and asked <= set(fold_title(promise.owner or "").split())))
        and (state or not (wanted.statuses or wanted.overdue))
    )


def promises(records: Records, wanted: PromiseFilter, overrulings: Overrulings) -> list[Promise]:
    """The promises asked for, in reading order.

    Args:
        records: the record.
        wanted: which.
        overrulings: what people have said of promises.
    """
    return [
        p for p in _joined(records, records.statements(), records.outcomes(), overrulings) if _is_asked_for(p, wanted)
    ]


def promises_in(records: Records, told: Iterable[Statement], overrulings: Overrulings) -> list[Promise]:
    """The promises among some statements, in reading order."""
    statements = list(told)
    wanted = {(s.section, s.start) for s in statements}
    outcomes = [o for o in records.outcomes(list({s.section for s in statements})) if (o.section, o.start) in wanted]
    return _joined(records, statements, outcomes, overrulings)


def _joined(
    records: Records, told: Iterable[Statement], outcomes: Iterable[Outcome], overrulings: Overrulings
) -> list[Promise]:
    by_place = {(s.section, s.start): s for s in told}
    rows = list(outcomes)
    ids = {o.section for o in rows} | {section for o in rows for section, _, _ in o.passages}
    sections = {s.id: s for s in records.sections(ids)}
    topics = records.topics_of(list({o.section for o in rows}))
    return [
        _promise(o, by_place[o.section, o.start], sections, topics.get(o.section, ()), overrulings)
        for o in rows
        if (o.section, o.start) in by_place
    ]


def _promise(
    outcome: Outcome,
    statement: Statement,
    sections: dict[str, Section],
    topics: tuple[str, ...],
    overrulings: Overrulings,
) -> Promise:
    section = sections[outcome.section]
    followed = tuple(
        FollowUp(sections[id].date, sections[id].body, id, sections[id].text[start:end])
        for id, start, end in outcome.passages
    )
    said = overrulings.get((section.meeting, quote_hash(statement.sentence)))
    status = said.status if said else outcome.status
    return Promise(
        id=outcome.id,
        made=section.date,
        body=section.body,
        section=section.id,
        title=section.title,
        text=statement.sentence,
        kind="action" if "action" in statement.kinds else "commitment",
        owner=statement.owner,
        topics=topics,
        due_text=statement.due_text,
        due=outcome.due,
        status=status,
        why=f"set by hand on {said.when}" if said else outcome.why,
        followed_up=followed,
        overdue=outcome.past_due and status == "not evidenced",
        place=section.places[0],
        overruled=said.note if said else None,
        found=outcome.status if said else None,
    )
