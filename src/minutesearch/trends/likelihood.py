"""The sums of the comparisons: log-likelihood, its effect size, and exact probabilities for small counts.

Log-likelihood (G2) is that of Dunning (1993), "Accurate methods for the statistics of surprise and coincidence",
Computational Linguistics 19(1), 61–74; for words it is taken over two cells, as in Rayson and Garside (2000),
"Comparing corpora using frequency profiling", Proceedings of the Workshop on Comparing Corpora, 1–6. The effect size is
the log ratio of Hardie (2014), "Log Ratio: an informal introduction". 3.84, 6.63 and 10.83 are passed by chance once in
20, 100 and 1,000 comparisons, where the counts are large enough. In minutes they often are not: three mentions against
none reach 4.2 in two equal halves, and come about by chance once in four times. So G2 gives the order, and an exact
test decides what is told at all.

Several bodies are compared each with itself and then added up, as Mantel and Haenszel do: a body that meets only in the
later half would else make all that it speaks of rise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, lgamma, log, log2
from typing import NamedTuple


class Table(NamedTuple):
    """Sections of one body: ``size`` in all, ``drawn`` on the side that is looked at, ``marked`` with the topic, and
    ``both``.
    """

    both: int
    drawn: int
    marked: int
    size: int

    @property
    def expected(self) -> float:
        """How many would be both if neither had to do with the other."""
        return self.drawn * self.marked / self.size if self.size else 0.0


def g2(observed: Iterable[float], expected: Iterable[float]) -> float:
    """Log-likelihood: twice the sum of O · ln(O / E) over the cells; an empty cell adds nothing.

    Args:
        observed: the counts.
        expected: what the counts would be if nothing were uneven, in the same order; their sum is the same.
    """
    return max(0.0, 2 * sum(o * log(o / e) for o, e in zip(observed, expected, strict=True) if o))


def g2_of(tables: Sequence[Table]) -> float:
    """Log-likelihood of the four cells of a table, or of several tables added up."""
    both, drawn, marked, size = (sum(column) for column in zip(*tables, strict=True)) if tables else (0, 0, 0, 0)
    expected = sum(t.expected for t in tables)
    return g2(_cells(both, drawn, marked, size), _cells(expected, drawn, marked, size))


def _cells(both: float, drawn: float, marked: float, size: float) -> tuple[float, ...]:
    return both, marked - both, drawn - both, size - drawn - marked + both


def log_ratio(count: int, expected: float, rest: int, expected_rest: float) -> float:
    """How many times twice as common on one side as on the other: 1 is twice, 2 four times, 0 as common.

    Args:
        count: times on the one side; none counts as half a time, as Hardie has it.
        expected: times there if it were as common on both.
        rest: times on the other side.
        expected_rest: the same for the other side.
    """
    return log2(((count or 0.5) / expected) / ((rest or 0.5) / expected_rest))


def at_least(count: int, times: int, share: float) -> float:
    """The chance of ``count`` or more of ``times`` falling on a side that has a ``share`` (0–1) of the words."""
    if count <= 0 or share >= 1:
        return float(count <= times)
    if share <= 0 or count > times:
        return 0.0
    odds = log(share) - log(1 - share)
    term = _log_comb(times, count) + count * log(share) + (times - count) * log(1 - share)
    total = 0.0
    for i in range(count, times + 1):
        total += exp(term)
        term += log((times - i) / (i + 1)) + odds if i < times else 0.0
    return min(1.0, total)


def chances(tables: Sequence[Table]) -> tuple[float, float]:
    """The exact chance that as few, and that as many, as are ``both`` come together when the margins stand.

    The distribution is hypergeometric in each table (Fisher's exact test), and that of their sum over several. What was
    seen counts half (mid-p): with few counts the plain test hardly ever finds anything.
    """
    sums = [1.0]
    lowest = 0
    for table in tables:
        least = max(0, table.drawn + table.marked - table.size)
        most = min(table.drawn, table.marked)
        whole = _log_comb(table.size, table.drawn)
        row = [
            exp(_log_comb(table.marked, i) + _log_comb(table.size - table.marked, table.drawn - i) - whole)
            for i in range(least, most + 1)
        ]
        lowest += least
        joined = [0.0] * (len(sums) + len(row) - 1)
        for i, a in enumerate(sums):
            for j, b in enumerate(row):
                joined[i + j] += a * b
        sums = joined
    at = sum(t.both for t in tables) - lowest
    half = sums[at] / 2
    return min(1.0, sum(sums[:at]) + half), min(1.0, sum(sums[at + 1 :]) + half)


def _log_comb(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
