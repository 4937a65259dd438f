"""An error's own words, without frames, colours, walls of numbers and places of this machine; the reason is kept."""

from __future__ import annotations

import numpy as np
import pytest

from tfkata.checks.reason import LONGEST, reason


@pytest.mark.parametrize("count", [50, 500, 20000])
@pytest.mark.parametrize("dtype", [float, int, bool])
def test_walls_of_numbers_are_cut(count: int, dtype: type) -> None:
    wall = repr([np.ones((count, 1), dtype).tolist()] * 3)
    said = reason(f"Unrecognized data type: x={wall} (of type <class 'list'>)")
    assert said.startswith("Unrecognized data type: x=[…]")
    assert "(of type <class 'list'>)" in said


def test_the_reason_comes_out_of_the_call_that_met_it() -> None:
    text = (
        "Exception encountered when calling Dense.call().\n\n\x1b[1mInput 0 has 3 axes.\x1b[0m\n\n"
        "Arguments received by Dense.call():\n  • inputs=tf.Tensor(shape=(2, 3), dtype=float32)"
    )
    assert reason(text) == "Dense.call(): Input 0 has 3 axes."


def test_frames_of_a_graph_are_left_out() -> None:
    frames = "".join(f'  File "/x/site-packages/keras/src/{n}.py", line {n}, in call\n\n' for n in range(40))
    text = (
        "Graph execution error:\n\nDetected at node loss/Xent defined at (most recent call last):\n"
        f"{frames}Received a label value of 10 which is outside the valid range of [0, 10).  Label values: 10 3 4\n"
        "\t [[{{node loss/Xent}}]] [Op:__inference_multi_step_on_iterator_900]"
    )
    assert (
        reason(text)
        == "Received a label value of 10 which is outside the valid range of [0, 10). Label values: 10 3 4"
    )


def test_frames_of_a_traced_function_are_left_out() -> None:
    frames = '    File "/x/site-packages/keras/src/losses.py", line 3, in call\n        return self.fn(y_true, y_pred)\n\n'
    text = f"in user code:\n\n{frames * 9}    ValueError: Shapes (None, 1) and (None, 10) are incompatible\n"
    assert reason(text) == "Shapes (None, 1) and (None, 10) are incompatible"


def test_functions_that_another_one_made_have_their_own_name() -> None:
    text = "in user code:\n\n\n    TypeError: outer.<locals>.inner.<locals>.<lambda>() takes 1 positional argument but 2 were given\n"
    assert reason(text) == "<lambda>() takes 1 positional argument but 2 were given"
    assert reason("train.<locals>.step() takes no arguments") == "step() takes no arguments"


def test_examples_are_left_out() -> None:
    assert reason("Use a layer, like:\n```\nx = Input(...)\n```\ninstead") == "Use a layer, like: … instead"


def test_places_and_addresses_are_left_out() -> None:
    assert reason("filepath=/tmp/tfkata-work-i2n314ba/kept/best.keras") == "filepath=kept/best.keras"
    assert (
        reason("cannot import 'a' from 'b' (/venv/lib/python3.11/site-packages/b/__init__.py)")
        == "cannot import 'a' from 'b'"
    )
    assert reason("<function f at 0x7fc07a90f9d0> is not a layer") == "<function f> is not a layer"
    symbol = "<KerasTensor shape=(None, 28), dtype=float32, sparse=False, ragged=False, name=keras_tensor>"
    assert reason(f"got {symbol}") == "got <KerasTensor shape=(None, 28)>"


@pytest.mark.parametrize(
    "text", ["", "division by zero", "expected (3,), got (4,)", "x must be in [0, 1]", "größer als 3 € — ok?"]
)
def test_short_words_stay_as_they_are(text: str) -> None:
    assert reason(text) == text


def test_the_last_words_of_a_long_text_are_kept() -> None:
    said = reason("first words " + "and so on " * 500 + "the last words")
    assert len(said) <= LONGEST
    assert said.startswith("first words")
    assert said.endswith("the last words")


@pytest.mark.parametrize(
    "node",
    [
        "{{function_node __wrapped__ConcatV2_N_2_device_/job:localhost/replica:0/task:0/device:CPU:0}} ",
        "{{function_node __inference_step_42}} ",
        "",
    ],
)
@pytest.mark.parametrize(
    "end", [" [Op:ConcatV2] name: concat", " [Op:ConcatV2] name: ", " [Op:ConcatV2]", ""]
)
def test_the_place_in_a_graph_is_left_out(node: str, end: str) -> None:
    said = "ConcatOp : Ranks of all inputs should match: shape[0] = [3,28,28] vs. shape[1] = [3]"
    assert reason(f"{node}{said}{end}") == said


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (
            "Shape must be rank 2 but is rank 1 for '{{node concat}} = ConcatV2[N=2, T=DT_FLOAT, Tidx=DT_INT32](truediv, one_hot, concat/axis)' with input shapes: [5,4], [10], [].",
            "Shape must be rank 2 but is rank 1 for 'concat' with input shapes: [5,4], [10], [].",
        ),
        (
            "Dimensions must be equal, but are 3 and 4 for '{{node model/MatMul}} = MatMul[T=DT_FLOAT, transpose_a=false](a, b)' with input shapes: [2,3], [4,5].",
            "Dimensions must be equal, but are 3 and 4 for 'model/MatMul' with input shapes: [2,3], [4,5].",
        ),
    ],
)
def test_of_a_node_in_a_graph_the_name_is_left(said: str, left: str) -> None:
    assert reason(said) == left


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("ValueError: Shape must be rank 2: got 3", "Shape must be rank 2: got 3"),
        ("tensorflow.python.framework.errors_impl.InvalidArgumentError: no such axis", "no such axis"),
        ("Incompatible shapes: [2] vs. [3]", "Incompatible shapes: [2] vs. [3]"),
    ],
)
def test_the_class_of_an_error_is_not_said_twice(told: str, left: str) -> None:
    wrapped = f'in user code:\n\n    File "e05.py", line 6, in scale  *\n        return image\n\n    {told}\n'
    assert reason(wrapped) == left


@pytest.mark.parametrize("before", ["", "{{function_node __wrapped__IteratorGetNext_device_CPU:0}} "])
@pytest.mark.parametrize(
    "own", ["TypeError: two axes, not three", "ValueError: no file\nat all", "KeyError: 'a'"]
)
def test_frames_behind_the_words_of_a_generator_are_left_out(own: str, before: str) -> None:
    frames = f'\nTraceback (most recent call last):\n\n  File "/usr/ops/script_ops.py", line 269, in __call__\n    ret = func(*args)\n\n{own}\n\n\n\t [[{{{{node PyFunc}}}}]] [Op:IteratorGetNext] name: '
    assert reason(before + own + frames) == " ".join(own.split())


def test_a_message_about_a_traceback_stays() -> None:
    own = "Traceback (most recent call last): is what Python prints first"
    assert reason(own) == own
    assert reason(f"look at\n{own}") == f"look at {own}"
