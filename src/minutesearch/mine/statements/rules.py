"""Reading ``rules.toml``: the rules by which a sentence is told, each with the words that make it worth a try."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from minutesearch.mine.statements.sentence import Sentence
from minutesearch.model import StatementKind

RULES = Path(__file__).with_name("rules.toml")
_PART = re.compile(r"\{([a-z]+)\}")
_Printed = str | Sequence[str | Sequence[str]]
_NESTED = 3
"""How deep a part may stand in another part."""


class Rule(NamedTuple):
    """One rule: what it finds, in which words of a sentence, and its examples."""

    id: str
    kind: StatementKind
    words: frozenset[str]
    pattern: re.Pattern[str]
    scope: Literal["main", "whole", "printed"]
    inside: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    fires: tuple[str, ...]
    quiet: tuple[str, ...]

    def found(self, sentence: Sentence) -> re.Match[str] | None:
        """Where the rule holds in a sentence, or None; ``words`` must have been looked at before."""
        text = {"main": sentence.main, "whole": sentence.low, "printed": sentence.plain}[self.scope]
        first = self.pattern.search(text)
        if first is None or (self.unless and self.unless.search(sentence.low)):
            return None
        if self.inside is None:
            return first
        barred = [match.span() for match in self.inside.finditer(sentence.low)]
        if not barred:
            return first
        for match in self.pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end in barred):
                return match
        return None


class Rules(NamedTuple):
    """All rules in the order of the file, by the words that call for them; and what never is a statement."""

    rules: tuple[Rule, ...]
    by_word: Mapping[str, tuple[int, ...]]
    never: tuple[Rule, ...]

    def called(self, words: frozenset[str]) -> Iterator[Rule]:
        """The rules that a sentence of these words calls for, in the order of the file."""
        wanted = {number for word in words & self.by_word.keys() for number in self.by_word[word]}
        return (self.rules[number] for number in sorted(wanted))


@cache
def rules() -> Rules:
    """The rules of ``rules.toml``."""
    content = tomllib.loads(RULES.read_text(encoding="utf-8"))
    parts = {name: _joined(lines) for name, lines in content["parts"].items()}
    read = tuple(_rule(row, parts) for row in content["rule"])
    by_word: dict[str, list[int]] = {}
    for number, rule in enumerate(read):
        for word in rule.words:
            by_word.setdefault(word, []).append(number)
    never = tuple(_rule({**row, "kind": "decision", "words": []}, parts) for row in content["never"])
    return Rules(read, {word: tuple(numbers) for word, numbers in by_word.items()}, never)


def _rule(row: Mapping[str, Any], parts: Mapping[str, str]) -> Rule:
    pattern = _filled(row["pattern"], parts)
    return Rule(
        row["id"],
        row["kind"],
        frozenset(row["words"]),
        re.compile(pattern),
        row.get("scope", "main"),
        re.compile(_filled(row["except"], parts)) if "except" in row else None,
        re.compile(_filled(row["unless"], parts)) if "unless" in row else None,
        tuple(row["fires"]),
        tuple(row["quiet"]),
    )


def _filled(printed: _Printed, parts: Mapping[str, str]) -> str:
    """A pattern, or several of which one is enough, with its parts put in."""
    pattern = printed if isinstance(printed, str) else "|".join(_joined(one) for one in printed)
    for _ in range(_NESTED):
        pattern = _PART.sub(lambda part: parts[part[1]], pattern)
    return pattern


def _joined(lines: str | Sequence[str]) -> str:
    """A pattern that is broken over lines."""
    return lines if isinstance(lines, str) else "".join(lines)
