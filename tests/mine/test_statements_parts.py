"""What a statement names: when it is due, who is to do it, and how much."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.mine.statements import find
from minutesearch.mine.statements.due import CALLED_FOR, due_point
from minutesearch.mine.statements.owners import owner_of
from minutesearch.mine.statements.quantities import number, quantities
from minutesearch.mine.statements.resolving import easter
from minutesearch.mine.statements.sentence import Sentence
from minutesearch.model import Section

TUESDAY = "2024-03-12"

DUES = [
    ("by 4 May", "2024-05-04"),
    ("by 4th May 2025", "2025-05-04"),
    ("on Monday 6 May", "2024-05-06"),
    ("on 3 and 4 May", "2024-05-03"),
    ("by 5 pm on 4 May", "2024-05-04"),
    ("w/c 13 May", "2024-05-13"),
    ("by June 1", "2024-06-01"),
    ("at our June 4 meeting", "2024-06-04"),
    ("with effect from 1 July", "2024-07-01"),
    ("by 30/4/24", "2024-04-30"),
    ("by 30.04.2024", "2024-04-30"),
    ("by 4/30", "2024-04-30"),
    ("by the 15th", "2024-03-15"),
    ("by the 5th", "2024-04-05"),
    ("by Friday", "2024-03-15"),
    ("next Tuesday", "2024-03-19"),
    ("tomorrow", "2024-03-13"),
    ("by the end of May", "2024-05"),
    ("in early April", "2024-04"),
    ("mid May", "2024-05"),
    ("from February", "2025-02"),
    ("at the July Board", "2024-07"),
    ("at its May meeting", "2024-05"),
    ("until December 2025", "2025-12"),
    ("at the next meeting", "next-meeting"),
    ("to the next full council", "next-meeting"),
    ("at the next governors' meeting", "next-meeting"),
    ("for the following meeting", "next-meeting"),
    ("within 14 days", "2024-03-26"),
    ("within six weeks", "2024-04-23"),
    ("in a fortnight", "2024-03-26"),
    ("in three months' time", "2024-06"),
    ("over the next three months", "2024-06"),
    ("next month", "2024-04"),
    ("next week", "2024-03-22"),
    ("next year", "2025"),
    ("in the new year", "2025-01"),
    ("before Christmas", "2024-12"),
    ("by Easter", "2024-03"),
    ("after half term", "2024-05"),
    ("after the October half term", "2024-10"),
    ("in the summer term", "2024-07"),
    ("by the end of term", "2024-04"),
    ("next term", "2024-07"),
    ("in the new school year", "2024-09"),
    ("by the end of the financial year", "2024-03"),
    ("by the end of the year", "2024-12"),
    ("by the end of 2025", "2025-12"),
    ("this autumn", "2024-11"),
    ("next spring", "2025-05"),
    ("before the winter", "2025-02"),
    ("in Q3", "2024-09"),
    ("in the first quarter of 2025", "2025-03"),
    ("in 2026", "2026"),
    ("in time for Remembrance Sunday", "2024-11"),
]
NO_DUES = [
    "in due course",
    "as soon as possible",
    "until further notice",
    "twice a year",
    "for six weeks",
    "over two years",
    "in May 2023",
    "since 2019",
    "in the coming weeks",
    "on a daily basis",
    "by 31 April",
    "after the May minutes are read",
    "for the rest of this winter",
    "over the summer",
]


def due(phrase: str, meeting: str = TUESDAY) -> str | None:
    text = f"The clerk will send the form {phrase}."
    point = due_point(text.lower(), text, meeting, 15)
    if point is not None:
        assert text[point.start : point.end].strip(" ,.") == point.text
    return point.due if point else None


@pytest.mark.parametrize(("phrase", "iso"), DUES)
def test_a_due_point_is_as_precise_as_it_is_printed(phrase: str, iso: str) -> None:
    assert due(phrase) == iso


@pytest.mark.parametrize("phrase", NO_DUES)
def test_no_due_point_is_made_up(phrase: str) -> None:
    assert due(phrase) is None


@pytest.mark.parametrize("phrase", [phrase for phrase, _ in DUES])
def test_a_cheap_look_at_the_words_loses_no_due_point(phrase: str) -> None:
    assert not Sentence(phrase).words.isdisjoint(CALLED_FOR)


@pytest.mark.parametrize(
    ("meeting", "phrase", "iso"),
    [
        ("2021-12-07", "by the 5th", "2022-01-05"),
        ("2021-12-07", "next month", "2022-01"),
        ("2021-12-07", "after half term", "2022-02"),
        ("2021-12-07", "next term", "2022-04"),
        ("2021-09-14", "in September", "2021-09"),
        ("2021-09-14", "by 1 September", "2022-09-01"),
        ("2024-02-06", "by 29 February", "2024-02-29"),
        ("2024-06-04", "by Easter", "2025-04"),
        ("2024-03-15", "by Friday", "2024-03-22"),
        ("2024-03", "by 4 May", None),
        ("2024-03", "by 4 May 2024", "2024-05-04"),
        ("2024-03", "at the next meeting", "next-meeting"),
        ("2024-03", "by Friday", None),
        ("", "by 4 May", None),
    ],
)
def test_a_due_point_depends_on_the_meeting(meeting: str, phrase: str, iso: str | None) -> None:
    assert due(phrase, meeting) == iso


@pytest.mark.parametrize("season", ["spring", "summer", "autumn", "fall", "winter", "Oct.", "October", "May", "Sept"])
@pytest.mark.parametrize("what", ["term", "break", "half term", "holidays", "half-term", ""])
@pytest.mark.parametrize("lead", ["by", "by the", "by the end of the", "in", "next", "over the"])
def test_every_season_and_month_is_understood_or_passed_over(lead: str, season: str, what: str) -> None:
    iso = due(f"{lead} {season} {what}")
    assert iso is None or iso >= TUESDAY[: len(iso)]


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.sampled_from([phrase for phrase, _ in DUES]))
def test_nothing_is_due_before_the_meeting(day: date, phrase: str) -> None:
    iso = due(phrase, day.isoformat())
    assert iso is None or iso == "next-meeting" or iso >= day.isoformat()[: len(iso)]


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_easter_comes_within_thirteen_months_in_march_or_april(day: date) -> None:
    month = easter(day)
    assert month[5:] in ("03", "04")
    assert day.isoformat()[:7] <= month <= (day + timedelta(days=400)).isoformat()[:7]


def _of(text: str, meeting: str = TUESDAY) -> tuple[str | None, str | None]:
    kept = Section("b:1/1", "b:1", "Board", meeting, 1, "", "Update", False, None, text, (), ())
    [statement] = find(kept)
    return statement.due_text, statement.due


def test_the_first_point_behind_the_promise_is_its_due() -> None:
    assert _of("At the meeting in April the clerk said she will report by 4 May.") == ("by 4 May", "2024-05-04")
    assert _of("By 4 May the clerk will report.") == ("By 4 May", "2024-05-04")


def test_only_what_is_promised_or_put_off_is_due() -> None:
    assert _of("The roof has been leaking, and rain is likely in May.")[1] in (None, "2024-05")
    assert _of("It was agreed to approve the plan for May.") == (None, None)
    assert _of("The item was deferred to the May meeting.") == ("to the May meeting", "2024-05")


def test_a_deadline_counts_though_it_stands_in_a_clause() -> None:
    assert _of("The clerk will find out what it costs by 4 May.") == ("by 4 May", "2024-05-04")
    assert _of("The clerk will ask why the stall that opens in May was cold.") == (None, None)


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("ACTION: Clerk to order the salt.", "Clerk"),
        ("ACTION MW: confirm the date.", "MW"),
        ("JB to circulate the draft.", "JB"),
        ("JB/KL to book the hall.", "JB/KL"),
        ("The Treasurer will prepare a budget.", "Treasurer"),
        ("The Board asked the Head of Parks to write to the owner.", "Head of Parks"),
        ("No reply from the bank; Clerk to write again", "Clerk"),
        ("(b) that the Head of Parks prepare a plan;", "Head of Parks"),
        ("Cllr Alder offered to look at the gate.", "Cllr Alder"),
        ("MB: chase the invoice", "MB"),
        ("Write to the bus company – Clerk", "Clerk"),
        ("Book the hall for June (JB)", "JB"),
        ("It will be sent.", None),
        ("Letters will go out to all.", None),
        ("Recruitment will start in May.", None),
        ("Barriers to be delivered in May", None),
        ("This will be followed up.", None),
    ],
)
def test_who_is_to_do_it(sentence: str, owner: str | None) -> None:
    assert owner_of(sentence) == owner


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("A grant of £1,250.50 was paid.", [(1250.5, "£")]),
        ("The works cost $1.9 million.", [(1_900_000, "$")]),
        ("It rose from £3k to £4.5k.", [(3000, "£"), (4500, "£")]),
        ("Twenty-two members came.", [(22, "members")]),
        ("34 schools and 12% of parents replied.", [(34, "schools"), (12, "%")]),
        ("Forty per cent were late.", [(40, "%")]),
        ("In February 5,310 patients were seen.", [(5310, "patients")]),
        ("There were 281 out of 610 households.", [(281, "households"), (610, "households")]),
        ("Last year 27 were hired.", [(27, "were hired")]),
        ("The average wait was 47 weeks.", [(47, "weeks")]),
        ("The desk was unfilled for 11 hours.", [(11, "hours")]),
        ("Tickets sold: 58", [(58, "Tickets")]),
        ("Sold so far 58", [(58, "Sold")]),
        ("Number of homes with a brown bin: 6,410", [(6410, "homes with a brown bin")]),
    ],
)
def test_figures(sentence: str, values: list[tuple[float, str]]) -> None:
    assert [(q.value, q.unit) for q in quantities(Sentence(sentence))] == values


@pytest.mark.parametrize(
    "sentence",
    [
        "The meeting is on 12 May 2024.",
        "See item 12 and page 4.",
        "Room 12 members' lounge was shut.",
        "Ring 01234 567890.",
        "They meet at 19.30 for coffee.",
        "In May 12 members' cards were cut.",
        "4.4 Members noted the report.",
        "The lease runs for 25 years.",
        "One member came.",
        "Year 5 pupils sang.",
        "Two councillors spoke against it.",
        "Mar 23.05",
        "The work began in 2019 and ended in 2021.",
    ],
)
def test_dates_numbers_and_names_are_no_figures(sentence: str) -> None:
    assert quantities(Sentence(sentence)) == ()


@pytest.mark.parametrize(
    ("printed", "value"),
    [("12", 12), ("1,250.5", 1250.5), ("twenty-two", 22), ("a dozen", 12), ("ninety", 90), ("some", None)],
)
def test_numbers_in_digits_and_words(printed: str, value: float | None) -> None:
    assert number(printed) == value


def test_figures_stand_in_order_and_never_overlap() -> None:
    found = quantities(Sentence("Of 34 schools 12 schools owed £3, £4 and 5% of 60 pupils."))
    assert [q.value for q in found] == [34, 12, 3, 4, 5, 60]
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_row_of_digits_too_long_for_a_number_is_none() -> None:
    assert number("9" * 15) == 999_999_999_999_999
    assert number("9" * 400) is None
    assert not quantities(Sentence(f"The grant was £{'9' * 400}."))
