"""Two boards that promise things to each other: what became of each promise can be read off by eye."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutesearch.archive import Archive

RIVERSIDE = """Riverside Board: Meeting Summaries

8th June 2021

Governance: The minutes from the May meeting were approved.

Sensory garden: The sensory garden had been planted by the rangers. Eight mentors help in the garden.

Toy library: The opening of the toy library was postponed to 6 September 2021.

Scorecard: Areas with targets not being met were listed:

- Sensory garden
- Minibus

11th May 2021

Governance: The minutes from the April meeting were approved.

Sensory garden: The garden was praised as a model of good practice. Fourteen mentors help in the garden.

Toy library: The toy library will open on 7 June 2021.

13th April 2021

Governance: The minutes from the March meeting were approved.

Minibus: Ideas for the minibus livery were heard.

Transport survey: A transport survey was sent to every household.

9th February 2021

Governance: The minutes from the January meeting were approved.

Minibus: An update on the minibus lease would be presented at the next meeting.

12th January 2021

Governance: The minutes from the December meeting were agreed.

Sensory garden: The rangers will plant a sensory garden.

Transport survey: The clerk will send a transport survey to every household by the end of March.

Slipway railings: The slipway railings will be painted by 1 March 2021.

Lantern parade: The lantern parade would be described in a leaflet. A sundial will be repaired.
"""

HILLTOP = """Hilltop Partnership - Minutes

Minutes of the Hilltop Partnership held on 20 April 2021

1. Lantern parade

The lantern parade leaflet describing the route was published by the partnership.

2. Beacons

The beacon was lit.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The two boards, ingested."""
    root: Path = tmp_path_factory.mktemp("boards")
    (root / "corpus").mkdir()
    (root / "corpus" / "riverside.txt").write_text(RIVERSIDE, encoding="utf-8")
    (root / "corpus" / "hilltop.txt").write_text(HILLTOP, encoding="utf-8")
    opened = Archive(root)
    opened.ingest(jobs=1)
    return opened
