"""LibreOffice opens the Word file and makes pages of it; a browser shows the web page as it is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from minutesearch.model import CUT, Storyboard
from minutesearch.present.export import rendered
from minutesearch.text import safe_line

SOFFICE = shutil.which("soffice")
pdfium = pytest.importorskip("pypdfium2", reason="reads the pages that LibreOffice makes")

pytestmark = [
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine"),
    pytest.mark.slow,
    pytest.mark.timeout(240),
]


def pages(content: bytes, folder: Path) -> list[str]:
    """The text of the pages that LibreOffice makes of a Word file."""
    assert SOFFICE
    (folder / "board.docx").write_bytes(content)
    home = f"-env:UserInstallation=file://{folder / 'office'}"
    command = [SOFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "board.docx")]
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    document = pdfium.PdfDocument(str(folder / "board.pdf"))
    try:
        size = [round(point / 72 * 2.54, 1) for point in document[0].get_size()]
        assert size == [21.0, 29.7]
        return [document[n].get_textpage().get_text_range() for n in range(len(document))]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Letters and marks alone: a page breaks its lines where it likes, and a hyphen at the end of one is a sign."""
    return "".join(safe_line(text).split()).replace("\ufffe", "-")


def test_every_quote_and_heading_stands_on_a_page(storyboard: Storyboard, tmp_path: Path) -> None:
    found = pages(rendered(storyboard, ".docx"), tmp_path)
    text = squeezed(" ".join(found))
    assert 2 <= len(found) <= 6
    for evidence in storyboard.evidence:
        for part in evidence.item.quote.split(CUT):
            assert squeezed(part) in text
    for n, page in enumerate(found, 1):
        assert f"Page {n} of {len(found)}" in page
    # A heading is never the last thing on its page.
    for page in found:
        body = page.strip().rsplit("\n", 1)[0].strip()
        assert not body.endswith(("]", "Evidence", "Sources", "Timeline"))


def test_a_hostile_storyboard_is_opened_too(hostile: Storyboard, tmp_path: Path) -> None:
    assert "<script>alert(1)</script>" in " ".join(pages(rendered(hostile, ".docx"), tmp_path))
