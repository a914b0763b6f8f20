"""One name for one body over an archive, and a name as part of an id."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

_PLACE = re.compile(
    r"\b(?:township|municipality|county|city|town|village|borough|district|parish|community) of [a-z]", re.IGNORECASE
)
_ANYBODY = frozenset(
    "the of parish town village community district county city borough council board committee directors trustees "
    "governors governing body full executive management general meeting association members".split()
)


def slug(name: str) -> str:
    """A name as part of an id: ``SEND Board`` is ``send-board``."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-") or "body"


def unify(names: Iterable[str], same: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """Map the names printed in one archive to one name a body.

    Names that differ in case and punctuation are one. A name that ends exactly one family of longer names ("Health
    Board" in "Northshire Health Board") is that family's; where two different longer names end in it, all stay apart,
    because no rule can say which is meant; and so do names that any publisher has ("Parish Council").

    Args:
        names: printed names, repeats allowed (the most frequent spelling becomes the one shown).
        same: pairs of them that are known to be of one body, however unlike.

    Returns:
        Every given name with its canonical one: the shortest of its family, and of families that are known to be one
        the name of them all that is printed most.
    """
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    spelled: dict[tuple[str, ...], str] = {}
    for name in sorted(counts, key=lambda n: (-counts[n], _shouted(n), n)):
        spelled.setdefault(key_of(name), name)
    # A name in capitals is shown in another printing's letters where there is one.
    for key, name in list(spelled.items()):
        if _shouted(name):
            calm = [n for n in counts if key_of(n) == key and not _shouted(n)]
            spelled[key] = min(calm, key=lambda n: (-counts[n], n)) if calm else name
    keys = sorted((key for key in spelled if key), key=lambda key: (len(key), key))
    head: dict[tuple[str, ...], tuple[str, ...]] = {key: key for key in keys}
    for key in keys:
        longer = [other for other in keys if len(other) > len(key) and other[-len(key) :] == key]
        if not longer or len(key) < 2 or all(word in _ANYBODY for word in key):
            continue
        # One family: each longer name is an ending of the next ("Board", "SEND Board", "Stockport SEND Board").
        if all(b[-len(a) :] == a for a, b in pairwise(longer)):
            for other in longer:
                head[other] = min(head[other], key, key=len)
    for key in keys:
        # "Township of X" and "Township of X Council" are one body in two printings.
        whole = (*key, "council")
        if whole in head and _PLACE.search(spelled[key]) and head[key] == key and head[whole] == whole:
            head[whole] = key
    _marry(head, same, counts)
    return {name: spelled[head.get(key_of(name), key_of(name))] if key_of(name) else name for name in counts}


def _marry(
    head: dict[tuple[str, ...], tuple[str, ...]], same: Iterable[tuple[str, str]], counts: Mapping[str, int]
) -> None:
    """Join the families of each pair under the name of them all that is printed most."""
    weight: Counter[tuple[str, ...]] = Counter()
    for name, times in counts.items():
        weight[key_of(name)] += times
    for one, other in sorted(pair for pair in same if all(key_of(name) in head for name in pair)):
        joined = (head[key_of(one)], head[key_of(other)])
        members = [key for key, to in head.items() if to in joined]
        chosen = min(members, key=lambda key: (-weight[key], -len(key), key))
        head.update(dict.fromkeys(members, chosen))


def is_generic(name: str) -> bool:
    """Is this a name that every other publisher has too ("Board of Directors", "Parish Council")?"""
    key = key_of(name)
    return bool(key) and all(word in _ANYBODY for word in key)


def key_of(name: str) -> tuple[str, ...]:
    """The words by which two printings of a name are told to be one: folded, without "the" before them."""
    # A hyphen joins: "Sub-Committee" must not end in "Committee".
    plain = re.sub(r"(?<=\w)[-'’](?=\w)", "", unicodedata.normalize("NFKC", name).casefold().replace("&", " and "))
    words = re.findall(r"\w+", plain)
    return tuple(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _shouted(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)
