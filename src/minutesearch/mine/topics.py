"""Reading the built-in vocabularies and an archive's ``topics.toml``: what is written there, checked, nothing more.

A mistake in a file that an officer wrote is met with its name, the key, and what to write instead.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from minutesearch.errors import ConfigError
from minutesearch.mine.phrases import key, spell_out
from minutesearch.model import TOPIC_KINDS
from minutesearch.text import fold

BUILT_IN = Path(__file__).with_name("vocabularies")
"""The folder of the built-in vocabularies: every ``.toml`` file in it is loaded, in the order of the names."""
KINDS = TOPIC_KINDS
_TABLE_KEYS = ("kind", "label", "names", "signs", "titles", "not", "under", "remove")
_FILE_KEYS = ("topics", "same", "drop", "furniture")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Topic:
    """One table of the file. What a table leaves out is None or empty, so that it can be laid over another."""

    id: str
    kind: str | None
    label: str | None
    names: tuple[str, ...]
    signs: tuple[str, ...]
    not_in: tuple[str, ...]
    under: str | None
    remove: tuple[str, ...]
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicsFile:
    """All of a file: its topics, pairs that are the same, ids that are no topics, titles that are furniture."""

    topics: tuple[Topic, ...]
    same: tuple[tuple[str, ...], ...] = ()
    drop: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()


@cache
def read_built_in(folder: Path = BUILT_IN) -> TopicsFile:
    """All files of a folder of vocabularies as one.

    Raises:
        ConfigError: a file is at fault, or two of them have a topic or a name in common.
    """
    files = [(path.name, read_topics(path)) for path in sorted(folder.glob("*.toml"))]
    homes: dict[str, str] = {}
    owners: dict[str, str] = {}
    for file, found in files:
        for topic in found.topics:
            home = homes.setdefault(topic.id, file)
            if home != file:
                raise ConfigError(f"{file}: topics.{topic.id} stands in {home} already.", "Make one topic of the two.")
        _once(file, found.topics, owners)
    rows = [found for _, found in files]
    return TopicsFile(
        tuple(topic for found in rows for topic in found.topics),
        tuple(pair for found in rows for pair in found.same),
        tuple(id for found in rows for id in found.drop),
        tuple(dict.fromkeys(title for found in rows for title in found.furniture)),
    )


def read_topics(path: Path) -> TopicsFile:
    """Read and check a file of topics.

    Raises:
        ConfigError: the file cannot be read, is no TOML, or an entry is not what it should be.
    """
    try:
        raw = path.read_bytes()
    except OSError as trouble:
        raise ConfigError(f"{path.name} cannot be read: {trouble.strerror}.", "Check the file's permissions.") from None
    return topics_in(raw, path.name)


def topics_in(raw: bytes, name: str) -> TopicsFile:
    """Read and check the bytes of a file of topics.

    Args:
        raw: its bytes.
        name: what it is called, for the messages.

    Raises:
        ConfigError: as :func:`read_topics`.
    """
    try:
        table = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigError(f"{name} is not UTF-8 text.", "Save it again as UTF-8.") from None
    except tomllib.TOMLDecodeError as trouble:
        raise ConfigError(
            f"{name} is not valid TOML: {trouble}.",
            'A topic is written [topics.some-name] and names = ["a", "b"].',
        ) from None
    return _File(name).read(table)


class _File:
    """Checks the tables of one file; holds its name for the messages."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, table: Mapping[str, Any]) -> TopicsFile:
        for entry, value in table.items():
            if entry not in _FILE_KEYS:
                instead = f"Write [topics.{entry}]." if isinstance(value, dict) else _nearest(entry, _FILE_KEYS)
                raise ConfigError(f"{self.name}: “{entry}” is not known here.", instead)
        topics = table.get("topics", {})
        if not isinstance(topics, dict):
            raise self._fault("topics", "is not a table", "Write [topics.some-name] above each topic.")
        found = TopicsFile(
            tuple(self._topic(name, entry) for name, entry in topics.items()),
            self._same(table.get("same", [])),
            self._words(table, "drop", "drop", 'drop = ["some-name"]'),
            self._words(table, "furniture", "furniture", 'furniture = ["a title"]'),
        )
        _once(self.name, found.topics, {})
        return found

    def _topic(self, name: str, entry: Any) -> Topic:
        where = f"topics.{name}"
        if not _ID.fullmatch(name):
            fixed = slug(name) or "some-name"
            raise self._fault(where, "is not an id of small letters, digits and hyphens", f"Write [topics.{fixed}].")
        if not isinstance(entry, dict):
            raise self._fault(where, "is not a table", f'Write [{where}] and below it names = ["…"].')
        for word in entry:
            if word not in _TABLE_KEYS:
                raise self._fault(f"{where}.{word}", "is not known here", _nearest(word, _TABLE_KEYS))
        kind = self._word(entry, "kind", where)
        if kind is not None and kind not in KINDS:
            raise self._fault(f"{where}.kind", f"is “{kind}”", f"Write one of {', '.join(KINDS)}.")
        under = self._word(entry, "under", where)
        if under == name:
            raise self._fault(f"{where}.under", "names the topic itself", "Name a broader topic, or leave it out.")
        lists = {
            word: self._words(entry, word, f"{where}.{word}", f'{word} = ["one phrase", "another"]')
            for word in ("names", "signs", "titles", "not", "remove")
        }
        return Topic(
            name, kind, self._word(entry, "label", where), lists["names"], lists["signs"], lists["not"], under,
            lists["remove"], lists["titles"],
        )  # fmt: skip

    def _word(self, entry: Mapping[str, Any], word: str, where: str) -> str | None:
        value = entry.get(word)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self._fault(f"{where}.{word}", "is not a text", f'Write {word} = "…".')
        return value.strip()

    def _words(self, entry: Mapping[str, Any], word: str, where: str, shape: str) -> tuple[str, ...]:
        value = entry.get(word, [])
        if not isinstance(value, list):
            raise self._fault(where, "is not a list", f"Write {shape}.")
        found: list[str] = []
        for phrase in value:
            if not isinstance(phrase, str) or not key(phrase):
                raise self._fault(where, f"holds {phrase!r}, which is no phrase", f"Write {shape}.")
            try:
                found += spell_out(phrase)
            except ValueError as trouble:
                raise self._fault(where, f"holds “{phrase}”: {trouble}", "Write {a,b} for either word.") from None
        return tuple(dict.fromkeys(found))

    def _same(self, value: Any) -> tuple[tuple[str, ...], ...]:
        shape = 'Write same = [["keep-this", "and-this"]].'
        if not isinstance(value, list):
            raise self._fault("same", "is not a list of pairs", shape)
        rows: list[tuple[str, ...]] = []
        for row in value:
            if not isinstance(row, list) or len(row) < 2 or not all(isinstance(w, str) and w.strip() for w in row):
                raise self._fault("same", f"holds {row!r}, which is no pair", shape)
            rows.append(tuple(w.strip() for w in row))
        return tuple(rows)

    def _fault(self, where: str, what: str, instead: str) -> ConfigError:
        return ConfigError(f"{self.name}: {where} {what}.", instead)


def slug(words: str) -> str:
    """Words as the id of a topic; empty where they have no plain letter or digit."""
    return "-".join(re.findall(r"[a-z0-9]+", " ".join(map(fold, words.split()))))


def _once(file: str, topics: Iterable[Topic], owners: dict[str, str]) -> None:
    """A name that stands for two topics would make every search of it ambiguous. ``owners`` are those before."""
    for topic in topics:
        for name in topic.names:
            other = owners.setdefault(key(name), topic.id)
            if other != topic.id:
                raise ConfigError(
                    f"{file}: topics.{topic.id}.names holds “{name}”, a name of {other} already.",
                    f'Leave it with one of them, or write same = [["{other}", "{topic.id}"]].',
                )


def _nearest(word: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.5)
    listed = f"Known here: {', '.join(known)}."
    return f"Did you mean “{near[0]}”? {listed}" if near else listed
