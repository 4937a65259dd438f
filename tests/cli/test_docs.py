"""The documents name every option of every command, and no option that no command has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tfkata.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = {
    path.name: path.read_text("utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
}
OF_OTHERS = {  # options of programs that the documents tell people to start
    "--junitxml", "--in-process", "--tfkata-tier", "--tfkata-seed", "--tfkata-device", "--group", "--pdb",
    "--isolated", "--no-nanny", "--extra", "--from",
}  # fmt: skip


def commands(group: click.Group = app, path: str = "tfkata") -> Iterator[tuple[str, click.Command]]:
    """Each command with its full name."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def options(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            yield from (
                name for name in (*parameter.opts, *parameter.secondary_opts) if name.startswith("--")
            )


EVERY = [(name, option) for name, command in commands() for option in options(command)]


@pytest.mark.parametrize("name", sorted({name for name, _ in commands()}))
def test_every_command_is_documented(name: str) -> None:
    assert any(re.search(rf"\b{name}\b", text) for text in PAGES.values())


@pytest.mark.parametrize(("name", "option"), EVERY, ids=lambda value: value.replace(" ", "_"))
def test_every_option_is_documented(name: str, option: str) -> None:
    """On a page that names the command, too: an option of the same name elsewhere explains nothing here."""
    named = re.compile(rf"(?<![\w-]){re.escape(option)}(?![\w-])")
    pages = [page for page, text in PAGES.items() if re.search(rf"\b{name}\b", text) and named.search(text)]
    assert pages, f"`{name} {option}` is on no page of docs/ or README.md that names the command"


def test_no_option_is_documented_that_there_is_not() -> None:
    """In lines that start tfkata."""
    known = {option for _, option in EVERY} | OF_OTHERS | {"--help", "--version"}
    for page, text in PAGES.items():
        for line in re.findall(
            r"^ {4}(?:uv run )?(?:python -I -m )?tfkata .*$|`tfkata [^`\n]*`", text, re.MULTILINE
        ):
            for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line):
                assert option in known, f"{page}: {line.strip()}"
