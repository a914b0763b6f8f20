"""Templates of layouts 1, 2, 10 and 15 as pages: several meetings, one meeting, speakers, and pages without minutes."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from tests.quality.layouts import days
from tests.quality.layouts.gold import GoldFile, GoldMeeting, Para, Topic
from tests.quality.layouts.plan import Plan, cased, make, numbered, running_in
from tests.quality.layouts.sentences import sentence
from tests.quality.layouts.web import CHROME, SITE_SLACK, Web, page


def heading(web: Web, plan: Plan, printed: str) -> str:
    """Title, day and attendance of a page."""
    rng, body = plan.rng, web.t(plan.body)
    place = "the Village Hall"
    plan.slack += [printed, plan.body, "Minutes of the meeting held on at in", place, "Date Time Location 7.30 pm"]
    tops = (
        f"<h1>Minutes</h1><h2>{body}</h2><p>{web.t(printed)}</p>",
        f"<h1>{body} – minutes of {web.t(printed)}</h1>",
        f"<h1>{body}</h1><p>Minutes of the meeting held on <b>{web.t(printed)}</b> at 7.30 pm in {place}</p>",
        f"<h1>{body} minutes</h1><p><b>Date:</b> {web.t(printed)}<br><b>Location:</b> {place}</p>",
    )
    return rng.choice(tops) + present(web, plan)


def present(web: Web, plan: Plan) -> str:
    """Who was there: prose, a list, a definition list."""
    manner = plan.rng.choice(("prose", "list", "dl"))
    rows = []
    for label, who in plan.attendance:
        names = [web.t(name) for name in who]
        if manner == "prose":
            rows.append(f"<p><strong>{label}:</strong> {', '.join(names)}</p>")
        elif manner == "list":
            rows.append(f"<p><b>{label}</b></p><ul>{''.join(f'<li>{n}</li>' for n in names)}</ul>")
        else:
            rows.append(f"<dl><dt>{label}</dt>{''.join(f'<dd>{n}</dd>' for n in names)}</dl>")
    return "\n".join(rows)


def board_page(rng: random.Random) -> GoldFile:
    """1: several meetings on a page, a date opens each, titles run in, untitled paragraphs and lists go on."""
    first = make(rng, "nhs", topics=(5, 8))
    web = Web(rng)
    bold, join = rng.random() < 0.5, rng.choice((":", ":", " -"))
    if join != ":":
        bold = True
    parts, meetings, day, front = [], [], first.day, []
    intro = sentence(rng)
    style = rng.choice(("<h2>{}</h2>", "<p><strong>{}</strong></p>", "<p>{}</p>", "<h3>{}</h3>"))
    for _ in range(rng.randint(3, 6)):
        plan = running_in(make(rng, "nhs", topics=(5, 8), rich=0.3, body=first.body, day=day), plain=not bold)
        parts.append(style.format(days.long_day(day, random.Random(1), us=False)))
        first.slack.append(days.long_day(day, random.Random(1), us=False))
        for topic in plan.topics:
            head = f"<strong>{web.t(topic.title)}{join}</strong>" if bold else f"{web.t(topic.title)}{join}"
            lead, *rest = topic.points
            assert isinstance(lead, Para)
            parts.append(f"<p>{head} {web.t(lead.text)}</p>" + web.points(rest))
        meetings.append(plan.meeting())
        day += timedelta(days=rng.choice((28, 35, 63)))
    if rng.random() < 0.5:
        parts.append(f'<p><a href="/old">Meetings in {day.year - 1}</a></p>')
        first.slack.append(f"Meetings in {day.year - 1}")
    top = f"<h1>{web.t(first.body)}</h1><p>{web.t(intro)}</p>"
    front.append(intro)
    return GoldFile(
        "meetings.html", page(web, first, f"{first.body} meetings", top + "\n".join(parts)), first.body,
        tuple(meetings), slack=" ".join((*first.slack, *front, SITE_SLACK)), chrome=CHROME,
    )  # fmt: skip


def council_page(rng: random.Random) -> GoldFile:
    """2: one meeting a page, heads in tags or in bold paragraphs, with or without numbers."""
    plan = make(rng, rng.choice(("parish", "borough", "city")), subs=0.15)
    if rng.random() < 0.6:
        numbered(plan, rng.choice(("1.", "1", "1)", "n/yy", "I.", "mm.yy.n", "Item 1")))
    cased(plan, rng.choice(("own", "upper", "title")))
    web = Web(rng)
    tag = rng.choice(("<h2>{}</h2>", "<h3>{}</h3>", "<p><strong>{}</strong></p>", "<p><b>{}</b><br></p>"))
    printed, name = _day_and_name(plan)
    parts = [heading(web, plan, printed)]
    for topic in plan.topics:
        parts.append(tag.format(web.spaced(f"{topic.number} {topic.title}".strip())))
        parts.append(web.points(topic.points))
    return GoldFile(
        name, page(web, plan, f"Minutes {printed} – {plan.body}", "\n".join(parts)), plan.body, (plan.meeting(),),
        front=plan.front(), slack=" ".join((*plan.slack, SITE_SLACK)), chrome=CHROME,
    )  # fmt: skip


def society_page(rng: random.Random) -> GoldFile:
    """2: a small club's page: run-in heads in bold, or numbers in an ordered list."""
    plan = make(rng, rng.choice(("society", "hoa")), topics=(5, 8), rich=0.3)
    web = Web(rng)
    printed, name = _day_and_name(plan)
    parts = [heading(web, plan, printed)]
    if rng.random() < 0.3:
        # An ordered list of bold titles: the numbers are the browser's.
        numbered(plan, "1.")
        plan.topics = [replace(topic, stated=False) for topic in plan.topics]
        items = [f"<li><strong>{web.t(t.title)}</strong>{web.points(t.points)}</li>" for t in plan.topics]
        parts.append("<ol>" + "\n".join(items) + "</ol>")
    else:
        for topic in running_in(plan).topics:
            lead, *rest = topic.points
            assert isinstance(lead, Para)
            parts.append(f"<p><strong>{web.t(topic.title)}:</strong> {web.t(lead.text)}</p>{web.points(rest)}")
    return GoldFile(
        name, page(web, plan, plan.body, "\n".join(parts), plain=rng.random() < 0.3), plan.body, (plan.meeting(),),
        front=plan.front(), slack=" ".join((*plan.slack, SITE_SLACK)), chrome=CHROME,
    )  # fmt: skip


