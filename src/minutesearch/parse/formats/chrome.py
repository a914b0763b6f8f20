"""What of a web page is the page and what is the site around it: menus, banners, forms, comments, scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER = frozenset(
    "script style noscript template svg math iframe object embed video audio canvas map select option textarea input "
    "img picture head title meta link datalist".split()
)
"""What holds no text that is printed on the page."""
_GONE = "{gone}gone"
"""A name that no page can give an element, since HTML has no namespaces."""
_SITE = frozenset("nav aside footer dialog search".split())
_ROLES = frozenset("navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar".split())
_MARKS = re.compile(
    r"(?:^|[\s_-])(?:cookies?|gdpr|ccc|breadcrumbs?|crumbs?|sharing|skip|skiplinks?|sr-only|screen-reader-text|"
    r"visually-hidden|pagination|pager|navbar|site-footer|comment-respond|comment-list|newsletter|popup|modal|"
    r"print-link|back-to-top|related-posts|related-content|post-navigation|entry-meta|mgactionlist|mghide|mghelp)"
    r"(?:$|[\s_-])|"
    r"(?:^|\s)(?:comments|comments-area|feedback|subscribe|consent|share|social)(?:\s|$)|"
    r"(?:^|[\s_-])(?:share|social)[_-](?:links?|icons?|buttons?|bar|media|nav|this)(?:$|[\s_-])|"
    r"(?:^|[\s_-])consent[_-](?:banner|bar|box|dialog|manager|modal|notice|overlay|popup)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes of the site's parts. What minutes may be about (consent, comments, social care) has to be the whole class."""
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:sidebar|side-bar|widget-area|menu|site-header|masthead|toc)(?:$|[\s_-])|"
    r"(?:^|\s)widgets?(?:\s|$)|(?:^|\s)widget_\w",
    re.IGNORECASE,
)
"""Classes that wrappers of whole pages are named after too, for what they have or have not ("no-sidebar").

A page builder calls every block of a page a widget, with its own name before the word.
"""
_LABELS = re.compile(r"^(?:comments?|respond|sidebar|cookie.*|toc|menu|breadcrumb.*|footer|navigation)$", re.IGNORECASE)
_SKIP = re.compile(r"^(?:skip|jump) to (?:main |page |the )?(?:content|navigation|search|main)\b", re.IGNORECASE)
_HOLDERS = frozenset("h1 h2 h3 h4 h5 h6 summary".split())
_CONTROLS = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target", "data-bs-target")
_AIMS = ("aria-controls", "data-target", "data-bs-target", "href")

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
_PEER = 0.25
"""A second main part that holds this share of the largest one is another post of the page, not a teaser."""
_WHOLE = 0.5
"""What holds this share of the page's prose is not beside the page, whatever it is called."""


class Site:
    """A page's elements, told apart: those of the document and those of the site around it.

    Args:
        root: the page.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        body = root.find(".//body")
        self.body: HtmlElement = root if body is None else body
        self._prose = _prose(self.body)
        self._known: dict[HtmlElement, bool] = {}
        self._weights: dict[HtmlElement, int] = {}

    def is_chrome(self, element: HtmlElement) -> bool:
        """Is this element part of the site rather than of the document?"""
        known = self._known.get(element)
        if known is None:
            known = self._known[element] = self._is_chrome(element)
        return known

    def _is_chrome(self, element: HtmlElement) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in _NEVER:
            return True
        attributes = element.attrib
        if tag == "button" or attributes.get("type") in ("button", "submit"):
            # The head of an accordion is often a button; any other button is a control.
            opens = any(name in attributes for name in _CONTROLS) or _opens_next(element)
            return element.getparent().tag not in _HOLDERS and not opens
        if tag in ("body", "main", "article", "html", "h1", "h2"):
            return False
        if _is_named_chrome(element):
            return True
        # Whole pages stand in the one form of their server, or in a wrapper named after the sidebar beside it.
        beside = tag == "form" or (tag == "header" and not _own_head(element)) or _BESIDE.search(_class(element))
        return bool(beside) and self._prose.get(element, 0) < _WHOLE * max(self._prose[self.body], 1)

    def is_inside_chrome(self, element: HtmlElement) -> bool:
        """Does a part of the site hold this element?"""
        return any(node.tag not in ("html", "body") and self.is_chrome(node) for node in element.iterancestors())

    def weight(self, element: HtmlElement) -> int:
        """Characters of an element's own words: chrome left out, white space at the edges of text not counted."""
        known = self._weights.get(element)
        if known is not None:
            return known
        stack: list[tuple[HtmlElement, bool]] = [(element, False)]
        while stack:
            node, done = stack.pop()
            if not done:
                stack.append((node, True))
                stack.extend((child, False) for child in node if not self.is_chrome(child))
                continue
            self._weights[node] = len((node.text or "").strip()) + sum(
                len((child.tail or "").strip()) + (0 if self.is_chrome(child) else self._weights[child])
                for child in node
            )
        return self._weights[element]

    def is_menu(self, element: HtmlElement) -> bool:
        """Is this table cell a menu: three links or more, each of a few words, and nothing beside them?

        Pages laid out by a table keep their menu in its first column.
        """
        if element.tag != "td":
            return False
        links = list(element.iter("a"))
        if len(links) < 3:
            return False
        inside = sum(len("".join(link.itertext()).strip()) for link in links)
        return inside > 0.85 * self.weight(element) and inside < 40 * len(links)

    def heart(self) -> HtmlElement:
        """The element that holds the document of a page.

        A marked main part wins (the innermost that still holds most of the page's words; the element around them
        where there are several of a size); without one, the walk goes down from the body as long as one child holds
        everything: a date may be all that stands above it.
        """
        body = self.body
        whole = self.weight(body)
        for path in _MAIN:
            found = [(self.weight(each), each) for each in body.xpath(path) if not self.is_inside_chrome(each)]
            if not found:
                continue
            size, best = max(found, key=lambda pair: pair[0])
            inner = set(best.iterdescendants())
            outer = set(best.iterancestors())
            peers = [each for n, each in found if n >= _PEER * size and each not in inner and each not in outer]
            if len(peers) > 1:
                best = _around(peers)
                size = self.weight(best)
            if size >= _LEAST_SHARE * whole and size >= 80:
                return best
        best = body
        while True:
            children = [child for child in best if not self.is_chrome(child)]
            sizes = [self.weight(child) for child in children]
            if not sizes or max(sizes) < whole:
                return best
            best = children[sizes.index(max(sizes))]
            if best.tag in ("p", "ul", "ol", "table", "pre", "dl"):
                parent = best.getparent()
                return best if parent is None else parent


