from __future__ import annotations

import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def project_files(project_root: Path) -> list[Path]:
    """The files that are the project: what Git tracks or would."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=project_root,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("needs the project's Git checkout to tell its files from what was made in it")
    paths = [project_root / name for name in listed.stdout.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file() and not path.is_symlink()]


@pytest.fixture(scope="session")
def project_texts(project_files: list[Path]) -> dict[Path, str]:
    """The text of every file of the project that is text."""
    texts = {}
    for path in project_files:
        try:
            texts[path] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts


@pytest.fixture(scope="session")
def archives(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample under each engine, by the engine's name."""
    from minutesearch.archive import Archive

    made = {}
    for engine in ("whoosh", "tantivy"):
        folder = made[engine] = tmp_path_factory.mktemp(engine)
        shutil.copytree(project_root / "corpus", folder / "corpus")
        (folder / "minutesearch.toml").write_text(f'[index]\nengine = "{engine}"\n', encoding="utf-8")
        with closing(Archive(folder)) as archive:
            archive.ingest()
    return made
