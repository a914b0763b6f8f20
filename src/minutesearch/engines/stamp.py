"""The mark that a commit leaves in an index: who wrote it, with what, and the hash of every file.

An index without it, or with another than the record tells, is of unknown origin and is never opened.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from minutesearch.errors import IndexDamaged

NAME = "stamp"
_FIRST = "minutesearch index 1"
HINT = "Run: minutesearch ingest"


class Stamp(NamedTuple):
    """The id of a commit, what wrote it, and size and SHA-256 of each file by name."""

    id: str
    version: str
    files: dict[str, tuple[int, str]]


def write(path: Path, version: str) -> Stamp:
    """Flushes an index to the disk and stamps it.

    Files that the last stamp knows with the same size and time are not read again.
    """
    before = _known(path)
    files: dict[str, tuple[int, str]] = {}
    times: dict[str, int] = {}
    for file in sorted(path.iterdir()):
        if not _ours(file):
            continue
        status = file.stat()
        known = before.get(file.name)
        if known is None or (known[0], known[2]) != (status.st_size, status.st_mtime_ns):
            _flush(file)
            files[file.name] = (status.st_size, _hash(file))
        else:
            files[file.name] = (known[0], known[1])
        times[file.name] = status.st_mtime_ns
    stamp = Stamp(os.urandom(16).hex(), version, files)
    lines = [_FIRST, stamp.id, version]
    lines += [f"{size} {digest} {times[name]} {name}" for name, (size, digest) in files.items()]
    temporary = path / (NAME + ".new")
    with temporary.open("w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(path / NAME)
    _flush(path)
    return stamp


def read(path: Path) -> Stamp:
    """The stamp of an index.

    Raises:
        IndexDamaged: there is none, or it is no stamp of ours.
    """
    try:
        first, identity, version, *rows = (path / NAME).read_text("utf-8").splitlines()
        files = {name: (size, digest) for name, size, digest, _ in map(_file, rows)}
    except (OSError, ValueError):
        first, identity, version, files = "", "", "", {}
    if first != _FIRST:
        raise IndexDamaged("The index was not written by this program, or its stamp is lost.", HINT)
    return Stamp(identity, version, files)


def _file(row: str) -> tuple[str, int, str, int]:
    """One line of the stamp: size, SHA-256, time of the last change in nanoseconds, name."""
    size, digest, changed, name = row.split(" ", 3)
    return name, int(size), digest, int(changed)


def refuse_damaged(path: Path, version: str, expected: str | None) -> None:
    """Refuses an index that is not what was written.

    Raises:
        IndexDamaged: another version or commit wrote it, or files are missing or have another size.
    """
    stamp = read(path)
    if stamp.version != version:
        raise IndexDamaged("The index was written by another version.", HINT)
    if expected is not None and stamp.id != expected:
        raise IndexDamaged("The index is not the one that the record knows.", HINT)
    for name, (size, _) in stamp.files.items():
        try:
            held = (path / name).stat().st_size if os.sep not in name else -1
        except OSError:
            held = -1
        if held != size:
            raise IndexDamaged(f"The index is damaged: {name} is missing or cut.", HINT)


def damaged_files(path: Path) -> list[str]:
    """The names of files that are not byte for byte what was written, and of files that nobody wrote.

    Raises:
        IndexDamaged: there is no stamp.
    """
    stamp = read(path)
    names = {file.name for file in path.iterdir() if _ours(file)}
    wrong = names ^ stamp.files.keys()
    return sorted(wrong | {name for name in names & stamp.files.keys() if _hash(path / name) != stamp.files[name][1]})


def _ours(file: Path) -> bool:
    """Whether a file is part of what a commit wrote: no lock, and not tantivy's list of files yet to be deleted."""
    kept = not file.name.endswith((".lock", "WRITELOCK", ".managed.json")) and not file.name.startswith(NAME)
    return kept and file.is_file() and not file.is_symlink()


def _known(path: Path) -> dict[str, tuple[int, str, int]]:
    try:
        rows = (path / NAME).read_text("utf-8").splitlines()[3:]
        return {name: (size, digest, changed) for name, size, digest, changed in map(_file, rows)}
    except (OSError, ValueError):
        return {}


def _hash(file: Path) -> str:
    import hashlib

    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
