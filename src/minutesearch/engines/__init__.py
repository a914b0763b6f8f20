"""The port behind which every search engine stands, and the few decisions that are the same for all of them.

An engine is given words that were analysed already and gives back ids of sections with scores; titles, texts, dates
and counts come from the record. It answers words, prefixes, phrases, AND, OR, NOT, tags and dates; distances, gaps
and exact characters are checked afterwards by :mod:`minutesearch.matching`.

An index is built in a folder of its own: :func:`clone` the last one, write, and swap the folder in.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple, Protocol

from minutesearch import text
from minutesearch.engines.stamp import damaged_files, refuse_damaged
from minutesearch.errors import ConfigError, IndexMissing, UsageError
from minutesearch.model import Filters, Match, Section
from minutesearch.query import MAX_WORD, Dates, Key, Node, all_of, first_day, last_day

__all__ = [
    "ENGINES",
    "NO_DAY",
    "WHOOSH_UP_TO",
    "Engine",
    "Entry",
    "Stats",
    "Writer",
    "choose",
    "clone",
    "damaged_files",
    "day_range",
    "entry_of",
    "fingerprint",
    "narrowed",
    "open_engine",
    "ranked",
]

ENGINES = ("whoosh", "tantivy")
WHOOSH_UP_TO = 10_000
"""Sections up to which ``engine = "auto"`` takes whoosh: past it a phrase takes longer than a person waits for."""

NO_DAY = (99_999_999, 0)
"""First and last day of a meeting whose date is unknown: no period overlaps it."""


class Entry(NamedTuple):
    """A section as engines index it.

    ``title`` and ``text`` are rows of stems with :data:`minutesearch.text.BOUNDARY` between sentences, and the solid
    forms of joined words at the end; ``title_joined`` and ``text_joined`` hold the sentences with joined words once
    more, these as one word, for phrases only; ``title_words`` and ``text_words`` are the distinct folded words as
    printed, for prefixes. Days are numbers such as 20210511.
    """

    section: str
    meeting: str
    body: str
    first_day: int
    last_day: int
    title: tuple[str, ...]
    text: tuple[str, ...]
    title_joined: tuple[str, ...]
    text_joined: tuple[str, ...]
    title_words: tuple[str, ...]
    text_words: tuple[str, ...]
    concepts: tuple[str, ...]
    kinds: tuple[str, ...]


class Stats(NamedTuple):
    """How many sections an index holds, how many dropped ones it still carries, and the id of its last commit."""

    sections: int
    dropped: int
    stamp: str


class Writer(Protocol):
    """Changes to an index; nothing of them is seen before the ``with`` block ends well."""

    def add(self, entry: Entry) -> None:
        """Adds a section, in place of the one of the same id."""

    def drop(self, meeting: str) -> None:
        """Takes out all sections of a meeting."""


class Engine(Protocol):
    """An index that is open. Reads see the state at opening, or of the last :meth:`write` through this object."""

    @property
    def name(self) -> str:
        """The engine's name, as in the settings."""

    def write(self) -> AbstractContextManager[Writer]:
        """A writer: commits, to the disk itself, when its block ends well, else leaves the index as it was.

        Raises:
            IndexLocked: somebody else is writing.
        """

    def match(self, query: Node, where: Filters, *, limit: int | None = None) -> list[Match]:
        """The sections that a query selects.

        Args:
            query: a tree without distances, gaps and exact characters (``matching.relaxed`` makes one).
            where: ``body``, ``topic`` and ``kind`` as ids, ``since`` and ``until`` in ISO form; ``title`` is not
                looked at, being part of the tree.
            limit: at most so many.

        Returns:
            Best first; equal scores by section id.

        Raises:
            IndexDamaged: the index cannot be read.
        """

    def count(self, query: Node, where: Filters) -> int:
        """How many sections a query selects."""

    def terms(self, prefix: str, limit: int) -> list[str]:
        """Folded words as printed that start with a folded prefix, in alphabetical order."""

    def stats(self) -> Stats:
        """What the index holds."""

    def close(self) -> None:
        """Lets go of all files."""


def entry_of(section: Section, concepts: Iterable[str] = (), kinds: Iterable[str] = ()) -> Entry:
    """A section, analysed for indexing.

    Args:
        section: the section.
        concepts: ids of the concepts it is tagged with.
        kinds: the kinds of statement in it.
    """
    days = (_day(first_day(section.date)), _day(last_day(section.date))) if section.date else NO_DAY
    title, title_joined, title_words = _rows(section.title)
    body, body_joined, body_words = _rows(section.text)
    return Entry(
        section.id, section.meeting, section.body, *days,
        title, body, title_joined, body_joined, title_words, body_words,
        tuple(sorted(set(concepts))), tuple(sorted(set(kinds))),
    )  # fmt: skip


