"""The family *head*: a task in words; which units, activation and loss does the last layer need?

What is right, and what a wrong head is called, say the rules of the exercises e13 and e14 (`tfkata.curriculum.e13_output_head`).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from tfkata.drills import words
from tfkata.drills.drill import LETTERS, Drill, Question, Slip

NAME = "head"
NUMBER = "number"
UNKNOWN_NAME = "head.unknown-name"
LINEAR = ("linear", "none")
LOGITS = "from_logits"
# Per level: kinds of tasks and labels, and whether the last layer may be given in part.
LEVELS: dict[int, tuple[tuple[str, str], ...]] = {
    1: (("many", "integer"), ("many", "one_hot")),
    2: (("many", "integer"), ("many", "one_hot"), ("two", "integer")),
    3: (("many", "integer"), ("many", "one_hot"), ("tags", "multi_hot"), ("two", "one_hot")),
    4: (
        ("tags", "multi_hot"),
        ("number", NUMBER),
        ("two", "integer"),
        ("several_numbers", "several_numbers"),
    ),
    5: (("many", "integer"), ("many", "one_hot"), ("tags", "multi_hot"), ("two", "integer")),
}
BY_CHOICE = 2
FEW = ("softmax", "sigmoid", "linear", "relu")
REGRESSION = (
    "mean_squared_error",
    "mean_absolute_error",
    "huber",
    "log_cosh",
    "mean_absolute_percentage_error",
)
CROSS_ENTROPIES = ("binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy")


class Task(NamedTuple):
    """What is asked: so many classes or numbers, labels of this kind, and what is given of the last layer."""

    k: int
    labels: str
    given: str

    @property
    def numbers(self) -> bool:
        return self.labels == NUMBER


def make(level: int, _: int, chance: random.Random) -> Question:
    """A task with its right heads; of the first levels, one head is chosen among four."""
    kind, labels = chance.choice(LEVELS[level])
    task = _task(level, kind, labels, chance)
    right = right_heads(task)
    answer = spelled_head(right[0])
    text = _statement(level, kind, labels, task, chance)
    note = f"{task.k} {task.labels} {task.given} {text.partition(chr(10))[0]}"
    working = words.text(NAME, "working", heads="; ".join(_option(one) for one in right[:2]))
    wrong = _wrong(task, chance)
    if level > BY_CHOICE:
        found = tuple(Slip(spelled_head(one), *told(task, one)) for one in wrong)
        return Question(note, text, "typed", answer, "head", slips=found, working=working)
    heads = [right[0], *wrong[:3]]
    chance.shuffle(heads)
    chosen = LETTERS[heads.index(right[0])]
    slips = tuple(
        Slip(letter, *told(task, one))
        for letter, one in zip(LETTERS, heads, strict=False)
        if letter != chosen
    )
    options = tuple(map(_option, heads))
    return Question(note, text, "choice", chosen, "letter", options, slips, working)


def _task(level: int, kind: str, labels: str, chance: random.Random) -> Task:
    if kind in ("number", "several_numbers"):
        return Task(1 if kind == "number" else 2 * chance.randint(2, 40), NUMBER, "")
    k = 2 if kind == "two" else chance.randint(3, 40 if kind == "tags" else 250)
    given = ""
    if level == 5:
        given = "linear" if k > 2 else chance.choice(("one", "each", "linear"))
    return Task(k, labels, given)


def _statement(level: int, kind: str, labels: str, task: Task, chance: random.Random) -> str:
    texts = words.read(NAME)
    form = chance.choice(texts["labels"][labels][:2] if level < 4 else texts["labels"][labels])
    values = {"k": task.k, "last": task.k - 1, "k2": task.k, **_samples(task, chance)}
    told_task = words.filled(chance.choice(texts["tasks"][kind]), {**values, "k": _half(kind, task.k)})
    given = words.text(NAME, f"given-{task.given}") if task.given else ""
    asked = words.text(NAME, "typed" if level > BY_CHOICE else "choice")
    shown = {"task": told_task, "labels": words.filled(form, values), "given": given and f" {given}"}
    return words.text(NAME, "statement", asked=asked, **shown)


def _half(kind: str, k: int) -> int:
    """Points have two coordinates each."""
    return k // 2 if kind == "several_numbers" else k


def _samples(task: Task, chance: random.Random) -> dict[str, str]:
    """The first labels, as arrays print."""
    ids = [chance.randrange(task.k) for _ in range(4)]
    row = " ".join("1." if place == ids[0] % 5 else "0." for place in range(min(5, task.k)))
    tags = " ".join(str(chance.randint(0, 1)) for _ in range(min(5, task.k)))
    more = " …" if task.k > 5 else ""
    return {
        "integers": f"`[{' '.join(map(str, ids))} …]`",
        "rows": f"`[[{row}{more}] …]`",
        "tags": f"`[[{tags}{more}] …]`",
        "numbers": f"`[{' '.join(f'{chance.randint(10, 990) / 10:g}' for _ in range(3))} …]`",
    }


def right_heads(task: Task) -> list[Any]:
    """Every head that answers a task, the usual one first."""
    from tfkata.curriculum.e13_output_head import heads

    if task.numbers:
        return [heads.Head(task.k, "linear", loss, False) for loss in REGRESSION]
    every = heads.right_heads(task.k, task.labels)
    if task.labels == "integer" and task.k == 2 and not task.given:
        every = [*every[2:4], *every[:2], *every[4:]]
    fits: dict[str, Callable[[Any], bool]] = {
        "": lambda head: True,
        "linear": lambda head: head.activation == "linear",
        "one": lambda head: head.units == 1,
        "each": lambda head: head.units == 2,
    }
    return [head for head in every if fits[task.given](head)]


def _wrong(task: Task, chance: random.Random) -> list[Any]:
    """Wrong heads, each by a misconception of its own."""
    from tfkata.curriculum.e13_output_head.heads import Head

    right = right_heads(task)
    usual = right[0]
    losses = (*CROSS_ENTROPIES, "mean_squared_error")
    every = [
        Head(usual.units, usual.activation, loss, usual.from_logits and loss in CROSS_ENTROPIES)
        for loss in losses
    ]
    every += [Head(usual.units, activation, usual.loss, usual.from_logits) for activation in FEW]
    every += [
        Head(units, usual.activation, usual.loss, usual.from_logits) for units in (1, task.k, task.k + 1, 2)
    ]
    every += [
        Head(task.k, "softmax", CROSS_ENTROPIES[1], False),
        Head(task.k, "softmax", CROSS_ENTROPIES[2], False),
    ]
    chance.shuffle(every)
    by_code = {told(task, head)[0]: head for head in every if head not in right}
    return list(by_code.values())


def told(task: Task, head: Any) -> tuple[str, dict[str, str]]:
    """The misconception of a wrong head, and the values for its text."""
    from tfkata.curriculum.e13_output_head import checks, heads

    spelled = spelled_head(head)
    loss = words.text(NAME, "logits", loss=head.loss) if head.from_logits else head.loss
    values = {"loss": loss, "activation": head.activation, "units": str(head.units), "shown": spelled}
    if heads.UNKNOWN in head:
        what = "activation" if head.activation == heads.UNKNOWN else "loss"
        return UNKNOWN_NAME, {"what": f"{'an' if what == 'activation' else 'a'} {what}", "name": what}
    if task.numbers:
        return _of_numbers(task, head), values
    every = heads.right_heads(task.k, task.labels)
    if head in every:
        return "head.other-than-given", values
    near = checks.nearest(head, every)
    shown = words.text(NAME, f"labels-{task.labels}")
    found = checks.Answered(task.k, shown, head.units, head.activation, loss, head, near)
    named = checks.HEADS(found._replace(labels=task.labels))
    code = named[0] if named is not None else None
    return code or "head.other-loss", {**values, "num_classes": str(task.k), "labels": shown}


def _of_numbers(task: Task, head: Any) -> str:
    if head.loss not in REGRESSION:
        return "head.classes-for-numbers" if "entropy" in head.loss else "head.another-loss"
    return "head.bounded-for-numbers" if head.activation != "linear" else "head.units-for-numbers"


def spelled_head(head: Any) -> str:
    """A head as it is typed."""
    return f"{head.units} {head.activation} {head.loss}{f' {LOGITS}' if head.from_logits else ''}"


def _option(head: Any) -> str:
    loss = words.text(NAME, "logits", loss=head.loss) if head.from_logits else head.loss
    noun = words.text(NAME, "unit" if head.units == 1 else "units")
    return words.text(NAME, "option", units=head.units, noun=noun, activation=head.activation, loss=loss)


# --- what was typed


def read(typed: str) -> Any:
    """The head in `10 softmax SparseCategoricalCrossentropy()`, as the form "head" spells it; names may be unknown."""
    from tfkata.curriculum.e13_output_head.heads import ACTIVATIONS, LOSSES, UNKNOWN, Head

    units, *names = typed.split()
    from_logits = LOGITS in names
    names = [name for name in names if name != LOGITS]
    if names[0] in LOSSES and names[1] not in LOSSES:
        names.reverse()
    activation = "linear" if names[0].lower() in LINEAR else names[0]
    activation = activation if activation in ACTIVATIONS else UNKNOWN
    return Head(int(units), activation, LOSSES.get(names[1], UNKNOWN), from_logits)


def _of(drill: Drill) -> Task:
    k, labels, given = drill.note.split(" ")[:3]
    return Task(int(k), labels, given)


def spelled(drill: Drill, typed: str) -> str:
    """One spelling for each head; any right one is the answer."""
    if drill.form != "head":
        return typed
    head = read(typed)
    if head in right_heads(_of(drill)):
        return drill.answer
    return typed if "no such name" in f"{head}" else spelled_head(head)


def unfinished(drill: Drill, got: str) -> str:
    """A name that Keras does not know is a slip of the pen: which one was meant?"""
    slip = look(drill, got)
    if slip is None or slip.code != UNKNOWN_NAME:
        return ""
    return words.misconception(NAME, slip.code, {"got": got, **slip.values})[0]


def look(drill: Drill, got: str) -> Slip | None:
    """What is wrong with any other head."""
    if drill.form != "head" or read(got) in right_heads(_of(drill)):
        return None
    code, values = told(_of(drill), read(got))
    if code == UNKNOWN_NAME:
        activation, loss = re.sub(LOGITS, "", got).split()[1:3]
        values = {**values, "name": activation if values["name"] == "activation" else loss}
    return Slip(got, code, values)