def _around(elements: list[HtmlElement]) -> HtmlElement:
    """The innermost element that holds all of these."""
    first, *others = elements
    around = [set(other.iterancestors()) for other in others]
    return next(node for node in first.iterancestors() if all(node in each for each in around))


def _prose(body: HtmlElement) -> dict[HtmlElement, int]:
    """The characters inside each element that are no links, in one walk without recursion."""
    counts: dict[HtmlElement, int] = {}
    stack: list[tuple[HtmlElement, bool]] = [(body, False)]
    while stack:
        node, done = stack.pop()
        if not done:
            stack.append((node, True))
            stack.extend((child, False) for child in node)
            continue
        linked = not isinstance(node.tag, str) or node.tag in _NEVER or (node.tag == "a" and "href" in node.attrib)
        count = 0 if linked else len((node.text or "").strip()) + sum(counts[child] for child in node)
        counts[node] = count if linked else count + sum(len((child.tail or "").strip()) for child in node)
    return counts


def _is_named_chrome(element: HtmlElement) -> bool:
    """Does an element say by its tag, its role or a name that it is part of the site?"""
    tag, attributes = element.tag, element.attrib
    if tag in _SITE:
        return True
    if not attributes:
        return False
    if attributes.get("role", "").lower() in _ROLES:
        return True
    if tag == "a" and _SKIP.match((element.text or "").strip()):
        return True
    return bool(_MARKS.search(_class(element)) or _LABELS.match(attributes.get("id", "")[:60]))


def _class(element: HtmlElement) -> str:
    name = element.get("class", "")
    return name if len(name) < 400 else ""


def _own_head(element: HtmlElement) -> bool:
    # Scribes put the title and the date of the meeting into <header>; a site's header has a menu and a logo.
    return element.find(".//h1") is not None or element.find(".//time") is not None


# -- what is not shown --------------------------------------------------------------------------------------

_INLINE = frozenset("a abbr b em i small span strong sub sup svg u".split())


def remove_hidden(root: HtmlElement, unseen: frozenset[HtmlElement]) -> None:
    """Take out what a reader cannot bring to sight; the closed panels of accordions and tabs stay.

    A panel is what a control on the page names, or what follows a head that opens and closes.

    Args:
        root: the page; it is changed.
        unseen: its elements whose style hides them.
    """
    aimed = {
        value.lstrip("#")
        for element in root.iter()
        if isinstance(element.tag, str)
        for name in _AIMS
        if (value := element.get(name)) and (name != "href" or value[:1] == "#")
    }
    gone = [
        element
        for element in root.iter()
        if isinstance(element.tag, str)
        and (element in unseen or "hidden" in element.attrib or element.get("aria-hidden") == "true")
        and element.tag not in ("html", "body")
        and not _is_panel(element, aimed)
        # What is only kept from screen readers is there to be seen; of signs and arrows it tells nothing.
        and (element.get("aria-hidden") != "true" or element.tag in _INLINE or element in unseen)
    ]
    # One by one, each removal would copy all the text that goes on behind it, and could not where that holds a sign
    # which XML forbids.
    for element in gone:
        element.tag = _GONE
    etree.strip_elements(root, _GONE, with_tail=False)


_OPENERS = ("aria-expanded", *_CONTROLS)


def _opens_next(button: HtmlElement) -> bool:
    """Does a block of text stand right behind a button, as the panel of an accordion does that has no marks?"""
    panel = button.getnext()
    return panel is not None and panel.tag in ("div", "section") and len(panel.text_content()) >= _LEAST_PANEL


_LEAST_PANEL = 40


def _is_panel(element: HtmlElement, aimed: set[str]) -> bool:
    if element.get("id") in aimed or element.get("role") == "tabpanel":
        return True
    before = element.getprevious()
    while before is not None and not isinstance(before.tag, str):
        before = before.getprevious()
    return before is not None and (
        before.tag == "button"
        or before.find(".//button") is not None
        or any(
            name in node.attrib
            for node in (before, *before.iterdescendants())
            for name in ("aria-expanded", *_CONTROLS)
        )
    )
