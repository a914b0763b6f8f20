"""What is stamped across the pages of a draft, or said in its running header: no part of its text, but what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from minutesearch.model import Block
from minutesearch.parse.formats.letters import Line, block
from minutesearch.parse.pdf.lines import WATERMARK
from minutesearch.parse.pdf.rows import Printed

_STATUS = re.compile(r"draft|unconfirmed|unapproved|uncorrected|provisional", re.IGNORECASE)
_STAMPED = re.compile(
    r"\W*(?:d\s?r\s?a\s?f\s?t|unconfirmed|unapproved|uncorrected|provisional)(?:\s(?:minutes|copy|version))?\W*",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\b(?:draft|unconfirmed|unapproved|uncorrected|provisional)\b|\bnot yet (?:been )?(?:approved|agreed|confirmed)\b"
    r"|\bsubject to (?:\w+ ){0,3}(?:approval|confirmation|ratification)\b",
    re.IGNORECASE,
)
_PAGE = re.compile(r"[-–—|,;\s]*(?:page|pg\.?|p\.)?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)
_LONGEST = 160


def is_stamp(line: Printed) -> bool:
    """Is a line a stamp that says that the minutes are a draft: in huge letters over the text, or along a margin?"""
    return (line.size > WATERMARK or not line.upright) and bool(_STAMPED.fullmatch(line.text))


def status_of(stamps: Iterable[str], furniture: Sequence[Printed]) -> list[Block]:
    """A block that says of a document that it is a draft, for the top of it; none where nothing says so.

    Args:
        stamps: what is stamped over its pages, letters that were drawn one by one put together.
        furniture: its running headers and footers.
    """
    for stamp in stamps:
        if said := _STATUS.search("".join(stamp.split())):
            return [block(Line(said[0], 0, 0.0), "paragraph", page=1)]
    for line in furniture:
        if len(line.text) < _LONGEST and _SAYS_SO.search(line.text):
            text = _PAGE.sub("", line.text) or line.text
            return [block(Line(text, 0, 0.0), "paragraph", page=line.page)]
    return []
