"""Unlike names that may be of one body: an abbreviation and what it stands for, a board and its "board of directors".

Likeness alone joins nothing. That two names belong to one publisher must be shown by the archive: by a folder that both
stand in, or a document that prints both (``assemble``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from minutesearch.parse.identity.one_name import key_of

_SMALL = frozenset("of the and for in on at".split())
_LEGAL = frozenset("inc incorporated ltd limited llc association assn assoc".split())
_BOARD = re.compile(r"\bboard of (?:directors|trustees|governors|management)$")


class Kin(NamedTuple):
    """Two printed names that are alike, and whether one of them is nothing but initials, which tells less."""

    short: str
    long: str
    initials_only: bool


def kin(names: Iterable[str]) -> list[Kin]:
    """The pairs of names that can be of one body, where no third name makes it doubtful which.

    Args:
        names: printed names of bodies.

    Returns:
        Pairs by name; a short form that two different long ones fit is left out.
    """
    keys = {name: key_of(name) for name in sorted(set(names)) if key_of(name)}
    cores = {name: _core(key) for name, key in keys.items()}
    initials = {name: frozenset(word.casefold() for word in re.findall(r"\b[A-Z]{2,6}\b", name)) for name in keys}
    pairs: list[Kin] = []
    fits: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for one, other in combinations(keys, 2):
        if keys[one] == keys[other]:
            continue
        short, long = (one, other) if (len(keys[one]), one) < (len(keys[other]), other) else (other, one)
        if cores[one] == cores[other]:
            pairs.append(Kin(short, long, initials_only=False))
        elif initials[short] and _stands_for(keys[short], initials[short], keys[long]):
            fits.setdefault(keys[short], set()).add(keys[long])
            pairs.append(Kin(short, long, initials_only=len(keys[short]) == 1))
    return [pair for pair in pairs if len(fits.get(keys[pair.short], ())) <= 1]


def _core(key: tuple[str, ...]) -> tuple[str, ...]:
    """The words that tell a body: without the form of the company, and with every sort of board a board."""
    words = [word for word in key if word not in _LEGAL]
    core = _BOARD.sub("board", " ".join(words)).split()
    # "Board of Directors" alone tells no body.
    return tuple(core) if len(core) > 1 else key


def _stands_for(words: tuple[str, ...], initials: frozenset[str], long: tuple[str, ...]) -> bool:
    """Do the words of a short name, each itself or the initials of several, make up the long one?"""
    at = 0
    abbreviated = False
    for word in words:
        if at < len(long) and word == long[at]:
            at += 1
            continue
        end = _spelled(word, long, at) if word in initials else None
        if end is None:
            return False
        at, abbreviated = end, True
    return abbreviated and at == len(long)


def _spelled(initials: str, long: tuple[str, ...], at: int) -> int | None:
    """Where the words end, from ``at``, that have these initials (small words may be passed over), or None."""
    for letter in initials:
        while at < len(long) and long[at] in _SMALL and not long[at].startswith(letter):
            at += 1
        if at >= len(long) or not long[at].startswith(letter):
            return None
        at += 1
    return at
