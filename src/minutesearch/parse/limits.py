"""How much one file may cost before it is given up: time, memory, pages, letters; and who reads a PDF.

Sizes are in bytes and told in MiB, as the settings have them.
"""

from __future__ import annotations

from dataclasses import dataclass

from minutesearch.errors import SourceError


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
        pdf: which reader of PDF is asked first; it decides what a page may cost.
    """

    seconds: int = 30
    seconds_a_page: int = 1
    most_seconds: int = 300
    memory: int = 1 << 30
    out: int = 64 << 20
    pages: int = 2_000
    page_letters: int = 100_000
    size: int = 200 << 20
    pdf: str = "pdfminer"

    def budget(self, pages: int) -> int:
        """Processor seconds for a file of that many pages."""
        return min(self.most_seconds, self.seconds + self.seconds_a_page * max(0, pages - 1))

    def too_large(self) -> SourceError:
        """What is said of a file over ``size``."""
        return SourceError(f"the file is larger than {self.size >> 20} MiB", hint="Raise the limit in the settings.")

    def too_much(self) -> SourceError:
        """What is said of a file whose text is over ``out``."""
        return SourceError(f"it gives more than {self.out >> 20} MiB of text", hint="Split it into single meetings.")
