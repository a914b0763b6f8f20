"""What the archive as a whole tells of one source: its version, its body, and the order of its numeric dates."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from minutesearch.assemble import Archived, Reading, assemble
from minutesearch.model import Passage, Record

LONG = " ".join(f"word{n}" for n in range(100))


def record(text: str = LONG, body: str = "Oak Board", date: str = "2021-01-12", front: str = "") -> Record:
    opening = [Passage(0, "", "Opening", True, None, front, (), None, 1)] if front else []
    section = Passage(1, "", "Trees", False, None, text, (), None, 2)
    return Record(body, date, False, "ordinary", "minutes", False, None, (*opening, section))


def told(sources: Sequence[tuple[str, Record]]) -> Archived:
    readings = [Reading(path, path, (one,)) for path, one in sources]
    answers = [assemble(order) for order in itertools.permutations(readings[:4])] if len(readings) < 5 else []
    assert len({repr(answer) for answer in answers}) <= 1
    return assemble(readings)


# -- versions -----------------------------------------------------------------------------------------------


def test_an_amended_version_takes_the_place_of_the_one_before() -> None:
    archived = told([("minutes.pdf", record()), ("minutes-amended.pdf", record(f"{LONG} and an oak"))])
    assert archived.superseded == {"minutes.pdf": "minutes-amended.pdf"}
    assert [s.text for s in archived.sections] == [f"{LONG} and an oak"]


def test_the_highest_number_counts() -> None:
    versions = [(f"minutes_v{n}.pdf", record(f"{LONG} as version{n} has it")) for n in (1, 2, 3)]
    assert set(told(versions).superseded) == {"minutes_v1.pdf", "minutes_v2.pdf"}


def test_one_corrected_figure_makes_a_version() -> None:
    wrong, right = record(f"{LONG} for £100 a year {LONG}"), record(f"{LONG} for £120 a year {LONG}")
    archived = told([("minutes.pdf", wrong), ("minutes (corrected).pdf", right)])
    assert archived.superseded == {"minutes.pdf": "minutes (corrected).pdf"}


def test_an_approved_version_is_told_by_its_title() -> None:
    approved = record(f"{LONG} oak", front="APPROVED MINUTES")
    assert told([("a.pdf", record(front="MINUTES")), ("b.pdf", approved)]).superseded == {"a.pdf": "b.pdf"}


def test_nothing_is_lost_where_the_later_version_holds_less_or_nothing_tells_which_it_is() -> None:
    shorter = record(" ".join(LONG.split()[:40]))
    assert told([("minutes.pdf", record()), ("minutes-amended.pdf", shorter)]).superseded == {}
    twins = told([("a.pdf", record()), ("b.pdf", record(f"{LONG} oak"))])
    assert twins.superseded == {}


def test_a_copy_in_another_format_stays_a_source() -> None:
    archived = told([("minutes.html", record()), ("minutes-final.pdf", record())])
    assert archived.superseded == {}
    assert archived.meetings[0].sources == ("minutes-final.pdf", "minutes.html")


def test_a_draft_of_notes_gives_way_to_the_final_notes() -> None:
    notes = replace(record(), kind="notes")
    archived = told([("draft.pdf", replace(notes, draft=True)), ("notes.pdf", notes)])
    assert archived.superseded == {"draft.pdf": "notes.pdf"}


# -- bodies -------------------------------------------------------------------------------------------------

DAYS = ("2021-01-12", "2021-02-09", "2021-03-09", "2021-04-13")


def bodies(archived: Archived) -> set[str]:
    return {meeting.body for meeting in archived.meetings}


def test_minutes_without_a_bodys_name_are_of_the_body_of_their_folder() -> None:
    named = [(f"corpus/oak/{day}.pdf", record(date=day)) for day in DAYS]
    assert bodies(told([*named, ("corpus/oak/x.pdf", record(body="Oak", date="2021-05-11"))])) == {"Oak Board"}
    assert bodies(told([*named, ("corpus/oak/x.pdf", record(body="The Board", date="2021-05-11"))])) == {"Oak Board"}
    other = told([*named, ("corpus/oak/x.pdf", record(body="Council", date="2021-05-11"))])
    assert bodies(other) == {"Oak Board", "Council"}
    elsewhere = told([*named, ("corpus/elm/x.pdf", record(body="Board", date="2021-05-11"))])
    assert bodies(elsewhere) == {"Oak Board", "Board"}


def test_a_short_form_is_the_long_name_where_a_folder_or_a_document_shows_both() -> None:
    short, long = record(body="TM Group"), record(body="Tide Measuring Group", date="2021-02-09")
    assert bodies(told([("corpus/tide/a.pdf", short), ("corpus/tide/b.pdf", long)])) == {"Tide Measuring Group"}
    assert len(bodies(told([("corpus/tide/a.pdf", short), ("corpus/elm/b.pdf", long)]))) == 2
    both = replace(short, passages=record("The Tide Measuring Group, or TM Group, was founded.").passages)
    assert len(bodies(told([("corpus/tide/a.pdf", both), ("corpus/elm/b.pdf", long)]))) == 1


def test_mere_initials_need_a_document_that_prints_both() -> None:
    short, long = record(body="OTA"), record(body="Oak Tree Association", date="2021-02-09")
    assert len(bodies(told([("corpus/oak/a.pdf", short), ("corpus/oak/b.pdf", long)]))) == 2


# -- numeric dates ------------------------------------------------------------------------------------------


def test_the_other_minutes_of_a_body_decide_how_its_numeric_dates_are_read() -> None:
    doubtful = record(date="2021-04-03", front="Minutes 03/04/2021")
    american = record("Paid on 01/28/2021.", date="2021-02-09")
    british = record("Paid on 28/01/2021.", date="2021-02-09")
    turned = told([("a", doubtful), ("b", american)]).meetings[-1]
    assert (turned.date, turned.date_inferred) == ("2021-03-04", True)
    assert told([("a", doubtful), ("b", british)]).meetings[-1].date == "2021-04-03"
    assert told([("a", doubtful)]).meetings[-1].date == "2021-04-03"
    own = record("Paid on 28/01/2021.", date="2021-04-03", front="Minutes 03/04/2021")
    assert told([("a", own), ("b", american)]).meetings[-1].date == "2021-04-03"


# -- what is quoted -----------------------------------------------------------------------------------------


def test_the_typed_source_is_quoted_before_the_scan() -> None:
    scan = record()
    scan = replace(scan, passages=tuple(replace(passage, ocr=True) for passage in scan.passages))
    archived = told([("a-scan.pdf", scan), ("b-typed.html", record())])
    [section] = archived.sections
    assert [(place.path, place.ocr) for place in section.places] == [("b-typed.html", False), ("a-scan.pdf", True)]
