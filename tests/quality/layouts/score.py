"""Compares what was read from a generated file with its gold.

Titles and numbers are equal where their letters and digits are, whatever their case, spaces and stops; heads are
matched in order. Text is compared as bags of words, so that a list mark or a line's end more costs nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minutesearch.model import Passage, Record

if TYPE_CHECKING:
    from tests.quality.layouts.gold import GoldFile, GoldMeeting, GoldSection

FIGURES = ("f1", "p", "r", "dates", "body", "text", "kept", "clean", "unleaked", "state")


@dataclass(slots=True)
class Graded:
    """Figures of one file, each between 0 and 1, and what was wrong."""

    figures: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def fold(text: str) -> str:
    """A text without the differences that no reader sees."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return re.sub(r"\s+", " ", text.replace("\u00ad", "").replace("\u200b", "")).strip().casefold()


def tokens(text: str) -> list[str]:
    """The words and numbers of a text."""
    return re.findall(r"[^\W_]+", fold(text))


def _plain(text: str) -> str:
    return " ".join(tokens(text))


def _number(text: str) -> str:
    return re.sub(r"^(?:agenda item|item|minute|resolution|res)(?: no)? ", "", _plain(text))


def same_head(gold: GoldSection, given: Passage) -> bool:
    """Is this passage headed as the gold says? An item without a title is found by its number or its first words."""
    number = _number(given.number)
    if not gold.title:
        if gold.number and _number(gold.number) in {number, _number(given.title)}:
            return True
        first = tokens(gold.text)[:5]
        return (given.title_generated or not given.title) and tokens(given.text)[: len(first)] == first
    if given.title_generated:
        return False
    if _plain(given.title) == _plain(gold.title):
        return number == _number(gold.number) or (not gold.stated and not number)
    # A number that was left standing in front of its title is seen by the reader all the same.
    return not number and _plain(given.title) == _plain(f"{gold.number} {gold.title}")


def aligned(gold: Sequence[GoldSection], given: Sequence[Passage]) -> dict[int, int]:
    """The longest row of equal heads in the order of both: gold index to given index."""
    same = [[same_head(g, p) for p in given] for g in gold]
    best = [[0] * (len(given) + 1) for _ in range(len(gold) + 1)]
    for i in range(len(gold) - 1, -1, -1):
        for j in range(len(given) - 1, -1, -1):
            best[i][j] = best[i + 1][j + 1] + 1 if same[i][j] else max(best[i + 1][j], best[i][j + 1])
    pairs, i, j = {}, 0, 0
    while i < len(gold) and j < len(given):
        if same[i][j]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def grade(gold: GoldFile, state: str, records: Sequence[Record]) -> Graded:
    """Figures of one file: how it was read, against how it reads.

    Args:
        gold: the file.
        state: ``ingested``, or the state that the refusal set.
        records: what was cut from it.
    """
    result = Graded()
    if all(record.kind == "agenda" for record in records) and records:
        state = "not-minutes"
    right = state in gold.states
    result.figures["state"] = float(right)
    if not right:
        result.wrong.append(f"state {state}, want {' or '.join(gold.states)}")
    if not gold.meetings or (state != "ingested" and right):
        return result
    passages = [p for record in records for p in record.passages]
    _heads_and_text(gold, records, result)
    _words(gold, passages, result)
    days, want = sorted({r.date for r in records}), sorted({m.date for m in gold.meetings})
    result.figures["dates"] = float(days == want)
    if days != want:
        result.wrong.append(f"dates {days}, want {want}")
    names = {record.body for record in records}
    known = bool(names) and all(any(_same_body(n, b) for b in (gold.body, *gold.body_also)) for n in names)
    result.figures["body"] = float(known)
    if not known:
        result.wrong.append(f"body {sorted(names)}, want {gold.body}")
    _leaks(gold, passages, result)
    return result


