"""Plain text and Markdown: paragraphs from lines, cues from the mark-up, line numbers from 1."""

from __future__ import annotations

import json
import re
from itertools import pairwise

from minutesearch.errors import SourceError
from minutesearch.model import CELL_BREAK, Block, BlockKind, Document
from minutesearch.parse.formats.inline import LINK, inline, unlinked, without_definitions
from minutesearch.parse.formats.letters import Line, block, clean, unbulleted
from minutesearch.parse.sniff import MARKDOWN, TEXT, decode

NAME = "text"
VERSION = "2"

_ENUMERATOR = re.compile(
    r"^\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+)\s+\S", re.IGNORECASE
)
_UNDERLINE = re.compile(r"^\s{0,3}(=+|-+)\s*$")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*)$")
_RULE = re.compile(r"^\s{0,3}(?:[-*_]\s*){3,}$|^[=~+|.:\s-]{5,}$|^\s{0,3}[-=_~]{2,}\s*$")
_LIST = re.compile(r"^(\s*)(?:[-*+]\s+|(\d{1,3}[.)])\s+)(.*)$")
_FIELD = re.compile(r"^([A-Za-z][A-Za-z _-]{0,30}):\s*(.*)$")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_COMMENT = re.compile(r"<!--(?:[^<]|<(?!!--)){0,2000}?-->")
_TEMPLATE = re.compile(r"\{\{[^{}\n]{0,200}\}\}|\{[=.#:][^{}\n]{0,100}\}")
"""What a wiki fills in, and the attributes of a heading: nothing that was typed to be read."""
_DEFINITION = re.compile(r"^:\s+(?=\S)")
_SCRIPT = re.compile(r"\s*<(script|style)\b", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</(script|style)\s*>", re.IGNORECASE)
_TAGGED_HEADING = re.compile(r"^\s*<h([1-6])(?:\s[^<>]{0,500})?>(.*?)</h[1-6]\s*>\s*$", re.IGNORECASE)
_TITLES = ("title", "name", "meeting")
_SITE = frozenset(("title", "slug", "layout", "tags", "category", "author", "authors", "status", "permalink"))


def parse(content: bytes, media_type: str) -> Document:
    """Read plain text or Markdown.

    Raises:
        SourceError: where there is no text.
    """
    lines = decode(content).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").split("\n")
    lines = _unquoted(lines)
    title, start = ("", 0)
    if media_type == MARKDOWN:
        lines = _unscripted(without_definitions(lines))
        title, front, start = _front_matter(lines)
        blocks = front + _markdown(lines, start)
    else:
        blocks = _plain(lines)
    if not blocks:
        raise SourceError("the file holds no text", "no-text")
    linked = sum(len(match[2]) for match in LINK.finditer("\n".join(lines)))
    letters = sum(len(each.text) for each in blocks)
    share = round(min(1.0, linked / max(letters, 1)), 3) if media_type == MARKDOWN else 0.0
    return Document(media_type, f"{NAME}/{VERSION}", title, tuple(blocks), linked=share)


_QUOTED = re.compile(r"^\s?(?:[|>](?:\s|$)){1,4}")


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without the marks of a quoting e-mail: minutes written between the lines of the agenda.

    A table has its bars inside the line too, so bars count where nearly every line that begins with one has no other.
    """
    for mark in "|>":
        quoted = [line for line in lines if line.lstrip()[:1] == mark and _QUOTED.match(line)]
        if len(quoted) >= 4 and sum(line.count(mark) > 1 for line in quoted) <= 0.1 * len(quoted):
            lines = [_QUOTED.sub("", line) if line.lstrip()[:1] == mark else line for line in lines]
    return lines


# -- plain text ---------------------------------------------------------------------------------------------


def paragraphs(content: str) -> list[Block]:
    """The paragraphs and list items of a text that was typed with line breaks.

    Args:
        content: decoded text.
    """
    return _plain(content.replace("\r\n", "\n").split("\n"))


def _plain(lines: list[str]) -> list[Block]:
    wide = _wrap_width(lines)
    blocks: list[Block] = []
    parts: list[str] = []
    first = indent = before = 0

    def close() -> None:
        nonlocal parts
        if parts:
            line, bulleted = unbulleted(Line(clean(" ".join(parts)), 0, 0.0))
            numbered = indent > 0 and bool(_ENUMERATOR.match(line.text))
            if line.text:
                kind: BlockKind = "item" if bulleted or numbered else "paragraph"
                blocks.append(block(line, kind, x=float(indent), line_number=first))
        parts = []

    for number, raw in enumerate(lines, 1):
        text = raw.rstrip()
        body = clean(text)
        if _RULE.match(body):
            close()
            before = 0
            continue
        fresh = unbulleted(Line(body, 0, 0.0))[1] or bool(_ENUMERATOR.match(body))
        fitted = before + 1 + len(body.split(" ", 1)[0]) <= wide
        if not body or not wide or fresh or (fitted and not body[:1].islower()):
            close()
        if body and not parts:
            first, indent = number, len(text) - len(text.lstrip())
        if body:
            parts.append(body)
        before = len(text)
    close()
    return blocks


def _wrap_width(lines: list[str]) -> int:
    """The column at which a text was wrapped, or 0 where every paragraph is one line.

    Wrapped text gives itself away by long lines that end in the middle of a sentence with the rest below them.
    """
    broken = sorted(
        len(a.rstrip())
        for a, b in pairwise(lines)
        if len(a.rstrip()) > 40 and b.strip()[:1].islower() and a.rstrip()[-1] not in ".:;!?"
    )
    if not broken:
        return 0
    # A web address, or a paragraph that was pasted whole, is longer than the column.
    column = broken[-1 - len(broken) // 10]
    full = sum(len(line.rstrip()) > 0.6 * column for line in lines)
    far = sum(len(line.rstrip()) > _WIDEST for line in lines)
    return column if column <= _WIDEST and far <= max(1, _PASTED * full) and len(broken) >= min(3, 0.15 * full) else 0


_WIDEST = 160
_PASTED = 0.05
"""The share of lines over the widest column that a wrapped text may have."""


# -- Markdown -----------------------------------------------------------------------------------------------


def _front_matter(lines: list[str]) -> tuple[str, list[Block], int]:
    """The title, the remaining fields as blocks, and the line where the text begins."""
    if not lines:
        return "", [], 0
    fenced = lines[0].strip() == "---"
    fields: list[tuple[int, str, str]] = []
    i = 1 if fenced else 0
    while i < len(lines):
        if lines[i].strip() == "---" or (not fenced and not lines[i].strip()):
            i += 1
            break
        match = _FIELD.match(lines[i])
        if match:
            fields.append((i + 1, match[1].strip(), _unescaped(match[2].strip()).strip("\"'")))
        elif not fenced:
            break
        i += 1
    # "Date: …", "Time: …" at the top of a text without a fence are its own words, not a site's.
    if not fenced and (len(fields) < 2 or not any(name.lower() in _SITE for _, name, _ in fields)):
        return "", [], 0
    title = next((clean(value) for _, name, value in fields if name.lower() in _TITLES and value), "")
    # The date of a front matter is that of the page, often years after the meeting: it is left out.
    blocks = [
        block(Line(clean(value), 0, 0.0), "heading", level=1, line_number=n)
        for n, name, value in fields
        if name.lower() in _TITLES and value
    ]
    return title, blocks, i


def _unescaped(value: str) -> str:
    """A value in double quotes as YAML means it, whose escapes are those of JSON but for a few."""
    if value[:1] == '"' == value[-1:] and "\\" in value:
        try:
            return str(json.loads(value))
        except ValueError:
            return value
    return value


def _unscripted(lines: list[str]) -> list[str]:
    """The lines with the scripts and styles emptied that a page's template brought along."""
    kept: list[str] = []
    end = ""
    fenced = False
    ends = [match[1].lower() for line in lines if (match := _SCRIPT_END.search(line))]
    for line in lines:
        fenced ^= not end and bool(_FENCE.match(line))
        match = None if end or fenced else _SCRIPT.match(line)
        if match and match[1].lower() in ends:
            end = match[1].lower()
        closed = _SCRIPT_END.search(line) if end else None
        if closed and closed[1].lower() == end:
            ends.remove(end)
            kept.append(line[closed.end() :])
            end = ""
        else:
            kept.append("" if end else line)
    return kept


class _Page:
    """A Markdown text while it is read: the paragraph or list item that is open, and the blocks so far."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.first = 0
        self.depth = 0
        self.listed = False

    def open(self, text: str, number: int, depth: int, *, listed: bool) -> None:
        """Begin a paragraph or a list item."""
        self.close()
        self.parts, self.first, self.depth, self.listed = [text], number, depth, listed

    def close(self) -> None:
        """Finish what is open; two spaces at a line's end are a typed line break."""
        for piece in unlinked("\n".join(self.parts)).split("  \n"):
            line = inline(piece)
            if line.text:
                kind: BlockKind = "item" if self.listed else "paragraph"
                self.blocks.append(block(line, kind, x=float(self.depth), line_number=self.first))
        self.parts = []

    def heading(self, text: str, level: int, number: int) -> None:
        """A heading of one line."""
        self.close()
        line = inline(text)
        if line.text:
            self.blocks.append(block(line, "heading", level=level, line_number=number))

    def typed(self, text: str, number: int) -> None:
        """A line of a listing, which is printed as it is typed."""
        if line := clean(text):
            self.blocks.append(block(Line(line, 0, 0.0), "paragraph", line_number=number))

    def row(self, text: str, number: int) -> None:
        """A table row."""
        self.close()
        cells = [inline(cell).text for cell in text.strip().strip("|").split("|")]
        joined = CELL_BREAK.join(cell for cell in cells if cell)
        if joined:
            self.blocks.append(block(Line(joined, 0, 0.0), "row", line_number=number))


def _markdown(lines: list[str], start: int) -> list[Block]:
    page = _Page()
    fenced = False
    for number in range(start + 1, len(lines) + 1):
        raw = lines[number - 1].expandtabs(4)
        if not fenced:
            raw = _TEMPLATE.sub("", _COMMENT.sub("", raw))
        if _FENCE.match(raw):
            page.close()
            fenced = not fenced
        elif fenced and raw.strip():
            page.typed(raw, number)
        elif raw.strip():
            _markdown_line(page, re.sub(r"^\s{0,3}>[>\s]{0,20}", "", raw), number)
        else:
            page.close()
    page.close()
    return page.blocks


def _is_table_rule(text: str) -> bool:
    return "---" in text and not text.strip("|:+- \t")


def _markdown_line(page: _Page, text: str, number: int) -> None:
    heading = _HEADING.match(text)
    tagged = _TAGGED_HEADING.match(text)
    underline = _UNDERLINE.match(text) if page.parts and not page.listed else None
    item = _LIST.match(text)
    typed = text.strip() + ("  " if text.endswith("  ") else "")
    if heading:
        page.heading(heading[2].rstrip().rstrip("#"), len(heading[1]), number)
    elif tagged:
        page.heading(tagged[2], int(tagged[1]), number)
    elif underline:
        title, page.parts = " ".join(page.parts), []
        page.heading(title, 1 if "=" in underline[1] else 2, page.first)
    elif _is_table_rule(text) or _RULE.match(text):
        page.close()
    elif text.lstrip().startswith("|"):
        page.row(text, number)
    elif _DEFINITION.match(text):
        page.open(_DEFINITION.sub("", text), number, 0, listed=False)
    elif item:
        page.open((item[2] + " " if item[2] else "") + item[3], number, len(item[1]) // 2, listed=True)
    elif page.parts:
        page.parts.append(typed)
    else:
        # A paragraph that is indented under a list item goes on with it, but is no item of its own.
        page.open(typed, number, (len(text) - len(text.lstrip())) // 2, listed=False)


__all__ = ["MARKDOWN", "NAME", "TEXT", "VERSION", "parse"]
