"""Where the archive is, and its settings: finds, reads and checks ``minutesearch.toml``.

Unknown keys are errors that name the nearest right one: a setting that is silently ignored is worse than none.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, fields
from pathlib import Path

from minutesearch.errors import ConfigError, NoArchive, UsageError

ENVIRONMENT = "MINUTESEARCH_ARCHIVE"
SETTINGS_FILE = "minutesearch.toml"
TOPICS_FILE = "topics.toml"
CORPUS = "corpus"
INDEX = "index"


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``minutesearch.toml`` may say; every value has a default that suits one laptop.

    ``engine`` is ``auto``, ``whoosh`` or ``tantivy``; ``jobs`` is the number of files read at once (0: one a core);
    ``pdf`` is the reader that a PDF is first given to, ``pdfminer`` or ``pdfium`` (extra ``fast``);
    ``ocr`` is ``auto`` (scanned pages are recognised where Tesseract is installed) or ``off``, ``ocr_language`` what
    Tesseract is to read, as it names languages (``eng+cym``);
    the other values limit what one file may cost: CPU seconds a file and a page more, address space, extracted text
    and the file itself in MiB, pages, and characters a page.
    """

    engine: str = "auto"
    jobs: int = 0
    pdf: str = "pdfminer"
    ocr: str = "auto"
    ocr_language: str = "eng"
    cpu_seconds: int = 30
    cpu_seconds_per_page: int = 1
    cpu_seconds_most: int = 300
    memory_mb: int = 1024
    text_mb: int = 64
    file_mb: int = 200
    pages: int = 2000
    characters_per_page: int = 100_000


TABLES: dict[str, tuple[str, ...]] = {
    "index": ("engine",),
    "ingest": (
        "jobs",
        "pdf",
        "ocr",
        "ocr_language",
        "cpu_seconds",
        "cpu_seconds_per_page",
        "cpu_seconds_most",
        "memory_mb",
        "text_mb",
        "file_mb",
        "pages",
        "characters_per_page",
    ),
}
"""The tables of ``minutesearch.toml`` and their keys."""

CHOICES: dict[str, tuple[str, ...]] = {
    "engine": ("auto", "whoosh", "tantivy"),
    "pdf": ("pdfminer", "pdfium"),
    "ocr": ("auto", "off"),
}
"""Keys that may have one of a few values."""
_LANGUAGES = re.compile(r"\w{2,40}(?:\+\w{2,40}){0,9}", re.ASCII)


def find_archive(given: Path | None = None, *, create: bool = False) -> Path:
    """The archive's folder: the one given, else the environment's, else the nearest one upwards.

    Args:
        given: what ``--archive`` said, or None.
        create: True where an empty folder will do (``ingest`` makes ``corpus/`` in it).

    Raises:
        UsageError: the folder that was named does not exist.
        NoArchive: nothing was named and none was found.
    """
    if given is None and (named := os.environ.get(ENVIRONMENT)):
        given = Path(named)
    if given is not None:
        if not given.is_dir():
            raise UsageError(f"There is no folder {given}.", "Make it first, or name another with --archive.")
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SETTINGS_FILE).is_file() or (folder / CORPUS).is_dir():
            return folder
    if create:
        return here
    raise NoArchive(
        f"No archive here: neither {here} nor a folder above it holds {CORPUS}/ or {SETTINGS_FILE}.",
        "Type: minutesearch ingest FILE…   or name an archive with --archive DIR, or try: minutesearch demo",
    )


def load(root: Path) -> Settings:
    """The archive's settings.

    Raises:
        ConfigError: the file is no TOML, or has a table, key or value that it may not have.
    """
    path = root / SETTINGS_FILE
    if not path.is_file():
        return Settings()
    import tomllib  # 6 ms that most archives, having no settings, never pay

    try:
        with path.open("rb") as file:
            tables = tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{SETTINGS_FILE} cannot be read: {error}", f"Mend {path}, or move it away.") from error
    values: dict[str, int | str] = {}
    kinds = {f.name: f.type for f in fields(Settings)}
    for table, content in tables.items():
        if table not in TABLES or not isinstance(content, dict):
            raise ConfigError(f"{SETTINGS_FILE}: there is no table [{table}].", _nearest(table, tuple(TABLES)))
        for key, value in content.items():
            if key not in TABLES[table]:
                raise ConfigError(f"{SETTINGS_FILE}: [{table}] has no key {key!r}.", _nearest(key, TABLES[table]))
            values[key] = _checked(table, key, value, whole=kinds[key] == "int")
    return Settings(**values)  # type: ignore[arg-type]  # _checked has seen to the types


def _checked(table: str, key: str, value: object, *, whole: bool) -> int | str:
    if whole:
        least = 0 if key in {"jobs", "cpu_seconds_per_page"} else 1
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise ConfigError(
                f"{SETTINGS_FILE}: [{table}] {key} must be a whole number of at least {least}, not {value!r}."
            )
        return value
    if key in CHOICES and value not in CHOICES[key]:
        choices = CHOICES[key]
        raise ConfigError(
            f"{SETTINGS_FILE}: [{table}] {key} must be one of {', '.join(choices)}, not {value!r}.",
            f'Write: {key} = "{choices[0]}"',
        )
    if key not in CHOICES and not (isinstance(value, str) and _LANGUAGES.fullmatch(value)):
        raise ConfigError(
            f"{SETTINGS_FILE}: [{table}] {key} must be a language as Tesseract names it, not {value!r}.",
            f'Write: {key} = "eng", or "eng+cym" for two.',
        )
    return str(value)


def _nearest(word: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1, 0.5)
    return f"Did you mean {near[0]!r}?" if near else f"It may hold: {', '.join(known)}."
