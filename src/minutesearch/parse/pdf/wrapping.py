"""Does a printed line go on with the paragraph above it?

The tests are those a compositor would name: the next word would not have fitted, the distance is the usual one, the
weight and size are the same, no bullet or number stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from minutesearch.parse.formats.letters import unbulleted
from minutesearch.parse.pdf.rows import ANYWHERE, Printed, margins_of, pitches_of, place_of
from minutesearch.parse.sections.heads import Number, number_of

_WIDE = 1.25
"""Distance of two lines of one paragraph, as a multiple of the usual one, at most."""
_PADDING = 5.5
"""Points between a cell's text and its ruled side: what Word and its like set, with a little to spare."""
_SHOUTED = 5
"""Letters from which a line in capitals, after a finished sentence, is a title and no short form."""
_SET_IN = 6.0
"""Points by which the first entry of a list inside a list is set in at least."""
ENDED = re.compile(r"[.:;!?…][)\]\"'”’]*$")
"""How a sentence ends."""
_OPEN = re.compile(
    r"(?:,|\b(?:the|a|an|of|to|and|or|for|in|on|at|by|with|from|that|which|is|are|was|were|be|as|his|her|"
    r"their|its|this|will|would|has|had|have|not|no|mr|mrs|cllr|dr))$",
    re.IGNORECASE,
)


class Wrapping:
    """How the paragraphs of a document are set.

    Args:
        rows: all its lines, those that stand side by side as one row.
        gutters: for pages of two columns, where the right one begins, in points.
    """

    def __init__(self, rows: Sequence[Sequence[Printed]], gutters: Mapping[int, float]) -> None:
        self._pitches = pitches_of(rows)
        self._margins = margins_of(rows, gutters)
        self._gutters = gutters
        self._counted: dict[str, tuple[int, ...]] = {}

    def begin(self, text: str) -> None:
        """Remember the number of a paragraph: the next one of its kind begins a paragraph as well."""
        if number := number_of(text):
            self._counted[number.style] = number.values

    def goes_on(self, lines: Sequence[Printed], line: Printed) -> bool:
        """Is this line the next one of the paragraph that has these lines?"""
        last = lines[-1]
        if abs(last.size - line.size) > max(1.2, 0.12 * last.size):
            return False
        marked, bulleted = unbulleted(line.line)
        if bulleted and len(marked.text) > 1:
            return False
        full = self._is_full(last, line)
        ended = bool(ENDED.search(last.text))
        ends_bold = not ended and last.lead < len(last.text) and last.runs[-1].bold
        if (
            line.heavy != last.heavy
            and not (last.heavy and line.lead > 2 and full and not ended)
            and not (ends_bold and (full or line.text[:1].islower()))
        ):
            return False
        number = number_of(line.text)
        if number and self._is_next(number, lines, line):
            return False
        if (
            number
            and number.style != "bare"
            and number.end < len(line.text)
            and (line.text[number.end].isupper() or line.lead > 0)
            and (ended or not full or line.lead > 0)
        ):
            return False
        if line.lead > 2 and not last.runs[-1].bold and (ended or not full):
            return False
        if ended and line.text.isupper() and len(line.text) > _SHOUTED and not last.text.isupper():
            return False
        if last.page != line.page:
            # Only a page that was filled to its foot breaks a paragraph.
            return full and last.y < 0.35 * last.height and not (ended and line.text[:1].isupper() and line.heavy)
        distance = last.y - line.y
        usual = self._pitches.get(round(line.size), 1.25 * max(line.size, 1.0))
        if distance < 0:
            return full
        if distance > _WIDE * usual + 0.5:
            return False
        if line.x0 > last.x0 + 10 and len(lines) > 1 and ended:
            return False
        if full:
            return True
        return not ended and (line.text[:1].islower() or bool(_OPEN.search(last.text)))

    def _is_next(self, number: Number, lines: Sequence[Printed], line: Printed) -> bool:
        """Does a line's number follow that of the last paragraph of its kind, or begin a list under one of another?"""
        if number.style == "bare" or number.end >= len(line.text):
            return False
        before = self._counted.get(number.style)
        if before and number.values == (*before[:-1], before[-1] + 1):
            return True
        above = number_of(lines[0].text) if len(lines) == 1 else None
        return (
            above is not None
            and above.style not in (number.style, "bare")
            and number.values[-1:] == (1,)
            and line.x0 > lines[0].x0 + _SET_IN
        )

    def _is_full(self, last: Printed, line: Printed) -> bool:
        """Would the next line's first word not have fitted at the end of this one?"""
        word = line.text.split(" ", 1)[0]
        letter = (line.x1 - line.x0) / max(len(line.text), 1)
        if last.cell is not None:
            return last.x1 + (len(word) + 1) * letter > last.cell.x1 - _PADDING
        margin = self._margins.get(place_of(last, self._gutters)) or self._margins.get(ANYWHERE, last.x1)
        return last.x1 + (len(word) + 1) * letter > margin - 2
