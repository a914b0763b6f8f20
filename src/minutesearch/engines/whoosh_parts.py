"""Whoosh, loaded with care: what it does not need here left out, and its pickles admitted one class at a time.

``whoosh.compat`` imports ``urllib.request`` (and with it http, ssl and email) for one name that is never used here,
and ``whoosh.fields`` all analysers and language data, which our words, analysed already, do not need. Stand-ins take
their place while Whoosh is imported and are gone afterwards.
"""

from __future__ import annotations

import sys
import warnings
from array import array
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

STAND_INS = {"urllib.request": ("urlretrieve",), "whoosh.analysis": ("unstopped", "entoken")}


def _load() -> SimpleNamespace:
    """The parts of Whoosh that the adapter uses."""
    planted: list[str] = []
    with warnings.catch_warnings():
        # Whoosh 2.7.4 compares with "is 0"; where it is compiled on first use that must not stop anybody.
        warnings.simplefilter("ignore", SyntaxWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            for name, names in STAND_INS.items():
                if name not in sys.modules:
                    stand_in = ModuleType(name)
                    stand_in.__dict__.update(dict.fromkeys(names))
                    sys.modules[name] = stand_in
                    planted.append(name)
            parts = SimpleNamespace(
                **{
                    name: import_module(f"whoosh.{path}")
                    for name, path in (
                        ("compat", "compat"),
                        ("fields", "fields"),
                        ("formats", "formats"),
                        ("columns", "columns"),
                        ("index", "index"),
                        ("structfile", "filedb.structfile"),
                        ("filestore", "filedb.filestore"),
                        ("codec", "codec.whoosh3"),
                        ("reading", "reading"),
                    )
                }
            )
        finally:
            for name in planted:
                sys.modules.pop(name, None)
    _guard(parts)
    return parts


def _guard(parts: SimpleNamespace) -> None:
    """Puts the guarded reader in the place of every pickle reader that Whoosh's files reach."""
    pickle: Any = parts.compat.pickle
    admitted: dict[tuple[str, str], Any] = {
        ("whoosh.codec.whoosh3", "W3Codec"): parts.codec.W3Codec,
        ("whoosh.codec.whoosh3", "W3Segment"): parts.codec.W3Segment,
        ("collections", "defaultdict"): defaultdict,
        ("builtins", "int"): int,
        ("array", "array"): array,
        ("array", "_array_reconstructor"): import_module("array")._array_reconstructor,  # noqa: SLF001 - no public name
    }

    class Guarded(pickle.Unpickler):  # type: ignore[misc]
        def find_class(self, module: str, name: str) -> Any:
            try:
                return admitted[module, name]
            except KeyError:
                raise pickle.UnpicklingError(f"{module}.{name} is not admitted") from None

    def load_guarded(stream: Any, **_: Any) -> Any:
        return Guarded(stream).load()

    def loads_guarded(content: bytes, **_: Any) -> Any:
        return Guarded(parts.compat.BytesIO(content)).load()

    parts.structfile.load_pickle = load_guarded
    parts.index.pickle = SimpleNamespace(
        loads=loads_guarded, load=load_guarded, dumps=pickle.dumps, PicklingError=pickle.PicklingError
    )
    for module in (parts.compat, parts.codec, parts.columns, parts.formats):
        module.loads = loads_guarded
    # Protocol 2, which Whoosh asks for, has no bytes of its own and calls a function for each value on reading.
    parts.codec.dumps = lambda content, _: pickle.dumps(content, 4)


_parts = _load()
_FieldType: Any = _parts.fields.FieldType
_Format: Any = _parts.formats.Format
_FileStorage: Any = _parts.filestore.FileStorage
index: Any = _parts.index


class RowField(_FieldType):  # type: ignore[misc]
    """Stems in a row, with positions."""

    def __init__(self) -> None:
        self.format = _Values()
        self.analyzer = None
        self.scorable = self.stored = self.unique = False
        self.vector = self.column_type = None

    def index(self, value: tuple[str, ...], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Postings of one section."""
        places: dict[str, list[int]] = {}
        for position, stem in enumerate(value):
            places.setdefault(stem, []).append(position)
        for stem, row in sorted(places.items()):
            yield stem.encode(), len(row), 1.0, array("I", [len(value), *row]).tobytes()


class KeyField(_FieldType):  # type: ignore[misc]
    """Values that are taken as they are; ``kept`` ones can be read back by document."""

    def __init__(self, *, kept: bool = False) -> None:
        self.format = _parts.formats.Existence()
        self.analyzer = None
        self.scorable = self.stored = self.unique = False
        self.vector = None
        self.column_type = _parts.columns.VarBytesColumn() if kept else None

    def index(self, value: tuple[str, ...], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Postings of one section."""
        for word in sorted(set(value)):
            yield word.encode(), 1, 1.0, b""

    def to_column_value(self, value: tuple[str, ...]) -> bytes:
        """What is kept."""
        return value[0].encode()


class _Values(_Format):  # type: ignore[misc]
    """Posting values of any length, made and read by this module."""

    posting_size = -1

    def __init__(self) -> None:
        super().__init__()

    def word_values(self, value: Any, analyzer: Any, **_: Any) -> Any:
        """Not used: fields give their postings themselves."""
        raise NotImplementedError


class Storage(_FileStorage):  # type: ignore[misc]
    """A folder whose finished files are read at once: Whoosh copies them into memory all the same, and so a damaged
    one leaves no file open.
    """

    def open_file(self, name: str, **options: Any) -> Any:
        """A file of the index, for reading."""
        if name.endswith((".toc", ".seg")):
            return _parts.structfile.BufferFile((Path(self.folder) / name).read_bytes(), name=name)
        return super().open_file(name, **options)


def codec() -> Any:
    """Whoosh's own format, without statistics of lengths, which are in our postings: to look for them in vain costs
    half of all writing.
    """
    made = _parts.codec.W3Codec()
    made.length_stats = False
    return made


def schema() -> Any:
    """The fields of an :class:`minutesearch.engines.Entry`."""
    rows = {name: RowField() for name in ("title", "text", "title_joined", "text_joined")}
    keys = ("meeting", "body", "days", "title_words", "text_words", "concepts", "kinds")
    return _parts.fields.Schema(section=KeyField(kept=True), **rows, **{name: KeyField() for name in keys})


class Leaf:
    """One segment: its dictionary, its documents from ``base`` on, and those of them that were dropped."""

    def __init__(self, reader: Any, base: int) -> None:
        self.reader = reader
        self.base = base
        # Whoosh's public reader filters dropped documents one by one in Python; theirs are plain sets here.
        self._terms = reader._terms  # noqa: SLF001
        self.gone = frozenset(reader._perdoc.deleted_docs())  # noqa: SLF001
        self.sections = reader.column_reader("section", translate=False)

    def postings(self, field: str, word: str) -> Iterator[Any]:
        """The posting list of a word, if there is one."""
        key = word.encode()
        if (field, key) in self._terms:
            yield self._terms.matcher(field, key, self.reader.schema[field].format)

    def starting(self, field: str, prefix: str) -> Iterator[str]:
        """The words of a field that start so."""
        key = prefix.encode()
        for name, word in self._terms.terms_from(field, key):
            if name != field or not word.startswith(key):
                return
            yield word.decode()
