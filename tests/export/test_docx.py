"""The Word file: headings, tables, alt text, language, and every quote verbatim in styles that are checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docx.oxml.ns import qn
from tests.export.boards import HOSTILE, Builder, quotes_of

from minutesearch.evidence.exported import docx as reader
from minutesearch.model import CUT, Storyboard, StoryboardPoint
from minutesearch.present.export import rendered
from minutesearch.present.export.report import report
from minutesearch.text import safe_text

Opened = Callable[[bytes], Any]


def headings(page: Any) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in page.paragraphs if p.style.name.startswith(("Title", "Heading"))]


def styled(page: Any, style: str) -> list[Any]:
    return [p for p in page.paragraphs if p.style.name == style]


def test_the_headings_are_a_list_of_what_is_in_it(storyboard: Storyboard, opened: Opened) -> None:
    found = headings(opened(rendered(storyboard, ".docx")))
    assert found[0] == ("Title", "A safe way to school")
    assert [text for style, text in found if style == "Heading 1"] == [
        "What was searched", "Timeline", "Evidence", "Promises still open", "Sources",
    ]  # fmt: skip
    items = [text for style, text in found if style == "Heading 2"]
    assert items[0] == "1. Crossings without a patrol  [Shows a problem]"
    assert len(items) == len(storyboard.evidence)


def test_every_quote_stands_verbatim_in_its_style(storyboard: Storyboard, opened: Opened) -> None:
    page = opened(rendered(storyboard, ".docx"))
    quotes = styled(page, "Minutes Quote")
    found = [[r.text for r in p.runs if r.style.name == "Minutes Verbatim"] for p in quotes]
    assert found[1] == ["Two patrols were recieved", "and the third would start after Easter."]
    assert [row for n, row in enumerate(found) if n != 1] == [q for n, q in enumerate(quotes_of(storyboard)) if n != 1]
    marks = [[r.text for r in p.runs if r.style.name != "Minutes Verbatim"] for p in quotes]
    assert marks[0] == ["“", "”"]
    assert marks[1] == ["“", " [sic]", CUT, "”"]


def test_the_citation_follows_with_section_and_source(storyboard: Storyboard, opened: Opened) -> None:
    page = opened(rendered(storyboard, ".docx"))
    rows = page.paragraphs
    after = [rows[n + 1] for n, p in enumerate(rows) if p.style.name == "Minutes Quote"]
    assert {p.style.name for p in after} == {"Minutes Citation"}
    for p, e in zip(after, storyboard.evidence, strict=True):
        assert e.item.section in p.text
    assert after[0].text.endswith("example-board:2024-02-13/1 · source 1")
    assert after[0].hyperlinks[0].address == "https://board.example/2024-03.pdf#page=3"


def test_verify_reads_back_what_was_quoted_and_from_where(storyboard: Storyboard) -> None:
    found = reader.read(rendered(storyboard, ".docx"))
    assert [q.text for q in found.quotes] == [e.item.quote for e in storyboard.evidence]
    assert [q.section for q in found.quotes] == [e.item.section for e in storyboard.evidence]
    assert (found.quotes[0].path, found.quotes[0].sha256) == ("example/2024-02-13.pdf", "ab" * 32)
    assert found.unquoted == 0


def test_tables_repeat_their_head_and_keep_rows_whole(storyboard: Storyboard, opened: Opened) -> None:
    page = opened(rendered(storyboard, ".docx"))
    assert [[c.text for c in t.rows[0].cells] for t in page.tables] == [
        ["Date", "Body", "Minutes", "Quotes"],
        ["Promised", "What", "Due", "Status, and why"],
        ["No.", "Source", "Retrieved", "SHA-256"],
    ]
    for table in page.tables:
        heads = [bool(row._tr.findall(".//" + qn("w:tblHeader"))) for row in table.rows]
        assert heads == [True, *[False] * (len(table.rows) - 1)]
        assert all(row._tr.findall(".//" + qn("w:cantSplit")) for row in table.rows)
        assert table._tbl.tblPr.find(qn("w:tblDescription")) is not None


def test_sources_have_their_hash_in_full(storyboard: Storyboard, opened: Opened) -> None:
    rows = opened(rendered(storyboard, ".docx")).tables[-1].rows
    assert [c.text for c in rows[1].cells] == ["1", "example/2024-02-13.pdf", "2024-05-01T09:00:00Z", "ab" * 32]


def test_the_figure_has_alt_text_and_the_table_has_the_same_facts(storyboard: Storyboard, opened: Opened) -> None:
    page = opened(rendered(storyboard, ".docx"))
    assert len(page.inline_shapes) == 1
    about = page.inline_shapes[0]._inline.docPr
    assert about.get("descr") == report(storyboard).described
    facts = [tuple(c.text for c in row.cells) for row in page.tables[0].rows][1:]
    assert facts[1] == ("12 March 2024", "Example Board", "Approved", "4")
    assert facts[2] == ("April 2024", "Example Board",
                        "No minutes in the archive: the 14 May 2024 meeting approved them", "–")  # fmt: skip


def test_a_long_table_of_meetings_stands_at_the_end(storyboard: Storyboard, opened: Opened) -> None:
    points = tuple(
        StoryboardPoint(f"2024-01-{d:02}", "Example Board", f"m:{d}", "draft", None, 0) for d in range(1, 32)
    )
    page = opened(rendered(replace(storyboard, timeline=points), ".docx"))
    assert ("Heading 1", "All meetings of the period") in headings(page)
    assert [t.rows[0].cells[0].text for t in page.tables] == ["Promised", "Date", "No."]
    assert len(page.tables[1].rows) == 32


def test_the_language_is_british_and_the_page_a4_with_numbers(storyboard: Storyboard, opened: Opened) -> None:
    page = opened(rendered(storyboard, ".docx"))
    languages = {e.get(qn("w:val")) for e in page.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    section = page.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    fields = [e.get(qn("w:instr")) for e in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    about = page.core_properties
    assert (about.title, about.language, about.author) == ("A safe way to school", "en-GB", "")
    assert about.modified.date().isoformat() == storyboard.made


def test_warnings_notes_and_blanks_stand_with_their_item(storyboard: Storyboard, opened: Opened) -> None:
    page = opened(rendered(storyboard, ".docx"))
    assert len([p for p in styled(page, "Minutes Warning") if p.text.startswith("NOT VERIFIED")]) == 2
    assert len(styled(page, "Minutes Counter-evidence")) == 1
    fields = [p.text for p in styled(page, "Minutes Fields")]
    assert "Note: Ask for the rota." in fields
    assert fields.count("Why it matters: \t") == 6
    assert fields.count("Checked by: \t on \t") == 6


def test_a_storyboard_without_promises_timeline_or_sources_is_still_whole(opened: Opened) -> None:
    changes = {"promises": (), "timeline": (), "sources": (), "made": ""}
    page = opened(rendered(Builder(changes=changes).quote("The gate was mended.").board(), ".docx"))
    assert "No promise on these matters is open, as far as the archive shows." in [p.text for p in page.paragraphs]
    assert not page.tables


def test_no_text_can_break_the_file(hostile: Storyboard, opened: Opened) -> None:
    content = rendered(hostile, ".docx")
    page = opened(content)
    found = ["".join(r.text for r in p.runs)[1:-1] for p in styled(page, "Minutes Quote")]
    assert found == [safe_text(text) for text in HOSTILE]
    links = [link.address for p in page.paragraphs for link in p.hyperlinks]
    assert not links
    outside = [r.target_ref for r in page.part.rels.values() if r.is_external]
    assert not outside
