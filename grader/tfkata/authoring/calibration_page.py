"""Renders docs/calibration.md and its plots from the records and the kept runs. Pure functions of them."""

from __future__ import annotations

import io
from typing import Any

from tfkata.authoring.training import REFERENCE, Run

_HEAD = """# Calibrated minima

Some answers train a network, and what they reach differs from seed to seed. How much must they reach? A number that
feels right fails somebody who did everything right, on a Sunday evening, with seed 17. So each minimum is measured:

    uv run tfkata author calibrate {ids}

grades the reference solution with many seeds, through examiner and confined candidate just as a learner's answer is graded,
and then every right and wrong answer of `tests/bank/answers`. The runs are kept in `tests/bank/calibration`, the records that
the checks read are `threshold.toml` in each exercise's folder; this page is rendered from both.

**The threshold** is a one-sided normal tolerance bound: mean − k · deviation, where k comes from the noncentral t
distribution, so that with a confidence of 95 % at least 99.9 % of all runs lie above it: a right answer fails less than
once in 1,000 times. It is computed for the reference and for each right answer, because all of them must pass; the
lowest bound counts, rounded down to a multiple of 0.005. With few seeds k is large (4.3 for 20 runs, 5.2 for 10) and the
bound lies low: that errs on the learner's side. (NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.6.3;
Krishnamoorthy and Mathew, *Statistical Tolerance Regions*, Wiley 2009.) The bound supposes a normal distribution; the
p-value of Shapiro and Wilk's test of that is given for each reference. A bound that supposes nothing would need 2,995 runs.

**Wrong answers** are listed with what they reach. Where one reaches the threshold, accuracy cannot tell it from a right
one, and a check of behaviour has to: *caught by* names the misconception that it is told. *Slipped* counts runs in
which nothing caught it.

**Where accuracy tells nothing**, the checks look at what a training did instead, and the gap is wide enough that no minimum is
needed. Which loss was minimised: in e16 where the first step over posed digits leads (`tests/curriculum/test_e16_posed.py`
tries it for each loss, with a fifth of the digits kept aside and with batches drawn with replacement); in e21 what a few
patients far out cost in the end: at most 1.4 after nine trainings by cross-entropy (plain SGD, Adam, Nadam, early
stopping, one unit to 128), and 13 to 16 after six by squared errors, absolute errors and hinges; less than 6 is required.
Whether there was a real run, in e17 and e18: its smallest `val_loss` was 1.35 to 1.59 in 15 runs with batches
from 8 to 240, 2.36 at the start, and 0.01 to 0.42 in 8 runs that had seen the validation data; between 0.9 and 2.0 is
required.

**On a GPU** none of this was measured: there was none. The thresholds should hold there. Network, data, order of the
batches and initial weights are the same; what differs is the order in which float32 sums are added, with some kernels
from run to run. Such differences in the last bits are far below what another seed changes, and where training amplifies
them, they lead to what is in effect one more draw of the same distribution, whose deviation is in the tables. The
*margin* says how many of those deviations lie between the mean and the threshold.
"""


_RIGHT = """## Do right answers pass?

The reference and every right answer, each with several seeds, all checks: batch sizes, optimizers, early stopping, images
kept aside, small and large networks, hand-written loops. *Rejected* counts runs that fell below the minimum in force or
failed another check, as it judged when they were made.

| exercise | right answers | runs | rejected |
|---|---:|---:|---:|
"""


def page(records: dict[str, dict[str, Any]], runs: dict[str, list[Run]]) -> str:
    """The page, from the record of each exercise and all kept runs."""
    parts = [_HEAD.format(ids=" ".join(dict.fromkeys(name.partition("_")[0] for name in records)))]
    parts += [_RIGHT + "".join(_tally(name, of, records.get(name, {})) for name, of in runs.items())]
    parts += [_section(name, record) for name, record in records.items()]
    return "\n".join(parts)


def _tally(name: str, runs: list[Run], record: dict[str, Any]) -> str:
    measure, least = record.get("measure", ""), record.get("threshold", 0.0)
    right = [run for run in runs if not run.answer.startswith("wrong_")]
    low = [run for run in right if run.measured.get(measure, least) < least or run.failed_besides(measure)]
    return f"| {name} | {len({run.answer for run in right})} | {len(right)} | {len(low)} |\n"


