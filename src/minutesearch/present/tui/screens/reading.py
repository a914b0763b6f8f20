"""A screen with a reader on it: going through mentions, saying the source, copying a sentence with its citation."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from minutesearch.present.tui import keys, show, words
from minutesearch.present.tui.screens.page import Page
from minutesearch.present.tui.widgets.reader import Reader
from minutesearch.text import sentences

if TYPE_CHECKING:
    from textual.binding import BindingType


class ReadingPage(Page):
    """A page that holds a :class:`Reader`."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.NEXT, keys.PREVIOUS, keys.SOURCE, keys.COPY)

    @property
    def reader(self) -> Reader:
        """The reader of this screen."""
        return self.query_one(Reader)

    def action_mention(self, by: int) -> None:
        """The next or previous mention; past the last one of a section, that of the section beside."""
        if not self.reader.step(by):
            self.beyond(by)

    def beyond(self, by: int) -> None:
        """There is no further mention in this section."""
        self.tell("That was the last mention here." if by > 0 else "That was the first mention here.")

    def action_source(self) -> None:
        """Say where the section stands."""
        section = self.reader.section
        if section is None or not section.places:
            self.tell("Choose a section first; o then says the file, page and line it stands in.")
            return
        at = section.places[0]
        said = [words.place(at)] + ([at.address] if at.address else [])
        self.tell("Source: " + show.fitting(said, self.size.width - 12))

    def action_copy(self) -> None:
        """Copy the sentence of the current mention, or the first one, with its citation."""
        section, text = self.reader.section, self.reader.shown
        if section is None:
            self.tell("Choose a section first; y then copies its sentence with the citation.")
            return
        at = self.reader.mention_at() or 0
        found = [(a, b) for a, b in sentences(text) if b > at]
        quote = text[slice(*found[0])] if found else section.title
        self.app.copy_to_clipboard(show.clean_line(words.citation(section, quote)))
        self.tell(f"Copied with its citation: “{show.cut(quote, max(10, self.size.width - 34))}”")
