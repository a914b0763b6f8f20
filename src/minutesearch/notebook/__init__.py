"""What people have made of an archive, in plain files under ``notebook/`` that no ingest touches.

``promises`` what they say became of promises, ``baskets`` the evidence they picked, ``searches`` those they saved, and
``seen`` what each of them has looked at. Every file is written whole and swapped in by rename (``files``), under the
archive's lock. A quote is keyed by its meeting and its hash, never by a section's number, so that a new section on the
page moves nothing.
"""

from __future__ import annotations

from minutesearch.notebook.files import NOTEBOOK
from minutesearch.notebook.promises import Overruling, Overrulings, overrule, overrulings

__all__ = ["NOTEBOOK", "Overruling", "Overrulings", "overrule", "overrulings"]
