"""Which words may mark a period: not those that every text is made of, dates, numbers, or people's names.

Function words are a closed class of the language and stand here; words of any field do not. Who is in the room, who
moves and who seconds is told from the minutes themselves (:mod:`minutesearch.people`).
"""

from __future__ import annotations

from functools import lru_cache

from minutesearch.dates import LONG_MONTHS, MONTHS
from minutesearch.text import fold

_FUNCTION_WORDS = frozenset(
    "a an the this that these those there here and or but nor so yet if then than as because while whilst although "
    "though unless until since whether of in on at to from by for with without within into onto over under about "
    "after before between through throughout during against among amongst per via upon across around along toward "
    "towards behind beyond near off up down out again away back "
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers "
    "herself it its itself they them their theirs themselves one ones someone anyone everyone nobody somebody anybody "
    "everybody something anything everything nothing who whom whose which what when where why how whoever whatever "
    "am is are was were be been being do does did doing done have has had having will would shall should can could "
    "may might must ought cannot not no don doesn didn isn aren wasn weren hasn haven hadn wouldn couldn shouldn ll ve "
    "all any both each either every few less least many more most much neither none other others another same several "
    "some such only own too very also just even ever never always often sometimes maybe perhaps probably possibly "
    "however therefore thus hence otherwise instead rather quite etc eg ie lot lots thing things still already "
    "first second third two three four five six seven eight nine ten".split()
)
_DATES_AND_TITLES = frozenset(
    [month.lower() for month in (*LONG_MONTHS, *MONTHS)]
    + "sept monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun am pm "
    "noon mr mrs ms miss mx dr prof rev revd cllr cllrs councillor councillors".split()
)
_OF_MEETINGS = frozenset(
    "meeting meetings minute minutes member members agenda agendas item items chair chairman chairperson motion "
    "motions days weeks months years hours".split()
)
"""What is said in minutes of anything, and how long it takes."""
_SHUT_OUT = _FUNCTION_WORDS | _DATES_AND_TITLES | _OF_MEETINGS
_LINKS = frozenset({"of", "for", "in", "and"})
"""What may stand inside a phrase: terms of reference."""
TELLING, LINKING, BREAK = "telling", "linking", "break"


@lru_cache(65_536)
def kind_of(printed: str) -> str:
    """What a word is worth: ``telling``, ``linking`` (inside a phrase only) or ``break`` (no phrase runs across it).

    Breaks are all other function words, numbers, single letters, months, days of the week and titles of people.
    """
    word = fold(printed)
    if word in _LINKS:
        return LINKING
    return TELLING if len(word) > 1 and word.isalpha() and word not in _SHUT_OUT else BREAK
