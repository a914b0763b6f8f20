"""What comes nearest to a quote that stands nowhere verbatim: pure, over texts.

A quote is *near* a passage when, white space, capitals and what prints alike apart, at least nine in ten of the
characters are the same in the same order (normalised Levenshtein similarity). What is farther off is measured by the
words that it shares with a passage, rare ones for more; a number counts the same in words and in figures, and "per"
the same as "a".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from minutesearch.evidence.verbatim import SIGNS, Span, plain
from minutesearch.text import Words, fold, sentences, stem, words

NEAR = 0.9
"""Similarity from which a quote is near."""
_ALIGNED = 0.5
"""Similarity from which it helps to show word by word what differs."""
_SHARED = 0.2
"""Share of a quote's weight of words that a passage must hold to be shown as the nearest."""
_CANDIDATES = 24
"""Sections that are looked at closely."""
_PROBES = 14
"""Words by which these are chosen: enough to tell one section from ten thousand."""
_REPEATED = 30
"""Steps by which a window is moved at the most."""
_SHORT = 400
"""Letters up to which the window of a part is also sought letter by letter, for words that are cut or misspelt."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_FIGURES = {
    **{word: str(n) for n, word in enumerate(_ONES)},
    **{word: str(10 * n) for n, word in enumerate(_TENS, 2)},
    "hundred": "100", "thousand": "1000", "dozen": "12",
}  # fmt: skip
_IN_WORDS = {figure: word for word, figure in _FIGURES.items()}
_SAME = _FIGURES | {"per": "a", "an": "a", "each": "a"}


class Window(NamedTuple):
    """A stretch of a text: its offsets, and how like the quote it is (0–1)."""

    start: int
    end: int
    likeness: float


class Close(NamedTuple):
    """The passage of one text that is nearest to a quote: its parts, their likeness together, the weight they share."""

    windows: tuple[Window, ...]
    likeness: float
    shared: float


def key(word: str) -> str:
    """What a word is compared by: its stem, or its figure."""
    folded = fold(word)
    return _SAME.get(folded) or stem(folded)


def candidates(parts: Sequence[str], texts: Sequence[str]) -> tuple[list[int], dict[str, float]]:
    """The texts that share the most of a quote's rare words, best first, and what each of its words weighs.

    Args:
        parts: the quote as it is meant.
        texts: titles and texts in reading order.

    Returns:
        Places in ``texts``; and the weights by :func:`key`, the greater the rarer.
    """
    lowered = [text.lower() for text in texts]
    weights: dict[str, float] = {}
    scores: Counter[int] = Counter()
    for word, probes in _probes(parts):
        first, *others = probes
        holding = [i for i, text in enumerate(lowered) if first in text]
        for other in others:
            holding += [i for i, text in enumerate(lowered) if other in text]
        weights[word] = math.log(1 + len(texts) / (0.5 + len(holding)))
        if holding and len(holding) < max(8, len(texts) // 2):
            for i in set(holding):
                scores[i] += weights[word]  # type: ignore[assignment]  # a counter of weights
    best = sorted(scores, key=lambda i: (-scores[i], i))
    return best[:_CANDIDATES], weights


def _probes(parts: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Words of a quote with the strings by which a text is asked for them: figures first, then the longest."""
    found: dict[str, tuple[str, ...]] = {}
    for word in dict.fromkeys(fold(word) for part in parts for word in words(part).printed):
        if len(word) > 2 or word.isnumeric():
            found.setdefault(key(word), _spelt(word))
    ordered = sorted(found.items(), key=lambda row: (not row[0].isnumeric(), -len(row[0]), row[0]))
    return ordered[:_PROBES]


def _spelt(word: str) -> tuple[str, ...]:
    figure = _FIGURES.get(word, word)
    if figure in _IN_WORDS:
        return figure, _IN_WORDS[figure]
    root = stem(word)
    while root and not word.startswith(root):
        root = root[:-1]
    bare = root.rstrip("iy") if len(root) > 4 else root
    return (bare or word,)


# -- the nearest passage of one text --------------------------------------------------------------------------


