"""Baskets of evidence: quotes put in, ordered, described and taken out, and each as it stands in the archive now."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from minutesearch import config
from minutesearch.errors import UsageError
from minutesearch.evidence.checking import Checker
from minutesearch.ingest.lock import index_lock
from minutesearch.model import Addition, Basket, BasketItem, Evidence, Said
from minutesearch.notebook import baskets
from minutesearch.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from minutesearch.config import Settings
    from minutesearch.evidence.picking import Picked
    from minutesearch.model import Verdict
    from minutesearch.store import Records

LIST = "minutesearch basket list"


# -- reading ------------------------------------------------------------------------------------------------


def held(root: Path, name: str) -> Basket:
    """The basket of a name.

    Raises:
        UsageError: there is none.
        ConfigError: its file holds what it may not.
    """
    return baskets.read(root, _stem(root, name))


def _stem(root: Path, name: str) -> str:
    stem = baskets.stem_of(root, name)
    if stem is None:
        from difflib import get_close_matches

        near = get_close_matches(baskets.slug(name), baskets.stems(root), 1, 0.5)
        meant = f"Did you mean {baskets.read(root, near[0]).name!r}? " if near else ""
        raise UsageError(f"There is no basket {safe_line(name)!r}.", f"{meant}All of them: {LIST}")
    return stem


def standing(root: Path, settings: Settings, records: Records, basket: Basket) -> tuple[Evidence, ...]:
    """The items of a basket as they stand now: each quote held against its source once more."""
    checker = Checker(root, settings, records)
    return tuple(_evidence(records, n, item, checker.check(item)) for n, item in enumerate(basket.items, 1))


def _evidence(records: Records, n: int, item: BasketItem, verdict: Verdict) -> Evidence:
    if at := verdict.citation:
        return Evidence(n, item, verdict, at.body, at.date, at.title)
    # The section it was picked from may be another one by now: only the nearest passage says where it would stand.
    near = verdict.nearest.citation if verdict.nearest else None
    title = near.title if near and near.meeting == item.meeting else ""
    if meeting := records.meeting(item.meeting):
        return Evidence(n, item, verdict, meeting.body, meeting.date, title)
    # The meeting is no more in the archive: its id still says when it was.
    return Evidence(n, item, verdict, "", item.meeting.rpartition(":")[2], title)


# -- writing ------------------------------------------------------------------------------------------------


@contextmanager
def _lock(root: Path) -> Iterator[None]:
    index = root / config.INDEX
    index.mkdir(mode=0o700, exist_ok=True)
    with index_lock(index):
        yield


def put_in(root: Path, name: str, picked: Sequence[Picked], said: Said, query: str = "") -> Addition:
    """Put quotes at the end of a basket, which is made where there is none of that name.

    A quote that is in it already, of the same meeting, is not put in again, nor is what was said of it changed.

    Args:
        root: the archive.
        name: the basket's name.
        picked: the quotes.
        said: what is said of all of them.
        query: the search that found them.

    Raises:
        UsageError: the name is none.
        ConfigError: the basket's file holds what it may not.
    """
    wanted = baskets.slug(name)
    added, already = [], []
    with _lock(root):
        stem = baskets.stem_of(root, name)
        basket = baskets.read(root, stem) if stem else Basket(safe_line(name), ())
        row = list(basket.items)
        places = {baskets.key_of(item): n for n, item in enumerate(row, 1)}
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for section, quote in picked:
            source = section.places[0]
            item = _described(
                BasketItem(section.meeting, section.id, quote, source.path, source.sha256, now, query=safe_line(query)),
                said,
            )
            known = places.get(baskets.key_of(item))
            if known:
                already.append(known)
                continue
            row.append(item)
            places[baskets.key_of(item)] = len(row)
            added.append(len(row))
        if added:
            basket = Basket(basket.name, tuple(row))
            baskets.write(root, stem or wanted, basket)
    return Addition(basket, tuple(added), tuple(dict.fromkeys(n for n in already if n not in added)))


def _described(item: BasketItem, said: Said) -> BasketItem:
    """An item with what is said of it; what is not said stays."""
    return replace(
        item,
        heading=item.heading if said.heading is None else safe_line(said.heading),
        shows=item.shows if said.shows is None else said.shows or None,
        counter=item.counter if said.counter is None else said.counter,
        note=item.note if said.note is None else safe_line(said.note),
    )


def describe(root: Path, name: str, numbers: Sequence[int], said: Said) -> Basket:
    """Say something of items of a basket.

    Raises:
        UsageError: there is no such basket, or no such item.
    """
    with _changed(root, name) as row:
        for n in _numbers(row, name, numbers):
            row[n - 1] = _described(row[n - 1], said)
    return held(root, name)


def move(root: Path, name: str, number: int, to: int) -> Basket:
    """Put an item of a basket at another place; a place beyond the last is the last.

    Raises:
        UsageError: there is no such basket, or no such item.
    """
    with _changed(root, name) as row:
        (n,) = _numbers(row, name, [number])
        if to < 1:
            raise UsageError(f"There is no place {to}: places count from 1.", f"{LIST} {_typed(name)}")
        row.insert(min(to, len(row)) - 1, row.pop(n - 1))
    return held(root, name)


def remove(root: Path, name: str, numbers: Sequence[int]) -> tuple[BasketItem, ...]:
    """Take items out of a basket; give them back, so that it can be said which they were.

    Raises:
        UsageError: there is no such basket, or no such item.
    """
    with _changed(root, name) as row:
        chosen = _numbers(row, name, numbers)
        gone = tuple(row[n - 1] for n in chosen)
        row[:] = [item for n, item in enumerate(row, 1) if n not in chosen]
    return gone


@contextmanager
def _changed(root: Path, name: str) -> Iterator[list[BasketItem]]:
    """The items of a basket under the lock; written where they were changed."""
    with _lock(root):
        stem = _stem(root, name)
        basket = baskets.read(root, stem)
        row = list(basket.items)
        yield row
        if tuple(row) != basket.items:
            baskets.write(root, stem, Basket(basket.name, tuple(row)))


def _numbers(row: Sequence[BasketItem], name: str, numbers: Sequence[int]) -> list[int]:
    """Numbers of items, each once, in their order."""
    for n in numbers:
        if not 1 <= n <= len(row):
            has = "1 item" if len(row) == 1 else f"{len(row) or 'no'} items"
            raise UsageError(f"There is no item {n}: the basket has {has}.", f"Type: {LIST} {_typed(name)}")
    return sorted(set(numbers))


def _typed(name: str) -> str:
    from shlex import quote

    return quote(safe_line(name))


def rename(root: Path, name: str, new: str) -> Basket:
    """Give a basket another name.

    Raises:
        UsageError: there is no such basket, or another has the new name.
    """
    with _lock(root):
        stem = _stem(root, name)
        if baskets.stem_of(root, new) not in {None, stem}:
            raise UsageError(f"There is a basket {safe_line(new)!r} already.", f"Type: {LIST} {_typed(new)}")
        baskets.rename(root, stem, new)
    return held(root, new)


def delete(root: Path, name: str) -> Path:
    """Take a basket away; say where its file lies now.

    Raises:
        UsageError: there is no such basket.
    """
    with _lock(root):
        return baskets.delete(root, _stem(root, name))


def undo(root: Path, name: str) -> Basket | None:
    """Take back the last change of a basket, or bring one back that was deleted.

    Returns:
        The basket as it is now; None where there was nothing to take back.

    Raises:
        UsageError: no basket of that name is here, or was.
    """
    with _lock(root):
        stem = baskets.stem_of(root, name)
        if stem is None:
            stem = baskets.restore(root, name)
            return baskets.read(root, stem) if stem else held(root, name)
        return baskets.read(root, stem) if baskets.undo(root, stem) else None
