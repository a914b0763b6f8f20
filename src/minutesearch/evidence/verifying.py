"""Is a quote verbatim in the archive, by its record?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.evidence.verdicts import exact, not_exact, standing

if TYPE_CHECKING:
    from minutesearch.model import Verdict
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
