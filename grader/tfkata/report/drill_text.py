"""A drill as text for a terminal, with rich; as plain Markdown where nobody looks at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.markdown import Markdown
from rich.text import Text

from tfkata.report.clean import clean
from tfkata.report.terminal import MARKS
from tfkata.results import CheckResult, Outcome

LETTERS = "abcdefgh"


def head(id_: str, level: int) -> Text:
    """The id, to be typed back, and the level."""
    return Text.assemble((id_, "bold"), f"  level {level}", style="dim")


def statement(text: str, options: tuple[str, ...], *, plain: bool) -> RenderableType:
    """The question, with its options by letter."""
    lines = [Text(f"  {letter}) {option}") for letter, option in zip(LETTERS, options, strict=False)]
    body: RenderableType = Text(text) if plain else Markdown(text, code_theme="ansi_dark")
    return Group(body, *lines)


def answer(letter: str, options: tuple[str, ...]) -> str:
    """What the answer is, in a line; of a choice, the option by its letter."""
    told = dict(zip(LETTERS, options, strict=False)).get(letter)
    return f"The answer is {letter}) {told}" if told is not None else f"The answer is {letter}"


def verdict(result: CheckResult) -> Iterator[RenderableType]:
    """The mark and the message; under it the hint."""
    mark, style = MARKS[result.outcome]
    if result.passed:
        yield Text.assemble((f"{mark} ", style), "right")
        return
    shown = "? " if result.outcome is Outcome.NOT_ATTEMPTED else f"{mark} "
    yield Text.assemble((shown, style), clean(result.message))
    if result.hint:
        yield Text(f"  {clean(result.hint)}", style="dim")
