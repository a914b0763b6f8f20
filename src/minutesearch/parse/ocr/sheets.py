"""Pages drawn as pictures for recognition, and the weight of their print.

Runs in the child. pypdfium2 (extra ``ocr``) draws a page into a grey bitmap, which goes out as PGM, a format that needs
no library. No recogniser of today says which words are bold, and a bold line is the commonest mark of a heading: so the
width of the strokes is measured in the same bitmap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

DPI = 300
"""What Tesseract's own advice asks for; body text is then 40 to 50 pixels high."""
MOST_PIXELS = 25_000_000
"""A page of A3 at 300 dots an inch has 17 million; what is larger is drawn more coarsely."""


class Sheet(NamedTuple):
    """A page as a grey picture, row by row from the top, one byte a pixel.

    ``dpi`` is the resolution at which it was drawn.
    """

    width: int
    height: int
    dpi: float
    grey: bytes

    def pgm(self) -> bytes:
        """The picture as a file (Netpbm, ``P5``)."""
        return b"P5\n%d %d\n255\n" % (self.width, self.height) + self.grey

    def turned(self, degrees: int) -> Sheet:
        """The picture turned to the left by 90, 180 or 270 degrees."""
        if degrees == 180:
            return self._replace(grey=self.grey[::-1])
        columns = [self.grey[x :: self.width] for x in range(self.width)]
        rows = reversed(columns) if degrees == 90 else (column[::-1] for column in columns)
        return self._replace(width=self.height, height=self.width, grey=b"".join(rows))


class Box(NamedTuple):
    """A rectangle in pixels from the top left corner; right and bottom are outside it."""

    left: int
    top: int
    right: int
    bottom: int


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """A PDF opened for drawing.

    Raises:
        ImportError: pypdfium2 is not installed.
        Exception: whatever pypdfium2 raises on a damaged file.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        yield document
    finally:
        document.close()


def draw(document: Any, number: int) -> Sheet:
    """Draw one page.

    Args:
        document: from :func:`opened`.
        number: the page, from 1.

    Raises:
        Exception: whatever pypdfium2 raises on a damaged page.
    """
    page = document[number - 1]
    try:
        width, height = page.get_size()
        # In points; a page may claim to be a mile wide.
        dpi = min(float(DPI), 72.0 * (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        longest = max(width, height) * dpi / 72
        if longest > 32_000:
            # Tesseract takes no picture with a longer side.
            dpi *= 32_000 / longest
        bitmap = page.render(scale=dpi / 72, grayscale=True)
        try:
            grey = _packed(memoryview(bitmap.buffer).cast("B"), bitmap.width, bitmap.height, bitmap.stride)
            return Sheet(bitmap.width, bitmap.height, dpi, grey)
        finally:
            bitmap.close()
    finally:
        page.close()


def _packed(rows: memoryview, width: int, height: int, stride: int) -> bytes:
    if stride == width:
        return bytes(rows[: width * height])
    return b"".join(rows[at : at + width] for at in range(0, height * stride, stride))


class Ink:
    """The black of a sheet, for measuring its strokes.

    What counts as black lies halfway between the darkest shade of the page and its paper, so that a grey or yellowed
    scan measures like a white one.
    """

    def __init__(self, sheet: Sheet) -> None:
        counts = Counter(sheet.grey[:: max(1, len(sheet.grey) // 200_000)])
        dark, paper = min(counts, default=0), _median(counts)
        middle = (dark + paper) / 2
        self._black = sheet.grey.translate(bytes(shade < middle for shade in range(256)))
        self._width, self._height = sheet.width, sheet.height

    def stroke(self, box: Box) -> tuple[int, int]:
        """(black pixels, strokes crossed) inside a box, scanned row by row: their ratio is the width of a stroke."""
        left, right = max(0, box.left), min(self._width, box.right)
        black = strokes = 0
        for row in range(max(0, box.top), min(self._height, box.bottom)):
            at = row * self._width
            scanned = self._black[at + left : at + right]
            black += scanned.count(1)
            strokes += scanned.count(b"\x00\x01") + scanned.startswith(b"\x01")
        return black, strokes


def _median(counts: Counter[int]) -> int:
    half = counts.total() / 2
    passed = 0
    for shade in sorted(counts):
        passed += counts[shade]
        if passed >= half:
            return shade
    return 0
