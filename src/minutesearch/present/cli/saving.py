"""``query --save`` and ``query --saved``: searches that a person named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from minutesearch.model import SavedSearch
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from minutesearch.archive import Archive
    from minutesearch.present.cli.options import Command

_OPTIONS = ("save", "saved", "force")
_FILTERS = ("since", "until", "body", "topic", "kind", "title")


def saving(command: Command) -> Command:
    """The options that save a search and run one that was saved; :func:`kept_or_typed` reads them."""
    noted: dict[str, Any] = {"expose_value": False, "callback": _noted}  # query has arguments enough
    options = [
        click.option("--save", metavar="NAME", help="Keep this search; minutesearch new watches it.", **noted),
        click.option(
            "--saved", metavar="NAME", help="Run a saved search; filters given here replace its own.", **noted
        ),
        click.option("--force", is_flag=True, help="With --save: replace another search of that name.", **noted),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _noted(ctx: click.Context, param: click.Parameter, value: str | bool | None) -> None:  # noqa: FBT001 - click's
    ctx.meta[f"{__name__}.{param.name}"] = value


def asked_to_save(ctx: click.Context) -> bool:
    """Is a search to be saved, or a saved one to be run?

    Raises:
        UsageError: ``--force`` stands alone.
    """
    save, saved, force = (ctx.meta.get(f"{__name__}.{name}") for name in _OPTIONS)
    if force and save is None:
        raise click.UsageError("--force goes with --save NAME.")
    return save is not None or saved is not None


def kept_or_typed(ctx: click.Context, archive: Archive, typed: SavedSearch) -> SavedSearch:
    """The search that is meant, saved if that was asked for.

    Args:
        ctx: holds what :func:`saving` noted.
        archive: the archive.
        typed: the words and filters that were typed.

    Returns:
        What was typed; or the search that was saved, with the filters that were typed in place of its own.
    """
    save, saved, force = (ctx.meta.get(f"{__name__}.{name}") for name in _OPTIONS)
    if typed.query.strip() == "-":
        raise click.UsageError("Queries from stdin cannot be saved. Name one search: query WORDS --save NAME")
    if saved is not None:
        if typed.query.strip():
            raise click.UsageError("--saved NAME runs the search as it was saved: give no words, or only words.")
        kept = archive.saved_search(saved)
        given = {name: value for name in _FILTERS if (value := getattr(typed.filters, name))}
        typed = replace(kept, filters=replace(kept.filters, **given), expand=kept.expand and typed.expand)
    if save is not None:
        before = archive.save_search(replace(typed, name=save), force=bool(force))
        click.echo(f"Saved as “{safe_line(save)}”; what an ingest adds to it: minutesearch new", err=True)
        if before is not None:
            click.echo(safe_line(f"It replaces: {before.query}"), err=True)
    return typed
