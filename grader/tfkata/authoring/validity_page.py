"""Renders docs/validity.md from the kept measurements: what the verdicts are worth. A pure function of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from functools import reduce
from operator import add
from typing import Any

from tfkata.authoring import measurements, mutation, validity
from tfkata.authoring.mutation import Reasons, Score
from tfkata.authoring.validity import Row, Share
from tfkata.catalog import bank, records

_HEAD = """# What the verdicts are worth

Two questions decide whether a grade can be trusted: does a right answer pass, and is a wrong one told what is wrong? This
page answers them by counting. It is rendered from the measurements in `tests/bank/validity` and `tests/bank/mutants`; the commands
below measure again what has changed since, and rewrite it.
"""
_ANSWERS = """## 1. Right and wrong answers

    uv run tfkata author validity

Every file of `tests/bank/answers` is a whole answer, written as people write them, that declares its verdict in its first
line. Right ones are the contract spelled differently; wrong ones hold one misunderstanding each, most of them with the
code of the misconception that must be named: the first check that does not pass has to name just that one.
"""
_MUTANTS = """## 2. Mutants of the solutions

    uv run tfkata author mutate

A mutant is a solution with one small change between its markers: another operator, number, axis, padding, activation or
monitor; an argument, a layer, a call or a statement less; two results swapped. The operators are mutmut's and our own
([mutators.py](../grader/tfkata/authoring/mutators.py)). What the checks reject is killed. What survives is a hole in the
checks, or a right answer: then it stands in `tests/bank/mutants/equivalent.toml` with the reason. *With a code* counts the
killed ones that were told a misconception by name; the others crash, or are shown what they returned beside what was
expected.

The *score* is the killed ones of all that were judged. Some lines of a solution are the learner's own choice by contract: the
network of e22, the labels of a plot. Their mutants are right answers for the most part, and *decided* is the
score of all other lines, those where the contract decides. *After* leaves out what is explained, one by one or as a free choice.
"""
_OPEN = "\n*Open* are those that the quick tier cannot tell and that nobody has yet graded in the full one."
_NOTHING = "\nNot measured yet.\n"


def render() -> str:
    """The page, from what is kept."""
    answers, killed = _stored("validity"), _stored("mutants")
    return "\n".join([_HEAD, _ANSWERS, answers_section(answers), _MUTANTS, mutants_section(killed)])


def _stored(kind: str) -> dict[str, dict[str, Any]]:
    """What is kept of each exercise there is, in their order."""
    found = {name: measurements.load(bank.measured(kind, name)) for name in records.exercises()}
    return {name: stored for name, stored in found.items() if stored}


def answers_section(stored: dict[str, dict[str, Any]]) -> str:
    """The table of the verdicts on answers, what does not agree, and how it was measured."""
    if not stored:
        return _NOTHING
    rows = [validity.row(name, kept) for name, kept in stored.items()]
    head = ["exercise", "right accepted", "wrong rejected", "misconception named", "open"]
    total = [reduce(add, column, Share()) for column in zip(*map(_shares, rows), strict=True)]
    waiting = sum(row.open for row in rows)
    table = [[row.exercise, *map(str, _shares(row)), str(row.open or "")] for row in rows]
    table += [["**all**", *(f"**{share}**" for share in total), str(waiting or "")]]
    table += [["", *(share.percent for share in total), ""]]
    wrong = [f"- {text}" for row in rows for text in row.disagreements]
    parts = [_table(head, table), _OPEN if waiting else "", "\n### What does not agree\n"]
    return "\n".join([*parts, *(wrong or ["Nothing."]), "", *_measured(stored), ""])


def _shares(row: Row) -> tuple[Share, Share, Share]:
    return row.accepted, row.rejected, row.named


def mutants_section(stored: dict[str, dict[str, Any]], reasons: Reasons | None = None) -> str:
    """The table of mutants, the survivors, and how it was measured."""
    if not stored:
        return _NOTHING
    reasons = mutation.equivalents() if reasons is None else reasons
    scores = [mutation.score(name, kept, reasons) for name, kept in stored.items()]
    head = [
        "exercise",
        "mutants",
        "killed",
        "with a code",
        "right anyway",
        "missed",
        "open",
        "score",
        "decided",
        "after",
    ]
    table = [[score.exercise, *_counts(score)] for score in scores] + [["**all**", *_counts(_sum(scores))]]
    parts = [_table(head, table), _OPEN if any(score.open for score in scores) else "", "\n### Missed\n"]
    missed = [line for name, kept in stored.items() for line in _missed(name, kept, reasons)]
    return "\n".join([*parts, *(missed or ["None."]), "", *_measured(stored), ""])


def _counts(score: Score) -> list[str]:
    judged = score.total - score.open
    counts = (score.total, score.killed, score.named, score.equivalent, score.missed, score.open)
    after = Share(score.killed, judged - score.equivalent)
    shares = (Share(score.killed, judged), Share(score.decided_killed, score.decided), after)
    return [*(str(count or "") for count in counts), *(share.percent for share in shares)]


def _sum(scores: list[Score]) -> Score:
    counted = [field.name for field in fields(Score) if field.name != "exercise"]
    return Score("all", **{name: sum(getattr(score, name) for score in scores) for name in counted})


def _missed(exercise_id: str, kept: dict[str, Any], reasons: Reasons) -> Iterable[str]:
    for name, fate in kept["mutants"].items():
        survived = fate["fate"] == mutation.SURVIVED and reasons.explain(exercise_id, name, fate) is None
        if survived or fate["fate"] == mutation.BROKEN:
            change = "".join(f"\n      {line}" for line in fate["change"].split("\n"))
            yield f"- `{exercise_id}:{name}` ({fate['fate']})\n{change}"


def _measured(stored: dict[str, dict[str, Any]]) -> list[str]:
    return measurements.described(kept["conditions"] for kept in stored.values())


def _table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table, the first column to the left and the others to the right."""
    rule = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *rows))
