"""What is new, gone and changed on an issue between two meetings.

Sentences are matched by their words. Those that stand word for word at both meetings are counted, not listed; those
that differ by a few words are shown before and after, so that "will be producing" and "had produced" meet the eye.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.dates import day
from minutesearch.errors import UsageError
from minutesearch.model import Change, Changes, Filters, Meeting
from minutesearch.text import fold_title, sentences
from minutesearch.trace import entries_of, understood
from minutesearch.trace.quotes import Entry
from minutesearch.understanding import in_scope

if TYPE_CHECKING:
    from minutesearch.search import Searcher
    from minutesearch.store import Records

_ALIKE = 0.6
"""F1 of their words from which two sentences are one that was changed."""
_ROUTINE = re.compile(r"^(?:an? )?(?:verbal )?(?:update|discussion|report) (?:was|took)\b.{0,60}$", re.IGNORECASE)


class _Line(NamedTuple):
    text: str
    section: str
    folded: str
    words: Counter[str]


def changes(
    searcher: Searcher, records: Records, issue: str, period: tuple[str, str], filters: Filters | None = None
) -> Changes:
    """Compare what two meetings say of an issue.

    Args:
        searcher: runs the issue as a query.
        records: the record.
        issue: words, a phrase or a topic's name.
        period: ISO dates: the first meeting on or after the one is compared with the last on or before the other, for
            each body that the issue was before.
        filters: a body to narrow it to.

    Raises:
        QueryError: the issue is no query.
        UsageError: the period holds no two meetings of a body that the issue was before.
    """
    filters = filters or Filters()
    question = understood(searcher, issue, filters)
    found = searcher.run(question)
    entries = entries_of(records, question, found)
    start, end = period
    if start[: len(end)] > end[: len(start)]:
        raise UsageError(f"{day(start)} is later than {day(end)}.", f"Type: --from {end} --to {start}")
    meetings = [m for m in records.meetings() if in_scope(m, question.where)]
    held = [m for m in meetings if m.id in entries]
    bodies = {m.body for m in held}
    inside = [m for m in meetings if m.body in bodies and start <= m.date[: len(start)] and m.date[: len(end)] <= end]
    concepts = question.meaning.concepts
    topic = concepts[0] if len(concepts) == 1 and question.meaning.whole else None
    if not held:
        return Changes(issue, topic, start, end, (), (), (), 0, f"{issue} is not mentioned in the archive.")
    ends = [(row[0], row[-1]) for body in sorted(bodies) if len(row := [m for m in inside if m.body == body]) > 1]
    if not ends:
        raise UsageError(
            f"From {day(start)} to {day(end)} the archive has no two meetings to compare.",
            f"{issue} is mentioned on: {', '.join(dict.fromkeys(day(m.date) for m in held))}.",
        )
    first, last = min(a.date for a, _ in ends), max(b.date for _, b in ends)
    new: list[_Line] = []
    gone: list[_Line] = []
    pairs: list[tuple[_Line, _Line]] = []
    repeated = 0
    # Every body with itself: what another one says is no change.
    for a, b in ends:
        same, before, after = _without_repeats(_lines(entries, a), _lines(entries, b))
        paired = _pairs(before, after)
        used = {id(line) for pair in paired for line in pair}
        repeated += same
        new += [line for line in after if id(line) not in used]
        gone += [line for line in before if id(line) not in used]
        pairs += paired
    return Changes(
        issue=issue,
        topic=topic,
        start=first,
        end=last,
        new=tuple(Change(line.text, line.section) for line in new),
        gone=tuple(Change(line.text, line.section) for line in gone),
        changed=tuple(Change(b.text, b.section, a.text, a.section) for a, b in pairs),
        repeated=repeated,
        why_empty=None,
    )


def _lines(entries: dict[str, list[Entry]], meeting: Meeting) -> list[_Line]:
    """The sentences of a meeting on the issue; an item of a list comes with the sentence that it hangs on."""
    lines: list[_Line] = []
    for entry in entries.get(meeting.id, ()):
        text = entry.section.text
        spans = entry.spans()
        if not entry.own:
            spans = sorted({*spans, *_leads(entry, spans)})
        for a, b in spans:
            folded = fold_title(text[a:b])
            if folded and not _ROUTINE.match(text[a:b]):
                lines.append(_Line(text[a:b], entry.section.id, folded, Counter(folded.split())))
    return lines


def _leads(entry: Entry, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences of the paragraph that a list hangs on, where one of its items is on the issue."""
    section = entry.section
    items = {fold_title(item) for item in section.list_items}
    if not any(fold_title(section.text[a:b]) in items for a, b in spans):
        return []
    first = min(a for a, b in spans if fold_title(section.text[a:b]) in items)
    above = [(a, b) for a, b in sentences(section.text) if b <= first and fold_title(section.text[a:b]) not in items]
    return [span for span in above[-2:] if len(section.text[span[0] : span[1]].split()) > 3]


def _without_repeats(before: list[_Line], after: list[_Line]) -> tuple[int, list[_Line], list[_Line]]:
    same = {line.folded for line in before} & {line.folded for line in after}
    return (
        len(same),
        [line for line in before if line.folded not in same],
        [line for line in after if line.folded not in same],
    )


def _pairs(before: Sequence[_Line], after: Sequence[_Line]) -> list[tuple[_Line, _Line]]:
    """The pairs of sentences that are one, changed: the most alike first, each used once; in reading order."""
    scored = sorted(
        ((_f1(a.words, b.words), i, j) for i, a in enumerate(before) for j, b in enumerate(after)), reverse=True
    )
    used_before: set[int] = set()
    used_after: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for score, i, j in scored:
        if score < _ALIKE:
            break
        if i not in used_before and j not in used_after:
            used_before.add(i)
            used_after.add(j)
            pairs.append((i, j))
    return [(before[i], after[j]) for i, j in sorted(pairs, key=lambda pair: pair[1])]


def _f1(a: Counter[str], b: Counter[str]) -> float:
    few, many = sorted((a.total(), b.total()))
    # The most that it can be is told by the lengths alone, and is soon reckoned.
    return 2 * (a & b).total() / (few + many) if 2 * few >= _ALIKE * (few + many) else 0.0
