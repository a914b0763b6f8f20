"""No text can make a pattern run long: every pattern of the package is run on texts made to make it backtrack.

What is published is hostile, and a pattern that looks back over what it has seen costs minutes on one long line. The
attacks are made from the pattern itself: whatever it repeats is repeated, behind whatever stands before it, and then
denied its end.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import minutesearch
from minutesearch.mine.statements.rules import rules
from minutesearch.mine.statements.sentence import MOST as SENTENCE

LENGTH = 50_000
MOST = 1.0
"""Processor seconds for one text of that length; the worst today takes a tenth of it."""
GROWTH = 2.7
"""What twice the text may cost, where it costs enough to be measured; a quadratic pattern takes four times as long."""
MEASURABLE = 0.02
ANY_WAY = frozenset({"match", "search"})
METHODS = frozenset("match search fullmatch findall finditer sub subn split".split())
BOUNDED = {
    "mine.glossary._BEFORE": 40,
    "mine.people._PREVIOUS": 24,
    "parse.pdf.joints: ([^\\W\\d_]+)[-\\u00ad\\u2010]$": 80,
    "mine.phrases: [^\\W_]+$": 200,
    "parse.formats.html._FILE_SIZE": 40,
    "parse.pdf.stamps._PAGE": 160,
    "parse.sections.furniture._LINKS": 70,
    "parse.sections.furniture._PAGE": 110,
    "parse.sections.furniture._PAGED": 110,
    "parse.sections.openings._AWAITING": 80,
    "parse.sections.openings._OPENER": 160,
    "text._BEFORE": 24,
}
"""The longest text that gets to a pattern which looks back: it is called with a slice, or after the length was asked.
The names in ``phrases`` are an archive's own topics."""
IN_A_SENTENCE = "mine.statements."
"""Patterns of this room see one sentence, cut to so many characters, however long it is printed."""
ANY_TEXT = (
    "a", "A", "1", " ", ".", ",", "-", "_", "|", "*", "#", ">", "<", "[", "(", ")", "\\", "`", '"', "’", ":", "/", "\n",
    "\t", "é", "•", "a ", "Aa ", "1 ", "1. ", "1.1", "A. ", "- ", " | ", "\n\n", "the ", "of the ", "minutes of ",
    "meeting ", "9 March ", "at ", "and ", "(a) ", "to ", "x: ", "…", "[](", "**", "a.", "\r\n",
)  # fmt: skip


class Use(NamedTuple):
    """A pattern, where it stands, and the methods that it is called by."""

    where: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


# -- which patterns there are --------------------------------------------------------------------------------


def modules() -> list[ModuleType]:
    names = [m.name for m in pkgutil.walk_packages(minutesearch.__path__, "minutesearch.")]
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def short(module: ModuleType) -> str:
    return module.__name__.removeprefix("minutesearch.")


