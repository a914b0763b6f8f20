"""What is published: a source, the blocks of it that a parser saw, and what it says of each meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SourceState = Literal["ingested", "not-minutes", "no-text", "quarantined", "duplicate", "superseded"]
MeetingKind = Literal["minutes", "summary", "notes", "agenda"]
BlockKind = Literal["heading", "paragraph", "item", "row"]

KIND_ORDER: tuple[MeetingKind, ...] = ("minutes", "summary", "notes", "agenda")
"""The fullest kind of record first: where two sources hold one passage, the fuller one is quoted."""

CELL_BREAK = " | "
"""What stands between the cells of a table row in the text of its block."""


@dataclass(frozen=True, slots=True)
class Source:
    """One published file in ``corpus/`` and what became of it."""

    path: str
    sha256: str
    media_type: str
    parser: str
    state: SourceState
    reason: str | None = None
    address: str | None = None
    retrieved: str | None = None
    unread: int = 0
    """Pages of it that could not be read, though others were: scans without a recogniser, say."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table row as a parser saw it, with the cues a segmenter needs.

    ``lead`` counts the leading characters that are set in bold, so that ``Title: text`` run-ins can be told from
    plain prose; ``bold`` is the share (0–1) of bold characters; ``size`` is in points (0 where unknown); ``x`` is
    the left edge in points (or the nesting depth in HTML and Word); ``line`` is the line of the text file or of
    the extracted page, from 1; ``ocr`` is true where any of it was recognised from a picture.
    """

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    bold: float = 0.0
    lead: int = 0
    size: float = 0.0
    x: float = 0.0
    page: int | None = None
    line: int | None = None
    anchor: str | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """All that a parser found in one file: its blocks in reading order, its own title, and remarks for the report.

    ``unread`` are the pages that could not be read, ``recogniser`` what read pages that are pictures; ``linked`` is the
    share (0–1) of its letters that are links to other pages.
    """

    media_type: str
    parser: str
    title: str
    blocks: tuple[Block, ...]
    pages: int = 0
    remarks: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()
    recogniser: str | None = None
    linked: float = 0.0


@dataclass(frozen=True, slots=True)
class Passage:
    """A section as it was cut from one source. Ordinal 0 is front matter or a preamble.

    ``ocr`` is true where any of its text was recognised from a picture and may hold slips.
    """

    ordinal: int
    number: str
    title: str
    title_generated: bool
    parent: int | None
    text: str
    list_items: tuple[str, ...]
    page: int | None
    line: int | None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What one source says of one meeting: a summary, a draft or the full minutes of it."""

    body: str
    date: str
    date_inferred: bool
    type: str
    kind: MeetingKind
    draft: bool
    next_date: str | None
    passages: tuple[Passage, ...]
