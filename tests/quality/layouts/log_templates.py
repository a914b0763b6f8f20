"""Layouts 7, 8, 9 and 13: resolution logs, case records, committee systems' pages, old pages and accordions."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.quality.layouts import days
from tests.quality.layouts.gold import GoldFile, Label, Para, Point, Topic, words_of
from tests.quality.layouts.plan import Plan, cased, make, numbered
from tests.quality.layouts.printed import attendance, day_and_name, sheet
from tests.quality.layouts.sentences import PLACES, filled, sentence
from tests.quality.layouts.web import CHROME, SITE_SLACK, Web, page
from tests.quality.layouts.web_templates import heading

MOTIONS = (
    "That the minutes of the meeting held {day} be adopted as published.",
    "That we accept the correspondence as presented.",
    "That the statement of accounts be approved in the amount of {money}.",
    "That we donate {money} towards the repair of {place}.",
    "That we authorize {role} to attend the spring conference.",
    "That the tender for work at {place} be awarded to the lowest bidder at {money}.",
    "That we pass By-law Number {n}, being a by-law to regulate parking by {place}. Read a first and second time.",
    "That the report of {role} on {place} be received for information.",
    "That we support the resolution of {group} on rural bus services.",
    "That a deposit of {money} be returned to the builder once {place} has been made good.",
    "That staff be directed to bring back a plan for {place} before the end of {month}.",
    "That the meeting be adjourned. Time: 8:{n}1 p.m.",
)


def _motions(plan: Plan, count: int) -> list[str]:
    rng = plan.rng
    before = days.long_day(plan.day - timedelta(days=14), rng, us=True)
    return [filled(text.replace("{day}", before).replace("{n}1", "21"), rng)
            for text in [MOTIONS[0], *rng.sample(MOTIONS[1:-1], count - 2), MOTIONS[-1]]]  # fmt: skip


def _movers(rng: random.Random) -> tuple[str, str]:
    first, second = rng.sample("ABDEF", 2)
    return f"Councillor {first}", f"Councillor {second}"


def township_log(rng: random.Random) -> GoldFile:
    """7: resolutions in one paragraph of line breaks; a few run-in titles stand before them."""
    plan = make(rng, "township")
    web = Web(rng)
    printed = days.long_day(plan.day, rng, us=True)
    numbers = days.numbers("Ryyyy-n", 9, plan.day, rng)
    topics = [Topic("", title, (Para(text),)) for title, text in rng.sample((
        ("Disclosure of pecuniary interest", "None."),
        ("Staff Reports", "the Fire Chief – written report; the Treasurer – verbal report."),
        ("Committee Reports", "Councillor A – Planning Board; Councillor B – Library Board."),
        ("Delegations", "A resident spoke about dust on the quarry road."),
    ), rng.randint(1, 3))]  # fmt: skip
    lines = [f"{t.title}: {' '.join(words_of(t.points))}" for t in topics]
    for number, motion in zip(numbers, _motions(plan, rng.randint(6, 9)), strict=False):
        first, second = _movers(rng)
        text = f"{first}, {second}: {motion} Carried."
        topics.append(Topic(number, "", (Para(text),)))
        lines.append(f"{number}{rng.choice((' ', chr(9)))}{text}")
    plan.topics = topics
    label, who = plan.attendance[0]
    plan.attendance = [(label, who)]
    top = ["MINUTES", plan.body.removesuffix(" Council").upper(), printed,
           f"A regular meeting of the {plan.body} was held on {printed}.", f"{label}: {', '.join(who)}.",
           "The meeting was called to order at 6:30 p.m."]  # fmt: skip
    plan.slack += top
    lines.insert(rng.randint(len(lines) // 2, len(lines) - 1), f"Minutes – {printed} – Page 2")
    content = "<p>" + "<br>\n".join(web.t(line) for line in [*top, *lines]) + "</p>"
    return GoldFile(
        f"minutes-{plan.day:%B}-{plan.day.day}-{plan.day.year}.html".lower(),
        page(web, plan, f"Minutes {printed}", content), plan.body, (plan.meeting(),), front=plan.front(),
        slack=" ".join((*plan.slack, SITE_SLACK)), chrome=CHROME, furniture=(f"Minutes – {printed} – Page 2",),
    )  # fmt: skip


def resolution_pdf(rng: random.Random) -> GoldFile:
    """7: resolutions with mover and seconder on lines of their own, no titles."""
    plan = make(rng, "township")
    printed, name = day_and_name(plan, "pdf")
    word = rng.choice(("Resolution No. ", "Resolution ", "RES. "))
    paper, repeated = sheet(plan)
    paper.text([(plan.body, "b")], align="centre", size=14)
    paper.text([(f"Minutes of the regular meeting of {printed}", "b")], align="centre")
    plan.slack += [plan.body, f"Minutes of the regular meeting of {printed}", word * 14]
    attendance(paper, plan)
    numbers = days.numbers("yy/n", 9, plan.day, rng)
    numbers = [number.replace(f"{plan.day.year % 100:02d}/", f"{plan.day.year}-") for number in numbers]
    topics = []
    for number, motion in zip(numbers, _motions(plan, rng.randint(6, 9)), strict=False):
        first, second = _movers(rng)
        moved = f"Moved by {first}, seconded by {second}"
        paper.text([(f"{word}{number}", rng.choice(("b", "b")))], before=10, keep=3)
        paper.text(moved)
        paper.text(motion)
        paper.text([("CARRIED", "b")])
        topics.append(Topic(number, "", (Para(moved), Para(motion), Para("CARRIED"))))
    plan.topics = topics
    return GoldFile(
        name, paper.finish(), plan.body, (plan.meeting(),), front=plan.front(), slack=" ".join(plan.slack),
        furniture=repeated if len(paper.pages) > 1 else (),
    )  # fmt: skip


def _cases(plan: Plan, day: date, count: int, style: str) -> list[Topic]:
    rng = plan.rng
    topics = []
    for at in range(1, count + 1):
        place = rng.choice(PLACES).removeprefix("the ")
        reference = f"{day.year % 100}/{rng.randint(20, 990):04d}"
        title = {"ref": f"{reference} – Land at the {place}", "case": f"Case {reference}: {place.capitalize()}",
                 "place": f"Land behind the {place}"}[style]  # fmt: skip
        points: tuple[Point, ...] = (
            Para(f"{rng.choice(('Extension', 'Change of use', 'New sign', 'Two houses', 'Felling of an ash'))}. "
                 f"{sentence(rng)}"),
            *(Para(sentence(rng)) for _ in range(rng.randint(0, 2))),
            Label("Decision", rng.choice(("Granted.", "Refused.", "Deferred for a site visit.", "No objection."))),
        )  # fmt: skip
        topics.append(Topic(f"{at}.", title, points))
    return topics


def cases_page(rng: random.Random) -> GoldFile:
    """8: cases under dated groups on a page, counted from 1 in each."""
    first = make(rng, "borough")
    committee = f"{first.body} Planning Committee"
    web = Web(rng)
    style, tag = rng.choice(("ref", "case", "place")), rng.choice(("h3", "strong"))
    parts = [f"<h1>{web.t(committee)}</h1><p>Record of decisions.</p>"]
    first.slack += [committee, "Record of decisions"]
    meetings, day = [], first.day
    for _ in range(rng.randint(2, 4)):
        printed = days.long_day(day, random.Random(1), us=False)
        first.slack.append(printed + " Meeting of")
        parts.append(f"<h2>Meeting of {printed}</h2>")
        plan = Plan(rng, "borough", first.body, day, [], [])
        plan.topics = _cases(plan, day, rng.randint(2, 5), style)
        for topic in plan.topics:
            head = web.t(f"{topic.number} {topic.title}")
            parts.append(f"<h3>{head}</h3>" if tag == "h3" else f"<p><strong>{head}</strong></p>")
            parts.append(web.points(topic.points))
        meetings.append(plan.meeting())
        day += timedelta(days=21)
    return GoldFile(
        "decisions.html", page(web, first, committee, "\n".join(parts)), committee, tuple(meetings),
        body_also=(first.body, "Planning Committee"), slack=" ".join((*first.slack, SITE_SLACK)), chrome=CHROME,
    )  # fmt: skip


def cases_pdf(rng: random.Random) -> GoldFile:
    """8: cases under dated groups in a PDF, counted from 1 in each."""
    first = make(rng, "county")
    committee = f"{first.body} Licensing Panel"
    first.body = committee
    paper, repeated = sheet(first)
    style = rng.choice(("ref", "case", "place"))
    paper.text([(committee, "b")], size=15, align="centre")
    paper.text([("Minutes of meetings", "b")], align="centre")
    first.slack += [committee, "Minutes of meetings"]
    meetings, day = [], first.day
    for _ in range(rng.randint(2, 4)):
        printed = days.long_day(day, random.Random(1), us=False)
        first.slack.append(printed)
        paper.text([(printed, "b")], size=13, before=18, keep=4)
        plan = Plan(rng, "county", committee, day, [], [])
        plan.topics = _cases(plan, day, rng.randint(2, 5), style)
        for topic in plan.topics:
            paper.text([(f"{topic.number} {topic.title}", "b")], before=8, keep=3)
            for point in topic.points:
                if isinstance(point, Label):
                    paper.text([(f"{point.label}: ", "b"), (point.text, "")])
                elif isinstance(point, Para):
                    paper.text(point.text)
        meetings.append(plan.meeting())
        day += timedelta(days=21)
    return GoldFile(
        "panel-minutes.pdf", paper.finish(), committee, tuple(meetings), slack=" ".join(first.slack),
        furniture=repeated if len(paper.pages) > 1 else (),
    )  # fmt: skip


def _committee_system(rng: random.Random, *, marked: bool) -> GoldFile:
    plan = make(rng, "borough", topics=(5, 9), rich=0.4)
    if marked or rng.random() < 0.5:
        numbered(plan, rng.choice(("1.", "run.", "1")))
    web = Web(rng)
    name = rng.choice(("Planning Committee", "Cabinet", "Health Scrutiny Panel", "Licensing Sub-Committee"))
    printed = f"{plan.day:%A}, {plan.day.day}{days.ordinal(plan.day.day)} {plan.day:%B}, {plan.day.year}"
    rows = []
    for at, topic in enumerate(plan.topics):
        blurb = f"To consider the report of {rng.choice(('the Clerk', 'the Director of Works'))}."
        anchor = f'<a name="AI{4000 + at}" id="AI{4000 + at}"></a>'
        cell = f'<p class="mgAiTitleTxt">{anchor}{web.t(topic.title)}</p>'
        if marked:
            if rng.random() < 0.6:
                cell += f'<div class="mgWordPara"><p>{blurb}</p></div>'
                plan.slack.append(blurb)
            if rng.random() < 0.4:
                cell += ('<p class="mgSubItemTitleTxt">Additional documents:</p><ul class="mgBulletList"><li>'
                         '<a href="/r.pdf">Report, item 4</a> PDF 214 KB</li></ul>')  # fmt: skip
                plan.slack.append("Additional documents: Report, item 4 PDF 214 KB")
            cell += '<p class="mgSubItemTitleTxt">Minutes:</p>'
            plan.slack.append("Minutes: Decision:")
        cell += f'<div class="mgWordPara">{web.points(topic.points)}</div>'
        number = f'<p class="mgAiTitleTxt">{topic.number}</p>' if topic.number else "<p>&nbsp;</p>"
        rows.append(f'<tr><td class="mgItemNumberCell">{number}</td><td>{cell}</td></tr>')
    content = (f'<h1 class="mgMainTitleTxt">Agenda and minutes</h1><h2 class="mgSubTitleTxt">{name}<br>{printed} '
               f'6.30 pm</h2><div class="mgContent"><p><span class="mgLabel">Venue:</span> Council Chamber</p>'
               f'<p><span class="mgLabel">Contact:</span> Democratic Services</p>'
               f'<p class="mgSubTitleTxt">Items</p><table class="mgItemTable" id="mgItemTable" summary="Items">'
               f'<tr><th>No.</th><th>Item</th></tr>{"".join(rows)}</table></div>')  # fmt: skip
    plan.slack.append(f"Agenda and minutes {name} {printed} 6.30 pm Venue: Council Chamber Contact: Democratic Services"
                      " Items No. Item")  # fmt: skip
    title = f"Agenda for {name} on {printed}, 6.30 pm - {plan.body}"
    plan.attendance = []
    return GoldFile(
        rng.choice(("ieListDocuments.html", "minutes.html")), page(web, plan, title, content), f"{plan.body} {name}",
        (plan.meeting(),), body_also=(name, plan.body), slack=" ".join((*plan.slack, SITE_SLACK)), chrome=CHROME,
    )  # fmt: skip


def committee_marked(rng: random.Random) -> GoldFile:
    """9: a committee system's page with numbers and the marker before each minute."""
    return _committee_system(rng, marked=True)


