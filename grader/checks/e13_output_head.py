"""e13_output_head: units, activation and loss must make one of the heads that fit the labels.

A head is judged by what it computes, whatever its spelling: names, Keras functions, loss objects and the
learner's own callables all become the four words of `Head`. `tests/test_e13_heads.py` proves the list of
right heads against Keras's arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from grader.checks import kit
from grader.checks.kit import Candidate, Described, Problem, check, fail

CLASSES = (3, 4, 10)
Diagnose = Callable[[Callable[..., Any]], kit.Diagnosis | None]


class Head(NamedTuple):
    """Activation and loss by Keras's long name; `from_logits`: the loss applies softmax or sigmoid itself."""

    units: int
    activation: str
    loss: str
    from_logits: bool


BINARY, CATEGORICAL, SPARSE = "binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy"


def right_heads(k: int, labels: str) -> list[Head]:
    """Every head whose loss is the cross-entropy of these labels, the usual ones first."""
    if labels == "multi_hot":
        return [Head(k, "sigmoid", BINARY, False), Head(k, "linear", BINARY, True)]
    loss = SPARSE if labels == "integer" else CATEGORICAL
    heads = [Head(k, "softmax", loss, False), Head(k, "linear", loss, True)]
    if labels == "integer" and k == 2:
        heads += [Head(1, "sigmoid", BINARY, False), Head(1, "linear", BINARY, True)]
    if labels == "one_hot" and k == 2:
        heads += [Head(2, "softmax", BINARY, False)]  # the other column says the same once more
    # The softmax of a log-softmax is the softmax again.
    heads += [Head(k, "log_softmax", loss, True)]
    if labels == "one_hot":
        heads += [Head(k, "softmax", "kl_divergence", False)]  # one-hot labels have no entropy of their own
    return heads


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
    shown, head = read(answer, call, k, labels)
    right = right_heads(k, labels)
    if head not in right:
        values = {"num_classes": k, "labels": f'"{labels}"', **shown}
        fail(misconception(head, labels, right), call=call, returned=show(answer), **values)


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
        return wrong_activation(head, labels)
    if head.loss != near.loss:
        return wrong_loss(head, labels)
    return "head.logits-mismatch"


def wrong_activation(head: Head, labels: str) -> str:
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
    """Dtype and shape alone, also of no samples at all; the values are for the other two."""
    kit.agree(
        candidate,
        "decide",
        arguments=None,
        always=[(GRID[1:4],), (SURE,), (GRID[:0],), (SURE[:0],)],
        expected=largest,
        judge=kit.array(
            dtype="int64", atol=np.inf, codes={"dtype": "decide.wrong-dtype", "shape": "decide.keeps-column"}
        ),
    )


def agree_on_values(candidate: Candidate, arguments: Any, always: list[np.ndarray], diagnose: Diagnose) -> None:
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
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return probabilities.argmax(axis=1)


def same_ids(got: Any, want: np.ndarray) -> Problem | None:
    """The ids agree; how they are wrapped (list, column, other dtype) is another check's business."""
    if not isinstance(got, np.ndarray | list):
        return kit.array()(got, want)
    ids = flat(got)
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
SURE = np.array([[0.1, 0.7, 0.2], [0.8, 0.15, 0.05], [0.05, 0.35, 0.6], [0.25, 0.65, 0.1]], np.float32)
UNSURE = np.array([[0.3, 0.25, 0.45], [0.35, 0.4, 0.25]])


def columns() -> Any:
    from hypothesis import strategies as st

    twentieths = st.integers(0, 20).filter(lambda i: i != 10)
    return st.lists(twentieths, min_size=1, max_size=6).map(lambda i: (np.array(i, np.float32)[:, None] / 20,))


def rows() -> Any:
    from hypothesis import strategies as st

    def of_width(k: int) -> Any:
        row = st.lists(st.integers(1, 30), min_size=k, max_size=k, unique=True)
        return st.lists(row, min_size=1, max_size=4).map(lambda r: (np.array(r) / np.sum(r, axis=1)[:, None],))

    return st.integers(2, 5).flatmap(of_width)


