"""The untrusted side: what crosses the wire, in both directions, as the learner's code sees it.

Values become plain data (`tfkata.wire.codec`); a model, Dataset, Figure, History … becomes a description; whatever
is left becomes `Foreign`, so that the examiner can say "returned a generator, expected an array".
Imports no TensorFlow: a value of one of its types exists only where it is loaded already.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tfkata.candidate import keras_files
from tfkata.candidate.describe_dataset import describe_dataset
from tfkata.candidate.describe_figure import describe_figure
from tfkata.candidate.describe_model import describe_model
from tfkata.candidate.folders import Folders
from tfkata.candidate.gradient_step import step_if_telling
from tfkata.candidate.ordinary import is_ordinary
from tfkata.candidate.probes import probe_callable, probe_compiled
from tfkata.wire import codec
from tfkata.wire.codec import Described, Foreign
from tfkata.wire.folders import KIND, Folder


def materialized(arguments: Sequence[Any], folders: Folders) -> list[Any]:
    """The arguments of one call as the learner's function gets them; one may be a layer of a model before it."""
    made: list[Any] = []
    for argument in arguments:
        inside = isinstance(argument, Described) and argument.kind == "layer"
        made.append(_layer(made, **argument.data) if inside else materialize(argument, folders))
    return made


def _layer(made: Sequence[Any], argument: int, name: str) -> Any:
    """The layer itself, not a copy: what becomes of it becomes of the model."""
    return made[argument].get_layer(name)


def materialize(argument: Any, folders: Folders) -> Any:
    """An argument as the learner's function gets it: a described model becomes a Keras model, a described folder the path of
    one, a table of rates a function."""
    if isinstance(argument, Described) and argument.kind == "model":
        return keras_files.build_model(argument.data)
    if isinstance(argument, Described) and argument.kind == KIND:
        return folders.write(Folder.read(argument.data))
    if isinstance(argument, Described) and argument.kind == "schedule":
        return _schedule(argument.data["rates"])
    if isinstance(argument, tuple):
        return tuple(materialize(part, folders) for part in argument)
    return argument


def _schedule(rates: list[float]) -> Callable[[int], float]:
    """A learning rate for each epoch from 0; the last one for all later epochs."""

    def schedule(epoch: int) -> float:
        if epoch < 0:
            raise ValueError(f"epochs are counted from 0, and this is {epoch}")
        return float(rates[min(int(epoch), len(rates) - 1)])

    return schedule


def to_plain(value: Any, options: dict[str, Any], depth: int = 0) -> Any:
    """What the learner's function returned, as data that may cross the wire; anything else as `Foreign`."""
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if isinstance(value, str):
        return str.__str__(value)  # NumPy's str_ is a str, and so is what others derive from it
    if depth > codec.MAX_DEPTH - 4:
        return Foreign(kind.__name__, "nested too deeply")
    if isinstance(value, tuple):
        return tuple(to_plain(part, options, depth + 1) for part in value)
    if isinstance(value, list):
        return [to_plain(part, options, depth + 1) for part in value]
    if isinstance(value, dict):
        return {_plain_key(k): to_plain(part, options, depth + 1) for k, part in value.items()}
    if isinstance(value, np.generic):
        return (
            _array(np.asarray(value))[()] if value.dtype.name in codec.DTYPES else Foreign(str(value.dtype))
        )
    if isinstance(value, np.ndarray):
        return _array(np.asarray(value))
    return _described(value, options)


def _array(array: np.ndarray) -> Any:
    if array.dtype.name not in codec.DTYPES:
        return Foreign(f"array of dtype {array.dtype}", f"shape {array.shape}")
    if array.nbytes > codec.MAX_ARRAY:
        return Foreign(
            f"array of {codec.megabytes(array.nbytes)}", f"shape {array.shape}, too large to be right"
        )
    if array.ndim > codec.MAX_DIMENSIONS:
        return Foreign(f"array of {array.ndim} dimensions")
    return array