def _day_and_name(plan: Plan) -> tuple[str, str]:
    from tests.quality.layouts.printed import day_and_name

    return day_and_name(plan, "html")


def scribe(rng: random.Random) -> GoldFile:
    """10: headings in tags, each line by a speaker, marked up as scribes' programs do."""
    plan = make(rng, "standards", topics=(4, 8), rich=0)
    web = Web(rng)
    speakers = [f"speaker{c}" for c in "ABCDE"[: rng.randint(3, 5)]]
    level = rng.choice(("h2", "h3"))
    parts = [f"<header><h1>{web.t(plan.body)}</h1><h2>{days.long_day(plan.day, rng, us=False)}</h2></header>",
             f"<p>Present: {', '.join(speakers)}</p>", "<h2>Contents</h2><ol>"]  # fmt: skip
    parts += [f'<li><a href="#t{at}">{web.t(t.title)}</a></li>' for at, t in enumerate(plan.topics)]
    parts.append("</ol><h2>Meeting minutes</h2><section></section>")
    topics = []
    for at, topic in enumerate(plan.topics):
        said = [(rng.choice(speakers), sentence(rng)) for _ in range(rng.randint(3, 9))]
        parts.append(f'<section><{level} id="t{at}">{web.t(topic.title)}</{level}>')
        for who, text in said:
            manner = rng.random()
            if manner < 0.75:
                parts.append(f'<p class="phone"><cite>{who}:</cite> {web.t(text)}</p>')
            else:
                parts.append(f'<p class="irc"><cite>&lt;{who}&gt;</cite> {web.t(text)}</p>')
        parts.append("</section>")
        topics.append(replace(topic, points=tuple(Para(f"{who}: {text}") for who, text in said)))
    plan.topics = topics
    slack = " ".join([*plan.slack, *(t.title for t in topics), "Contents Meeting minutes Present", *speakers,
                      days.long_day(plan.day, random.Random(1), us=False), SITE_SLACK])  # fmt: skip
    name = rng.choice((f"{plan.day.isoformat()}.html", f"{plan.day:%Y-%m-%d}-minutes.html"))
    return GoldFile(
        name, page(web, plan, f"{plan.body} – {plan.day:%d %B %Y}", "\n".join(parts), plain=True), plan.body,
        (plan.meeting("Contents", "Meeting minutes", "Attendees"),),
        slack=f"{slack} {plan.day:%d %A %B %Y} th st nd rd the of",
    )  # fmt: skip


def transcript(rng: random.Random) -> GoldFile:
    """10: a transcript by speaker without heads: one meeting, no titles, every word kept."""
    plan = make(rng, rng.choice(("city", "standards")))
    web = Web(rng)
    parts = [heading(web, plan, days.long_day(plan.day, rng, plan.us))]
    lines = []
    for _ in range(rng.randint(14, 30)):
        who = rng.choice(("The Chair", "Member B", "The Clerk", "Member C", "Councillor D", "Resident"))
        lines.append(f"{who}: {sentence(rng)}")
        parts.append(f"<p><b>{who}:</b> {web.t(lines[-1].split(': ', 1)[1])}</p>")
    return GoldFile(
        f"{plan.day.isoformat()}-transcript.html",
        page(web, plan, f"Transcript – {plan.body}", "\n".join(parts)), plan.body,
        (GoldMeeting(plan.day.isoformat(), (), plan.meeting().optional),),
        front=f"{plan.front()} {' '.join(lines)}", slack=" ".join((*plan.slack, SITE_SLACK)), chrome=CHROME,
    )  # fmt: skip


