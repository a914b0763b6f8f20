"""What a person corrects of the topics: a proposal accepted, two that are one thing, one that is none.

Each is written into ``topics.toml``, the archive's own file, under the lock of the index and by rename, so that no
reader ever sees half of it; the next ingest tags by it. Nothing else is changed.
"""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from minutesearch import config
from minutesearch.errors import ConfigError, UsageError
from minutesearch.ingest.lock import index_lock
from minutesearch.mine import editing
from minutesearch.mine.topics import Topic, slug
from minutesearch.model import Correction, Proposal, Wish
from minutesearch.naming import topic_named
from minutesearch.store import sync_folder
from minutesearch.text import fold_title, safe_line, stem_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from minutesearch.mine.editing import Edited
    from minutesearch.store import Records

COMMAND = "minutesearch topics"


def accept(root: Path, records: Records, wanted: str, wish: Wish) -> Correction:
    """Make a proposal, or words of a person's own, a topic; with the id of a topic that is known, a name of that.

    Args:
        root: the archive.
        records: the record in force.
        wanted: the id or the words of a proposal, or other words that the archive prints.
        wish: what else is to be said of the topic.

    Raises:
        UsageError: the words are a topic already, or stand nowhere in the archive, or the id cannot be used.
        ConfigError: ``topics.toml`` cannot be edited.
    """
    wanted = safe_line(wanted)
    proposal = _proposal(records, wanted)
    if proposal is None and (other := _topic(records, wanted)):
        raise UsageError(
            f"{wanted!r} names a topic already: {other}.", f"To give it one more name: {COMMAND} merge {other} WORDS"
        )
    names = _names(records, proposal, wanted)
    id = wish.id or (proposal.id if proposal else slug(wanted))
    if not id or slug(id) != id:
        hint = f"--id {slug(id)}" if id and slug(id) else "--id some-name"
        raise UsageError(f"{id!r} is no id: small letters, digits and hyphens make one.", f"Add: {hint}")
    if proposal is None and wish.id is None and records.has_concept(id):
        raise UsageError(f"There is another topic {id}.", "Choose an id with --id, or name that one to add to it.")
    known = records.has_concept(id)
    if known and wish.label:
        raise UsageError(f"{id} has a label already.", f"Write another under [topics.{id}] in {config.TOPICS_FILE}.")
    label = safe_line(wish.label) if wish.label else proposal.label if proposal else wanted[:1].upper() + wanted[1:]
    under = topic_named(records, wish.under) if wish.under else None
    topic = _added(records, id, names) if known else Topic(id, None, label, names, (), (), None, ())
    topic = replace(topic, kind=wish.kind or topic.kind, under=under)
    said = f"“{names[0]}” is now a name of {id}." if known else f"“{label}” is now the topic {id}."
    return _written(root, said, f"accept {id}", id, lambda raw, mark: editing.with_topic(raw, topic, mark))


def merge(root: Path, records: Records, first: str, other: str) -> Correction:
    """Say that two are one thing; the first is kept. Either may be a topic, a proposal or words.

    Args:
        root: the archive.
        records: the record in force.
        first: the id or a name of the one that is kept.
        other: the id or a name of the other.

    Raises:
        UsageError: they are one already, or one of them is not known.
        ConfigError: ``topics.toml`` cannot be edited.
    """
    first, other = safe_line(first), safe_line(other)
    a, b = (None if _proposal(records, word) else _topic(records, word) for word in (first, other))
    if a and a == b:
        raise UsageError(f"{first!r} and {other!r} are one topic already: {a}.", f"All topics: {COMMAND}")
    if a and b:
        kept, gone = a, b
        said = f"{gone} is now the same topic as {kept}, which is kept."
        return _written(root, said, f"merge {a} {b}", a, lambda raw, mark: editing.with_same(raw, kept, gone, mark))
    if a or b:
        topic, words = (a, other) if a else (b, first)
        assert topic is not None
        names = _names(records, _proposal(records, words), words)
        added = _added(records, topic, names)
        said = f"“{names[0]}” is now a name of {topic}."
        return _written(
            root, said, f"merge {topic} {quote(words)}", topic, lambda raw, mark: editing.with_topic(raw, added, mark)
        )
    proposal = _proposal(records, first)
    names = tuple(
        dict.fromkeys(name for word in (first, other) for name in _names(records, _proposal(records, word), word))
    )
    label = proposal.label if proposal else first[:1].upper() + first[1:]
    made = Topic(proposal.id if proposal else slug(first), None, label, names, (), (), None, ())
    if not made.id:
        raise UsageError(f"{first!r} gives no id.", f"Type: {COMMAND} accept {quote(first)} --id some-name")
    said = f"“{label}” is now the topic {made.id}, under both names."
    return _written(
        root, said, f"merge {made.id} {quote(other)}", made.id, lambda raw, mark: editing.with_topic(raw, made, mark)
    )


