"""Parts of a Word document for which python-docx has no call: styles, table heads, links, alt text, fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

QUOTE, CITATION, WARNING, COUNTER, FIELDS, VERBATIM = (
    "Minutes Quote",
    "Minutes Citation",
    "Minutes Warning",
    "Minutes Counter-evidence",
    "Minutes Fields",
    "Minutes Verbatim",
)
"""Styles of our own. By the first, second and last of them ``verify`` finds what it checks."""

FONT = "Arial"
"""Word has it, and LibreOffice one of the same widths."""
TEXT_WIDTH = 17.0
"""Centimetres between the margins of the page."""
_INK, _SOFT, _ALARM = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x4A, 0x4A, 0x4A), RGBColor(0x9B, 0x1C, 0x0C)
SOFT = _SOFT


# -- styles -------------------------------------------------------------------------------------------------


def add_styles(document: Any) -> None:
    """Add those of our styles that a document does not have."""
    styles = document.styles
    held = {style.name for style in styles}
    for name, dressed in _PARAGRAPHS.items():
        if name not in held:
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            dressed(style)
    if VERBATIM not in held:
        # No look of its own: it says which words are those of the minutes.
        styles.add_style(VERBATIM, WD_STYLE_TYPE.CHARACTER)


def _quote(style: Any) -> None:
    form = style.paragraph_format
    form.left_indent, form.right_indent = Cm(0.6), Cm(0.4)
    form.space_before, form.space_after = Pt(2), Pt(3)
    form.keep_with_next = form.keep_together = True
    _bar(style, "8AA5BD")


def _citation(style: Any) -> None:
    form = style.paragraph_format
    form.left_indent, form.space_before, form.space_after = Cm(0.6), Pt(0), Pt(4)
    form.keep_with_next = form.keep_together = True
    style.font.size, style.font.color.rgb = Pt(9), _SOFT


def _warning(style: Any) -> None:
    _flag(style, _ALARM)
    style.font.color.rgb = _ALARM


def _counter(style: Any) -> None:
    _flag(style, _INK)
    style.font.bold = True


def _flag(style: Any, colour: RGBColor) -> None:
    form = style.paragraph_format
    form.left_indent, form.space_before, form.space_after = Cm(0.6), Pt(2), Pt(2)
    form.keep_with_next = form.keep_together = True
    _bar(style, str(colour))


def _fields(style: Any) -> None:
    form = style.paragraph_format
    form.left_indent, form.space_before, form.space_after = Cm(0.6), Pt(4), Pt(0)
    form.keep_together = True
    style.font.size = Pt(9.5)


_PARAGRAPHS = {QUOTE: _quote, CITATION: _citation, WARNING: _warning, COUNTER: _counter, FIELDS: _fields}


def plain_look(document: Any) -> None:
    """One font, dark headings, British English: the look of a document that has none of its own."""
    styles = document.styles
    for style in styles:
        if style.type in {WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER} and style.element.rPr is not None:
            _fonts(style.element.rPr)
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _fonts(defaults, FONT)
    for lang in styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB")
    for lang in document.settings.element.iter(qn("w:themeFontLang")):
        lang.set(qn("w:val"), "en-GB")
    styles["Normal"].font.size = Pt(10.5)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size, before, after in (("Title", 22, 0, 10), ("Heading 1", 15, 18, 6), ("Heading 2", 11.5, 14, 3)):
        style = styles[name]
        style.font.size, style.font.color.rgb = Pt(size), _INK
        style.font.bold = True
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
    foot = styles["Footer"]
    foot.font.size = Pt(8.5)
    foot.paragraph_format.tab_stops.clear_all()
    if (border := styles["Title"].element.pPr.find(qn("w:pBdr"))) is not None:
        styles["Title"].element.pPr.remove(border)


def _fonts(properties: Any, name: str | None = None) -> None:
    """Take the theme's fonts out of run properties, and put one of ours in."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        if name is None:
            return
        fonts = properties.get_or_add_rFonts() if hasattr(properties, "get_or_add_rFonts") else OxmlElement("w:rFonts")
        if fonts.getparent() is None:
            properties.insert(0, fonts)
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name or FONT)


def _bar(style: Any, colour: str) -> None:
    """A line down the left side."""
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", colour)):
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    properties = style.element.get_or_add_pPr()
    after = [qn(f"w:{name}") for name in ("shd", "tabs", "spacing", "ind", "jc")]
    place = next((n for n, child in enumerate(properties) if child.tag in after), len(properties))
    properties.insert(place, borders)


# -- tables -------------------------------------------------------------------------------------------------


def table(
    document: Any, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], named: tuple[str, str]
) -> Any:
    """A table whose head is repeated on every page and whose rows stay whole.

    Args:
        document: where it is added.
        head: the words of the first row.
        rows: the words of the others.
        widths: of the columns, in centimetres.
        named: title and description, for those who do not see it.
    """
    made = document.add_table(rows=len(rows) + 1, cols=len(head), style="Table Grid")
    made.autofit = False
    properties = made._tbl.tblPr  # noqa: SLF001 - python-docx has no call for what follows
    for tag, text in zip(("w:tblCaption", "w:tblDescription"), named, strict=True):
        said = OxmlElement(tag)
        said.set(qn("w:val"), text)
        properties.append(said)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    # One walk over all cells: asking for a cell by its place is quadratic in python-docx.
    for n, (row, words) in enumerate(zip(made.rows, [head, *rows], strict=True)):
        rules = row._tr.get_or_add_trPr()  # noqa: SLF001 - as above
        rules.append(OxmlElement("w:cantSplit"))
        if n == 0:
            rules.append(OxmlElement("w:tblHeader"))
        for cell, text, width in zip(row.cells, words, widths, strict=True):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(text)
            # A hash or a path has no place to break: smaller, it takes two lines.
            run.font.size = Pt(7.5 if len(text) > 40 and " " not in text else 9)
            if n == 0:
                run.font.bold = True
                _shaded(cell, "E8EEF3")
    return made


def _shaded(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - as above


# -- in a paragraph -----------------------------------------------------------------------------------------


def link(paragraph: Any, words: str, address: str) -> None:
    """Words that lead to a web address."""
    target = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    run = paragraph.add_run(words)
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x1D, 0x5A, 0x8C)
    around = OxmlElement("w:hyperlink")
    around.set(qn("r:id"), target)
    paragraph._p.replace(run._r, around)  # noqa: SLF001 - as above
    around.append(run._r)  # noqa: SLF001 - as above


def field(paragraph: Any, code: str) -> None:
    """A field that Word fills in, such as ``PAGE``."""
    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), code)
    paragraph._p.append(made)  # noqa: SLF001 - as above
    run = paragraph.add_run("1")
    made.append(run._r)  # noqa: SLF001 - as above


def alt_text(picture: Any, title: str, described: str) -> None:
    """Say what a picture shows; Word reads ``descr``."""
    about = picture._inline.docPr  # noqa: SLF001 - as above
    about.set("name", title)
    about.set("title", title)
    about.set("descr", described)
    for inner in picture._inline.iter(qn("pic:cNvPr")):  # noqa: SLF001 - as above
        inner.set("name", title)
        inner.set("descr", described)
