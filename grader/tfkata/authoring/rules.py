"""The author's rules: stubs come from solutions, solutions pass, stubs do not, every answer gets its verdict.

`sync` writes what is generated; `check` finds what breaks a rule and names the command or file that mends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tfkata.authoring import mistakes
from tfkata.authoring.uses import is_named, of_each, of_exercise, only_user
from tfkata.catalog import bank, records, source, texts
from tfkata.catalog.records import Exercise
from tfkata.errors import SourceError
from tfkata.files.writing import replace_file
from tfkata.results import ExerciseResult, Outcome
from tfkata.running.runner import Runner

_OUTCOMES = {outcome.value: outcome for outcome in Outcome} | {"pass": Outcome.PASSED, "fail": Outcome.FAILED}
_EXPECT = re.compile(r"#\s*expect:\s*(pass|fail|not_attempted|crashed|timed_out|out_of_memory)\s*(\S+)?\s*$")


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule."""

    where: str
    what: str


def sync(exercises: list[Exercise]) -> list[Path]:
    """Writes the stub of each exercise from its solution; returns the files that changed."""
    changed = []
    for exercise in exercises:
        fresh = source.parse(exercise.solution.read_text("utf-8"), exercise.solution.name).stub
        if not exercise.stub.is_file() or exercise.stub.read_text("utf-8") != fresh:
            replace_file(exercise.stub, fresh)
            changed.append(exercise.stub)
    return changed


def check_texts(exercise: Exercise) -> Iterator[Finding]:
    """Rules that need no grading: record, solution, stub, hints, estimate."""
    if not exercise.solution.is_file():
        yield Finding(f"solutions/{exercise.id}.py", "is missing: every record needs a solution")
        return
    try:
        parsed = source.parse(exercise.solution.read_text("utf-8"), exercise.solution.name)
    except SourceError as error:
        yield Finding(exercise.id, str(error))
        return
    if not exercise.stub.is_file() or exercise.stub.read_text("utf-8") != parsed.stub:
        yield Finding(f"exercises/{exercise.id}.py", "is stale: run `tfkata author sync`")
    written = source.bound_names(exercise.solution.read_text("utf-8"))
    for name in exercise.functions:
        if name not in written:
            yield Finding(f"solutions/{exercise.id}.py", f"has no function {name}, which the record asks for")
    if exercise.topic not in records.TOPICS:
        known = ", ".join(records.TOPICS)
        yield Finding(exercise.id, f"has the unknown topic '{exercise.topic}': it is one of {known}")
    for name in exercise.needs:
        if name not in records.exercises() or name >= exercise.id:
            yield Finding(exercise.id, f"needs '{name}', which is not the id of an earlier exercise")
    if parsed.title != exercise.title:
        yield Finding(exercise.id, f"the record's title is not the solution's first line, '{parsed.title}'")
    if len(texts.hints(exercise.id)) < 2:
        yield Finding(exercise.id, f"has fewer than two hints: add them to curriculum/{exercise.id}/en.toml")
    unhelped = [check.id for check in exercise.checks if check.id not in texts.check_hints(exercise.id)]
    if unhelped:
        names = ", ".join(unhelped)
        yield Finding(
            exercise.id, f"has no hint for {names}: add [check_hints] to curriculum/{exercise.id}/en.toml"
        )
    if exercise.minutes < 1:
        yield Finding(exercise.id, "has no estimate: set `minutes` in its record")
    if len(parsed.statement.split()) < 60:
        yield Finding(exercise.id, "has a statement too short to teach anything")


def check_mistakes(exercise: Exercise) -> Iterator[Finding]:
    """Rules about misconceptions: the text shows what the check gives, and a wrong answer proves every code."""
    known, uses = mistakes.declared(exercise), of_exercise(exercise)
    of_texts = [
        *mistakes.text_problems(exercise, known),
        *mistakes.unfilled(exercise, uses),
        *mistakes.unhelped(texts.read(exercise.id)),
        *mistakes.unused(exercise, known, uses),
    ]
    yield from (Finding(f"curriculum/{exercise.id}/en.toml", problem) for problem in of_texts)
    for problem in mistakes.strangers(exercise):
        yield Finding(f"curriculum/{exercise.id}/record.toml", problem)
    lines = (path.read_text("utf-8").partition("\n")[0] for path in bank.answers(exercise.id))
    expected = [match[2] for match in map(_EXPECT.fullmatch, map(str.strip, lines)) if match is not None]
    for code in mistakes.unproved(known, expected):
        text = f"no wrong answer declares {code}: add one that begins with `# expect: fail {code}`"
        yield Finding(f"tests/bank/answers/{exercise.id}", text)


