"""All published minutes in one archive, read once for the tests that need them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from minutesearch.archive import Archive
from minutesearch.engines import ENGINES


@pytest.fixture(scope="session")
def all_minutes_read(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive of all published minutes, with the first engine."""
    folder = tmp_path_factory.mktemp("all") / "archive"
    folder.mkdir()
    (folder / "minutesearch.toml").write_text(f'[index]\nengine = "{ENGINES[0]}"\n')
    with closing(Archive(folder)) as archive:
        archive.ingest([shared / "minutes"])
    return folder


@pytest.fixture(scope="session", params=ENGINES)
def all_minutes(
    request: pytest.FixtureRequest, all_minutes_read: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Archive]:
    """All published minutes, with each engine in turn; what was read is not read again."""
    folder = tmp_path_factory.mktemp("all") / request.param
    shutil.copytree(all_minutes_read, folder)
    (folder / "minutesearch.toml").write_text(f'[index]\nengine = "{request.param}"\n')
    with closing(Archive(folder)) as archive:
        archive.ingest()
        yield archive
