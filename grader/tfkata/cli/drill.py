"""`tfkata drill`: asks small questions on the terminal, or line by line; writes the file of a drill that is a function to write.

What is asked, and every verdict, is made in `tfkata.drills`.
"""

from __future__ import annotations

import itertools
import random
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfkata.cli import asking, sheets
from tfkata.errors import UsageError
from tfkata.files.writing import replace_file
from tfkata.report.clean import clean
from tfkata.report.exit_codes import NOT_PASSED, PASSED
from tfkata.report.narrow import whole
from tfkata.results import Outcome

if TYPE_CHECKING:
    from rich.console import Console

    from tfkata.drills import Drill
    from tfkata.memory.history import History
    from tfkata.submissions.own_folder import Answer

FOLDER = "drills"
_PATH = click.Path(path_type=Path)
_FIRST_LINE = re.compile(r"#\s*tfkata drill ([a-z]+:\d:\d+)\b")
_NAME = re.compile(r"([a-z]+)-(\d)-(\d+)\.py")
_ID = re.compile(r"[a-z]+:\d+:\d+")


def _families(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """For the shell, which completes them."""
    from tfkata import drills

    return [name for name in drills.FAMILIES if name.startswith(begun)]


@click.command()
@click.argument("what", required=False, metavar="[FAMILY|ID]", shell_complete=_families)
@click.option("--level", type=click.IntRange(1, 5), default=None, help="Stay on this level.")
@click.option("--count", type=click.IntRange(min=1), default=None, help="End after this many.")
@click.option("--seed", type=click.IntRange(min=0), default=None, help="Begin with this variant.")
@click.option("--show", is_flag=True, help="Print a drill and its id without asking it.")
@click.option("--list", "list_", is_flag=True, help="List the families.")
@click.option(
    "--sheet",
    type=click.IntRange(1, 200),
    default=None,
    metavar="N",
    help="For instructors: write a sheet of N drills.",
)
@click.option("--learner", default=None, metavar="ID", help="The learner whose sheet it is.")
@click.option("--roster", type=_PATH, default=None, metavar="CSV", help="A sheet for everybody in this file.")
@click.option(
    "--notebook",
    type=_PATH,
    default=None,
    metavar="FILE",
    help="One notebook of nbgrader for everybody, such as source/ps2/drills.ipynb.",
)
@click.option("--answers", type=_PATH, default=None, metavar="FILE", help="Write the answers to this file.")
@click.option(
    "--family",
    "families",
    multiple=True,
    metavar="NAME",
    shell_complete=_families,
    help="Only these families on the sheet; may be repeated.",
)
@click.option(
    "--secret",
    type=_PATH,
    default=sheets.SECRET,
    show_default=True,
    help="The secret of the course, made with the first sheet.",
)
@click.option(
    "--output",
    type=_PATH,
    default=None,
    help="Write the sheet to this file, or those of a roster to this folder.",
)
def drill(
    what: str | None, level: int | None, count: int | None, seed: int | None, show: bool, list_: bool,
    sheet: int | None, learner: str | None, roster: Path | None, notebook: Path | None, answers: Path | None,
    families: tuple[str, ...], secret: Path, output: Path | None,
) -> int:  # fmt: skip
    """Practise: small questions, as many as you like, from one FAMILY or all.

    An ID, such as parameters:3:1234, asks the same question again. Levels adapt to you: up after three right answers in a
    row, down after two wrong ones. `q` ends.
    """
    from rich.console import Console

    from tfkata.memory.history import History

    console = Console(highlight=False)
    if sheet is not None or learner or roster or notebook or answers or families or output:
        wanted = sheets.Wanted((*families, *([what] if what else ())), level, sheet or 0)
        _write_sheets(wanted, learner, roster, notebook, secret, output, answers)
        return PASSED
    if list_:
        _show_families()
        return PASSED
    history = History.of(work_folder())
    asked = _drawn(what, level, seed, history)
    if show:
        asking.show(next(asked.drills()), console)
        return PASSED
    round_ = Round(console, asked, history)
    round_.run(count or (1 if asked.only else None))
    round_.end()
    return PASSED if all(right for _, right in asked.attempts) else NOT_PASSED


def _write_sheets(
    wanted: sheets.Wanted, learner: str | None, roster: Path | None, notebook: Path | None,
    secret: Path, output: Path | None, answers: Path | None,
) -> None:  # fmt: skip
    whose = [one for one in (learner, roster, notebook) if one is not None]
    if not wanted.count and wanted.families and not whose:
        raise UsageError(f"--family is for sheets: `tfkata drill {wanted.families[0]}` asks of one family")
    if not wanted.count or len(whose) != 1:
        raise UsageError("a sheet needs --sheet N and one of --learner ID, --roster CSV, --notebook FILE")
    if notebook is not None:
        sheets.write_notebook(wanted, notebook, secret, answers)
    elif roster is not None:
        sheets.write_class(wanted, roster, secret, output, answers)
    elif learner is not None:
        sheets.write(wanted, learner, secret, output, answers)


@dataclass
class Asked:
    """Which drills come, one after the other, and how those so far ended: (level, right); `before` are those of other days."""

    families: tuple[str, ...]
    level: int | None
    seed: int
    only: str = ""
    before: list[tuple[int, bool]] = field(default_factory=list)
    attempts: list[tuple[int, bool]] = field(default_factory=list)

    def drills(self) -> Iterator[Drill]:
        """No variant twice."""
        from tfkata import drills

        if self.only:
            yield drills.make(self.only)
            return
        seen: set[str] = set()
        for number in itertools.count():
            family = self.families[number % len(self.families)]
            level = self.level or drills.next_level([*self.before, *self.attempts])
            made = drills.make(f"{family}:{level}:{(self.seed + number) % drills.SEEDS}")
            if made.note not in seen or number > 20 * (len(seen) + 1):
                seen.add(made.note)
                yield made


def _drawn(what: str | None, level: int | None, seed: int | None, history: History) -> Asked:
    from tfkata import drills
    from tfkata.memory.attempts import drilled

    if what is not None and _ID.fullmatch(what):
        return Asked((), level, 0, only=drills.make(what).id)
    start = seed if seed is not None else random.SystemRandom().randrange(drills.SEEDS)
    if what is None:
        families = tuple(name for name, family in drills.FAMILIES.items() if not family.files)
    elif what in drills.FAMILIES:
        families = (what,)
    else:
        raise drills.UnknownDrill(drills.unknown_family(what))
    return Asked(families, level, start, before=drilled(history.attempts(), families))


def _show_families() -> None:
    from tfkata import drills

    for family in drills.FAMILIES.values():
        click.echo(whole(f"{family.name:<12} {family.title}: {family.about}", indent=" " * 13))


class Round:
    """Asks one drill after the other and says what each answer came to."""

    def __init__(self, console: Console, asked: Asked, history: History) -> None:
        self._console = console
        self._asked = asked
        self._history = history
        self._missed: list[str] = []

    def run(self, count: int | None) -> None:
        """Ask until `count` drills are done, or the learner ends it."""
        if sys.stdin.isatty():
            click.echo(asking.KEYS)
        for drill in itertools.islice(self._asked.drills(), count):
            if not drill.form:
                asking.show(drill, self._console)
            elif not self._answered(drill):
                return
            if drill.kind == "file" and not self._finished(drill, self._write(drill)):
                return
            self._console.print()

    def _answered(self, drill: Drill) -> bool:
        """Whether to go on. The first answer counts; a wrong one may be tried again, or the answer looked at."""
        first = asking.ask(drill, self._console)
        if first is None:
            return False
        first.record(self._history)
        self._asked.attempts.append((drill.level, first.right))
        if first.right:
            return True
        self._missed.append(drill.id)
        if first.result is None:
            asking.resolve(drill, self._console)
            return True
        return asking.again(drill, self._console)

    def _write(self, drill: Drill) -> Path:
        path = work_folder() / FOLDER / drill.file_name
        kept = path.exists()
        if not kept:
            replace_file(path, drill.stub)
        click.echo(
            f"{_shown(path)} {'already exists and was left alone' if kept else 'is for you to finish'}"
        )
        return path

    def _finished(self, drill: Drill, path: Path) -> bool:
        """Whether the file has passed. At a terminal it is judged each time it is saved; elsewhere it is said how."""
        from tfkata.cli import drill_file

        if not sys.stdin.isatty():
            click.echo(f"next: tfkata check {_shown(path)}")
            return False
        click.echo("Each time you save it, it is judged here. Ctrl-C leaves it for later.")
        passed = None
        try:
            for result in drill_file.judge_each_save(path, drill, self._console):
                first, passed = passed is None, result.outcome is Outcome.PASSED
                if first and not drill.form:
                    self._asked.attempts.append((drill.level, passed))
        except KeyboardInterrupt:
            click.echo()
        if not passed:
            click.echo(f"next: tfkata check {_shown(path)}")
        return bool(passed)

    def end(self) -> None:
        """How it went, and which to try again."""
        for word in self._history.words:
            click.echo(f"tfkata: {word}", err=True)
        attempts = self._asked.attempts
        if not attempts:
            return
        right = sum(right for _, right in attempts)
        click.echo(f"{right} of {len(attempts)} right at the first try")
        for id_ in self._missed[-3:]:
            click.echo(f"again: tfkata drill {id_}")


def work_folder() -> Path:
    """Where `drills/` lies: the folder that has `exercises`, else this one."""
    here = Path.cwd()
    return here.parent if here.name in ("exercises", FOLDER) else here


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def drill_of(name: str) -> tuple[Path, Drill] | None:
    """The file of a drill and the drill, from the id, the name of the file, or its first line; None for anything else.

    Raises:
        UsageError: a drill's id or file name that no drill has, or a drill that has no file.
    """
    from tfkata import drills

    if _ID.fullmatch(name):
        made = drills.make(name)
        if made.kind != "file":
            raise UsageError(f"{name}: is answered in one line, not in a file: `tfkata drill {name}`")
        return work_folder() / FOLDER / made.file_name, made
    path = Path(name)
    if path.suffix != ".py":
        return None
    named = _NAME.fullmatch(path.name)
    id_ = ":".join(named.groups()) if named else _first_line(path)
    if id_ is None or id_.partition(":")[0] not in drills.FAMILIES:
        return None
    made = drills.make(id_)
    return (path, made) if made.kind == "file" else None


def _first_line(path: Path) -> str | None:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            found = _FIRST_LINE.match(file.readline(200))
    except OSError:
        return None
    return found[1] if found else None


def answer_of(names: Iterable[str]) -> tuple[Answer, Drill] | None:
    """The answer in the file of a drill that `tfkata check` is to judge, and the drill.

    Raises:
        UsageError: several at once, or no such file.
    """
    from tfkata.submissions.own_folder import Answer
    from tfkata.workspace import answers

    names = list(names)
    found = [one for one in map(drill_of, names) if one is not None]
    if not found:
        return None
    if len(names) > 1:
        raise UsageError(f"{clean(names[0])}: drills are checked one at a time: name one file")
    path, made = found[0]
    if not path.is_file():
        raise UsageError(f"{_shown(path)}: no such file: `tfkata drill {made.id}` writes it")
    assert made.exercise is not None
    return Answer(made.exercise, path, answers.read(path)), made
