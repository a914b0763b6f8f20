"""Dates as people read them: ``14 Sep 2021``, ``Apr 2021``; British order, no locale."""

from __future__ import annotations

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day_text(iso: str, *, year: bool = True) -> str:
    """An ISO date of any precision in short: ``14 Sep 2021``, ``Sep 2021``, ``2021``."""
    if len(iso) == 4:
        return iso
    month = MONTHS[int(iso[5:7]) - 1]
    text = f"{int(iso[8:10])} {month}" if len(iso) >= 10 else month
    return f"{text} {iso[:4]}" if year else text


def long_day(iso: str) -> str:
    """An ISO date in full: ``14 September 2021``."""
    if len(iso) == 4:
        return iso
    text = f"{LONG_MONTHS[int(iso[5:7]) - 1]} {iso[:4]}"
    return f"{int(iso[8:10])} {text}" if len(iso) >= 10 else text
