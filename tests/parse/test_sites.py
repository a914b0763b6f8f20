"""Web pages as the usual site builders and word processors make them: the minutes are read, the site is not."""

from __future__ import annotations

import pytest

from minutesearch.errors import SourceError
from minutesearch.parse.formats import html

LINES = [
    "Harbour Committee",
    "4 May 2022",
    "Apologies",
    "None were sent by anybody at all.",
    "Sea wall",
    "The wall was looked at, and a mason will be asked for a price before the winter.",
]
BODY = "<h1>{}</h1><p>{}</p><h2>{}</h2><p>{}</p><h2>{}</h2><p>{}</p>".format(*LINES)
MENU = "<ul>" + "".join(f"<li><a href='/{n}'>Page number {n} of the site</a></li>" for n in range(30)) + "</ul>"
COOKIES = "<p>We use cookies to make this site work and to count its visitors. Choose which of them you allow.</p>" * 6


def texts(page: str) -> list[str]:
    return [block.text for block in html.parse(page.encode()).blocks]


SITES = {
    "word press": (
        "<body class='page no-sidebar'><div id='page' class='site'><header class='site-header'><a href='/'>Home</a>"
        f"</header><nav>{MENU}</nav><div class='content-sidebar-wrap'><main class='content'><article>"
        f"<div class='entry-content'>{BODY}</div><footer class='entry-meta'>Filed under: News</footer></article></main>"
        "<aside class='sidebar widget-area'><div class='widget widget_text'>Dates for your diary</div></aside></div>"
        "<div id='comments' class='comments-area'><p>A reader writes at length.</p></div></div></body>"
    ),
    "page builder": (
        f"<body><div class='elementor elementor-location-header'><nav class='elementor-nav-menu'>{MENU}</nav></div>"
        "<div class='elementor-section'><div class='elementor-element elementor-widget elementor-widget-text-editor'>"
        f"<div class='elementor-widget-container'>{BODY}</div></div></div>"
        "<div class='elementor-widget-share-buttons'><div class='elementor-share-buttons'>Tell a friend</div></div>"
        "<footer>Charity 123</footer></body>"
    ),
    "one form for the page": (
        f"<body><form id='aspnetForm' method='post'><input type='hidden' value='x'><div class='menu'>{MENU}</div>"
        f"<div id='content'>{BODY}</div><input type='submit' value='Go'></form></body>"
    ),
    "drupal": (
        "<body><a href='#main-content' class='visually-hidden'>Skip to main content</a>"
        f"<div class='dialog-off-canvas-main-canvas'><header role='banner'><div class='region'>{MENU}</div></header>"
        "<div class='breadcrumb'>Home » Meetings</div><main role='main'><div class='region region-content'>"
        f"<article><div class='field field--name-body'>{BODY}</div></article></div></main>"
        "<footer class='site-footer'>Town Hall</footer></div></body>"
    ),
    "blocks": (
        f"<body><div id='siteWrapper' class='site-wrapper'><div class='header-menu'>{MENU}</div>"
        f"<main id='page'><article><section class='page-section'><div class='sqs-block html-block'>{BODY}</div>"
        "</section></article></main><div class='sqs-cookie-banner-v2'>Cookies are used.</div></div></body>"
    ),
    "nested ids": (
        "<body><div id='SITE_CONTAINER'><header><nav>" + MENU + "</nav></header><main id='PAGES_CONTAINER'>"
        f"<div id='comp-1' class='wixui-rich-text'>{BODY}</div></main>"
        "<footer id='SITE_FOOTER'>All rights</footer></div></body>"
    ),
    "mailing in tables": (
        "<body><table><tr><td align='center'><a href='/v'>View in a browser</a></td></tr><tr><td><table><tr><td>"
        f"{BODY}</td></tr></table></td></tr><tr><td class='social'><a href='/s'>Share</a></td></tr></table></body>"
    ),
}


