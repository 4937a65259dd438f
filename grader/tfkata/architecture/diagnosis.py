"""An alignment of two chains -> differences, each with the code of a misconception and what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from tfkata.architecture.alignment import Pair, align, distance
from tfkata.architecture.chain import forms
from tfkata.architecture.graph import NOTHING, PADDING
from tfkata.architecture.op import CHANNELS_FIRST, Op
from tfkata.architecture.windows import pads_of

Aspect = Literal["model", "name", "parameters", "function", "training"]


@dataclass(frozen=True)
class Difference:
    """One way in which the answer is not the wanted model.

    `code` is a misconception's code, or None with `message` alone. `values` fill the text of the code
    (always ``layer``, ``found`` and ``wanted``). `aspect` says what part of the model it concerns.
    `answer_step` and `wanted_step` are places in the two graphs (indices of steps), None where there is none.
    """

    code: str | None
    aspect: Aspect
    message: str
    values: dict[str, Any] = field(default_factory=dict)
    answer_step: int | None = None
    wanted_step: int | None = None


def diagnose(answer: list[Op], wanted: list[Op]) -> list[Difference]:
    """All differences that have a name, in the order of the layers; [] where the chains are the same."""
    pairs = [(a, w) for w in forms(wanted) for a in forms(answer)]
    return list(_Diagnosis(*min(pairs, key=lambda pair: distance(*pair))).differences())


class _Diagnosis:
    def __init__(self, answer: list[Op], wanted: list[Op]) -> None:
        self._answer = answer
        self._wanted = wanted
        self._pairs = align(answer, wanted)
        self._missing = [wanted[p.wanted] for p in self._pairs if p.answer is None and p.wanted is not None]
        self._extra = [answer[p.answer] for p in self._pairs if p.wanted is None and p.answer is not None]
        self._last_weighted = max((i for i, op in enumerate(wanted) if op.has_weights), default=-1)

    def differences(self) -> Iterator[Difference]:
        first = next((op for op in self._answer if _takes_channels_first(op)), None)
        if first is not None:  # all that differs behind it follows from it
            yield _difference(
                "model.channels-first", "parameters", first, None, text(first), "channels in the last axis"
            )
            return
        reordered = self._reordered()
        if reordered is not None:
            yield reordered
            return
        moved: list[Op] = []
        for place, pair in enumerate(self._pairs):
            if pair.answer is not None and pair.wanted is not None:
                yield from self._other(self._answer[pair.answer], pair.wanted)
                continue
            op = self._answer[pair.answer] if pair.answer is not None else self._wanted[pair.wanted or 0]
            if op.key in [m.key for m in moved]:
                continue
            if self._is_moved(op):
                moved.append(op)
                yield self._moved(op)
            elif pair.answer is None:
                yield from self._missing_at(place, pair.wanted or 0)
            else:
                yield from self._extra_at(place, pair.answer)

    def _reordered(self) -> Difference | None:
        """Everything is there, in another order: one difference, not two at every place."""
        keys = [sorted(str(op.key) for op in ops) for ops in (self._answer, self._wanted)]
        if keys[0] != keys[1] or any(self._alike_without(kind) for kind in ("dropout", "act")):
            return None
        pairs = zip(self._answer, self._wanted, strict=True)
        first, wanted = next(((a, b) for a, b in pairs if a.key != b.key), (None, None))
        if first is None or wanted is None:
            return None
        return _difference(_order_code(first, wanted), "function", first, wanted, text(first), text(wanted))

    def _alike_without(self, kind: str) -> bool:
        sides = [[op.key for op in ops if op.kind != kind] for ops in (self._answer, self._wanted)]
        return sides[0] == sides[1]

    def _is_moved(self, op: Op) -> bool:
        keys = [[o.key for o in ops] for ops in (self._missing, self._extra)]
        return (
            op.key in keys[0]
            and op.key in keys[1]
            and (op.kind != "act" or len(keys[0]) == len(keys[1]) == 1)
        )

    def _moved(self, op: Op) -> Difference:
        here = next(o for o in self._extra if o.key == op.key)
        there = next(o for o in self._missing if o.key == op.key)
        found, wanted = self._after(here, self._answer), self._after(there, self._wanted)
        if op.kind == "dropout":
            return _difference("model.wrong-dropout", "training", here, there, found, wanted)
        return _difference(_order_code(op), "function", here, there, found, wanted)

    def _after(self, op: Op, chain: list[Op]) -> str:
        index = next(i for i, o in enumerate(chain) if o is op)
        return f"{text(op)} after {text(chain[index - 1])}" if index else f"{text(op)} at the very beginning"

    def _missing_at(self, place: int, index: int) -> Iterator[Difference]:
        op = self._wanted[index]
        layer_is_missing = place > 0 and self._pairs[place - 1] == Pair(None, index - 1)
        if op.kind == "act" and layer_is_missing and self._wanted[index - 1].has_weights:
            return  # its layer is missing, which has been said
        near = self._nearest(place)
        wanted = text(op)
        if op.kind == "act":
            head = index > self._last_weighted and op["function"] in ("softmax", "sigmoid")
            code = "model.missing-softmax" if head else "model.missing-activation"
            yield _difference(code, "function", near, op, "no activation", wanted)
        elif op.kind == "dropout":
            yield _difference("model.missing-dropout", "training", near, op, "no dropout", wanted)
        else:
            aspect: Aspect = "function" if op.kind in ("flatten", "reshape") else "parameters"
            code = "batchnorm.missing" if op.kind == "norm" else "model.missing-layer"
            yield _difference(code, aspect, near, op, "nothing", wanted)

    def _extra_at(self, place: int, index: int) -> Iterator[Difference]:
        op = self._answer[index]
        layer_is_extra = place > 0 and self._pairs[place - 1] == Pair(index - 1, None)
        if op.kind == "act" and layer_is_extra and self._answer[index - 1].has_weights:
            return  # it belongs to an extra layer, which has been said
        found = text(op)
        if op.kind == "scale":
            yield _difference("model.rescaling-inside", "function", op, None, found, "none")
        elif op.kind == "act" and op["function"] == "sigmoid" and self._ends_a_forecast(index):
            yield _difference("sequence.sigmoid-output", "function", op, None, found, "none here")
        elif op.kind == "act" and op.inside:
            yield _difference("model.wrong-activation", "function", op, None, found, "none here")
        elif op.kind == "pad":
            yield _difference("model.wrong-padding", "parameters", op, None, found, "none here")
        else:
            aspect: Aspect = "training" if op.kind == "dropout" or _only_trains(op) else "function"
            aspect = "parameters" if op.has_weights or op.kind == "pool" else aspect
            yield _difference("model.extra-layer", aspect, op, None, found, "nothing")

    def _ends_a_forecast(self, index: int) -> bool:
        """Whether this is the last thing that happens to the numbers that a model of series answers."""
        of_series = any(op.kind == "rnn" for op in self._wanted) and self._wanted[-1].kind == "dense"
        return of_series and index == len(self._answer) - 1

    def _other(self, found: Op, index: int) -> Iterator[Difference]:
        """Both sides have an operation here, and they are not the same one."""
        wanted = self._wanted[index]
        if found.key == wanted.key:
            return
        if found.kind != wanted.kind:
            codes = {"pool": "model.wrong-pooling", "act": "model.wrong-activation"}
            code = next((codes[k] for k in (found.kind, wanted.kind) if k in codes), "model.wrong-layer")
            yield _difference(code, "parameters", found, wanted, text(found), text(wanted))
        elif found.kind == "act":
            yield _difference("model.wrong-activation", "function", found, wanted, text(found), text(wanted))
        elif found.kind == "dropout":
            yield _difference("model.wrong-dropout", "training", found, wanted, text(found), text(wanted))
        elif found.kind == "pool":
            yield _pool_difference(found, wanted)
        elif found.kind == "rnn":
            yield from _recurrent_differences(found, wanted)
        elif found.kind == "norm":
            names = [name for name, value in found.attributes if value != wanted[name]]
            given, asked = (", ".join(f"{name}={op[name]}" for name in names) for op in (found, wanted))
            yield _difference("batchnorm.wrong-option", "function", found, wanted, given, asked)
        elif found.kind == "embed":
            yield from _embedding_differences(found, wanted)
        elif found.kind in ("conv", "dense"):
            yield from _weighted_differences(found, wanted, head=index == self._last_weighted)
        else:
            yield _difference("model.wrong-layer", "function", found, wanted, text(found), text(wanted))

    def _nearest(self, place: int) -> Op | None:
        """The answer's operation before this place, or the one after it."""
        places = [*reversed(self._pairs[:place]), *self._pairs[place:]]
        return next((self._answer[p.answer] for p in places if p.answer is not None), None)


