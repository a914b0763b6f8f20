"""Quotes read back from exported files, as they were written and as people have worked on them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from minutesearch.archive import Archive
from minutesearch.errors import UsageError
from minutesearch.evidence.exported import read

HEDGE = "A survey counted 10 families of hedgehogs"
GATE = "The west gate was mended"
SHA = {"march": "a" * 64, "july": "b" * 64}
SECTIONS = ("orchard-board:2021-03-09/2", "orchard-board:2021-07-13/2")


# -- files as the export writes them ---------------------------------------------------------------------------

Pieces = list[tuple[str, bool]]
"""Text, and whether it is verbatim."""


def word(quotes: list[tuple[Pieces, str, int]], sources: list[tuple[str, str]]) -> Any:
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    document = docx.Document()
    for name, kind in (
        ("Minutes Quote", WD_STYLE_TYPE.PARAGRAPH),
        ("Minutes Citation", WD_STYLE_TYPE.PARAGRAPH),
        ("Minutes Verbatim", WD_STYLE_TYPE.CHARACTER),
    ):
        document.styles.add_style(name, kind)
    document.add_heading("Evidence", 1)
    for pieces, section, number in quotes:
        paragraph = document.add_paragraph(style="Minutes Quote")
        for text, verbatim in pieces:
            paragraph.add_run(text, style="Minutes Verbatim" if verbatim else None)
        document.add_paragraph(
            f"Orchard Board, 9 March 2021, “Hedge survey” · {section} · source {number}", style="Minutes Citation"
        )
    table = document.add_table(1, 4)
    for cell, text in zip(table.rows[0].cells, ("No.", "Source", "Retrieved", "SHA-256"), strict=True):
        cell.text = text
    for n, (path, sha256) in enumerate(sources, 1):
        for cell, text in zip(table.add_row().cells, (str(n), path, "not recorded", sha256), strict=True):
            cell.text = text
    return document


def saved(document: Any, path: Path) -> Path:
    document.save(str(path))
    return path


def marked(*parts: str) -> Pieces:
    """A quote in its marks, cut between its parts."""
    row: Pieces = [("“", False)]
    for i, part in enumerate(parts):
        row += ([(" […] ", False)] if i else []) + [(part, True)]
    return [*row, ("”", False)]


def page(quotes: list[tuple[str, str, int]], sources: list[tuple[str, str]]) -> str:
    blocks = "".join(
        f'<blockquote class="quote" data-section="{section}" data-source="{n}"><p>“{inner}”</p>'
        f"<footer>Orchard Board · {section}</footer></blockquote>"
        for inner, section, n in quotes
    )
    rows = "".join(
        f'<tr data-source="{n}"><td>{n}</td><td class="path">{path}</td><td>not recorded</td>'
        f'<td class="sha256">{sha256}</td></tr>'
        for n, (path, sha256) in enumerate(sources, 1)
    )
    return f'<!doctype html><html><body>{blocks}<table class="sources">{rows}</table></body></html>'


def verbatim(text: str) -> str:
    return f'<span class="verbatim">{text}</span>'


def markdown(quotes: list[tuple[str, str, int]], sources: list[tuple[str, str]]) -> str:
    blocks = "\n\n".join(
        f"> “{text}”\n> — Orchard Board, 9 March 2021, “Hedge survey” · `{section}` · source {n}"
        for text, section, n in quotes
    )
    rows = "\n".join(f"| {n} | {path} | not recorded | {sha256} |" for n, (path, sha256) in enumerate(sources, 1))
    return f"# Board\n\n{blocks}\n\n## Sources\n\n| No. | Source | Retrieved | SHA-256 |\n|---|---|---|---|\n{rows}\n"


TWO = [("corpus/march.txt", SHA["march"]), ("corpus/july.txt", SHA["july"])]


def write(kind: str, folder: Path, sources: list[tuple[str, str]]) -> Path:
    """A file of two quotes from two sources."""
    path = folder / f"board.{kind}"
    if kind == "docx":
        quotes = [(marked(HEDGE), SECTIONS[0], 1), (marked(GATE), SECTIONS[1], 2)]
        return saved(word(quotes, sources), path)
    if kind == "html":
        text = page([(verbatim(HEDGE), SECTIONS[0], 1), (verbatim(GATE), SECTIONS[1], 2)], sources)
    else:
        text = markdown([(HEDGE, SECTIONS[0], 1), (GATE, SECTIONS[1], 2)], sources)
    path.write_text(text, encoding="utf-8")
    return path


KINDS = ("docx", "html", "md")


@pytest.mark.parametrize("kind", KINDS)
def test_quotes_are_read_with_what_they_were_cited_from(kind: str, tmp_path: Path) -> None:
    export = read(write(kind, tmp_path, TWO))
    assert [tuple(quote) for quote in export.quotes] == [
        (HEDGE, SECTIONS[0], "corpus/march.txt", SHA["march"]),
        (GATE, SECTIONS[1], "corpus/july.txt", SHA["july"]),
    ]
    assert export.unquoted == 0


# -- against the archive ---------------------------------------------------------------------------------------


def written(kind: str, orchard: Archive, folder: Path) -> Path:
    hashes = {source.path: source.sha256 for source in orchard.sources()}
    return write(kind, folder, [(path, hashes[path]) for path, _ in TWO])


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_byte_in_a_quote_makes_that_quote_stale_and_no_other(
    kind: str, orchard: Archive, tmp_path: Path
) -> None:
    file = written(kind, orchard, tmp_path)
    assert [v.result for v in orchard.verify_file(file).quotes] == ["exact", "exact"]
    path = orchard.root / "corpus" / "march.txt"
    path.write_bytes(path.read_bytes().replace(b"10 families", b"19 families"))
    found = orchard.verify_file(file)
    assert [v.result for v in found.quotes] == ["stale", "exact"]
    assert found.quotes[1].remark is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_byte_beside_a_quote_is_remarked_on(kind: str, orchard: Archive, tmp_path: Path) -> None:
    file = written(kind, orchard, tmp_path)
    path = orchard.root / "corpus" / "march.txt"
    path.write_bytes(path.read_bytes().replace(b"Sixty metres", b"Sixtj metres"))
    found = orchard.verify_file(file)
    assert [v.result for v in found.quotes] == ["exact", "exact"]
    assert "has changed" in (found.quotes[0].remark or "")
    assert found.quotes[1].remark is None


# -- what people do to them ------------------------------------------------------------------------------------


def test_word_cut_and_sic(tmp_path: Path) -> None:
    pieces: Pieces = [("“", False), ("had recieved", True), (" [sic]", False), (" training", True), (" […] ", False)]
    pieces += [("They will [see note]", True), ("”", False)]
    export = read(saved(word([(pieces, SECTIONS[0], 1)], TWO), tmp_path / "a.docx"))
    assert export.quotes[0].text == "had recieved training […] They will [see note]"


def test_word_edited_by_a_person(orchard: Archive, tmp_path: Path) -> None:
    """Words typed into a quote count as quoted, in whatever style."""
    hashes = {source.path: source.sha256 for source in orchard.sources()}
    sources = [(path, hashes[path]) for path, _ in TWO]
    pieces: Pieces = [("“", False), ("A survey counted ", True), ("fully ", False), ("10 families of hedgehogs", True)]
    document = word([([*pieces, ("”", False)], SECTIONS[0], 1)], sources)
    found = orchard.verify_file(saved(document, tmp_path / "a.docx"))
    assert [v.result for v in found.quotes] == ["absent"]
    assert found.quotes[0].nearest is not None
    assert ("", "fully") in found.quotes[0].nearest.differs


def test_word_quote_that_lost_its_style(tmp_path: Path) -> None:
    document = word([(marked(HEDGE), SECTIONS[0], 1)], TWO)
    quote = next(p for p in document.paragraphs if p.style.name == "Minutes Quote")
    quote.style = document.styles["Normal"]
    for run in quote.runs:
        run.style = None
    export = read(saved(document, tmp_path / "a.docx"))
    assert (export.quotes[0].text, export.quotes[0].section) == (HEDGE, SECTIONS[0])


def test_word_citation_without_a_quote_is_counted(tmp_path: Path) -> None:
    document = word([(marked(HEDGE), SECTIONS[0], 1), (marked(GATE), SECTIONS[1], 2)], TWO)
    quote = next(p for p in document.paragraphs if p.style.name == "Minutes Quote")
    for run in quote.runs:
        run.text = ""
    export = read(saved(document, tmp_path / "a.docx"))
    assert (len(export.quotes), export.unquoted) == (1, 1)


def test_word_quote_broken_into_paragraphs(tmp_path: Path) -> None:
    document = word([([("“", False), ("A survey counted", True)], SECTIONS[0], 1)], TWO)
    following = next(p for p in document.paragraphs if p.style.name == "Minutes Citation")
    second = following.insert_paragraph_before(style="Minutes Quote")
    second.add_run("10 families of hedgehogs", style="Minutes Verbatim")
    second.add_run("”")
    export = read(saved(document, tmp_path / "a.docx"))
    assert [q.text for q in export.quotes] == ["A survey counted\n10 families of hedgehogs"]


def test_web_page_cut_sic_and_a_page_without_marks(tmp_path: Path) -> None:
    inner = (
        f'{verbatim("had recieved")} <span class="sic">[sic]</span>{verbatim(" training &amp; tea")}'
        f'<span class="cut"> […] </span>{verbatim("They will<br>report")}'
    )
    file = tmp_path / "a.html"
    file.write_text(page([(inner, SECTIONS[0], 1), (HEDGE, SECTIONS[0], 1)], TWO), encoding="utf-8")
    first, second = read(file).quotes
    assert first.text == "had recieved training & tea […] They will\nreport"
    assert HEDGE in second.text


def test_markdown_escapes_and_marks_of_the_tool(tmp_path: Path) -> None:
    quote = r"had recieved [sic] training \[redacted\] at 5\*6 \| 7 […] \# end &lt;b&gt;"
    file = tmp_path / "a.md"
    file.write_text(markdown([(quote, SECTIONS[0], 1)], TWO), encoding="utf-8")
    assert read(file).quotes[0].text == "had recieved training [redacted] at 5*6 | 7 […] # end <b>"


def test_markdown_quote_that_has_lost_its_citation(tmp_path: Path) -> None:
    text = markdown([(HEDGE, SECTIONS[0], 1)], TWO).replace("## Sources", f"> “{GATE}”\n\n> A note.\n\n## Sources")
    file = tmp_path / "a.md"
    file.write_text(text, encoding="utf-8")
    assert [(q.text, q.section) for q in read(file).quotes] == [(HEDGE, SECTIONS[0]), (GATE, "")]


def test_markdown_quote_over_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(markdown([("Included are:\\\n> Hedge survey", SECTIONS[0], 1)], TWO), encoding="utf-8")
    assert read(file).quotes[0].text == "Included are:\nHedge survey"


# -- hostile and damaged ---------------------------------------------------------------------------------------


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(f"word/{name}.xml", content)
    return out.getvalue()


LOL = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d SYSTEM "file:///etc/hostname">]><a>&c;&d;</a>"""

