"""Storyboards made by hand, of invented minutes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from minutesearch.model import (
    CUT,
    BasketItem,
    Citation,
    Evidence,
    FollowUp,
    Gap,
    MeetingStatus,
    Nearest,
    Place,
    Promise,
    QuoteResult,
    Storyboard,
    StoryboardPoint,
    StoryboardSource,
    Verdict,
)

BODY = "Example Board"
HOSTILE = (
    "<script>alert(1)</script>",
    '" onload="alert(1)',
    "javascript:alert(1)",
    "]]> <!-- & &lt; &#60; -->",
    "nul \x00 bell \x07 escape \x1b[31m",
    "lone \ud800 surrogate",
    "not a character \ufffe \uffff",
    "right \u202eto left\u202c and \u2066isolated\u2069",
    '=HYPERLINK("https://evil.example/","x")',
    "  +SUM(1)",
    "\uff1dcmd",
    "\t@import",
    "\r-1+1",
    "**bold** _low_ `code` [a](javascript:b) ![i](x) | # ~~gone~~ $x$",
    "_x0041_ {{ title }} {% if %} {_{",
    "astral \U0001f600 and é",
)
"""Texts that would command one format or another."""


@dataclass
class Builder:
    """Puts a storyboard together quote by quote."""

    title: str = "A safe way to school"
    evidence: list[Evidence] = field(default_factory=list)
    misprints: list[tuple[tuple[int, int, str], ...]] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)

    def quote(
        self,
        text: str,
        *,
        date: str = "2024-03-12",
        title: str = "Crossing patrols",
        result: QuoteResult = "exact",
        body: str = BODY,
        status: MeetingStatus = "approved",
        address: str | None = "https://board.example/2024-03.pdf",
        page: int | None = 3,
        remark: str | None = None,
        nearest: str | None = None,
        misprints: tuple[tuple[int, int, str], ...] = (),
        **item: Any,
    ) -> Builder:
        n = len(self.evidence) + 1
        place = Place(f"example/{date}.pdf", "ab" * 32, page, 14, address, "2024-05-01T09:00:00Z" if address else None)
        meeting = f"example-board:{date}"
        where = Citation(f"{meeting}/{n}", meeting, body, date, title, status, "minutes", place, 0, len(text))
        found = None if result in {"stale", "absent"} else where
        near = Nearest(nearest, where, (("twelve", "twenty"),)) if nearest else None
        picked = BasketItem(meeting, f"{meeting}/{n}", text, place.path, place.sha256, "2024-05-02T10:00:00Z", **item)
        self.evidence.append(Evidence(n, picked, Verdict(result, text, found, near, remark), body, date, title))
        self.misprints.append(misprints)
        return self

    def board(self) -> Storyboard:
        places: dict[str, StoryboardSource] = {}
        for e in self.evidence:
            if e.citation:
                path = e.citation.place.path
                before = places.get(path)
                items = (*(before.items if before else ()), e.n)
                number = before.n if before else len(places) + 1
                places[path] = StoryboardSource(number, e.citation.place, "application/pdf", items)
        dates = sorted({(e.date, e.body) for e in self.evidence})
        points = [
            StoryboardPoint(d, b, f"example-board:{d}", "approved", None, sum(e.date == d for e in self.evidence))
            for d, b in dates
        ]
        points.append(StoryboardPoint("2024-04", BODY, None, None, "the 2024-05-14 meeting approved them", 0))
        points.append(StoryboardPoint("2024-05-28", BODY, "example-board:2024-05-28", "draft", None, 0))
        board = Storyboard(
            name="school",
            title=self.title,
            evidence=tuple(self.evidence),
            misprints=tuple(self.misprints),
            bodies=(BODY,),
            meetings=7,
            sections=61,
            first="2023-11-14",
            last="2024-05-14",
            gaps=(
                Gap(BODY, "2024-04", "the 2024-05-14 meeting approved them", "example-board:2024-05-14/1"),
                Gap(BODY, "2023-12", "the board met every month", None, "rhythm"),
            ),
            unread=(("example/scan.pdf", "no-text", "its pages are pictures"),),
            timeline=tuple(sorted(points, key=lambda p: p.date)),
            promises=(promise(),),
            sources=tuple(places.values()),
            made="2024-05-02",
        )
        return replace(board, **self.changes)


def promise() -> Promise:
    return Promise(
        id="p-1", made="2024-02-13", body=BODY, section="example-board:2024-02-13/4", title="Crossing patrols",
        text="A survey of both crossings would be carried out before the summer.", kind="commitment",
        owner="Highways team", topics=(), due_text="before the summer", due="2024-06", status="partly",
        why="the 2024-05-14 meeting touches it",
        followed_up=(FollowUp("2024-05-14", BODY, "example-board:2024-05-14/3", "The survey had begun."),),
        overdue=False, place=Place("example/2024-02-13.pdf", "cd" * 32, 2, 9),
    )  # fmt: skip


def school() -> Storyboard:
    """A storyboard with every kind of item: exact, cut, misprinted, counter-evidence, near and stale."""
    return (
        Builder()
        .quote(
            "The patrol at the lower crossing had not been filled for twelve weeks, and parents had written to the "
            "board to say that children were late.",
            date="2024-02-13",
            heading="Crossings without a patrol",
            shows="problem",
            note="Ask for the rota.",
        )
        .quote(
            "Two patrols were recieved" + CUT + "and the third would start after Easter.",
            shows="output",
            misprints=((17, 25, "received"),),
        )
        .quote("Families said that the new patrol made mornings calm.", shows="feedback", counter=True, address=None)
        .quote(
            "A rota for twenty weeks was agreed.",
            result="near",
            nearest="A rota for twelve weeks was agreed.",
            heading="The rota",
        )
        .quote("The rota was published on the school gate.", result="stale", remark="the source was fetched again")
        .quote(
            "The footway was gritted\neach morning before eight.",
            date="2024-05-14",
            shows="action",
            remark="the source has changed around the quote",
        )
        .board()
    )


def quotes_of(board: Storyboard) -> list[list[str]]:
    """The verbatim parts of each quote."""
    return [e.item.quote.split(CUT) for e in board.evidence]


def hostile_board() -> Storyboard:
    """Every text of it is an attack."""
    made = Builder(title=HOSTILE[0] + HOSTILE[4] + HOSTILE[8])
    for text in HOSTILE:
        made.quote(text, title=text, body=text, heading=text, note=text, address=text, remark=text, date="2024-03-12")
    board = made.board()
    rows = tuple(replace(s, place=replace(s.place, path=t)) for s, t in zip(board.sources, HOSTILE, strict=False))
    return replace(
        board,
        sources=rows,
        bodies=HOSTILE,
        unread=tuple((t, "no-text", t) for t in HOSTILE),
        promises=tuple(replace(promise(), text=t, owner=t, why=t, body=t, title=t) for t in HOSTILE),
        timeline=(*board.timeline, *(StoryboardPoint("2024-03", t, None, None, t, 0) for t in HOSTILE)),
    )
