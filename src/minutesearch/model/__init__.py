"""The nouns: what a published page, a meeting, a section and an answer are.

Frozen, slotted values that every room may hold and none may change. This package imports nothing of ours.

Dates are ISO strings of the precision that is known (``2021-12`` or ``2021-12-14``). Offsets are character
offsets into the text that is named, end exclusive.
"""

from __future__ import annotations

from minutesearch.model.answers import (
    Expansion,
    Filters,
    Gap,
    GapEvidence,
    Hit,
    Match,
    MeetingCount,
    PointState,
    Quote,
    Results,
    Snippet,
    Span,
    Trace,
    TracePoint,
    TraceSection,
)
from minutesearch.model.kept import (
    Concept,
    GlossaryEntry,
    Meeting,
    MeetingStatus,
    Place,
    Section,
    Tag,
)
from minutesearch.model.published import (
    CELL_BREAK,
    KIND_ORDER,
    Block,
    BlockKind,
    Document,
    MeetingKind,
    Passage,
    Record,
    Source,
    SourceState,
)
from minutesearch.model.reports import (
    ArchiveState,
    BlockRole,
    BodyCoverage,
    ConceptCount,
    Coverage,
    ExplainedBlock,
    ExplainedFamily,
    Explanation,
    IngestReport,
    MeetingCoverage,
    SourceReport,
)

__all__ = [
    "CELL_BREAK",
    "KIND_ORDER",
    "ArchiveState",
    "Block",
    "BlockKind",
    "BlockRole",
    "BodyCoverage",
    "Concept",
    "ConceptCount",
    "Coverage",
    "Document",
    "Expansion",
    "ExplainedBlock",
    "ExplainedFamily",
    "Explanation",
    "Filters",
    "Gap",
    "GapEvidence",
    "GlossaryEntry",
    "Hit",
    "IngestReport",
    "Match",
    "Meeting",
    "MeetingCount",
    "MeetingCoverage",
    "MeetingKind",
    "MeetingStatus",
    "Passage",
    "Place",
    "PointState",
    "Quote",
    "Record",
    "Results",
    "Section",
    "Snippet",
    "Source",
    "SourceReport",
    "SourceState",
    "Span",
    "Tag",
    "Trace",
    "TracePoint",
    "TraceSection",
]
