"""Evidence from an archive: quotes verified, exported files re-checked, and where any section is to be found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from minutesearch.archive.asking import Asking
from minutesearch.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minutesearch.model import Citation, FileVerdict, Place, Section, Verdict


class Verified(Asking):
    """An archive whose quotes can be checked; see :class:`minutesearch.archive.Archive`."""

    def verify(self, quote: str, *, meeting: str | None = None) -> Verdict:
        """Is a quote verbatim, in its source as it is now?

        Args:
            quote: as it was typed or pasted.
            meeting: the id of the one meeting to look in; None for all.

        Raises:
            UsageError: there is no such meeting.
        """
        from minutesearch.evidence.checking import Checker

        with self._lock:
            records = self._read()
            if meeting is not None and records.meeting(meeting) is None:
                raise UsageError(f"There is no meeting {meeting!r}.", "Type: minutesearch coverage")
            return Checker(self.root, self.settings, records).verify(quote, meeting=meeting)

    def verify_file(self, file: Path) -> FileVerdict:
        """Check every quote of an exported file; see :func:`minutesearch.evidence.files.verify_file`."""
        from minutesearch.evidence.files import verify_file

        with self._lock:
            return verify_file(self.root, self.settings, self._read(), file)

    def citations(self, sections: Iterable[str]) -> dict[str, Citation]:
        """Section id → its citation, whole; ids that the archive does not know are left out."""
        from minutesearch.evidence.citing import cite

        with self._lock:
            records = self._read()
            found = records.sections(dict.fromkeys(sections))
            return {section.id: cite(records, section, 0, len(section.text)) for section in found}

    def around(self, id: str, most: int) -> tuple[Section, ...]:
        """A section with as many sections of its meeting before and after it, in reading order.

        Args:
            id: the section's id.
            most: how many on either side.

        Raises:
            UsageError: there is no such section.
        """
        section = self.section(id)
        with self._lock:
            held = self._read().sections_of(section.meeting)
        at = next(i for i, other in enumerate(held) if other.id == id)
        return tuple(held[max(0, at - most) : at + most + 1])

    def source_file(self, place: Place) -> tuple[Path, bool]:
        """The file on this machine that a passage stands in, and whether it is as it was when it was cited.

        Raises:
            UsageError: it is no longer in the corpus.
        """
        from minutesearch.sources import folder

        found = folder.named(self.root, place.path)
        if found is None:
            raise UsageError(
                f"{place.path} is no longer in the archive.",
                "Put it back, or bring the index up to date: minutesearch ingest",
            )
        return found.absolute(), folder.sha256(found) == place.sha256
