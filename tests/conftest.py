"""What all tests share: where things lie, and archives made from the sample."""

from __future__ import annotations

import faulthandler
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

UNWANTED = ("MINUTESEARCH_", "PYTHON", "COVERAGE", "COLUMNS", "LINES", "LC_", "LANG")
"""Beginnings of the names of variables that would change what a child prints."""

ROOT = Path(__file__).resolve().parent.parent

faulthandler.enable()

# Deadlines would time the machine, not the code. In CI the examples are the same in every run.
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The published minutes and their gold, which lie beside the project and are no part of it."""
    folder = ROOT.parent / "shared"
    if not (folder / "minutes").is_dir() or not (folder / "gold").is_dir():
        pytest.skip("needs the published minutes and their gold in ../shared")
    return folder


@pytest.fixture(scope="session")
def child_environment() -> dict[str, str]:
    """An environment for a child process: the package as it lies in src/, no archive, no colour."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(UNWANTED)}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}


Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def minutesearch(child_environment: dict[str, str]) -> Command:
    """Runs the real command in a child: ``minutesearch("query", "x", archive=folder)``."""

    def run(
        *arguments: str, archive: Path | None = None, cwd: Path | None = None, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        environment = dict(child_environment)
        if archive is not None:
            environment["MINUTESEARCH_ARCHIVE"] = str(archive)
        start = "import sys; from minutesearch.present.cli import main; sys.exit(main())"
        return subprocess.run(
            [sys.executable, "-c", start, *arguments],
            env=environment,
            cwd=cwd,
            input=stdin,
            text=True,
            encoding="utf-8",
            capture_output=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, ingested once for all tests: read it, do not write to it."""
    from minutesearch.archive import Archive

    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    with closing(Archive(folder)) as archive:
        archive.ingest()
    return folder
