"""ISO dates in texts of ours are said in words, but not inside the names of files and sections."""

from __future__ import annotations

import pytest

from minutesearch.dates import dated


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the 2021-01-12 meeting", "the 12 Jan 2021 meeting"),
        ("Touched on 2021-06-08, not said to be done.", "Touched on 8 Jun 2021, not said to be done."),
        ("approved the 2020-12 minutes (2021-01-12)", "approved the Dec 2020 minutes (12 Jan 2021)"),
        ("it ends with 2021-09-14.", "it ends with 14 Sep 2021."),
        ("corpus/2021-06-08-minutes.pdf now", "corpus/2021-06-08-minutes.pdf now"),
        ("send-board:2021-01-12/10 is it", "send-board:2021-01-12/10 is it"),
        ("corpus/minutes-2021-06-08.pdf", "corpus/minutes-2021-06-08.pdf"),
        ("corpus/minutes 2021-06-08.pdf", "corpus/minutes 2021-06-08.pdf"),
    ],
)
def test_dates_are_said_and_names_are_kept(text: str, said: str) -> None:
    assert dated(text) == said
