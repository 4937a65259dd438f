"""Reads an output head: what a learner may write for an activation and a loss becomes the four words of `Head`.

Names go by Keras's own tables, Keras's functions and objects by their names, the learner's own callables by
what they answer to `PROBES`. `tests/curriculum/test_e13_heads.py` holds all of it to Keras.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Described

BINARY, CATEGORICAL, SPARSE = (
    "binary_crossentropy",
    "categorical_crossentropy",
    "sparse_categorical_crossentropy",
)
UNKNOWN = "no such name in Keras"
OTHER = "something else"


class Head(NamedTuple):
    """Activation and loss by Keras's long name; `from_logits`: the loss applies softmax or sigmoid itself."""

    units: int
    activation: str
    loss: str
    from_logits: bool


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
    heads += [Head(k, "log_softmax", loss, True)]  # the softmax of a log-softmax is the softmax again
    if labels == "one_hot":
        heads += [Head(k, "softmax", "kl_divergence", False)]  # a one-hot row has no entropy of its own
    return heads


def read_head(units: int, activation: Any, loss: Any, labels: str) -> Head:
    """The head that these values make with labels of this kind; `UNKNOWN` for a name that Keras does not have."""
    return Head(units, _activation(activation), *_loss(loss, units, labels))


def spelled(value: Any) -> str:
    """A value as a learner would write it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{kit.show(key)}: {spelled(part)}" for key, part in value.items()) + "}"
    if not isinstance(value, Described):
        return kit.show(value)
    name = str(value.data.get("class_name") or value.data.get("name") or value.kind)
    logits = "from_logits=True" if _config(value).get("from_logits") else ""
    return f"{name}({logits})" if value.kind == "loss" else name


def _activation(value: Any) -> str:
    if value is None:
        return "linear"
    if isinstance(value, str):
        return value if value in ACTIVATIONS else UNKNOWN
    name = _keras_name(value).removesuffix("_v2")
    return name if name in ACTIVATIONS else _by_answers(value, ACTIVATION_ANSWERS) or OTHER


def _loss(value: Any, units: int, labels: str) -> tuple[str, bool]:
    if isinstance(value, str) and value.lower() in ("crossentropy", "ce"):  # compile() chooses by the shapes
        return (BINARY if units == 1 else SPARSE if labels == "integer" else CATEGORICAL), False
    if isinstance(value, str):
        return LOSSES.get(value, UNKNOWN), False
    if isinstance(value, dict) and "class_name" in value:  # Keras takes a serialized loss as well
        value = Described("loss", value)
    if name := LOSSES.get(_keras_name(value)):
        return name, _config(value).get("from_logits") is True
    name, _, logits = (_by_answers(value, LOSS_ANSWERS) or OTHER).partition(" from ")
    return name, bool(logits)


def _keras_name(value: Any) -> str:
    """The name of a function, class or object of Keras or TensorFlow; "" for the learner's own."""
    if not isinstance(value, Described):
        return ""
    home = str(value.data.get("module", "keras")).split(".")[0]
    name = value.data.get("class_name") or value.data.get("name") or ""
    return str(name) if home in ("keras", "tensorflow") else ""


def _config(value: Any) -> dict[str, Any]:
    config = value.data.get("config") if isinstance(value, Described) else None
    return config if isinstance(config, dict) else {}


def _by_answers(value: Any, known: dict[str, tuple[int, np.ndarray]]) -> str | None:
    """Which known function answers the `PROBES` as this callable did, in full, by sample or as one mean."""
    answers = value.data.get("answers") if isinstance(value, Described) else None
    if not isinstance(answers, list) or len(answers) != len(PROBES):
        return None
    for name, (probe, want) in known.items():
        forms = [want, want.reshape(len(want), -1).mean(axis=1), np.asarray(want.mean())]
        got = answers[probe]
        if isinstance(got, np.ndarray) and any(
            got.shape == form.shape and np.allclose(got, form, rtol=1e-4, atol=1e-5) for form in forms
        ):
            return name
    return None


def _softmax(z: np.ndarray) -> np.ndarray:
    powers = np.exp(z)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-z)))


def _categorical(p: np.ndarray) -> np.ndarray:
    return np.asarray(-np.log((ROWS * p).sum(axis=1)))


def _binary(p: np.ndarray) -> np.ndarray:
    return np.asarray(-TAGS * np.log(p) - (1 - TAGS) * np.log(1 - p))


# One set of logits, and probabilities with labels of each kind.
LOGITS = np.array([[0.5, -1.0, 2.0], [1.0, 0.25, -0.5], [-2.0, 0.75, 1.5], [0.1, 0.2, -3.0]], np.float32)
P = _softmax(LOGITS)
IDS = np.array([2, 0, 1, 2])
ROWS = np.eye(3, dtype=np.float32)[IDS]
TAGS = np.array([[1, 0, 1], [0, 0, 0], [1, 1, 0], [0, 1, 1]], np.float32)
PROBES = [(LOGITS,), (IDS, P), (ROWS, P), (TAGS, P)]
ACTIVATION_ANSWERS = {
    "softmax": (0, P),
    "sigmoid": (0, _sigmoid(LOGITS)),
    "linear": (0, LOGITS),
    "relu": (0, np.maximum(LOGITS, 0)),
    "log_softmax": (0, np.log(P)),
}
LOSS_ANSWERS = {
    SPARSE: (1, _categorical(P)),
    f"{SPARSE} from logits": (1, _categorical(_softmax(P))),
    CATEGORICAL: (2, _categorical(P)),
    f"{CATEGORICAL} from logits": (2, _categorical(_softmax(P))),
    BINARY: (3, _binary(P)),
    f"{BINARY} from logits": (3, _binary(_sigmoid(P))),
    "mean_squared_error": (3, (TAGS - P) ** 2),
}

# fmt: off
ACTIVATIONS = {
    "celu", "elu", "exponential", "gelu", "glu", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh",
    "leaky_relu", "linear", "log_sigmoid", "log_softmax", "mish", "relu", "relu6", "selu", "sigmoid", "silu",
    "soft_shrink", "softmax", "softplus", "softsign", "sparse_plus", "sparse_sigmoid", "sparsemax", "squareplus",
    "swish", "tanh", "tanh_shrink", "threshold",
}
RELUS = {"relu", "relu6", "leaky_relu"}
REGRESSION = {
    "mean_squared_error", "mean_absolute_error", "mean_absolute_percentage_error", "mean_squared_logarithmic_error",
    "huber", "log_cosh",
}
OTHER_LOSSES = {
    "kl_divergence", "poisson", "binary_focal_crossentropy", "categorical_focal_crossentropy", "categorical_hinge",
    "hinge", "squared_hinge", "cosine_similarity", "dice", "tversky", "circle", "ctc",
}
# fmt: on
_FUNCTIONS = {BINARY, CATEGORICAL, SPARSE} | REGRESSION | OTHER_LOSSES
_INITIALS = {
    "bce": BINARY,
    "kld": "kl_divergence",
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error",
}
# A loss goes by the name of its function, by that of its class, and some by initials.
LOSSES = {name: name for name in _FUNCTIONS}
LOSSES |= {name.title().replace("_", ""): name for name in _FUNCTIONS - {"kl_divergence", "ctc"}}
LOSSES |= {"KLDivergence": "kl_divergence", "CTC": "ctc"}
LOSSES |= _INITIALS | {short.upper(): name for short, name in _INITIALS.items()}
