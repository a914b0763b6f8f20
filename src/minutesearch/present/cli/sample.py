"""``demo``: the sample archive in a temporary folder, to try everything on."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutesearch.errors import UsageError
from minutesearch.present.cli.options import paper_of

if TYPE_CHECKING:
    from minutesearch.archive import Archive


def sample_corpus() -> Path:
    """The folder of the sample: inside an installed package, or the project's own in a checkout.

    Raises:
        UsageError: this installation came without it.
    """
    package = Path(__file__).parents[2]
    for folder in (package / "sample", package.parents[1] / "corpus"):
        if folder.is_dir():
            return folder
    raise UsageError("This installation came without the sample archive.", "Type: minutesearch ingest FILE…")


def sample_archive(folder: Path) -> Archive:
    """The sample, ingested into an empty folder."""
    from minutesearch.archive import Archive

    archive = Archive.open(folder, create=True)
    archive.ingest([path for path in sorted(sample_corpus().iterdir()) if path.is_file()])
    return archive


@click.command()
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Try everything on a sample, in a temporary folder."""
    from minutesearch.present.output import as_text

    with tempfile.TemporaryDirectory(prefix="minutesearch-demo-") as folder:
        archive = sample_archive(Path(folder))
        if sys.stdin.isatty() and sys.stdout.isatty():
            from minutesearch.present.tui import run

            ctx.exit(run(archive, query="key worker"))
        click.echo(as_text.results(archive.search("personal budgets"), paper_of(ctx, "plain")), nl=False)
        click.echo("On a terminal, minutesearch demo opens the terminal UI on this sample.", err=True)