def _only_trains(op: Op) -> bool:
    return op.kind == "other" and str(op["name"]).startswith(("Random", "Gaussian"))


def _order_code(*ops: Op) -> str:
    """A normalization changes places with the activation behind it, or with anything else."""
    return "batchnorm.after-activation" if any(op.kind == "norm" for op in ops) else "model.wrong-order"


MASKED_MEAN = "global average of what is not masked"


def _pool_difference(found: Op, wanted: Op) -> Difference:
    aspect: Aspect = "function" if found.out_shape == wanted.out_shape else "parameters"
    if {name for name, value in found.attributes if value != wanted[name]} == {"pads"}:
        words = ["same" if any(map(any, op["pads"])) else "valid" for op in (found, wanted)]
        return _difference("model.wrong-padding", aspect, found, wanted, *words)
    if {found["how"], wanted["how"]} == {"global average", MASKED_MEAN}:
        return _mask_difference(
            found, wanted, *(PADDING if op["how"] == MASKED_MEAN else "" for op in (found, wanted))
        )
    return _difference("model.wrong-pooling", aspect, found, wanted, text(found), text(wanted))


_MASKS = {"": "no mask", PADDING: "a mask of the padding", NOTHING: "a mask that skips nothing"}


def _mask_difference(found: Op, wanted: Op, given: str, asked: str) -> Difference:
    code = "sequence.masks-nothing" if given == NOTHING else "sequence.no-mask"
    code = code if asked else "sequence.masks-padding"
    return _difference(code, "function", found, wanted, _MASKS[given], _MASKS[asked])


