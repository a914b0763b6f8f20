"""The locks: complete, hashed, and free of licences that would bind the users of the package."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^\s;\\]+)", re.MULTILINE)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(root: Path, lock: str) -> set[tuple[str, str]]:
    return set(PIN.findall((root / "requirements" / lock).read_text(encoding="utf-8")))


@pytest.mark.parametrize("lock", ["run.txt", "test.txt"])
def test_every_pin_has_hashes_and_no_address(project_root: Path, lock: str) -> None:
    text = (project_root / "requirements" / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(entries) == len(PIN.findall(text)) > 40
    assert not [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]
    assert "://" not in text
    assert "--index" not in text


def test_everything_that_is_asked_for_is_locked(project_root: Path) -> None:
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {plain(re.split(r"[<>=!~;\[ ]", line, maxsplit=1)[0]) for line in project["dependencies"]}
    run = {plain(name) for name, _ in pins(project_root, "run.txt")}
    assert asked | {"hatchling", "editables"} <= run


def test_tests_run_on_what_is_released(project_root: Path) -> None:
    assert pins(project_root, "run.txt") <= pins(project_root, "test.txt")


def test_no_licence_binds_those_who_use_the_package(project_root: Path) -> None:
    seen = 0
    bound = []
    for name, _ in sorted(pins(project_root, "run.txt")):
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # for another platform
        seen += 1
        said = [line[:200] for field in ("License-Expression", "License") for line in about.get_all(field) or []]
        said += [c for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
        if any(re.search(r"\bA?GPL|Affero|(?<!Lesser )General Public", line) for line in said):
            bound.append((name, said))
    assert seen > 40
    assert not bound
