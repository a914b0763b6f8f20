"""How the search screen looks for an answer: which panes there are, and what stands in them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widgets import Input

from minutesearch.present.tui import show, timeline, words
from minutesearch.present.tui.screens.reading import ReadingPage
from minutesearch.present.tui.widgets import hits
from minutesearch.present.tui.widgets.pane import Listing, frame
from minutesearch.present.tui.widgets.reader import Reader
from minutesearch.present.tui.widgets.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.events import Key
    from textual.widget import Widget

    from minutesearch.model import Hit, Results


class SearchView(ReadingPage):
    """Box, strip, list, reader, topics; drawn from the last answer."""

    def __init__(self, query: str = "") -> None:
        super().__init__()
        self._first = query
        self._newest = True
        self._all: Results | None = None
        self._shown: Results | None = None
        self._step_to: int | None = None

    def panes(self) -> Iterable[Widget]:
        """Box, strip, list, reader, topics."""
        box = Input(self._first, placeholder="Type what you look for", id="box", select_on_focus=False)
        box.cursor_blink = False
        yield box
        yield Strip(id="strip")
        with Horizontal(id="body"):
            yield Listing(id="results", classes="pane")
            yield Reader(id="reader", classes="pane")
            yield Listing(id="topics", classes="pane")
        yield Listing(id="first")

    def redraw(self) -> None:
        """Shapes follow the size of the window."""
        self.shape_strip()
        frame(self.query_one("#box"), ["Search"], self._understood())
        self._draw_strip()
        self.draw_lines()

    def shape_strip(self) -> None:
        """Two lines of text where the window is narrow; no row of words where it is low."""
        size = self.app.size
        strip = self.query_one("#strip", Strip)
        strip.shape = "flow" if size.width < 100 else "columns"
        strip.worded = size.height >= 30

    def expect(self) -> None:
        """Tell list and reader how wide they will be: the shares and edges of the style sheet."""
        whole = self.app.size.width
        listed = whole if whole < 100 else whole * (34 if whole >= 140 else 40) // 100
        beside = whole if whole < 100 else whole - listed - (30 if whole >= 140 else 0)
        self.query_one("#results", Listing).expected = max(10, listed - 5)
        self.reader.expected = max(10, beside - 5)

    def summary(self) -> str:
        """How much was found, in true counts."""
        found = self._shown
        if self.minutes.state is None:
            return "Opening the archive…"
        if not self.minutes.state.meetings:
            newer = len(self.minutes.state.newer)
            waiting = f"{words.count(newer, 'file')} in its folder not read yet: F9 reads them. " if newer else ""
            return f"{waiting}Press 1, 2 or 3, or choose with the arrows and Enter."
        if found is None:
            return "Every meeting is listed, newest first. Type to search them all."
        said = f"{words.count(found.total, 'section')} in {found.meetings:,} of "
        said += f"{words.count(self.minutes.state.meetings, 'meeting')}, {words.count(found.mentions, 'mention')}"
        return said

    def _understood(self) -> list[str]:
        found = self._all
        if found is None:
            return []
        if found.corrected:
            return [f"nothing for “{found.corrected[0]}”, shown is “{found.corrected[1]}”"]
        if found.query != self.minutes.words:
            return [f"words that begin so: {found.query}"]
        also = [name for expansion in found.expanded for name in expansion.also]
        return [f"also finds: {words.listed(also, n)}" for n in (6, 3, 1) if also][:1]

    def _draw_strip(self) -> None:
        app, found = self.minutes, self._all
        counted = {m.meeting: (m.sections, m.mentions) for m in found.by_meeting} if found is not None else None
        strip = self.query_one("#strip", Strip)
        strip.timeline = line = timeline.of_meetings(app.meetings, app.gaps, counted, app.held)
        frame(self.query_one("#box"), ["Search"], self._understood())
        head = f"When it came up: {line.answering} of {line.held} meetings" if line.asked else "What the archive holds"
        missing = f"no minutes for {words.months(line.gaps)}" if line.gaps else "no gap is known"
        more = [f"{line.more} more bodies: type body:…"] if line.more else []
        begin, end, _ = strip.window(strip.size.width) if strip.size.width else (0, len(line.columns), 0)
        beyond = [f"{begin} earlier ←"] if begin else []
        beyond += [f"{len(line.columns) - end} later →"] if end < len(line.columns) else []
        how = "Esc shows all meetings" if strip.picked is not None else "← → pick a meeting"
        frame(strip, [head, missing, *more], [*beyond, how])

    def _draw_list(self) -> None:
        app, found = self.minutes, self._shown
        pane = self.query_one("#results", Listing)
        strip = self.query_one("#strip", Strip)
        several = app.state is not None and len(app.state.bodies) > 1
        order = "newest first" if self._newest else "oldest first"
        column = strip.timeline.columns[strip.picked] if strip.picked is not None else None
        keep = pane.chosen
        if column is not None and not column.meetings:
            pane.refill(partial(hits.gap, column))
            frame(pane, [f"{words.day(column.date)}: no minutes"])
            self.reader.say("How it is known", partial(hits.known, column))
        elif found is None:
            held = [m for m in app.meetings if column is None or m.id in column.meetings]
            held = held[::-1] if self._newest else held
            pane.refill(partial(hits.meetings, held, app.held, several=several), keep)
            frame(pane, [words.count(len(held), "meeting"), order], ["Enter opens", "r turns round"])
        elif found.total == 0:
            topics = [t.concept.label for t in sorted(app.topics, key=lambda t: -t.mentions)[:6]]
            pane.refill(partial(hits.nothing, found, topics), keep)
            frame(pane, ["Nothing found"], ["Enter searches for it"])
            self.reader.say("How to ask", hits.asking)
        else:
            pane.refill(partial(hits.hits, found, several=several), keep)
            only = f"{words.day(column.date)} only" if column is not None else order
            frame(pane, [words.count(found.total, "section"), only], ["Enter reads", "r turns round"])

    def _welcome(self) -> None:
        first = self.query_one("#first", Listing)
        root = show.clean_line(str(self.minutes.archive.root))
        first.refill(partial(hits.welcome, root), f"{hits.FIRST}1")
        frame(first, ["No minutes yet"])
        first.focus()

    def _draw_topics(self) -> None:
        here = self.query_one("#topics", Listing)
        hit = self._hit()
        labels = {t.concept.id: t.concept.label for t in self.minutes.topics}
        said = [labels.get(topic, topic) for topic in hit.topics] if hit else []
        here.refill(partial(hits.topics, said))
        frame(here, ["Topics here"], ["Enter searches"] if said else [])

    def topics_came(self) -> None:
        """The topics are counted: the wide screen shows those of a section, a search without hits offers them."""
        self._draw_topics()
        if self._shown is not None and not self._shown.total:
            self._draw_list()

    def _hit(self) -> Hit | None:
        chosen = self.query_one("#results", Listing).chosen
        if self._shown is None or chosen is None:
            return None
        return next((hit for hit in self._shown.hits if hit.section.id == chosen), None)

    @property
    def answering(self) -> frozenset[str]:
        """The meetings that answer, by id; none where nothing was asked."""
        return frozenset(m.meeting for m in self._all.by_meeting) if self._all is not None else frozenset()

    # -- moving about ---------------------------------------------------------------------------------------

    def to_box(self) -> None:
        """To the search box."""
        self.set_class(False, "zoomed")
        self._go("first" if self.has_class("empty") else "box")

    def _go(self, pane: str) -> None:
        # A narrow screen shows one pane at a time: which one is a class, so that the style sheet decides.
        self.set_class(pane == "reader", "reading")
        self.set_focus(self.query_one(f"#{pane}"))

    def on_descendant_focus(self) -> None:
        """A click may have brought another pane up."""
        if self.focused is not None and self.focused.id in ("box", "results"):
            self.remove_class("reading")
        self.mark_zoom()

    def _round(self) -> list[str]:
        if self.has_class("empty"):
            return ["first"]
        panes = ["results", "reader"] + (["topics"] if self.size.width >= 140 else [])
        return panes if self.has_class("zoomed") else ["box", "strip", *panes]

    def focus_next(self, selector: str | type[Widget] = "*") -> Widget | None:  # noqa: ARG002 - Textual\'s
        """Tab: the panes in their order, also those that a narrow screen hides just now."""
        return self._turn(1)

    def focus_previous(self, selector: str | type[Widget] = "*") -> Widget | None:  # noqa: ARG002 - Textual\'s
        """Shift-Tab: the other way round."""
        return self._turn(-1)

    def _turn(self, by: int) -> Widget | None:
        panes = self._round()
        here = self.focused.id if self.focused is not None else None
        at = panes.index(here) + by if here in panes else 0
        self._go(panes[at % len(panes)])
        return self.focused

    def on_key(self, event: Key) -> None:
        """Down goes from the box to the list, where Up at its top goes back."""
        results = self.query_one("#results", Listing)
        if event.key == "down" and self.focused is self.query_one("#box"):
            event.stop()
            self._go("results")
        elif event.key == "escape":
            return
        elif event.key == "up" and self.focused is results and results.highlighted in (0, None):
            event.stop()
            self._go("box")

    def action_back(self) -> None:
        """One step back: the zoom, the reader, the picked meeting, then to the box; never out of the program."""
        strip = self.query_one("#strip", Strip)
        here = self.focused.id if self.focused is not None else ""
        if self.has_class("zoomed"):
            self.action_zoom()
        elif here in ("reader", "topics"):
            self._go("results")
        elif strip.picked is not None:
            strip.pick(None)
        elif self.notice is not None and here == "box":
            self.tell("")
        else:
            self.to_box()

    def action_meeting(self, by: int) -> None:
        """The next or previous meeting that mentions it."""
        if self._shown is None or not self._shown.hits:
            self.tell("[ and ] go to the previous and next meeting once something is found.")
            return
        hit = self._hit()
        order = sorted(self._shown.hits, key=lambda h: (h.section.date, h.section.meeting), reverse=by < 0)
        here = (hit.section.date, hit.section.meeting) if hit else ("", "")
        beyond = [
            h for h in order if (h.section.date, h.section.meeting) != here and (h.section.date > here[0]) == (by > 0)
        ]
        if not beyond:
            self.tell(f"No {'later' if by > 0 else 'earlier'} meeting mentions it.")
            return
        meeting = beyond[0].section.meeting
        self._highlight(next(h.section.id for h in self._shown.hits if h.section.meeting == meeting))

    def _highlight(self, section: str) -> None:
        results = self.query_one("#results", Listing)
        results.highlighted = results.get_option_index(section)

    def beyond(self, by: int) -> None:
        """The mentions of the section beside in the list."""
        hit = self._hit()
        if self._shown is None or hit is None:
            return
        at = self._shown.hits.index(hit) + by
        if 0 <= at < len(self._shown.hits):
            self._step_to = by
            self._highlight(self._shown.hits[at].section.id)
        else:
            super().beyond(by)

    def action_first(self, choice: int) -> None:
        """What the screen of an empty archive offers."""
        if not self.has_class("empty"):
            return
        if choice == 1:
            self.minutes.choose_folder()
        elif choice == 2:
            self.minutes.open_sample()
        else:
            self.minutes.action_help()