@pytest.mark.parametrize("site", SITES)
def test_the_minutes_of_a_site_are_read_and_nothing_else(site: str) -> None:
    found = texts(SITES[site])
    assert [text for text in found if text != "View in a browser"] == LINES


@pytest.mark.parametrize(
    "consent",
    [
        f"<div id='cookie-law'>{COOKIES}</div>",
        f"<div class='cc-window' role='dialog'>{COOKIES}</div>",
        f"<div class='cmplz-cookiebanner consent-banner'>{COOKIES}</div>",
        f"<dialog open>{COOKIES}</dialog>",
        f"<div class='modal' aria-hidden='true'>{COOKIES}</div>",
        f"<div style='display: none'>{COOKIES}</div>",
        f"<div hidden>{COOKIES}</div>",
        f"<style>.later, p.last {{ display:none }}</style><div class='late later'>{COOKIES}</div>",
        f"<template>{COOKIES}</template><noscript>Switch scripts on.</noscript>",
    ],
)
def test_dialogs_and_what_is_hidden_are_left_out(consent: str) -> None:
    assert texts(f"<body>{consent}<div>{BODY}</div></body>") == LINES


@pytest.mark.parametrize(
    "panel",
    [
        "<a data-toggle='collapse' href='#may'>May</a><div id='may' class='collapse' style='display:none'>{}</div>",
        "<h3><button aria-expanded='false' aria-controls='may'>May</button></h3><div id='may' hidden>{}</div>",
        "<button aria-expanded='false' data-x='1'>May</button><div aria-hidden='true' style='display:none'>{}</div>",
        "<details><summary>May</summary><div>{}</div></details>",
        "<ul role='tablist'><li><a href='#t1'>May</a></li></ul><div role='tabpanel' id='t1' hidden>{}</div>",
    ],
)
def test_panels_that_a_click_opens_are_read(panel: str) -> None:
    found = texts(f"<body><div>{panel.format(BODY)}</div></body>")
    assert found == ["May", *LINES]


def test_sections_are_not_taken_for_the_site_by_their_subject() -> None:
    page = (
        "<main><h1>Town Meeting</h1><section class='consent-agenda'><h2>Consent agenda</h2><p>It passed.</p></section>"
        "<section class='public-comments'><h2>Public comments</h2><p>There were two of them.</p></section>"
        "<section class='social-care'><h2>Social care</h2><p>A report was noted.</p></section></main>"
    )
    assert len(texts(page)) == 7


def test_two_posts_on_one_page_are_both_read() -> None:
    page = (
        f"<body><nav>{MENU}</nav><div id='posts'><article><div class='entry-content'>{BODY}</div></article>"
        f"<article><div class='entry-content'>{BODY.replace('May', 'June')}</div></article></div></body>"
    )
    assert texts(page) == [*LINES, *(line.replace("May", "June") for line in LINES)]


def test_who_came_may_stand_above_the_main_part() -> None:
    page = (
        "<body><header><h1>Tide Tables</h1></header><div id='prelims'><h2>Attendees</h2><dl><dt>Present</dt>"
        "<dd>the pilot, the warden</dd><dt>Regrets</dt><dd>the diver</dd></dl></div>"
        "<nav><h2>Contents</h2><ol><li><a href='#x'>Moon</a></li></ol></nav>"
        "<main><h3>Moon</h3><p>It was full on the evening when the group met, and the tide was very high.</p></main>"
    )
    assert texts(page)[:6] == [
        "Tide Tables",
        "Attendees",
        "Present",
        "the pilot, the warden",
        "Regrets",
        "the diver",
    ]