def index_page(rng: random.Random) -> GoldFile:
    """15 and 2: a page of links to minutes, as a list or a table."""
    plan = make(rng, rng.choice(("parish", "borough", "hoa")))
    web = Web(rng)
    rows, day = [], plan.day
    for _ in range(rng.randint(8, 24)):
        shown = days.long_day(day, random.Random(2), plan.us)
        rows.append((shown, rng.choice(("Ordinary meeting", "Annual meeting", "Planning Committee")), day.isoformat()))
        day -= timedelta(days=28)
    if rng.random() < 0.5:
        content = "<ul>" + "".join(f'<li><a href="/m/{iso}.pdf">{shown} – {what}</a> (PDF, 120 kB)</li>'
                                   for shown, what, iso in rows) + "</ul>"  # fmt: skip
    else:
        content = "<table><tr><th>Date</th><th>Meeting</th><th>Papers</th></tr>" + "".join(
            f'<tr><td>{shown}</td><td>{what}</td><td><a href="/a/{iso}.pdf">Agenda</a> '
            f'<a href="/m/{iso}.pdf">Minutes</a></td></tr>' for shown, what, iso in rows) + "</table>"  # fmt: skip
    top = (
        f"<h1>Agendas and minutes</h1><p>{web.t(plan.body)} meets in the hall. Minutes are put here once approved.</p>"
    )
    return GoldFile(
        "minutes.html", page(web, plan, f"Minutes – {plan.body}", top + content), plan.body, (), states=("not-minutes",)
    )


def agenda_page(rng: random.Random) -> GoldFile:
    """15: an agenda with a summons, on a page or as a PDF."""
    plan = numbered(make(rng, rng.choice(("parish", "borough", "city"))), "1.")
    printed = days.long_day(plan.day, rng, plan.us)
    call = f"Members are summoned to attend a meeting of {plan.body} to be held on {printed} at 7.30 pm."
    lines = [_asked(topic, rng) for topic in plan.topics]
    if rng.random() < 0.5:
        web = Web(rng)
        content = f"<h1>Agenda</h1><h2>{web.t(plan.body)}</h2><p>{web.t(call)}</p>" + "".join(
            f"<p>{web.t(line)}</p>" for line in lines)  # fmt: skip
        return GoldFile(f"agenda-{plan.day.isoformat()}.html", page(web, plan, f"Agenda – {plan.body}", content),
                        plan.body, (), states=("not-minutes",))  # fmt: skip
    from tests.quality.layouts.sheet import Sheet

    paper = Sheet(rng, rng.choice(("sans", "serif")))
    for text in ("AGENDA", plan.body, call, *lines, "The Clerk", "Members of the public are welcome to attend."):
        paper.text(text, before=8)
    return GoldFile(rng.choice((f"{plan.day.isoformat()}-agenda.pdf", f"{plan.day.isoformat()}.pdf")), paper.finish(),
                    plan.body, (), states=("not-minutes",))  # fmt: skip


def _asked(topic: Topic, rng: random.Random) -> str:
    verb = rng.choice(("To receive", "To consider", "To note", "To discuss and decide on"))
    return f"{topic.number} {topic.title} – {verb.lower()} any reports and to agree what is to be done"


def report(rng: random.Random) -> GoldFile:
    """15: a report filed among minutes."""
    from tests.quality.layouts.sheet import Sheet

    plan = make(rng, rng.choice(("county", "city", "nhs")), topics=(4, 6), rich=0)
    paper = Sheet(rng, rng.choice(("sans", "serif")))
    month = f"{plan.day:%B %Y}"
    paper.text([(f"District Councillor's report for {month}", "b")], size=15)
    paper.text(f"To {plan.body}", before=4)
    for topic in plan.topics[2:]:
        paper.text([(topic.title, "b")], before=10, keep=2)
        for _ in range(rng.randint(1, 3)):
            text = rng.choice((
                "Residents can now apply online for the new scheme, which is open until the end of the month.",
                "The county will spend a further sum on potholes this winter; please report any that you see.",
                "I am pleased to say that recycling rates have gone up once more and are among the best in the region.",
                "Grants are open to community groups. Do get in touch with me if your group would like to apply.",
                "A consultation on bus services runs for six weeks and I would urge everyone to fill it in.",
            ))  # fmt: skip
            paper.text(text, before=3)
    return GoldFile(f"{plan.day.isoformat()}-report.pdf", paper.finish(), plan.body, (), states=("not-minutes",))


TEMPLATES = {
    "board-page": (1, board_page),
    "council-page": (2, council_page),
    "society-page": (2, society_page),
    "scribe": (10, scribe),
    "transcript": (10, transcript),
    "index-page": (15, index_page),
    "agenda": (15, agenda_page),
    "report": (15, report),
}
