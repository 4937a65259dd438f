"""Models and checkpoint files inside a candidate's process.

`build_model` makes the model that an exercise hands to the learner, from the examiner's description.
`read` looks into a file that the learner's code wrote. It is called in a fresh process that never ran
that code, so that neither a patched Keras nor a hostile file reaches the examiner.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tfkata.candidate.describe_model import describe_model
from tfkata.wire.codec import Described

MAX_FILE = 512 * 2**20


def build_model(data: dict[str, Any]) -> Any:
    """The Keras model of an examiner's description, with its weights, compiled as it was."""
    import keras

    model = keras.saving.deserialize_keras_object(json.loads(data["config"]), safe_mode=True)
    if data.get("compile_config"):
        model.compile_from_config(json.loads(data["compile_config"]))
    if data.get("weights"):
        model.set_weights(data["weights"])
    return model


def read(kind: str, path: str, model: Described | None) -> dict[str, Any]:
    """What is in the file at `path`: weights for `model` (kind "weights"), or a whole model (kind "model").

    Returns:
        {"kind": "weights", "weights"}, {"kind": "model", "model"}, {"kind": "full_model"} where weights
        alone were wanted, {"kind": "missing", "found": [names]} or {"kind": "unreadable", "reason"}.
    """
    file = Path(path)
    if not file.is_file() or file.is_symlink():
        return {"kind": "missing", "found": sorted(p.name for p in file.parent.glob("*"))[:10]}
    if file.stat().st_size > MAX_FILE:
        return {"kind": "unreadable", "reason": f"the file has {file.stat().st_size:,} bytes"}
    try:
        return _weights(file, model.data) if kind == "weights" and model else _whole_model(file)
    except Exception as error:  # noqa: BLE001  (any file may be there, and any error of its reader)
        return {"kind": "unreadable", "reason": f"{type(error).__name__}: {error}"[:300]}


def _weights(file: Path, data: dict[str, Any]) -> dict[str, Any]:
    if _holds_a_model(file):
        return {"kind": "full_model"}
    model = build_model({**data, "compile_config": None, "weights": None})
    model.load_weights(file)
    return {"kind": "weights", "weights": list(model.get_weights())}


def _holds_a_model(file: Path) -> bool:
    import zipfile

    import h5py

    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            return "config.json" in archive.namelist()
    with h5py.File(file) as content:
        return "model_config" in content.attrs or "model_weights" in content


def _whole_model(file: Path) -> dict[str, Any]:
    import keras

    model = keras.saving.load_model(file, safe_mode=True)
    return {"kind": "model", "model": Described("model", describe_model(model, weights=True))}
