"""What one meeting says before it is put into a layout: body, day, attendance, topics, traps."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tests.quality.layouts import days
from tests.quality.layouts.gold import GoldMeeting, Items, Label, Para, Point, Sub, Table, Topic, section_of, words_of
from tests.quality.layouts.sentences import (
    BODIES,
    CLOSINGS,
    LABELS,
    OPENINGS,
    PLACE_NAMES,
    PLACES,
    SPENDING,
    TITLES,
    filled,
    paragraph,
    sentence,
)

BULLETS = ("•", "-", "–", "*", "o")
COUNTS = ("1.", "1)", "a)", "(a)", "i)")
MANNERS = {
    "parish": "uk", "borough": "uk", "county": "uk", "nhs": "board", "hoa": "us", "city": "us", "school": "us",
    "township": "ca", "standards": "tech", "society": "club",
}  # fmt: skip
AMERICAN = frozenset({"hoa", "city", "school", "township"})


@dataclass(slots=True)
class Plan:
    """One meeting of one body, and the random numbers that the writer goes on with."""

    rng: random.Random
    kind: str
    body: str
    day: date
    topics: list[Topic]
    attendance: list[tuple[str, tuple[str, ...]]]
    printed: str = ""
    slack: list[str] = field(default_factory=list)

    @property
    def us(self) -> bool:
        """Are days printed in the American order?"""
        return self.kind in AMERICAN

    def meeting(self, *optional: str) -> GoldMeeting:
        """The gold of this meeting; the front matter's labels may be sections, and so may ``optional``."""
        labels = [label for label, _ in self.attendance]
        return GoldMeeting(
            self.day.isoformat(), tuple(section_of(topic) for topic in self.topics), (*labels, *optional, *FRONT)
        )

    def front(self) -> str:
        """The attendance in a row."""
        return " ".join(f"{label} {' '.join(who)}" for label, who in self.attendance)


FRONT = ("Present", "In attendance", "Attendance", "Apologies", "Absent", "Attendees", "Date", "Time", "Location",
         "Venue", "Actions", "Summary of actions", "Signed", "Minutes", "Regrets", "Also present")  # fmt: skip


def body_of(kind: str, rng: random.Random) -> str:
    """A body's name."""
    return rng.choice(BODIES[kind]).format(p=rng.choice(PLACE_NAMES))


def make(
    rng: random.Random,
    kind: str,
    *,
    topics: tuple[int, int] = (6, 11),
    subs: float = 0.0,
    rich: float = 0.5,
    body: str = "",
    day: date | None = None,
) -> Plan:
    """A meeting of a body of one ``kind``, with ``topics`` topics, ``subs`` of them split in sub-sections.

    ``rich`` is the share of topics that hold lists, labels or tables as well as paragraphs.
    """
    day = day or days.a_day(rng)
    body = body or body_of(kind, rng)
    opening, closing = OPENINGS[MANNERS[kind]], CLOSINGS[MANNERS[kind]]
    count = rng.randint(*topics)
    titles = [t for t in opening if rng.random() < 0.7]
    ends = [t for t in closing if rng.random() < 0.7]
    titles += rng.sample(TITLES, max(2, count - len(titles) - len(ends))) + ends
    plan = Plan(rng, kind, body, day, [], attendance(rng, kind))
    for title in titles:
        points = _points(plan, title, subs, rich, sorted(set(TITLES) - set(titles)))
        plan.topics.append(Topic("", title, points))
    return plan


