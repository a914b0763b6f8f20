"""Whatever a text holds, reading it ends soon, in sections or in one clear reason, and loses and repeats nothing.

Texts are put together from what minutes are made of and from what they never hold, or are pages of our own layouts with
bytes changed under a seed. Time is the processor's, with room for a busy machine: an ordinary page of 64 KB takes a
tenth of a second.
"""

from __future__ import annotations

import calendar
import random
import re
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from tests.quality.layouts import templates, written

from minutesearch import gaps
from minutesearch.assemble import Reading, assemble
from minutesearch.errors import SourceError
from minutesearch.model import Document, Explanation
from minutesearch.parse import explain, read, segment
from minutesearch.parse.formats.letters import clean
from minutesearch.parse.identity import bodies, dates, kinds, meeting_day
from minutesearch.parse.identity.versions import version_of
from minutesearch.parse.sections.furniture import is_furniture, is_link_line

LARGEST = 64 << 10
MOST = 1.0
PATH = "corpus/2021-01-12-minutes.txt"

LINES = (
    "Oak Board", "Minutes of the meeting held on 12 January 2021", "MINUTES",
    "Present: Councillor A, Councillor B",
    "Present", "Apologies", "1. Apologies for absence", "2. Declarations of interest", "1.1 Hedges",
    "2.3 It was agreed",
    "(a) the gate", "iv) the lane", "12", "112/21 Accounts", "7:30 pm - Roll call", "BUDGET",
    "Budget: it was noted that",
    "Item 4: Roads", "Agenda item: | Roads | Presenter: | the clerk", "| Item | Discussion | Action |", "|---|---|---|",
    "| Roads | It was agreed that they be swept. | Clerk |", "Date of next meeting", "9 February 2021",
    "The next meeting will be on 9 February.", "The minutes of 8 December 2020 were approved.",
    "RESOLVED: that it be so.",
    "The meeting closed at 9 pm.", "# Oak Board minutes", "## Roads", "### 9 March 2021", "**Roads** were swept.",
    "- a point", "* another", "> quoted", "    indented", "---", "===", "title: Minutes", "date: 2021-01-12", "```",
    "[roads](http://example.org/a)", "<b>bold</b>", "<!-- not seen -->", "{{ filled }}", "Page 2 of 3", "Cllr A: yes",
    "Meetings in 2020", "Draft", "Minutes:", "Additional documents:", "A public hearing was held on 12 January 2021.",
    "Roads ........ Councillor A", "It was agreed that the roads be swept before the winter comes, if it comes at all.",
)  # fmt: skip
ODD = (
    "\x00", "\x0b", "\x0c", "\x1b[2J", "\u202e", "\u200b", "\ufeff", "\xad", "\u2028", "\x85", "ſ", "K", "İ", "ı",
    "٣", "²",
    "Ⅷ", "ﬁ", "é", "e\u0301", "界", "\U0001f600", "\t", "  ", "\r", "\\", "|", "*", "_", "[", "]", "(", "<", ">", "&",
    "&#0;", "&#xD800;", "`", "~", "#", "…", "....", "\ue000", "0" * 30, "9" * 5000,
)  # fmt: skip

