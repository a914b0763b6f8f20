"""What of a web page is the page and what is the site around it: menus, banners, forms, comments, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = frozenset(
    "nav aside footer form script style noscript template svg math iframe object embed video audio canvas map select "
    "option textarea input img picture head title meta link dialog search datalist".split()
)
_ROLES = frozenset("navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar".split())
_MARKS = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|ccc|breadcrumbs?|crumbs?|sidebar|side-bar|widgets?|share|sharing|social|"
    r"skip|skiplinks?|sr-only|screen-reader-text|visually-hidden|pagination|pager|menu|navbar|site-header|site-footer|"
    r"masthead|comments|comment-respond|comment-list|feedback|newsletter|subscribe|popup|modal|print-link|back-to-top|"
    r"related-posts|related-content|post-navigation|entry-meta|toc|mgactionlist|mghide|mghelp)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LABELS = re.compile(r"^(?:comments?|respond|sidebar|cookie.*|toc|menu|breadcrumb.*|footer|navigation)$", re.IGNORECASE)
_SKIP = re.compile(r"^(?:skip|jump) to (?:main |page |the )?(?:content|navigation|search|main)\b", re.IGNORECASE)
_HOLDERS = frozenset("h1 h2 h3 h4 h5 h6 summary".split())
_CONTROLS = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target")

_MAIN = (
    ".//table[contains(@class,'mgItemTable') or @id='mgItemTable']",
    ".//*[contains(concat(' ',normalize-space(@class),' '),' entry-content ')]",
    ".//main",
    ".//*[@role='main']",
    ".//article",
    ".//*[@id='main-content' or @id='maincontent' or @id='main' or @id='content']",
)
_LEAST_SHARE = 0.4
"""A marked main part that holds less of the page's own text than this is a teaser, not the minutes."""


def is_chrome(element: HtmlElement) -> bool:
    """Is this element part of the site rather than of the document?"""
    tag = element.tag
    if not isinstance(tag, str):
        return True
    if tag in _DROPPED:
        return True
    attributes = element.attrib
    if tag == "button" or attributes.get("type") in ("button", "submit"):
        # The head of an accordion is often a button; any other button is a control.
        return element.getparent().tag not in _HOLDERS and not any(name in attributes for name in _CONTROLS)
    if tag == "header" and not _own_head(element):
        return True
    if not attributes or tag in ("body", "main", "article", "html", "h1", "h2"):
        return False
    if attributes.get("role", "").lower() in _ROLES or attributes.get("aria-hidden") == "true":
        return True
    if tag == "a" and _SKIP.match((element.text or "").strip()):
        return True
    name = attributes.get("class", "")
    return bool((name and len(name) < 400 and _MARKS.search(name)) or _LABELS.match(attributes.get("id", "")[:60]))


def is_menu(element: HtmlElement) -> bool:
    """Is this table cell a menu: three links or more, each of a few words, and nothing beside them?

    Pages laid out by a table keep their menu in its first column.
    """
    if element.tag != "td":
        return False
    links = list(element.iter("a"))
    if len(links) < 3:
        return False
    inside = sum(len("".join(link.itertext()).strip()) for link in links)
    return inside > 0.85 * weight(element) and inside < 40 * len(links)


def _own_head(element: HtmlElement) -> bool:
    # Scribes put the title and the date of the meeting into <header>; a site's header has a menu and a logo.
    return element.find(".//h1") is not None or element.find(".//time") is not None


def kept(element: HtmlElement) -> Iterator[HtmlElement]:
    """An element and all below it that is not chrome, in document order, without recursion."""
    stack = [element]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(child for child in reversed(node) if not is_chrome(child))


def weight(element: HtmlElement) -> int:
    """Characters of an element's own words: chrome left out, white space at the edges of text not counted."""
    total = 0
    for node in kept(element):
        total += len((node.text or "").strip())
        total += sum(len((child.tail or "").strip()) for child in node)
    return total


def heart(root: HtmlElement) -> HtmlElement:
    """The element that holds the document of a page.

    A marked main part wins (the innermost that still holds most of the page's words); without one, the walk goes
    down from the body as long as one child holds nearly everything.
    """
    body = root.find(".//body")
    body = root if body is None else body
    whole = weight(body)
    best = body
    for path in _MAIN:
        found = [(weight(element), element) for element in body.xpath(path) if not _inside_chrome(element)]
        if found:
            size, element = max(found, key=lambda pair: pair[0])
            if size >= _LEAST_SHARE * whole and size >= 80:
                best = element
                break
    if best is not body:
        return best
    while True:
        children = [child for child in best if not is_chrome(child)]
        sizes = [weight(child) for child in children]
        if not sizes or max(sizes) < 0.97 * whole:
            return best
        best = children[sizes.index(max(sizes))]
        if best.tag in ("p", "ul", "ol", "table", "pre", "dl"):
            parent = best.getparent()
            return best if parent is None else parent


def _inside_chrome(element: HtmlElement) -> bool:
    node = element.getparent()
    while node is not None:
        if node.tag not in ("html", "body") and is_chrome(node):
            return True
        node = node.getparent()
    return False
