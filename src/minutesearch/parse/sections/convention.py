"""Learn how a document marks its heads.

No single cue is good enough (bold alone is right in two cases of five), but every document is consistent with itself:
the cues are grouped to families (``families``, ``numbering``), each family is asked how well it explains the document
as a repeating outline, and the best one is taken whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from minutesearch.parse.sections import families as found_by
from minutesearch.parse.sections.families import Sheet
from minutesearch.parse.sections.heads import is_titled
from minutesearch.parse.sections.numbering import STYLES, numbered
from minutesearch.parse.sections.wording import is_known

_LEAST_COVER = 0.45
"""A family of heads stands over at least this share of the text; a list inside one section does not."""
_LEAST_BODIED = 0.5
"""Share of heads with a text of their own; of numbered ones fewer will do, since a number is no accident."""
_LEAST_BODIED_NUMBERED = 0.35
_LEAST_RUN = 30
"""Letters under the middle one of a family of run-ins; with fewer it is a list of names or labels."""
_REPEATED = 0.6
_GIVES_WAY = 0.9
_INSIDE = 0.6

PRIORS = {
    "heading": 1.04,
    "heading a level deeper": -0.04,
    "headings in a container": 0.15,
    "number log": 0.97,
    "number reference": 0.97,
    "number": 0.6,
    "number with titles": 0.37,
    "number letter": -0.12,
    "number roman": -0.12,
    "number decimal": -0.08,
    "number bare": -0.08,
    "number time": -0.08,
    "numbered list under headings": -0.15,
    "bold lines": 0.85,
    "bold capitals": 0.9,
    "bold labels": 0.45,
    "bold run-ins": 0.8,
    "bold lines and run-ins": 0.84,
    "bold items": 0.8,
    "bold lines and items": 0.7,
    "capitals": 0.82,
    "run-ins": 0.66,
    "run-ins before a dash": 0.55,
    "known titles": 0.55,
    "plain lines": 0.6,
    "outer items": 0.62,
    "called rows": 0.9,
}
"""How far a cue is believed before the outline that it makes is looked at (0 to 1; differences are added)."""


class Family(NamedTuple):
    """Blocks that share a cue, with the score of the outline that they make.

    ``cover`` is the share of the text under them, ``bodied`` the share of them with a text of their own.
    """

    name: str
    members: tuple[int, ...]
    cover: float
    bodied: float
    score: float


class _Candidate(NamedTuple):
    name: str
    members: Sequence[int]
    prior: float
    least: int


def learn(sheet: Sheet) -> list[Family]:
    """All families that make a plausible outline, the best first.

    Args:
        sheet: the document, with the title lines of its meetings (numbers start again there).
    """
    families = [family for candidate in _candidates(sheet) if (family := _judged(sheet, candidate)) is not None]
    return sorted(_by_number(families), key=lambda family: -family.score)


def _candidates(sheet: Sheet) -> Iterator[_Candidate]:
    outlined = False
    for candidate in _headings(sheet):
        family = _judged(sheet, candidate)
        outlined = outlined or (family is not None and len(family.members) >= 3 and family.cover >= 0.6)
        yield candidate
    yield from _numbers(sheet, outlined=outlined)
    lines = found_by.bold_lines(sheet, items=False)
    items = found_by.bold_lines(sheet, items=True)
    run_ins = found_by.bold_run_ins(sheet)
    plain = found_by.run_ins(sheet, ("plain", "bold"))
    dashed = found_by.run_ins(sheet, ("dash", "plain", "bold"))
    rows: list[tuple[str, list[int], int]] = [
        ("bold lines", lines, 2),
        ("bold capitals", found_by.bold_capitals(sheet), 4),
        ("bold labels", found_by.bold_labels(sheet), 3),
        ("bold run-ins", run_ins, 3),
        ("bold lines and run-ins", sorted({*lines, *run_ins}) if len(run_ins) >= 3 and len(lines) >= 2 else [], 4),
        ("bold items", sorted(set(items) - set(lines)), 3),
        ("bold lines and items", items if len(items) > len(lines) else [], 4),
        ("capitals", found_by.capitals(sheet), 3),
        ("run-ins", plain, 3),
        ("run-ins before a dash", dashed if len(dashed) > len(plain) else [], 4),
        ("known titles", found_by.known_titles(sheet), 2),
        ("plain lines", found_by.plain_lines(sheet), 3),
        ("outer items", found_by.outer_items(sheet), 3),
        ("called rows", found_by.called_rows(sheet), 2),
    ]
    for name, members, least in rows:
        yield _Candidate(name, members, PRIORS[name], least)


def _headings(sheet: Sheet) -> Iterator[_Candidate]:
    container = found_by.container_of(sheet)
    # Under meetings that headings open, only deeper ones can be their sections.
    opened = max((sheet.blocks[i].level for i in sheet.starts if sheet.blocks[i].kind == "heading"), default=0)
    for level in range(opened + 1, 7):
        inner = container is not None and level == container.inner
        members = found_by.under(sheet, container) if container and inner else found_by.headings(sheet, level)
        if not any(is_titled(sheet.cues[i]) for i in members):
            continue
        prior = PRIORS["heading"] + level * PRIORS["heading a level deeper"]
        # One heading is enough where tags tell it from the title.
        least = 2 if level < 2 or sheet.blocks[0].size else 1
        yield _Candidate(
            f"heading {level}", members, prior + (PRIORS["headings in a container"] if inner else 0.0), least
        )


def _numbers(sheet: Sheet, *, outlined: bool) -> Iterator[_Candidate]:
    for style in STYLES:
        members = numbered(sheet.blocks, sheet.cues, style, sorted(sheet.starts))
        if not members:
            continue
        titled = sum(is_titled(sheet.cues[i]) for i in members) / len(members)
        if style == "bare" and titled < 0.6:
            continue
        if style in ("log", "reference"):
            prior = PRIORS[f"number {style}"]
        else:
            prior = PRIORS["number"] + titled * PRIORS["number with titles"] + PRIORS.get(f"number {style}", 0.0)
        if outlined and sum(sheet.blocks[i].kind == "item" for i in members) > 0.5 * len(members):
            prior += PRIORS["numbered list under headings"]
        yield _Candidate(f"number {style}", members, prior, 3 if style == "time" else 2)


def _judged(sheet: Sheet, candidate: _Candidate) -> Family | None:
    """The candidate with its score, or None where it makes no outline of this document."""
    name = candidate.name
    members = tuple(i for i in candidate.members if i not in sheet.starts)
    if len(members) < candidate.least:
        return None
    cover, bodied = _outline(sheet, members)
    if cover < _LEAST_COVER or bodied < (_LEAST_BODIED_NUMBERED if name.startswith("number") else _LEAST_BODIED):
        return None
    if "run-ins" in name and _own_text(sheet, members) < _LEAST_RUN:
        return None
    score = candidate.prior * (0.5 + 0.5 * cover) * bodied**0.5 * min(1.0, 0.6 + 0.13 * len(members))
    # Titles that councils everywhere use vouch for the others.
    known = sum(bool(sheet.cues[i].title) and is_known(sheet.cues[i].title) for i in members) / len(members)
    return Family(name, members, cover, bodied, score * (0.94 + 0.12 * min(1.0, 2 * known)))


def _by_number(families: Sequence[Family]) -> list[Family]:
    """Numbers tell more than weight: what mostly repeats a numbered family gives way to it."""
    numbers = [set(f.members) for f in families if f.name.startswith("number") and len(f.members) >= 3]

    plain = max((len(f.members) for f in families if f.name == "number plain"), default=0)

    def share(family: Family) -> float:
        if family.name == "number decimal":
            return _INSIDE if len(family.members) < plain else 1.0  # 7.1 is a part of 7
        named = family.name.startswith("number")
        repeats = any(len(members & set(family.members)) >= _REPEATED * len(family.members) for members in numbers)
        return _GIVES_WAY if repeats and not named else 1.0

    return [family._replace(score=share(family) * family.score) for family in families]


def _outline(sheet: Sheet, members: Sequence[int]) -> tuple[float, float]:
    """The share of the text under the members, and the share of members with a text of their own."""
    sizes = [len(block.text) for block in sheet.blocks]
    total = sum(sizes) or 1
    # Up to a fifth may stand before the first head: who was there.
    before = sum(sizes[: members[0]])
    cover = (total - before) / (total - min(before, 0.2 * total))
    ends = [*members[1:], len(sizes)]
    bodied = sum(
        sizes[start] - sheet.cues[start].rest > 3 or end - start > 1 for start, end in zip(members, ends, strict=True)
    )
    return cover, bodied / len(members)


def _own_text(sheet: Sheet, members: Sequence[int]) -> int:
    """How many letters the middle member (by length) has of its own, the last one left out."""
    sizes = sorted(
        sum(len(block.text) for block in sheet.blocks[a:b]) - sheet.cues[a].rest for a, b in pairwise(members)
    )
    return sizes[len(sizes) // 2] if sizes else _LEAST_RUN