_RECURRENT_CODES: dict[str, str] = {
    "cell": "sequence.wrong-cell",
    "units": "model.wrong-units",
    "functions": "model.wrong-activation",
    "bias": "model.missing-bias",
    "reset_after": "sequence.other-gru",
    "merge": "sequence.wrong-merge",
}


def _recurrent_differences(found: Op, wanted: Op) -> Iterator[Difference]:
    """Another direction explains other units, and another cell other activations."""
    names = {name for name, value in found.attributes if value != wanted[name]}
    if "way" in names:
        code = "sequence.one-direction" if wanted["way"] == "both ways" else "sequence.wrong-direction"
        yield _difference(code, "parameters", found, wanted, found["way"], wanted["way"])
        names -= {"units", "merge"}
    if "cell" in names:
        names -= {"functions", "reset_after"}
    for name, code in _RECURRENT_CODES.items():
        if name in names:
            code = "model.extra-bias" if name == "bias" and found["bias"] else code
            given, asked = (_recurrent_text(name, op) for op in (found, wanted))
            aspect: Aspect = "function" if name == "functions" else "parameters"
            yield _difference(code, aspect, found, wanted, given, asked)
    if "sequences" in names:
        code = "sequence.last-state-only" if wanted["sequences"] else "sequence.returns-sequences"
        given, asked = (_recurrent_text("sequences", op) for op in (found, wanted))
        yield _difference(code, "function", found, wanted, given, asked)
    if "mask" in names and (found["mask"], wanted["mask"]) != (NOTHING, ""):
        yield _mask_difference(found, wanted, found["mask"], wanted["mask"])


def _recurrent_text(name: str, op: Op) -> str:
    if name == "functions":
        return " and ".join(op["functions"])
    if name == "bias":
        return "a bias" if op["bias"] else "no bias"
    if name == "reset_after":
        return f"reset_after={op['reset_after']}"
    if name == "sequences":
        return "an output for every step" if op["sequences"] else "its last state alone"
    return str(op[name])


def _embedding_differences(found: Op, wanted: Op) -> Iterator[Difference]:
    codes = {"vocabulary": "sequence.wrong-vocabulary", "dimension": "sequence.wrong-dimension"}
    for name, code in codes.items():
        if found[name] != wanted[name]:
            yield _difference(code, "parameters", found, wanted, f"{found[name]:,}", f"{wanted[name]:,}")


