"""A storyboard in a team's own Word template, by docxtpl: an extra, since its licence is the LGPL.

What the template may name is written down in docs/how-to/make-a-storyboard.md.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from minutesearch.errors import UsageError
from minutesearch.present.export.nouns import Entry, Report

_HELP = "What a template may name is in docs/how-to/make-a-storyboard.md."
_FIGURE_WIDTH = 16.0


def filled(said: Report, template: Path) -> bytes:
    """Fill a template.

    Args:
        said: the storyboard in words.
        template: a Word file with Jinja tags.

    Returns:
        The document; the same bytes for the same storyboard and template.

    Raises:
        UsageError: docxtpl is not installed, or the template cannot be read or filled.
    """
    try:
        from docxtpl import DocxTemplate
    except ImportError as error:
        raise UsageError(
            "A template needs docxtpl, which is not installed.", "Type: pip install 'minutesearch[template]'"
        ) from error
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    from minutesearch.present.export import docx, docx_parts

    if not template.is_file():
        raise UsageError(f"There is no template {template}.", "Check the name of the file.")
    # Sandboxed: a template that came by mail must not reach further than the storyboard.
    jinja = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        page = DocxTemplate(str(template))
        page.init_docx()
        docx_parts.add_styles(page.docx)
        page.render(context(said, page), jinja, autoescape=True)
    except TemplateError as error:
        raise UsageError(f"The template {template.name} cannot be filled: {error.message or error}.", _HELP) from error
    except Exception as error:
        # python-docx and lxml tell a file that is no Word file, or is no XML any more, in errors of many kinds.
        said_so = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise UsageError(f"The template {template.name} cannot be used: {said_so}.", _HELP) from error
    return docx.saved(page.docx, said)


def context(said: Report, page: Any) -> dict[str, Any]:
    """What a template may name.

    Args:
        said: the storyboard in words.
        page: the template, which the picture of the timeline becomes a part of.
    """
    return {
        "title": said.title,
        "coverage": said.coverage,
        "made": said.made,
        "timeline_figure": _figure(said, page),
        "timeline_described": said.described,
        "timeline": [
            {"date": m.when, "body": m.body, "said": m.said, "quotes": "–" if m.missing else m.quotes}
            for m in said.moments
        ],
        "evidence": [_evidence(entry) for entry in said.entries],
        "promises": [
            {
                "made": p.made, "body": p.body, "text": p.text, "owner": p.owner, "due": p.due, "status": p.status,
                "why": p.why, "later": list(p.later), "section": p.section,
            }
            for p in said.pledges
        ],
        "promises_remark": said.pledged,
        "sources": [
            {"n": o.n, "path": o.path, "retrieved": o.retrieved, "sha256": o.sha256, "address": o.address_words}
            for o in said.origins
        ],
        "not_searched": [{"what": what, "why": why} for what, why in said.beyond],
    }  # fmt: skip


def _evidence(entry: Entry) -> dict[str, Any]:
    from docxtpl import RichText, RichTextParagraph

    from minutesearch.present.export.docx_parts import CITATION, QUOTE, VERBATIM

    citation = f"{entry.cited.words} · {entry.cited.section} · {entry.cited.source_words}"
    marked = RichText("“")
    for piece in entry.pieces:
        marked.add(piece.text, style=_id(VERBATIM) if piece.kind == "verbatim" else None)
    marked.add("”")
    checkable = RichTextParagraph()
    checkable.add(marked, parastyle=_id(QUOTE))
    checkable.add(RichText(citation), parastyle=_id(CITATION))
    return {
        "n": entry.n,
        "heading": entry.heading,
        "shows": entry.evidence.item.shows or "",
        "counter": entry.evidence.item.counter,
        "tags": list(entry.tags),
        "quote": entry.quote,
        "citation": citation,
        "quote_and_citation": checkable,
        "verified": entry.evidence.verdict.result == "exact",
        "warnings": list(entry.warnings),
        "remark": entry.remark,
        "note": entry.note,
        "address": entry.cited.address or "",
    }


def _id(style: str) -> str:
    """The id that python-docx gives a style of that name."""
    return style.replace(" ", "")


def _figure(said: Report, page: Any) -> Any:
    from docx.shared import Cm
    from docxtpl import InlineImage

    from minutesearch.present.export.figure import png
    from minutesearch.present.export.timeline import drawing

    drawn = drawing(said.moments)
    return InlineImage(page, BytesIO(png(drawn)), width=Cm(_FIGURE_WIDTH)) if drawn else said.described
