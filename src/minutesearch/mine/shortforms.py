"""Short forms as they are used: words of capitals that are neither numerals, units, initials nor shouting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from minutesearch.mine.people import HONORIFICS

_TOKEN = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
# The part before the @ is bounded: without that a long run of letters would be read again from each of them.
_MASKED = re.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@\S+")
_ROMAN = re.compile(r"[IVX]+")
_INWARD = re.compile(r"\s?\d[A-Z]{2}\b")
_GLUED = re.compile(r"[A-Z]{2,12}[a-z]{3,12}")
_UNITS = frozenset(
    "KB MB GB TB KWH MWH KW MW HZ KHZ MHZ GHZ KM MM CM KG AM PM BST GMT UTC EST EDT CET CEST PST PDT".split()
)
_SHOUTED = frozenset(
    "a action actions adjourned agenda agreed all also am amended an and any apologies approved are as at attendance "
    "be board by carried chair chairman clerk closed committee confidential council date decision decisions declined "
    "deferred draft for from has in info information is it item items last meeting minute minutes motion new next no "
    "not note noted now of off ok on one open or our out owner page part passed pending present private public re "
    "received recommended recommendation report resolved secretary seconded see so such that the this time title to "
    "official sensitive restricted treasurer unanimous unanimously up update us venue vote was we welcome were will "
    "with yes".split()
)
"""Words that minutes print in capitals to be seen."""


@dataclass(slots=True)
class Use:
    """A short form with its first place (number of the section, offsets) and how often it is used.

    ``printed`` are its printings, an ``s`` at the end included (``HYMs`` may be many or a name), each with its count
    and the number of the first section that has it.
    """

    short: str
    section: int
    start: int
    end: int
    count: int
    printed: dict[str, tuple[int, int]] = field(default_factory=dict)


def is_short_form(word: str) -> bool:
    """Whether a word looks like one: it begins with a capital, and at least two and half of its letters are capitals.

    Capitals with three or more small letters after them are two words that a parser glued together.
    """
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    shaped = 2 <= len(letters) <= 12 and capitals >= 2 and 2 * capitals >= len(letters) and word[0].isupper()
    return shaped and not _GLUED.fullmatch(word)


def used_short_forms(rows: Sequence[tuple[str, str, str]]) -> list[Use]:
    """The short forms that an archive uses.

    Args:
        rows: (id, title, text) of its sections in reading order.

    Returns:
        One entry a form, plural and possessive forms counted with it, in order of first use. A place in the title
        is given only where the section's text does not have the form.
    """
    found: dict[str, Use] = {}
    lower: Counter[str] = Counter()
    pairs: dict[str, Use] = {}
    loud = _loud_titles(rows)
    for n, (_, title, text) in enumerate(rows):
        lines = [(text, True)] if n in loud else [(text, True), (title, False)]
        for line, in_text in lines:
            _scan(line, n, found, lower, pairs if in_text else {})
    kept = {short: use for short, use in found.items() if _is_used(short, use, lower)}
    _join_split_spellings(kept, pairs)
    return list(kept.values())


def _loud_titles(rows: Sequence[tuple[str, str, str]]) -> set[int]:
    """Sections of meetings whose titles are mostly set in capitals: there a capital says nothing."""
    by_meeting: dict[str, list[tuple[int, bool]]] = {}
    for n, (section, title, _) in enumerate(rows):
        if any(c.isalpha() for c in title):
            by_meeting.setdefault(section.rpartition("/")[0], []).append((n, title.isupper()))
    return {n for row in by_meeting.values() if 2 * sum(loud for _, loud in row) > len(row) for n, loud in row if loud}


def _scan(line: str, n: int, found: dict[str, Use], lower: Counter[str], pairs: dict[str, Use]) -> None:
    masked = _MASKED.sub(lambda m: " " * len(m[0]), line)
    tokens = list(_TOKEN.finditer(masked))
    shouting = _shouting(masked, tokens)
    before: re.Match[str] | None = None
    for i, token in enumerate(tokens):
        word = token[0]
        if not is_short_form(word):
            lower[word.casefold()] += 1
            before = None
            continue
        if i in shouting or _INWARD.match(masked, token.end()) or _is_of_a_name(masked, tokens, i):
            before = None
            continue
        short = word[:-1] if re.search(r"[A-Z]{2}s$", word) and word[:-1].isupper() else word
        _count(found, short, word, n, token.start())
        if before is not None and masked[before.end() : token.start()] == " ":
            both = f"{before[0]} {word}"
            _count(pairs, both, both, n, before.start())
        before = token


def _count(found: dict[str, Use], short: str, printed: str, n: int, start: int) -> None:
    use = found.setdefault(short, Use(short, n, start, start + len(short), 0))
    use.count += 1
    count, first = use.printed.get(printed, (0, n))
    use.printed[printed] = count + 1, first


def _shouting(line: str, tokens: list[re.Match[str]]) -> set[int]:
    """Tokens in a run of three or more words in capitals with nothing but spaces between: a heading."""
    found: set[int] = set()
    run: list[int] = []
    for i, token in enumerate(tokens):
        joined = bool(run) and not line[tokens[run[-1]].end() : token.start()].strip(" -–/:,")
        if not token[0].isupper() or not joined:
            if len(run) > 2 and any(tokens[j][0].casefold() in _SHOUTED or len(tokens[j][0]) > 6 for j in run):
                found.update(run)
            run = []
        if token[0].isupper():
            run.append(i)
    if len(run) > 2 and any(tokens[j][0].casefold() in _SHOUTED or len(tokens[j][0]) > 6 for j in run):
        found.update(run)
    return found


def _is_of_a_name(line: str, tokens: list[re.Match[str]], i: int) -> bool:
    """Whether the token is a surname or initials: after Cllr, Mr, an initial; or alone before a colon."""
    before = tokens[i - 1][0] if i else ""
    between = line[tokens[i - 1].end() : tokens[i].start()] if i else "\n"
    if before.casefold() in HONORIFICS or (len(before) == 1 and before.isupper()):
        return not between.strip(". ")
    return len(tokens[i][0]) <= 3 and "\n" in between and line.startswith(":", tokens[i].end())


def _is_used(short: str, use: Use, lower: Counter[str]) -> bool:
    folded = short.casefold()
    letters = sum(c.isalpha() for c in short)
    if folded in _SHOUTED or short.upper() in _UNITS or _ROMAN.fullmatch(short) or letters > 8:
        return False
    digits = sum(c.isdigit() for c in short)
    if digits > 2 or (digits and letters > 4):
        return False
    # A word that the archive also prints in small letters, and oftener, is a word.
    return lower[folded] <= use.count


def _join_split_spellings(kept: dict[str, Use], pairs: dict[str, Use]) -> None:
    """Two forms in a row that together are (but for a letter) another form are one, printed with a space: LANCS UK."""
    folded = {short.casefold() for short in kept}
    for both, use in pairs.items():
        solid = both.replace(" ", "").casefold()
        near = {solid[:i] + solid[i + 1 :] for i in range(len(solid))} if len(solid) > 6 else set()
        if solid not in folded and not near & folded:
            continue
        kept[both] = use
        for part in both.split(" "):
            if part in kept:
                kept[part].count -= use.count
                count, first = kept[part].printed.get(part, (0, 0))
                kept[part].printed[part] = count - use.count, first
                if kept[part].count <= 0:
                    del kept[part]
