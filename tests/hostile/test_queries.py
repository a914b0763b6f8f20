"""Whatever is typed gives an answer or a polite line, and soon; bench/queries_fuzz.py runs a hundred thousand."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path
from types import ModuleType

import pytest

from minutesearch.archive import Archive
from minutesearch.errors import MinutesearchError

COUNT = 1_000
SLOWEST = 1.0
"""Seconds: far more than any takes on its own, since a test may share its machine; the bench holds it to 0.1."""


@pytest.fixture(scope="module")
def generated(project_root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("queries_fuzz", project_root / "bench" / "queries_fuzz.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_any_query_is_answered_or_politely_refused(generated: ModuleType, sample_archive: Path) -> None:
    archive = Archive(sample_archive)
    answered = found = corrected = refused = 0
    for query in generated.queries(COUNT, 7):
        start = time.perf_counter()
        try:
            answer = archive.search(query, details=True)
        except MinutesearchError as error:
            refused += bool(error.message.strip())
        else:
            answered += 1
            found += bool(answer.total)
            corrected += bool(answer.corrected)
            assert len(answer.offered) in {0, len(answer.suggestions)}
        assert time.perf_counter() - start < SLOWEST, query
    assert answered + refused == COUNT
    # All three ways out were taken, so the generator asks for what it should.
    assert min(found, corrected, refused) > COUNT // 100


def test_any_half_typed_query_is_completed_or_not(generated: ModuleType, sample_archive: Path) -> None:
    archive = Archive(sample_archive)
    completed = 0
    for query in generated.queries(COUNT, 8):
        endings = archive.complete(query[: len(query) * 2 // 3])
        completed += bool(endings)
        assert len(endings) <= 12
    assert completed > COUNT // 20