def _plain_key(key: Any) -> Any:
    if isinstance(key, str):
        return str.__str__(key)
    if isinstance(key, np.generic):
        return key.item()
    return key if type(key) in (str, int, bool, float) else str(type(key).__name__)


def _described(value: Any, options: dict[str, Any]) -> Any:
    described = _describe(value, options)
    if "probe_callables" in options and callable(value) and not isinstance(value, type):
        kind, data = described if isinstance(described, tuple) else ("callable", {"name": _type_name(value)})
        described = kind, {**data, "answers": probe_callable(value, options["probe_callables"])}
    if isinstance(described, tuple):
        kind, data = described
        return Described(kind, data)
    if isinstance(described, np.ndarray):
        return _array(described)
    return Foreign(_type_name(value), _short(value))


def _type_name(value: Any) -> str:
    kind = type(value)
    home = kind.__module__.split(".")[0]
    return kind.__qualname__ if home in ("builtins", "__main__") else f"{home}.{kind.__qualname__}"


def _short(value: Any) -> str:
    try:
        return repr(value)[:200]
    except Exception:  # noqa: BLE001  (a learner's __repr__ may raise)
        return ""


def _describe(value: Any, options: dict[str, Any]) -> tuple[str, dict[str, Any]] | np.ndarray | None:
    """A description (kind, data), an array for a tensor, or None for what has no description."""
    kinds = {base.__module__.split(".")[0] for base in type(value).__mro__}
    if "matplotlib" in kinds:
        return _figure(value)
    if "keras" in kinds or (kinds & {"tensorflow"} and "keras" in sys.modules):
        return _keras(value, options)
    if kinds & {"tensorflow"}:
        return _tensor(value, options)
    if callable(value) and hasattr(value, "__name__"):
        return "function", {"name": str(value.__name__), "module": str(value.__module__)}
    return None


def _figure(value: Any) -> tuple[str, dict[str, Any]] | None:
    from matplotlib.figure import Figure

    if not isinstance(value, Figure):
        return None
    return "figure", describe_figure(value)


def _keras(value: Any, options: dict[str, Any]) -> tuple[str, dict[str, Any]] | np.ndarray | None:
    keras = sys.modules["keras"]
    if isinstance(value, keras.Model):
        if "built_for" in options and not value.built:
            with contextlib.suppress(Exception):  # what it cannot take, the examiner finds out by itself
                value.build((None, *options["built_for"]))
        data = describe_model(value, weights=bool(options.get("weights")), grids=options.get("grids"))
        if data["config"] is not None and data["built"]:
            if options.get("ordinary"):
                data["ordinary"] = is_ordinary(value)
            if "gradient_step" in options:
                data["step"] = step_if_telling(value, options["gradient_step"])
        if "probe_compiled" in options:
            data["probe"] = probe_compiled(value, options["probe_compiled"])
        return "model", data
    if isinstance(value, keras.callbacks.History):
        return "history", {"history": to_plain(value.history, {}), "epochs": len(value.epoch)}
    if isinstance(value, keras.losses.Loss):
        return "loss", {"class_name": type(value).__name__, "config": _config(value)}
    if isinstance(value, keras.KerasTensor):
        return None
    if isinstance(value, type):
        return "class", {"name": value.__name__, "module": value.__module__}
    return _tensor(value, options)


def _config(value: Any) -> dict[str, Any]:
    plain = to_plain(value.get_config(), {})
    return plain if isinstance(plain, dict) else {}


def _tensor(value: Any, options: dict[str, Any]) -> tuple[str, dict[str, Any]] | np.ndarray | None:
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is None:
        return None
    if isinstance(value, tensorflow.data.Dataset):
        return "dataset", describe_dataset(value, options, lambda element: to_plain(element, {}))
    if isinstance(value, (tensorflow.Tensor, tensorflow.Variable)) or hasattr(value, "numpy"):
        return np.asarray(value.numpy())
    return None
