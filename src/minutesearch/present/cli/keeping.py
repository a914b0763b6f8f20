"""``ingest``, ``status``, ``doctor`` and ``dump``: keep the index up to date, and look into it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from minutesearch.errors import FOUND, NO_INDEX, SOURCES_UNREAD, MinutesearchError, UsageError
from minutesearch.present.cli.options import archive_of, paper_of, print_json, print_lines, printed
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from minutesearch.archive import Archive

KINDS = ("sources", "meetings", "sections", "tags", "statements", "glossary")


@click.command(short_help="Read what is new in corpus/, and index it.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--jobs", type=click.IntRange(min=0), help="Files read at once; 0 is one a core.")
@click.option("--explain", is_flag=True, help="Say how a file is cut into sections, and why; nothing is kept.")
@printed("json", "plain")
@click.pass_context
def ingest(
    ctx: click.Context, /, *, paths: tuple[Path, ...], jobs: int | None, explain: bool, form: str | None
) -> None:
    """Read what is new or changed in corpus/ (and PATHs, which are copied in first), and index it."""
    if explain:
        _explain(ctx, paths, form)
        return
    archive = archive_of(ctx, create=bool(paths))
    bar = _Bar()
    try:
        done = archive.ingest(paths, jobs=jobs, on_progress=bar.move)
    finally:
        bar.end()
    if form == "json":
        from minutesearch.present.output import as_json

        print_json(as_json.report(done))
    else:
        from minutesearch.present.output import keeping_as_text

        click.echo(keeping_as_text.report(done, paper_of(ctx, form)), nl=False)
    for remark in done.remarks:
        click.echo(safe_line(remark), err=True)
    ctx.exit(SOURCES_UNREAD if done.unread else FOUND)


def _explain(ctx: click.Context, paths: tuple[Path, ...], form: str | None) -> None:
    """Say of one file how it is read and cut; nothing is copied in or indexed."""
    if len(paths) != 1 or paths[0].is_dir():
        raise UsageError("--explain takes one file.", "Type: minutesearch ingest --explain FILE")
    if not paths[0].exists():
        raise UsageError(f"There is no file {paths[0]}.")
    explained = archive_of(ctx, create=True).explain(paths[0])
    if form == "json":
        from minutesearch.present.output import as_json

        print_json(as_json.explanation(explained))
    else:
        from minutesearch.present.output import keeping_as_text

        click.echo(keeping_as_text.explanation(explained, paper_of(ctx, form), whole=form == "plain"), nl=False)


class _Bar:
    """A progress bar on stderr where that is a terminal; nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._width = min(shutil.get_terminal_size((80, 24)).columns, 100) - 1

    def move(self, done: int, total: int, name: str) -> None:
        """Tell that one more file is done."""
        if not self._shown:
            return
        filled = 20 * done // max(total, 1)
        line = f"{'█' * filled}{'░' * (20 - filled)} {done} of {total}  {safe_line(name)}"
        click.echo("\r" + line[: self._width].ljust(self._width), err=True, nl=False)

    def end(self) -> None:
        """Leave the line as it was found."""
        if self._shown:
            click.echo("\r" + " " * self._width + "\r", err=True, nl=False)


@click.command(short_help="What the archive holds; is its index current?")
@printed("json")
@click.pass_context
def status(ctx: click.Context, /, *, form: str | None) -> None:
    """Say what the archive holds, and whether files are newer than its index."""
    state = archive_of(ctx).state()
    if form == "json":
        from minutesearch.present.output import as_json

        print_json(as_json.envelope(status=[as_json.state(state)]))
    else:
        from minutesearch.present.output import keeping_as_text

        click.echo(keeping_as_text.state(state), nl=False)
    ctx.exit(FOUND if state.built else NO_INDEX)