DAMAGED = {
    "nothing.docx": b"",
    "text.docx": b"no zip",
    "cut.docx": packed(document=b"<a/>" * 1000)[:-40],
    "no-part.docx": packed(other=b"<a/>"),
    "no-xml.docx": packed(document=b"<a><b></a>"),
    "bomb.docx": packed(document=b" " * (60 << 20)),
    "entities.docx": packed(document=LOL),
    "nothing.html": b"",
    "binary.html": bytes(range(256)) * 10,
    "deep.html": b"<blockquote class=quote>" * 20_000,
    "nothing.md": b"",
    "binary.md": bytes(range(256)),
    "plain.md": b"> a quote of somebody else's\n",
    "no-quotes.html": b"<p>Hello</p>",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_damaged_or_foreign_is_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(DAMAGED[name])
    with pytest.raises(UsageError) as refused:
        read(file)
    assert name in refused.value.message
    assert refused.value.hint


def test_a_folder_and_a_file_that_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(UsageError, match="no regular file"):
        read(tmp_path / "folder.md")
    with (tmp_path / "sparse.md").open("wb") as file:
        file.truncate(1 << 31)
    with pytest.raises(UsageError, match="larger"):
        read(tmp_path / "sparse.md")


def test_a_source_outside_the_corpus_is_not_read(orchard: Archive, tmp_path: Path) -> None:
    file = write("docx", tmp_path, [("/etc/hostname", "a" * 64), ("corpus/../../july.txt", "b" * 64)])
    found = orchard.verify_file(file)
    assert [v.result for v in found.quotes] == ["stale", "stale"]
