"""Moments at which an ingest is killed: spread over its whole length, the same in every run."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest


@pytest.fixture
def seeded_delays() -> Callable[[int], list[float]]:
    """``count`` delays in seconds, from the start of the process to beyond its usual end."""

    def delays(count: int) -> list[float]:
        chance = random.Random(20210914)
        return [chance.uniform(0.1, 1.6) for _ in range(count)]

    return delays