def closest(parts: Sequence[str], text: str, weights: Mapping[str, float]) -> Close | None:
    """The passage of a text that is nearest to a quote.

    Args:
        parts: the quote as it is meant; its parts are sought in order.
        text: a section's text or title.
        weights: what :func:`candidates` gave.
    """
    found = words(text)
    keys = [key(word) for word in found.printed]
    at = 0
    windows: list[Window] = []
    for part in parts:
        window = _window(part, text, found, keys, at)
        if window is None:
            return None
        windows.append(window)
        at = window.end
    sizes = [len(plain(part)) for part in parts]
    likeness = sum(w.likeness * size for w, size in zip(windows, sizes, strict=True)) / max(1, sum(sizes))
    held = set(keys)
    total = sum(weights.values()) or 1.0
    return Close(tuple(windows), likeness, sum(weight for k, weight in weights.items() if k in held) / total)


def _window(part: str, text: str, found: Words, keys: Sequence[str], at: int) -> Window | None:
    """The stretch behind ``at`` that is most like a part."""
    from rapidfuzz.distance import Levenshtein

    first = next((i for i, start in enumerate(found.starts) if start >= at), len(keys))
    if first == len(keys):
        return None
    wanted = plain(part).casefold()
    quoted = [key(word) for word in words(part).printed]

    def likeness(a: int, b: int) -> float:
        shown = plain(_outwards(text, found, a, b)).casefold()
        return float(Levenshtein.normalized_similarity(wanted, shown))

    seeds = {_most_shared(quoted, keys, first)}
    if len(wanted) <= _SHORT:
        seeds.add(_by_letters(wanted, text, found, first))
    best = max((_climb(seed, likeness, first, len(keys)) for seed in sorted(seeds)), key=lambda row: row[0])
    start, end = _trimmed(text, _offsets(text, found, *best[1:]), plain(part))
    return Window(start, end, float(Levenshtein.normalized_similarity(wanted, plain(text[start:end]).casefold())))


def _most_shared(quoted: Sequence[str], keys: Sequence[str], first: int) -> tuple[int, int]:
    """The row of as many words that shares most with the quote; of several the first."""
    size = max(1, min(len(quoted), len(keys) - first))
    wanted, held = Counter(quoted), Counter[str]()
    shared, most, best = 0, -1, first
    for i in range(first, len(keys)):
        word = keys[i]
        held[word] += 1
        shared += held[word] <= wanted[word]
        if i - first >= size:
            old = keys[i - size]
            shared -= held[old] <= wanted[old]
            held[old] -= 1
        if i - first >= size - 1 and shared > most:
            most, best = shared, i - size + 1
    return best, best + size


