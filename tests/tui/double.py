"""An archive held in memory: six invented meetings of an invented board, with the answers worked out plainly.

The sentences are made up for these tests, the people in them are roles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from minutesearch.errors import MinutesearchError, QueryError
from minutesearch.model import (
    ArchiveState,
    BodyCoverage,
    Concept,
    ConceptCount,
    Coverage,
    Expansion,
    Filters,
    Gap,
    Hit,
    IngestReport,
    Meeting,
    MeetingCount,
    MeetingCoverage,
    Place,
    PointState,
    Quote,
    Results,
    Section,
    Snippet,
    Source,
    Span,
    Trace,
    TracePoint,
    TraceSection,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

from minutesearch.present.tui.widgets import hits

BODY = "Harbour Board"
EVERYTHING = Filters()
TEXTS: dict[str, tuple[tuple[str, str], ...]] = {
    "2023-01-17": (
        ("Minutes", "The record of the December meeting was read through and signed by the chair."),
        (
            "Travel training offer",
            (
                "Officers set out a plan for travel training at two stations. The board asked which pupils would be "
                "first in line, and how a family would hear about a place."
            ),
        ),
        ("Budget outlook", "The finance officer expects a gap of 40,000 pounds by the end of the year."),
    ),
    "2023-02-14": (
        ("Minutes", "The January record was agreed with one change to the list of those present."),
        (
            "Ferry timetable",
            (
                "Two sailings a day were moved to suit the school run. Nobody from the operator was in the room, so "
                "the questions about refunds were put off."
            ),
        ),
    ),
    "2023-03-14": (
        ("Minutes", "The February record was agreed."),
        (
            "Feedback from families",
            (
                "Families ranked three wishes: shorter waits, clearer letters, and travel training before the summer. "
                "The parent representative asked for a reply to each of them."
            ),
        ),
        ("Risk list", "No new risk was added and two were closed."),
    ),
    "2023-05-16": (
        ("Minutes", "The minutes of the April meeting were approved without comment."),
        (
            "Travel-training pilot",
            (
                "Four trainers are now in post. The pilot opens in June with a short trip by bus and ferry, and the "
                "lead officer will bring a first count of journeys to the autumn meeting."
            ),
        ),
        ("Annual review dates", "Reviews run three weeks late on average; a second clerk starts in July."),
    ),
    "2023-06-13": (
        ("Minutes", "The May record was agreed."),
        (
            "Pilot update",
            (
                "Nine families joined the travel training pilot, three more than planned. One trainer covers both "
                "stations until a colleague returns.\nA leaflet goes to every school before the holidays."
            ),
        ),
    ),
    "2023-09-12": (
        ("Minutes", "The June record was agreed."),
        (
            "Travel training: what was learned",
            (
                "The travel training pilot has run for twelve weeks. Trainers saw that a rehearsal of the return trip "
                "matters most. Travel training will carry on until the end of March so that winter journeys are "
                "counted as well. A report on travel training comes to the board in April."
            ),
        ),
        ("Ferry timetable", "The operator keeps the earlier sailing through the winter."),
        ("Any other business", "A parent representative asked about lost passes."),
    ),
}
PROOFS = {
    "2022-12": ("the 17 Jan 2023 meeting signed the December record", f"{'harbour-board'}:2023-01-17/1"),
    "2023-04": ("the 16 May 2023 meeting approved the April minutes", f"{'harbour-board'}:2023-05-16/1"),
}
NAMES = {"travel training": ("travel training", "travel-training"), "ferry": ("ferry",), "pilot": ("pilot",)}


def _slug(body: str) -> str:
    return body.lower().replace(" ", "-")


def _sections(body: str, texts: dict[str, tuple[tuple[str, str], ...]]) -> list[Section]:
    found = []
    for date, rows in texts.items():
        for number, (title, text) in enumerate(rows, 1):
            meeting = f"{_slug(body)}:{date}"
            place = Place(f"corpus/{date}.html", "0" * 64, None, 4 * number)
            found.append(
                Section(
                    f"{meeting}/{number}",
                    meeting,
                    body,
                    date,
                    number,
                    str(number),
                    title,
                    False,
                    None,
                    text,
                    (),
                    (place,),
                )
            )
    return found


def _meeting(body: str, date: str) -> Meeting:
    return Meeting(
        f"{_slug(body)}:{date}", body, date, "ordinary", "minutes", "approved", False, (f"corpus/{date}.html",)
    )


@dataclass
class Double:
    """Behaves as an archive for the screens. ``trouble`` is raised by every question."""

    root: Path = Path("/archive")
    rows: list[Section] = field(default_factory=lambda: _sections(BODY, TEXTS))
    held: list[Meeting] = field(default_factory=lambda: [_meeting(BODY, date) for date in TEXTS])
    gaps: list[Gap] = field(default_factory=lambda: [Gap(BODY, m, *why) for m, why in PROOFS.items()])
    newer: tuple[str, ...] = ()
    unread: tuple[Source, ...] = ()
    trouble: MinutesearchError | None = None
    asked: list[str] = field(default_factory=list)
    reading: Callable[[int], None] = lambda _file: None

    def state(self) -> ArchiveState:
        bodies = tuple(dict.fromkeys(m.body for m in self.held))
        dates = sorted(m.date for m in self.held)
        first, last = (dates[0], dates[-1]) if dates else (None, None)
        return ArchiveState(
            str(self.root), bodies, len(self.held), len(self.rows), first, last, len(self.gaps),
            len(self.held), len(self.unread), "whoosh", "2023-10-01", self.newer,
        )  # fmt: skip

    def _span(self) -> Span:
        state = self.state()
        return Span(state.first, state.last, state.meetings, state.sections, tuple(self.gaps))

    def _marks(self, words: str, text: str) -> tuple[tuple[int, int], ...]:
        word, begun = words.removesuffix("*"), words.endswith("*")
        names = NAMES.get(word.lower().replace("-", " "), (word,))
        either = "|".join(re.escape(n).replace(r"\ ", "[ -]") for n in names)
        end = r"\w*" if begun else r"(?!\w)"
        return tuple(m.span() for m in re.finditer(rf"\b(?:{either}){end}", text, re.IGNORECASE))

    def _hits(self, words: str, filters: Filters) -> Iterable[Hit]:
        for row in self.rows:
            if (filters.since and row.date < filters.since) or (filters.until and row.date > filters.until):
                continue
            if filters.body and row.body != filters.body:
                continue
            title, text = self._marks(words, row.title), self._marks(words, row.text)
            if not title and not text:
                continue
            begin = max(0, text[0][0] - 60) if text else 0
            begin = row.text.find(" ", begin) + 1 if begin else 0
            cut = row.text[begin : begin + 160].rsplit(" ", 1)[0] if len(row.text) > begin + 160 else row.text[begin:]
            marks = tuple((a - begin, b - begin) for a, b in text if b <= begin + len(cut))
            topics = tuple(t for t in NAMES if self._marks(t, f"{row.title} {row.text}"))
            yield Hit(row, 1.0, len(title) + len(text), Snippet(cut, marks), topics, (), "approved", title, text)

    def search(
        self,
        words: str,
        filters: Filters = EVERYTHING,
        *,
        limit: int = 20,
        sort: str = "relevance",
        expand: bool = True,
    ) -> Results:
        self.asked.append(words)
        if self.trouble:
            raise self.trouble
        if words.count('"') % 2:
            raise QueryError(
                "The quote is not closed.", words, words.rindex('"'), 'Type the closing ".', unfinished=True
            )
        if words == "AND":
            raise QueryError("AND needs words on both sides.", words, 0, "Write: ferry AND timetable")
        plain = words.replace('"', "").strip()
        found = sorted(self._hits(plain, filters), key=lambda h: (h.section.date, -h.section.ordinal))
        found = found[::-1] if sort == "-date" else found
        counts: dict[str, MeetingCount] = {}
        for hit in sorted(found, key=lambda h: h.section.date):
            row = hit.section
            old = counts.get(row.meeting, MeetingCount(row.meeting, row.body, row.date, 0, 0))
            counts[row.meeting] = replace(old, sections=old.sections + 1, mentions=old.mentions + hit.mentions)
        also = tuple(n for n in NAMES.get(plain.lower(), ()) if n != plain.lower())
        return Results(
            query=words,
            understood=words,
            corrected=None,
            expanded=(Expansion(plain, also, "topic"),) if also else (),
            filters=filters,
            total=len(found),
            mentions=sum(h.mentions for h in found),
            engine="whoosh",
            hits=tuple(found[:limit] if limit else found),
            by_meeting=tuple(counts.values()),
            coverage=self._span(),
            suggestions=() if found else ("travel training", "ferry"),
            why_empty=None if found else f"No section mentions “{plain}”. {hits.searched(self._span())}",
        )

    def trace(self, issue: str, filters: Filters = EVERYTHING) -> Trace:
        found = self.search(issue, filters, limit=0)
        points = [TracePoint(g.month, g.body, None, "missing", g.why, None, 0, ()) for g in self.gaps]
        for meeting in self.held:
            told = tuple(self._told(hit) for hit in found.hits if hit.section.meeting == meeting.id)
            mentions = sum(section.mentions for section in told)
            state: PointState = "mentioned" if told else "silent"
            stage = "begun" if "pilot" in str(told) and told else None
            points.append(TracePoint(meeting.date, meeting.body, meeting.id, state, None, stage, mentions, told))
        dates = [m.date for m in found.by_meeting]
        return Trace(
            issue, None, found.expanded[0].also if found.expanded else (),
            min(dates, default=None), max(dates, default=None), len(self.held), len(dates), found.mentions,
            tuple(sorted(points, key=lambda p: (p.date, p.body))), (), (), (), None, None,
            found.suggestions, found.why_empty,
        )  # fmt: skip

    @staticmethod
    def _told(hit: Hit) -> TraceSection:
        row = hit.section
        quotes = []
        for match in re.finditer(r"[^.\s][^.\n]*\.", row.text):
            marks = tuple(
                (a - match.start(), b - match.start()) for a, b in hit.text_marks if match.start() <= a < match.end()
            )
            if marks:
                quotes.append(Quote(match[0], (), match.start(), match.end(), marks))
        return TraceSection(row.id, row.title, bool(hit.title_marks), hit.mentions, tuple(quotes), row.places[0])

    def coverage(self) -> Coverage:
        bodies = []
        for body in dict.fromkeys(m.body for m in self.held):
            held = tuple(
                MeetingCoverage(
                    m.id, m.date, m.kind, m.type, m.status, "the next meeting agreed it",
                    sum(r.meeting == m.id for r in self.rows),
                )
                for m in self.held
                if m.body == body
            )  # fmt: skip
            gaps = tuple(g for g in self.gaps if g.body == body)
            bodies.append(BodyCoverage(body, held[0].date, held[-1].date, held, gaps, "2023-10-10"))
        return Coverage(tuple(bodies), self.unread)

    def section(self, id: str) -> Section:
        return next(row for row in self.rows if row.id == id)

    def meeting(self, id: str) -> tuple[Meeting, tuple[Section, ...]]:
        return next(m for m in self.held if m.id == id), tuple(row for row in self.rows if row.meeting == id)

    def meetings(self) -> tuple[Meeting, ...]:
        return tuple(sorted(self.held, key=lambda m: (m.date, m.body)))

    def topics(self) -> tuple[ConceptCount, ...]:
        found = []
        for name, names in NAMES.items():
            hits = list(self._hits(name, Filters()))
            counts: dict[str, int] = {}
            for hit in hits:
                counts[hit.section.meeting] = counts.get(hit.section.meeting, 0) + hit.mentions
            concept = Concept(name, "topic", name.capitalize(), names)
            found.append(ConceptCount(concept, names, sum(counts.values()), len(hits), tuple(sorted(counts.items()))))
        return tuple(found)

    def ingest(
        self,
        paths: Sequence[Path] = (),
        *,
        jobs: int | None = None,
        on_progress: Callable[[int, int, str], None] | None = None,
    ) -> IngestReport:
        self.reading(0)
        if on_progress:
            on_progress(3, 6, "autumn.pdf")
        self.reading(3)
        if on_progress:
            on_progress(6, 6, "winter.pdf")
        self.newer = ()
        return IngestReport((), len(self.held), len(self.rows), "whoosh", False, self.unread)


def empty() -> Double:
    """An archive with nothing in it."""
    return Double(rows=[], held=[], gaps=[])


def several(bodies: int = 3) -> Double:
    """An archive of several bodies that meet on different days."""
    double = Double()
    for number in range(2, bodies + 1):
        name = f"Committee {number}"
        texts = {f"{date[:8]}{int(date[8:]) + number:02}": rows for date, rows in list(TEXTS.items())[number - 1 :]}
        double.rows += _sections(name, texts)
        double.held += [_meeting(name, date) for date in texts]
    return double


def hostile() -> Double:
    """An archive whose documents, names and errors try to command the terminal."""
    evil = "[/] [@click=app.bell]x[/] [red]\x1b]52;c;ZXZpbA==\x07\x1b[2J\u202eabc\u200b\x9b2J [redacted]"
    body = f"Board {evil}"
    rows = [
        Section(
            "b:2023-01-17/1", "b:2023-01-17", body, "2023-01-17", 1, "1", f"Ferry {evil}", False, None,
            f"The ferry {evil} is late.\nSecond ferry line {evil}", (), (Place(f"corpus/{evil}.html", "0" * 64, 2, 3),),
        )
    ]  # fmt: skip
    held = [Meeting("b:2023-01-17", body, "2023-01-17", "ordinary", "minutes", "approved", False, (f"{evil}.html",))]
    gaps = [Gap(body, "2022-12", f"because {evil}", None)]
    unread = (Source(f"corpus/{evil}.pdf", "0" * 64, "application/pdf", "pdf", "quarantined", f"broken {evil}"),)
    return Double(Path(f"/archive/{evil}"), rows, held, gaps, (evil,), unread)
