"""Where a passage stands: body, meeting, its status, section, page or line, source, address and hash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.model import Citation

if TYPE_CHECKING:
    from minutesearch.model import Section
    from minutesearch.store import Records


def cite(records: Records, section: Section, start: int, end: int, *, in_title: bool = False) -> Citation:
    """The citation of a passage.

    Args:
        records: the record.
        section: the section it stands in.
        start: its first character, as an offset into the section's text (or title).
        end: behind its last character.
        in_title: does it stand in the title?
    """
    meeting = records.meeting(section.meeting)
    if meeting is None:
        raise KeyError(section.meeting)
    return Citation(
        section.id, section.meeting, section.body, section.date, section.title, meeting.status, meeting.kind,
        section.places[0], start, end, in_title,
    )  # fmt: skip
