"""Web pages: every word of the document once, none of the site around it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutesearch.errors import SourceError
from minutesearch.parse.formats import html

PAGE = """<!DOCTYPE html><html><head><title>Ferry Users &amp; Friends</title><style>p {color: red}</style></head><body>
<div id="cookie-banner">This site uses cookies <button>Accept</button></div>
<a class="skip-link" href="#main">Skip to content</a>
<header class="site-header"><img alt="logo"><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
<aside>Weather today</aside>
<main id="main"><h1>Ferry Users &amp; Friends</h1>
<h2 id="nov">3 November 2020</h2>
<p><strong>Timetable:</strong> The winter times start&nbsp;soon.<br>A second line.</p>
<ul><li>North pier</li><li>South pier<ul><li>Steps</li></ul></li></ul>
<table><tr><th>Boat</th><th>Trips</th></tr><tr><td>Heron</td><td>14</td></tr></table>
<script>alert("no")</script><form><label>Search</label></form>
</main><footer>Copyright</footer></body></html>"""


def blocks_of(page: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in html.parse(page.encode()).blocks]


def test_one_walk_keeps_the_document_and_drops_the_site() -> None:
    document = html.parse(PAGE.encode())
    assert document.title == "Ferry Users & Friends"
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("heading", "Ferry Users & Friends"),
        ("heading", "3 November 2020"),
        ("paragraph", "Timetable: The winter times start soon."),
        ("paragraph", "A second line."),
        ("item", "North pier"),
        ("item", "South pier"),
        ("item", "Steps"),
        ("row", "Boat | Trips"),
        ("row", "Heron | 14"),
    ]
    run_in = document.blocks[2]
    assert run_in.text[: run_in.lead] == "Timetable:"
    assert document.blocks[1].anchor == "nov"
    assert [b.line for b in document.blocks] == list(range(1, 10))


def test_text_of_div_soup_goes_to_the_nearest_block() -> None:
    page = "<html><body><div>One<div>two</div>three<span>four</span></div></body></html>"
    assert [text for _, text in blocks_of(page)] == ["One", "two", "threefour"]


def test_layout_tables_break_at_cells_and_menus_in_cells_go() -> None:
    menu = "".join(f"<a href='{n}'>{n}</a><br>" for n in ("Home", "News", "Hall"))
    page = f"<table><tr><td>{menu}</td><td><p>Minutes of the meeting</p><p>Six came to it.</p></td></tr></table>"
    assert [text for _, text in blocks_of(page)] == ["Minutes of the meeting", "Six came to it."]


def test_accordions_are_read() -> None:
    page = (
        "<main><h3><button aria-expanded='false'>4 May 2022</button></h3><div hidden><p>The gate was mended.</p></div>"
        "<details><summary>6 June 2022</summary><p>The gate broke again.</p></details><button>Print</button></main>"
    )
    assert [text for _, text in blocks_of(page)] == [
        "4 May 2022",
        "The gate was mended.",
        "6 June 2022",
        "The gate broke again.",
    ]


def test_the_main_part_is_found_inside_a_theme() -> None:
    chrome = "".join(f"<li><a href='/{n}'>Menu entry number {n}</a></li>" for n in range(40))
    page = (
        f"<body><div class='menu'><ul>{chrome}</ul></div><div id='page'><div class='entry-content'><p>"
        "The bridge was painted in spring.<br>It will be painted again.</p></div><div class='widget'>Tweets</div></div>"
    )
    assert [text for _, text in blocks_of(page)] == ["The bridge was painted in spring.", "It will be painted again."]


def test_a_scribe_header_keeps_title_and_date() -> None:
    page = (
        "<body><header><h1>Tide Tables Group</h1><h2>08 May 2025</h2><nav>links</nav></header>"
        "<main><section><h3>Moon</h3><p>It was full when the group met.</p></section></main></body>"
    )
    assert [text for _, text in blocks_of(page)][:3] == ["Tide Tables Group", "08 May 2025", "Moon"]


def test_weight_comes_from_tags_and_styles() -> None:
    page = "<p><span style='font-weight:700'>Roof</span></p><p><b>Pay <i>and</i></b> rations</p><p><b>a</b><b>b</b></p>"
    blocks = html.parse(page.encode()).blocks
    assert blocks[0].bold == 1
    assert blocks[1].text[: blocks[1].lead] == "Pay and"
    assert blocks[2].bold == 1


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>x()</script></body></html>", "<p>\u200b</p>"])
def test_a_page_without_text_is_no_success(page: str) -> None:
    with pytest.raises(SourceError) as caught:
        html.parse(page.encode())
    assert caught.value.state == "no-text"


def test_deep_nesting_ends() -> None:
    page = "<div>" * 20_000 + "deep down" + "</div>" * 20_000
    try:
        document = html.parse(f"<html><body><p>top</p>{page}</body></html>".encode())
    except SourceError:
        return
    assert document.blocks[0].text == "top"


WORDS = st.text("abcdefgh", min_size=3, max_size=6)
TREE = st.recursive(
    WORDS.map(lambda word: f" {word} "),
    lambda inner: st.tuples(
        st.sampled_from(["p", "div", "ul", "li", "span", "b", "td", "section", "blockquote", "em"]),
        st.lists(inner, max_size=4),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    max_leaves=25,
)


@given(TREE)
@settings(max_examples=60, deadline=None)
def test_every_word_comes_once(tree: str) -> None:
    import re

    page = f"<html><body><p>start</p><div>{tree}</div></body></html>"
    words = Counter(re.sub(r"<[^>]+>", " ", f"start {tree}").split())
    found = Counter(" ".join(block.text for block in html.parse(page.encode()).blocks).replace("|", " ").split())
    assert found == words
