"""The documents say what the program does: commands, options, settings, exit codes and examples."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess

import click
import pytest

from minutesearch import config, errors
from minutesearch.evidence import requirements
from minutesearch.present.cli import cli

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").rglob("*.md"))]


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """All commands with their names, those that hold commands first."""
    if path:
        yield path, group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            if not command.hidden:
                yield from commands(command, (*path, name))


COMMANDS = dict(commands(cli))


def section(name: str, heading: str) -> str:
    """What stands under a heading of a document, up to the next one of its level."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^\1 |\Z)", text(name), re.MULTILINE | re.DOTALL)
    assert found, f"{name} has no heading {heading!r}"
    return found[2]


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_and_option_is_documented(path: tuple[str, ...]) -> None:
    said = section("docs/reference/commands.md", f"minutesearch {' '.join(path)}")
    command = COMMANDS[path]
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    missing = [o for option in options if f"`{(o := long(option))}" not in said]
    assert not missing


def long(option: click.Option) -> str:
    return next(name for name in option.opts if name.startswith("--"))


def test_options_of_the_program_itself_are_documented() -> None:
    said = section("docs/reference/commands.md", "minutesearch")
    options = [p for p in cli.params if isinstance(p, click.Option) and not p.hidden]
    missing = [o for option in options if f"`{(o := long(option))}" not in said]
    assert not missing


def test_no_document_names_an_option_that_is_none() -> None:
    known = {o for command in (cli, *COMMANDS.values()) for p in command.params for o in (*p.opts, *p.secondary_opts)}
    known |= {"--help"}
    named = {(path.name, option) for path in DOCUMENTS for option in spans(path) if option not in known}
    assert not named


def spans(path: Path) -> set[str]:
    """Long options in the code spans of a document that show a use of minutesearch: not those of scripts/…."""
    code = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
    return {
        o
        for span in code
        if not span.startswith(("scripts/", "uv", "pip", "."))
        for o in re.findall(r"--[a-z][a-z-]+", span)
    }


def test_every_exit_code_is_documented() -> None:
    said = section("docs/reference/exit-codes.md", "Exit codes")
    codes = {v for k, v in vars(errors).items() if k.isupper() and isinstance(v, int)}
    rows = {int(n) for row in re.findall(r"^\| ([\d, ]+) \|", said, re.MULTILINE) for n in row.split(",")}
    assert codes <= rows
    assert rows - codes == {129, 130, 143}


def test_every_setting_is_documented_with_its_default() -> None:
    said = text("docs/reference/configuration.md")
    rows = {
        (table, key): default
        for table, key, default in re.findall(r"^\| `(\w+)` \| `(\w+)` \| (\S+) \|", said, re.MULTILINE)
    }
    assert set(rows) == {(table, key) for table, keys in config.TABLES.items() for key in keys}
    defaults = {f.name: f.default for f in fields(config.Settings)}
    for (_, key), default in rows.items():
        assert default.strip('`"') == str(defaults[key]), key


def test_every_key_of_a_topic_is_documented() -> None:
    from minutesearch.mine import topics

    said = text("docs/reference/topics.md")
    for key in (*topics._TABLE_KEYS, *topics._FILE_KEYS, *topics.KINDS):
        assert f"`{key}`" in said or f"[{key}." in said, key


def test_every_key_of_the_screens_is_documented() -> None:
    from minutesearch.present.tui import keys

    documented = set(re.findall(r"`([^`]+)`", text("docs/reference/terminal-ui.md")))
    every = [value for value in vars(keys).values() if isinstance(value, keys.Key)]
    assert len(every) > 10
    assert not {name for key in every for name in key.shown.split(" or ")} - documented


ANSWERS = [
    ("query", "key worker", "--json"),
    ("query", "key worker", "--jsonl"),
    ("query", "kye worker", "--json"),
    ("trace", "key worker", "--json"),
    ("show", "send-board:2021-09-14", "--json"),
    ("verify", "The pilot will be reviewed in September.", "--json"),
    ("verify", "The pilot will be reviewed in December.", "--json"),
    ("coverage", "--json"),
    ("topics", "--json"),
    ("promises", "--json"),
    ("figures", "--json"),
    ("changes", "key worker", "--from", "2021-06-08", "--to", "2021-09-14", "--json"),
    ("topics", "--trend", "--json"),
    ("names", "--json"),
    ("topics", "--proposed", "--json"),
    ("glossary", "--json"),
    ("status", "--json"),
    ("doctor", "--json"),
    ("new", "--since", "2000", "--json"),
    ("dump", "sources"),
    ("dump", "meetings"),
    ("dump", "sections"),
    ("dump", "tags"),
    ("dump", "glossary"),
]


