"""``export``: a basket of evidence as a document to hand over."""

from __future__ import annotations

from pathlib import Path

import click

from minutesearch.config import CORPUS, INDEX
from minutesearch.errors import FOUND, NOTHING_FOUND, UsageError
from minutesearch.notebook import NOTEBOOK
from minutesearch.present.cli.options import archive_of
from minutesearch.present.wording import count, listed
from minutesearch.text import safe_line


@click.command(short_help="Write a basket out: Word, web page, Excel, CSV or Markdown.")
@click.argument("name")
@click.option("--to", "to", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Where to.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--title", metavar="TEXT", help="The title; else the basket's name.")
@click.option(
    "--template", type=click.Path(path_type=Path), metavar="FILE", help="A Word template of your own, for a .docx."
)
@click.pass_context
def export(
    ctx: click.Context, /, *, name: str, to: Path, force: bool, title: str | None, template: Path | None
) -> None:
    """Write the basket NAME into FILE, whose ending names the format.

    \b
    .docx    Word: headings, timeline, quotes with citations, promises, sources
    .html    the same as one web page without scripts, that prints to A4
    .xlsx    Excel: the evidence log, with sheets for the rest
    .csv     the evidence log alone
    .md      Markdown

    Every quote is checked once more; one that is not verified stays in, and is flagged. "minutesearch verify FILE"
    checks the quotes of a .docx, .html or .md again. The same basket and archive give the same bytes.
    """  # noqa: D301 - click takes the backspace for "keep these lines as they are"
    from dataclasses import replace

    from minutesearch.present import export as room

    room.check(to, force=force, template=template)
    archive = archive_of(ctx)
    _refuse_own(archive.root, to)
    board = archive.storyboard(name)
    if not board.evidence:
        click.echo(f"The basket {safe_line(name)} is empty: nothing was written.", err=True)
        click.echo(f"To put something in: minutesearch basket add {safe_line(name)} --query WORDS", err=True)
        ctx.exit(NOTHING_FOUND)
    if title is not None:
        board = replace(board, title=title)
    room.export(board, to, force=force, template=template)
    meetings = len({each.item.meeting for each in board.evidence})
    click.echo(
        f"Wrote {safe_line(str(to))}: {count(len(board.evidence), 'quote')} from {count(meetings, 'meeting')}, "
        f"{count(len(board.sources), 'source')}, {count(len(board.promises), 'open promise')}."
    )
    if bad := [str(each.n) for each in board.evidence if each.verdict.result != "exact"]:
        which = f"{count(len(bad), 'quote')} (number{'s' if len(bad) > 1 else ''} {listed(bad, 12)})"
        click.echo(f"NOT VERIFIED: {which}; the file says so at each.", err=True)
    if board.gaps:
        click.echo(f"No minutes in the archive for {count(len(board.gaps), 'meeting')}; the file names them.", err=True)
    ctx.exit(FOUND)


def _refuse_own(root: Path, to: Path) -> None:
    """Nothing is written among the minutes, nor into what the archive keeps."""
    place = to.resolve()
    for folder in (CORPUS, INDEX, NOTEBOOK):
        if place.is_relative_to((root / folder).resolve()):
            raise UsageError(
                f"{to} lies in the archive's {folder}/, where no export is written.", "Name a file in another folder."
            )
