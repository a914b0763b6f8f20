"""Documents and records as JSON and back: the child's answers to the parent, and the cache of what was read.

What comes back may come from a damaged cache or a subverted child, so every value is looked at before it is believed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from minutesearch.model import (
    Block,
    BlockKind,
    BlockRole,
    Document,
    ExplainedBlock,
    ExplainedFamily,
    Explanation,
    MeetingKind,
    Passage,
    Record,
)

_KINDS = frozenset(get_args(BlockKind))
_RECORDS = frozenset(get_args(MeetingKind))
_ROLES = frozenset(get_args(BlockRole))
_FIELDS = ("text", "kind", "level", "bold", "lead", "size", "x", "page", "line", "anchor", "ocr")
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


def document_to_json(document: Document) -> dict[str, Any]:
    """A document as plain JSON values; blocks are rows in the order of the fields of ``Block``."""
    return {
        "media_type": document.media_type,
        "parser": document.parser,
        "title": document.title,
        "pages": document.pages,
        "remarks": list(document.remarks),
        "unread": list(document.unread),
        "recogniser": document.recogniser,
        "linked": document.linked,
        "blocks": [[getattr(block, name) for name in _FIELDS] for block in document.blocks],
    }


def document_from_json(value: Mapping[str, Any]) -> Document:
    """The document that :func:`document_to_json` wrote.

    Raises:
        ValueError: where the value has another shape.
    """
    try:
        return Document(
            media_type=str(value["media_type"]),
            parser=str(value["parser"]),
            title=str(value["title"]),
            blocks=tuple(_block(row) for row in value["blocks"]),
            pages=int(value["pages"]),
            remarks=tuple(str(remark) for remark in value["remarks"]),
            unread=tuple(_whole(page) for page in value["unread"]),
            recogniser=None if value["recogniser"] is None else str(value["recogniser"]),
            linked=float(value["linked"]),
        )
    except (KeyError, TypeError, IndexError, OverflowError) as error:
        raise ValueError(f"no document: {error}") from error


def _block(row: list[Any]) -> Block:
    text, kind, level, bold, lead, size, x, page, line, anchor, ocr = row
    if not isinstance(text, str) or kind not in _KINDS:
        raise ValueError("no block")
    return Block(
        text=text,
        kind=kind,
        level=int(level),
        bold=float(bold),
        lead=int(lead),
        size=float(size),
        x=float(x),
        page=None if page is None else int(page),
        line=None if line is None else int(line),
        anchor=None if anchor is None else str(anchor),
        ocr=_flag(ocr),
    )


def record_to_json(record: Record) -> list[Any]:
    """A record as a row in the order of the fields of ``Record``, its passages as rows of ``Passage``."""
    return [
        record.body,
        record.date,
        record.date_inferred,
        record.type,
        record.kind,
        record.draft,
        record.next_date,
        [_passage_row(passage) for passage in record.passages],
    ]


def _passage_row(passage: Passage) -> list[Any]:
    return [
        passage.ordinal,
        passage.number,
        passage.title,
        passage.title_generated,
        passage.parent,
        passage.text,
        list(passage.list_items),
        passage.page,
        passage.line,
        passage.ocr,
    ]


def record_from_json(row: list[Any]) -> Record:
    """The record that :func:`record_to_json` wrote.

    Raises:
        ValueError: where the row has another shape.
    """
    try:
        body, date, inferred, type_, kind, draft, next_date, passages = row
        if kind not in _RECORDS:
            raise ValueError("no kind of record")
        return Record(
            body=_text(body),
            date=_date(date),
            date_inferred=_flag(inferred),
            type=_text(type_),
            kind=kind,
            draft=_flag(draft),
            next_date=None if next_date is None else _date(next_date),
            passages=tuple(_passage(passage) for passage in passages),
        )
    except TypeError as error:
        raise ValueError(f"no record: {error}") from error


def _passage(row: list[Any]) -> Passage:
    ordinal, number, title, generated, parent, text, items, page, line, ocr = row
    return Passage(
        ordinal=_whole(ordinal),
        number=_text(number),
        title=_text(title),
        title_generated=_flag(generated),
        parent=None if parent is None else _whole(parent),
        text=_text(text),
        list_items=tuple(_text(item) for item in items),
        page=None if page is None else _whole(page),
        line=None if line is None else _whole(line),
        ocr=_flag(ocr),
    )


def explanation_to_json(explanation: Explanation) -> dict[str, Any]:
    """An explanation as plain JSON values."""
    return {
        "document": document_to_json(explanation.document),
        "families": [[f.name, f.members, f.cover, f.bodied, f.score, f.chosen] for f in explanation.families],
        "blocks": [
            [[getattr(each.block, name) for name in _FIELDS], each.role, each.why] for each in explanation.blocks
        ],
        "records": [record_to_json(record) for record in explanation.records],
        "refused": explanation.refused,
    }


def explanation_from_json(value: Mapping[str, Any]) -> Explanation:
    """The explanation that :func:`explanation_to_json` wrote.

    Raises:
        ValueError: where the value has another shape.
    """
    try:
        return Explanation(
            document_from_json(value["document"]),
            tuple(
                ExplainedFamily(_text(name), _whole(members), float(cover), float(bodied), float(score), _flag(chosen))
                for name, members, cover, bodied, score, chosen in value["families"]
            ),
            tuple(ExplainedBlock(_block(row), _role(role), _text(why)) for row, role, why in value["blocks"]),
            tuple(record_from_json(row) for row in value["records"]),
            None if value["refused"] is None else _text(value["refused"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"no explanation: {error}") from error


def _role(value: Any) -> Any:
    if value not in _ROLES:
        raise ValueError("no role of a block")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _date(value: Any) -> str:
    if not _DATE.fullmatch(_text(value)):
        raise ValueError("no date")
    return str(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("no yes or no")
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("no whole number")
    return value
