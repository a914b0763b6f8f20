"""Gaps of every kind, from files to what is shown: each with its evidence, the likely told from the known."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from minutesearch.archive import Archive
from minutesearch.model import BodyCoverage, Coverage, Gap, MeetingCoverage
from minutesearch.present.output import as_json, as_text
from minutesearch.present.output.paint import Paper

MINUTES = """Oak Board

Minutes of the meeting held on {day}

1. Apologies

None were received by the clerk.

2. Trees

The board agreed to plant the oak trees.

3. Date of next meeting

The next meeting will be held on {following}.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for day, following in (("12 January 2021", "9 February 2021"), ("11 May 2021", "8 June 2021")):
        (corpus / f"{day}.txt").write_text(MINUTES.format(day=day, following=following), encoding="utf-8")
    with closing(Archive(tmp_path)) as made:
        made.ingest()
    return tmp_path


def test_announced_meetings_are_kept_and_traced(archive: Path) -> None:
    with closing(Archive(archive)) as opened:
        (body,) = opened.coverage().bodies
        assert body.gaps == (
            Gap(
                "Oak Board",
                "2021-02",
                "the 2021-01-12 meeting announced the next meeting for 2021-02-09",
                "oak-board:2021-01-12/3",
                "announced",
            ),
        )
        assert (body.announced, body.announced_in) == ("2021-06-08", "oak-board:2021-05-11/3")
        assert [(p.date, p.state) for p in opened.trace("oak trees").points] == [
            ("2021-01-12", "mentioned"),
            ("2021-02", "missing"),
            ("2021-05-11", "mentioned"),
        ]
        assert opened.state().gaps == 1


def covered() -> Coverage:
    held = MeetingCoverage("b:2021-01-12", "2021-01-12", "minutes", "ordinary", "approved", "said", 3)
    gaps = (
        Gap("B", "2021-02", "the 2021-01-12 meeting announced it for 2021-02-09", "b:2021-01-12/3", "announced"),
        Gap("B", "2021-03", "likely, by its rhythm: it met every month", None, "rhythm"),
    )  # fmt: skip
    return Coverage((BodyCoverage("B", "2021-01-12", "2021-05-11", (held,), gaps, "2021-06-08", "b:2021-05-11/3"),), ())


def test_the_text_shows_the_evidence() -> None:
    lines = as_text.coverage(covered(), Paper(colour=False, width=200)).splitlines()
    assert any("Feb 2021" in line and line.endswith("for 9 Feb 2021 (b:2021-01-12/3)") for line in lines)
    assert any("Mar 2021" in line and "likely, by its rhythm" in line for line in lines)
    assert lines[-1].strip() == "8 Jun 2021 is announced as the next meeting (b:2021-05-11/3)."


def test_the_json_tells_the_kinds_apart() -> None:
    (body,) = as_json.coverage(covered())["bodies"]
    assert [(gap["month"], gap["evidence"], gap["section"]) for gap in body["missing"]] == [
        ("2021-02", "announced", "b:2021-01-12/3"),
        ("2021-03", "rhythm", None),
    ]
    assert body["announced"] == {"date": "2021-06-08", "section": "b:2021-05-11/3"}
