"""Where two printed pieces meet: hyphens at line ends, pieces that stand side by side, numbers that stand alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from minutesearch.parse.formats.letters import Run, weigh
from minutesearch.parse.pdf.rows import Printed
from minutesearch.parse.sections.heads import number_of

_WORD = 80
"""How many letters are looked at for the word before a line's end, its hyphen among them: the pattern looks back."""


_HYPHENS = ("-", "\u00ad", "\u2010")


def joint(runs: list[Run], own: list[Run], words: Callable[[], Counter[str]]) -> list[Run] | None:
    """The runs so far, without a hyphen that only the line's end put there; None where a space joins the lines."""
    if not runs[-1].text.rstrip().endswith(_HYPHENS):
        return None
    before = "".join(run.text for run in runs[-3:]).rstrip()
    after = "".join(run.text for run in own[:3]).lstrip()
    left = re.search(r"([^\W\d_]+)[-\u00ad\u2010]$", before[-_WORD:])
    right = re.match(r"[^\W\d_]+", after)
    if not left or not right or not right[0][0].islower():
        return None
    solid = (left[1] + right[0]).lower()
    hyphened = f"{left[1]}-{right[0]}".lower()
    last = runs[-1]
    text = last.text.rstrip()
    known = words()
    if known[solid] > known[hyphened]:
        text = text[:-1]
    # Without another printing to go by the hyphen stays, so that nothing is invented; the search finds both forms.
    return [*runs[:-1], Run(text, last.bold)]


def cells_of(row: Sequence[Printed]) -> list[Printed]:
    """A row whose narrow gaps are closed: what is left apart stands in columns."""
    cells: list[Printed] = [row[0]]
    for line in row[1:]:
        last = cells[-1]
        if line.x0 - last.x1 < 1.2 * max(last.size, line.size) and not is_number(last.text):
            cells[-1] = merged(last, line)
        else:
            cells.append(line)
    return cells


def merged(a: Printed, b: Printed) -> Printed:
    """Two pieces of one line as one."""
    runs = (*a.runs, Run(" ", b.runs[0].bold), *b.runs)
    both = weigh(runs, compatible=True)
    return a._replace(x1=b.x1, size=b.size or a.size, runs=runs, text=both.text, lead=both.lead, bold=both.bold)


def is_number(text: str) -> bool:
    """Is a text an item's number and nothing else? Years and sums are none."""
    if len(text) > 16:
        return False
    number = number_of(text)
    return number is not None and number.end == len(text) and not re.fullmatch(r"(?:19|20)\d\d|\d{3,}", text)