@click.command(short_help="Everything of a kind as JSON lines.")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--jsonl", is_flag=True, help="JSON lines: what it always prints; accepted for scripts that say so.")
@click.pass_context
def dump(ctx: click.Context, /, *, kind: str, jsonl: bool) -> None:
    """Print everything of a kind as JSON lines, in reading order."""
    del jsonl
    from minutesearch.present.output import as_json, mined_as_json

    archive = archive_of(ctx)
    rows: dict[str, Callable[[], Iterable[dict[str, Any]]]] = {
        "sources": lambda: map(as_json.source, archive.sources()),
        "meetings": lambda: map(as_json.meeting, archive.meetings()),
        "sections": lambda: map(as_json.section, archive.sections()),
        "tags": lambda: map(as_json.tag, archive.tags()),
        "statements": lambda: mined_as_json.statements(archive.statements(), archive.sections()),
        "glossary": lambda: map(as_json.glossary, archive.glossary()),
    }
    print_lines(list(rows[kind]()))


# -- doctor -------------------------------------------------------------------------------------------------


class _Check(NamedTuple):
    check: str
    ok: bool
    detail: str


@click.command(short_help="Check Python, packages, archive and terminal.")
@printed("json")
@click.pass_context
def doctor(ctx: click.Context, /, *, form: str | None) -> None:
    """Check the environment: Python, packages, archive, index, terminal, and helpers that may be there."""
    checks = [_python(), *_packages(), *_helpers(ctx), _terminal(), *_archive(ctx)]
    if form == "json":
        from minutesearch.present.output import as_json

        print_json(as_json.envelope(doctor=[check._asdict() for check in checks]))
    else:
        from minutesearch.present.output.paint import columns

        paper = paper_of(ctx)
        for check, line in zip(
            checks, columns([("ok" if c.ok else "--", c.check, c.detail) for c in checks]), strict=True
        ):
            click.echo(line if check.ok else paper.paint(line, "gap"), color=True)
    ctx.exit(FOUND if all(c.ok for c in checks if c.check in {"python", "archive", "index"}) else NO_INDEX)


def _python() -> _Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return _Check("python", (3, 11) <= sys.version_info[:2] <= (3, 13), f"{version} (3.11 to 3.13 are supported)")


def _packages() -> list[_Check]:
    from importlib.metadata import PackageNotFoundError, version

    checks = []
    for name in ("spacy", "whoosh", "tantivy", "textual", "pdfminer.six", "lxml", "PyStemmer"):
        try:
            checks.append(_Check(name, ok=True, detail=version(name)))
        except PackageNotFoundError:
            checks.append(_Check(name, ok=False, detail="not installed"))
    return checks


def _helpers(ctx: click.Context) -> list[_Check]:
    from minutesearch.archive import recogniser

    try:
        settings = archive_of(ctx).settings
    except MinutesearchError:
        settings = None
    found, said = recogniser(settings)
    return [_Check("ocr", found, said)]


def _terminal() -> _Check:
    size = shutil.get_terminal_size((0, 0))
    encoding = sys.stdout.encoding or "none"
    utf8 = encoding.lower().replace("-", "") == "utf8"
    return _Check("terminal", utf8, f"{size.columns}x{size.lines}, {encoding}" + ("" if utf8 else ": set PYTHONUTF8=1"))


def _archive(ctx: click.Context) -> list[_Check]:
    try:
        archive: Archive = archive_of(ctx)
    except MinutesearchError as error:
        return [_Check("archive", ok=False, detail=f"{error.message} {error.hint or ''}")]
    checks = [_Check("archive", ok=True, detail=str(archive.root))]
    try:
        state = archive.state()
        if state.built is None:
            checks.append(_Check("index", ok=False, detail="none yet. Type: minutesearch ingest"))
        else:
            archive.search("minutes", limit=1)
            sections = f"{state.sections} sections of {state.meetings} meetings"
            newer = f"; {len(state.newer)} files differ from it: minutesearch ingest" if state.newer else ""
            checks.append(_Check("index", ok=True, detail=f"{state.engine}, {sections}{newer}"))
    except MinutesearchError as error:
        checks.append(_Check("index", ok=False, detail=f"{error.message} {error.hint or ''}"))
    return checks
