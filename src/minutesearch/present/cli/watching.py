"""``new`` and ``matrix``: what has come since the last look, and what the minutes are silent on."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutesearch.errors import FOUND, NOTHING_FOUND, USAGE, IndexLocked, NoRequirements
from minutesearch.present.cli.options import (
    IsoDate,
    archive_of,
    filtered,
    filters_of,
    on_pipe,
    paper_of,
    print_json,
    printed,
)
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minutesearch.archive import Archive
    from minutesearch.model import News


def _rows(form: str | None, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows as CSV with their head where that was asked for, else as lines for a pipe."""
    from minutesearch.present.output import as_rows

    click.echo(as_rows.csv_text(columns, rows) if form else as_rows.tab_separated(rows), nl=False)


def _person() -> str:
    """Who looks: the login, or the number of a user who has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


@click.command(short_help="What has come since you last looked.")
@click.option("--since", type=IsoDate(), metavar="DATE", help="What was ingested on that day or later, seen or not.")
@click.option("--keep", is_flag=True, help="Do not mark as seen: the same is new next time.")
@click.option("--limit", type=click.IntRange(min=0), default=50, show_default=True, help="Sections to list; 0 is all.")
@click.option("--list", "listing", is_flag=True, help="Instead: the saved searches.")
@click.option("--forget", metavar="NAME", help="Instead: take a saved search away.")
@printed("json", "csv", "plain")
@click.pass_context
def new(
    ctx: click.Context,
    /,
    *,
    since: str | None,
    keep: bool,
    limit: int,
    listing: bool,
    forget: str | None,
    form: str | None,
) -> None:
    """Show the sections that came, or changed, since you last looked: by saved search, by topic, and by meeting.

    Save a search with: query WORDS --save NAME. What you have seen is kept in notebook/seen/, for each person.
    Exits 0 where something is new, 1 where nothing is (and at the first look).
    """
    archive = archive_of(ctx)
    if listing or forget is not None:
        if (listing and forget is not None) or since or keep:
            raise click.UsageError("--list and --forget each stand alone.")
        _forget(archive, forget) if forget is not None else _list(ctx, archive, form)
        return
    told = archive.news(_person(), since)
    if form == "json":
        from minutesearch.present.output import watch_as_json

        print_json(watch_as_json.news(told))
    elif form == "csv" or on_pipe(form):
        from minutesearch.present.output import watch_as_rows

        _rows(form, watch_as_rows.NEWS_COLUMNS, watch_as_rows.news(told))
        if told.first:
            click.echo("This is the first look: what an ingest adds from now on is new.", err=True)
    else:
        from minutesearch.present.output import news_as_text

        click.echo(news_as_text.news(told, paper_of(ctx, form), limit), nl=False, color=True)
    if since is None and not keep:
        sys.stdout.flush()  # a look that could not be printed to its end is none
        _remember(archive, told)
    ctx.exit(FOUND if told.sections else NOTHING_FOUND)


def _remember(archive: Archive, told: News) -> None:
    try:
        archive.mark_seen(told)
    except OSError as error:
        why = f"the archive cannot be written ({error.strerror or error})"
    except IndexLocked as error:
        why = error.message
    else:
        return
    click.echo(safe_line(f"This look is not remembered, and the same will be new next time: {why}"), err=True)


def _list(ctx: click.Context, archive: Archive, form: str | None) -> None:
    saved = archive.saved_searches()
    if form == "json":
        from minutesearch.present.output import watch_as_json

        print_json(watch_as_json.searches(saved))
    elif form == "csv" or on_pipe(form):
        from minutesearch.present.output import watch_as_rows

        _rows(form, watch_as_rows.SEARCH_COLUMNS, watch_as_rows.searches(saved))
    else:
        from minutesearch.present.output import news_as_text

        click.echo(news_as_text.searches(saved), nl=False)
    ctx.exit(FOUND if saved else NOTHING_FOUND)


def _forget(archive: Archive, name: str) -> None:
    from minutesearch.present.output.as_text import quoted
    from minutesearch.present.output.watch_as_rows import options

    gone = archive.forget_search(name)
    narrowed = options(gone.filters, expand=gone.expand)
    again = f"minutesearch query {quoted(gone.query)} {narrowed}".rstrip()
    click.echo(f"Forgotten. To have it again: {again} --save {quoted(gone.name)}")


@click.command(short_help="Areas of a written statement against every meeting; the empty row is the finding.")
@click.option(
    "--requirements",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The areas; else requirements.toml of the archive.",
)
@filtered
@printed("json", "csv", "plain")
@click.pass_context
def matrix(ctx: click.Context, /, *, requirements: Path | None, form: str | None, **given: str | None) -> None:
    """Hold the minutes against requirements.toml: sections and mentions of every area in every meeting.

    The counts are those that query gives for the area's queries joined by OR. Nothing is corrected or loosened.
    """
    try:
        found = archive_of(ctx).matrix(requirements, filters_of(**given))
    except NoRequirements as error:
        click.echo(safe_line(f"minutesearch: {error.message}"), err=True)
        click.echo(f"{error.hint}\n\n{error.example}", err=True, nl=False)
        ctx.exit(USAGE)
    if form == "json":
        from minutesearch.present.output import watch_as_json

        print_json(watch_as_json.matrix(found))
    elif form == "csv" or on_pipe(form):
        from minutesearch.present.output import matrix_as_text, watch_as_rows

        _rows(form, watch_as_rows.MATRIX_COLUMNS, watch_as_rows.matrix(found))
        click.echo("\n".join(matrix_as_text.findings(found, paper_of(ctx))), err=True)
    else:
        from minutesearch.present.output import matrix_as_text

        click.echo(matrix_as_text.matrix(found, paper_of(ctx, form), linear=form == "plain"), nl=False, color=True)
    ctx.exit(FOUND)
