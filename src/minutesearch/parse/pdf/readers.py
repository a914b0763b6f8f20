"""Which readers of PDF there are, and which of them are installed."""

from __future__ import annotations

from importlib.util import find_spec

READERS = ("pdfminer", "pdfium")
"""The readers of PDF, as ``[ingest] pdf`` names them: the one that is always there, and that of the extra ``fast``."""
INSTALL = "pip install 'minutesearch[fast]'"
"""What to type for the second one."""


def is_installed(reader: str) -> bool:
    """Is a reader of PDF installed? It is not loaded."""
    return reader == READERS[0] or find_spec("pypdfium2") is not None
