"""How much one file may cost before it is given up: time, memory, pages, letters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one file, enforced inside the child and again from outside.

    The figures were measured on hostile PDFs: an ordinary page takes 0.05 s, the worst page that still ends takes
    about 25 s, and the text of a year of minutes is under 2 MB.

    Args:
        seconds: processor time for a file of one page.
        seconds_a_page: processor time added for each further page.
        most_seconds: processor time for a file of any length.
        memory: address space of the child in bytes.
        out: size of the answer in bytes.
        pages: most pages of a PDF.
        page_letters: most characters on one page.
        size: most bytes of a source file.
    """

    seconds: int = 30
    seconds_a_page: int = 1
    most_seconds: int = 300
    memory: int = 1 << 30
    out: int = 64_000_000
    pages: int = 2_000
    page_letters: int = 100_000
    size: int = 200_000_000

    def budget(self, pages: int) -> int:
        """Processor seconds for a file of that many pages."""
        return min(self.most_seconds, self.seconds + self.seconds_a_page * max(0, pages - 1))
