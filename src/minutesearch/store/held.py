"""What was published, from the record: sources, meetings with their statuses and gaps, sections and their places."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from minutesearch.model import Gap, Meeting, Place, Section, Source
from minutesearch.store.opened import AMONG, Opened, listed, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SECTION = (
    "SELECT s.id, s.meeting, m.body, m.date, s.ordinal, s.number, s.title, s.title_generated, s.parent, s.text, "
    "s.list_items, s.crc FROM sections s JOIN meetings m ON m.id = s.meeting"
)
_MEETING = "SELECT id, body, date, type, kind, status, date_inferred, sources, next_date FROM meetings"
_SOURCE = "SELECT path, sha256, media_type, parser, state, reason, address, retrieved, unread FROM sources"


class Held(Opened):
    """The sources, meetings and sections of a generation."""

    # -- sources and meetings -----------------------------------------------------------------------------

    def sources(self) -> list[Source]:
        """All sources by path."""
        return [Source(*row) for row in self.rows(f"{_SOURCE} ORDER BY path")]

    def stamps(self) -> dict[str, tuple[str, int, int]]:
        """Path → (sha256, size in bytes, mtime in ns) of every source, as they were when read."""
        return {path: tuple(stamp) for path, *stamp in self.rows("SELECT path, sha256, size, mtime FROM sources")}

    def meetings(self) -> list[Meeting]:
        """All meetings by date, then id."""
        return list(self._meetings)

    @cached_property
    def _meetings(self) -> tuple[Meeting, ...]:
        # Every answer lists the meetings that it counts, and a generation never changes.
        return tuple(_meeting(row) for row in self.rows(f"{_MEETING} ORDER BY date, id"))

    def meeting(self, id: str) -> Meeting | None:
        """One meeting, or None."""
        rows = self.rows(f"{_MEETING} WHERE id = ?", (id,))
        return _meeting(rows[0]) if rows else None

    def digests(self) -> dict[str, str]:
        """Meeting id → hash of all that the engine holds of it."""
        return dict(self.rows("SELECT id, digest FROM meetings"))

    def statuses(self) -> dict[str, tuple[str, str]]:
        """Meeting id → (status of its minutes, why)."""
        return dict(self._statuses)

    @cached_property
    def _statuses(self) -> dict[str, tuple[str, str]]:
        return {id: (status, why) for id, status, why in self.rows("SELECT id, status, status_why FROM meetings")}

    def bodies(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Body → (its slug, the names it is printed under)."""
        rows = self.rows("SELECT name, slug, printed FROM bodies ORDER BY name")
        return {name: (slug, listed(printed)) for name, slug, printed in rows}

    def gaps(self) -> list[Gap]:
        """All gaps by body and month."""
        return list(self._gaps)

    @cached_property
    def _gaps(self) -> tuple[Gap, ...]:
        rows = self.rows("SELECT body, month, why, section, evidence FROM gaps ORDER BY month, body")
        return tuple(Gap(*row) for row in rows)

    def announced(self) -> dict[str, tuple[str, str]]:
        """Body → (day or month of the meeting announced after its last one, the section that announces it)."""
        return {body: (date, section) for body, date, section in self.rows("SELECT * FROM announced")}

    # -- sections -----------------------------------------------------------------------------------------

    def count_sections(self) -> int:
        """How many sections there are; front matter and preambles (ordinal 0) are not counted."""
        return int(self.rows("SELECT count(*) FROM sections WHERE ordinal > 0")[0][0])

    def sections(self, ids: Iterable[str] | None = None) -> Iterator[Section]:
        """Sections in reading order: those named, or all."""
        among = None if ids is None else json.dumps(list(ids))
        where, values = ("", ()) if among is None else (f"WHERE s.id {AMONG}", (among,))
        places = self._places(among)
        for row in self.rows(f"{_SECTION} {where} ORDER BY s.seq", values):
            yield _section(row, places.get(row[0], ()))

    def section(self, id: str) -> Section | None:
        """One section, or None."""
        return next(self.sections([id]), None)

    def sections_of(self, meeting: str) -> list[Section]:
        """The sections of a meeting in reading order, front matter first."""
        return list(
            self.sections(i for (i,) in self.rows("SELECT id FROM sections WHERE meeting = ? ORDER BY seq", (meeting,)))
        )

    def texts(self, ids: Sequence[str]) -> dict[str, tuple[str, str, str, str, str, bool]]:
        """Section id → (meeting, body, date, title, text, whether it is front matter).

        It is what marking, counting and ranking need of many sections.
        """
        rows = self.rows(
            "SELECT s.id, s.meeting, m.body, m.date, s.title, s.text, s.ordinal, s.crc FROM sections s "
            f"JOIN meetings m ON m.id = s.meeting WHERE s.id {AMONG}",
            (json.dumps(ids),),
        )
        return {
            id: (meeting, body, date, title, whole(title, text, kept), not ordinal)
            for id, meeting, body, date, title, text, ordinal, kept in rows
        }

    def _places(self, among: str | None) -> dict[str, tuple[Place, ...]]:
        where, values = ("", ()) if among is None else (f"WHERE p.section {AMONG}", (among,))
        found: dict[str, list[Place]] = {}
        for section, path, sha256, page, line, address, retrieved, ocr in self.rows(
            "SELECT p.section, p.path, s.sha256, p.page, p.line, s.address, s.retrieved, p.ocr FROM places p "
            f"JOIN sources s ON s.path = p.path {where} ORDER BY p.section, p.rank",
            values,
        ):
            place = Place(path, sha256, page, line, address, retrieved, bool(ocr))
            found.setdefault(section, []).append(place)
        return {k: tuple(v) for k, v in found.items()}

    def section_counts(self) -> dict[str, int]:
        """Meeting id → its sections, front matter not counted."""
        return dict(self._section_counts)

    @cached_property
    def _section_counts(self) -> dict[str, int]:
        return dict(self.rows("SELECT meeting, count(*) FROM sections WHERE ordinal > 0 GROUP BY meeting"))

    def told_apart(self) -> list[tuple[str, str, str, str]]:
        """(section id, meeting, hash of its words, UTC time at which they were first ingested), in reading order."""
        return self.rows("SELECT id, meeting, words, ingested FROM sections ORDER BY seq")

    def section_digests(self) -> dict[str, str]:
        """Section id → hash of its title and text."""
        return dict(self.rows("SELECT id, digest FROM sections"))


def _meeting(row: tuple[Any, ...]) -> Meeting:
    id, body, date, type, kind, status, inferred, sources, next_date = row
    return Meeting(id, body, date, type, kind, status, bool(inferred), listed(sources), next_date)


def _section(row: tuple[Any, ...], places: tuple[Place, ...]) -> Section:
    id, meeting, body, date, ordinal, number, title, generated, parent, text, items, kept = row
    text = whole(title, text, kept)
    return Section(
        id, meeting, body, date, ordinal, number, title, bool(generated), parent, text, listed(items), places
    )
