"""The layers of ARCHITECTURE.md hold: the contracts in pyproject.toml, checked by import-linter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def test_contracts_hold(project_root: Path, child_environment: dict[str, str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=project_root,
        env=child_environment,
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert " 0 broken" in answer.stdout
