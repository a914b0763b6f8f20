"""PDFs of one meeting: front matter, heads in a publisher's manner, bodies, end matter, page furniture."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tests.quality.layouts import days
from tests.quality.layouts.gold import GoldFile, Items, Label, Para, Point, Sub, Table, Topic, counted
from tests.quality.layouts.plan import Plan, words
from tests.quality.layouts.sheet import FACES, Run, Sheet


@dataclass(frozen=True, slots=True)
class Look:
    """How a publisher sets its heads and bodies.

    ``place``: ``line`` (a line of its own), ``runin`` (the body goes on behind it), ``hang`` (number in a column of its
    own). ``subs``: how a section inside a section begins: ``dash``, ``colon``, ``line``, ``under``.
    """

    place: str = "line"
    head: str = "b"
    bigger: float = 0
    colon: str = ""
    gap: float = 8
    indent: float = 0
    item: float = 18
    hang: float = 42
    subs: str = "colon"
    sub_how: str = "b"
    glued: bool = False
    lists: str = ""


def sheet(plan: Plan, *, furniture: bool = True, **options: object) -> tuple[Sheet, tuple[str, ...]]:
    """A sheet in a random face with random furniture, and the furniture that must be in no section."""
    rng = plan.rng
    face = rng.choice(list(FACES))
    stamp = days.short_day(plan.day, rng, plan.us)
    header = rng.choice(("", "", f"{plan.body} – minutes {stamp} – page {{n}}", f"Ref MIN/{plan.day:%y%m} {plan.body}"))
    footers: list[tuple[str, ...]] = [
        (), ("Page | {n}",), ("Page {n} of {of}",), ("{n}",), (f"Minutes of {stamp}", "Page {n}"),
        (f"Printed {days.short_day(days.later(plan.day, rng, (3, 9)), rng, plan.us)}", "{n} / {of}"),
        (f"{plan.body} office, 4 Market Row", "Telephone 01632 960117", "{n}"),
    ]  # fmt: skip
    footer = rng.choice(footers)
    draft = rng.random() < 0.12
    kwargs: dict[str, object] = {
        "header": header if furniture else "",
        "footer": footer if furniture else (),
        "mark": "DRAFT" if draft and furniture else "",
        "form": rng.random() < 0.3,
        "ligatures": rng.random() < 0.7,
        "justified": face != "vera" and rng.random() < 0.25,
        "curly": rng.random() < 0.4,
        "leading": rng.choice((1.15, 1.22, 1.35)),
    }
    made = Sheet(rng, face, rng.choice((10, 11, 11, 12)), **(kwargs | options))  # type: ignore[arg-type]
    repeated = [re.sub(r"\s*[-–]?\s*(page )?\{n\}.*", "", line).strip() for line in (made.header, *made.footer)]
    plan.slack += [line.replace("{n}", "").replace("{of}", "") for line in (made.header, *made.footer)]
    plan.slack += ["DRAFT D R A F T DRAFT", "Page page of | 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"]
    return made, tuple(line for line in repeated if len(line) > 10)


def day_runs(printed: str, rng: random.Random) -> list[Run]:
    """A printed day, its ordinal perhaps raised."""
    if (match := re.search(r"\d(st|nd|rd|th)\b", printed)) and rng.random() < 0.5:
        at = match.start(1)
        return [(printed[:at], ""), (printed[at : at + 2], "s"), (printed[at + 2 :], "")]
    return [(printed, "")]


def opening(sheet: Sheet, plan: Plan, printed: str, *, kind: str = "") -> None:
    """Title, body, day and attendance at the top of the first page.

    Args:
        printed: the day as printed; the body's name and the place go around it.
        kind: the manner, ``stack``, ``sentence`` or ``labels``; else drawn.
    """
    rng = plan.rng
    align = rng.choice(("left", "centre"))
    how = rng.choice(("b", "b", ""))
    upper = rng.random() < 0.4

    def say(text: str, style: str = how, **options: object) -> None:
        runs: list[Run] = [(text.upper() if upper else text, style)]
        sheet.text(runs, align=align, **options)  # type: ignore[arg-type]
        plan.slack.append(text)

    if rng.random() < 0.2:
        for left, right in ((plan.body, "The Old Bakery, 4 Market Row"), ("", "Telephone 01632 960117")):
            sheet.y -= sheet.size * sheet.leading
            sheet.put([(left, "b")], sheet.x, sheet.y, sheet.size)
            sheet.put([(right, "")], sheet.x + 300, sheet.y, sheet.size * 0.8)
        sheet.y -= 10
        plan.slack.append(f"{plan.body} The Old Bakery, 4 Market Row Telephone 01632 960117")
    kind = kind or rng.choice(("stack", "sentence", "labels"))
    place = rng.choice(("the Village Hall", "the Council Chamber", "Room 2, the Annexe", "the Library"))
    if kind == "stack":
        say(rng.choice(("MINUTES", "Minutes of Meeting", "Meeting Minutes")), size=sheet.size + rng.choice((0, 2, 5)))
        say(plan.body)
        sheet.text([(t, how if h == "" else h) for t, h in day_runs(printed, rng)], align=align)
        say(f"7.30 pm, {place}", "")
    elif kind == "sentence":
        say(f"{plan.body}", size=sheet.size + rng.choice((0, 3, 6)))
        runs: list[Run] = [("Minutes of the meeting held on ", how),
                           *[(t, how if h == "" else h) for t, h in day_runs(printed, rng)],
                           (f" at 7.30 pm in {place}", how)]  # fmt: skip
        sheet.text(runs, align=align, before=4)
    else:
        say(f"{plan.body} – Minutes", size=sheet.size + rng.choice((1, 4)))
        for label, text in (("Date", printed), ("Time", "19:30"), ("Location", place)):
            sheet.text([(f"{label}: ", rng.choice(("b", how))), (text, "")], before=2)
    plan.slack += [printed, "Minutes of the meeting held on at 7.30 pm in Date Time 19:30 Location", place]
    attendance(sheet, plan)


def attendance(sheet: Sheet, plan: Plan) -> None:
    """Who was there: prose, a list, two columns or a label and names."""
    rng = plan.rng
    manner = rng.choice(("prose", "rows", "columns", "bullets"))
    sheet.y -= 6
    if manner == "columns" and sheet.columns == 1:
        lists = [[f"{label}:", *who] for label, who in plan.attendance[:2]]
        size, step = sheet.size, sheet.size * sheet.leading
        for at in range(max(map(len, lists))):
            sheet._room(step)
            sheet.y -= step
            for column, names in enumerate(lists):
                if at < len(names):
                    sheet.put([(names[at], "b" if at == 0 else "")], sheet.x + column * 240, sheet.y, size)
        rest = plan.attendance[2:]
    else:
        rest = plan.attendance
    for label, who in rest:
        match manner:
            case "prose" | "columns":
                sheet.text([(f"{label}: ", "b"), (", ".join(who) + ".", "")], before=3)
            case "rows":
                sheet.text([(label, "b")], before=3)
                for name in who:
                    sheet.text(name)
            case _:
                sheet.text([(f"{label}:", "b")], before=3)
                for name in who:
                    sheet.text(f"• {name}", indent=18)


def head_runs(topic: Topic, look: Look) -> list[Run]:
    """A head's number and title."""
    number = topic.number + ("" if look.glued else " ") if topic.number else ""
    return [(f"{number}{topic.title}{look.colon}", look.head)]


