"""The requirements matrix: the numbers of ``query``, and rows that stay empty where the minutes are silent."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from minutesearch.archive import Archive
from minutesearch.errors import ConfigError, KeptQueryError, NoRequirements
from minutesearch.evidence.requirements import EXAMPLE, areas
from minutesearch.model import Area, Filters, Matrix, MatrixColumn, MatrixRow, Promise
from minutesearch.present.output import matrix_as_text, watch_as_json, watch_as_rows
from minutesearch.present.output.paint import Paper

FIVE = """
[[area]]
id = "budgets"
title = "Personal budgets are offered"
queries = ['"personal budgets"', '"personal budget" AND policy']

[[area]]
id = "waiting"
title = "Waiting for the mental health service"
queries = ['hyms AND wait*', '"waiting list"']

[[area]]
id = "one-worker"
title = "Families deal with one person"
queries = ['"key worker"']
topics = ["key-worker"]

[[area]]
id = "together"
title = "Services are planned with families"
queries = ['co-production', 'participation', '"parents and carers"']

[[area]]
id = "social-care"
title = "The social-care needs of children are assessed"
queries = ['"social care needs"', '"social care assessment"', 'title:"social care" assessed']
weakness = "In the words of the letter."
"""


def file_of(folder: Path, text: str) -> Path:
    path = folder / "requirements.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def sample(sample_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Matrix]:
    archive = Archive(sample_archive)
    return archive, archive.matrix(file_of(tmp_path_factory.mktemp("five"), FIVE))


def test_counts_are_those_of_query(sample: tuple[Archive, Matrix]) -> None:
    archive, found = sample
    joined = {
        "budgets": '("personal budgets") OR ("personal budget" AND policy)',
        "waiting": '(hyms AND wait*) OR ("waiting list")',
        "one-worker": '"key worker" OR topic:key-worker',
        "together": '(co-production) OR (participation) OR ("parents and carers")',
    }
    rows = {row.area.id: row for row in found.rows}
    for id, query in joined.items():
        answer = archive.search(query)
        assert answer.corrected is None
        assert (rows[id].sections, rows[id].mentions) == (answer.total, answer.mentions)
        cells = {meeting: (sections, mentions) for meeting, sections, mentions in rows[id].cells if sections}
        assert cells == {m.meeting: (m.sections, m.mentions) for m in answer.by_meeting}
        assert rows[id].first == answer.by_meeting[0].date
        assert rows[id].last == answer.by_meeting[-1].date


def test_one_row_is_empty_and_nothing_is_put_into_it(sample: tuple[Archive, Matrix]) -> None:
    _, found = sample
    assert [row.area.id for row in found.rows if row.empty] == ["social-care"]
    empty = found.rows[-1]
    assert (empty.sections, empty.mentions, empty.first, empty.last, empty.promises) == (0, 0, None, None, ())
    assert [cell[1:] for cell in empty.cells] == [(0, 0)] * 6


def test_columns_are_meetings_and_gaps(sample: tuple[Archive, Matrix]) -> None:
    archive, found = sample
    assert [c.meeting for c in found.columns if c.meeting] == [m.id for m in archive.meetings()]
    gaps = archive.coverage().bodies[0].gaps
    assert [(c.date, c.why) for c in found.columns if c.meeting is None] == [(g.month, g.why) for g in gaps] != []
    assert [c.date for c in found.columns] == sorted(c.date for c in found.columns)


def test_promises_are_those_made_in_its_sections(sample: tuple[Archive, Matrix]) -> None:
    archive, found = sample
    row = next(row for row in found.rows if row.area.id == "one-worker")
    sections = {hit.section.id for hit in archive.search('"key worker" OR topic:key-worker', limit=0).hits}
    assert list(row.promises) == [p for p in archive.promises() if p.section in sections] != []


def test_a_period_narrows_columns_and_counts(sample: tuple[Archive, Matrix], tmp_path: Path) -> None:
    archive, _ = sample
    found = archive.matrix(file_of(tmp_path, FIVE), Filters(since="2021-05", until="2021-06"))
    assert [c.date for c in found.columns] == ["2021-05-11", "2021-06-08"]
    row = found.rows[0]
    assert (
        row.sections
        == archive.search(
            '("personal budgets") OR ("personal budget" AND policy)', Filters(since="2021-05", until="2021-06")
        ).total
    )


def test_a_typo_is_no_finding_and_no_hit(sample: tuple[Archive, Matrix], tmp_path: Path) -> None:
    archive, _ = sample
    text = '[[area]]\nid = "a"\ntitle = "A"\nqueries = [\'"personel budgets"\', "chaprons*", "zzz budgeting"]\n'
    (row,) = archive.matrix(file_of(tmp_path, text)).rows
    assert row.empty
    assert row.unprinted == ("personel", "chaprons*", "zzz")
    shown = matrix_as_text.matrix(archive.matrix(file_of(tmp_path, text)), Paper(colour=False, width=80))
    assert "“personel”" in shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no area"),
        ("[[area\n", "cannot be read"),
        ("title = 'x'\n", "key 'title'"),
        ("area = 'x'\n", "two brackets"),
        ("[[area]]\ntitle = 'x'\nqueries = ['x']\n", "area 1: it needs an id"),
        ("[[area]]\nid = 'x'\nqueries = ['x']\n", "area 'x': it has no title"),
        ("[[area]]\nid = 'x'\ntitle = ' '\nqueries = ['x']\n", "area 'x': it has no title"),
        ("[[area]]\nid = 'x'\ntitle = 'X'\n", "nothing to search for"),
        ("[[area]]\nid = 'x'\ntitle = 'X'\nqueries = 'x'\n", "queries must be a list"),
        ("[[area]]\nid = 'x'\ntitle = 'X'\nqueries = [' ']\n", "a query is empty"),
        ("[[area]]\nid = 'x'\ntitle = 'X'\nqueries = ['x']\nwekness = 'y'\n", "no key 'wekness'"),
        ("[[area]]\nid = 'x'\ntitle = 'X'\nqueries = ['x']\nnote = 1\n", "note must be a text"),
        ("[[area]]\nid = 'x'\ntitle = 'X'\nqueries = ['x']\n" * 2, "two areas have the id"),
        ("[[area]]\nid = 'x'\ntitle = 'X'\nqueries = ['topic:zebra']\n", "area 'x': There is no topic"),
        ("[[area]]\nid = 'x'\ntitle = 'X'\ntopics = ['zebra']\n", "area 'x': There is no topic"),
    ],
)
def test_a_fault_is_said_with_its_area(text: str, said: str, tmp_path: Path, sample: tuple[Archive, Matrix]) -> None:
    with pytest.raises(ConfigError, match=re.escape(said)) as caught:
        sample[0].matrix(file_of(tmp_path, text))
    assert caught.value.message.startswith("requirements.toml")


def test_a_query_with_a_fault_has_its_caret(tmp_path: Path) -> None:
    text = "[[area]]\nid = 'x'\ntitle = 'X'\nqueries = ['fine', 'a AND \"open']\n"
    with pytest.raises(KeptQueryError, match="area 'x'") as caught:
        areas(file_of(tmp_path, text))
    assert (caught.value.query, caught.value.position) == ('a AND "open', 6)


def test_the_example_can_be_used(tmp_path: Path, sample: tuple[Archive, Matrix]) -> None:
    with pytest.raises(NoRequirements) as caught:
        areas(tmp_path / "requirements.toml")
    assert caught.value.example == EXAMPLE
    assert len(sample[0].matrix(file_of(tmp_path, EXAMPLE)).rows) == 2


# -- as text ----------------------------------------------------------------------------------------------


def of_many(months: int, title: str = "An area with a title that is longer than most of them are") -> Matrix:
    """A matrix of ``months`` monthly meetings, in each of which 3 sections mention the area 14 times."""
    dates = [f"{1990 + n // 12}-{n % 12 + 1:02}-10" for n in range(months)]
    columns = tuple(MatrixColumn(date, "Oak Board", f"oak-board:{date}") for date in dates)
    cells = tuple((f"oak-board:{date}", 3, 14) for date in dates)
    none = tuple((f"oak-board:{date}", 0, 0) for date in dates)
    promises: tuple[Promise, ...] = ()
    return Matrix(
        (*columns, MatrixColumn("1990-02", "Elm Board", None, "why")),
        (
            MatrixRow(Area("a", title, ("x",)), cells, 3 * months, 14 * months, dates[0], dates[-1], promises),
            MatrixRow(Area("b", "Quiet", ("y", "z")), none, 0, 0, None, None, promises),
        ),
    )


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("months", [1, 5, 12, 40, 200, 600])
def test_the_table_fits_and_its_sums_are_true(months: int, width: int) -> None:
    shown = matrix_as_text.matrix(of_many(months), Paper(colour=False, width=width))
    lines = shown.splitlines()
    assert max(map(len, lines)) <= width
    cells = [tuple(map(int, cell)) for cell in re.findall(r"(?<!\S)(\d+)/(\d+)(?!\S)", shown)]
    *inner, total = cells
    assert total == (3 * months, 14 * months)
    assert (sum(s for s, _ in inner), sum(m for _, m in inner)) == total
    assert f"Quiet: nothing found in {months:,} meeting" in shown
    assert lines[-1].startswith("Finding: 1 of 2 areas not mentioned") or "Finding: 1 of 2 areas" in lines[-2]


@pytest.mark.parametrize(
    ("months", "width", "heads"),
    [
        (5, 80, ["Jan", "Feb", "Mar", "Apr", "May"]),
        (20, 80, ["Q1", "Q2", "Q3", "Q4", "Q1", "Q2", "Q3"]),
        (60, 80, ["1990", "1991", "1992", "1993", "1994", "all"]),
    ],
)
def test_months_are_added_up_only_where_they_do_not_fit(months: int, width: int, heads: list[str]) -> None:
    lines = matrix_as_text.matrix(of_many(months), Paper(colour=False, width=width)).splitlines()
    assert heads in [line.split() for line in lines]


def test_every_width_of_title_and_paper_fits() -> None:
    for title in ("A", "word " * 30, "antidisestablishmentarianism"):
        for width in (60, 80, 100, 120):
            shown = matrix_as_text.matrix(of_many(14, title.strip()), Paper(colour=False, width=width))
            assert max(map(len, shown.splitlines())) <= width


def test_a_gap_is_no_silence() -> None:
    dates = ("2021-01-10", "2021-03-10")
    found = Matrix(
        (MatrixColumn(dates[0], "B", "m1"), MatrixColumn("2021-02", "B", None, "w"), MatrixColumn(dates[1], "B", "m2")),
        (MatrixRow(Area("a", "A", ("x",)), (("m1", 0, 0), ("m2", 1, 2)), 1, 2, dates[1], dates[1], ()),),
    )
    shown = matrix_as_text.matrix(found, Paper(colour=False, width=80))
    (row,) = [line.split() for line in shown.splitlines() if line.startswith("A  ")]
    assert row == ["A", "–", "?", "1/2", "1/2"]
    assert "No minutes in the archive for: Feb 2021" in shown
    assert [r[5:] for r in watch_as_rows.matrix(found)] == [
        ("silent", 0, 0),
        ("missing", None, None),
        ("mentioned", 1, 2),
    ]


def test_json_has_a_cell_for_every_meeting(sample: tuple[Archive, Matrix]) -> None:
    told = watch_as_json.matrix(sample[1])
    for row in told["matrix"]:
        assert [cell["meeting"] for cell in row["cells"]] == [c["meeting"] for c in told["columns"] if c["meeting"]]
        assert sum(cell["sections"] for cell in row["cells"]) == row["sections"]
        assert sum(cell["mentions"] for cell in row["cells"]) == row["mentions"]
    assert told["matrix"][-1]["empty"] is True
    assert told["matrix"][-1]["promises"] == {}


# -- the published page -----------------------------------------------------------------------------------


@pytest.mark.shared
def test_the_empty_row_of_the_published_page(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    shutil.copy(shared / "minutes" / "send-board" / "page.html", tmp_path / "corpus")
    file_of(tmp_path, FIVE)
    with closing(Archive(tmp_path)) as archive:
        archive.ingest(jobs=1)
        found = archive.matrix()
        assert [row.area.id for row in found.rows if row.empty] == ["social-care"]
        assert all(row.promises for row in found.rows if not row.empty)
        for row in found.rows[:-1]:
            query = " OR ".join(f"({q})" for q in (*row.area.queries, *(f"topic:{t}" for t in row.area.topics)))
            answer = archive.search(query)
            assert (row.sections, row.mentions) == (answer.total, answer.mentions)
    shown = matrix_as_text.matrix(found, Paper(colour=False, width=80))
    assert shown.splitlines()[-1].strip().endswith("social-care.")
