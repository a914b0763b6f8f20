"""Options that several commands share, and what they mean."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from minutesearch.archive import Archive
from minutesearch.model import Filters
from minutesearch.present.output.paint import Paper

Command = TypeVar("Command", bound=Callable[..., Any])


class IsoDate(click.ParamType[str]):
    """A date as people type it (ISO, British or in words), turned into ISO of the same precision."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from minutesearch.errors import MinutesearchError
        from minutesearch.query import parse_date

        try:
            return parse_date(str(value))
        except MinutesearchError as error:
            self.fail(f"{error.message} {error.hint}" if error.hint else error.message, param, ctx)


def completed(field: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """What a shell may offer for an option that takes a topic, a kind or a body."""

    def offer(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:
        del param
        from minutesearch.present.cli import completion

        return completion.offer(field, ctx, begun)

    return offer


def completed_words(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:
    """What a shell may offer for a word of a query."""
    del param
    from minutesearch.present.cli import completion

    return completion.offer_words(ctx, begun)


def filtered(command: Command) -> Command:
    """The filters that ``query`` and ``trace`` share."""
    options = [
        click.option("--since", type=IsoDate(), metavar="DATE", help="Meetings of that day or later."),
        click.option("--until", type=IsoDate(), metavar="DATE", help="Meetings of that day or earlier."),
        click.option(
            "--body",
            metavar="NAME",
            help="One body, where the archive has several.",
            shell_complete=completed("body"),
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def printed(*forms: str) -> Callable[[Command], Command]:
    """The forms of output that a command has: ``json``, ``jsonl``, ``csv``, ``plain``."""
    help_of = {
        "json": "One JSON object.",
        "jsonl": "One JSON object a line.",
        "csv": "CSV for a spreadsheet.",
        "plain": "Plain linear text, in full.",
    }

    def add(command: Command) -> Command:
        for form in reversed(forms):
            command = click.option(f"--{form}", "form", flag_value=form, help=help_of[form])(command)
        return command

    return add


def archive_of(ctx: click.Context, *, create: bool = False) -> Archive:
    """The archive that the command line names."""
    named = ctx.find_root().obj["archive"]
    return Archive.open(Path(named) if named else None, create=create)


def paper_of(ctx: click.Context, form: str | None = None) -> Paper:
    """Colour and width of what stdout is."""
    choice = ctx.find_root().obj["color"]
    terminal = sys.stdout.isatty()
    colour = choice == "always" or (choice == "auto" and terminal and not os.environ.get("NO_COLOR"))
    width = shutil.get_terminal_size((100, 24)).columns if terminal else 100
    return Paper(colour and form != "plain", max(40, min(width, 120)))


def on_pipe(form: str | None) -> bool:
    """Is the output for another program, and in no form of its own?"""
    return form is None and not sys.stdout.isatty()


def filters_of(**given: str | None) -> Filters:
    """The filters that were given."""
    return Filters(**given)


def print_json(content: Any) -> None:
    """Print one JSON object. Everything beyond ASCII is escaped, so no document can command the terminal."""
    import json

    click.echo(json.dumps(content, indent=2 if sys.stdout.isatty() else None))


def print_lines(rows: Any) -> None:
    """Print JSON lines."""
    import json

    for row in rows:
        click.echo(json.dumps(row))
