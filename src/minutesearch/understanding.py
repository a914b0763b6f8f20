"""What a person asks, understood: words parsed, bodies and topics found, periods set, the archive's names let in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.errors import QueryError, UsageError
from minutesearch.expand import Meaning
from minutesearch.expand import expand as let_names_join
from minutesearch.model import Filters, Meeting
from minutesearch.naming import body_named, kind_named, topic_named
from minutesearch.query import (
    And,
    Dates,
    Everything,
    Key,
    Node,
    Not,
    Or,
    Term,
    all_of,
    first_day,
    last_day,
    overlaps,
    parse,
    unparse,
)
from minutesearch.text import stem_words

if TYPE_CHECKING:
    from minutesearch.store import Records


class Question(NamedTuple):
    """A query as understood: the tree with filters resolved, what the engine is asked beside it, what was added.

    ``fields`` are the periods and the body that were typed as fields of all of the query; they are part of ``where``.
    ``where`` holds the period and the body, whether they were given as filters or typed as fields.
    ``whole_meetings`` tells that every section of the meetings in ``where`` was asked: a title, a topic or a field
    under OR or NOT asks only some, and a meeting that does not answer then cannot be called silent.
    """

    tree: Node
    meaning: Meaning
    fields: tuple[Node, ...]
    where: Filters
    expanded: bool
    whole_meetings: bool

    @property
    def understood(self) -> str:
        """The query as it was understood, in its own language."""
        return unparse(all_of([self.tree, *self.fields]))


def understand(records: Records, words: str, filters: Filters, *, expand: bool = True) -> Question:
    """Parse a query, resolve its topics and bodies, and let the archive's names join.

    Raises:
        QueryError: the words are no query.
        UsageError: a filter names what the archive does not have, or nothing was asked.
    """
    typed = parse(words)
    if typed is None and not filters:
        raise UsageError("There is nothing to search for.", 'Type words: minutesearch query "key worker"')
    tree, fields, where = _lifted(
        Everything() if typed is None else _resolved(records, typed, words), _where(records, filters)
    )
    meaning = let_names_join(tree, records) if expand else Meaning(tree, (), (), (), whole=False)
    parts: list[Node] = [meaning.tree]
    if filters.title:
        in_title = [Term(stem, stem, "title") for stem in stem_words(filters.title)]
        if not in_title:
            raise UsageError(f"--title {filters.title!r} holds no word.", "Write: --title governance")
        parts = [*(part for part in parts if not isinstance(part, Everything)), *in_title]
    whole = not (filters.title or filters.topic or _narrowed(tree))
    return Question(all_of(parts), meaning, fields, where, expand, whole)


def _lifted(tree: Node, where: Filters) -> tuple[Node, tuple[Node, ...], Filters]:
    """The tree without the periods and the body that all of it is under; these; and the filters with them."""
    kept: list[Node] = []
    fields: list[Node] = []
    for part in tree.parts if isinstance(tree, And) else (tree,):
        if isinstance(part, Dates):
            since = max(filter(None, (where.since, part.since and first_day(part.since))), default=None)
            until = min(filter(None, (where.until, part.until and last_day(part.until))), default=None)
            where = replace(where, since=since, until=until)
            fields.append(part)
        elif isinstance(part, Key) and part.name == "body" and where.body in {None, part.value}:
            where = replace(where, body=part.value)
            fields.append(part)
        else:
            kept.append(part)
    return all_of(kept), tuple(fields), where


def _resolved(records: Records, node: Node, words: str) -> Node:
    """The tree with the topics and bodies that it names as ids."""
    if isinstance(node, And | Or):
        return type(node)(tuple(_resolved(records, part, words) for part in node.parts))
    if isinstance(node, Not):
        return Not(_resolved(records, node.part, words))
    if isinstance(node, Key):
        try:
            return Key(node.name, _key(records, node.name, node.value))
        except UsageError as error:
            raise QueryError(error.message, words, max(0, words.find(node.value)), error.hint) from None
    return node


def _where(records: Records, filters: Filters) -> Filters:
    return Filters(
        since=first_day(filters.since) if filters.since else None,
        until=last_day(filters.until) if filters.until else None,
        body=_key(records, "body", filters.body) if filters.body else None,
        topic=_key(records, "topic", filters.topic) if filters.topic else None,
        kind=_key(records, "kind", filters.kind) if filters.kind else None,
    )


def _key(records: Records, name: str, value: str) -> str:
    if name == "body":
        return body_named(records, value)
    if name == "topic":
        return topic_named(records, value)
    return kind_named(value)


def _narrowed(tree: Node) -> bool:
    """Does the tree ask for anything but words of titles and texts?"""
    if isinstance(tree, And | Or):
        return any(map(_narrowed, tree.parts))
    if isinstance(tree, Not):
        return _narrowed(tree.part)
    return isinstance(tree, Key | Dates) or getattr(tree, "field", None) is not None


def in_scope(meeting: Meeting, where: Filters) -> bool:
    """Is a meeting of the body and in the period that a question is about?"""
    return where.body in {None, meeting.body} and overlaps(meeting.date, where.since, where.until)
