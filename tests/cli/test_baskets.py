"""``basket`` as a person types it: what it prints, what it exits with, and that its JSON is what is documented."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., "CompletedProcess[str]"]
NAME = "personal budgets"


@pytest.fixture
def archive(sample_archive: Path, tmp_path: Path) -> Path:
    """A copy of the sample archive that may be written to."""
    folder = tmp_path / "archive"
    shutil.copytree(sample_archive, folder)
    return folder


@pytest.fixture
def filled(archive: Path, minutesearch: Command) -> Path:
    """The same with the basket that the sample's issue asks for."""
    done = minutesearch("basket", "add", NAME, "--query", '"personal budgets"', archive=archive)
    assert done.returncode == 0, done.stderr
    return archive


@pytest.mark.parametrize("words", ['"personal budgets"', "personal budgets"])
def test_the_personal_budgets_basket(words: str, archive: Path, minutesearch: Command) -> None:
    done = minutesearch("basket", "add", NAME, "--query", words, archive=archive)
    assert "Added to 'personal budgets': 8 items" in done.stdout
    (basket,) = json.loads(minutesearch("basket", "list", "--json", archive=archive).stdout)["baskets"]
    assert basket["name"] == NAME
    assert [item["n"] for item in basket["items"]] == list(range(1, 9))
    assert (basket["items"][0]["date"], basket["items"][-1]["date"]) == ("2021-01-12", "2021-09-14")
    assert {item["result"] for item in basket["items"]} == {"exact"}
    assert basket["items"][1]["quote"].endswith(": […] Personal budgets"), "an item of a list, with its lead"


@pytest.mark.shared
@pytest.mark.parametrize("words", ['"personal budgets"', "personal budgets"])
def test_the_personal_budgets_basket_of_the_published_page(
    words: str, tmp_path: Path, shared: Path, minutesearch: Command
) -> None:
    page = shared / "minutes" / "send-board" / "page.html"
    assert minutesearch("ingest", str(page), archive=make(tmp_path)).returncode == 0
    minutesearch("basket", "add", NAME, "--query", words, archive=tmp_path)
    ((items),) = [b["items"] for b in json.loads(listed(minutesearch, tmp_path, "--json"))["baskets"]]
    assert (len(items), items[0]["date"], items[-1]["date"]) == (8, "2021-01-12", "2021-09-14")
    assert {item["result"] for item in items} == {"exact"}


def make(folder: Path) -> Path:
    (folder / "corpus").mkdir()
    return folder


def listed(minutesearch: Command, archive: Path, *arguments: str) -> str:
    return minutesearch("basket", "list", *arguments, archive=archive).stdout


def test_the_keys_of_the_json_are_those_of_the_contract_and_documented(
    filled: Path, minutesearch: Command, project_root: Path
) -> None:
    answer = json.loads(listed(minutesearch, filled, NAME, "--json"))
    assert answer["minutesearch"] == 1
    item = answer["baskets"][0]["items"][5]
    wanted = "n quote section body date title page source heading kind counter note added result status sha256 meeting"
    assert set(wanted.split()) <= set(item)
    assert item["page"] == 1
    assert item["source"]["path"] == "corpus/send-board-minutes-2021-06-08.pdf"
    assert item["source"]["sha256"] == item["sha256"]
    said = (project_root / "docs/reference/json.md").read_text("utf-8")
    said = re.search(r"^## basket\n(.*?)(?=^## )", said, re.MULTILINE | re.DOTALL)[1]  # type: ignore[index]
    assert not {*item, *answer["baskets"][0]} - set(re.findall(r"`(\w+)`", said))


def test_what_is_listed_is_told_in_words(filled: Path, minutesearch: Command) -> None:
    minutesearch("basket", "set", NAME, "2", "3", "--shows", "output", "--heading", "W1", archive=filled)
    minutesearch("basket", "set", NAME, "3", "--counter", archive=filled)
    minutesearch("basket", "note", NAME, "3", "ask", "PACTS", archive=filled)
    shown = listed(minutesearch, filled, NAME, "--plain")
    assert shown.startswith("Storyboard: personal budgets (8 items, all exact)\n\n  1  12 Jan 2021 · SEND Board · ")
    assert "     shows: output · under: W1 · note: (none)\n" in shown
    assert "     shows: output · counter-evidence · under: W1 · note: ask PACTS\n" in shown
    end = " ".join(shown.split())
    assert (
        "No item shows an outcome · 6 items do not say what they show · 2 months without minutes: Dec 2020, Apr 2021"
        in end
    )
    minutesearch("basket", "set", NAME, "1", "--shows", "outcome", archive=filled)
    assert "an outcome" not in listed(minutesearch, filled, NAME, "--plain")
    assert "personal budgets  8      12 Jan – 14 Sep 2021  all exact" in listed(minutesearch, filled, "--plain")


