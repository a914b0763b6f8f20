"""Nothing that a document, a name or an error says commands the terminal or is read as markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.tui.double import Double, hostile
from tests.tui.stage import played, pressed, segments, strips, text

from minutesearch.errors import IndexDamaged, QueryError
from minutesearch.present.tui import show
from minutesearch.present.tui.screens.page import explain

FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
EVIL = "[/] [@click=app.bell]x[/] [red]\x1b]52;c;ZXZpbA==\x07\x1b[2J\u202eabc\u200b\x9b2J [redacted]"

WAYS = {
    "results": (),
    "picked gap": ("tab", "right"),
    "reader": ("enter",),
    "source": ("down", "o"),
    "copied": ("down", "y"),
    "trace": ("f5",),
    "trace copied": ("f5", "y"),
    "coverage": ("f4",),
    "unread": ("f4", "end", "enter"),
    "meeting": ("f4", "enter"),
    "topics": ("f7",),
    "help": ("f1",),
    "palette": ("ctrl+p", "b", "o", "a", "r", "d"),
}


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=str)
@pytest.mark.parametrize("way", WAYS)
async def test_every_screen_is_safe(way: str, size: tuple[int, int]) -> None:
    async with played(hostile(), query="ferry", size=size) as (app, pilot):
        await pressed(app, pilot, *WAYS[way])
        if way == "palette":
            await pilot.pause(0.3)
        assert not FORBIDDEN.search(text(app).replace("\n", ""))
        for line in strips(app):
            for segment in line:
                meta = segment.style.meta if segment.style else {}
                assert "@click" not in meta, "a document gave an action"
                assert not (segment.style and segment.style.link), "a document gave a link"
        if way not in {"help", "topics", "palette"}:
            assert "[/]" in text(app), "what looks like markup is shown as it stands"
        assert not FORBIDDEN.search(app.clipboard)


async def test_hostile_text_stays_verbatim() -> None:
    async with played(hostile(), query="ferry") as (app, _):
        shown = " ".join(text(app).split())
        assert "[@click=app.bell]x[/]" in shown
        assert "[redacted]" in shown
        assert "\ufffd" in shown


@pytest.mark.parametrize(
    "error",
    [IndexDamaged(f"broken {EVIL}.", EVIL), QueryError(f"wrong {EVIL}", EVIL, 3, EVIL), OSError(5, EVIL)],
    ids=lambda e: type(e).__name__,
)
async def test_errors_are_safe(error: Exception) -> None:
    async with played(Double(), query="ferry") as (app, _):
        app.screen.complain(error)  # type: ignore[attr-defined]
        assert not FORBIDDEN.search(text(app).replace("\n", ""))
        assert "[/]" in text(app)
        assert explain(error)


async def test_what_is_typed_is_safe() -> None:
    async with played(Double(), query="[/] [@click=app.bell]x[/] [bold") as (app, pilot):
        assert "[@click=app.bell]x[/]" in text(app)
        await pressed(app, pilot, "f5")
        assert "[@click=app.bell]x[/]" in text(app)
        assert all("@click" not in s.style.meta for s in segments(app) if s.style)


ANYTHING = st.text(st.characters(), max_size=200) | st.text("ab \n\t\x1b[\u202e\u200b界", max_size=120)


@given(ANYTHING, st.lists(st.tuples(st.integers(0, 220), st.integers(0, 220)), max_size=6))
def test_marks_move_with_the_text(source: str, marks: list[tuple[int, int]]) -> None:
    kept = show.marked(source, sorted(marks))
    assert not FORBIDDEN.search(kept.text.replace("\n", ""))
    last = 0
    for start, end in kept.marks:
        assert last <= start <= end <= len(kept.text)
        last = end
    for single in marks:
        start, end = sorted(min(m, len(source)) for m in single)
        if start < end and "\r" not in source:
            one = show.marked(source, [(start, end)])
            a, b = one.marks[0]
            assert one.text[a:b] == show.clean(source[start:end]).replace("\t", " ")


@given(ANYTHING, st.integers(1, 40))
def test_wrapping_loses_no_word(source: str, width: int) -> None:
    kept = show.marked(source).text
    lines = show.wrap(kept, width)
    assert "".join(kept[a:b] for a, b in lines).replace(" ", "") == kept.replace("\n", "").replace(" ", "")
    for a, b in lines:
        assert cell_len(kept[a:b].strip(" ")) <= max(width, 2), "a wide character may need two cells"


@given(st.lists(st.text("abcdef", min_size=1, max_size=9), min_size=1, max_size=40), st.integers(12, 50), st.data())
def test_a_snippet_is_never_cut_within_a_word(words: list[str], width: int, data: st.DataObject) -> None:
    source = " ".join(words)
    at = data.draw(st.integers(0, len(words) - 1))
    start = len(" ".join(words[:at])) + (1 if at else 0)
    shown = show.excerpt(show.Marked(source, ((start, start + len(words[at])),)), width, 2)
    assert len(shown) <= 2
    for line in shown:
        for word in line.plain.replace("…", " ").split():
            assert word in words


@given(ANYTHING, st.integers(0, 60))
def test_a_cut_line_fits(source: str, width: int) -> None:
    assert cell_len(show.cut(source, width)) <= max(width, 0)
    assert cell_len(show.fitting([source, source, "end"], width)) <= max(width, 0)
