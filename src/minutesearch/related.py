"""Related words of everyday council language, for questions that are asked in other words than the minutes use.

The groups stand in ``related.toml``. Two entries are relatives where a group holds both; being a relative is not
passed on from group to group. Entries may be several words (``planning permission``): these are then one thing, and
their single words do not stand for it. Words are compared by their stems.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from minutesearch.text import stem_words

Row = tuple[str, ...]


class Related(NamedTuple):
    """The groups, by the stems of their entries.

    ``relatives`` has the printed relatives of each entry, ``little`` the words that carry no sense of their own,
    ``vague`` those that tell little (service, support, issue).
    """

    relatives: dict[Row, tuple[str, ...]]
    little: frozenset[str]
    vague: frozenset[str]
    longest: int

    def knows(self, stem: str) -> bool:
        """Is this a word of the language that the groups are made of, and so hardly a typo?"""
        return (stem,) in self.relatives or stem in self.little or stem in self.vague


@cache
def related() -> Related:
    """The built-in groups; read once, and only for a question that found little or nothing."""
    import tomllib

    written = tomllib.loads(files(__package__).joinpath("related.toml").read_text("utf-8"))
    found: dict[Row, dict[str, None]] = {}
    for group in written["groups"]:
        entries = [entry.strip() for entry in group.split(",")]
        rows = [_rows(entry) for entry in entries]
        for row in (row for spellings in rows for row in spellings):
            others = found.setdefault(row, {})
            others.update((entry, None) for entry, spellings in zip(entries, rows, strict=True) if row not in spellings)
    for one in written["compounds"].split(","):
        found.setdefault(tuple(stem_words(one)), {})
    return Related(
        {row: tuple(others) for row, others in found.items()},
        frozenset(stem_words(written["little"])),
        frozenset(stem_words(written["vague"])),
        max(map(len, found)),
    )


def _rows(entry: str) -> list[Row]:
    """An entry's stems, and those of its solid spelling (``back-up plan``: ``backup plan``)."""
    return [tuple(stem_words(spelling)) for spelling in dict.fromkeys((entry, entry.replace("-", "")))]
