"""What the archive shows of names and folders: minutes without a body's name, and two names of one body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from minutesearch.model import Record
from minutesearch.parse.identity.bodies import of_folder
from minutesearch.parse.identity.kinship import kin
from minutesearch.parse.identity.one_name import is_generic, key_of, unify

_NEIGHBOURS, _ALONE = 3, 0.9
"""How many records of one body must stand in a folder, and which share of those that name one, before a record without
a body's name is taken for its."""


class Reading(NamedTuple):
    """What was read from one source: its path, hash, and the records of meetings in it."""

    path: str
    sha256: str
    records: tuple[Record, ...]


def housed(readings: Sequence[Reading], same: Sequence[tuple[str, str]]) -> list[Reading]:
    """The readings, with minutes that name no body, or just "the Board", given to the body of their folder.

    Args:
        readings: all readings.
        same: the pairs of names that are of one body.
    """
    names: dict[str, list[str]] = {}
    for reading in readings:
        for record in reading.records:
            if not _nameless(record.body, reading.path):
                names.setdefault(_folder(reading.path), []).append(record.body)
    alone: dict[str, str] = {}
    for folder, printed in names.items():
        (body, times), *_ = Counter(unify(printed, _among(printed, same))[name] for name in printed).most_common(1)
        if times >= _NEIGHBOURS and times >= _ALONE * len(printed):
            alone[folder] = body
    return [_of(reading, alone) for reading in readings]


def one_body(readings: Sequence[Reading]) -> list[tuple[str, str]]:
    """The pairs of unlike names that the archive shows to be of one body.

    A folder of its own that both stand in shows it, or a document that prints both; for mere initials ("CSS") only the
    document does.
    """
    folders: dict[str, set[str]] = {}
    for reading in readings:
        for record in reading.records:
            folders.setdefault(record.body, set()).add(_folder(reading.path))
    pairs: list[tuple[str, str]] = []
    for short, long, initials_only in kin(folders):
        shared = {folder for folder in folders[short] & folders[long] if folder.count("/")}
        if (shared and not initials_only) or _printed_together(readings, short, long):
            pairs.append((short, long))
    return pairs


def _among(names: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in pairs if pair[0] in names and pair[1] in names]


def _nameless(body: str, path: str) -> bool:
    return body == of_folder(path) or is_generic(body)


def _of(reading: Reading, alone: Mapping[str, str]) -> Reading:
    body = alone.get(_folder(reading.path))
    if body is None:
        return reading
    return reading._replace(records=tuple(_named_after(record, body, reading.path) for record in reading.records))


def _named_after(record: Record, body: str, path: str) -> Record:
    key = key_of(record.body)
    # "The Board" can be "Elm Board", but "the Council" cannot.
    if record.body == of_folder(path) or (is_generic(record.body) and key_of(body)[-len(key) :] == key):
        return replace(record, body=body)
    return record


def _printed_together(readings: Sequence[Reading], short: str, long: str) -> bool:
    return any(
        record.body in (short, long)
        and any(long.casefold() in p.text.casefold() and short in p.text for p in record.passages)
        for reading in readings
        for record in reading.records
    )


def _folder(path: str) -> str:
    """The folder within ``corpus/``, which itself holds whatever came without one."""
    return path.rpartition("/")[0]
