"""Quotes read back from files that were made of a basket: Word, web page or Markdown.

Each file names its quotes in a way of its own (a style, a class, a block), each quote is followed by its citation with
the section's id and the number of its source, and a list of sources gives the path and hash of each number. What
the tool itself put into a quote (marks round it, ``[sic]``, the cut mark) is told from what was quoted; what a person
has typed into one since counts as quoted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.errors import UsageError
from minutesearch.evidence.exported.quoted import Export, Quoted

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ENDINGS", "Export", "Quoted", "read"]

ENDINGS = (".docx", ".html", ".htm", ".md")
"""Endings of the files whose quotes can be checked."""

_MOST = 64 << 20
"""Bytes of such a file at the most: one with ten thousand quotes has a tenth of that."""


def read(file: Path) -> Export:
    """The quotes of an exported file, with what each was cited from.

    Args:
        file: a file with one of the :data:`ENDINGS`.

    Raises:
        UsageError: it cannot be read, is damaged, or holds no quotes that the tool has written.
    """
    ending = file.suffix.lower()
    try:
        size = file.stat().st_size
        if not file.is_file() or size > _MOST:
            what = "is no regular file" if not file.is_file() else f"is larger than {_MOST >> 20} MB"
            raise UsageError(f"{file} {what}.", "Name a file that minutesearch export has made.")
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror or error}.", "Check the path.") from error
    try:
        found = _read(ending, content)
    except ValueError as error:
        raise UsageError(f"{file} is damaged: {error}.", "Export the basket again, or take a copy of it.") from error
    if not found.quotes and not found.unquoted:
        raise UsageError(
            f"{file} holds no quotes that minutesearch has written.",
            "Only files made by minutesearch export can be checked; for one quote: minutesearch verify 'the quote'",
        )
    return found


def _read(ending: str, content: bytes) -> Export:
    if ending == ".docx":
        from minutesearch.evidence.exported import docx

        return docx.read(content)
    if ending == ".md":
        from minutesearch.evidence.exported import markdown

        return markdown.read(content)
    from minutesearch.evidence.exported import html

    return html.read(content)
