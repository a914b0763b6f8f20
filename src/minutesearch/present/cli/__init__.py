"""The command ``minutesearch``: finds the command that was typed, runs it, and turns errors into one line and a code.

Commands live in one small module a group and are imported only when they are typed: a cold ``query`` must not pay
for what ``ingest`` needs.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from minutesearch.errors import NO_INDEX, USAGE, MinutesearchError, QueryError, UsageError
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from types import FrameType

COMMANDS = {
    "query": "finding",
    "trace": "finding",
    "changes": "following",
    "promises": "following",
    "matrix": "watching",
    "new": "watching",
    "figures": "following",
    "verify": "verifying",
    "show": "reading",
    "coverage": "reading",
    "topics": "mined",
    "names": "mined",
    "glossary": "mined",
    "basket": "baskets",
    "export": "exporting",
    "ingest": "keeping",
    "status": "keeping",
    "doctor": "keeping",
    "dump": "keeping",
    "demo": "sample",
}
"""Each command and the module of this package that holds it, in the order in which help lists them."""


_COMPLETE = "_MINUTESEARCH_COMPLETE"
"""Set by the shell's completion, which click writes: ``bash_source`` asks for it, ``bash_complete`` for words."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"minutesearch.present.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], list(COMMANDS), 1)
            hint = (
                f"Did you mean {near[0]!r}?" if near else f"To search for it: minutesearch query {safe_line(args[0])}"
            )
            raise click.UsageError(f"There is no command {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help"], "max_content_width": 100},
    epilog="Start with: minutesearch demo, or minutesearch ingest FILE…, then minutesearch query 'key worker'. "
    'To have the shell complete what you type: eval "$(_MINUTESEARCH_COMPLETE=bash_source minutesearch)" '
    "(zsh_source and fish_source for those shells).",
)
@click.option(
    "--archive", metavar="DIR", help="The archive's folder; else $MINUTESEARCH_ARCHIVE, else the nearest one upwards."
)
@click.option("--debug", is_flag=True, help="Show where an error comes from.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour; NO_COLOR is honoured."
)
@click.version_option(None, "--version", package_name="minutesearch", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, /, *, archive: str | None, debug: bool, color: str) -> None:
    """Search the minutes of public meetings, and trace an issue from meeting to meeting.

    With no command, on a terminal, the terminal UI opens.
    """
    ctx.obj = {"archive": archive, "debug": debug, "color": color}
    if ctx.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            from minutesearch.present.cli.screen import open_screen

            ctx.exit(open_screen(archive))
        click.echo(ctx.get_help())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code.

    Args:
        arguments: what was typed behind ``minutesearch``; None takes the process's own.
    """
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGHUP, _stop)
    if wanted := os.environ.get(_COMPLETE):
        from click.shell_completion import shell_complete

        sys.exit(shell_complete(cli, {}, "minutesearch", _COMPLETE, wanted))
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run the command line; every error becomes one or two lines on stderr and an exit code."""
    try:
        # Not cli.main(): it answers a closed pipe with exit code 1 before we can.
        with cli.make_context("minutesearch", arguments) as ctx:
            cli.invoke(ctx)
        sys.stdout.flush()
        return 0
    except click.exceptions.Exit as done:
        return _flushed(done.exit_code)
    except MinutesearchError as error:
        _say(error)
        if "--debug" in arguments:
            raise
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        return 128 + signal.SIGINT
    except BrokenPipeError:
        return _unread()
    except UnicodeError:
        _say(UsageError("What was typed is no text that can be read (UTF-8 is wanted).", "Type it again."))
        return USAGE
    except OSError as error:
        if "--debug" in arguments:
            raise
        where = f": {error.filename}" if error.filename else ""
        _say(MinutesearchError(f"{error.strerror or error}{where}.", "Mend that, then give the same command again."))
        return NO_INDEX


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _unread()
    return code


def _unread() -> int:
    """The reader has seen enough: say nothing, and see to it that Python says nothing when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _say(error: MinutesearchError) -> None:
    lines = [f"minutesearch: {safe_line(error.message)}"]
    if isinstance(error, QueryError) and error.query.strip():
        lines += _caret(error)
    if error.hint:
        lines.append(safe_line(error.hint))
    click.echo("\n".join(lines), err=True)


def _caret(error: QueryError) -> list[str]:
    """The query with a caret under the fault; of a long one, the part around it."""
    start = max(0, error.position - 50)
    shown = safe_line(error.query[start : start + 100])
    before = len(safe_line(error.query[start : error.position] + "x")) - 1
    return [f"  {shown}", f"  {' ' * before}^"]


def _stop(number: int, frame: FrameType | None) -> None:
    del frame
    raise SystemExit(128 + number)
