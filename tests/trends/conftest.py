"""An archive of two bodies whose counts can be checked by eye; what they speak of is nobody's."""

from __future__ import annotations

import pytest

from minutesearch.archive import Archive

TOPICS = """
[topics.hedges]
label = "Hedges"
names = ["hedge cutting"]

[topics.paths]
label = "Paths"
names = ["footpath"]

[topics.stiles]
label = "Stiles"
names = ["stile"]
under = "paths"

[topics.mill-pond]
label = "Mill pond"
names = ["mill pond"]

[topics.county-rangers]
kind = "organisation"
label = "County Rangers"
names = ["county rangers"]
"""

DATES = ["12 January", "9 February", "9 March", "11 May", "8 June", "13 July"]

EARLY = """1. Hedge cutting

The hedge cutting round was done. The footpath and its stile were seen.

2. Footpath

The footpath survey and a stile repair were told to the county rangers.

3. Bins

The bins were emptied as usual.
"""

LATE = """1. Mill pond

The mill pond sluice gate needs repair. The county rangers will look at the mill pond.

2. Drains

The sluice gate drains the mill pond. Bulrush roots block a drain.

3. Bins

The bins were emptied as usual.
"""

HARBOUR = """Harbour Committee - Minutes

Minutes of the Harbour Committee held on {} 2021

1. Dredging

Barges dredged the channel. The dredging barges went on.

2. Moorings

The dredging of the moorings was seen.
"""


def minutes(date: str, business: str) -> str:
    return (
        f"Meadow Board - Minutes\n\nMinutes of the Meadow Board held on {date} 2021\n\n"
        f"Present: Alpha Gamma, Delta Omega\n\n{business}"
    )


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Six meetings of the Meadow Board, none in April, and two of the Harbour Committee after them."""
    folder = tmp_path_factory.mktemp("trends")
    corpus = folder / "corpus"
    corpus.mkdir()
    (folder / "topics.toml").write_text(TOPICS, encoding="utf-8")
    for number, date in enumerate(DATES):
        (corpus / f"meadow-{number}.txt").write_text(minutes(date, EARLY if number < 3 else LATE), encoding="utf-8")
    for date in ("3 August", "7 September"):
        (corpus / f"harbour-{date[:1]}.txt").write_text(HARBOUR.format(date), encoding="utf-8")
    opened = Archive(folder)
    opened.ingest(jobs=1)
    return opened
