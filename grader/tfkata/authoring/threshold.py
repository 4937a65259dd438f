"""From runs to a minimum: a bound for each right answer, the lowest of which is the threshold, and what it lets through."""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tfkata.authoring import tolerance
from tfkata.authoring.rules import Finding
from tfkata.authoring.training import REFERENCE, Run
from tfkata.errors import UsageError

METHOD = (
    "one-sided normal tolerance bound, mean - k * deviation with k from the noncentral t distribution, for the reference "
    "and for each right answer; the lowest of them, rounded down to a multiple of 0.005"
)


def calibrate(runs: list[Run], measure: str, conditions: dict[str, Any]) -> dict[str, Any]:
    """The record of an exercise: threshold, where it comes from, and every answer beside it.

    Raises:
        UsageError: no check measures such a number, or there are too few runs.
    """
    values = {name: _values(runs, name, measure) for name in dict.fromkeys(run.answer for run in runs)}
    right = {name: of for name, of in values.items() if not name.startswith("wrong_")}
    few = [name for name, of in right.items() if len(of) < 2]
    if few or REFERENCE not in right:
        raise UsageError(
            f"'{measure}' was measured less than twice of {', '.join(few) or REFERENCE}: does the check call "
            f"`kit.measured({measure!r}, …)` before it compares, and do these answers pass?"
        )
    bounds = {name: tolerance.lower_bound(of) for name, of in right.items()}
    lowest = min(bounds, key=bounds.__getitem__)
    threshold = tolerance.rounded_down(bounds[lowest])
    reference = right[REFERENCE]
    return {
        "threshold": threshold,
        "measure": measure,
        **_summary(reference, threshold),
        "seeds": sorted(run.seed for run in runs if run.answer == REFERENCE and measure in run.measured),
        "decided_by": lowest,
        "method": METHOD,
        "confidence": tolerance.CONFIDENCE,
        "false_fail_bound": round(1 - tolerance.COVERAGE, 9),
        "normality_p": _normality(reference),
        "date": conditions["date"],
        "hardware": f"{conditions['cpu']}, {conditions['cores']} cores",
        "versions": conditions["versions"],
        "right": {_short(n): _summary(of, threshold) for n, of in right.items() if n != REFERENCE},
        "wrong": {
            _short(n): {**_summary(of, threshold), **_catches(runs, n, measure, threshold)}
            for n, of in values.items()
            if n.startswith("wrong_")
        },
    }


def _values(runs: list[Run], name: str, measure: str) -> list[float]:
    return [run.measured[measure] for run in runs if run.answer == name and measure in run.measured]


def _short(name: str) -> str:
    return name.partition("_")[2]


def _summary(values: list[float], threshold: float) -> dict[str, Any]:
    """Mean, deviation and range of the runs, and how far, in deviations, the mean lies above the threshold."""
    if len(values) < 2:
        alone = {"mean": values[0], "lowest": values[0], "highest": values[0]} if values else {}
        return {"n": len(values), **{name: round(value, 5) for name, value in alone.items()}}
    mean, deviation = statistics.fmean(values), statistics.stdev(values)
    numbers = {"mean": mean, "deviation": deviation, "lowest": min(values), "highest": max(values)}
    found: dict[str, Any] = {"n": len(values), **{name: round(value, 5) for name, value in numbers.items()}}
    return {**found, "margin": round((mean - threshold) / deviation, 1)} if deviation else found


def _normality(values: list[float]) -> float:
    """The p-value of Shapiro and Wilk's test: below 0.05 the normal distribution is a poor description."""
    from scipy.stats import shapiro

    if len(values) < 3 or len(set(values)) == 1:
        return 1.0
    return round(float(shapiro(values).pvalue), 3)


def _catches(runs: list[Run], name: str, measure: str, threshold: float) -> dict[str, Any]:
    """What rejects a wrong answer, and in how many of its runs nothing does."""
    mine = [run for run in runs if run.answer == name]
    besides = [list(run.failed_besides(measure).values()) for run in mine]
    below = [run.measured.get(measure, threshold) < threshold for run in mine]
    codes = Counter(why[0] for why in besides if why)
    by = codes.most_common(1)[0][0] if codes else "the threshold" if all(below) else "nothing"
    return {
        "caught_by": by,
        "below_threshold": sum(below),
        "slipped": sum(not why and not low for why, low in zip(besides, below, strict=True)),
        "runs": len(mine),
    }


def findings(exercise_id: str, runs: list[Run], record: dict[str, Any]) -> Iterator[Finding]:
    """Right answers that another check rejects, wrong ones that pass, and a threshold that rests on nothing."""
    yield from rejected(exercise_id, runs, record["measure"])
    for name, found in record["wrong"].items():
        if found["slipped"]:
            text = (
                f"wrong, passes with {found['slipped']} of {found['runs']} seeds: it needs a check of its own"
            )
            yield Finding(f"{exercise_id}: wrong_{name}", text)
    if not record["deviation"]:
        yield Finding(exercise_id, "every seed gives the same value: the bound has no spread to rest on")


def rejected(exercise_id: str, runs: list[Run], measure: str) -> Iterator[Finding]:
    """Right answers that a check rejects which no minimum decides."""
    for run in runs:
        if not run.answer.startswith("wrong_"):
            for check, why in run.failed_besides(measure).items():
                where = f"{exercise_id}: {run.answer}"
                yield Finding(where, f"right, rejected with seed {run.seed} by {check}: {why}")


def toml(record: dict[str, Any]) -> str:
    """The record as a TOML file: numbers and texts first, then a table for each answer."""
    lines = ["# Written by `tfkata author calibrate`; measured, never edited by hand."]
    lines += [f"{key} = {_toml(value)}" for key, value in record.items() if not isinstance(value, dict)]
    for key, table in record.items():
        if key == "versions":
            lines += ["", "[versions]", *_pairs(table)]
        elif isinstance(table, dict):
            for name, entries in table.items():
                lines += ["", f"[{key}.{name}]", *_pairs(entries)]
    return "\n".join(lines) + "\n"


def _pairs(table: dict[str, Any]) -> list[str]:
    return [f"{key} = {_toml(value)}" for key, value in table.items()]


def _toml(value: Any) -> str:
    """Texts, numbers and lists of numbers are written in TOML as they are in JSON."""
    return json.dumps(value, ensure_ascii=False)
