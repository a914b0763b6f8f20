"""Every quote of an exported storyboard, held against its sources as these are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.evidence import exported
from minutesearch.evidence.checking import Checker
from minutesearch.model import BasketItem, FileVerdict

if TYPE_CHECKING:
    from pathlib import Path

    from minutesearch.config import Settings
    from minutesearch.store import Records


def verify_file(root: Path, settings: Settings, records: Records, file: Path) -> FileVerdict:
    """Check every quote of an exported file.

    Args:
        root: the archive.
        settings: its settings.
        records: the record.
        file: a file that an export has made, whatever people have done to it since.

    Raises:
        UsageError: it cannot be read, or holds no quotes that the tool has written.
    """
    export = exported.read(file)
    checker = Checker(root, settings, records)
    verdicts = tuple(
        checker.check(BasketItem(q.section.rpartition("/")[0], q.section, q.text, q.path, q.sha256, ""))
        for q in export.quotes
    )
    return FileVerdict(str(file), verdicts, export.unquoted)