def test_rows_for_pipes_and_spreadsheets(filled: Path, minutesearch: Command) -> None:
    minutesearch("basket", "note", NAME, "1", "=1+1", archive=filled)
    rows = list(csv.DictReader(io.StringIO(listed(minutesearch, filled, "--csv"))))
    assert [(row["basket"], row["n"], row["result"]) for row in rows] == [(NAME, str(n), "exact") for n in range(1, 9)]
    assert rows[0]["note"] == "'=1+1"
    lines = listed(minutesearch, filled).splitlines()
    assert len(lines) == 8
    assert all(line.startswith(f"{NAME}\t") for line in lines)


def test_items_are_moved_and_taken_out_and_it_is_said_how_to_go_back(filled: Path, minutesearch: Command) -> None:
    before = listed(minutesearch, filled)
    moved = minutesearch("basket", "move", NAME, "8", "1", archive=filled)
    assert moved.stdout.startswith("  1  “A report listed")
    gone = minutesearch("basket", "remove", NAME, "1", "3", archive=filled)
    assert gone.stdout.startswith("Taken out: 2 items.\n  1  “A report listed")
    assert "minutesearch basket undo 'personal budgets'" in gone.stderr
    assert len(listed(minutesearch, filled).splitlines()) == 6
    assert minutesearch("basket", "undo", NAME, archive=filled).returncode == 0
    assert minutesearch("basket", "move", NAME, "1", "8", archive=filled).returncode == 0
    assert listed(minutesearch, filled) == before


def test_a_basket_that_is_not_empty_is_deleted_only_when_that_is_said(filled: Path, minutesearch: Command) -> None:
    refused = minutesearch("basket", "delete", NAME, archive=filled)
    assert refused.returncode == 2
    assert "has 8 items" in refused.stderr
    done = minutesearch("basket", "delete", NAME, "--yes", archive=filled)
    assert "notebook/baskets/.deleted/personal-budgets.1.toml" in done.stdout
    assert minutesearch("basket", "list", archive=filled).returncode == 1
    assert "8 items" in minutesearch("basket", "undo", NAME, archive=filled).stdout
    assert "now called 'PB'" in minutesearch("basket", "rename", NAME, "PB", archive=filled).stdout
    minutesearch("basket", "remove", "pb", *map(str, range(1, 9)), archive=filled)
    assert "is empty" in listed(minutesearch, filled, "pb", "--plain")
    assert minutesearch("basket", "delete", "pb", archive=filled).returncode == 0


def test_nothing_found_is_said_and_exits_1(archive: Path, minutesearch: Command) -> None:
    done = minutesearch("basket", "add", "x", "--query", "zebra crossing", archive=archive)
    assert done.returncode == 1
    assert "Searched 50 sections in 6 meetings" in " ".join(done.stdout.split())
    assert "Nothing was added." in done.stderr
    empty = minutesearch("basket", "list", "--json", archive=archive)
    assert (empty.returncode, json.loads(empty.stdout)["baskets"]) == (1, [])
    assert "There is no basket yet." in listed(minutesearch, archive, "--plain")


def test_a_sentence_that_a_meeting_prints_twice_is_one_item_and_that_is_said(
    tmp_path: Path, minutesearch: Command
) -> None:
    head = "Oak Board\nMinutes of the meeting held on 12 January 2021\n\n"
    (make(tmp_path) / "corpus" / "oak.txt").write_text(
        f"{head}1. Pond\n\nThe lantern was lit.\n\n2. Hall\n\nThe lantern was lit.\n", encoding="utf-8"
    )
    minutesearch("ingest", archive=tmp_path)
    done = minutesearch("basket", "add", "x", "--query", "lantern", archive=tmp_path)
    assert "Added to 'x': 1 item;" in done.stdout
    assert "1 more hit has one of these sentences, of the same meeting." in done.stdout


