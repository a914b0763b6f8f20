"""``verify``: is a quote verbatim, and does an exported file still quote what its sources print?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutesearch.errors import FOUND, NOTHING_FOUND, UsageError
from minutesearch.present.cli.options import archive_of, paper_of, print_json, printed

if TYPE_CHECKING:
    from minutesearch.archive import Archive
    from minutesearch.model import Section

_ENDINGS = (".docx", ".html", ".htm", ".md")
_OTHERS = (".xlsx", ".csv", ".pdf", ".doc", ".odt")


@click.command(short_help="Is a quote verbatim? Are those of an exported file?")
@click.argument("words", nargs=-1, required=True, metavar="QUOTE|FILE")
@click.option("--meeting", metavar="ID", help="Look in one meeting only.")
@printed("json", "plain")
@click.pass_context
def verify(ctx: click.Context, /, *, words: tuple[str, ...], meeting: str | None, form: str | None) -> None:
    """Hold a quote, or every quote of an exported file, against the minutes.

    \b
    exact    the same words, figures, capitals and marks; white space apart
    near     nine in ten characters are the same; what differs is shown
    absent   neither; the nearest passage is shown
    stale    of a file: the source has changed, and does not hold it any more

    A FILE ends in .docx, .html or .md. "-" reads the quote from stdin. Exits 0 only where all is exact.
    """  # noqa: D301 - click takes the backspace for "keep these lines as they are"
    file = _file_named(words)
    archive = archive_of(ctx)
    if file is not None:
        if meeting:
            raise UsageError("--meeting goes with a quote, not with a file.", "Leave it out.")
        ctx.exit(_verify_file(ctx, archive, file, form))
    quote = sys.stdin.read() if words == ("-",) else " ".join(words)
    found = archive.verify(quote, meeting=meeting)
    if form == "json":
        from minutesearch.present.output import verdicts_as_json

        print_json(verdicts_as_json.quote(found))
    else:
        from minutesearch.present.output import verdicts_as_text

        section = _section(archive, found.citation.section) if found.citation else None
        click.echo(verdicts_as_text.verdict(found, section, paper_of(ctx, form)), nl=False, color=True)
    ctx.exit(FOUND if found.result == "exact" else NOTHING_FOUND)


def _file_named(words: tuple[str, ...]) -> Path | None:
    """The file that is meant, if one is: one argument that ends as such files do, or is one of another kind.

    Raises:
        UsageError: there is none of that name, or it is of a kind that holds no quotes which could be told.
    """
    if len(words) != 1:
        return None
    ending = Path(words[0]).suffix.lower()
    if ending in _ENDINGS:
        path = Path(words[0])
        if not path.is_file():
            raise UsageError(
                f"There is no file {words[0]!r}.", "To check those words as a quote, put more of it there."
            )
        return path
    if ending in _OTHERS and Path(words[0]).is_file():
        raise UsageError(
            f"The quotes of a {ending} file cannot be checked.", "Export the basket as .docx, .html or .md."
        )
    return None


def _verify_file(ctx: click.Context, archive: Archive, file: Path, form: str | None) -> int:
    found = archive.verify_file(file)
    if form == "json":
        from minutesearch.present.output import verdicts_as_json

        print_json(verdicts_as_json.file(found))
    else:
        from minutesearch.present.output import verdicts_as_text

        ids = {v.citation.section for v in found.quotes if v.citation}
        sections = {id: section for id in ids if (section := _section(archive, id))}
        click.echo(verdicts_as_text.file(found, sections, paper_of(ctx, form)), nl=False, color=True)
    whole = found.count("exact") == len(found.quotes) and not found.unquoted
    return FOUND if whole else NOTHING_FOUND


def _section(archive: Archive, id: str) -> Section | None:
    """A section that is cited; one that was read from a changed source may not be on the record."""
    try:
        return archive.section(id)
    except UsageError:
        return None
