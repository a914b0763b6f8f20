"""A small archive of two bodies, written as plain text: every figure in these tests can be counted by eye."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutesearch.archive import Archive

LEARNING = """Learning Board: Meeting Summaries

13th April 2021

Governance: The minutes from the February meeting were approved.

Buddy scheme: Twelve mentors have joined the buddy scheme. The Widget Access Panel Service (WAPS) will report in June.

9th March 2021

Governance: The minutes from the February meeting were approved.

Reading: A re-visit of the reading rooms is planned. WAPS said that 30 pupils are waiting.

Areas of concern: The following need watching:

- Buddy scheme
- Late buses

12th January 2021

Governance: The minutes from the December meeting were agreed.

Buddy scheme: Buddy schemes were discussed. It was agreed that buddy-schemes begin in May [see paper].
"""

HARBOUR = """Harbour Committee - Minutes

Minutes of the Harbour Committee held on 20 April 2021

1. Apologies

None were received.

2. Buddy scheme

The harbour will run a buddy scheme for new crews.

3. Dredging

The channel must be dredged before the winter.
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The archive's folder, not yet ingested."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "learning.txt").write_text(LEARNING, encoding="utf-8")
    (corpus / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    return tmp_path


@pytest.fixture
def archive(written: Path) -> Archive:
    """The archive, ingested."""
    opened = Archive(written)
    opened.ingest(jobs=1)
    return opened
