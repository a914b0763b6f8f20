"""What each person has seen of an archive: ``notebook/seen/LOGIN.txt``, one line a section.

The index is disposable, so what has been seen cannot be told by it. A line has the time at which the section's words
were first ingested (a new index would not know), the hash of the words, whether they were still held at the last look,
and the meeting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from minutesearch.errors import ConfigError
from minutesearch.model.watched import Passage
from minutesearch.notebook import files

SEEN = f"{files.NOTEBOOK}/seen"
_HEAD = "# The sections of this archive that {} has seen. Written by: minutesearch new"
_LOOKED = "looked "
_LINE = re.compile(r"(\S{20}) ([0-9a-f]{16}) (held|gone) (.+)")
_UNFIT = re.compile(r"[^\w.@-]")


class Look(NamedTuple):
    """A person's last look: its time (UTC), all passages ever seen with their times of ingest, and those gone by then.

    What has gone stays in the list: a file that comes back is no news.
    """

    when: str
    passages: Mapping[Passage, str]
    gone: frozenset[Passage]


def last_look(root: Path, person: str) -> Look | None:
    """What a person has seen, or None where that person never looked.

    Raises:
        ConfigError: the list cannot be read.
    """
    path = _path(root, person)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as error:
        raise _damaged(path) from error
    when, passages, gone = "", {}, set()
    for line in lines:
        if line.startswith(_LOOKED):
            when = line.removeprefix(_LOOKED)
        elif line and not line.startswith("#"):
            found = _LINE.fullmatch(line)
            if found is None:
                raise _damaged(path)
            time, words, state, meeting = found.groups()
            passages[meeting, words] = time
            if state == "gone":
                gone.add((meeting, words))
    return Look(when, passages, frozenset(gone))


def mark_seen(root: Path, person: str, held: Mapping[Passage, str], now: str) -> None:
    """Write down that a person has seen all that is held, and what was seen before. Call it under the lock.

    Args:
        root: the archive.
        person: who looked.
        held: the passages that the archive held at the look, with their times of ingest.
        now: the time of the look, in UTC.
    """
    before = last_look(root, person)
    passages = {**(before.passages if before else {}), **held}
    lines = [
        f"{time} {words} {'held' if (meeting, words) in held else 'gone'} {meeting}"
        for (meeting, words), time in sorted(passages.items())
    ]
    head = [_HEAD.format(file_name(person)), f"{_LOOKED}{max(now, before.when if before else now)}"]
    files.swap_in(_path(root, person), "\n".join([*head, *lines]) + "\n")


def file_name(person: str) -> str:
    """A login as the name of a file: what could lead elsewhere is taken out."""
    return _UNFIT.sub("_", person)[:80].lstrip(".") or "_"


def _path(root: Path, person: str) -> Path:
    return root / SEEN / f"{file_name(person)}.txt"


def _damaged(path: Path) -> ConfigError:
    return ConfigError(
        f"{SEEN}/{path.name} is not as minutesearch wrote it.",
        f"Move {path} away; the next look is then taken for the first.",
    )
