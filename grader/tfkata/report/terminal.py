"""The result as text for a terminal, with rich. Learner's text is never markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tfkata.report.clean import clean
from tfkata.report.wording import WORDS
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


def exercise(result: ExerciseResult) -> RenderableType:
    """The line of an exercise and, where it did not pass, what each check says.

    When every check says the same (a file that does not load, say) it is said once.
    """
    if result.outcome in (Outcome.PASSED, Outcome.NOT_ATTEMPTED):
        return Group(
            exercise_line(result)
        )  # (a text that is printed by itself would forget that it must not wrap)
    same = len({(c.message, c.misconception) for c in result.checks}) == 1 and len(result.checks) > 1
    if same:
        return Group(exercise_line(result), *(_indented(part, 4) for part in explanation(result.checks[0])))
    return Group(exercise_line(result), *(_indented(check(c), 4) for c in _each_thing_once(result.checks)))


def _indented(part: RenderableType, columns: int) -> Padding:
    return Padding(part, (0, 0, 0, columns), expand=False)


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
        tried = replace(result.evidence, traceback=None)
    return replace(result, message=f"The same as at {above.id} above.", misconception=None, evidence=tried)


def check(result: CheckResult) -> RenderableType:
    """A check's line; below it, unless it passed, what was wrong and what to do."""
    mark, style = MARKS[result.outcome]
    line = Text()
    line.append(f"{mark} ", style=style)
    line.append(f"{result.id}", style="bold")
    line.append(f"  {result.title}  ")
    line.append(f"{number(result.points)}/{number(result.max_points)}", style="dim")
    if result.outcome is Outcome.PASSED:
        return line
    return Group(line, *(_indented(part, 4) for part in explanation(result)))


def explanation(result: CheckResult) -> Iterator[RenderableType]:
    """What a check says: the message, the evidence, what the code printed, the hint."""
    yield Text(clean(result.message))
    if result.evidence is not None:
        yield from _evidence(result.evidence)
    if result.output.strip():
        yield Text("your code printed:", style="dim")
        yield _indented(Text(_shortened(clean(result.output)), style="dim"), 2)
    if result.misconception is not None:
        yield Text(f"[{result.misconception}]", style="dim")
    if result.hint is not None:
        yield Text(f"hint: {result.hint}", style="cyan")


def _evidence(evidence: Evidence) -> Iterator[RenderableType]:
    asked = "called" if " that begins " in (evidence.call or "") else "you can try"
    rows = [(asked, evidence.call), ("returned", evidence.returned), ("expected", evidence.expected)]
    shown = [(label, text) for label, text in rows if text]
    if shown:
        table = Table.grid(padding=(0, 2))
        for label, text in shown:
            table.add_row(Text(label, style="dim"), Text(clean(text)))
        yield _indented(table, 2)
    if evidence.traceback:
        yield _indented(Text(without_stray_carets(clean(evidence.traceback).rstrip())), 2)
    if evidence.side_by_side:
        yield _indented(_side_by_side(evidence.side_by_side), 2)


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


def summary(result: SubmissionResult) -> RenderableType:
    """The last lines: how many passed, the points, what comes next, and how far the result can be trusted."""
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
    unfinished = next((e for e in result.exercises if e.outcome is not Outcome.PASSED), None)
    if unfinished is not None:
        lines.append(Text(_next(unfinished), style="cyan"))
    return Group(*lines)


def _next(unfinished: ExerciseResult) -> str:
    short = unfinished.id.partition("_")[0]
    if unfinished.outcome is Outcome.NOT_ATTEMPTED:
        return f"next: open {unfinished.id}.py, then `tfkata check {short}` (or `tfkata hint {short}`)"
    return f"next: `tfkata check {short}`, or `tfkata hint {short}`"


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
