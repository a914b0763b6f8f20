"""Days as minutes print them, and numbers as they count their items."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from tests.quality.layouts.sentences import MONTHS

NUMBERS = (
    "1.", "1", "1)", "(1)", "1 -", "1.0", "run.", "run", "yy.mm.n", "mm.yy.n", "mm(2).yy.n", "n/yy", "yy/n", "Ryyyy-n",
    "I.", "i)", "A.", "a)", "Item 1", "Minute 1", "#yyyy-n",
)  # fmt: skip
"""Styles of numbering, each named by its first number or its pattern."""

ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()


def a_day(rng: random.Random) -> date:
    """A weekday on which a meeting may have been."""
    day = date(rng.randint(2006, 2025), rng.randint(1, 12), rng.randint(1, 28))
    return day - timedelta(days=max(0, day.weekday() - 4))


def ordinal(number: int) -> str:
    """The letters after a day's number."""
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def long_day(day: date, rng: random.Random, us: bool) -> str:
    """A day with its month in letters."""
    week, month = day.strftime("%A"), MONTHS[day.month - 1]
    if us:
        return rng.choice(
            (
                f"{week}, {month} {day.day}, {day.year}",
                f"{month} {day.day}, {day.year}",
                f"{month} {day.day}{ordinal(day.day)}, {day.year}",
                f"{week} {month} {day.day}, {day.year}",
                f"{month[:3]}. {day.day}, {day.year}" if month != "May" else f"May {day.day}, {day.year}",
                f"{month}{day.day}, {day.year}",
            )
        )
    return rng.choice((
        f"{day.day}{ordinal(day.day)} {month} {day.year}",
        f"{day.day} {month} {day.year}",
        f"{week} {day.day}{ordinal(day.day)} {month} {day.year}",
        f"{week}, {day.day} {month} {day.year}",
        f"{week[:4] if week in ('Tuesday', 'Thursday') else week[:3]} {day.day}{ordinal(day.day)} {month} {day.year}",
        f"{week} {day.day}{ordinal(day.day)} {month}, {day.year}",
        f"{day.day}{ordinal(day.day)} of {month} {day.year}",
        f"{week} the {day.day}{ordinal(day.day)} {month} {day.year}",
        f"{day.day:02d} {month[:3]} {day.year}",
    ))  # fmt: skip


def short_day(day: date, rng: random.Random, us: bool) -> str:
    """A day in digits."""
    year = f"{day.year % 100:02d}"
    if us:
        return rng.choice((f"{day.month}/{day.day}/{year}", f"{day:%m/%d/%Y}", f"{day.month}-{day.day}-{day.year}"))
    return rng.choice((f"{day:%d/%m}/{year}", f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{year}", f"{day:%d-%m-%Y}"))


def numbers(style: str, count: int, day: date, rng: random.Random, *, slips: bool = False) -> list[str]:
    """The numbers of ``count`` items as printed.

    With ``slips`` one number is skipped or stands twice, as in what people type.
    """
    first = rng.randint(20, 160) if style in {"run.", "run", "n/yy", "yy/n", "Ryyyy-n", "#yyyy-n"} else 1
    places = list(range(first, first + count))
    if slips and count > 4:
        at = rng.randint(2, count - 2)
        places[at:] = [place + rng.choice((1, -1)) for place in places[at:]] if rng.random() < 0.5 else places[at:]
        if places[at] != first + at:
            shift = places[at] - first - at
            places[at:] = [first + place + shift for place in range(at, count)]
    return [_number(style, place, day) for place in places]


def _number(style: str, n: int, day: date) -> str:
    yy, mm = f"{day.year % 100:02d}", f"{day.month:02d}"
    match style:
        case "yy.mm.n":
            return f"{yy}.{mm}.{n:02d}"
        case "mm.yy.n":
            return f"{mm}.{yy}.{n:02d}"
        case "mm(2).yy.n":
            return f"{mm}(2).{yy}.{n:02d}"
        case "n/yy":
            return f"{n}/{yy}"
        case "yy/n":
            return f"{yy}/{n:03d}"
        case "Ryyyy-n":
            return f"R{day.year}-{n:03d}"
        case "#yyyy-n":
            return f"#{day.year}-{n:03d}"
        case "run." | "run":
            return f"{n}{style[3:]}"
        case "I." | "i)":
            roman = ROMAN[n - 1]
            return f"{roman if style[0] == 'I' else roman.lower()}{style[1]}"
        case "A." | "a)":
            return f"{chr(ord(style[0]) + n - 1)}{style[1]}"
    return style.replace("1", str(n), 1)


def later(day: date, rng: random.Random, days: Sequence[int] = (28, 35, 63)) -> date:
    """The day of a meeting after ``day``."""
    return day + timedelta(days=rng.choice(days))