def committee_bare(rng: random.Random) -> GoldFile:
    """9: the same without the marker, perhaps without numbers."""
    return _committee_system(rng, marked=False)


def old_page(rng: random.Random) -> GoldFile:
    """13: a page laid out in tables, in font tags and line breaks, titles in capitals."""
    plan = make(rng, rng.choice(("city", "hoa", "parish")), rich=0)
    if rng.random() < 0.4:
        numbered(plan, rng.choice(("1.", "1)", "I.")))
    cased(plan, "upper")
    web = Web(rng)
    bold = rng.random() < 0.6
    printed, name = day_and_name(plan, "htm")
    parts = [
        f"<center><font size=4><b>{web.t(plan.body.upper())}</b></font><br>MINUTES<br>{web.t(printed)}</center><br>"
    ]
    plan.slack += [plan.body, "MINUTES", printed]
    parts += [f"{label.upper()}: {', '.join(who)}<br><br>" for label, who in plan.attendance]
    for topic in plan.topics:
        head = web.t(f"{topic.number} {topic.title}".strip())
        parts.append((f"<b>{head}</b>" if bold else head) + "<br><br>")
        parts += [f"{web.t(text)}<br><br>" for text in words_of(topic.points)]
    inner = f"<font face=Arial size=2>{chr(10).join(parts)}</font>"
    content = (f'<table width=750><tr><td width=150 valign=top><a href="/">Home</a><br><a href="/m">Minutes</a>'
               f"</td><td>{inner}</td></tr></table>")  # fmt: skip
    return GoldFile(
        name, page(web, plan, plan.body, content, plain=True), plan.body, (plan.meeting(),), front=plan.front(),
        slack=" ".join((*plan.slack, SITE_SLACK)),
    )  # fmt: skip


