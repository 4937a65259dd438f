"""The checks that all exercises about a model share: is it one, has it the parameters, the function, the training?

One comparison is made and every difference belongs to one check, so that one slip costs its own points and no
others. `architecture_checks` registers them for an exercise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from typing import Any, NoReturn

import numpy as np

from tfkata.checks import kit, registry
from tfkata.checks.kit import Candidate, Described, fail
from tfkata.wire import codec

OTHER_KERAS = ("tensorflow.python.keras", "tf_keras")
"""Copies of Keras 2 that lie beside Keras 3 and know nothing of it."""
REAL = 200  # pictures of each data set, from which a seed chooses

_codes: dict[str, dict[str, str]] = {}
_drawn: dict[str, Callable[[int], Any]] = {}


@dataclass(frozen=True)
class Comparison:
    """A learner's model, rebuilt, beside the wanted one, and all that is different."""

    answer: Any
    wanted: Any
    differences: list[Any]

    @property
    def counts_agree(self) -> bool:
        from tfkata.architecture import layer_parameters

        return layer_parameters(self.answer) == layer_parameters(self.wanted)

    def of(self, *aspects: str) -> list[Any]:
        return [d for d in self.differences if d.aspect in aspects]


def architecture_checks(
    exercise_id: str,
    *,
    function: str = "build_model",
    prefix: str = "",
    name: str | None = None,
    drawn: Callable[[int], Any] | None = None,
    codes: Mapping[str, str] | None = None,
) -> None:
    """Registers the checks `returns`, `parameters`, `function` and `training` for one function of an exercise.

    Args:
        prefix: put before the ids, for an exercise with two models.
        name: the name the model must have; adds the check `name`.
        drawn: builds the wanted model of a seed, where each seed asks for another; otherwise the solution builds it.
        codes: what a difference is called in this exercise, by what it is called elsewhere.
    """
    _codes[exercise_id] = {**_codes.get(exercise_id, {}), **(codes or {})}
    if drawn is not None:
        _drawn[exercise_id] = drawn
    checks = {"returns": _returns, "parameters": _parameters, "function": _function, "training": _training}
    if name is not None:
        checks["name"] = _name
    for check_id, judge in checks.items():
        registry.register(exercise_id, prefix + check_id, partial(judge, exercise_id, function, name))


def _returns(exercise_id: str, function: str, name: str | None, candidate: Candidate) -> None:
    """It returns a Keras model that can be judged and takes the images of the exercise."""
    from tfkata.architecture import summary_table

    comparison = _compared(candidate, exercise_id, function, name)
    kit.layers(f"{function}()", summary_table(comparison.answer))
    _fail_with_first(comparison, comparison.of("model"), function)


def _name(exercise_id: str, function: str, name: str | None, candidate: Candidate) -> None:
    comparison = _compared(candidate, exercise_id, function, name)
    _fail_with_first(comparison, comparison.of("name"), function)


def _parameters(exercise_id: str, function: str, name: str | None, candidate: Candidate) -> None:
    """Layer by layer as many parameters as the table; the difference that explains it, if they are not."""
    comparison = _compared(candidate, exercise_id, function, name)
    if not comparison.counts_agree:
        _fail_with_first(
            comparison, comparison.of("parameters") or comparison.of("function", "model"), function
        )


def _function(exercise_id: str, function: str, name: str | None, candidate: Candidate) -> None:
    """What `_parameters` does not see: activations, kinds of pooling, order; with equal counts, everything.

    A layer that is not there computes nothing, so it costs these points as well.
    """
    comparison = _compared(candidate, exercise_id, function, name)
    aspects = ("parameters", "function") if comparison.counts_agree else ("function",)
    missing = [d for d in comparison.of("parameters") if d.code == "model.missing-layer"]
    _fail_with_first(comparison, comparison.of(*aspects) or missing, function)


def _training(exercise_id: str, function: str, name: str | None, candidate: Candidate) -> None:
    """What only training shows: dropout, frozen or penalised weights, weights that a step of training leaves as they are."""
    comparison = _compared(candidate, exercise_id, function, name)
    _fail_with_first(comparison, comparison.of("training"), function)


def _compared(candidate: Candidate, exercise_id: str, function: str, name: str | None) -> Comparison:
    comparison: Comparison = candidate.once(
        function, partial(_compare, candidate, exercise_id, function, name)
    )
    return comparison


