"""What became of promises: each status, its passage and its reason; overruled by a person; never "not done"."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.archive import Archive
from minutesearch.errors import ConfigError, UsageError
from minutesearch.ledger.outcomes import Calendar
from minutesearch.model import PROMISE_STATUSES, Filters, Gap, Promise, PromiseFilter
from minutesearch.notebook import overrule, overrulings
from minutesearch.notebook.promises import PROMISES


def _promise(archive: Archive, word: str) -> Promise:
    (found,) = [p for p in archive.promises() if word in p.text]
    return found


@pytest.mark.parametrize(
    ("word", "status", "day"),
    [
        ("plant a sensory garden", "kept", "2021-06-08"),
        ("transport survey", "kept", "2021-04-13"),
        ("slipway railings", "not evidenced", None),
        ("minibus lease", "unknown", "2021-04-13"),
        ("toy library", "moved", "2021-06-08"),
        ("sundial", "open", None),
    ],
)
def test_the_status_and_the_passage_that_shows_it(archive: Archive, word: str, status: str, day: str | None) -> None:
    found = _promise(archive, word)
    assert found.status == status
    assert [f.date for f in found.followed_up][-1:] == ([day] if day else [])


def test_a_promise_is_followed_from_one_board_to_another(archive: Archive) -> None:
    found = _promise(archive, "lantern parade")
    (passage,) = found.followed_up
    assert (found.body, passage.body, passage.date) == ("Riverside Board", "Hilltop Partnership", "2021-04-20")
    assert passage.text in archive.section(passage.section).text


def test_the_next_meeting_is_resolved_or_named_as_missing(archive: Archive) -> None:
    lease = _promise(archive, "minibus lease")
    assert lease.due == "2021-03"
    assert lease.why == "it was due at a meeting whose minutes are not in the archive (Mar 2021)"


def test_only_what_is_past_its_due_point_is_overdue(archive: Archive) -> None:
    assert [p.text for p in archive.promises(PromiseFilter(overdue=True))] == [
        "The slipway railings will be painted by 1 March 2021."
    ]


def test_owners_and_topics_and_periods_narrow(archive: Archive) -> None:
    assert {p.owner for p in archive.promises(PromiseFilter(owner="CLERK"))} == {"clerk"}
    assert {p.made for p in archive.promises(PromiseFilter(since="2021-02", until="2021-02-09"))} == {"2021-02-09"}
    assert archive.promises(PromiseFilter(body="hilltop")) == ()
    with pytest.raises(UsageError, match="no topic"):
        archive.promises(PromiseFilter(topic="zebra"))


def test_no_wording_says_that_something_was_not_done(archive: Archive) -> None:
    for found in archive.promises():
        assert found.status in PROMISE_STATUSES
        assert not re.search(r"not done|broken|failed", found.why)


def test_every_promise_and_passage_is_verbatim(archive: Archive) -> None:
    for found in archive.promises():
        assert found.text in archive.section(found.section).text
        for passage in found.followed_up:
            assert passage.text in archive.section(passage.section).text
            assert passage.date > found.made


def test_ids_are_short_unique_and_do_not_hang_on_other_meetings(archive: Archive, tmp_path: Path) -> None:
    ids = [p.id for p in archive.promises()]
    assert len(set(ids)) == len(ids)
    (tmp_path / "corpus").mkdir()
    text = (archive.root / "corpus" / "riverside.txt").read_text(encoding="utf-8")
    head, _, rest = text.partition("8th June 2021")
    # Only the meetings from April back: the promise of May is gone, the others keep their ids.
    older = "13th April 2021" + rest.partition("13th April 2021")[2]
    (tmp_path / "corpus" / "riverside.txt").write_text(head + older, encoding="utf-8")
    alone = Archive(tmp_path)
    alone.ingest(jobs=1)
    kept = {p.id for p in alone.promises()}
    assert kept < set(ids)
    assert len(kept) == len(ids) - 1


def _made(root: Path, **files: str) -> Archive:
    """An archive of some texts, each a page of minutes of the Kiln Board where it does not begin as another."""
    (root / "corpus").mkdir()
    for name, text in files.items():
        (root / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    made = Archive(root)
    made.ingest(jobs=1)
    return made


def _kiln(*items: str, day: str = "20 April 2021", body: str = "Kiln Board") -> str:
    head = f"{body} - Minutes\n\nMinutes of the {body} held on {day}\n\n1. Apologies\n\nNone."
    return f"{head}\n\n2. Kiln log\n\n" + "\n\n".join(items) + "\n"


def test_a_row_that_says_it_is_completed_is_kept(tmp_path: Path) -> None:
    made = _made(tmp_path, kiln=_kiln("Clerk to order kiln bricks. Completed", "Clerk to sell the kiln lid."))
    done, other = made.promises()
    assert (done.status, done.why) == ("kept", "the minutes mark it as completed in the same row")
    assert [f.text for f in done.followed_up] == ["Clerk to order kiln bricks. Completed"]
    assert (other.status, other.why) == ("open", "no later meeting is in the archive")


@pytest.mark.parametrize(
    "text",
    [
        "The Clerk will confirm to members when the broken kiln is completed.",
        "The Clerk will find out if the kiln road is closed.",
        "The Clerk will order new kiln bricks. The shed was swept; that work is now done.",
        "The Clerk will list the kilns that are un-resolved.",
    ],
)
def test_prose_that_ends_in_such_a_word_is_no_closed_row(tmp_path: Path, text: str) -> None:
    assert [p.status for p in _made(tmp_path, kiln=_kiln(text)).promises()] == ["open"]


def _monthly(item: str) -> str:
    days = ((14, "May"), (13, "April"), (12, "March"), (11, "February"), (10, "January"))
    told = "".join(f"{day}th {month} 2021\n\n{item.format(day=day)}\n\n" for day, month in days)
    return f"Kiln Board: Meeting Summaries\n\n{told}"


def test_what_most_minutes_repeat_word_for_word_is_no_promise(tmp_path: Path) -> None:
    item = "Rules: The clerk will record all votes.\n\nKiln: The clerk will order brick {day}."
    made = _made(tmp_path, kiln=_monthly(item))
    assert len(made.meetings()) == 5
    assert {p.text for p in made.promises()} == {f"The clerk will order brick {day}." for day in range(10, 15)}


@pytest.mark.parametrize(
    "text", ["ACTION: Clerk to mend the kiln door.", "The clerk will mend the kiln door by 30 September 2021."]
)
def test_an_action_carried_over_again_and_again_stays(tmp_path: Path, text: str) -> None:
    made = _made(tmp_path, kiln=_monthly(f"Kiln: Brick {{day}} is hot. {text}"))
    assert len(made.promises()) == 5


@pytest.mark.parametrize(
    ("due", "status", "overdue"),
    [
        ("in 2021", "unknown", False),
        ("by June 2021", "not evidenced", False),
        ("by 15 June 2021", "not evidenced", False),
        ("by 14 June 2021", "not evidenced", True),
        ("by May 2021", "not evidenced", True),
    ],
)
def test_nothing_is_overdue_before_its_due_point_is_over(tmp_path: Path, due: str, status: str, overdue: bool) -> None:
    made = _made(
        tmp_path,
        a=_kiln(f"The Clerk will order new glaze {due}."),
        b=_kiln("The oven was swept.", day="15 June 2021"),
    )
    (found,) = made.promises()
    assert (found.status, found.overdue) == (status, overdue)


def test_a_likely_meeting_is_not_said_to_have_been_held() -> None:
    calendar = Calendar([], [Gap("Kiln Board", "2021-05", "by its rhythm", None, "rhythm")])
    assert calendar.next_point("Kiln Board", "2021-04-20") == (None, False)
    calendar = Calendar([], [Gap("Kiln Board", "2021-05", "approved later", None)])
    assert calendar.next_point("Kiln Board", "2021-04-20") == ("2021-05", True)


# -- a person's word ------------------------------------------------------------------------------------------


def test_a_person_overrules_and_takes_it_back(archive: Archive) -> None:
    id = _promise(archive, "sundial").id
    done = archive.mark_promise(id, "kept", "seen on a visit")
    assert (done.status, done.found, done.overruled) == ("kept", "open", "seen on a visit")
    assert done.why.startswith("set by hand on ")
    written = (archive.root / PROMISES).read_text(encoding="utf-8")
    assert tomllib.loads(written)["promise"][0]["text"] == "A sundial will be repaired."
    archive.ingest(jobs=1)
    assert _promise(archive, "sundial").status == "kept"
    traced = archive.trace("sundial")
    assert [p.status for p in traced.promises] == ["kept"]
    back = archive.mark_promise(id, None)
    assert (back.status, back.found, back.overruled) == ("open", None, None)


def test_what_a_person_calls_not_evidenced_stays_overdue(tmp_path: Path) -> None:
    made = _made(
        tmp_path,
        a=_kiln("The Clerk will order new glaze by May 2021."),
        b=_kiln("The oven was swept.", day="15 June 2021"),
    )
    (found,) = made.promises()
    assert made.mark_promise(found.id, "not evidenced", "rang the clerk").overdue
    assert not made.mark_promise(found.id, "kept").overdue


def test_an_unknown_promise_is_met_with_the_nearest(archive: Archive) -> None:
    known = archive.promises()[0].id
    with pytest.raises(UsageError) as error:
        archive.mark_promise(known[:-1], "kept")
    assert error.value.hint == f"Did you mean {known}?"


def test_a_notebook_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    path = tmp_path / PROMISES
    path.parent.mkdir()
    for text, said in (
        ("[[promise", "cannot be read"),
        ('[promise]\nmeeting = "m"\n', "must be written as"),
        ('[[promise]]\nmeeting = "m"\n', "lacks its meeting or its quote"),
        ('[[promise]]\nmeeting = "m"\nquote = "q"\nstatus = "done"\n', "'done' is no status"),
    ):
        path.write_text(text)
        with pytest.raises(ConfigError, match=said):
            overrulings(tmp_path)


@given(
    st.lists(
        st.tuples(st.text(max_size=40), st.text(min_size=1, max_size=80), st.sampled_from(PROMISE_STATUSES), st.text()),
        max_size=6,
    )
)
def test_what_is_written_is_read_back(rows: list[tuple[str, str, str, str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        told: dict[tuple[str, str], str] = {}
        for meeting, text, status, note in rows:
            overrule(root, meeting, text, status, note)  # type: ignore[arg-type]  # sampled from the statuses
        for (meeting, quote), said in overrulings(root).items():
            told[meeting, quote] = said.status
        from minutesearch.text import quote_hash

        wanted = {(m.encode("utf-8", "replace").decode(), quote_hash(t)): s for m, t, s, _ in rows}
        assert told == wanted


# -- traces ---------------------------------------------------------------------------------------------------


def test_tensions_are_figures_that_differ_and_praise_against_a_missed_target(archive: Archive) -> None:
    story = archive.trace("sensory garden")
    assert [(t.kind, t.text) for t in story.tensions] == [
        ("figure", "Fourteen mentors (2021-05-11), Eight mentors (2021-06-08)"),
        ("progress", "praised (2021-05-11), targets not being met (2021-06-08)"),
    ]
    for tension in story.tensions:
        for section, quote in zip(tension.sections, tension.quotes, strict=True):
            assert quote in archive.section(section).text


def test_figures_stand_where_they_say(archive: Archive) -> None:
    for figure in archive.figures():
        assert archive.section(figure.section).text[figure.start : figure.end] == figure.text
    assert [f.value for f in archive.figures(Filters(since="2021-06"))] == [8]


def test_changes_between_two_meetings(archive: Archive) -> None:
    found = archive.changes("sensory garden", "2021-05-11", "2021-06-08")
    assert [c.text for c in found.new][:1] == ["The sensory garden had been planted by the rangers."]
    assert [c.text for c in found.gone] == ["The garden was praised as a model of good practice."]
    assert [(c.before, c.text) for c in found.changed] == [
        ("Fourteen mentors help in the garden.", "Eight mentors help in the garden.")
    ]
    assert "Areas with targets not being met were listed:" in [c.text for c in found.new]


def test_changes_need_two_meetings_that_mention_it(archive: Archive) -> None:
    with pytest.raises(UsageError, match="no two meetings"):
        archive.changes("sundial", "2021-07", "2021-09")
    with pytest.raises(UsageError, match="is later than"):
        archive.changes("sundial", "2021-06", "2021-01")
    # What only one of the two meetings mentions is new, or gone.
    assert [c.text for c in archive.changes("sundial", "2021-01", "2021-06").gone] == ["A sundial will be repaired."]
    nothing = archive.changes("zebra", "2021-01", "2021-06")
    assert nothing.why_empty == "zebra is not mentioned in the archive."


def test_the_stage_is_a_word_of_the_text(archive: Archive) -> None:
    for issue in ("toy library", "sensory garden", "minibus"):
        for point in archive.trace(issue).points:
            if point.stage:
                text = " ".join(f"{s.title} {archive.section(s.section).text}" for s in point.sections)
                assert point.stage in text
    assert [p.stage for p in archive.trace("toy library").points if p.stage] == ["postponed"]


def test_every_body_is_compared_with_itself(tmp_path: Path) -> None:
    made = _made(
        tmp_path,
        a=_kiln("The kiln bridge was painted green."),
        b=_kiln("There was no news of the kiln bridge.", day="15 June 2021"),
        c=_kiln("There was no news of the kiln bridge.", body="Pottery Panel", day="21 April 2021"),
        d=_kiln("The kiln bridge was painted green.", body="Pottery Panel", day="16 June 2021"),
    )
    found = made.changes("kiln bridge", "2021-04", "2021-06")
    green, nothing = "The kiln bridge was painted green.", "There was no news of the kiln bridge."
    assert found.repeated == 0
    assert [c.text for c in found.new] == [nothing, green]
    assert [c.text for c in found.gone] == [green, nothing]


def test_what_is_denied_is_no_praise_and_no_stage(tmp_path: Path) -> None:
    made = _made(
        tmp_path,
        a=_kiln("The kiln bridge has not been completed.", "The kiln bridge is not on track."),
        b=_kiln("The kiln bridge was behind target.", day="15 June 2021"),
        c=_kiln("The kiln bridge was propo\u017fed anew.", day="13 July 2021"),
    )
    story = made.trace("kiln bridge")
    assert not story.tensions
    assert [p.stage for p in story.points] == [None, None, "propo\u017fed"]