def accordion(rng: random.Random) -> GoldFile:
    """13: each section behind a button or in a details element."""
    plan = make(rng, rng.choice(("borough", "nhs", "city")), rich=0.4)
    if rng.random() < 0.4:
        numbered(plan, rng.choice(("1.", "1")))
    web = Web(rng)
    printed, name = day_and_name(plan, "html")
    parts = [heading(web, plan, printed)]
    manner = rng.choice(("button", "details", "heading"))
    for at, topic in enumerate(plan.topics):
        head, inner = web.t(f"{topic.number} {topic.title}".strip()), web.points(topic.points)
        parts.append({
            "button": f'<button class="accordion" aria-controls="p{at}">{head}</button>'
                      f'<div class="panel" id="p{at}" hidden>{inner}</div>',
            "details": f"<details><summary>{head}</summary>{inner}</details>",
            "heading": f'<h3 class="accordion-header"><button type="button">{head}</button></h3>'
                       f'<div class="accordion-body" style="display:none">{inner}</div>',
        }[manner])  # fmt: skip
    return GoldFile(
        name, page(web, plan, f"{plan.body} minutes", "\n".join(parts)), plan.body, (plan.meeting(),),
        front=plan.front(), slack=" ".join((*plan.slack, SITE_SLACK)), chrome=CHROME,
    )  # fmt: skip


TEMPLATES = {
    "township-log": (7, township_log),
    "resolution-pdf": (7, resolution_pdf),
    "cases-page": (8, cases_page),
    "cases-pdf": (8, cases_pdf),
    "committee-marked": (9, committee_marked),
    "committee-bare": (9, committee_bare),
    "old-page": (13, old_page),
    "accordion": (13, accordion),
}
