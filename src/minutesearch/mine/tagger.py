"""Finding the concepts of the vocabulary in titles and texts.

spaCy's phrase matcher over generated phrases, with spaCy's English words: as good as token patterns and some nine
times as fast; a span ruler around it would build twice as long and find the same. Phrases are looked for in ironed
text (:func:`minutesearch.mine.phrases.plain`); what is handed back are offsets into the original. Nothing of spaCy
leaves this file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from minutesearch.mine.phrases import key, needs_capitals, plain, variants
from minutesearch.model import Concept, Tag

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from minutesearch.mine.vocabulary import Vocabulary

VERSION = "2"
"""Change it with anything here that changes a tag of the same vocabulary."""

_TOKEN = re.compile(r"([^\W_]+|[^ ]|(?:^| ) *)( ?)")
_Rule = Literal["name", "sign", "title", "not"]
_RANK = {"name": 0, "sign": 1, "title": 1}


class _Span(NamedTuple):
    concept: str
    rule: str
    start: int
    end: int


class Tagger:
    """Tags sections with the concepts of a vocabulary.

    Args:
        vocabulary: the concepts, with what the archive's glossary taught already merged.

    ``phrases`` are all (concept, rule, phrase) that it looks for.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._kinds = {c.id: c.kind for c in vocabulary.concepts}
        self._furniture = {key(title) for title in vocabulary.furniture}
        self._capitals: set[tuple[str, str]] = set()
        self.phrases = tuple(row for concept in vocabulary.concepts for row in self._patterns(concept))
        self._vocab = _words()
        self._tokens = _tokenizer(self._vocab)
        self._keys: dict[int, tuple[str, _Rule]] = {}
        self._matcher = self._matching()

    def tag(self, section_id: str, title: str, text: str) -> list[Tag]:
        """The tags of a section.

        Args:
            section_id: goes into each tag.
            title: its title; one that is furniture of a meeting (Attendance, Apologies) is passed over.
            text: its text, of any length.

        Returns:
            Tags with offsets into the title or the text as given: title first, then by start, end and concept. Of
            overlapping names of one concept the longest is kept; a sign that overlaps a name of its concept is none.
        """
        tags: list[Tag] = []
        if title and key(title) not in self._furniture:
            tags += self._tag(section_id, "title", title)
        if text:
            tags += self._tag(section_id, "text", text)
        return tags

    def _tag(self, section_id: str, where: Literal["title", "text"], line: str) -> list[Tag]:
        ironed = plain(line)
        if not ironed.text:
            return []
        spans: dict[str, list[_Span]] = {}
        barred: dict[str, list[_Span]] = {}
        shouted = line.isupper()
        doc = self._tokens(ironed.text)
        for found, first, end in self._matcher(doc):
            concept, rule = self._keys[found]
            last = doc[end - 1]
            span = _Span(concept, rule, doc[first].idx, last.idx + len(last))
            if span.rule == "not":
                barred.setdefault(span.concept, []).append(span)
            elif span.rule == "title" and where != "title":
                continue
            elif self._is_printed_so(ironed.text[span.start : span.end], span, shouted=shouted):
                spans.setdefault(span.concept, []).append(span)
        tags: list[Tag] = []
        for concept, row in spans.items():
            for span in _longest(row, barred.get(concept, [])):
                start, end = ironed.span(span.start, span.end)
                surface = line[start:end]
                rule = "name" if span.rule == "name" else "sign"
                tags.append(Tag(section_id, concept, self._kinds[concept], where, surface, start, end, rule))
        return sorted(tags, key=lambda tag: (tag.start, tag.end, tag.concept))

    def _is_printed_so(self, surface: str, span: _Span, *, shouted: bool) -> bool:
        """Whether a short form is printed as one: SALT is not salt, and in a line of capitals IT may be it."""
        folded = surface.lower()
        if (span.concept, folded) not in self._capitals:
            return True
        if shouted:
            from spacy.lang.en.stop_words import STOP_WORDS

            return folded not in STOP_WORDS
        return sum(c.isupper() for c in surface) > 1

    def _matching(self) -> PhraseMatcher:
        from spacy.matcher import PhraseMatcher

        rows: dict[tuple[str, _Rule], list[Doc]] = {}
        for concept, rule, phrase in self.phrases:
            rows.setdefault((concept, rule), []).append(self._tokens(phrase))
        matcher = PhraseMatcher(self._vocab, attr="LOWER")
        for (concept, rule), phrases in rows.items():
            name = f"{concept} {rule}"
            matcher.add(name, phrases)
            self._keys[self._vocab.strings[name]] = (concept, rule)
        return matcher

    def _patterns(self, concept: Concept) -> list[tuple[str, _Rule, str]]:
        """(concept, rule, phrase) of all phrases to look for, a name before a sign; notes which need capitals."""
        found: dict[str, _Rule] = {}
        loose: set[str] = set()
        rows: tuple[tuple[_Rule, tuple[str, ...]], ...] = (
            ("name", concept.names),
            ("sign", concept.signs),
            ("title", concept.titles),
            ("not", concept.not_in),
        )
        for rule, names in rows:
            for name in names:
                # "roads" in a title is about roads, "road" an address: what stands in titles is taken as it is written.
                spellings = (name,) if rule == "title" else variants(name)
                phrases = {plain(spelling).text.lower().strip() for spelling in spellings} - {""}
                for phrase in sorted(phrases):
                    found.setdefault(phrase, rule)
                if not needs_capitals(name):
                    loose |= phrases
        self._capitals |= {(concept.id, phrase) for phrase in found.keys() - loose}
        return [(concept.id, rule, phrase) for phrase, rule in found.items()]


def _words() -> Vocab:
    """A vocabulary whose words know their small letters and nothing else.

    That of spaCy's English pipeline asks of each word whether it is like a number, a URL, a quote …: two thirds of the
    time that building took.
    """
    from spacy.lang.lex_attrs import LEX_ATTRS, lower
    from spacy.vocab import Vocab

    return Vocab(lex_attr_getters={attribute: ask for attribute, ask in LEX_ATTRS.items() if ask is lower})


def _tokenizer(vocab: Vocab) -> Callable[[str], Doc]:
    """A tokenizer that knows only words (runs of letters and digits, as in text.py) and single marks.

    spaCy's own takes marks off a word one by one and copies the rest each time: 50,000 brackets in a row took it 13
    seconds. Its exceptions ("can't", "a.m.") would also cut a phrase differently from the text that holds it.
    """
    from spacy.tokens import Doc

    def tokens(text: str) -> Doc:
        words = _TOKEN.findall(text)
        return Doc(vocab, words=[word for word, _ in words], spaces=[bool(space) for _, space in words])

    return tokens


def _longest(spans: list[_Span], barred: list[_Span]) -> list[_Span]:
    """Names before signs, longer before shorter, earlier before later; no overlaps, none inside a barred phrase."""
    kept: list[_Span] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda s: (_RANK[s.rule], s.start - s.end, s.start)):
        if any(b.start <= span.start and span.end <= b.end for b in barred):
            continue
        place = range(span.start, span.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(span)
    return kept
