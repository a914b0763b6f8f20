"""One meeting or two? What the sources of one body and one day tell by their words, their hours and their types.

Two renderings of one meeting share their words. Two meetings of one day share their letterhead and their formulas,
which the minutes of other days have too: those count for nothing. Where the words do not tell (a summary beside the
full minutes), hours and types do. See docs/decisions/0012.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from minutesearch.model import KIND_ORDER, Record
from minutesearch.parse.sections.wording import is_known
from minutesearch.text import fold_title

SAME_WORDS = 0.5
"""Share of the shorter one's runs of words from which two records are of one meeting, whatever else they say."""
PLAINLY = 0.8
"""Share from which nobody needs to know a body's formulas: no two meetings have so much of them."""
OTHER_WORDS = 0.15
"""Share below which two full minutes are of two meetings."""
_RUN = 5
_ENOUGH = 60
"""Runs of words that a record must have for its words to be evidence against another."""
_APART = 30
"""Minutes between two hours from which they are not one meeting begun late."""
_FRONT = 2000
_MOST = 6000
"""Words of a record that are looked at: what is the same for so long is the same."""


class Held(NamedTuple):
    """A record, the source that it was read from, and its place among the records of that source."""

    path: str
    sha256: str
    place: int
    record: Record


class Occasion(NamedTuple):
    """One meeting: its sources, the fullest first, its type, and its hour in minutes after midnight where printed."""

    sources: tuple[Held, ...]
    type: str
    start: int | None


class _Evidence(NamedTuple):
    held: Held
    runs: frozenset[int]
    titles: frozenset[str]
    start: int | None


def fullest(held: Held) -> tuple[int, bool, bool, str, str, int]:
    """The order of a meeting's sources: minutes before summaries, final before draft, typed before recognised."""
    # What was typed is quoted before what a recogniser made of a picture.
    recognised = any(passage.ocr for passage in held.record.passages)
    return KIND_ORDER.index(held.record.kind), held.record.draft, recognised, held.path, held.sha256, held.place


def meetings_of(group: Sequence[Held], others: Iterable[Record] = ()) -> list[Occasion]:
    """The meetings that the records of one body and one day are of.

    Args:
        group: the records, in any order; the answer does not depend on it.
        others: records of the same body and of other days, whose words are its formulas; read only where needed.

    Returns:
        The meetings by hour, those without one last.
    """
    ordered = sorted(group, key=fullest)
    if len(ordered) == 1:
        return [_occasion([_Evidence(ordered[0], frozenset(), frozenset(), None)])]
    evidence = [_evidence(held) for held in ordered]
    if all(_shared(evidence[0], one) >= PLAINLY for one in evidence):
        return [_occasion(evidence)]
    formulas = frozenset[int]().union(*(_runs(record) for record in others))
    evidence = [one._replace(runs=one.runs - formulas) for one in evidence]
    joined: list[list[_Evidence]] = []
    for cluster in _of_the_same_words(evidence):
        fitting = [
            (max(_shared(one, other) for one in cluster for other in earlier), earlier)
            for earlier in joined
            if not any(_differ(one, other) for one in cluster for other in earlier)
        ]
        if fitting:
            max(fitting, key=lambda pair: pair[0])[1].extend(cluster)
        else:
            joined.append(cluster)
    return sorted(
        (_occasion(cluster) for cluster in joined),
        key=lambda o: (o.start is None, o.start or 0, fullest(o.sources[0])),
    )


def _of_the_same_words(evidence: Sequence[_Evidence]) -> list[list[_Evidence]]:
    """What shares its words, together; done first, so that a summary is weighed against whole meetings."""
    clusters: list[list[_Evidence]] = []
    for one in evidence:
        near = [cluster for cluster in clusters if any(_shared(one, other) >= SAME_WORDS for other in cluster)]
        if near:
            near[0].extend([other for cluster in near[1:] for other in cluster] + [one])
            clusters = [cluster for cluster in clusters if not any(cluster is other for other in near[1:])]
        else:
            clusters.append([one])
    return clusters


def shared(a: Record, b: Record) -> float:
    """The share of the runs of five words of ``a`` that stand in ``b`` too, from 0 to 1."""
    runs = _runs(a)
    return len(runs & _runs(b)) / len(runs) if runs else 0.0


def _occasion(cluster: Sequence[_Evidence]) -> Occasion:
    ordered = sorted(cluster, key=lambda one: fullest(one.held))
    told = [one.held.record.type for one in ordered if one.held.record.type != "ordinary"]
    starts = [one.start for one in ordered if one.start is not None]
    return Occasion(tuple(one.held for one in ordered), told[0] if told else "ordinary", starts[0] if starts else None)


