"""The result as text for a terminal, with rich. Learner's text is never markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from tfkata.report import bars, syntax_help
from tfkata.report.clean import clean
from tfkata.report.indented import Hanging, Indented, OneLine
from tfkata.report.narrow import whole
from tfkata.report.onward import Onward
from tfkata.report.printed import as_seen
from tfkata.report.wording import AT_THAT_MOMENT, WORDS
from tfkata.results import CheckResult, Evidence, ExerciseResult, Outcome, SubmissionResult

MARKS = {
    Outcome.PASSED: ("✓", "green"),
    Outcome.FAILED: ("✗", "red"),
    Outcome.NOT_ATTEMPTED: ("○", "dim"),
    Outcome.CRASHED: ("✗", "red"),
    Outcome.TIMED_OUT: ("✗", "red"),
    Outcome.OUT_OF_MEMORY: ("✗", "red"),
    Outcome.GRADER_ERROR: ("!", "magenta"),
}
MAX_OUTPUT_LINES = 12
CARETS_FIT = 72  # columns: what is left of 80 beside the indentation


def number(value: float) -> str:
    return f"{value:g}"


def exercise_line(result: ExerciseResult) -> Text:
    """One line: mark, id, points, and how long it took, or what it is about where nothing was graded."""
    mark, style = MARKS[result.outcome]
    points = f"{number(result.points)}/{number(result.max_points)}"
    line = Text()
    line.append(f"{mark} ", style=style)
    line.append(f"{result.id:<22}", style="bold")
    line.append(f"{WORDS[result.outcome]:<14}", style=style)
    line.append(f"{points:>7}  ")
    if result.outcome is Outcome.NOT_ATTEMPTED:
        line.append(result.title, style="dim")
        line.no_wrap, line.overflow = True, "ellipsis"
    else:
        line.append(f"{result.seconds:5.1f} s")
    return line


def exercise(
    result: ExerciseResult,
    *,
    everything: bool = True,
    text: str = "",
    others: Sequence[str] = (),
    typed: str = "",
) -> RenderableType:
    """The line of an exercise; below it what its checks say, or where it passed, how else it can be written.

    Args:
        result: what was found.
        everything: every check in full and its hint; else the first that failed in full without one, and a line for each other.
        text: the answer, which says more about a file that is no Python.
        others: other right answers.
        typed: what to type after `tfkata check`, where it is not the id: the file of a drill.
    """
    if result.outcome is Outcome.NOT_ATTEMPTED:
        parts: list[RenderableType] = []
    elif result.outcome is Outcome.PASSED:
        parts = [*_bars(result), *_others(others)]
    elif len({(c.message, c.misconception) for c in result.checks}) == 1 and len(result.checks) > 1:
        parts = list(_explained(result.checks[0], text, hint=everything))
    elif everything:
        parts = [check(c, bars.measured(result.id, c)) for c in _each_thing_once(result.checks)]
    else:
        parts = list(_first_in_full(result, text, typed or result.id.partition("_")[0]))
    # In a group, because a text that is printed by itself would forget that it must not wrap.
    return Group(exercise_line(result), *(Indented(part, 4) for part in parts))


def _explained(result: CheckResult, text: str, *, hint: bool) -> Iterator[RenderableType]:
    if syntax_help.is_no_python(result) and result.evidence is not None:
        result = replace(result, evidence=replace(result.evidence, call=None))  # nothing was called
    yield from explanation(result, hint=hint)
    advice = syntax_help.advice(result, text)
    if advice:
        yield Text(advice)


def _first_in_full(result: ExerciseResult, text: str, typed: str) -> Iterator[RenderableType]:
    """One thing at a time: most of what fails after it fails for the same reason."""
    failed = [c for c in result.checks if c.outcome not in (Outcome.PASSED, Outcome.NOT_ATTEMPTED)]
    for one in result.checks:
        measured = bars.measured(result.id, one)
        if failed and one is failed[0]:
            yield _check_line(one, measured)
            yield from (Indented(part, 4) for part in _explained(one, text, hint=False))
        else:
            yield _check_line(one, measured, brief=not one.passed)
    if len(failed) > 1:
        which = "it" if len(failed) == 2 else "each"
        more = f"{len(failed) - 1} more did not pass: `tfkata check {typed} --all` explains {which}"
        yield Text(more, style="dim")


def _bars(result: ExerciseResult) -> Iterator[RenderableType]:
    for measured in dict.fromkeys(bars.measured(result.id, one) for one in result.checks):
        if measured:
            yield Text(measured, style="dim")


def _others(others: Sequence[str]) -> Iterator[RenderableType]:
    from rich.syntax import Syntax  # brings a library in, which is wanted here alone

    if others:
        yield Text("others write it like this:", style="dim")
    for number, code in enumerate(others):
        if number:
            yield Text("  or", style="dim")
        yield Indented(
            Syntax(code.rstrip(), "python", theme="ansi_dark", background_color="default", word_wrap=True), 2
        )


def _each_thing_once(checks: list[CheckResult]) -> Iterator[CheckResult]:
    """A message that a check above gave in the same words is pointed to; what was tried is shown for each."""
    said: dict[str, CheckResult] = {}
    hints: set[str | None] = set()
    for result in checks:
        named = result.misconception is not None or result.outcome is not Outcome.FAILED
        above = said.get(result.message) if named else None
        shown = _pointing_to(above, result) if above else result
        yield replace(shown, hint=None) if result.hint in hints else shown
        said.setdefault(result.message, result)
        hints.add(result.hint)


def _pointing_to(above: CheckResult, result: CheckResult) -> CheckResult:
    tried = None
    if result.evidence is not None and result.evidence != above.evidence:
        tried = replace(result.evidence, traceback=None, moment=None)
    return replace(result, message=f"The same as at {above.id} above.", misconception=None, evidence=tried)


def check(result: CheckResult, measured: str = "", *, hint: bool = True, text: str = "") -> RenderableType:
    """A check's line; below it, unless it passed, what was wrong and what to do. `text` is the answer, where that may help."""
    line = _check_line(result, measured)
    if result.passed:
        return line
    return Group(line, *(Indented(part, 4) for part in _explained(result, text, hint=hint)))


