"""Where the files of ``corpus/`` were published, and when they were taken from there: ``corpus/manifest.jsonl``.

One JSON object a line: ``path``, ``address``, ``retrieved``, ``sha256``. A line holds for a file only as long as the
file has those bytes, whatever it is called.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

NAME = "manifest.jsonl"
_MOST = 64 << 20
"""Bytes of a manifest at the most: one of a hundred thousand files has half of that."""
_LONGEST = 2_000
"""Letters of an address at the most."""


class Fetched(NamedTuple):
    """The address that a file was taken from, and the ISO time."""

    address: str | None
    retrieved: str | None


class Manifest:
    """The manifest of a corpus; lines that say nothing of use are passed over.

    Args:
        root: the archive.
        corpus: the name of its corpus folder.
    """

    def __init__(self, root: Path, corpus: str = "corpus") -> None:
        self._by_file: dict[tuple[str, str], Fetched] = {}
        self._by_hash: dict[str, Fetched] = {}
        for row in _rows(root / corpus / NAME):
            sha256, path = row.get("sha256"), row.get("path")
            fetched = Fetched(_address(row.get("address")), _text(row.get("retrieved")))
            if isinstance(sha256, str) and any(fetched):
                self._by_hash[sha256] = fetched
                if isinstance(path, str):
                    self._by_file[path.removeprefix(f"{corpus}/"), sha256] = fetched
        self._corpus = corpus

    def of(self, path: str, sha256: str) -> Fetched:
        """What is known of a file: of its name and bytes, else of its bytes; of several fetches the last.

        Args:
            path: the file as answers show it.
            sha256: the hash of its bytes.
        """
        known = self._by_file.get((path.removeprefix(f"{self._corpus}/"), sha256))
        return known or self._by_hash.get(sha256, Fetched(None, None))


def _rows(file: Path) -> list[dict[str, object]]:
    try:
        if not file.is_file() or file.stat().st_size > _MOST:
            return []
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            found.append(row)
    return found


def _address(value: object) -> str | None:
    """An address of the web; anything else is not one to be cited, let alone to be followed."""
    text = _text(value)
    return text if text and text.startswith(("https://", "http://")) and len(text) <= _LONGEST else None


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
