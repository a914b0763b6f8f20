"""How well the published minutes are read, searched and mined: the gold's own grader, and floors that only rise.

``scripts/eval`` prints the figures; ``scripts/eval --write`` raises the floors to them. A floor is lowered only with
``--allow-regression``, so that a loss is never written down by accident. The floors name the hash of the minutes and
the gold they were measured on: with other files they say nothing. The layouts of our own (``tests/quality/layouts``)
and our own sentences (``tests/quality/statements``) have floors beside them, with hashes of their own; they need
nothing from ../shared.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = Path(__file__).with_name("floors.json")
LAYOUTS = ROOT / "docs" / "reference" / "layouts.md"
STATEMENTS = ROOT / "docs" / "reference" / "statements.md"
SHARED = ROOT.parent / "shared"
RENDERINGS = ("page.txt", "page.html", "word.docx", "pdf_a_word.pdf")
FULL = ("2021-06-08-minutes.pdf", "2021-09-14-minutes.pdf")
MARGIN = 0.0005
"""Below this a difference is rounding."""

Figures = dict[str, float]


def corpus_hash(shared: Path) -> str:
    """A hash of the SEND Board's files and of the gold, by name and content."""
    digest = hashlib.sha256()
    for file in sorted([*(shared / "minutes" / "send-board").rglob("*"), *(shared / "gold").rglob("*.json*")]):
        if file.is_file():
            digest.update(file.relative_to(shared).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def say(archive: Path, *arguments: str) -> str:
    """What the command prints, run in this process."""
    from minutesearch.present.cli import run

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        run(["--archive", str(archive), *arguments])
    out.flush()
    out.seek(0)
    return out.read()


class Grader:
    """Runs ``grade.py`` of the gold on what the command prints."""

    def __init__(self, shared: Path, folder: Path) -> None:
        self.shared, self.folder = shared, folder

    def __call__(self, *arguments: str) -> dict[str, float]:
        command = [sys.executable, str(self.shared / "gold" / "grade.py"), *arguments, "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        figures: dict[str, float] = json.loads(done.stdout)
        return figures

    def kept(self, name: str, text: str) -> str:
        """A file for the grader to read."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)


def archive_of(folder: Path, *files: Path, engine: str = "auto") -> Path:
    """An archive of some published files."""
    (folder / "corpus").mkdir(parents=True)
    (folder / "minutesearch.toml").write_text(f'[index]\nengine = "{engine}"\n')
    for file in files:
        shutil.copyfile(file, folder / "corpus" / file.name)
    say(folder, "ingest")
    return folder


def sections(grade: Grader, folder: Path) -> Iterator[tuple[str, float]]:
    """Every rendering alone, all four together, and the two full minutes."""
    board = grade.shared / "minutes" / "send-board"
    cases = {name: [board / name] for name in RENDERINGS}
    cases["all"] = [board / name for name in RENDERINGS]
    cases |= {name: [board / "full_minutes" / name] for name in FULL}
    for name, files in cases.items():
        archive = archive_of(folder / name, *files)
        rows = grade.kept(f"{name}.sections.jsonl", say(archive, "dump", "sections"))
        figures = grade("sections", rows, "--file", "page.txt" if name == "all" else name)
        for figure in ("title_f1", "full_f1", "mean_text_f1", "list_items", "meetings"):
            yield f"sections.{name}.{figure}", figures[figure]
        yield f"sections.{name}.clean", float(not figures["false_meetings"] and not figures["leaks"])


def search(grade: Grader, folder: Path, engine: str) -> Iterator[tuple[str, float]]:
    """The dev queries on the page, with one engine."""
    archive = archive_of(folder / engine, grade.shared / "minutes" / "send-board" / "page.txt", engine=engine)
    commands = subprocess.run(
        [sys.executable, str(grade.shared / "gold" / "grade.py"), "queries"], capture_output=True, text=True, check=True
    )
    import shlex

    for line in commands.stdout.splitlines():
        name, _, command = line.partition("\t")
        grade.kept(f"{engine}-answers/{name}.json", say(archive, *shlex.split(command)[1:]))
    figures = grade("search", str(grade.folder / f"{engine}-answers"))
    for figure in ("ndcg10", "recall10", "strict_ok", "empty_ok", "mentions_ok", "run"):
        yield f"search.{engine}.{figure}", figures[figure]
    kinds: dict[str, dict[str, float]] = figures["by_kind"]  # type: ignore[assignment]  # a table in the figures
    yield from ((f"search.{engine}.{kind}", kinds[kind]["ndcg10"]) for kind in ("typo", "variant", "paraphrase"))


def mined(grade: Grader, folder: Path) -> Iterator[tuple[str, float]]:
    """Topics and glossary of the page."""
    archive = archive_of(folder / "mined", grade.shared / "minutes" / "send-board" / "page.txt")
    rows = grade.kept("sections.jsonl", say(archive, "dump", "sections"))
    tags = grade.kept("tags.jsonl", say(archive, "dump", "tags"))
    figures = grade("topics", tags, "--sections", rows)
    yield from ((f"topics.{figure}", figures[figure]) for figure in ("p", "r", "primary_recall"))
    figures = grade("glossary", grade.kept("glossary.jsonl", say(archive, "dump", "glossary")))
    yield from ((f"glossary.{figure}", figures[figure]) for figure in ("found", "never_expanded"))
    yield "glossary.clean", float(not figures["wrong"] and not figures["must_reject_given"])


def told(grade: Grader, folder: Path) -> Iterator[tuple[str, float]]:
    """Statements, traces and the ledger of the page."""
    archive = archive_of(folder / "told", grade.shared / "minutes" / "send-board" / "page.html")
    figures = grade("statements", grade.kept("statements.jsonl", say(archive, "dump", "statements")))
    labels: dict[str, dict[str, float]] = figures["by_label"]  # type: ignore[assignment]  # a table in the figures
    for label in ("decision", "action", "action|commitment", "concern", "figure", "due found"):
        for figure in ("p", "r"):
            yield f"statements.{label.replace(' ', '_')}.{figure}", labels[label][figure]
    yield "statements.due_right", figures["due_right"]
    issues = {"key-worker": "key worker", "personal-budgets": "personal budgets", "hyms": "HYMs waiting lists"}
    traces = {
        name: grade.kept(f"{name}.json", say(archive, "trace", "--json", "--", issue))
        for name, issue in (*issues.items(), ("wsoa", "written statement of action"))
    }
    figures = grade("trace", *(traces[name] for name in issues))
    for figure in (
        "core_recall", "all_recall", "precision", "in_order", "key_sentences", "focus", "commitments",
        "commitment_precision", "status", "due", "figures", "figures_precision", "absent_f1", "missing_ok", "about",
        "mentions_ok",
    ):  # fmt: skip
        yield f"trace.{figure}", figures[figure]
    promises = grade.kept("promises.json", say(archive, "promises", "--json"))
    coverage = grade.kept("coverage.json", say(archive, "coverage", "--json"))
    figures = grade("ledger", promises, coverage, traces["key-worker"], traces["personal-budgets"], traces["wsoa"])
    for figure in ("found", "rows", "meeting_status", "missing_ok", "silence", "tensions"):
        yield f"ledger.{figure}", figures[figure]
    yield "ledger.no_other_tensions", float(not figures["tensions_extra"])


def measure(shared: Path) -> Figures:
    """All figures, each between 0 and 1."""
    with tempfile.TemporaryDirectory(prefix="minutesearch-eval-") as name:
        folder = Path(name)
        grade = Grader(shared, folder / "graded")
        parts: list[Callable[[], Iterator[tuple[str, float]]]] = [
            lambda: sections(grade, folder),
            lambda: search(grade, folder, "whoosh"),
            lambda: search(grade, folder, "tantivy"),
            lambda: mined(grade, folder),
            lambda: told(grade, folder),
        ]
        return {name: round(value, 4) for part in parts for name, value in part()}


def floors() -> tuple[str, Figures]:
    """The hash that the floors were measured on, and the floors."""
    if not FLOORS.exists():
        return "", {}
    written = json.loads(FLOORS.read_text(encoding="utf-8"))
    return str(written["corpus"]), dict(written["floors"])


def measure_layouts() -> tuple[str, Figures]:
    """The hash of what writes the files of our own, and the figures on the seeds that are held out."""
    from tests.quality import layouts

    return layouts.generator_hash(), layouts.measure_layouts()


def layout_floors() -> tuple[str, Figures]:
    """The same, as it was written down."""
    written = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return str(written.get("layouts_corpus", "")), dict(written.get("layouts", {}))


def measure_statements() -> tuple[str, Figures]:
    """The hash of our own sentences, and the figures on both halves of them."""
    from tests.quality import statements

    return statements.own_hash(), statements.measure_statements()


def statement_floors() -> tuple[str, Figures]:
    """The same, as it was written down."""
    written = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return str(written.get("statements_corpus", "")), dict(written.get("statements", {}))


def measure_ranking() -> tuple[str, Figures]:
    """The hash of the labels of our own ranking set, and the figures over all published minutes."""
    from contextlib import closing

    from tests.quality import ranking

    from minutesearch.archive import Archive

    with tempfile.TemporaryDirectory(prefix="minutesearch-eval-") as name, closing(Archive(Path(name))) as archive:
        archive.ingest([SHARED / "minutes"])
        return ranking.labels_hash(), ranking.figures(archive)


def ranking_floors() -> tuple[str, Figures]:
    """The same, as it was written down."""
    written = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return str(written.get("ranking_corpus", "")), dict(written.get("ranking", {}))


def measure_asked(shared: Path) -> tuple[str, Figures]:
    """The hash of our own queries, and the figures on both halves of them: the lower of the two engines'."""
    from tests.quality import asked

    from minutesearch.archive import Archive

    page = shared / "minutes" / "send-board" / "page.txt"
    with tempfile.TemporaryDirectory(prefix="minutesearch-asked-") as name:
        rows = [
            asked.figures(Archive(archive_of(Path(name) / engine, page, engine=engine)))
            for engine in ("whoosh", "tantivy")
        ]
    return asked.own_hash(), {figure: round(min(row[figure] for row in rows), 4) for figure in rows[0]}


def asked_floors() -> tuple[str, Figures]:
    """The same, as it was written down."""
    written = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return str(written.get("asked_corpus", "")), dict(written.get("asked", {}))


def show_errors(split: str) -> None:
    """Print what is told wrongly of our own sentences, by label, and which labels are taken for which."""
    from tests.quality import statements

    for error in sorted(statements.errors(split)):
        print(f"{error.label:10}  {error.kind:6}  {error.style:14}  {error.sentence}  ({error.rule})")
    print("\nlabels of the set → labels given")
    for (wanted, given), count in sorted(statements.confusion(split).items(), key=lambda row: -row[1]):
        print(f"{count:4}  {wanted} → {given}")
    print("\nagreement of the two readers (Cohen's kappa)")
    for label, kappa in statements.kappas().items():
        print(f"{kappa:6.3f}  {label}")


def _show_layouts(figures: Figures) -> None:
    """Put the figures into the document that shows them."""
    from tests.quality import layouts

    text = LAYOUTS.read_text(encoding="utf-8")
    start = text.index("| layout | heads |")
    end = text.index("\n\n", start)
    LAYOUTS.write_text(text[:start] + layouts.table(figures) + text[end:], encoding="utf-8")


def _show_statements(figures: Figures) -> None:
    """Put the figures into the document that shows them."""
    from tests.quality import statements

    text = STATEMENTS.read_text(encoding="utf-8")
    start = text.index("| | dev P |")
    end = text.index("\n\n", start)
    STATEMENTS.write_text(text[:start] + statements.table(figures) + text[end:], encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/eval", description="Quality on the published minutes in ../shared, and on layouts of our own."
    )
    parser.add_argument("--layouts", action="store_true", help="the layouts and sentences of our own only")
    parser.add_argument("--ranking", action="store_true", help="our own ranking set over ../shared only")
    parser.add_argument(
        "--show-errors", nargs="?", const="dev", choices=("dev", "held"),
        help="list what is told wrongly of our own sentences (their dev half), then stop",
    )  # fmt: skip
    parser.add_argument("--write", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="let --write lower a floor too")
    asked = parser.parse_args()
    if asked.show_errors:
        show_errors(asked.show_errors)
        return 0
    own_queries = asked_floors()
    if asked.layouts or asked.ranking:
        shared: tuple[str, Figures] = floors()
    elif (SHARED / "gold").is_dir():
        shared = corpus_hash(SHARED), measure(SHARED)
        own_queries = measure_asked(SHARED)
    else:
        print("The published minutes and their gold are not in ../shared; --layouts needs none.", file=sys.stderr)
        return 1
    own, sentences = (
        (layout_floors(), statement_floors()) if asked.ranking else (measure_layouts(), measure_statements())
    )
    ranked = ranking_floors() if asked.layouts else measure_ranking()
    lower = [*([] if asked.layouts or asked.ranking else _below(shared, floors())), *_below(ranked, ranking_floors())]
    lower += [*_below(own, layout_floors()), *_below(sentences, statement_floors())]
    lower += _below(own_queries, asked_floors())
    if asked.write:
        if lower and not asked.allow_regression:
            print("Nothing was written: a floor is lowered with --allow-regression only.", file=sys.stderr)
            return 1
        written = {
            "corpus": shared[0], "floors": shared[1], "layouts_corpus": own[0], "layouts": own[1],
            "statements_corpus": sentences[0], "statements": sentences[1],
            "ranking_corpus": ranked[0], "ranking": ranked[1],
            "asked_corpus": own_queries[0], "asked": own_queries[1],
        }  # fmt: skip
        FLOORS.write_text(json.dumps(written, indent=1) + "\n")
        _show_layouts(own[1])
        _show_statements(sentences[1])
    return 1 if lower else 0


def _below(measured: tuple[str, Figures], written: tuple[str, Figures]) -> list[str]:
    """Print figures beside their floors; the names of those that are lower, where both are of the same files."""
    (corpus, figures), (old_corpus, old) = measured, written
    for name, value in figures.items():
        print(f"{value:8.4f}  {old.get(name, 0):8.4f}  {name}")
    lower = [name for name in old if figures.get(name, 0) < old[name] - MARGIN]
    if lower:
        print(f"Below the floor: {', '.join(lower)}", file=sys.stderr)
    return lower if corpus == old_corpus else []


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    raise SystemExit(main())
