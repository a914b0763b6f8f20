"""The query language, line by line as the reference documents it."""

from __future__ import annotations

import pytest

from minutesearch.errors import QueryError
from minutesearch.query import (
    And,
    Dates,
    Exact,
    Key,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    parse,
    unparse,
)

A, B, C = (Term(letter, letter) for letter in "abc")
LISTS = Term("list", "lists")


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("waiting lists", And((Term("wait", "waiting"), LISTS))),
        ("waiting AND lists", And((Term("wait", "waiting"), LISTS))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a -c", And((A, Not(C)))),
        ("a NOT c", And((A, Not(C)))),
        ("NOT a b", And((Not(A), B))),
        ("NOT (a OR b)", Not(Or((A, B)))),
        ("NOT(a OR b)", Not(Or((A, B)))),
        ("-c", Not(C)),
        ("–c", Not(C)),
        ("a – b", And((A, B))),
        ("a or b and not c", And((A, Term("or", "or"), B, Term("and", "and"), Term("not", "not"), C))),
        ('"AND"', Term("and", "AND")),
        ('"lists"', LISTS),
        ("budget*", Prefix("budget", "budget")),
        ("Café*", Prefix("cafe", "Café")),
        ("re-vis*", Prefix("revis", "re-vis")),
        (
            '"review of * pilot"',
            Phrase(("review", "of", None, "pilot"), "review of * pilot", None, (("reviewof", None, "pilot"),)),
        ),
        ('"a * * b"', Phrase(("a", None, None, "b"), "a * * b")),
        ('"waiting autism"~5', Near(("wait", "autism"), 5, "waiting autism")),
        ('="HYMs"', Exact("HYMs")),
        ("=“£5 (net)”", Exact("£5 (net)")),
        ("topic:hyms", Key("topic", "hyms")),
        ("Kind:decision,", Key("kind", "decision")),
        ('body:"SEND Board"', Key("body", "SEND Board")),
        ("title:lists", Term("list", "lists", "title")),
        ('title:"b c"', Phrase(("b", "c"), "b c", "title")),
        ("title:gov*", Prefix("gov", "gov", "title")),
        ("-title:lists", Not(Term("list", "lists", "title"))),
        ("since:2021-03 until:2021-06-08", And((Dates("2021-03", None), Dates(None, "2021-06-08")))),
        ("date:2021", Dates("2021", "2021")),
        ("date:11/5/2021", Dates("2021-05-11", "2021-05-11")),
        ('since:"May 2021"', Dates("2021-05", None)),
        ("“waiting lists”", Phrase(("wait", "list"), "waiting lists", None, (("waitinglist",),))),
        (
            "‘the plan’s end’ a",
            And((Phrase(("the", "plan", "s", "end"), "the plan’s end", None, (("the", "plan", "end"),)), A)),
        ),
        ("C&YP", Phrase(("c", "yp"), "C&YP")),
        ("1:1", Phrase(("1", "1"), "1:1")),
        ("1-1", Phrase(("1", "1"), "1-1")),
        ("14/09/2021", Phrase(("14", "09", "2021"), "14/09/2021")),
        ("re-visit", Phrase(("re", "visit"), "re-visit", None, (("revisit",),))),
        ("children's", Phrase(("children", "s"), "children's", None, (("children",),))),
        ("foo:bar", Phrase(("foo", "bar"), "foo:bar")),
        ("list(s) a", And((LISTS._replace(surface="list"), A))),
        ("Box(es)", Term("box", "Box")),
        ("policy(ies), list(S)", And((Term("polici", "policy"), LISTS._replace(surface="list")))),
        ('"list(s)"', LISTS._replace(surface="list")),
        ("title:list(s)", Term("list", "list", "title")),
        ('"list(s) held"', Phrase(("list", "held"), "list(s) held", None, (("listheld",), ("list", "s", "held")))),
        ('"list(s) held"~3', Near(("list", "held"), 3, "list(s) held")),
        ("a(s)", Phrase(("a", "s"), "a(s")),
        ("list (s)", And((LISTS._replace(surface="list"), Term("s", "s")))),
        ("list(a OR b)", And((LISTS._replace(surface="list"), Or((A, B))))),
        ("a, b & c?", And((A, B, C))),
        ("", None),
        (" \t\n ", None),
    ],
)
def test_is_understood(typed: str, tree: Node | None) -> None:
    assert parse(typed) == tree


