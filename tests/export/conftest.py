"""What the tests of several formats share."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from tests.export.boards import hostile_board, school

from minutesearch.model import Storyboard


@pytest.fixture
def storyboard() -> Storyboard:
    return school()


@pytest.fixture
def hostile() -> Storyboard:
    """Every text of it is an attack."""
    return hostile_board()


@pytest.fixture
def opened() -> Callable[[bytes], Any]:
    """Opens a Word file as python-docx sees it."""
    from docx import Document

    return lambda content: Document(BytesIO(content))
