"""What people do: type, go down, read, trace, come back. Keys and mouse, and nothing lost on the way."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from tests.tui.double import Double, empty, several
from tests.tui.stage import played, pressed, settled, shows, text, typed
from textual.widgets import Input

from minutesearch.present.tui import keys, theme
from minutesearch.present.tui.screens.coverage import CoverageScreen
from minutesearch.present.tui.screens.folder import FolderScreen
from minutesearch.present.tui.screens.help import HelpScreen
from minutesearch.present.tui.screens.meeting import MeetingScreen
from minutesearch.present.tui.screens.search import SearchScreen
from minutesearch.present.tui.screens.topics import TopicsScreen
from minutesearch.present.tui.screens.trace import TraceScreen
from minutesearch.present.tui.widgets.keybar import KeyBar
from minutesearch.present.tui.widgets.pane import Listing
from minutesearch.present.tui.widgets.reader import Reader
from minutesearch.present.tui.widgets.strip import Strip

if TYPE_CHECKING:
    from pathlib import Path

ISSUE = "travel training"


async def test_typing_searches_and_stale_searches_are_dropped() -> None:
    archive = Double()
    async with played(archive) as (app, pilot):
        await typed(app, pilot, "ferry")
        assert "3 sections in 3 of 6 meetings, 3 mentions" in text(app)
        assert archive.asked[-1] == "ferry"
        assert len(archive.asked) <= 5


async def test_a_word_half_typed_finds_what_begins_so() -> None:
    async with played(Double()) as (app, pilot):
        await typed(app, pilot, "fer")
        assert "3 sections in 3 of 6 meetings, 3 mentions" in text(app)
        assert "words that begin so: fer*" in text(app)
        await typed(app, pilot, "ry")
        assert "words that begin so" not in text(app)


async def test_counts_are_those_of_the_answer() -> None:
    archive = Double()
    found = archive.search(ISSUE, limit=0)
    async with played(archive, query=ISSUE) as (app, _):
        line = app.screen.query_one(Strip).timeline
        assert {m: c.mentions for c in line.columns for m in c.meetings if c.mentions} == {
            m.meeting: m.mentions for m in found.by_meeting
        }
        assert f"{found.total} sections in {found.meetings} of 6 meetings, {found.mentions} mentions" in text(app)


async def test_down_enter_reads_and_escape_comes_back_one_step_at_a_time() -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        await pressed(app, pilot, "down")
        assert app.focused is app.screen.query_one("#results")
        await pressed(app, pilot, "down", "enter")
        assert app.focused is app.screen.query_one("#reader")
        assert "Pilot update" in text(app)
        await pressed(app, pilot, "escape")
        assert app.focused is app.screen.query_one("#results")
        await pressed(app, pilot, "escape")
        assert app.focused is app.screen.query_one("#box")
        await pressed(app, pilot, "escape", "escape", "escape")
        assert app.is_running
        assert app.screen.query_one("#box", Input).value == ISSUE


async def test_mentions_go_on_into_the_next_section_and_back() -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        reader = app.screen.query_one(Reader)
        await pressed(app, pilot, "down", "n", "n", "n")
        assert (reader.current, reader.mentions) == (3, 4)
        await pressed(app, pilot, "n")
        assert reader.section is not None
        assert reader.section.title == "Pilot update"
        await pressed(app, pilot, "N")
        assert (reader.current, reader.section.title) == (3, "Travel training: what was learned")


async def test_brackets_go_to_the_meetings_that_mention_it() -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        reader = app.screen.query_one(Reader)
        seen = []
        await pressed(app, pilot, "down")
        for _ in range(5):
            assert reader.section is not None
            seen.append(reader.section.date)
            await pressed(app, pilot, "left_square_bracket")
        assert seen == ["2023-09-12", "2023-06-13", "2023-05-16", "2023-03-14", "2023-01-17"]
        assert "No earlier meeting mentions it." in text(app)
        await pressed(app, pilot, "right_square_bracket")
        assert reader.section is not None
        assert reader.section.date == "2023-03-14"


async def test_strip_picks_one_meeting_and_lets_go() -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        results = app.screen.query_one("#results", Listing)
        await pressed(app, pilot, "tab", "left", "left")
        assert [o.id for o in results.options] == ["harbour-board:2023-06-13/2"]
        assert "5 of 6 meetings" in text(app), "the strip still counts all meetings"
        await pressed(app, pilot, "escape")
        assert len(results.options) == 5
        strip = app.screen.query_one(Strip)
        start = next(s for _, s, _, i in strip._places if i == 3)
        await pilot.click(Strip, offset=(start + 3, 2))
        await settled(app, pilot)
        assert [o.id for o in results.options] == ["harbour-board:2023-03-14/2"]
        await pilot.click(Strip, offset=(start + 3, 2))
        await settled(app, pilot)
        assert len(results.options) == 5


async def test_reverse_keeps_the_place() -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        results = app.screen.query_one("#results", Listing)
        await pressed(app, pilot, "down", "down", "r")
        assert [str(o.id)[14:24] for o in results.options] == sorted(str(o.id)[14:24] for o in results.options)
        assert results.chosen == "harbour-board:2023-06-13/2"


async def test_trace_reads_and_returns() -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        await pressed(app, pilot, "f5")
        assert shows(app, TraceScreen)
        assert app.focused is app.screen.query_one("#story")
        first = text(app)
        await pressed(app, pilot, "r", "r")
        assert text(app) == first
        await pressed(app, pilot, "enter")
        assert shows(app, MeetingScreen)
        assert "The travel training pilot has run for twelve weeks." in text(app)
        await pressed(app, pilot, "escape", "escape")
        assert shows(app, SearchScreen)
        assert app.screen.query_one("#box", Input).value == ISSUE


async def test_trace_needs_an_issue() -> None:
    async with played(Double()) as (app, pilot):
        await pressed(app, pilot, "f5")
        assert shows(app, SearchScreen)
        assert "Type an issue first" in text(app)


async def test_trace_says_where_it_is_silent_and_copies() -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        await pressed(app, pilot, "f5")
        shown = text(app)
        assert "14 Feb 2023  does not mention it" in shown
        assert "no minutes in the archive (the 16 May 2023 meeting approved the April minutes)" in shown
        await pressed(app, pilot, "y")
        assert app.clipboard.startswith("“The travel training pilot has run for twelve weeks.” – Harbour Board, 12 Sep")
        await pressed(app, pilot, "o")
        assert "Source: corpus/2023-09-12.html, line 8" in text(app)
        await pressed(app, pilot, "left_square_bracket", "y")
        assert "Nine families joined" in app.clipboard


async def test_copy_takes_the_sentence_of_the_mention_with_its_citation() -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        await pressed(app, pilot, "down", "n", "n", "y")
        assert app.clipboard == (
            "“Travel training will carry on until the end of March so that winter journeys are counted as well.”"
            " – Harbour Board, 12 September 2023, “Travel training: what was learned”"
            " (corpus/2023-09-12.html, line 8) [harbour-board:2023-09-12/2]"
        )


async def test_meeting_goes_to_its_neighbours() -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        await pressed(app, pilot, "f4", "enter", "left_square_bracket")
        assert "13 June 2023" in text(app)
        await pressed(app, pilot, "right_square_bracket", "right_square_bracket")
        assert "No later meeting mentions it." in text(app)
        await pressed(app, pilot, "tab")
        assert app.focused is app.screen.query_one("#reader")


async def test_topics_filter_search_and_trace() -> None:
    async with played(Double()) as (app, pilot):
        await pressed(app, pilot, "f7")
        assert shows(app, TopicsScreen)
        app.screen.query_one("#box").focus()
        await pressed(app, pilot, "f", "e", "r", "down")
        assert "1 topic" in text(app)
        await pressed(app, pilot, "f5")
        assert shows(app, TraceScreen)
        await pressed(app, pilot, "escape", "enter")
        assert shows(app, SearchScreen)
        await settled(app, pilot)
        await pilot.pause(0.1)
        await settled(app, pilot)
        assert "3 sections in 3 of 6 meetings" in text(app)


async def test_a_suggestion_is_a_key_away() -> None:
    async with played(Double(), query="zeppelin") as (app, pilot):
        await pressed(app, pilot, "down", "enter")
        await pilot.pause(0.1)
        await settled(app, pilot)
        assert app.screen.query_one("#box", Input).value == ISSUE
        assert "5 sections in 5 of 6 meetings" in text(app)


@pytest.mark.parametrize("key", keys.EVERYWHERE, ids=lambda k: k.word)
async def test_every_footer_key_works_while_the_box_has_the_focus(key: keys.Key) -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        assert app.focused is app.screen.query_one("#box")
        before = app.screen
        await pressed(app, pilot, key.keys.split(",", maxsplit=1)[0])
        if key is keys.SEARCH:
            assert app.focused is app.screen.query_one("#box")
        elif key is keys.INGEST:
            assert "Nothing was new" in text(app)
        elif key is keys.QUIT:
            assert app._exit
        else:
            assert app.screen is not before
        assert before.query_one("#box", Input).value == ISSUE


async def test_letters_belong_to_the_box_while_it_has_the_focus() -> None:
    async with played(Double()) as (app, pilot):
        await typed(app, pilot, "tinroyz?/[]")
        assert app.screen.query_one("#box", Input).value == "tinroyz?/[]"
        assert shows(app, SearchScreen)


async def test_footer_by_mouse() -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        bar = app.screen.query_one(KeyBar)
        start = next(s for s, _, key in bar.fitting(120) if key is keys.COVERAGE)
        await pilot.click(KeyBar, offset=(start + 1, 0))
        await settled(app, pilot)
        assert shows(app, CoverageScreen)


async def test_help_is_of_the_pane() -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        await pressed(app, pilot, "down", "question_mark")
        assert shows(app, HelpScreen)
        assert "You are in the results" in text(app)
        await pressed(app, pilot, "escape")
        assert app.focused is app.screen.query_one("#results")


async def test_tab_goes_round_all_panes_at_every_width() -> None:
    for width, panes in ((80, 4), (120, 4), (160, 5)):
        async with played(Double(), query=ISSUE, size=(width, 30)) as (app, pilot):
            seen = []
            for _ in range(panes):
                seen.append(app.focused.id if app.focused else None)
                await pressed(app, pilot, "tab")
            assert seen == ["box", "strip", "results", "reader", "topics"][:panes]
            assert app.focused is app.screen.query_one("#box")
            await pressed(app, pilot, "shift+tab")
            assert app.focused is not None
            assert app.focused.id == seen[-1]


async def test_zoom_gives_a_pane_the_screen() -> None:
    async with played(Double(), query=ISSUE) as (app, pilot):
        await pressed(app, pilot, "down", "z")
        assert app.screen.query_one("#results").outer_size.width == 120
        await pressed(app, pilot, "tab")
        assert app.screen.query_one("#reader").outer_size.width == 120
        await pressed(app, pilot, "escape")
        assert app.screen.query_one("#results").outer_size.width < 60


async def test_narrow_screen_shows_one_pane_at_a_time() -> None:
    async with played(Double(), query=ISSUE, size=(80, 24)) as (app, pilot):
        assert not app.screen.query_one("#reader").display
        await pressed(app, pilot, "enter")
        assert not app.screen.query_one("#results").display
        await pressed(app, pilot, "escape")
        assert app.screen.query_one("#results").display


async def test_reading_what_is_new_says_how_far_it_is_and_the_search_works() -> None:
    archive = Double(newer=("corpus/a.pdf",))
    gate, reached = threading.Event(), threading.Event()

    def reading(file: int) -> None:
        if file:
            reached.set()
            gate.wait(20)

    archive.reading = reading
    async with played(archive) as (app, pilot):
        assert "1 file is newer than the index: F9" in text(app)
        await pilot.press("f9")
        while not reached.is_set():
            await pilot.pause(0.01)
        await pilot.pause()
        assert "Reading 3 of 6: autumn.pdf" in text(app)
        for letter in "ferry":
            await pilot.press(letter)
        # The whole word's answer: one that comes later would take back what is said of the reading.
        while app.words != "ferry" or "3 sections · newest first" not in text(app):
            await pilot.pause(0.02)
        assert "Reading 3 of 6: autumn.pdf" in text(app)
        gate.set()
        # It ends in a thread of its own; the suite's time limit ends this, should it not.
        while "Nothing was new; the archive holds 6 meetings and 17 sections." not in text(app):
            await pilot.pause(0.02)
        assert "newer than the index" not in text(app)


async def test_leaving_does_not_wait_for_the_reading() -> None:
    archive = Double(newer=("corpus/a.pdf",))
    gate, reached, ended = threading.Event(), threading.Event(), threading.Event()

    def reading(file: int) -> None:
        if file:
            reached.set()
            gate.wait(20)
            ended.set()

    archive.reading = reading
    async with played(archive) as (app, pilot):
        await pilot.press("f9")
        while not reached.is_set():
            await pilot.pause(0.01)
        app.exit()
        app.workers.cancel_all()
        gate.set()
    assert ended.wait(20)
    assert archive.newer == ("corpus/a.pdf",), "the reading stopped at the next file"


async def test_empty_archive_offers_three_things(tmp_path: Path) -> None:
    archive = empty()
    async with played(archive, sample=Double) as (app, pilot):
        await pressed(app, pilot, "3")
        assert shows(app, HelpScreen)
        await pressed(app, pilot, "escape", "1")
        assert shows(app, FolderScreen)
        await pressed(app, pilot, *"nowhere", "enter")
        assert "There is no “nowhere”." in text(app)
        app.screen.query_one("#path", Input).value = str(tmp_path)
        await pressed(app, pilot, "enter")
        assert shows(app, SearchScreen)
        assert "Nothing was new" in text(app)
        await pressed(app, pilot, "down", "enter")
        await settled(app, pilot)
        assert "Harbour Board · 6 meetings" in text(app)
        assert app.focused is app.screen.query_one("#box")


async def test_empty_archive_without_a_sample_names_the_command() -> None:
    async with played(empty()) as (app, pilot):
        await pressed(app, pilot, "2")
        assert "minutesearch demo" in text(app)


async def test_palette_opens_a_meeting_and_changes_colours() -> None:
    async with played(several(2), query=ISSUE) as (app, pilot):
        await pressed(app, pilot, "f12", *"light")
        await pilot.pause(0.3)
        await pressed(app, pilot, "enter")
        assert app.theme == theme.LIGHT
        await pressed(app, pilot, "ctrl+p", *"june")
        await pilot.pause(0.3)
        await pressed(app, pilot, "enter")
        assert shows(app, MeetingScreen)


async def test_nothing_moves_or_blinks() -> None:
    async with played(Double(), query=ISSUE) as (app, _):
        assert app.animation_level == "none"
        assert not app.screen.query_one("#box", Input).cursor_blink
