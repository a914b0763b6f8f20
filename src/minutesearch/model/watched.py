"""What a person watches: saved searches, and what an ingest added since that person last looked."""

from __future__ import annotations

from dataclasses import dataclass

from minutesearch.model.evidence import SavedSearch
from minutesearch.model.kept import MeetingStatus, Section

Passage = tuple[str, str]
"""A section by what does not change when the page around it does: its meeting, and the hash of its words."""


@dataclass(frozen=True, slots=True)
class NewSection:
    """A section that was not there before; ``ingested`` is the UTC time at which its words first were.

    ``searches`` are the names of the saved searches that find it, ``topics`` the ids of what it is tagged with.
    """

    section: Section
    status: MeetingStatus
    ingested: str
    searches: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchNews:
    """A saved search: how many sections it finds, and how many of them are new.

    ``fault`` says why it could not be run, where it could not: the archive may not have its body any more.
    """

    search: SavedSearch
    new: int
    total: int
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class TopicNews:
    """A topic or name, and how many of the new sections are tagged with it."""

    id: str
    kind: str
    label: str
    new: int


@dataclass(frozen=True, slots=True)
class News:
    """What an archive holds that a person has not seen.

    ``since`` is the time of the last look (UTC), or the day that was asked for; None at the first look, when nothing
    is new yet and everything is taken as seen. ``gone`` counts the sections that were there at the last look.
    ``meetings`` and ``counted`` (its sections, front matter not counted) tell the size of the archive.
    ``held`` is all that it holds, with the times of ingest: what is seen once this has been read.
    """

    person: str
    since: str | None
    first: bool
    sections: tuple[NewSection, ...]
    searches: tuple[SearchNews, ...]
    topics: tuple[TopicNews, ...]
    gone: int
    meetings: int
    counted: int
    held: tuple[tuple[Passage, str], ...]
