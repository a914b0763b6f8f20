"""What changes in minutes: topics that rise and fall, words that mark a period, topics that come up together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from minutesearch.model.kept import Concept
from minutesearch.model.reports import ConceptCount

Direction = Literal["rising", "falling", "steady"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The meetings of one side of a comparison: first and last date, meetings held, sections and words in them."""

    first: str | None
    last: str | None
    meetings: int
    sections: int
    words: int


@dataclass(frozen=True, slots=True)
class SideCount:
    """How often a topic is named on one side: so many of the side's meetings and sections, and mentions in all."""

    meetings: int
    of_meetings: int
    sections: int
    of_sections: int
    mentions: int


@dataclass(frozen=True, slots=True)
class TopicTrend:
    """A topic with its counts on both sides, and whether the split is more uneven than chance makes it.

    ``g2`` is the log-likelihood of the sections, ``chance`` the exact probability (mid-p) that a split at least as
    uneven in that direction comes about by itself.
    """

    topic: ConceptCount
    direction: Direction
    earlier: SideCount
    later: SideCount
    g2: float
    chance: float


@dataclass(frozen=True, slots=True)
class KeyWords:
    """Words that mark a meeting or a period: ``count`` of ``of_words`` there, ``rest`` of ``of_rest`` elsewhere.

    ``written`` is how they are printed most; ``sections`` and ``meetings`` tell in how many of that period they stand;
    ``log_ratio`` is how many times twice as common they are there.
    """

    written: str
    count: int
    of_words: int
    rest: int
    of_rest: int
    sections: int
    meetings: int
    g2: float
    log_ratio: float


@dataclass(frozen=True, slots=True)
class TopicPair:
    """Two topics that are named in the same sections more often than chance has it, with these sections' ids."""

    first: Concept
    second: Concept
    first_in: int
    second_in: int
    of_sections: int
    expected: float
    sections: tuple[str, ...]
    g2: float


@dataclass(frozen=True, slots=True)
class Trends:
    """What ``topics --trend`` tells: of topics the later side against the earlier, of words ``marked`` and ``rest``.

    ``meeting`` is the id of the one meeting that was asked about, if one was; it is then the later side and the one
    whose words are given. ``bodies`` are those of the meetings that were compared.
    """

    meeting: str | None
    bodies: tuple[str, ...]
    earlier: Stretch
    later: Stretch
    marked: Stretch
    rest: Stretch
    topics: tuple[TopicTrend, ...]
    words: tuple[KeyWords, ...]
    together: tuple[TopicPair, ...]
