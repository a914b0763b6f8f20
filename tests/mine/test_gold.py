"""Floors on the published SEND Board page: topics, glossary and true counts, by the gold's own grader."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from minutesearch.mine.glossary import collect
from minutesearch.mine.tagger import Tagger
from minutesearch.mine.vocabulary import load
from minutesearch.model import GlossaryEntry, Tag

pytestmark = pytest.mark.shared


class _Section(NamedTuple):
    id: str
    date: str
    title: str
    text: str


class _Mined(NamedTuple):
    sections: list[_Section]
    glossary: tuple[GlossaryEntry, ...]
    tags: list[Tag]


@pytest.fixture(scope="module")
def mined(shared: Path) -> _Mined:
    meetings = json.loads((shared / "gold" / "sections.json").read_text(encoding="utf-8"))["meetings"]
    sections = [
        _Section(f"send-board:{meeting['date']}/{section['n']}", meeting["date"], section["title"], section["text"])
        for meeting in sorted(meetings, key=lambda meeting: str(meeting["date"]))
        for section in meeting["sections"]
    ]
    glossary = collect(sections)
    tagger = Tagger(load().merge_learned(glossary))
    return _Mined(sections, glossary, [tag for s in sections for tag in tagger.tag(s.id, s.title, s.text)])


def _grade(shared: Path, kind: str, folder: Path, rows: Iterable[dict[str, object]], *options: str) -> None:
    lines = folder / f"{kind}.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    grader = [sys.executable, str(shared / "gold" / "grade.py"), kind, str(lines), *options]
    done = subprocess.run(grader, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_topics(shared: Path, mined: _Mined, tmp_path: Path) -> None:
    sections = tmp_path / "sections.jsonl"
    sections.write_text("".join(json.dumps(section._asdict()) + "\n" for section in mined.sections), encoding="utf-8")
    tags: list[dict[str, object]] = [{"section": tag.section, "concept": tag.concept} for tag in mined.tags]
    floors = ("--min", "p=0.95", "r=0.93", "primary_recall=0.98")
    _grade(shared, "topics", tmp_path, tags, "--sections", str(sections), *floors)


def test_glossary(shared: Path, mined: _Mined, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"short": entry.short, "long": entry.long} for entry in mined.glossary]
    floors = ("--min", "found=1", "wrong=0", "must_reject_given=0", "never_expanded=1")
    _grade(shared, "glossary", tmp_path, rows, *floors)


def test_every_tag_and_entry_stands_in_its_section(mined: _Mined) -> None:
    sections = {section.id: section for section in mined.sections}
    for tag in mined.tags:
        section = sections[tag.section]
        assert (section.title if tag.where == "title" else section.text)[tag.start : tag.end] == tag.surface
    for entry in mined.glossary:
        section = sections[entry.section]
        assert any(entry.short in line[entry.start : entry.end] for line in (section.text, section.title))


@pytest.mark.parametrize(
    ("issue", "mentions"),
    [
        ("key-worker", [2, 2, 1, 2, 2, 6]),
        ("hyms", [4, 3, 3, 1, 1, 3]),
        ("personal-budgets", [2, 0, 5, 2, 1, 2]),
        ("written-statement-of-action", [0, 2, 0, 0, 0, 0]),
    ],
)
def test_mentions_a_meeting(mined: _Mined, issue: str, mentions: list[int]) -> None:
    # The true counts of ../shared/design/mining.md: names in titles and texts, each stretch once.
    dates = {section.id: section.date for section in mined.sections}
    counted = Counter(dates[tag.section] for tag in mined.tags if tag.concept == issue and tag.rule == "name")
    assert [counted[date] for date in sorted(set(dates.values()))] == mentions
