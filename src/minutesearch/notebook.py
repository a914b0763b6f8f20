"""What people have said of an archive, in plain files under ``notebook/``: today, what became of promises.

A file is written whole, under the archive's lock, and swapped in by rename. An entry is keyed by the meeting and the
hash of the quote, never by a section's number, so that a new section on the page moves nothing.
"""

from __future__ import annotations

import json
import os
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from minutesearch.errors import ConfigError
from minutesearch.model import PROMISE_STATUSES, PromiseStatus
from minutesearch.text import quote_hash, safe_line

NOTEBOOK = "notebook"
PROMISES = f"{NOTEBOOK}/promises.toml"
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
    path = root / PROMISES
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{PROMISES} cannot be read: {error}", f"Mend {path}, or move it away.") from error
    rows = content.get("promise", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f"{PROMISES}: its entries must be written as [[promise]].", f"Mend {path}, or move it away.")
    found: dict[tuple[str, str], Overruling] = {}
    for row in rows:
        status = row.get("status")
        if not isinstance(row.get("meeting"), str) or not isinstance(row.get("quote"), str):
            raise ConfigError(f"{PROMISES}: an entry lacks its meeting or its quote.", f"Mend {path}.")
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
    lines = [_HEAD]
    for (at, quote), said in sorted(known.items()):
        lines.append(
            "\n[[promise]]\n"
            + "".join(
                f"{name} = {_string(value)}\n"
                for name, value in (
                    ("meeting", at), ("quote", quote), ("text", said.text), ("status", said.status),
                    ("note", said.note), ("when", said.when),
                )
            )
        )  # fmt: skip
    _swap_in(root / PROMISES, "".join(lines))


def _string(value: str) -> str:
    """A value as a TOML basic string: JSON's, but for characters beyond the basic plane, which JSON writes as two."""
    whole = value.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def _swap_in(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
