"""The parser: a descent over the signs of a query.

NOT binds closer than AND (or nothing, which means the same), AND closer than OR. Nothing that carries a word is ever
dropped: what cannot be understood is an error with the offset of the fault.
"""

from __future__ import annotations

from typing import NoReturn

from minutesearch.errors import QueryError
from minutesearch.query.nodes import And, Node, Not, Or
from minutesearch.query.scanner import Scanner, Sign

MAX_LENGTH = 20_000
MAX_DEPTH = 50


def parse(text: str) -> Node | None:
    """What was typed, as a tree.

    Args:
        text: a query in our language; any text at all may come.

    Returns:
        The tree, or None for a blank query.

    Raises:
        QueryError: it cannot be understood; the error points at the fault.
    """
    if len(text) > MAX_LENGTH:
        message = f"The query is too long: {len(text):,} characters, {MAX_LENGTH:,} at most."
        raise QueryError(message, text[:MAX_LENGTH], MAX_LENGTH, "Ask for fewer words at a time.")
    if not text.strip():
        return None
    signs = Scanner(text).signs
    if not signs:
        hint = "Type a word. To see what can be asked: minutesearch query --help"
        raise QueryError("There is no word in this query.", text, 0, hint)
    return _Descent(text, signs).run()


class _Descent:
    """Builds the tree from the signs."""

    def __init__(self, text: str, signs: list[Sign]) -> None:
        self.text = text
        self.signs = signs
        self.at = 0
        self.depth = 0

    def run(self) -> Node:
        node = self._any()
        if self.at < len(self.signs):
            raise QueryError("This bracket closes nothing.", self.text, self.signs[self.at].start, "Leave it out.")
        return node

    def _peek(self) -> str:
        return self.signs[self.at].kind if self.at < len(self.signs) else "end"

    def _any(self) -> Node:
        parts = [self._all()]
        while self._peek() == "OR":
            self.at += 1
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self) -> Node:
        parts = [self._one()]
        while self._peek() not in ("OR", ")", "end"):
            if self._peek() == "AND":
                self.at += 1
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self) -> Node:
        kind = self._peek()
        if kind in ("AND", "OR", ")", "end"):
            self._missing(kind)
        sign = self.signs[self.at]
        self.at += 1
        if sign.node is not None:
            return sign.node
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QueryError(f"More than {MAX_DEPTH} brackets inside each other.", self.text, sign.start)
        if kind == "NOT":
            node: Node = Not(self._one())
        else:
            node = self._any()
            if self._peek() != ")":
                hint = "Close it with a )."
                raise QueryError("This bracket is never closed.", self.text, sign.start, hint, unfinished=True)
            self.at += 1
        self.depth -= 1
        return node

    def _missing(self, kind: str) -> NoReturn:
        """Says which sign has nothing to work on."""
        before = self.signs[self.at - 1] if self.at else None
        ended = kind == "end"
        if before is None:
            message = "This bracket closes nothing." if kind == ")" else f"{kind} needs a word before it."
            hint = "Leave it out." if kind == ")" else f'Put it in quotes to search for the word: "{kind.lower()}"'
            raise QueryError(message, self.text, self.signs[self.at].start, hint)
        if before.kind == "(":
            message = "This bracket is never closed." if ended else "There is no word in these brackets."
            if kind in ("AND", "OR"):
                message = f"{kind} needs a word before it."
            raise QueryError(
                message, self.text, before.start, "Close it with a )." if ended else None, unfinished=ended
            )
        sign = self.text[before.start : before.start + 1] if before.kind == "NOT" else before.kind
        name = "NOT" if sign == "N" else sign
        raise QueryError(f"{name} needs a word after it.", self.text, before.start, None, unfinished=ended)
