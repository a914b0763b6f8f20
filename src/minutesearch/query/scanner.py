"""The scanner: cuts what was typed into brackets, operators, words, phrases and fields, each with its offset."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, NoReturn, TypeAlias, cast

from minutesearch import text as analyser
from minutesearch.errors import QueryError, UsageError
from minutesearch.query.dates import parse_date
from minutesearch.query.nodes import Dates, Exact, Field, Key, Near, Node, Phrase, Prefix
from minutesearch.query.words import MAX_WORD, phrase, unquoted, without_plurals

MAX_WORDS = 300
MAX_SIGNS = 1_000
MAX_DISTANCE = 100
MIN_PREFIX = 2

FIELDS = ("topic", "kind", "body", "title", "since", "until", "date")
_INSTEAD = {"from": "since", "after": "since", "before": "until", "section": "title", "board": "body"}
_QUOTES = '"“”„‟«»'
_DASHES = "-−–"
_CHUNK = re.compile(r"[^\s\"“”„‟«»()]+")
_ASIDE = re.compile(r"\([^\s\"“”„‟«»()]*\)")
_FIELD = re.compile(r"([A-Za-z]{2,12}):")
_NEAR = re.compile(r"~(\d*)")
_INNER_QUOTE = re.compile(r"’(?![^\W_])")
_WORD = re.compile(r"[^\W_]")

_Kind: TypeAlias = Literal["(", ")", "AND", "OR", "NOT", "leaf"]


class Sign(NamedTuple):
    """A bracket, an operator, or a leaf of the tree, and the offset where it starts."""

    kind: _Kind
    start: int
    node: Node | None = None


class Scanner:
    """Cuts a query into signs, left to right.

    Args:
        text: the query as typed.

    Raises:
        QueryError: a sign cannot be understood.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.signs: list[Sign] = []
        self.words = 0
        at = 0
        while at < len(text):
            at = self._step(at)
            if len(self.signs) > MAX_SIGNS:
                self._fail("The query is too long.", at, f"Use at most {MAX_WORDS} words.")

    def _fail(self, message: str, at: int, hint: str | None = None, *, unfinished: bool = False) -> NoReturn:
        raise QueryError(message, self.text, at, hint, unfinished=unfinished)

    def _add(self, kind: _Kind, at: int, node: Node | None = None) -> None:
        self.signs.append(Sign(kind, at, node))

    def _step(self, at: int) -> int:
        char = self.text[at]
        following = self.text[at + 1 : at + 2]
        if char.isspace():
            return at + 1
        if char in "()":
            self._add(cast("_Kind", char), at)
            return at + 1
        if char in _QUOTES or (char == "‘" and _INNER_QUOTE.search(self.text, at)):
            return self._quoted(at, at, None)
        if char in _DASHES:
            if following and (_WORD.match(following) or following in _QUOTES or following in "(=‘"):
                self._add("NOT", at)
                return at + 1
            if char == "-":
                self._fail('A "-" on its own excludes nothing.', at, "Write -word without a space, or leave the - out.")
        if char == "=" and following and following in _QUOTES:
            return self._exact(at)
        return self._chunk(at)

    # -- quotes -------------------------------------------------------------------------------------------

    def _close(self, at: int) -> int:
        """The offset of the quote that closes the one at ``at``."""
        if self.text[at] == "‘":
            found = _INNER_QUOTE.search(self.text, at)
            return found.start() if found else at
        ends = [end for end in (self.text.find(q, at + 1) for q in _QUOTES) if end > 0]
        if not ends:
            self._fail("This quote is never closed.", at, 'Close it with a ".', unfinished=True)
        return min(ends)

    def _quoted(self, start: int, at: int, field: Field | None) -> int:
        end = self._close(at)
        inner = self.text[at + 1 : end]
        if not _WORD.search(inner):
            self._fail("There is no word between these quotes.", at, unfinished=not inner.strip())
        self._count(inner, at + 1)
        self._stars(inner, at + 1)
        following = self.text[end + 1 : end + 2]
        if following == "~":
            if field:
                self._fail(f'{field}: takes no "~".', end + 1, "Leave the ~ out.")
            return self._near(inner, at, end)
        if following == "*":
            self._fail('A "*" cannot follow a quote.', end + 1, "Write a single word without quotes: budget*")
        node = phrase(inner, field)
        if node is None:
            self._fail("There is no word between these quotes.", at)
        self._add("leaf", start, node)
        return end + 1

    def _stars(self, inner: str, offset: int) -> None:
        star = inner.find("*")
        while star >= 0:
            before, after = inner[star - 1 : star] if star else " ", inner[star + 1 : star + 2] or " "
            if not (before.isspace() and after.isspace()):
                self._fail("Between quotes a * stands for one whole word.", offset + star, 'Write: "review of * pilot"')
            if not _WORD.search(inner, 0, star) or not _WORD.search(inner, star):
                self._fail("Between quotes a * needs a word on both sides.", offset + star)
            star = inner.find("*", star + 1)

    def _near(self, inner: str, start: int, end: int) -> int:
        found = _NEAR.match(self.text, end + 1)
        figures = found[1] if found else ""
        if not figures:
            self._fail('After "~" comes a number.', end + 2, 'Write: "waiting autism"~5', unfinished=True)
        distance = int(figures[:6])
        if not 1 <= distance <= MAX_DISTANCE:
            self._fail(f"The distance must be from 1 to {MAX_DISTANCE}.", end + 2)
        if "*" in inner:
            self._fail("A * cannot be used together with ~.", start + 1 + inner.index("*"))
        tokens = analyser.tokenize(without_plurals(inner))
        if len(tokens) < 2:
            self._fail('"~" needs two words or more between the quotes.', start, 'Write: "waiting autism"~5')
        self._add("leaf", start, Near(tuple(t.stem for t in tokens), distance, unquoted(inner).strip()))
        return end + 1 + len(figures) + 1

    def _exact(self, at: int) -> int:
        end = self._close(at + 1)
        inner = self.text[at + 2 : end]
        if not inner.strip():
            self._fail("There is nothing between these quotes.", at + 1, unfinished=True)
        self._count(inner, at + 2)
        self._add("leaf", at, Exact(inner))
        return end + 1

    # -- words and fields ---------------------------------------------------------------------------------

    def _chunk(self, at: int) -> int:
        found = _CHUNK.match(self.text, at)
        end = found.end() if found else at + 1
        if self.text[end - 1].isalnum() and (aside := _ASIDE.match(self.text, end)):
            # "budget(s)" is one word with a bracket in it, not a group.
            rest = _CHUNK.match(self.text, aside.end())
            whole = rest.end() if rest else aside.end()
        else:
            whole = end
        chunk = self.text[at:end]
        if chunk in ("AND", "OR", "NOT"):
            self._add(cast("_Kind", chunk), at)
            return end
        if label := _FIELD.match(chunk):
            name = label[1].lower()
            if name in FIELDS:
                return self._field(at, name, at + label.end(), whole if name == "title" else end)
            if label.end() < len(chunk) or self.text[end : end + 1] in [*_QUOTES]:
                self._suggest(name, at)
        self._word(at, at, whole, None)
        return whole

    def _word(self, start: int, at: int, end: int, field: Field | None) -> None:
        chunk = self.text[at:end]
        self._count(chunk, at)
        if "*" in chunk:
            self._add("leaf", start, self._prefix(chunk, at, field))
            return
        if tilde := re.search(r"[^\W_]~\d*$", chunk):
            self._fail('"~" follows words in quotes.', at + tilde.start() + 1, 'Write: "waiting autism"~5')
        node = phrase(chunk, field)
        if node is not None:
            self._add("leaf", start, node)
        elif field:
            self._fail(f"{field}: needs a word.", at)

    def _prefix(self, chunk: str, at: int, field: Field | None) -> Prefix:
        star = chunk.index("*")
        stump = chunk[:star]
        if not _WORD.search(stump):
            self._fail('A "*" on its own matches nothing.', at + star, "Write the start of a word before it: budget*")
        if star != len(chunk.rstrip(",.;:!?")) - 1 or not _WORD.match(stump[-1]):
            self._fail("A * can only end a word.", at + star, "Write: budget*")
        node = phrase(stump)
        if isinstance(node, Phrase):
            tokens = analyser.tokenize(stump)
            solid = analyser.solids(stump, tokens)
            if not solid or (solid[0].first, solid[0].last) != (0, len(tokens) - 1):
                self._fail("A * can only end a single word.", at + star, "Write: budget*")
        start = re.search(r"[^\W_].*", stump, re.DOTALL)
        surface = start[0] if start else stump
        folded = analyser.fold_title(surface).replace(" ", "")
        if len(folded) < MIN_PREFIX:
            self._fail(f"Before a * come at least {MIN_PREFIX} letters.", at + star, "Write: budget*", unfinished=True)
        if len(folded) > MAX_WORD:
            self._fail(f"This word is longer than {MAX_WORD} letters.", at)
        return Prefix(folded, surface, field)

    def _field(self, start: int, name: str, at: int, end: int) -> int:
        quoted = at == end and self.text[at : at + 1] in [*_QUOTES]
        if at == end and not quoted:
            hint = f'Write {name}:word or {name}:"several words", without a space after the colon.'
            self._fail(f"{name}: needs a value.", at, hint, unfinished=not self.text[at:].strip())
        if name == "title":
            if quoted:
                return self._quoted(start, at, "title")
            self._word(start, at, end, "title")
            return end
        close = self._close(at) if quoted else end
        value = self.text[at + 1 : close] if quoted else self.text[at:end].rstrip(",;.!?")
        if not _WORD.search(value):
            self._fail(f"{name}: needs a value.", at, unfinished=quoted)
        self._count(value, at)
        if name in ("topic", "kind", "body"):
            node: Node = Key(cast('Literal["topic", "kind", "body"]', name), value.strip())
        else:
            node = self._date(name, value, at)
        self._add("leaf", start, node)
        return close + 1 if quoted else end

    def _date(self, name: str, value: str, at: int) -> Dates:
        try:
            day = parse_date(value)
        except UsageError as error:
            hint = error.hint
            if " " not in value:
                hint = f'{hint} Put a date with spaces in quotes: {name}:"11 May 2021"'
            raise QueryError(error.message, self.text, at, hint) from error
        return Dates(day if name != "until" else None, day if name != "since" else None)

    def _suggest(self, name: str, at: int) -> None:
        """Stops at what looks like a slip for one of the fields; other colons are just part of a word."""
        near = _INSTEAD.get(name) or next((field for field in FIELDS if len(name) > 3 and _slip(name, field)), None)
        if near:
            hint = f"Write {near}:…, or put the words in quotes to search for them."
            self._fail(f'There is no field "{name}:".', at, hint)

    def _count(self, chunk: str, at: int) -> None:
        for word in re.finditer(r"[^\W_]+|\*", chunk):
            self.words += 1
            if self.words > MAX_WORDS:
                message = f"The query has more than {MAX_WORDS} words."
                self._fail(message, at + word.start(), "Search for a few telling words or one phrase.")
            if len(word[0]) > MAX_WORD:
                self._fail(f"This word is longer than {MAX_WORD} letters.", at + word.start())


def _slip(typed: str, field: str) -> bool:
    """Whether one letter changed, added, left out or swapped with its neighbour makes ``typed`` the field's name."""
    if abs(len(typed) - len(field)) > 1:
        return False
    i = 0
    while i < min(len(typed), len(field)) and typed[i] == field[i]:
        i += 1
    a, b = typed[i:], field[i:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
