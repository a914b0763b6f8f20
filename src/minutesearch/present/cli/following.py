"""``changes``, ``promises`` and ``figures``: what moved on an issue, what was promised, what was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from minutesearch.errors import FOUND, NOTHING_FOUND
from minutesearch.model import PROMISE_STATUSES, PromiseFilter, PromiseStatus
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


@click.command(short_help="What is new and gone on an issue between two meetings.")
@click.argument("issue", nargs=-1, required=True)
@click.option("--from", "start", type=IsoDate(), required=True, metavar="DATE", help="The earlier meeting.")
@click.option("--to", "end", type=IsoDate(), required=True, metavar="DATE", help="The later meeting.")
@click.option("--body", metavar="NAME", help="One body, where the archive has several.")
@printed("json", "plain")
@click.pass_context
def changes(
    ctx: click.Context, /, *, issue: tuple[str, ...], start: str, end: str, body: str | None, form: str | None
) -> None:
    """Compare what two meetings say of an issue: new, gone and changed sentences; repeated ones are counted.

    The first meeting on or after --from is compared with the last on or before --to; several bodies each with itself.
    """
    archive = archive_of(ctx)
    found = archive.changes(" ".join(issue), start, end, filters_of(body=body))
    if form == "json":
        from minutesearch.present.output import mined_as_json, verdicts_as_json

        print_json(verdicts_as_json.with_citations(mined_as_json.changes(found), archive.citations))
    else:
        from minutesearch.present.output import trace_as_text

        click.echo(trace_as_text.changes(found, paper_of(ctx, form)), nl=False, color=True)
    ctx.exit(FOUND if found.new or found.gone or found.changed or found.repeated else NOTHING_FOUND)


class _Promises(click.Group):
    """Words behind ``promises`` are no command: say how they narrow the list."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            words = safe_line(" ".join(args))
            if args[0].startswith("p-"):
                raise click.UsageError(f"To look at one promise: minutesearch show {words}", ctx)
            raise click.UsageError(
                f'To narrow the list: --topic "{words}", or --owner. One issue: trace "{words}"', ctx
            )
        return super().resolve_command(ctx, args)


def _status(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A status as people type it: "Kept", "not-evidenced"."""
    del ctx, param
    wanted = " ".join(value.lower().replace("-", " ").split())
    if wanted not in {*PROMISE_STATUSES, "as found"}:
        raise click.BadParameter(f"{value!r} is no status. They are: {', '.join(PROMISE_STATUSES)}, as-found.")
    return wanted


@click.group(cls=_Promises, invoke_without_command=True, short_help="What was promised, and what became of it.")
@click.option("--open", "unanswered", is_flag=True, help="Open, unknown or touched in part: not yet answered.")
@click.option("--overdue", is_flag=True, help="Past their due point, and no answer found in the archive.")
@click.option("--kept", is_flag=True, help="Those that a later meeting reports.")
@click.option("--owner", metavar="NAME", help="Who is to do it, by any words of the name as printed.")
@click.option("--topic", metavar="NAME", help="Of items on a topic, by its id or any name of it.")
@filtered
@printed("json", "csv", "plain")
@click.pass_context
def promises(
    ctx: click.Context,
    /,
    *,
    unanswered: bool,
    overdue: bool,
    kept: bool,
    owner: str | None,
    topic: str | None,
    form: str | None,
    **given: str | None,
) -> None:
    """List actions and commitments with what later minutes show of them.

    \b
    kept            a later passage says that it happened
    partly          a later passage touches it
    moved           a later passage gives a new date, or extends it
    not evidenced   due, and no later meeting in the archive reports it
    unknown         due at a meeting that is not in the archive, or after its last one
    open            no due point is stated, and nothing later

    The archive can only show what its minutes say. "promises mark ID STATUS" overrules what was found.
    An action can be ticked off (a report, a letter); a commitment is anything else that is to come. Of --open,
    --overdue and --kept any one is enough; the other options narrow the list.
    """  # noqa: D301 - click takes the backspace for "keep these lines as they are"
    if ctx.invoked_subcommand:
        return
    statuses: set[PromiseStatus] = set()
    if unanswered:
        statuses |= {"open", "unknown", "partly"}
    if kept:
        statuses.add("kept")
    archive = archive_of(ctx)
    found = archive.promises(PromiseFilter(frozenset(statuses), overdue, owner, topic, **given))
    if form == "json":
        from minutesearch.present.output import mined_as_json, verdicts_as_json

        print_json(verdicts_as_json.with_citations(mined_as_json.promises(found), archive.citations))
    elif form == "csv" or on_pipe(form):
        from minutesearch.present.output import mined_as_rows

        rows = mined_as_rows.cited_promises(found) if form else mined_as_rows.promises(found)
        _print_table(form, mined_as_rows.CITED_PROMISES, rows)
    else:
        from minutesearch.present.output import trace_as_text

        click.echo(trace_as_text.promises(found, paper_of(ctx, form)), nl=False, color=True)
    ctx.exit(FOUND if found else NOTHING_FOUND)


def _print_table(form: str | None, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows as CSV with their head where that was asked for, else as lines for a pipe."""
    from minutesearch.present.output import as_rows

    click.echo(as_rows.csv_text(columns, rows) if form else as_rows.tab_separated(rows), nl=False)


@promises.command(short_help="Say what became of a promise, over what was found.")
@click.argument("id")
@click.argument("status", callback=_status)
@click.option("--note", default="", metavar="TEXT", help="Why, for whoever reads it later.")
@click.pass_context
def mark(ctx: click.Context, /, *, id: str, status: str, note: str) -> None:
    """Overrule the status of a promise: kept, partly, moved, not-evidenced, unknown or open; as-found takes it back.

    It is kept in notebook/promises.toml.
    """
    chosen: PromiseStatus | None = None if status == "as found" else status  # type: ignore[assignment]  # _status saw
    done = archive_of(ctx).mark_promise(id, chosen, note)
    from minutesearch.present.output import trace_as_text

    click.echo(trace_as_text.promise(done, paper_of(ctx)), nl=False, color=True)
    if done.overruled is None:
        click.echo("It stands as it was found.", err=True)
    else:
        click.echo(f"To take it back: minutesearch promises mark {done.id} as-found", err=True)


@click.command(short_help="Who counted what, meeting by meeting.")
@filtered
@click.option("--topic", metavar="NAME", help="Of items on a topic, by its id or any name of it.")
@printed("json", "csv", "plain")
@click.pass_context
def figures(ctx: click.Context, /, *, form: str | None, **given: str | None) -> None:
    """List the figures of the minutes: people, cases, money, time and per cent, each with its sentence."""
    archive = archive_of(ctx)
    found = archive.figures(filters_of(**given))
    if form == "json":
        from minutesearch.present.output import mined_as_json, verdicts_as_json

        print_json(verdicts_as_json.with_citations(mined_as_json.figures(found), archive.citations))
    elif form == "csv" or on_pipe(form):
        from minutesearch.present.output import mined_as_rows

        _print_table(form, mined_as_rows.FIGURE_COLUMNS, mined_as_rows.figures(found))
    else:
        from minutesearch.present.output import trace_as_text

        click.echo(trace_as_text.figures(found, paper_of(ctx, form)), nl=False, color=True)
    ctx.exit(FOUND if found else NOTHING_FOUND)
