"""Words per CPU second for tags and statements, beside a rival in the same run: spaCy's Matcher with as many patterns.

    python bench/statements.py [ARCHIVE]

reads the sections of an ingested archive (else of the sample in corpus/), and prints medians over five rounds. The
rival finds less: its patterns are openings of ours (a word that calls for a rule, words between, a verb), without
clauses, figures or dues.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from minutesearch.archive import Archive
from minutesearch.mine.statements import find
from minutesearch.mine.statements.rules import rules
from minutesearch.mine.tagger import Tagger
from minutesearch.mine.vocabulary import load
from minutesearch.model import Section

ROUNDS = 5
ROOT = Path(__file__).resolve().parents[1]


def sections() -> Sequence[Section]:
    """The sections to work on."""
    if len(sys.argv) > 1:
        return Archive.open(Path(sys.argv[1])).sections()
    with tempfile.TemporaryDirectory() as name:
        archive = Archive(Path(name))
        archive.ingest([ROOT / "corpus"])
        return archive.sections()


def matcher() -> Callable[[str], object]:
    """The Matcher of spaCy with one token pattern for each of our rules."""
    import spacy
    from spacy.matcher import Matcher

    nlp = spacy.blank("en")
    nlp.max_length = 1 << 40
    found = Matcher(nlp.vocab)
    for number, rule in enumerate(rules().rules):
        words = sorted(rule.words)
        between = {"IS_ALPHA": True, "OP": "{0,3}"}
        found.add(
            f"rule-{number}", [[{"LOWER": {"IN": words}}, between, {"LOWER": {"REGEX": "^[a-z]{3,}(?:ed|ing|en|e)$"}}]]
        )
    return lambda text: found(nlp.make_doc(text))


def words_per_second(work: Callable[[Section], object], rows: Sequence[Section]) -> float:
    """The median over the rounds."""
    words = sum(len(f"{s.title} {s.text}".split()) for s in rows)
    rates = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for section in rows:
            work(section)
        rates.append(words / (time.process_time() - start))
    return statistics.median(rates)


def main() -> None:
    rows = sections()
    tagger, match = Tagger(load()), matcher()
    for section in rows[:3]:
        find(section), tagger.tag(section.id, section.title, section.text), match(section.text)

    def both(section: Section) -> None:
        tagger.tag(section.id, section.title, section.text)
        find(section)

    told = words_per_second(find, rows)
    rival = words_per_second(lambda section: match(section.text), rows)
    tags = words_per_second(lambda s: tagger.tag(s.id, s.title, s.text), rows)
    print(f"{len(rows)} sections, words per CPU second, medians of {ROUNDS}")
    print(f"{told:10,.0f}  statements ({told / rival:.1f} of the rival)")
    print(f"{rival:10,.0f}  spaCy's Matcher, {len(rules().rules)} patterns")
    print(f"{tags:10,.0f}  tags")
    print(f"{words_per_second(both, rows):10,.0f}  tags and statements")


if __name__ == "__main__":
    main()