def section(sheet: Sheet, topic: Topic, look: Look) -> None:
    """A head and what is under it."""
    size = sheet.size + look.bigger
    sheet.y -= look.gap
    points = list(topic.points)
    if look.place == "hang":
        sheet.beside(topic.number, look.head, 0, size)
        sheet.text([(topic.title + look.colon, look.head)], indent=look.hang, size=size, keep=3)
    elif look.place == "runin" and points and isinstance(points[0], Para):
        first = points.pop(0)
        assert isinstance(first, Para)
        sheet.text([*head_runs(topic, look), (f" {first.text}", "")], indent=look.indent)
    else:
        sheet.text(head_runs(topic, look), size=size, keep=3)
    for point in points:
        body(sheet, point, look)


def body(sheet: Sheet, point: Point, look: Look) -> None:
    """One point of a section."""
    indent = look.hang if look.place == "hang" else look.indent
    match point:
        case Para(text):
            sheet.text(text, indent=indent, before=look.gap / 3)
        case Items():
            for mark, text in counted(point):
                sheet.beside(mark, "", indent + look.item)
                sheet.text(text, indent=indent + look.item + 20)
        case Label(label, text):
            sheet.text([(f"{label}:", "b"), (f" {text}", "")], indent=indent, before=look.gap / 3)
        case Table(rows):
            wide = [(sheet.width - indent) / len(rows[0])] * len(rows[0])
            sheet.y -= 6
            for at, row in enumerate(rows):
                sheet.row([[[(cell, "b" if at == 0 else "")]] for cell in row], wide)
        case Sub(title, points):
            _sub(sheet, title, points, look, indent)


