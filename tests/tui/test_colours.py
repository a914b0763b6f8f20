"""Contrast of all text, computed from the themes and read from the screens as they are drawn; and no colour at all."""

from __future__ import annotations

import pytest
from rich.color import Color
from rich.style import Style
from tests.tui.double import Double, empty
from tests.tui.stage import played, pressed, segments, text

from minutesearch.present.tui import theme

LEAST = 4.5


def _luminance(colour: tuple[int, ...]) -> float:
    parts = [c / 255 for c in colour]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _rgb(colour: str) -> tuple[int, int, int]:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def test_contrast_is_computed_rightly() -> None:
    assert _contrast(_rgb("#ffffff"), _rgb("#000000")) == pytest.approx(21)
    assert _contrast(_rgb("#777777"), _rgb("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize("pair", theme.PAIRS, ids="-on-".join)
def test_pairs(name: str, pair: tuple[str, str]) -> None:
    colours = theme.COLOURS[name]
    assert _contrast(_rgb(colours[pair[0]]), _rgb(colours[pair[1]])) >= LEAST


WAYS = {
    "search": ("", ()),
    "results": ("travel training", ()),
    "list": ("travel training", ("down", "down")),
    "reader": ("travel training", ("down", "enter", "n")),
    "picked": ("travel training", ("tab", "left")),
    "nothing": ("zeppelin", ()),
    "error": ("AND", ()),
    "trace": ("travel training", ("f5",)),
    "coverage": ("", ("f4",)),
    "meeting": ("ferry", ("f4", "enter")),
    "topics": ("", ("f7",)),
    "topics filter": ("", ("f7", "shift+tab")),
    "help": ("", ("f1",)),
    "palette": ("", ("f12",)),
    "palette search": ("", ("f12", "t", "r")),
    "folder": (None, ("1",)),
    "empty": (None, ()),
}
EDGES = set("╭╮╰╯─│▔▁▂▃▄▅▆▇█▌▊▎ ")


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=str)
@pytest.mark.parametrize("name", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize("way", WAYS)
async def test_everything_drawn_is_readable(way: str, name: str, size: tuple[int, int]) -> None:
    query, keys = WAYS[way]
    archive = empty() if query is None else Double(newer=("corpus/a.pdf",))
    async with played(archive, query=query or "", theme=name, size=size) as (app, pilot):
        await pressed(app, pilot, *keys)
        if way == "palette search":
            await pilot.pause(0.3)
        checked = 0
        for segment in segments(app):
            if set(segment.text) <= EDGES:
                continue
            style = segment.style
            assert style is not None
            assert style.color is not None
            assert style.bgcolor is not None
            front, back = style.color.get_truecolor(), style.bgcolor.get_truecolor()
            assert _contrast(tuple(front), tuple(back)) >= LEAST, (segment.text, style)
            assert not style.dim
            assert not style.blink
            checked += 1
        assert checked >= 4


async def test_no_color_gives_none_and_still_shows_what_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with played(Double(), query="travel training") as (app, pilot):
        assert app.theme == theme.PLAIN
        await pressed(app, pilot, "tab", "left", "tab")
        marked, rows = 0, 0
        for segment in segments(app):
            style = segment.style or Style()
            for colour in (style.color, style.bgcolor):
                assert colour is None or colour == Color.default(), (segment.text, style)
            marked += bool(style.underline)
            rows += bool(style.reverse)
        assert marked >= 3, "mentions are underlined"
        assert rows >= 1, "the picked meeting and the chosen entry are reversed"
        assert "▌" in text(app)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, theme.DARK),
        ({"COLORFGBG": "0;15"}, theme.LIGHT),
        ({"COLORFGBG": "15;0"}, theme.DARK),
        ({"TEXTUAL_THEME": theme.LIGHT}, theme.LIGHT),
        ({"TEXTUAL_THEME": "nord"}, theme.DARK),
        ({"NO_COLOR": "1", "COLORFGBG": "0;15"}, theme.PLAIN),
        ({"NO_COLOR": ""}, theme.DARK),
    ],
)
def test_theme_to_begin_with(environ: dict[str, str], expected: str) -> None:
    assert theme.chosen(environ) == expected
