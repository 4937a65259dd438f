"""A paper: which tasks are asked, how long it takes, and when it is passed. It follows from its seed."""

from __future__ import annotations

import random
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tfkata.curriculum.d_exam import variant

SCHEMA = "tfkata/exam-paper/v1"
MINUTES, SHORT_MINUTES = 300, 30
EACH, SHARE = 3, 0.72
"""To pass: at least 3 in each task, and 18 of 25. The rule is ours: that of the certificate was never published."""
HIGHEST = 5


@dataclass(frozen=True)
class Paper:
    """What was drawn. `training` gives feedback with each submission; otherwise there is only the score until the end."""

    id: str
    seed: int
    minutes: int
    tasks: tuple[str, ...]
    training: bool = False

    @property
    def most(self) -> int:
        return HIGHEST * len(self.tasks)

    @property
    def needed(self) -> int:
        """The total at which it is passed: 18 of 25, and as large a part of a shorter paper (4 of 5)."""
        return round(SHARE * self.most)

    @property
    def rule(self) -> str:
        if len(self.tasks) == 1:
            return f"at least {self.needed} of {self.most}"
        return f"at least {EACH} in each task, and {self.needed} of {self.most} in total"

    @property
    def is_open(self) -> bool:
        """Whether the scores are those of the open half: the final ones need the secret of a course."""
        return any(variant.is_dealt(task) for task in self.tasks)

    def passed(self, scores: list[int]) -> bool:
        return min(scores) >= EACH and sum(scores) >= self.needed

    def as_data(self) -> dict[str, Any]:
        return {"schema": SCHEMA, **asdict(self), "tasks": list(self.tasks), "rule": self.rule}


def draw(
    seed: int,
    *,
    minutes: int | None = None,
    short: bool = False,
    training: bool = False,
    opened: str | None = None,
) -> Paper:
    """The paper of a seed. Its id is drawn as well, so that two sittings of one paper can be told apart.

    `opened` deals the rows of an issued paper (`d_exam/drawn.py`).
    """
    chance = random.Random(f"paper:{'short' if short else 'whole'}:{seed}")
    categories = [chance.choice(("images", "pictures"))] if short else list(variant.CATEGORIES)
    ending = "" if opened is None else f":{opened}"
    tasks = tuple(
        f"{chance.choice(variant.of_category(category)).name}:{chance.randrange(variant.NUMBERS)}{ending}"
        for category in categories
    )
    length = minutes if minutes is not None else SHORT_MINUTES if short else MINUTES
    return Paper(f"{seed}-{secrets.token_hex(4)}", seed, length, tasks, training)


def of_data(data: Mapping[str, Any]) -> Paper:
    """What `as_data` wrote.

    Raises:
        ValueError: not a paper of this version.
    """
    try:
        if data["schema"] != SCHEMA or not all(type(data[name]) is int for name in ("seed", "minutes")):
            raise ValueError("another schema")
        tasks = tuple(str(task) for task in data["tasks"])
        for task in tasks:
            variant.task(task)
            if variant.is_sealed(task):
                raise ValueError("what is sealed stands in it")
        if not re.fullmatch(r"\d{1,20}-[0-9a-f]{8}", str(data["id"])):  # names of files are made with it
            raise ValueError("its id")
        if not 1 <= len(tasks) <= len(variant.CATEGORIES) or not 0 < data["minutes"] < 100_000:
            raise ValueError("no tasks, or no time")
        return Paper(str(data["id"]), data["seed"], data["minutes"], tasks, data["training"] is True)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a paper of this tfkata ({error})") from None
