"""Layouts 5 and 14: grids with owners, ruled tables over pages; two columns, a year in a file, and damaged files."""

from __future__ import annotations

import io
import random
import re
from dataclasses import replace
from datetime import timedelta

from tests.quality.layouts import days
from tests.quality.layouts.gold import GoldFile, Items, Topic, words_of
from tests.quality.layouts.plan import make, numbered, words
from tests.quality.layouts.printed import Look, closing, day_and_name, one_pdf, opening, section, sheet
from tests.quality.layouts.sentences import sentence
from tests.quality.layouts.sheet import Sheet

OWNERS = ("", "All", "Clerk", "AB", "Chair", "MW")


def owner_grid(rng: random.Random) -> GoldFile:
    """5: a grid without rules: number, title with bullets under it, owner at the right."""
    plan = numbered(make(rng, rng.choice(("society", "standards", "nhs")), topics=(6, 10), rich=0),
                    rng.choice(("1", "1.")))  # fmt: skip
    plan.topics = [
        replace(
            t, owner=rng.choice(OWNERS), points=(Items(tuple(sentence(rng) for _ in range(rng.randint(1, 6))), "•"),)
        )
        for t in plan.topics
    ]
    bold = rng.choice(("b", "b", ""))

    def draw(paper: Sheet, topic: Topic, look: Look) -> None:
        paper.y -= 9
        paper.beside(topic.number, bold, 0)
        if topic.owner:
            paper.put([(topic.owner, "")], paper.x + paper.width - 40, paper.y - paper.size * paper.leading, paper.size)
        paper.text([(topic.title, bold)], indent=48, right=56)
        for point in topic.points:
            assert isinstance(point, Items)
            for text in point.texts:
                paper.beside(point.marker, "", 66)
                paper.text(text, indent=84)

    return one_pdf(plan, Look(), draw=draw)


def ruled_grid(rng: random.Random) -> GoldFile:
    """5: a ruled table of Item, Discussion and Action over several pages."""
    plan = numbered(
        make(rng, rng.choice(("nhs", "school", "society")), topics=(6, 10), rich=0), rng.choice(("1", "1."))
    )
    plan.topics = [replace(topic, owner=rng.choice(OWNERS)) for topic in plan.topics]
    four = rng.random() < 0.5
    printed, name = day_and_name(plan, "pdf")
    paper, repeated = sheet(plan, justified=False)
    opening(paper, plan, printed)
    paper.y -= 12
    heads = ("No", "Item", "Discussion", "Action") if four else ("Item", "Discussion", "Action")
    shares = (0.08, 0.24, 0.5, 0.18) if four else (0.28, 0.54, 0.18)
    wide = [paper.width * share for share in shares]
    titles = [[[(head, "b")]] for head in heads]
    paper.row(titles, wide)
    repeat = titles if rng.random() < 0.5 else ()
    plan.slack += heads * 12
    how = rng.choice(("b", ""))
    for topic in plan.topics:
        text = [[(line, "")] for line in words_of(topic.points)]
        title = (
            [[[(topic.number, how)]], [[(topic.title, how)]]] if four else [[[(f"{topic.number} {topic.title}", how)]]]
        )
        paper.row([*title, text, [[(topic.owner, "")]]], wide, heads=repeat)
    closing(paper, plan)
    return GoldFile(
        name, paper.finish(), plan.body, (plan.meeting(),), front=plan.front(), slack=" ".join(plan.slack),
        furniture=repeated if len(paper.pages) > 1 else (),
    )  # fmt: skip


def two_columns(rng: random.Random) -> GoldFile:
    """14: two columns, words broken at line ends, a running header."""
    plan = make(rng, rng.choice(("county", "city", "society")), topics=(8, 12), rich=0.2)
    if rng.random() < 0.6:
        numbered(plan, rng.choice(("1.", "1", "run.")))
    paper, repeated = sheet(plan, hyphenate=words(plan), justified=rng.random() < 0.5)
    printed, name = day_and_name(plan, "pdf")
    opening(paper, plan, printed)
    paper.y -= 14
    paper.begin_columns(2)
    look = Look(head="b", gap=rng.choice((7, 10)), item=6)
    for topic in plan.topics:
        section(paper, topic, look)
    return GoldFile(
        name, paper.finish(), plan.body, (plan.meeting(),), front=plan.front(), slack=" ".join(plan.slack),
        furniture=repeated if len(paper.pages) > 1 else (),
    )  # fmt: skip


