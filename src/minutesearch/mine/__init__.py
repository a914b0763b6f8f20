"""Text mining: the vocabulary of the field, the archive's own glossary, the tags of its sections,
and what their sentences decide, promise and count.

Only an ingest imports this room; searching works on what the store keeps of it.
"""

from __future__ import annotations

from minutesearch.mine import conflicts, glossary, proposals, statements, tagger, vocabulary

VERSION = ".".join(room.VERSION for room in (vocabulary, tagger, glossary, conflicts, proposals, statements))
"""Goes into the fingerprint of all that is mined."""
