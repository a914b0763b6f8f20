"""Baskets as files: any text survives, a person's slips are named, a kill at any moment costs nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch.errors import ConfigError, UsageError
from minutesearch.model import SHOWS, Basket, BasketItem
from minutesearch.notebook import baskets

ITEM = BasketItem(
    meeting="oak-board:2021-01-12",
    section="oak-board:2021-01-12/2",
    quote="The pond will be dug by May.",
    path="corpus/oak.txt",
    sha256="0" * 64,
    added="2021-02-01T09:00:00Z",
)

ANY_TEXT = st.text(min_size=1, max_size=60)
ITEMS = st.builds(
    BasketItem,
    meeting=ANY_TEXT,
    section=ANY_TEXT,
    quote=ANY_TEXT,
    path=ANY_TEXT,
    sha256=ANY_TEXT,
    added=ANY_TEXT,
    heading=st.text(max_size=20),
    shows=st.sampled_from([None, *SHOWS]),
    counter=st.booleans(),
    note=st.text(max_size=60),
    query=st.text(max_size=20),
)


@given(st.lists(ITEMS, max_size=4))
@example([replace(ITEM, quote='\x00\x7f\x85\u2028\U0001f600 "\\" \'\'\' """ \r\n\t[[item]] # = €', note="\\u0041")])
def test_any_text_comes_back_as_it_was(items: list[BasketItem]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        baskets.write(root, "oak", Basket("Oak", tuple(items)))
        assert baskets.read(root, "oak") == Basket("Oak", tuple(items))


@given(st.text(max_size=100))
@example("../../etc/passwd")
@example("/absolute")
@example(".hidden")
@example("con")
@example("LPT1")
@example("a\x00b")
@example("\ufdfa" * 80)
@example("ß" * 80)
def test_no_name_leads_out_of_the_folder_or_to_a_name_that_systems_keep(name: str) -> None:
    try:
        found = baskets.slug(name)
    except UsageError:
        return
    file = Path(baskets.path_of(found)).name
    assert file == f"{found}.toml"
    assert len(file.encode()) < 240
    assert file[0] not in ".-~"
    assert found.isprintable()
    assert not set(found) & set('/\\:*?"<>|. ')
    assert found.lower() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
    assert baskets.slug(found) == found, "a file's own name leads back to it"


@pytest.mark.parametrize("name", ["", " ", "...", "../..", "!?", "x" * 81])
def test_a_name_of_no_words_or_too_many_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        baskets.slug(name)


def test_one_basket_however_its_name_is_typed(tmp_path: Path) -> None:
    baskets.write(tmp_path, baskets.slug("Personal Budgets"), Basket("Personal Budgets", (ITEM,)))
    assert {baskets.stem_of(tmp_path, n) for n in ("personal budgets", "PERSONAL-BUDGETS", " Personal  budgets ")} == {
        "personal-budgets"
    }
    assert baskets.stem_of(tmp_path, "personal budget") is None
    assert [b.name for b in baskets.baskets(tmp_path)] == ["Personal Budgets"]


def test_a_file_that_a_person_named_is_found_and_a_copy_is_a_basket_of_its_own(tmp_path: Path) -> None:
    baskets.write(tmp_path, "oak", Basket("Oak", (ITEM,)))
    written = tmp_path / baskets.path_of("oak")
    (written.parent / "My Copy.toml").write_text(written.read_text("utf-8"), encoding="utf-8")
    assert baskets.stem_of(tmp_path, "my copy") == "My Copy"
    assert [b.name for b in baskets.baskets(tmp_path)] == ["My Copy", "Oak"]


def test_a_file_mended_in_another_editor_is_read(tmp_path: Path) -> None:
    baskets.write(tmp_path, "oak", Basket("Oak", (ITEM,)))
    file = tmp_path / baskets.path_of("oak")
    lines = file.read_text("utf-8").replace('note = ""', 'note = "see the plan"').splitlines()
    file.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([*lines, "# a remark"]).encode())
    assert baskets.read(tmp_path, "oak").items == (replace(ITEM, note="see the plan"),)


