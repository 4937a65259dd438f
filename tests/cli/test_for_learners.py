"""The command line's own help: the order of commands, groups of options, the list in a narrow terminal, ids completed."""

from __future__ import annotations

import re
import textwrap

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from tfkata.catalog import records
from tfkata.cli import exercise_list, grouped
from tfkata.cli.app import app
from tfkata.workspace.progress import Progress


def test_what_a_learner_types_comes_first() -> None:
    text = CliRunner().invoke(app, ["--help"]).output
    places = [
        text.index(f"\n  {name} ") for name in ("init", "list", "check", "hint", "doctor", "grade", "author")
    ]
    assert places == sorted(places)
    assert [line[:-1] for line in text.splitlines() if line.endswith(":") and line[0] != " "][1:] == list(
        grouped.COMMANDS
    )


def test_no_command_is_left_out_of_the_help() -> None:
    text = CliRunner().invoke(app, ["--help"]).output
    assert all(f"\n  {name} " in text for name, command in app.commands.items() if not command.hidden)


def test_options_stand_in_groups() -> None:
    text = CliRunner().invoke(app, ["check", "--help"]).output
    order = ["Options:", "--from", "Conditions of the run:", "--tier", "--patience", "What is shown and written:", "--all", "--report", "For debugging:", "--in-process"]  # fmt: skip
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    options = [
        option for parameter in app.commands["check"].params for option in parameter.opts if option[0] == "-"
    ]
    assert all(f"  {option}" in text for option in options)


@pytest.mark.parametrize("width", [59, 79, 99])
def test_the_list_breaks_no_word_and_fits(width: int) -> None:
    known = Progress(passed={"e01_normalize"}, points={"e02_channels": 9.0, "e03_one_hot": 99.0})
    lines = [click.unstyle(line) for line in exercise_list.lines(known, width)]
    assert max(map(len, lines)) <= width
    text = " ".join(" ".join(lines).split())
    every = list(records.exercises().values())
    for exercise in every:
        assert exercise.id in text
        assert all(word in text.split() for word in exercise.title.split())
    e01, e02, e03 = (records.find(name).points for name in ("e01", "e02", "e03"))
    assert f"✓ e01_normalize {e01:g}/{e01:g}" in text
    assert f"e02_channels 9/{e02:g}" in text
    assert f"e03_one_hot {e03:g}/{e03:g}" in text  # an exercise that is worth less by now
    whole = sum(exercise.points for exercise in records.exercises().values())
    assert lines[-1] == f"1 of {len(records.exercises())} passed · {e01 + 9 + e03:g}/{whole:g} points"
    assert not [line for line in lines if line != line.rstrip()]
    headings = [line.partition(" ·")[0] for line in lines[:-1] if line[0] not in " ✓"]
    assert headings == [records.CATEGORIES[one] for one in dict.fromkeys(e.category for e in every)]
    topics = [line.partition(" ·")[0].strip().lower() for line in lines if re.match(r" [A-Z]", line)]
    assert len(topics) == len({(e.category, e.topic) for e in every})


def test_the_list_says_what_an_exercise_builds_on_until_that_has_passed() -> None:
    e22 = records.find("e22")
    assert len(e22.needs) > 1

    def shown(*passed: str) -> str:
        return " ".join(
            click.unstyle(" ".join(exercise_list.lines(Progress(passed=set(passed)), 99))).split()
        )

    one, *others = e22.needs
    assert f"{e22.title} (after {', '.join(name[:3] for name in e22.needs)})" in shown()
    assert f"{e22.title} (after {', '.join(name[:3] for name in others)})" in shown(one)
    assert "(after" not in shown(*records.exercises())


@pytest.mark.parametrize(
    ("typed", "begun", "found"),
    [
        (["check"], "e0", [f"e0{n}" for n in range(1, 10)]),
        (["check", "e01"], "e23", ["e23"]),
        (["hint"], "e16", ["e16"]),
        (["reset"], "e04", ["e04"]),
        (["solution"], "e1", [f"e1{n}" for n in range(10)]),
    ],
)
def test_ids_complete(typed: list[str], begun: str, found: list[str]) -> None:
    completions = ShellComplete(app, {}, "tfkata", "_TFKATA_COMPLETE").get_completions(typed, begun)
    assert [one.value[:3] for one in completions] == found
    assert all(one.help for one in completions)


@pytest.mark.parametrize(("typed", "begun"), [(["drill"], "pa"), (["drill", "--family"], "pa")])
def test_families_of_drills_complete(typed: list[str], begun: str) -> None:
    completions = ShellComplete(app, {}, "tfkata", "_TFKATA_COMPLETE").get_completions(typed, begun)
    assert [one.value for one in completions] == ["parameters"]


def test_ids_complete_after_a_comma_and_files_are_left_to_the_shell() -> None:
    complete = ShellComplete(app, {}, "tfkata", "_TFKATA_COMPLETE")
    assert [one.value for one in complete.get_completions(["check"], "e01,e03")] == ["e01,e03_one_hot"]
    (other,) = complete.get_completions(["check"], "exercises/e")
    assert (other.type, other.value) == ("file", "exercises/e")
    assert complete.get_completions(["hint"], "exercises/e") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_its_script(shell: str) -> None:
    said = CliRunner().invoke(app, [], prog_name="tfkata", env={"_TFKATA_COMPLETE": f"{shell}_source"})
    assert said.exit_code == 0
    assert "_TFKATA_COMPLETE" in said.output
    assert textwrap.dedent(said.output)
