"""Reading one generation of the record."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from minutesearch.errors import IndexDamaged, IndexMissing
from minutesearch.model import (
    STATEMENT_KINDS,
    Concept,
    Conflict,
    Gap,
    GlossaryEntry,
    Meeting,
    Outcome,
    Place,
    Proposal,
    Quantity,
    Section,
    Source,
    Statement,
    Tag,
)
from minutesearch.store.schema import RECORDS, SCHEMA_VERSION, crc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_SECTION = (
    "SELECT s.id, s.meeting, m.body, m.date, s.ordinal, s.number, s.title, s.title_generated, s.parent, s.text, "
    "s.list_items, s.crc FROM sections s JOIN meetings m ON m.id = s.meeting"
)
_MEETING = "SELECT id, body, date, type, kind, status, date_inferred, sources, next_date FROM meetings"
_AMONG = "IN (SELECT value FROM json_each(?))"
"""Any number of ids as one value: a list of question marks would be bounded."""
_SOURCE = "SELECT path, sha256, media_type, parser, state, reason, address, retrieved, unread FROM sources"


_DAMAGED = "The index is damaged; corpus/ is untouched."
_HINT = "Type: minutesearch ingest"


def _uri(path: Path, options: str) -> str:
    # Not urllib.parse.quote: its import costs the cold query path 5 ms.
    quoted = str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{quoted}?{options}"


class Records:
    """One generation of the record, open for reading.

    Args:
        index: the archive's ``index/`` folder.

    Raises:
        IndexMissing: there is no record yet.
        IndexDamaged: the file is no record that this version can read.
    """

    def __init__(self, index: Path) -> None:
        path = index / RECORDS
        if not path.is_file():
            raise IndexMissing("This archive has no index yet.", _HINT)
        # Immutable: the file is replaced, never changed, so SQLite need not lock it (and a read-only disk will do).
        self._db = sqlite3.connect(_uri(path, "mode=ro&immutable=1"), uri=True, check_same_thread=False)
        try:
            self.meta: dict[str, str] = dict(self._db.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            self._db.close()
            raise IndexDamaged(f"The index cannot be read ({error}).", _HINT) from error
        if self.meta.get("schema") != SCHEMA_VERSION:
            self._db.close()
            raise IndexDamaged("The index was made by another version.", _HINT)

    def __del__(self) -> None:
        # An archive may simply be dropped; SQLite's connection would complain of not having been closed.
        if hasattr(self, "_db"):
            self._db.close()

    def check(self) -> None:
        """Read the whole file for damage.

        Raises:
            IndexDamaged: there is some.
        """
        if self.rows("PRAGMA quick_check(1)") != [("ok",)]:
            raise IndexDamaged(_DAMAGED, _HINT)
        for title, text, kept in self.rows("SELECT title, text, crc FROM sections"):
            _whole(title, text, kept)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of one SELECT.

        Raises:
            IndexDamaged: SQLite finds the file damaged.
        """
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"{_DAMAGED} ({error})", _HINT) from error

    # -- sources and meetings -----------------------------------------------------------------------------

    def sources(self) -> list[Source]:
        """All sources by path."""
        return [Source(*row) for row in self.rows(f"{_SOURCE} ORDER BY path")]

    def stamps(self) -> dict[str, tuple[str, int, int]]:
        """Path → (sha256, size in bytes, mtime in ns) of every source, as they were when read."""
        return {path: tuple(stamp) for path, *stamp in self.rows("SELECT path, sha256, size, mtime FROM sources")}

    def meetings(self) -> list[Meeting]:
        """All meetings by date, then id."""
        return [_meeting(row) for row in self.rows(f"{_MEETING} ORDER BY date, id")]

    def meeting(self, id: str) -> Meeting | None:
        """One meeting, or None."""
        rows = self.rows(f"{_MEETING} WHERE id = ?", (id,))
        return _meeting(rows[0]) if rows else None

    def digests(self) -> dict[str, str]:
        """Meeting id → hash of all that the engine holds of it."""
        return dict(self.rows("SELECT id, digest FROM meetings"))

    def statuses(self) -> dict[str, tuple[str, str]]:
        """Meeting id → (status of its minutes, why)."""
        return {id: (status, why) for id, status, why in self.rows("SELECT id, status, status_why FROM meetings")}

    def bodies(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Body → (its slug, the names it is printed under)."""
        rows = self.rows("SELECT name, slug, printed FROM bodies ORDER BY name")
        return {name: (slug, _words(printed)) for name, slug, printed in rows}

    def gaps(self) -> list[Gap]:
        """All gaps by body and month."""
        rows = self.rows("SELECT body, month, why, section, evidence FROM gaps ORDER BY month, body")
        return [Gap(*row) for row in rows]

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
        where, values = ("", ()) if among is None else (f"WHERE s.id {_AMONG}", (among,))
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

    def texts(self, ids: Sequence[str]) -> dict[str, tuple[str, str, str, str, str]]:
        """Section id → (meeting, body, date, title, text): what marking and counting need of many sections."""
        rows = self.rows(
            "SELECT s.id, s.meeting, m.body, m.date, s.title, s.text, s.crc FROM sections s "
            f"JOIN meetings m ON m.id = s.meeting WHERE s.id {_AMONG}",
            (json.dumps(ids),),
        )
        return {
            id: (meeting, body, date, title, _whole(title, text, kept))
            for id, meeting, body, date, title, text, kept in rows
        }

    def _places(self, among: str | None) -> dict[str, tuple[Place, ...]]:
        where, values = ("", ()) if among is None else (f"WHERE p.section {_AMONG}", (among,))
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
        return dict(self.rows("SELECT meeting, count(*) FROM sections WHERE ordinal > 0 GROUP BY meeting"))

    def section_digests(self) -> dict[str, str]:
        """Section id → hash of its title and text."""
        return dict(self.rows("SELECT id, digest FROM sections"))

    # -- concepts, tags, glossary -------------------------------------------------------------------------

    def concepts(self) -> list[Concept]:
        """All concepts: built in, the archive's own and learned."""
        rows = self.rows("SELECT id, kind, label, origin, names, signs, not_in FROM concepts ORDER BY seq")
        return [
            Concept(id, kind, label, _words(names), _words(signs), _words(not_in), origin)
            for id, kind, label, origin, names, signs, not_in in rows
        ]

    def concepts_named(self, stems: str) -> list[tuple[str, str, str, str]]:
        """The concepts that a row of stems is a name of: (id, kind, label, origin)."""
        return self.rows(
            "SELECT DISTINCT c.id, c.kind, c.label, c.origin FROM names n JOIN concepts c ON c.id = n.concept "
            "WHERE n.stems = ? ORDER BY c.seq",
            (stems,),
        )

    def names_of(self, concept: str) -> list[tuple[str, str, bool]]:
        """A concept's names: (stems, surface, whether its capitals must stand)."""
        rows = self.rows("SELECT stems, surface, cased FROM names WHERE concept = ? ORDER BY stems", (concept,))
        return [(stems, surface, bool(cased)) for stems, surface, cased in rows]

    def signs(self) -> list[tuple[str, str]]:
        """(stems, concept) of every sign."""
        return self.rows("SELECT stems, concept FROM signs ORDER BY concept, stems")

    def spellings(self, concept: str) -> list[str]:
        """How the archive prints a concept's names, the commonest first."""
        rows = self.rows("SELECT surface FROM spellings WHERE concept = ? ORDER BY count DESC, surface", (concept,))
        return [surface for (surface,) in rows]

    def has_concept(self, id: str) -> bool:
        """Is there such a concept?"""
        return bool(self.rows("SELECT 1 FROM concepts WHERE id = ?", (id,)))

    def tags(self, sections: Sequence[str] | None = None) -> list[Tag]:
        """Tags in reading order: those of the sections named, or all."""
        where, values = ("", ()) if sections is None else (f"WHERE t.section {_AMONG}", (json.dumps(sections),))
        rows = self.rows(
            "SELECT t.section, t.concept, c.kind, t.in_title, t.surface, t.start, t.end, t.rule FROM tags t "
            f"JOIN concepts c ON c.id = t.concept JOIN sections s ON s.id = t.section {where} "
            "ORDER BY s.seq, t.in_title DESC, t.start, t.end, t.concept",
            values,
        )
        return [
            Tag(section, concept, kind, "title" if in_title else "text", surface, start, end, rule)
            for section, concept, kind, in_title, surface, start, end, rule in rows
        ]

    def topics_of(self, sections: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Section id → ids of its concepts: those of its title first, then the most often tagged."""
        found: dict[str, list[str]] = {}
        for section, concept in self.rows(
            f"SELECT section, concept FROM tags WHERE section {_AMONG} GROUP BY section, concept "
            "ORDER BY max(in_title) DESC, count(*) DESC, concept",
            (json.dumps(sections),),
        ):
            found.setdefault(section, []).append(concept)
        return {k: tuple(v) for k, v in found.items()}

    def named_in(self) -> list[tuple[str, str, str, str, str, int]]:
        """(concept, meeting, body, date, section, times its names are tagged there), in reading order."""
        return self.rows(
            "SELECT t.concept, m.id, m.body, m.date, t.section, count(*) FROM tags t "
            "JOIN sections s ON s.id = t.section JOIN meetings m ON m.id = s.meeting WHERE t.rule = 'name' "
            "GROUP BY t.concept, t.section ORDER BY m.date, m.id, s.seq"
        )

    def glossary(self) -> list[GlossaryEntry]:
        """Short and long forms in reading order."""
        return [
            GlossaryEntry(*row)
            for row in self.rows("SELECT short, long, section, start, end, count FROM glossary ORDER BY seq")
        ]

    def statements(self, sections: Sequence[str] | None = None) -> list[Statement]:
        """Statements in reading order: those of the sections named, or all."""
        where, values = ("", ()) if sections is None else (f"WHERE t.section {_AMONG}", (json.dumps(sections),))
        rows = self.rows(
            "SELECT t.section, substr(s.text, t.start + 1, t.end - t.start), t.kinds, t.start, t.end, t.rule, "
            "t.due_text, t.due, t.owner, t.figures, t.lead FROM statements t JOIN sections s ON s.id = t.section "
            f"{where} ORDER BY s.seq, t.start",
            values,
        )
        return [
            Statement(
                section, sentence, tuple(kinds.split(",")), start, end, rule, due_text, due, owner,
                tuple(Quantity(*q) for q in json.loads(figures)), bool(lead),
            )
            for section, sentence, kinds, start, end, rule, due_text, due, owner, figures, lead in rows
        ]  # fmt: skip

    def kinds_of(self, sections: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Section id → the kinds of its statements."""
        found: dict[str, set[str]] = {}
        for section, kinds in self.rows(
            f"SELECT section, kinds FROM statements WHERE section {_AMONG}", (json.dumps(sections),)
        ):
            found.setdefault(section, set()).update(kinds.split(","))
        return {k: tuple(kind for kind in STATEMENT_KINDS if kind in v) for k, v in found.items()}

    def outcomes(self, sections: Sequence[str] | None = None) -> list[Outcome]:
        """What became of promises, in reading order: of those made in the sections named, or of all."""
        where, values = ("", ()) if sections is None else (f"WHERE section {_AMONG}", (json.dumps(sections),))
        rows = self.rows(
            f"SELECT id, section, start, due, status, why, past_due, passages FROM promises {where} ORDER BY seq",
            values,
        )
        return [
            Outcome(
                id, section, start, due, status, why, bool(past_due), tuple((s, a, b) for s, a, b in json.loads(found))
            )
            for id, section, start, due, status, why, past_due, found in rows
        ]

    def conflicts(self) -> list[Conflict]:
        """Names that the archive does not write, or does not mean, in one way."""
        rows = self.rows("SELECT kind, short, concept, forms FROM conflicts ORDER BY seq")
        return [
            Conflict(kind, short, concept, tuple((form, count, section) for form, count, section in json.loads(forms)))
            for kind, short, concept, forms in rows
        ]

    def proposals(self) -> list[Proposal]:
        """Topics that a person may accept, the most useful first; ``meta`` tells how many there were."""
        rows = self.rows("SELECT id, label, names, sections, meetings, why, example FROM proposals ORDER BY seq")
        return [Proposal(id, label, _words(names), *row) for id, label, names, *row in rows]

    # -- words --------------------------------------------------------------------------------------------

    def has_word(self, word: str) -> bool:
        """Does the archive print this folded word (or a hyphenated word that joins to it)?"""
        return bool(self.rows("SELECT 1 FROM words WHERE word = ?", (word,)))

    def words_like(self, shortest: int, longest: int) -> list[tuple[str, int]]:
        """The archive's folded words of a length, with the number of sections that print them."""
        return self.rows("SELECT word, sections FROM words WHERE length(word) BETWEEN ? AND ?", (shortest, longest))

    def split_of(self, solid: str) -> list[str]:
        """The parts (stems joined by a space) of hyphenated words whose joined stem is ``solid``."""
        return [p for (p,) in self.rows("SELECT parts FROM joined WHERE solid = ? ORDER BY parts", (solid,))]


def _words(listed: str) -> tuple[str, ...]:
    return tuple(json.loads(listed))


def _meeting(row: tuple[Any, ...]) -> Meeting:
    id, body, date, type, kind, status, inferred, sources, next_date = row
    return Meeting(id, body, date, type, kind, status, bool(inferred), _words(sources), next_date)


def _section(row: tuple[Any, ...], places: tuple[Place, ...]) -> Section:
    id, meeting, body, date, ordinal, number, title, generated, parent, text, items, kept = row
    text = _whole(title, text, kept)
    return Section(
        id, meeting, body, date, ordinal, number, title, bool(generated), parent, text, _words(items), places
    )


def _whole(title: str, text: str, kept: int) -> str:
    """The text of a section, if not a byte of it or of its title has changed since it was written."""
    if crc(title, text) != kept:
        raise IndexDamaged(_DAMAGED, _HINT)
    return text
