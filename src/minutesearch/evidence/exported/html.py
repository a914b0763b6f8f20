"""Quotes of an exported web page: by its classes and the numbers that its blocks carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minutesearch.evidence.exported.quoted import Export, Quoted, Told, cited, quoted, told, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

_INLINE = frozenset("b i em strong u mark ins span a q s small sub sup font".split())


def read(content: bytes) -> Export:
    """The quotes of a web page.

    Args:
        content: the file.

    Raises:
        ValueError: it cannot be read as a web page.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        page = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise ValueError("there is no page in it") from error
    for line_break in page.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    sources = _sources(page)
    quotes: list[Quoted] = []
    unquoted = 0
    block: Any
    for block in page.iter("blockquote"):
        if "quote" not in _classes(block):
            continue
        text = whole(list(_pieces(block)))
        section, number = block.get("data-section", ""), block.get("data-source", "")
        if not section:
            section, number = cited(block.text_content())
        if text:
            quotes.append(quoted(text, section, number, sources))
        else:
            unquoted += bool(section)
    return Export(tuple(quotes), unquoted)


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()


def _pieces(block: Any) -> Iterator[tuple[str, bool]]:
    """The text of a quote: of the elements that hold verbatim pieces, or of all the block where none is marked."""
    marked = [e for e in block.iter("span") if "verbatim" in _classes(e)]
    if not marked:
        yield block.text_content(), False
        return
    for holder in dict.fromkeys(element.getparent() for element in marked):
        yield from _inside(holder)


def _inside(holder: Any) -> Iterator[tuple[str, bool]]:
    if holder.text:
        yield holder.text, False
    for element in holder.iterchildren():
        if isinstance(element.tag, str) and element.tag in _INLINE:
            yield element.text_content(), "verbatim" in _classes(element)
        if element.tail:
            yield element.tail, False


def _sources(page: Any) -> dict[str, Told]:
    """Number → path and hash, from the table that lists the sources."""
    found: dict[str, Told] = {}
    for table in page.iter("table"):
        if "sources" not in _classes(table):
            continue
        for row in table.iter("tr"):
            cells = {name: cell.text_content() for cell in row.iter("td") for name in _classes(cell)}
            if number := row.get("data-source"):
                found[number] = told(cells.get("path", ""), cells.get("sha256", ""))
    return found
