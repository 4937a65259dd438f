"""pytest hooks, and nothing else: `pytest exercises/e03_one_hot.py` makes one test item of each check.

Loaded in every pytest run of the environment, so it imports next to nothing: the rest comes with the first exercise
that is collected, and grading starts with the first item.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tfkata.errors import TfkataError

if TYPE_CHECKING:
    from types import TracebackType

    from tfkata.catalog.records import Check, Exercise
    from tfkata.results import CheckResult
    from tfkata.running.runner import Runner, Session

_runner: pytest.StashKey[Runner] = pytest.StashKey()
_not_remembered: pytest.StashKey[list[str]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Long names: this plugin is loaded for every project of the environment, and `--device` may be theirs."""
    group = parser.getgroup("tfkata", "exercises that grade themselves")
    group.addoption(
        "--tfkata-tier", choices=["quick", "full"], default="full", help="quick leaves training out"
    )
    group.addoption("--tfkata-seed", type=int, default=0, help="fixes every random choice of the grader")
    group.addoption(
        "--tfkata-device", choices=["auto", "cpu", "gpu"], default="auto", help="where TensorFlow computes"
    )
    group.addoption(
        "--in-process",
        dest="tfkata_in_process",
        action="store_true",
        help="for --pdb: the answer runs inside pytest, untrusted",
    )


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """An exercise is collected as such and as nothing else: pytest imports a file that is named on its command
    line, and doctest any, which would run the learner's code in this very process."""
    others = yield
    if file_path.suffix != ".py" or not file_path.name.startswith("e"):
        return others
    from tfkata.catalog.records import exercises

    exercise = exercises().get(file_path.stem)
    if exercise is None:
        return others
    collected = ExerciseFile.from_parent(parent, path=file_path)
    collected.exercise = exercise
    return [collected]


class ExerciseFile(pytest.File):
    """One exercise as pytest sees it."""

    exercise: Exercise
    session_of_grader: Session | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.results: list[CheckResult] = []

    def collect(self) -> Iterator[pytest.Item]:
        for check in self.exercise.checks_of(self.config.getoption("tfkata_tier")):
            yield CheckItem.from_parent(self, name=check.id, check=check)

    def graded(self) -> Session:
        """The grading session of this file, begun by the first item that runs."""
        if self.session_of_grader is None:
            self.session_of_grader = _runner_of(self.config).session(self.exercise, self.path)
        return self.session_of_grader

    def teardown(self) -> None:
        if self.session_of_grader is not None:
            self.session_of_grader.close()
        if not self.config.getoption("tfkata_in_process"):
            _remember(self)


class CheckItem(pytest.Item):
    """One check as a test item."""

    def __init__(self, *, check: Check, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.check = check
        self.result: CheckResult | None = None

    def runtest(self) -> None:
        assert isinstance(self.parent, ExerciseFile)
        self.result = self.parent.graded().check(self.check)
        self.parent.results.append(self.result)
        self.user_properties.append(("points", f"{self.result.points:g}/{self.result.max_points:g}"))
        if self.result.misconception:
            self.user_properties.append(("misconception", self.result.misconception))
        if not self.result.passed:
            raise NotPassed(self.result).with_traceback(self._learners_traceback())

    def _learners_traceback(self) -> TracebackType | None:
        """With `--in-process`, where the answer crashed: `--pdb` stops there and not in these lines."""
        if (
            not self.config.getoption("tfkata_in_process")
            or str(self.result and self.result.outcome) != "crashed"
        ):
            return None
        from tfkata.running import in_process

        return in_process.raised[0].__traceback__ if in_process.raised else None

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, NotPassed):
            from tfkata.report.terminal import plain

            return plain(excinfo.value.result)
        if isinstance(excinfo.value, TfkataError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, f"{self.path.stem}: {self.check.title}"


class NotPassed(Exception):
    """Carries the result of a check to pytest's report."""

    def __init__(self, result: CheckResult) -> None:
        super().__init__(result.message)
        self.result = result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    report = yield
    if isinstance(item, CheckItem) and call.when == "call" and item.result is not None:
        report.tfkata_outcome = str(item.result.outcome)
    return report


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    outcome = getattr(report, "tfkata_outcome", None)
    if outcome == "not_attempted":
        return "not attempted", "○", "NOT ATTEMPTED"
    if outcome in ("timed_out", "out_of_memory", "crashed", "grader_error"):
        return "failed", "F", outcome.upper().replace("_", " ")
    return None


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _runner in terminalreporter.config.stash and terminalreporter.config.getoption("tfkata_in_process"):
        terminalreporter.write_line("tfkata: not trusted: the answers ran in pytest's own process")
    for word in dict.fromkeys(terminalreporter.config.stash.get(_not_remembered, [])):
        terminalreporter.write_line(f"tfkata: {word}")
    untouched = terminalreporter.stats.get("not attempted", [])
    if untouched:
        first = untouched[0].nodeid.partition("::")[0]
        count = f"{len(untouched)} check{'s' if len(untouched) > 1 else ''}"
        terminalreporter.write_line(
            f"{count} not attempted. Begin with {first}: its first lines are the lesson."
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    if _runner in config.stash:
        config.stash[_runner].close()


def _remember(file: ExerciseFile) -> None:
    """What was tried and has passed here, for the commands of tfkata."""
    if not file.results:
        return
    from tfkata.memory.remembering import remember
    from tfkata.results import exercise_result

    seconds = sum(result.seconds for result in file.results)
    found = exercise_result(file.exercise.id, file.exercise.title, file.results, seconds=seconds)
    words = remember(file.path.parent, [(file.exercise, found)])
    file.config.stash.setdefault(_not_remembered, []).extend(words)


def _runner_of(config: pytest.Config) -> Runner:
    if _runner not in config.stash:
        from tfkata.running.runner import Runner
        from tfkata.settings import Settings
        from tfkata.workspace.folder import default_folder
        from tfkata.workspace.progress import state_folder

        config.stash[_runner] = Runner(
            served=state_folder(default_folder(config.invocation_params.dir)),
            settings=Settings(
                tier=config.getoption("tfkata_tier"),
                seed=config.getoption("tfkata_seed"),
                device=config.getoption("tfkata_device"),
                in_process=config.getoption("tfkata_in_process"),
            ),
        )
    return config.stash[_runner]
