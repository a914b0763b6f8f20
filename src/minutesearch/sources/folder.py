"""Files of this machine as a source: what ``corpus/`` holds, and copying more into it."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from minutesearch.errors import UsageError

_CHUNK = 1 << 20


class CorpusFile(NamedTuple):
    """A regular file in ``corpus/``: its name as shown (relative to the archive), where it is, size, mtime in ns."""

    path: str
    file: Path
    size: int
    mtime: int


def listing(root: Path, corpus: str = "corpus") -> list[CorpusFile]:
    """The files of an archive's corpus, by path.

    Hidden files and folders (``.versions`` among them) and the fetch manifest are no sources. Links that lead out of
    the corpus, pipes and devices are left alone: nothing outside the corpus is ever read.
    """
    top = root / corpus
    found = [_described(root, file) for file in _walk(top) if _inside(file, top)]
    return sorted(f for f in found if f is not None)


def named(root: Path, path: str, corpus: str = "corpus") -> Path | None:
    """The file of an archive's corpus that is shown under a name; None where there is none, or it is no source.

    Args:
        root: the archive.
        path: as records, answers and exports show it; it may come from anywhere, and nothing outside the corpus is
            ever given for it.
        corpus: the name of the corpus folder.
    """
    if not path.startswith(f"{corpus}/") or "\x00" in path:
        return None
    if "\\" in path:
        return next((f.file for f in listing(root, corpus) if f.path == path), None)
    parts = path.split("/")
    if any(part in {"", ".."} or _passed_over(part) for part in parts[1:]):
        return None
    top, file = root / corpus, root.joinpath(*parts)
    try:
        inside = file.is_file() and file.resolve().is_relative_to(top.resolve())
    except (OSError, RuntimeError):
        return None
    return file if inside else None


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if _passed_over(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name == "manifest.jsonl"


def _inside(file: Path, top: Path) -> bool:
    try:
        return not file.is_symlink() or file.resolve().is_relative_to(top.resolve())
    except (OSError, RuntimeError):  # a link that leads round in a circle
        return False


def _described(root: Path, file: Path) -> CorpusFile | None:
    try:
        status = file.stat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return CorpusFile(shown(file.relative_to(root)), file, status.st_size, status.st_mtime_ns)


def shown(path: Path) -> str:
    """A path with forward slashes, bytes that are no UTF-8 escaped: what records and answers hold.

    Backslashes are doubled, so that no two names are shown alike.
    """
    return os.fsencode(path.as_posix().replace("\\", "\\\\")).decode("utf-8", "backslashreplace")


def sha256(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hex.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def sha256_or_none(file: Path) -> str:
    """The SHA-256 of a file that need not be there; empty where it is not."""
    return sha256(file) if file.is_file() else ""


def copy_in(paths: Sequence[Path], root: Path, corpus: str = "corpus") -> list[Path]:
    """Copy files, and folders with all they hold, into the corpus.

    A file whose bytes are already there under its name is left; a different file of a name that is taken is kept
    beside it as ``name~<hash>.ext``.

    Args:
        paths: files or folders anywhere.
        root: the archive.
        corpus: the name of its corpus folder.

    Returns:
        Where each file stands in the corpus now.

    Raises:
        UsageError: a path does not exist, or is a folder that holds the archive itself.
    """
    top = root / corpus
    for path in paths:
        if not path.is_file() and not path.is_dir():
            said = "is no file and no folder" if path.exists() else "does not exist"
            raise UsageError(f"{path} {said}.", "Check the path; nothing was copied.")
        if path.is_file() and _passed_over(path.name):
            raise UsageError(
                f"{path} would be passed over in corpus/ for its name.", "Copy it under another name first."
            )
        if path.is_dir() and root.resolve().is_relative_to(path.resolve()):
            raise UsageError(
                f"{path} holds the archive itself.",
                "Name the files or folders to add; what is in corpus/ already is read without being named.",
            )
    if top.exists() and not top.is_dir():
        raise UsageError(
            f"{top} is a file; the archive needs a folder of that name.", "Rename it, or name another archive."
        )
    top.mkdir(mode=0o700, parents=True, exist_ok=True)
    placed: list[Path] = []
    for path in paths:
        real = path.resolve()
        if real.is_relative_to(top.resolve()):
            placed += [real] if real.is_file() else list(_walk(real))
        elif real.is_dir():
            placed += [
                _place(file, top / real.name / file.relative_to(real).parent)
                for file in _walk(real)
                if file.is_file() and _inside(file, real)
            ]
        else:
            placed.append(_place(real, top))
    return placed


def _place(file: Path, folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise UsageError(f"{folder} is in the way: it should be a folder.", "Rename it, or what you add.") from None
    digest = sha256(file)
    target = folder / file.name
    if target.exists() and (not target.is_file() or sha256(target) != digest):
        # Names may have 255 bytes on most disks; what is added must fit.
        target = folder / f"{file.stem[:200]}~{digest[:8]}{file.suffix[:40]}"
    if not target.exists():
        part = folder / f".{digest[:16]}.part"
        shutil.copyfile(file, part)
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        part.chmod(0o600)
        part.replace(target)
    return target