@pytest.mark.parametrize(
    ("typed", "position", "unfinished"),
    [
        ('a "unbalanced', 2, True),
        ('a ""', 2, True),
        ("a (b", 2, True),
        ("((", 1, True),
        ("()", 0, False),
        ("a )", 2, False),
        (")", 0, False),
        ("AND", 0, False),
        ("OR a", 0, False),
        ("a AND", 2, True),
        ("a OR OR b", 2, False),
        ("(a) AND ) b", 4, False),
        ("NOT", 0, True),
        ("a -", 2, False),
        ("--a", 0, False),
        ("a * b", 2, False),
        ("*", 0, False),
        ("bud*et", 3, False),
        ("x*", 1, True),
        ("c&y*", 3, False),
        ('"bud* plan"', 4, False),
        ('"* plan"', 1, False),
        ('"plan *"', 6, False),
        ('"plan"*', 6, False),
        ('"a b"~', 6, True),
        ('"a b"~0', 6, False),
        ('"a b"~9999999', 6, False),
        ('"a"~5', 0, False),
        ('"a * b"~5', 3, False),
        ('title:"a b"~5', 11, False),
        ("budget~2", 6, False),
        ("title:", 6, True),
        ("title: a", 6, False),
        ("title:&", 6, False),
        ("topics:hyms", 0, False),
        ("titel:plan", 0, False),
        ("a from:2021", 2, False),
        ("date:2021-13", 5, False),
        ("date:30/2/2021", 5, False),
        ("since:soon", 6, False),
        ("&", 0, False),
        ("...", 0, False),
        ("\0", 0, False),
    ],
)
def test_is_refused_where_the_fault_is(typed: str, position: int, unfinished: bool) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    assert (caught.value.position, caught.value.unfinished) == (position, unfinished)
    assert caught.value.query == typed
    assert "\n" not in caught.value.message
    assert caught.value.message.endswith(".")
    # A hint is a sentence, or it leads up to what is to be typed.
    hint = caught.value.hint
    assert hint is None or (hint[0].isupper() and (hint.endswith(".") or ": " in hint))


@pytest.mark.parametrize("typed", ["£", "🦊", "…"])
def test_a_query_without_words_is_told_where_the_help_is(typed: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    assert caught.value.message == "There is no word in this query."
    assert (caught.value.hint or "").endswith(": minutesearch query --help")


@pytest.mark.parametrize(
    "typed",
    [
        "word " * 10_000,
        "w" * 1_000_000,
        "word " * 301,
        "w" * 101,
        "(" * 5_000,
        "(" * 60 + "a" + ")" * 60,
        "NOT " * 4_000 + "a",
        "-(" * 4_000,
        '"' * 9_999,
        "a-" * 9_000,
        "topic:" * 3_000,
        "‘a " * 6_000,
        "(a " * 1_500,
        '"a' + " *" * 8_000 + ' b"',
    ],
    ids=range(14),
)
def test_too_much_of_anything_is_one_polite_line(typed: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    assert 0 <= caught.value.position <= len(typed)
    assert len(caught.value.message) < 100


def test_limits_leave_room() -> None:
    assert parse("word " * 300) is not None
    assert parse("w" * 100) is not None
    assert parse("(" * 49 + "a" + ")" * 49) == A


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ('"key worker"   OR  keyworker', '"key worker" OR keyworker'),
        ("a b OR c", "a AND b OR c"),
        ("a (b OR NOT c)", "a AND (b OR -c)"),
        ("NOT (NOT a)", "-(-a)"),
        ("NOT (a b)", "-(a AND b)"),
        (
            'body:"SEND Board" topic:"key-worker" since:"1 May 2021"',
            'body:"SEND Board" AND topic:key-worker AND since:2021-05-01',
        ),
        (
            'date:2021 ="A b" "c d"~3 title:ee* title:"f g" "OR"',
            'date:2021 AND ="A b" AND "c d"~3 AND title:ee* AND title:"f g" AND "OR"',
        ),
    ],
)
def test_is_written_in_our_own_language(typed: str, written: str) -> None:
    tree = parse(typed)
    assert tree is not None
    assert unparse(tree) == written
    assert parse(written) == tree
