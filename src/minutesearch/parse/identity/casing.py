"""Names printed in capitals, in the letters that a reader expects."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SMALL = frozenset("of the and for in on at to a an by with de la le du".split())
_BODY = re.compile(
    r"(?:committee|council|board|group|panel|forum|cabinet|senate|executive|assembly|parliament)s?", re.IGNORECASE
)


def cased(name: str, prose: Iterable[str]) -> str:
    """A name printed in capitals, in title case; short forms that the document writes in capitals keep them.

    Args:
        name: a printed name; one in mixed letters is given back as it is.
        prose: texts of the document, to learn from how it writes the words.
    """
    letters = [c for c in name if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) < 0.8 * len(letters):
        return name
    if len(name.split()) < 2:
        return name.capitalize() if len(name) > 4 and _BODY.fullmatch(name) else name
    mixed = " ".join(text for text in prose if not text.isupper())[:200_000]
    words: list[str] = []
    for i, word in enumerate(name.split()):
        bare = re.sub(r"\W", "", word)
        if i and word.lower() in _SMALL:
            words.append(word.lower())
        elif bare and (_short_form(bare, mixed) or re.search(r"\d", bare)):
            words.append(word)
        else:
            words.append("-".join(part[:1].upper() + part[1:].lower() for part in word.split("-")))
    return " ".join(words)


def _short_form(word: str, mixed: str) -> bool:
    capital = len(re.findall(rf"\b{re.escape(word)}\b", mixed))
    title = len(re.findall(rf"\b{re.escape(word.capitalize())}\b", mixed))
    if capital or title:
        # Some write a word in capitals for emphasis; in small letters it is then found more often.
        return capital > title and 3 * capital >= len(re.findall(rf"\b{re.escape(word.lower())}\b", mixed))
    return len(word) <= 5 and not re.search(r"[AEIOUY]", word)
