"""Every screen and every state, as text, at the sizes people have."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.tui.double import Double, empty, several
from tests.tui.stage import played, pressed, settled, text, typed

from minutesearch.errors import IndexDamaged
from minutesearch.model import Source

SIZES = ((80, 24), (100, 30), (120, 30), (160, 50))
Golden = Callable[[str, str], None]
ISSUE = "travel training"

SCREENS = {
    "search": ("", ()),
    "results": (ISSUE, ()),
    "reader": (ISSUE, ("enter",)),
    "trace": (ISSUE, ("f5",)),
    "meeting": (ISSUE, ("down", "f4", "enter")),
    "topics": (ISSUE, ("f7",)),
    "coverage": (ISSUE, ("f4",)),
    "help": (ISSUE, ("f1",)),
    "palette": (ISSUE, ("f12",)),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("name", SCREENS)
async def test_screen(name: str, size: tuple[int, int], golden: Golden) -> None:
    query, keys = SCREENS[name]
    async with played(Double(), query=query, size=size) as (app, pilot):
        await pressed(app, pilot, *keys)
        golden(f"{name}-{size[0]}x{size[1]}", text(app))


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_nothing_is_clipped(size: tuple[int, int]) -> None:
    """No word of the strip, the first line or the footer is cut at any size."""
    async with played(Double(), query=ISSUE, size=size) as (app, pilot):
        for key in ("", "f5", "escape", "f4", "escape", "f7"):
            if key:
                await pressed(app, pilot, key)
            lines = text(app).splitlines()
            known = (ISSUE, "no minutes", "no mention", "section", "sections", "begun", "Quit")
            for line in (lines[0], lines[-1]):
                assert "…" not in line
                assert len(line) <= size[0]
            assert lines[-1].endswith("F10 Quit")
            assert any(word in "\n".join(lines) for word in known)


async def test_empty_archive(golden: Golden) -> None:
    async with played(empty()) as (app, _):
        golden("state-empty", text(app))


async def test_empty_archive_with_files_unread(golden: Golden) -> None:
    archive = empty()
    archive.newer = ("corpus/new.pdf",)
    async with played(archive) as (app, _):
        golden("state-unread", text(app))


@pytest.mark.parametrize("size", SIZES[:3:2], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_no_hits(size: tuple[int, int], golden: Golden) -> None:
    async with played(Double(), query="zeppelin", size=size) as (app, _):
        golden(f"state-no-hits-{size[0]}x{size[1]}", text(app))


async def test_half_typed_query_keeps_the_last_answer(golden: Golden) -> None:
    async with played(Double(), query="ferry") as (app, pilot):
        before = text(app)
        await typed(app, pilot, ' "late')
        kept = text(app)
        assert "Still typing?" not in kept
        assert kept.splitlines()[4:] == before.splitlines()[4:]
        while "Still typing?" not in text(app):
            await pilot.pause(0.05)
        golden("state-half-typed", text(app))


async def test_query_that_is_none(golden: Golden) -> None:
    async with played(Double(), query="AND") as (app, _):
        golden("state-query-error", text(app))


async def test_error_says_cause_and_next_step(golden: Golden) -> None:
    archive = Double(
        trouble=IndexDamaged("The index cannot be read, a file of it is cut short.", "F9 makes a new one.")
    )
    async with played(archive, query="ferry") as (app, _):
        golden("state-error", text(app))


async def test_stale(golden: Golden) -> None:
    async with played(Double(newer=("corpus/a.pdf", "corpus/b.pdf")), query="ferry") as (app, _):
        golden("state-stale", text(app))


async def test_several_bodies(golden: Golden) -> None:
    for bodies in (2, 4, 6):
        async with played(several(bodies), query="ferry", size=(160, 50)) as (app, _):
            golden(f"state-bodies-{bodies}", text(app))


async def test_unread_sources(golden: Golden) -> None:
    bad = Source("corpus/scan.pdf", "0" * 64, "application/pdf", "pdf", "no-text", "the pages are pictures")
    async with played(Double(unread=(bad,)), query="ferry") as (app, pilot):
        await pressed(app, pilot, "f4")
        golden("state-unread-sources", text(app))


@pytest.mark.parametrize("size", [(59, 30), (120, 15), (30, 8)], ids=str)
async def test_window_too_small(size: tuple[int, int]) -> None:
    async with played(Double(), query=ISSUE, size=size) as (app, pilot):
        shown = " ".join(text(app).split())
        assert "Make the window larger" in shown
        assert "minutesearch query" in shown
        await pilot.resize_terminal(80, 24)
        await settled(app, pilot)
        assert "5 sections" in text(app)


async def test_trace_without_a_mention(golden: Golden) -> None:
    async with played(Double(), query="zeppelin") as (app, pilot):
        await pressed(app, pilot, "f5")
        golden("state-trace-nothing", text(app))


async def test_picked_meeting_and_picked_gap(golden: Golden) -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        await pressed(app, pilot, "tab", "left", "left")
        golden("state-picked-meeting", text(app))
        await pressed(app, pilot, "left", "left")
        golden("state-picked-gap", text(app))