def year_file(rng: random.Random) -> GoldFile:
    """14: a year of meetings in one PDF, each begun on a page of its own."""
    kind = rng.choice(("parish", "hoa"))
    first = make(rng, kind)
    day = first.day.replace(month=1)
    style, manner = rng.choice(("1.", "1", "run.")), rng.choice(("stack", "sentence"))
    paper, _ = sheet(first, furniture=False)
    habits = rng.randrange(1000)
    meetings, front = [], []
    for at in range(rng.randint(3, 5)):
        if at:
            paper.page()
        plan = numbered(make(rng, kind, topics=(5, 7), rich=0.2, body=first.body, day=day), style)
        # One clerk: every meeting of the year is opened in the same manner.
        plan.rng = random.Random(habits)
        opening(paper, plan, days.long_day(day, random.Random(habits), plan.us), kind=manner)
        for topic in plan.topics:
            section(paper, topic, Look(head="b"))
        closing(paper, plan)
        meetings.append(plan.meeting())
        front.append(plan.front())
        first.slack += plan.slack
        day += timedelta(days=rng.choice((28, 35, 56)))
    return GoldFile(
        f"minutes-{first.day.year}.pdf", paper.finish(), first.body, tuple(meetings), front=" ".join(front),
        slack=" ".join(first.slack),
    )  # fmt: skip


def damaged(rng: random.Random) -> GoldFile:
    """14: a Word file or a page named .pdf, a password, a torn end, blank pages, a picture."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from tests.quality.layouts.web_templates import council_page
    from tests.quality.layouts.word_templates import numbered_word

    what = rng.choice(("word", "html", "password", "locked", "torn", "blank", "drawing", "picture"))
    plan = numbered(make(rng, "parish", topics=(5, 7)), "1.")
    if what in {"word", "html"}:
        file = numbered_word(rng) if what == "word" else council_page(rng)
        return replace(file, name=re.sub(r"\.\w+$", ".pdf", file.name))
    if what in {"password", "locked"}:
        # An owner's lock alone forbids printing, not reading.
        lock = StandardEncryption("secret" if what == "password" else "", "owner", canPrint=0, strength=128)
        paper = Sheet(rng)
        printed, name = day_and_name(plan, "pdf")
        opening(paper, plan, printed)
        for topic in plan.topics:
            section(paper, topic, Look(head="b"))
        file = GoldFile(name, paper.finish(encrypt=lock), plan.body, (plan.meeting(),), front=plan.front(),
                        slack=" ".join(plan.slack))  # fmt: skip
        return file if what == "locked" else replace(file, states=("quarantined",))
    if what == "torn":
        file = one_pdf(plan, Look(head="b"))
        return replace(file, content=file.content[: len(file.content) * 2 // 3], states=("quarantined", "ingested"))
    if what == "picture":
        from PIL import Image

        out = io.BytesIO()
        Image.new("RGB", (90, 120), "white").save(out, rng.choice(("PNG", "JPEG")))
        return GoldFile("scan.pdf", out.getvalue(), plan.body, (), states=("no-text", "quarantined", "not-minutes"))
    paper = Sheet(rng)
    if what == "drawing":
        paper.pages[-1].rules += [(60 + 9 * at, 200, 90 + 9 * at, 600) for at in range(20)]
    paper.page()
    return GoldFile("minutes.pdf", paper.finish(), plan.body, (), states=("no-text",))


TEMPLATES = {
    "owner-grid": (5, owner_grid),
    "ruled-grid": (5, ruled_grid),
    "two-columns": (14, two_columns),
    "year-file": (14, year_file),
    "damaged": (14, damaged),
}
