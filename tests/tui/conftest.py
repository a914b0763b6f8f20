"""The stage for the screens: the in-memory archive, and goldens of what a screen shows as text."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own terminal decides nothing."""
    for name in ("NO_COLOR", "COLORFGBG", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a screen with ``golden/NAME.txt``; MINUTESEARCH_GOLDEN=write makes the file anew."""

    def compare(name: str, shown: str) -> None:
        file = GOLDEN / f"{name}.txt"
        if os.environ.get("MINUTESEARCH_GOLDEN") == "write":
            file.write_text(shown, encoding="utf-8")
        assert file.exists(), f"{file.name} is missing: look at the screen, then run with MINUTESEARCH_GOLDEN=write"
        assert shown == file.read_text(encoding="utf-8")

    return compare
