"""Writing a person's correction into ``topics.toml`` without touching anything else that stands there.

Text is only ever put in, each time with a comment that says when and by which command, so that it can be found and
taken out again. What was written is read back before it may replace the file: a way of writing TOML that this room
does not expect is refused, never mangled.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from minutesearch.config import TOPICS_FILE
from minutesearch.errors import ConfigError, UsageError
from minutesearch.mine.phrases import key, spell_out
from minutesearch.mine.tomltext import Value, values, with_entry
from minutesearch.mine.topics import Topic, TopicsFile, topics_in
from minutesearch.text import safe_line

_BOM = "\ufeff"


class Edited(NamedTuple):
    """A file with a correction in it, and the lines that were put in; the bytes are None where it was there already."""

    raw: bytes | None
    lines: tuple[str, ...]


def with_topic(raw: bytes, topic: Topic, mark: str) -> Edited:
    """The file with a topic: a table of its own or, where it has one, more names in that.

    Args:
        raw: the file as it is; empty where there is none.
        topic: its id and names, and what else is to be said of it (for a table of its own only).
        mark: when and by which command, for the comment.

    Raises:
        UsageError: a name cannot be written.
        ConfigError: the file cannot be used, or not be edited as it is written.
    """
    before = _read(raw)
    names = _spelt(topic.names)
    _free(before, topic.id, names)
    known = next((t for t in before.topics if t.id == topic.id), None)
    if known is None:
        lines = (f"# {mark}", *_table(topic))
        after = replace(before, topics=(*before.topics, replace(topic, names=names)))
        return _edited(raw, lambda text: _at_the_end(text, lines), lines, after)
    if topic.kind not in {None, known.kind} or topic.under not in {None, known.under}:
        raise UsageError(f"{topic.id} stands in {TOPICS_FILE} already.", f"Write that under [topics.{topic.id}] there.")
    fresh = [name for name in topic.names if not set(_spelt([name])) <= set(known.names)]
    if not fresh:
        return Edited(None, ())
    grown = replace(known, names=tuple(dict.fromkeys((*known.names, *names))))
    after = replace(before, topics=tuple(grown if t.id == topic.id else t for t in before.topics))
    lines = tuple(f"{_quoted(name)}, # {mark}" for name in fresh)
    return _edited(raw, lambda text: _names(text, topic.id, fresh, mark), lines, after)


def with_same(raw: bytes, first: str, other: str, mark: str) -> Edited:
    """The file with a pair that is one thing; arguments and errors as in :func:`with_topic`."""
    before = _read(raw)
    if any({first, other} <= set(row) for row in before.same):
        return Edited(None, ())
    row = f"[{_quoted(first)}, {_quoted(other)}]"
    after = replace(before, same=(*before.same, (first, other)))
    return _edited(raw, lambda text: _entry(text, "same", row, mark), (f"{row}, # {mark}",), after)


def with_dropped(raw: bytes, id: str, mark: str) -> Edited:
    """The file with an id that is no topic; arguments and errors as in :func:`with_topic`."""
    before = _read(raw)
    if id in before.drop:
        return Edited(None, ())
    after = replace(before, drop=(*before.drop, id))
    return _edited(raw, lambda text: _entry(text, "drop", _quoted(id), mark), (f"{_quoted(id)}, # {mark}",), after)


def _read(raw: bytes) -> TopicsFile:
    return topics_in(raw, TOPICS_FILE)


def _spelt(names: Iterable[str]) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(form for name in names for form in spell_out(name)))
    except ValueError as trouble:
        raise UsageError(f"That is no name: {trouble}.", "Write {a,b} for either word.") from None


def _free(file: TopicsFile, id: str, names: Iterable[str]) -> None:
    """See to it that the file does not drop the topic, nor gives one of its names to another."""
    if id in file.drop:
        raise UsageError(
            f"{TOPICS_FILE} says in drop that {id} is no topic.", "Take it out there first, or choose an id with --id."
        )
    owner = {key(name): topic.id for topic in file.topics for name in topic.names if topic.id != id}
    taken = next((name for name in names if key(name) in owner), None)
    if taken is not None:
        other = owner[key(taken)]
        raise UsageError(f"“{taken}” is a name of {other} in {TOPICS_FILE} already.", "One name stands for one topic.")


def _quoted(text: str) -> str:
    # What JSON writes for a line without control characters is a string of TOML too.
    return json.dumps(safe_line(text), ensure_ascii=False)


def _table(topic: Topic) -> list[str]:
    said = [("label", topic.label), ("kind", topic.kind)]
    rows = [f"{word} = {_quoted(value)}" for word, value in said if value]
    rows.append(f"names = [{', '.join(map(_quoted, topic.names))}]")
    if topic.under:
        rows.append(f"under = {_quoted(topic.under)}")
    return [f"[topics.{topic.id}]", *rows]


def _edited(raw: bytes, edit: Callable[[str], str], lines: tuple[str, ...], wanted: TopicsFile) -> Edited:
    """Edit the text, and see to it that it says what it said, and the correction, and that nothing has gone."""
    text = raw.decode("utf-8-sig")
    found: TopicsFile | None = None
    new = b""
    try:
        edited = edit(text)
        if "\r\n" in text and not re.search(r"(?<!\r)\n", text):
            edited = re.sub(r"(?<!\r)\n", "\r\n", edited)
        new = ((_BOM if raw.startswith(_BOM.encode()) else "") + edited).encode("utf-8")
        if _keeps(text, edited):
            found = topics_in(new, TOPICS_FILE)
    except (ConfigError, ValueError):
        found = None
    if found is None or _plain(found) != _plain(wanted):
        raise ConfigError(
            f"{TOPICS_FILE} is written in a way that cannot be added to without a risk for what stands there.",
            f"Write into it: {' / '.join(lines)}",
        )
    return Edited(new, lines)


def _keeps(old: str, new: str) -> bool:
    """Whether all of the old text stands in the new one, in order."""
    rest = iter(new)
    return all(char in rest for char in old)


def _plain(file: TopicsFile) -> tuple[dict[str, Topic], Any, Any, Any]:
    return {topic.id: topic for topic in file.topics}, file.same, file.drop, file.furniture


def _at_the_end(text: str, lines: Iterable[str]) -> str:
    gap = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
    return text + gap + "\n".join(lines) + "\n"


def _names(text: str, id: str, names: Iterable[str], mark: str) -> str:
    """The text with more names of a topic that has a table in it."""
    for name in names:
        place = _place(text, "topics", id, "names")
        if place is not None:
            text = with_entry(text, place, _quoted(name), mark)
            continue
        # Below the table's head: behind its last line may stand the remark on the next table.
        head = re.search(rf"^\[topics\.{re.escape(id)}\][^\n]*", text, re.MULTILINE)
        if head is None:
            raise ValueError("no table of its own")
        rest = text[head.end() :] or "\n"
        text = f"{text[: head.end()]}\nnames = [\n    {_quoted(name)}, # {mark}\n]{rest}"
    return text


def _entry(text: str, list_: str, row: str, mark: str) -> str:
    """The text with one more entry in a list of the whole file, which is begun where there is none."""
    place = _place(text, list_)
    return with_entry(text, place, row, mark) if place else _at_the_top(text, f"{list_} = [\n    {row}, # {mark}\n]\n")


def _place(text: str, *path: str) -> Value | None:
    return next((value for value in values(text) if value.path == path), None)


def _at_the_top(text: str, lines: str) -> str:
    """A list of the whole file must stand above all tables: below the remark that the file begins with, if it does."""
    rows = text.splitlines(keepends=True)
    head = 0
    while head < len(rows) and rows[head].startswith("#"):
        head += 1
    if head == len(rows):
        return _at_the_end(text, [lines.rstrip("\n")])
    if head and not rows[head].strip():
        return "".join(rows[: head + 1]) + lines + "\n" + "".join(rows[head + 1 :])
    return lines + "\n" + text
