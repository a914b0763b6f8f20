"""``topics accept``, ``topics merge`` and ``topics drop``: a person's corrections, written into ``topics.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from minutesearch.errors import FOUND
from minutesearch.model import TOPIC_KINDS, Filters, Wish
from minutesearch.present.cli.options import archive_of
from minutesearch.present.wording import count
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from minutesearch.archive import Archive
    from minutesearch.model import Correction

later = click.option("--later", is_flag=True, help="Only write it down; the next ingest tags by it.")


class Topics(click.Group):
    """The group ``topics``: its corrections stand in the order in which they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The corrections as they were added."""
        del ctx
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The correction that is meant; a topic alone is none."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            said = safe_line(args[0])
            raise click.UsageError(f"{said!r} is no command of topics. To follow it: minutesearch trace {said}", ctx)
        return super().resolve_command(ctx, args)


@click.command(short_help="Make a proposal, or words of your own, a topic.")
@click.argument("words", nargs=-1, required=True, metavar="ID|WORDS")
@click.option("--id", metavar="ID", help="The topic's id; one that exists gets one more name.")
@click.option("--kind", type=click.Choice(TOPIC_KINDS), help="What it is; a topic unless said.")
@click.option("--label", metavar="WORDS", help="How it is shown.")
@click.option("--under", metavar="TOPIC", help="A broader topic: each name of this one is a sign of that one.")
@later
@click.pass_context
def accept(
    ctx: click.Context, /, *, words: tuple[str, ...], later: bool, id: str | None, kind: str | None, label: str | None,
    under: str | None,
) -> None:  # fmt: skip
    """Make a proposal (by its id), or any words that the minutes print, a topic.

    For example: minutesearch topics accept 'dog bins' --kind service
    """
    archive = archive_of(ctx)
    _done(ctx, archive, archive.accept_topic(" ".join(words), Wish(id, kind, label, under)), later=later)


@click.command(short_help="Say that two are the same thing.")
@click.argument("kept")
@click.argument("other")
@later
@click.pass_context
def merge(ctx: click.Context, /, *, kept: str, other: str, later: bool) -> None:
    """Say that two are the same thing: KEPT stays, and OTHER becomes a name of it.

    Each is the id or a name of a topic or a proposal, or words in quotes.
    """
    archive = archive_of(ctx)
    _done(ctx, archive, archive.merge_topics(kept, other), later=later)


@click.command(short_help="Say that something is no topic here.")
@click.argument("words", nargs=-1, required=True, metavar="ID|WORDS")
@later
@click.pass_context
def drop(ctx: click.Context, /, *, words: tuple[str, ...], later: bool) -> None:
    """Say that something is no topic here: a topic is not tagged any more, a proposal not made again."""
    archive = archive_of(ctx)
    _done(ctx, archive, archive.drop_topic(" ".join(words)), later=later)


def _done(ctx: click.Context, archive: Archive, done: Correction, *, later: bool) -> None:
    """Say what was written, and tag by it."""
    from minutesearch.present.output import mined_as_text

    click.echo(mined_as_text.correction(done), nl=False)
    if later or not done.lines:
        if later:
            click.echo("It takes effect with: minutesearch ingest")
        ctx.exit(FOUND)
    report = archive.ingest()
    for remark in report.remarks:
        click.echo(safe_line(remark), err=True)
    named = archive.topics(Filters(topic=done.topic)) if done.topic else ()
    for row in named:
        click.echo(f"Named {count(row.mentions, 'time')} in {count(len(row.by_meeting), 'meeting')}: {row.concept.id}")
    ctx.exit(FOUND)
