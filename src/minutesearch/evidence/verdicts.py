"""Verdicts on a quote from what the record prints: where it stands, or what comes nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from minutesearch.dates import day
from minutesearch.evidence import nearing
from minutesearch.evidence.citing import cite
from minutesearch.evidence.verbatim import Span, forms, is_cut, may_hold, meant, rare_words, spans, stands
from minutesearch.model import CUT, Nearest, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from minutesearch.evidence.nearing import Close
    from minutesearch.model import Citation, Section
    from minutesearch.store import Records
    from minutesearch.store.passages import Printed

_OTHERS = 5
"""Other places of a quote that are named; the rest are counted."""


class Standing(NamedTuple):
    """Where a quote stands verbatim: the section, whether in its title, and the quote in its forms."""

    passage: Printed
    in_title: bool
    forms: list[tuple[str, ...]]

    @property
    def spans(self) -> list[Span]:
        """The parts of the quote in order, as offsets into the section's text or title."""
        return spans(self.forms, self.passage.title if self.in_title else self.passage.text)


def standing(quote: str, printed: Iterable[Printed]) -> list[Standing]:
    """Every section in which a quote stands verbatim, in reading order; of one section, its text before its title.

    Args:
        quote: as it was typed or pasted.
        printed: titles and texts in reading order.
    """
    wanted = forms(quote)
    words = rare_words(wanted)
    found: list[Standing] = []
    for passage in printed if wanted else ():
        for text, in_title in ((passage.text, False), (passage.title, True)):
            if may_hold(text, words) and stands(wanted, text):
                found.append(Standing(passage, in_title, wanted))
                break
    return found


def section_of(records: Records, passage: Printed) -> Section:
    """The section that a printed passage is the text of."""
    section = records.section(passage.section)
    if section is None:
        raise KeyError(passage.section)
    return section


def exact(records: Records, quote: str, found: Sequence[Standing], *remarks: str) -> Verdict:
    """The verdict on a quote that stands verbatim: the first place is cited, the others are remarked on.

    Args:
        records: the record.
        quote: as it was typed or pasted.
        found: where it stands, at least once.
        remarks: what else should be known.
    """
    first = found[0]
    section = section_of(records, first.passage)
    at = first.spans
    citation = cite(records, section, at[0][0], at[-1][1], in_title=first.in_title)
    said = list(remarks)
    if first.in_title:
        said.append("It is the title of the section, or a part of it.")
    cut = is_cut(at)
    if cut:
        said.append("Words were left out: its parts stand in this order in one section.")
    if len(found) > 1:
        said.append(f"Also in {_listed(records, found[1:])}.")
    return Verdict("exact", quote, citation, None, " ".join(said) or None, cut)


def _listed(records: Records, others: Sequence[Standing]) -> str:
    named = []
    for other in others[:_OTHERS]:
        meeting = records.meeting(other.passage.meeting)
        named.append(f"{other.passage.section} ({day(meeting.date) if meeting else 'no date'})")
    more = len(others) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def not_exact(
    records: Records,
    quote: str,
    printed: Sequence[Printed],
    *remarks: str,
    citing: Callable[[Printed, Span, bool], Citation] | None = None,
) -> Verdict:
    """The verdict on a quote that stands nowhere verbatim: near or absent, with the nearest passage.

    Args:
        records: the record.
        quote: as it was typed or pasted.
        printed: titles and texts in reading order.
        remarks: what else should be known.
        citing: cites a stretch of one of ``printed``, or of its title; None where these are sections of the record.
    """
    parts = meant(quote)
    if not parts:
        said = "There is no word in it." if quote.strip() else "It is empty."
        return Verdict("absent", quote, remark=" ".join([*remarks, said]))
    best = _closest(parts, printed)
    remark = " ".join(remarks) or None
    if best is None:
        return Verdict("absent", quote, remark=remark)
    close, passage, in_title, weights = best
    text = passage.title if in_title else passage.text
    near = close.likeness >= nearing.NEAR
    if near:
        shown = CUT.join(text[w.start : w.end] for w in close.windows)
        start, end = close.windows[0].start, close.windows[-1].end
    else:
        aligned = nearing.is_aligned(close)
        start, end = (
            nearing.whole_sentences(text, close.windows) if aligned else nearing.telling_sentences(parts, text, weights)
        )
        shown = text[start:end]
    differs: list[tuple[str, str]] = []
    if nearing.is_aligned(close):
        for part, window in zip(parts, close.windows, strict=True):
            differs += nearing.differences(text[window.start : window.end], part)
    if citing:
        citation = citing(passage, (start, end), in_title)
    else:
        citation = cite(records, section_of(records, passage), start, end, in_title=in_title)
    return Verdict("near" if near else "absent", quote, None, Nearest(shown, citation, tuple(differs)), remark)


def _closest(parts: Sequence[str], printed: Sequence[Printed]) -> tuple[Close, Printed, bool, dict[str, float]] | None:
    likely, weights = nearing.candidates(parts, [f"{p.title}\n{p.text}" for p in printed])
    best: tuple[tuple[float, int], Close, Printed, bool] | None = None
    for i in likely:
        for in_title in (False, True):
            close = nearing.closest(parts, printed[i].title if in_title else printed[i].text, weights)
            if close is None or not nearing.is_shown(close):
                continue
            # What is near outranks what shares more words; of the same worth the first in reading order is taken.
            score = close.likeness + (1.0 if close.likeness >= nearing.NEAR else close.shared)
            if best is None or (score, -i) > best[0]:
                best = ((score, -i), close, printed[i], in_title)
    return (*best[1:], weights) if best else None
