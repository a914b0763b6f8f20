"""Quotes whose sources change: one byte in a quote makes it stale, one beside it is remarked on."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from minutesearch.archive import Archive
from minutesearch.evidence.checking import Checker
from minutesearch.model import BasketItem, Verdict

FIRST = "A survey counted 10 families of hedgehogs"
SECOND = "Twelve new volunteers have joined."
TWICE = "They will report in June."


def picked(archive: Archive, quote: str) -> BasketItem:
    """The quote as a basket keeps it."""
    citation = archive.verify(quote).citation
    assert citation is not None
    return BasketItem(
        citation.meeting, citation.section, quote, citation.place.path, citation.place.sha256, "2022-01-01T00:00:00Z"
    )


def change(archive: Archive, name: str, old: str, new: str) -> None:
    """Change bytes of a source so that its size and time tell nothing."""
    assert len(old) == len(new)
    path = archive.root / "corpus" / name
    before = path.stat()
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def checked(archive: Archive, item: BasketItem) -> Verdict:
    return Checker(archive.root, archive.settings, archive._read()).check(item)


@pytest.mark.parametrize("again", [False, True], ids=["index as it was", "ingested again"])
def test_a_quoted_byte_makes_that_quote_stale_and_no_other(orchard: Archive, *, again: bool) -> None:
    items = [picked(orchard, FIRST), picked(orchard, SECOND)]
    change(orchard, "march.txt", "10 families", "19 families")
    if again:
        orchard.ingest()
    first, second = (checked(orchard, item) for item in items)
    assert first.result == "stale"
    assert first.citation is None
    assert "corpus/march.txt has changed" in (first.remark or "")
    assert first.nearest is not None
    assert first.nearest.text == FIRST.replace("10", "19")
    assert first.nearest.differs == (("19", "10"),)
    now = first.nearest.citation
    assert (now.section, now.place.path) == (items[0].section, "corpus/march.txt")
    assert now.place.sha256 != items[0].sha256
    assert (second.result, second.remark) == ("exact", None)


@pytest.mark.parametrize("again", [False, True], ids=["index as it was", "ingested again"])
def test_an_unquoted_byte_leaves_it_exact_with_a_remark(orchard: Archive, *, again: bool) -> None:
    item = picked(orchard, FIRST)
    change(orchard, "march.txt", "Sixty metres", "Forty metres")
    if again:
        orchard.ingest()
    verdict = checked(orchard, item)
    assert verdict.result == "exact"
    assert "has changed since it was cited; the quote still stands" in (verdict.remark or "")
    assert ("The index is older" in (verdict.remark or "")) is not again
    citation = verdict.citation
    assert citation is not None
    assert citation.section == item.section
    assert citation.place.sha256 != item.sha256
    assert (citation.place.path, citation.place.line) == ("corpus/march.txt", 9)


def test_a_stale_quote_says_where_it_still_stands(orchard: Archive) -> None:
    item = picked(orchard, TWICE)
    change(orchard, "march.txt", "report in June", "report in July")
    verdict = checked(orchard, item)
    assert verdict.result == "stale"
    assert "still stands in corpus/may.txt (orchard-board:2021-05-11/2)" in (verdict.remark or "")
    change(orchard, "may.txt", "report in June", "report in July")
    verdict = checked(orchard, item)
    assert verdict.result == "stale"
    assert "still stands" not in (verdict.remark or "")


def test_a_source_that_is_gone(orchard: Archive) -> None:
    item = picked(orchard, FIRST)
    (orchard.root / "corpus" / "march.txt").unlink()
    verdict = checked(orchard, item)
    assert verdict.result == "stale"
    assert "no longer in the archive" in (verdict.remark or "")


def test_a_source_that_has_another_name_now(orchard: Archive) -> None:
    item = picked(orchard, FIRST)
    (orchard.root / "corpus" / "march.txt").rename(orchard.root / "corpus" / "spring.txt")
    orchard.ingest()
    verdict = checked(orchard, item)
    assert verdict.result == "exact"
    assert "corpus/spring.txt" in (verdict.remark or "")
    assert verdict.citation is not None
    assert verdict.citation.place.path == "corpus/spring.txt"


def test_a_source_that_cannot_be_read_any_more(orchard: Archive) -> None:
    item = picked(orchard, FIRST)
    (orchard.root / "corpus" / "march.txt").write_bytes(b"%PDF-1.7\n\x00\x01 no PDF")
    verdict = checked(orchard, item)
    assert verdict.result == "stale"
    assert "cannot be read" in (verdict.remark or "")


def test_a_page_that_holds_no_meeting_any_more_is_still_read(orchard: Archive) -> None:
    item = picked(orchard, FIRST)
    (orchard.root / "corpus" / "march.txt").write_text(f"A note.\n\n{FIRST}.\n", encoding="utf-8")
    assert checked(orchard, item).result == "exact"


def test_a_moved_section_is_found_by_its_meeting(orchard: Archive) -> None:
    item = picked(orchard, FIRST)
    astray = BasketItem(item.meeting, f"{item.meeting}/9", item.quote, item.path, item.sha256, item.added)
    assert checked(orchard, astray).result == "exact"


def test_a_quote_of_another_meeting_is_exact_with_a_remark(orchard: Archive) -> None:
    item = picked(orchard, FIRST)
    other = "orchard-board:2021-07-13"
    wrong = BasketItem(other, f"{other}/1", item.quote, item.path, item.sha256, item.added)
    verdict = checked(orchard, wrong)
    assert verdict.result == "exact"
    assert verdict.citation is not None
    assert verdict.citation.section == item.section
    assert "It is not in orchard-board:2021-07-13, where it was cited from." in (verdict.remark or "")


def test_a_passage_that_is_not_on_the_record_is_not_given_to_another_meeting(orchard: Archive) -> None:
    item = picked(orchard, FIRST)
    path = orchard.root / "corpus" / "march.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("9 March 2021", "9 March 2020"), encoding="utf-8")
    verdict = checked(orchard, item)
    assert verdict.result == "exact"
    assert verdict.citation is not None
    assert (verdict.citation.section, verdict.citation.meeting) == ("", "")
    assert (verdict.citation.body, verdict.citation.date) == ("Orchard Board", "2020-03-09")


def test_an_edited_quote_is_near(orchard: Archive) -> None:
    item = picked(orchard, FIRST)
    edited = BasketItem(item.meeting, item.section, FIRST.replace("10", "12"), item.path, item.sha256, item.added)
    verdict = checked(orchard, edited)
    assert verdict.result == "near"
    assert verdict.nearest is not None
    assert verdict.nearest.differs == (("10", "12"),)


@pytest.mark.parametrize("path", ["", "/etc/hostname", "corpus/../outside.txt", "corpus//march.txt", "corpus/a\x00b"])
def test_nothing_outside_the_corpus_is_read(orchard: Archive, path: str) -> None:
    (orchard.root / "outside.txt").write_text(FIRST, encoding="utf-8")
    item = picked(orchard, FIRST)
    verdict = checked(orchard, BasketItem(item.meeting, item.section, FIRST, path, "0" * 64 if path else "", ""))
    assert verdict.result == ("stale" if path else "exact")
    assert verdict.remark


def test_a_quote_is_not_exact_where_its_source_has_changed_behind_the_index(orchard: Archive) -> None:
    change(orchard, "march.txt", "10 families", "19 families")
    verdict = orchard.verify(FIRST)
    assert verdict.result in {"near", "absent"}
    assert "has changed" in (verdict.remark or "")
    elsewhere = orchard.verify(TWICE)
    assert elsewhere.result == "exact"
    assert elsewhere.citation is not None
    assert elsewhere.citation.place.path == "corpus/may.txt"
    whole = orchard.verify("non-recoverable")
    assert whole.result == "exact"
    assert whole.citation is not None
    assert whole.citation.place.path == "corpus/march.txt"
    assert "has changed" in (whole.remark or "")


def test_a_passage_of_two_sources(tmp_path: Path) -> None:
    """One section stands for both; each is still asked for its own words."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = (
        "Orchard Board\n\nMinutes of the meeting held on 9 March 2021\n\n1. Paths\n\nThe north path stays open all "
        "summer for families and for their dogs, said the rangers.\n\n2. Bulbs\n\nForty bulbs came.\n"
    )
    (corpus / "a.txt").write_text(text, encoding="utf-8")
    (corpus / "b.txt").write_text(text.replace("Forty bulbs", "Forty more bulbs"), encoding="utf-8")
    archive = Archive(tmp_path)
    archive.ingest()
    item = picked(archive, "The north path stays open all summer")
    paths = [place.path for place in archive.section(item.section).places]
    assert paths == ["corpus/a.txt", "corpus/b.txt"]
    hashes = {p.path: p.sha256 for p in archive.section(item.section).places}
    second = BasketItem(item.meeting, item.section, item.quote, "corpus/b.txt", hashes["corpus/b.txt"], "")
    change(archive, "b.txt", "all summer", "all winter")
    assert checked(archive, item).result == "exact"
    assert checked(archive, item).remark is None
    stale = checked(archive, second)
    assert stale.result == "stale"
    assert "still stands in corpus/a.txt" in (stale.remark or "")
    archive.ingest()
    assert checked(archive, item).result == "exact"
    assert checked(archive, second).result == "stale"
    archive.close()


def test_a_section_that_was_renumbered_is_told(orchard: Archive) -> None:
    item = picked(orchard, SECOND)
    meeting, _, number = item.section.rpartition("/")
    moved = checked(orchard, replace(item, section=f"{meeting}/{int(number) + 7}"))
    assert moved.result == "exact"
    assert moved.remark == f"It was cited as {meeting}/{int(number) + 7}; that section is {item.section} now."
    assert checked(orchard, item).remark is None
