"""A gold set of our own: files in 15 layouts, written by templates under a seed, and how well they are read.

Nothing is kept on disk: a seed and a template's name make the same bytes again. ``python -m tests.quality.layouts``
measures; see its ``--help``. Seeds 0 to 5 are held out: the floors rest on them, and nobody tunes on them.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.quality.layouts.gold import GoldFile
from tests.quality.layouts.score import FIGURES, Graded, grade

HELD_OUT = range(6)
Template = Callable[[random.Random], GoldFile]


class Measured(NamedTuple):
    """A file, the time does not matter, and how it was read."""

    file: GoldFile
    graded: Graded


def templates() -> dict[str, tuple[int, Template]]:
    """Every template by its name, with the layout it belongs to."""
    from tests.quality.layouts import (
        grid_templates,
        log_templates,
        pdf_templates,
        text_templates,
        web_templates,
        word_templates,
    )

    rooms = (pdf_templates, web_templates, log_templates, grid_templates, text_templates, word_templates)
    return {name: template for room in rooms for name, template in room.TEMPLATES.items()}


def generator_hash() -> str:
    """A hash of the modules that write and grade the files."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.iterdir()):
        if file.suffix in {".py", ".txt"} and file.name != "__main__.py":
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def written(name: str, seed: int) -> GoldFile:
    """The file that a template writes under a seed."""
    layout, template = templates()[name]
    return template(random.Random(f"{name}/{seed}")).of(layout, name, seed)


def measured(file: GoldFile, folder: Path) -> Measured:
    """A file put to disk, read and cut in this process, and graded."""
    from minutesearch.errors import SourceError
    from minutesearch.parse import read, segment

    path = folder / file.name
    path.write_bytes(file.content)
    try:
        records = segment(read(path), path=f"corpus/{file.name}")
    except SourceError as error:
        return Measured(file, grade(file, error.state, ()))
    except Exception as error:  # noqa: BLE001 -- a crash is a figure too, and the rest of the run is wanted
        return Measured(file, grade(file, f"crashed: {error!r}", ()))
    finally:
        path.unlink()
    return Measured(file, grade(file, "ingested", records))


def each(seeds: Iterable[int], names: Iterable[str] = ()) -> Iterator[Measured]:
    """Every template's file under each seed, measured."""
    seeds = list(seeds)
    with tempfile.TemporaryDirectory(prefix="layouts-") as folder:
        for name in names or templates():
            for seed in seeds:
                yield measured(written(name, seed), Path(folder))


def means(results: Iterable[Measured], key: Callable[[GoldFile], str]) -> dict[str, dict[str, float]]:
    """Mean figures over files, by a key of the file."""
    rows: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for file, graded in results:
        for group in (key(file), "all"):
            for figure in FIGURES:
                if figure in graded.figures:
                    rows[group][figure].append(graded.figures[figure])
    return {
        group: {figure: sum(values) / len(values) for figure, values in figures.items()}
        for group, figures in rows.items()
    }


def table(figures: dict[str, float]) -> str:
    """The figures of :func:`measure_layouts` as the rows that stand in ``docs/reference/layouts.md``."""
    rows = ["| layout | heads | day | text | kept | state |", "|---|---|---|---|---|---|"]
    for group in (*(f"{layout:02d}" for layout in range(1, 16)), "all"):
        values = [figures.get(f"layouts.{group}.{name}") for name in ("f1", "dates", "text", "kept", "state")]
        rows.append(f"| {group.lstrip('0')} | " + " | ".join("" if v is None else f"{v:.2f}" for v in values) + " |")
    return "\n".join(rows)


def measure_layouts(seeds: Iterable[int] = HELD_OUT) -> dict[str, float]:
    """Mean figures of each layout and of all files, named ``layouts.<layout>.<figure>``."""
    groups = means(each(seeds), lambda file: f"{file.layout:02d}")
    return {
        f"layouts.{group}.{figure}": round(value, 4)
        for group, figures in sorted(groups.items())
        for figure, value in figures.items()
        if figure not in {"p", "r"}
    }
