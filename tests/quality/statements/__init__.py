"""Our own labelled sentences (``own.jsonl``): how well statements are told in seven styles of minutes.

The README beside this file has the rules of the labels. ``second.jsonl`` holds the labels of a second reader, who had
not seen the first ones; Cohen's kappa (1960) says how far the two agree, and so what a program can be asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent
OWN = FOLDER / "own.jsonl"
SECOND = FOLDER / "second.jsonl"
SPLITS = ("dev", "held")
LABELS = ("decision", "action", "commitment", "action|commitment", "concern", "figure", "trend")

Figures = dict[str, float]
Json = dict[str, Any]


class Error(NamedTuple):
    """A label that the product gives and the set does not (``wrong``), or the other way (``missed``)."""

    label: str
    kind: str
    style: str
    sentence: str
    rule: str


def own_hash() -> str:
    """A hash of the sentences and their labels."""
    return hashlib.sha256(OWN.read_bytes()).hexdigest()[:16]


def sections(split: str | None = None) -> list[Json]:
    """The sections of the set, or of one half of it."""
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if split in {None, row["split"]}]


def either(labels: Iterable[str]) -> set[str]:
    """Labels, with the one that stands for action and commitment together: their border is soft."""
    found = set(labels)
    return found | {"action|commitment"} if found & {"action", "commitment"} else found


def told(row: Json) -> dict[str, Any]:
    """What the product says of a section's sentences: sentence → statement."""
    from minutesearch.mine.statements import find
    from minutesearch.model import Section

    items = tuple(s["text"] for s in row["sentences"] if s["starts"] == "item")
    meeting = row["id"].rpartition("/")[0]
    section = Section(row["id"], meeting, "", row["date"], 1, "", row["title"], False, None, row["body"], items, ())
    return {statement.sentence: statement for statement in find(section)}


def measure_statements() -> Figures:
    """Precision and recall of each label, of due points and of owners, on both halves."""
    figures: Figures = {}
    for split in SPLITS:
        counts = {label: [0, 0, 0] for label in (*LABELS, "due", "owner")}
        for sentence, statement in _pairs(split):
            given, wanted = either(statement.kinds if statement else ()), either(sentence["labels"])
            for label in LABELS:
                _count(counts[label], label in given, label in wanted, right=label in given & wanted)
            due = statement.due if statement else None
            rights = sentence["due"] if isinstance(sentence["due"], list) else [sentence["due"]]
            _count(counts["due"], bool(due), bool(sentence["due"]), right=bool(due) and due in rights)
            owner = (statement.owner if statement else None) or ""
            asked = sentence["owner"] or ""
            right = bool(asked) and owner.lower() == asked.lower()
            _count(counts["owner"], bool(owner), bool(asked), right=right)
        for label, (right, given_, wanted_) in counts.items():
            figures[f"statements.{split}.{label}.p"] = round(right / given_ if given_ else 0.0, 4)
            figures[f"statements.{split}.{label}.r"] = round(right / wanted_ if wanted_ else 0.0, 4)
    return figures


def _count(row: list[int], given: bool, wanted: bool, *, right: bool) -> None:
    row[0] += right
    row[1] += given
    row[2] += wanted


def _pairs(split: str) -> Iterator[tuple[Json, Any]]:
    for row in sections(split):
        found = told(row)
        for sentence in row["sentences"]:
            yield sentence, found.get(sentence["text"])


def errors(split: str = "dev") -> Iterator[Error]:
    """What is told wrongly, label by label."""
    for row in sections(split):
        found = told(row)
        for sentence in row["sentences"]:
            statement = found.get(sentence["text"])
            given, wanted = set(statement.kinds if statement else ()), set(sentence["labels"])
            rule = statement.rule if statement else "-"
            for label in sorted(given ^ wanted):
                kind = "wrong" if label in given else "missed"
                yield Error(label, kind, row["style"], sentence["text"], rule)


def confusion(split: str = "dev") -> dict[tuple[str, str], int]:
    """How often a sentence of some labels is given others: (labels of the set, labels given) → sentences."""
    table: dict[tuple[str, str], int] = {}
    for sentence, statement in _pairs(split):
        wanted = "+".join(sorted(sentence["labels"])) or "none"
        given = "+".join(sorted(statement.kinds)) if statement else "none"
        if wanted != given:
            table[wanted, given] = table.get((wanted, given), 0) + 1
    return table


def kappas() -> Figures:
    """Cohen's kappa of the two readers for each label."""
    first = {
        f"{row['id']}#{i}": either(sentence["labels"])
        for row in sections()
        for i, sentence in enumerate(row["sentences"])
    }
    rows = map(json.loads, SECOND.read_text(encoding="utf-8").splitlines())
    second = {row["id"]: either(row["labels"]) for row in rows}
    if first.keys() != second.keys():
        raise ValueError("the two readers have not read the same sentences")
    return {label: round(_kappa([(label in first[k], label in second[k]) for k in first]), 3) for label in LABELS}


def _kappa(pairs: list[tuple[bool, bool]]) -> float:
    count = len(pairs)
    agreed = sum(a == b for a, b in pairs) / count
    a, b = sum(x for x, _ in pairs) / count, sum(y for _, y in pairs) / count
    chance = a * b + (1 - a) * (1 - b)
    return (agreed - chance) / (1 - chance)


def table(figures: Figures) -> str:
    """The figures as the table of docs/reference/statements.md."""
    agreed = kappas()
    rows = ["| | dev P | dev R | held P | held R | agreement |", "|---|---|---|---|---|---|"]
    for label in (*LABELS, "due", "owner"):
        cells = [f"{figures[f'statements.{split}.{label}.{figure}']:.2f}" for split in SPLITS for figure in "pr"]
        name = label.replace("action|commitment", "action or commitment").replace("due", "due point")
        kappa = f"{agreed[label]:.2f}" if label in agreed else ""
        rows.append(f"| {name} | {' | '.join(cells)} | {kappa} |")
    return "\n".join(rows)
