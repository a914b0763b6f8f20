"""A storyboard written out: Word, a web page, Excel, CSV and Markdown.

``report`` says everything once, in words that are safe to show; each format only lays it out and escapes what it must.
Two exports of the same storyboard are the same bytes: nothing here asks for the time, or for chance. What ``verify``
reads back from a file (styles, classes, section ids) stands in ``docx``, ``html`` and ``markdown``.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from minutesearch.errors import UsageError
from minutesearch.present.export import files
from minutesearch.present.export.report import report
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from minutesearch.model import Storyboard
    from minutesearch.present.export.nouns import Report

FORMATS = {
    ".docx": ("Word", "docx"),
    ".html": ("web page", "html"),
    ".xlsx": ("Excel", "xlsx"),
    ".csv": ("CSV", "sheet_csv"),
    ".md": ("Markdown", "markdown"),
}
"""Each ending with what it is and the module that writes it, imported when it is asked for."""


def check(to: Path, *, force: bool = False, template: Path | None = None) -> None:
    """See whether something could be written there at all.

    Raises:
        UsageError: the ending is none of :data:`FORMATS`, the folder does not exist, a file is in the way, or a
            template was given for what is no Word file.
    """
    if to.suffix.lower() not in FORMATS:
        offered = ", ".join(f"{ending} ({name})" for ending, (name, _) in FORMATS.items())
        raise UsageError(
            f"The ending of {safe_line(to.name) or 'an empty name'} says no format.", f"The endings are: {offered}."
        )
    if template is not None and to.suffix.lower() != ".docx":
        raise UsageError("A template makes a Word file.", "Let --to end in .docx.")
    files.check(to, force=force)


def rendered(board: Storyboard, ending: str, template: Path | None = None) -> bytes:
    """A storyboard in a format.

    Args:
        board: the storyboard.
        ending: one of :data:`FORMATS`.
        template: a Word template of the team's own, for ``.docx``.

    Raises:
        UsageError: the template cannot be used.
    """
    said = report(board)
    if template is not None:
        from minutesearch.present.export.template import filled

        return filled(said, template)
    write: Callable[[Report], bytes] = import_module(f"{__name__}.{FORMATS[ending][1]}").document
    return write(said)


def export(board: Storyboard, to: Path, *, force: bool = False, template: Path | None = None) -> None:
    """Write a storyboard into a file, in the format that its ending names.

    Args:
        board: the storyboard.
        to: the file.
        force: whether a file that is there may be replaced.
        template: a Word template of the team's own.

    Raises:
        UsageError: as for :func:`check` and :func:`rendered`.
        OSError: the file could not be written.
    """
    check(to, force=force, template=template)
    files.write(to, rendered(board, to.suffix.lower(), template), force=force)
