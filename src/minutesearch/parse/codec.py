"""A document as JSON and back: the child's answer to the parent, and the cache of what was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from minutesearch.model import Block, BlockKind, Document

_KINDS = frozenset(get_args(BlockKind))
_FIELDS = ("text", "kind", "level", "bold", "lead", "size", "x", "page", "line", "anchor")


def document_to_json(document: Document) -> dict[str, Any]:
    """A document as plain JSON values; blocks are rows in the order of the fields of ``Block``."""
    return {
        "media_type": document.media_type,
        "parser": document.parser,
        "title": document.title,
        "pages": document.pages,
        "remarks": list(document.remarks),
        "blocks": [[getattr(block, name) for name in _FIELDS] for block in document.blocks],
    }


def document_from_json(value: Mapping[str, Any]) -> Document:
    """The document that :func:`document_to_json` wrote.

    Raises:
        ValueError: where the value has another shape (it may come from a damaged cache or a subverted child).
    """
    try:
        return Document(
            media_type=str(value["media_type"]),
            parser=str(value["parser"]),
            title=str(value["title"]),
            blocks=tuple(_block(row) for row in value["blocks"]),
            pages=int(value["pages"]),
            remarks=tuple(str(remark) for remark in value["remarks"]),
        )
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"no document: {error}") from error


def _block(row: list[Any]) -> Block:
    text, kind, level, bold, lead, size, x, page, line, anchor = row
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
    )
