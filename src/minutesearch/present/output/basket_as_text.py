"""Baskets as text for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from minutesearch.dates import day, span
from minutesearch.present.output.as_text import quoted
from minutesearch.present.output.paint import Paper, columns
from minutesearch.present.wording import count, listed, place
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minutesearch.model import Addition, Basket, BasketItem, Evidence, Gap, QuoteResult

_STATUS_SAID = {
    "approved": "approved", "draft": "draft", "unknown": "approval unknown", "not yet approved": "not yet approved",
}  # fmt: skip
_RESULT_SAID: dict[QuoteResult, str] = {
    "exact": "",
    "near": "not word for word any more",
    "absent": "not in the archive any more",
    "stale": "stale: its source has changed and does not hold it any more",
}
_SHOWN = 200
"""Characters of a quote in a short list."""


def baskets(rows: Sequence[tuple[Basket, Sequence[Evidence]]], paper: Paper) -> str:
    """``basket list``: a line a basket."""
    if not rows:
        lines = ["There is no basket yet."]
        lines += columns([("Start one:", "minutesearch basket add 'key worker' --query 'key worker'")])
        return "\n".join(lines) + "\n"
    table = [("basket", "items", "period", "quotes")]
    for each, found in rows:
        dates = sorted(e.date for e in found)
        table.append((each.name, f"{len(found):,}", span(dates[0], dates[-1]) if dates else "", _checked(found)))
    head, *rest = columns(table)
    more = f"One in full: minutesearch basket list {quoted(rows[0][0].name)}"
    return "\n".join([paper.paint(head, "bold"), *rest, "", more]) + "\n"


def _checked(found: Sequence[Evidence]) -> str:
    """How the quotes of a basket stand, in words."""
    results = Counter(e.verdict.result for e in found)
    if not found:
        return ""
    if results["exact"] == len(found):
        return "all exact"
    return ", ".join(f"{results[result]:,} {result}" for result in _RESULT_SAID if results[result])


def basket(each: Basket, found: Sequence[Evidence], gaps: Sequence[Gap], paper: Paper, *, full: bool = False) -> str:
    """``basket list NAME``: the storyboard as it stands; ``full`` gives quotes and notes whole."""
    name = safe_line(each.name)
    lines = [paper.paint(f"Storyboard: {name} ({count(len(found), 'item')}, {_checked(found)})", "bold")]
    if not found:
        lines = [paper.paint(f"Storyboard: {name} is empty", "bold")]
        lines.append(f"Put something in: minutesearch basket add {quoted(each.name)} --query {quoted(each.name)}")
        return "\n".join(lines) + "\n"
    for e in found:
        lines += ["", *_evidence(e, paper, full=full)]
    lines += ["", *paper.wrapped(" · ".join(_remarks(found, gaps)))]
    lines.append(f"Next: minutesearch basket set {quoted(each.name)} 1 --shows action")
    return "\n".join(lines) + "\n"


def _evidence(e: Evidence, paper: Paper, *, full: bool) -> list[str]:
    at, item = e.citation, e.item
    head = " · ".join(filter(None, map(safe_line, (day(e.date), e.body, e.title))))
    lines = [f"{e.n:>3}  {paper.paint(head, 'bold')}"]
    lines += paper.wrapped(f"“{_short(item.quote, full=full)}”", "     ")
    trouble = _RESULT_SAID[e.verdict.result]
    if trouble:
        lines.append(f"     ! {paper.paint(trouble, 'bad')}")
    if e.verdict.nearest and e.verdict.result == "near":
        lines += paper.wrapped(f"Printed now: “{safe_line(e.verdict.nearest.text)}”", "     ")
    if e.verdict.remark and (full or trouble):
        lines += paper.wrapped(safe_line(e.verdict.remark), "     ")
    where = [place(at.place), at.section, _STATUS_SAID[at.status]] if at else [item.path, f"picked from {item.section}"]
    lines += paper.wrapped(safe_line(" · ".join(where)), "     ")
    said = [f"shows: {item.shows or '(not said)'}"]
    said += ["counter-evidence"] if item.counter else []
    said += [f"under: {safe_line(item.heading)}"] if item.heading else []
    said.append(f"note: {safe_line(item.note) or '(none)'}")
    lines += paper.wrapped(" · ".join(said), "     ")
    return lines


def _remarks(found: Sequence[Evidence], gaps: Sequence[Gap]) -> list[str]:
    """What is yet to be thought of: what no item shows, what is not in the archive, quotes that do not stand."""
    said = []
    if not any(e.item.shows == "outcome" for e in found):
        said.append("No item shows an outcome")
    unsaid = sum(e.item.shows is None for e in found)
    if unsaid:
        said.append(count(unsaid, "item does not say what it shows", "items do not say what they show"))
    missing = sorted({gap.month for gap in gaps if not gap.likely})
    if missing:
        what = count(len(missing), "month" if all(len(m) == 7 for m in missing) else "meeting")
        said.append(f"{what} without minutes: {listed([day(m) for m in missing])}")
    shaken = [str(e.n) for e in found if e.verdict.result != "exact"]
    if shaken:
        said.append(f"Look again at {listed(shaken, 8)}")
    return said or ["Every item is exact and says what it shows"]


def items(rows: Iterable[tuple[int, BasketItem]], paper: Paper) -> str:
    """Items as they are kept, shortly: what was changed."""
    lines: list[str] = []
    for n, item in rows:
        lines += paper.wrapped(f"“{_short(item.quote)}”", "     ", f"{n:>3}  ")
        said = [item.section, f"shows: {item.shows}" if item.shows else "", "counter-evidence" if item.counter else ""]
        said += [f"under: {item.heading}" if item.heading else "", f"note: {item.note}" if item.note else ""]
        lines += paper.wrapped(safe_line(" · ".join(filter(None, said))), "     ")
    return "".join(line + "\n" for line in lines)


def addition(done: Addition, paper: Paper) -> str:
    """What ``basket add`` did."""
    name = safe_line(done.basket.name)
    lines = []
    if done.results and done.results.corrected:
        typed, read = done.results.corrected
        lines.append(f"Nothing for “{safe_line(typed)}”. Searched for “{safe_line(read)}” instead.")
    also = list(dict.fromkeys(a for e in done.results.expanded for a in e.also)) if done.results else []
    if also:
        lines += paper.wrapped(f"Also searched for: {', '.join(also)}. Only the words typed: --no-expand")
    if done.added:
        head = f"Added to {name!r}: {count(len(done.added), 'item')}; it has {len(done.basket.items):,} now."
        lines.append(paper.paint(head, "bold"))
    if done.already:
        them = "That quote is" if len(done.already) == 1 else f"{len(done.already):,} of these quotes are"
        lines.append(f"{them} in it already: {listed([str(n) for n in done.already], 12)}.")
    twice = done.results.total - len(done.added) - len(done.already) if done.results else 0
    if twice:
        lines.append(f"{count(twice, 'more hit has', 'more hits have')} one of these sentences, of the same meeting.")
    shown = items([(n, done.basket.items[n - 1]) for n in done.added], paper)
    more = [f"All of it: minutesearch basket list {quoted(done.basket.name)}"]
    return "\n".join([*lines, *shown.splitlines(), *more]) + "\n"


def _short(quote: str, *, full: bool = False) -> str:
    """A quote on one line, cut between words where it is long."""
    text = safe_line(quote)
    if full or len(text) <= _SHOWN:
        return text
    return text[:_SHOWN].rpartition(" ")[0] + " …"
