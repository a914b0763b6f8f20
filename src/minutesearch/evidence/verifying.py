"""Is a quote verbatim in the archive, and is one that was cited still what its source prints?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.evidence.verdicts import exact, not_exact, standing

if TYPE_CHECKING:
    from pathlib import Path

    from minutesearch.config import Settings
    from minutesearch.model import BasketItem, Verdict
    from minutesearch.store import Records


def verify(records: Records, quote: str, *, meeting: str | None = None) -> Verdict:
    """Is a quote verbatim, by the record?

    Whether its source has changed since the record was made, :class:`minutesearch.evidence.checking.Checker` tells.

    Args:
        records: the record.
        quote: as it was typed or pasted.
        meeting: the id of the one meeting to look in; None for all.

    Returns:
        The verdict: the first place in reading order where it stands, with a remark on the others; else the nearest
        passage.
    """
    printed = records.printed(meeting)
    found = standing(quote, printed)
    return exact(records, quote, found) if found else not_exact(records, quote, printed)


def check_item(root: Path, settings: Settings, records: Records, item: BasketItem) -> Verdict:
    """Is a quote that was cited still what its source prints?

    For several, :class:`minutesearch.evidence.checking.Checker` hashes and reads each source once.

    Args:
        root: the archive.
        settings: its settings.
        records: the record.
        item: the quote with the meeting, section and source it was cited from.
    """
    from minutesearch.evidence.checking import Checker

    return Checker(root, settings, records).check(item)
