"""PDF files: letters become printed lines, lines become rows, rows become paragraphs, items and table rows.

pdfminer.six in the one configuration that kept 156 of 157 known section heads on a line of their own
(``all_texts``, ``boxes_flow=None``, figures walked), which also keeps a page of 10,000 scattered words from taking
minutes. How lines are put together is in :mod:`minutesearch.parse.paragraphs`.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTAnno, LTChar, LTFigure, LTImage, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont, PDFSimpleFont
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from minutesearch.errors import SourceError
from minutesearch.model import Document
from minutesearch.parse.letters import Run, sign_of, weigh
from minutesearch.parse.limits import Limits
from minutesearch.parse.paragraphs import blocks_of
from minutesearch.parse.rows import Printed
from minutesearch.parse.sniff import PDF

NAME = "pdf"
VERSION = "2"

# It warns of every font without a bounding box; what matters comes back as an error or as missing text.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_BOLD = re.compile(r"bold|black|heavy|demi(?!tal)|semibd|extrabd", re.IGNORECASE)
_UNMAPPED = "\ufffd"
_SMALLEST = 3.5
"""Points: nobody can read smaller print; it is left over from drawing programs or meant to be hidden."""
_LEAST_LETTERS = 20
"""A document with fewer readable letters than this holds no text, only marks."""


def parse(content: bytes, limits: Limits, counted: Callable[[int], None] | None = None) -> Document:
    """Read a PDF.

    Args:
        content: the file's bytes.
        limits: pages and letters a page.
        counted: told the number of pages before the first is read.

    Raises:
        SourceError: where it is protected, damaged, over a limit, or holds no text.
    """
    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
        pages = _pages(document, limits)
    except PDFPasswordIncorrect as error:
        raise SourceError("the PDF is protected by a password", hint="Ask the publisher for an open copy.") from error
    except PDFEncryptionError as error:
        raise SourceError(
            "the PDF is encrypted in a way that cannot be opened", hint="Ask the publisher for an open copy."
        ) from error
    except (SourceError, MemoryError, RecursionError):
        raise
    except Exception as error:
        # pdfminer answers damage with whatever its code stumbles over; the reason is the same for a reader.
        raise SourceError(_damage(content), hint="Fetch or copy it again.") from error
    if not pages:
        raise SourceError(_damage(content), hint="Fetch or copy it again.")
    if counted:
        counted(len(pages))
    lines, blank = _read(pages, limits, content)
    letters = sum(len(line.text) for line in lines)
    unmapped = sum(line.text.count(_UNMAPPED) for line in lines)
    if unmapped > 0.3 * max(letters, 1):
        raise SourceError(
            "the PDF's letters cannot be told (its fonts name no characters)",
            "no-text",
            "Its text needs recognition (OCR), or ask the publisher for another copy.",
        )
    if sum(sum(c.isalnum() for c in line.text) for line in lines) < _LEAST_LETTERS:
        raise SourceError(
            "the PDF holds no text" + (", only pictures of pages" if blank else ""),
            "no-text",
            "Its text needs recognition (OCR).",
        )
    remarks: list[str] = []
    if blank:
        remarks.append(
            f"{len(blank)} of {len(pages)} pages hold a picture and no text: {', '.join(map(str, blank[:20]))}"
        )
    blocks, title = blocks_of(lines, len(pages))
    if not blocks:
        raise SourceError("the PDF holds nothing but page headers and footers", "no-text")
    return Document(PDF, f"{NAME}/{VERSION}", title, tuple(blocks), len(pages), tuple(remarks))


def _pages(document: PDFDocument, limits: Limits) -> list[PDFPage]:
    pages: list[PDFPage] = []
    for page in PDFPage.create_pages(document):
        pages.append(page)
        if len(pages) > limits.pages:
            raise SourceError(
                f"the PDF has more than {limits.pages} pages", hint="Split it, or raise the limit in the settings."
            )
    return pages


def _damage(content: bytes) -> str:
    if b"%%EOF" not in content[-2048:]:
        return "the PDF is cut off: its end is missing"
    return "the PDF is damaged"


class _Device(PDFPageAggregator):
    """Collects a page's letters and stops at the limit, before any layout is computed."""

    letters = 0
    most = 0

    def render_char(self, *args: object, **kwargs: object) -> float:
        """Count one letter, then place it."""
        self.letters += 1
        if self.letters > self.most:
            raise SourceError(f"a page has more than {self.most} letters", hint="Raise the limit in the settings.")
        return float(super().render_char(*args, **kwargs))  # type: ignore[arg-type]

    def handle_undefined_char(self, font: PDFFont, cid: int) -> str:
        """The sign that a code without a name prints; pdfminer would write ``(cid:127)``."""
        sign = sign_of(cid, font.cid2unicode) if isinstance(font, PDFSimpleFont) and not font.unicode_map else None
        return sign or _UNMAPPED