def _heads_and_text(gold: GoldFile, records: Sequence[Record], result: Graded) -> None:
    found = extra = wanted = 0
    single = len(gold.meetings) == 1
    texts: list[float] = []
    for meeting in gold.meetings:
        # A file of one meeting is graded on its heads whatever day it was given; the day has a figure of its own.
        given = [p for record in records if single or record.date == meeting.date for p in record.passages]
        pairs = aligned(meeting.sections, given)
        free = _free(meeting)
        wrong = [at for at, p in enumerate(given) if at not in pairs.values() and _counts(p, free)]
        found, extra, wanted = found + len(pairs), extra + len(wrong), wanted + len(meeting.sections)
        day = f"{meeting.date}: " if len(gold.meetings) > 1 else ""
        result.wrong += [f"{day}missing [{g.number}] {g.title or g.text[:40]}" for at, g in enumerate(meeting.sections)
                         if at not in pairs]  # fmt: skip
        result.wrong += [f"{day}extra [{given[at].number}] {given[at].title}" for at in wrong]
        starts = sorted(pairs.values())
        for at, section in enumerate(meeting.sections):
            if at not in pairs:
                texts.append(0.0)
                continue
            begin = pairs[at]
            end = next((start for start in starts if start > begin), len(given))
            stop = next((w for w in wrong if begin < w < end), end)
            # What ends a meeting, its closing words and signatures, may stand in the last section.
            may = f"{section.may} {gold.slack if section is meeting.sections[-1] else ''}"
            score = _text_f1(section, given[begin:stop], may)
            if score < 0.9:
                result.wrong.append(f"{day}text {score:.2f} of [{section.number}] {section.title}")
            texts.append(score)
    if not single:
        known = {meeting.date for meeting in gold.meetings}
        stray = [p for record in records if record.date not in known for p in record.passages]
        extra += sum(_counts(p, set()) for p in stray)
    precision = found / (found + extra) if found + extra else float(not wanted)
    recall = found / wanted if wanted else 1.0
    result.figures |= {
        "p": precision,
        "r": recall,
        "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
    }
    if texts:
        result.figures["text"] = sum(texts) / len(texts)


def _free(meeting: GoldMeeting) -> set[str]:
    return {_plain(title) for title in (*meeting.optional, *(sub for s in meeting.sections for sub in s.subs))}


def _counts(passage: Passage, free: set[str]) -> bool:
    title = _plain(passage.title)
    return bool(title) and not passage.title_generated and title not in free


def _text_f1(section: GoldSection, given: Sequence[Passage], may: str) -> float:
    """The head's own title is no text of it; the titles of what is nested in it are."""
    words = Counter(tokens(given[0].text))
    for nested in given[1:]:
        words += Counter(tokens(f"{nested.number} {'' if nested.title_generated else nested.title} {nested.text}"))
    gold = Counter(tokens(section.text))
    words -= (words - gold) & Counter(tokens(may))
    both, either = (words & gold).total(), words.total() + gold.total()
    return 2 * both / either if either else 1.0


def _words(gold: GoldFile, passages: Sequence[Passage], result: Graded) -> None:
    sections = [s for meeting in gold.meetings for s in meeting.sections]
    must = _bag([gold.front, *(f"{s.number} {s.title} {s.text}" for s in sections)])
    may = must + _bag([gold.slack, gold.body, *(s.may for s in sections)])
    given = _bag(f"{p.number} {'' if p.title_generated else p.title} {p.text}" for p in passages)
    lost, foreign = must - given - _bag(s.number for s in sections), given - may
    result.figures["kept"] = 1 - lost.total() / must.total() if must else 1.0
    result.figures["clean"] = 1 - foreign.total() / given.total() if given else 1.0
    if result.figures["kept"] < 0.98:
        result.wrong.append(f"lost: {' '.join(list(lost)[:12])}")
    if result.figures["clean"] < 0.98:
        result.wrong.append(f"foreign or repeated: {' '.join(list(foreign)[:12])}")


def _bag(texts: Iterable[str]) -> Counter[str]:
    return Counter(token for text in texts for token in tokens(text))


def _leaks(gold: GoldFile, passages: Sequence[Passage], result: Graded) -> None:
    everywhere = fold(" ".join(f"{p.title} {p.text}" for p in passages))
    inside = fold(" ".join(f"{p.title} {p.text}" for p in passages if p.ordinal > 0))
    leaked = [text for text in gold.chrome if fold(text) in everywhere]
    leaked += [text for text in gold.furniture if fold(text) in inside]
    result.figures["unleaked"] = float(not leaked)
    result.wrong += [f"leaked: {text}" for text in leaked]


def _same_body(given: str, want: str) -> bool:
    small = {"the", "of", "and", "inc"}
    a, b = set(tokens(given)) - small, set(tokens(want)) - small
    return bool(a and b) and len(a & b) >= min(2, len(a)) and len(a & b) / min(len(a), len(b)) >= 0.75
