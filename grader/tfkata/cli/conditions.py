"""The options that say under which conditions something is graded: the same for every command that grades."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from tfkata.catalog import records
from tfkata.cli.grouped import group
from tfkata.settings import READING_SECONDS, SEEDS

_RANGE = click.IntRange(0, SEEDS - 1)
_SEED = click.option("--seed", type=_RANGE, default=0, show_default=True, help="Fixes every random choice.")
_SEED_OF_A_CLASS = click.option(
    "--seed",
    type=_RANGE,
    default=None,
    help="Fixes every random choice (default: drawn at the first run, then kept with the results).",
)
device = click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "gpu"]),
    default="auto",
    show_default=True,
    help="cpu leaves a GPU alone; gpu says if there is none.",
)
_OPTIONS = [
    click.option(
        "--tier",
        type=click.Choice(records.TIERS),
        default="full",
        show_default=True,
        help="quick leaves out training.",
    ),
    click.option(
        "--sandbox",
        type=click.Choice(["auto", "strict", "off"]),
        default="auto",
        show_default=True,
        help="strict refuses to grade if a wall is missing.",
    ),
    device,
    _SEED,
    click.option(
        "--patience", type=click.FloatRange(0.1, 100), default=1.0, help="Multiplies every time limit."
    ),
]

reading_seconds = click.option(
    "--reading-seconds",
    type=click.FloatRange(1, 3600),
    default=READING_SECONDS,
    show_default=True,
    help="Seconds of processor time that reading one submission may take, all its files together.",
)


def conditions(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command `--tier`, `--sandbox`, `--device`, `--seed` and `--patience`, in this order."""
    return _with(_OPTIONS, command)


def conditions_of_a_class(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same options; `--seed` is None unless it is given."""
    return _with([_SEED_OF_A_CLASS if option is _SEED else option for option in _OPTIONS], command)


def _with(options: list[Callable[..., Any]], command: Callable[..., Any]) -> Callable[..., Any]:
    return group("Conditions of the run", *options)(command)