def _read(pages: list[PDFPage], limits: Limits, content: bytes) -> tuple[list[Printed], list[int]]:
    """The printed lines of all pages, and the pages that hold a picture and no text."""
    resources = PDFResourceManager()
    device = _Device(resources, laparams=LAParams(all_texts=True, boxes_flow=None))
    device.most = limits.page_letters
    interpreter = PDFPageInterpreter(resources, device)
    lines: list[Printed] = []
    blank: list[int] = []
    failed = 0
    for number, page in enumerate(pages, 1):
        device.letters = 0
        try:
            interpreter.process_page(page)
            layout = device.get_result()
        except (SourceError, MemoryError, RecursionError):
            raise
        except Exception:  # noqa: BLE001 - one damaged page must not cost the others
            failed += 1
            continue
        found = [line for text in _text_lines(layout) if (line := _printed(text, number, layout)) is not None]
        lines.extend(found)
        if not found and _has_picture(layout):
            blank.append(number)
    if failed == len(pages):
        raise SourceError(_damage(content), hint="Fetch or copy it again.")
    return lines, blank


def _text_lines(layout: LTPage) -> Iterator[LTTextLine]:
    stack: list[object] = [layout]
    while stack:
        node = stack.pop()
        if isinstance(node, LTTextLine):
            yield node
        elif isinstance(node, (LTPage, LTTextBox, LTFigure)):
            stack.extend(reversed(list(node)))


def _has_picture(layout: LTPage) -> bool:
    stack: list[object] = list(layout)
    while stack:
        node = stack.pop()
        if isinstance(node, LTImage):
            return True
        if isinstance(node, LTFigure):
            stack.extend(node)
    return False


def _printed(line: LTTextLine, page: int, layout: LTPage) -> Printed | None:
    runs: list[Run] = []
    text: list[str] = []
    bold = False
    sizes: dict[float, int] = {}
    x0, x1 = line.x1, line.x0
    for glyph in line:
        if isinstance(glyph, LTChar):
            heavy = bool(_BOLD.search(glyph.fontname))
            if heavy != bold and text:
                runs.append(Run("".join(text), bold))
                text = []
            bold = heavy
            letter = glyph.get_text()
            text.append(letter)
            if not letter.isspace():
                size = round(glyph.size, 1)
                sizes[size] = sizes.get(size, 0) + 1
                x0, x1 = min(x0, glyph.x0), max(x1, glyph.x1)
        elif isinstance(glyph, LTAnno):
            text.append(" ")
    runs.append(Run("".join(text), bold))
    if runs[0].text.startswith(f"{_UNMAPPED} "):
        # A sign that stands before a line and has no name in its font is a bullet.
        runs[0] = Run(f"•{runs[0].text[1:]}", runs[0].bold)
    weighed = weigh(runs, compatible=True)
    if not weighed.text:
        return None
    size = max(sizes, key=lambda s: sizes[s]) if sizes else 0.0
    if size < _SMALLEST:
        return None
    return Printed(
        page,
        line.y0 - layout.y0,
        x0 - layout.x0,
        x1 - layout.x0,
        size,
        tuple(runs),
        weighed.text,
        layout.height,
        layout.width,
    )
