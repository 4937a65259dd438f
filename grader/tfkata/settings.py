"""The conditions under which an answer is graded."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass

FULL_DATA = 6
LARGEST_SHARE = 4
READING_SECONDS = 20.0
SEEDS = 2**32


def drawn_seed() -> int:
    """A seed that nobody can know beforehand, for grading strangers."""
    return secrets.randbelow(SEEDS)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to grade.

    `patience` multiplies every time limit, `seed` fixes every random choice, and `threads` is how many threads
    TensorFlow uses for one operation (0: one per core). `data` is "embedded" or "full": with "full",
    e22_fashion_mnist trains on all 60,000 images and gets six times the time. `reading_seconds` is what reading one
    submission may take of a processor, all of its files and notebooks together; it decides nothing about what was read.
    """

    tier: str = "full"
    seed: int = 0
    device: str = "auto"
    sandbox: str = "auto"
    in_process: bool = False
    patience: float = 1.0
    threads: int = 0
    data: str = "embedded"
    reading_seconds: float = READING_SECONDS

    @property
    def stretch(self) -> float:
        """The factor for every time limit. A run that has only a share of the cores gets more time."""
        share = min(LARGEST_SHARE, (os.cpu_count() or 1) / self.threads) if self.threads else 1
        return self.patience * (FULL_DATA if self.data == "full" else 1) * max(1, share)
