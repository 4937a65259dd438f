"""e13_output_head: units, activation and loss must make one of the heads that fit the labels.

A head is judged by what it computes, whatever its spelling (`tfkata.curriculum.e13_output_head.heads`), and a wrong one is told
by the right one that is nearest to it: what would have to change is what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, Problem, check, fail
from tfkata.curriculum.e13_output_head.heads import (
    BINARY,
    CATEGORICAL,
    PROBES,
    REGRESSION,
    RELUS,
    SPARSE,
    UNKNOWN,
    Head,
    read_head,
    right_heads,
    spelled,
)

CLASSES = (3, 4, 10)
Diagnose = Callable[[Callable[..., Any]], kit.Diagnosis | None]


# --- the checks of output_head


@check("integer")
def integer(candidate: Candidate) -> None:
    for k in CLASSES:
        judge(candidate, k, "integer")


@check("two-classes")
def two_classes(candidate: Candidate) -> None:
    judge(candidate, 2, "integer")


@check("one-hot")
def one_hot(candidate: Candidate) -> None:
    for k in (*CLASSES, 2):
        judge(candidate, k, "one_hot")


@check("multi-hot")
def multi_hot(candidate: Candidate) -> None:
    for k in (*CLASSES, 2):
        judge(candidate, k, "multi_hot")


def judge(candidate: Candidate, k: int, labels: str) -> None:
    """Fails unless the head for `k` classes and these labels is one of the right ones."""
    call = kit.show_call("output_head", (k, labels))
    answer = candidate.call("output_head", k, labels, options={"probe_callables": PROBES})
    if (problem := malformed(answer)) is not None:
        fail(problem.code, message=problem.message, call=call, returned=spelled(answer))
    units, activation, loss = int(answer["units"]), answer["activation"], answer["loss"]
    shown: dict[str, Any] = {"units": str(units), "activation": spelled(activation), "loss": spelled(loss)}
    head, right = read_head(units, activation, loss, labels), right_heads(k, labels)
    for what in ("activation", "loss"):
        if getattr(head, what) == UNKNOWN:
            fail("head.unknown-name", call=call, returned=spelled(answer), what=what, name=shown[what])
    if head not in right:
        shown |= {"num_classes": str(k), "labels": f'"{labels}"'}
        fail(misconception(head, labels, right), call=call, returned=spelled(answer), **shown)


def malformed(answer: Any) -> Problem | None:
    if not isinstance(answer, dict):
        return kit.returned_nothing(answer) or Problem(
            "expected a dict with the keys units, activation and loss"
        )
    if missing := [key for key in ("units", "activation", "loss") if key not in answer]:
        return Problem(f"the dict has no {' and no '.join(missing)}")
    if isinstance(answer["units"], bool) or not isinstance(answer["units"], int | np.integer):
        return Problem(f"units is {kit.show(answer['units'])}, expected a whole number")
    return None


def misconception(head: Head, labels: str, right: list[Head]) -> str:
    """The code for the first word in which a wrong head differs from the right one that is nearest to it."""
    near = min(right, key=lambda other: sum(a != b for a, b in zip(head, other, strict=True)))
    if head.loss in REGRESSION:
        return "head.mean-squared-error"
    if head.activation in RELUS:
        return "head.relu-output"
    if head.units == 1 and head.activation == "softmax":
        return "head.softmax-one-unit"
    if head.units != near.units:
        return "head.wrong-units"
    if head.activation != near.activation:
        return wrong_activation(head)
    if head.loss != near.loss:
        return wrong_loss(head, labels)
    return "head.logits-mismatch"


def wrong_activation(head: Head) -> str:
    if head.activation == "linear":
        return "head.no-activation"
    if head.activation == "softmax":
        return "head.softmax-for-multi-label"
    return "head.sigmoid-for-multiclass" if head.activation == "sigmoid" else "head.wrong-activation"


def wrong_loss(head: Head, labels: str) -> str:
    if head.loss == BINARY:
        return "head.binary-loss-on-softmax"
    if head.loss == SPARSE:
        return "head.sparse-on-one-unit" if labels == "integer" else "head.sparse-with-one-hot"
    if head.loss == CATEGORICAL:
        return "head.categorical-with-integers" if labels == "integer" else "head.softmax-for-multi-label"
    return "head.other-loss"


# --- decide


@check("one-column")
def one_column(candidate: Candidate) -> None:
    agree_on_values(candidate, columns(), [GRID, GRID[[8, 3]]], diagnose_column)


@check("many-columns")
def many_columns(candidate: Candidate) -> None:
    agree_on_values(candidate, rows(), [SURE, UNSURE], diagnose_rows)


@check("class-ids")
def class_ids(candidate: Candidate) -> None:
    """Dtype and shape alone; the values are for the other two. No samples at all have no dtype to speak of.

    But one id for all of SURE, in which every class is the most likely one once, decides nothing.
    """
    codes = {"dtype": "decide.wrong-dtype", "shape": "decide.keeps-column"}
    typed, shaped = (kit.array(dtype=dtype, atol=np.inf, codes=codes) for dtype in ("int64", None))

    def judge_form(got: Any, want: np.ndarray) -> Problem | None:
        if isinstance(got, np.ndarray) and got.ndim == 1 and len(got) != len(want):
            values = {"count": len(got), "samples": len(want)}
            return Problem(f"returned {len(got)} numbers", "decide.wrong-axis" if len(want) else None, values)
        problem = (typed if len(want) else shaped)(got, want)
        if problem is None and len(want) and np.ptp(want) > 0 and np.ptp(got) == 0:
            return Problem(f"all {len(got)} samples get the class id {got[0]}")
        return problem

    kit.agree(
        candidate,
        "decide",
        arguments=None,
        always=[(GRID[1:4],), (SURE,), (GRID[:0],), (SURE[:0],)],
        expected=largest,
        judge=judge_form,
    )


def agree_on_values(
    candidate: Candidate, arguments: Any, always: list[np.ndarray], diagnose: Diagnose
) -> None:
    kit.agree(
        candidate,
        "decide",
        arguments=arguments,
        always=[(probabilities,) for probabilities in always],
        expected=largest,
        judge=same_ids,
        diagnose=diagnose,
        examples=40,
    )


def largest(probabilities: np.ndarray) -> np.ndarray:
    if probabilities.shape[1] == 1:
        return np.asarray(probabilities[:, 0] > 0.5, np.int64)
    return np.asarray(probabilities.argmax(axis=1))


def same_ids(got: Any, want: np.ndarray) -> Problem | None:
    """The ids agree; how they are wrapped (list, column, other dtype) is another check's business."""
    if not isinstance(got, np.ndarray | list):
        problem = kit.array()(got, want)
        one = len(want) == 1 and isinstance(got, int | np.generic)
        return Problem(problem.message, "decide.single-sample") if problem and one else problem
    ids = flat(got)
    if len(ids) != len(want) and len(want) == 1:
        return Problem(f"returned {len(ids)} numbers for one sample", "decide.single-sample")
    if len(ids) != len(want):
        return Problem(f"returned {len(ids)} numbers for {len(want)} samples")
    return None if np.array_equal(ids, want) else Problem("the values differ")


