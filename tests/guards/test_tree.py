"""Facts about the files of the project."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

# Put together here, so that this file does not name them itself.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("debian", "org"),
        ("crates", "io"),
        ("golang", "org"),
        ("maven", "org"),
    )
]


def test_no_file_names_a_package_registry(project_texts: dict[Path, str]) -> None:
    found = [(path.name, host) for path, text in project_texts.items() for host in REGISTRIES if host in text]
    assert not found


def test_no_file_holds_a_path_of_this_machine(project_root: Path, project_texts: dict[Path, str]) -> None:
    here = re.compile("|".join(rf"(?<![\w.]){re.escape(str(p))}/" for p in (project_root, Path.home())))
    assert not [path.name for path, text in project_texts.items() if here.search(text)]


def test_what_is_made_is_not_tracked(project_root: Path, project_files: list[Path]) -> None:
    inside = {path.relative_to(project_root).as_posix() for path in project_files}
    assert [name for name in inside if name.startswith("index/")] == ["index/README.md"]
    assert not [name for name in inside if "__pycache__" in name or name.startswith(".venv/")]
    assert "corpus/README.md" not in inside, "ingest would read it as minutes"


@pytest.mark.parametrize(
    "name",
    ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", ".ci/run", "scripts/demo", "scripts/test"],
)
def test_what_a_stranger_looks_for_is_there(project_root: Path, name: str) -> None:
    path = project_root / name
    assert path.stat().st_size > 0
    if "/" in name:
        assert path.stat().st_mode & 0o100, f"{name} cannot be executed"


UNSAFE = {"pickle", "cPickle", "shelve", "marshal", "dill", "cloudpickle", "multiprocessing"}


def imported(tree: ast.AST) -> set[str]:
    """The top-level names of all modules that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_nothing_is_unpickled_or_evaluated(project_root: Path) -> None:
    # Only the Whoosh adapter knows pickles: it refuses all but the classes that Whoosh's own index is made of.
    package = project_root / "src" / "minutesearch"
    faults = []
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        where = path.relative_to(package)
        if where.parts[0] != "engines":
            faults += [f"{where} imports {name}" for name in sorted(imported(tree) & UNSAFE)]
        faults += [
            f"{where}:{node.lineno} calls {node.func.id}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"eval", "exec", "__import__"}
        ]
    assert not faults


def test_every_module_says_what_it_is_for(project_root: Path) -> None:
    package = project_root / "src" / "minutesearch"
    silent = [
        str(path.relative_to(package))
        for path in sorted(package.rglob("*.py"))
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_no_module_outgrows_its_room(project_root: Path) -> None:
    package = project_root / "src" / "minutesearch"
    # About 300 lines are meant, and this is where asking ends.
    long = {
        str(path.relative_to(package)): lines
        for path in sorted(package.rglob("*.py"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long
