"""Templates of layouts 3, 4, 6 and 11: PDFs whose heads are numbered, hang in a column, or stand in bold."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.quality.layouts import days
from tests.quality.layouts.gold import GoldFile, Para, Sub, Topic, words_of
from tests.quality.layouts.plan import cased, make, numbered, running_in
from tests.quality.layouts.printed import Look, one_pdf, section

if TYPE_CHECKING:
    from tests.quality.layouts.sheet import Sheet


def hoa_upper(rng: random.Random) -> GoldFile:
    """3: numbers and capitals on a line of their own, plain weight."""
    plan = cased(numbered(make(rng, "hoa", subs=0.1), rng.choice(("1.", "1)", "I.", "1")), slips=rng.random() < 0.3),
                 "upper")  # fmt: skip
    look = Look(head=rng.choice(("", "", "b")), gap=rng.choice((8, 14)), subs="under", glued=rng.random() < 0.15)
    if look.glued:
        plan = numbered(plan, "1.")
    return one_pdf(plan, look)


def borough_numbers(rng: random.Random) -> GoldFile:
    """3: every style of number, bold or not, in any case."""
    style = rng.choice(days.NUMBERS)
    plan = numbered(make(rng, rng.choice(("borough", "county")), topics=(7, 12)), style, slips=rng.random() < 0.2)
    cased(plan, rng.choice(("own", "own", "upper", "title", "lower")))
    bold = rng.random() < 0.7
    look = Look(
        head="b" if bold else "",
        bigger=rng.choice((0, 0, 0, 2)),
        gap=rng.choice((6, 10, 14)),
        indent=rng.choice((0, 0, 24)),
        colon=rng.choice(("", "", ":")) if bold else "",
    )
    return one_pdf(plan, look)


def school_runin(rng: random.Random) -> GoldFile:
    """3: a number and a bold title that the body follows on the same line."""
    plan = numbered(make(rng, "school"), rng.choice(("1.", "A.", "I.", "1)")))
    running_in(plan)
    return one_pdf(plan, Look(place="runin", head="b", colon=rng.choice((":", ".", " –")), gap=rng.choice((7, 12))))


def parish_hanging(rng: random.Random) -> GoldFile:
    """4: a column of numbers, bold titles beside it, the body under the titles."""
    style = rng.choice(("yy.mm.n", "mm.yy.n", "mm(2).yy.n", "1.", "1", "run", "n/yy", "yy/n", "Ryyyy-n"))
    plan = numbered(make(rng, "parish", topics=(7, 12)), style)
    cased(plan, rng.choice(("own", "own", "upper")))
    look = Look(place="hang", head="b", hang=rng.choice((36, 50, 76)) + 22 * (len(style) > 4), gap=rng.choice((6, 12)))
    return one_pdf(plan, look)


def county_hanging(rng: random.Random) -> GoldFile:
    """4: numbers that run on over the year, titles bold, in capitals or underlined."""
    plan = numbered(make(rng, rng.choice(("county", "nhs")), topics=(6, 10)), rng.choice(("run.", "run", "yy/n")))
    upper = rng.random() < 0.5
    cased(plan, "upper" if upper else "title")
    look = Look(place="hang", head="b" if not upper or rng.random() < 0.6 else "", hang=rng.choice((40, 56)),
                gap=rng.choice((8, 14)))  # fmt: skip
    return one_pdf(plan, look)


def hoa_bold(rng: random.Random) -> GoldFile:
    """6: bold heads without numbers, sections inside them by a dash or a colon."""
    plan = make(rng, "hoa", subs=0.3, rich=0.6)
    cased(plan, rng.choice(("own", "title", "title", "upper")))
    look = Look(head="b", gap=rng.choice((8, 14)), subs=rng.choice(("dash", "colon", "under")),
                colon=rng.choice(("", "", ":")), bigger=rng.choice((0, 0, 1, 3)))  # fmt: skip
    return one_pdf(plan, look)


def society_bold(rng: random.Random) -> GoldFile:
    """6: bold heads without numbers, sections inside them indented, on lines of their own."""
    plan = make(rng, rng.choice(("society", "standards", "city")), subs=0.25)
    look = Look(head="b", gap=rng.choice((9, 15)), subs="line", sub_how=rng.choice(("u", "i", "b")),
                bigger=rng.choice((0, 2)))  # fmt: skip
    if look.sub_how == "b":
        # A bold line inside bold heads is told from them by its place and size alone.
        look = replace(look, bigger=2)
    return one_pdf(plan, look)


def _within(plan_rng: random.Random, kind: str, style: str) -> tuple[GoldFile, ...]:
    plan = numbered(make(plan_rng, kind, topics=(5, 8), subs=0.45, rich=0.3), style)
    return (one_pdf(plan, Look(head="b", subs="colon", gap=plan_rng.choice((8, 12)))),)


def parish_annual(rng: random.Random) -> GoldFile:
    """11: numbered bold heads, bold run-ins with a colon inside."""
    return _within(rng, "parish", rng.choice(("1.", "1", "1)")))[0]


def board_mixed(rng: random.Random) -> GoldFile:
    """11: numbered heads; some items are numbered paragraphs without a title; bold run-ins with a dash inside."""
    plan = numbered(make(rng, "nhs", topics=(6, 9), subs=0.35, rich=0.3), rng.choice(("1.", "run.")))
    at = rng.randrange(1, len(plan.topics) - 1)
    if not any(isinstance(point, Sub) for point in plan.topics[at].points):
        text = next((p.text for p in plan.topics[at].points if isinstance(p, Para)), "Nothing was raised.")
        plan.topics[at] = replace(plan.topics[at], title="", points=(Para(text),))
    look = Look(head="b", subs="dash", gap=rng.choice((8, 12)))

    return one_pdf(plan, look, draw=_titled_or_not)


def _titled_or_not(sheet: Sheet, topic: Topic, look: Look) -> None:
    if topic.title:
        section(sheet, topic, look)
    else:
        sheet.text([(f"{topic.number} ", "b"), (" ".join(words_of(topic.points)), "")], before=look.gap)


TEMPLATES = {
    "hoa-upper": (3, hoa_upper),
    "borough-numbers": (3, borough_numbers),
    "school-runin": (3, school_runin),
    "parish-hanging": (4, parish_hanging),
    "county-hanging": (4, county_hanging),
    "hoa-bold": (6, hoa_bold),
    "society-bold": (6, society_bold),
    "parish-annual": (11, parish_annual),
    "board-mixed": (11, board_mixed),
}
