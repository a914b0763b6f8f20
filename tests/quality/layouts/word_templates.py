"""Word files: heads by style or by bold type, numbers typed or made by Word, tables of Item, Discussion and Action."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.quality.layouts import days
from tests.quality.layouts.gold import GoldFile, Items, Label, Para, Point, Sub, Table, counted, words_of
from tests.quality.layouts.plan import Plan, cased, make, numbered, running_in
from tests.quality.layouts.printed import day_and_name


def new(rng: random.Random) -> Any:
    """An empty Word file in a random face."""
    import docx
    from docx.shared import Pt

    made = docx.Document()
    made.styles["Normal"].font.name = rng.choice(("Calibri", "Arial", "Times New Roman"))
    made.styles["Normal"].font.size = Pt(rng.choice((10, 11, 12)))
    return made


def saved(made: Any) -> bytes:
    """The file's bytes, the same in every run."""
    import zipfile

    made.core_properties.created = made.core_properties.modified = datetime(2020, 1, 1)  # noqa: DTZ001
    raw, out = io.BytesIO(), io.BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for info in old.infolist():
            fresh.writestr(zipfile.ZipInfo(info.filename, (2020, 1, 1, 0, 0, 0)), old.read(info))
    return out.getvalue()


def para(made: Any, *runs: tuple[str, str], style: str = "") -> Any:
    """A paragraph of runs: plain, ``b`` bold, ``u`` underlined, ``i`` italic."""
    paragraph = made.add_paragraph(style=style or None)
    for text, how in runs:
        run = paragraph.add_run(text)
        run.bold, run.underline, run.italic = how == "b" or None, how == "u" or None, how == "i" or None
    return paragraph


def front(made: Any, plan: Plan, printed: str) -> None:
    """Title, day and attendance."""
    rng = plan.rng
    if rng.random() < 0.5:
        made.add_heading(plan.body, 0)
    else:
        para(made, (plan.body, "b"))
    if rng.random() < 0.5:
        para(made, (f"Minutes of the meeting held on {printed} in the Annexe", rng.choice(("b", ""))))
    else:
        para(made, ("Date: ", "b"), (printed, ""))
        para(made, ("Location: ", "b"), ("the Annexe", ""))
    plan.slack += [plan.body, f"Minutes of the meeting held on {printed} in the Annexe Date: Location: the Annexe"]
    manner = rng.choice(("prose", "bullets", "table"))
    for label, who in plan.attendance:
        if manner == "prose":
            para(made, (f"{label}: ", "b"), (", ".join(who), ""))
        elif manner == "bullets":
            para(made, (label, "b"))
            for name in who:
                para(made, (name, ""), style="List Bullet")
        else:
            cells = made.add_table(rows=1, cols=2).rows[0].cells
            cells[0].text, cells[1].text = label, "\n".join(who)


def points(made: Any, given: Iterable[Point], rng: random.Random, *, level: int = 0, run: str = ": ") -> None:
    """What is under a head; ``level`` is the heading style of a section inside, or 0 for a bold run-in."""
    for point in given:
        match point:
            case Para(text):
                para(made, (text, ""))
            case Items(texts, marker):
                if marker in "•-–*o":
                    for text in texts:
                        para(made, (text, ""), style="List Bullet")
                else:
                    for mark, text in counted(point):
                        para(made, (f"{mark}\t{text}", "")).paragraph_format.left_indent = 360000
            case Label(label, text):
                para(made, (f"{label}: ", "b"), (text, ""))
            case Table(rows):
                table = made.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
                for row in rows:
                    for cell, text in zip(table.add_row().cells, row, strict=True):
                        cell.text = text
            case Sub(title, inner, _):
                if level:
                    made.add_heading(title, level)
                    points(made, inner, rng)
                else:
                    first, *rest = inner
                    assert isinstance(first, Para)
                    para(made, (title + run, "b"), (first.text, ""))
                    points(made, rest, rng)


def done(made: Any, plan: Plan, name: str, *optional: str) -> GoldFile:
    """The gold of a Word file of one meeting."""
    return GoldFile(name, saved(made), plan.body, (plan.meeting(*optional),), front=plan.front(),
                    slack=" ".join(plan.slack))  # fmt: skip


