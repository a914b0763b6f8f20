"""Which sentences of a section carry an issue's development, and the word it uses for the stage that it has reached."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from minutesearch.found import Found
from minutesearch.model import Quote, Section, Statement, StatementKind
from minutesearch.snippets import lead_in
from minutesearch.text import fold_title, sentences, stem_words

_QUOTES = 2
"""Sentences shown of a section that is about the issue, beside its decisions; one where it only mentions it."""
_DECISIONS = 3
"""Decisions shown of a section at most."""
_LITTLE = 14
"""Words up to which "An update was provided on …" says no more than that."""
_KINDS: Mapping[StatementKind, float] = {
    "decision": 3.0,
    "figure": 1.5,
    "action": 1.2,
    "commitment": 1.2,
    "concern": 1.3,
    "trend": 1.3,
}
_MOVES = re.compile(
    r"\b(?:agreed|approved|resolved|decided|appointed|recruited|identified|committed|extended|launched|began|started|"
    r"commenced?|completed|finali[sz]ed|awarded|secured|doubled|highlighted|develop(?:ed)?|uploaded|published|"
    r"good practice|a lot of work|delay\w*|remain\w*|due|targets?|priorit\w+)\b"
)
_ROUTINE = re.compile(
    r"^(?:an? )?(?:verbal |lengthy )?(?:story ?board|update|discussion|report|presentation|briefing|paper)s?\b.{0,40}?"
    r"\b(?:was|were|had been|took|provided)\b.{0,20}?"
    r"\b(?:provided|given|received|place|circulated|presented|noted|shared|update)\b|"
    r"^(?:the )?(?:board|committee|council|members|panel)(?: members)? (?:was|were|had been) "
    r"(?:updated|briefed|informed)\b|"
    r"\b(?:for information|was noted)\b|^noted\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:this|these|those|they|it|such|the (?:issue|matter))\b", re.IGNORECASE)

_STAGES = (
    "proposal", "proposed", "plans for", "finalise plans", "being developed", "planned", "identified", "set up",
    "being finalised", "finalised", "roll out", "roll-out", "rolled out", "launched", "commenced", "began",
    "begun", "started", "under way", "underway", "running", "under review", "reviewed", "extended",
    "extension", "would run until", "will run until", "paused", "suspended", "postponed", "deferred", "withdrawn",
    "cancelled", "completed", "finished", "came to an end", "closed",
)  # fmt: skip
_STAGE = re.compile(
    r"(?<!\bbe )\b(?:" + "|".join(sorted(map(re.escape, _STAGES), key=len, reverse=True)) + r")\b", re.IGNORECASE
)
_DENIED = re.compile(r"(?:\b(?:not|never|nor|cannot|yet to|no longer)\b|n['’]t\b)[^,;.]{0,20}$", re.IGNORECASE)
_RANK = {stage: rank for rank, stage in enumerate(_STAGES)}


class Entry(NamedTuple):
    """A section of the trace: its marks, whether it is about the issue, and its statements by where they start."""

    section: Section
    found: Found
    about: bool
    statements: Mapping[int, Statement]

    @property
    def own(self) -> bool:
        """Is all of the section on the issue: is it about it, or named for it?"""
        return self.about or bool(self.found.title_marks)

    def spans(self) -> list[tuple[int, int]]:
        """The sentences of the section that are on the issue, as offsets into its text.

        Of a section that only mentions it: those that name it, and one that points back right behind them.
        """
        all_of_it = sentences(self.section.text)
        if self.own:
            return all_of_it
        kept: list[tuple[int, int]] = []
        before = False
        for start, end in all_of_it:
            named = any(start <= a and b <= end for a, b in self.found.text_marks)
            if named or (before and _POINTS_BACK.search(self.section.text[start:end])):
                kept.append((start, end))
            before = named
        return kept

    def told(self) -> list[Statement]:
        """Its statements that are on the issue."""
        return [self.statements[start] for start, _ in self.spans() if start in self.statements]


def quotes(entry: Entry, told: set[str], known: set[str]) -> tuple[Quote, ...]:
    """The one or two sentences that carry the development, and the decisions.

    A sentence gains by naming the issue, by deciding, promising, counting or worrying, and by words that no earlier
    meeting of the trace had; it loses where it only says that an update was given, or repeats an earlier meeting.

    Args:
        entry: the section.
        told: folded sentences of the earlier meetings of the trace.
        known: stems that these held.
    """
    section, found = entry.section, entry.found
    text = section.text
    spans = sentences(text)
    scored: list[tuple[float, int]] = []
    decisions: list[int] = []
    on_issue = set(entry.spans())
    for i, (start, end) in enumerate(spans):
        if (start, end) not in on_issue and found.text_marks:
            continue
        sentence = text[start:end]
        statement = entry.statements.get(start)
        kinds = statement.kinds if statement else ()
        repeated = fold_title(sentence) in told
        if "decision" in kinds and not repeated:
            decisions.append(i)
        named = sum(start <= a and b <= end for a, b in found.text_marks)
        words = len(sentence.split())
        score = 1.5 * min(named, 2) - 0.1 * i + min(sum(_KINDS[kind] for kind in kinds), 4.0)
        score += min(len(set(_MOVES.findall(sentence.lower()))), 3)
        score += 0.15 * min(len({s for s in stem_words(sentence) if s not in known and len(s) > 3}), 12)
        score -= 2.5 * bool(_ROUTINE.search(sentence) and words <= _LITTLE) + 3.0 * repeated + 1.5 * (words < 5)
        scored.append((score, i))
    best = sorted(scored, key=lambda s: (-s[0], s[1]))[: _QUOTES if entry.about else 1]
    chosen = {i for score, i in best if score > 0 or (score, i) == best[0]}
    if entry.about:
        chosen |= set(decisions[:_DECISIONS])
    chosen |= {lead for i in chosen if (lead := lead_in(section, spans, i)) is not None}
    return tuple(_quote(entry, *spans[i], found.text_marks) for i in sorted(chosen))


def _quote(entry: Entry, start: int, end: int, marks: Iterable[tuple[int, int]]) -> Quote:
    inside = tuple((a - start, b - start) for a, b in marks if start <= a and b <= end)
    statement = entry.statements.get(start)
    return Quote(entry.section.text[start:end], statement.kinds if statement else (), start, end, inside)


def stage_of(entries: Sequence[Entry]) -> str | None:
    """The stage that a meeting's own words give an issue ("proposal", "began", "would run until"); None without one.

    Only items about the issue count, and only sentences that name it or share a word with the item's title; the
    furthest stage wins.
    """
    found: list[str] = []
    for entry in entries:
        if not entry.about:
            continue
        found += _stages(entry.section.title)
        title = {stem for stem in stem_words(entry.section.title) if len(stem) > 3}
        for start, end in entry.spans():
            sentence = entry.section.text[start:end]
            named = any(start <= a and b <= end for a, b in entry.found.text_marks)
            if named or not title.isdisjoint(stem_words(sentence)):
                found += _stages(sentence)
    # Case-folded: where case is ignored the long s of old print is an s.
    return max(found, key=lambda word: _RANK[word.casefold()], default=None)


def _stages(text: str) -> list[str]:
    """The words of a stage as printed, but for those that are denied ("has not been completed")."""
    return [m[0] for m in _STAGE.finditer(text) if not _DENIED.search(text[max(0, m.start() - 40) : m.start()])]