def _sub(sheet: Sheet, title: str, points: Sequence[Point], look: Look, indent: float) -> None:
    rest = list(points)
    if look.subs == "line":
        sheet.text([(title, look.sub_how)], indent=indent + 12, before=look.gap / 2, keep=2)
        indent += 12
    else:
        join = {"dash": " - ", "colon": ": ", "under": " - "}[look.subs]
        how = "u" if look.subs == "under" else look.sub_how
        first = rest.pop(0)
        assert isinstance(first, Para)
        sheet.text([(title, how), (join, how if look.subs == "colon" else ""), (first.text, "")], indent=indent,
                   before=look.gap / 2)  # fmt: skip
    for point in rest:
        if isinstance(point, Para):
            sheet.text(point.text, indent=indent, before=look.gap / 3)


def closing(sheet: Sheet, plan: Plan) -> None:
    """What may follow the last section: the end of the meeting, a signature."""
    rng = plan.rng
    lines = []
    if rng.random() < 0.6:
        lines.append(rng.choice((
            "The meeting closed at 9.15 pm.", "There being no further business, the meeting ended at 20:45.",
            "Meeting adjourned at 8:40 p.m.",
        )))  # fmt: skip
    if rng.random() < 0.5:
        lines.append(rng.choice((
            "Signed ........................ Chair    Date ....................",
            "Signed: ______________________    Dated: _______________",
            "Respectfully submitted, the Secretary",
        )))  # fmt: skip
    for line in lines:
        sheet.text(line, before=14)
    plan.slack += lines


def one_pdf(
    plan: Plan,
    look: Look,
    *,
    printed: str = "",
    name: str = "",
    draw: Callable[[Sheet, Topic, Look], None] = section,
    furniture: bool = True,
    **options: object,
) -> GoldFile:
    """A PDF of a plan in one look."""
    rng = plan.rng
    if options.get("hyphenate"):
        options["hyphenate"] = words(plan)
    paper, repeated = sheet(plan, furniture=furniture, **options)
    printed, named = (printed, name) if printed else day_and_name(plan, "pdf")
    opening(paper, plan, printed)
    paper.y -= rng.choice((4, 10, 16))
    if look.place == "hang":
        widest = max(paper.advance(topic.number, "b", paper.size) for topic in plan.topics)
        look = replace(look, hang=max(look.hang, widest + rng.choice((8, 14))))
    for topic in plan.topics:
        draw(paper, topic, look)
    closing(paper, plan)
    return GoldFile(
        name or named,
        paper.finish(),
        plan.body,
        (plan.meeting(),),
        front=plan.front(),
        slack=" ".join(plan.slack),
        furniture=repeated if len(paper.pages) > 1 else (),
    )


def day_and_name(plan: Plan, ending: str) -> tuple[str, str]:
    """The day as printed and a file name that leaves no doubt of it: digits only where one reading is possible."""
    rng, day = plan.rng, plan.day
    kebab = f"{day:%B}-{day.day}-{day.year}" if plan.us else f"{day.day}-{day:%B}-{day.year}"
    iso = rng.choice((f"{day.isoformat()}-minutes", f"{day:%Y_%m_%d}_minutes", f"minutes-{kebab}"))
    choice = rng.random()
    if choice < 0.12:
        # Day and month can be told apart by the number or by the name of the file.
        return days.short_day(day, rng, plan.us), f"{iso if day.day <= 12 else 'minutes'}.{ending}"
    if choice < 0.2:
        full = days.long_day(day, random.Random(3), plan.us)
        return re.sub(r"[, ]+\d{4}$", "", full), f"{iso}.{ending}"
    long = days.long_day(day, rng, plan.us)
    return long, f"{rng.choice((iso, 'minutes', 'approved-minutes', 'board-minutes-final'))}.{ending}"