def test_weight_in_a_style_sheet_is_weight() -> None:
    page = (
        "<head><style>@media print {.c1 {font-weight:700}} ol{margin:0}.c1{color:red}.c3{font-weight:700;color:#000}"
        "/* .c1{font-weight:700} */ p.c4,span.c4{font-weight: bold} .c5{font-weight:400}</style></head><body>"
        "<p class='c1'><span class='c3'>Roof</span></p><p class='c1'><span class='c1'>Slates fell.</span></p>"
        "<p class='c4'>Walls</p><div class='c4'>Paint fell.</div><b class='c5'>Not bold at all.</b></body>"
    )
    assert [block.bold for block in html.parse(page.encode()).blocks] == [1, 0, 1, 0, 0]


def test_heads_of_old_pages_are_set_off_by_size_or_underline() -> None:
    long = "The pier was looked at and found to be in want of a new rail on its northern side."
    page = (
        f"<body><center><b>Pier Company</b></center><p><font size='+1'>Rails</font></p><font size='2'>{long}<br><br>"
        f"{long}</font><p><u>Lamps</u></p><p>{long}</p><p>{long} <u>Only this.</u></p></body>"
    )
    blocks = html.parse(page.encode()).blocks
    assert [block.text for block in blocks if block.bold == 1] == ["Pier Company", "Rails", "Lamps"]


def test_a_saved_word_document_keeps_its_typed_numbers() -> None:
    page = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style><!-- p.MsoNormal {margin:0} "
        "span.Hid {mso-hide:all} --></style></head><body lang=EN-GB><div class=WordSection1>"
        "<p class=MsoNormal><![if !supportLists]><b><span style='mso-list:Ignore'>1.<span style='font:7.0pt \"Times "
        "New Roman\"'>&nbsp;&nbsp; </span></span></b><![endif]><b>Quay dues<o:p></o:p></b></p>"
        "<p class=MsoNormal>They stay as they are &#150; for now.<span class=Hid>no one sees this</span></p>"
        "</div></body></html>"
    )
    blocks = html.parse(page.encode()).blocks
    assert [block.text for block in blocks] == ["1. Quay dues", "They stay as they are – for now."]
    assert blocks[0].bold == 1


def test_numbers_of_lists_are_printed() -> None:
    page = (
        "<body><ol start='3'><li><b>Rails</b><ol type='a'><li>north</li><li>south</li></ol></li><li value='7'><p>Lamps"
        "</p><p>Two are out.</p></li></ol><ul><li>a bullet</li></ul><ol style='list-style:none'><li>none</li></ol>"
        "<ol style='list-style-type: upper-roman'><li>one</li><li><i></i></li><li>three</li></ol></body>"
    )
    blocks = html.parse(page.encode()).blocks
    assert [block.text for block in blocks] == [
        "3. Rails",
        "a. north",
        "b. south",
        "7. Lamps",
        "Two are out.",
        "a bullet",
        "none",
        "I. one",
        "III. three",
    ]
    assert blocks[0].bold == 1


def test_deep_pages_are_read_or_refused_but_never_cut() -> None:
    page = "<html><body>" + "<font>" * 400 + "deep" + "</font>" * 400 + "<p>after</p></body></html>"
    assert texts(page) == ["deep", "after"]
    with pytest.raises(SourceError, match="nested too deeply"):
        texts("<html><body><p>top</p>" + "<div>" * 20_000 + "deep" + "</div>" * 20_000 + "</body></html>")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><frameset cols='20%,80%'><frame src='menu.htm'><frame src='m.htm'></frameset></html>", "frame"),
        ("<html><body><div id='root'></div><script src='app.js'></script></body></html>", "scripts"),
        ("<html><body><p> </p></body></html>", "no text$"),
    ],
)
def test_why_a_page_holds_no_text(page: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        texts(page)
    assert caught.value.state == "no-text"


def test_a_page_of_nothing_but_links_keeps_them() -> None:
    rows = "".join(f"<tr><td><a href='{n}.pdf'>{n} May 2015</a></td></tr>" for n in range(1, 9))
    assert len(texts(f"<body><table><tr><td><table>{rows}</table></td></tr></table></body>")) == 8
