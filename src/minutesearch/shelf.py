"""Sections once read, kept at hand: in a process that answers many queries, most of the text has been seen before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from minutesearch.sides import Side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minutesearch.store import Records

CHARACTERS = 12_000_000
"""Text that is kept at most: with the places of its words some 60 megabytes, and 20,000 sections of usual length."""


class Kept(NamedTuple):
    """A section as it is on the shelf."""

    meeting: str
    body: str
    date: str
    front: bool
    title: Side
    text: Side


class Shelf:
    """Keeps sections of one generation of the record until there are too many; then the longest kept give way.

    Args:
        records: where the sections stand.
        characters: how much text is kept at most.
    """

    def __init__(self, records: Records, characters: int = CHARACTERS) -> None:
        self._records = records
        self._room = characters
        self._kept: dict[str, Kept] = {}

    def sections(self, ids: Sequence[str]) -> Mapping[str, Kept]:
        """The sections of these ids, and any others that are at hand."""
        kept = self._kept
        missing = [id for id in ids if id not in kept]
        if not missing:
            return kept
        fresh = {
            id: Kept(meeting, body, date, front, Side(title), Side(text))
            for id, (meeting, body, date, title, text, front) in self._records.texts(missing).items()
        }
        needed = sum(len(section.text.text) for section in fresh.values())
        if needed <= self._room:
            self._room -= needed
            kept |= fresh
            return kept
        found = {id: kept[id] for id in ids if id in kept} | fresh
        while kept and needed > self._room:
            self._room += len(kept.pop(next(iter(kept))).text.text)
        if needed <= self._room:
            self._room -= needed
            kept |= fresh
        return found
