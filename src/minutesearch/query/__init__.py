"""What a person types, understood: a tree of nodes, or an error that points at the fault.

The language is ours; no engine ever sees what was typed. This package is the only door to its rooms: the nodes,
the parser, the printer and the dates.
"""

from __future__ import annotations

from minutesearch.query.dates import first_day, last_day, month_length, overlaps, parse_date
from minutesearch.query.nodes import (
    And,
    Dates,
    Everything,
    Exact,
    Key,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Row,
    Term,
    all_of,
    any_of,
    positive,
)
from minutesearch.query.parser import parse
from minutesearch.query.printer import unparse
from minutesearch.query.words import MAX_WORD, phrase

__all__ = [
    "MAX_WORD",
    "And",
    "Dates",
    "Everything",
    "Exact",
    "Key",
    "Leaf",
    "Near",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Row",
    "Term",
    "all_of",
    "any_of",
    "first_day",
    "last_day",
    "month_length",
    "overlaps",
    "parse",
    "parse_date",
    "phrase",
    "positive",
    "unparse",
]  # fmt: skip
