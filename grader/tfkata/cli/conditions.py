"""The options that say under which conditions something is graded: the same for every command that grades."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from tfkata.catalog import records
from tfkata.settings import READING_SECONDS

_OPTIONS = [
    click.option(
        "--tier",
        type=click.Choice(records.TIERS),
        default="full",
        show_default=True,
        help="quick leaves training out.",
    ),
    click.option(
        "--sandbox", type=click.Choice(["auto", "strict", "off"]), default="auto", show_default=True
    ),
    click.option("--device", type=click.Choice(["auto", "cpu", "gpu"]), default="auto", show_default=True),
    click.option(
        "--seed",
        type=click.IntRange(0, 2**32 - 1),
        default=0,
        show_default=True,
        help="Fixes every random choice.",
    ),
    click.option(
        "--patience", type=click.FloatRange(0.1, 100), default=1.0, help="Multiplies every time limit."
    ),
]

reading_seconds = click.option(
    "--reading-seconds",
    type=click.FloatRange(1, 3600),
    default=READING_SECONDS,
    show_default=True,
    help="What reading one submission may take of a processor, all of its files together.",
)


def conditions(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command `--tier`, `--sandbox`, `--device`, `--seed` and `--patience`, in this order."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