def _by_letters(wanted: str, text: str, found: Words, first: int) -> tuple[int, int]:
    """The row of words in which the letters of the quote stand most alike."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    offset = found.starts[first]
    # As long as it was, but for letters that grow when their case is folded: places are only a beginning here.
    aligned = partial_ratio_alignment(wanted, text[offset:].lower())
    if aligned is None:
        return first, first + 1
    start, end = offset + aligned.dest_start, offset + aligned.dest_end
    inside = [i for i in range(first, len(found.starts)) if found.starts[i] < end and found.ends[i] > start]
    return (inside[0], inside[-1] + 1) if inside else (first, first + 1)


def _climb(
    seed: tuple[int, int], likeness: Callable[[int, int], float], first: int, last: int
) -> tuple[float, int, int]:
    """Move the ends of a row of words as long as it grows more like the quote."""
    a, b = seed
    best = likeness(a, b)
    for _ in range(_REPEATED):
        moves = [(a - 1, b), (a + 1, b), (a, b - 1), (a, b + 1), (a - 1, b - 1), (a + 1, b + 1)]
        moves = [(x, y) for x, y in moves if first <= x < y <= last]
        like, (x, y) = max(((likeness(x, y), (x, y)) for x, y in moves), default=(-1.0, (a, b)))
        if like <= best:
            break
        best, a, b = like, x, y
    return best, a, b


def _outwards(text: str, found: Words, a: int, b: int) -> str:
    start, end = _offsets(text, found, a, b)
    return text[start:end]


def _offsets(text: str, found: Words, a: int, b: int) -> Span:
    """A row of words with the marks that are printed to them, without white space between."""
    start, end = found.starts[a], found.ends[b - 1]
    least = found.ends[a - 1] if a else 0
    most = found.starts[b] if b < len(found.starts) else len(text)
    while start > least and not text[start - 1].isspace():
        start -= 1
    while end < most and not text[end].isspace():
        end += 1
    return start, end


def _trimmed(text: str, span: Span, part: str) -> Span:
    """A stretch without the marks at its ends, where the quote begins or ends with a letter or a figure."""
    start, end = span
    while start < end - 1 and part[:1].isalnum() and not text[start].isalnum() and text[start] not in SIGNS:
        start += 1
    while end > start + 1 and part[-1:].isalnum() and not text[end - 1].isalnum() and text[end - 1] not in SIGNS:
        end -= 1
    return start, end


# -- what is shown of it --------------------------------------------------------------------------------------


def differences(printed: str, quoted: str) -> tuple[tuple[str, str], ...]:
    """Where a passage and a quote differ, word by word: (as printed, as quoted), either empty where a word is too many.

    Args:
        printed: the passage.
        quoted: the quote.
    """
    from rapidfuzz.distance import Levenshtein

    ours, theirs = _words(printed), _words(quoted)
    found: list[tuple[str, str]] = []
    runs: list[tuple[int, int, int, int]] = []
    for change in Levenshtein.opcodes([w for w, _ in ours], [w for w, _ in theirs]):
        if change.tag == "equal":
            continue
        if runs and runs[-1][1] == change.src_start and runs[-1][3] == change.dest_start:
            a, _, c, _ = runs.pop()
            runs.append((a, change.src_end, c, change.dest_end))
        else:
            runs.append((change.src_start, change.src_end, change.dest_start, change.dest_end))
    for a, b, c, d in runs:
        if b - a == d - c:
            pairs = zip(ours[a:b], theirs[c:d], strict=True)
            found += [(one[1], other[1]) for one, other in pairs if one[0] != other[0]]
        else:
            found.append((" ".join(w for _, w in ours[a:b]), " ".join(w for _, w in theirs[c:d])))
    return tuple(found)


def _words(text: str) -> list[tuple[str, str]]:
    """The words of a text between white space: plain, and as they are."""
    return [(levelled, word) for word in text.split() if (levelled := plain(word))]


def whole_sentences(text: str, windows: Iterable[Window]) -> Span:
    """The sentences that hold a passage, whole."""
    row = list(windows)
    start, end = row[0].start, row[-1].end
    touched = [(a, b) for a, b in sentences(text) if a < end and b > start]
    return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)


def telling_sentences(parts: Sequence[str], text: str, weights: Mapping[str, float]) -> Span:
    """The sentence, or the few in a row, that share the most of a quote's weight; fewer are better."""
    wanted = {key(word) for part in parts for word in words(part).printed}
    rows = [(a, b, wanted & {key(word) for word in words(text[a:b]).printed}) for a, b in sentences(text)]
    most = min(4, 1 + sum(len(sentences(part)) for part in parts))
    least = 0.25 * sum(weights.values()) / max(1, len(weights))
    best = (-1.0, 0, len(text))
    for i in range(len(rows)):
        held: set[str] = set()
        for j in range(i, min(len(rows), i + most)):
            held |= rows[j][2]
            score = sum(weights.get(k, 0.1) for k in held) - least * (j - i) * 2
            if score > best[0] + 1e-9:
                best = (score, rows[i][0], rows[j][1])
    return best[1], best[2]


def is_shown(close: Close) -> bool:
    """Is a passage near enough to be of help?"""
    return close.shared >= _SHARED or close.likeness >= _ALIGNED


def is_aligned(close: Close) -> bool:
    """Does it help to show word by word what differs?"""
    return close.likeness >= _ALIGNED
