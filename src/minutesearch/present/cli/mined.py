"""``topics``, ``names`` and ``glossary``: what was mined from the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from minutesearch.errors import FOUND, NOTHING_FOUND
from minutesearch.present.cli.correcting import Topics, accept, drop, merge
from minutesearch.present.cli.options import archive_of, filtered, filters_of, paper_of, print_json, printed

if TYPE_CHECKING:
    from minutesearch.archive import Archive
    from minutesearch.model import Filters


@click.group(
    cls=Topics, invoke_without_command=True, short_help="Topics, services and bodies that are named; correct them."
)
@filtered
@click.option("--proposed", is_flag=True, help="What may be a topic and is none yet, the most useful first.")
@click.option("--trend", is_flag=True, help="What rises and falls, marks a period, comes up together.")
@click.option("--meeting", metavar="ID|DATE", help="With --trend: one meeting against the others.")
@printed("json", "plain")
@click.pass_context
def topics(
    ctx: click.Context,
    /,
    *,
    form: str | None,
    proposed: bool,
    trend: bool,
    meeting: str | None,
    **given: str | None,
) -> None:
    """List the topics, services and bodies that the minutes name, with their mentions by meeting.

    A command behind it corrects them: each correction is written into topics.toml, and tagged at once.
    """
    if ctx.invoked_subcommand is not None:
        return
    archive = archive_of(ctx)
    if proposed:
        _proposed(ctx, archive, form)
    if trend:
        _trends(ctx, archive, filters_of(**given), meeting, form)
    if meeting:
        raise click.UsageError("--meeting goes with --trend.", ctx)
    rows = archive.topics(filters_of(**given))
    if form == "json":
        from minutesearch.present.output import as_json

        print_json(as_json.envelope(topics=[as_json.topic(row) for row in rows]))
    else:
        from minutesearch.present.output import as_text

        click.echo(
            as_text.topics(rows, archive.meetings(filters_of(**given)), paper_of(ctx, form)), nl=False, color=True
        )
    ctx.exit(FOUND if rows else NOTHING_FOUND)


def _trends(ctx: click.Context, archive: Archive, filters: Filters, meeting: str | None, form: str | None) -> NoReturn:
    """Print ``topics --trend`` and exit."""
    found = archive.trends(filters, meeting)
    if form == "json":
        from minutesearch.present.output import trends_as_json

        print_json(trends_as_json.trends(found))
    else:
        from minutesearch.present.output import trends_as_text

        paper = paper_of(ctx, form)
        click.echo(trends_as_text.trends(found, paper, full=form == "plain"), nl=False, color=True)
    ctx.exit(FOUND if found.topics or found.words else NOTHING_FOUND)


@click.command(short_help="Organisations, services, roles and places.")
@filtered
@printed("json", "plain")
@click.pass_context
def names(ctx: click.Context, /, *, form: str | None, **given: str | None) -> None:
    """List the organisations, services, roles and places that the minutes name, with their mentions by meeting."""
    archive = archive_of(ctx)
    rows = archive.names(filters_of(**given))
    if form == "json":
        from minutesearch.present.output import as_json

        print_json(as_json.envelope(names=[as_json.name(row) for row in rows]))
    else:
        from minutesearch.present.output import names_as_text

        held = archive.meetings(filters_of(**given))
        click.echo(names_as_text.names(rows, held, paper_of(ctx, form), full=form == "plain"), nl=False, color=True)
    ctx.exit(FOUND if rows else NOTHING_FOUND)


topics.add_command(accept)
topics.add_command(merge)
topics.add_command(drop)


def _proposed(ctx: click.Context, archive: Archive, form: str | None) -> None:
    """List the proposals, and say how one is accepted."""
    rows, total = archive.proposals()
    if form == "json":
        from minutesearch.present.output import as_json

        print_json(as_json.envelope(topics=[], proposed=[as_json.proposal(row) for row in rows], total=total))
    else:
        from minutesearch.present.output import mined_as_text

        click.echo(mined_as_text.proposals(rows, total, paper_of(ctx, form)), nl=False, color=True)
    ctx.exit(FOUND if rows else NOTHING_FOUND)


@click.command(short_help="Short forms and what they stand for.")
@printed("json", "plain")
@click.pass_context
def glossary(ctx: click.Context, /, *, form: str | None) -> None:
    """List short forms: what the archive spells out, what it never does, and where it does not agree with itself."""
    archive = archive_of(ctx)
    entries, conflicts = archive.glossary(), archive.conflicts()
    if form == "json":
        from minutesearch.present.output import as_json

        listed = [as_json.glossary(e) for e in entries]
        print_json(as_json.envelope(glossary=listed, **as_json.conflicts(conflicts)))
    else:
        from minutesearch.present.output import mined_as_text

        click.echo(mined_as_text.glossary(entries, conflicts, paper_of(ctx, form)), nl=False, color=True)
    ctx.exit(FOUND if entries else NOTHING_FOUND)
