"""The screens over the real archive: the same counts as the archive gives, on every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.stage import played, pressed, text

from minutesearch.archive import Archive
from minutesearch.present.tui.widgets.strip import Strip

if TYPE_CHECKING:
    from pathlib import Path


async def test_search_trace_topics_and_coverage_agree_with_the_archive(sample_archive: Path) -> None:
    archive = Archive.open(sample_archive)
    found = archive.search("personal budgets", limit=0)
    traced = archive.trace("personal budgets")
    assert found.total > 0
    async with played(archive, query="personal budgets") as (app, pilot):
        said = f"{found.total} sections in {found.meetings} of {archive.state().meetings} meetings"
        assert f"{said}, {found.mentions} mentions" in text(app)
        counted = {
            m: c.mentions for c in app.screen.query_one(Strip).timeline.columns for m in c.meetings if c.mentions
        }
        assert counted == {m.meeting: m.mentions for m in found.by_meeting}
        await pressed(app, pilot, "f5")
        assert f"{traced.mentioned_in} of {traced.meetings} meetings · {traced.mentions} mentions" in text(app)
        await pressed(app, pilot, "escape", "f4")
        gaps = sum(len(body.gaps) for body in archive.coverage().bodies)
        assert f"{gaps} months without minutes" in text(app)
        await pressed(app, pilot, "escape", "f7")
        assert f"{len(archive.topics())} topics" in text(app)
    archive.close()


async def test_an_empty_folder_reads_a_file_and_answers(tmp_path: Path, sample_archive: Path) -> None:
    archive = Archive.open(tmp_path, create=True)
    async with played(archive) as (app, pilot):
        assert "No minutes yet" in text(app)
        app.read_files((sample_archive / "corpus" / "send-board-meetings.html",))
        await pressed(app, pilot)
        await app.workers.wait_for_complete()
        await pressed(app, pilot, "f3")
        assert "No minutes yet" not in text(app)
        state = archive.state()
        assert state.meetings > 0
        assert f"{state.meetings} meetings, {state.sections} sections" in text(app).splitlines()[0]
    archive.close()
