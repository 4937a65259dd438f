"""Help in groups: what a learner types comes first, and an option stands beside those that belong to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

COMMANDS = {
    "Learn": (
        *("init", "list", "show", "check", "hint", "solution", "reset", "watch", "drill", "review", "progress"),
        "diagnose",
        "exam",
        "notebook",
    ),
    "When something does not work": ("doctor",),
    "Teach": ("grade", "nbgrader", "ci"),
    "Write exercises": ("author",),
}  # fmt: skip
FIRST = "Options"
_GROUP = "tfkata_group"


class Commands(click.Group):
    """A group whose help lists its commands in sections; one that no section names comes last."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        known = [name for names in COMMANDS.values() for name in names if name in self.commands]
        return [*known, *sorted(set(self.commands) - set(known))]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        shown = {
            name: self.commands[name] for name in self.list_commands(ctx) if not self.commands[name].hidden
        }
        width = formatter.width - 6 - max(map(len, shown), default=0)
        for title, names in {**COMMANDS, "More": tuple(shown)}.items():
            rows = [(name, shown.pop(name).get_short_help_str(width)) for name in names if name in shown]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


class WithGroups(click.Command):
    """A command whose help lists options by the group that `group` gave them."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        groups: dict[str, list[tuple[str, str]]] = {FIRST: []}
        for parameter in self.get_params(ctx):
            row = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if row is not None:
                groups.setdefault(_group_of(parameter), []).append(row)
        for title, rows in groups.items():
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def group(title: str, *options: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Gives a command these options, which its help shows under `title`."""

    def given(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
            _parameters(command)[-1].__dict__[_GROUP] = title
        return command

    return given


def _parameters(command: Callable[..., Any]) -> list[click.Parameter]:
    """Where Click keeps what was declared of a function that is not yet a command."""
    found: list[click.Parameter] = command.__dict__["__click_params__"]
    return found


def _group_of(parameter: click.Parameter) -> str:
    return str(getattr(parameter, _GROUP, FIRST))
