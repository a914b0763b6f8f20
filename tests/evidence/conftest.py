"""An archive of three sources, written as plain text: what a quote may be held against can be read here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from minutesearch.archive import Archive
from minutesearch.store import Records

MARCH = """Orchard Board

Minutes of the meeting held on 9 March 2021

1. Orchard paths

The Board agreed that the north path would not be closed to families before the summer. Sixty metres of it are worn.

2. Hedge survey

A survey counted 10 families of hedgehogs, and £1.5m was set aside for re-planting. The costs are non-recoverable.

3. Volunteers

The County Rangers said that volunteers had recieved training. They will report in June.
"""

MAY = """Orchard Board

Minutes of the meeting held on 11 May 2021

1. Orchard paths

The north path was seen. Volunteers can’t dig there: the ground’s “soft” – and wet.

2. Volunteers

They will report in June. Twelve new volunteers have joined.
"""

JULY = """Orchard Board

Minutes of the meeting held on 13 July 2021

1. Bulbs

60 bulbs a month are being planted by the County Rangers until October 2021.

2. Gates

The west gate was mended, and the east gate will be looked at when the ground is dry.
"""

SOURCES = {"march.txt": MARCH, "may.txt": MAY, "july.txt": JULY}


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, ingested once: read it, do not write to it."""
    root = tmp_path_factory.mktemp("orchard")
    (root / "corpus").mkdir()
    for name, text in SOURCES.items():
        (root / "corpus" / name).write_text(text, encoding="utf-8")
    with closing(Archive(root)) as archive:
        archive.ingest()
    return root


@pytest.fixture(scope="session")
def records(ingested: Path) -> Iterator[Records]:
    with closing(Archive(ingested)) as archive:
        yield archive._read()


@pytest.fixture
def orchard(ingested: Path, tmp_path: Path) -> Iterator[Archive]:
    """A copy of the archive that a test may change."""
    shutil.copytree(ingested, tmp_path / "orchard")
    with closing(Archive(tmp_path / "orchard")) as archive:
        yield archive
