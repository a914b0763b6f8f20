"""The reading room: a published file becomes blocks, and blocks become meetings with their sections.

:func:`read` and :func:`segment` work in this process and are meant for the child (:mod:`minutesearch.parse.worker`)
and for tests; everything else goes through :class:`minutesearch.parse.reader.Reader`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from minutesearch.errors import SourceError
from minutesearch.parse.limits import Limits

if TYPE_CHECKING:
    from minutesearch.model import Document, Explanation, Record
    from minutesearch.parse.ocr.recognise import Recogniser

__all__ = ["VERSION", "Limits", "explain", "read", "segment"]

VERSION = "html/2 pdf/4 docx/2 text/2 picture/1 segment/3"
"""Names everything that shapes a section; a test holds it equal to the parsers' own versions."""


def read(
    path: Path,
    limits: Limits | None = None,
    counted: Callable[[int], None] | None = None,
    recogniser: Recogniser | None = None,
) -> Document:
    """Read a file in this process.

    Args:
        path: a regular file.
        limits: pages, letters and sizes that end the reading.
        counted: told the number of a PDF's pages before they are read, so that its time can be set.
        recogniser: what recognises the text of pages that are pictures; without it they are named and not read.

    Raises:
        SourceError: where it cannot be read, with the reason and what to do.
    """
    from minutesearch.parse import sniff

    limits = limits or Limits()
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            # Asking for more than there is would set so much memory aside.
            content = file.read(min(size, limits.size) + 1)
    except OSError as error:
        raise SourceError(f"the file cannot be opened: {error.strerror or error}") from error
    if len(content) > limits.size:
        raise limits.too_large()
    media_type = sniff.sniff(content)
    if media_type == sniff.HTML:
        from minutesearch.parse.formats import html

        return html.parse(content)
    if media_type == sniff.PDF:
        from minutesearch.parse.pdf import document as pdf

        return pdf.parse(content, limits, counted, reader=limits.pdf, recogniser=recogniser)
    if media_type == sniff.DOCX:
        from minutesearch.parse.formats import docx

        return docx.parse(content, limits)
    if media_type in sniff.PICTURES:
        from minutesearch.parse.ocr import recognise

        return recognise.parse(content, media_type, limits, recogniser)
    from minutesearch.parse.formats import text

    return text.parse(content, media_type)


def segment(document: Document, *, path: str) -> list[Record]:
    """Cut a document into meetings and sections; see :func:`minutesearch.parse.sections.segmenter.segment`."""
    from minutesearch.parse.sections.segmenter import segment as cut

    return cut(document, path=path)


def explain(document: Document, *, path: str) -> Explanation:
    """Tell how a document is cut; see :func:`minutesearch.parse.sections.explanation.explain`."""
    from minutesearch.parse.sections.explanation import explain as told

    return told(document, path=path)
