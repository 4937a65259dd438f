"""Mutates real messages, real descriptions of models and real replies, and feeds them to what must stand them.

    python tests/attacks/fuzz.py --minutes 5 [--target wire|rebuild|replies|folders] [--seed N] [--exercises e01 …]

`wire` decodes mutated bytes; `rebuild` builds mutated descriptions; `replies` runs whole checks on mutated answers of
the reference solution; `folders` writes mutated folders, and none may leave anything outside its own. Prints executions, what was refused, every exception that is not the one promised, and the
peak of memory.
"""

from __future__ import annotations

import argparse
import collections
import copy
import json
import random
import resource
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from tfkata.wire import codec
from tfkata.errors import WireError
from tfkata.wire.codec import Described, Foreign

ODD: list[Any] = [
    None, True, -1, 0, 2**31, 2**63, 10**400, -0.5, float("nan"), float("inf"), 1e308, "", "x" * 300, "\x1b[31m", "keras",
    [], {}, (), [[[[]]]], b"\xff", np.zeros((0, 3)), np.float16("nan"), np.array([np.nan, 1e308]), np.zeros((2,) * 8, bool),
    np.array(7), np.arange(3, dtype=np.uint64), Foreign("thing", "text"), Described("model", {}), Described("history", {"history": 3}),
    Described("dataset", {"epochs": [3]}), Described("folder", {"files": {"../x": b"x"}, "empty": ["/"]}), Described("figure", {"axes": 3}),
    Described("performed", {"kind": "layer", "done": 3, "raised": []}), Described("loss", {}), Described("schedule", {"rates": [0.1, None]}),
    ["", "[UNK]", "word", 3], ["word"] * 500, {"word": ["\ud800", "é"]}, {"a": 1}, {1: {}}, ("a", 1),
]  # fmt: skip


RAISED: dict[str, Any] = {
    "type": "ValueError", "message": "axes don't match", "kinds": ["ValueError", "Exception"], "traceback": '  File "e03.py", line 4, in f\n    g()',
    "at": {
        "line": 4, "expression": "np.stack([images, labels])", "called": "np.stack", "given": True, "library": "numpy", "documented": True,
        "values": [["images", "a uint8 array of shape (3, 28, 28)"], ["labels", "an int64 array of shape (3,)"]],
    },
}  # fmt: skip


def mutated(value: Any, chance: random.Random, rate: float = 0.08) -> Any:
    """The same structure with some parts replaced, left out, doubled or bent."""
    if chance.random() < rate:
        return copy.deepcopy(chance.choice(ODD))
    if isinstance(value, Described):
        return Described(value.kind, mutated(value.data, chance, rate) if chance.random() < 0.9 else {})
    if isinstance(value, dict):
        parts = {k: mutated(v, chance, rate) for k, v in value.items() if chance.random() > rate / 3}
        if chance.random() < rate / 3:
            parts["odd"] = copy.deepcopy(chance.choice(ODD))
        return parts if all(type(k) is str for k in parts) else value
    if isinstance(value, (list, tuple)):
        parts_ = [mutated(v, chance, rate) for v in value if chance.random() > rate / 3]
        if parts_ and chance.random() < rate / 3:
            parts_ *= 2
        return type(value)(parts_)
    if isinstance(value, np.ndarray):
        return bent(value, chance) if chance.random() < rate else value
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)) and chance.random() < rate:
        return chance.choice([0, -value, value * 2, value + 1, value * 1e6, 2**20, 2**40])
    return value


def bent(array: np.ndarray, chance: random.Random) -> Any:
    return chance.choice([
        lambda: array.reshape(-1), lambda: array[..., None], lambda: array.astype(chance.choice(sorted(codec.DTYPES))),
        lambda: array[:0], lambda: np.full_like(array, chance.choice([0, 1])), lambda: array.tolist(),
        lambda: array * np.nan if array.dtype.kind == "f" else array, lambda: np.concatenate([array, array]) if array.ndim else array,
    ])()  # fmt: skip


