"""What a shell offers for the values of options, and for a half-typed query: asked of the archive, silent on any fault.

Click calls this when a shell asks it to complete a line, never when a command runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.errors import MinutesearchError

if TYPE_CHECKING:
    import click

    from minutesearch.archive import Archive


def offer(name: str, ctx: click.Context, begun: str) -> list[str]:
    """Values of a field that begin as typed.

    Args:
        name: ``topic``, ``kind`` or ``body``.
        ctx: the context that names the archive.
        begun: what is typed so far.
    """
    archive = _archive(ctx)
    try:
        values = archive.field_values(name) if archive else []
    except MinutesearchError:
        return []
    return [value for value in values if value.lower().startswith(begun.lower())]


def offer_words(ctx: click.Context, begun: str) -> list[str]:
    """Words of the archive that the last word of a query may become."""
    archive = _archive(ctx)
    try:
        return archive.complete(begun) if archive and begun else []
    except MinutesearchError:
        return []


def _archive(ctx: click.Context) -> Archive | None:
    from pathlib import Path

    from minutesearch.archive import Archive

    named = ctx.find_root().params.get("archive")
    try:
        return Archive.open(Path(named) if named else None)
    except MinutesearchError:
        return None
