"""What was mined, from the record: concepts and tags, glossary, statements, outcomes of promises, proposals."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from minutesearch.model import (
    STATEMENT_KINDS,
    Concept,
    Conflict,
    GlossaryEntry,
    Outcome,
    Proposal,
    Quantity,
    Statement,
    Tag,
)
from minutesearch.store.opened import AMONG, Opened, listed
from minutesearch.text import stem

if TYPE_CHECKING:
    from collections.abc import Sequence


class Mined(Opened):
    """The concepts, statements and words of a generation."""

    _stems: dict[str, int] | None = None
    _sign_concepts: dict[tuple[str, ...], list[str]] | None = None

    # -- concepts, tags, glossary -------------------------------------------------------------------------

    def concepts(self) -> list[Concept]:
        """All concepts: built in, the archive's own and learned."""
        rows = self.rows("SELECT id, kind, label, origin, names, signs, not_in FROM concepts ORDER BY seq")
        return [
            Concept(id, kind, label, listed(names), listed(signs), listed(not_in), origin)
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

    def sign_concepts(self) -> dict[tuple[str, ...], list[str]]:
        """The stems of each sign, without the endings of apostrophes → the concepts that it tells of."""
        if self._sign_concepts is None:
            self._sign_concepts = {}
            for stems, concept in self.signs():
                row = tuple(stem for stem in stems.split() if len(stem) > 1 or stem.isdigit())
                self._sign_concepts.setdefault(row, []).append(concept)
        return self._sign_concepts

    def printed_names(self) -> list[tuple[str, str]]:
        """(concept, spelling) of every name that the archive prints."""
        return self.rows("SELECT concept, surface FROM spellings ORDER BY concept, count DESC, surface")

    def is_tagged(self, concept: str) -> bool:
        """Has any section a name or a sign of a concept?"""
        return bool(self.rows("SELECT 1 FROM tags WHERE concept = ? LIMIT 1", (concept,)))

    def concepts_signed(self, stems: str) -> list[str]:
        """The ids of the concepts of which a row of stems is a sign."""
        return [id for (id,) in self.rows("SELECT concept FROM signs WHERE stems = ?", (stems,))]

    def spellings(self, concept: str) -> list[str]:
        """How the archive prints a concept's names, the commonest first."""
        rows = self.rows("SELECT surface FROM spellings WHERE concept = ? ORDER BY count DESC, surface", (concept,))
        return [surface for (surface,) in rows]

    def has_concept(self, id: str) -> bool:
        """Is there such a concept?"""
        return bool(self.rows("SELECT 1 FROM concepts WHERE id = ?", (id,)))

    def tags(self, sections: Sequence[str] | None = None) -> list[Tag]:
        """Tags in reading order: those of the sections named, or all."""
        where, values = ("", ()) if sections is None else (f"WHERE t.section {AMONG}", (json.dumps(sections),))
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
            f"SELECT section, concept FROM tags WHERE section {AMONG} GROUP BY section, concept "
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
        where, values = ("", ()) if sections is None else (f"WHERE t.section {AMONG}", (json.dumps(sections),))
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
            f"SELECT section, kinds FROM statements WHERE section {AMONG}", (json.dumps(sections),)
        ):
            found.setdefault(section, set()).update(kinds.split(","))
        return {k: tuple(kind for kind in STATEMENT_KINDS if kind in v) for k, v in found.items()}

    def outcomes(self, sections: Sequence[str] | None = None) -> list[Outcome]:
        """What became of promises, in reading order: of those made in the sections named, or of all."""
        where, values = ("", ()) if sections is None else (f"WHERE section {AMONG}", (json.dumps(sections),))
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
        return [Proposal(id, label, listed(names), *row) for id, label, names, *row in rows]

    # -- words --------------------------------------------------------------------------------------------

    def misprints(self) -> dict[str, list[str]]:
        """Stems of a right word (joined by a space) → the misprints of it that the archive prints."""
        found: dict[str, list[str]] = json.loads(self.meta.get("misprints", "{}"))
        return found

    def stems(self) -> dict[str, int]:
        """The stems of all words, printed rightly or wrongly, with the sections that print the commonest of them.

        Costs a step for each word of the archive, once for each opened record.
        """
        if self._stems is None:
            self._stems = dict.fromkeys((right for right in self.misprints() if " " not in right), 1)
            for word, sections in self.rows("SELECT word, sections FROM words"):
                root = stem(word)
                self._stems[root] = max(sections, self._stems.get(root, 0))
        return self._stems

    def words_among(self, words: Sequence[str]) -> dict[str, int]:
        """Those of some folded words that the archive prints, with the number of sections that print them."""
        return dict(self.rows(f"SELECT word, sections FROM words WHERE word {AMONG}", (json.dumps(words),)))

    def has_word(self, word: str) -> bool:
        """Does the archive print this folded word (or a hyphenated word that joins to it)?"""
        return bool(self.rows("SELECT 1 FROM words WHERE word = ?", (word,)))

    def words_from(self, begun: str, most: int) -> list[str]:
        """The archive's folded words that begin so, those that most sections print first."""
        rows = self.rows(
            "SELECT word FROM words WHERE word >= ? AND word < ? ORDER BY sections DESC, word LIMIT ?",
            (begun, begun + "\U0010ffff", most),
        )
        return [word for (word,) in rows]

    def words_like(self, shortest: int, longest: int) -> list[tuple[str, int]]:
        """The archive's folded words of a length, with the number of sections that print them."""
        return [found for length in range(shortest, longest + 1) for found in self.words_of(length).items()]

    def words_of(self, length: int) -> dict[str, int]:
        """The archive's folded words of one length, with the number of sections that print them."""
        return self._words.get(length, {})

    @cached_property
    def _words(self) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = {}
        for word, sections in self.rows("SELECT word, sections FROM words ORDER BY word"):
            found.setdefault(len(word), {})[word] = sections
        return found

    def words_starting(self, beginning: str) -> list[str]:
        """The archive's folded words that begin so."""
        last = beginning + "\U0010ffff"
        return [word for (word,) in self.rows("SELECT word FROM words WHERE word >= ? AND word < ?", (beginning, last))]

    def split_of(self, solid: str) -> list[str]:
        """The parts (stems joined by a space) of hyphenated words whose joined stem is ``solid``."""
        return [p for (p,) in self.rows("SELECT parts FROM joined WHERE solid = ? ORDER BY parts", (solid,))]
