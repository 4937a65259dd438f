"""Ten papers, solved: `uv run python -m tests.exam.papers [--papers N] [--seconds S]` goes on where it stopped.

For each seed the paper is drawn as a learner draws it. Each of its tasks is written, solved by the reference of its family, by the
answer that has learned nothing and by answers that are known to be wrong, saved, and marked as `tfkata exam submit` marks. What was
measured is kept in `papers.json` beside this module, and shown in docs/exam.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import runpy
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.exam import wrong
from tests.exam.references import reference, solved
from tfkata.curriculum.d_exam import variant
from tfkata.exam import marking, paper, statement
from tfkata.files.writing import replace_file
from tfkata.running.runner import Runner

KEPT = Path(__file__).with_name("papers.json")
PAGE = Path(__file__).parents[2] / "docs" / "exam.md"
REFERENCE, TRIVIAL = "reference", "trivial"
Found = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--papers", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=200, help="begin no answer after so many")
    parser.add_argument("--table", action="store_true", help="only write the table")
    asked = parser.parse_args()
    if not asked.table:
        _measure(asked.papers, time.monotonic() + asked.seconds)
    between("papers", rows(_kept()))


def _measure(papers: int, until: float) -> None:
    found = _kept()
    done = {(one["seed"], one["number"], one["answer"]) for one in found}
    with Runner(marking.conditions(patience=4.0)) as runner:
        for seed, number, task_id, answer, body in _asked(papers):
            if time.monotonic() > until:
                return
            if (seed, number, answer) in done:
                continue
            one = {
                "seed": seed,
                "number": number,
                "task": task_id,
                "variant": variant.task(task_id).variant,
                "answer": answer,
                **_solved(runner, task_id, body, seed),
            }
            found.append(one)
            replace_file(KEPT, "[\n" + ",\n".join(json.dumps(each) for each in found) + "\n]\n")
            sys.stdout.write(f"{one}\n")
            sys.stdout.flush()


def _asked(papers: int) -> Iterator[tuple[int, int, str, str, str]]:
    """References and trivial answers of all papers first: they say the most."""
    drawn = [(seed, paper.draw(seed)) for seed in range(1, papers + 1)]
    for first in (True, False):
        for seed, one in drawn:
            for number, task_id in enumerate(one.tasks, start=1):
                task = variant.task(task_id)
                every = [(REFERENCE, reference(task)), *wrong.answers(task)]
                for answer, body in every:
                    if (answer in (REFERENCE, TRIVIAL)) == first:
                        yield seed, number, task_id, answer, body


def _solved(runner: Runner, task_id: str, body: str, seed: int) -> Found:
    """Write the task as a learner gets it, run the file, save the model, and mark what was saved."""
    import keras

    started = time.process_time()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        statement.write_files(folder, 1, task_id)
        module = folder / "task1.py"
        module.write_text(solved(module.read_text("utf-8"), body.strip("\n")), "utf-8")
        keras.utils.set_random_seed(seed)
        try:
            model = runpy.run_path(str(module))["solution_model"]()
        except Exception as error:  # noqa: BLE001  (a wrong answer may raise anything: nothing is saved then)
            seconds = round(time.process_time() - started, 1)
            return {
                "score": 0,
                "figure": None,
                "code": f"nothing saved: {type(error).__name__}",
                "seconds": seconds,
            }
        file = folder / "task1.keras"
        model.save(file)
        seconds = round(time.process_time() - started, 1)
        keras.backend.clear_session()
        mark = marking.mark(runner, task_id, file, hashlib.sha256(file.read_bytes()).hexdigest(), file.name)
    return {"score": mark.score, "figure": mark.figure, "code": mark.code, "seconds": seconds}


def _kept() -> list[Found]:
    return list(json.loads(KEPT.read_text("utf-8"))) if KEPT.exists() else []


def rows(found: list[Found]) -> Iterator[str]:
    """A row for each paper, then one for each kind of wrong answer."""
    papers: dict[int, list[Found]] = defaultdict(list)
    for one in found:
        papers[one["seed"]].append(one)
    yield "| seed | tasks | references | processor minutes | trivial answer |"
    yield "|---|---|---|---|---|"
    for seed, those in sorted(papers.items()):
        solved_ = sorted((one for one in those if one["answer"] == REFERENCE), key=lambda one: one["number"])
        tasks = ", ".join(one["variant"] for one in solved_)
        minutes = sum(one["seconds"] for one in solved_) / 60
        trivial = sorted((one for one in those if one["answer"] == TRIVIAL), key=lambda one: one["number"])
        yield f"| {seed} | {tasks} | {_scores(solved_)} | {minutes:.1f} | {_scores(trivial)} |"
    yield ""
    yield "| wrong answer | times | scores | what was named |"
    yield "|---|---|---|---|"
    kinds: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        kinds[one["answer"]].append(one)
    for kind, those in kinds.items():
        if kind not in (REFERENCE, TRIVIAL):
            codes = sorted({f"`{one['code']}`" for one in those if one["code"]})
            yield f"| {kind} | {len(those)} | {_spread(those)} | {', '.join(codes)} |"


def _scores(those: list[Found]) -> str:
    return " ".join(str(one["score"]) for one in those)


def _spread(those: list[Found]) -> str:
    scores = [one["score"] for one in those]
    return ", ".join(f"{scores.count(score)} × {score}" for score in sorted(set(scores)))


def between(name: str, lines: Iterable[str]) -> None:
    """Put lines into the page, in the place of those that were there under this name."""
    begin, end = f"<!-- {name}: written by tests/exam/{name}.py -->", f"<!-- end of {name} -->"
    before, rest = PAGE.read_text("utf-8").split(begin)
    replace_file(PAGE, "\n".join([f"{before}{begin}", *lines, f"{end}{rest.split(end)[1]}"]))


if __name__ == "__main__":
    main()
