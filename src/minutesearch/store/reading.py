"""Reading one generation of the record: what was published, what was mined from it, and all that it prints."""

from __future__ import annotations

from minutesearch.store.held import Held
from minutesearch.store.mined import Mined
from minutesearch.store.passages import Passages


class Records(Held, Mined, Passages):
    """One generation of the record, open for reading.

    Args:
        index: the archive's ``index/`` folder.

    Raises:
        IndexMissing: there is no record yet.
        IndexDamaged: the file is no record that this version can read.
    """
