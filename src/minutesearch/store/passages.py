"""All that the archive prints, in reading order: what a quote is looked for in."""

from __future__ import annotations

from typing import NamedTuple

from minutesearch.store.opened import Opened, whole


class Printed(NamedTuple):
    """A section's title and text, with the id of it and of its meeting."""

    section: str
    meeting: str
    title: str
    text: str


class Passages(Opened):
    """The titles and texts of a generation."""

    def printed(self, meeting: str | None = None) -> list[Printed]:
        """Titles and texts in reading order: of one meeting, or of all."""
        where, values = ("", ()) if meeting is None else ("WHERE meeting = ?", (meeting,))
        rows = self.rows(f"SELECT id, meeting, title, text, crc FROM sections {where} ORDER BY seq", values)
        return [Printed(id, at, title, whole(title, text, kept)) for id, at, title, text, kept in rows]
