"""What a task asks, in words, and the file that a learner writes in: statement, loader, and a place for the solution."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from tfkata.catalog import texts
from tfkata.curriculum.d_exam import scoring, variant
from tfkata.curriculum.d_exam.task import Task

EXERCISE = "d_exam"
WIDTH = 100
_IMPORTS = """import json
import re
from pathlib import Path

import keras
import numpy as np

DATA = Path(__file__).with_suffix("")
"""
_SOLUTION = '''
def solution_model():
    """Build a model, train it, and return it."""
    # YOUR CODE HERE
    raise NotImplementedError("Task {number} is not written yet: see solution_model() in {name}.py")


if __name__ == "__main__":
    try:
        model = solution_model()
    except NotImplementedError as error:
        raise SystemExit(str(error)) from None
    model.save(Path(__file__).with_suffix(".keras"))
    print("{name}.keras is saved. Next: tfkata exam submit {number}")
'''


def name_of(number: int) -> str:
    return f"task{number}"


def category_number(task_id: str) -> int:
    """From 1 to 5, as the certificate numbered them."""
    return variant.CATEGORIES.index(category_of(task_id)) + 1


def category_of(task_id: str) -> str:
    return variant.FAMILIES[task_id.partition(":")[0]].category


def title(task_id: str) -> str:
    found: str = texts.read(EXERCISE)["tasks"][task_id.partition(":")[0]]["title"]
    return found


def text(number: int, task_id: str) -> str:
    """The statement: what is asked, what the model is given and has to give, how it is scored, and what is forbidden."""
    task = variant.task(task_id)
    told = texts.read(EXERCISE)
    rules = told["rules"]
    values = {**task.values, "outputs": task.outputs, "megabytes": task.megabytes}
    output = {"classes": "classes", "yes or no": "yes-or-no", "numbers": "numbers"}[task.kind]
    parts = [
        f"Task {number} (category {category_number(task_id)}). {title(task_id)}",
        told["tasks"][task.family]["text"].format_map(values),
        rules["given"].format_map(values),
        rules[output].format_map(values),
        scores(task),
        *([rules["dealt"]] if variant.is_dealt(task_id) else []),
        rules["forbidden"].format_map(values),
    ]
    return "\n\n".join(_wrapped(part) for part in parts)


def scores(task: Task) -> str:
    """The table of scores, a line for each."""
    scale = scoring.scale(task.variant, higher=task.higher)
    count = f"{len(task.held_out()[1]):,} {task.noun} that you do not have"
    what = f"share of right answers for {count}" if task.higher else f"mean absolute error for {count}"
    word = "at least" if task.higher else "at most"
    rows = [f"    {score}   {word} {limit:g}" for score, limit in sorted(scale.limits.items(), reverse=True)]
    lines = [
        f"Scores, by the {what}:",
        "",
        *rows,
        "    1   the model runs",
        "    0   the file cannot be judged",
    ]
    return "\n".join(lines)


def module(number: int, task_id: str) -> str:
    """The text of `taskN.py`."""
    return module_of(variant.task(task_id), text(number, task_id), number)


def module_of(task: Task, told: str, number: int) -> str:
    """The same, with another statement."""
    solution = _SOLUTION.format(number=number, name=name_of(number))
    head = f'"""{told}\n"""\n\n{_imports(task)}'
    return "\n\n".join([head, task.loader.strip("\n") + "\n", solution.lstrip("\n")])


def _imports(task: Task) -> str:
    needless = [f"import {one}" for one in ("json", "re") if not re.search(rf"\b{one}\.", task.loader)]
    return "".join(line for line in _IMPORTS.splitlines(keepends=True) if line.strip() not in needless)


def write_files(folder: Path, number: int, task_id: str) -> None:
    """Write the file of a task and, in a folder beside it, its data. Nothing that is there is replaced.

    Raises:
        OSError: it cannot be written.
    """
    place = folder / name_of(number)
    for name, content in variant.task(task_id).files().items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (folder / f"{name_of(number)}.py").write_text(module(number, task_id), "utf-8")


def _wrapped(part: str) -> str:
    if "\n    " in part:
        first, _, rest = part.partition("\n")
        return f"{textwrap.fill(first, WIDTH)}\n{rest}"
    return textwrap.fill(" ".join(part.split()), WIDTH)