def flipped(body: bytes, chance: random.Random) -> bytes:
    parts = bytearray(body)
    for _ in range(chance.randint(1, 6)):
        kind, at = chance.randrange(4), chance.randrange(len(parts) or 1)
        if kind == 0 and parts:
            parts[at] = chance.randrange(256)
        elif kind == 1:
            parts[at:at] = bytes(chance.choice([0xDD, 0xDF, 0xC9, 0xC6, 0xDB, 0xFF, 0xC1, 0x91, 0x81]) for _ in range(chance.randint(1, 5)))
        elif kind == 2:
            del parts[at : at + chance.randint(1, 8)]
        else:
            other = chance.randrange(len(parts) or 1)
            parts[at:at] = parts[other : other + chance.randint(1, 40)]
    return bytes(parts)


def sane(value: Any) -> Any:
    """What can be sent: NumPy's and Python's parts that cross."""
    try:
        return codec.decode(codec.encode(value))
    except WireError:
        return Foreign("value")


def wire_target(chance: random.Random) -> Callable[[], str]:
    seeds = [codec.encode(part) for part in ODD if crosses(part)]
    seeds += [codec.encode({"id": "x", "ok": [np.ones((2, 3)), (1, 2.5, "t")], "mutated": False, "many": [{"ok": 1}] * 5})]

    def once() -> str:
        try:
            codec.decode(flipped(chance.choice(seeds), chance))
        except WireError:
            return "refused"
        return "decoded"

    return once


def crosses(value: Any) -> bool:
    try:
        codec.encode(value)
    except WireError:
        return False
    return True


def descriptions() -> list[dict[str, Any]]:
    """Real models of many kinds, as a candidate describes them."""
    import keras
    from tfkata.candidate.describe_model import describe_model
    from keras import layers as k
    from keras import ops

    inputs = keras.Input((12, 12, 3))
    x = k.Conv2D(4, 3, padding="same", activation="relu")(inputs)
    both = k.Concatenate()([x, k.SeparableConv2D(4, 3, padding="same")(x)])
    joined = k.Add()([k.MaxPooling2D()(both), k.AveragePooling2D(2)(both)])
    functional = keras.Model(inputs, k.Dense(3, activation="softmax")(k.GlobalAveragePooling2D()(joined)))
    y = ops.relu(ops.reshape(inputs, (-1, 432)))
    operations = keras.Model(inputs, k.Dense(2)(ops.concatenate([y, y[:, :5] * 2], axis=-1)))
    sequence = keras.Sequential([keras.Input((9, 5)), k.LSTM(4, return_sequences=True), k.GRU(3), k.BatchNormalization(), k.Dropout(0.3), k.Dense(1)])
    nested = keras.Sequential([keras.Input((12, 12, 3)), functional, k.Dense(2, activation=lambda t: t * 2, kernel_regularizer="l2")])
    cnn = keras.Sequential([keras.Input((28, 28, 1)), k.Rescaling(1 / 255), k.ZeroPadding2D(2), k.Conv2D(8, 5, strides=2), k.LeakyReLU(), k.Flatten(), k.Dense(10)])
    return [describe_model(m, weights=True) for m in (functional, operations, sequence, nested, cnn)]


def rebuild_target(chance: random.Random) -> Callable[[], str]:
    from tfkata.architecture import ModelRefused, rebuild

    seeds = descriptions()

    def once() -> str:
        description = dict(chance.choice(seeds))
        description["config"] = json.dumps(mutated(json.loads(description["config"]), chance, 0.01), default=str)
        description = mutated(description, chance, 0.005) if chance.random() < 0.3 else description
        try:
            rebuild(sane(description)) if isinstance(sane(description), dict) else None
        except ModelRefused:
            return "refused"
        return "built"

    return once


