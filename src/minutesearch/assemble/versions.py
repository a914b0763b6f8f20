"""Which of the sources of one meeting another takes the place of: drafts, and earlier versions that say they are."""

from __future__ import annotations

from collections.abc import Sequence

from minutesearch.assemble.occasions import Held, shared
from minutesearch.parse.identity.versions import version_of

HELD_BY_NEWER = 0.8
"""Share of the words of an earlier version that the later one must hold, so that little can be lost."""
_FRONT_LINES = 12


def without_superseded(sources: Sequence[Held]) -> tuple[list[Held], list[Held]]:
    """Part what counts from what something newer takes the place of.

    A draft gives way to minutes that are none, and a draft of a summary or of notes to a final one of the same kind.
    Of two that are both final, or both drafts, the one marked as the later version or as amended counts where it holds
    nearly all that the other says; where nothing marks it, or more than a little would be lost, both count. A copy in
    another format, which says the same, stays a source.

    Args:
        sources: the records of one meeting, the fullest first.

    Returns:
        (what counts, what is superseded), each in the order given.
    """
    final = [held for held in sources if not held.record.draft]
    current = [
        held
        for held in sources
        if not held.record.draft or not any(other.record.kind in ("minutes", held.record.kind) for other in final)
    ]
    kept = [held for held in current if not any(_replaces(other, held) for other in current if other is not held)]
    return kept, [held for held in sources if held not in kept]


def _replaces(newer: Held, older: Held) -> bool:
    if newer.record.kind != older.record.kind or newer.record.draft != older.record.draft:
        return False
    if not version_of(_front(newer), newer.path).later_than(version_of(_front(older), older.path)):
        return False
    held, known = shared(older.record, newer.record), shared(newer.record, older.record)
    # One corrected figure is enough to make them two versions.
    return held >= HELD_BY_NEWER and min(held, known) < 1


def _front(held: Held) -> list[str]:
    first = next((p.text for p in held.record.passages if p.ordinal == 0), "")
    return first.split("\n")[:_FRONT_LINES]
