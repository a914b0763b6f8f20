"""What stands in the margins of a Word file's pages: letterheads, draft marks, footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.parse.formats.letters import clean, weigh
from minutesearch.parse.formats.word import W, flag, runs_of

if TYPE_CHECKING:
    from lxml import etree

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_RELATIONS = "word/_rels/document.xml.rels"
_DRAFT = re.compile(r"\b(?:draft|unapproved|unconfirmed|subject to (?:approval|confirmation))\b", re.IGNORECASE)
_PAGE = re.compile(r"(?:page)?\s{0,3}(?:of|/|-)?\s{0,3}(?:page)?$", re.IGNORECASE)
"""What is left of a page number, which is a field."""


def notes_of(parts: dict[str, etree._Element]) -> dict[tuple[str, str], etree._Element]:
    """The footnotes and endnotes, by the name of the mark that refers to them and by their number."""
    return {
        (f"{kind}Reference", note.get(f"{W}id", "")): note
        for kind in ("footnote", "endnote")
        if f"word/{kind}s.xml" in parts
        for note in parts[f"word/{kind}s.xml"].iterfind(f"{W}{kind}")
        if note.get(f"{W}type") in (None, "normal")
    }


class Margins(NamedTuple):
    """What stands in the margins: what is printed once, and the first line of what runs over every page."""

    printed: list[str]
    running: str


def margins_of(root: etree._Element, parts: dict[str, etree._Element]) -> Margins:
    """Read the margins of the first section.

    A letterhead of the first page is part of the document, and so is a draft mark, in a head, a foot or across the
    page. What runs over every page is furniture, but it may be all that names the body.
    """
    found = Margins([], "")
    section = next(root.iter(f"{W}sectPr"), None)
    if section is None or _RELATIONS not in parts:
        return found
    aims = {each.get("Id"): "word/" + (each.get("Target") or "").removeprefix("/word/") for each in parts[_RELATIONS]}
    for reference in section.iterchildren(f"{W}headerReference", f"{W}footerReference"):
        content = parts.get(aims.get(reference.get(f"{_R}id"), ""))
        if content is None:
            continue
        heads = reference.tag == f"{W}headerReference"
        first = reference.get(f"{W}type", "default") == "first"
        if first and not flag(section, "titlePg"):
            continue
        lines = [weigh(runs).text for p in content.iter(f"{W}p") for runs in runs_of(p, bold=False)]
        lines = [text for text in lines if text and not _PAGE.match(text)]
        across = [clean(path.get("string", ""))[:80] for path in content.iter(_TEXTPATH)]
        kept = [text for text in (*lines, *across) if (heads and first and text in lines) or _DRAFT.search(text)]
        found.printed.extend(text for text in kept if text not in found.printed)
        if heads and not first and lines and not found.running:
            found = found._replace(running=lines[0][:300])
    return found
