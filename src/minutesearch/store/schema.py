"""The tables of the record, and the version that readers ask for."""

from __future__ import annotations

from zlib import crc32

SCHEMA_VERSION = "5"
RECORDS = "records.sqlite"


def crc(title: str, text: str) -> int:
    """The checksum that is kept with a section: a quote from a damaged record must never be shown."""
    return crc32(f"{title}\x00{text}".encode("utf-8", "surrogatepass"))


SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, media_type TEXT NOT NULL, parser TEXT NOT NULL,
  state TEXT NOT NULL, reason TEXT, address TEXT, retrieved TEXT, size INTEGER NOT NULL, mtime INTEGER NOT NULL,
  unread INTEGER NOT NULL);
CREATE TABLE bodies (name TEXT PRIMARY KEY, slug TEXT NOT NULL, printed TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE meetings (id TEXT PRIMARY KEY, body TEXT NOT NULL, date TEXT NOT NULL, type TEXT NOT NULL,
  kind TEXT NOT NULL, status TEXT NOT NULL, status_why TEXT NOT NULL, date_inferred INTEGER NOT NULL, next_date TEXT,
  digest TEXT NOT NULL, sources TEXT NOT NULL);
CREATE INDEX meetings_in_order ON meetings (date, id);
CREATE TABLE sections (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, meeting TEXT NOT NULL,
  ordinal INTEGER NOT NULL, number TEXT NOT NULL, title TEXT NOT NULL, title_generated INTEGER NOT NULL,
  parent TEXT, text TEXT NOT NULL, list_items TEXT NOT NULL, digest TEXT NOT NULL, crc INTEGER NOT NULL,
  words TEXT NOT NULL, ingested TEXT NOT NULL);
CREATE INDEX sections_of_meeting ON sections (meeting);
CREATE TABLE places (section TEXT NOT NULL, rank INTEGER NOT NULL, path TEXT NOT NULL, page INTEGER, line INTEGER,
  ocr INTEGER NOT NULL, PRIMARY KEY (section, rank)) WITHOUT ROWID;
CREATE TABLE concepts (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, label TEXT NOT NULL,
  origin TEXT NOT NULL, names TEXT NOT NULL, signs TEXT NOT NULL, not_in TEXT NOT NULL);
CREATE TABLE names (stems TEXT NOT NULL, concept TEXT NOT NULL, surface TEXT NOT NULL, cased INTEGER NOT NULL,
  PRIMARY KEY (stems, concept, surface)) WITHOUT ROWID;
CREATE INDEX names_of_concept ON names (concept);
CREATE TABLE signs (stems TEXT NOT NULL, concept TEXT NOT NULL, PRIMARY KEY (stems, concept)) WITHOUT ROWID;
CREATE TABLE tags (section TEXT NOT NULL, concept TEXT NOT NULL, in_title INTEGER NOT NULL, surface TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, rule TEXT NOT NULL);
CREATE INDEX tags_of_section ON tags (section);
CREATE INDEX tags_of_concept ON tags (concept);
CREATE TABLE spellings (concept TEXT NOT NULL, surface TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (concept, surface)) WITHOUT ROWID;
CREATE TABLE glossary (seq INTEGER PRIMARY KEY, short TEXT NOT NULL, long TEXT, section TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, count INTEGER NOT NULL);
CREATE TABLE statements (section TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, kinds TEXT NOT NULL,
  rule TEXT NOT NULL, due_text TEXT, due TEXT, owner TEXT, figures TEXT NOT NULL, lead INTEGER NOT NULL,
  PRIMARY KEY (section, start)) WITHOUT ROWID;
CREATE TABLE promises (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, section TEXT NOT NULL, start INTEGER NOT NULL,
  due TEXT, status TEXT NOT NULL, why TEXT NOT NULL, past_due INTEGER NOT NULL, passages TEXT NOT NULL);
CREATE INDEX promises_of_section ON promises (section);
CREATE TABLE conflicts (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, short TEXT NOT NULL, concept TEXT,
  forms TEXT NOT NULL);
CREATE TABLE proposals (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, label TEXT NOT NULL, names TEXT NOT NULL,
  sections INTEGER NOT NULL, meetings INTEGER NOT NULL, why TEXT NOT NULL, example TEXT NOT NULL);
CREATE TABLE gaps (body TEXT NOT NULL, month TEXT NOT NULL, why TEXT NOT NULL, section TEXT,
  evidence TEXT NOT NULL, PRIMARY KEY (body, month)) WITHOUT ROWID;
CREATE TABLE announced (body TEXT PRIMARY KEY, date TEXT NOT NULL, section TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE words (word TEXT PRIMARY KEY, sections INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE joined (solid TEXT NOT NULL, parts TEXT NOT NULL, PRIMARY KEY (solid, parts)) WITHOUT ROWID;
"""
