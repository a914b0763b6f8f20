"""Plain text and Markdown: paragraphs, lists, cues and line numbers."""

from __future__ import annotations

import pytest

from minutesearch.errors import SourceError
from minutesearch.parse.formats import text
from minutesearch.parse.sniff import MARKDOWN, TEXT


def test_wrapped_lines_join_and_paragraphs_keep_their_line() -> None:
    page = (
        "HARBOUR COMMITTEE\n\n"
        "The committee looked at the sea wall, which is in a worse state than it was when it\n"
        "was last looked at, and asked the surveyor for a plan before the winter storms begin\n"
        "again in November.\n"
        "Nothing else was raised about the wall by any of those members who were there that\n"
        "night.\n\n"
        "  * first\n  * second one\n"
    )
    blocks = text.parse(page.encode(), TEXT).blocks
    assert [(b.line, b.kind) for b in blocks] == [
        (1, "paragraph"),
        (3, "paragraph"),
        (6, "paragraph"),
        (9, "item"),
        (10, "item"),
    ]
    assert blocks[1].text.endswith("before the winter storms begin again in November.")
    assert [b.text for b in blocks[3:]] == ["first", "second one"]


def test_lines_that_were_not_wrapped_stay_lines() -> None:
    blocks = text.parse(b"Rents: no change\nRepairs: the roof\nAOB: none\n", TEXT).blocks
    assert [b.text for b in blocks] == ["Rents: no change", "Repairs: the roof", "AOB: none"]


def test_typed_numbers_are_kept_for_the_segmenter() -> None:
    blocks = text.parse(b"The aims:\n\n  1. Shorter queues\n  2. Longer days\n", TEXT).blocks
    assert [(b.kind, b.text) for b in blocks[1:]] == [("item", "1. Shorter queues"), ("item", "2. Longer days")]


def test_spaces_invisibles_and_quotes() -> None:
    page = "The\u00a0chair’s  `story board’\u200b was re\u00adread\n"
    assert text.parse(page.encode(), TEXT).blocks[0].text == "The chair’s `story board’ was reread"


def test_markdown() -> None:
    page = (
        "---\ntitle: Reading Room\ndate: 2019-02-02\n---\n\n"
        "# Reading Room\n\nHeld on **3 May 2018**\n\nShelves\n-------\n\n"
        "**Oak:** three [planks](http://example.org/a_b) of *good* wood,\nand `nails`\n\n"
        "1.  **Lamps**\n\n    Two were bought.\n\n- one\n- two\n\n| Item | Cost |\n|---|---|\n| Glue | 3 |\n"
    )
    document = text.parse(page.encode(), MARKDOWN)
    assert document.title == "Reading Room"
    assert [(b.kind, b.level, b.text, b.line) for b in document.blocks] == [
        ("heading", 1, "Reading Room", 2),
        ("heading", 1, "Reading Room", 6),
        ("paragraph", 0, "Held on 3 May 2018", 8),
        ("heading", 2, "Shelves", 10),
        ("paragraph", 0, "Oak: three planks of good wood, and nails", 13),
        ("item", 0, "1. Lamps", 16),
        ("paragraph", 0, "Two were bought.", 18),
        ("item", 0, "one", 20),
        ("item", 0, "two", 21),
        ("row", 0, "Item | Cost", 23),
        ("row", 0, "Glue | 3", 25),
    ]
    oak, lamps = document.blocks[4], document.blocks[5]
    assert oak.text[: oak.lead] == "Oak:"
    assert lamps.bold == 1


def test_nothing_but_rules_is_no_text() -> None:
    with pytest.raises(SourceError) as caught:
        text.parse(b"-----\n=====\n", TEXT)
    assert caught.value.state == "no-text"


def test_what_is_typed_in_markdown_is_what_is_read() -> None:
    page = (
        "# Reading Room\n\nThe tag `<script>` and `__init__` were read &amp; kept, R&D too.\n\n"
        "[[Plan]{.underline}](http://example.org/a_(b)) by <http://example.org/x> ![logo.png](logo.png)\n\n"
        "See [the list] and [Ann][ann]. [Clerk]: yes\n\n[the list]: http://example.org/list\n[ann]: ann.html 'Ann'\n"
        "[Clerk]: agreed\n\nName: ____ and ____ (blank)\n\n"
        '<h2 class="x">Oil</h2>\n<script>\nvar a = "no";\n</script>after\n\n<b>Cold</b> rooms<br>and halls\n'
    )
    assert [each.text for each in text.parse(page.encode(), MARKDOWN).blocks] == [
        "Reading Room",
        "The tag <script> and __init__ were read & kept, R&D too.",
        "Plan by http://example.org/x",
        "See the list and Ann. [Clerk]: yes",
        "[Clerk]: agreed",
        "Name: ____ and ____ (blank)",
        "Oil",
        "after",
        "Cold rooms and halls",
    ]


def test_a_script_without_an_end_hides_nothing() -> None:
    blocks = text.parse(b"# Shop\n\n<script>\n\nAll of this stays.\n", MARKDOWN).blocks
    assert blocks[-1].text == "All of this stays."


def test_titles_of_front_matter_are_unescaped() -> None:
    page = '---\ntitle: "Ferry \\u2014 Users"\n---\n\nThey met.\n'
    assert text.parse(page.encode(), MARKDOWN).title == "Ferry \u2014 Users"


def test_a_long_address_does_not_undo_the_wrapping() -> None:
    page = (
        "The committee looked at the sea wall, which is in a worse state than\n"
        "it was when it was last looked at, and asked the surveyor for a plan\n"
        "before the winter storms begin again in November.\n"
        f"http://example.org/{'a' * 200}\n"
        "-----------------------------------------------------------------------\n"
        "REPAIRS\n"
        "The rail on the pier was mended, and so were two of the lamps on\n"
        "its northern side.\n"
    )
    filler = "\n".join(f"Line {n} is short." for n in range(40))
    blocks = text.parse(f"{page}\n{filler}\n".encode(), TEXT).blocks
    assert [each.text.split(" ")[0] for each in blocks[:4]] == ["The", "REPAIRS", "The", "Line"]


def test_listings_are_printed_as_they_are_typed() -> None:
    page = "# Shop\n\n```html\n<script>{{ a }}</script>\n  *not* bold\n```\n\n<script>gone</script>\n"
    blocks = text.parse(page.encode(), MARKDOWN).blocks
    assert [each.text for each in blocks] == ["Shop", "<script>{{ a }}</script>", "*not* bold"]