def test_a_quote_that_is_nearly_printed_is_refused_with_the_difference(archive: Path, minutesearch: Command) -> None:
    near = (
        "From 1 April 2021 families are to be offered an integrated Personal Budget, for education, health and housing"
    )
    done = minutesearch("basket", "add", "x", "--section", "send-board:2021-01-12/3", "--quote", near, archive=archive)
    assert done.returncode == 2
    assert "“social care together”" in done.stderr or "“social”" in done.stderr
    assert "housing" in done.stderr
    assert "The nearest passage" in done.stderr
    assert not (archive / "notebook").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "x"],
        ["add", "x", "--query", "key", "--section", "send-board:2021-01-12/3"],
        ["add", "x", "--query", "key", "--quote", "key"],
        ["add", "x", "--section", "send-board:2021-01-12/3", "--since", "2021"],
        ["add", "x", "--section", "send-board:2021-01-12/99"],
        ["add", "x", "--query", '"open'],
        ["add", "x", "--query", ""],
        ["add", "...", "--query", "key worker"],
        ["add", "x", "--query", "key worker", "--shows", "results"],
        ["add", "x" * 81, "--query", "key worker"],
        ["list", "never", "was"],
        ["move", NAME, "1", "0"],
        ["remove", NAME, "9"],
        ["remove", NAME],
        ["set", NAME, "1"],
        ["set", NAME, "9", "--note", "x"],
        ["note", NAME, "0", "x"],
        ["rename", NAME, "!"],
        ["undo", "never"],
        [NAME],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_changes_nothing_and_says_what_to_type(
    arguments: list[str], filled: Path, minutesearch: Command
) -> None:
    def files() -> dict[str, str]:
        return {p.name: p.read_text("utf-8") for p in (filled / "notebook").rglob("*") if p.is_file()}

    before = files()
    done = minutesearch("basket", *arguments, archive=filled)
    assert done.returncode == 2, done.stdout
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert files() == before


def test_a_spoilt_file_is_named_and_stops_no_other_command(filled: Path, minutesearch: Command) -> None:
    file = filled / "notebook" / "baskets" / "personal-budgets.toml"
    file.write_text(file.read_text("utf-8").replace('shows = ""', 'shows = "\x1b[2J"', 1), encoding="utf-8")
    done = minutesearch("basket", "list", archive=filled)
    assert done.returncode == 2
    assert "notebook/baskets/personal-budgets.toml" in done.stderr
    file.write_text(file.read_text("utf-8").replace("\x1b[2J", "\\u001b[2J", 1), encoding="utf-8")
    done = minutesearch("basket", "list", archive=filled)
    assert "entry 1" in done.stderr
    assert "\x1b" not in done.stderr
    assert minutesearch("query", "key worker", archive=filled).returncode == 0


def test_no_text_of_a_basket_commands_the_terminal(filled: Path, minutesearch: Command) -> None:
    file = filled / "notebook" / "baskets" / "personal-budgets.toml"
    hostile = "\\u001b]52;c;bm8=\\u0007\\u202e\\u009b2J"
    text = file.read_text("utf-8")
    for key in ("meeting", "section", "quote", "path", "note", "heading", "query"):
        text = re.sub(rf'^({key} = ".*)"$', lambda found: f'{found[1]}{hostile}"', text, count=1, flags=re.MULTILINE)
    file.write_text(text.replace('name = "personal budgets"', f'name = "personal budgets{hostile}"'), encoding="utf-8")
    for form in (["--plain"], [NAME, "--plain"], ["--csv"], ["--json"], []):
        done = minutesearch("basket", "list", *form, archive=filled)
        assert done.stdout, done.stderr
        assert not set(done.stdout + done.stderr) & set("\x1b\x07\x9b\u202e")


def test_one_changed_byte_makes_one_quote_stale(filled: Path, minutesearch: Command) -> None:
    page = filled / "corpus" / "send-board-meetings.html"
    html = page.read_text("utf-8")
    old = "What they want most is personal budgets"
    assert html.count(old) == 1
    page.write_text(html.replace(old, "What they want most is personal budgetz"), encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(listed(minutesearch, filled, NAME, "--csv"))))
    assert [row["n"] for row in rows if row["result"] != "exact"] == ["4"]
    assert rows[3]["result"] == "stale"
    shown = listed(minutesearch, filled, NAME, "--plain")
    assert "Storyboard: personal budgets (8 items, 7 exact, 1 stale)" in shown
    assert "     ! stale: its source has changed and does not hold it any more\n" in shown
    assert "Look again at 4" in shown
