"""What `tfkata.check`, `.hint`, `.solution` and `%%tfkata` do, in a learner's notebook or script.

The answer is what the cells that were run define, put together as for grading (`tfkata.notebook.learner`).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from tfkata.catalog import records
from tfkata.catalog.records import Check, Exercise
from tfkata.errors import GraderError, TfkataError, UsageError
from tfkata.notebook import learner
from tfkata.notebook.showing import Place, Said, code, in_jupyter, note, shell
from tfkata.workspace import folder as workspace
from tfkata.workspace import hints, progress

_ENDINGS = (".py", ".ipynb")
_unconfined_said: list[str] = []


def check(exercise: str, check: str | None = None, *, tier: str = "full") -> Said | None:
    """Judge an exercise, or one check of it; described at `tfkata.check`."""
    learner.watch()
    place = Place()
    try:
        if tier not in records.TIERS:
            raise UsageError(f"there is no tier '{tier}': choose one of {', '.join(records.TIERS)}")
        if str(exercise).endswith(_ENDINGS):
            return _file(Path(exercise), check, tier, place)
        asked = records.find(exercise)
        sources = learner.sources(asked)
        return _judged(
            asked, _checks(asked, check, tier), learner.answer(asked, sources), place, one=bool(check)
        )
    except TfkataError as error:
        ours = "tfkata failed here, not you: " if isinstance(error, GraderError) else ""
        return place.show(note(f"{ours}{error}", wrong=True))


def hint(exercise: str, *, level: int | None = None) -> Said:
    """Show one more hint; described at `tfkata.hint`."""
    learner.watch()
    try:
        asked = records.find(exercise)
        if level is not None and level < 1:
            raise UsageError(f"the first hint is level 1, not {level}")
        shown = hints.up_to(asked, level) if level else [hints.further(asked, Path(), remember=True)]
    except TfkataError as error:
        return Place().show(note(str(error), wrong=True))
    lines = [f"{one.heading} {one.text}" for one in shown]
    if shown[-1].number < shown[-1].every:
        lines.append(f"({shown[-1].every - shown[-1].number} more: call it again)")
    return Place().show(note("\n".join(lines)))


def solution(exercise: str, *, anyway: bool = False) -> Said:
    """Show the reference answer; described at `tfkata.solution`."""
    try:
        asked = records.find(exercise)
    except TfkataError as error:
        return Place().show(note(str(error), wrong=True))
    if not anyway and asked.id not in progress.passed(Path()):
        short = asked.id.partition("_")[0]
        text = (
            f"{asked.id} has not passed here yet, and solving it teaches more than reading it. "
            f'tfkata.hint("{short}") helps; tfkata.solution("{short}", anyway=True) shows the answer.'
        )
        return Place().show(note(text))
    return Place().show(code(workspace.reference(asked).rstrip()))


def add_magic(running: Any) -> None:
    """Have `%%tfkata e03` run a cell and check what it defines; `%%tfkata e03 encode` asks for one check."""
    learner.watch()
    running.register_magic_function(_magic, magic_kind="cell", magic_name="tfkata")


def _magic(line: str, cell: str) -> None:
    asked = line.split()
    if not 1 <= len(asked) <= 2:
        Place().show(
            note(
                "name the exercise: `%%tfkata e03`, or also one of its checks: `%%tfkata e03 encode`",
                wrong=True,
            )
        )
        return
    ran = shell().run_cell(cell)
    if ran.success:  # else the reader has a traceback to look at
        check(*asked)


def _checks(asked: Exercise, name: str | None, tier: str) -> tuple[Check, ...]:
    """The checks that are asked for.

    Raises:
        UsageError: there is none of that name, or none in that tier.
    """
    from tfkata.submissions import cell_ids

    if name is not None:
        return (cell_ids.named(asked.id, name)[1],)
    found = asked.checks_of(tier)
    if not found:
        raise UsageError(f'all checks of {asked.id} train: tier="full" runs them')
    return found


def _judged(asked: Exercise, checks: tuple[Check, ...], text: str, place: Place, *, one: bool) -> Said:
    from tfkata.catalog import others
    from tfkata.memory.remembering import remember
    from tfkata.notebook.shown import Shown
    from tfkata.notebook.shown_exercise import ShownExercise
    from tfkata.results import Outcome, exercise_result

    results = []
    for number, each in enumerate(checks, start=1):
        place.meanwhile(
            f"{asked.id}: {each.title} ({number} of {len(checks)}) …{learner.waiting(asked, text)}"
        )
        results.append(learner.judge(asked, each, text))
    if one:
        return place.show(Shown(results[0], exercise_id=asked.id, worth=checks[0].points).said())
    found = exercise_result(asked.id, asked.title, results, seconds=sum(result.seconds for result in results))
    words = remember(Path(), [(asked, found)])
    passed = found.outcome is Outcome.PASSED
    shown = ShownExercise(
        found,
        others=others.written(asked.id, text) if passed and len(checks) == len(asked.checks) else [],
        passed=progress.passed(Path()),
        remark="\n".join([*filter(None, [_unconfined()]), *words]),
    )
    return place.show(shown.said())


def _unconfined() -> str:
    """That not every wall of the sandbox stands here, said once in the life of a kernel."""
    from tfkata.report.terminal import untrusted

    level = learner.missing_walls()
    if not level or level in _unconfined_said:
        return ""
    _unconfined_said.append(level)
    return untrusted(level)


def _file(path: Path, name: str | None, tier: str, place: Place) -> Said | None:
    """A file: in a notebook shown as cells are, elsewhere by `tfkata check` itself."""
    if not in_jupyter() and name is None:
        sys.stdout.flush()
        subprocess.run([sys.executable, "-m", "tfkata", "check", str(path), "--tier", tier], check=False)
        return None
    from tfkata.submissions import own_folder

    found = own_folder.find(Path(), [str(path)]).answers
    if len(found) != 1:
        raise UsageError(f"{path}: answers {', '.join(a.exercise.id for a in found)}: name one by its id")
    if found[0].refused is not None:
        raise found[0].refused
    asked = found[0].exercise
    return _judged(asked, _checks(asked, name, tier), found[0].text, place, one=name is not None)
