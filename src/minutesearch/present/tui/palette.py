"""Everything by name: what F12 and Ctrl-P list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from minutesearch.present.tui import keys, show, words
from minutesearch.present.tui.app import MinutesApp
from minutesearch.present.tui.screens.page import Page

Command = tuple[str, str, Callable[[], Any]]


class Everything(Provider):
    """Actions of the screen, topics to search for, and meetings to open."""

    def _actions(self) -> Iterator[Command]:
        app, page = self.app, self.screen
        own = (*page.KEYS, *page.MORE) if isinstance(page, Page) else ()
        for key in dict.fromkeys((*own, *keys.EVERYWHERE)):
            yield f"{key.word} ({key.shown})", key.says, partial(page.run_action, key.action)
        if isinstance(app, MinutesApp):
            yield "Light colours", "Dark letters on light", app.action_light
            yield "Dark colours", "Light letters on dark", app.action_dark

    def _contents(self) -> Iterator[Command]:
        app = self.app
        if not isinstance(app, MinutesApp):
            return
        for topic in app.topics:
            label = show.clean_line(topic.concept.label)
            yield label, f"Search: {words.count(topic.mentions, 'mention')}", partial(app.ask, label)
        for meeting in reversed(app.meetings):
            said = show.clean_line(f"{meeting.body} {words.day(meeting.date, long=True)}")
            yield said, f"Open the meeting: {words.standing(meeting)}", partial(app.open_meeting, meeting.id)

    async def discover(self) -> Hits:
        """What is listed before anything is typed: what the keys do."""
        for name, says, run in self._actions():
            yield DiscoveryHit(Content(name), run, text=name, help=says)

    async def search(self, query: str) -> Hits:
        """What matches."""
        matcher = self.matcher(query)
        for name, says, run in (*self._actions(), *self._contents()):
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, Content(name), run, text=name, help=says)
