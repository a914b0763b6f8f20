"""Evidence that a person picked: baskets of quotes, and the storyboards that are made of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from minutesearch.archive.verified import Verified
from minutesearch.model import Filters, Said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from minutesearch.model import Addition, Basket, BasketItem, Evidence, Storyboard


class Evidenced(Verified):
    """An archive with baskets of evidence; see :class:`minutesearch.archive.Archive`.

    Baskets are named as people type them. What asks for one that is not there raises :class:`UsageError`, what finds
    its file spoilt :class:`ConfigError`.
    """

    def baskets(self) -> tuple[Basket, ...]:
        """All baskets in order of their names; needs no index."""
        from minutesearch.notebook import baskets

        return tuple(baskets.baskets(self.root))

    def basket(self, name: str) -> Basket:
        """One basket as it is kept; needs no index."""
        from minutesearch.evidence import baskets

        return baskets.held(self.root, name)

    def evidence(self, basket: Basket) -> tuple[Evidence, ...]:
        """The items of a basket as they stand now, each quote held against its source once more."""
        from minutesearch.evidence import baskets

        with self._lock:
            return baskets.standing(self.root, self.settings, self._read(), basket)

    def storyboard(self, name: str) -> Storyboard:
        """A basket ready to be written out; see :func:`minutesearch.evidence.storyboard.storyboard`."""
        from minutesearch.evidence.storyboard import storyboard
        from minutesearch.notebook import overrulings

        with self._lock:
            basket = self.basket(name)
            return storyboard(self.root, self.settings, self._read(), basket, overrulings(self.root))

    # -- putting in ---------------------------------------------------------------------------------------

    def add_found(
        self,
        name: str,
        words: str,
        filters: Filters = Filters(),  # noqa: B008 - frozen, so one instance serves every call
        said: Said = Said(),  # noqa: B008 - as above
        *,
        expand: bool = True,
    ) -> Addition:
        """Put the carrying sentence of every hit of a query into a basket; where none is found, nothing is written.

        Raises:
            QueryError: the words are no query.
        """
        from minutesearch.evidence import baskets, picking

        with self._lock:
            records = self._read()
            picked, results = picking.from_query(self._searcher(records), records, words, filters, expand=expand)
        done = baskets.put_in(self.root, name, picked, said, results.corrected[1] if results.corrected else words)
        return replace(done, results=results)

    def add_quote(
        self,
        name: str,
        section: str,
        quote: str | None = None,
        said: Said = Said(),  # noqa: B008 - as above
    ) -> Addition:
        """Put a quote of a section into a basket, which must stand there verbatim; with none, its first sentence.

        Raises:
            UsageError: there is no such section, or the quote does not stand in it.
        """
        from minutesearch.evidence import baskets, picking

        found = self.section(section)
        with self._lock:
            picked = picking.from_section(self._read(), found, quote)
        return baskets.put_in(self.root, name, [picked], said)

    def add_passage(
        self,
        name: str,
        section: str,
        start: int,
        end: int,
        said: Said = Said(),  # noqa: B008 - as above
    ) -> Addition:
        """Put the passage between two offsets of a section's text into a basket: a sentence of a trace, a selection.

        Raises:
            UsageError: there is no such section, or no words stand there.
        """
        from minutesearch.evidence import baskets, picking

        return baskets.put_in(self.root, name, [picking.from_passage(self.section(section), start, end)], said)

    # -- changing -----------------------------------------------------------------------------------------

    def describe_evidence(self, name: str, numbers: Sequence[int], said: Said) -> Basket:
        """Say what items of a basket show, what belongs over them, or a note."""
        from minutesearch.evidence import baskets

        return baskets.describe(self.root, name, numbers, said)

    def move_evidence(self, name: str, number: int, to: int) -> Basket:
        """Put an item of a basket at another place."""
        from minutesearch.evidence import baskets

        return baskets.move(self.root, name, number, to)

    def remove_evidence(self, name: str, numbers: Sequence[int]) -> tuple[BasketItem, ...]:
        """Take items out of a basket; :meth:`undo_basket` puts them back."""
        from minutesearch.evidence import baskets

        return baskets.remove(self.root, name, numbers)

    def rename_basket(self, name: str, new: str) -> Basket:
        """Give a basket another name."""
        from minutesearch.evidence import baskets

        return baskets.rename(self.root, name, new)

    def delete_basket(self, name: str) -> Path:
        """Take a basket away; say where its file lies now. :meth:`undo_basket` brings it back."""
        from minutesearch.evidence import baskets

        return baskets.delete(self.root, name)

    def undo_basket(self, name: str) -> Basket | None:
        """Take back the last change of a basket, or bring back a deleted one; None where there was nothing."""
        from minutesearch.evidence import baskets

        return baskets.undo(self.root, name)
