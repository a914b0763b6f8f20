"""``show`` and ``coverage``: read a section or a meeting in full, and see what the archive holds and lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from minutesearch.errors import FOUND, NOTHING_FOUND, UsageError
from minutesearch.present.cli.options import archive_of, paper_of, print_json, printed
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from minutesearch.archive import Archive
    from minutesearch.model import Promise

_PROMISE = re.compile(r"p-[0-9a-f]{8}(?:-\d+)?")


@click.command(short_help="Read a section, a meeting or a promise in full.")
@click.argument("id")
@click.option(
    "--context",
    type=click.IntRange(min=1),
    is_flag=False,
    flag_value=1,
    metavar="[N]",
    help="The section with the N before and after it in its meeting; 1 where no number is given.",
)
@click.option("--open", "opening", is_flag=True, help="Open the published file at the page.")
@printed("json", "plain")
@click.pass_context
def show(ctx: click.Context, /, *, id: str, context: int | None, opening: bool, form: str | None) -> None:
    """Print a section (send-board:2021-09-14/2), a whole meeting (send-board:2021-09-14) or a promise (p-339c5567).

    Under a section stand its decisions, promises and figures, each with the rule that told it.
    """
    archive = archive_of(ctx)
    if context is not None and "/" not in id:
        raise UsageError("--context goes with the id of a section.", "A meeting is shown whole without it.")
    if opening:
        _open(archive, id)
    elif _PROMISE.fullmatch(id):
        _show_promise(ctx, archive, id, form)
    elif form == "json":
        _print_sections(archive, id, context)
    elif "/" in id:
        from minutesearch.present.output import reading_as_text

        section = archive.section(id)
        status = archive.meeting(section.meeting)[0].status
        around = archive.around(id, context) if context else (section,)
        text = reading_as_text.section(section, status, archive.statements([id]), around, paper_of(ctx, form))
        click.echo(text, nl=False, color=True)
    else:
        from minutesearch.present.output import as_text

        click.echo(as_text.meeting(*archive.meeting(id), paper_of(ctx, form)), nl=False, color=True)


def _print_sections(archive: Archive, id: str, context: int | None) -> None:
    from minutesearch.present.output import as_json, mined_as_json, verdicts_as_json

    if "/" in id:
        sections = archive.around(id, context) if context else (archive.section(id),)
    else:
        sections = archive.meeting(id)[1]
    ids = [s.id for s in sections]
    cited = archive.citations(ids)
    told = mined_as_json.by_section(archive.statements(ids), sections)
    rows = [
        as_json.section(s) | {"citation": verdicts_as_json.citation(cited[s.id]), "statements": told.get(s.id, [])}
        for s in sections
    ]
    print_json(as_json.envelope(show=rows))


def _promise_of(archive: Archive, id: str) -> Promise:
    found = next((promise for promise in archive.promises() if promise.id == id), None)
    if found is None:
        raise UsageError(f"There is no promise {id!r}.", "Type: minutesearch promises")
    return found


def _show_promise(ctx: click.Context, archive: Archive, id: str, form: str | None) -> None:
    found = _promise_of(archive, id)
    if form == "json":
        from minutesearch.present.output import mined_as_json, verdicts_as_json

        print_json(verdicts_as_json.with_citations(mined_as_json.promises([found]), archive.citations))
    else:
        from minutesearch.present.output import trace_as_text

        click.echo(trace_as_text.promise(found, paper_of(ctx, form)), nl=False, color=True)


def _open(archive: Archive, id: str) -> None:
    """Open what is shown where it was published, and say where that is: a browser may not be there, or not find it."""
    from minutesearch.present.opening import address_of, open_at
    from minutesearch.present.wording import place

    if _PROMISE.fullmatch(id):
        where = _promise_of(archive, id).place
    else:
        where = (archive.section(id) if "/" in id else archive.meeting(id)[1][0]).places[0]
    file, same = archive.source_file(where)
    click.echo(safe_line(place(where)))
    click.echo(safe_line(address_of(file, where.page)))
    if not same:
        click.echo(
            "The file has changed since the index was made: minutesearch ingest brings that up to date.", err=True
        )
    if open_at(file, where.page):
        click.echo("Opened in the browser.", err=True)
    else:
        click.echo("No browser could be opened from here; open the file by hand.", err=True)


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