odd = st.one_of(st.sampled_from(ODD), st.text(max_size=6))
line = st.one_of(
    st.sampled_from(LINES),
    st.tuples(st.sampled_from(LINES), odd, st.sampled_from(LINES)).map("".join),
    st.text(max_size=40),
)
joined = st.builds(str.join, st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n"]), st.lists(line, max_size=40))


@st.composite
def long(draw: st.DrawFn) -> str:
    """One line, or one thing, again and again to nearly the largest size."""
    unit = draw(line) + draw(st.sampled_from(["\n", "\n\n", " ", ""]))
    room = LARGEST // 4 * 3 // max(1, len(unit.encode("utf-8", "surrogatepass")))
    return draw(joined) + unit * room + draw(line)


FRONTS = (
    "Oak Board\n\nMinutes of the meeting held on 12 January 2021\n\nPresent: Councillor A, Councillor B",
    "# Oak Board minutes\n\n## 12 January 2021\n\n**Present**: six members",
    "MINUTES OF THE OAK BOARD\n\nTuesday 12 January 2021 at 7 pm",
)
STYLES = ("{n}. {title}\n\n{text}", "## {title}\n\n{text}", "{shout}\n\n{text}", "**{title}**\n\n{text}",
          "{title}: {text}", "{n}/21 {title}\n{text}", "{title}\n\n{text}", "- **{title}** {text}",
          "| {n} | {title} | {text} |")  # fmt: skip
TITLES = ("Apologies", "Declarations of interest", "Roads", "Budget", "Hedges and ditches", "Date of next meeting",
          "Any other business", "Correspondence", "Minutes of the last meeting")  # fmt: skip


@st.composite
def minutes(draw: st.DrawFn) -> str:
    """Minutes in some convention, with odd lines among the sound ones; sometimes of two meetings."""
    style = draw(st.sampled_from(STYLES))
    parts: list[str] = []
    for meeting in range(draw(st.sampled_from((1, 1, 1, 2)))):
        parts.append(draw(st.sampled_from(FRONTS)).replace("January", ("January", "March")[meeting]))
        for number, title in enumerate(draw(st.permutations(TITLES))[: draw(st.integers(3, 7))], 1):
            text = draw(st.lists(line, min_size=1, max_size=3))
            said = "\n\n".join(["It was noted that the work would go on.", *text])
            parts.append(style.format(n=number, title=title, shout=title.upper(), text=said))
    return "\n\n".join(parts)


TAGS = (
    "p", "div", "h1", "h2", "h3", "ul", "ol", "li", "table", "tr", "td", "th", "b", "span", "br", "pre", "dl",
    "dt", "dd",
    "main", "article", "section", "details", "summary", "blockquote", "em", "header",
)  # fmt: skip


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A web page that opens, closes and nests as it likes."""
    parts = draw(st.lists(st.tuples(st.sampled_from(TAGS), st.integers(0, 2), line), max_size=40))
    inside = "".join(
        f"<{tag}>{text}" if how == 0 else f"<{tag}>{text}</{tag}>" if how == 1 else f"{text}</{tag}>"
        for tag, how, text in parts
    )
    sound = "".join(f"<h2>{title}</h2><p>It was noted that the work would go on.</p>" for title in TITLES[:4])
    front = "<h1>Oak Board minutes</h1><p>12 January 2021</p>"
    return f"<!doctype html><html><body>{front}{draw(st.sampled_from((sound, '')))}{inside}"


# -- what must hold ----------------------------------------------------------------------------------------


def words(texts: Iterable[str]) -> Counter[str]:
    """Words of four letters or more: list numbers and marks are told elsewhere and may go."""
    return Counter(word.casefold() for text in texts for word in re.findall(r"[^\W\d_]{4,}", text))


CALLS = frozenset({"agenda", "item", "topic", "subject"})
"""What stands before a title only to say that it is one."""


def kept_of(told: Explanation) -> tuple[Counter[str], Counter[str]]:
    """The words of the blocks that belong to meetings, and those of their passages."""
    opened = [i for i, each in enumerate(told.blocks) if each.role == "opening"]
    # What stands above the first of several meetings is of none of them.
    first = opened[0] if len(told.records) > 1 and opened else 0
    blocks = words(each.block.text for each in told.blocks[first:] if each.role not in ("opening", "left out"))
    cut = words(
        text
        for record in told.records
        for passage in record.passages
        for text in (passage.number, "" if passage.title_generated else passage.title, passage.text)
    )
    return blocks, cut


def check(document: Document) -> None:
    """Nothing is lost between the parser's blocks and the sections, and nothing is said twice."""
    told = explain(document, path=PATH)
    before = words(each.text for each in document.blocks)
    seen = words(each.block.text for each in told.blocks)
    if told.blocks:
        assert not seen - before, "said twice before it was cut"
        rows = Counter(each.text for each in document.blocks if each.kind == "row")
        left = [each.text for each in document.blocks if is_furniture(each.text) or is_link_line(each.text)]
        left += [text for text, times in rows.items() for _ in range(times - 1)]
        assert not before - seen - words(left), "lost before it was cut"
    if told.records:
        blocks, cut = kept_of(told)
        lost, more = set(blocks - cut) - CALLS, set(cut - blocks)
        # A head may end inside a word, where the bold print does.
        assert all(any(word.startswith(part) or word.endswith(part) for part in more) for word in lost), (
            "lost in the cut"
        )
        assert all(any(part in word for word in lost) for part in more), "said twice in the cut"


def tried(content: bytes, folder: Path) -> Document | None:
    """The document that a file's bytes give, in good time; or None, with a reason in one line.

    What is made of its meetings outside the guarded child must not fail either.
    """
    path = folder / "fuzzed"
    path.write_bytes(content)
    began = time.thread_time()
    document: Document | None = None
    reason = "read"
    try:
        document = read(path)
        records = tuple(segment(document, path=PATH))
        archived = assemble([Reading(PATH, "0" * 64, records)])
        gaps.derive(archived.meetings, archived.sections, archived.drafts)
    except SourceError as error:
        reason = error.message
    assert len(reason.splitlines()) == 1
    spent = time.thread_time() - began
    assert spent <= MOST, f"{spent:.2f} s for {len(content)} bytes"
    return document


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


# -- texts and pages ---------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(st.one_of(minutes(), minutes(), minutes(), joined))
@example(f"{FRONTS[0]}\n\n1. Minutes\n\nThe minutes of 9 ſeptember 2020 and of aprİl 2019 were approved.")
@example("Oak Board\n\nMinutes of the meeting held on 200٣-01-12\n\n1. Roads\n\nThey were swept.\n")
def test_any_text_is_read_or_refused_and_nothing_is_lost(folder: Path, text: str) -> None:
    nothing_lost(text, folder)


# To make a failing text of this length shorter step by step would take longer than the whole suite.
@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(long())
def test_long_texts_are_read_in_time_and_nothing_is_lost(folder: Path, text: str) -> None:
    nothing_lost(text, folder)


def nothing_lost(text: str, folder: Path) -> None:
    """A text is read in time, or refused; if read, all its words are in the blocks, and all of theirs in sections."""
    document = tried(text.encode("utf-8", "surrogatepass"), folder)
    if document is None:
        return
    if document.media_type == "text/plain":
        typed = words(clean(each) for each in re.split(r"[\r\n\x0c]", text))
        assert words(each.text for each in document.blocks) == typed
    check(document)


@settings(max_examples=150)
@given(pages())
def test_any_web_page_is_read_or_refused_and_nothing_is_lost(folder: Path, text: str) -> None:
    document = tried(text.encode("utf-8", "surrogatepass"), folder)
    if document is not None:
        check(document)


def changed(content: bytes, chance: random.Random) -> bytes:
    """A file with stretches of it doubled, dropped, moved, or changed for something odd."""
    out = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(out) + 1)
        to = min(len(out), at + chance.choice((1, 4, 40, 400)))
        match chance.randrange(5):
            case 0:
                del out[at:to]
            case 1:
                out[at:at] = out[at:to] * chance.choice((1, 2, 30))
            case 2:
                out[at:to] = chance.choice(ODD).encode("utf-8")
            case 3:
                out[at:to] = bytes(chance.randrange(256) for _ in range(min(to - at, 40)))
            case _:
                out[at:to], out[:0] = b"", out[at:to]
    return bytes(out[:LARGEST])


