"""Office files are zips that carry the clock; here they are written again without it: twice is the same bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_NEVER = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold."""


def timeless(content: bytes) -> bytes:
    """The same zip with its parts in the same order, and one time for all of them."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _NEVER)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            new.writestr(entry, old.read(name))
    return out.getvalue()


def made_at(day: str) -> datetime:
    """The time that a file says it was made: the beginning of an ISO day, or of 1980 where the day is none."""
    try:
        return datetime.fromisoformat(day[:10])
    except ValueError:
        return datetime(*_NEVER)  # noqa: DTZ001 - Office files hold UTC without saying so
