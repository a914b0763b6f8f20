"""The evidence log as CSV for a spreadsheet: a row a quote, no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

from minutesearch.present.export.log import HEADS, rows
from minutesearch.present.export.nouns import Report
from minutesearch.present.output.as_rows import csv_text

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the old code page of the machine, and every curly quote comes out wrong."""


def document(said: Report) -> bytes:
    """Write a CSV file (UTF-8 with a byte order mark)."""
    return (BOM + csv_text(HEADS, rows(said))).encode()
