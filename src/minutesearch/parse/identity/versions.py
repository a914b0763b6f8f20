"""Which version of the minutes a source says that it is: amended, approved, "v2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.parse.sections.wording import is_sentence

_MINUTES = re.compile(r"\b(?:minutes|notes|summary)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?<![a-z])(?:v|ver|version|rev|revision)\.?\s?(\d{1,2})(?:\.\d{1,2})?(?![\d/-])", re.IGNORECASE
)
_REVISED = re.compile(r"(?<![a-z])(?:revised|amended|corrected|updated|re-?issued|revision)(?![a-z])", re.IGNORECASE)
_SIGNED_OFF = re.compile(r"(?<![a-z])(?:approved|adopted|signed|ratified|confirmed|final)(?![a-z])", re.IGNORECASE)


class Version(NamedTuple):
    """What a source says of its version: its number (1 where it says none), and whether it is amended or approved."""

    number: int
    revised: bool
    approved: bool

    def later_than(self, other: Version) -> bool:
        """Is this plainly the later of two? Where one is amended and the other approved, nothing tells."""
        if self.number != other.number:
            return self.number > other.number
        if self.revised != other.revised:
            return self.revised and (self.approved or not other.approved)
        return self.approved and not other.approved


def version_of(titles: Sequence[str], path: str) -> Version:
    """What the titles and the file's name say of the version of the minutes.

    Args:
        titles: the first lines; only short ones that speak of minutes count.
        path: the archive-relative path.
    """
    name = re.sub(r"[-_/.]+", " ", re.sub(r"\.\w{1,5}$", "", path.rsplit("/", 1)[-1]))
    own = [
        text
        for text in titles
        if len(text) < 100 and not is_sentence(text) and (_MINUTES.search(text) or len(text.split()) <= 3)
    ]
    said = [name, *own]
    numbers = [int(match[1]) for text in said if (match := _NUMBERED.search(text))]
    return Version(
        numbers[0] if numbers else 1,
        any(_REVISED.search(text) for text in said),
        any(_SIGNED_OFF.search(text) for text in said),
    )
