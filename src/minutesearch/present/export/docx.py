"""A storyboard as a Word document: real headings, tables that repeat their head, quotes in styles that are checked."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm, Pt

from minutesearch.model import WRITTEN_BY
from minutesearch.present.export import docx_parts as parts
from minutesearch.present.export.figure import png
from minutesearch.present.export.nouns import Entry, Report
from minutesearch.present.export.timeline import drawing
from minutesearch.present.export.zipped import made_at, timeless

FIGURE_TITLE = "Timeline of the quotes"
SOURCES_HEAD = ("No.", "Source", "Retrieved", "SHA-256")
"""By this head ``verify`` finds the table of sources."""
_MOMENTS_HEAD = ("Date", "Body", "Minutes", "Quotes")
_MOST_MOMENTS = 30
"""A longer table of meetings stands at the end."""
_EDGE = parts.TEXT_WIDTH - 0.2
"""Where lines to write on end; at the margin itself LibreOffice would break them."""


def document(said: Report) -> bytes:
    """Write a Word document.

    Args:
        said: the storyboard in words.

    Returns:
        The file; the same bytes for the same storyboard.
    """
    page = Document()
    parts.plain_look(page)
    parts.add_styles(page)
    _set_page(page, said)
    page.add_paragraph(said.title, style="Title")
    page.add_heading("What was searched", 1)
    page.add_paragraph(said.coverage)
    _timeline(page, said)
    page.add_heading("Evidence", 1)
    for entry in said.entries:
        _entry(page, entry)
    _pledges(page, said)
    if len(said.moments) > _MOST_MOMENTS:
        page.add_heading("All meetings of the period", 1)
        _moments(page, said)
    if said.beyond:
        page.add_heading("What could not be searched", 1)
        parts.table(page, ("What", "Why"), said.beyond, (6.0, 11.0), ("What could not be searched", "Gaps and sources"))
    _origins(page, said)
    _under(page, WRITTEN_BY)
    return saved(page, said)


def saved(page: Any, said: Report) -> bytes:
    """A document as bytes: without a clock, and with the day of its newest quote for a date."""
    about = page.core_properties
    about.title, about.language = said.title, "en-GB"
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = ""
    about.created = about.modified = made_at(said.made)
    about.revision = 1
    file = BytesIO()
    page.save(file)
    return timeless(file.getvalue())


def _set_page(page: Any, said: Report) -> None:
    """A4, and at its foot the title and the number of the page."""
    section = page.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin, section.bottom_margin = Cm(2.0), Cm(2.2)
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(parts.TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    title = said.title if len(said.title) <= 70 else said.title[:69] + "…"
    foot.add_run(f"{title}\tPage ")
    parts.field(foot, "PAGE")
    foot.add_run(" of ")
    parts.field(foot, "NUMPAGES")


def _timeline(page: Any, said: Report) -> None:
    page.add_heading("Timeline", 1)
    drawn = drawing(said.moments)
    if drawn is None:
        page.add_paragraph(said.described)
        return
    picture = page.add_picture(BytesIO(png(drawn)), width=Cm(parts.TEXT_WIDTH))
    parts.alt_text(picture, FIGURE_TITLE, said.described)
    page.paragraphs[-1].paragraph_format.keep_with_next = True
    if len(said.moments) > _MOST_MOMENTS:
        page.add_paragraph("The same as a table: “All meetings of the period”, at the end.")
    else:
        _moments(page, said)


def _moments(page: Any, said: Report) -> None:
    rows = [(m.when, m.body, m.said, "–" if m.missing else str(m.quotes)) for m in said.moments]
    parts.table(page, _MOMENTS_HEAD, rows, (3.8, 4.4, 6.9, 1.9), (FIGURE_TITLE, "The same facts as the picture"))
    _under(page, "“?” and “–” stand for meetings whose minutes are not in the archive: what they said is not known.")


def _under(page: Any, words: str) -> None:
    """A line under a table. Without one LibreOffice leaves a heading that comes next alone at the foot of its page."""
    line = page.add_paragraph(words, style=parts.CITATION)
    line.paragraph_format.left_indent = Cm(0)
    line.paragraph_format.space_before = Pt(3)
    line.paragraph_format.keep_with_next = False


def _entry(page: Any, entry: Entry) -> None:
    """One item: heading, warnings, quote, citation, note, and what a person fills in."""
    heading = page.add_heading(f"{entry.n}. {entry.heading}", 2)
    heading.paragraph_format.keep_together = True
    if entry.tags:
        tag = heading.add_run("  " + " ".join(f"[{tag}]" for tag in entry.tags))
        tag.font.size, tag.font.bold, tag.font.color.rgb = Pt(9.5), False, parts.SOFT
    for n, warning in enumerate(entry.warnings):
        page.add_paragraph(style=parts.WARNING).add_run(warning).font.bold = n == 0
    if entry.counter:
        page.add_paragraph(entry.counter, style=parts.COUNTER)
    quote = page.add_paragraph(style=parts.QUOTE)
    quote.add_run("“")
    for piece in entry.pieces:
        quote.add_run(piece.text, style=parts.VERBATIM if piece.kind == "verbatim" else None)
    quote.add_run("”")
    cited = page.add_paragraph(f"{entry.cited.words} · ", style=parts.CITATION)
    if entry.cited.address:
        parts.link(cited, "open the source", entry.cited.address)
        cited.add_run(" · ")
    cited.add_run(f"{entry.cited.section} · {entry.cited.source_words}")
    if entry.remark:
        page.add_paragraph(f"Remark: {entry.remark}", style=parts.CITATION)
    if entry.note:
        page.add_paragraph(f"Note: {entry.note}", style=parts.FIELDS).paragraph_format.keep_with_next = True
    _blanks(page, entry.blanks)


def _blanks(page: Any, blanks: tuple[tuple[str, str], ...]) -> None:
    """Lines to write on: tab leaders, which no screen reader spells out."""
    for label in (label for label, room in blanks if room == "line"):
        line = page.add_paragraph(f"{label}: \t", style=parts.FIELDS)
        line.paragraph_format.keep_with_next = True
        _leader(line, _EDGE)
    short = [(label, room) for label, room in blanks if room != "line"]
    line = page.add_paragraph(style=parts.FIELDS)
    at = 0.6
    share = (_EDGE - at) / (2 * len(short) - 1)
    for n, (label, room) in enumerate(short):
        at = _EDGE if n == len(short) - 1 else at + share * (2 if room == "name" else 1)
        line.add_run(f"{' ' if n else ''}{label if room == 'day' else f'{label}:'} \t")
        _leader(line, at)


def _leader(line: Any, at: float) -> None:
    line.paragraph_format.tab_stops.add_tab_stop(Cm(at), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def _pledges(page: Any, said: Report) -> None:
    page.add_heading("Promises still open", 1)
    if not said.pledges:
        page.add_paragraph(said.pledged)
        return
    rows = []
    for p in said.pledges:
        owner = f"\nBy: {p.owner}" if p.owner else ""
        later = "".join(f"\n{line}" for line in p.later)
        rows.append((f"{p.made}\n{p.body}", f"“{p.text}”{owner}\n{p.section}", p.due, f"{p.status}. {p.why}{later}"))
    named = ("Promises still open", "What was promised, when, and what became of it")
    parts.table(page, ("Promised", "What", "Due", "Status, and why"), rows, (2.9, 5.2, 2.4, 6.5), named)
    _under(page, said.pledged)


def _origins(page: Any, said: Report) -> None:
    page.add_heading("Sources", 1)
    if not said.origins:
        page.add_paragraph("No source is quoted.")
        return
    rows = [(str(o.n), o.path, o.retrieved, o.sha256) for o in said.origins]
    named = ("Sources", "Number, path, day of retrieval and hash of every source that is quoted")
    parts.table(page, SOURCES_HEAD, rows, (1.2, 5.8, 3.8, 6.2), named)
    published = [o for o in said.origins if o.address_words]
    if published:
        page.add_paragraph("Where they were published:").paragraph_format.space_before = Pt(8)
    for o in published:
        line = page.add_paragraph(f"{o.n}. ", style=parts.CITATION)
        if o.address:
            parts.link(line, o.address_words, o.address)
        else:
            line.add_run(o.address_words)
