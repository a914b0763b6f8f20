"""Quotes that were cited, held against their sources as these are now: exact, near, absent, or stale.

A quote is *stale* where the source it was cited from has changed, or is gone, and does not hold it any more. Where it
still stands in the changed source it is exact, with a remark. The record answers for a source that is as it was when
the record was made; a source that has changed since is read itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from minutesearch.errors import SourceError
from minutesearch.evidence.citing import cite
from minutesearch.evidence.sources import Sources
from minutesearch.evidence.verbatim import Span, forms, is_cut, spans
from minutesearch.evidence.verdicts import Standing, exact, not_exact, section_of, standing
from minutesearch.model import BasketItem, Citation, Nearest, Verdict
from minutesearch.store.passages import Printed
from minutesearch.text import fold_title

if TYPE_CHECKING:
    from pathlib import Path

    from minutesearch.config import Settings
    from minutesearch.evidence.sources import Read
    from minutesearch.model import Section
    from minutesearch.store import Records

_READ = 3
"""Other sources that are read, at the most, to tell whether a stale quote still stands in one."""


class Checker:
    """Checks quotes one after another; each source is hashed once, and read once if at all.

    Args:
        root: the archive.
        settings: its settings.
        records: the record.
    """

    def __init__(self, root: Path, settings: Settings, records: Records) -> None:
        self._records = records
        self._sources = Sources(root, settings, records)
        self._all: list[Printed] | None = None

    @property
    def _printed(self) -> list[Printed]:
        if self._all is None:
            self._all = self._records.printed()
        return self._all

    def check(self, item: BasketItem) -> Verdict:
        """Is a quote still what the source it was cited from prints?

        Args:
            item: the quote with the meeting, section and source it was cited from; the section is a hint.
        """
        if not item.path or not item.sha256:
            return self._anywhere(item, "Its source was not written down with it.")
        if self._sources.sha256(item.path) == item.sha256:
            return self._unchanged(item, item.path)
        moved = self._sources.moved_to(item.sha256)
        if moved is not None:
            return self._unchanged(item, moved, f"Its source is {moved} now.")
        return self._changed(item)

    def verify(self, quote: str, *, meeting: str | None = None) -> Verdict:
        """Is a quote verbatim in the archive, and in its source as it is now?

        Args:
            quote: as it was typed or pasted.
            meeting: the id of the one meeting to look in; None for all.
        """
        printed = self._printed if meeting is None else self._records.printed(meeting)
        found = standing(quote, printed)
        if not found:
            return not_exact(self._records, quote, printed)
        for i, at in enumerate(found):
            if self._is_as_recorded(section_of(self._records, at.passage)):
                return exact(self._records, quote, [*found[i:], *found[:i]])
        # Every source that prints it has changed since the record was made.
        section = section_of(self._records, found[0].passage)
        place = section.places[0]
        told = self.check(BasketItem(section.meeting, section.id, quote, place.path, place.sha256, ""))
        return replace(told, result="absent") if told.result == "stale" else told

    def _is_as_recorded(self, section: Section) -> bool:
        place = section.places[0]
        return self._sources.sha256(place.path) == place.sha256

    # -- the source is as it was --------------------------------------------------------------------------

    def _unchanged(self, item: BasketItem, path: str, *remarks: str) -> Verdict:
        found = self._where_it_was(item)
        if found and self._is_as_recorded(section_of(self._records, found[0].passage)):
            moved = [*self._cited_from_another(found[0], path), *_renumbered(item, found[0])]
            return exact(self._records, item.quote, found, *remarks, *moved)
        astray = f"It is not in {item.meeting}, where it was cited from."
        found = [at for at in standing(item.quote, self._printed) if self._is_from(at, path)]
        if found and self._is_as_recorded(section_of(self._records, found[0].passage)):
            return exact(self._records, item.quote, found, *remarks, astray)
        if not self._is_told_by_record(item, path):
            told = self._in_source(item, path)
            if isinstance(told, Verdict):
                return replace(told, remark=_joined(*remarks, told.remark))
        return self._anywhere(item, *remarks, astray)

    def _where_it_was(self, item: BasketItem) -> list[Standing]:
        """Where the quote stands in the meeting it was cited from, the section named first; once is enough."""
        found = standing(item.quote, self._records.printed(item.meeting))
        found.sort(key=lambda at: at.passage.section != item.section)
        return found[:1]

    def _is_told_by_record(self, item: BasketItem, path: str) -> bool:
        """Is the text that the record has of the item's section that of the source, as it is now?"""
        section = self._records.section(item.section)
        return section is not None and section.places[0].path == path and self._is_as_recorded(section)

    def _cited_from_another(self, at: Standing, path: str) -> list[str]:
        now = section_of(self._records, at.passage).places[0].path
        return [] if now == path else [f"The archive quotes this passage from {now} now."]

    def _anywhere(self, item: BasketItem, *remarks: str) -> Verdict:
        found = self._where_it_was(item) or standing(item.quote, self._printed)
        if found:
            return exact(self._records, item.quote, found, *remarks)
        return not_exact(self._records, item.quote, self._printed, *remarks)

    # -- the source has changed ---------------------------------------------------------------------------

    def _changed(self, item: BasketItem) -> Verdict:
        now = self._sources.sha256(item.path)
        if now is None:
            return self._stale(item, f"{item.path} is no longer in the archive.")
        if self._sources.recorded(item.path) == now:
            found = [at for at in self._where_it_was(item) if self._is_from(at, item.path)]
            found = found or [at for at in standing(item.quote, self._printed) if self._is_from(at, item.path)]
            if found:
                remark = f"{item.path} has changed since it was cited; the quote still stands in it."
                return exact(self._records, item.quote, found, remark, *_renumbered(item, found[0]))
        told = self._in_source(item, item.path)
        if isinstance(told, Verdict):
            remark = f"{item.path} has changed since it was cited; the quote still stands in it."
            return replace(told, remark=_joined(remark, told.remark))
        if isinstance(told, SourceError):
            return self._stale(item, f"{item.path} has changed since it was cited, and cannot be read: {told.message}.")
        return self._stale(item, f"{item.path} has changed since it was cited, and does not hold the quote any more.")

    def _is_from(self, at: Standing, path: str) -> bool:
        return section_of(self._records, at.passage).places[0].path == path

    def _stale(self, item: BasketItem, remark: str) -> Verdict:
        elsewhere = self._elsewhere(item)
        nearest = None if elsewhere else self._nearest_in_source(item)
        said = f"It still stands in {elsewhere}." if elsewhere else None
        return Verdict("stale", item.quote, None, nearest, _joined(remark, said))

    def _elsewhere(self, item: BasketItem) -> str | None:
        """Another source that holds the quote as it is now: its path, with the section."""
        reads = 0
        for at in standing(item.quote, self._printed):
            for rank, place in enumerate(section_of(self._records, at.passage).places):
                if place.path == item.path:
                    continue
                if rank == 0 and self._sources.sha256(place.path) == place.sha256:
                    return f"{place.path} ({at.passage.section})"
                if reads < _READ and self._sources.sha256(place.path) is not None:
                    reads += 1
                    if isinstance(self._in_source(item, place.path), Verdict):
                        return f"{place.path} ({at.passage.section})"
        return None

    # -- reading a source itself --------------------------------------------------------------------------

    def _in_source(self, item: BasketItem, path: str) -> Verdict | SourceError | None:
        """The verdict ``exact`` where a source holds the quote as it is now, else None, or why it cannot be read."""
        try:
            passages = self._sources.passages(path)
        except SourceError as error:
            return error
        wanted = forms(item.quote)
        for passage in passages:
            for text, in_title in ((passage.text, False), (passage.title, True)):
                if at := spans(wanted, text):
                    citation = self._cited(item, path, passage, (at[0][0], at[-1][1]), in_title=in_title)
                    recorded = self._sources.recorded(path) == self._sources.sha256(path)
                    remark = (
                        None if recorded else "The index is older than it: minutesearch ingest brings it up to date."
                    )
                    return Verdict("exact", item.quote, citation, None, remark, is_cut(at))
        return None

    def _nearest_in_source(self, item: BasketItem) -> Nearest | None:
        """What a changed source prints now that is nearest to a quote of it."""
        try:
            passages = self._sources.passages(item.path)
        except SourceError:
            return None
        printed = [Printed(str(i), "", passage.title, passage.text) for i, passage in enumerate(passages)]

        def citing(passage: Printed, span: Span, in_title: bool) -> Citation:  # noqa: FBT001 - as it is called
            return self._cited(item, item.path, passages[int(passage.section)], span, in_title=in_title)

        return not_exact(self._records, item.quote, printed, citing=citing).nearest

    def _cited(self, item: BasketItem, path: str, passage: Read, span: tuple[int, int], *, in_title: bool) -> Citation:
        """The citation of a passage that was read from a source itself."""
        place = self._sources.place(path, passage)
        section = self._section_like(item, passage)
        if section is not None:
            return replace(cite(self._records, section, *span, in_title=in_title), place=place, title=passage.title)
        meeting = self._records.meeting(item.meeting)
        at_home = meeting is not None and passage.date in {"", meeting.date}
        return Citation(
            item.section if at_home else "", item.meeting if at_home else "",
            passage.body or (meeting.body if meeting else ""), passage.date or (meeting.date if meeting else ""),
            passage.title, "unknown", "minutes", place, *span, in_title,
        )  # fmt: skip

    def _section_like(self, item: BasketItem, passage: Read) -> Section | None:
        """The section of the record that a passage of a changed source was: by its day and title."""
        folded = fold_title(passage.title)
        hinted = self._records.section(item.section)
        likely = [hinted] if hinted else []
        likely += self._records.sections_of(item.meeting)
        for meeting in self._records.meetings():
            if meeting.date == passage.date and meeting.body == passage.body:
                likely += self._records.sections_of(meeting.id)
        same = (s for s in likely if fold_title(s.title) == folded and passage.date in {"", s.date})
        return next(same, None)


def _renumbered(item: BasketItem, at: Standing) -> list[str]:
    """Says that a section has another number than when it was cited: a fuller file moved those behind it."""
    now = at.passage.section
    return [] if item.section in {"", now} else [f"It was cited as {item.section}; that section is {now} now."]


def _joined(*remarks: str | None) -> str | None:
    return " ".join(remark for remark in remarks if remark) or None
