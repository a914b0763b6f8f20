"""Verdicts on quotes, and citations, as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.dates import day
from minutesearch.present.output.as_text import indented
from minutesearch.present.wording import count, place
from minutesearch.text import safe_line, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minutesearch.model import Citation, FileVerdict, Section, Verdict
    from minutesearch.present.output.paint import Paper

_SAID = {
    "exact": ("Exact", "the minutes print it so."),
    "near": ("Near", "the minutes print something like it, but not this."),
    "absent": ("Absent", "the archive prints it nowhere."),
    "stale": ("Stale", "the source that it was cited from does not hold it any more."),
}
_CUT_SAID = ("Exact in its parts", "the minutes print these, with other words between them.")
_STYLES = {"exact": "good", "near": "gap", "absent": "bad", "stale": "bad"}
_SHOWN = 12
"""Differences that are shown; of a long quote there may be hundreds."""
_LENGTH = 90


def verdict(v: Verdict, section: Section | None, paper: Paper) -> str:
    """``verify QUOTE``: the verdict in words, the quote in its place, the citation, and what differs.

    Args:
        v: the verdict.
        section: the section that it cites, to show the quote in its sentence; None where it is not on the record.
        paper: what is printed on.
    """
    return "\n".join(_lines(v, section, paper)) + "\n"


def _lines(v: Verdict, section: Section | None, paper: Paper) -> list[str]:
    word, said = _CUT_SAID if v.cut else _SAID[v.result]
    lines = [f"{paper.paint(word, _STYLES[v.result])}: {said}"]
    if v.remark:
        lines += paper.wrapped(safe_line(v.remark))
    if v.citation:
        lines += ["", *_in_place(v, section, paper), "", *cited(v.citation, paper)]
    if v.nearest:
        lines += ["", "The nearest passage:" if v.result != "near" else "Printed is:"]
        lines += indented(f"“{v.nearest.text}”", (), paper)
        lines += differences(v.nearest.differs, paper)
        lines += ["", *cited(v.nearest.citation, paper)]
    elif v.result == "absent" and v.quote.strip():
        lines.append("No passage shares enough of its words to be of help.")
    return lines


def _in_place(v: Verdict, section: Section | None, paper: Paper) -> list[str]:
    """The sentences that hold a quote, the quote marked; where they are not on the record, the quote alone."""
    citation = v.citation
    if section is None or citation is None or section.places[0] != citation.place:
        return indented(f"“{v.quote}”", (), paper)
    text = section.title if citation.in_title else section.text
    start, end = citation.start, citation.end
    touched = [(a, b) for a, b in sentences(text) if a < end and b > start] or [(start, end)]
    first, last = min(start, touched[0][0]), max(end, touched[-1][1])
    return indented(f"“{text[first:last]}”", [(start - first + 1, end - first + 1)], paper)


def cited(c: Citation, paper: Paper) -> list[str]:
    """A citation in lines: meeting, status, section, file with page or line, address, hash."""
    lines = [f"  {safe_line(c.body)}, {day(c.date, long=True)} · {c.kind}, {status(c.status)}"]
    lines += paper.wrapped(f"“{safe_line(c.title) or '(no title)'}” · {c.section}", "  ", "  ")
    lines.append(f"  {safe_line(place(c.place))}")
    if c.place.address:
        got = f", retrieved {safe_line(c.place.retrieved)}" if c.place.retrieved else ""
        lines.append(f"  {safe_line(c.place.address)}{got}")
    lines.append(f"  SHA-256 {c.place.sha256}")
    return lines


def status(said: str) -> str:
    """The status of a meeting's minutes in words."""
    return "approval unknown" if said == "unknown" else said


def differences(differs: Sequence[tuple[str, str]], paper: Paper) -> list[str]:
    """What differs, word by word."""
    lines = []
    for printed, quoted in differs[:_SHOWN]:
        ours = f"“{safe_line(printed)}”" if printed else "nothing"
        theirs = f"“{safe_line(quoted)}”" if quoted else "nothing"
        lines += paper.wrapped(f"printed: {ours} / quoted: {theirs}", "      ", "    ")
    if len(differs) > _SHOWN:
        lines.append(f"    and {count(len(differs) - _SHOWN, 'more difference')}")
    return lines


def file(f: FileVerdict, sections: Mapping[str, Section], paper: Paper) -> str:
    """``verify FILE``: the sum, then every quote in order; those that are not exact in full.

    Args:
        f: the verdicts.
        sections: the sections that are cited, by id.
        paper: what is printed on.
    """
    counts = [f"{f.count(result)} {result}" for result in ("exact", "near", "absent", "stale") if f.count(result)]
    lines = [f"{safe_line(f.file)}: {count(len(f.quotes), 'quote')}: {', '.join(counts) or 'none'}."]
    if f.unquoted:
        lines += paper.wrapped(
            f"{count(f.unquoted, 'citation')} in it without a quote that can be told: check by eye what stands above, "
            "and give it the style of the quotes again."
        )
    lines.append("Only the quotes are checked, not the dates, headings and notes around them.")
    for n, v in enumerate(f.quotes, 1):
        words = safe_line(v.quote)
        short = words if len(words) <= _LENGTH else f"{words[:_LENGTH].rsplit(' ', 1)[0]} …"
        head = f"{n}. {paper.paint(v.result, _STYLES[v.result])}"
        if v.result == "exact" and v.citation:
            lines += ["", *paper.wrapped(f"{head} “{short}” · {v.citation.section}", "   ", "")]
            lines += paper.wrapped(safe_line(v.remark), "   ", "   ") if v.remark else []
        else:
            found = v.citation or (v.nearest.citation if v.nearest else None)
            lines += ["", *paper.wrapped(f"{head} “{short}”", "   ", "")]
            lines += [f"  {line}" for line in _lines(v, sections.get(found.section) if found else None, paper)]
    return "\n".join(lines) + "\n"
