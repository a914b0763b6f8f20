"""``show`` and ``coverage``: read a section or a meeting in full, and see what the archive holds and lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from minutesearch.errors import FOUND, NOTHING_FOUND, UsageError
from minutesearch.present.cli.options import archive_of, paper_of, print_json, printed

if TYPE_CHECKING:
    from minutesearch.archive import Archive

_PROMISE = re.compile(r"p-[0-9a-f]{8}(?:-\d+)?")


@click.command(short_help="Read a section, a meeting or a promise in full.")
@click.argument("id")
@printed("json", "plain")
@click.pass_context
def show(ctx: click.Context, /, *, id: str, form: str | None) -> None:
    """Print a section (send-board:2021-09-14/2), a whole meeting (send-board:2021-09-14) or a promise (p-339c5567).

    Under a section stand its decisions, promises and figures, each with the rule that told it.
    """
    archive = archive_of(ctx)
    if _PROMISE.fullmatch(id):
        _show_promise(ctx, archive, id, form)
        return
    if "/" in id:
        sections = [archive.section(id)]
        meeting = archive.meeting(sections[0].meeting)[0]
    else:
        meeting, held = archive.meeting(id)
        sections = list(held)
    if form == "json":
        from minutesearch.present.output import as_json, mined_as_json

        told = mined_as_json.by_section(archive.statements([s.id for s in sections]), sections)
        print_json(as_json.envelope(show=[as_json.section(s) | {"statements": told.get(s.id, [])} for s in sections]))
        return
    from minutesearch.present.output import as_text

    paper = paper_of(ctx, form)
    if "/" in id:
        text = as_text.section(sections[0], meeting.status, archive.statements([id]), paper)
    else:
        text = as_text.meeting(meeting, sections, paper)
    click.echo(text, nl=False, color=True)


def _show_promise(ctx: click.Context, archive: Archive, id: str, form: str | None) -> None:
    found = [promise for promise in archive.promises() if promise.id == id]
    if not found:
        raise UsageError(f"There is no promise {id!r}.", "Type: minutesearch promises")
    if form == "json":
        from minutesearch.present.output import mined_as_json

        print_json(mined_as_json.promises(found))
    else:
        from minutesearch.present.output import trace_as_text

        click.echo(trace_as_text.promise(found[0], paper_of(ctx, form)), nl=False, color=True)


@click.command(short_help="Meetings held, meetings missing, files not read.")
@click.option("--body", metavar="NAME", help="One body, where the archive has several.")
@printed("json", "plain")
@click.pass_context
def coverage(ctx: click.Context, /, *, body: str | None, form: str | None) -> None:
    """List meetings held, meetings missing and how we know, and sources that could not be read."""
    found = archive_of(ctx).coverage(body)
    if form == "json":
        from minutesearch.present.output import as_json

        print_json(as_json.coverage(found))
    else:
        from minutesearch.present.output import as_text

        click.echo(as_text.coverage(found, paper_of(ctx, form)), nl=False, color=True)
    ctx.exit(FOUND if found.bodies else NOTHING_FOUND)
