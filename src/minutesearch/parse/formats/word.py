"""Pieces of Word's XML: parts, flags, styles, runs of text; what was deleted or is hidden is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from minutesearch.errors import SourceError
from minutesearch.parse.formats.letters import Run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|überschrift|titre)\s?(\d)$", re.IGNORECASE)
_OTHERWISE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({f"{W}del", f"{W}moveFrom", _OTHERWISE})
_SKIPPED = _GONE | {f"{W}txbxContent", f"{W}pPr"}


def xml(content: bytes, faults: list[str] | None = None) -> etree._Element:
    """The root of a part; what is damaged in it is left out.

    Args:
        content: the part.
        faults: gets a line for each fault that may have cost text.

    Raises:
        SourceError: where it is no XML, or nested deeper than libxml2 follows.
    """
    # Without ``huge_tree`` libxml2 drops all that is nested over 256 deep, and long texts, without a word.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError("the Word file is damaged (its text is no XML)", hint="Fetch or copy it again.") from error
    if root is None:
        raise SourceError("the Word file is damaged (its text is no XML)", hint="Fetch or copy it again.")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SourceError("the Word file is nested too deeply to be read", hint="Save it as PDF.")
    if faults is not None:
        faults += [entry.type_name for entry in parser.error_log if entry.level_name == "FATAL"]
    return root


class Style(NamedTuple):
    """What a style of paragraphs says: the level of heading (0 for none), weight, size in points, and list."""

    heading: int
    bold: bool
    listed: bool
    size: float
    instance: str = ""
    """The list that numbers its paragraphs (``numId``), and the level in it."""
    depth: int | None = None


def flag(properties: etree._Element | None, name: str) -> bool | None:
    """Is a property on, off, or not named?"""
    element = None if properties is None else properties.find(f"{W}{name}")
    if element is None:
        return None
    return element.get(f"{W}val", "true").lower() not in ("0", "false", "off", "none")


def _size(properties: etree._Element | None) -> float:
    element = None if properties is None else properties.find(f"{W}sz")
    value = "" if element is None else element.get(f"{W}val", "")
    return int(value) / 2 if value.isdigit() and len(value) < 5 else 0.0


def styles_of(root: etree._Element | None) -> dict[str, Style]:
    """The styles by their ids, each with what it takes from the style it is based on."""
    if root is None:
        return {}
    raw: dict[str, tuple[str, str, etree._Element]] = {}
    for element in root.iterfind(f"{W}style"):
        name = element.find(f"{W}name")
        based = element.find(f"{W}basedOn")
        raw[element.get(f"{W}styleId", "")] = (
            "" if name is None else name.get(f"{W}val", ""),
            "" if based is None else based.get(f"{W}val", ""),
            element,
        )

    def resolve(key: str) -> Style:
        heading, bold, listed, size = 0, None, False, 0.0
        instance, depth = "", None
        seen: set[str] = set()
        while key in raw and key not in seen:
            seen.add(key)
            name, based, element = raw[key]
            match = _HEADING.match(name)
            if not heading:
                heading = (
                    int(match[1]) if match else 1 if name.lower() == "title" else 2 if name.lower() == "subtitle" else 0
                )
            numbered = element.find(f"{W}pPr/{W}numPr")
            listed = listed or name.lower().startswith("list ") or numbered is not None
            if numbered is not None:
                own_instance, own_depth = place_of(numbered)
                instance, depth = instance or own_instance, own_depth if depth is None else depth
            level = element.find(f"{W}pPr/{W}outlineLvl")
            if (
                not heading
                and level is not None
                and level.get(f"{W}val", "9").isdigit()
                and int(level.get(f"{W}val", "9")) < 6
            ):
                heading = int(level.get(f"{W}val", "0")) + 1
            own = flag(element.find(f"{W}rPr"), "b")
            bold = own if bold is None else bold
            size = size or _size(element.find(f"{W}rPr"))
            key = based
        return Style(heading, bool(bold), listed, size, instance, depth)

    return {key: resolve(key) for key in raw}


def place_of(numbered: etree._Element) -> tuple[str, int | None]:
    """The list and the level that a ``numPr`` names."""
    instance, level = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
    depth = "" if level is None else level.get(f"{W}val", "")
    return "" if instance is None else instance.get(f"{W}val", ""), int(depth) if depth in set("012345678") else None


def runs_of(node: etree._Element, *, bold: bool) -> Iterator[list[Run]]:
    """The runs of a paragraph, cut at typed line breaks; what was deleted, is hidden or stands in a box is left out."""
    runs: list[Run] = []
    stack: list[etree._Element] = list(reversed(node))
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag != f"{W}r":
            stack.extend(reversed(element))
            continue
        properties = element.find(f"{W}rPr")
        if flag(properties, "vanish"):
            continue
        own = flag(properties, "b")
        heavy = bold if own is None else own
        for child in element:
            if child.tag == f"{W}t":
                runs.append(Run(child.text or "", heavy))
            elif child.tag in (f"{W}tab", f"{W}ptab"):
                runs.append(Run(" ", heavy))
            elif child.tag == f"{W}noBreakHyphen":
                runs.append(Run("-", heavy))
            elif child.tag in (f"{W}br", f"{W}cr"):
                yield runs
                runs = []
    yield runs


def inside(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The outermost elements of a name inside a node, but for those of which another printing is chosen."""
    stack: list[etree._Element] = list(reversed(node))
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag not in _GONE:
            stack.extend(reversed(element))


def is_boxed(paragraph: etree._Element, cell: etree._Element) -> bool:
    """Does a paragraph of a cell stand in a box in it, or in what is not printed?"""
    for node in paragraph.iterancestors():
        if node is cell:
            return False
        if node.tag == f"{W}txbxContent" or node.tag in _GONE:
            return True
    return False
