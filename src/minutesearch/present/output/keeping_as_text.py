"""What ``ingest``, ``ingest --explain`` and ``status`` tell of the archive itself, as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.dates import day
from minutesearch.present.output.paint import Paper, columns
from minutesearch.present.wording import count
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from minutesearch.model import ArchiveState, Explanation, IngestReport


def state(s: ArchiveState) -> str:
    """``status``: the archive in a few lines."""
    lines = [f"Archive: {safe_line(s.root)}"]
    if s.built is None:
        lines.append("No index yet. Type: minutesearch ingest")
    else:
        lines += [
            f"Bodies: {', '.join(map(safe_line, s.bodies)) or 'none'}",
            f"Meetings: {s.meetings} ({count(s.sections, 'section')})"
            + (f", {day(s.first)} to {day(s.last)}" if s.first and s.last else ""),
            f"Months known to be missing: {s.gaps}",
            f"Sources: {s.sources}, {s.unread} of them could not be read",
            f"Index: {s.engine}, built {s.built}",
        ]
    if s.newer:
        files = ", ".join(map(safe_line, s.newer[:3])) + (" …" if len(s.newer) > 3 else "")
        verb = "differs" if len(s.newer) == 1 else "differ"
        lines.append(f"{count(len(s.newer), 'file')} {verb} from the index ({files}). Type: minutesearch ingest")
    return "\n".join(lines) + "\n"


def report(done: IngestReport, paper: Paper) -> str:
    """``ingest``: a line a source that is new, changed, gone or in trouble, then the sum."""
    lines: list[str] = []
    for r in done.sources:
        read = r.source.state == "ingested"
        if r.change == "unchanged" and read and not r.source.unread:
            continue
        gave = f"{count(r.meetings, 'meeting')}, {count(r.sections, 'section')}" if read else r.source.state
        lines.append(f"{r.change:9}  {gave:25}  {safe_line(r.source.path)}")
        if r.source.reason:
            lines += paper.wrapped(r.source.reason, " " * 11)
    unchanged = sum(
        r.change == "unchanged" and r.source.state == "ingested" and not r.source.unread for r in done.sources
    )
    if unchanged:
        lines.append(f"{count(unchanged, 'source')} unchanged.")
    if not done.sources:
        lines.append("corpus/ is empty. Type: minutesearch ingest FILE…  or try: minutesearch demo")
    lines.append(f"The archive holds {count(done.meetings, 'meeting')} and {count(done.sections, 'section')}.")
    if done.unread:
        partly = sum(s.unread > 0 for s in done.unread)
        said = [f"{count(len(done.unread) - partly, 'source')} could not be read"] if len(done.unread) > partly else []
        said += [f"{count(partly, 'source')} only in part"] if partly else []
        lines.append(f"{', '.join(said)}; minutesearch coverage lists them.")
    return "\n".join(lines) + "\n"


_SIGNS = {"opening": "»", "head": "#", "part": "·", "left out": "-", "front": " ", "text": " "}


def explanation(told: Explanation, paper: Paper, *, whole: bool) -> str:
    """``ingest --explain``: what was found in a file, the families of heads, and every block with what it became.

    Args:
        told: the explanation.
        paper: what is printed on.
        whole: blocks in full, however long.
    """
    document = told.document
    pages = f", {count(document.pages, 'page')}" if document.pages else ""
    lines = [f"{document.media_type}, read by {document.parser}{pages}, {count(len(told.blocks), 'block')}"]
    lines += [safe_line(remark) for remark in document.remarks]
    for r in told.records:
        day = f"{r.date} (inferred)" if r.date_inferred else r.date
        sections = count(sum(passage.ordinal > 0 for passage in r.passages), "section")
        draft = "draft " if r.draft else ""
        lines.append(paper.paint(f"{safe_line(r.body)}, {day}: {draft}{r.kind}, {r.type}, {sections}", "bold"))
    if told.refused:
        lines.append(paper.paint(f"Not indexed: {safe_line(told.refused)}", "gap"))
    if told.families:
        rows = [
            ("*" if f.chosen else "", f.name, str(f.members), f"{f.cover:.2f}", f"{f.bodied:.2f}", f"{f.score:.3f}")
            for f in told.families
        ]
        lines += ["", "Families of heads (* chosen), with members, text under them, members with a text, and score:"]
        lines += columns([("", "family", "heads", "cover", "bodied", "score"), *rows])
    lines += [
        "",
        "Blocks (» opens a meeting, # head, · part of a section, - left out), with page.line, kind and weight:",
    ]
    for b in told.blocks:
        block = b.block
        place = f"{block.page}.{block.line}" if block.page else str(block.line or "")
        weight = ("B" if block.bold >= 0.9 else "b" if block.lead else "") + (
            f" {block.size:g}pt" if block.size else ""
        )
        why = f"  <{b.why}>" if b.why else ""
        line = f"{_SIGNS[b.role]} {place:>7} {block.kind:9} {weight:7} "
        text = safe_line(block.text)
        room = max(20, paper.width - len(line) - len(why))
        text = text if whole or len(text) <= room else text[: room - 1] + "…"
        line += text + why
        lines.append(paper.paint(line, "bold") if b.role in ("opening", "head") else line)
    return "\n".join(lines) + "\n"
