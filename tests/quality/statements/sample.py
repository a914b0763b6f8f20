"""Draws statements at random, so many of a kind, for a person to read: ``python -m tests.quality.statements.sample``.

It reads an archive and prints one JSON object a line, with an id that stays (section, offset, kind) and what stands
before the sentence. Verdicts on such draws are kept beside this file, without the sentences: they are published ones.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path


def draw(archive: Path, seed: int, each: int, without: frozenset[str]) -> list[dict[str, object]]:
    """Statements of each kind, in the order drawn.

    Args:
        archive: an ingested archive.
        seed: of the draw.
        each: statements of each kind.
        without: bodies that are left out.
    """
    from minutesearch.archive import Archive
    from minutesearch.model import STATEMENT_KINDS

    opened = Archive(archive)
    sections = {section.id: section for section in opened.sections() if section.body not in without}
    told = [statement for statement in opened.statements() if statement.section in sections]
    chance = random.Random(seed)
    rows: list[dict[str, object]] = []
    for kind in STATEMENT_KINDS:
        of_kind = [statement for statement in told if kind in statement.kinds]
        for statement in chance.sample(of_kind, min(each, len(of_kind))):
            section = sections[statement.section]
            rows.append(
                {
                    "id": f"{statement.section}@{statement.start}",
                    "kind": kind,
                    "body": section.body,
                    "date": section.date,
                    "title": section.title,
                    "before": section.text[max(0, statement.start - 300) : statement.start],
                    "sentence": statement.sentence,
                    "due_text": statement.due_text,
                    "due": statement.due,
                    "owner": statement.owner,
                    "values": [(v.text, v.value, v.unit) for v in statement.values],
                    "rule": statement.rule,
                }
            )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.quality.statements.sample")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=17)
    parser.add_argument("--without", action="append", default=[], metavar="BODY")
    asked = parser.parse_args()
    for row in draw(asked.archive, asked.seed, asked.each, frozenset(asked.without)):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src"))
    main()
