"""Which body, topic or kind of statement a person means by what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.errors import UsageError
from minutesearch.model import STATEMENT_KINDS, StatementKind
from minutesearch.text import fold_title, stem_words

if TYPE_CHECKING:
    from minutesearch.store import Records


def body_named(records: Records, value: str) -> str:
    """The body of that name, slug or printed name, or the only one whose name has all of the words.

    Raises:
        UsageError: none or several are meant.
    """
    bodies = records.bodies()
    wanted = fold_title(value)
    for name, (slug, printed) in bodies.items():
        if wanted in {fold_title(name), fold_title(slug), *map(fold_title, printed)}:
            return name
    like = [name for name in bodies if set(wanted.split()) <= set(fold_title(name).split())] if wanted else []
    if len(like) == 1:
        return like[0]
    said = f"{value!r} may be several bodies." if like else f"No body of this archive is called {value!r}."
    raise UsageError(said, f"The archive has: {', '.join(like or bodies) or 'none yet'}.")


def topic_named(records: Records, value: str) -> str:
    """The id of the concept of that id or name.

    Raises:
        UsageError: there is none.
    """
    if records.has_concept(value):
        return value
    named = records.concepts_named(" ".join(stem_words(value)))
    if named:
        return named[0][0]
    from difflib import get_close_matches

    near = get_close_matches(value.lower(), [c.id for c in records.concepts()], 3, 0.5)
    said = f"Did you mean {' or '.join(near)}? " if near else ""
    raise UsageError(f"There is no topic {value!r}.", f"{said}All of them: minutesearch topics")


def kind_named(value: str) -> StatementKind:
    """The kind of statement of that name, in the singular or the plural.

    Raises:
        UsageError: there is none.
    """
    wanted = value.strip().lower()
    for kind in STATEMENT_KINDS:
        if wanted in {kind, f"{kind}s"}:
            return kind
    raise UsageError(f"There is no kind of statement {value!r}.", f"Kinds: {', '.join(STATEMENT_KINDS)}")
