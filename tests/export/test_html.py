"""The web page: whole in one file, without anything that runs or is fetched, and readable."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any

import pytest
from lxml import html
from tests.export.boards import HOSTILE, quotes_of
from tests.export.test_timeline import luminance

from minutesearch.evidence.exported import html as reader
from minutesearch.model import Storyboard
from minutesearch.present.export import rendered
from minutesearch.text import safe_text

STYLE = files("minutesearch.present.export").joinpath("report.css").read_text(encoding="utf-8")


def page_of(board: Storyboard) -> Any:
    return html.document_fromstring(rendered(board, ".html").decode("utf-8").encode("utf-8"))


def test_every_quote_stands_verbatim_with_its_section_and_source(storyboard: Storyboard) -> None:
    blocks = page_of(storyboard).xpath('//blockquote[@class="quote"]')
    verbatim = [[s.text_content() for s in b.xpath('.//span[@class="verbatim"]')] for b in blocks]
    assert verbatim == quotes_of(storyboard)
    assert [b.get("data-section") for b in blocks] == [e.item.section for e in storyboard.evidence]
    assert [b.get("data-source") for b in blocks] == ["1", "2", "2", "2", "", "3"]
    assert blocks[1].text_content() == "“Two patrols were recieved [sic] […] and the third would start after Easter.”"
    assert [s.get("class") for s in blocks[1].iter("span")] == ["verbatim", "sic", "cut", "verbatim"]


def test_verify_reads_back_what_was_quoted_and_from_where(storyboard: Storyboard) -> None:
    found = reader.read(rendered(storyboard, ".html"))
    assert [q.text for q in found.quotes] == [e.item.quote for e in storyboard.evidence]
    assert [q.section for q in found.quotes] == [e.item.section for e in storyboard.evidence]
    assert (found.quotes[1].path, found.quotes[1].sha256) == ("example/2024-03-12.pdf", "ab" * 32)


def test_sources_have_path_and_hash_in_cells_of_their_own(storyboard: Storyboard) -> None:
    row = page_of(storyboard).xpath('//table[@class="sources"]//tr[@data-source="2"]')[0]
    assert row.xpath('td[@class="path"]')[0].text_content() == "example/2024-03-12.pdf"
    assert row.xpath('td[@class="sha256"]')[0].text_content() == "ab" * 32


def test_the_policy_allows_nothing_but_this_style(storyboard: Storyboard) -> None:
    page = page_of(storyboard)
    policy = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    style = page.xpath("//style")[0].text
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    # A browser reads the policy before the style, or not at all.
    source = rendered(storyboard, ".html").decode()
    assert source.index("Content-Security-Policy") < source.index("<style>")


@pytest.mark.parametrize("which", ["storyboard", "hostile"])
def test_nothing_in_it_runs_or_is_fetched(which: str, request: pytest.FixtureRequest) -> None:
    page = page_of(request.getfixturevalue(which))
    assert not page.xpath("//script | //iframe | //object | //embed | //link | //img | //form | //base")
    for element in page.iter(html.etree.Element):
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert name not in {"style", "src", "srcset", "action", "formaction"}
            if name == "href":
                assert re.match(r"https?://|#[a-z]+(-\d+)?\Z", value), value
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_hostile_texts_are_shown_as_they_are(hostile: Storyboard) -> None:
    page = page_of(hostile)
    shown = [s.text_content() for s in page.xpath('//span[@class="verbatim"]')]
    assert shown == [safe_text(text) for text in HOSTILE]
    assert len(page.xpath("//article")) == len(HOSTILE)
    assert page.xpath("//title")[0].text == page.xpath("//h1")[0].text


def test_the_page_has_language_headings_and_a_described_picture(storyboard: Storyboard) -> None:
    page = page_of(storyboard)
    assert page.get("lang") == "en-GB"
    assert [h.text for h in page.iter("h2")] == [
        "What was searched", "Timeline", "Evidence", "Promises still open", "Sources",
    ]  # fmt: skip
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//h3")) == len(storyboard.evidence)
    svg = page.xpath('//*[local-name()="svg"]')[0]
    assert svg.get("role") == "img"
    assert svg.xpath('./*[local-name()="desc"]')[0].text.startswith("Timeline from 13 February 2024")
    cells = [[td.text_content() for td in row.iter("td")] for row in page.xpath('//table[@class="meetings"]/tbody/tr')]
    assert cells[1] == ["12 March 2024", "Example Board", "Approved", "4"]
    assert all(table.xpath("./thead//th[@scope='col']") for table in page.iter("table"))


def test_what_is_linked_on_the_page_is_there(storyboard: Storyboard) -> None:
    page = page_of(storyboard)
    targets = [a.get("href")[1:] for a in page.iter("a") if a.get("href").startswith("#")]
    assert targets
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert set(targets) <= set(ids)
    assert len(ids) == len(set(ids))


def test_it_prints_to_a4_and_keeps_an_item_on_its_page() -> None:
    assert "@page { size: A4;" in STYLE
    printed = STYLE[STYLE.index("@media print") :]
    assert re.search(r"\.evidence, tr, figure \{ break-inside: avoid; \}", printed)
    assert "thead { display: table-header-group; }" in printed


def test_all_text_stands_out_from_what_is_behind_it() -> None:
    rules = re.findall(r"\{([^{}]*)\}", STYLE)
    seen = 0
    for rule in rules:
        colour = re.search(r"(?:^|[;\s])color: (#[0-9a-f]{6})", rule)
        if colour:
            behind = re.search(r"background: (#[0-9a-f]{6})", rule)
            light = luminance(behind[1]) if behind else 1.0
            assert (light + 0.05) / (luminance(colour[1]) + 0.05) >= 4.5, rule
            seen += 1
    assert seen >= 6
