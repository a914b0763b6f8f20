"""Periods: both ends are part of them, whatever their precision, and no clock's time zone has a say."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.archive import Archive
from minutesearch.model import Filters

DAYS = (
    "2019-12-31", "2020-01-01", "2020-02-28", "2020-02-29", "2020-03-01", "2020-12-31", "2021-01-01", "2021-01-31",
    "2021-02-01", "2021-02-28", "2021-03-01", "2021-06-30", "2021-07-01", "2021-12-30", "2021-12-31", "2022-01-01",
)  # fmt: skip
MONTHS = "January February March April May June July August September October November December".split()
ZONES = ("Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu", "")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A meeting on each day, each of which speaks of the ferry."""
    folder = tmp_path_factory.mktemp("held")
    (folder / "corpus").mkdir()
    for day in DAYS:
        year, month, number = day.split("-")
        text = f"# Minutes of the Quay Board held on {int(number)} {MONTHS[int(month) - 1]} {year}\n\n"
        text += "## 1. Apologies\n\nNone were received.\n\n## 2. Ferry\n\nThe ferry was late. It was agreed to write.\n"
        (folder / "corpus" / f"{day}.md").write_text(text, encoding="utf-8")
    Archive(folder).ingest(jobs=1)
    return folder


@pytest.fixture(scope="module")
def archive(held: Path) -> Archive:
    return Archive(held)


_ends = st.one_of(
    st.none(),
    st.sampled_from(DAYS).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]])),
    st.dates().map(str).filter(lambda day: "2019" <= day < "2023").flatmap(lambda d: st.sampled_from([d, d[:7]])),
    st.builds("{}-{:02d}-{:02d}".format, st.integers(2019, 2022), st.integers(1, 12), st.integers(1, 28)),
)


def _within(day: str, since: str | None, until: str | None) -> bool:
    """Digits of one length are in the order of time, so a period of any precision is a comparison of beginnings."""
    return (since is None or day[: len(since)] >= since) and (until is None or day[: len(until)] <= until)


def test_every_meeting_is_there(archive: Archive) -> None:
    assert [m.date for m in archive.search("ferry").by_meeting] == list(DAYS)


@given(_ends, _ends)
def test_both_ends_of_a_period_are_part_of_it(archive: Archive, since: str | None, until: str | None) -> None:
    expected = [day for day in DAYS if _within(day, since, until)]
    given_ = archive.search("ferry", Filters(since=since, until=until))
    assert [m.date for m in given_.by_meeting] == expected
    typed = " ".join(f"{name}:{value}" for name, value in (("since", since), ("until", until)) if value)
    assert [m.date for m in archive.search(f"ferry {typed}").by_meeting] == expected
    nested = f"ferry ({typed or 'ferry'})" if not (since and until) else f"ferry (since:{since}) (until:{until})"
    assert [m.date for m in archive.search(nested).by_meeting] == expected


ASKED = (
    "until:2020-12-31", "since:2021-01-01", "date:2021-01-01", 'since:"31 December 2020" until:"1 January 2021"',
    "date:2020-02-29", 'since:"February 2021" until:2021-02', "date:2021", "since:30/06/2021 until:01/07/2021",
)  # fmt: skip
FOUND = (6, 10, 1, 2, 1, 2, 9, 2)


@pytest.mark.parametrize("zone", ZONES)
def test_no_time_zone_has_a_say(zone: str, held: Path, child_environment: dict[str, str]) -> None:
    """Half a day ahead of Greenwich and half a day behind it, midnight is another date: not here."""
    code = (
        "import json, sys; from pathlib import Path; from minutesearch.archive import Archive; "
        "a = Archive(Path(sys.argv[1])); "
        "print(json.dumps([a.search(f'ferry {p}').total for p in json.loads(sys.argv[2])]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(held), json.dumps(ASKED)],
        env=child_environment | ({"TZ": zone} if zone else {}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert tuple(json.loads(done.stdout)) == FOUND


@pytest.mark.parametrize("zone", ZONES[:2])
def test_an_ingest_in_any_time_zone_gives_the_same_days(
    zone: str, held: Path, tmp_path: Path, child_environment: dict[str, str]
) -> None:
    shutil.copytree(held / "corpus", tmp_path / "corpus")
    code = (
        "import sys; from pathlib import Path; from minutesearch.archive import Archive; "
        "a = Archive(Path(sys.argv[1])); a.ingest(jobs=1); print(*[m.date for m in a.meetings()])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env=child_environment | {"TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    assert tuple(done.stdout.split()) == DAYS
