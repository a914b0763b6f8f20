"""Text as it is printed, without what typesetting left in it.

Typos, quotes and capitals are never touched: what is kept is quoted as evidence later.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from minutesearch.model import Block, BlockKind

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u00ad\ufffe\ufeff\u2060\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
BULLETS = "•●○■□▪▫◦‣⁃·∙➢➤►▶✓✔❖◆◇⚫⚬\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
# Symbol fonts put their bullets into the private use area.
_BULLET = re.compile(rf"^[{BULLETS}\ue000-\uf8ff]\s*|^[-–—*]\s+|^o\s+(?=[A-Z])")


_WIN_ANSI_UNUSED = frozenset({0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D})


def sign_of(code: int, encoding: Mapping[int, str]) -> str | None:
    """The sign that a code of a one-byte font prints although its encoding gives it no name, or None.

    In WinAnsiEncoding every unused code prints a bullet (ISO 32000-1, annex D.2, note 3); programs that write PDF make
    use of it.

    Args:
        code: the byte in the page's text.
        encoding: the font's codes with their characters; it is WinAnsi if its curly quote and bullet stand where only
            that encoding has them.
    """
    win_ansi = encoding.get(0x92) == "\u2019" and encoding.get(0x95) == "\u2022"
    return "•" if win_ansi and code in _WIN_ANSI_UNUSED else None


class Run(NamedTuple):
    """A stretch of text in one weight."""

    text: str
    bold: bool


class Line(NamedTuple):
    """Clean text with the two cues of weight: leading bold characters, and the share of bold ones."""

    text: str
    lead: int
    bold: float


def clean(text: str, *, compatible: bool = False) -> str:
    """A text in composed form (compatibility forms resolved for glyphs of a PDF), white space single, no invisibles."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC" if compatible else "NFC", _INVISIBLE.sub("", text))
    return _SPACE.sub(" ", _CONTROL.sub(" ", text)).strip()


def weigh(runs: Iterable[Run], *, compatible: bool = False) -> Line:
    """Join runs to one clean line and measure its weight.

    Args:
        runs: stretches in reading order; white space at their edges counts as it stands.
        compatible: resolve compatibility forms (ligatures), as for a PDF.

    Returns:
        The line. A run of white space is not bold or plain: it never ends a bold lead.
    """
    parts: list[str] = []
    lead = length = heavy = letters = 0
    leading = True
    space = False
    for run in runs:
        text = run.text
        if not text.isascii():
            text = unicodedata.normalize("NFKC" if compatible else "NFC", _INVISIBLE.sub("", text))
        text = _SPACE.sub(" ", _CONTROL.sub(" ", text))
        core = text.strip()
        if not core:
            space = space or bool(text)
            continue
        if parts and (space or text[0] == " "):
            parts.append(" ")
            length += 1
        parts.append(core)
        count = len(core) - core.count(" ")
        letters += count
        length += len(core)
        if run.bold:
            heavy += count
            if leading:
                lead = length
        else:
            leading = False
        space = text[-1] == " "
    return Line("".join(parts), lead, heavy / letters if letters else 0.0)


def unbulleted(line: Line) -> tuple[Line, bool]:
    """A line without its bullet, and whether it had one."""
    match = _BULLET.match(line.text)
    if not match or match.end() == len(line.text):
        return line, False
    cut = match.end()
    return Line(line.text[cut:], max(0, line.lead - cut), line.bold), True


def block(
    line: Line,
    kind: BlockKind,
    *,
    level: int = 0,
    x: float = 0.0,
    line_number: int | None = None,
    anchor: str | None = None,
    page: int | None = None,
    size: float = 0.0,
) -> Block:
    """A block from a weighed line."""
    return Block(
        text=line.text,
        kind=kind,
        level=level,
        bold=round(line.bold, 3),
        lead=line.lead,
        size=size,
        x=x,
        page=page,
        line=line_number,
        anchor=anchor,
    )