def _check_line(result: CheckResult, measured: str = "", *, brief: bool = False) -> RenderableType:
    """Mark, name and points; when it is to be brief, how it ended as well, on one line."""
    mark, style = MARKS[result.outcome]
    name = Text.assemble((f"{mark} ", style), (result.id, "bold"), "  ")
    points = Text(f"  {number(result.points)}/{number(result.max_points)}", style="dim")
    if measured:
        points.append(f"  {measured}")
    if brief:
        points.append(f"  {WORDS[result.outcome]}")
        return OneLine(name, Text(result.title), points)
    return Hanging(Text.assemble(name, result.title, points), 2)


def explanation(result: CheckResult, *, hint: bool = True) -> Iterator[RenderableType]:
    """What a check says: the message, the evidence, what the code printed, and where it is asked for, the hint."""
    yield Text(clean(result.message))
    if result.evidence is not None:
        yield from _evidence(result.evidence)
    if result.output.strip():
        yield Text("your code printed:", style="dim")
        yield Indented(Text(_shortened(as_seen(result.output)), style="dim"), 2)
    if result.misconception is not None:
        yield Text(f"[{result.misconception}]", style="dim")
    if hint and result.hint is not None:
        yield Text(f"hint: {result.hint}", style="cyan")


def _evidence(evidence: Evidence) -> Iterator[RenderableType]:
    asked = "called" if " that begins " in (evidence.call or "") else "you can try"
    rows = [(asked, evidence.call), ("returned", evidence.returned), ("expected", evidence.expected)]
    shown = [(label, text) for label, text in rows if text]
    if shown:
        table = Table.grid(padding=(0, 2))
        for label, text in shown:
            table.add_row(Text(label, style="dim"), Text(clean(text)))
        yield Indented(table, 2)
    if evidence.traceback:
        yield Indented(Text(without_stray_carets(clean(evidence.traceback).rstrip())), 2)
    if evidence.then:
        table = Table.grid(padding=(0, 2))
        table.add_row(Text(AT_THAT_MOMENT, style="dim"), Text(clean(evidence.then)))
        yield Indented(table, 2)
    if evidence.side_by_side:
        yield Indented(_side_by_side(evidence.side_by_side), 2)


def without_stray_carets(traceback: str) -> str:
    """A traceback without the carets below lines that will be wrapped: there they point at something else."""
    lines = traceback.split("\n")
    kept = [
        line
        for above, line in pairwise(["", *lines])
        if line.strip(" ^~") or not line.strip() or max(len(above), len(line)) <= CARETS_FIT
    ]
    return "\n".join(kept)


def _side_by_side(rows: list[dict[str, str]]) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    for heading in ("", "yours", "wanted"):
        table.add_column(heading)
    for row in rows:
        style = "bold red" if row.get("mark") else ""
        cells = (row.get("mark", ""), row.get("left", ""), row.get("right", ""))
        table.add_row(*(Text(clean(cell), style=style) for cell in cells))
    return table


def _shortened(text: str) -> str:
    lines = text.strip().splitlines()
    if len(lines) <= MAX_OUTPUT_LINES:
        return "\n".join(line[:200] for line in lines)
    kept = [line[:200] for line in lines[: MAX_OUTPUT_LINES - 2]]
    return "\n".join([*kept, f"… {len(lines) - len(kept):,} more lines"])


def summary(result: SubmissionResult, onward: Onward | None = None) -> RenderableType:
    """The last lines: how many passed, the points, how far the result can be trusted, and what comes next."""
    passed = sum(e.outcome is Outcome.PASSED for e in result.exercises)
    untouched = sum(e.outcome is Outcome.NOT_ATTEMPTED for e in result.exercises)
    line = Text(
        f"{passed} of {len(result.exercises)} passed",
        style="bold green" if passed == len(result.exercises) else "bold",
    )
    if untouched:
        line.append(f", {untouched} not attempted", style="dim")
    line.append(f" · {number(result.points)} of {number(result.max_points)} points · {result.seconds:.1f} s")
    line.append(f" · {result.tier} tier on {result.device}", style="dim")
    lines: list[RenderableType] = [Text(""), line, *(Text(clean(note), style="dim") for note in result.notes)]
    if not result.trusted:
        lines.append(Text(untrusted(result.sandbox), style="yellow"))
    if onward is not None:
        lines.append(_Onward(onward.after(result.exercises)))
    return Group(*lines)


@dataclass(frozen=True, slots=True)
class _Onward:
    """Where to go from here, as wide as the console is."""

    text: str

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(whole(self.text, options.max_width), style="cyan", no_wrap=True, overflow="ignore")


def untrusted(sandbox: str) -> str:
    """Why a result is worth no more than the word of the person who ran it."""
    if sandbox == "in-process":
        return "not trusted: your code ran in the grader's own process"
    if sandbox in ("off", "none"):
        return "not trusted: your code ran without a sandbox"
    return f"not trusted: not every wall of the sandbox was up ({sandbox}; `tfkata doctor` shows which)"


def plain(result: CheckResult) -> str:
    """A check's explanation as plain text of at most 100 columns, for pytest and logs."""
    from rich.console import Console

    console = Console(width=100, color_system=None, force_terminal=False, highlight=False, markup=False)
    with console.capture() as capture:
        for part in explanation(result):
            console.print(part)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())
