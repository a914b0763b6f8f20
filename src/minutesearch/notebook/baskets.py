"""Baskets of evidence: one file each, ``notebook/baskets/NAME.toml``, which a person may read, mend and keep.

What is said here of a quote is a person's own; where it stands and whether it still does is asked of the archive each
time. Everything that writes is called under the archive's lock, and a file is put in the old one's place whole.
The version before the last change is kept in ``.before/``, deleted baskets in ``.deleted/``.
"""

from __future__ import annotations

import unicodedata
from dataclasses import fields
from pathlib import Path
from typing import Any

from minutesearch.errors import ConfigError, UsageError
from minutesearch.model import SHOWS, Basket, BasketItem
from minutesearch.notebook import files
from minutesearch.text import fold_title, quote_hash, safe_line

FOLDER = f"{files.NOTEBOOK}/baskets"
BEFORE = ".before"
DELETED = ".deleted"
_HEAD = "# A basket of evidence. Written by: minutesearch basket. What it holds: docs/reference/baskets.md\n"
_ENDING = ".toml"
_NAME_LENGTH = 80
_FILE_BYTES = 200
"""A file's name may have 255 bytes; a basket's has endings behind it."""
_RESERVED = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))])
"""Names of devices under Windows, with any ending: a notebook may lie on a shared drive."""
_WANTED = ("meeting", "section", "quote", "path", "sha256", "added")
_WORDS = {field.name for field in fields(BasketItem)} - {"counter"}
_KNOWN = _WORDS | {"counter", "hash"}


def key_of(item: BasketItem) -> tuple[str, str]:
    """What makes two items one: the meeting, and the quote without case, marks and spacing."""
    return item.meeting, quote_hash(item.quote)


def slug(name: str) -> str:
    """The name of a basket's file, without its ending: letters and digits of any script, joined by hyphens.

    Args:
        name: the basket's name as a person types it.

    Raises:
        UsageError: it has no letter or digit, or is too long.
    """
    said = safe_line(name)
    found = unicodedata.normalize("NFC", "-".join(fold_title(said).split()))
    if not found:
        raise UsageError(f"{said!r} is no name for a basket: it has no letter or digit.", "Choose a name of words.")
    if len(found) > _NAME_LENGTH or len(found.encode()) > _FILE_BYTES:
        raise UsageError(
            f"The name of a basket may have {_NAME_LENGTH} letters, in some scripts fewer; it has {len(found)}.",
            "Choose a shorter one; a note can say the rest.",
        )
    # No name of words ends in a hyphen, so no other basket has this file.
    return f"{found}-" if found in _RESERVED else found


def stems(root: Path) -> list[str]:
    """The files of all baskets in order of their names, without their endings."""
    try:
        found = [path.name for path in (root / FOLDER).iterdir() if path.is_file()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING) and name[0] != ".")


def stem_of(root: Path, name: str) -> str | None:
    """The file of the basket of a name, without its ending; None where there is none.

    A file that a person named otherwise ("My Basket.toml") is found by the same name.
    """
    wanted = slug(name)
    held = stems(root)
    return wanted if wanted in held else next((stem for stem in held if _slug_or_none(stem) == wanted), None)


def _slug_or_none(name: str) -> str | None:
    try:
        return slug(name)
    except UsageError:
        return None


def path_of(stem: str) -> str:
    """The file of a basket, relative to the archive."""
    return f"{FOLDER}/{stem}{_ENDING}"


# -- reading ------------------------------------------------------------------------------------------------


def baskets(root: Path) -> list[Basket]:
    """All baskets in order of their names.

    Raises:
        ConfigError: one of them cannot be read, or holds what it may not.
    """
    return [read(root, stem) for stem in stems(root)]


def read(root: Path, stem: str) -> Basket:
    """One basket.

    Args:
        root: the archive.
        stem: its file, without its ending.

    Raises:
        ConfigError: it cannot be read, or holds what it may not: the file, the entry, and what to do.
    """
    file = path_of(stem)
    content = files.content(root, file)
    name = content.get("name", stem)
    if not isinstance(name, str):
        raise ConfigError(f"{file}: its name must be text in quotes.", f"Mend {root / file}.")
    if strange := sorted(content.keys() - {"name", "item"}):
        raise ConfigError(
            f"{file}: {strange[0]!r} is nothing that a basket has.",
            f"Mend {root / file}: above its entries only a name may stand, and each entry begins with [[item]].",
        )
    name = safe_line(name)
    rows = files.read(root, file, "item")
    # A copy of a basket under another file's name is another basket.
    return Basket(name if _slug_or_none(name) == _slug_or_none(stem) else stem, tuple(_items(root, file, rows)))