_ATTRIBUTE_CODES = {
    "filters": "model.wrong-filters",
    "kernel": "model.wrong-kernel",
    "strides": "model.wrong-strides",
    "dilation": "model.dilated",
    "pads": "model.wrong-padding",
    "groups": "model.grouped",
    "bias": "model.missing-bias",
}


def _weighted_differences(found: Op, wanted: Op, *, head: bool) -> Iterator[Difference]:
    if found.kind == "conv" and found["axes"] != wanted["axes"]:
        yield _difference("model.wrong-layer", "parameters", found, wanted, text(found), text(wanted))
        return
    for name, value in found.attributes:
        if name == "pads":
            if _padding_agrees(found, wanted):
                continue
        elif value == wanted[name]:
            continue
        code = _ATTRIBUTE_CODES.get(name, "model.wrong-head" if head else "model.wrong-units")
        if name == "bias" and value:
            code = "model.extra-bias"
        if name == "pads" and padding_word(wanted) == "causal":
            code = "sequence.not-causal"
        given, asked = _attribute_text(name, found), _attribute_text(name, wanted)
        yield _difference(code, "parameters", found, wanted, given, asked)


def _padding_agrees(found: Op, wanted: Op) -> bool:
    """Zeros are counted; where kernel or stride differ already, the word is what matters."""
    alike = all(found[k] == wanted[k] for k in ("kernel", "strides", "dilation"))
    return bool(found["pads"] == wanted["pads"] if alike else padding_word(found) == padding_word(wanted))


def padding_word(op: Op) -> str:
    if not any(map(any, op["pads"])):
        return "valid"
    if op["pads"] == pads_of(op, "same"):
        return "same"
    if len(op["pads"]) == 1:
        before, behind = op["pads"][0]
        return "causal" if op["pads"] == pads_of(op, "causal") else f"zeros before {before}, behind {behind}"
    (top, bottom), (left, right) = op["pads"]
    return f"zeros above {top}, below {bottom}, left {left}, right {right}"


def _attribute_text(name: str, op: Op) -> str:
    if name == "pads":
        return padding_word(op)
    if name == "bias":
        return "a bias" if op["bias"] else "no bias"
    if name in ("kernel", "strides", "dilation"):
        return "×".join(str(n) for n in op[name])
    return f"{op[name]:,}"


def text(op: Op) -> str:
    """The operation as a learner would name it."""
    if op.kind == "conv":
        kernel = "×".join(str(n) for n in op["kernel"])
        return f"Conv{op['axes']}D({op['filters']}, {kernel}, {padding_word(op)})"
    if op.kind == "dense":
        return f"Dense({op['units']})"
    if op.kind == "embed":
        return f"Embedding({op['vocabulary']}, {op['dimension']})"
    if op.kind == "rnn":
        layer = f"{op['cell']}({op['units']})"
        return f"Bidirectional({layer})" if op["way"] == "both ways" else layer
    if op.kind == "norm":
        return "BatchNormalization"
    if op.kind == "act":
        return str(op["function"])
    if op.kind == "pool":
        size = "×".join(str(n) for n in op["size"])
        strides = "" if op["strides"] == op["size"] else " strides " + "×".join(str(n) for n in op["strides"])
        same = " same" if any(map(any, op["pads"])) else ""
        return f"{op['how']} pooling {size}{strides}{same}".strip()
    if op.kind == "dropout":
        name, _, rest = op["form"].partition(" ")
        return f"{name}({op['rate']:g}) {rest}".strip()
    if op.kind == "reshape":
        return f"Reshape to {op['target']}"
    if op.kind == "pad":
        return "zero padding"
    return {"flatten": "Flatten"}.get(op.kind) or str(op["name"])


def _takes_channels_first(op: Op) -> bool:
    return op.kind == "other" and str(op["name"]).endswith(CHANNELS_FIRST)


def _difference(
    code: str, aspect: Aspect, answer: Op | None, wanted: Op | None, found: str, asked: str
) -> Difference:
    message = f"found {found}, expected {asked}"
    return Difference(
        code,
        aspect,
        message,
        {"found": found, "wanted": asked},
        answer.step if answer is not None else None,
        wanted.step if wanted is not None else None,
    )