def _compare(candidate: Candidate, exercise_id: str, function: str, name: str | None) -> Comparison:
    """A step of training costs more than all the rest, so a model is asked for one last: when it is right and not ordinary."""
    asked = _asked(exercise_id, function, candidate.seed)

    def judged(**options: Any) -> tuple[Comparison, dict[str, Any]]:
        described = candidate.call(function, options={"grids": asked.grids, **options})
        if not isinstance(described, Described) or described.kind != "model":
            _not_a_model(described, function)
        told = {key: described.data.pop(key, None) for key in ("ordinary", "step")}
        body = codec.encode({"model": described})
        return _judged(body, exercise_id, function, name, candidate.seed), told

    comparison, told = judged(ordinary=True)
    if told["ordinary"] is True or comparison.of("model", "parameters", "function", "training"):
        return comparison
    comparison, told = judged(gradient_step=asked.step)  # of another model, which is judged as well
    if comparison.of("model", "parameters", "function", "training"):
        return comparison
    unlearned = _named(exercise_id, _unlearned(comparison, told["step"], asked.step))
    return replace(comparison, differences=[*comparison.differences, *unlearned])


def _unlearned(judged: Comparison, step: Any, question: dict[str, Any]) -> list[Any]:
    from tfkata.architecture import unlearned

    return unlearned(judged.answer, judged.wanted, step, question)


@dataclass(frozen=True)
class Asked:
    """What all answers to one exercise are asked with one seed."""

    questions: Any
    grids: list[np.ndarray]
    step: dict[str, Any]


@lru_cache(maxsize=8)
def _asked(exercise_id: str, function: str, seed: int) -> Asked:
    from tfkata.architecture import Questions, step_question
    from tfkata.candidate.describe_model import probe_grids

    questions = Questions(seed, _real_pictures())
    return Asked(questions, probe_grids(seed), step_question(_wanted(exercise_id, function, seed), questions))


@cache
def _real_pictures() -> np.ndarray:
    """Digits and clothes as they are handed to a model: (n, 28, 28), from 0 to 1."""
    from tfkata import data

    images = [data.load(name, "train").images[:REAL] for name in ("mnist", "fashion-mnist")]
    return np.concatenate(images).astype(np.float32) / 255


@lru_cache(maxsize=16)
def _judged(body: bytes, exercise_id: str, function: str, name: str | None, seed: int) -> Comparison:
    """Half of a class builds the same model, down to its description: that is judged once by each examiner."""
    from tfkata.architecture import differences

    asked = _asked(exercise_id, function, seed)
    answer = kit.rebuild(codec.decode(body)["model"], asked.grids)
    wanted = _wanted(exercise_id, function, seed)
    found = differences(answer, wanted, name=name, questions=asked.questions)
    return Comparison(answer, wanted, _named(exercise_id, found))


def _named(exercise_id: str, found: list[Any]) -> list[Any]:
    codes = _codes.get(exercise_id, {})
    return [replace(one, code=codes.get(one.code, one.code)) for one in found]


def _not_a_model(returned: Any, function: str) -> NoReturn:
    if isinstance(returned, kit.Foreign) and returned.type_name.endswith("KerasTensor"):
        fail("model.symbolic-output", call=f"{function}()", returned=returned, expected="a Keras model")
    if isinstance(returned, kit.Foreign) and any(home in returned.text for home in OTHER_KERAS):
        fail("model.another-keras", call=f"{function}()", returned=returned, expected="a Keras model")
    found = "nothing (None)" if returned is None else kit.show(returned)
    if isinstance(returned, tuple | list):
        found = f"{len(returned)} values at once"
    fail("model.not-returned", call=f"{function}()", returned=returned, expected="a Keras model", found=found)


def _wanted(exercise_id: str, function: str, seed: int) -> Any:
    return _built(exercise_id, function, seed if exercise_id in _drawn else None)


@lru_cache(maxsize=32)
def _built(exercise_id: str, function: str, seed: int | None) -> Any:
    """The reference model, built once for all submissions that this process judges; one for each seed where it is drawn."""
    return kit.reference(exercise_id, function)() if seed is None else _drawn[exercise_id](seed)


def _fail_with_first(comparison: Comparison, differences: list[Any], function: str) -> None:
    from tfkata.architecture import side_by_side

    if not differences:
        return
    first = differences[0]
    rows = side_by_side(comparison.answer, comparison.wanted, first)
    call = f"{function}().summary()"
    fail(first.code, message=first.message, call=call, side_by_side=rows, **first.values)
