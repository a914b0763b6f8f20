"""What goes into a basket: the words of a section that are its evidence, whole sentences and verbatim."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.errors import UsageError
from minutesearch.evidence.verbatim import forms, spans
from minutesearch.evidence.verifying import verify
from minutesearch.model import CUT, Section
from minutesearch.search import kind_asked
from minutesearch.snippets import FULL, lead_in
from minutesearch.text import fold_title, sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from minutesearch.evidence.verbatim import Span
    from minutesearch.model import Filters, Results, Statement
    from minutesearch.search import Searcher
    from minutesearch.store import Records


class Picked(NamedTuple):
    """A quote of a section: the source's own characters, each run of white space one space."""

    section: Section
    quote: str


def from_query(
    searcher: Searcher, records: Records, words: str, filters: Filters, *, expand: bool = True
) -> tuple[list[Picked], Results]:
    """Of every section that answers a query the sentence that carries it, in reading order.

    Args:
        searcher: runs the query.
        records: the record.
        words: the query as typed.
        filters: what narrows it.
        expand: whether known names and spellings join.

    Raises:
        QueryError: the words are no query.
        UsageError: a filter names what the archive does not have.
    """
    results = searcher.search(words, filters, limit=0, sort="date", expand=expand)
    if not results.total:
        return [], results
    asked = results.corrected[1] if results.corrected else words
    kind = kind_asked(searcher.understand(asked, filters, expand=expand))
    told = _told(records, [hit.section.id for hit in results.hits])
    return [
        Picked(hit.section, carrying(hit.section, hit.text_marks, told.get(hit.section.id, ()), kind))
        for hit in results.hits
    ], results


def from_section(records: Records, section: Section, quote: str | None) -> Picked:
    """A quote of a section: the words given, which must stand there verbatim, or else its first sentence.

    Args:
        records: the record.
        section: the section.
        quote: the words as they were typed or pasted; a cut mark in them stands for what they leave out.

    Raises:
        UsageError: the words do not stand there so; it says where they differ, or where else they stand.
    """
    if quote is None:
        return Picked(section, carrying(section, (), _told(records, [section.id]).get(section.id, ())))
    wanted = forms(quote)
    for text in (section.text, section.title):
        if parts := spans(wanted, text):
            return Picked(section, _as_printed(text, parts))
    raise _refusal(records, section, quote)


def from_passage(section: Section, start: int, end: int) -> Picked:
    """The passage between two offsets into a section's text.

    Raises:
        UsageError: no words stand there.
    """
    quote = collapsed(section.text[max(0, start) : max(0, end)])
    if not fold_title(quote):
        raise UsageError(f"No words stand there in {section.id}.", f"Type: minutesearch show {section.id}")
    return Picked(section, quote)


def collapsed(text: str) -> str:
    """A passage as it is quoted: its own characters, each run of white space one space."""
    return " ".join(text.split())


def carrying(section: Section, marks: Sequence[Span], told: Collection[Statement], kind: str | None = None) -> str:
    """The sentence of a section that carries a hit, as it is quoted; one that is very long is kept whole.

    It is the one with the most marks; of several the first that decides, promises, worries or counts, else the first.
    An item of a list that says nothing by itself is quoted with the sentence it hangs on; what stands between them is
    left out, and :data:`minutesearch.model.CUT` says so.

    Args:
        section: the section.
        marks: the offsets of what was found, into its text; none where only its title was.
        told: its statements.
        kind: the kind of statement that was asked for: the sentence is one of these, if any is.

    Returns:
        The quote; the title of a section without text.
    """
    rows = sentences(section.text)
    if not rows:
        return collapsed(section.title)
    kinds = {statement.start: statement.kinds for statement in told}
    among = [i for i, (start, _) in enumerate(rows) if kind and kind in kinds.get(start, ())]

    def weight(at: int) -> tuple[int, bool]:
        start, end = rows[at]
        held = sum(start <= a and b <= end for a, b in marks)
        return held, held > 0 and start in kinds

    # max() keeps the first of those that weigh the same.
    best = max(among or range(len(rows)), key=weight)
    start, end = rows[best]
    quote = collapsed(section.text[start:end])
    hangs = any(statement.lead and statement.start == start for statement in told)
    lead = lead_in(section, rows, best) if hangs or len(fold_title(quote).split()) < FULL else None
    # One word above a list, the initials of who reports, leads to nothing.
    if lead is None or len(fold_title(section.text[slice(*rows[lead])]).split()) < 2:
        return quote
    return _as_printed(section.text, [rows[lead], rows[best]])


def _as_printed(text: str, parts: Sequence[Span]) -> str:
    """Passages of a text as one quote; where something stands between two of them, the cut mark does."""
    quote = collapsed(text[slice(*parts[0])])
    for (_, end), (start, after) in pairwise(parts):
        quote += (CUT if text[end:start].strip() else " ") + collapsed(text[start:after])
    return quote


def _told(records: Records, sections: Sequence[str]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in records.statements(sections):
        found.setdefault(statement.section, []).append(statement)
    return found


def _refusal(records: Records, section: Section, quote: str) -> UsageError:
    """Why a quote cannot be taken: it stands elsewhere, nearly so, or nowhere."""
    show = f"Type: minutesearch show {section.id}"
    elsewhere = verify(records, quote)
    if elsewhere.result == "exact" and elsewhere.citation:
        at = elsewhere.citation.section
        return UsageError(f"That does not stand in {section.id}, but it does in {at}.", f"Add it from there: {at}")
    nearest = verify(records, quote, meeting=section.meeting).nearest
    if nearest is None:
        return UsageError(f"That does not stand in {section.id}.", show)
    where = "" if nearest.citation.section == section.id else f" (in {nearest.citation.section})"
    differs = "; ".join(f"printed “{a}”, typed “{b}”" for a, b in nearest.differs)
    return UsageError(
        f"That is not what {section.id} prints" + (f": {differs}." if differs else "."),
        f"The nearest passage{where}: “{collapsed(nearest.text)}”",
    )
