"""Category 1: tables of numbers. How far a car goes, how many children a day brings, is it a tumour, how does a disease go on?"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache

import numpy as np

from tfkata import data
from tfkata.curriculum.d_exam import writing
from tfkata.curriculum.d_exam.drawn import Draw, dealt
from tfkata.curriculum.d_exam.task import Family, Pair, Task, always, constant, most_common
from tfkata.data.categories import auto_mpg, series
from tfkata.data.images import Part

LITRES = 235.214583
"""Litres per 100 km are this, divided by miles per gallon."""
CSV = '''
def load():
    """The table, float32 ({rows}, {columns}), and what is to be predicted, {dtype} ({rows},)."""
    table = np.loadtxt(DATA / "rows.csv", delimiter=",", skiprows=1, dtype=np.float32)
    return table[:, :-1], table[:, -1].astype("{dtype}")
'''
JSON = '''
COLUMNS = {names}


def load():
    """The table, float32 ({rows}, {columns}), and what is to be predicted, {dtype} ({rows},)."""
    days = json.loads((DATA / "rows.json").read_text("utf-8"))
    table = np.array([[day[name] for name in COLUMNS] for day in days], np.float32)
    return table, np.array([day["{target}"] for day in days], "{dtype}")
'''
Table = Callable[[Part], Pair]


def mileage(variant: str, chance: random.Random, draw: Draw | None = None) -> Task:
    names = list(auto_mpg.COLUMNS)
    chance.shuffle(names)
    litres = variant.endswith("/litres")

    def table(part: Part) -> Pair:
        cars = auto_mpg.load(part)
        rows = cars.table[:, [auto_mpg.COLUMNS.index(name) for name in names]]
        wanted = np.round(LITRES / cars.mpg.astype(np.float64), 2) if litres else cars.mpg.astype(np.float64)
        return rows, wanted

    target, unit = ("litres", "litres per 100 km") if litres else ("mpg", "miles per gallon")
    return _regression("mileage", variant, names, target, unit, dealt(draw, table))


_FIRST = {"train": date(1969, 1, 1), "held_out": date(1985, 1, 1)}
_EARLIER = {"births/week": 7, "births/year": 364}


def births(variant: str, chance: random.Random, draw: Draw | None = None) -> Task:
    back = _EARLIER[variant]
    names = ["weekday", "month", "day", f"births_{back}_days_earlier"]
    chance.shuffle(names)
    table = dealt(draw, lambda part: _days(part, tuple(names), back), fixed=True)
    return _regression("births", variant, names, "births", "births", table, json=True)


def _days(part: Part, names: tuple[str, ...], back: int) -> Pair:
    counted = series.load("births", part).astype(np.float64)
    days = [_FIRST[part] + timedelta(days=number) for number in range(len(counted))]
    columns = {
        "weekday": np.array([day.isoweekday() for day in days], np.float64),
        "month": np.array([day.month for day in days], np.float64),
        "day": np.array([day.day for day in days], np.float64),
        f"births_{back}_days_earlier": np.concatenate([np.zeros(back), counted[:-back]]),
    }
    rows = np.stack([columns[name] for name in names], axis=1)
    return rows[back:].astype(np.float32), counted[back:]


def tumours(variant: str, chance: random.Random, draw: Draw | None = None) -> Task:
    first = {"tumours/means": 0, "tumours/worst": 20}[variant]
    columns = list(range(first, first + 10))
    chance.shuffle(columns)

    def measured(part: Part) -> Pair:
        found = data.load("breast-cancer", part)
        return found.images[:, columns].astype(np.float32), found.labels

    table = dealt(draw, measured, classes=True)
    names = [_TUMOUR[column - first] for column in columns]
    rows, labels = table("train")
    return Task(
        family="tumours",
        variant=variant,
        kind="yes or no",
        inputs=(len(names),),
        outputs=1,
        unit="tumours",
        noun="tumours",
        values={"columns": ", ".join(f"`{name}`" for name in names), "rows": len(rows)},
        loader=CSV.format(rows=len(rows), columns=len(names), dtype="int64"),
        files=lambda: {"rows.csv": writing.csv([*names, "benign"], np.column_stack([rows, labels]))},
        held_out=lambda: table("held_out"),
        simple={"the most common class": always(most_common(labels), 2)},
    )


_TUMOUR = (
    *("radius", "texture", "perimeter", "area", "smoothness"),
    *("compactness", "concavity", "concave_points", "symmetry", "fractal_dimension"),
)
_DIABETES = ("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6")
_PATIENTS_HELD_OUT = 110


def diabetes(variant: str, chance: random.Random, draw: Draw | None = None) -> Task:
    names = list(_DIABETES if variant.endswith("/all") else _DIABETES[2:])
    chance.shuffle(names)
    columns = [_DIABETES.index(name) for name in names]

    def table(part: Part) -> Pair:
        rows, target = _patients()
        chosen = slice(0, _PATIENTS_HELD_OUT) if part == "held_out" else slice(_PATIENTS_HELD_OUT, None)
        return rows[chosen][:, columns].astype(np.float32), target[chosen]

    return _regression("diabetes", variant, names, "progression", "points", dealt(draw, table))


@cache
def _patients() -> Pair:
    """scikit-learn's table of 442 patients, in an order that never changes."""
    from sklearn.datasets import load_diabetes

    rows, target = load_diabetes(return_X_y=True, scaled=False)
    order = np.random.RandomState(0).permutation(len(rows))
    return rows[order], target[order].astype(np.float64)


_ROWS = {"mileage": "cars", "births": "days", "diabetes": "patients"}


def _regression(
    family: str,
    variant: str,
    names: Sequence[str],
    target: str,
    unit: str,
    table: Table,
    *,
    json: bool = False,
) -> Task:
    rows, wanted = table("train")
    filled = {"rows": len(rows), "columns": len(names), "dtype": "float32"}

    def files() -> dict[str, bytes]:
        if not json:
            return {"rows.csv": writing.csv([*names, target], np.column_stack([rows, wanted]))}
        days = [
            dict(zip([*names, target], map(int, [*row, value]), strict=True))
            for row, value in zip(rows.tolist(), wanted.tolist(), strict=True)
        ]
        return {"rows.json": writing.as_json(days)}

    def held_out() -> Pair:
        inputs, right = table("held_out")
        return inputs, right[:, None]

    return Task(
        family=family,
        variant=variant,
        kind="numbers",
        inputs=(len(names),),
        outputs=1,
        unit=unit,
        noun=_ROWS[family],
        values={"columns": ", ".join(f"`{name}`" for name in names), "rows": len(rows), "unit": unit},
        loader=JSON.format(**filled, names=list(names), target=target) if json else CSV.format(**filled),
        files=files,
        held_out=held_out,
        simple={"the same number for all": constant(float(np.median(wanted)))},
    )


FAMILIES = (
    Family("mileage", "numbers", ("mileage/gallons", "mileage/litres"), mileage),
    Family("births", "numbers", tuple(_EARLIER), births),
    Family("tumours", "numbers", ("tumours/means", "tumours/worst"), tumours),
    Family("diabetes", "numbers", ("diabetes/all", "diabetes/blood"), diabetes),
)
