"""How a half-typed query may go on: the last word of it, completed from the archive's words, topics and fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minutesearch.model import STATEMENT_KINDS
from minutesearch.text import fold

if TYPE_CHECKING:
    from minutesearch.store import Records

MOST = 12
_FIELDS = ("topic:", "kind:", "body:", "title:", "since:", "until:", "date:")
_LAST = re.compile(r"[^\s\"“”()]*$")
_VALUE = re.compile(r"(topic|kind|body|date|since|until|title):(.*)")


def complete(records: Records, text: str) -> list[str]:
    """What the last word of a query may become, the likeliest first.

    Args:
        records: for the archive's words, topics, bodies and dates.
        text: the query as typed so far.

    Returns:
        The whole query with its last word completed, at most a dozen of them; none where there is no last word.
    """
    found = _LAST.search(text)
    last = found[0] if found else ""
    before = text[: len(text) - len(last)]
    last, sign = (last[1:], last[0]) if last[:1] in {"-", "−"} else (last, "")
    if not last:
        return []
    endings = _values(records, *value.groups()) if (value := _VALUE.fullmatch(last)) else _words(records, last)
    return [f"{before}{sign}{ending}" for ending in endings][:MOST]


def values(records: Records, name: str) -> list[str]:
    """All values that a field may have: ids of topics that the archive has, kinds, bodies, dates of meetings."""
    if name == "topic":
        counts: dict[str, int] = {}
        for concept, *_, mentions in records.named_in():
            counts[concept] = counts.get(concept, 0) + mentions
        return sorted(counts, key=lambda id: (-counts[id], id))
    if name == "kind":
        return list(STATEMENT_KINDS)
    if name == "body":
        return list(records.bodies())
    return list(dict.fromkeys(m.date for m in reversed(records.meetings()))) if name != "title" else []


def _values(records: Records, name: str, begun: str) -> list[str]:
    if name == "title":
        return [f"title:{word}" for word in _printed(records, begun)] if begun else []
    wanted = begun.lower()
    fitting = [value for value in values(records, name) if value.lower().startswith(wanted)]
    fitting += [value for value in values(records, name) if wanted in value.lower() and value not in fitting]
    return [f'{name}:"{value}"' if " " in value else f"{name}:{value}" for value in fitting]


def _words(records: Records, begun: str) -> list[str]:
    fields = [field for field in _FIELDS if field.startswith(begun) and len(begun) > 1]
    return fields + _printed(records, begun)


def _printed(records: Records, begun: str) -> list[str]:
    """The archive's words that begin so, those that most sections print first."""
    folded = fold(begun)
    return [word for word in records.words_from(folded, MOST) if word != folded] if folded else []
