"""What a crash tells beside its error: the expression that failed, whole, and what the names in it held."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
import pytest

from tfkata.candidate.serve import LearnerModule
from tfkata.wire import messages, replies
from tfkata.wire.messages import Call, Load
from tfkata.wire.replies import MAX_VALUES, FailedAt, Raised

LABELS, COUNT = np.array([2, 0, 1]), 4
IMAGES = np.zeros((3, 28, 28), np.uint8)


def raised(source: str, *arguments: Any) -> Raised:
    """What `f` raises, called with these arguments (else three labels and the number 4), or its file when it is loaded."""
    module = LearnerModule()
    load = Load(id="1", source=textwrap.dedent(source), filename="e03.py", name="e03", seed=0)
    found = replies.read_reply(module.answer(messages.encode(load))).content
    if not isinstance(found, Raised):
        call = Call(id="2", function="f", arguments=[*(arguments or (LABELS, COUNT))], options={})
        found = replies.read_reply(module.answer(messages.encode(call))).content
    assert isinstance(found, Raised), found
    return found


def place(source: str, *arguments: Any) -> FailedAt:
    at = raised(source, *arguments).at
    assert at is not None
    return at


# source, the expression, the call as it is written, some of the names and what they held
ROWS: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "a function of NumPy": (
        """
        import numpy as np
        def f(labels, num_classes):
            out = np.zeros((len(labels), num_classes))
            np.put_along_axis(out, labels, 1, axis=1)
        """,
        "np.put_along_axis(out, labels, 1, axis=1)", "np.put_along_axis",
        {"out": "a float64 array of shape (3, 4)", "labels": "an int64 array of shape (3,): 2, 0, 1"},
    ),
    "written in C, over several lines, with a comment": (
        """
        import numpy as np
        def f(labels, num_classes):
            rows = np.eye(num_classes)
            return np.concatenate(
                [rows,  # above
                 labels],
                axis=1,
            )
        """,
        "np.concatenate([rows, labels], axis=1)", "np.concatenate",
        {"rows": "a float64 array of shape (4, 4)"},
    ),
    "imported by name": (
        """
        from numpy import stack
        def f(labels, n):
            parts = [labels, labels[:2]]
            return stack(parts)
        """,
        "stack(parts)", "stack", {"parts": "a list of 2 arrays of different shapes: (3,), (2,)"},
    ),
    "a method": (
        "def f(labels, n):\n    return labels.reshape(n, n)\n",
        "labels.reshape(n, n)", "labels.reshape", {"n": "4"},
    ),
    "a chain of methods": (
        "def f(labels, n):\n    return labels.astype(float).reshape(-1, 1).swapaxes(0, n)\n",
        "labels.astype(float).reshape(-1, 1).swapaxes(0, n)", "labels.astype(…).reshape(…).swapaxes",
        {"labels": "an int64 array of shape (3,): 2, 0, 1", "n": "4"},
    ),
    "a call inside a call": (
        """
        import numpy as np
        def f(labels, n):
            return np.sum(np.transpose(labels, (0, n)))
        """,
        "np.transpose(labels, (0, n))", "np.transpose", {"n": "4"},
    ),
    "in a comprehension": (
        """
        import numpy as np
        def f(labels, n):
            return [np.linalg.inv(row) for row in labels]
        """,
        "np.linalg.inv(row)", "np.linalg.inv", {"row": "np.int64(2)"},
    ),
    "around a comprehension": (
        """
        import numpy as np
        def f(labels, n):
            return np.stack([labels[:k] for k in range(n)])
        """,
        "np.stack([labels[:k] for k in range(n)])", "np.stack", {"n": "4"},
    ),
    "in a lambda": (
        "def f(labels, n):\n    cut = lambda size: labels.reshape(size, size)\n    return cut(n)\n",
        "labels.reshape(size, size)", "labels.reshape", {"size": "4"},
    ),
    "in a generator that a library runs": (
        """
        import numpy as np
        def halves(numbers):
            for number in numbers:
                yield 1 / (number - 1)
        def f(labels, n):
            return np.fromiter(halves(range(n)), float)
        """,
        "1 / (number - 1)", "", {"number": "1"},
    ),
    "behind a decorator": (
        """
        import functools
        def twice(function):
            @functools.wraps(function)
            def inner(*args):
                return function(*args), function(*args)
            return inner
        @twice
        def f(labels, n):
            return labels.reshape(n)
        """,
        "labels.reshape(n)", "labels.reshape", {"n": "4"},
    ),
    "a decorator itself": (
        "width = 'a'\n@int(width)\ndef f(labels, n):\n    return n\n",
        "int(width)", "int", {"width": "'a'"},
    ),
    "an assignment expression": (
        "def f(labels, n):\n    if (size := n - 1) and labels.reshape(size, -1, size):\n        return size\n",
        "labels.reshape(size, -1, size)", "labels.reshape", {"size": "3"},
    ),
    "a function of Python": (
        "def f(labels, n):\n    text = 'four'\n    return int(text) + n\n",
        "int(text)", "int", {"text": "'four'"},
    ),
    "an operator": (
        "def f(labels, n):\n    other = None\n    return labels @ other\n",
        "labels @ other", "", {"other": "None"},
    ),
    "a part that is not there": (
        "def f(labels, n):\n    rows = {'a': labels}\n    return rows['a'][n]\n",
        "rows['a'][n]", "", {"rows": "a dict with 1 key: 'a'", "n": "4"},
    ),
    "an assignment to a part": (
        "def f(labels, n):\n    labels[n] = n\n",
        "labels[n] = n", "", {"n": "4"},
    ),
    "too few on the right": (
        "def f(labels, n):\n    first, second = labels\n",
        "first, second = labels", "", {"labels": "an int64 array of shape (3,): 2, 0, 1"},
    ),
    "what a loop goes through": (
        "def f(labels, n):\n    for k in n:\n        print(k)\n", "for k in n:", "", {"n": "4"},
    ),
    "no function": (
        "def f(labels, n):\n    return labels(n)\n", "labels(n)", "", {"labels": "an int64 array of shape (3,): 2, 0, 1"},
    ),
    "a function of the learner's own": (
        "def g(a):\n    return a\ndef f(labels, n):\n    return g(labels, n)\n", "g(labels, n)", "g", {"n": "4"},
    ),
    "an attribute of its own object": (
        """
        class Net:
            def __init__(self, sizes):
                self.sizes = sizes
            def run(self, x):
                return x.reshape(self.sizes)
        def f(labels, n):
            return Net([n, 2]).run(labels)
        """,
        "x.reshape(self.sizes)", "x.reshape", {"self.sizes": "[4, 2]"},
    ),
    "a line outside of functions": (
        "import numpy as np\nsize = 'a'\nif True:\n    rows = np.zeros(size)\ndef f(labels, n):\n    return 1\n",
        "np.zeros(size)", "np.zeros", {"size": "'a'"},
    ),
    "a name that is gone": (
        "def f(labels, n):\n    size = n\n    del size\n    return labels.reshape(n, size)\n",
        "size", "", {},
    ),
    "letters of many bytes before it": (
        "def f(labels, n):\n    größe = 'ä'; return labels.reshape(größe)\n",
        "labels.reshape(größe)", "labels.reshape", {"größe": "'ä'"},
    ),
    "a class where an object is meant": (
        "class Layer:\n    pass\ndef f(labels, n):\n    return labels.reshape(Layer, n)\n",
        "labels.reshape(Layer, n)", "labels.reshape", {"Layer": "the class Layer"},
    ),
    "without end": (
        "def f(labels, n):\n    return f(labels, n + 1)\n", "f(labels, n + 1)", "f", {"labels": "an int64 array of shape (3,): 2, 0, 1"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_the_expression_that_failed_and_what_is_in_it(name: str) -> None:
    source, expression, called, values = ROWS[name]
    at = place(source)
    assert (at.expression, at.called, at.library) == (expression, called, "")
    assert values.items() <= dict(at.values).items()


def test_functions_and_modules_are_no_news() -> None:
    source = """
        import numpy as np
        def f(labels, n):
            return np.zeros((len(labels), n), dtype=np.int32, order=str(float))
        """
    assert [name for name, _ in place(source).values] == ["labels", "n"]


def test_the_shape_of_an_array_is_told_with_the_array() -> None:
    source = "def f(labels, n):\n    return labels.reshape(labels.shape[0], n)\n"
    assert [name for name, _ in place(source).values] == ["labels", "n"]


def test_not_more_names_than_somebody_reads() -> None:
    names = ", ".join(f"a{number}" for number in range(30))
    source = f"def f(labels, n):\n    {names} = range(30)\n    return labels.reshape({names})\n"
    assert len(place(source).values) == MAX_VALUES


@pytest.mark.parametrize(
    ("call", "documented"),
    [
        ("np.stack(labels, n)", True),
        ("np.linalg.inv(labels)", True),
        ("stack(labels, n)", True),
        ("int(labels)", True),
        ("labels.reshape(n)", False),
        ("'a b'.split(n)", False),
        ("labels.copy().reshape(n)", False),
        ("own(1, 2)", False),
        ("Own(1, 2)", False),
        ("missing(1, 2)", False),
    ],
)
def test_whether_help_tells_of_the_function(call: str, documented: bool) -> None:
    source = f"import numpy as np\nfrom numpy import stack\ndef own(a): pass\nclass Own: pass\ndef f(labels, n):\n    return {call}\n"
    assert place(source).documented is documented


def test_a_local_name_without_a_value_is_not_the_one_outside() -> None:
    source = "size = 5\ndef f(labels, n):\n    labels.reshape(n, size)\n    size = 3\n"
    assert "size" not in dict(place(source).values)


HOSTILE = """
class Meta(type):
    def __getattribute__(cls, name): raise SystemExit("asked the metaclass for " + name)
    def __eq__(cls, other): raise SystemExit("compared")
    def __hash__(cls): raise SystemExit("hashed")
    __name__ = property(lambda cls: 1 / 0)

