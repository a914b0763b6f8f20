"""Why a document was cut as it was: each block, what it was taken for, and the rule that said so."""

from __future__ import annotations

from minutesearch.errors import SourceError
from minutesearch.model import Document, ExplainedBlock, ExplainedFamily, Explanation, Record
from minutesearch.parse.sections.segmenter import Frame, frame_of, records_of


def explain(document: Document, *, path: str) -> Explanation:
    """Cut a document as :func:`minutesearch.parse.segment` does, and say why.

    Args:
        document: what a parser found.
        path: the archive-relative path.

    Returns:
        The explanation; what is no minutes is told in ``refused`` instead of raised.
    """
    try:
        frame = frame_of(document, path)
    except SourceError as error:
        return Explanation(document, (), (), (), error.message)
    records: tuple[Record, ...] = ()
    refused = None
    try:
        records = tuple(records_of(frame))
    except SourceError as error:
        refused = error.message
    chosen = {head.why for head in frame.outline.heads}
    families = tuple(
        ExplainedFamily(f.name, len(f.members), f.cover, f.bodied, f.score, chosen=f.name in chosen)
        for f in frame.outline.families
    )
    return Explanation(document, families, _blocks(frame), records, refused)


def _blocks(frame: Frame) -> tuple[ExplainedBlock, ...]:
    heads = {head.at: head for head in frame.outline.heads}
    opened = {at: one for one in frame.openings for at in range(one.first, one.last + 1)}
    first = min(heads, default=0)
    explained: list[ExplainedBlock] = []
    for at, block in enumerate(frame.blocks):
        if at in opened:
            explained.append(ExplainedBlock(block, "opening", f"meeting of {opened[at].day}"))
        elif at in heads:
            head = heads[at]
            explained.append(ExplainedBlock(block, "head" if head.level == 1 else "part", head.why))
        elif not frame.minuted[at].text:
            explained.append(ExplainedBlock(block, "left out", "the agenda's words"))
        else:
            explained.append(ExplainedBlock(block, "front" if at < first else "text", ""))
    return tuple(explained)
