"""A quote in pieces: the words of the minutes, and between them the tool's own marks."""

from __future__ import annotations

from collections.abc import Sequence

from minutesearch.model import CUT
from minutesearch.present.export.nouns import SIC, Piece
from minutesearch.text import safe_line, safe_text


def pieces(quote: str, misprints: Sequence[tuple[int, int, str]] = ()) -> tuple[Piece, ...]:
    """Take a quote apart.

    Args:
        quote: the quote as it is kept; :data:`minutesearch.model.CUT` stands where something was left out.
        misprints: places in it, as (start, end, right spelling), where the minutes are misprinted.

    Returns:
        Its verbatim parts, safe to show, with a mark behind each misprint and in each cut.
    """
    ends = sorted({end for start, end, _ in misprints if 0 <= start < end <= len(quote)})
    found: list[Piece] = []
    start = 0
    for part in quote.split(CUT):
        if start:
            found.append(Piece("cut", CUT))
        stop, at = start + len(part), start
        for end in ends:
            if at < end <= stop:
                found += [Piece("verbatim", safe_text(quote[at:end])), Piece("sic", SIC)]
                at = end
        if at < stop:
            found.append(Piece("verbatim", safe_text(quote[at:stop])))
        start = stop + len(CUT)
    return tuple(piece for piece in found if piece.text)


def spelt(quote: str, misprints: Sequence[tuple[int, int, str]]) -> tuple[tuple[str, str], ...]:
    """Each misprint of a quote as (printed, right spelling)."""
    return tuple((safe_line(quote[start:end]), safe_line(right)) for start, end, right in misprints)


def first_words(quote: str, most: int = 60) -> str:
    """The beginning of a quote, ended between words, for a heading."""
    said = safe_line(quote)
    if len(said) <= most:
        return said
    cut = said.rfind(" ", 0, most)
    return said[: cut if cut > most // 2 else most].rstrip(" ,;:(") + "\u00a0…"
