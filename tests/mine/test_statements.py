"""Statements of a section: the rules by their own examples, clauses, lists, motions, and offsets."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutesearch.mine.statements import find
from minutesearch.mine.statements.clauses import BLANK, main_clauses
from minutesearch.mine.statements.rules import Rule, rules
from minutesearch.mine.statements.sentence import MOST, Sentence
from minutesearch.model import STATEMENT_KINDS, Section, Statement

RULES = rules().rules
NEVER = rules().never
FIRES = [pytest.param(rule, text, id=f"{rule.id}: {text}") for rule in RULES for text in rule.fires]
QUIET = [pytest.param(rule, text, id=f"{rule.id}: {text}") for rule in RULES for text in rule.quiet]
LENGTH = 50_000


def section(text: str, *items: str, title: str = "Update", date: str = "2024-03-12") -> Section:
    return Section(
        id=f"board:{date}/1",
        meeting=f"board:{date}",
        body="Board",
        date=date,
        ordinal=1,
        number="1",
        title=title,
        title_generated=False,
        parent=None,
        text=text,
        list_items=items,
        places=(),
    )


def said(text: str, *items: str, title: str = "Update") -> dict[str, tuple[str, ...]]:
    """The kinds of each sentence that says something."""
    return {statement.sentence: statement.kinds for statement in find(section(text, *items, title=title))}


def only(text: str) -> Statement:
    [statement] = find(section(text))
    return statement


# -- rules -------------------------------------------------------------------------------------------------


def test_every_rule_has_a_name_of_its_own_and_examples() -> None:
    book = (*RULES, *NEVER)
    assert [name for name, times in Counter(rule.id for rule in book).items() if times > 1] == []
    assert [rule.id for rule in book if len(rule.fires) < 2 or len(rule.quiet) < 2] == []


def test_every_kind_but_figures_has_rules() -> None:
    assert {rule.kind for rule in RULES} == set(STATEMENT_KINDS) - {"figure"}


@pytest.mark.parametrize(("rule", "text"), FIRES)
def test_a_rule_fires_on_its_examples(rule: Rule, text: str) -> None:
    sentence = Sentence(text)
    assert sentence.words & rule.words, "none of the rule's words calls for it"
    assert rule.found(sentence)


@pytest.mark.parametrize(("rule", "text"), QUIET)
def test_a_rule_is_quiet_where_it_must_be(rule: Rule, text: str) -> None:
    sentence = Sentence(text)
    assert not (sentence.words & rule.words and rule.found(sentence))


@pytest.mark.parametrize(("rule", "text"), FIRES)
def test_an_example_is_found_as_what_it_is(rule: Rule, text: str) -> None:
    statements = find(section(text))
    assert any(rule.kind in statement.kinds for statement in statements)
    assert all(statement.rule for statement in statements)


@pytest.mark.parametrize("rule", NEVER, ids=lambda rule: rule.id)
def test_what_never_is_a_statement(rule: Rule) -> None:
    assert all(rule.pattern.search(Sentence(text).low) for text in rule.fires)
    assert not any(rule.pattern.search(Sentence(text).low) for text in rule.quiet)
    assert not any(find(section(text)) for text in rule.fires)


def test_what_is_inside_an_exception_does_not_count_and_the_next_does() -> None:
    assert not said("There were no complaints about the band.")
    assert said("There were no complaints, and the stage was unsafe.") == {
        "There were no complaints, and the stage was unsafe.": ("concern",)
    }


def test_the_rule_is_the_answer_to_why() -> None:
    assert only("The Clerk will write to the bank.").rule == "owner-will"
    assert only("The roof is leaking and the Clerk will write to the builder.").rule == "owner-will + broken"
    assert only("Forty members came.").rule == "quantity"


def test_an_action_is_no_commitment_too() -> None:
    assert only("The Clerk will send the form and the hall will reopen.").kinds == ("action",)
    assert only("The hall will reopen after the works.").kinds == ("commitment",)


def test_a_trouble_that_is_only_named_in_a_decision_worries_nobody() -> None:
    assert said("It was agreed that the flooding paper be noted.") == {
        "It was agreed that the flooding paper be noted.": ("decision",)
    }
    assert only("The flooding was worse than ever and it was agreed to adopt the plan.").kinds[0] == "decision"
    assert "concern" in only("The flooding was worse than ever and it was agreed to adopt the plan.").kinds


# -- clauses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "blank"),
    [
        ("an update was given on how lists will be managed.", "how lists will be managed"),
        ("the pilot which will start in may was described.", "which will start in may"),
        ("those areas that would continue to be watched were read out.", "that would continue to be watched"),
        ("when the lease ends, the club will move.", "when the lease ends"),
    ],
)
def test_a_subordinate_clause_is_blanked_out(sentence: str, blank: str) -> None:
    main = main_clauses(sentence)
    assert len(main) == len(sentence)
    start = sentence.index(blank)
    assert set(main[start : start + len(blank)]) <= {BLANK, " "}
    assert main[:start] == sentence[:start]


@pytest.mark.parametrize(
    "sentence",
    [
        "it was noted that a report would be sent.",
        "members were told that the works will start in may.",
        "(b) that the clerk write to the bank.",
        "the clerk will write to the bank and send a form.",
    ],
)
def test_what_was_said_or_listed_stays(sentence: str) -> None:
    assert main_clauses(sentence) == sentence


def test_a_promise_in_a_relative_clause_is_none() -> None:
    assert not said("The form which will be sent was read.")
    assert said("It was noted that the form would be sent.") == {
        "It was noted that the form would be sent.": ("action",)
    }


# -- lists and motions ---------------------------------------------------------------------------------------


def test_items_take_over_what_the_lead_in_says() -> None:
    found = find(section("RESOLVED:\nLime trees\nBeech hedge", "Lime trees", "Beech hedge"))
    assert [(s.sentence, s.kinds, s.lead) for s in found] == [
        ("Lime trees", ("decision",), True),
        ("Beech hedge", ("decision",), True),
    ]


def test_items_of_a_worry_are_worries() -> None:
    text = "The following areas were behind target:\nSwimming\nRowing"
    assert said(text, "Swimming", "Rowing")["Rowing"] == ("concern",)
    assert "Rowing" not in said("The following clubs met:\nSwimming\nRowing", "Swimming", "Rowing")


def test_items_of_what_the_clerk_was_asked_to_do_are_actions() -> None:
    text = "The Clerk was asked to:\nring the bank\norder salt"
    assert said(text, "ring the bank", "order salt")["order salt"] == ("action",)


def test_a_bare_head_says_nothing_itself() -> None:
    assert "RESOLVED:" not in said("RESOLVED:\nLime trees", "Lime trees")


def test_sums_of_agreed_payments_are_figures_only() -> None:
    text = "It was agreed to make these payments:\nSalt £20\nHedge £30"
    assert said(text, "Salt £20", "Hedge £30") == {
        "It was agreed to make these payments:": ("decision",),
        "Salt £20": ("figure",),
        "Hedge £30": ("figure",),
    }


def test_what_is_signed_below_a_list_is_no_item_of_it() -> None:
    text = "It was agreed to make these payments:\nSalt £20\nSigned ________ Dated ________"
    assert "Signed ________ Dated ________" not in said(text)


def test_a_motion_is_a_decision_where_its_outcome_follows() -> None:
    motion = "Member A moved to buy a second mower for the green."
    assert said(f"{motion}\nMotion carried.")[motion] == ("decision",)
    assert said(f"{motion}\nSeconded by Member B.\nVotes for: five.\nCarried.")[motion] == ("decision",)
    assert motion not in said(motion)
    assert motion not in said(f"{motion}\nThe band played.\nMotion carried.")


def test_who_moved_is_no_motion() -> None:
    assert "Motion: Alder/Birch" not in said("Motion: Alder/Birch\nCarried.")


def test_lines_under_action_items_are_actions() -> None:
    line = "New key for the shed door"
    assert said(line, title="Action items") == {line: ("action",)}
    assert not said(line, title="Shed")
    assert not said("Shed door: done last week", title="Action items")


# -- offsets -------------------------------------------------------------------------------------------------

PIECES = st.sampled_from([
    "Carried.", "RESOLVED:", "The Clerk will write.", "by 4 May", "£1,200", "12 members", "İ", "’s", "\n", " ", "that ",
    "which will be sent", "no complaints", "The roof is leaking", ". ", ": ", "- ", "(b) ", "\t", "\u00a0",
])  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map("".join)), st.text(max_size=20))
@settings(max_examples=150, deadline=None)
def test_any_text_is_quoted_verbatim_and_always_alike(text: str, item: str) -> None:
    kept = section(text, item)
    found = find(kept)
    assert found == find(kept)
    for statement in found:
        assert statement.sentence == text[statement.start : statement.end]
        assert statement.kinds
        for value in statement.values:
            assert value.text == Sentence(statement.sentence).plain[value.start : value.end]


def test_statements_stand_in_reading_order() -> None:
    found = find(section("Carried. The roof is leaking.\nThe Clerk will write to the bank."))
    assert [s.kinds[0] for s in found] == ["decision", "concern", "action"]
    assert [s.start for s in found] == sorted(s.start for s in found)


def test_a_letter_that_is_two_in_small_letters_moves_no_offset() -> None:
    text = "İİİ was noted. It was agreed at İzmir to pay £40."
    [statement] = find(section(text))
    assert statement.sentence == "It was agreed at İzmir to pay £40."
    assert statement.values[0].text == "£40"


def test_only_the_beginning_of_a_very_long_sentence_is_looked_at() -> None:
    filler = "and so on " * (MOST // 10)
    assert not said(f"They met {filler} until the roof was leaking.")
    assert said(f"The roof was leaking {filler} until noon.")


LINES = ["a", "will be ", "that ", "Agreed: ", "A. ", "a:\n", "x\n", "12 members, ", "duly ", "(", "to be "]


@pytest.mark.parametrize("unit", LINES)
def test_a_long_line_is_no_matter(unit: str) -> None:
    text = (unit * LENGTH)[:LENGTH]
    began = time.process_time()
    find(section(text, "x", "a"))
    assert time.process_time() - began < 2
