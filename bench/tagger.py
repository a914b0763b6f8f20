"""How fast the tagger is: words tagged per CPU second, and the time to build a ruler of a thousand phrases.

Run it from the project's root: ``python bench/tagger.py``. The text is made of our own phrases and filler, seeded,
with about as many names per hundred words as minutes have.
"""

from __future__ import annotations

import random
import time
from dataclasses import replace

from minutesearch.mine.tagger import Tagger
from minutesearch.mine.vocabulary import load

_FILLER = (
    "the board heard an update on progress and members noted that officers had met with partners to agree next steps "
    "a report will come back after the summer since more work is needed with schools families and health colleagues"
).split()
_WORDS = 300_000
_WORDS_A_SECTION = 150
_WORDS_BETWEEN_NAMES = 25


def _sections() -> list[tuple[str, str]]:
    """(title, text) of sections that hold a known name every 25 words."""
    chance = random.Random(2021)
    names = [name for concept in load().concepts for name in concept.names]
    found: list[tuple[str, str]] = []
    for _ in range(_WORDS // _WORDS_A_SECTION):
        words = [chance.choice(_FILLER) for _ in range(_WORDS_A_SECTION)]
        for place in range(0, _WORDS_A_SECTION, _WORDS_BETWEEN_NAMES):
            words[place] = chance.choice(names)
        found.append((chance.choice(names), " ".join(words) + "."))
    return found


def main() -> None:
    sections = _sections()
    vocabulary = load()
    Tagger(replace(vocabulary, concepts=()))  # spaCy's own import is no part of what is measured

    started = time.process_time()
    tagger = Tagger(vocabulary)
    whole = time.process_time() - started
    phrases = len(tagger.phrases)

    thousand = []
    total = 0
    for concept in vocabulary.concepts:
        if total >= 1000:
            break
        total += len(Tagger(replace(vocabulary, concepts=(concept,))).phrases)
        thousand.append(concept)
    started = time.process_time()
    Tagger(replace(vocabulary, concepts=tuple(thousand)))
    part = time.process_time() - started

    started = time.process_time()
    tags = sum(len(tagger.tag(str(n), title, text)) for n, (title, text) in enumerate(sections))
    seconds = time.process_time() - started
    words = sum(len(title.split()) + len(text.split()) for title, text in sections)
    print(f"phrases {phrases}, built in {whole:.3f} s; {total} phrases in {part:.3f} s")
    print(f"{words} words, {tags} tags, {seconds:.2f} s CPU: {words / seconds:,.0f} words per CPU second")


if __name__ == "__main__":
    main()