def diagnose_column(ask: Callable[..., Any]) -> kit.Diagnosis | None:
    p, ids = GRID.ravel(), flat(ask(GRID))
    if len(ids) != len(p):
        return ("decide.wrong-axis", {"count": len(ids), "samples": len(p)}) if len(ids) == 1 else None
    if np.array_equal(ids, p):
        return "decide.returns-values", {"example": "0.05"}
    if not ids.any():
        return "decide.argmax-of-one-column", {}
    if np.array_equal(ids, 1 - largest(GRID)):
        return "decide.reversed", {}
    if np.isin(ids, (0, 1)).all() and (np.diff(ids) >= 0).all() and (wrong := np.flatnonzero(ids != (p > 0.5))).size:
        at = min(wrong, key=lambda i: abs(p[i] - 0.5))
        return "decide.wrong-threshold", {"probabilities": f"[{p[at]:g}]", "decided": f"{ids[at]:g}"}
    return None


def diagnose_rows(ask: Callable[..., Any]) -> kit.Diagnosis | None:
    sure, unsure = ask(SURE), ask(UNSURE)
    ids = flat(sure)
    if np.size(sure) == SURE.size and np.allclose(ids.reshape(SURE.shape), SURE > 0.5):
        return "decide.wrong-threshold", {"probabilities": kit.show(SURE[0].tolist()), "decided": kit.show(sure[0])}
    if len(ids) != len(SURE):
        return "decide.wrong-axis", {"count": len(ids), "samples": len(SURE)}
    if np.allclose(ids, SURE.max(axis=1)):
        return "decide.returns-values", {"example": f"{ids[0]:g}"}
    wrong = flat(unsure) != largest(UNSURE)
    if np.array_equal(ids, largest(SURE)) and wrong.any():
        at = int(np.argmax(wrong))
        values = {"probabilities": kit.show(UNSURE[at].tolist()), "decided": f"{flat(unsure)[at]:g}"}
        return "decide.wrong-threshold", values
    return None


# --- reading an answer


def read(answer: Any, call: str, k: int, labels: str) -> tuple[Head, dict[str, str]]:
    """The head that an answer describes, and its parts as the learner spelled them."""
    if not isinstance(answer, dict):
        problem = kit.returned_nothing(answer) or Problem("expected a dict with the keys units, activation and loss")
        fail(problem.code, message=problem.message, call=call, returned=answer)
    if missing := [key for key in ("units", "activation", "loss") if key not in answer]:
        fail(None, message=f"the dict has no {' and no '.join(missing)}", call=call, returned=spelled(answer))
    units = answer["units"]
    if isinstance(units, bool) or not isinstance(units, int | np.integer):
        fail(None, message=f"units is {kit.show(units)}, expected a whole number", call=call, returned=spelled(answer))
    shown = {"units": str(units), "activation": spelled(answer["activation"]), "loss": spelled(answer["loss"])}
    activation = activation_name(answer["activation"])
    loss, from_logits = loss_name(answer["loss"], int(units), labels)
    for what, name in (("activation", activation), ("loss", loss)):
        if name == UNKNOWN:
            fail("head.unknown-name", call=call, returned=spelled(answer), what=what, name=shown[what])
    return Head(int(units), activation, loss, from_logits), shown


def activation_name(value: Any) -> str:
    if value is None:
        return "linear"
    if isinstance(value, str):
        return value if value in ACTIVATIONS else UNKNOWN
    name = keras_name(value).removesuffix("_v2")
    return name if name in ACTIVATIONS else matching(value, ACTIVATION_ANSWERS, "another function")


def loss_name(value: Any, units: int, labels: str) -> tuple[str, bool]:
    """Keras's long name of a loss, and whether it takes logits."""
    if isinstance(value, str) and value.lower() in ("crossentropy", "ce"):  # compile() chooses by the shapes
        return (BINARY if units == 1 else SPARSE if labels == "integer" else CATEGORICAL), False
    if isinstance(value, str):
        return LOSSES.get(value, UNKNOWN), False
    if isinstance(value, dict) and "class_name" in value:  # Keras takes a serialized loss as well
        value = Described("loss", value)
    config = value.data.get("config") or {} if isinstance(value, Described) else {}
    if name := LOSSES.get(keras_name(value)):
        return name, bool(config.get("from_logits", False))
    return matching(value, LOSS_ANSWERS, ("another loss", False))


def keras_name(value: Any) -> str:
    """The name of a function, class or object of Keras or TensorFlow; "" for the learner's own."""
    if not isinstance(value, Described):
        return ""
    home = str(value.data.get("module", "keras")).split(".")[0]
    name = value.data.get("class_name") or value.data.get("name") or ""
    return str(name) if home in ("keras", "tensorflow") else ""


