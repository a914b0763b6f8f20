"""Small documents of our own, in every format that is read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from minutesearch.model import Record
from minutesearch.parse import read, segment

Draw = Callable[[Any], None]


@pytest.fixture
def cut() -> Callable[..., list[Record]]:
    """Read a file in this process and cut it to records."""

    def run(path: Path, named: str | None = None) -> list[Record]:
        return segment(read(path), path=f"corpus/{named or path.name}")

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write text or bytes to a file."""

    def run(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return run


@pytest.fixture
def pdf(tmp_path: Path) -> Callable[..., Path]:
    """Draw a PDF: one function a page gets reportlab's canvas."""
    canvas_module = pytest.importorskip("reportlab.pdfgen.canvas")

    def run(name: str, pages: Sequence[Draw], **options: Any) -> Path:
        path = tmp_path / name
        canvas = canvas_module.Canvas(str(path), pagesize=(595, 842), pageCompression=1, invariant=1, **options)
        for draw in pages:
            draw(canvas)
            canvas.showPage()
        canvas.save()
        return path

    return run


@pytest.fixture
def docx(tmp_path: Path) -> Callable[..., Path]:
    """Write a Word file of (style, text) paragraphs; ``**bold**`` at the start of a text is set in bold."""
    document = pytest.importorskip("docx")

    def run(name: str, paragraphs: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]] = ()) -> Path:
        made = document.Document()
        for style, text in paragraphs:
            paragraph = made.add_paragraph(style=style or None)
            if text.startswith("**"):
                bold, plain = text[2:].split("**", 1)
                paragraph.add_run(bold).bold = True
                paragraph.add_run(plain)
            else:
                paragraph.add_run(text)
        if rows:
            table = made.add_table(rows=0, cols=len(rows[0]))
            for row in rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        path = tmp_path / name
        made.save(str(path))
        return path

    return run


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[..., Path]:
    """Write a zip of parts."""

    def run(name: str, parts: dict[str, bytes]) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in parts.items():
                archive.writestr(part, content)
        return path

    return run
