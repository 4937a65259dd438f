# expect: pass
# A dataclass with slots under postponed annotations, an IntEnum as the axis.
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np


class Axis(IntEnum):
    SAMPLES = 0
    CLASSES = 1


@dataclass(slots=True)
class Encoder:
    classes: int
    seen: Counter[int] = field(default_factory=Counter)

    def __call__(self, labels: np.ndarray) -> np.ndarray:
        self.seen.update(labels.tolist())
        strange = set(self.seen) - set(range(self.classes))
        if strange:
            raise ValueError(f"{sorted(strange)} are not in 0..{self.classes - 1}")
        table = np.identity(self.classes, np.float32)
        return table.take(labels, axis=Axis.SAMPLES)


def one_hot(labels, num_classes):
    return Encoder(num_classes)(labels)


def decode(encoded):
    return np.apply_along_axis(np.argmax, Axis.CLASSES, encoded) if len(encoded) else np.array([], dtype=np.int64)