def matching(value: Any, known: list[tuple[Any, int, np.ndarray]], otherwise: Any) -> Any:
    """Which known function gives the answers that this callable gave to `PROBES`."""
    answers = value.data.get("answers", []) if isinstance(value, Described) else []
    for name, probe, want in known:
        got = answers[probe] if probe < len(answers) else None
        if isinstance(got, np.ndarray | np.number | float) and np.size(got) and np.shape(got) in (want.shape, (len(Z),), ()):
            wanted = want if np.shape(got) == want.shape else want.reshape(len(Z), -1).mean(axis=1)
            if np.allclose(got, wanted if np.ndim(got) else want.mean(), rtol=1e-4, atol=1e-5):
                return name
    return otherwise


def spelled(value: Any) -> str:
    """A value of the answer as a learner would write it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{kit.show(key)}: {spelled(part)}" for key, part in value.items()) + "}"
    if not isinstance(value, Described):
        return kit.show(value)
    name = value.data.get("class_name") or value.data.get("name") or value.kind
    if value.kind != "loss":
        return str(name)
    return f"{name}({'from_logits=True' if value.data.get('config', {}).get('from_logits') else ''})"


# --- what Keras knows, and how it answers

UNKNOWN = "no such name in Keras"
RELUS = ("relu", "relu6", "leaky_relu")
ACTIVATIONS = (
    "celu elu exponential gelu glu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh leaky_relu linear"
    " log_sigmoid log_softmax mish relu relu6 selu sigmoid silu soft_shrink softmax softplus softsign sparse_plus"
    " sparse_sigmoid sparsemax squareplus swish tanh tanh_shrink threshold"
).split()
REGRESSION = (
    "mean_squared_error mean_absolute_error mean_absolute_percentage_error mean_squared_logarithmic_error"
    " huber log_cosh"
).split()
LOSS_FUNCTIONS = (
    "binary_crossentropy categorical_crossentropy sparse_categorical_crossentropy kl_divergence poisson"
    " binary_focal_crossentropy categorical_focal_crossentropy categorical_hinge hinge squared_hinge"
    " cosine_similarity dice tversky circle ctc"
).split() + REGRESSION
SHORT = {"bce": BINARY, "kld": "kl_divergence", "mse": "mean_squared_error", "mae": "mean_absolute_error"}
SHORT |= {"mape": "mean_absolute_percentage_error", "msle": "mean_squared_logarithmic_error"}
# A loss goes by the name of its function, by that of its class, and some by initials.
LOSSES = {name: name for name in LOSS_FUNCTIONS}
LOSSES |= {name.title().replace("_", ""): name for name in LOSS_FUNCTIONS}
LOSSES |= {"KLDivergence": "kl_divergence", "CTC": "ctc"}
LOSSES |= SHORT | {name.upper(): full for name, full in SHORT.items()}


def _softmax(z: np.ndarray) -> np.ndarray:
    powers: np.ndarray = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-z)))


def _entropies(p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Categorical and binary cross-entropy of `p` for the probe labels."""
    return -np.log((ROWS * p).sum(axis=1)), -TAGS * np.log(p) - (1 - TAGS) * np.log(1 - p)


# A callable is told by its answers to one set of logits, and to probabilities with labels of three kinds.
Z = np.array([[0.5, -1.0, 2.0], [1.0, 0.25, -0.5], [-2.0, 0.75, 1.5], [0.1, 0.2, -3.0]], np.float32)
IDS = np.array([2, 0, 1, 2])
ROWS = np.eye(3, dtype=np.float32)[IDS]
TAGS = np.array([[1, 0, 1], [0, 0, 0], [1, 1, 0], [0, 1, 1]], np.float32)
P = _softmax(Z)
PROBES = [(Z,), (IDS, P), (ROWS, P), (TAGS, P)]
ACTIVATION_ANSWERS = [
    ("softmax", 0, P),
    ("sigmoid", 0, _sigmoid(Z)),
    ("linear", 0, Z),
    ("relu", 0, np.maximum(Z, 0)),
    ("log_softmax", 0, np.log(P)),
]
LOSS_ANSWERS = [
    ((SPARSE, False), 1, _entropies(P)[0]),
    ((SPARSE, True), 1, _entropies(_softmax(P))[0]),
    ((CATEGORICAL, False), 2, _entropies(P)[0]),
    ((CATEGORICAL, True), 2, _entropies(_softmax(P))[0]),
    ((BINARY, False), 3, _entropies(P)[1]),
    ((BINARY, True), 3, _entropies(_sigmoid(P))[1]),
    (("mean_squared_error", False), 3, (TAGS - P) ** 2),
]
