"""HTML as publishers serve it: the minutes in one of several wrappers, in the middle of a site's own furniture."""

from __future__ import annotations

import html
import random
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tests.quality.layouts import days
from tests.quality.layouts.gold import Items, Label, Para, Point, Sub, Table, counted

if TYPE_CHECKING:
    from tests.quality.layouts.plan import Plan

CHROME = (
    "We use cookies to make this site work",
    "Skip to main content",
    "Report a problem with this page",
    "Pay your council tax online",
    "Sign up for our email bulletin",
    "Powered by a content system, terms and privacy",
    "trackPageView",
    "Leave a comment below",
)

WRAPPERS = (
    "<main>{}</main>",
    "<article>{}</article>",
    '<div class="entry-content">{}</div>',
    '<div id="content" role="main">{}</div>',
    '<div class="col-8"><div class="inner">{}</div></div>',
)


class Web:
    """Writes text as HTML with one publisher's habits: quotes, spaces, entities."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.curly, self.entities, self.hard = rng.random() < 0.5, rng.random() < 0.3, rng.random() < 0.3
        self.zero = rng.random() < 0.15

    def t(self, text: str) -> str:
        """A text, escaped."""
        if self.curly:
            text = text.replace("'", "’")
        text = html.escape(text, quote=False)
        if self.entities:
            text = text.replace("’", "&rsquo;").replace("£", "&pound;").replace("–", "&#8211;")
        return text

    def spaced(self, text: str) -> str:
        """A text with a hard space in it, as pasting from Word leaves them."""
        return self.t(text).replace(" ", "&nbsp;", 1) if self.hard else self.t(text)

    def points(self, points: Iterable[Point], *, sub: str = "strong") -> str:
        """What is under a head; ``sub`` is the tag of a run-in inside it, or ``h4``."""
        return "\n".join(self.point(point, sub) for point in points)

    def point(self, point: Point, sub: str = "strong") -> str:
        """One point."""
        match point:
            case Para(text):
                return f"<p>{self.t(text)}</p>"
            case Items(texts, marker):
                if marker[:1] in "1ai":
                    kind = marker[0]
                    return f'<ol type="{kind}">' + "".join(f"<li>{self.t(x)}</li>" for x in texts) + "</ol>"
                if marker == "•" or self.rng.random() < 0.6:
                    return "<ul>\n" + "\n".join(f"<li>{self.t(x)}</li>" for x in texts) + "\n</ul>"
                return "".join(f"<p>{mark} {self.t(x)}</p>" for mark, x in counted(point))
            case Label(label, text):
                return f"<p><strong>{label}:</strong> {self.t(text)}</p>"
            case Table(rows):
                cells = ["<tr>" + "".join(f"<td>{self.t(c)}</td>" for c in row) + "</tr>" for row in rows]
                return "<table border=1>" + "".join(cells) + "</table>"
            case Sub(title, inner, number):
                head = f"{number} {title}".strip()
                if sub == "strong":
                    first, *rest = inner
                    assert isinstance(first, Para)
                    return f"<p><strong>{self.t(head)}:</strong> {self.t(first.text)}</p>" + self.points(rest)
                return f"<{sub}>{self.t(head)}</{sub}>" + self.points(inner)


def page(web: Web, plan: Plan, title: str, content: str, *, plain: bool = False) -> bytes:
    """A whole page around the minutes, in one of the encodings that are met.

    Args:
        plain: without the site's furniture.
    """
    rng = web.rng
    other = days.long_day(days.later(plan.day, rng), rng, plan.us)
    before = days.long_day(days.a_day(rng), rng, plan.us)
    body = web.t(plan.body)
    wrapped = rng.choice(WRAPPERS).format(content)
    if not plain:
        wrapped = f"""<div class="cookie-banner" id="consent"><p>{CHROME[0]}.</p><button>Accept all</button></div>
<a class="skip" href="#c">{CHROME[1]}</a>
<header><a href="/">{body}</a><form action="/s"><input name=q><button>Search</button></form></header>
<nav><ul><li><a href="/pay">{CHROME[3]}</a></li><li><a href="/m">Minutes {before}</a></li>
<li><a href="/c">Committees</a></li></ul></nav>
{wrapped}
<aside class="sidebar"><h2>Upcoming meetings</h2><ul><li><a href="/n">{other}</a></li></ul>
<p>{CHROME[4]}</p></aside>
<footer><p>{CHROME[5]}</p><p>{CHROME[2]}</p><p>Last updated {other}</p></footer>
<script>window.{CHROME[6]} = function () {{ return "{before}"; }}</script>"""
        if rng.random() < 0.3:
            wrapped += f'<div id="comments"><h3>{CHROME[7]}</h3></div>'
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "cp1252"))
    meta = {"utf-8": '<meta charset="utf-8">', "utf-8-sig": "", "cp1252": '<meta http-equiv="Content-Type" '
            'content="text/html; charset=iso-8859-1">'}[encoding]  # fmt: skip
    text = (f"<!DOCTYPE html>\n<html><head>{meta}<title>{web.t(title)}</title>"
            f"<style>p {{ margin: 0 }}</style></head>\n<body>\n{wrapped}\n</body></html>\n")  # fmt: skip
    return text.encode(encoding, "xmlcharrefreplace")


SITE_SLACK = "Search Committees Accept all Home You are here Minutes Upcoming meetings Back to top Share Print"
"""Words of the site that may be taken for the page's own."""
