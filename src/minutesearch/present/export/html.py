"""A storyboard as one web page: no script, nothing fetched, a policy that forbids both, and it prints to A4."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from minutesearch.model import WRITTEN_BY
from minutesearch.present.export.nouns import Cited, Entry, Report
from minutesearch.present.export.timeline import drawing
from minutesearch.present.export.timeline_svg import svg


def document(said: Report) -> bytes:
    """Write a web page that needs no other file.

    Args:
        said: the storyboard in words.

    Returns:
        The page in UTF-8; the same bytes for the same storyboard.
    """
    style = files("minutesearch.present.export").joinpath("report.css").read_text(encoding="utf-8")
    title = escape(said.title)
    body = [
        _links(said),
        f"<h1>{title}</h1>",
        *_part("searched", "What was searched", [f"<p>{escape(said.coverage)}</p>"]),
        *_part("timeline", "Timeline", _timeline(said)),
        *_part("evidence", "Evidence", (line for entry in said.entries for line in _entry(entry))),
        *_part("promises", "Promises still open", _pledges(said)),
    ]
    if said.beyond:
        rows = [f"<tr><td>{escape(what)}</td><td>{escape(why)}</td></tr>" for what, why in said.beyond]
        body += _part("beyond", "What could not be searched", _table(("What", "Why"), rows))
    body += _part("sources", "Sources", [*_origins(said), f'<p class="under">{escape(WRITTEN_BY)}</p>'])
    page = [
        "<!DOCTYPE html>",
        '<html lang="en-GB">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        "<main>",
        *body,
        "</main>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(page) + "\n").encode()


def _policy(style: str) -> str:
    """Nothing may be loaded, run or sent; this style alone may be used, by its hash."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _part(id: str, heading: str, lines: Iterable[str]) -> list[str]:
    return [f'<section id="{id}">', f"<h2>{heading}</h2>", *lines, "</section>"]


def _links(said: Report) -> str:
    parts = [("evidence", "Evidence"), ("promises", "Promises"), ("sources", "Sources")]
    if said.beyond:
        parts.insert(2, ("beyond", "Not searched"))
    rows = "".join(f'<li><a href="#{id}">{name}</a></li>' for id, name in parts)
    return f'<nav aria-label="Parts of this page"><ul>{rows}</ul></nav>'


def _timeline(said: Report) -> list[str]:
    drawn = drawing(said.moments)
    if drawn is None:
        return [f"<p>{escape(said.described)}</p>"]
    rows = [
        f"{'<tr class=missing>' if m.missing else '<tr>'}<td>{escape(m.when)}</td><td>{escape(m.body)}</td>"
        f'<td>{escape(m.said)}</td><td class="number">{"–" if m.missing else m.quotes}</td></tr>'
        for m in said.moments
    ]
    picture = svg(drawn, "Timeline of the quotes", said.described)
    return [
        f'<figure><div class="wide">{picture}</div></figure>',
        *_table(("Date", "Body", "Minutes", "Quotes"), rows, name="meetings", caption="The same facts in words"),
    ]


# -- evidence -----------------------------------------------------------------------------------------------


def _entry(entry: Entry) -> list[str]:
    tags = "".join(f' <span class="tag">{escape(tag)}</span>' for tag in entry.tags)
    number = "" if entry.cited.source is None else str(entry.cited.source)
    where = f'data-section="{escape(entry.cited.section)}" data-source="{number}"'
    lines = [
        f'<article class="evidence" id="item-{entry.n}">',
        f"<h3>{entry.n}. {escape(entry.heading)}{tags}</h3>",
        *(f'<p class="{"detail" if n else "warning"}">{escape(said)}</p>' for n, said in enumerate(entry.warnings)),
        *([f'<p class="counter">{escape(entry.counter)}</p>'] if entry.counter else []),
        f'<blockquote class="quote" {where}>“{_quote(entry)}”</blockquote>',
        f'<p class="citation">{_cited(entry.cited)}</p>',
    ]
    if entry.remark:
        lines.append(f'<p class="remark">Remark: {escape(entry.remark)}</p>')
    if entry.note:
        lines.append(f'<p class="note">Note: {escape(entry.note)}</p>')
    blanks = "".join(
        f'<li class={room}>{escape(label)}{"" if room == "day" else ":"} <span class="blank"></span></li>'
        for label, room in entry.blanks
    )
    return [*lines, f'<ul class="blanks">{blanks}</ul>', "</article>"]


def _quote(entry: Entry) -> str:
    written = []
    for piece in entry.pieces:
        space = " " if piece.kind == "sic" else ""
        said = piece.text.strip() if piece.kind == "sic" else piece.text
        written.append(f'{space}<span class="{piece.kind}">{escape(said)}</span>')
    return "".join(written)


def _cited(cited: Cited) -> str:
    link = f" · {_link(cited.address, 'open the source')}" if cited.address else ""
    said = cited.source_words
    source = said if cited.source is None else f'<a href="#source-{cited.source}">{said}</a>'
    return f"{escape(cited.words)}{link} · {escape(cited.section)} · {source}"


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(words)}</a>'


# -- promises and sources -----------------------------------------------------------------------------------


def _pledges(said: Report) -> list[str]:
    if not said.pledges:
        return [f"<p>{escape(said.pledged)}</p>"]
    rows = []
    for p in said.pledges:
        owner = f"<br>By: {escape(p.owner)}" if p.owner else ""
        later = "".join(f"<br>{escape(line)}" for line in p.later)
        rows.append(
            f"<tr><td>{escape(p.made)}<br>{escape(p.body)}</td>"
            f"<td>“{escape(p.text)}”{owner}<br>{escape(p.section)}</td>"
            f"<td>{escape(p.due)}</td><td>{escape(p.status)}. {escape(p.why)}{later}</td></tr>"
        )
    table = _table(("Promised", "What", "Due", "Status, and why"), rows, name="promises")
    return [*table, f'<p class="under">{escape(said.pledged)}</p>']


def _origins(said: Report) -> list[str]:
    if not said.origins:
        return ["<p>No source is quoted.</p>"]
    rows = []
    for o in said.origins:
        address = _link(o.address, o.address_words) if o.address else escape(o.address_words)
        rows.append(
            f'<tr data-source="{o.n}" id="source-{o.n}"><td class="number">{o.n}</td>'
            f'<td class="path">{escape(o.path)}</td><td class="address">{address}</td>'
            f'<td class="retrieved">{escape(o.retrieved)}</td><td class="sha256">{escape(o.sha256)}</td></tr>'
        )
    return _table(("No.", "Source", "Address", "Retrieved", "SHA-256"), rows, name="sources")


def _table(heads: Sequence[str], rows: Iterable[str], *, name: str = "", caption: str = "") -> list[str]:
    attribute = f' class="{name}"' if name else ""
    said = f"<caption>{caption}</caption>" if caption else ""
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    return [
        f'<div class="wide"><table{attribute}>{said}',
        f"<thead><tr>{head}</tr></thead>",
        "<tbody>",
        *rows,
        "</tbody></table></div>",
    ]