@pytest.mark.parametrize(
    ("old", "new", "said", "next_step"),
    [
        ('shows = ""', 'shows = "outcomes"', "entry 2: 'outcomes' is nothing", "action, output, outcome"),
        ('heading = ""', 'headng = "x"', "entry 2: 'headng' is nothing", "Did you mean 'heading'"),
        ('meeting = "oak-board:2021-01-12"\n', "", "entry 2: it lacks its meeting", "add the quote again"),
        ('quote = "The pond will be dug by May."', 'quote = ""', "entry 2: it lacks its quote", "add the quote"),
        ('note = ""', "note = 3", "entry 2: note must be text in quotes", 'note = "…"'),
        ("counter = false", 'counter = "no"', "entry 2: counter must be true or false", "counter = true"),
        ('shows = ""', "shows = []", "", ""),
        ('shows = ""', 'shows = ["outcome"]', "entry 2: shows must be text", ""),
        ("[[item]]", "[item]", "cannot be read", "Mend"),
    ],
)
def test_a_slip_is_named_with_its_entry_and_what_to_do(
    tmp_path: Path, old: str, new: str, said: str, next_step: str
) -> None:
    baskets.write(tmp_path, "oak", Basket("Oak", (ITEM, ITEM)))
    file = tmp_path / baskets.path_of("oak")
    before, _, after = file.read_text("utf-8").rpartition(old)
    file.write_text(before + new + after, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        baskets.read(tmp_path, "oak")
    assert said in caught.value.message
    assert "notebook/baskets/oak.toml" in caught.value.message
    assert caught.value.hint
    assert next_step in caught.value.hint


def test_the_example_in_the_documents_is_a_basket(tmp_path: Path, project_root: Path) -> None:
    said = (project_root / "docs/reference/baskets.md").read_text("utf-8")
    example = said.split("```text\n")[1].split("```")[0]
    file = tmp_path / baskets.path_of("personal-budgets")
    file.parent.mkdir(parents=True)
    file.write_text(example, encoding="utf-8")
    basket = baskets.read(tmp_path, "personal-budgets")
    assert basket.name == "Personal budgets"
    assert basket.items[0].shows == "feedback"
    written = set(re.findall(r"^(\w+) = ", baskets._text(basket), re.MULTILINE))
    assert written == set(re.findall(r"^(\w+) = ", example, re.MULTILINE))
    assert {f"`{key}`" for key in written} <= set(re.findall(r"`\w+`", said))


def test_a_stray_key_above_the_entries_is_named(tmp_path: Path) -> None:
    file = tmp_path / baskets.path_of("oak")
    file.parent.mkdir(parents=True)
    file.write_text('name = "Oak"\ntitle = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="'title' is nothing"):
        baskets.read(tmp_path, "oak")


def test_undo_goes_back_and_forth(tmp_path: Path) -> None:
    baskets.write(tmp_path, "oak", Basket("Oak", (ITEM,)))
    assert not baskets.undo(tmp_path, "oak")
    baskets.write(tmp_path, "oak", Basket("Oak", ()))
    for items in [(ITEM,), (), (ITEM,)]:
        assert baskets.undo(tmp_path, "oak")
        assert baskets.read(tmp_path, "oak").items == items


def test_what_is_deleted_twice_is_kept_twice_and_comes_back(tmp_path: Path) -> None:
    for note in ("first", "second"):
        baskets.write(tmp_path, "oak", Basket("Oak", (replace(ITEM, note=note),)))
        kept = baskets.delete(tmp_path, "oak")
        assert kept.is_file()
        assert baskets.stems(tmp_path) == []
    for note in ("second", "first"):
        assert baskets.restore(tmp_path, "Oak") == "oak"
        assert baskets.read(tmp_path, "oak").items[0].note == note
        (tmp_path / baskets.path_of("oak")).unlink()
    assert baskets.restore(tmp_path, "oak") is None


def test_a_renamed_basket_keeps_all_it_holds(tmp_path: Path) -> None:
    baskets.write(tmp_path, "oak", Basket("Oak", (ITEM,)))
    baskets.rename(tmp_path, "oak", "Elm pond")
    assert baskets.baskets(tmp_path) == [Basket("Elm pond", (ITEM,))]
    baskets.rename(tmp_path, "elm-pond", "ELM pond")
    assert baskets.baskets(tmp_path) == [Basket("ELM pond", (ITEM,))]


def test_two_who_add_at_once_lose_nothing_of_each_other(tmp_path: Path, child_environment: dict[str, str]) -> None:
    (tmp_path / "index").mkdir()
    baskets.write(tmp_path, "oak", Basket("Oak", ()))
    command = [sys.executable, "-c", ADDING, str(tmp_path), str(Path(__file__).parent), "20"]
    children = [subprocess.Popen(command, env=child_environment, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [child.wait(60) for child in children] == [0, 0, 0]
    assert [item.quote for item in baskets.read(tmp_path, "oak").items] == [f"Quote {n}." for n in range(60)]


ADDING = """
import sys
from dataclasses import replace
from pathlib import Path
from minutesearch.ingest.lock import index_lock
from minutesearch.model import Basket
from minutesearch.notebook import baskets
sys.path.insert(0, sys.argv[2])
from test_baskets import ITEM
root = Path(sys.argv[1])
for _ in range(int(sys.argv[3])):
    with index_lock(root / "index"):
        held = baskets.read(root, "oak").items
        new = replace(ITEM, quote=f"Quote {len(held)}.")
        baskets.write(root, "oak", Basket("Oak", (*held, new)))
    print(len(held), flush=True)
"""


def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(
    tmp_path: Path, child_environment: dict[str, str]
) -> None:
    (tmp_path / "index").mkdir()
    baskets.write(tmp_path, "oak", Basket("Oak", ()))
    acknowledged = -1
    for kill in range(50):
        command = [sys.executable, "-c", ADDING, str(tmp_path), str(Path(__file__).parent), "99999"]
        with subprocess.Popen(command, env=child_environment, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout
            # From the first addition on, at a moment that is another one each time.
            first = child.stdout.readline()
            assert first.strip().isdigit()
            time.sleep(kill % 10 * 0.0011)
            os.kill(child.pid, signal.SIGKILL)
            said = [first, *child.stdout]
        acknowledged = max(acknowledged, *(int(line) for line in said if line.endswith("\n")))
        held = baskets.read(tmp_path, "oak").items
        assert [item.quote for item in held] == [f"Quote {n}." for n in range(len(held))]
        assert len(held) > acknowledged
    assert acknowledged >= 49