def replies_target(chance: random.Random) -> Callable[[], str]:
    """All checks of a random exercise, its answers mutated; a grader_error is an exception here."""
    from tfkata.catalog import records
    from tfkata.candidate.serve import LearnerModule
    from tfkata.examiner.judge import Examiner
    from tfkata.wire.messages import Job, Released

    class Loop:
        def __init__(self) -> None:
            self._module, self._reply = LearnerModule(), b""

        def send(self, body: bytes, timeout: float | None = None) -> None:
            reply = codec.decode(self._module.answer(body))
            if "ok" in reply and chance.random() < 0.7:
                reply["ok"] = mutated(reply["ok"], chance, chance.choice([0.02, 0.2, 0.9]))
            if chance.random() < 0.1:
                reply.pop("ok", None)
                reply["raised"] = mutated(copy.deepcopy(RAISED), chance, 0.2)
            try:
                self._reply = codec.encode(reply)
            except WireError:
                self._reply = codec.encode({"id": reply["id"], "ok": Foreign("value")})

        def receive(self, timeout: float | None = None) -> bytes:
            return self._reply

    class Host:
        def launch(self) -> tuple[int, Any]:
            return 0, Loop()

        def release(self, key: int) -> Released:
            return Released(0, "")

    chosen = [
        e for e in records.exercises().values()
        if e.solution.is_file() and e.checks_of("quick") and (not ONLY or any(e.id.startswith(o) for o in ONLY))
    ]  # fmt: skip

    def once() -> str:
        exercise = chance.choice(chosen)
        examiner = Examiner(Host())
        answer = exercise.solution.read_text("utf-8")
        job = Job(exercise.id, f"{exercise.id}.py", answer, "quick", chance.randrange(3), "/tmp")
        examiner.open(job)
        for asked in exercise.checks_of("quick"):
            result = examiner.check(asked.id)
            if result.outcome == "grader_error":
                raise AssertionError(f"{exercise.id}::{asked.id} {result.message}")
        return "judged"

    return once


WAYS = ["..", ".", "", "/", "\\", "a/b", "\0", "~", "C:", "x" * 100, " ", "a.", "../a", "é", "a\n", "NUL", "\ud800"]


def folders_target(chance: random.Random) -> Callable[[], str]:
    """Folders with odd names, odd contents and odd structure, written where one may write; the place around them stays empty."""
    import tempfile

    from tfkata.candidate.folders import Folders
    from tfkata.wire.folders import Folder

    around = Path(tempfile.mkdtemp(prefix="fuzz-folders-"))
    tempfile.tempdir = str(around / "work")
    Path(tempfile.tempdir).mkdir()

    def once() -> str:
        parts = ["cats", "dogs", "a.png", "b.JPG", "x y", ".hidden"]
        paths = ["/".join(chance.choice([*parts, *parts, *WAYS]) for _ in range(chance.randint(1, 3))) for _ in range(chance.randint(0, 6))]
        data = {"files": {path: chance.choice([b"", b"\x89PNG"]) for path in paths}, "empty": chance.sample(WAYS + parts, chance.randint(0, 2))}
        data = mutated(data, chance, 0.03)
        try:
            with Folders() as held:
                held.write(Folder.read(sane(data) if isinstance(sane(data), dict) else {}))
                held.places()
                inside = len(list(Path(tempfile.tempdir).iterdir()))
                if inside != 1 or len(list(around.iterdir())) != 1:
                    raise AssertionError(f"something lies outside: {data}")
        except WireError:
            return "refused"
        if list(Path(tempfile.tempdir).iterdir()):
            raise AssertionError(f"something stayed: {data}")
        return "written"

    return once


ONLY: list[str] = []  # ids of exercises, for `replies`
TARGETS = {"wire": wire_target, "rebuild": rebuild_target, "replies": replies_target, "folders": folders_target}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--target", choices=sorted(TARGETS), default="wire")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--exercises", nargs="*", default=[], help="for replies: e01 e03 …")
    asked = parser.parse_args()
    ONLY.extend(asked.exercises)
    chance = random.Random(asked.seed)
    once = TARGETS[asked.target](chance)
    counts: collections.Counter[str] = collections.Counter()
    failures: collections.Counter[str] = collections.Counter()
    slowest, until = 0.0, time.monotonic() + asked.minutes * 60
    while time.monotonic() < until:
        started = time.monotonic()
        try:
            counts[once()] += 1
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__}: {str(error)[:200]} ({where.filename.rpartition('/')[2]}:{where.lineno})"
            failures[key] += 1
        slowest = max(slowest, time.monotonic() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{asked.target}: {sum(counts.values()) + sum(failures.values()):,} executions, {dict(counts)}, "
          f"{sum(failures.values())} exceptions, slowest {slowest:.2f} s, peak memory {peak:,.0f} MB")
    for text, count in failures.most_common(40):
        print(f"  {count:5}x {text}")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
