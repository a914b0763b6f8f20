"""Text mining: the vocabulary of the field, the archive's own glossary, and the tags of its sections.

Only an ingest imports this room; searching works on what the store keeps of it.
"""

from __future__ import annotations

from minutesearch.mine import conflicts, glossary, proposals, tagger, vocabulary

VERSION = ".".join(room.VERSION for room in (vocabulary, tagger, glossary, conflicts, proposals))
"""Goes into the fingerprint of all that is mined."""
