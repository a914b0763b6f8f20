"""``query`` and ``trace``: find every mention of an issue, and follow it from meeting to meeting."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from minutesearch.errors import FOUND, NOTHING_FOUND
from minutesearch.model import SavedSearch
from minutesearch.present.cli.options import (
    archive_of,
    completed,
    completed_words,
    filtered,
    filters_of,
    on_pipe,
    paper_of,
    print_json,
    print_lines,
    printed,
)
from minutesearch.present.cli.saving import asked_to_save, kept_or_typed, saving
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from minutesearch.model import Results
    from minutesearch.present.output.paint import Paper

_WORDS = {"ignore_unknown_options": True}
"""Lets ``-word`` through as a part of the query: it means "without". ``--word`` is still an option's mistake."""


def _joined(words: tuple[str, ...]) -> str:
    for word in words:
        if word.startswith("--") and len(word) > 2:
            raise click.UsageError(
                f"There is no option {word.split('=')[0]}. To search for it, put it in quotes: '\"{word}\"'"
            )
    return " ".join(words)


@click.command(context_settings=_WORDS)
@click.argument("words", nargs=-1, shell_complete=completed_words)
@filtered
@click.option(
    "--topic",
    metavar="ID",
    help="Sections tagged with a topic (minutesearch topics lists them).",
    shell_complete=completed("topic"),
)
@click.option(
    "--kind", metavar="KIND", help="Sections that hold a statement of a kind.", shell_complete=completed("kind")
)
@click.option("--title", metavar="WORDS", help="Words of the section's title.")
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="Hits to show; 0 shows all.")
@click.option("--sort", type=click.Choice(["relevance", "date", "-date"]), default="relevance", show_default=True)
@click.option("--no-expand", is_flag=True, help="Only what is typed: no other names, spellings or related words.")
@click.option("--explain", is_flag=True, help="Show what was understood, added and corrected, and why.")
@click.option("--facets", is_flag=True, help="Count all hits by body, meeting, topic and kind.")
@click.option("--complete", is_flag=True, help="List how the last word of the query may go on, and search nothing.")
@saving
@printed("json", "jsonl", "csv", "plain")
@click.pass_context
def query(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    /,
    *,
    words: tuple[str, ...],
    form: str | None,
    limit: int,
    sort: str,
    no_expand: bool,
    explain: bool,
    facets: bool,
    complete: bool,
    **given: str | None,
) -> None:
    """Search the minutes.

    \b
    personal budgets          both words; a known name also finds its other names
    '"personal budgets"'      that phrase
    'autism OR adhd -school'  or, without
    'budget*'  '"a * pilot"'  a beginning; any one word in between
    topic:hyms  title:governance  since:2021-03  date:2021-05-11

    With filters and no words it lists what they select. "-" reads one query a line from stdin.
    """  # noqa: D301 - click takes the backspace for "keep these lines as they are"
    archive = archive_of(ctx)
    if complete:
        endings = archive.complete(_joined(words))
        click.echo("".join(f"{safe_line(ending)}\n" for ending in endings), nl=False)
        ctx.exit(FOUND if endings else NOTHING_FOUND)
    filters = filters_of(**given)
    if asked_to_save(ctx):
        meant = kept_or_typed(ctx, archive, SavedSearch("", _joined(words), filters, "", not no_expand))
        words, filters, no_expand = (meant.query,), meant.filters, not meant.expand
    asked = [line.rstrip("\n") for line in sys.stdin] if words == ("-",) else [_joined(words)]
    found = False
    for each in asked:
        told = explain or facets
        answer = archive.search(each, filters, limit=limit, sort=sort, expand=not no_expand, details=told)
        answer = replace(answer, understanding=None) if told and not explain else answer
        answer = replace(answer, facets=None) if told and not facets else answer
        found = found or bool(answer.total)
        _print_results(ctx, answer, form, many=len(asked) > 1)
    ctx.exit(FOUND if found else NOTHING_FOUND)


