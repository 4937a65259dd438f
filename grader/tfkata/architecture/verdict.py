"""The verdict: is this the model that was asked for? By function, parameters and training, not by spelling.

The chain of operations only says what to call the difference; it never makes a model right or wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

import keras

from tfkata.architecture.chain import canonical
from tfkata.architecture.diagnosis import Difference, diagnose
from tfkata.architecture.function import same_function, same_sizes
from tfkata.architecture.graph import Graph, Step, cells, parts, read
from tfkata.architecture.learning import unlearning
from tfkata.architecture.op import Op
from tfkata.architecture.penalties import other_penalties, penalties_of
from tfkata.architecture.questions import Questions

_CONSTRAINTS = [
    f"{weight}_constraint"
    for weight in ("kernel", "bias", "recurrent", "embeddings", "gamma", "beta", "depthwise", "pointwise")
]
_ON_WEIGHTS = [constraint.replace("constraint", "regularizer") for constraint in _CONSTRAINTS]

FIRST = Questions()  # where no seed is given

_wanted_penalties: WeakKeyDictionary[keras.Model, list[float]] = WeakKeyDictionary()
_wanted_graphs: WeakKeyDictionary[keras.Model, tuple[Graph, list[Op]]] = WeakKeyDictionary()


def compare(
    answer: keras.Model,
    wanted: keras.Model,
    *,
    name: str | None = None,
    questions: Questions = FIRST,
) -> Difference | None:
    """The first difference that matters, or None if `answer` is the model that was asked for.

    Both models' weights are overwritten. `name` is the name the model must have, if any; `questions` are those
    that both are asked.

    Example:
        >>> compare(rebuild(described), build_model()).code
        'model.wrong-pooling'
    """
    return next(iter(differences(answer, wanted, name=name, questions=questions)), None)


def differences(
    answer: keras.Model,
    wanted: keras.Model,
    *,
    name: str | None = None,
    questions: Questions = FIRST,
) -> list[Difference]:
    """All differences: of the model as a whole, then layer by layer, then of what only training shows."""
    shape = _wrong_input(answer, wanted)
    if shape is not None and len(answer.inputs) != 1:
        return [shape]
    found = [shape] if shape is not None else []
    if name is not None and answer.name != name:
        values = {"found": answer.name, "wanted": name}
        found.append(Difference("model.wrong-name", "name", f"named {answer.name!r}", values))
    graph, (wanted_graph, wanted_chain) = read(answer), _read_wanted(wanted)
    of_training = list(_training(answer, graph, wanted, wanted_graph))
    for step in graph.steps:
        if step.kind == "BatchNormalization":
            step.layer.trainable = True  # a frozen one computes otherwise, which has been said
    if len(answer.outputs) != 1:
        values = {"found": f"{len(answer.outputs)} outputs", "wanted": "one output"}
        found.append(Difference("model.several-outputs", "function", values["found"], values))
    elif not (shape is None and _same(answer, graph, wanted, wanted_graph, questions)):
        found += _named(graph, wanted_graph, wanted_chain, without_input_reshape=shape is not None)
    else:
        found += _cut_off(graph)
    found += of_training
    return [_located(difference, graph, wanted_graph) for difference in found]


def unlearned(
    answer: keras.Model, wanted: keras.Model, step: Any, question: dict[str, Any]
) -> list[Difference]:
    """What keeps a model, which otherwise is the wanted one, from learning as that does; `step` is not trusted.

    Example:
        >>> unlearned(rebuild(described), build_model(), described["step"], step_question(build_model(), questions))
        []
    """
    graph, (wanted_graph, _) = read(answer), _read_wanted(wanted)
    return [_located(one, graph, wanted_graph) for one in unlearning(step, wanted, question, answer)]


def layer_parameters(model: keras.Model) -> list[int]:
    """The numbers of parameters of the layers that have any, in order."""
    return [int(layer.count_params()) for layer in read(model).weighted_layers()]


def _read_wanted(wanted: keras.Model) -> tuple[Graph, list[Op]]:
    if wanted not in _wanted_graphs:
        graph = read(wanted)
        _wanted_graphs[wanted] = graph, canonical(graph)
    return _wanted_graphs[wanted]


def _wrong_input(answer: keras.Model, wanted: keras.Model) -> Difference | None:
    shapes = [tuple(tensor.shape[1:]) for tensor in answer.inputs]
    asked = tuple(wanted.input_shape[1:])
    if shapes == [asked]:
        return None
    found = str(shapes[0]) if len(shapes) == 1 else f"{len(shapes)} inputs"
    return Difference(
        "model.input-shape",
        "model",
        f"the input shape is {found}, expected {asked}",
        {"found": found, "wanted": str(asked)},
    )


def _same(
    answer: keras.Model, graph: Graph, wanted: keras.Model, wanted_graph: Graph, questions: Questions
) -> bool:
    shapes = [tuple(tensor.shape[1:]) for tensor in answer.outputs]
    if shapes != [tuple(wanted.output_shape[1:])] or len(graph.outputs) != 1:
        return False
    return same_function(answer, graph, wanted, wanted_graph, questions)


def _named(
    graph: Graph, wanted_graph: Graph, wanted_chain: list[Op], *, without_input_reshape: bool
) -> list[Difference]:
    """The differences of two models that do not compute the same."""
    chain = canonical(graph)
    if without_input_reshape and chain and chain[0].kind == "reshape":
        chain = chain[1:]
    found = diagnose(chain, wanted_chain)
    if found or without_input_reshape:
        return found
    aspect: Any = "function" if same_sizes(graph, wanted_graph) else "parameters"
    message = "your model does not compute what the model of the summary computes with the same weights"
    return [Difference(None, aspect, message, {"found": "another function", "wanted": "the summary's"})]


def _cut_off(graph: Graph) -> Iterator[Difference]:
    """A ReLU that is bent elsewhere than at 0, so far away that no sample came there."""
    for index, step in enumerate(graph.steps):
        if step.kind == "ReLU" and (step.layer.max_value is not None or step.layer.threshold):
            found = f"relu with max_value={step.layer.max_value} and threshold={step.layer.threshold}"
            values = {"found": found, "wanted": "relu"}
            yield Difference("model.wrong-activation", "function", found, values, index)


def _training(
    model: keras.Model, graph: Graph, wanted: keras.Model, wanted_graph: Graph
) -> Iterator[Difference]:
    """What no output shows: frozen weights, penalties on weights, what is random or kept inside a cell."""
    trainable = {id(variable) for variable in model.trainable_weights}
    asked = _penalties_of(wanted, wanted_graph)
    for index, step in enumerate(graph.steps):
        inside = list(parts(step.layer)) if isinstance(step.layer, keras.layers.Layer) else []
        weights = getattr(step.layer, "trainable_weights", [])
        still = any(not part.trainable for part in inside) or any(id(w) not in trainable for w in weights)
        if step.parameters and still:
            code = "batchnorm.frozen" if step.kind == "BatchNormalization" else "model.not-trainable"
            values = {"found": "frozen weights", "wanted": "weights that learn"}
            yield Difference(code, "training", "a layer is frozen", values, index)
        penalty = _penalty_of(step, inside, [] if asked else _ON_WEIGHTS)
        if penalty:
            values = {"found": penalty, "wanted": "none"}
            yield Difference("model.regularized", "training", f"a layer has {penalty}", values, index)
        half = next((part.half_precision for part in inside if getattr(part, "half_precision", "")), "")
        if half and step.parameters:
            values = {"found": half, "wanted": "float32"}
            yield Difference(
                "model.half-precision", "training", f"a layer keeps its weights as {half}", values, index
            )
        yield from _in_cells(index, inside)
    if asked and same_sizes(graph, wanted_graph):
        yield from _other_penalties(graph, asked)


def _penalties_of(wanted: keras.Model, graph: Graph) -> list[float]:
    """What the wanted model adds to its loss, weight by weight; [] where it adds nothing, as most do."""
    if not any(weight.regularizer for layer in graph.weighted_layers() for weight in layer.weights):
        return []
    if wanted not in _wanted_penalties:
        _wanted_penalties[wanted] = penalties_of(graph)
    return _wanted_penalties[wanted]


def _other_penalties(graph: Graph, asked: list[float]) -> Iterator[Difference]:
    steps = [
        next(i for i, step in enumerate(graph.steps) if step.layer is layer)
        for layer in graph.weighted_layers()
        for _ in layer.weights
    ]
    yield from other_penalties(penalties_of(graph), asked, steps)


def _penalty_of(step: Step, inside: list[Any], on_weights: list[str]) -> str | None:
    if step.kind == "ActivityRegularization" and (step.layer.l1 or step.layer.l2):
        return "an activity penalty"
    names = [*on_weights, "activity_regularizer", *_CONSTRAINTS]
    return next((n for n in names for part in inside if getattr(part, n, None) is not None), None)


def _in_cells(index: int, inside: list[Any]) -> Iterator[Difference]:
    for part in inside:
        for option in ("dropout", "recurrent_dropout"):
            if part in cells(part) and getattr(part, option):
                values = {"found": f"{option}={getattr(part, option):g} in its cell", "wanted": "none"}
                yield Difference("model.wrong-dropout", "training", values["found"], values, index)
        if getattr(part, "stateful", False) is True and hasattr(part, "cell"):
            values = {"found": "stateful=True", "wanted": "stateful=False"}
            yield Difference("sequence.stateful", "training", "a layer keeps its state", values, index)


def _located(difference: Difference, graph: Graph, wanted: Graph) -> Difference:
    """The same difference with the layer in words, and both totals, among its values."""
    if difference.answer_step is not None:
        step = graph.steps[difference.answer_step]
        layer = f"layer {difference.answer_step + 1} ({step.kind})"
    elif difference.wanted_step is not None:
        layer = (
            f"layer {difference.wanted_step + 1} of the summary, {wanted.steps[difference.wanted_step].kind}"
        )
    else:
        layer = "the model"
    totals = [sum(step.layer.count_params() for step in _once(g)) for g in (graph, wanted)]
    values = {"layer": layer, "total": f"{totals[0]:,}", "wanted_total": f"{totals[1]:,}"}
    return replace(difference, values={**values, "reason": difference.message, **difference.values})


def _once(graph: Graph) -> list[Any]:
    layers = graph.weighted_layers()
    return [next(step for step in graph.steps if step.layer is layer) for layer in layers]
