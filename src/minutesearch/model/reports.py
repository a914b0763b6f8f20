"""What is told of the archive itself: coverage, counts of concepts, the state, what an ingest did, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from minutesearch.model.answers import Gap
from minutesearch.model.kept import Concept, MeetingStatus
from minutesearch.model.published import Block, Document, MeetingKind, Record, Source

BlockRole = Literal["text", "front", "opening", "head", "part", "left out"]


@dataclass(frozen=True, slots=True)
class MeetingCoverage:
    """A meeting that the archive holds, with its status and the sentence that tells it."""

    id: str
    date: str
    kind: MeetingKind
    type: str
    status: MeetingStatus
    why: str
    sections: int


@dataclass(frozen=True, slots=True)
class BodyCoverage:
    """Meetings held and missing of one body, and the next that is announced: its day or month, and where it is said."""

    body: str
    first: str
    last: str
    meetings: tuple[MeetingCoverage, ...]
    gaps: tuple[Gap, ...]
    announced: str | None
    announced_in: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the archive holds, what it lacks and how we know, and the sources that could not be read."""

    bodies: tuple[BodyCoverage, ...]
    unread: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ConceptCount:
    """A concept with its counts: mentions per meeting id, in date order, and the spellings the archive prints."""

    concept: Concept
    written: tuple[str, ...]
    mentions: int
    sections: int
    by_meeting: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A topic that a person may accept: how the archive prints it, in how many sections and meetings, and why.

    ``names`` are the printings, the commonest first; ``example`` is the first section that has it.
    """

    id: str
    label: str
    names: tuple[str, ...]
    sections: int
    meetings: int
    why: str
    example: str


@dataclass(frozen=True, slots=True)
class Wish:
    """How a person wants a new topic to be: id, kind, label, the broader topic; None where nothing was said."""

    id: str | None = None
    kind: str | None = None
    label: str | None = None
    under: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person's correction did: said in a sentence, with the lines that were written into ``topics.toml``.

    There are no lines where the file said so already. ``topic`` is the id of the topic that is named from now on.
    """

    said: str
    lines: tuple[str, ...]
    topic: str | None


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One line of an ingest's report: a source, what it gave, and whether it was new, changed or known."""

    source: Source
    change: Literal["new", "changed", "unchanged", "gone"]
    meetings: int
    sections: int


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. ``unread`` are the sources whose trouble makes the exit code 3."""

    sources: tuple[SourceReport, ...]
    meetings: int
    sections: int
    engine: str
    changed: bool
    unread: tuple[Source, ...] = field(default=())
    remarks: tuple[str, ...] = field(default=())
    """What a person should know beside: words of ``topics.toml`` that mean nothing here, say."""


@dataclass(frozen=True, slots=True)
class ArchiveState:
    """The archive in a few figures, for ``status`` and the first line of the screen."""

    root: str
    bodies: tuple[str, ...]
    meetings: int
    sections: int
    first: str | None
    last: str | None
    gaps: int
    sources: int
    unread: int
    engine: str
    built: str | None
    newer: tuple[str, ...]
    """Files in ``corpus/`` (and ``topics.toml``) that the index does not know yet."""


@dataclass(frozen=True, slots=True)
class ExplainedFamily:
    """Blocks that share a cue, and how well they explain the document as an outline.

    ``cover`` is the share (0–1) of the text that stands under them, ``bodied`` the share of them that have a text of
    their own, ``score`` what they were chosen by; ``chosen`` is true for those whose members became heads.
    """

    name: str
    members: int
    cover: float
    bodied: float
    score: float
    chosen: bool


@dataclass(frozen=True, slots=True)
class ExplainedBlock:
    """A block as the segmenter saw it, what it was taken for, and why."""

    block: Block
    role: BlockRole
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one file was read and cut: its blocks, the families of heads, the records, or why there are none."""

    document: Document
    families: tuple[ExplainedFamily, ...]
    blocks: tuple[ExplainedBlock, ...]
    records: tuple[Record, ...]
    refused: str | None
