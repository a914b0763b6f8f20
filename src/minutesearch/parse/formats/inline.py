"""Markdown inside a line: what is left to read when links, tags, code and emphasis are set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from minutesearch.parse.formats.letters import Line, Run, weigh

LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,500})\]"
    r"(?:\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s+\"[^\"]{0,300}\")?\)|\[[^\[\]]{0,200}\])"
)
"""A link or, with a mark before it, a picture; the second group is what is shown of a link."""
_ADDRESS = re.compile(r"<((?:https?|mailto):[^<>\s]{1,500}|[^<>\s@]{1,60}@[^<>\s@]{1,200})>")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,12})(?:\s[^<>]{0,500})?/?>")
_APART = frozenset("br p div li ul ol tr td th table h1 h2 h3 h4 h5 h6 dt dd dl hr summary details".split())
_STRONG = re.compile(
    r"\*\*\s?(?=\S)([^*\n]{1,500}?)(?<=\S)\s?\*\*|(?<!\w)__(?![\s_])([^*\n]{1,500}?)(?<![\s_])__(?!\w)"
)
_EMPHASIS = re.compile(r"(?<![\w*])[*_](?=\S)([^*_\n]{1,500}?)(?<=\S)[*_](?![\w*])")
_CODE = re.compile(r"(`{1,2})(?!`)([^`\n]{1,500})\1(?!`)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])")
_KEPT = re.compile("\x00(\\d{1,4})\x01")
_DEFINED = re.compile(
    r"^\s{0,3}\[([^\[\]^][^\[\]]{0,200})\]:\s+(\S{1,2000})(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*$"
)
_REFERRED = re.compile(r"\]\[([^\[\]]{1,200})\]")
_SHORT = re.compile(r"(?<!\])\[([^\[\]]{1,200})\](?![\[(:])")


def inline(text: str) -> Line:
    """A line without its mark-up, with bold kept as a cue.

    Args:
        text: one line, or several that make one paragraph.
    """
    codes: list[str] = []

    def keep(match: re.Match[str]) -> str:
        codes.append(match[2])
        return f"\x00{len(codes) - 1}\x01" if len(codes) < 10_000 else match[2]

    def restore(match: re.Match[str]) -> str:
        return codes[int(match[1])] if int(match[1]) < len(codes) else ""

    def soft(part: str) -> str:
        return _KEPT.sub(restore, _ESCAPE.sub(r"\1", unescape(_EMPHASIS.sub(r"\1", part))))

    # What stands in code is printed as it is typed, tags and all.
    text = _CODE.sub(keep, text.replace("\x00", " ").replace("\x01", " "))
    text = _ADDRESS.sub(r"\1", unlinked(text))
    text = _TAG.sub(lambda tag: " " if tag[1].lower() in _APART else "", text)
    runs: list[Run] = []
    at = 0
    for match in _STRONG.finditer(text):
        runs.append(Run(soft(text[at : match.start()]), False))
        runs.append(Run(soft(match[1] or match[2]), True))
        at = match.end()
    runs.append(Run(soft(text[at:]), False))
    line = weigh(runs)
    # "1. **Title**": the number is typed plain, the head is bold all the same.
    if len(runs) > 1 and runs[1].bold and re.fullmatch(r"\s*\d{1,3}[.)]\s*", runs[0].text):
        return weigh([Run(run.text, run.bold or i == 0) for i, run in enumerate(runs)])
    return line


def unlinked(text: str) -> str:
    """A text with what is shown of its links; a picture shows no words."""

    def shown(match: re.Match[str]) -> str:
        label = match[2].strip()
        if match[1]:
            return ""
        return label[1:-1] if label[:1] == "[" and label.find("]") == len(label) - 1 else label

    # A picture may be what is shown of a link.
    return LINK.sub(shown, LINK.sub(lambda match: "" if match[1] else match[0], text))


def without_definitions(lines: Sequence[str]) -> list[str]:
    """The lines with short links (``[name]``) opened, and the lines emptied that say where they lead.

    "[Treasurer]: agreed" looks the same; so the name has to be used elsewhere, or what follows has to be an address.
    """
    found = {
        i: match for i, line in enumerate(lines) if line[:4].lstrip()[:1] == "[" and (match := _DEFINED.match(line))
    }
    if not found:
        return list(lines)
    used = {name.casefold() for line in lines for name in (*_SHORT.findall(line), *_REFERRED.findall(line))}
    named = {
        i: match[1].casefold()
        for i, match in found.items()
        if match[1].casefold() in used or re.search(r"[/#]|\.\w", match[2])
    }
    names = set(named.values())

    def opened(match: re.Match[str]) -> str:
        return match[1] if match[1].casefold() in names else match[0]

    return ["" if i in named else _SHORT.sub(opened, line) for i, line in enumerate(lines)]