def _rows(printed: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    tokens = text.tokenize(printed)
    solids = text.solids(printed, tokens)
    row = text.stream(tokens)
    for solid in solids:
        row += [text.BOUNDARY, solid.stem]
    words = [text.fold(printed[t.start : t.end]) for t in tokens]
    whole = ["".join(words[s.first : s.last + 1]) for s in solids]
    cut = MAX_WORD + 1
    return (
        tuple(stem[:cut] for stem in row),
        tuple(stem[:cut] for stem in text.stream(text.joined(tokens, solids))),
        tuple(sorted({word[:cut] for word in words + whole})),
    )


def _day(iso: str) -> int:
    return int(iso.replace("-", ""))


def day_range(dates: Dates) -> tuple[int, int]:
    """The first and last day of a period as numbers, open ends included."""
    since = _day(first_day(dates.since)) if dates.since else 0
    return since, _day(last_day(dates.until)) if dates.until else NO_DAY[0] - 1


def narrowed(query: Node, where: Filters) -> Node:
    """A query and the filters as one tree."""
    parts = [query]
    if where.since or where.until:
        parts.append(Dates(where.since, where.until))
    if where.body:
        parts.append(Key("body", where.body))
    if where.topic:
        parts.append(Key("topic", where.topic))
    if where.kind:
        parts.append(Key("kind", where.kind))
    return parts[0] if len(parts) == 1 else all_of(parts)


def ranked(scores: Iterable[tuple[str, float]], limit: int | None) -> list[Match]:
    """Scores in the order of an answer. Rounded first, so that the order of summation decides no tie."""
    found = sorted((-round(score, 4), section) for section, score in scores)
    return [Match(section, -score) for score, section in (found if limit is None else found[:limit])]


def choose(setting: str, sections: int) -> str:
    """The engine for an archive.

    Args:
        setting: ``auto`` or the name of an engine.
        sections: how many sections the archive holds.

    Raises:
        ConfigError: there is no such engine.
    """
    if setting == "auto":
        return "whoosh" if sections <= WHOOSH_UP_TO else "tantivy"
    if setting not in ENGINES:
        raise ConfigError(f'There is no engine "{setting}".', f'Set engine to "auto", {" or ".join(ENGINES)}.')
    return setting


def fingerprint(name: str) -> str:
    """What an index depends on besides the minutes: its layout, the analyser and the engine's own version."""
    if name == "whoosh":
        from minutesearch.engines import whoosh

        layout, version = whoosh.LAYOUT, whoosh.VERSION
    elif name == "tantivy":
        from minutesearch.engines import tantivy

        layout, version = tantivy.LAYOUT, tantivy.VERSION
    else:
        raise UsageError(f'There is no engine "{name}".')
    return f"{layout}.{text.VERSION}.{version}"


def open_engine(name: str, path: Path, *, create: bool = False, stamp: str | None = None) -> Engine:
    """Opens an index, or makes an empty one.

    Args:
        name: ``whoosh`` or ``tantivy``.
        path: the index's folder.
        create: make a new index in ``path``, which must be missing or empty.
        stamp: the id of the last commit that the record knows of, where it knows one.

    Raises:
        IndexMissing: there is no index in ``path``.
        IndexDamaged: it was not written by this engine and version, or not by the commit that is recorded, or files
            of it are missing or cut.
    """
    version = f"{name} {fingerprint(name)}"
    if create:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    elif not path.is_dir() or not any(path.iterdir()):
        raise IndexMissing("There is no index yet.", "Run: minutesearch ingest")
    else:
        refuse_damaged(path, version, stamp)
    if name == "whoosh":
        from minutesearch.engines import whoosh

        return whoosh.WhooshEngine(path, version, create=create)
    from minutesearch.engines import tantivy

    return tantivy.TantivyEngine(path, version, create=create)


def clone(source: Path, target: Path) -> None:
    """Makes a copy of an index that can be written without the original noticing.

    Engines never change a file they have written, but add new ones and replace the few that name them, so the files
    are hard links where the disk can do that. Lock files are left behind.
    """
    from shutil import copy2

    target.mkdir(mode=0o700, parents=True)
    for file in sorted(source.iterdir()):
        if not file.is_file() or file.is_symlink() or file.name.endswith(".lock") or file.name.endswith("WRITELOCK"):
            continue
        try:
            os.link(file, target / file.name)
        except OSError:
            copy2(file, target / file.name)
