"""Every key in one place: from here come the bindings, the footer, the help and the palette."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding, BindingType


class Key(NamedTuple):
    """One thing a key does.

    ``keys`` are Textual's names joined by commas, ``shown`` what people call them, ``word`` the footer's label,
    ``says`` a sentence for the help and the palette.
    """

    keys: str
    action: str
    shown: str
    word: str
    says: str


HELP = Key("f1,question_mark", "app.help", "F1 or ?", "Help", "Help for this screen")
SEARCH = Key("f3,slash", "app.search", "F3 or /", "Search", "Go to the search box; typing searches")
COVERAGE = Key("f4", "app.coverage", "F4", "Coverage", "What the archive holds and lacks, and how we know")
TRACE = Key("f5,t", "trace", "F5 or t", "Trace", "Trace this issue through every meeting")
TOPICS = Key("f7,i", "app.topics", "F7 or i", "Topics", "Topics and names with their counts")
INGEST = Key("f9", "app.ingest", "F9", "Ingest", "Read what is new or changed in the archive's folder")
PALETTE = Key("f12,ctrl+p", "app.command_palette", "F12 or Ctrl-P", "Everything", "Everything by name: the palette")
QUIT = Key("f10", "app.quit", "F10 or Ctrl-Q", "Quit", "Quit; nothing needs saving")
BACK = Key("escape", "back", "Esc", "Back", "One step back; never quits")

EVERYWHERE = (HELP, SEARCH, COVERAGE, TRACE, TOPICS, INGEST, PALETTE, QUIT)

REVERSE = Key("r", "reverse", "r", "Reverse", "Turn the order round: newest or oldest first")
NEXT = Key("n", "mention(1)", "n", "Next mention", "Next mention, in the next section too")
PREVIOUS = Key("N", "mention(-1)", "N", "Previous mention", "Previous mention")
SOURCE = Key("o", "source", "o", "Source", "Say the file, page and line it stands in")
COPY = Key("y", "copy", "y", "Copy", "Copy the sentence with its citation")
ZOOM = Key("z", "zoom", "z", "Zoom", "Give this pane the whole screen; again: put it back")
EARLIER = Key("left_square_bracket", "meeting(-1)", "[", "Previous meeting", "Previous meeting on this topic")
LATER = Key("right_square_bracket", "meeting(1)", "]", "Next meeting", "Next meeting on this topic")

READING = (NEXT, PREVIOUS, EARLIER, LATER, REVERSE, SOURCE, COPY, ZOOM)

PANES = (
    ("Tab and Shift-Tab", "Go round the panes"),
    ("Down, Enter", "From the box to the results; open the reader"),
    ("← → or a click", "On the strip: show one meeting only; Enter, Esc or a second click: all again"),
)


def bindings(*keys: Key) -> list[BindingType]:
    """Textual's bindings for some keys; none is shown by Textual's own footer."""
    return [Binding(key.keys, key.action, key.says, show=False) for key in keys]


def first(key: Key) -> str:
    """The key as the footer prints it: the one that works while typing."""
    return key.shown.split(" or ")[0]