def numbered_word(rng: random.Random) -> GoldFile:
    """3: numbered heads on lines of their own, typed numbers or Word's own, heading styles or bold type."""
    plan = make(rng, rng.choice(("parish", "borough", "school")), subs=0.1)
    made = new(rng)
    automatic = rng.random() < 0.3
    numbered(plan, "1." if automatic else rng.choice(days.NUMBERS[:14]))
    if automatic:
        plan.topics = [replace(topic, stated=False) for topic in plan.topics]
    cased(plan, rng.choice(("own", "upper")))
    printed, name = day_and_name(plan, "docx")
    front(made, plan, printed)
    styled = rng.random() < 0.4
    tab = rng.choice((" ", "\t"))
    for topic in plan.topics:
        if automatic:
            para(made, (topic.title, "b"), style="List Number")
        elif styled:
            made.add_heading(f"{topic.number}{tab}{topic.title}", 2)
        else:
            para(made, (f"{topic.number}{tab}{topic.title}", "b"))
        points(made, topic.points, rng)
    return done(made, plan, name)


def society_word(rng: random.Random) -> GoldFile:
    """6: unnumbered heads by style or bold type, sections inside by a lower style or a bold run-in with a dash."""
    plan = make(rng, rng.choice(("society", "hoa", "nhs")), subs=0.3)
    made = new(rng)
    printed, name = day_and_name(plan, "docx")
    front(made, plan, printed)
    styled = rng.random() < 0.4
    for topic in plan.topics:
        if styled:
            made.add_heading(topic.title, 1)
        else:
            para(made, (topic.title + rng.choice(("", "")), "b"))
        points(made, topic.points, rng, level=2 if styled else 0, run=" - ")
    return done(made, plan, name)


def notes_word(rng: random.Random) -> GoldFile:
    """1: several meetings in one Word file, a day opens each, titles run in."""
    first = make(rng, "nhs", topics=(4, 6), rich=0.2)
    made = new(rng)
    made.add_heading(f"{first.body}: summaries of meetings", 0)
    first.slack.append(f"{first.body} summaries of meetings")
    meetings, day = [], first.day
    for _ in range(rng.randint(2, 5)):
        plan = running_in(make(rng, "nhs", topics=(4, 7), rich=0.2, body=first.body, day=day))
        printed = days.long_day(day, random.Random(2), us=False)
        first.slack.append(printed)
        made.add_heading(printed, 1)
        for topic in plan.topics:
            lead, *rest = topic.points
            assert isinstance(lead, Para)
            para(made, (f"{topic.title}:", "b"), (f" {lead.text}", ""))
            points(made, rest, rng)
        meetings.append(plan.meeting())
        day += timedelta(days=rng.choice((28, 35)))
    return GoldFile("summaries.docx", saved(made), first.body, tuple(meetings), slack=" ".join(first.slack))


def action_grid(rng: random.Random) -> GoldFile:
    """5: a table of Item, Discussion and Action."""
    plan = numbered(make(rng, rng.choice(("nhs", "society", "school")), topics=(5, 9), rich=0), "1")
    made = new(rng)
    printed, name = day_and_name(plan, "docx")
    front(made, plan, printed)
    four = rng.random() < 0.5
    heads = ("No", "Item", "Discussion", "Action") if four else ("Item", "Discussion", "Action")
    table = made.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(text).bold = True
    plan.slack += heads
    for at, topic in enumerate(plan.topics):
        owner = rng.choice(("", "Clerk", "Chair", "All"))
        plan.topics[at] = replace(topic, owner=owner)
        title = [topic.number, topic.title] if four else [f"{topic.number}. {topic.title}"]
        for cell, text in zip(table.add_row().cells, [*title, "\n".join(words_of(topic.points)), owner], strict=True):
            cell.text = text
    return done(made, plan, name)


def annual_word(rng: random.Random) -> GoldFile:
    """11: numbered heads, bold run-ins inside them."""
    plan = numbered(
        make(rng, rng.choice(("parish", "society")), topics=(5, 8), subs=0.45), rng.choice(("1.", "1", "I."))
    )
    made = new(rng)
    printed, name = day_and_name(plan, "docx")
    front(made, plan, printed)
    for topic in plan.topics:
        para(made, (f"{topic.number} {topic.title}", "b"))
        points(made, topic.points, rng, run=rng.choice((": ", " – ")))
    return done(made, plan, name)


TEMPLATES = {
    "numbered-word": (3, numbered_word),
    "society-word": (6, society_word),
    "notes-word": (1, notes_word),
    "action-grid-word": (5, action_grid),
    "annual-word": (11, annual_word),
}