def _print_results(ctx: click.Context, answer: Results, form: str | None, *, many: bool) -> None:
    """Print an answer; what was understood comes before it, what its hits share behind it."""
    if form == "json":
        from minutesearch.present.output import as_json

        (print_lines([as_json.results(answer)]) if many else print_json(as_json.results(answer)))
    elif form == "jsonl":
        from minutesearch.present.output import as_json

        print_lines(as_json.hit(h) for h in answer.hits)
    elif form == "csv":
        from minutesearch.present.output import as_rows

        click.echo(as_rows.csv_text(as_rows.CITED_HITS, as_rows.cited_hits(answer.hits)), nl=False)
    elif on_pipe(form):
        from minutesearch.present.output import as_rows

        click.echo(as_rows.tab_separated(as_rows.hits(answer.hits)), nl=False)
    else:
        from minutesearch.present.output import as_text

        paper = paper_of(ctx, form)
        click.echo(_beside(answer, paper, before=True) + as_text.results(answer, paper), nl=False, color=True)
        click.echo(_beside(answer, paper, before=False), nl=False, color=True)
        return
    if form is None:
        # On a pipe the hits are for a program; what a person asked to be told goes where narration goes.
        told = _beside(answer, paper_of(ctx, "plain"), before=True) + _beside(
            answer, paper_of(ctx, "plain"), before=False
        )
        click.echo(told, nl=False, err=True)
    _narrate(answer.why_empty, answer.corrected, answer.suggestions)
    if answer.total > len(answer.hits):
        click.echo(f"{len(answer.hits)} of {answer.total} sections; all of them: --limit 0", err=True)


def _beside(answer: Results, paper: Paper, *, before: bool) -> str:
    """What was understood (before the hits), or what they share (behind them), where it was asked for."""
    if answer.understanding is None and answer.facets is None:
        return ""
    from minutesearch.present.output import asked_as_text

    lines = asked_as_text.understanding(answer, paper) if before else asked_as_text.facets(answer, paper)
    return "".join(f"{line}\n" for line in lines)


def _narrate(why: str | None, corrected: tuple[str, str] | None, suggestions: tuple[str, ...]) -> None:
    """What a person should know beside the answer goes to stderr, out of the way of programs."""
    if corrected:
        click.echo(safe_line(f"Nothing for “{corrected[0]}”; answered for “{corrected[1]}”."), err=True)
    if why:
        tries = f" Try: {' · '.join(suggestions)}" if suggestions else ""
        click.echo(safe_line(why + tries), err=True)


@click.command(context_settings=_WORDS, short_help="Follow an issue from meeting to meeting.")
@click.argument("issue", nargs=-1, required=True)
@filtered
@printed("json", "csv", "plain")
@click.pass_context
def trace(ctx: click.Context, /, *, issue: tuple[str, ...], form: str | None, **given: str | None) -> None:
    """Follow an issue: every meeting in order, silent and missing ones too, with the sentences that carry it."""
    archive = archive_of(ctx)
    story = archive.trace(_joined(issue), filters_of(**given))
    if form == "json":
        from minutesearch.present.output import mined_as_json, verdicts_as_json

        print_json(verdicts_as_json.with_citations(mined_as_json.trace(story), archive.citations))
        _narrate(story.why_empty, story.corrected, story.suggestions)
    elif form == "csv" or on_pipe(form):
        from minutesearch.present.output import as_rows

        if form:
            text = as_rows.csv_text(as_rows.CITED_TRACE, as_rows.cited_trace(story))
        else:
            text = as_rows.tab_separated(as_rows.trace(story))
        click.echo(text, nl=False)
        _narrate(story.why_empty, story.corrected, story.suggestions)
    else:
        from minutesearch.present.output import trace_as_text

        click.echo(trace_as_text.trace(story, paper_of(ctx, form)), nl=False, color=True)
    ctx.exit(FOUND if story.mentions else NOTHING_FOUND)
