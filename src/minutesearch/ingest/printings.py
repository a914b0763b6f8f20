"""What words an archive prints: how often, joined by hyphens or written apart, and which of them are misprints."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from minutesearch.misprints import misprints_in
from minutesearch.text import fold, fold_title, solids, stem, stem_words, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutesearch.model import Section
    from minutesearch.store import RecordsWriter

VERSION = "1"
"""Goes into the hash of all that the record depends on."""

_SHORTEST = 3
"""Letters of each of two words that may also be written as one: "a part" is not "apart"."""


def write(writer: RecordsWriter, sections: Sequence[Section]) -> None:
    """Write the words of all sections, and the pairs that are also printed as one word."""
    counts: Counter[str] = Counter()
    joined: set[tuple[str, str]] = set()
    for section in sections:
        words = set(fold_title(f"{section.title} {section.text}").split())
        for text in (section.title, section.text):
            tokens = tokenize(text)
            for solid in solids(text, tokens):
                words.add(fold("".join(c for c in text[solid.start : solid.end] if c.isalnum())))
                joined.add((solid.stem, " ".join(t.stem for t in tokens[solid.first : solid.last + 1])))
        counts.update(words)
    for section in sections:
        row = fold_title(f"{section.title} {section.text}").split()
        joined.update(
            (stem(a + b), f"{stem(a)} {stem(b)}")
            for a, b in pairwise(row)
            if a + b in counts and min(len(a), len(b)) >= _SHORTEST
        )
    writer.many("words", sorted(counts.items()))
    writer.many("joined", sorted(joined))


def misprints(sections: Sequence[Section]) -> dict[str, list[str]]:
    """Stems of a right word (joined by a space) → the misprints of it that the sections print, in small letters."""
    found: dict[str, set[str]] = {}
    for section in sections:
        for text in (section.title, section.text):
            for start, end, right in misprints_in(text):
                found.setdefault(" ".join(stem_words(right)), set()).add(text[start:end].lower())
    return {right: sorted(wrong) for right, wrong in sorted(found.items())}