def keys(value: object) -> set[str]:
    """All keys of an answer, however deep."""
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)
def test_every_key_of_the_json_is_documented(
    arguments: tuple[str, ...], sample_archive: Path, minutesearch: Callable[..., CompletedProcess[str]]
) -> None:
    answer = minutesearch(*arguments, archive=sample_archive)
    lines = answer.stdout.splitlines()
    assert lines, answer.stderr
    found = set().union(*(keys(json.loads(line)) for line in lines))
    assert len(found) > 3
    documented = set(re.findall(r"`([a-z_0-9]+)`|\"([a-z_0-9]+)\"", text("docs/reference/json.md")))
    assert not found - {name for pair in documented for name in pair}


def blocks(language: str) -> list[tuple[Path, str]]:
    fence = re.compile(rf"^```{language}\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return [(path, block) for path in DOCUMENTS for block in fence.findall(path.read_text(encoding="utf-8"))]


def test_examples_of_settings_can_be_read(tmp_path: Path) -> None:
    from minutesearch.mine.topics import read_topics

    seen = set()
    for path, block in blocks("toml"):
        name = block.splitlines()[0].removeprefix("# ")
        (tmp_path / name).write_text(block, encoding="utf-8")
        if name == config.SETTINGS_FILE:
            config.load(tmp_path)
            assert tomllib.loads(block), path
        elif name == requirements.FILE:
            requirements.areas(tmp_path / name)
        else:
            assert name == config.TOPICS_FILE, f"{path}: what file is this an example of?"
            read_topics(tmp_path / name)
        seen.add(name)
    assert seen == {config.SETTINGS_FILE, config.TOPICS_FILE, requirements.FILE}


def examples() -> list[tuple[str, str]]:
    lines = [
        (path.name, line[2:])
        for path, block in blocks("console")
        for line in block.splitlines()
        if line.startswith("$ ")
    ]
    return list(dict.fromkeys(lines))


@pytest.mark.parametrize(("name", "line"), examples(), ids=[f"{n}: {line}" for n, line in examples()])
def test_every_example_is_a_command(name: str, line: str) -> None:
    words = shlex.split(re.split(r" [|>] ", line)[0])
    program = words[0]
    if "/" in program and not program.endswith("/minutesearch"):
        assert (ROOT / program).is_file(), f"{name}: there is no {program}"
    elif program.endswith("minutesearch"):
        parse(cli, words[1:])
    else:
        assert program in {"cd", "export", "git", "mkdir"}, f"{name}: {program} is no command of ours"


def shown() -> list[tuple[str, str, str]]:
    """Examples that show an answer: document, command, what is printed."""
    found = []
    for path, block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, printed = part.partition("\n")
            if printed:
                found.append((path.name, line, printed))
    return found


def on_terminal(arguments: list[str], environment: dict[str, str]) -> str:
    """What the real command prints on a terminal of 100 columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    start = "import sys; from minutesearch.present.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", start, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        read = b""
        try:
            while chunk := os.read(ours, 65536):
                read += chunk
        except OSError:
            pass  # Linux reports the closed end of a terminal so
        os.close(ours)
    return read.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize(("name", "line", "printed"), shown(), ids=[f"{n}: {line}" for n, line, _ in shown()])
def test_answers_are_shown_as_they_are(
    name: str, line: str, printed: str, sample_archive: Path, child_environment: dict[str, str]
) -> None:
    words = shlex.split(line)
    assert words[0] == "minutesearch"
    environment = child_environment | {"MINUTESEARCH_ARCHIVE": str(sample_archive)}
    # "[…]" stands for lines that the document leaves out.
    wanted = ".*".join(re.escape(part) for part in printed.split("[…]\n"))
    answer = on_terminal(words[1:], environment)
    assert re.fullmatch(wanted, answer, re.DOTALL), answer


def parse(command: click.Command, words: list[str]) -> None:
    """Read a command line as click would, without running it."""
    context = command.make_context(command.name, list(words), resilient_parsing=False)
    if isinstance(command, click.Group):
        rest = [*context._protected_args, *context.args]
        if rest:
            name, inner, rest = command.resolve_command(context, rest)
            assert inner is not None, f"there is no command {name}"
            with context.scope(cleanup=False):
                parse(inner, rest)


def test_links_lead_somewhere() -> None:
    dead = [
        (path.name, target)
        for path in [*DOCUMENTS, ROOT / "CHANGELOG.md"]
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert not dead
