"""What may be shown: no text from a document can command a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch.text import safe_line, safe_text

CONTROLS = [chr(n) for n in (*range(0x20), *range(0x7F, 0xA0))]
INVISIBLE = [chr(n) for n in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)]
SURROGATES = [chr(n) for n in (0xD800, 0xDBFF, 0xDC00, 0xDFFF)]
BREAKS = ["\r\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"]
SEQUENCES = [
    "\x1b]52;c;bm8=\x07",
    "\x1b[2J",
    "\x9b2J",
    "\x1bP1$r\x1b\\",
    "\x1b]8;;http://example.org\x1b\\",
    "\u202etxt.exe",
]

hostile = st.lists(
    st.one_of(
        st.sampled_from(CONTROLS), st.sampled_from(INVISIBLE), st.sampled_from(SURROGATES), st.sampled_from(BREAKS),
        st.sampled_from(SEQUENCES), st.text(max_size=8), st.characters(),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(hostile)
@example("".join(CONTROLS + INVISIBLE + SURROGATES + BREAKS + SEQUENCES))
def test_nothing_that_is_shown_commands_a_terminal(text: str) -> None:
    shown = safe_text(text)
    assert not set(shown) & (set(CONTROLS) - set("\n\t"))
    assert not set(shown) & set(INVISIBLE)
    shown.encode("utf-8")  # a lone surrogate would stop the answer half way
    assert safe_text(shown) == shown


@given(hostile)
def test_a_line_is_one_line(text: str) -> None:
    line = safe_line(text)
    assert len(line.splitlines()) <= 1
    assert "\t" not in line


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp"))))
def test_what_can_be_read_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


def test_the_lists_are_those_of_unicode() -> None:
    assert all(unicodedata.category(char) == "Cc" for char in CONTROLS)
    assert all(unicodedata.category(char) == "Cf" for char in INVISIBLE)


def test_brackets_are_text() -> None:
    assert safe_text("approved [redacted] see [/] [@click=app.bell]x[/]") == (
        "approved [redacted] see [/] [@click=app.bell]x[/]"
    )
