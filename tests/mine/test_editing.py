"""Corrections in topics.toml: what stands there stays, byte for byte, and the file says one thing more."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from minutesearch.errors import ConfigError, UsageError
from minutesearch.mine.editing import Edited, with_dropped, with_same, with_topic
from minutesearch.mine.topics import Topic, topics_in

MARK = "2026-01-02: minutesearch topics"


def _topic(id: str, *names: str, label: str | None = None, under: str | None = None) -> Topic:
    return Topic(id, None, label, names, (), (), under, ())


# -- arbitrary files ----------------------------------------------------------------------------------------

_ids = st.from_regex(r"[a-z]{1,3}(-[a-z0-9]{1,2})?", fullmatch=True)
_names = st.text(st.sampled_from('abcü ’&-"\\'), min_size=1, max_size=8).filter(lambda s: any(c.isalpha() for c in s))
_remarks = st.text(st.sampled_from("ab #[]=\"',é"), max_size=10).map(lambda s: f"#{s}")
_blank = st.sampled_from(["", "\n", "\n\n", "  \n", "# [topics.x] remark\n", "#\n"])


def _string(draw: Callable[..., Any], text: str) -> str:
    plain = "'" not in text and draw(st.booleans())
    return f"'{text}'" if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _array(draw: Callable[..., Any], rows: list[str]) -> str:
    """A list as people write one: in a line or over several, with remarks, with and without a comma at the end."""
    if draw(st.booleans()):
        return f"[{', '.join(rows)}{draw(st.sampled_from(['', ' ', ',', ', '])) if rows else ''}]"
    lines = ["["]
    for i, row in enumerate(rows):
        comma = "," if i < len(rows) - 1 or draw(st.booleans()) else ""
        lines.append(f"{draw(st.sampled_from(['', '  ', chr(9)]))}{row}{comma}{draw(st.sampled_from(['', ' # a, ]']))}")
    if draw(st.booleans()):
        lines.append(draw(_remarks))
    return "\n".join([*lines, "]"])


@st.composite
def files(draw: Callable[..., Any]) -> bytes:
    """A valid topics.toml, written in any way that people write one."""
    rows: str = draw(_blank)
    end = st.sampled_from(["\n", " # remark\n"])
    for key in draw(st.lists(st.sampled_from(["drop", "same", "furniture"]), unique=True)):
        words = draw(st.lists(_names, max_size=3))
        entries = [_string(draw, word) for word in words]
        if key == "same":
            entries = [f"[{entry}, {_string(draw, 'other')}]" for entry in entries]
        rows += f"{key} = {_array(draw, entries)}{draw(end)}{draw(_blank)}"
    for number, id in enumerate(draw(st.lists(_ids, unique=True, max_size=3))):
        names = [_string(draw, f"{name} q{number}") for name in draw(st.lists(_names, max_size=3))]
        rows += f"[topics.{id}]{draw(end)}{draw(_blank)}"
        if draw(st.booleans()):
            rows += f"kind = {_string(draw, 'service')}{draw(end)}"
        if names:
            rows += f"names = {_array(draw, names)}{draw(end)}"
        rows += draw(_blank)
    if draw(st.booleans()):
        rows = rows.rstrip("\n")
    if draw(st.booleans()):
        rows = rows.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if draw(st.booleans()) else b"") + rows.encode()


def _lines_stay(old: bytes, new: bytes) -> bool:
    """Whether all old lines stand in the new file in order, but for one that an entry was put into."""
    before, after = old.splitlines(), new.splitlines()
    kept = 0
    for line in after:
        if kept < len(before) and line == before[kept]:
            kept += 1
    if kept == len(before):
        return True
    # One line may have been cut in two (a list that stood in it), or got a comma.
    for changed in range(len(before)):
        rest = iter(after)
        if all(line in rest for line in before[:changed]) and all(line in rest for line in before[changed + 1 :]):
            return True
    return False


def _checked(old: bytes, edited: Edited) -> dict[str, Any]:
    assert edited.raw is not None
    assert _lines_stay(old, edited.raw)
    letters = iter(edited.raw)
    assert all(byte in letters for byte in old)
    assert edited.raw.startswith(b"\xef\xbb\xbf") == old.startswith(b"\xef\xbb\xbf")
    if b"\r\n" in old:
        assert edited.raw.count(b"\n") == edited.raw.count(b"\r\n")
    assert MARK in edited.raw.decode("utf-8-sig")
    return tomllib.loads(edited.raw.decode("utf-8-sig"))


@given(files(), _ids)
def test_a_new_topic_changes_nothing_else(old: bytes, id: str) -> None:
    before = tomllib.loads(old.decode("utf-8-sig"))
    assume(id not in before.get("topics", {}) and id not in before.get("drop", []))
    after = _checked(old, with_topic(old, _topic(id, "some name", label='Some "name"'), MARK))
    assert after["topics"].pop(id) == {"label": 'Some "name"', "names": ["some name"]}
    assert after["topics"] == before.pop("topics", {})
    assert {k: v for k, v in after.items() if k != "topics"} == before


@given(files(), st.data())
def test_one_more_name_changes_nothing_else(old: bytes, data: st.DataObject) -> None:
    before = tomllib.loads(old.decode("utf-8-sig"))
    assume(before.get("topics"))
    id = data.draw(st.sampled_from(sorted(before["topics"])))
    assume(id not in before.get("drop", []))
    after = _checked(old, with_topic(old, _topic(id, "some name"), MARK))
    assert after["topics"][id].pop("names") == [*before["topics"][id].pop("names", []), "some name"]
    assert after == before


@given(files(), _ids)
def test_a_drop_changes_nothing_else(old: bytes, id: str) -> None:
    before = tomllib.loads(old.decode("utf-8-sig"))
    assume(id not in before.get("drop", []))
    after = _checked(old, with_dropped(old, id, MARK))
    assert after.pop("drop") == [*before.pop("drop", []), id]
    assert after == before


@given(files(), _ids)
def test_a_pair_changes_nothing_else(old: bytes, id: str) -> None:
    before = tomllib.loads(old.decode("utf-8-sig"))
    after = _checked(old, with_same(old, id, "one-more", MARK))
    assert after.pop("same") == [*before.pop("same", []), [id, "one-more"]]
    assert after == before


# -- single cases -------------------------------------------------------------------------------------------


def test_a_new_topic_stands_below_what_there_is_with_its_mark() -> None:
    old = b"# ours\n\n[topics.roof]\nnames = ['roof'] # the hall's\n"
    edited = with_topic(old, _topic("dog-bins", "dog bins", label="Dog bins", under="roof"), MARK)
    assert edited.raw == old + (
        b"\n# 2026-01-02: minutesearch topics\n[topics.dog-bins]\n"
        b'label = "Dog bins"\nnames = ["dog bins"]\nunder = "roof"\n'
    )
    assert edited.lines[0] == f"# {MARK}"


def test_the_first_drop_stands_above_all_tables_below_the_remark_on_the_file() -> None:
    edited = with_dropped(b"# ours\n\n# the roof\n[topics.roof]\nnames = ['roof']\n", "x", MARK)
    assert edited.raw == (
        b'# ours\n\ndrop = [\n    "x", # 2026-01-02: minutesearch topics\n]\n\n'
        b"# the roof\n[topics.roof]\nnames = ['roof']\n"
    )


def test_what_is_there_is_not_written_twice() -> None:
    assert with_dropped(b'drop = ["x"]', "x", MARK).raw is None
    assert with_same(b'same = [["x", "y"]]', "y", "x", MARK).raw is None
    assert with_topic(b'[topics.x]\nnames = ["dog {bin,bins}"]', _topic("x", "dog bin"), MARK).raw is None


def test_a_name_stands_for_one_topic() -> None:
    with pytest.raises(UsageError, match="a name of x"):
        with_topic(b'[topics.x]\nnames = ["dog bins"]', _topic("y", "Dog-bin"), MARK)
    with pytest.raises(UsageError, match="in drop"):
        with_topic(b'drop = ["y"]', _topic("y", "dog bins"), MARK)
    with pytest.raises(UsageError, match="brace"):
        with_topic(b"", _topic("y", "dog {bins"), MARK)


def test_a_file_that_cannot_be_added_to_is_refused_with_the_lines_to_write() -> None:
    with pytest.raises(ConfigError) as refused:
        with_topic(b'topics = { roof = { names = ["roof"] } }\n', _topic("dog-bins", "dog bins"), MARK)
    assert "[topics.dog-bins]" in (refused.value.hint or "")
    with pytest.raises(ConfigError, match="not valid TOML"):
        with_dropped(b"drop = [", "x", MARK)


@given(st.text(max_size=12))
def test_any_name_is_written_or_refused(name: str) -> None:
    try:
        edited = with_topic(b"", _topic("x", name, label=name or "x"), MARK)
    except (UsageError, ConfigError):
        return
    assert edited.raw is not None
    assert len(topics_in(edited.raw, "topics.toml").topics) == 1
