"""``topics`` and ``glossary``: what was mined from the minutes."""

from __future__ import annotations

import click

from minutesearch.errors import FOUND, NOTHING_FOUND
from minutesearch.present.cli.options import archive_of, filtered, filters_of, paper_of, print_json, printed


@click.command(short_help="Topics, services and bodies that are named.")
@filtered
@printed("json", "plain")
@click.pass_context
def topics(ctx: click.Context, /, *, form: str | None, **given: str | None) -> None:
    """List the topics, services and bodies that the minutes name, with their mentions by meeting."""
    archive = archive_of(ctx)
    rows = archive.topics(filters_of(**given))
    if form == "json":
        from minutesearch.present.output import as_json

        print_json(as_json.envelope(topics=[as_json.topic(row) for row in rows]))
    else:
        from minutesearch.present.output import as_text

        click.echo(as_text.topics(rows, archive.meetings(), paper_of(ctx, form)), nl=False, color=True)
    ctx.exit(FOUND if rows else NOTHING_FOUND)


@click.command(short_help="Short forms and what they stand for.")
@printed("json", "plain")
@click.pass_context
def glossary(ctx: click.Context, /, *, form: str | None) -> None:
    """List short forms: what the archive spells out, and what it never does."""
    entries = archive_of(ctx).glossary()
    if form == "json":
        from minutesearch.present.output import as_json

        print_json(as_json.envelope(glossary=[as_json.glossary(e) for e in entries]))
    else:
        from minutesearch.present.output import as_text

        click.echo(as_text.glossary(entries, paper_of(ctx, form)), nl=False, color=True)
    ctx.exit(FOUND if entries else NOTHING_FOUND)
