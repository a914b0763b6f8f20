"""The Markdown file: quotes read back as they were, and nothing of them is a mark."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.boards import HOSTILE, Builder

from minutesearch.evidence.exported import markdown as reader
from minutesearch.model import CUT, Storyboard
from minutesearch.present.export import rendered
from minutesearch.present.export.markdown import _line
from minutesearch.text import safe_line


def lines(board: Storyboard) -> list[str]:
    return rendered(board, ".md").decode("utf-8").splitlines()


def test_a_quote_is_a_block_with_its_citation_on_the_next_line(storyboard: Storyboard) -> None:
    found = lines(storyboard)
    at = found.index("> “Two patrols were recieved [sic] […] and the third would start after Easter.”")
    assert found[at + 1] == (
        "> — Example Board, 12 March 2024, “Crossing patrols” (minutes, approved; page 3, line 14) · "
        "[open the source](<https://board.example/2024-03.pdf#page=3>) · `example-board:2024-03-12/2` · source 2"
    )


def test_verify_reads_back_what_was_quoted_and_from_where(storyboard: Storyboard) -> None:
    found = reader.read(rendered(storyboard, ".md"))
    assert [q.text for q in found.quotes] == [e.item.quote.replace("\n", " ") for e in storyboard.evidence]
    assert [q.section for q in found.quotes] == [e.item.section for e in storyboard.evidence]
    assert (found.quotes[0].path, found.quotes[0].sha256) == ("example/2024-02-13.pdf", "ab" * 32)


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1, max_size=3))
def test_any_quote_is_read_back_but_for_white_space(parts: list[str]) -> None:
    quote = CUT.join(parts)
    if not safe_line(quote):
        return
    found = reader.read(rendered(Builder().quote(quote).board(), ".md")).quotes
    assert [safe_line(q.text) for q in found] == [safe_line(quote)]


@pytest.mark.parametrize(
    ("quote", "written"),
    [
        ("He [sic] said.", "He \\[sic\\] said."),
        ("He said […].", "He said \\[…\\]."),
        (f"He{CUT}said [sic].", "He […] said \\[sic\\]."),
    ],
)
def test_brackets_that_were_printed_are_no_marks_of_ours(quote: str, written: str) -> None:
    assert f"> “{written}”" in lines(Builder().quote(quote).board())


def test_nothing_that_is_quoted_is_a_mark(hostile: Storyboard) -> None:
    text = rendered(hostile, ".md").decode("utf-8")
    assert not re.search(r"(?<!\\)<(?!https?://)", text)
    assert not re.search(r"\]\((?!<https?://)", text.replace("\\]", ""))
    assert "\x00" not in text
    for line in text.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) in {3, 5}, line
    assert sum(line.startswith("> “") for line in text.splitlines()) == len(HOSTILE)
    assert text.startswith("# \\<script\\>")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. First", "1\\. First"),
        ("- dash", "\\- dash"),
        ("=== x", "\\=== x"),
        ("Plain 1. x", "Plain 1. x"),
        ("# x", "\\# x"),
    ],
)
def test_the_beginning_of_a_line_is_no_list_and_no_heading(text: str, written: str) -> None:
    assert _line(text) == written


def test_the_parts_stand_in_order(storyboard: Storyboard) -> None:
    heads = [line for line in lines(storyboard) if line.startswith(("# ", "## "))]
    assert heads == [
        "# A safe way to school", "## What was searched", "## Timeline", "## Evidence", "## Promises still open",
        "## Sources",
    ]  # fmt: skip
    assert "| No. | Source | Retrieved | SHA-256 |" in lines(storyboard)
    assert "**NOT VERIFIED: these are not the words as printed.**" in lines(storyboard)
    assert "Note: Ask for the rota." in lines(storyboard)