def held(value: object, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    """The compiled patterns in a value, be it one or a table of them."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, (tuple, list, frozenset, set)):
        for one in value:
            yield from held(one, depth - 1)
    elif depth and isinstance(value, dict):
        for one in value.values():
            yield from held(one, depth - 1)


def called(trees: Mapping[ModuleType, ast.AST]) -> dict[str, set[str]]:
    """By which methods each name of each module is called: ``_HELD.search(text)``, be it there or where it went."""
    calls: dict[str, set[str]] = defaultdict(set)
    for module, tree in trees.items():
        came = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                owner = node.value
                while isinstance(owner, ast.Subscript):
                    owner = owner.value
                if isinstance(owner, ast.Name):
                    calls[came.get(owner.id, f"{module.__name__}.{owner.id}")].add(node.attr)
    return calls


def value_of(node: ast.AST, module: ModuleType) -> Any:
    """What an expression stands for where only the module's names are needed; a word for what only a caller knows."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return getattr(module, node.id, "word")
    if isinstance(node, ast.Attribute):
        return getattr(value_of(node.value, module), node.attr, "word")
    if isinstance(node, ast.BinOp):
        left, right = value_of(node.left, module), value_of(node.right, module)
        return left | right if isinstance(node.op, ast.BitOr) else left + right
    if isinstance(node, ast.JoinedStr):
        return "".join(str(value_of(part, module)) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return value_of(node.value, module)
    return "word"


def inline(module: ModuleType, tree: ast.AST) -> Iterator[Use]:
    """The patterns that stand in a call of ``re``: ``re.sub(r"\\s+", " ", text)``."""
    # What is compiled outside a function has a name.
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    for node in (node for function in functions for node in ast.walk(function)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in METHODS | {"compile"}
        ):
            flags = [value_of(k.value, module) for k in node.keywords if k.arg == "flags"]
            place = {"compile": 1, "sub": 4, "subn": 4, "split": 3}.get(node.func.attr, 2)
            flags += [value_of(arg, module) for arg in node.args[place : place + 1]]
            method = node.func.attr if node.func.attr != "compile" else "search"
            pattern = re.compile(value_of(node.args[0], module), flags[0] if flags else 0)
            text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
            yield Use(f"{short(module)}: {text}", pattern, frozenset({method}))


def uses() -> list[Use]:
    """Every pattern of the package once."""
    sources = {module: ast.parse(source_of(module)) for module in modules()}
    calls = called(sources)
    found: dict[re.Pattern[Any], Use] = {}
    for module in sources:
        for name, value in vars(module).items():
            for pattern in held(value):
                # A table is gone through: ``for name, pattern in _TYPES: pattern.search(text)``.
                methods = calls.get(f"{module.__name__}.{name}") or calls[f"{module.__name__}.pattern"] or ANY_WAY
                before = found.get(pattern)
                where = before.where if before else f"{short(module)}.{name}"
                found[pattern] = Use(where, pattern, frozenset(methods) | (before.methods if before else frozenset()))
    for module, tree in sources.items():
        for use in inline(module, tree):
            found.setdefault(use.pattern, use)
    for use in written():
        found.setdefault(use.pattern, use)
    return sorted(found.values(), key=lambda use: use.where)


def written() -> Iterator[Use]:
    """The patterns of the statement rules, which stand in a file of their own and see a sentence, cut short."""
    book = rules()
    for rule in (*book.rules, *book.never):
        for name in ("pattern", "inside", "unless"):
            pattern = getattr(rule, name)
            if pattern is not None:
                methods = frozenset({"search"} if name == "unless" else {"search", "finditer"})
                yield Use(f"mine.statements.rules: {rule.id}.{name}", pattern, methods)


def source_of(module: ModuleType) -> str:
    assert module.__file__ is not None
    with open(module.__file__, encoding="utf-8") as file:  # noqa: PTH123
        return file.read()


# -- the attacks -------------------------------------------------------------------------------------------

parser: Any = importlib.import_module("re._parser")
CATEGORIES = {
    "CATEGORY_DIGIT": "7",
    "CATEGORY_NOT_DIGIT": "q",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_SPACE": "q",
    "CATEGORY_WORD": "q",
    "CATEGORY_NOT_WORD": "-",
}


def one_of(members: Iterable[tuple[Any, Any]], last: bool) -> str:
    """A character of a class, its first or its last."""
    choices = list(members)
    if str(choices[0][0]) == "NEGATE":
        taken = {chr(v) for op, v in choices[1:] if str(op) == "LITERAL"}
        ranges = [(low, high) for op, (low, high) in ((o, v) for o, v in choices[1:] if str(o) == "RANGE")]
        barred = {str(v) for op, v in choices[1:] if str(op) == "CATEGORY"}
        for char in "q 7-\n" if not last else " -7q\n":
            of_range = any(low <= ord(char) <= high for low, high in ranges)
            if char not in taken and not of_range and not any(CATEGORIES[each] == char for each in barred):
                return char
        return "~"
    op, value = choices[-1 if last else 0]
    if str(op) == "LITERAL":
        return chr(value)
    return chr(value[0]) if str(op) == "RANGE" else CATEGORIES[str(value)]


def example(tree: Any, *, last: bool, least: bool = True) -> str:
    """A text that a part of a pattern takes; ``last`` takes the other choice everywhere."""
    out: list[str] = []
    for op, value in tree:
        kind = str(op)
        if kind == "LITERAL":
            out.append(chr(value))
        elif kind in ("NOT_LITERAL", "ANY"):
            out.append("q" if value != ord("q") else "z")
        elif kind == "IN":
            out.append(one_of(value, last))
        elif kind == "BRANCH":
            out.append(example(value[1][-1 if last else 0], last=last, least=least))
        elif kind == "SUBPATTERN":
            out.append(example(value[3], last=last, least=least))
        elif kind == "ATOMIC_GROUP":
            out.append(example(value, last=last, least=least))
        elif kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, body = value
            out.append(example(body, last=last, least=least) * max(low, 0 if least else min(1, high)))
    return "".join(out)


def pumps(tree: Any, before: str, *, last: bool) -> Iterator[tuple[str, str]]:
    """Every repeat of a pattern: what stands before it, and what it repeats."""
    for at, (op, value) in enumerate(tree):
        lead = before + example(tree[:at], last=last, least=False)
        kind = str(op)
        if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            body = value[2]
            yield lead, example(body, last=last, least=False)
            yield from pumps(body, lead, last=last)
        elif kind == "SUBPATTERN":
            yield from pumps(value[3], lead, last=last)
        elif kind == "ATOMIC_GROUP":
            yield from pumps(value, lead, last=last)
        elif kind == "BRANCH":
            for branch in value[1]:
                yield from pumps(branch, lead, last=last)
        elif kind in ("ASSERT", "ASSERT_NOT"):
            yield from pumps(value[1], lead, last=last)


def attacks(pattern: re.Pattern[Any]) -> list[Callable[[int], Any]]:
    """Texts of any length for a pattern, the same one longer and longer."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(text, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    units: dict[tuple[str, str, str], None] = {("", unit, end): None for unit in ANY_TEXT for end in ("", "\x01")}
    for last in (False, True):
        whole = example(tree, last=last, least=False)
        for cut in (whole, whole[:-1], whole[: len(whole) // 2]):
            units["", cut, "\x01"] = None
        for lead, pump in pumps(tree, "", last=last):
            for unit in (pump, lead, lead + pump, lead + pump * 3):
                units["", unit, "\x01"] = None
            units[lead, pump, "\x01"] = None
            units[lead, pump, ""] = None

    def made(lead: str, unit: str, end: str) -> Callable[[int], Any]:
        def text_of(length: int) -> Any:
            made = lead + unit * (length // len(unit)) + end
            return made.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else made

        return text_of

    return [made(*unit) for unit in units if unit[1]]


# -- the measure -------------------------------------------------------------------------------------------


class TooLongError(Exception):
    pass


def _strike(number: int, frame: object) -> None:
    raise TooLongError


def cost(use: Use, text: Any) -> float:
    """Processor seconds of the dearest way in which the package runs a pattern on a text."""
    empty = text[:0]
    worst = 0.0
    for method in use.methods:
        began = time.thread_time()
        if method in ("sub", "subn"):
            getattr(use.pattern, method)(empty, text)
        elif method == "finditer":
            for _ in use.pattern.finditer(text):
                pass
        else:
            getattr(use.pattern, method)(text)
        worst = max(worst, time.thread_time() - began)
    return worst


def fault(use: Use, text_of: Callable[[int], Any]) -> str | None:
    """What is wrong with the time that a pattern takes on longer and longer texts."""
    most = min(BOUNDED.get(use.where, LENGTH), SENTENCE if use.where.startswith(IN_A_SENTENCE) else LENGTH)
    length = min(800, most)
    # Were it quadratic, the whole length would still cost nothing that counts.
    while (whole := cost(use, text_of(length))) * (most / length) ** 2 > MEASURABLE:
        if length < most:
            length = min(most, length * 4)
            continue
        if whole > MOST:
            return f"{whole:.3f} s"
        half = cost(use, text_of(most // 2))
        if whole > GROWTH * half:
            # The machine may have been busy: the best of three is the pattern's own.
            half, whole = (min(cost(use, text_of(n)) for _ in range(3)) for n in (most // 2, most))
        return f"{whole:.3f} s after {half:.3f} s on half of it" if whole > max(MEASURABLE, GROWTH * half) else None
    return None


def slow(use: Use) -> list[str]:
    """The first attack under which a pattern takes too long, in words."""
    former = signal.signal(signal.SIGVTALRM, _strike)
    try:
        for text_of in attacks(use.pattern):
            signal.setitimer(signal.ITIMER_VIRTUAL, 2 * MOST)
            said: str | None = "no end"
            with suppress(TooLongError):
                said = fault(use, text_of)
            if said:
                return [f"{use.where} {sorted(use.methods)}: {said} on {str(text_of(60))[:60]!r}…"]
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)
    return []


ROOMS = sorted(module.name for module in pkgutil.iter_modules(minutesearch.__path__))


@pytest.fixture(scope="module")
def patterns() -> list[Use]:
    return uses()


def test_every_pattern_is_found(patterns: list[Use]) -> None:
    """The search for patterns finds tables of them, those put together, and those in a call."""
    where = {use.where for use in patterns}
    assert len(patterns) > 200
    assert where >= {"parse.sections.heads._STYLES", "parse.identity.kinds._TYPES", "parse.identity.dates._BRITISH"}
    assert any(name.startswith("parse.identity.bodies: ") for name in where)
    assert where >= {f"mine.statements.rules: {rule.id}.pattern" for rule in rules().rules}
    assert where >= set(BOUNDED), "a bound is of no pattern"


@pytest.mark.parametrize("evil", [r"(?:a|aa)+b", r"\s+$", r"^(.*?),(.*?),(.*?);", r"x.*?y.*?z"])
def test_a_bad_pattern_is_caught(evil: str) -> None:
    assert slow(Use("bad", re.compile(evil), ANY_WAY))


@pytest.mark.parametrize("room", ROOMS)
def test_no_text_makes_a_pattern_run_long(room: str, patterns: list[Use]) -> None:
    """In processor time, so that a busy machine fails nothing."""
    found = [line for use in patterns if use.where.partition(".")[0].partition(":")[0] == room for line in slow(use)]
    assert not found, "\n".join(found)
