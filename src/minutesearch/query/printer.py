"""A tree back in our own language, for "understood" lines and saved searches."""

from __future__ import annotations

import re

from minutesearch.query.nodes import And, Dates, Everything, Exact, Key, Near, Node, Not, Or, Phrase, Prefix, Term

_PLAIN = re.compile(r"[^\W_]+")
_VALUE = re.compile(r"[^\W_][\w/.-]*")
_OPERATORS = frozenset({"AND", "OR", "NOT"})

_OR, _AND, _ONE = 0, 1, 2


def unparse(node: Node) -> str:
    """The tree as a person would type it.

    Parsing the result gives the same tree again, but for :class:`Everything`, which nobody types and which is
    written as nothing.
    """
    return _write(node, _OR)


def _write(node: Node, tightness: int) -> str:
    match node:
        case Or(parts):
            return _list(parts, " OR ", _OR, tightness)
        case And(parts):
            return _list(parts, " AND ", _AND, tightness)
        case Not(part):
            inner = _write(part, _ONE)
            return f"-({inner})" if inner.startswith("-") else f"-{inner}"
        case Dates(since, until):
            return _dates(since, until, tightness)
        case Key(name, value):
            return f"{name}:{value}" if _VALUE.fullmatch(value) else f'{name}:"{value}"'
        case Exact(text):
            return f'="{text}"'
        case Near(_, distance, surface):
            return f'"{surface}"~{distance}'
        case Prefix(_, surface, field):
            return f"{_label(field)}{surface}*"
        case Term(_, surface, field):
            plain = _PLAIN.fullmatch(surface) and surface not in _OPERATORS
            return _label(field) + (surface if plain else f'"{surface}"')
        case Phrase(_, surface, field):
            return f'{_label(field)}"{surface}"'
        case Everything():
            return ""


def _list(parts: tuple[Node, ...], between: str, own: int, tightness: int) -> str:
    written = between.join(w for w in (_write(part, own + 1) for part in parts) if w)
    return f"({written})" if tightness > own else written


def _dates(since: str | None, until: str | None, tightness: int) -> str:
    if since is not None and since == until:
        return f"date:{since}"
    written = " ".join(f"{name}:{day}" for name, day in (("since", since), ("until", until)) if day is not None)
    return f"({written})" if tightness == _ONE and since is not None and until is not None else written


def _label(field: str | None) -> str:
    return f"{field}:" if field else ""