def drop(root: Path, records: Records, wanted: str) -> Correction:
    """Say that something is no topic here: it is not tagged any more, or not proposed again.

    Args:
        root: the archive.
        records: the record in force.
        wanted: the id or a name of a topic, or of a proposal.

    Raises:
        UsageError: nothing is called so.
        ConfigError: ``topics.toml`` cannot be edited.
    """
    wanted = safe_line(wanted)
    proposal = _proposal(records, wanted)
    id = proposal.id if proposal else _topic(records, wanted)
    if id is None:
        known = [*(p.id for p in records.proposals()), *(c.id for c in records.concepts())]
        hint = f"{_meant(wanted, known)}All of them: {COMMAND}, and {COMMAND} --proposed"
        raise UsageError(f"No topic and no proposal is called {wanted!r}.", hint)
    said = f"{id} will not be proposed again." if proposal else f"{id} is no topic here any more."
    return _written(root, said, f"drop {id}", None, lambda raw, mark: editing.with_dropped(raw, id, mark))


# -- who is meant -------------------------------------------------------------------------------------------


def _proposal(records: Records, wanted: str) -> Proposal | None:
    stems = stem_words(wanted)
    for proposal in records.proposals():
        if proposal.id == wanted or stems in (stem_words(name) for name in (proposal.label, *proposal.names)):
            return proposal
    return None


def _topic(records: Records, wanted: str) -> str | None:
    with suppress(UsageError):
        return topic_named(records, wanted)
    return None


def _added(records: Records, id: str, names: tuple[str, ...]) -> Topic:
    """More names of a topic that is there. One that was learned brings its own along: a table would hide them."""
    concept = next(c for c in records.concepts() if c.id == id)
    if concept.origin != "learned":
        return Topic(id, None, None, names, (), (), None, ())
    return Topic(id, concept.kind, concept.label, (*concept.names, *names), (), (), None, ())


def _names(records: Records, proposal: Proposal | None, words: str) -> tuple[str, ...]:
    """The names that come with a proposal; else the words, if the archive prints them."""
    if proposal:
        return proposal.names
    missing = [word for word in fold_title(words).split() if not records.has_word(word)]
    if missing or not stem_words(words):
        meant = _meant(words, [p.id for p in records.proposals()])
        said = f"No section prints {missing[0]!r}" if missing else "No words were given"
        raise UsageError(f"{said}, so there is nothing to name.", f"{meant}What may be topics: {COMMAND} --proposed")
    return (words,)


def _meant(wanted: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(wanted.lower(), known, 3, 0.6)
    return f"Did you mean {' or '.join(near)}? " if near else ""


# -- writing ------------------------------------------------------------------------------------------------


def _written(
    root: Path, said: str, command: str, topic: str | None, edit: Callable[[bytes, str], Edited]
) -> Correction:
    mark = f"{time.strftime('%Y-%m-%d')}: {COMMAND} {command}"
    index = root / config.INDEX
    index.mkdir(mode=0o700, exist_ok=True)
    path = (root / config.TOPICS_FILE).resolve()
    with index_lock(index):
        edited = edit(_bytes(path), mark)
        if edited.raw is None:
            return Correction(f"{config.TOPICS_FILE} says so already.", (), topic)
        _replace(path, edited.raw)
    return Correction(said, edited.lines, topic)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as trouble:
        raise ConfigError(f"{path.name} cannot be read: {trouble.strerror}.", "Check the file's permissions.") from None


def _replace(path: Path, raw: bytes) -> None:
    """Put new bytes in a file's place: whole, or not at all."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(mode)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
