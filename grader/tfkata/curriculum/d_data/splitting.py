"""Samples and labels, split into parts: by place, by step, shuffled or within each class."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

Parts = tuple[np.ndarray, ...]


def draw(level: int, chance: random.Random, numbers: np.random.Generator) -> dict[str, Any]:
    """The fields of a `Task`."""
    drawn = _DRAWS[level](chance)
    choose = drawn["choose"]

    def split(x: np.ndarray, y: np.ndarray) -> Parts:
        return tuple(part[places] for places in choose(y) for part in (x, y))

    def slip(other: Any) -> Any:
        return lambda x, y: tuple(part[places] for places in other(y) for part in (x, y))

    def samples(n: int) -> tuple[np.ndarray, np.ndarray]:
        y = np.resize(np.arange(3), n)
        numbers.shuffle(y)
        return np.stack([np.arange(n) * 10, np.arange(n) * 10 + 1], axis=1), y

    least = drawn.get("least", 1)
    return {
        "key": f"split-{level}",
        "values": drawn["values"],
        "reference": split,
        "calls": (samples(12), samples(17), samples(20)),
        "edges": (samples(least), samples(least + 1)),
        "slips": {
            **{code: slip(other) for code, other in drawn["slips"].items()},
            "d-data.parts-in-another-order": lambda x, y: _by_kind(split(x, y)),
        },
    }


def _by_kind(parts: Parts) -> Parts:
    return (*parts[::2], *parts[1::2])


def _last_share(chance: random.Random) -> dict[str, Any]:
    percent = chance.randrange(8, 46)

    def choose(y: np.ndarray, up: int = 0) -> list[np.ndarray]:
        test = (len(y) * percent + up) // 100
        return [np.arange(len(y) - test), np.arange(len(y) - test, len(y))]

    return {
        "values": {"percent": percent},
        "choose": choose,
        "slips": {
            "d-data.rounds-up": lambda y: choose(y, 99),
            "d-data.test-first": lambda y: choose(y)[::-1],
            "d-data.front-for-test": lambda y: _front(y, choose),
        },
    }


def _front(y: np.ndarray, choose: Any) -> list[np.ndarray]:
    test = len(choose(y)[1])
    return [np.arange(test, len(y)), np.arange(test)]


def _every_kth(chance: random.Random) -> dict[str, Any]:
    k = chance.randint(3, 8)
    first = chance.randrange(k)

    def choose(y: np.ndarray, begin: int = first) -> list[np.ndarray]:
        places = np.arange(len(y))
        return [places[places % k != begin], places[places % k == begin]]

    return {
        "values": {"k": k, "first": first, "second": first + k, "third": first + 2 * k},
        "choose": choose,
        "slips": {
            "d-data.starts-one-later": lambda y: choose(y, (first + 1) % k),
            "d-data.starts-one-earlier": lambda y: choose(y, (first - 1) % k),
            "d-data.test-first": lambda y: choose(y)[::-1],
        },
    }


def _three_parts(chance: random.Random) -> dict[str, Any]:
    valid, test = chance.randrange(8, 31), chance.randrange(8, 31)

    def choose(y: np.ndarray, up: int = 0) -> list[np.ndarray]:
        n = len(y)
        v, t = (n * valid + up) // 100, (n * test + up) // 100
        places = np.arange(n)
        return [places[: n - v - t], places[n - v - t : n - t], places[n - t :]]

    return {
        "values": {"valid": valid, "test": test},
        "choose": choose,
        "slips": {
            "d-data.rounds-up": lambda y: choose(y, 99),
            "d-data.test-before-validation": lambda y: [choose(y)[i] for i in (0, 2, 1)],
            "d-data.test-first": lambda y: choose(y)[::-1],
        },
    }


def _shuffled(chance: random.Random) -> dict[str, Any]:
    seed, percent = chance.randint(0, 999), chance.randrange(10, 46)

    def order(y: np.ndarray) -> np.ndarray:
        return np.random.default_rng(seed).permutation(len(y))

    def choose(y: np.ndarray) -> list[np.ndarray]:
        test = len(y) * percent // 100
        return [order(y)[test:], order(y)[:test]]

    def unshuffled(y: np.ndarray) -> list[np.ndarray]:
        test = len(y) * percent // 100
        return [np.arange(test, len(y)), np.arange(test)]

    def last(y: np.ndarray) -> list[np.ndarray]:
        train = len(y) - len(y) * percent // 100
        return [order(y)[:train], order(y)[train:]]

    return {
        "values": {"seed": seed, "percent": percent},
        "choose": choose,
        "slips": {
            "d-data.not-shuffled": unshuffled,
            "d-data.test-from-the-end": last,
            "d-data.test-first": lambda y: choose(y)[::-1],
        },
    }


def _in_each_class(chance: random.Random) -> dict[str, Any]:
    m = chance.randint(1, 3)

    def choose(y: np.ndarray, back: int = 1) -> list[np.ndarray]:
        test = np.zeros(len(y), bool)
        for label in np.unique(y):
            places = np.flatnonzero(y == label)
            test[places[-m:] if back else places[:m]] = True
        return [np.flatnonzero(~test), np.flatnonzero(test)]

    def by_class(y: np.ndarray) -> list[np.ndarray]:
        return [part[np.argsort(y[part], kind="stable")] for part in choose(y)]

    return {
        "values": {"m": m},
        "choose": choose,
        "least": 9,
        "slips": {
            "d-data.first-of-each-class": lambda y: choose(y, 0),
            "d-data.sorted-by-class": by_class,
            "d-data.last-of-all": lambda y: [np.arange(len(y) - 3 * m), np.arange(len(y) - 3 * m, len(y))],
        },
    }


_DRAWS = {1: _last_share, 2: _every_kth, 3: _three_parts, 4: _shuffled, 5: _in_each_class}