def _points(plan: Plan, title: str, subs: float, rich: float, names: Sequence[str]) -> tuple[Point, ...]:
    rng = plan.rng
    if title.lower() in {"date of next meeting", "next meeting"}:
        after = days.later(plan.day, rng)
        return (Para(rng.choice(("{} in the usual place.", "The next meeting will be held on {} at 7.30 pm.")).format(
            days.long_day(after, rng, plan.us))),)  # fmt: skip
    if "previous" in title.lower() or title in {"Approval of Minutes", "Adoption of Minutes"} or "of the last" in title:
        before = plan.day - timedelta(days=rng.choice((28, 35)))
        return (
            Para(f"The minutes of the meeting held on {days.long_day(before, rng, plan.us)} were "
                 f"{rng.choice(('approved', 'agreed as a true record', 'accepted and signed'))}."),
        )  # fmt: skip
    if title in {"Apologies", "Apologies for absence"} and rng.random() < 0.6:
        return (Para("Received from Councillor E and Councillor F."),)
    if rng.random() < subs:
        return tuple(
            Sub(name, tuple(Para(paragraph(rng, 3)) for _ in range(rng.randint(1, 2))))
            for name in rng.sample(names, rng.randint(2, 4))
        )
    points: list[Point] = [Para(paragraph(rng)) for _ in range(rng.choice((1, 1, 1, 2, 2, 3)))]
    if rng.random() < 0.2:
        other = plan.day + timedelta(days=rng.choice((-90, -12, 9, 20, 45)))
        points.append(Para(filled(rng.choice((
            "A hearing on {place} is set for DAY.", "The form must be in by DAY.", "The report dated DAY was noted.",
            "{Role} had met {group} on DAY.",
        )), rng).replace("DAY", days.long_day(other, rng, plan.us))))  # fmt: skip
    if rng.random() < rich:
        points.insert(rng.randint(1, len(points)), _extra(rng))
    return tuple(points)


def _extra(rng: random.Random) -> Point:
    choice = rng.random()
    if choice < 0.35:
        return Items(tuple(sentence(rng) for _ in range(rng.randint(2, 5))), rng.choice(BULLETS))
    if choice < 0.6:
        return Items(tuple(sentence(rng) for _ in range(rng.randint(2, 4))), rng.choice(COUNTS))
    if choice < 0.85:
        return Label(rng.choice(LABELS), sentence(rng))
    return spending(rng)


def spending(rng: random.Random) -> Table:
    """A table of payments."""
    rows = []
    for what in rng.sample(SPENDING, rng.randint(2, 5)):
        payee = rng.choice(PLACES).removeprefix("the ").capitalize()
        rows.append((payee, what, f"{rng.randint(12, 900)}.{rng.randint(10, 99)}"))
    return Table((("Payee", "For", "Amount"), *rows))


def attendance(rng: random.Random, kind: str) -> list[tuple[str, tuple[str, ...]]]:
    """Who was there, by label."""
    letters = "ABCDEFGHJK"[: rng.randint(4, 8)]
    title = {"uk": "Councillor", "us": "Director", "ca": "Councillor"}.get(MANNERS[kind], "Member")
    initials = rng.random() < 0.3
    who = [f"{title} {c}{f' ({title[0]}{c})' if initials else ''}" for c in letters]
    who[0] += " (Chair)"
    present = rng.choice(("Present", "Members present", "In attendance", "Attendees"))
    rows = [(present, tuple(who)), (rng.choice(("Also present", "Officers", "Staff")), ("the Clerk", "one resident"))]
    if rng.random() < 0.5:
        rows.append((rng.choice(("Apologies", "Absent", "Regrets")), (f"{title} L", f"{title} M")))
    return rows


def numbered(plan: Plan, style: str, *, slips: bool = False) -> Plan:
    """The plan's topics with numbers of a style."""
    given = days.numbers(style, len(plan.topics), plan.day, plan.rng, slips=slips)
    plan.topics = [replace(topic, number=number) for topic, number in zip(plan.topics, given, strict=True)]
    return plan


def running_in(plan: Plan, *, plain: bool = False) -> Plan:
    """The plan with titles that a colon can follow; in ``plain`` type a colon inside would be no better than it."""
    for at, topic in enumerate(plan.topics):
        title = topic.title.rstrip("?")
        plan.topics[at] = replace(topic, title=title.replace(":", ",") if plain else title)
    return plan


def cased(plan: Plan, case: str) -> Plan:
    """The plan's titles in ``upper``, ``lower``, ``title`` or their own case."""
    change = {"upper": str.upper, "lower": lambda t: t[:1] + t[1:].lower(), "title": capitals}.get(case)
    if change is not None:
        plan.topics = [replace(topic, title=change(topic.title)) for topic in plan.topics]
    return plan


def capitals(title: str) -> str:
    """A title With Its Main Words in Capitals."""
    small = {"of", "the", "to", "and", "on", "for", "in", "by", "from", "with"}
    return " ".join(w if w in small or not w[0].isalpha() else w[0].upper() + w[1:] for w in title.split())


def words(plan: Plan) -> str:
    """All that the topics say."""
    return " ".join(" ".join((t.title, *words_of(t.points))) for t in plan.topics)
