"""The words that say nothing of a promise's subject, and those that say what is to be done and that it was done."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from minutesearch.text import stem_words

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
PLAIN: frozenset[str] = frozenset(stem for word in _WORDS["plain"].split() for stem in stem_words(word))
"""Stems that are on no promise's subject: function words, words of meetings, dates, and verbs without a thing."""


def _classes(rows: list[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_OUTPUT_OF = _classes(_WORDS["outputs"])
_VERB_OF = _classes(_WORDS["verbs"])
NO_SUBJECT = PLAIN | frozenset(s for row in (_WORDS["outputs"][0], *_WORDS["verbs"]) for s in stem_words(row))
"""Stems that cannot tell one promise from another: plain ones, reports and updates, and the verbs of doing."""

_WORD = re.compile(r"[a-z]+")
_DONE = re.compile(
    r"\b(?:was|were|been|has|have|had|is|are) (?:\w+ly |now |also |since |already |all |then )*"
    r"(?:[a-z]+(?:ed|en|wn|ught|lt)|sent|held|made|put|set|done|met|paid|cut|begun|found|built|let|read|laid)\b|"
    r"\btook place\b|\b(?:reported|confirmed|presented|provided|circulated|gave|attended|completed|produced|began|"
    r"started|opened|launched|commenced|finished|sent|wrote|visited|joined|published|appointed|closed|installed|repaired|met)\b"
)
_NOT_DONE = re.compile(
    r"\b(?:not|never|yet to|unable to|to be|will be|would be|should be|could be|awaiting|waiting for|no)\b"
)
_DEED = re.compile(r"\b(?:will|would|shall|to|and)(?: (?:be|also|now|then|have))* ([a-z]{3,})")
_AHEAD = re.compile(r"\b(?:will|would|shall|is due|are due|is to|are to|planned|scheduled|agreed to|until)\b")
PUT_OFF = re.compile(
    r"\b(?:extend(?:ed|ing)? (?:until|to (?:the end|early|late|\d|january|february|march|april|may|june|july|august|"
    r"september|october|november|december))|extension|postpon\w+|defer(?:red|ral|ring)|delayed|rescheduled|put back|"
    r"moved to|carried (?:over|forward)|later date|revised date|new date)\b"
)


def outputs(sentence: str) -> frozenset[int]:
    """The sorts of output that a sentence (in small letters) names: a report, a review, a meeting …"""
    return frozenset(n for word in _WORD.findall(sentence) for n in _OUTPUT_OF.get(word, ()))


def verbs(sentence: str) -> frozenset[int]:
    """The sorts of doing that a sentence (in small letters) names: publishing, sending, repairing …"""
    return frozenset(n for word in _WORD.findall(sentence) for n in _VERB_OF.get(word, ()))


def deeds(sentence: str) -> frozenset[str]:
    """The stems of what a promise (in small letters) says will be done: "will plant", "would be described"."""
    return frozenset(stem for verb in _DEED.findall(sentence) for stem in stem_words(verb)) - PLAIN


def says_done(clause: str) -> bool:
    """Does a main clause (in small letters) say that something has happened, and nothing that it has not?"""
    return _DONE.search(clause) is not None and _NOT_DONE.search(clause) is None


def looks_ahead(clause: str) -> bool:
    """Does a main clause (in small letters) speak of what is to come?"""
    return _AHEAD.search(clause) is not None
