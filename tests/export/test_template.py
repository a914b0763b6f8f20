"""A team's own Word template: filled with the documented context, or refused in plain words."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("docxtpl", reason="a template needs the extra 'template'")

from docx import Document
from tests.export.boards import HOSTILE

from minutesearch.errors import UsageError
from minutesearch.evidence.exported import docx as reader
from minutesearch.model import Storyboard
from minutesearch.present.export import check, rendered
from minutesearch.present.export.nouns import Report
from minutesearch.present.export.report import report
from minutesearch.present.export.template import context
from minutesearch.text import safe_text

Opened = Callable[[bytes], Any]


def template(folder: Path, *paragraphs: str, sources: bool = True) -> Path:
    page = Document()
    for text in paragraphs:
        page.add_paragraph(text)
    if sources:
        table = page.add_table(rows=4, cols=4)
        rows = (
            ("No.", "Source", "Retrieved", "SHA-256"),
            ("{%tr for s in sources %}", "", "", ""),
            ("{{ s.n }}", "{{ s.path }}", "{{ s.retrieved }}", "{{ s.sha256 }}"),
            ("{%tr endfor %}", "", "", ""),
        )
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    path = folder / "board.docx"
    page.save(str(path))
    return path


WHOLE = (
    "{{ title }}",
    "{{ coverage }}",
    "{{ timeline_figure }}",
    "{%p for m in timeline %}",
    "{{ m.date }}: {{ m.quotes }}",
    "{%p endfor %}",
    "{%p for e in evidence %}",
    "{{ e.n }}. {{ e.heading }} {{ e.shows }}{% if e.counter %} COUNTER{% endif %}",
    "{% if not e.verified %}{{ e.warnings[0] }}{% endif %}",
    "{{p e.quote_and_citation }}",
    "{{ e.note }}",
    "{%p endfor %}",
    "{%p for p in promises %}",
    "{{ p.made }}, {{ p.due }}: {{ p.text }} {{ p.status }}. {{ p.why }}",
    "{%p endfor %}",
)


def test_a_template_is_filled_and_its_quotes_can_be_verified(
    storyboard: Storyboard, tmp_path: Path, opened: Opened
) -> None:
    content = rendered(storyboard, ".docx", template(tmp_path, *WHOLE))
    page = opened(content)
    texts = [p.text for p in page.paragraphs]
    said = report(storyboard)
    assert texts[:2] == [said.title, said.coverage]
    assert len(page.inline_shapes) == 1
    assert "1. Crossings without a patrol problem" in texts
    assert any(text.endswith("COUNTER") for text in texts)
    assert sum(text.startswith("NOT VERIFIED") for text in texts) == 2
    assert "12 March 2024: 4" in texts
    assert any(text.startswith("13 February 2024, June 2024") for text in texts)
    found = reader.read(content)
    assert [q.text for q in found.quotes] == [e.item.quote for e in storyboard.evidence]
    assert [q.section for q in found.quotes] == [e.item.section for e in storyboard.evidence]
    assert found.quotes[0].sha256 == "ab" * 32
    assert page.core_properties.title == storyboard.title


def test_every_fact_of_the_report_is_in_the_context_and_in_the_document(
    storyboard: Storyboard, project_root: Path
) -> None:
    named = context(report(replace(storyboard, timeline=())), None)
    told = (project_root / "docs/how-to/make-a-storyboard.md").read_text(encoding="utf-8")
    names = [*named, *(key for value in named.values() if isinstance(value, list) and value for key in value[0])]
    assert not [name for name in names if f"`{name}`" not in told]
    # What is added to the report belongs in the context too.
    known = {
        "title", "coverage", "beyond", "entries", "moments", "described", "pledges", "pledged", "origins", "made",
    }  # fmt: skip
    assert {field.name for field in fields(Report)} == known


def test_a_filled_template_is_the_same_bytes_twice(storyboard: Storyboard, tmp_path: Path) -> None:
    path = template(tmp_path, *WHOLE)
    assert rendered(storyboard, ".docx", path) == rendered(storyboard, ".docx", path)


def test_hostile_texts_are_words_in_a_template_too(hostile: Storyboard, tmp_path: Path, opened: Opened) -> None:
    page = opened(rendered(hostile, ".docx", template(tmp_path, "{%p for e in evidence %}", "{{ e.quote }}",
                                                      "{%p endfor %}", sources=False)))  # fmt: skip
    texts = [p.text for p in page.paragraphs]
    for text in HOSTILE:
        # docxtpl itself turns its own escape "{_{" back into a brace.
        assert safe_text(text).replace("{_{", "{{") in texts


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{{ titel }}", "titel"),
        ("{% for e in evidence %}{{ e.n }}", "cannot be filled"),
        ("{{ title", "cannot be filled"),
        ("{{ e.quote }}", "'e' is undefined"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "unsafe"),
        ("{{ 1 / 0 }}", "division"),
    ],
)
def test_a_broken_template_is_refused_with_the_reason(
    storyboard: Storyboard, tmp_path: Path, line: str, reason: str
) -> None:
    with pytest.raises(UsageError) as caught:
        rendered(storyboard, ".docx", template(tmp_path, line))
    assert "board.docx" in caught.value.message
    assert reason in caught.value.message
    assert "make-a-storyboard" in (caught.value.hint or "")


def test_what_is_no_word_file_is_refused(storyboard: Storyboard, tmp_path: Path) -> None:
    path = tmp_path / "board.docx"
    with pytest.raises(UsageError, match="There is no template"):
        rendered(storyboard, ".docx", path)
    path.write_text("no Word file", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be used"):
        rendered(storyboard, ".docx", path)


def test_a_template_makes_word_only(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="makes a Word file"):
        check(tmp_path / "board.html", template=tmp_path / "board.docx")


def test_without_the_extra_the_command_that_installs_it_is_named(
    storyboard: Storyboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = template(tmp_path, "{{ title }}")
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    with pytest.raises(UsageError) as caught:
        rendered(storyboard, ".docx", path)
    assert caught.value.hint == "Type: pip install 'minutesearch[template]'"


def test_the_styles_that_verify_needs_are_added_to_a_template(storyboard: Storyboard, tmp_path: Path) -> None:
    page = Document(BytesIO(rendered(storyboard, ".docx", template(tmp_path, "{{ title }}"))))
    names = {style.name for style in page.styles}
    assert {"Minutes Quote", "Minutes Citation", "Minutes Verbatim"} <= names
