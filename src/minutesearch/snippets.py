"""The few words of a section that show why it was found: verbatim, with the marks.

They begin where a sentence does and end where one ends, if that is near, and never inside a word. And the sentence that
an item of a list hangs on, without which the item says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.model import Snippet
from minutesearch.text import fold_title, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import Section

LENGTH = 180
FULL = 6
"""Words from which a sentence is taken to say something by itself."""
_NEAR = 90
"""Characters from which on a sentence has begun too far before the first mark to be shown whole."""
_FILLED = 0.6
"""How much of the room must be used where a snippet is ended early, with its sentence."""
_CUT = "… "
_END = " …"


def snippet(text: str, marks: Sequence[tuple[int, int]], length: int = LENGTH, *, at: int | None = None) -> Snippet:
    """Cut the stretch of a text that holds the most marks.

    Args:
        text: the section's text.
        marks: (start, end) offsets into it, in order; may be empty.
        length: characters to show at the most, cut marks left out.
        at: where the stretch begins; None for where the most marks are.

    Returns:
        The stretch on one line with its marks; ``…`` stands where it was cut.
    """
    if at is None or len(text) <= length:
        start, end = _stretch(text, marks, length)
    else:
        start, end = at, _end(text, at, at, length)
    before, after = (_CUT if start > 0 else ""), (_END if end < len(text) else "")
    shift = len(before) - start
    shown = before + text[start:end].replace("\n", " ") + after
    return Snippet(shown, tuple((a + shift, b + shift) for a, b in marks if a >= start and b <= end))


def _stretch(text: str, marks: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    if len(text) <= length:
        return 0, len(text)
    if not marks:
        return 0, _back(text, length)
    best, most = 0, 0
    behind = 0
    for i, (first, _) in enumerate(marks):
        while behind < len(marks) and marks[behind][1] <= first + length:
            behind += 1
        if behind - i > most:
            best, most = i, behind - i
    first, last = marks[best][0], marks[best + max(most, 1) - 1][1]
    start = _sentence_start(text, first)
    if start is None or last - start > length:
        start = max(0, first - max(0, length - (last - first)) // 3)
        if start:
            start = _forward(text, start, first)
    return start, _end(text, start, last, length)


def _sentence_start(text: str, at: int) -> int | None:
    """Where the sentence begins that an offset is in, if that is near."""
    begin = max(0, at - _NEAR)
    found = [start + begin for start, _ in sentences(text[begin : at + 1])]
    # What a slice begins with is the start of a sentence only at the start of the text.
    return found[-1] if found and (len(found) > 1 or not begin) else None


def _end(text: str, start: int, least: int, length: int) -> int:
    """Where to end what begins at ``start`` and must go on to ``least``: with a sentence if one ends late enough."""
    end = start + length
    if end >= len(text):
        return len(text)
    if end <= least:
        return least
    few = max(least, start + int(length * _FILLED))
    # Whether a stop ends a sentence is told by what follows it; what the slice ends with is no end.
    ends = [stop + start for _, stop in sentences(text[start : end + 4])[:-1]]
    late = [stop for stop in ends if few <= stop <= end]
    cut = late[-1] if late else max(_back(text, end), least)
    # One word may be longer than what is shown.
    return cut if cut > start else end


def _forward(text: str, at: int, most: int) -> int:
    """The first start of a word at or behind ``at``, at the latest ``most``."""
    while at < most and not (text[at - 1].isspace() and not text[at].isspace()):
        at += 1
    return at


def _back(text: str, at: int) -> int:
    """The end of the last word that is whole before ``at`` (or ``at``, where there is no white space)."""
    cut = at
    while cut > 0 and not text[cut].isspace():
        cut -= 1
    while cut > 0 and text[cut - 1].isspace():
        cut -= 1
    return cut or at


def lead_in(section: Section, spans: Sequence[tuple[int, int]], at: int) -> int | None:
    """The sentence that an item of a list hangs on: "Personal budgets" alone says nothing.

    It is the fullest sentence of the paragraph above the list, since the last is often no more than "These included:".

    Args:
        section: the section.
        spans: its sentences.
        at: the place of one among them.

    Returns:
        The place of the other; None where the sentence is no item of a list, or nothing stands above it.
    """
    items = {fold_title(item) for item in section.list_items}
    folded = [fold_title(section.text[a:b]) for a, b in spans]
    if folded[at] not in items:
        return None
    last = next((i for i in range(at - 1, -1, -1) if folded[i] not in items), None)
    if last is None:
        return None
    first = last
    while first > 0 and "\n" not in section.text[spans[first - 1][1] : spans[first][0]]:
        first -= 1
    return max(range(first, last + 1), key=lambda i: (len(folded[i].split()) >= FULL, i))
