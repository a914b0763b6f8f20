"""``basket``: evidence picked for storyboards, in several named baskets."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

import click

from minutesearch.errors import FOUND, NOTHING_FOUND
from minutesearch.model import SHOWS, Said
from minutesearch.present.cli.options import (
    archive_of,
    filtered,
    filters_of,
    on_pipe,
    paper_of,
    print_json,
    printed,
)
from minutesearch.present.wording import count
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from minutesearch.model import Addition, BasketItem


class _Baskets(click.Group):
    """The group ``basket``: its commands stand in the order in which they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            from difflib import get_close_matches

            from minutesearch.present.output.as_text import quoted

            near = get_close_matches(args[0], list(self.commands), 1)
            see = f"minutesearch basket list {quoted(' '.join(args))}"
            hint = f"Did you mean {near[0]!r}?" if near else f"To see a basket: {see}"
            raise click.UsageError(f"{safe_line(args[0])!r} is no command of basket. {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Baskets, short_help="Evidence picked for storyboards, in named baskets.")
def basket() -> None:
    """Pick evidence into named baskets: quotes with where they stand, in an order of your own.

    A basket is a file, notebook/baskets/NAME.toml. Each time it is listed, every quote is checked again.
    """


def described(command: Callable[..., None]) -> Callable[..., None]:
    """What may be said of evidence, given to the command as ``said``."""

    @wraps(command)
    def with_said(
        *arguments: object,
        heading: str | None,
        shows: str | None,
        counter: bool | None,
        note: str | None,
        **given: object,
    ) -> None:
        chosen = next((known for known in SHOWS if known == shows), None)
        command(*arguments, said=Said(heading, "" if shows == "none" else chosen, counter, note), **given)

    options = [
        click.option("--heading", metavar="TEXT", help="The weakness or workstream it belongs under."),
        click.option("--shows", type=click.Choice([*SHOWS, "none"]), help="What it is evidence of."),
        click.option("--counter/--no-counter", default=None, help="It is counter-evidence, or is none after all."),
        click.option("--note", metavar="TEXT", help="Anything else, for whoever reads it later."),
    ]
    decorated: Callable[..., None] = with_said
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


# -- putting in ---------------------------------------------------------------------------------------------


@basket.command(short_help="Put in every hit of a search, or a quote of a section.")
@click.argument("name")
@click.option("--query", metavar="WORDS", help="Every hit of this search: the sentence that carries it.")
@click.option("--section", metavar="ID", help="A quote of this section; its first sentence, if no --quote says which.")
@click.option("--quote", metavar="TEXT", help="With --section: the words, as the minutes print them.")
@described
@filtered
@click.option("--topic", metavar="ID", help="With --query: sections tagged with a topic.")
@click.option("--kind", metavar="KIND", help="With --query: sentences that are a statement of a kind.")
@click.option("--title", metavar="WORDS", help="With --query: words of the section's title.")
@click.option("--no-expand", is_flag=True, help="With --query: no other names or spellings.")
@click.pass_context
def add(
    ctx: click.Context, /, *, name: str, query: str | None, section: str | None, quote: str | None, said: Said,
    no_expand: bool, **given: str | None,
) -> None:  # fmt: skip
    """Put evidence into the basket NAME, which is made if it is not there.

    \b
    basket add 'key worker' --query 'key worker pilot' --shows action
    basket add 'key worker' --section send-board:2021-09-14/2 --quote 'There are six key workers'

    A quote must stand in its section word for word; " […] " in it stands for what you leave out. A quote that is in
    the basket already is not put in twice.
    """  # noqa: D301 - click takes the backspace for "keep these lines as they are"
    filters = filters_of(**given)
    if (section is None) == (query is None):
        raise click.UsageError("Say what to add: --query WORDS or --section ID, one of them.", ctx)
    if query is not None and quote is not None:
        raise click.UsageError("--quote goes with --section: a search finds its own sentences.", ctx)
    if section is not None and (filters or no_expand):
        raise click.UsageError("--section names one section: filters and --no-expand go with --query.", ctx)
    archive = archive_of(ctx)
    if section is not None:
        done = archive.add_quote(name, section, quote, said)
    else:
        done = archive.add_found(name, query or "", filters, said, expand=not no_expand)
    _print_addition(ctx, done)


def _print_addition(ctx: click.Context, done: Addition) -> None:
    from minutesearch.present.output import basket_as_text

    if done.results and not done.results.total:
        from minutesearch.present.output import as_text

        click.echo(as_text.results(done.results, paper_of(ctx)), nl=False, color=True)
        click.echo("Nothing was added.", err=True)
        ctx.exit(NOTHING_FOUND)
    click.echo(basket_as_text.addition(done, paper_of(ctx)), nl=False, color=True)
    ctx.exit(FOUND)


# -- looking ------------------------------------------------------------------------------------------------


@basket.command("list", short_help="What is in the baskets, each quote checked again.")
@click.argument("name", nargs=-1)
@printed("json", "csv", "plain")
@click.pass_context
def listed(ctx: click.Context, /, *, name: tuple[str, ...], form: str | None) -> None:
    """List the baskets, or what is in the basket NAME; every quote is held against its source again."""
    archive = archive_of(ctx)
    chosen = [archive.basket(" ".join(name))] if name else list(archive.baskets())
    rows = [(each, archive.evidence(each)) for each in chosen] if chosen else []
    if form == "json":
        from minutesearch.present.output import basket_as_json

        print_json(basket_as_json.baskets(rows))
    elif form == "csv" or on_pipe(form):
        from minutesearch.present.output import as_rows, basket_as_rows

        lines = basket_as_rows.evidence(rows)
        text = as_rows.csv_text(basket_as_rows.COLUMNS, lines) if form else as_rows.tab_separated(lines)
        click.echo(text, nl=False)
    elif name:
        from minutesearch.present.output import basket_as_text

        (each, found), *_ = rows
        bodies = {e.body for e in found}
        gaps = [gap for b in archive.coverage().bodies if b.body in bodies for gap in b.gaps] if found else []
        text = basket_as_text.basket(each, found, gaps, paper_of(ctx, form), full=form == "plain")
        click.echo(text, nl=False, color=True)
    else:
        from minutesearch.present.output import basket_as_text

        click.echo(basket_as_text.baskets(rows, paper_of(ctx, form)), nl=False, color=True)
    ctx.exit(FOUND if any(found for _, found in rows) else NOTHING_FOUND)


# -- changing -----------------------------------------------------------------------------------------------


@basket.command(short_help="Write a note on a piece of evidence.")
@click.argument("name")
@click.argument("number", type=int, metavar="N")
@click.argument("text", nargs=-1, metavar="TEXT")
@click.pass_context
def note(ctx: click.Context, /, *, name: str, number: int, text: tuple[str, ...]) -> None:
    """Write a note on item N of the basket NAME, over the one it has; with no TEXT, take the note away."""
    changed = archive_of(ctx).describe_evidence(name, [number], Said(note=" ".join(text)))
    _print_items(ctx, changed.name, [(number, changed.items[number - 1])])


@basket.command("set", short_help="Say what evidence shows, and what it belongs under.")
@click.argument("name")
@click.argument("numbers", type=int, nargs=-1, required=True, metavar="N…")
@described
@click.pass_context
def set_(ctx: click.Context, /, *, name: str, numbers: tuple[int, ...], said: Said) -> None:
    """Say of items of the basket NAME what they show, what heading they belong under, or that they count against.

    What is not said stays. An empty --heading '' and --shows none take back what was said.
    """
    if said == Said():
        raise click.UsageError("Say what to set: --heading, --shows, --counter, --no-counter or --note.", ctx)
    changed = archive_of(ctx).describe_evidence(name, numbers, said)
    _print_items(ctx, changed.name, [(n, changed.items[n - 1]) for n in sorted(set(numbers))])


@basket.command(short_help="Put a piece of evidence at another place.")
@click.argument("name")
@click.argument("number", type=int, metavar="N")
@click.argument("to", type=int)
@click.pass_context
def move(ctx: click.Context, /, *, name: str, number: int, to: int) -> None:
    """Put item N of the basket NAME at the place TO; a place beyond the last is the last."""
    changed = archive_of(ctx).move_evidence(name, number, to)
    _print_items(ctx, changed.name, list(enumerate(changed.items, 1)))


@basket.command(short_help="Take evidence out.")
@click.argument("name")
@click.argument("numbers", type=int, nargs=-1, required=True, metavar="N…")
@click.pass_context
def remove(ctx: click.Context, /, *, name: str, numbers: tuple[int, ...]) -> None:
    """Take items out of the basket NAME, by their numbers; the others move up."""
    gone = archive_of(ctx).remove_evidence(name, numbers)
    click.echo(f"Taken out: {count(len(gone), 'item')}.")
    _print_items(ctx, name, list(zip(sorted(set(numbers)), gone, strict=True)))


@basket.command(short_help="Give a basket another name.")
@click.argument("name")
@click.argument("new")
@click.pass_context
def rename(ctx: click.Context, /, *, name: str, new: str) -> None:
    """Give the basket NAME the name NEW."""
    changed = archive_of(ctx).rename_basket(name, new)
    click.echo(f"It is now called {safe_line(changed.name)!r}.")


@basket.command(short_help="Take a whole basket away.")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Also one that is not empty.")
@click.pass_context
def delete(ctx: click.Context, /, *, name: str, yes: bool) -> None:
    """Take the basket NAME away. Its file is kept in notebook/baskets/.deleted/."""
    from minutesearch.present.output.as_text import quoted

    archive = archive_of(ctx)
    held = archive.basket(name)
    if held.items and not yes:
        raise click.UsageError(
            f"{safe_line(held.name)!r} has {count(len(held.items), 'item')}. To take it away all the same, add --yes.",
            ctx,
        )
    kept = archive.delete_basket(name)
    click.echo(f"{safe_line(held.name)!r} is taken away; its file is {safe_line(str(kept.relative_to(archive.root)))}.")
    click.echo(f"To bring it back: minutesearch basket undo {quoted(name)}", err=True)


@basket.command(short_help="Take back the last change of a basket.")
@click.argument("name")
@click.pass_context
def undo(ctx: click.Context, /, *, name: str) -> None:
    """Take back the last change of the basket NAME; a second undo makes it again. A deleted basket is brought back."""
    back = archive_of(ctx).undo_basket(name)
    if back is None:
        click.echo("There is no change to take back.", err=True)
        ctx.exit(NOTHING_FOUND)
    click.echo(f"{safe_line(back.name)!r} is as it was before: {count(len(back.items), 'item')}.")


def _print_items(ctx: click.Context, name: str, rows: list[tuple[int, BasketItem]]) -> None:
    from minutesearch.present.output import basket_as_text
    from minutesearch.present.output.as_text import quoted

    click.echo(basket_as_text.items(rows, paper_of(ctx)), nl=False, color=True)
    click.echo(f"To take it back: minutesearch basket undo {quoted(name)}", err=True)
