"""What an archive's own glossary teaches: its pairs of short and long forms become names of concepts.

Pairs that differ by case, plural, small words, a misprint or a trailing Service or Team are one family. Families
that give one short form really different meanings are kept apart; the short form then belongs to the one that is
printed far oftener, or to none.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from minutesearch.mine.phrases import key, singular
from minutesearch.model import Concept, GlossaryEntry

_WORDS = re.compile(r"[^\W_]+")
MINOR = frozenset("a an and as at by for from in into of on or per the to with within".split())
"""Words that an acronym may pass over."""
_OPTIONAL_TAILS = frozenset({"service", "team"})
_COVERED_TAILS = frozenset({"board"})
_KINDS = {
    "service": "service services team teams helpline clinic hub",
    "organisation": "board council trust group forum commission authority partnership committee foundation association "
    "university college academy department agency charity society consortium network alliance federation panel",
    "role": "assistant assistants coordinator coordinators ordinator ordinators officer officers lead leads manager "
    "managers worker workers adviser advisers advisor advisors teacher teachers chair director directors practitioner "
    "practitioners psychologist psychologists therapist therapists visitor nurse champion",
}
KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
"""What a long form names, told by its last word."""
_FAR_OFTENER = 3


@dataclass(slots=True)
class Family:
    """Pairs that mean one thing: spellings in order of appearance with how often each is printed."""

    shorts: Counter[str] = field(default_factory=Counter)
    longs: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """How often a pair of the family is printed."""
        return self.longs.total()


def families(entries: Iterable[GlossaryEntry]) -> list[Family]:
    """The pairs of a glossary, those that mean one thing together, in order of first appearance."""
    found: list[Family] = []
    by_short: dict[str, list[Family]] = {}
    by_long: dict[str, Family] = {}
    for entry in entries:
        if entry.long is None:
            continue
        long = core(entry.long)
        keys = short_keys(entry.short)
        family = by_long.get(long) or next(
            (f for k in sorted(keys) for f in by_short.get(k, ()) if any(_alike(long, core(x)) for x in f.longs)), None
        )
        if family is None:
            family = Family()
            found.append(family)
        by_long.setdefault(long, family)
        for k in keys:
            row = by_short.setdefault(k, [])
            if family not in row:
                row.append(family)
        family.shorts[entry.short] += entry.count
        family.longs[entry.long] += entry.count
    return found


def short_keys(short: str) -> set[str]:
    """The keys under which two spellings of a short form meet: folded, and without a plural s in lower case."""
    bare = "".join(_WORDS.findall(short))
    return {bare.casefold(), bare[:-1].casefold() if re.search(r"[A-Z]s$", bare) else bare.casefold()}


def core(long: str) -> str:
    """What stays of a long form when case, plurals, small words and a trailing Service, Team or Board are nothing."""
    words = content(long)
    if len(words) > 2 and words[-1] in _OPTIONAL_TAILS | _COVERED_TAILS:
        words.pop()
    return " ".join(words)


def content(long: str) -> list[str]:
    """The words of a long form that carry its meaning, folded and singular."""
    return [singular(w).casefold() for w in _WORDS.findall(long) if w.casefold() not in MINOR]


def learn(known: Sequence[Concept], entries: Iterable[GlossaryEntry]) -> tuple[Concept, ...]:
    """Concepts with what a glossary teaches: known ones may gain names, new ones come last.

    Args:
        known: the vocabulary so far, without signs handed up from narrower concepts.
        entries: the archive's glossary; entries without a long form teach nothing.
    """
    return _Pupil(known).learn(families(entries))


class _Pupil:
    """The concepts while they are being added to, with an index of the keys of all names and signs."""

    def __init__(self, known: Sequence[Concept]) -> None:
        self.concepts = {c.id: c for c in known}
        self.owner = {key(name): c.id for c in known for name in c.names}
        self.told: dict[str, list[str]] = {}
        for concept in known:
            for sign in concept.signs:
                self.told.setdefault(key(sign), []).append(concept.id)

    def learn(self, found: list[Family]) -> tuple[Concept, ...]:
        claims: dict[str, list[Family]] = {}
        for family in found:
            for k in {key(short) for short in family.shorts}:
                claims.setdefault(k, []).append(family)
        for family in found:
            self._take(family, [s for s in family.shorts if _wins(family, claims[key(s)])])
        return tuple(self.concepts.values())

    def _take(self, family: Family, shorts: list[str]) -> None:
        longs = list(family.longs)
        self._mind_signs(shorts, longs)
        by_long = next((self.owner[key(x)] for x in longs if key(x) in self.owner), None)
        by_short = next((self.owner[key(s)] for s in shorts if key(s) in self.owner), None)
        if by_long is None and by_short is not None and not self._means(self.concepts[by_short], longs):
            # The archive spells this short form out otherwise than we would: here it means what the archive says.
            self._give_up(by_short, shorts)
            by_short = None
        target = by_long or by_short
        if target is None:
            self._add(shorts, longs)
            return
        if by_short is not None and by_short != target:
            self._give_up(by_short, shorts)
        self._name(target, [*shorts, *longs])

    def _mind_signs(self, shorts: list[str], longs: list[str]) -> None:
        """A short form that we take for a sign of one thing is none where the archive spells it out as another."""
        for k in {key(short) for short in shorts} & self.told.keys():
            for concept_id in self.told[k]:
                concept = self.concepts[concept_id]
                if concept.origin == "built-in" and not self._means(concept, longs):
                    signs = tuple(sign for sign in concept.signs if key(sign) != k)
                    self.concepts[concept_id] = replace(concept, signs=signs)
            self.told[k] = [c for c in self.told[k] if any(key(s) == k for s in self.concepts[c].signs)]

    def _means(self, concept: Concept, longs: list[str]) -> bool:
        """Whether a long form may be what we know under that short form."""
        spelt = [name for name in (*concept.names, *concept.signs, concept.label) if len(content(name)) > 1]
        return concept.origin == "archive" or not spelt or any(_near(a, b) for a in spelt for b in longs)

    def _give_up(self, concept_id: str, shorts: list[str]) -> None:
        gone = {key(short) for short in shorts}
        concept = self.concepts[concept_id]
        self.concepts[concept_id] = replace(concept, names=tuple(n for n in concept.names if key(n) not in gone))
        for k in gone:
            if self.owner.get(k) == concept_id:
                del self.owner[k]

    def _name(self, concept_id: str, names: list[str]) -> None:
        concept = self.concepts[concept_id]
        new = [name for name in names if self.owner.get(key(name)) is None]
        if concept.label == concept.id.replace("-", " ") and new:
            # A table of topics.toml that gives a learned concept signs, but no label.
            concept = replace(concept, label=new[-1])
        self.concepts[concept_id] = replace(concept, names=tuple(dict.fromkeys((*concept.names, *new))))
        for name in new:
            self.owner.setdefault(key(name), concept_id)

    def _add(self, shorts: list[str], longs: list[str]) -> None:
        broader = {c for form in (*shorts, *longs) for c in self.told.get(key(form), ())}
        label = max(longs, key=len)
        last = content(label)[-1] if content(label) else ""
        kind = KIND_OF.get(last, "term")
        single = [singular_short(short, longs[0]) for short in shorts]
        # People are counted: PAs is many of a PA. A service may end in s like HYMs.
        heads = sorted(single if kind == "role" else shorts, key=len)
        names = [*shorts, *single, *{long.casefold(): long for long in reversed(longs)}.values()]
        names += [x for x in (_untailed(long, shorts) for long in longs) if x and self._free(x)]
        slugs = (_slug(form) for form in (*heads, *longs))
        concept_id = next((s for s in slugs if s and s not in self.concepts), None)
        if concept_id is None:
            return
        unique = tuple(dict.fromkeys(names))
        self.concepts[concept_id] = Concept(concept_id, kind, label, unique, origin="learned")
        for name in unique:
            self.owner.setdefault(key(name), concept_id)
        for other in sorted(broader):
            concept = self.concepts[other]
            self.concepts[other] = replace(concept, signs=tuple(dict.fromkeys((*concept.signs, *unique))))

    def _free(self, name: str) -> bool:
        return key(name) not in self.owner and key(name) not in self.told


def _wins(family: Family, claimants: list[Family]) -> bool:
    """A short form of several meanings belongs to the one that is printed far oftener than all others together."""
    others = sum(f.count for f in claimants if f is not family)
    return len(claimants) == 1 or family.count >= _FAR_OFTENER * others


def singular_short(short: str, long: str) -> str:
    """A short form in the singular where its long form shows that the s is a plural: PAs (Personal Assistants)."""
    last = long.rsplit(maxsplit=1)[-1]
    if re.search(r"[A-Z]s$", short) and singular(last) != last:
        return short[:-1]
    return short


def _untailed(long: str, shorts: list[str]) -> str | None:
    """A long form without its trailing Service or Team; without Board only where no capital stands for it.

    Two words that mean something must be left: the Autism Team is not autism.
    """
    head, _, tail = long.rpartition(" ")
    word = singular(tail).casefold()
    if len(content(head)) < 2:
        return None
    covered = any(short.endswith(tail[:1].upper()) for short in shorts)
    return head if word in _OPTIONAL_TAILS or (word in _COVERED_TAILS and not covered) else None


def _alike(a: str, b: str) -> bool:
    """Equal but for a misprint."""
    return a == b or difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.92


def _near(a: str, b: str) -> bool:
    """Two long forms of which at least two words in three begin alike: autism and autistic spectrum disorder."""
    first, second = content(a), content(b)
    common = sum(1 for word in first if any(word[:4] == other[:4] for other in second))
    return bool(first) and bool(second) and 3 * common >= 2 * max(len(first), len(second))


def _slug(form: str) -> str:
    return "-".join(_WORDS.findall(form.casefold()))
