"""Help for those who type a query: how it may go on."""

from __future__ import annotations

from minutesearch.archive.mined import Mined


class Asking(Mined):
    """An archive that helps with asking; see :class:`minutesearch.archive.Archive`."""

    def complete(self, text: str) -> list[str]:
        """Half-typed queries with their last word completed; see :func:`minutesearch.completing.complete`."""
        from minutesearch.completing import complete

        with self._lock:
            return complete(self._read(), text)

    def field_values(self, name: str) -> list[str]:
        """All values that a field of a query may have: of ``topic``, ``kind``, ``body`` or ``date``."""
        from minutesearch.completing import values

        with self._lock:
            return values(self._read(), name)
