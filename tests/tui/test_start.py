"""How the terminal UI starts: nothing heavy before the splash, the first answer asked for ahead."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest
from tests.tui.double import Double, empty
from tests.tui.stage import played, text

from minutesearch.errors import QueryError
from minutesearch.present.tui.ahead import answer, ask_ahead


def test_importing_the_room_imports_no_textual(child_environment: dict[str, str]) -> None:
    code = (
        "import sys, minutesearch.present.tui, minutesearch.present.tui.ahead;"
        "print([m for m in sys.modules if m.partition('.')[0] in ('textual', 'rich', 'asyncio', 'spacy')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=child_environment, text=True, capture_output=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_first_screen_imports_no_other(child_environment: dict[str, str]) -> None:
    code = (
        "import sys, minutesearch.present.tui.app;"
        "names = ('tui.screens.', 'widgets._data_table', 'spacy');"
        "print([m for m in sys.modules if any(name in m for name in names)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=child_environment, text=True, capture_output=True, check=True
    )
    found = {name.rpartition(".")[2] for name in done.stdout.strip("[]\n ").replace("'", "").split(", ")}
    assert found == {"page", "reading", "search", "view"}


async def test_an_answer_asked_for_ahead_is_asked_for_once() -> None:
    archive = Double()
    first = ask_ahead(archive, "ferry")
    first.result(timeout=20)
    async with played(archive, query="ferry", first=first) as (app, _):
        assert archive.asked == ["ferry"]
        assert "3 sections in 3 of 6 meetings" in text(app)
        assert gc.isenabled()


async def test_what_fails_ahead_is_told_on_the_screen() -> None:
    archive = Double()
    first = ask_ahead(archive, "AND")
    with pytest.raises(QueryError):
        first.result(timeout=20)
    async with played(archive, query="AND", first=first) as (app, _):
        assert "AND needs words on both sides" in text(app)
        assert "Harbour Board · 6 meetings" in text(app)


async def test_an_empty_archive_is_not_searched() -> None:
    archive = empty()
    first = ask_ahead(archive, "ferry")
    assert first.result(timeout=20).results is None
    async with played(archive, query="ferry", first=first) as (app, _):
        assert "No minutes yet" in text(app)
        assert archive.asked == []


def test_half_a_word_and_a_whole_one() -> None:
    archive = Double()
    assert answer(archive, "ferr").query == "ferr*"
    assert answer(archive, "ferry").query == "ferry"
    assert answer(archive, "ferr ").total == 0
    assert answer(archive, "zeppelin").query == "zeppelin"
