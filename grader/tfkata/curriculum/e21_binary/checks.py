"""e21_binary: standardizing judged by its properties, the trained model by what it says about held-out patients."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NoReturn

import numpy as np
from hypothesis import strategies as st

from tfkata.catalog import thresholds
from tfkata.checks import kit, running
from tfkata.checks.kit import Candidate, Described, check, fail
from tfkata.checks.questions import insist
from tfkata.checks.training_run import arrays
from tfkata.curriculum.e21_binary import standardizing
from tfkata.curriculum.e21_binary.standardizing import OTHER, TRAIN
from tfkata.data import Part, load

VALID_SHARE = 5
SURE, SURE_LOGIT = 1e-6, 20.0
LEAST_COST = 5.0
INFINITE = 1e30
ALIKE = 0.08
"""Deviation of the outputs below which a model tells every patient about the same."""
CALL = "train_binary(x_train, y_train, x_valid, y_valid)"


@check("scale")
def scale(candidate: Candidate) -> None:
    """Only the first of the two results; the second is judged by what was done to the first."""
    kit.agree(
        candidate,
        "standardize",
        arguments=_tables(),
        always=[(TRAIN, OTHER)],
        expected=kit.reference("e21_binary", "standardize"),
        judge=_judge_train,
        diagnose=standardizing.diagnose_scale,
        examples=25,
    )


@check("other")
def other(candidate: Candidate) -> None:
    got = candidate.call("standardize", TRAIN, OTHER)
    call = kit.show_call("standardize", (TRAIN, OTHER))
    if (problem := _not_a_pair(got)) is not None:
        fail(problem.code, message=problem.message, call=call, returned=got)
    want = standardizing.as_done_to_train(got[0])
    if want is None:
        want = kit.reference("e21_binary", "standardize")(TRAIN, OTHER)[1]
    if (problem := kit.array(rtol=1e-4, atol=1e-4)(got[1], want)) is None:
        return
    code, values = standardizing.diagnose_other(lambda *a: candidate.call("standardize", *a)) or (
        problem.code,
        {},
    )
    message = f"in the second result, {problem.message}"
    fail(code, message=message, call=call, returned=got[1], expected=want, **values)


@check("constant")
def constant(candidate: Candidate) -> None:
    train = np.array([[1.0, 4.0], [3.0, 4.0], [5.0, 4.0]])
    values = (train, np.array([[2.0, 4.0], [3.0, 4.0]]))
    call = kit.show_call("standardize", values)
    try:
        got = candidate.call("standardize", *values)
    except kit.CandidateRaised as raised:
        raised.call = call
        if raised.type_name not in ("ZeroDivisionError", "FloatingPointError"):
            raise
        fail(
            "standardize.divides-by-zero",
            call=call,
            found=f"it raises {raised.type_name}",
            returned=str(raised),
        )
    if (problem := _not_a_pair(got)) is not None:
        fail(problem.code, message=problem.message, call=call, returned=got)
    want = kit.reference("e21_binary", "standardize")(*values)
    for part, wanted in zip(got, want, strict=True):
        shown = {"call": call, "returned": got, "expected": want}
        if isinstance(part, np.ndarray) and part.shape == (len(wanted), 1):
            fail("standardize.column-dropped", **shown)
        if not isinstance(part, np.ndarray) or part.shape != wanted.shape:
            insist(kit.array()(part, wanted), **shown)
        column = part[:, 1]
        if not np.isfinite(column).all():
            fail("standardize.divides-by-zero", found=f"the column becomes {column[0]:g}", **shown)
        if np.abs(column).max() > 1e-6:
            fail("standardize.constant-kept", found=f"{column[0]:g}", **shown)
        if not np.ptp(part[:, 0].astype(float)) > 0:
            fail(None, message="the column that is not constant has become so", **shown)
    _judge_unlike_train(candidate, train)


def _judge_unlike_train(candidate: Candidate, train: np.ndarray) -> None:
    """Other data may differ where the training set is constant: 0, or the distance from the mean, are finite.

    A deviation with a little something added makes it large, which is the learner's choice; infinity, and what
    `nan_to_num` makes of it, is division by 0.
    """
    values = (train, np.array([[2.0, 4.0], [3.0, 9.0]]))
    got = candidate.call("standardize", *values)
    if _not_a_pair(got) is not None or not isinstance(got[1], np.ndarray) or got[1].shape != (2, 2):
        return  # judged above, on other numbers
    entry = float(got[1][1, 1])
    if not abs(entry) < INFINITE:
        fail(
            "standardize.divides-by-zero",
            call=kit.show_call("standardize", values),
            found=f"a 9 in the other data, where the training set has 4 throughout, becomes {entry:g}",
            returned=got,
            expected="a finite number",
        )


@check("arguments")
def arguments(candidate: Candidate) -> None:
    if candidate.mutated("standardize", TRAIN, OTHER):
        fail("standardize.mutates-input", call=kit.show_call("standardize", (TRAIN, OTHER)))


@check("head")
def head(candidate: Candidate) -> None:
    model = _model(candidate)
    if len(model.output_shape) != 2 or model.output_shape[-1] != 1:
        fail("binary.wrong-head", call=CALL, found=str(model.output_shape))
    outputs = _outputs(candidate)
    if outputs.size and np.allclose(outputs, 1, atol=1e-6):
        fail("binary.softmax-one-unit", call=CALL)
    low, high = _reach(candidate)
    if low < 0 or high > 1:
        fail("binary.no-sigmoid", call=CALL, found=f"{low:.4g} to {high:.4g}")


@check("loss")
def loss(candidate: Candidate) -> None:
    """Cross-entropy alone punishes a sure error of either class without bound.

    A loop of one's own need not compile, so that its loss can be told by what it did only. A head of more units was
    judged before; what fits it cannot be asked in this way.
    """
    if _model(candidate).output_shape[-1] != 1:
        return
    probe = _trained(candidate).data.get("probe")
    if not isinstance(probe, dict) or probe.get("compiled") is not True:
        _judge_by_effect(candidate)
        return
    given = probe.get("losses")
    costs = [c if isinstance(c, float) else float("nan") for c in (given if isinstance(given, list) else [])]
    low, high = _reach(candidate)
    errors, answers = _by_kind(costs, logits=low < 0 or high > 1)
    if errors and min(errors) > LEAST_COST and max(answers) < 1:
        return
    fail("binary.wrong-loss", call=CALL, found=f"`{probe.get('loss')}`")


def _judge_by_effect(candidate: Candidate) -> None:
    """Whatever minimised cross-entropy at all ends below that of a model which always answers the average."""
    low, high = _reach(candidate)
    p, (_, labels) = _outputs(candidate, "train"), _patients("train")
    if low < 0 or high > 1 or np.allclose(p, 1, atol=1e-6):
        return  # another head, which was judged before
    average = np.full(len(labels), np.mean(labels))
    least, found = _cross_entropy(average, labels), _cross_entropy(p, labels)
    if found < least and p.std() > ALIKE:
        return
    if p.std() <= ALIKE:
        fail("binary.says-the-average", call=CALL, **_told(p, labels))
    fail("binary.no-loss-minimised", call=CALL, found=f"{found:.2f}", least=f"{least:.2f}")


def _told(p: np.ndarray, labels: np.ndarray) -> dict[str, Any]:
    return {"found": f"{p.mean():.2f} ± {p.std():.2f}", "share": f"{np.mean(labels):.2f}"}


def _cross_entropy(p: np.ndarray, labels: np.ndarray) -> float:
    of_truth = np.where(labels == 1, p, 1 - p)
    return float(-np.log(np.clip(of_truth, 1e-7, 1)).mean())


@check("accuracy")
def accuracy(candidate: Candidate) -> None:
    p, (_, labels) = _outputs(candidate), _patients("held_out")
    right = float(np.mean((p >= 0.5) == labels)) if p.shape == labels.shape else 0.0
    kit.measured("accuracy", right)
    if p.shape == labels.shape:
        kit.confusion(
            "Patients never seen", labels.astype(int), (p >= 0.5).astype(int), ["malignant", "benign"]
        )
    least = thresholds.minimum("e21_binary")
    if right < least:
        _explain_accuracy(candidate, right, least)
        most = float(max(np.mean(labels), 1 - np.mean(labels)))
        fail(
            "binary.below-threshold",
            call=CALL,
            found=f"{right:.1%}",
            wanted=f"{least:.1%}",
            most=f"{most:.1%}",
        )


def _explain_accuracy(candidate: Candidate, right: float, least: float) -> None:
    """Fails with what the answers on the training patients give away; returns if that is nothing."""
    p, (_, labels) = _outputs(candidate, "train"), _patients("train")
    if p.shape != labels.shape or not np.ptp(p) > 0:
        return
    biases = [w for w in arrays(_trained(candidate).data.get("weights")) if w.ndim == 1]
    if biases and not any(bias.any() for bias in biases):
        fail("binary.untrained", call=CALL, found=f"{right:.1%}")
    if right <= 1 - least:
        fail("binary.classes-swapped", call=CALL, found=f"{right:.1%}")
    if p.std() <= ALIKE and abs(p.mean() - labels.mean()) < ALIKE:
        fail("binary.says-the-average", call=CALL, **_told(p, labels))


# --- standardizing --------------------------------------------------------------------------------


def _tables() -> st.SearchStrategy[Any]:
    """Tables of halves whose columns have very different sizes, none constant: the real ones deviate by 0.003 to 600."""

    def build(rows: int, columns: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
        rng = np.random.default_rng(seed)
        size = 10.0 ** rng.integers(-3, 3, columns)
        train = rng.integers(-6, 7, (rows, columns)) / 2 * size
        train[0], train[1] = -size, 2 * size
        return train, rng.integers(-6, 7, (3, columns)) / 2 * size

    return st.builds(build, st.integers(2, 8), st.integers(1, 4), st.integers(0, 99))


def _not_a_pair(got: Any) -> kit.Problem | None:
    if type(got) in (tuple, list) and len(got) == 2:
        return None
    return kit.returned_nothing(got) or kit.Problem(
        f"returned {kit.show(got)}, expected (train, other), both scaled"
    )


def _judge_train(got: Any, want: Any) -> kit.Problem | None:
    if (problem := _not_a_pair(got)) is not None:
        return problem
    problem = kit.array(rtol=1e-4, atol=1e-5)(got[0], want[0])
    return None if problem is None else kit.Problem(f"in the first result, {problem.message}", problem.code)


# --- the trained model ----------------------------------------------------------------------------


@cache
def _patients(part: Part) -> tuple[np.ndarray, np.ndarray]:
    """Scaled measurements and labels of the training or the held-out patients."""
    train, found = load("breast-cancer", "train").images, load("breast-cancer", part)
    return (found.images - train.mean(axis=0)) / train.std(axis=0), found.labels


def _trained(candidate: Candidate) -> Described:
    """One training run for all checks. The probe asks the compiled loss about sure errors and sure answers."""

    def train() -> Any:
        x, y = _patients("train")
        cut = len(x) // VALID_SHARE
        probe = {"x": x[:2], "y": y[:2], "detached": _sure_outputs()}
        options = {"weights": True, "probe_compiled": probe}
        return candidate.call("train_binary", x[cut:], y[cut:], x[:cut], y[:cut], options=options)

    try:
        got = candidate.once("trained", train)
    except kit.CandidateRaised as raised:
        _explain(raised)
    if not isinstance(got, Described) or got.kind != "model":
        problem = kit.returned_nothing(got)
        code = problem.code if problem else "binary.no-model"
        fail(code, message=problem.message if problem else "", call=CALL, returned=got, found=kit.show(got))
    return got


def _explain(raised: kit.CandidateRaised) -> NoReturn:
    """Errors of Keras that come from a head or a loss that does not fit labels of shape (n,)."""
    raised.call = CALL
    returned = f"{raised.type_name}: {raised.message}"[:300]
    units = re.search(r"output\.shape=\(None, (\d+)\)", raised.message)
    if units and units[1] != "1":
        fail("binary.wrong-head", call=CALL, returned=returned, found=f"(None, {units[1]})")
    if any(sign in raised.message for sign in ("compile_loss", "label value")):
        loss = re.search(r"compile_loss/(\w+)", raised.message)
        fail(
            "binary.wrong-loss",
            call=CALL,
            returned=returned,
            found=f"`{loss[1]}`" if loss else "that was given",
        )
    raise raised


def _sure_outputs() -> list[tuple[np.ndarray, np.ndarray]]:
    """(label, output) for a sure error of each class, then a sure answer; first as probabilities, then as logits."""
    pairs = []
    for low, high in ((SURE, 1 - SURE), (-SURE_LOGIT, SURE_LOGIT)):
        pairs += [(1.0, low), (0.0, high), (1.0, high), (0.0, low)]
    return [(np.array([[label]], np.float32), np.array([[output]], np.float32)) for label, output in pairs]


def _by_kind(costs: list[float], *, logits: bool) -> tuple[list[float], list[float]]:
    """What sure errors and sure answers cost, for outputs of the kind that the head makes."""
    if len(costs) != 8:
        return [], []
    mine = costs[4:] if logits else costs[:4]
    return mine[:2], mine[2:]


def _model(candidate: Candidate) -> Any:
    described = _trained(candidate)
    return candidate.once("model", lambda: kit.rebuild(described))


def _outputs(candidate: Candidate, part: Part = "held_out") -> np.ndarray:
    """What the model says about class 1 for these patients, (n,); empty where there are too many columns."""

    def ask() -> np.ndarray:
        model, (x, _) = _model(candidate), _patients(part)
        outputs = running.outputs(model, x.astype(np.float32), call=CALL).reshape(len(x), -1)
        return outputs[:, -1] if outputs.shape[1] in (1, 2) else np.zeros(0)

    outputs: np.ndarray = candidate.once(f"outputs {part}", ask)
    return outputs


def _reach(candidate: Candidate) -> tuple[float, float]:
    """Smallest and largest output far outside of the data: a sigmoid ends at 0 and 1, anything linear goes far beyond."""

    def ask() -> tuple[float, float]:
        model, (x, _) = _model(candidate), _patients("held_out")
        wide = np.concatenate([1e3 * x, -1e3 * x, x]).astype(np.float32)
        far = running.outputs(model, wide, call=CALL).ravel()
        seen = far[np.isfinite(far)]
        return (float(seen.min()), float(seen.max())) if seen.size else (0.5, 0.5)

    reach: tuple[float, float] = candidate.once("reach", ask)
    return reach