def _shared(a: _Evidence, b: _Evidence) -> float:
    least = min(len(a.runs), len(b.runs))
    return len(a.runs & b.runs) / least if least else 0.0


def _differ(a: _Evidence, b: _Evidence) -> bool:
    """Do two records whose words do not make them one speak of two meetings?"""
    words = _shared(a, b)
    mine, other = a.held.record, b.held.record
    if a.start is not None and b.start is not None and abs(a.start - b.start) >= _APART:
        return True
    if mine.kind == other.kind == "minutes" and min(len(a.runs), len(b.runs)) >= _ENOUGH and words < OTHER_WORDS:
        return True
    if mine.type == other.type:
        return False
    if "ordinary" not in (mine.type, other.type) or a.held.path == b.held.path:
        return True
    # One of the two is silent about its type: the same hour or the same items of business make them one.
    if a.start is not None and a.start == b.start and words >= OTHER_WORDS:
        return False
    least = min(len(a.titles), len(b.titles))
    return least < 3 or len(a.titles & b.titles) < 0.5 * least


def _evidence(held: Held) -> _Evidence:
    passages = held.record.passages
    titles = frozenset(
        fold_title(p.title) for p in passages if p.ordinal and not p.title_generated and not is_known(p.title)
    )
    front = "\n".join(f"{p.title}\n{p.text}" for p in passages[:2])
    return _Evidence(held, _runs(held.record), titles, starting_time(front[:_FRONT]))


def _runs(record: Record) -> frozenset[int]:
    words = re.findall(r"\w+", " ".join(p.text for p in record.passages).casefold())[:_MOST]
    # Python salts its string hashes anew in each process; only the sizes of sets of them are ever looked at.
    return frozenset(hash(tuple(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1))


# -- the hour -----------------------------------------------------------------------------------------------

_TIME = re.compile(
    r"(?<![\d.:£$])(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?(?![\d:%]|[./]\d)"
    r"(?P<to>\s?(?:[-–—]|to|until)\s?\d{1,2}(?:[:.]\d\d)?)?\s?(?:(?P<half>[ap])\.?\s?m\b)?"
    r"(?P<zone>\s?(?:h|hrs|hours|utc|gmt|bst|cet|cest|est|edt|pst|pdt)\b)?|\b(?P<noon>noon|midday)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:\b(?:at|from|start(?:s|ed|ing)?|commenc(?:ed|ing|es)|beg(?:an|ins|inning)|opened|order)|@)[\s:|,@–—-]{0,4}$|"
    r"^\W*(?:(?:start(?:ing)?|meeting|date (?:and|&)) )?time\b.{0,40}$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:ended|closed?|closing|adjourn(?:ed|ment)|concluded|finish(?:ed)?|until|left|arrived|joined|to|next|posted|"
    r"printed|updated)\b[^.\n]{0,40}$",
    re.IGNORECASE,
)


def starting_time(front: str) -> int | None:
    """The hour at which a meeting began, in minutes after midnight, or None where the front matter prints none.

    The first time of day counts that is written with "a.m.", "p.m." or a time zone, or that "at", "from", "Time:" or
    "commenced" stands before; one at which something ended, or somebody came or went, does not. A bare "7.30" is in
    the evening: nobody minutes a meeting that began before eight in the morning.

    Args:
        front: the first lines of the minutes.
    """
    for match in _TIME.finditer(front):
        line = front[max(0, match.start() - 60) : match.start()].rsplit("\n", 1)[-1]
        if _ENDS.search(line) and not re.search(r"\bto order\b[^.\n]{0,25}$", line, re.IGNORECASE):
            continue
        cued = bool(_BEGINS.search(line))
        if match["noon"]:
            if cued:
                return 12 * 60
            continue
        hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
        if half and hour <= 12:
            # "11.30 – 1 p.m.": the half of the day belongs to the end.
            evening = half == "p" and not (match["to"] and hour % 12 >= 8 and _end_hour(match["to"]) % 12 < hour % 12)
            return (hour % 12 + (12 if evening else 0)) * 60 + minute
        if match["minute"] and (cued or match["zone"]):
            return (hour + (12 if 1 <= hour <= 7 and not match["zone"] else 0)) * 60 + minute
    return None


def _end_hour(said: str) -> int:
    return int(re.findall(r"\d+", said)[0])
