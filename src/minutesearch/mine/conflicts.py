"""Where an archive does not agree with itself about a name: several spellings of one thing, or several meanings.

Hyphens, spaces and plurals make no conflict (key worker, keyworkers): a search finds them anyway. Letters and capitals
do (HYMs and HYMS, LancUK and LANCS UK), because a reader may take them for two things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from minutesearch.mine.align import letters_of
from minutesearch.mine.learned import core, families
from minutesearch.mine.phrases import key
from minutesearch.model import Conflict, GlossaryEntry

if TYPE_CHECKING:
    from minutesearch.mine.glossary import SectionLike
    from minutesearch.mine.shortforms import Use
    from minutesearch.mine.vocabulary import Vocabulary

VERSION = "1"
"""Change it with anything here that changes a conflict."""

_Form = tuple[str, int, str]
_ENOUGH = 6
"""Letters of a short form from which on one letter more is a misprint rather than another name."""


def find(
    sections: Sequence[SectionLike], uses: Sequence[Use], entries: Sequence[GlossaryEntry], vocabulary: Vocabulary
) -> tuple[Conflict, ...]:
    """The conflicts of an archive.

    Args:
        sections: all sections, in reading order.
        uses: the short forms that they use.
        entries: the archive's glossary.
        vocabulary: the concepts, with what the glossary taught.

    Returns:
        Spellings of short forms, then spellings of long forms, then meanings; the forms of each by how often they are
        printed.
    """
    printed = {
        form: (form, count, sections[first].id)
        for use in uses
        for form, (count, first) in use.printed.items()
        if count > 0
    }
    found = [_spellings(forms, vocabulary) for forms in (*_spelt_alike(printed), *_misprints(entries))]
    return (*found, *_meanings(entries, vocabulary))


def _spellings(forms: Iterable[_Form], vocabulary: Vocabulary) -> Conflict:
    ordered = _commonest_first(forms)
    concepts = (vocabulary.concept(form) for form, _, _ in ordered)
    return Conflict("spelling", ordered[0][0], next((c.id for c in concepts if c), None), ordered)


def _commonest_first(forms: Iterable[_Form]) -> tuple[_Form, ...]:
    return tuple(sorted(forms, key=lambda form: (-form[1], form[0])))


def _spelt_alike(printed: dict[str, _Form]) -> Iterator[list[_Form]]:
    """Short forms that differ by capitals or spaces alone or, where they are long, by one letter."""
    groups: dict[str, list[_Form]] = {}
    longer: dict[str, str] = {}
    for short, form in printed.items():
        bare, near = letters_of(short).casefold(), _without_one(short)
        known = next((b for b in (bare, *sorted(near), longer.get(bare, "")) if b in groups), None)
        group = groups[known] if known else []
        group.append(form)
        groups[bare] = group
        longer |= dict.fromkeys(near, bare)
    for group in {id(group): group for group in groups.values()}.values():
        if len(group) > 1:
            yield group


def _without_one(short: str) -> set[str]:
    """A long short form without one of its letters; an s at its end is none of them, since it may make a plural."""
    bare = letters_of(short).casefold()
    if len(bare) <= _ENOUGH:
        return set()
    return {bare[:i] + bare[i + 1 :] for i in range(len(bare) - bare.endswith("s"))}


def _misprints(entries: Sequence[GlossaryEntry]) -> Iterator[list[_Form]]:
    """Long forms of one short form that are one thing but for their letters."""
    for family in families(entries):
        forms: dict[str, list[str]] = {}
        for long in family.longs:
            forms.setdefault(key(core(long)), []).append(long)
        if len(forms) > 1:
            yield [(longs[0], sum(family.longs[x] for x in longs), _first(entries, longs)) for longs in forms.values()]


def _meanings(entries: Sequence[GlossaryEntry], vocabulary: Vocabulary) -> Iterator[Conflict]:
    """Short forms that are spelt out as different things."""
    meanings: dict[str, list[_Form]] = {}
    for family in families(entries):
        longs = list(family.longs)
        for short in {short.casefold() for short in family.shorts}:
            meanings.setdefault(short, []).append((longs[0], family.count, _first(entries, longs)))
    shorts = {entry.short.casefold(): entry.short for entry in reversed(entries)}
    for short, forms in meanings.items():
        if len(forms) > 1:
            concept = vocabulary.concept(shorts[short])
            yield Conflict("meaning", shorts[short], concept.id if concept else None, _commonest_first(forms))


def _first(entries: Sequence[GlossaryEntry], longs: Sequence[str]) -> str:
    """The first section that spells a short form out so."""
    return next(entry.section for entry in entries if entry.long in longs)
