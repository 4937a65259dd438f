"""The result of a sitting, `tfkata/exam/v1`: a pure function of its journal, and of what was said of the models that count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from tfkata.catalog import records
from tfkata.curriculum.d_exam import scoring, variant
from tfkata.exam import clock, statement
from tfkata.exam.journal import FINISH, SUBMIT, Entry
from tfkata.exam.marking import Mark
from tfkata.exam.paper import EACH, Paper
from tfkata.exam.sitting import best_of, paper_of

SCHEMA = "tfkata/exam/v1"


def of(
    entries: Sequence[Entry],
    feedback: Mapping[int, Mark] | None = None,
    finals: Mapping[int, Mark] | None = None,
) -> dict[str, Any]:
    """Plain data.

    Args:
        feedback: by the number of the task, what was found of the model that counts.
        finals: of an issued paper, the marks in the end, where they can be given.
    """
    entries = list(entries)
    paper = paper_of(entries)
    tasks = [
        _task(number, task_id, entries, (feedback or {}).get(number), finals)
        for number, task_id in enumerate(paper.tasks, start=1)
    ]
    scores = [task["score"] for task in tasks]
    last = entries[-1]
    finished = last.what == FINISH
    return {
        "schema": SCHEMA,
        "exam": paper.id,
        "learner": _learner(entries[0]),
        "seed": paper.seed,
        "training": paper.training,
        "started": clock.written(entries[0].time),
        "minutes": paper.minutes,
        "minutes_used": _minutes(entries[0], last),
        "finished": clock.written(last.time) if finished else None,
        "finished_by": last.data.get("by") if finished else None,
        "rule": paper.rule,
        "score": sum(scores),
        "most": paper.most,
        "passed": paper.passed(scores),
        "open": paper.is_open,
        "final": _final(paper, tasks) if finals is not None else None,
        "tasks": tasks,
        "versions": entries[0].data.get("versions", {}),
        "seal": last.hash[:16] if finished else None,
    }


def _learner(first: Entry) -> str | None:
    """To whom the paper was issued, as the journal says; `verify --key` finds out whether that is so."""
    issued = first.data.get("issued")
    learner = issued.get("learner") if isinstance(issued, dict) else None
    return learner if isinstance(learner, str) else None


def _final(paper: Paper, tasks: list[dict[str, Any]]) -> dict[str, Any]:
    scores = [task["final"]["score"] for task in tasks]
    return {"score": sum(scores), "passed": paper.passed(scores)}


def _task(
    number: int,
    task_id: str,
    entries: list[Entry],
    found: Mark | None,
    finals: Mapping[int, Mark] | None,
) -> dict[str, Any]:
    task = variant.task(task_id)
    scale = scoring.scale(task.variant, higher=task.higher)
    best = best_of(entries, number)
    figure = best.entry.data["figure"] if best.entry else None
    uncertainty = best.entry.data["uncertainty"] if best.entry else None
    return {
        "number": number,
        "id": task_id,
        "title": statement.title(task_id),
        "category": statement.category_number(task_id),
        "category_name": statement.category_of(task_id),
        "score": best.score,
        "figure": figure,
        "uncertainty": uncertainty,
        "final": _final_of(finals.get(number)) if finals is not None else None,
        "near": None if figure is None or uncertainty is None else scale.near(figure, uncertainty),
        "limits": {str(score): limit for score, limit in scale.limits.items()},
        "higher_is_better": task.higher,
        "minutes": round(sum(_seconds_before(entries, number)) / 60, 1),
        "submissions": [_submission(entry, entries[0]) for entry in _of_task(entries, number)],
        "feedback": {"code": found.code, "message": found.message, "hint": found.hint}
        if found is not None and found.score < 5
        else None,
        "practise": practise(task_id) if best.score < EACH + 1 else [],
    }


def _final_of(mark: Mark | None) -> dict[str, Any]:
    """Nothing that could be judged is 0."""
    if mark is None:
        return {"score": 0, "figure": None, "uncertainty": None, "samples": None}
    return {
        "score": mark.score,
        "figure": mark.figure,
        "uncertainty": mark.uncertainty,
        "samples": mark.samples,
    }


def _of_task(entries: list[Entry], number: int) -> list[Entry]:
    return [entry for entry in entries if entry.what == SUBMIT and entry.data["task"] == number]


def _seconds_before(entries: list[Entry], number: int) -> list[float]:
    """The time before each submission of a task, since the event before: what was done in it is not known, but nothing else was
    submitted meanwhile."""
    return [
        max(0.0, (entry.time - before.time).total_seconds())
        for before, entry in pairwise(entries)
        if entry.what == SUBMIT and entry.data["task"] == number
    ]


def _submission(entry: Entry, first: Entry) -> dict[str, Any]:
    return {
        "minute": _minutes(first, entry),
        "score": entry.data["score"],
        "figure": entry.data["figure"],
        "sha256": entry.data["sha256"],
    }


def _minutes(first: Entry, entry: Entry) -> float:
    return round((entry.time - first.time).total_seconds() / 60, 1)


def practise(task_id: str) -> list[str]:
    """The exercises of the task's category, in their order."""
    category = statement.category_of(task_id)
    return [one.id for one in records.exercises().values() if one.category == category]