def _section(name: str, record: dict[str, Any]) -> str:
    if "decided_by" not in record:
        return f"## {name}\n\nMinimum **{record['threshold']:.3f}**: provisional, not calibrated yet.\n"
    decided = "the reference" if record["decided_by"] == REFERENCE else f"`{record['decided_by']}`"
    head = "| answer | n | mean | deviation | lowest | highest | margin | caught by | below | slipped |"
    rows = [_row("**reference**", record)]
    rows += [_row(f"right_{answer}", found) for answer, found in record["right"].items()]
    rows += [_row(f"wrong_{answer}", found) for answer, found in record["wrong"].items()]
    versions = ", ".join(f"{package} {version}" for package, version in record["versions"].items())
    return "\n".join(
        [
            f"## {name}\n",
            f"Minimum {record['measure']}: **{record['threshold']:.3f}**, decided by {decided}. "
            f"Normality of the reference: p = {record['normality_p']:.3g}.\n",
            f"![What each answer reaches, and the threshold](calibration/{name}.svg)\n",
            head,
            "|---|" + "---:|" * 6 + "---|---:|---:|",
            *rows,
            "",
            f"Measured {record['date']} on {record['hardware']}; {versions}.\n",
        ]
    )


def _row(answer: str, found: dict[str, Any]) -> str:
    numbers = [_number(found.get(key)) for key in ("mean", "deviation", "lowest", "highest")]
    margin = f"{found['margin']:+.1f}" if "margin" in found else "-"
    caught = f"`{found['caught_by']}`" if "." in found.get("caught_by", "") else found.get("caught_by", "")
    ends = [
        caught,
        *([f"{found['below_threshold']}/{found['runs']}", str(found["slipped"])] if caught else ["", ""]),
    ]
    return "| " + " | ".join([answer, str(found["n"]), *numbers, margin, *ends]) + " |"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"


def plot(runs: list[Run], record: dict[str, Any]) -> str:
    """Every run as a dot, a row for each answer: the whole range to the left, around the threshold to the right.

    The same runs give the same bytes: no date, ids from a fixed salt, text as text.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    values, threshold = _by_answer(runs, record["measure"]), record["threshold"]
    with mpl.rc_context({"svg.hashsalt": "tfkata", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=(10, 1.2 + 0.24 * len(values)), layout="constrained")
        FigureCanvasSVG(figure)
        whole, near = figure.subplots(1, 2, sharey=True)
        for axes in (whole, near):
            _rows(axes, values, threshold)
        whole.set_yticks(range(len(values)), list(values))
        whole.invert_yaxis()
        whole.set(xlabel=record["measure"], title="every run")
        near.set(xlabel=record["measure"], xlim=_around(values, threshold))
        near.set_title(f"near the threshold, {threshold:.3f}")
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in drawn.getvalue().splitlines()) + "\n"


def _by_answer(runs: list[Run], measure: str) -> dict[str, list[float]]:
    """The measured values by answer, in the order of the runs; answers without any are left out."""
    found: dict[str, list[float]] = {}
    for run in runs:
        if measure in run.measured:
            found.setdefault(run.answer, []).append(run.measured[measure])
    return found


def _rows(axes: Any, values: dict[str, list[float]], threshold: float) -> None:
    for row, (answer, of) in enumerate(values.items()):
        wrong = answer.startswith("wrong_")
        style: dict[str, Any] = {"marker": "x"} if wrong else {"marker": "o", "markerfacecolor": "none"}
        axes.plot(of, [row] * len(of), linestyle="", color="#d55e00" if wrong else "#0072b2", **style)
    axes.axvline(threshold, color="black", linewidth=1)
    axes.grid(axis="y", linewidth=0.3)


def _around(values: dict[str, list[float]], threshold: float) -> tuple[float, float]:
    """As far below the threshold as the best right run lies above it."""
    best = max(max(of) for answer, of in values.items() if not answer.startswith("wrong_"))
    width = max(best - threshold, 0.01) * 1.1
    return threshold - width, threshold + width
