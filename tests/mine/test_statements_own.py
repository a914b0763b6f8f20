"""Floors of the statements on our own labelled minutes and, by the gold's own grader, on the published page."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from minutesearch.mine.statements import find
from minutesearch.model import Section, Statement

OWN = Path(__file__).parents[1] / "quality" / "statements" / "own.jsonl"
FLOORS = {
    # Precision and recall on the half whose sentences no rule was written from. A little below what is reached.
    "decision": (0.85, 0.77),
    "action": (0.80, 0.70),
    "action|commitment": (0.80, 0.84),
    "concern": (0.70, 0.63),
    "figure": (0.90, 0.90),
}


class Labelled(NamedTuple):
    """What was found in one sentence, and what a reader found."""

    statement: Statement | None
    kinds: frozenset[str]
    gold: frozenset[str]
    due: list[str]


def with_both(kinds: set[str]) -> frozenset[str]:
    return frozenset(kinds | {"action|commitment"} if kinds & {"action", "commitment"} else kinds)


def read(split: str) -> Iterator[Labelled]:
    for line in OWN.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if row["split"] != split:
            continue
        items = tuple(sentence["text"] for sentence in row["sentences"] if sentence["starts"] == "item")
        kept = Section(
            row["id"], row["id"], "Board", row["date"], 1, "", row["title"], False, None, row["body"], items, ()
        )
        found = {statement.sentence: statement for statement in find(kept)}
        for sentence in row["sentences"]:
            statement = found.get(sentence["text"])
            due = sentence["due"] or []
            yield Labelled(
                statement,
                with_both(set(statement.kinds) if statement else set()),
                with_both(set(sentence["labels"])),
                due if isinstance(due, list) else [due],
            )


@pytest.fixture(scope="module")
def held() -> list[Labelled]:
    rows = list(read("held"))
    assert len(rows) > 300
    return rows


@pytest.mark.parametrize("kind", FLOORS)
def test_our_own_minutes(held: list[Labelled], kind: str) -> None:
    said = [row for row in held if kind in row.kinds]
    gold = [row for row in held if kind in row.gold]
    right = sum(kind in row.gold for row in said)
    precision, recall = right / len(said), right / len(gold)
    assert (precision >= FLOORS[kind][0], recall >= FLOORS[kind][1]) == (True, True), f"{precision:.2f} {recall:.2f}"


def test_due_points_of_our_own_minutes(held: list[Labelled]) -> None:
    said = [(row.statement.due, row.due) for row in held if row.statement and row.statement.due]
    right = sum(due in gold for due, gold in said)
    assert right / len(said) >= 0.92
    assert right / sum(bool(row.due) for row in held) >= 0.6


@pytest.mark.shared
def test_the_published_page(shared: Path, tmp_path: Path) -> None:
    rows = []
    for meeting in json.loads((shared / "gold" / "sections.json").read_text(encoding="utf-8"))["meetings"]:
        for n, printed in enumerate(meeting["sections"], 1):
            items = printed["list_items"] if isinstance(printed["list_items"], list) else []
            name = f"send-board:{meeting['date']}"
            kept = Section(
                f"{name}/{n}", name, "Board", meeting["date"], n, "", printed["title"], False, None, printed["text"],
                tuple(items), (),
            )  # fmt: skip
            rows += [
                {
                    "section": kept.id, "date": kept.date, "title": kept.title, "sentence": each.sentence,
                    "kinds": each.kinds, "due": each.due, "due_text": each.due_text,
                    "values": [{"value": v.value, "unit": v.unit, "text": v.text} for v in each.values],
                }
                for each in find(kept)
            ]  # fmt: skip
    lines = tmp_path / "statements.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    floors = [
        "by_label.decision.p=0.9", "by_label.decision.r=0.9", "by_label.action.p=0.8", "by_label.action.r=0.85",
        "by_label.action|commitment.p=0.9", "by_label.action|commitment.r=0.95", "by_label.concern.p=0.85",
        "by_label.concern.r=0.85", "by_label.figure.p=0.85", "by_label.figure.r=1", "due_right=1",
    ]  # fmt: skip
    grader = [sys.executable, str(shared / "gold" / "grade.py"), "statements", str(lines), "--min", *floors]
    done = subprocess.run(grader, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
