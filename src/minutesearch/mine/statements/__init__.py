"""Statements: what a sentence of minutes decides, promises, worries about, counts or compares.

``rules.toml`` holds the rules with their examples, ``clauses`` tells main clauses from the others, ``quantities``,
``due`` (with ``resolving``) and ``owners`` read figures, dates and names, ``context`` adds what stands around a
sentence, and ``finder`` puts it together for a section.
"""

from __future__ import annotations

from minutesearch import text
from minutesearch.mine.statements.finder import find

__all__ = ["VERSION", "find"]

VERSION = f"7-{text.VERSION}"
"""Change its first part with anything in this folder that changes a statement of the same section.

The second is that of the text: where a sentence ends is told there.
"""