class Odd(metaclass=Meta):
    __class__ = property(lambda self: 1 / 0)
    __dict__ = property(lambda self: 1 / 0)
    shape = property(lambda self: 1 / 0)
    def __repr__(self): raise SystemExit("repr")
    __str__ = __format__ = __repr__
    def __len__(self):
        while True: pass
    def __getattr__(self, name):
        while True: pass
    def __eq__(self, other): raise SystemExit("eq")
    __hash__ = None
    def __bool__(self): raise SystemExit("bool")
    def __iter__(self):
        while True: pass

class List(list):
    __len__ = __iter__ = __repr__ = __getitem__ = lambda self, *a: 1 / 0
class Text(str):
    __len__ = __iter__ = __repr__ = __str__ = __getitem__ = lambda self, *a: 1 / 0
class Lie:
    __module__ = "keras"
    built = property(lambda self: 1 / 0)
    def __repr__(self): return "a float64 array of shape (3, 4)"
odd = Odd()
"""


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("odd", "an Odd object"),
        ("Odd", "the class Odd"),
        ("[odd, odd]", "a list of 2: Odd"),
        ("[Odd]", "a list of 1: Odd"),
        ("(odd,)", "a tuple of 1: Odd"),
        ("{'a': odd}", "a dict with 1 key: 'a'"),
        ("List([1])", "a List object"),
        ("[List([1])]", "a list of 1: List"),
        ("Text('a')", "a Text object"),
        ("Lie()", "a Lie object"),
        ("type('np.ndarray', (), {})()", "a np.ndarray object"),
    ],
)
def test_nothing_of_the_learners_runs(made: str, told: str) -> None:
    source = f"{HOSTILE}\ndef f(labels, n):\n    odd_one = {made}\n    return labels.reshape(n, -1, n, odd_one=odd_one)\n"
    found = raised(source)
    assert found.type == "TypeError"
    assert found.at is not None
    assert dict(found.at.values)["odd_one"] == told


def test_attributes_of_hostile_objects_are_not_asked_for() -> None:
    source = (
        f"{HOSTILE}\ndef f(labels, n):\n    return labels.reshape(n if n else (odd.shape, odd.x, odd[0]))\n"
    )
    assert [name for name, _ in place(source).values] == ["labels", "n", "odd"]


def test_an_error_whose_class_is_hostile_is_told() -> None:
    source = f"{HOSTILE}\nclass Bad(Exception):\n    args = __traceback__ = __cause__ = property(lambda self: 1 / 0)\ndef f(labels, n):\n    raise Bad(n)\n"
    assert place(source).expression == "raise Bad(n)"


def test_the_words_of_an_error_are_no_more_than_a_text() -> None:
    source = f"{HOSTILE}\nclass Bad(Exception):\n    def __str__(self): return Text('in user code:')\ndef f(labels, n):\n    raise Bad(n)\n"
    found = raised(source)
    assert found.message == "in user code:"
    assert found.at is not None
    assert found.at.expression == "raise Bad(n)"


@pytest.mark.parametrize(
    "value", ["list(range(10**6))", "'x' * 10**7", "dict.fromkeys(range(10**6))", "10**5000", "[[[[[]]]]] * 10**5", "{*range(10**5)}"]
)  # fmt: skip
def test_large_values_are_told_in_few_words(value: str) -> None:
    at = place(f"def f(labels, n):\n    large = {value}\n    return labels.reshape(large, n, n, n, 'a')\n")
    assert 0 < len(dict(at.values)["large"]) <= 200


def test_a_file_that_is_no_python_has_no_place() -> None:
    assert raised("def f(:\n").at is None


def test_a_call_of_many_lines_is_shown_whole() -> None:
    source = """
        import numpy as np
        def f(labels, n):
            joined = np.concatenate(
                [labels,
                 np.eye(n)],
                axis=1,
            )
        """
    shown = raised(source).traceback
    assert "joined = np.concatenate(" in shown
    assert "np.eye(n)]," in shown
    assert "axis=1," in shown
    assert len(raised(source.replace("axis=1,", "\n" * 500 + "axis=1,")).traceback.splitlines()) < 20


LIBRARIES: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "a layer that was not made": (
        """
        def f(x, n):
            parts = [layers.Flatten, layers.Dense(n)]
            return keras.Sequential(parts)
        """,
        "keras.Sequential", "", {"parts": "a list of 2: Flatten, Dense"},
    ),
    "a layer called": (
        """
        def f(x, n):
            inputs = keras.Input((28, 28))
            return layers.Conv2D(n, 3)(inputs)
        """,
        "layers.Conv2D(…)", "", {"inputs": "a float32 KerasTensor of shape (None, 28, 28)"},
    ),
    "a layer under a name": (
        """
        def f(x, n):
            inputs = keras.Input((28, 28))
            again = inputs
            for layer in keras.Model(inputs, layers.Dense(n)(inputs)).layers:
                again = layer(again)
            return again
        """,
        "layer", "", {"layer": "an InputLayer layer", "again": "a float32 KerasTensor of shape (None, 28, 28)"},
    ),
    "a model under a name": (
        """
        def f(x, n):
            model = keras.Sequential([keras.Input((5, n)), layers.Flatten(), layers.Dense(n)])
            return model(x)
        """,
        "model", "", {"model": "a Sequential model of 2 layers, not compiled", "x": "a uint8 array of shape (3, 28, 28)"},
    ),
    "a layer of a list": (
        """
        def f(x, n):
            parts = [layers.Flatten(), layers.Dense(n)]
            return parts[1]("text")
        """,
        "parts[…]", "", {"parts[1]": "a Dense layer that has not been called"},
    ),
    "fit over several lines": (
        """
        def f(x, n):
            model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(n)])
            model.compile(optimizer="adam", loss="mse")
            size = "all"
            return model.fit(
                x,
                x,
                batch_size=size,
            )
        """,
        "model.fit", "", {"model": "a Sequential model of 2 layers", "size": "'all'"},
    ),
    "not built": (
        """
        def f(x, n):
            model = keras.Sequential([layers.Flatten()])
            return model.load_weights(n)
        """,
        "model.load_weights", "", {"model": "a Sequential model of 1 layer, not built and not compiled", "n": "4"},
    ),
    "a function of TensorFlow": (
        """
        def f(x, n):
            images, weights = tf.constant(x), tf.Variable([1.0, 2.0])
            return tf.linalg.matmul(images, weights)
        """,
        "tf.linalg.matmul", "",
        {"images": "a uint8 tensor of shape (3, 28, 28)", "weights": "a float32 variable of shape (2,)"},
    ),
    "an operator of TensorFlow": (
        """
        def f(x, n):
            images = tf.constant(x)
            return images + tf.constant([1, n])
        """,
        "", "tensorflow", {"images": "a uint8 tensor of shape (3, 28, 28)", "n": "4"},
    ),
    "a model of its own": (
        """
        class Net(keras.Model):
            def __init__(self, n):
                super().__init__()
                self.dense = layers.Dense(n)
            def call(self, x):
                return tf.nn.conv2d(x, self.dense, 1, "SAME")
        def f(x, n):
            return Net(n)(x)
        """,
        "tf.nn.conv2d", "", {"self.dense": "a Dense layer that has not been called"},
    ),
    "scikit-learn": (
        """
        from sklearn.model_selection import train_test_split
        def f(x, n):
            share = 2.5
            return train_test_split(x, test_size=share)
        """,
        "train_test_split", "", {"share": "2.5"},
    ),
    "an object of scikit-learn": (
        """
        from sklearn.preprocessing import OneHotEncoder
        def f(x, n):
            encoder = OneHotEncoder(sparse_output="no")
            return encoder.fit_transform(x[0])
        """,
        "encoder.fit_transform", "", {"encoder": "a OneHotEncoder object", "x[0]": "a uint8 array of shape (28, 28)"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIBRARIES)
def test_of_libraries(name: str) -> None:
    source, called, library, values = LIBRARIES[name]
    head = (
        "import numpy as np\n"
        if "sklearn" in source
        else "import keras\nimport tensorflow as tf\nfrom keras import layers\n"
    )
    at = place(head + textwrap.dedent(source), IMAGES, COUNT)
    assert (at.called, at.library) == (called, library)
    assert values.items() <= dict(at.values).items()


# source, the line, the statement, some of the names and what they held
TRANSLATED: dict[str, tuple[str, int, str, dict[str, str]]] = {
    "inside of map": (
        """
        def f(x, n):
            def scale(image):
                size = n + 1
                if tf.reduce_mean(image) > 3:
                    image = image + 1
                return tf.image.resize(
                    image,  # as it is
                    size,
                )
            return tf.data.Dataset.from_tensor_slices(x).map(scale)
        """,
        8, "return tf.image.resize(image, size)", {"size": "5"},
    ),
    "inside of a condition": (
        """
        @tf.function
        def f(x, n):
            rows = tf.reshape(x, (3, -1))
            if tf.reduce_sum(rows) >= 0:
                rows = tf.concat([rows, tf.zeros((n,), tf.uint8)], axis=0)
            return rows
        """,
        7, "rows = tf.concat([rows, tf.zeros((n,), tf.uint8)], axis=0)", {"rows": "a uint8 symbolic tensor of shape (3, 784)"},
    ),
    "in a function that it calls": (
        """
        def inner(rows, rank):
            return tf.linalg.band_part(rows, rank, "a")
        @tf.function
        def f(x, n):
            return inner(tf.reshape(x, (3, -1)), n)
        """,
        4, 'return tf.linalg.band_part(rows, rank, "a")', {"rank": "4"},
    ),
    "an error of Python": (
        """
        def f(x, n):
            sizes = [1, 2]
            def pick(image):
                return image[0 : sizes[n]]
            return tf.data.Dataset.from_tensor_slices(x).map(pick)
        """,
        6, "return image[0 : sizes[n]]", {"sizes": "[1, 2]", "n": "4"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRANSLATED)
def test_of_code_that_tensorflow_translated(name: str) -> None:
    source, line, statement, values = TRANSLATED[name]
    found = raised(f"import tensorflow as tf\n{textwrap.dedent(source)}", IMAGES, COUNT)
    assert found.message.startswith("in user code:")
    assert found.at is not None
    assert (found.at.line, found.at.expression) == (line, statement)
    assert values.items() <= dict(found.at.values).items()
    place, shown, *_ = found.traceback.rpartition("  File ")[2].splitlines()
    assert place.startswith(f'"e03.py", line {line}, in ')
    assert shown.strip().startswith(statement.partition("(")[0])