def _items(root: Path, file: str, rows: list[dict[str, Any]]) -> list[BasketItem]:
    found = []
    for n, row in enumerate(rows, 1):
        trouble = _trouble(row)
        if trouble:
            said, hint = trouble
            raise ConfigError(f"{file}, entry {n}: {said}", f"{hint} The file: {root / file}")
        said_of = {key: worth for key, worth in row.items() if key not in {"hash", "shows"}}
        found.append(BasketItem(**said_of, shows=row.get("shows") or None))
    return found


def _trouble(row: dict[str, Any]) -> tuple[str, str] | None:
    """What is wrong with an entry, and what to do."""
    if strange := sorted(row.keys() - _KNOWN):
        from difflib import get_close_matches

        near = get_close_matches(strange[0], _KNOWN, 1)
        meant = f"Did you mean {near[0]!r}? " if near else ""
        return f"{strange[0]!r} is nothing that an entry has.", f"{meant}It may have: {', '.join(sorted(_KNOWN))}."
    if missing := [key for key in _WANTED if not row.get(key)]:
        return f"it lacks its {missing[0]}.", "Write it in, or delete the entry and add the quote again."
    if wrong := [key for key in sorted(_WORDS & row.keys()) if not isinstance(row[key], str)]:
        return f"{wrong[0]} must be text in quotes.", f'Write: {wrong[0]} = "…"'
    if not isinstance(row.get("counter", False), bool):
        return "counter must be true or false, without quotes.", "Write: counter = true"
    if row.get("shows") and row["shows"] not in SHOWS:
        return f"{safe_line(row['shows'])!r} is nothing that evidence shows.", f"Write one of: {', '.join(SHOWS)}."
    return None


# -- writing ------------------------------------------------------------------------------------------------


def write(root: Path, stem: str, basket: Basket) -> None:
    """Write a basket whole, and keep the version before it. Call it under the lock.

    Args:
        root: the archive.
        stem: its file, without its ending.
        basket: what it shall hold.
    """
    path = root / path_of(stem)
    if path.is_file():
        files.swap_in(_before(root, stem), path.read_text(encoding="utf-8-sig"))
    files.swap_in(path, _text(basket))


def _text(basket: Basket) -> str:
    entries = [
        (
            ("meeting", i.meeting), ("section", i.section), ("quote", i.quote), ("hash", quote_hash(i.quote)),
            ("path", i.path), ("sha256", i.sha256), ("added", i.added), ("query", i.query), ("heading", i.heading),
            ("shows", i.shows or ""), ("counter", i.counter), ("note", i.note),
        )
        for i in basket.items
    ]  # fmt: skip
    return files.text_of(f"{_HEAD}name = {files.value(basket.name)}\n", "item", entries)


def undo(root: Path, stem: str) -> bool:
    """Put a basket back as it was before its last change, which a second call makes again. Call it under the lock.

    Returns:
        Whether there was another version.
    """
    path, before = root / path_of(stem), _before(root, stem)
    now = path.read_text(encoding="utf-8-sig")
    earlier = before.read_text(encoding="utf-8-sig") if before.is_file() else now
    if earlier == now:
        return False
    # A crash between the two leaves the earlier version in both places, and the one that was undone in neither.
    files.swap_in(path, earlier)
    files.swap_in(before, now)
    return True


def delete(root: Path, stem: str) -> Path:
    """Take a basket away, into ``.deleted/``; say where it lies now. Call it under the lock."""
    gone = root / FOLDER / DELETED
    gone.mkdir(exist_ok=True)
    n = 1
    while (kept := gone / f"{_slug_or_none(stem) or stem}.{n}{_ENDING}").exists():
        n += 1
    (root / path_of(stem)).replace(kept)
    _before(root, stem).unlink(missing_ok=True)
    files.sync(gone)
    files.sync(gone.parent)
    return kept


def restore(root: Path, name: str) -> str | None:
    """Bring the basket of a name back that was deleted last. Call it under the lock.

    Returns:
        Its file without its ending; None where none of that name was deleted.
    """
    stem = slug(name)
    gone = root / FOLDER / DELETED
    n = 0
    while (gone / f"{stem}.{n + 1}{_ENDING}").is_file():
        n += 1
    if not n:
        return None
    (gone / f"{stem}.{n}{_ENDING}").replace(root / path_of(stem))
    files.sync(gone)
    files.sync(gone.parent)
    return stem


def rename(root: Path, stem: str, name: str) -> None:
    """Give a basket another name, and its file with it. Call it under the lock.

    Args:
        root: the archive.
        stem: its file, without its ending.
        name: the new name, which no other basket has.
    """
    basket = Basket(safe_line(name), read(root, stem).items)
    write(root, slug(name), basket)
    if slug(name) != stem:
        # Written before it is deleted: after a crash there may be two, never none.
        delete(root, stem)


def _before(root: Path, stem: str) -> Path:
    return root / FOLDER / BEFORE / f"{stem}{_ENDING}"
