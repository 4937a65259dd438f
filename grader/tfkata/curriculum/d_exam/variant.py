"""Which task an id stands for: `family:number`, and nothing else decides it.

An issued paper has `family:number:opened`; its final scores are those of `family:number:opened:sealed` (`d_exam/drawn.py`).
"""

from __future__ import annotations

import random
from functools import lru_cache

from tfkata.curriculum.d_exam import images, mail, numbers, pictures, scoring, series
from tfkata.curriculum.d_exam.drawn import Draw
from tfkata.curriculum.d_exam.task import Family, Task

CATEGORIES = ("numbers", "images", "pictures", "text", "series")
"""In the order in which the certificate had them: category 1 is the first."""
FAMILIES: dict[str, Family] = {
    family.name: family for module in (numbers, images, pictures, mail, series) for family in module.FAMILIES
}
NUMBERS = 10_000


@lru_cache(maxsize=64)
def task(task_id: str) -> Task:
    """The task of an id such as `mileage:17`.

    Raises:
        KeyError: no such family. ValueError: not an id.
    """
    name, _, rest = task_id.partition(":")
    number, *codes = rest.split(":", 2)
    if not (number.isascii() and number.isdecimal() and int(number) < NUMBERS):
        raise ValueError(f"not the id of a task: {task_id[:80]}")
    chance = random.Random(f"{name}:{int(number)}")
    return FAMILIES[name].make(
        chance.choice(measured(FAMILIES[name])), chance, Draw(*codes) if codes else None
    )


def is_dealt(task_id: str) -> bool:
    """Whether an id is that of an issued paper, whose rows were dealt out for one learner."""
    return task_id.count(":") > 1


def is_sealed(task_id: str) -> bool:
    """Whether an id says what an issued paper must not."""
    return task_id.count(":") > 2


def measured(family: Family) -> list[str]:
    """The variants of a family that can be asked: those whose limits follow from a calibration."""
    return [name for name in family.variants if scoring.calibration().get(name, {}).get("references")]


def of_category(category: str) -> list[Family]:
    """The families of one of `CATEGORIES` that can be asked."""
    return [family for family in FAMILIES.values() if family.category == category and measured(family)]
