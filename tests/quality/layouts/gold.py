"""The right answer for a generated file, and the parts that a meeting's text is made of.

A writer draws :class:`Topic`s; the gold is taken from the same topics, so that what is printed and what is right cannot
drift apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple


class Para(NamedTuple):
    """A paragraph."""

    text: str


class Items(NamedTuple):
    """A list; ``marker`` is a bullet, or ``1.``, ``1)``, ``a)``, ``i)`` for a counted list that starts at its first."""

    texts: tuple[str, ...]
    marker: str


class Label(NamedTuple):
    """A bold label inside a section, ``RESOLVED`` or ``Action``, which is no head."""

    label: str
    text: str


class Table(NamedTuple):
    """Rows of cells, the first row its heads."""

    rows: tuple[tuple[str, ...], ...]


class Sub(NamedTuple):
    """A section inside a section."""

    title: str
    points: tuple[Para | Items | Label, ...]
    number: str = ""


Point = Para | Items | Label | Table | Sub


@dataclass(frozen=True, slots=True)
class Topic:
    """One section as it is to be printed.

    ``number`` is as printed, with its stops and brackets; ``title`` as printed, without the colon of a run-in.
    ``owner`` stands in a column of its own and is no text. ``stated`` is False where a program would print the number
    (Word's automatic lists), so that giving none is right too.
    """

    number: str
    title: str
    points: tuple[Point, ...]
    owner: str = ""
    stated: bool = True


@dataclass(frozen=True, slots=True)
class GoldSection:
    """A top-level section as a reader sees it. ``may`` is text that may be in it or not: owners, list numbers."""

    number: str
    title: str
    text: str
    may: str = ""
    subs: tuple[str, ...] = ()
    stated: bool = True


@dataclass(frozen=True, slots=True)
class GoldMeeting:
    """A meeting: its day (ISO) and its top-level sections in order. ``optional`` titles may be given as sections."""

    date: str
    sections: tuple[GoldSection, ...]
    optional: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldFile:
    """A generated file and what is right about it.

    ``front`` must be kept somewhere; ``slack`` may be anywhere or nowhere; ``chrome`` must be nowhere, and
    ``furniture`` (page headers and footers, which repeat) in no section. ``states`` are the states that the file may
    get: where ``ingested`` is one of them, the meetings are measured when it is.
    """

    name: str
    content: bytes
    body: str
    meetings: tuple[GoldMeeting, ...]
    body_also: tuple[str, ...] = ()
    front: str = ""
    slack: str = ""
    chrome: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    states: tuple[str, ...] = ("ingested",)
    layout: int = 0
    template: str = ""
    seed: int = 0

    def of(self, layout: int, template: str, seed: int) -> GoldFile:
        """The same file with where it comes from."""
        return replace(self, layout=layout, template=template, seed=seed)


def counted(items: Items) -> Iterator[tuple[str, str]]:
    """Each item of a list with its mark."""
    for place, text in enumerate(items.texts):
        if items.marker[:1] == "1":
            mark = f"{place + 1}{items.marker[1:]}"
        elif items.marker == "(a)":
            mark = f"({chr(97 + place)})"
        elif items.marker[:1] == "a":
            mark = f"{chr(97 + place)}{items.marker[1:]}"
        elif items.marker[:1] == "i":
            mark = f"{('i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii')[place]}{items.marker[1:]}"
        else:
            mark = items.marker
        yield mark, text


def words_of(points: Iterable[Point]) -> Iterator[str]:
    """What is read in a row of points, without the marks of lists."""
    for point in points:
        match point:
            case Para(text):
                yield text
            case Items(texts, _):
                yield from texts
            case Label(label, text):
                yield f"{label} {text}"
            case Table(rows):
                yield from (" ".join(row) for row in rows)
            case Sub(title, inner, _):
                yield title
                yield from words_of(inner)


def _marks(points: Iterable[Point]) -> Iterator[str]:
    for point in points:
        if isinstance(point, Items):
            yield from (mark for mark, _ in counted(point))
        elif isinstance(point, Sub):
            yield point.number
            yield from _marks(point.points)


def section_of(topic: Topic) -> GoldSection:
    """The gold of a printed topic."""
    return GoldSection(
        number=topic.number.strip(" .:()-–"),
        title=topic.title,
        text="\n".join(words_of(topic.points)),
        may=" ".join([topic.owner, *_marks(topic.points)]),
        subs=tuple(point.title for point in topic.points if isinstance(point, Sub)),
        stated=topic.stated,
    )
