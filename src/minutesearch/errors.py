"""One error tree, and what each kind of error exits with.

Every error says what happened, why, and (``hint``) what to type next. Nothing else in the package chooses an
exit code.
"""

from __future__ import annotations

FOUND = 0
NOTHING_FOUND = 1
USAGE = 2
SOURCES_UNREAD = 3
NO_INDEX = 4


class MinutesearchError(Exception):
    """The root of all errors that are ours.

    Args:
        message: what happened and why, one sentence.
        hint: what to do next, one sentence or a command.
    """

    exit_code = USAGE

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(MinutesearchError):
    """A command was given something it cannot use: an option, a date, an id, a path."""


class ConfigError(MinutesearchError):
    """``minutesearch.toml`` or ``topics.toml`` cannot be used as it stands."""


class QueryError(MinutesearchError):
    """What was typed is no query.

    Args:
        message: what is wrong.
        query: the query as typed.
        position: character offset of the fault in ``query``, for the caret.
        hint: how to write it instead.
        unfinished: True where more typing could mend it (an open quote or bracket), so that a screen which searches
            as you type can wait.
    """

    def __init__(
        self, message: str, query: str, position: int, hint: str | None = None, *, unfinished: bool = False
    ) -> None:
        super().__init__(message, hint)
        self.query = query
        self.position = position
        self.unfinished = unfinished


class NoRequirements(UsageError):
    """There is no ``requirements.toml`` yet; ``example`` is one to begin with."""

    def __init__(self, message: str, hint: str, example: str) -> None:
        super().__init__(message, hint)
        self.example = example


class KeptQueryError(QueryError, ConfigError):
    """A query that is kept in a file is none; the message says in which file and where."""


class SourceError(MinutesearchError):
    """A source could not be read; the run goes on without it.

    Args:
        message: the reason, one line.
        state: the state that the source gets.
        hint: what a person can do about it.
    """

    exit_code = SOURCES_UNREAD

    def __init__(self, message: str, state: str = "quarantined", hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.state = state


class NoArchive(MinutesearchError):
    """No archive was found, or it holds nothing yet."""

    exit_code = NO_INDEX


class IndexMissing(MinutesearchError):
    """There is no index yet."""

    exit_code = NO_INDEX


class IndexDamaged(MinutesearchError):
    """The index cannot be trusted; ``corpus/`` is untouched and ``ingest`` makes a new one."""

    exit_code = NO_INDEX


class IndexLocked(MinutesearchError):
    """Another process is writing the index."""

    exit_code = NO_INDEX
