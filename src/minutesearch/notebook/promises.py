"""What people say became of promises, over what was found: ``notebook/promises.toml``."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from minutesearch.errors import ConfigError
from minutesearch.model import PROMISE_STATUSES, PromiseStatus
from minutesearch.notebook import files
from minutesearch.text import quote_hash, safe_line

PROMISES = f"{files.NOTEBOOK}/promises.toml"
_HEAD = "# What people have said of promises, over what minutesearch found. Written by: minutesearch promises mark\n"


class Overruling(NamedTuple):
    """The status that a person gave a promise, the note, and the day."""

    status: PromiseStatus
    note: str
    when: str
    text: str = ""


Overrulings = Mapping[tuple[str, str], Overruling]
"""Overrulings by (meeting, hash of the quote)."""


def overrulings(root: Path) -> dict[tuple[str, str], Overruling]:
    """What people have said of promises.

    Raises:
        ConfigError: the file cannot be read, or holds what it may not.
    """
    found: dict[tuple[str, str], Overruling] = {}
    for row in files.read(root, PROMISES, "promise"):
        status = row.get("status")
        if not isinstance(row.get("meeting"), str) or not isinstance(row.get("quote"), str):
            raise ConfigError(f"{PROMISES}: an entry lacks its meeting or its quote.", f"Mend {root / PROMISES}.")
        if status not in PROMISE_STATUSES:
            raise ConfigError(f"{PROMISES}: {status!r} is no status.", f"Write one of: {', '.join(PROMISE_STATUSES)}")
        found[row["meeting"], row["quote"]] = Overruling(
            status, str(row.get("note", "")), str(row.get("when", "")), str(row.get("text", ""))
        )
    return found


def overrule(root: Path, meeting: str, text: str, status: PromiseStatus | None, note: str) -> None:
    """Write what a person says of a promise; with no status, take back what was said. Call it under the lock.

    Args:
        root: the archive.
        meeting: the meeting's id.
        text: the promise, verbatim.
        status: the status it is given; None to go back to what was found.
        note: why.
    """
    known = overrulings(root)
    key = (meeting, quote_hash(text))
    known.pop(key, None)
    if status is not None:
        known[key] = Overruling(status, safe_line(note), time.strftime("%Y-%m-%d"), text)
    entries = [
        (
            ("meeting", at), ("quote", quote), ("text", said.text), ("status", said.status), ("note", said.note),
            ("when", said.when),
        )
        for (at, quote), said in sorted(known.items())
    ]  # fmt: skip
    files.write(root, PROMISES, _HEAD, "promise", entries)