def check_strays() -> Iterator[Finding]:
    """Files that belong to no exercise, and texts that all exercises share and none can show."""
    yield from check_shared_texts()
    known = set(records.exercises())
    for folder in ("exercises", "solutions"):
        for path in sorted(records.kit_folder(folder).glob("*")):
            if (
                path.name != "__pycache__"
                and not path.name.startswith(".")
                and (path.suffix != ".py" or path.stem not in known)
            ):
                yield Finding(f"{folder}/{path.name}", "is stray: no record has this id")
    for path in sorted(bank.folder(bank.ANSWERS).glob("*")):
        if path.name not in known:
            yield Finding(f"tests/bank/answers/{path.name}", "is stray: no record has this id")


def check_shared_texts() -> Iterator[Finding]:
    """Rules about the texts that several exercises share: each has a hint, and more than one exercise can show it."""
    uses = of_each()
    every = [use for its in uses.values() for use in its]
    for path in texts.shared():
        read = texts.read(path.stem)
        problems = list(mistakes.unhelped(read))
        for code in read.get("misconceptions", {}):
            only = only_user(code, uses)
            if not is_named(code, every):
                problems.append(f"no check names {code}: its text is never shown")
            elif only is not None:
                problems.append(
                    f"only {only} names {code}: move its text to curriculum/{only}/{texts.LANGUAGE}.toml"
                )
        yield from (
            Finding(f"curriculum/shared_texts/{path.parent.name}/{path.name}", problem)
            for problem in problems
        )


def grade_own(exercise: Exercise, runner: Runner) -> Iterator[Finding]:
    """Rules that need grading: the solution passes in the full tier, the stub does not; and answers are there."""
    if exercise.solution.is_file():
        for check in runner.grade(exercise, exercise.solution, tier="full").checks:
            if not check.passed:
                yield Finding(f"solutions/{exercise.id}.py", f"{check.id}: {check.outcome}: {check.message}")
    if exercise.stub.is_file() and runner.grade(exercise, exercise.stub).outcome is not Outcome.NOT_ATTEMPTED:
        yield Finding(f"exercises/{exercise.id}.py", "is not told apart as not attempted")
    files = bank.answers(exercise.id)
    for kind, least in (("right", 6), ("wrong", 8)):
        count = sum(path.name.startswith(f"{kind}_") for path in files)
        if count < least:
            yield Finding(
                f"tests/bank/answers/{exercise.id}",
                f"has {count} {kind} answers, it needs at least {least}",
            )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What grading says of one answer, beside what the answer declares of itself."""

    path: Path
    declared: str | None
    found: str | None
    outcome: Outcome | None
    agrees: bool
    text: str = ""

    @property
    def where(self) -> str:
        return f"tests/bank/answers/{self.path.parent.name}/{self.path.name}"


@dataclass(frozen=True, slots=True)
class Declaration:
    """The verdict that an answer declares in its first line: an outcome, and a code where one must be named."""

    outcome: Outcome
    code: str | None
    line: str


def declaration(path: Path) -> Declaration | None:
    """Read an answer's declaration; None where there is none or it does not fit the file's name."""
    lines = path.read_text("utf-8").splitlines() or [""]
    found = _EXPECT.fullmatch(lines[0].strip())
    if found is None or path.name.startswith("right_") is not (found[1] == "pass"):
        return None
    return Declaration(_OUTCOMES[found[1]], found[2], lines[0][2:].strip())


def compare(path: Path, outcome: Outcome, code: str | None, described: str) -> Verdict:
    """Hold what was found, in values and as described for people, against what the answer declares."""
    declared = declaration(path)
    if declared is None:
        text = "must begin with `# expect: pass` (right_*) or `# expect: fail CODE` (wrong_*)"
        return Verdict(path, None, None, None, agrees=False, text=text)
    agrees = outcome is declared.outcome and (declared.code is None or code == declared.code)
    text = "" if agrees else f"declares '{declared.line}', got {described}"
    return Verdict(path, declared.code, code, outcome, agrees, text)


def judge_answer(exercise: Exercise, path: Path, runner: Runner, tier: str) -> Verdict | None:
    """Whether the verdict on an answer is the one that it declares; None where the tier cannot tell.

    In the quick tier an answer is judged by the quick checks; a wrong one that only training can tell is left to the full tier.
    """
    if declaration(path) is None:
        return compare(path, Outcome.NOT_ATTEMPTED, None, "")
    result = runner.grade(exercise, path, tier="quick")
    if result.outcome is Outcome.PASSED or not result.checks:
        training_left = len(result.checks) < len(exercise.checks)
        right = path.name.startswith("right_")
        if tier == "quick" and training_left and (not right or not result.checks):
            return None
        result = runner.grade(exercise, path, tier=tier)
    return compare(path, result.outcome, first_misconception(result), _described(result))


def first_misconception(result: ExerciseResult) -> str | None:
    """The misconception of the first check that did not pass."""
    return next((c.misconception for c in result.checks if not c.passed), None)


def _described(result: ExerciseResult) -> str:
    bad = [f"{c.id}: {c.misconception or c.message[:160]}" for c in result.checks if not c.passed]
    return f"{result.outcome}" + (f" ({'; '.join(bad)})" if bad else "")