def flat(got: Any) -> np.ndarray:
    try:
        return np.asarray(got, dtype=np.float64).ravel()
    except (TypeError, ValueError):
        return np.zeros(0)


# Nothing at 0.5 and no ties: there either answer is right.
GRID = np.array([[0.0], [0.05], [0.15], [0.3], [0.45], [0.55], [0.7], [0.85], [0.95], [1.0]])
HIGH = np.array([[0.6], [0.7], [0.9]])
SURE = np.array([[0.1, 0.7, 0.2], [0.8, 0.15, 0.05], [0.05, 0.35, 0.6], [0.25, 0.65, 0.1]], np.float32)
UNSURE = np.array([[0.3, 0.25, 0.45], [0.35, 0.4, 0.25]])
TWO = np.array([[0.65, 0.35], [0.35, 0.65], [0.9, 0.1]])


def columns() -> Any:
    from hypothesis import strategies as st

    twentieths = st.integers(0, 20).filter(lambda i: i != 10)
    return st.lists(twentieths, min_size=1, max_size=6).map(
        lambda i: (np.array(i, np.float32)[:, None] / 20,)
    )


def rows() -> Any:
    from hypothesis import strategies as st

    def of_width(k: int) -> Any:
        row = st.lists(st.integers(1, 30), min_size=k, max_size=k, unique=True)
        return st.lists(row, min_size=1, max_size=4).map(
            lambda r: (np.array(r) / np.sum(r, axis=1)[:, None],)
        )

    return st.integers(2, 5).flatmap(of_width)


def diagnose_column(ask: Callable[..., Any]) -> kit.Diagnosis | None:
    got = ask(GRID)
    p, ids = GRID.ravel(), flat(got)
    if not isinstance(got, np.ndarray | list):
        return None
    if len(ids) != len(p):
        return ("decide.wrong-axis", {"count": len(ids), "samples": len(p)}) if len(ids) == 1 else None
    if np.array_equal(ids, p):
        return "decide.returns-values", {"example": "0.05"}
    if not ids.any():
        return "decide.argmax-of-one-column", {}
    if np.array_equal(ids, 1 - largest(GRID)):
        return "decide.reversed", {}
    a_line = np.isin(ids, (0, 1)).all() and (np.diff(ids) >= 0).all()
    return wrong_line(ask, GRID[np.argsort(np.abs(p - 0.5))], HIGH) if a_line else None


def diagnose_rows(ask: Callable[..., Any]) -> kit.Diagnosis | None:
    got = ask(SURE)
    ids = flat(got)
    if not isinstance(got, np.ndarray | list):
        return None
    if len(ids) == SURE.size:
        return table_of_rows(SURE, got, flat(ask(UNSURE)))
    if len(ids) != len(SURE):
        return "decide.wrong-axis", {"count": len(ids), "samples": len(SURE)}
    if np.allclose(ids, SURE.max(axis=1)):
        return "decide.returns-values", {"example": f"{ids[0]:g}"}
    if np.array_equal(ids, largest(SURE) + 1):
        return "decide.off-by-one", {}
    return wrong_line(ask, UNSURE, TWO) if np.array_equal(ids, largest(SURE)) else None


def table_of_rows(sure: np.ndarray, got: Any, unsure: np.ndarray) -> kit.Diagnosis | None:
    """A row for each sample: a yes or no for each class, or a 1 at the largest."""
    if np.array_equal(unsure, (UNSURE > 0.5).ravel()):
        return "decide.wrong-threshold", {
            "probabilities": kit.show(sure[0].tolist()),
            "decided": kit.show(got[0]),
        }
    one_hot = np.eye(UNSURE.shape[1])[largest(UNSURE)]
    return ("decide.one-hot-rows", {}) if np.array_equal(unsure, one_hot.ravel()) else None


def wrong_line(ask: Callable[..., Any], *batches: np.ndarray) -> kit.Diagnosis | None:
    """A threshold in the wrong place, shown by the first sample that it gets wrong."""
    for batch in batches:
        ids = flat(ask(batch))
        if len(ids) == len(batch) and (wrong := ids != largest(batch)).any():
            row, decided = batch[np.argmax(wrong)], ids[np.argmax(wrong)]
            return "decide.wrong-threshold", {
                "probabilities": kit.show(row.tolist()),
                "decided": f"{decided:g}",
            }
    return None
