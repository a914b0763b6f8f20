"""Markdown and plain text: front matter, headings, bold items, votes in tables, heads underlined or in capitals."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterable
from datetime import timedelta

from tests.quality.layouts import days
from tests.quality.layouts.gold import GoldFile, Items, Label, Para, Point, Sub, Table, Topic, counted
from tests.quality.layouts.plan import Plan, cased, make, numbered, running_in
from tests.quality.layouts.printed import day_and_name


def _lines(points: Iterable[Point], width: int, indent: str, *, md: bool) -> list[str]:
    out: list[str] = []
    for point in points:
        match point:
            case Para(text):
                out += [_wrapped(text, width, indent), ""]
            case Items(_, marker):
                for mark, text in counted(point):
                    shown = "-" if md and marker in "•–o" else mark
                    out.append(_wrapped(text, width, f"{indent}{shown} " if md else f"{indent}  {shown} ", hang=True))
                out.append("")
            case Label(label, text):
                out += [_wrapped(f"**{label}:** {text}" if md else f"{label}: {text}", width, indent), ""]
            case Table(rows):
                if md:
                    out += [f"{indent}| {' | '.join(rows[0])} |", f"{indent}|{'---|' * len(rows[0])}"]
                    out += [f"{indent}| {' | '.join(row)} |" for row in rows[1:]]
                else:
                    out += [indent + "   ".join(f"{cell:<22}" for cell in row).rstrip() for row in rows]
                out.append("")
            case Sub(title, inner, _):
                out += [f"### {title}" if md else f"{indent}  {title}:", "", *_lines(inner, width, indent, md=md)]
    return out


def _wrapped(text: str, width: int, indent: str, *, hang: bool = False) -> str:
    if not width:
        return indent + text
    rest = " " * len(indent) if hang else indent
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False)


def _end(plan: Plan, name: str, text: str) -> GoldFile:
    content = text.encode(plan.rng.choice(("utf-8", "utf-8", "utf-8-sig")))
    return GoldFile(name, content, plan.body, (plan.meeting(),), front=plan.front(), slack=" ".join(plan.slack))


def _present(plan: Plan, *, md: bool) -> list[str]:
    out: list[str] = []
    for label, who in plan.attendance:
        if plan.rng.random() < 0.5:
            out += [f"**{label}:** {', '.join(who)}" if md else f"{label}: {', '.join(who)}", ""]
        else:
            out += [f"**{label}**" if md else f"{label}:", "", *(f"- {name}" for name in who), ""]
    return out


def markdown(rng: random.Random) -> GoldFile:
    """12: Markdown with front matter, headings by marks, votes in tables."""
    plan = make(rng, rng.choice(("standards", "society")), subs=0.15)
    if rng.random() < 0.5:
        numbered(plan, rng.choice(("1.", "1)", "1")))
    printed = days.long_day(plan.day, rng, us=False)
    out = []
    if rng.random() < 0.7:
        out += ["---", f"title: {plan.body} minutes {plan.day.isoformat()}", f"date: {plan.day.isoformat()} 09:00",
                "layout: minutes", "status: published", "---", ""]  # fmt: skip
        plan.slack.append("title minutes date layout status published 09 00 " + plan.day.isoformat() * 2)
    out += [f"# {plan.body}", "", f"Minutes of the meeting of {printed}", "", *_present(plan, md=True)]
    plan.slack += [plan.body, f"Minutes of the meeting of {printed}"]
    style = rng.choice(("## {}", "## {}", "set", "### {}"))
    for topic in plan.topics:
        head = f"{topic.number} {topic.title}".strip()
        out += [head, "-" * len(head), ""] if style == "set" else [style.format(head), ""]
        lines = _lines(topic.points, rng.choice((0, 78)), "", md=True)
        out += [line.replace("### ", "#### ") if style == "### {}" else line for line in lines]
    return _end(plan, f"{plan.day.isoformat()}.md", "\n".join(out))


def counted_markdown(rng: random.Random) -> GoldFile:
    """12: Markdown whose items are a counted list of bold titles, bodies indented under them."""
    plan = numbered(make(rng, "standards", topics=(5, 8), rich=0.3), "1.")
    printed = rng.choice((plan.day.isoformat(), days.long_day(plan.day, rng, us=False)))
    out = [f"Title: {plan.body} member meeting {plan.day.isoformat()}", "Slug: member-meeting", "Status: published", ""]
    out += ["- Where: the group's chat room", f"- Time: {printed}, 19:00 UTC", "", "### Minutes", ""]
    plan.slack.append(" ".join(out))
    plan.attendance = []
    for topic in plan.topics:
        out += [f"{topic.number}  **{topic.title}**", "", *_lines(topic.points, 76, "    ", md=True)]
    return _end(plan, f"member-meeting-{plan.day.isoformat()}.md", "\n".join(out))


def plain_text(rng: random.Random) -> GoldFile:
    """12: plain text: numbers, capitals or a line drawn under each head."""
    plan = make(rng, rng.choice(("society", "township", "parish")), rich=0.3)
    manner = rng.choice(("numbers", "capitals", "underlined", "both"))
    if manner in {"numbers", "both"}:
        numbered(plan, rng.choice(("1.", "1)", "I.", "n/yy", "A.", "run.")))
    if manner in {"capitals", "both"}:
        cased(plan, "upper")
    printed, name = day_and_name(plan, "txt")
    out = [plan.body.upper(), f"Minutes of the meeting held on {printed} at 7 pm", "", *_present(plan, md=False)]
    plan.slack += [plan.body, f"Minutes of the meeting held on {printed} at 7 pm"]
    width = rng.choice((0, 72, 78))
    for topic in plan.topics:
        out += _text_head(topic, manner)
        out += _lines(topic.points, width, "", md=False)
    if rng.random() < 0.5:
        out += ["Signed _______________   Date ____________", ""]
        plan.slack.append("Signed Date")
    return _end(plan, name, rng.choice(("\n", "\r\n")).join(out))


def _text_head(topic: Topic, manner: str) -> list[str]:
    head = f"{topic.number} {topic.title}".strip()
    return [head, "-" * len(head)] if manner == "underlined" else [head, ""]


def board_text(rng: random.Random) -> GoldFile:
    """1: several meetings in a text file, a day alone on its line opens each, titles run in."""
    first = make(rng, "nhs", topics=(5, 8))
    printed = rng.randrange(100)
    out = [first.body, ""]
    meetings, day = [], first.day
    for _ in range(rng.randint(3, 6)):
        plan = running_in(make(rng, "nhs", topics=(5, 8), rich=0.3, body=first.body, day=day), plain=True)
        out += [days.long_day(day, random.Random(printed), us=False), ""]
        first.slack.append(out[-2])
        for topic in plan.topics:
            lead, *rest = topic.points
            assert isinstance(lead, Para)
            out += [f"{topic.title}: {lead.text}", "", *_lines(rest, 0, "", md=False)]
        meetings.append(plan.meeting())
        day += timedelta(days=rng.choice((28, 35, 63)))
    return GoldFile("page.txt", "\n".join(out).encode(), first.body, tuple(meetings), slack=" ".join(first.slack))


TEMPLATES = {
    "board-text": (1, board_text),
    "markdown": (12, markdown),
    "counted-markdown": (12, counted_markdown),
    "plain-text": (12, plain_text),
}
