"""Measures the exam's tasks: `uv run python -m tests.exam.calibrate [--seeds N] [--variants a,b]`.

For each variant of each family: what the best of those reach who have learned nothing, and what the reference solution reaches from
several seeds, with the seconds that it trained. What is there already is left, so it can be stopped and started again;
`--again` measures it another time. It writes `curriculum/d_exam/calibration.toml`, from which the published limits follow.
"""

from __future__ import annotations

import argparse
import random
import runpy
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from tests.exam.references import reference, solved
from tfkata.curriculum.d_exam import scoring, variant
from tfkata.curriculum.d_exam.drawn import Draw
from tfkata.curriculum.d_exam.task import Task
from tfkata.exam import statement
from tfkata.files.writing import replace_file

SEEDS = 4
HEAD = """\
# Written by `python -m tests.exam.calibrate`: run it, do not change this.
# `simple` is the best figure without having learned anything, `references` those of the reference solution from several seeds.
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--variants", default="")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--seconds", type=float, default=220, help="begin no training after so many")
    asked = parser.parse_args()
    chosen = [one for one in asked.variants.split(",") if one] or [
        one for family in variant.FAMILIES.values() for one in family.variants
    ]
    until = time.monotonic() + asked.seconds
    found = dict(scoring.calibration()) if scoring.PATH.exists() else {}
    if asked.again:
        found = {name: one for name, one in found.items() if name not in chosen}
    for name in chosen:
        if name not in found:
            found[name] = {"simple": scoring.simple(_task(name)), "references": [], "seconds": []}
        entry = found[name]
        while len(entry["references"]) < asked.seeds and time.monotonic() < until:
            started = time.process_time()
            value = trained(name, len(entry["references"]))
            entry["references"].append(value)
            entry["seconds"].append(round(time.process_time() - started, 1))
            _write(found)
        sys.stdout.write(f"{name}: {entry}\n")
        sys.stdout.flush()


def _task(name: str, seed: int = 0, draw: Draw | None = None) -> Task:
    """A task of the variant; its form differs from seed to seed."""
    return variant.FAMILIES[name.partition("/")[0]].make(name, random.Random(f"{name}:{seed}"), draw)


def trained(name: str, seed: int, body: str | None = None, draw: Draw | None = None) -> float:
    """Write the task as a learner gets it, run the solution, and give the figure of its model."""
    import keras

    task = _task(name, seed, draw)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for path, content in task.files().items():
            (folder / "task1" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "task1" / path).write_bytes(content)
        text = solved(_module(task), body or reference(task))
        (folder / "task1.py").write_text(text, "utf-8")
        keras.utils.set_random_seed(seed + 1)
        model = runpy.run_path(str(folder / "task1.py"))["solution_model"]()
    inputs, right = task.held_out()
    answers = np.concatenate(
        [np.asarray(model(inputs[at : at + 250], training=False)) for at in range(0, len(inputs), 250)]
    )
    keras.backend.clear_session()
    return scoring.figure(task, answers.astype(np.float64), right).value


def _module(task: Task) -> str:
    """The file without its statement, which shows limits that are not known yet."""
    return statement.module_of(task, "", 1)


def _write(found: dict[str, Any]) -> None:
    sections = [HEAD]
    for name in (
        one
        for family in variant.FAMILIES.values()
        for one in family.variants
        if found.get(one, {}).get("references")
    ):
        entry = found[name]
        sections.append(f'\n["{name}"]\nsimple = {float(entry["simple"]):.6g}\n')
        sections.append(f"references = {_list(entry['references'])}\nseconds = {_list(entry['seconds'])}\n")
    replace_file(scoring.PATH, "".join(sections))


def _list(values: Iterable[float]) -> str:
    return f"[{', '.join(f'{value:.6g}' for value in values)}]"


if __name__ == "__main__":
    main()