TEXTS = sorted(
    name for name in templates() if written(name, 0).name.rpartition(".")[2] in ("html", "htm", "md", "txt", "php")
)


@pytest.mark.parametrize("name", TEXTS)
def test_our_pages_with_bytes_changed(folder: Path, name: str) -> None:
    for seed in range(20):
        chance = random.Random(f"{name}/{seed}")
        document = tried(changed(written(name, 100 + seed % 4).content, chance), folder)
        if document is not None:
            check(document)


def test_the_sample_page_with_bytes_changed(folder: Path, project_root: Path) -> None:
    content = (project_root / "corpus" / "send-board-meetings.html").read_bytes()
    for seed in range(20):
        document = tried(changed(content, random.Random(seed)), folder)
        if document is not None:
            check(document)


# -- dates, names, kinds -----------------------------------------------------------------------------------

DATED = (
    "9", "12", "31", "th", "st", " of ", " ", "-", "/", ".", ", ", "March", "ſept", "aprİl", "may", "Dec.", "2021",
    "'21", "’20", "21", "Tuesday ", "ſun ", "twenty-first", "day of ", " & ", " to ", "20210914", "2021-09-14",
    "200٣", "٣",
    "K", "\x00", "(", "at 7.30 pm", "_", "%20",
)  # fmt: skip
dated = st.lists(st.one_of(st.sampled_from(DATED), st.text(max_size=4)), max_size=24).map("".join)


@settings(max_examples=200)
@given(dated, st.sampled_from(("dmy", "mdy")))
@example("ſunday 1/2/2020, ſeptember 2020, 9 aprıl 2020, 20٢٠-03-04, march 20٢٠", "dmy")
def test_dates_of_any_text(text: str, order: dates.Order) -> None:
    last = 0
    for found in dates.find(text, order):
        assert last <= found.start < found.end <= len(text)
        last = found.end
        assert re.fullmatch(r"\d{4}-\d\d-\d\d|\d{4}-\d\d|--\d\d-\d\d", found.iso, re.ASCII)
        if found.full:
            year, month, day = (int(part) for part in found.iso.split("-"))
            assert day <= calendar.monthrange(year, month)[1]
        dates.weekday_at(text, found)
        meeting_day.is_other(text, found)
    for path in (f"corpus/{text}.txt", f"corpus/{text}/minutes.txt"):
        held, _ = meeting_day.meeting_date([text], text, path, order, later=[text])
        assert held is None or re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", held, re.ASCII)


@settings(max_examples=200)
@given(st.lists(st.one_of(line, dated), min_size=1, max_size=6), st.one_of(line, dated))
def test_names_and_kinds_of_any_titles(titles: list[str], name: str) -> None:
    path = f"corpus/{name}"
    body = bodies.name_of(titles, titles)
    assert len(body) <= 200
    assert body == body.strip()
    assert bodies.of_folder(path)
    assert kinds.kind_of(titles, path) in {"minutes", "summary", "notes", "agenda"}
    assert kinds.type_of(titles, path, body)
    assert kinds.is_draft(titles, path, titles) in {True, False}
    assert version_of(titles, path).number >= 0


UNITS = (*LINES[::3], *ODD[::2], *DATED[::2], "a", "A ", "A, ", "of the ", "Board ", "minutes of ", "Board | ")


@pytest.mark.parametrize("unit", UNITS)
def test_one_long_line_costs_no_more_than_its_length(unit: str) -> None:
    text = (unit * LARGEST)[:LARGEST]
    began = time.thread_time()
    dates.find(text)
    bodies.name_of([text], [text])
    kinds.kind_of([text], PATH)
    kinds.type_of([text], PATH)
    kinds.is_draft([text], PATH, [text])
    meeting_day.meeting_date([text], text, PATH, "dmy", later=[text])
    assert time.thread_time() - began <= 2 * MOST
